"""Who is who: which records are one customer (客户身份), by keys and by what people said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from renoflow.attribution.policy import Identity
from renoflow.attribution.records import Case
from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed
from renoflow.facts import Fact, Key, known

__all__ = ["gather", "keys"]


def keys(fact: Fact, identity: Identity) -> tuple[Key, ...]:
    """The identity keys in *fact* that *identity* reads: what a host asks its ``Lookup``."""
    return tuple(one for one, _ in _keys(fact, identity))


def gather(
    facts: Iterable[Fact],
    identity: Identity,
    calendar: WorkCalendar,
    *,
    known_at: datetime | None = None,
) -> tuple[Case, ...]:
    """*facts* grouped into cases, one a customer, in the order of their customers.

    Records that share a *certain* key are one customer, and so on from record to record;
    ``same_as`` facts join, ``not_same`` facts keep two records apart that only a key
    would join. A *likely* key joins nothing: the case names the other record in
    ``doubts``, and so does a pair that is said apart and joined through a third. Only
    what was known at *known_at* joins or parts, so that an old verdict stays
    reproducible; withdrawing the fact that joined undoes the merge.

    Raises:
        Malformed: ``gather.customer`` for a fact that names no customer record.
    """
    told = tuple(facts)
    by_customer: dict[str, list[Fact]] = {}
    for place, one in enumerate(told):
        if one.customer is None:
            raise Malformed("gather.customer", f"facts[{place}].customer")
        by_customer.setdefault(one.customer, []).append(one)
    standing = known(told, calendar, known_at=known_at)
    apart = _pairs(standing, "not_same")
    certain, likely = _links(standing, identity)
    joined = _pairs(standing, "same_as") | (certain - apart)
    root = _joined(sorted(by_customer), joined)
    groups: dict[str, list[str]] = {}
    for customer in sorted(by_customer):
        groups.setdefault(root[customer], []).append(customer)
    doubted = {pair for pair in likely - apart if not _one(pair, root)}
    doubted |= {pair for pair in apart if _one(pair, root)}
    doubts: dict[str, set[str]] = {}
    for one_record, other in doubted:
        doubts.setdefault(one_record, set()).add(other)
        doubts.setdefault(other, set()).add(one_record)
    return tuple(_case(members, by_customer, doubts) for members in groups.values())


def _case(
    members: list[str], by_customer: dict[str, list[Fact]], doubts: dict[str, set[str]]
) -> Case:
    facts = sorted((f for member in members for f in by_customer[member]), key=lambda f: f.id)
    others = {other for member in members for other in doubts.get(member, ())}
    return Case(members[0], tuple(facts), tuple(members), tuple(sorted(others)))


def _one(pair: tuple[str, str], root: dict[str, str]) -> bool:
    return pair[0] in root and pair[1] in root and root[pair[0]] == root[pair[1]]


def _keys(fact: Fact, identity: Identity) -> Iterator[tuple[Key, str]]:
    for rule in identity.keys:
        value = fact.get(rule.field)
        if isinstance(value, Key):
            yield value, rule.strength


def _pairs(facts: Iterable[Fact], kind: str) -> set[tuple[str, str]]:
    found = set()
    for one in facts:
        if one.kind == kind:
            first, second = sorted((str(one.customer), str(one.get("other"))))
            found.add((first, second))
    return found


def _links(
    facts: Iterable[Fact], identity: Identity
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Pairs of records that share a certain key, and those that share only a likely one."""
    holders: dict[tuple[Key, str], set[str]] = {}
    for fact in facts:
        for one, strength in _keys(fact, identity):
            holders.setdefault((one, strength), set()).add(str(fact.customer))
    certain: set[tuple[str, str]] = set()
    likely: set[tuple[str, str]] = set()
    for (_, strength), customers in holders.items():
        ordered = sorted(customers)
        pairs = {(a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :]}
        (certain if strength == "certain" else likely).update(pairs)
    return certain, likely - certain


def _joined(names: list[str], pairs: set[tuple[str, str]]) -> dict[str, str]:
    """For each name the first name of its group."""
    root = {name: name for name in names}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for first, second in pairs:
        if first in root and second in root:
            low, high = sorted((find(first), find(second)))
            root[high] = low
    return {name: find(name) for name in names}
