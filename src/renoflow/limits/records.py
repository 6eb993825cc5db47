"""What a time limit is, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.errors import Malformed
from renoflow.periods import Block, Roll, Span
from renoflow.select import OPENED, Anchor, Facts, Table, Test

__all__ = ["Every", "Extension", "Grace", "Limit", "LimitState", "Status", "Stretch"]

MOVERS: Final = ("lead", "restart", "extend", "pause", "hold", "grace", "cap")
"""The fields that a limit with one span, met once, does without."""

Status: TypeAlias = Literal[
    "unarmed", "open", "met", "met_late", "missed", "over", "waived", "replaced", "early"
]
"""What became of a limit: its anchor is not known yet (*unarmed*); it runs (*open*); a duty
was *met*, *met_late* or *missed*; a protection is *over*, or a duty that comes round was
stopped before its first window; it was *waived* or *replaced* by another; or the duty was
done before its lead, where that counts against it (*early*)."""


@attrs.frozen(kw_only=True)
class Extension:
    """Each such grant at or before the last instant moves it by *span*, at most *most* times.

    The span is added from the old last instant; months and years of the limit's own unit
    and counting are added to its count before a month is clipped: a month from 31 January,
    extended by a month, ends on 31 March. A grant while the end waits for a hold moves the
    end of the hold.
    """

    on: Facts
    span: Span
    most: int | None = None


@attrs.frozen(kw_only=True)
class Stretch:
    """A state that lasts from such a fact to such a fact; open while there is no second.

    A start while it lasts, and a stop while it does not, do nothing; nor do a start and a
    stop at one instant.
    """

    start: Facts
    stop: Facts


@attrs.frozen(kw_only=True)
class Grace:
    """A second end: *span* after the last instant, or after the first *notice* given after it.

    With a notice there is no second end until the notice is given. What the limit needs,
    or a restart, cures inside the grace.
    """

    span: Span
    notice: Facts | None = None


@attrs.frozen(kw_only=True)
class Every:
    """A duty that comes round: each day, week, month, quarter or year, or each such weekday.

    The window is the whole unit, or the one day where ``weekday`` (0 = Monday) is given
    with ``week``; ``roll`` moves a weekday that is a day off to the next working day.
    ``first``: whether the unit that holds the anchor counts (*partial*) or only the first
    *whole* one; the first window begins no earlier than the anchor. ``stops``: with the
    first such fact no further window begins. What is done late counts for the last window
    begun.
    """

    unit: Block
    first: Literal["partial", "whole"]
    weekday: int | None = None
    roll: Roll = "none"
    stops: Facts | None = None

    def __attrs_post_init__(self) -> None:
        if self.weekday is None and self.roll != "none":
            raise Malformed("limit.weekday", "roll")
        if self.weekday is not None and self.unit != "week":
            raise Malformed("limit.weekday", "weekday")
        if self.weekday is not None and self.weekday not in range(7):
            raise Malformed("span.weekday", "weekday")


@attrs.frozen(kw_only=True)
class Limit:
    """A time limit: from an anchor, for a span, with what meets, moves and ends it.

    Attributes:
        id: The row's id; verdicts and obligations cite it.
        source: The catalogue ids it comes from.
        anchor: Where it begins; until that is known the limit is unarmed.
        span: How long, or a table of spans read when it is armed; None is without an end.
        by: Instead of a span, the instant that is the last inside, such as one agreed with
            the customer; it may lie ahead, and there is no end while it is not known.
            Nothing moves such an end.
        needs: With it the limit is a duty, met by ``count`` such facts inside; without it
            a protection, which is over after its last instant.
        when: It applies only if all of these hold when it is armed.
        lead: A fact counts from the end of this span on: of 24 hours, 24 hours after the
            anchor; of a day, on the next day (FILE-11). ``early`` says whether one before
            is ignored or counts against.
        restart: Such a fact inside makes a new anchor, from which lead and count begin
            anew, if that makes the end later.
        extend: Grants that move the end.
        pause: While it lasts the time stands still. The end moves by the dates crossed
            (minutes, hours and elapsed days: by the exact time), is never inside the
            pause, and rolls as the span does; working days move to a working day.
        hold: If it lasts at the end, the end waits for it.
        grace: A second end that a cure undoes.
        cap: The end is never later than this span from the first anchor.
        waived_by: Such a fact, from the anchor on, ends the duty, late or not. A
            protection is waived only while it runs.
        replaces: Limits that stop when this one is armed, if they still run or have not
            begun.
        every: The duty comes round. Besides it only ``needs``, ``count``, ``when``,
            ``waived_by`` and ``replaces`` are used.
    """

    id: str
    source: str = ""
    anchor: Anchor = OPENED
    span: Span | Table[Span] | None = None
    by: Anchor | None = None
    needs: Facts | None = None
    count: int = 1
    when: tuple[Test, ...] = ()
    lead: Span | None = None
    early: Literal["ignore", "void"] = "ignore"
    restart: Facts | None = None
    extend: Extension | None = None
    pause: Stretch | None = None
    hold: Stretch | None = None
    grace: Grace | None = None
    cap: Span | None = None
    waived_by: Facts | None = None
    replaces: tuple[str, ...] = ()
    every: Every | None = None

    def __attrs_post_init__(self) -> None:
        if self.count < 1:
            raise Malformed("value.type", "count", expected="a whole number of at least 1")
        unused = (self.span, *(getattr(self, name) for name in MOVERS))
        if self.every is not None and (self.needs is None or any(unused)):
            raise Malformed("limit.every", "every")
        if self.by is not None:
            beside = ("span", *MOVERS, "waived_by", "every")
            wrong = [name for name in beside if getattr(self, name) is not None]
            if wrong or self.count > 1:
                raise Malformed("limit.by", wrong[0] if wrong else "count")
        if self.anchor.of == "limit" and self.anchor.limit == self.id:
            raise Malformed("limit.order", "anchor")


@attrs.frozen(kw_only=True)
class LimitState:
    """What became of one limit, as seen at one instant.

    ``start`` is the instant it was armed at, or a window began; ``last`` its last instant
    inside (None where it has no end, or the end is not known while the time stands still);
    ``met_at`` when it was met, waived or done too early. ``facts`` are the ids that it
    rests on: they alone give the same state. ``missing`` is how many more facts a duty
    needs. ``provisional``: the end depends on a day that the calendar does not know.
    ``in_grace``: past its last instant and not yet past its second end, whose last instant
    is ``until``; without a grace, or while its notice is not given, there is none.
    """

    limit: str
    status: Status
    start: datetime | None = None
    last: datetime | None = None
    met_at: datetime | None = None
    facts: tuple[str, ...] = ()
    missing: int = 0
    provisional: bool = False
    in_grace: bool = False
    until: datetime | None = None
