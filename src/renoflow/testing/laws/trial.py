"""One trial of a law: a court, a case, and when it is asked; and what all laws share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Protocol, TypeAlias

import attrs
from hypothesis.vendor.pretty import RepresentationPrinter

from renoflow import attribution
from renoflow.attribution import Answer, Case, Court, Identity, Pay, Policy, Verdict, Why
from renoflow.attribution.changes import Change, what_would_change
from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact
from renoflow.money import Money
from renoflow.testing._shown import shown_case, shown_time, shown_verdict

__all__ = [
    "Bench",
    "Broken",
    "Law",
    "Trial",
    "core",
    "corrector",
    "ends",
    "learned",
    "said",
    "starts",
]


class Judge(Protocol):
    """Judges a case: :func:`renoflow.attribution.judge`, or a host's own."""

    def __call__(
        self, court: Court, case: Case, /, *, at: datetime, known_at: datetime | None = None
    ) -> Verdict: ...


class Gather(Protocol):
    """Groups facts into cases: :func:`renoflow.attribution.gather`, or a host's own."""

    def __call__(
        self, facts: Iterable[Fact], identity: Identity, calendar: WorkCalendar, /
    ) -> tuple[Case, ...]: ...


class Offers(Protocol):
    """Says what would change a verdict."""

    def __call__(
        self,
        court: Court,
        case: Case,
        party: str,
        /,
        *,
        at: datetime,
        known_at: datetime | None = None,
    ) -> tuple[Change, ...]: ...


class Explains(Protocol):
    """Says why a party owns a case, or why not."""

    def __call__(
        self,
        court: Court,
        case: Case,
        party: str,
        /,
        *,
        at: datetime,
        known_at: datetime | None = None,
    ) -> Why: ...


class Recalls(Protocol):
    """Says who was credited from when on."""

    def __call__(
        self, court: Court, case: Case, /, *, until: datetime, known_at: datetime | None = None
    ) -> tuple[tuple[datetime, Answer], ...]: ...


class Pays(Protocol):
    """Works out what everybody earned."""

    def __call__(
        self,
        court: Court,
        case: Case,
        /,
        *,
        at: datetime,
        known_at: datetime | None = None,
        given: Mapping[str, Money],
    ) -> Pay: ...


@attrs.frozen(kw_only=True)
class Bench:
    """Who judges, gathers, explains and pays: renoflow, unless a host has its own."""

    judge: Judge = attribution.judge
    gather: Gather = attribution.gather
    what_would_change: Offers = what_would_change
    why: Explains = attribution.why
    history: Recalls = attribution.ownership_history
    pay: Pays = attribution.pay


@attrs.frozen(kw_only=True, repr=False)
class Trial:
    """*case* before *court*, asked at the instant ``at`` by what was known at ``known_at``.

    For a law of gathering the case holds facts of several customer records. ``fixed`` are
    party ids that are no persons, besides the house of the policy.
    """

    court: Court
    case: Case
    at: datetime
    known_at: datetime | None = None
    bench: Bench = Bench()
    fixed: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"<Trial of {len(self.case.facts)} facts>"

    def _repr_pretty_(self, printer: RepresentationPrinter, _cycle: bool) -> None:
        # Hypothesis would write out the whole court
        printer.text(repr(self))

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The revisions of the court's policy."""
        found = self.court.policies
        return (found,) if isinstance(found, Policy) else tuple(one for _, one in found.rows)

    def judge(self, facts: Iterable[Fact] | None = None, *, at: datetime | None = None) -> Verdict:
        """The verdict; by other *facts*, or at another instant, where these are given."""
        case = self.case if facts is None else attrs.evolve(self.case, facts=tuple(facts))
        return self.bench.judge(self.court, case, at=at or self.at, known_at=self.known_at)

    def over(self, done: Callable[[Fact, WorkCalendar], datetime]) -> tuple[Fact, ...]:
        """The facts that are *done* by ``at``, and the corrections."""
        calendar = self.court.calendar
        return tuple(
            one
            for one in self.case.facts
            if one.kind == "withdrawal" or done(one, calendar) <= self.at
        )

    def differ(self, what: str, wanted: Verdict, found: Verdict) -> str:
        """What is wrong: *what* was done, and the verdicts before and after it."""
        calendar = self.court.calendar
        before, after = shown_verdict(wanted, calendar), shown_verdict(found, calendar)
        if before == after and wanted != found:
            before, after = _otherwise(wanted, found)
        lines = [
            "before:",
            *(f"  {line}" for line in before),
            f"{what}:",
            *(f"  {line}" for line in after),
        ]
        return "\n".join(lines)

    def shown(self) -> str:
        """The case, readably, as a scenario file has it."""
        calendar = self.court.calendar
        lines = [
            f"policy: {', '.join(one.name for one in self.policies)}",
            f"asked at {shown_time(self.at, calendar)}",
        ]
        if self.known_at is not None:
            lines.append(f"by what was known at {shown_time(self.known_at, calendar)}")
        lines += ["facts = [", *(f"  {row}" for row in shown_case(self.case, calendar)), "]"]
        return "\n".join(lines)


def _otherwise(wanted: Verdict, found: Verdict) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """In which fields two verdicts differ that are shown alike."""
    names = [field.name for field in attrs.fields(Verdict)]
    differing = [name for name in names if getattr(wanted, name) != getattr(found, name)]
    return (
        tuple(f"{name}: {getattr(wanted, name)}" for name in differing),
        tuple(f"{name}: {getattr(found, name)}" for name in differing),
    )


class Law(Protocol):
    """Says what is wrong in a trial; nothing where the law holds."""

    __name__: str

    def __call__(self, trial: Trial, /) -> str:
        """What is wrong; empty where the law holds."""
        ...


class Broken(AssertionError):
    """A law is broken: its name, what it is for, the smallest case found and what is wrong."""

    def __init__(self, law: Law, trial: Trial, wrong: str) -> None:
        self.law: str = law.__name__
        self.trial: Trial = trial
        meant = (law.__doc__ or "").strip().partition("\n")[0]
        super().__init__(
            f"{law.__name__.replace('_', ' ')}\n{meant}\n\n{trial.shown()}\n\n{wrong}"
        )


Core: TypeAlias = tuple[object, ...]


def core(verdict: Verdict) -> Core:
    """What a verdict says of the customer, without the ids of facts: both answers first."""
    answers = tuple(
        (one.outcome, frozenset((s.party, s.share) for s in one.shares), one.to, one.rule)
        for one in (verdict.credit, verdict.service)
    )
    return (*answers, verdict.decided_at, verdict.firmness, verdict.changes_at)


def said(verdict: Verdict) -> Core:
    """All that it says, docket and citations too, in no particular order."""
    docket = frozenset(attrs.evolve(one, facts=tuple(sorted(one.facts))) for one in verdict.docket)
    given = (attrs.evolve(one, facts=tuple(sorted(one.facts))) for one in verdict.adjustments)
    return core(verdict), docket, frozenset(verdict.cites), frozenset(given)


def corrector(trial: Trial) -> str:
    """A role that may correct, or any where everybody may."""
    correctors = trial.policies[-1].correctors
    return correctors[0] if correctors else "clerk"


def starts(fact: Fact, calendar: WorkCalendar) -> datetime:
    """The first instant at which *fact* may have happened."""
    return fact.at if isinstance(fact.at, datetime) else calendar.start(fact.at)


def ends(fact: Fact, calendar: WorkCalendar) -> datetime:
    """The last instant at which *fact* may have happened."""
    return fact.at if isinstance(fact.at, datetime) else calendar.end(fact.at)


def learned(fact: Fact, calendar: WorkCalendar) -> datetime:
    """The instant from which *fact* is known."""
    at = fact.recorded_at
    return at if isinstance(at, datetime) else calendar.end(at)
