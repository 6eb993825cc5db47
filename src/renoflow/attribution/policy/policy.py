"""What an ownership policy is: frozen rows of data, no code and no expressions.

Every row has an ``id`` that is unique in its policy and a ``source``, the catalogue ids
it comes from; verdicts cite ``policy@revision#row``.
"""

from __future__ import annotations

from typing import Literal

import attrs

from renoflow.attribution.policy.claims import Audit, Chapter, Claim, ClaimLimit
from renoflow.attribution.policy.ladder import Ladder
from renoflow.attribution.policy.outcomes import SILENT, Adjustment, Decider, Ground, Outcome
from renoflow.attribution.policy.rota import Rota
from renoflow.attribution.policy.terms import Term
from renoflow.errors import Malformed
from renoflow.facts import Kind
from renoflow.obligations import Duty
from renoflow.select import DayReading, Facts

__all__ = ["Identity", "KeyRule", "Name", "Policy"]


@attrs.frozen(kw_only=True)
class KeyRule:
    """A field that holds an identity key, and whether an equal one is certain or likely.

    Only *certain* keys merge records; a *likely* one yields the policy's doubt. With
    ``also`` all of these fields must be equal too, and a record that lacks one matches by
    none. ``digits``: a plain number of which only the first three and the last four digits
    are shown matches any number that agrees on those; it is always a likely match.
    """

    field: str
    strength: Literal["certain", "likely"]
    also: tuple[str, ...] = ()
    digits: Literal["all", "first3_last4"] = "all"

    def __attrs_post_init__(self) -> None:
        if self.digits != "all" and (self.strength == "certain" or self.also):
            raise Malformed("policy.digits", "digits")


@attrs.frozen(kw_only=True)
class Identity:
    """What links records to one customer and one case, and the outcome while in doubt.

    ``kin`` are relations (``relation`` of ``kin`` facts) that attach a relative's record to
    the case, one hop and no further. ``scope`` are fields, such as ``project``, whose values
    part one customer's history into cases; a fact that does not tell one belongs to all.
    """

    keys: tuple[KeyRule, ...]
    kin: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    doubt: Outcome = SILENT


@attrs.frozen(kw_only=True)
class Name:
    """What a basis, a role, a party or a row of a policy is called, in both languages."""

    id: str
    en: str
    zh: str


@attrs.frozen(kw_only=True)
class Policy:
    """A company's rules of ownership.

    ``days`` says how a fact without an hour is read. ``decisive`` facts freeze the case
    (R1) unless ``undo`` facts follow. ``duties`` are limits of the case as a whole.
    ``house`` are party ids that stand for the company. ``readings`` name the choices
    made where the source leaves a value open. ``kinds`` are fact kinds of its own.
    ``stages`` name the stages of a customer in their order, so that a condition may ask for
    one at least (R15). ``pin`` says whose revision counts where terms changed meanwhile
    (R25): the one at the instant of *decision*, the one at each *claim*'s opening for that
    claim's row, limits and audits, or the one when it is *asked*. ``correctors`` are the
    roles that may withdraw a fact, anybody where there are none (R24); what is withdrawn by
    others stands, and the verdict lists the attempt. ``ladder`` is how disputes are decided:
    one company's ownership rules may stand with another's ladder by
    ``attrs.evolve(policy, ladder=ladder)``. ``rotas`` are the orders of reception,
    ``terms`` those of pay. ``names`` say what people call its bases, roles and rows; they
    decide nothing.
    """

    id: str
    revision: int
    source: str
    days: DayReading
    identity: Identity
    claims: tuple[Claim, ...]
    grounds: tuple[Ground, ...]
    limits: tuple[ClaimLimit, ...] = ()
    audits: tuple[Audit, ...] = ()
    duties: tuple[Duty, ...] = ()
    decisive: tuple[Facts, ...] = ()
    undo: tuple[Facts, ...] = ()
    deciders: tuple[Decider, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    house: tuple[str, ...] = ("company",)
    readings: tuple[tuple[str, str], ...] = ()
    kinds: tuple[Kind, ...] = ()
    chapter: Chapter | None = None
    stages: tuple[str, ...] = ()
    pin: Literal["decision", "claim", "asked"] = "decision"
    correctors: tuple[str, ...] = ()
    ladder: Ladder | None = None
    rotas: tuple[Rota, ...] = ()
    terms: tuple[Term, ...] = ()
    names: tuple[Name, ...] = ()

    def __attrs_post_init__(self) -> None:
        # their order says nothing, and a table of them has none
        ordered = tuple(sorted(self.names, key=lambda one: one.id))
        object.__setattr__(self, "names", ordered)

    @property
    def name(self) -> str:
        """``id@revision``."""
        return f"{self.id}@{self.revision}"
