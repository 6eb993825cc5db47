"""Strategies for facts: valid by the table of kinds, whichever kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from renoflow.calendars import WorkCalendar, china
from renoflow.facts import KINDS, MISSING, Fact, Field, Kind, Value, When, fact
from renoflow.select import CUSTOMER
from renoflow.testing.strategies.values import amounts, days, instants, keys

__all__ = ["PARTIES", "facts", "values"]

PARTIES: Final = ("li", "wang", "zhao")
"""The salespeople in what is drawn, unless others are given."""


@st.composite
def facts(  # noqa: PLR0913 - what a host may say of its own
    draw: DrawFn,
    kind: str | None = None,
    *,
    kinds: Mapping[str, Kind] = KINDS,
    calendar: WorkCalendar = china,
    parties: Sequence[str] = PARTIES,
    customers: Sequence[str] = (),
    ids: SearchStrategy[str] | None = None,
) -> Fact:
    """Facts of *kind*, or of any kind of the table *kinds*, valid in every field.

    Args:
        draw: Given by Hypothesis.
        kind: The name of a kind; None for any.
        kinds: The table; that of a court is ``court.kinds``.
        calendar: Whose zone their times are written in.
        parties: Who acts and is named.
        customers: The customer records they are told of; none for no record.
        ids: Their ids, ``f1`` to ``f9`` unless given.

    Raises:
        InvalidArgument: the table has no such kind, or there is nobody to act.
    """
    if (kind is not None and kind not in kinds) or not kinds:
        raise InvalidArgument(f"the table has no kind {kind!r}")
    if not parties:
        raise InvalidArgument("parties is empty")
    row = kinds[kind if kind is not None else draw(st.sampled_from(sorted(kinds)))]
    name = draw(_IDS if ids is None else ids)
    when: SearchStrategy[When] = instants(calendar=calendar) | days()
    at = draw(when)
    told = {}
    for field in row.fields:
        if field.required or draw(st.booleans()):
            told[field.name] = draw(values(field, parties=parties))
            if not field.required and draw(st.sampled_from((False, False, False, True))):
                told[field.name] = None
    return fact(
        name,
        row.name,
        at=at,
        recorded_at=draw(st.none() | when),
        by=draw(st.sampled_from((*parties, None, CUSTOMER, "company"))),
        for_=draw(st.sampled_from((None, None, None, *parties))),
        person=draw(st.sampled_from((None, None, None, "spouse"))),
        customer=draw(st.sampled_from(customers)) if customers else None,
        role=draw(st.sampled_from((MISSING, MISSING, "sales", "designer"))),  # type: ignore[arg-type]  # MISSING is not told
        kinds=kinds,
        **told,
    )


_IDS: Final = st.sampled_from([f"f{number}" for number in range(1, 10)])
_CODES: Final = st.sampled_from(("a", "b", "c"))
_PLAIN: Final[dict[str, SearchStrategy[Value]]] = {
    "code": _CODES,
    "flag": st.booleans(),
    "count": st.integers(0, 5),
    "number": st.integers(0, 200) | st.sampled_from((Decimal("0.5"), Decimal("128.50"))),
    "money": amounts(),
    "day": days(),
    "instant": instants(),
    "fact": _IDS,
}


def values(field: Field, *, parties: Sequence[str] = PARTIES) -> SearchStrategy[Value]:
    """Values that *field* may hold, None and MISSING apart."""
    if field.type == "choice":
        return st.sampled_from(field.values)
    if field.type == "party":
        return st.sampled_from(tuple(parties))
    if field.type == "key":
        return keys(kind=field.name)
    if field.type == "names":
        words = st.sampled_from(field.values or tuple(parties))
        return st.lists(words, unique=True, max_size=4).map(lambda found: (*found,))
    return _PLAIN[field.type]
