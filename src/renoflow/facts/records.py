"""A fact (事实): one thing that happened, told once, and the table that says what it may hold."""

from __future__ import annotations

import enum
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.facts.keys import Key
from renoflow.money import Money

__all__ = ["MISSING", "Fact", "Field", "FieldType", "Kind", "Missing", "Value", "When"]


class Missing(enum.Enum):
    """The type of :data:`MISSING`."""

    MISSING = "missing"

    def __bool__(self) -> Literal[False]:
        return False


MISSING: Final = Missing.MISSING
"""Nobody told. Not the same as None, which is recorded: asked, and there is none (R9)."""

When: TypeAlias = datetime | date
"""An aware instant, or a day where the paper has no hour."""

Value: TypeAlias = (
    str | bool | int | Decimal | Money | date | datetime | Key | tuple[str, ...] | None
)
"""What a field may hold; None is "recorded as none"."""

FieldType: TypeAlias = Literal[
    "party",
    "choice",
    "code",
    "flag",
    "count",
    "number",
    "money",
    "day",
    "instant",
    "key",
    "fact",
    "names",
]
"""How a field is read. *party*, *code* and *fact* are short ids, *names* a tuple of codes."""


@attrs.frozen(kw_only=True)
class Field:
    """One field of a kind: its name, Chinese term, type and, for a choice, its values."""

    name: str
    zh: str
    type: FieldType
    required: bool = False
    values: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Kind:
    """One row of the table of fact kinds: a name, the Chinese term, and the fields."""

    name: str
    zh: str
    fields: tuple[Field, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field *name*, or None."""
        for one in self.fields:
            if one.name == name:
                return one
        return None


@attrs.frozen(kw_only=True)
class Fact:
    """One thing that happened; build it with :func:`renoflow.facts.fact` or a typed function.

    ``at`` is when it happened and ``recorded_at`` when it became known, each an aware
    instant or a day. ``by`` acted, for ``for_`` if that is given (a stand-in);
    ``person`` is the member of the household; ``customer`` the host's customer record
    that it was told of. ``fields`` are pairs in the order of their names.
    """

    id: str
    kind: str
    at: When
    recorded_at: When
    by: str | None = None
    for_: str | None = None
    person: str | None = None
    customer: str | None = None
    fields: tuple[tuple[str, Value], ...] = ()

    @property
    def actor(self) -> str | None:
        """Who counts as having acted: the principal where somebody stood in."""
        return self.for_ or self.by

    @property
    def timed(self) -> bool:
        """True if the fact has an hour, False if only a day is known."""
        return isinstance(self.at, datetime)

    def get(self, name: str) -> Value | Missing:
        """The field *name*; None if recorded as none, MISSING if nobody told.

        ``id``, ``kind``, ``by``, ``for``, ``person`` and ``customer`` answer too, and
        ``precision`` is ``instant`` or ``day``.
        """
        for key, value in self.fields:
            if key == name:
                return value
        if name == "precision":
            return "instant" if self.timed else "day"
        own: str | None = getattr(self, _OWN[name]) if name in _OWN else None
        return MISSING if own is None else own


_OWN: Final = {
    "id": "id",
    "kind": "kind",
    "by": "by",
    "for": "for_",
    "person": "person",
    "customer": "customer",
}
