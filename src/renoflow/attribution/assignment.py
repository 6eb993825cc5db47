"""Which designer suits a customer (派单): scored line by line, explained, and never decided.

What the texts compare (TIER-03) they neither scale nor weigh, so that the weights are
arguments. Sex and age are left out unless a company says otherwise: matching people by them
may be unlawful or unwanted. Of equals whoever has less to do comes first (TIER-02); who is
equal in that too is named beside the other, and a person chooses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.reasons import Reason, reason

__all__ = [
    "DESIGNER_PROFILE",
    "DISPATCHERS",
    "Candidate",
    "Criterion",
    "Matching",
    "Needs",
    "Recommendation",
    "Scored",
    "may_dispatch",
    "missing_profile",
    "recommend_designer",
]

Criterion: TypeAlias = Literal["tier", "style", "person", "manner"]
"""What is compared: spending power with the tier, wanted and own styles, sex and age,
personality and way of talking (TIER-03)."""

DESIGNER_PROFILE: Final = (
    "tier",
    "native_place",
    "age",
    "hobbies",
    "personality",
    "developments",
    "styles",
    "awards",
    "award_history",
)
"""What a designer's profile holds, in the order of the form (TIER-05)."""

DISPATCHERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "handbook_dispatch": ("client_manager",),
        "sign_order_24h": ("market_staff", "design_supervisor"),
        "five_part_form": ("store_manager",),
        "register": ("cs_manager",),
    }
)
"""Who dispatches a designer, company by company; all that are named agree (TIER-06, TIER-07).

They are different companies' rules (X-37).
"""


@attrs.frozen(kw_only=True)
class Matching:
    """A company's way of choosing designers.

    Attributes:
        id: Its name; lines cite ``id#criterion``.
        weights: What each criterion weighs; one that is not named is not compared. Sex and
            age (*person*) are compared only with ``personal``.
        tiers: The tiers from the lowest to the highest.
        tier_scale: A tier other than the wanted one scores nothing (*exact*), or the less
            the further away it is (*distance*).
        dispatch: The roles that must all agree to a dispatch.
        personal: Whether sex and age may be compared, or asked for in a wish.
    """

    id: str
    weights: tuple[tuple[Criterion, Fraction], ...]
    tiers: tuple[str, ...]
    tier_scale: Literal["exact", "distance"]
    dispatch: tuple[str, ...]
    personal: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.dispatch:
            raise Malformed("value.missing", "dispatch")
        if len({name for name, _ in self.weights}) < len(self.weights):
            raise Malformed("policy.row_twice", "weights")
        if any(weight < 0 for _, weight in self.weights):
            raise Malformed("money.weight", "weights")
        if not any(weight for _, weight in self.weights):
            raise Malformed("money.weights", "weights")


@attrs.frozen(kw_only=True)
class Candidate:
    """A designer as the company describes him.

    ``load`` is the number of customers that count as his work now, and ``capacity`` the most
    that he takes (TIER-08), None for no stated limit. ``known`` are further attributes that a
    customer may ask for, ``sex`` and ``age_group`` among them.
    """

    party: str
    tier: str
    load: int
    styles: tuple[str, ...] = ()
    manners: tuple[str, ...] = ()
    available: bool = True
    capacity: int | None = None
    known: tuple[tuple[str, str], ...] = ()


@attrs.frozen(kw_only=True)
class Needs:
    """What the customer was asked and said (TIER-04); empty where he did not say.

    ``tier`` is the tier that suits what he will spend. ``wishes`` are attributes that a
    designer must have. ``person`` are attributes, sex or age, that suit him.
    """

    tier: str | None = None
    styles: tuple[str, ...] = ()
    manners: tuple[str, ...] = ()
    person: tuple[tuple[str, str], ...] = ()
    wishes: tuple[tuple[str, str], ...] = ()


@attrs.frozen(kw_only=True)
class Scored:
    """One designer's score, out of 1, its lines, and his load."""

    party: str
    score: Fraction
    load: int
    lines: tuple[Reason, ...]


@attrs.frozen(kw_only=True)
class Recommendation:
    """Who suits best, and why.

    ``best`` are the parties that nothing separates: one, several who are equal, or none.
    ``ranking`` are all that were compared, the best first; equals in the order of their
    ids, which says nothing. ``left_out`` tells why the others were not compared, and
    ``notes`` what was not looked at. ``dispatch`` are the roles that decide.
    """

    best: tuple[str, ...]
    ranking: tuple[Scored, ...]
    left_out: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    dispatch: tuple[str, ...]


_PERSONAL: Final = ("sex", "age_group")
_SOURCES: Final[Mapping[str, str]] = MappingProxyType(
    {"tier": "TIER-03/1", "style": "TIER-03/2", "person": "TIER-03/3", "manner": "TIER-03/4"}
)


def recommend_designer(
    matching: Matching, needs: Needs, candidates: Iterable[Candidate]
) -> Recommendation:
    """The designers that suit *needs* best, each with the lines of his score (TIER-02, TIER-03).

    A criterion of which the customer said nothing is left out for everybody, and the rest
    weighs for the whole. The order of *candidates* never matters.

    Raises:
        Malformed: ``value.choice`` for a tier that *matching* does not have,
            ``policy.row_twice`` for a designer who stands twice.
    """
    listed = sorted(candidates, key=lambda one: one.party)
    _check(matching, needs, listed)
    left_out: list[Reason] = []
    notes = list(_notes(matching, needs))
    scored: list[Scored] = []
    for one in listed:
        why = tuple(_excluded(matching, needs, one))
        if why:
            left_out.extend(why)
        else:
            scored.append(_scored(matching, needs, one))
    scored.sort(key=lambda one: (-one.score, one.load))
    best = tuple(
        one.party for one in scored if (one.score, one.load) == (scored[0].score, scored[0].load)
    )
    if len(best) > 1:
        notes.append(reason("assignment.tie", rule=f"{matching.id}#fairness", parties=best))
    return Recommendation(
        best=best,
        ranking=tuple(scored),
        left_out=tuple(left_out),
        notes=tuple(notes),
        dispatch=matching.dispatch,
    )


def may_dispatch(matching: Matching, agreed: Collection[str]) -> tuple[Reason, ...]:
    """Every objection to a dispatch to which the roles *agreed*; none means it may go out."""
    lacking = tuple(role for role in matching.dispatch if role not in agreed)
    if not lacking:
        return ()
    return (reason("assignment.dispatch", rule=f"{matching.id}#dispatch", roles=lacking),)


def missing_profile(supplied: Collection[str]) -> tuple[str, ...]:
    """What a designer's profile lacks, in the order of the form; none means complete (TIER-05)."""
    return tuple(name for name in DESIGNER_PROFILE if name not in supplied)


def _check(matching: Matching, needs: Needs, candidates: list[Candidate]) -> None:
    if needs.tier is not None and needs.tier not in matching.tiers:
        raise one_of("value.choice", "needs.tier", needs.tier, matching.tiers)
    parties: set[str] = set()
    for place, one in enumerate(candidates):
        if one.tier not in matching.tiers:
            raise one_of("value.choice", f"candidates[{place}].tier", one.tier, matching.tiers)
        if one.party in parties:
            raise Malformed("policy.row_twice", f"candidates[{place}].party")
        parties.add(one.party)


def _notes(matching: Matching, needs: Needs) -> Iterator[Reason]:
    """What the customer said and this company does not look at."""
    asked = {name for name, _ in (*needs.wishes, *needs.person)}
    if not matching.personal and asked & set(_PERSONAL):
        yield reason("assignment.personal_off", rule=f"{matching.id}#person")


def _excluded(matching: Matching, needs: Needs, one: Candidate) -> Iterator[Reason]:
    if not one.available:
        yield reason("assignment.away", rule=f"{matching.id}#available", designer=one.party)
    if one.capacity is not None and one.load >= one.capacity:
        yield reason(
            "assignment.full",
            rule=f"{matching.id}#capacity",
            designer=one.party,
            load=one.load,
            most=one.capacity,
        )
    for name, value in needs.wishes:
        if name in _PERSONAL and not matching.personal:
            continue
        if (name, value) not in one.known:
            yield reason(
                "assignment.wish", rule=f"{matching.id}#wish", designer=one.party, wish=name
            )


def _scored(matching: Matching, needs: Needs, one: Candidate) -> Scored:
    found = [
        (name, weight, score)
        for name, weight in matching.weights
        if weight
        and (name != "person" or matching.personal)
        and (score := _score(name, matching, needs, one)) is not None
    ]
    whole = sum((weight for _, weight, _ in found), Fraction(0))
    lines = tuple(
        reason(
            "assignment.line",
            rule=f"{matching.id}#{name}",
            designer=one.party,
            criterion=name,
            score=score,
            weight=weight / whole,
            source=_SOURCES[name],
        )
        for name, weight, score in found
    )
    total = sum((weight * score for _, weight, score in found), Fraction(0))
    return Scored(
        party=one.party, score=total / whole if whole else Fraction(0), load=one.load, lines=lines
    )


def _score(name: Criterion, matching: Matching, needs: Needs, one: Candidate) -> Fraction | None:
    """How well one criterion fits, from 0 to 1; None where the customer said nothing of it."""
    if name == "tier":
        if needs.tier is None:
            return None
        if matching.tier_scale == "exact" or len(matching.tiers) == 1:
            return Fraction(one.tier == needs.tier)
        apart = abs(matching.tiers.index(one.tier) - matching.tiers.index(needs.tier))
        return 1 - Fraction(apart, len(matching.tiers) - 1)
    wanted: tuple[object, ...]
    has: tuple[object, ...]
    if name == "style":
        wanted, has = needs.styles, one.styles
    elif name == "manner":
        wanted, has = needs.manners, one.manners
    else:
        wanted, has = needs.person, one.known
    if not wanted:
        return None
    return Fraction(sum(each in has for each in set(wanted)), len(set(wanted)))
