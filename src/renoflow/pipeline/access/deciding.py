"""Whether somebody may use a file, decided by the facts and nothing else (权限判断)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

import attrs

from renoflow.calendars import WorkCalendar, as_utc
from renoflow.facts import Fact, known
from renoflow.periods import Span, last_instant
from renoflow.pipeline.access.records import Access, AccessQuestion, AccessRow, AccessRules
from renoflow.pipeline.customers import SENSITIVE
from renoflow.reasons import Reason, reason
from renoflow.select import Dated, see

__all__ = ["access_gaps", "last_decisions", "may_access"]

_WRITES: Final = ("enter", "change")


def may_access(  # noqa: PLR0913 - a question, and what it is decided by
    rules: AccessRules,
    facts: Iterable[Fact],
    question: AccessQuestion,
    *,
    at: datetime,
    calendar: WorkCalendar,
    known_at: datetime | None = None,
) -> Access:
    """Whether the actor may do it at *at*, with why, or with every objection at once.

    The rows on the action must all hold (CUS-11, CONF-01, CONF-06, CONF-08, CONF-10).
    Approvals, authorisations and consents are facts, and count from when they happened;
    the order in which they were recorded never matters. An approval that is refused later
    is none; approved and refused at one instant is not approved. An approval, authorisation
    or consent is good through the last instant of its ``until``, and never to somebody or
    for something that it does not name.

    Args:
        rules: The company's.
        facts: Those of the customer; facts of another one are passed over.
        question: Who wants what.
        at: The asked instant; later facts do not count.
        calendar: Whose days they are.
        known_at: Leaves out what was recorded after it; None for everything.

    Raises:
        Malformed: ``value.naive``, ``time.range``, ``fact.clash`` or ``fact.withdrawal``.
    """
    as_utc(at)
    standing = known(facts, calendar, known_at=known_at)
    mine = (one for one in standing if one.customer in (None, question.customer))
    seen = see(mine, calendar, days=rules.days)
    asked = _Asked(
        question=question,
        rules=rules,
        at=at,
        calendar=calendar,
        dated=tuple(pair for pair in seen.dated if pair[0] <= at),
    )
    grounds: list[Reason] = []
    objections = list(_sensitive(asked))
    about = [
        row
        for row in rules.rows
        if question.action in row.actions and (not row.media or question.medium in row.media)
    ]
    for row in about:
        ground, against = _row(row, asked)
        grounds.extend(ground)
        objections.extend(against)
    if not about:
        if rules.otherwise == "allowed":
            grounds.append(reason("access.open", rule=rules.name))
        else:
            objections.append(reason("access.no_row", rule=rules.name, act=question.action))
    return Access(
        question=question,
        rules=rules.name,
        at=at,
        grounds=() if objections else tuple(grounds),
        objections=tuple(objections),
    )


def access_gaps(rules: AccessRules | None) -> tuple[Reason, ...]:
    """What a company should be warned of: that it has no rules (CONF-03), or open actions.

    An action is open where no row is about it and everything else is allowed.
    """
    if rules is None:
        return (reason("access.no_rules", rule="CONF-03"),)
    if rules.otherwise == "refused":
        return ()
    ruled = {action for row in rules.rows for action in row.actions}
    private = ("view", "change", "delete", "print", "disclose")
    return tuple(
        reason("access.unruled", rule="CONF-03", act=one) for one in private if one not in ruled
    )


@attrs.frozen(kw_only=True)
class _Asked:
    question: AccessQuestion
    rules: AccessRules
    at: datetime
    calendar: WorkCalendar
    dated: tuple[Dated, ...]

    def of(self, *kinds: str) -> Iterator[Dated]:
        return (pair for pair in self.dated if pair[1].kind in kinds)


def _sensitive(asked: _Asked) -> Iterator[Reason]:
    question = asked.question
    if question.action in _WRITES:
        for item in question.items:
            if item in SENSITIVE and item not in asked.rules.sensitive:
                yield reason("access.sensitive", rule="CUS-02", blank=item)


def _row(row: AccessRow, asked: _Asked) -> tuple[list[Reason], list[Reason]]:
    """What opens *row*, or else every way that stays shut."""
    rule = f"{asked.rules.name}#{row.id}"
    objections: list[Reason] = []
    if row.roles:
        if set(row.roles).intersection(asked.question.roles):
            return [reason("access.by_role", rule=rule, roles=row.roles)], []
        objections.append(reason("access.role", rule=rule, roles=row.roles))
    for wanted, way in (
        (row.authorised_by, _authorised),
        (row.approved_by, _approved),
        (row.consent, _consented),
    ):
        if wanted:
            found = way(row, rule, asked)
            if isinstance(found, Reason):
                return [found], []
            objections.extend(found)
    if not objections:
        objections.append(reason("access.never", rule=rule, act=asked.question.action))
    return [], objections


def _authorised(row: AccessRow, rule: str, asked: _Asked) -> Reason | list[Reason]:
    question, against = asked.question, list[Reason]()
    for when, fact in asked.of("authorisation"):
        named = fact.get("to") == question.actor and question.action in _names(fact, "actions")
        of_role = fact.get("role") in row.authorised_by
        if not named or not of_role or not _fits(fact, "medium", question.medium):
            continue
        ended = _ended(fact, when, row.within, rule, asked)
        if ended is None:
            return reason("access.by_authorisation", rule=rule, facts=(fact.id,))
        against.append(ended)
    return against or [reason("access.unauthorised", rule=rule, roles=row.authorised_by)]


def _consented(_row: AccessRow, rule: str, asked: _Asked) -> Reason | list[Reason]:
    question, against = asked.question, list[Reason]()
    for when, fact in asked.of("disclosure_consent"):
        if not _fits(fact, "to", question.to) or not _covers(fact, question.items):
            continue
        ended = _ended(fact, when, None, rule, asked)
        if ended is None:
            return reason("access.by_consent", rule=rule, facts=(fact.id,))
        against.append(ended)
    return against or [reason("access.no_consent", rule=rule)]


def _approved(row: AccessRow, rule: str, asked: _Asked) -> Reason | list[Reason]:
    question, against = asked.question, list[Reason]()
    for _, request in asked.of("file_request"):
        mine = request.actor == question.actor and request.get("action") == question.action
        fits = _fits(request, "medium", question.medium) and _fits(request, "to", question.to)
        if not mine or not fits or not _covers(request, question.items):
            continue
        found = _of_request(request, row, rule, asked)
        if found.code == "access.by_approval":
            return found
        against.append(found)
    return against or [reason("access.unapproved", rule=rule, roles=row.approved_by)]


def _of_request(request: Fact, row: AccessRow, rule: str, asked: _Asked) -> Reason:
    """What came of one request: the approval, or why there is none."""
    used = [one.id for _, one in asked.of("file_access") if one.get("request") == request.id]
    if used:
        return reason("access.used", rule=rule, facts=(request.id, *used))
    asker = None if asked.rules.self_approval else request.actor
    last = last_decisions(asked.dated, request.id, row.approved_by, but=asker)
    if not last:
        own = last_decisions(asked.dated, request.id, row.approved_by)
        code = "access.self_approved" if own else "access.unapproved"
        cited = (request.id, *(one.id for _, one in own))
        return reason(code, rule=rule, facts=cited, roles=row.approved_by)
    cited = (request.id, *(one.id for _, one in last))
    if any(one.kind == "refusal" for _, one in last):
        return reason("access.refused", rule=rule, facts=cited)
    ended = _ended(request, last[0][0], row.within, rule, asked)
    return ended or reason("access.by_approval", rule=rule, facts=cited)


def last_decisions(
    dated: tuple[Dated, ...], request: str, roles: tuple[str, ...], *, but: str | None = None
) -> tuple[Dated, ...]:
    """The approvals and refusals of the last instant at which one of *roles* decided.

    An approval by the party *but* does not count.
    """
    counted = [
        (when, one)
        for when, one in dated
        if one.kind in {"approval", "refusal"}
        and one.get("of") == request
        and one.get("role") in roles
        and (one.kind == "refusal" or but is None or one.actor != but)
    ]
    return tuple(pair for pair in counted if pair[0] == counted[-1][0])


def _ended(
    fact: Fact, since: datetime, within: Span | None, rule: str, asked: _Asked
) -> Reason | None:
    """Why what *fact* gave is good no more: revoked, or over."""
    revoked = [one.id for _, one in asked.of("revocation") if one.get("of") == fact.id]
    if revoked:
        return reason("access.revoked", rule=rule, facts=(fact.id, *revoked))
    ends = []
    until = fact.get("until")
    if isinstance(until, date):
        ends.append(asked.calendar.end(until))
    if within is not None:
        ends.append(last_instant(within, since, asked.calendar).at)
    if ends and asked.at > min(ends):
        return reason("access.expired", rule=rule, facts=(fact.id,), last=min(ends))
    return None


def _fits(fact: Fact, field: str, wanted: str | None) -> bool:
    """Whether the *field* of *fact* is the one wanted, or is not told at all."""
    told = fact.get(field)
    return not isinstance(told, str) or told == wanted


def _covers(fact: Fact, items: tuple[str, ...]) -> bool:
    """Whether *fact* is for all *items*; one that names some is not for the whole file."""
    named = _names(fact, "items")
    return not named or (bool(items) and set(items) <= set(named))


def _names(fact: Fact, field: str) -> tuple[str, ...]:
    told = fact.get(field)
    return told if isinstance(told, tuple) else ()
