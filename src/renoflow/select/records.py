"""The records of the condition language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, TypeAlias, get_args

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.facts import Value
from renoflow.money import Money
from renoflow.periods import Span

__all__ = [
    "CUSTOMER",
    "OPENED",
    "WORDS",
    "Anchor",
    "DayReading",
    "Facts",
    "Match",
    "Op",
    "Relation",
    "Test",
    "Total",
    "Word",
]

Relation: TypeAlias = Literal["anyone", "self", "other", "customer", "house"]
"""Who acted, seen from the claimant; somebody who stood in counts as the principal.

*other* is whoever is not the claimant, the customer or the house (R3, trap 11).
"""

Op: TypeAlias = Literal[
    "in",
    "not_in",
    "has",
    "min",
    "above",
    "max",
    "below",
    "given",
    "none",
    "missing",
    "self",
    "other",
    "opening",
    "is",
    "is_not",
]

Word: TypeAlias = Literal["given", "none", "missing", "self", "other", "opening"]
WORDS: Final[tuple[Word, ...]] = get_args(Word)
"""What ``is`` and ``is_not`` may say of a field; each alone is an operator, too."""

DayReading: TypeAlias = Literal["start", "end", "refused"]
"""How a fact with a day and no hour is read: at 00:00, at the day's last instant, or not."""

CUSTOMER: Final = "customer"
"""The party id that stands for the customer wherever a party is named."""


@attrs.frozen(kw_only=True)
class Match:
    """A condition on one field of a fact.

    ``in`` and ``not_in`` compare with *values* (``not_in`` holds where nothing was told,
    too: combine it with ``given`` where that matters); ``has``
    asks that a list of names holds all of them; ``min``/``max`` include the value,
    ``above``/``below`` do not, of a number, an amount, or a stage in the order that a
    policy gives its stages; ``given`` is a value, ``none`` recorded as none,
    ``missing`` not told; ``self`` and ``other`` compare a party with the claimant;
    ``opening`` asks that a fact id is that of the claim's opening fact. ``is`` holds where
    one of several of these words would, ``is_not`` where none of them does; *values* are
    the words, of ``is`` at least two.
    """

    field: str
    op: Op
    values: tuple[Value, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.op not in get_args(Op):
            raise one_of("value.choice", "op", self.op, get_args(Op))
        if self.bounded:
            kinds = [type(value) for value in self.values]
            if kinds not in ([int], [Decimal], [Money], [str]):
                raise Malformed("value.type", "values", expected="one number, amount or stage")
        if self.op in ("is", "is_not"):
            for word in self.values:
                if word not in WORDS:
                    raise one_of("value.choice", "values", word, WORDS)
            if len(self.values) < (2 if self.op == "is" else 1):
                raise Malformed("value.missing", "values")

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that it asks about: its own, or those of ``is`` and ``is_not``."""
        if self.op in ("is", "is_not"):
            return tuple(one for one in WORDS if one in self.values)
        return tuple(one for one in WORDS if one == self.op)

    @property
    def asks(self) -> bool:
        """Whether the field must be told for it to hold."""
        if self.op in ("not_in", "is_not"):
            return "missing" in self.words
        return "missing" not in self.words

    @property
    def bounded(self) -> bool:
        """Whether it compares with one bound: ``min``, ``above``, ``max`` or ``below``."""
        return self.op in ("min", "above", "max", "below")


@attrs.frozen(kw_only=True)
class Facts:
    """Which facts: of these kinds, by whom, with which fields.

    ``same`` and ``other`` name fields that equal, or differ from, those of the claim's
    opening fact (``same=("id",)`` is that fact itself). ``prompt``: only if it was
    recorded within this span of happening (R17). ``hours``: only if it happened from the
    first full hour of the day inclusive to the second exclusive, by the calendar's zone;
    a day without an hour lies in none. ``since`` and ``through``: only if it happened on
    these days of the calendar or between them. All of ``where`` must hold, so their order
    says nothing: it is kept by field and operator.
    """

    kinds: tuple[str, ...]
    by: Relation = "anyone"
    where: tuple[Match, ...] = ()
    same: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    prompt: Span | None = None
    hours: tuple[int, int] | None = None
    since: date | None = None
    through: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.hours is not None and not 0 <= self.hours[0] < self.hours[1] <= 24:
            raise Malformed("calendar.hours", "hours")
        if self.since is not None and self.through is not None and self.through < self.since:
            raise Malformed("select.days", "through")
        ordered = tuple(sorted(self.where, key=lambda one: (one.field, one.op)))
        object.__setattr__(self, "where", ordered)


@attrs.frozen(kw_only=True)
class Anchor:
    """An instant that a history names, or "not yet".

    ``opened`` is when the claim opened or the stage was entered; ``approved``,
    ``lapsed`` and ``decisive`` are of the claim and its case; ``asked`` is the asked
    instant. ``first`` and ``last`` look for ``facts`` from ``opened`` on, or in the
    whole history with ``whole``. ``limit`` is the last instant of another limit, once
    that is over or met. ``latest_of`` is known when all of ``anchors`` are.

    Of ``first``, ``total`` asks for the fact with which that sum is reached. Of ``first``
    and ``last``, ``field`` takes the instant that a field of the fact holds, such as an
    appointment, rather than the fact's own; a day stands for its first instant. ``plus``
    adds a span: the anchor is then that span's last instant. ``back`` goes a span back: the
    anchor is then the first instant of the span before it.
    """

    of: Literal[
        "opened", "approved", "lapsed", "decisive", "asked", "first", "last", "limit", "latest_of"
    ] = "opened"
    facts: Facts | None = None
    limit: str | None = None
    anchors: tuple[Anchor, ...] = ()
    whole: bool = False
    total: Total | None = None
    field: str | None = None
    plus: Span | None = None
    back: Span | None = None

    def __attrs_post_init__(self) -> None:
        needed = {"first": self.facts, "last": self.facts, "limit": self.limit}
        if self.of in needed and needed[self.of] is None:
            raise Malformed("value.missing", "limit" if self.of == "limit" else "facts")
        if self.of == "latest_of" and not self.anchors:
            raise Malformed("value.missing", "anchors")
        if self.total is not None and self.of != "first":
            raise Malformed("select.anchor", "total")
        if self.field is not None and self.of not in ("first", "last"):
            raise Malformed("select.anchor", "field")
        if self.plus is not None and self.back is not None:
            raise Malformed("select.anchor", "back")


OPENED: Final = Anchor()
"""When the claim opened or the stage was entered."""


@attrs.frozen(kw_only=True)
class Total:
    """A sum of one field over the selected facts, at least so much.

    At least ``min``, at least ``part`` of the sum of ``of_field`` over the facts ``of``, or
    both. Exact, money in fen; a sum over no facts is 0.
    """

    field: str
    min: Money | Decimal | int | None = None
    part: Fraction | None = None
    of: Facts | None = None
    of_field: str = "amount"

    def __attrs_post_init__(self) -> None:
        if self.min is None and self.part is None:
            raise Malformed("value.missing", "min")
        if (self.part is None) is not (self.of is None):
            raise Malformed("value.missing", "part" if self.part is None else "of")


@attrs.frozen(kw_only=True)
class Test:
    """Whether such facts exist up to the instant of testing.

    ``after`` and ``before`` are strict; ``within`` a span of ``of`` includes both ends;
    ``back`` a span before ``of`` excludes the instant of ``of``. ``count`` is how many at
    least. ``latest``: the latest facts of the kind (by whom, whatever their fields) must
    match; with names of fields, those fields of the latest facts that match in the others.
    ``total`` asks a sum instead of a count. ``negated`` turns the answer round, but
    "none within a span" can be said only once that is over (trap 13).
    ``ever`` looks beyond the present chapter. ``until="asked"`` looks up to the asked
    instant rather than the decisive one. With ``any`` the test holds if one of those
    does, and nothing else of it is read.
    """

    # pytest would otherwise take the class for a test case
    __test__ = False

    facts: Facts | None = None
    after: Anchor | None = None
    before: Anchor | None = None
    within: Span | None = None
    back: Span | None = None
    of: Anchor = OPENED
    count: int = 1
    latest: bool | tuple[str, ...] = False
    total: Total | None = None
    negated: bool = False
    ever: bool = False
    until: Literal["decisive", "asked"] = "decisive"
    any: tuple[Test, ...] = ()

    def __attrs_post_init__(self) -> None:
        if (self.facts is None) == (not self.any):
            raise Malformed("select.test", "facts")
        if self.count < 1:
            raise Malformed("value.type", "count", expected="a whole number of at least 1")
        if isinstance(self.latest, tuple) and self.facts is not None:
            told = {one.field for one in self.facts.where}
            if not self.latest or not told.issuperset(self.latest):
                raise Malformed("select.latest", "latest")
        if any(one.any for one in self.any):
            raise Malformed("select.nested", "any")
