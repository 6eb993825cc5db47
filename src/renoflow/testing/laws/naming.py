"""Laws about names: nothing is decided by a name or an id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import attrs

from renoflow.attribution import Verdict
from renoflow.attribution.mentions import named_parties
from renoflow.facts import Fact
from renoflow.select import CUSTOMER
from renoflow.testing.laws.trial import Trial, core, said

__all__ = ["nothing_is_decided_by_the_id_of_a_fact", "renaming_parties_renames_the_verdict"]

T = TypeVar("T")


def renaming_parties_renames_the_verdict(trial: Trial) -> str:
    """Nothing is decided by a name: the first of the alphabet has no better claim.

    House, roles, lanes and whatever the trial says is fixed keep their names. A party that a
    policy names and does not count to its house is treated as a person, and found out here.
    """
    house = {name for policy in trial.policies for name in policy.house}
    kept = {CUSTOMER, *house, *trial.fixed}
    people = sorted({name for name in _people(trial) if name not in kept})
    # the last of the alphabet becomes the first
    names = {old: f"party_{len(people) - n:02}" for n, old in enumerate(people)}
    before = trial.judge()
    found = trial.judge(_renamed(one, names) for one in trial.case.facts)
    if said(found) == said(_renamed(before, names)):
        return ""
    told = ", ".join(f"{old} is now {new}" for old, new in names.items())
    return trial.differ(f"with other names ({told})", before, found)


def _people(trial: Trial) -> Iterator[str]:
    """Whoever acts or is named in a fact, and whom the policies name."""
    for policy in trial.policies:
        yield from named_parties(policy)
    claimants = {claim.claimant for policy in trial.policies for claim in policy.claims}
    for one in trial.case.facts:
        yield from (name for name in (one.by, one.for_) if name is not None)
        row = trial.court.kinds.get(one.kind)
        for name, value in one.fields:
            field = None if row is None else row.field(name)
            if isinstance(value, str) and field is not None and field.type == "party":
                yield value
            elif isinstance(value, tuple) and name in claimants:
                yield from value


def _renamed(thing: T, names: Mapping[str, str]) -> T:
    """The same with other people in it; whatever is no person stays."""
    found: Any = thing
    kind: type[Any] = type(thing)
    if isinstance(thing, str):
        found = names.get(thing, thing)
    elif isinstance(thing, tuple | frozenset):
        found = kind([_renamed(one, names) for one in thing])
    elif attrs.has(kind):
        fields = [field.name for field in attrs.fields(kind) if field.init]
        found = attrs.evolve(
            found, **{name: _renamed(getattr(thing, name), names) for name in fields}
        )
    return found  # type: ignore[no-any-return]  # of the type that it was


def _claims(verdict: Verdict) -> frozenset[tuple[object, ...]]:
    """The docket without the ids of facts."""
    return frozenset(
        (one.basis, one.party, one.opened, one.status, one.place, one.ended_at, one.ended_by)
        for one in verdict.docket
    )


def nothing_is_decided_by_the_id_of_a_fact(trial: Trial) -> str:
    """Ids come from a data base, in whatever order rows were typed."""
    ids = sorted({one.id for one in trial.case.facts})
    # the last of the order becomes the first
    names = {old: f"fact_{len(ids) - n:02}" for n, old in enumerate(ids)}
    kinds = trial.court.kinds

    def other(one: Fact) -> Fact:
        row = kinds.get(one.kind)
        refers = {field.name for field in row.fields if field.type == "fact"} if row else set()
        fields = tuple(
            (name, names.get(value, value) if name in refers and isinstance(value, str) else value)
            for name, value in one.fields
        )
        return attrs.evolve(one, id=names[one.id], fields=fields)

    wanted = trial.judge()
    found = trial.judge(map(other, trial.case.facts))
    # of two facts of one instant that do the same, either may be cited
    if (core(found), _claims(found)) == (core(wanted), _claims(wanted)):
        return ""
    told = ", ".join(f"{old} is now {new}" for old, new in names.items())
    return trial.differ(f"with other ids ({told})", wanted, found)
