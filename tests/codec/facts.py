"""Strategies for facts: of shipped kinds, and of kinds that nobody here knows."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from renoflow.facts import KINDS, Fact, Field, Key, Value, When, fact
from renoflow.facts.kinds import COMMON
from renoflow.money import Money

ZONES = (UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3, minutes=-30)))

codes = st.text(alphabet='ab王-_ "\\é😀\n', min_size=1, max_size=6).filter(str.strip)
days = st.dates(min_value=date(2019, 1, 1), max_value=date(2030, 12, 31))
instants = st.datetimes(
    min_value=datetime.fromisoformat("2019-01-01"),
    max_value=datetime.fromisoformat("2030-12-31"),
    timezones=st.sampled_from(ZONES),
)
whens: st.SearchStrategy[When] = st.one_of(instants, days)
numbers = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6
).filter(lambda n: abs(n.adjusted()) <= 50)
keys = st.builds(Key, codes, codes, keyed=st.booleans())
names = st.lists(codes, max_size=3).map(tuple)
monies = st.integers(-(10**15), 10**15).map(Money)

VALUES: dict[str, st.SearchStrategy[Value]] = {
    "party": codes,
    "code": codes,
    "fact": codes,
    "names": names,
    "flag": st.booleans(),
    "count": st.integers(-(10**20), 10**20),
    "number": st.one_of(st.integers(0, 500), numbers),
    "money": monies,
    "day": days,
    "instant": instants,
    "key": keys,
}
values: st.SearchStrategy[Value] = st.one_of(st.none(), *VALUES.values())


def value_of(field: Field) -> st.SearchStrategy[Value]:
    if field.type == "choice":
        return st.sampled_from(field.values)
    if field.values:
        return st.lists(st.sampled_from(field.values), max_size=3).map(tuple)
    return VALUES[field.type]


@st.composite
def known_facts(draw: st.DrawFn) -> Fact:
    """Facts of the shipped kinds, all their fields told, recorded as none, or not told."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    fields: dict[str, Any] = {}
    for field in (*KINDS[kind].fields, *COMMON.values()):
        if field.required or draw(st.booleans()):
            none = not field.required and draw(st.booleans())
            fields[field.name] = None if none else draw(value_of(field))
    party = st.none() | codes
    return fact(
        draw(codes),
        kind,
        at=draw(whens),
        recorded_at=draw(st.none() | whens),
        by=draw(party),
        for_=draw(party),
        person=draw(party),
        customer=draw(party),
        **fields,
    )


opaque_facts = st.builds(
    Fact,
    id=codes,
    kind=st.sampled_from(["model_room_tour", "看样板间"]),
    at=whens,
    recorded_at=whens,
    by=st.none() | codes,
    fields=st.dictionaries(
        st.sampled_from(["amount", "kind_of", "on", "备注", "x"]), values, max_size=4
    ).map(lambda fields: tuple(sorted(fields.items()))),
)
"""Facts of kinds that the shipped table lacks, with values of every type."""

facts = st.one_of(known_facts(), opaque_facts)
