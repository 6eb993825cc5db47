"""Laws about who is who: how records come together to cases, and part again."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from renoflow.attribution import Case, Identity, keys
from renoflow.facts import Fact, Key, fact, known
from renoflow.testing.laws.trial import Trial, corrector

__all__ = [
    "gathering_one_by_one_gives_the_same_cases",
    "only_what_belongs_together_is_joined",
    "the_order_of_gathering_never_matters",
    "unmerging_undoes_merging",
]

_LINKS = ("same_as", "not_same", "kin")


def the_order_of_gathering_never_matters(trial: Trial) -> str:
    """Two salespeople file one phone on two mornings; which was typed first says nothing."""
    facts, wanted = trial.case.facts, _gather(trial, trial.case.facts)
    for place in range(len(facts)):
        found = _gather(trial, (*facts[place:][::-1], *facts[:place], *facts[place:]))
        if found != wanted:
            return _differ("with the facts in another order", wanted, found)
    return ""


def gathering_one_by_one_gives_the_same_cases(trial: Trial) -> str:
    """A host looks up the records that a new fact touches, and gathers only those."""
    identity = _identity(trial)
    found: dict[str, Case] = {}
    for number in range(1, len(trial.case.facts) + 1):
        told = trial.case.facts[:number]
        touched = _touched(told, told[-1], identity)
        cases = _gather(trial, [one for one in told if one.customer in touched])
        kept = {name: one for name, one in found.items() if not touched & {*one.records}}
        found = kept | {_name(one): one for one in cases}
    wanted = _gather(trial, trial.case.facts)
    one_by_one = tuple(found[name] for name in sorted(found))
    if one_by_one == tuple(sorted(wanted, key=_name)):
        return ""
    return _differ("one by one", wanted, one_by_one)


def unmerging_undoes_merging(trial: Trial) -> str:
    """Whoever joined two strangers by mistake must be able to part them again."""
    facts = trial.case.facts
    records = sorted({one.customer for one in facts if one.customer is not None})[:2]
    if len(records) < 2:
        return ""
    first, second = records
    at = trial.at
    joined = fact("merge", "same_as", at=at, customer=first, other=second)
    role = corrector(trial)
    parted = fact("unmerge", "withdrawal", at=at, customer=first, of="merge", role=role)
    wanted = _gather(trial, facts)
    told = _gather(trial, (*facts, joined, parted))
    found = tuple(_without(one, {"merge", "unmerge"}) for one in told)
    return "" if found == wanted else _differ(f"{second} joined and parted", wanted, found)


def only_what_belongs_together_is_joined(trial: Trial) -> str:
    """A stranger's facts in a case decide about somebody else.

    Records are one customer by what somebody said, or by a certain key that both of a pair
    hold, unless these two are said apart. Relatives lend their facts and no more.
    """
    facts, identity = trial.case.facts, _identity(trial)
    cases = _gather(trial, facts)
    bonds = _bonds(known(facts, trial.court.calendar), identity)
    for case in cases:
        first, *others = case.records
        loose = set(others) - _reached(first, bonds)
        if loose:
            return f"{min(loose)} is joined to {first}, and nothing says so:\n{_shown(case)}"
        strangers = {one.customer for one in case.facts} - {*case.records, *case.kin}
        if strangers:
            return f"facts of {min(map(str, strangers))} are in the case:\n{_shown(case)}"
    placed = {one.id for case in cases for one in case.facts if one.customer in case.records}
    lost = {one.id for one in facts} - placed
    return "" if identity.scope or not lost else f"{min(lost)} is in no case"


def _bonds(standing: Iterable[Fact], identity: Identity) -> set[frozenset[str | None]]:
    """The pairs of records that may be one: said the same, or held together by a key."""
    told = tuple(standing)
    apart = _pairs(told, "not_same")
    certain = {rule.field for rule in identity.keys if rule.strength == "certain"}
    shown = {rule.field for rule in identity.keys if rule.digits != "all"}
    holders: dict[object, set[str | None]] = {}
    for one in told:
        for name in certain:
            key = one.get(name)
            if isinstance(key, Key):
                held_by = _ends_of(key) if name in shown else key
                holders.setdefault((name, held_by), set()).add(one.customer)
    held = {
        frozenset((a, b)) for group in holders.values() for a in group for b in group if a != b
    }
    return _pairs(told, "same_as") | (held - apart)


def _ends_of(key: Key) -> tuple[str, str]:
    """What of a number is shown where its middle is hidden."""
    return key.kind, key.value[:3] + key.value[-4:]


def _pairs(facts: Iterable[Fact], kind: str) -> set[frozenset[str | None]]:
    return {frozenset((one.customer, str(one.get("other")))) for one in facts if one.kind == kind}


def _reached(first: str, bonds: Iterable[frozenset[str | None]]) -> set[str | None]:
    found: set[str | None] = {first}
    size = 0
    while len(found) > size:
        size = len(found)
        found = found.union(*(one for one in bonds if one & found))
    return found


# --- what they share -----------------------------------------------------------------------


def _identity(trial: Trial) -> Identity:
    return trial.policies[-1].identity


def _gather(trial: Trial, facts: Iterable[Fact]) -> tuple[Case, ...]:
    """The cases of *facts*, each fact once and by id."""
    cases = trial.bench.gather(facts, _identity(trial), trial.court.calendar)
    return tuple(attrs.evolve(one, facts=_by_id(one.facts)) for one in cases)


def _by_id(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    found = {one.id: one for one in facts}
    return tuple(found[name] for name in sorted(found))


def _without(case: Case, ids: set[str]) -> Case:
    return attrs.evolve(case, facts=tuple(one for one in case.facts if one.id not in ids))


def _name(case: Case) -> str:
    return repr((case.customer, getattr(case, "scope", ())))


def _touched(told: Iterable[Fact], new: Fact, identity: Identity) -> set[str | None]:
    """The records that share a key with that of *new*, or are named with it, and so on."""
    links: list[set[str | None]] = []
    by_id = {one.id: one for one in told}
    holders: dict[object, set[str | None]] = {}
    masked = any(rule.digits != "all" for rule in identity.keys)
    for one in by_id.values():
        if one.kind in _LINKS:
            links.append({one.customer, str(one.get("other"))})
        if one.kind == "withdrawal" and str(one.get("of")) in by_id:
            links.append({one.customer, by_id[str(one.get("of"))].customer})
        for key in keys(one, identity):
            holders.setdefault(key, set()).add(one.customer)
            if masked:  # of a number whose middle is hidden the rest is looked up
                holders.setdefault(_ends_of(key), set()).add(one.customer)
    links += holders.values()
    found = {new.customer}
    size = 0
    while len(found) > size:
        size = len(found)
        for link in links:
            if link & found:
                found |= link
    return found


def _differ(what: str, wanted: Iterable[Case], found: Iterable[Case]) -> str:
    lines = ["all at once:", *map(_shown, wanted), f"{what}:", *map(_shown, found)]
    return "\n".join(lines)


def _shown(case: Case) -> str:
    ids = " ".join(one.id for one in case.facts)
    doubts = f", perhaps {' '.join(case.doubts)}" if case.doubts else ""
    return f"  {' '.join(case.records)}: {ids}{doubts}"
