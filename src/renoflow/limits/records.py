"""What a time limit is, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

import attrs

from renoflow.errors import Malformed
from renoflow.periods import Block, Roll, Span
from renoflow.select import OPENED, Anchor, Facts, Table, Test

__all__ = ["Every", "Extension", "Grace", "Limit", "LimitState", "Status", "Stretch"]

Status: TypeAlias = Literal[
    "unarmed", "open", "met", "met_late", "missed", "over", "waived", "replaced", "early"
]
"""What became of a limit: its anchor is not known yet (*unarmed*); it runs (*open*); a duty
was *met*, *met_late* or *missed*; a protection is *over*; it was *waived* or *replaced* by
another; or the duty was done before its lead, where that counts against it (*early*)."""


@attrs.frozen(kw_only=True)
class Extension:
    """Each such grant at or before the last instant moves it by *span*, at most *most* times.

    The span is added from the old last instant; one of the same unit and counting is
    added to the count before any month is clipped.
    """

    on: Facts
    span: Span
    most: int | None = None


@attrs.frozen(kw_only=True)
class Stretch:
    """A state that lasts from such a fact to such a fact; open while there is no second."""

    start: Facts
    stop: Facts


@attrs.frozen(kw_only=True)
class Grace:
    """A second end: *span* after the last instant, or after a *notice* given from then on.

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
    *whole* one. ``stops``: with the first such fact no further window begins.
    """

    unit: Block
    first: Literal["partial", "whole"]
    weekday: int | None = None
    roll: Roll = "none"
    stops: Facts | None = None

    def __attrs_post_init__(self) -> None:
        if self.weekday is not None and self.unit != "week":
            raise Malformed("limit.weekday", "weekday")


@attrs.frozen(kw_only=True)
class Limit:
    """A time limit: from an anchor, for a span, with what meets, moves and ends it.

    Attributes:
        id: The row's id; verdicts and obligations cite it.
        source: The catalogue ids it comes from.
        anchor: Where it begins; until that is known the limit is unarmed.
        span: How long, or a table of spans read when it is armed; None is without an end.
        needs: With it the limit is a duty, met by ``count`` such facts inside; without it
            a protection, which is over after its last instant.
        when: It applies only if all of these hold when it is armed.
        lead: A fact counts only after this span from the anchor; ``early`` says whether
            one before is ignored or counts against.
        restart: Such a fact inside makes a new anchor; only a later end is kept.
        extend: Grants that move the end.
        pause: While it lasts the time stands still.
        hold: If it lasts at the end, the end waits for it.
        grace: A second end that a cure undoes.
        cap: The end is never later than this span from the first anchor.
        waived_by: Such a fact, from the anchor on, ends the duty.
        replaces: Limits that stop when this one is armed.
        every: The duty comes round; ``span`` is then not used.
    """

    id: str
    source: str = ""
    anchor: Anchor = OPENED
    span: Span | Table[Span] | None = None
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
        if self.every is not None and (self.span is not None or self.needs is None):
            raise Malformed("limit.every", "every")
        if self.anchor.of == "limit" and self.anchor.limit == self.id:
            raise Malformed("limit.order", "anchor")


@attrs.frozen(kw_only=True)
class LimitState:
    """What became of one limit, as seen at one instant.

    ``start`` is the instant it was armed at, ``last`` its last instant inside (None where
    it has no end, or the end is not known while the time stands still), ``met_at`` when
    it was met. ``facts`` are the ids that it rests on. ``missing`` is how many more facts
    a duty needs. ``provisional``: the end depends on a day that the calendar does not
    know. ``in_grace``: past its last instant and not yet past its second end.
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
