"""What may happen under a policy: facts in the words of its rows, and near misses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from renoflow.attribution import Court
from renoflow.attribution.mentions import (
    Mention,
    named_facts,
    named_parties,
    named_spans,
    records_in,
)
from renoflow.attribution.policy import Claim, Identity, Policy, Transfer, Whom
from renoflow.facts import KINDS, MISSING, Field, Key, Kind, Missing, Value
from renoflow.facts.kinds import COMMON
from renoflow.money import Money
from renoflow.periods import Span
from renoflow.select import CUSTOMER, Anchor, Facts, Match, Table, Total
from renoflow.testing.strategies.told import values

__all__ = ["Earlier", "Happening", "Ruled", "chains", "happenings", "ruled_by"]

T = TypeVar("T")


@attrs.frozen
class Earlier:
    """Stands for the id of an earlier fact, counted from the first; -1 is the one before."""

    number: int


Told: TypeAlias = Value | Missing | Earlier


@attrs.frozen(kw_only=True)
class Happening:
    """What a fact tells besides when."""

    kind: str
    by: str | None
    fields: Mapping[str, Told]


@attrs.frozen(kw_only=True, eq=False)
class Ruled:
    """What the policies of a court name, read once.

    Attributes:
        kinds: The table of fact kinds.
        mentions: The facts that the rows name.
        follows: What may follow a claim's opening by a row about the claim: the claim, the
            facts, and the spans that this row names.
        spans: The spans that the rows name.
        house: The parties that stand for the company.
        named: Parties that the policies name besides.
        deciders: The roles that may decide.
        correctors: The roles that may withdraw, where not everybody may.
        fields: The fields that the rows read.
        said: The values that the rows compare each field with, and those beside them.
        identity: How records are known to be one customer.
        starts: Where revisions of the policy begin.
        pays: Whether there are terms of pay.
        turning: The facts that freeze a case, undo that, or close a chapter.
    """

    kinds: Mapping[str, Kind]
    mentions: tuple[Mention, ...] = ()
    follows: tuple[tuple[Claim, Facts, tuple[Span, ...]], ...] = ()
    spans: tuple[Span, ...] = ()
    house: tuple[str, ...] = ("company",)
    named: tuple[str, ...] = ()
    deciders: tuple[str, ...] = ()
    correctors: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()
    said: Mapping[str, tuple[Value, ...]] = attrs.field(factory=dict)
    identity: Identity | None = None
    starts: tuple[datetime, ...] = ()
    pays: bool = False
    turning: tuple[Facts, ...] = ()


_ANYTHING: Final = Ruled(
    kinds=KINDS, mentions=tuple(Mention(facts=Facts(kinds=(kind,))) for kind in KINDS)
)


def ruled_by(court: Court | None) -> Ruled:
    """What the policies of *court* name; without a court, every shipped kind."""
    return _ANYTHING if court is None else _ruled_by(court)


@lru_cache(maxsize=32)
def _ruled_by(court: Court) -> Ruled:
    found = court.policies
    policies = [found] if isinstance(found, Policy) else [one for _, one in found.rows]
    since = [] if isinstance(found, Policy) else [one for one, _ in found.rows]
    records = [one for policy in policies for one in records_in(policy)]
    house = _once(name for policy in policies for name in policy.house)
    named = _once(name for policy in policies for name in named_parties(policy))
    said: dict[str, list[Value]] = {}
    for one in records:
        if isinstance(one, Match):
            said.setdefault(one.field, []).extend(_beside(one))
    return Ruled(
        kinds=court.kinds,
        mentions=_once(one for policy in policies for one in named_facts(policy)),
        follows=_once(one for policy in policies for one in _follows(policy)),
        spans=_once(one for policy in policies for one in named_spans(policy)),
        house=house,
        named=tuple(name for name in named if name not in house),
        deciders=_once(one.role for policy in policies for one in policy.deciders),
        correctors=_once(one for policy in policies for one in policy.correctors),
        fields=frozenset(name for one in records for name in _fields(one)),
        said={name: _once(found) for name, found in said.items()},
        identity=policies[-1].identity,
        starts=tuple(
            one if isinstance(one, datetime) else court.calendar.start(one) for one in since
        ),
        pays=any(policy.terms for policy in policies),
        turning=_once(one for policy in policies for one in _turning(policy)),
    )


def _once(things: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(things))


def _follows(policy: Policy) -> Iterator[tuple[Claim, Facts, tuple[Span, ...]]]:
    """The facts that rows about a claim name, with the spans of each row."""
    for claim in policy.claims:
        about: list[object] = [*claim.approvals, claim.transfer, *claim.ends]
        about += [row.limit for row in policy.limits if claim.basis in row.on]
        about += [row for row in policy.audits if claim.basis in row.on]
        grounds = [one for one in policy.grounds if one.pick is not None]
        about += [row for row in grounds if row.pick and claim.basis in row.pick.claims]
        for row in about:
            named = list(records_in(row))
            spans = _once(one for one in named if isinstance(one, Span))
            yield from ((claim, one, spans) for one in named if isinstance(one, Facts))


def _turning(policy: Policy) -> Iterator[Facts]:
    yield from policy.decisive
    yield from policy.undo
    if policy.chapter is not None:
        yield from policy.chapter.closes


def _fields(record: object) -> Iterator[str]:
    """The fields of facts that a record reads."""
    if isinstance(record, Match):
        yield record.field
    elif isinstance(record, Facts):
        yield from (*record.same, *record.other)
    elif isinstance(record, Claim):
        yield record.claimant
    elif isinstance(record, Whom):
        yield record.role
    elif isinstance(record, Transfer):
        yield record.to
    elif isinstance(record, Anchor | Table) and record.field is not None:
        yield record.field
    elif isinstance(record, Total):
        yield from (record.field, record.of_field)


def _beside(match: Match) -> Iterator[Value]:
    """What *match* compares with, and of a bound the values on either side of it."""
    if match.words:
        return  # what it holds are no values
    for value in match.values:
        yield value
        if match.op in {"min", "above", "max", "below"}:
            for step in (1, -1):
                if isinstance(value, Money):
                    yield Money(value.fen + step)
                elif isinstance(value, int | Decimal):
                    yield value + step


# --- strategies --------------------------------------------------------------------------


@lru_cache(maxsize=64)
def happenings(
    ruled: Ruled, *, parties: tuple[str, ...], records: tuple[str, ...] = ()
) -> SearchStrategy[Happening]:
    """What may happen: what opens claims first and most often, then what other rows name.

    *records* are the customer records that facts of identity name.
    """
    words = _Words(ruled, (*parties, *ruled.named), records)
    matched = [(one, kind) for one in ruled.mentions for kind in one.facts.kinds]
    opening = [words.meeting(one, kind) for one, kind in matched if one.opens is not None]
    others = [words.meeting(one, kind) for one, kind in matched if one.opens is None]
    near = [words.near(kind) for kind in _once(kind for _, kind in matched)]
    turning = [words.meeting(Mention(facts=one), k) for one in ruled.turning for k in one.kinds]
    turning += [words.decision(role) for role in ruled.deciders]
    asides = [words.near("withdrawal")]
    if ruled.pays:
        asides.append(words.near("payout"))
    identity = [words.near(kind) for kind in _LINKS if records and kind in ruled.kinds]
    # each group as often as told here, however many rows it has
    groups = [opening, opening, others, near, turning, turning, asides, identity, identity]
    return st.one_of([st.one_of(one) for one in groups if one])


Chain: TypeAlias = tuple[
    SearchStrategy[Happening], SearchStrategy[tuple[Happening, tuple[Span, ...]]]
]


@lru_cache(maxsize=64)
def chains(
    ruled: Ruled, *, parties: tuple[str, ...], records: tuple[str, ...] = ()
) -> tuple[Chain, ...]:
    """What opens a claim, and what rows about that claim wait for, with those rows' spans.

    A claim stands there once for each fact that its rows wait for.
    """
    words = _Words(ruled, (*parties, *ruled.named), records)
    found: dict[Claim, list[SearchStrategy[tuple[Happening, tuple[Span, ...]]]]] = {}
    for claim, facts, spans in ruled.follows:
        mention = Mention(facts=facts)
        found.setdefault(claim, []).extend(
            st.tuples(words.meeting(mention, kind, of=-1), st.just(spans)) for kind in facts.kinds
        )
    chain = {claim: (words.opening(claim), st.one_of(some)) for claim, some in found.items()}
    return tuple(chain[claim] for claim, some in found.items() for _ in some)


_LINKS: Final = ("same_as", "not_same", "kin")


@attrs.frozen
class _Words:
    """Strategies for what facts say, in the words of the rows."""

    ruled: Ruled
    parties: tuple[str, ...]
    records: tuple[str, ...]

    def opening(self, claim: Claim) -> SearchStrategy[Happening]:
        """Facts that open *claim*."""
        mention = Mention(facts=claim.opens, opens=claim)
        return st.one_of([self.meeting(mention, kind) for kind in claim.opens.kinds])

    def meeting(
        self, mention: Mention, kind: str, *, of: int | None = None
    ) -> SearchStrategy[Happening]:
        """Facts of *kind* that are what *mention* asks for, seen from some party.

        *of* is which earlier fact they are of, where they are of one.
        """
        asked: dict[str, SearchStrategy[Told]] = {}
        row = self.ruled.kinds[kind]
        for match in mention.facts.where:
            field = _field(row, match.field)
            if field is not None:
                asked[match.field] = self._matching(match, field)
        for field in row.fields:
            if of is not None and field.type == "fact":
                asked[field.name] = st.just(Earlier(of))
        claim = mention.opens
        if claim is not None and claim.party is None:
            field = _field(row, claim.claimant)
            if field is not None and claim.claimant not in asked:
                asked[claim.claimant] = self._value(field)
        by = {"customer": st.just(CUSTOMER), "house": st.sampled_from(self.ruled.house or (None,))}
        return self._happening(row, asked, by.get(mention.facts.by, self._whoever()))

    def near(self, kind: str) -> SearchStrategy[Happening]:
        """Facts of *kind* with any of the values that the rows name, or others."""
        actors = (*self.parties, None, CUSTOMER, *self.ruled.house)
        return self._happening(self.ruled.kinds[kind], {}, st.sampled_from(actors))

    def decision(self, role: str) -> SearchStrategy[Happening]:
        """Decisions by *role*."""
        return self._happening(self.ruled.kinds["decision"], {"role": st.just(role)}, st.none())

    def _happening(
        self,
        row: Kind,
        asked: Mapping[str, SearchStrategy[Told]],
        by: SearchStrategy[str | None],
    ) -> SearchStrategy[Happening]:
        told, more = dict(asked), dict(asked)
        read = self.ruled.fields | self._of_identity()
        for field in (*row.fields, *COMMON.values()):
            if field.name in asked:
                continue
            if field.required:
                told[field.name] = more[field.name] = self._value(field)
            elif field.name in read:
                more[field.name] = st.just(MISSING) | self._value(field) | st.none()
        # as a rule no more than what is asked, so that what is drawn shrinks quickly
        fields = [
            st.fixed_dictionaries(one) for one in (told, more) if one is told or more != told
        ]
        return st.builds(Happening, kind=st.just(row.name), by=by, fields=st.one_of(fields))

    def _whoever(self) -> SearchStrategy[str]:
        """A party; the first more often than others, so that one does several things."""
        return st.sampled_from((*self.parties[:1] * 3, *self.parties[:2], *self.parties))

    def _of_identity(self) -> frozenset[str]:
        """The fields by which records are known to be one customer."""
        identity = self.ruled.identity
        if identity is None or not self.records:
            return frozenset()
        keyed = (name for rule in identity.keys for name in (rule.field, *rule.also))
        return frozenset((*keyed, *identity.scope, "relation"))

    def _value(self, field: Field) -> SearchStrategy[Told]:  # noqa: PLR0911 - one for each type
        """Values of *field*: those that the rows name, and others."""
        if field.type == "fact":
            return st.integers(0, 3).map(Earlier)
        if field.name == "other" and self.records:
            return st.sampled_from(self.records)
        identity = self.ruled.identity
        if field.name == "relation" and identity is not None and identity.kin:
            return st.sampled_from((*identity.kin, "friend"))
        if field.type == "party":
            return self._whoever()
        plain: SearchStrategy[Told] = values(field, parties=self.parties)
        if field.type == "key":
            return plain | st.sampled_from(_MASKED) if self._masks(field.name) else plain
        said = self.ruled.said.get(field.name, ())
        if field.type == "names":
            if not said:
                return plain
            every = tuple(str(one) for one in said)
            return st.sampled_from((every, every[1:], every[:-1], ()))
        fit = [one for one in said if _fits(one, field)]
        return st.one_of(st.sampled_from(fit), plain) if fit else plain

    def _masks(self, name: str) -> bool:
        identity = self.ruled.identity
        rules = () if identity is None else identity.keys
        return any(rule.field == name and rule.digits != "all" for rule in rules)

    def _matching(  # noqa: PLR0911 - a line for each operator
        self, match: Match, field: Field
    ) -> SearchStrategy[Told]:
        """Values by which *match* holds, seen from some party, as far as the field has any."""
        op, found = match.op, self._value(field)
        if op == "is":
            ways = [Match(field=match.field, op=word) for word in match.words]
            return st.one_of([self._matching(one, field) for one in ways])
        if op == "is_not":
            return found if field.required else st.sampled_from((None, MISSING)) | found
        if op in {"none", "missing", "not_in"} and field.required:
            return found
        if op in {"none", "missing"}:
            return st.just(None if op == "none" else MISSING)
        if op == "not_in":
            return st.just(MISSING) | found
        if op == "has":
            return st.just(tuple(str(one) for one in match.values))
        fit = [one for one in _beside(match) if _fits(one, field)]
        return st.sampled_from(fit) if fit else found


_MASKED: Final = (Key("phone", "138****0001"), Key("phone", "139****0001"))


def _field(row: Kind, name: str) -> Field | None:
    return row.field(name) or COMMON.get(name)


def _fits(value: Value, field: Field) -> bool:
    """Whether the field may hold *value*; a stage in a choice may be none of its words."""
    if field.type == "choice":
        return value in field.values
    if field.type in {"party", "code"}:
        return isinstance(value, str)
    if field.type == "money":
        return isinstance(value, Money)
    if field.type == "flag":
        return isinstance(value, bool)
    if field.type == "count":
        return type(value) is int
    return field.type == "number" and type(value) in {int, Decimal}
