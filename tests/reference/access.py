"""Who may use a customer's file, said a second time, from the rules in words.

- Only what is known, is about this customer and happened by the asked instant counts.
- Every row about the action, on this medium, must be open. Without any such row it is as the
  rules say otherwise. Sensitive fields may be written only where the company keeps them.
- A row is open for one of its roles; by a standing authorisation of one of its roles; by an
  approved request that was not used yet; by the customer's consent.
- What is revoked, or is over, opens nothing. The last day that a paper names is inside.
- A request is approved if, at the last instant at which one of the row's roles decided, nobody
  refused. Where one's own approval does not count it is as if it had never been given.
"""

from datetime import date, datetime

from renoflow.facts import known
from tests.reference import periods

__all__ = ["shut"]


def instants(facts, calendar, days):
    """Each fact with its instant; one without an hour by the reading, or left out."""
    found = []
    for fact in facts:
        if isinstance(fact.at, datetime):
            found.append((fact.at, fact))
        elif days == "start":
            found.append((calendar.start(fact.at), fact))
        elif days == "end":
            found.append((calendar.end(fact.at), fact))
    return found


def shut(rules, facts, question, *, at, calendar, known_at=None):  # noqa: C901, PLR0913
    """The ids of what stands against it; none means that it is allowed."""
    told = []
    for when, fact in instants(known(facts, calendar, known_at=known_at), calendar, rules.days):
        if when <= at and fact.customer in (None, question.customer):
            told.append((when, fact))
    against = set()
    if question.action in ("enter", "change"):
        for item in question.items:
            if item in ("family", "income") and item not in rules.sensitive:
                against.add("CUS-02")
    ruled = False
    for row in rules.rows:
        if question.action not in row.actions:
            continue
        if row.media and question.medium not in row.media:
            continue
        ruled = True
        if not is_open(row, rules, told, question, at, calendar):
            against.add(f"{rules.name}#{row.id}")
    if not ruled and rules.otherwise == "refused":
        against.add(rules.name)
    return against


def is_open(row, rules, told, question, at, calendar):  # noqa: PLR0913, PLR0917
    for role in question.roles:
        if role in row.roles:
            return True
    for when, fact in told:
        if fact.kind == "authorisation" and row.authorised_by:
            if fact.get("to") != question.actor or fact.get("role") not in row.authorised_by:
                continue
            named = question.action in fact.get("actions")
            named = named and same(fact, "medium", question.medium)
            if named and good(fact, when, row.within, told, at, calendar):
                return True
        if fact.kind == "disclosure_consent" and row.consent:
            named = same(fact, "to", question.to) and covers(fact, question.items)
            if named and good(fact, when, None, told, at, calendar):
                return True
        mine = fact.kind == "file_request" and bool(row.approved_by) and asks(fact, question)
        if mine and approved(row, rules, fact, told, at, calendar):
            return True
    return False


def asks(request, question):
    actor = request.for_ if request.for_ is not None else request.by
    return (
        actor == question.actor
        and request.get("action") == question.action
        and same(request, "medium", question.medium)
        and same(request, "to", question.to)
        and covers(request, question.items)
    )


def approved(row, rules, request, told, at, calendar):  # noqa: PLR0913, PLR0917
    asker = request.for_ if request.for_ is not None else request.by
    decided = []
    for when, fact in told:
        if fact.kind == "file_access" and fact.get("request") == request.id:
            return False
        if fact.kind not in ("approval", "refusal") or fact.get("of") != request.id:
            continue
        if fact.get("role") not in row.approved_by:
            continue
        actor = fact.for_ if fact.for_ is not None else fact.by
        if fact.kind == "approval" and not rules.self_approval and actor == asker is not None:
            continue
        decided.append((when, fact.kind))
    if not decided:
        return False
    last = max(when for when, _ in decided)
    if (last, "refusal") in decided:
        return False
    return good(request, last, row.within, told, at, calendar)


def good(fact, since, within, told, at, calendar):  # noqa: PLR0913, PLR0917
    for _, other in told:
        if other.kind == "revocation" and other.get("of") == fact.id:
            return False
    until = fact.get("until")
    if isinstance(until, date) and at > calendar.end(until):
        return False
    return within is None or at <= periods.last(within, since, calendar)[0]


def same(fact, field, wanted):
    """A field that nobody told, or that was recorded as none, names nothing and fits all."""
    told = fact.get(field)
    return not isinstance(told, str) or told == wanted


def covers(fact, items):
    named = fact.get("items")
    if not isinstance(named, tuple) or not named:
        return True
    if not items:
        return False
    return all(item in named for item in items)
