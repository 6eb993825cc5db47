"""Obligations (应办事项): one record for whatever is due, from whom, by when, by which rule.

Every context turns the states of its limits into obligations here, so that one agenda can
hold a callback, an instalment and an appeal side by side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed
from renoflow.limits import Limit, LimitState, Status
from renoflow.money import Money
from renoflow.periods import Span, last_instant

__all__ = [
    "Duty",
    "Escalation",
    "Obligation",
    "ObligationState",
    "escalated",
    "obligation",
    "owed_by",
    "urgency",
]

ObligationState: TypeAlias = Literal[
    "open", "met", "met_late", "missed", "waived", "early", "dropped"
]
"""What became of what was due: it can still be done (*open*); it was done in time, or after;
its time ran out and it was not done (*missed*); somebody *waived* it; it was done *early*
where that counts against it; it fell away unmet while there was still time (*dropped*)."""

_STATES: Final[dict[Status, ObligationState]] = {
    "open": "open",
    "met": "met",
    "met_late": "met_late",
    "missed": "missed",
    "waived": "waived",
    "early": "early",
}
_RANKS: Final[dict[ObligationState, int]] = {"missed": 0, "open": 1}
_SETTLED: Final = 2
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@attrs.frozen(kw_only=True)
class Escalation:
    """What is missed goes up to the role *to* once *after* is over, too (逾期上报).

    *after* counts from the last instant at which it was in time.
    """

    after: Span
    to: str


@attrs.frozen(kw_only=True)
class Duty:
    """Something that a stage or a policy asks for by a time limit (事项与时限).

    Of a stage, the limit's anchor ``opened`` is the instant at which it was entered.
    ``what`` and ``who`` are codes: the thing to do and the role that owes it. ``advice``
    marks what the source recommends and does not demand. ``escalations`` say to whom it
    goes up once it is missed, each counted from the same last instant.

    Raises:
        Malformed: ``value.missing`` for a limit that needs nothing: nobody could meet it.
    """

    limit: Limit
    what: str
    who: str
    advice: bool = False
    escalations: tuple[Escalation, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.limit.needs is None:
            raise Malformed("value.missing", "limit.needs")


@attrs.frozen(kw_only=True)
class Obligation:
    """One thing that is or was due.

    Attributes:
        rule: Row id of the limit.
        what: Code of the thing to do.
        who: Role or party that owes it.
        due: Its last instant, itself in time; None while that is not known.
        state: What became of it.
        cites: Ids of the facts that it rests on.
        amount: What is to be paid, where it is a payment.
        provisional: ``due`` depends on a day that the calendar does not know yet.
        customer: The host's customer record, where one is named.
        advice: The source recommends it and does not demand it.
        settled: When it was met, waived, or done too early; None where it was not.
        escalated: The roles to whom it has gone up, in the order in which it did; what
            was done late keeps those that it had gone up to by then.
    """

    rule: str
    what: str
    who: str
    due: datetime | None
    state: ObligationState
    cites: tuple[str, ...] = ()
    amount: Money | None = None
    provisional: bool = False
    customer: str | None = None
    advice: bool = False
    settled: datetime | None = None
    escalated: tuple[str, ...] = ()


def obligation(  # noqa: PLR0913 - a limit's state and what only its owner knows
    state: LimitState,
    *,
    what: str,
    who: str,
    amount: Money | None = None,
    customer: str | None = None,
    advice: bool = False,
    dropped: bool = False,
) -> Obligation | None:
    """What the *state* of a duty obliges to, or None where nothing is or was due.

    Nothing is due while a limit is unarmed, once another has replaced it, or where it
    needs nothing. *dropped*: nobody asks for it any more, so that what was open is
    dropped; what was missed by then stays missed.
    """
    became = _STATES.get(state.status)
    if became is None:
        return None
    if became == "open":
        if not state.missing:
            return None
        if dropped:
            became = "dropped"
    return Obligation(
        rule=state.limit,
        what=what,
        who=who,
        due=state.last,
        state=became,
        cites=state.facts,
        amount=amount,
        provisional=state.provisional,
        customer=customer,
        advice=advice,
        settled=state.met_at,
    )


def escalated(
    one: Obligation, steps: Sequence[Escalation], calendar: WorkCalendar, *, at: datetime
) -> Obligation:
    """*one* with the roles of *steps* to whom it has gone up by the instant *at*.

    A step is reached after its last instant, while the thing is not done. What was met in
    time, dropped, or has no end never goes up.
    """
    if one.due is None or one.state in ("met", "dropped", "early"):
        return one
    upto = at if one.settled is None else one.settled
    ends = [(last_instant(step.after, one.due, calendar).at, step.to) for step in steps]
    gone = sorted((end for end in ends if end[0] < upto), key=lambda end: end[0])
    return attrs.evolve(one, escalated=tuple(dict.fromkeys(to for _, to in gone)))


def owed_by(found: Iterable[Obligation], who: Collection[str]) -> tuple[Obligation, ...]:
    """What any of *who* owes, or what has gone up to one of them; the most urgent first."""
    mine = (one for one in found if one.who in who or not set(one.escalated).isdisjoint(who))
    return tuple(sorted(mine, key=urgency))


def urgency(one: Obligation) -> tuple[int, datetime, bool, str, str, str, str]:
    """The key that sorts obligations by urgency, the most urgent first.

    What was missed comes first, then what is open, then what is settled; within each the
    earlier due, what has no end last; at one instant a duty goes before advice. Rule,
    what, who and customer only keep the list in one order.
    """
    return (
        _RANKS.get(one.state, _SETTLED),
        one.due or _NEVER,
        one.advice,
        one.rule,
        one.what,
        one.who,
        one.customer or "",
    )
