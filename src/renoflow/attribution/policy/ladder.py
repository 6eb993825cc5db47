"""The ladder of disputes (争议处理层级): who decides a dispute, in which order, and until when."""

from __future__ import annotations

from typing import Literal

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.money import Money
from renoflow.periods import Span
from renoflow.select import Anchor, Test

__all__ = ["Ladder", "Level", "Sanction"]


@attrs.frozen(kw_only=True)
class Level:
    """One level of a ladder: a role, and what it takes for the role to act.

    A level acts only once those below it are through, a level being through when it decided,
    its negotiation failed, its term ran out, it gave the dispute up, or it is recused.

    Attributes:
        role: The role that acts; unique in its ladder.
        zh: Its Chinese term.
        until: Whether its decision counts only up to the instant of decision of the case,
            such as the deal, or always.
        acts: A level that only *mediates* cannot decide; the parties agree there, or not.
        optional: The next level may act though this one did not.
        advised: Left out, an optional level is told of; nothing else follows (DIS-06).
        final: Nothing is above it, and its decision ends the dispute.
        within: How long it has, from the instant the dispute came to it.
        appeal: How long its decision may be taken further; without it, always.
        submits: Who alone may bring a dispute to it; empty for anyone.
        tried: Which levels below must have decided or failed: those that are not optional
            (*required*), *all* of them, or *any* one.
        when: Conditions, seen from the report of the dispute, without which the level is
            not there for it.
        holder: The party that holds the role, where one is named (DIS-02).
        source: Catalogue id.
    """

    role: str
    zh: str
    until: Literal["decisive", "always"]
    acts: Literal["decides", "mediates"] = "decides"
    optional: bool = False
    advised: bool = False
    final: bool = False
    within: Span | None = None
    appeal: Span | None = None
    submits: tuple[str, ...] = ()
    tried: Literal["required", "all", "any"] = "required"
    when: tuple[Test, ...] = ()
    holder: str | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if self.acts == "mediates" and (self.final or self.appeal is not None):
            raise Malformed("ladder.mediates", "final" if self.final else "appeal")
        if self.final and self.appeal is not None:
            raise Malformed("ladder.final", "appeal")


@attrs.frozen(kw_only=True)
class Sanction:
    """What the text names for a breach of the ladder; it is reported and never executed.

    ``on`` are the breaches: a level was *skipped*, or a role out of its turn *published* an
    opinion (ESC-03). Without an ``amount`` the text names none. ``lenient``: the deciding
    role may reduce it (ESC-05).
    """

    id: str
    on: tuple[Literal["skipped", "published"], ...]
    amount: Money | None = None
    lenient: bool = False
    source: str = ""


@attrs.frozen(kw_only=True)
class Ladder:
    """How a company decides disputes about ownership, from the report to the last word.

    Attributes:
        id: Its name; objections cite ``id#row``.
        zh: Its Chinese term.
        levels: From the first to the last.
        report_within: A dispute is heard only if it is reported within this span ``of`` an
            anchor; while the anchor is not known, always (COL-07).
        of: That anchor, read from the whole history up to the report.
        hears: Conditions, seen from the report, without which it is not heard (DIS-01, DIS-05).
        form: What a report holds, by the names in ``supplied`` (DIS-07).
        evidence: The kinds of evidence in their order; others come after them (COL-08).
        steps: What the handling goes through, in this order (DIS-08).
        notice: What the customer is told with the step *communicated* (DIS-10).
        recuse: Whether only a role that was *named* in a recusal steps back, or whoever is
            one of the *parties* too: a role that is a party or whose holder is one, and
            whoever decides in a role and is one.
        sees: The roles that may see a dispute, besides its parties and the levels (DIS-04);
            None where the text does not say.
        held: While a dispute is open, whether the *contested* shares alone are held, or all.
        sanctions: What the text names for breaches.
        applies_to: The departments to whose full-time staff it applies; empty for all.
        related: Departments of which only staff concerned with the matter count (ESC-04).
        readings: The choices made where the source leaves something open, as of a policy.
        source: Catalogue ids.
    """

    id: str
    zh: str
    levels: tuple[Level, ...]
    report_within: Span | None = None
    of: Anchor | None = None
    hears: tuple[Test, ...] = ()
    form: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    notice: tuple[str, ...] = ()
    recuse: Literal["named", "parties"] = "named"
    sees: tuple[str, ...] | None = None
    held: Literal["contested", "all"] = "contested"
    sanctions: tuple[Sanction, ...] = ()
    applies_to: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.levels:
            raise Malformed("value.missing", "levels")
        if (self.report_within is None) is not (self.of is None):
            raise Malformed("value.missing", "of" if self.of is None else "report_within")
        for place, level in enumerate(self.levels):
            if level.role in self.roles[:place]:
                raise Malformed("policy.row_twice", f"levels[{place}].role")
            if level.final and level is not self.levels[-1]:
                raise Malformed("ladder.final", f"levels[{place}].final")
        for place, step in enumerate(self.steps):
            if step not in _STEPS:
                raise one_of("value.choice", f"steps[{place}]", step, _STEPS)
            if step in self.steps[:place]:
                raise Malformed("policy.row_twice", f"steps[{place}]")

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles from the first level to the last (ESC-06)."""
        return tuple(level.role for level in self.levels)


_STEPS = ("investigated", "assessed", "proposed", "communicated")
