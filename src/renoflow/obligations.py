"""Obligations (应办事项): one record for whatever is due, from whom, by when, by which rule.

Every context turns the states of its limits into obligations here, so that one agenda can
hold a callback, an instalment and an appeal side by side.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.errors import Malformed
from renoflow.limits import Limit, LimitState, Status
from renoflow.money import Money

__all__ = ["Duty", "Obligation", "ObligationState", "obligation", "urgency"]

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
class Duty:
    """Something that a stage or a policy asks for by a time limit (事项与时限).

    Of a stage, the limit's anchor ``opened`` is the instant at which it was entered.
    ``what`` and ``who`` are codes: the thing to do and the role that owes it. ``advice``
    marks what the source recommends and does not demand.

    Raises:
        Malformed: ``value.missing`` for a limit that needs nothing: nobody could meet it.
    """

    limit: Limit
    what: str
    who: str
    advice: bool = False

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
    )


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
