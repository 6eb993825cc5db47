"""What is wrong with a policy before it is opened: names that are not there, twice, or open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, get_args

import attrs

from renoflow.attribution.checked_terms import check_terms, picks_in_terms
from renoflow.attribution.policy import (
    Ground,
    Outcome,
    OutcomeKind,
    Part,
    Pick,
    Policy,
    Whom,
)
from renoflow.errors import Malformed, one_of
from renoflow.errors.families import step
from renoflow.facts import Kind
from renoflow.select import Table, check_record

__all__ = ["check_policy"]


def check_policy(policy: Policy, kinds: Mapping[str, Kind]) -> None:
    """Refuse what names something that is not there; whatever is left has a meaning.

    Raises:
        Malformed: with the path of what is wrong, as of ``open_court``.
    """
    if not policy.grounds:
        raise Malformed("value.missing", "grounds")
    if not policy.claims and any(_bases_of(policy)):
        raise Malformed("value.missing", "claims")
    bases = tuple(dict.fromkeys(claim.basis for claim in policy.claims))
    _check_ids(policy)
    check_record(policy, kinds, stages=policy.stages)
    for path, names in _bases_of(policy):
        for name in names:
            if name not in bases:
                raise one_of("policy.basis", path, name, bases)
    for place, claim in enumerate(policy.claims):
        path = f"claims[{place}]"
        if claim.party is None:
            _check_party(claim.opens.kinds, claim.claimant, kinds, f"{path}.claimant")
        if claim.transfer is not None:
            to = f"{path}.transfer.to"
            _check_party(claim.transfer.on.kinds, claim.transfer.to, kinds, to)
    for path, whom in _whoms_of(policy):
        facts = whom.last or whom.first
        _check_party(() if facts is None else facts.kinds, whom.role, kinds, f"{path}.role")
    _check_audits(policy)
    _check_owners(policy)
    _check_parties(policy)
    _check_rotas(policy)
    check_terms(policy, kinds)
    _check_ends(policy)
    _check_names(policy)


def _check_names(policy: Policy) -> None:
    """What is named is there, and named once."""
    said = set(_words_in(tuple(getattr(policy, one) for one in _NAMED)))
    for place, name in enumerate(policy.names):
        if name.id not in said:
            raise one_of("value.unknown", f"names.{step(name.id)}", name.id, sorted(said))
        if any(one.id == name.id for one in policy.names[:place]):
            raise Malformed("policy.row_twice", f"names.{step(name.id)}")


_NAMED: Final = (
    *("claims", "limits", "audits", "duties", "grounds", "deciders", "adjustments", "ladder"),
    *("terms", "rotas", "house", "stages", "identity", "correctors"),
)


def _words_in(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _words_in(one)
    elif attrs.has(kind := type(thing)):
        for field in attrs.fields(kind):
            yield from _words_in(getattr(thing, field.name))


def _check_ids(policy: Policy) -> None:
    seen = {"identity", "decision"}
    rows = [
        *((f"limits[{i}].id", row.limit.id) for i, row in enumerate(policy.limits)),
        *((f"audits[{i}].id", row.id) for i, row in enumerate(policy.audits)),
        *((f"duties[{i}].id", row.limit.id) for i, row in enumerate(policy.duties)),
        *((f"grounds[{i}].id", row.id) for i, row in enumerate(policy.grounds)),
        *((f"adjustments[{i}].id", row.id) for i, row in enumerate(policy.adjustments)),
        *((f"rotas[{i}].id", row.id) for i, row in enumerate(policy.rotas)),
    ]
    # claim rows of one basis may share a step: it is one approval, asked of either
    steps = (
        (f"claims[{i}].approvals[{j}].id", f"claims[{i}]/{step.id}")
        for i, claim in enumerate(policy.claims)
        for j, step in enumerate(claim.approvals)
    )
    for path, name in (*rows, *steps):
        if name in seen:
            raise Malformed("policy.row_twice", path)
        seen.add(name)


def _check_ends(policy: Policy) -> None:
    """A pick that asks what ended a claim names a row that can end one."""
    rows = {"needs", "bars", *(row.limit.id for row in policy.limits)}
    rows.update(row.id for row in policy.audits)
    for claim in policy.claims:
        rows.add(claim.basis)
        rows.update(f"{claim.basis}/{step.id}" for step in claim.approvals)
        if claim.transfer is not None:
            rows.add(f"{claim.basis}/transfer")
    for path, pick in (*_picks_of(policy), *picks_in_terms(policy)):
        for name in pick.ended_by:
            if name not in rows:
                raise one_of("value.choice", f"{path}.ended_by", name, sorted(rows))


def _check_audits(policy: Policy) -> None:
    """An audit after a limit names one that runs on every claim it is held on."""
    for i, audit in enumerate(policy.audits):
        shared = [row.limit.id for row in policy.limits if set(audit.on) <= set(row.on)]
        for name in audit.only_after:
            if name not in shared:
                raise one_of("value.choice", f"audits[{i}].only_after", name, shared)


def _check_owners(policy: Policy) -> None:
    """Whoever owns is picked: by a ground, and never where equals or strangers are in doubt."""
    for place, ground in enumerate(policy.grounds):
        path = f"grounds[{place}]"
        if ground.gives.kind == "owner" and ground.pick is None:
            raise Malformed("policy.nobody_picked", f"{path}.pick")
        _check_picks_nobody(ground.tie, f"{path}.tie.kind")
    _check_picks_nobody(policy.identity.doubt, "identity.doubt.kind")


def _check_parties(policy: Policy) -> None:
    """No party is called by a word that means somebody else in other rows."""
    named: list[tuple[str, object]] = [
        *((f"house[{i}]", one) for i, one in enumerate(policy.house)),
        *((f"claims[{i}].party", one.party) for i, one in enumerate(policy.claims)),
        *((f"adjustments[{i}].to", one.to) for i, one in enumerate(policy.adjustments)),
        *((f"terms[{i}].to", one.to) for i, one in enumerate(policy.terms)),
    ]
    for i, ground in enumerate(policy.grounds):
        for path, part in _parts_of(ground, i):
            named += [(f"{path}.to", part.to), (f"{path}.nobody", part.nobody)]
    named += [(path, one.to) for path, one in _outcomes_of(policy) if one.kind == "party"]
    for path, party in named:
        if party in _WORDS:
            raise Malformed("policy.party", path, word=str(party))


_WORDS: Final = frozenset(
    ("anyone", "claimant", "holder", "nobody", "other", "owner", "rest", "self", "silent")
)


def _outcomes_of(policy: Policy) -> Iterator[tuple[str, Outcome]]:
    for i, row in enumerate(policy.grounds):
        yield f"grounds[{i}].gives.to", row.gives
        yield f"grounds[{i}].tie.to", row.tie
    yield "identity.doubt.to", policy.identity.doubt


def _check_rotas(policy: Policy) -> None:
    """An outcome that goes by a rota names one that is there."""
    rotas = tuple(row.id for row in policy.rotas)
    for path, outcome in _outcomes_of(policy):
        if outcome.kind == "rota" and outcome.to not in rotas:
            raise one_of("value.choice", path, outcome.to, rotas)


def _check_picks_nobody(outcome: Outcome, path: str) -> None:
    if outcome.kind == "owner":
        kinds = (kind for kind in get_args(OutcomeKind) if kind != "owner")
        raise one_of("value.choice", path, outcome.kind, kinds)


def _check_party(of: Iterable[str], role: str, kinds: Mapping[str, Kind], path: str) -> None:
    """The field *role* of each kind holds a party, or several."""
    if role == "by":
        return
    for name in of:
        field = kinds[name].field(role)
        if field is None or field.type not in {"party", "names"}:
            parties = [one.name for one in kinds[name].fields if one.type in {"party", "names"}]
            raise one_of("fact.field", path, role, ("by", *parties), kind=name)


def _bases_of(policy: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    for i, claim in enumerate(policy.claims):
        yield f"claims[{i}].bars", claim.bars
    for i, row in enumerate(policy.limits):
        yield f"limits[{i}].on", row.on
    for i, audit in enumerate(policy.audits):
        yield f"audits[{i}].on", audit.on
    for path, pick in _picks_of(policy):
        yield f"{path}.claims", pick.claims


def _picks_of(policy: Policy) -> Iterator[tuple[str, Pick]]:
    for i, claim in enumerate(policy.claims):
        yield from _picks_in(claim.needs, f"claims[{i}].needs")
    for i, ground in enumerate(policy.grounds):
        if ground.pick is not None:
            yield f"grounds[{i}].pick", ground.pick
        for path, part in _parts_of(ground, i):
            for name, to in (("to", part.to), ("nobody", part.nobody)):
                if isinstance(to, Pick):
                    yield f"{path}.{name}", to
        yield from _picks_in(ground.when, f"grounds[{i}].when")
    for i, row in enumerate(policy.adjustments):
        if isinstance(row.to, Pick):
            yield f"adjustments[{i}].to", row.to
        yield from _picks_in(row.when, f"adjustments[{i}].when")


def _picks_in(conditions: Iterable[object], path: str) -> Iterator[tuple[str, Pick]]:
    for place, one in enumerate(conditions):
        if isinstance(one, Pick):
            yield f"{path}[{place}]", one


def _whoms_of(policy: Policy) -> Iterator[tuple[str, Whom]]:
    for i, ground in enumerate(policy.grounds):
        for path, part in _parts_of(ground, i):
            for name, to in (("to", part.to), ("nobody", part.nobody)):
                if isinstance(to, Whom):
                    yield f"{path}.{name}", to
    for i, adjustment in enumerate(policy.adjustments):
        if isinstance(adjustment.to, Whom):
            yield f"adjustments[{i}].to", adjustment.to


def _parts_of(ground: Ground, place: int) -> Iterator[tuple[str, Part]]:
    """Every part that *ground* may give, with its path."""
    path, told = f"grounds[{place}].gives.parts", ground.gives.parts
    tables = [(path, told)] if isinstance(told, tuple) else []
    if isinstance(told, Table):
        tables = [(f"{path}.rows[{j}].gives", row.gives) for j, row in enumerate(told.rows)]
    for where, parts in tables:
        yield from ((f"{where}[{place}]", part) for place, part in enumerate(parts))
