"""What is wrong with terms of pay before a court is opened: names that are not there, or twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from renoflow.attribution.policy import GroundRate, OwnRate, Pick, Policy, Term, Whom
from renoflow.errors import Malformed, one_of
from renoflow.facts import FieldType, Kind
from renoflow.select import Facts

__all__ = ["check_terms", "picks_in_terms"]


def check_terms(policy: Policy, kinds: Mapping[str, Kind]) -> None:
    """Refuse terms of *policy* that name something that is not there.

    Kinds and fields that selectors name are checked with the rest of the policy; here are
    ids, the terms that a base takes, the bases of claims, and fields read for their value.

    Raises:
        Malformed: ``policy.row_twice`` for an id that another row has; ``value.choice`` at
            ``base.term`` for anything but a term above it; ``policy.basis`` for a basis that
            no claim has; ``fact.field`` for a field that holds no money, number or party.
    """
    taken = _row_ids(policy)
    deciding = (*(ground.id for ground in policy.grounds), "decision")
    above: list[str] = []
    bases = tuple(dict.fromkeys(claim.basis for claim in policy.claims))
    for place, term in enumerate(policy.terms):
        path = f"terms[{place}]"
        if term.id in taken:
            raise Malformed("policy.row_twice", f"{path}.id")
        taken.add(term.id)
        if term.base.term is not None and term.base.term not in above:
            raise one_of("value.choice", f"{path}.base.term", term.base.term, above)
        above.append(term.id)
        for where, pick in _picks(term, path):
            for name in pick.claims:
                if name not in bases:
                    raise one_of("policy.basis", f"{where}.claims", name, bases)
        if isinstance(term.rate, GroundRate):
            _check_deciding(term.rate, deciding, f"{path}.rate")
        for where, facts, name, types in _read_off(term, path):
            _check_field(facts, name, types, kinds, where)


def _check_deciding(rate: GroundRate, deciding: tuple[str, ...], path: str) -> None:
    for place, row in enumerate(rate.grounds):
        for value in row.values:
            if value not in deciding:
                raise one_of("value.choice", f"{path}.grounds[{place}].values", value, deciding)


def picks_in_terms(policy: Policy) -> Iterator[tuple[str, Pick]]:
    """Every pick in the terms of *policy*, with its path."""
    for place, term in enumerate(policy.terms):
        yield from _picks(term, f"terms[{place}]")


def _row_ids(policy: Policy) -> set[str]:
    rows = (policy.audits, policy.grounds, policy.adjustments)
    ids = {row.id for group in rows for row in group}
    ids.update(row.limit.id for group in (policy.limits, policy.duties) for row in group)
    return ids | {"identity", "decision", "silent"}


def _picks(term: Term, path: str) -> Iterator[tuple[str, Pick]]:
    if isinstance(term.to, Pick):
        yield f"{path}.to", term.to
    yield from _picks_in(term.when, f"{path}.when")
    for place, one in enumerate(term.releases):
        yield from _picks_in(one.when, f"{path}.releases[{place}].when")
        yield from _picks_in(one.holds_if, f"{path}.releases[{place}].holds_if")
    for place, back in enumerate(term.reversals):
        yield from _picks_in(back.when, f"{path}.reversals[{place}].when")


def _picks_in(conditions: Iterable[object], path: str) -> Iterator[tuple[str, Pick]]:
    for place, one in enumerate(conditions):
        if isinstance(one, Pick):
            yield f"{path}[{place}]", one


_Read = tuple[str, Facts, str, tuple[FieldType, ...]]


def _read_off(term: Term, path: str) -> Iterator[_Read]:
    """The fields whose values a term reads, where it says so, and what they must hold."""
    base, rate, to = term.base, term.rate, term.to
    if base.facts is not None and base.field is not None:
        yield f"{path}.base.field", base.facts, base.field, ("money",)
    if isinstance(rate, OwnRate):
        yield f"{path}.rate.field", rate.own, rate.field, ("number", "count")
    if isinstance(to, Whom) and to.role != "by":
        facts = to.last or to.first
        assert facts is not None  # noqa: S101 - __attrs_post_init__ has refused it
        yield f"{path}.to.role", facts, to.role, ("party", "names")
    for place, one in enumerate(term.reversals):
        if one.field is not None:
            yield f"{path}.reversals[{place}].field", one.on, one.field, ("money",)


def _check_field(
    facts: Facts,
    name: str,
    types: tuple[FieldType, ...],
    kinds: Mapping[str, Kind],
    path: str,
) -> None:
    for kind in facts.kinds:
        field = kinds[kind].field(name)
        if field is None or field.type not in types:
            fitting = [one.name for one in kinds[kind].fields if one.type in types]
            raise one_of("fact.field", path, name, fitting, kind=kind)
