"""What can be read in a policy and is hardly meant, found before any case is judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final, get_args

from renoflow.attribution.mentions import records_in
from renoflow.attribution.policy import (
    Claim,
    ClaimLimit,
    ClaimStatus,
    Ground,
    Pick,
    Policy,
    Question,
)
from renoflow.limits import Limit
from renoflow.money import Money
from renoflow.periods import Span
from renoflow.reasons import Reason, reason
from renoflow.select import Anchor, Facts, Row, Table

__all__ = ["lint"]


def lint(policy: Policy) -> tuple[Reason, ...]:
    """Every finding about a *policy* that ``open_court`` takes; none means it can be relied on.

    - ``policy.unreachable``: a ground that one before it, ``earlier``, always forestalls;
    - ``policy.no_fallback``: no ground answers the ``question`` in every other case;
    - ``policy.unpicked``: a basis that no ground, condition or bar asks for;
    - ``policy.never_so``: a pick asks for states (``wanted``) that its bases never have;
    - ``policy.endless``: a limit that should end a claim and has no possible end;
    - ``policy.lead``: a limit that is over before its lead;
    - ``policy.met_at_once``: a duty that the very fact from which it is counted meets;
    - ``policy.asked_early``: a limit whose end is a fact of its own (``by``) and whose conditions
      ask for facts when it begins;
    - ``policy.limit_unseen``: a row that is no limit names the end of one (``limit``);
    - ``policy.stays``: claims (``bases``) that nothing ends, in a policy that closes no case;
    - ``policy.bars_both``: two bases that bar each other and that one fact can open;
    - ``policy.row_unread``: the table of a row has a line that an earlier one always answers;
    - ``policy.takes_all``: a reversal by an amount that takes it from each of several lines.

    The rule of a finding is the id of the row, or the basis.
    """
    return (
        *_unreachable(policy),
        *_without_fallback(policy),
        *_unpicked(policy),
        *_never_so(policy),
        *_limits(policy),
        *_unseen_ends(policy),
        *_staying(policy),
        *_barring(policy),
        *_tables(policy),
        *_reversals(policy),
    )


def _reversals(policy: Policy) -> Iterator[Reason]:
    """Each line gives back the whole amount of a fact that does not say of which line it is."""
    for term in policy.terms:
        for one in term.reversals if term.base.take == "each" else ():
            if one.field is not None and not _is_of_one(one.on):
                yield reason("policy.takes_all", rule=f"{term.id}/{one.id}")


def _is_of_one(on: Facts) -> bool:
    return bool(on.same) or any("opening" in match.words for match in on.where)


# --- grounds ----------------------------------------------------------------------------


def _unreachable(policy: Policy) -> Iterator[Reason]:
    for place, ground in enumerate(policy.grounds):
        earlier = {
            question: next(
                (one.id for one in policy.grounds[:place] if _forestalls(one, ground, question)),
                None,
            )
            for question in ground.answers
        }
        if None not in earlier.values():
            first = next(iter(earlier.values()))
            yield reason("policy.unreachable", rule=ground.id, earlier=first)


def _forestalls(one: Ground, other: Ground, question: Question) -> bool:
    """Whether *one* answers whenever *other* would: it asks for nothing more."""
    if question not in one.answers or one.when:
        return False
    if one.pick is None:
        return True
    return other.pick is not None and _holds_all(one.pick, other.pick)


def _holds_all(one: Pick, other: Pick) -> bool:
    """Whether every claim that *other* picks is one that *one* picks."""
    return (
        set(other.claims) <= set(one.claims)
        and set(other.status) <= set(one.status)
        and one.by in {"anyone", other.by}
        and (not one.ended_by or set(other.ended_by or ("",)) <= set(one.ended_by))
        and one.ended_within in (None, other.ended_within)
        and set(one.having) <= set(other.having)
    )


def _without_fallback(policy: Policy) -> Iterator[Reason]:
    for question in get_args(Question):
        if not any(
            question in one.answers and one.pick is None and not one.when for one in policy.grounds
        ):
            yield reason("policy.no_fallback", rule=policy.id, question=question)


# --- bases and states -------------------------------------------------------------------


def _picks(policy: Policy) -> Iterator[tuple[str, Pick]]:
    """Each pick with the id of its row; a claim's is its basis."""
    rows: list[tuple[str, object]] = [(one.basis, one) for one in policy.claims]
    rows += _ids(policy)
    for name, row in rows:
        for one in records_in(row):
            if isinstance(one, Pick):
                yield name, one


def _ids(policy: Policy) -> Iterator[tuple[str, object]]:
    yield from ((one.id, one) for one in policy.grounds)
    yield from ((one.id, one) for one in policy.adjustments)
    yield from ((one.id, one) for one in policy.terms)


def _unpicked(policy: Policy) -> Iterator[Reason]:
    asked = {name for _, pick in _picks(policy) for name in pick.claims}
    asked.update(name for claim in policy.claims for name in claim.bars)
    for basis in dict.fromkeys(claim.basis for claim in policy.claims):
        if basis not in asked:
            yield reason("policy.unpicked", rule=basis)


def _never_so(policy: Policy) -> Iterator[Reason]:
    can = _possible(policy)
    found: dict[tuple[str, tuple[str, ...]], None] = {}
    for name, pick in _picks(policy):
        if all(can[basis].isdisjoint(pick.status) for basis in pick.claims):
            found[name, pick.status] = None
    for name, wanted in found:
        yield reason("policy.never_so", rule=name, wanted=wanted)


def _possible(policy: Policy) -> dict[str, set[ClaimStatus]]:
    """For each basis the states that its claims can come to."""
    can: dict[str, set[ClaimStatus]] = {}
    for claim in policy.claims:
        can.setdefault(claim.basis, {"standing"}).update(_states(claim))
    ends = [(row.on, row.then) for row in policy.limits if _can_end(row)]
    ends += [(row.on, row.then) for row in policy.audits]
    for bases, then in ends:
        for basis in bases if then != "report" else ():
            can[basis].add("lapsed" if then == "lapse" else "contestable")
    for basis in {name for claim in policy.claims for name in claim.bars}:
        if "contestable" in can[basis]:
            can[basis].add("displaced")
    return can


def _states(claim: Claim) -> Iterator[ClaimStatus]:
    """What its own row can make of a claim."""
    if claim.needs or claim.bars:
        yield "void"
    for step in claim.approvals:
        if step.meanwhile == "pending":
            yield "pending"
        if step.refused is not None or (step.within and step.silence == "refused"):
            yield "refused"
    if claim.ends or claim.transfer is not None or claim.again == "replace":
        yield "ended"


def _staying(policy: Policy) -> Iterator[Reason]:
    if policy.decisive or policy.chapter is not None:
        return
    can, parties = _possible(policy), {one.basis for one in policy.claims if one.party is None}
    ends: set[ClaimStatus] = {"lapsed", "contestable", "ended"}
    bases = tuple(one for one in can if one in parties and ends.isdisjoint(can[one]))
    if bases:
        yield reason("policy.stays", rule=policy.id, bases=bases)


def _barring(policy: Policy) -> Iterator[Reason]:
    """Neither of two claims of one instant is barred: such a pair bars nothing."""
    found: dict[tuple[str, str], None] = {}
    for one, other in combinations(policy.claims, 2):
        both = other.basis in one.bars and one.basis in other.bars
        if both and one.basis != other.basis and set(one.opens.kinds) & set(other.opens.kinds):
            found[one.basis, other.basis] = None
    for basis, rival in found:
        yield reason("policy.bars_both", rule=basis, other=rival)


# --- limits and tables ---------------------------------------------------------------


def _limits(policy: Policy) -> Iterator[Reason]:
    waited_for = {one.limit for one in records_in(policy) if isinstance(one, Anchor)}
    waited_for.update(name for audit in policy.audits for name in audit.only_after)
    for row in policy.limits:
        limit = row.limit
        serves = bool(limit.replaces) or limit.id in waited_for
        if row.then != "report" and not _can_end(row) and not serves:
            yield reason("policy.endless", rule=limit.id)
        spans = [one for one in records_in((limit.span,)) if isinstance(one, Span)]
        if limit.lead is not None and any(_shorter(one, limit.lead) for one in spans):
            yield reason("policy.lead", rule=limit.id)
        opens = [claim.opens for claim in policy.claims if claim.basis in row.on]
        if _meets_itself(limit, opens):
            yield reason("policy.met_at_once", rule=limit.id)
        if _asks_early(limit):
            yield reason("policy.asked_early", rule=limit.id)
    for duty in policy.duties:
        if _asks_early(duty.limit):
            yield reason("policy.asked_early", rule=duty.limit.id)
        if _meets_itself(duty.limit, ()):
            yield reason("policy.met_at_once", rule=duty.limit.id)


_WHEN: Final = ("prompt", "hours", "since", "through")
"""What a selector asks of the time of a fact."""


def _meets_itself(limit: Limit, opens: Iterable[Facts]) -> bool:
    """Whether the fact that starts *limit* is one that it needs; an opening fact meets none."""
    begins, needs = limit.anchor, limit.needs
    if begins.facts is None or needs is None or limit.count > 1 or limit.lead is not None:
        return False
    moved = (begins.field, begins.plus, begins.back, begins.total)
    if any(one is not None for one in moved):
        return False
    asks = [(getattr(needs, name), getattr(begins.facts, name)) for name in _WHEN]
    if any(one is not None and one != theirs for one, theirs in asks):
        return False
    kinds = set(begins.facts.kinds)
    if any(kinds & set(one.kinds) for one in opens):
        return False
    return (
        kinds <= set(needs.kinds)
        and needs.by in {"anyone", begins.facts.by}
        and set(needs.where) <= set(begins.facts.where)
        and set(needs.same) <= set(begins.facts.same)
        and set(needs.other) <= set(begins.facts.other)
    )


def _asks_early(limit: Limit) -> bool:
    """Whether what *limit* asks for is read at its beginning, and may be meant as of its end.

    A condition on the opening fact itself, or with a window of its own, says what it means.
    """
    if limit.by is None or _kinds_in(limit.by) <= _kinds_in(limit.anchor):
        return False
    tests = [one for test in limit.when for one in (test, *test.any)]
    return any(
        one.facts is not None
        and one.facts.same != ("id",)
        and all(each is None for each in (one.after, one.before, one.within, one.back))
        for one in tests
    )


def _kinds_in(anchor: Anchor) -> set[str]:
    """The kinds of the facts that *anchor* names."""
    return {kind for one in records_in(anchor) if isinstance(one, Facts) for kind in one.kinds}


def _unseen_ends(policy: Policy) -> Iterator[Reason]:
    """A limit's end is known to the limits after it, and to no other row."""
    rows: list[tuple[str, object]] = [(one.basis, one) for one in policy.claims]
    rows += [(one.id, one) for one in policy.audits]
    rows += _ids(policy)
    found: dict[tuple[str, str], None] = {}
    for name, row in rows:
        for one in records_in(row):
            if isinstance(one, Anchor) and one.limit is not None:
                found[name, one.limit] = None
    for name, limit in found:
        yield reason("policy.limit_unseen", rule=name, limit=limit)


def _can_end(row: ClaimLimit) -> bool:
    limit = row.limit
    ends = (limit.span, limit.by, limit.every, limit.cap)
    return any(one is not None for one in ends) or (
        limit.lead is not None and limit.early == "void"
    )


_HOURS: Final = {
    "minute": 1 / 60,
    "hour": 1.0,
    "day": 24.0,
    "working_day": 24.0,
    "week": 168.0,
    "month": 744.0,
    "quarter": 2232.0,
    "year": 8784.0,
}


def _shorter(span: Span, lead: Span) -> bool:
    """Whether *span* is over before *lead*, whatever the days are: by its longest length."""
    if span.until or lead.until or span.running != "elapsed":
        return False
    if (span.unit, span.counting) == (lead.unit, lead.counting):
        return span.n < lead.n
    if span.unit == "working_day":
        return False
    ends_of_days = 24 * ((span.unit not in _EXACT) + (lead.unit not in _EXACT))
    least = _HOURS[lead.unit] * lead.n * (1 if lead.unit not in _CLIPPED else 0.9)
    return _HOURS[span.unit] * span.n + ends_of_days < least


_EXACT: Final = ("minute", "hour")
_CLIPPED: Final = ("month", "quarter", "year")


def _tables(policy: Policy) -> Iterator[Reason]:
    rows: list[tuple[str, object]] = [(one.limit.id, one) for one in policy.limits]
    rows += _ids(policy)
    for name, row in rows:
        tables = [one for one in records_in(row) if isinstance(one, Table)]
        if any(_is_unread(table.rows) for table in tables):
            yield reason("policy.row_unread", rule=name)


def _is_unread(rows: Iterable[Row[object]]) -> bool:
    """Whether a line of a table can never answer, because one before it always does."""
    bounds: list[object] = []
    values: set[object] = set()
    for row in rows:
        if row.upto is not None:
            if any(_no_more(row.upto, bound) for bound in bounds):
                return True
            bounds.append(row.upto)
        elif row.values:
            if values.issuperset(row.values):
                return True
            values.update(row.values)
    return False


def _no_more(upto: object, bound: object) -> bool:
    if isinstance(upto, Span) and isinstance(bound, Span):
        same = (upto.unit, upto.counting) == (bound.unit, bound.counting)
        return same and upto.n <= bound.n
    if isinstance(upto, Money) and isinstance(bound, Money):
        return upto.fen <= bound.fen
    numbers = not isinstance(upto, Span | Money) and not isinstance(bound, Span | Money)
    return numbers and upto <= bound  # type: ignore[operator]  # whole numbers or Decimals
