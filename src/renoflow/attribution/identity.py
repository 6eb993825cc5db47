"""Who is who: which records are one customer (客户身份), by keys and by what people said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, TypeAlias

from renoflow.attribution.policy import Identity, KeyRule
from renoflow.attribution.records import Case
from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed
from renoflow.facts import MISSING, Fact, Key, Value, known

__all__ = ["gather", "keys"]

_Pairs: TypeAlias = set[tuple[str, str]]
_SHOWN: Final = 7
"""How many digits a masked number shows: the first three and the last four."""


def keys(fact: Fact, identity: Identity) -> tuple[Key, ...]:
    """The identity keys in *fact* that *identity* reads: what a host asks its ``Lookup``."""
    found = (fact.get(rule.field) for rule in identity.keys)
    return tuple(dict.fromkeys(one for one in found if isinstance(one, Key)))


def gather(
    facts: Iterable[Fact],
    identity: Identity,
    calendar: WorkCalendar,
    *,
    known_at: datetime | None = None,
) -> tuple[Case, ...]:
    """*facts* grouped into cases, in the order of their customers, then of their scopes.

    Records that share a *certain* key are one customer, and so on from record to record;
    ``same_as`` facts join, ``not_same`` facts keep two records apart that only a key
    would join. A *likely* key joins nothing: the case names the other record in
    ``doubts``, and so does a pair that is said apart and joined through a third. Only
    what was known at *known_at* joins or parts, so that an old verdict stays
    reproducible; withdrawing the fact that joined undoes the merge.

    A record of a relative, by a ``kin`` fact of a relation that *identity* names, lends its
    facts to the case and is named in ``kin``; relatives of relatives do not come along.
    Where facts tell the fields of the scope apart, each combination of values is a case of
    its own, with the facts that contradict none of them.

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
    doubts = _both_ways(doubted)
    kin = _both_ways(
        (root[one], root[other])
        for one, other in _pairs(_kin(standing, identity), "kin")
        if one in root and other in root and root[one] != root[other]
    )
    names = {one.id for one in standing}
    cases: list[Case] = []
    for first, members in groups.items():
        relatives = sorted(one for other in kin.get(first, ()) for one in groups[other])
        whole = [fact for one in (*members, *relatives) for fact in by_customer[one]]
        others = {other for member in members for other in doubts.get(member, ())}
        cases.extend(
            Case(members[0], part, tuple(members), tuple(sorted(others)), tuple(relatives), scope)
            for scope, part in _scopes(whole, identity.scope, names)
        )
    return tuple(cases)


_Scope: TypeAlias = tuple[tuple[str, Value], ...]


def _scopes(
    facts: Sequence[Fact], fields: Sequence[str], standing: Collection[str]
) -> Iterator[tuple[_Scope, tuple[Fact, ...]]]:
    """The facts of each scope that those *standing* tell, by id; one if none tells any."""
    ordered = tuple(sorted(facts, key=lambda fact: fact.id))
    told = {_scope(fact, fields) for fact in ordered if fact.id in standing} or {()}
    # what says less than another belongs to it, and is no case of its own
    whole = [one for one in told if not any(set(one) < set(other) for other in told)]
    for scope in sorted(whole, key=lambda one: [(name, str(value)) for name, value in one]):
        said = dict(scope)
        yield (
            scope,
            tuple(
                fact
                for fact in ordered
                if all(said.get(name, value) == value for name, value in _scope(fact, fields))
            ),
        )


def _scope(fact: Fact, fields: Iterable[str]) -> _Scope:
    told = ((name, fact.get(name)) for name in fields)
    return tuple((name, one) for name, one in told if one is not None and one is not MISSING)


def _one(pair: tuple[str, str], root: dict[str, str]) -> bool:
    return pair[0] in root and pair[1] in root and root[pair[0]] == root[pair[1]]


def _both_ways(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _kin(facts: Iterable[Fact], identity: Identity) -> Iterator[Fact]:
    return (one for one in facts if one.kind == "kin" and one.get("relation") in identity.kin)


def _pairs(facts: Iterable[Fact], kind: str) -> _Pairs:
    found = set()
    for one in facts:
        if one.kind == kind:
            first, second = sorted((str(one.customer), str(one.get("other"))))
            found.add((first, second))
    return found


def _links(facts: Iterable[Fact], identity: Identity) -> tuple[_Pairs, _Pairs]:
    """Pairs of records that share a certain key, and those that share only a likely one."""
    holders: dict[tuple[KeyRule, object], dict[str, set[object]]] = {}
    for fact in facts:
        for rule in identity.keys:
            for shared, whole in _held(fact, rule):
                by_customer = holders.setdefault((rule, shared), {})
                by_customer.setdefault(str(fact.customer), set()).add(whole)
    certain: _Pairs = set()
    likely: _Pairs = set()
    for (rule, _), by_customer in holders.items():
        ordered = sorted(by_customer)
        pairs = {
            (a, b)
            for i, a in enumerate(ordered)
            for b in ordered[i + 1 :]
            if any(_may_be_one(x, y) for x in by_customer[a] for y in by_customer[b])
        }
        (certain if rule.strength == "certain" else likely).update(pairs)
    return certain, likely - certain


def _held(fact: Fact, rule: KeyRule) -> Iterator[tuple[object, object]]:
    """What of *fact* has to be equal by *rule*, and the number behind it where it is shown."""
    key = fact.get(rule.field)
    if rule.digits != "all":
        if isinstance(key, Key) and not key.keyed and (shown := _shown(key.value)):
            yield (key.kind, shown), key.value
        return
    if isinstance(key, Key) and not key.keyed and "*" in key.value:
        return  # two that are masked alike need not be one
    told = (key, *(fact.get(name) for name in rule.also))
    is_told = all(one is not None and one is not MISSING for one in told)
    if isinstance(key, Key) and is_told:
        yield told, None


def _shown(value: str) -> str:
    """The first three and the last four digits; nothing where they are hidden themselves."""
    shown = value[:3] + value[-4:]
    return shown if len(value) >= _SHOWN and shown.isdigit() else ""


def _may_be_one(one: object, other: object) -> bool:
    """Whether two numbers that agree where both are shown may be one: two full ones differ.

    Seven digits may be all that is shown of a longer number, its middle left out.
    """
    if not (isinstance(one, str) and isinstance(other, str)):
        return True
    return one == other or not (_is_full(one) and _is_full(other))


def _is_full(value: str) -> bool:
    return value.isdigit() and len(value) > _SHOWN


def _joined(names: list[str], pairs: _Pairs) -> dict[str, str]:
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
