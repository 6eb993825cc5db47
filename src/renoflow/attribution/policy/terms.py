"""Terms of pay (佣金条款): who earns what on a customer, when it is due, and what takes it back.

Everything about a line is read at the instant of its *occasion*, the fact that it pays on;
``when`` says from when on it is earned. In the conditions of a term ``self`` is the payee,
the opening fact is the occasion, ``opened`` its instant and ``approved`` the instant at
which the line was earned. Conditions look at the whole history of the case.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.attribution.policy.claims import Pick
from renoflow.attribution.policy.outcomes import Question, Whom
from renoflow.errors import Malformed, one_of
from renoflow.money import Money, Rounding
from renoflow.periods import Span
from renoflow.select import Anchor, Facts, Row, Table, Test

__all__ = [
    "EARNED",
    "Bands",
    "Base",
    "Cap",
    "GroundRate",
    "Leaver",
    "OwnRate",
    "Rate",
    "Release",
    "Reversal",
    "Term",
]

EARNED: Final = Anchor(of="approved")
"""When the line was earned."""
_ONE: Final = Fraction(1)
_SHARES: Final = ("verdict", "holder")


@attrs.frozen(kw_only=True)
class Base:
    """What a term pays on: facts that give the occasions, and an amount at each.

    ``take`` makes ``each`` of ``facts`` a line of its own, or one line of the ``first``, of
    the ``last``, or of the ``sum`` of all so far, whose instant is that of the last one;
    facts of one instant are taken together. The facts must lie strictly ``after`` and
    ``before`` those anchors, and ``within`` a span of ``of``, both ends included. The amount
    is the ``field`` of the facts, or at each occasion a fixed ``amount``, or one that is
    ``given`` under that name when pay is asked for.

    Instead of facts, ``term`` takes every line of a term above that somebody gets, as it was
    earned. What is zero or less gives no line: what goes back is a row of reversals.
    """

    facts: Facts | None = None
    take: Literal["each", "first", "last", "sum"] | None = None
    field: str | None = None
    amount: Money | None = None
    given: str | None = None
    term: str | None = None
    after: Anchor | None = None
    before: Anchor | None = None
    within: Span | None = None
    of: Anchor | None = None

    def __attrs_post_init__(self) -> None:
        if self.facts is None and self.term is None:
            raise Malformed("value.missing", "facts")
        if self.facts is not None and self.term is not None:
            raise Malformed("pay.base", "facts")
        if self.facts is None:
            for name in ("take", "field", "amount", "given", "after", "before", "within", "of"):
                if getattr(self, name) is not None:
                    raise Malformed("pay.base", name)
            return
        if self.take is None:
            raise Malformed("value.missing", "take")
        told = [one for one in (self.field, self.amount, self.given) if one is not None]
        if len(told) != 1:
            raise Malformed("pay.amount", "field")
        if (self.within is None) is not (self.of is None):
            raise Malformed("value.missing", "within" if self.within is None else "of")


@attrs.frozen(kw_only=True)
class Bands:
    """A rate by the size of the base: whole, or in slices.

    ``whole``: the band in which the amount lies gives the rate of all of it. ``slices``:
    each band gives the rate of the part of the amount that lies in it. A band holds its
    ``upto``; the last is open. The amount is that of the ``line``, or the ``sum`` of the
    term's bases up to and with its occasion (of those of one instant together), of which a
    line is the part that came last.
    """

    how: Literal["whole", "slices"]
    of: Literal["line", "sum"]
    bands: tuple[Row[Fraction], ...]

    def __attrs_post_init__(self) -> None:
        edges = [row.upto for row in self.bands[:-1]]
        told = [0, *(edge.fen for edge in edges if isinstance(edge, Money))]
        ordered = len(told) == len(edges) + 1 and told == sorted(set(told))
        is_open = bool(self.bands) and self.bands[-1].upto is None
        if not ordered or not is_open or any(row.values for row in self.bands):
            raise Malformed("select.table", "bands")


@attrs.frozen(kw_only=True)
class OwnRate:
    """The payee's own rate: the number in ``field`` of the last, or first, of the facts ``own``.

    They are read at the occasion, or as they stood ``at`` an anchor. Name the payee in the
    selector:
    ``{fact = "grade", party = {is = "self"}}``. Where nothing was told of him by then, or two
    numbers at one instant, there is no line, and pay says so.
    """

    own: Facts
    field: str
    take: Literal["first", "last"] = "last"
    at: Anchor | None = None


@attrs.frozen(kw_only=True)
class GroundRate:
    """A rate by the ground that decided whose customer it is: the first row that names it.

    The ``values`` of a row are ids of grounds, or ``decision`` where a competent role decided; a
    row without values, the last, is for every other. It is the answer to the term's
    ``question``, as it stands or as it stood at the occasion, by its ``share``. Where no row
    names the ground there is no line, and pay says so.
    """

    grounds: tuple[Row[Fraction], ...]

    def __attrs_post_init__(self) -> None:
        named = [value for row in self.grounds for value in row.values]
        is_open = [not row.values for row in self.grounds]
        bounded = any(row.upto is not None for row in self.grounds)
        if bounded or not is_open or True in is_open[:-1] or len(set(named)) < len(named):
            raise Malformed("select.table", "grounds")


Rate: TypeAlias = Fraction | Table[Fraction] | Bands | OwnRate | GroundRate
"""A rate: fixed, graded by a table that is read from the payee, by size, the payee's own, or
by the ground that decided."""


@attrs.frozen(kw_only=True)
class Release:
    """One part of a line that is paid on its own: how much, after what, and when.

    ``part`` None is the rest. It is due at ``due`` (a span added to an anchor ends at its
    last instant), and no earlier than every ``when`` first held. ``holds_if`` is asked at
    the due instant, with the facts of that instant: where it fails, the part is forfeited.
    """

    id: str
    part: Fraction | None = None
    when: tuple[Test | Pick, ...] = ()
    due: Anchor = EARNED
    holds_if: tuple[Test | Pick, ...] = ()


@attrs.frozen(kw_only=True)
class Cap:
    """The most that lines may be: each ``line``, a ``payee``'s, the ``term``'s, or the ``case``'s.

    Of a case the terms above come first and count in full. The latest lines are cut; those
    earned at one instant together, in proportion.
    """

    amount: Money
    per: Literal["line", "payee", "term", "case"]

    def __attrs_post_init__(self) -> None:
        if self.amount.fen < 0:
            raise Malformed("pay.negative", "amount")


@attrs.frozen(kw_only=True)
class Leaver:
    """What is left to a payee of lines earned after he left (离职).

    ``on`` are the facts by which he leaves, strictly before the line is earned, unless one
    of ``back`` came since. He keeps ``part``; a table, such as one by the stage reached, is
    read at the instant of leaving. The rest goes to whoever holds the customer when it is
    earned (``holder``) if that is somebody else, or stays with the company.
    """

    on: Facts
    part: Fraction | Table[Fraction]
    back: Facts | None = None
    rest: Literal["company", "holder"] = "company"

    def __attrs_post_init__(self) -> None:
        _check_parts(self.part, "part")


@attrs.frozen(kw_only=True)
class Reversal:
    """A fact that takes a line back, or a part of it; each line is mirrored by itself.

    A fact counts if it lies strictly after the line was earned and ``within`` a span of
    ``of``, its last instant included; without a span, always. It takes back the ``part``,
    or with ``field`` such a part of the line as its amount is of the line's base. Never
    more than the line is taken back. ``{of = {is = "opening"}}`` in the selector takes only
    facts that name the occasion. Every ``when`` must hold at the instant of the fact, whose
    facts count; a table of parts is read then too.
    """

    id: str
    on: Facts
    part: Fraction | Table[Fraction] | None = None
    field: str | None = None
    within: Span | None = None
    of: Anchor = EARNED
    when: tuple[Test | Pick, ...] = ()

    def __attrs_post_init__(self) -> None:
        if (self.part is None) is (self.field is None):
            raise Malformed("pay.reversal", "part")
        if isinstance(self.part, Table):
            _check_parts(self.part, "part")
        elif self.part is not None and not 0 < self.part <= 1:
            raise Malformed("pay.part", "part")


@attrs.frozen(kw_only=True)
class Term:
    """One term of pay: base times rate times part, rounded once, to somebody.

    ``to`` is a party, :class:`Whom` the facts name, or whoever a pick takes, several in
    equal shares, at the occasion. Without it the owners get their shares of the answer to
    ``question``: as the ``verdict`` stands when pay is asked for, or as it stood at the
    occasion (``holder``), so that a customer who was handed over pays each in his time.

    Payees of one rate share one rounded amount to the fen: by largest remainder, of equal
    ones to the greater share, then to whose claim opened first; a fen for which all that is
    equal stays with the company. A line is earned at the first instant, from its occasion
    on, at which every ``when`` holds, seen from the payee, and stays earned; without
    ``releases`` it is due then. ``bases`` of catalogue rules are in ``source``.
    """

    id: str
    base: Base
    rounding: Rounding
    rate: Rate = _ONE
    part: Fraction | Table[Fraction] = _ONE
    to: str | Whom | Pick | None = None
    share: Literal["verdict", "holder"] = "verdict"
    question: Question = "credit"
    when: tuple[Test | Pick, ...] = ()
    releases: tuple[Release, ...] = ()
    caps: tuple[Cap, ...] = ()
    leaver: Leaver | None = None
    reversals: tuple[Reversal, ...] = ()
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if self.share not in _SHARES:
            raise one_of("value.choice", "share", self.share, _SHARES)
        _check_parts(self.part, "part")
        for path, rate in _rates(self.rate):
            if rate < 0:
                raise Malformed("pay.negative", path)
        if self.releases:
            _check_total([one.part for one in self.releases])
        for rows in ("releases", "reversals"):
            ids = [one.id for one in getattr(self, rows)]
            for place, name in enumerate(ids):
                if name in ids[:place]:
                    raise Malformed("policy.row_twice", f"{rows}[{place}].id")


def _rates(rate: Rate) -> list[tuple[str, Fraction]]:
    if isinstance(rate, Fraction):
        return [("rate", rate)]
    if isinstance(rate, OwnRate):
        return []
    if isinstance(rate, Table):
        name, rows = "rows", rate.rows
    elif isinstance(rate, Bands):
        name, rows = "bands", rate.bands
    else:
        name, rows = "grounds", rate.grounds
    return [(f"rate.{name}[{i}].gives", row.gives) for i, row in enumerate(rows)]


def _check_parts(part: Fraction | Table[Fraction], path: str) -> None:
    told = [(path, part)] if isinstance(part, Fraction) else []
    if isinstance(part, Table):
        told = [(f"{path}.rows[{i}].gives", row.gives) for i, row in enumerate(part.rows)]
    for place, one in told:
        if not 0 <= one <= 1:
            raise Malformed("pay.part", place)


def _check_total(parts: list[Fraction | None]) -> None:
    """Releases total the line; one may be the rest, if the others leave something for it."""
    told = [part for part in parts if part is not None]
    total, rests = sum(told, Fraction(0)), len(parts) - len(told)
    if any(part <= 0 for part in told) or rests > 1 or (total >= 1 if rests else total != 1):
        raise Malformed("policy.parts", "releases")
