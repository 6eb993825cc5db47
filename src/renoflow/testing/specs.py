"""Specs (规格): given facts, when asked, then this outcome by that row.

For pytest, in Python. The same in TOML, for sales managers, are the scenarios of
:mod:`renoflow.testing.scenarios`; both compare the same things::

    def test_he_came_on_the_last_day():
        (
            given(court, filing("f1", at=..., by="wang", medium="form"), visit("f2", at=...))
            .when(date(2024, 3, 10))
            .then(owner="wang", row="filed_first")
        )
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import TypedDict, Unpack

import attrs

from renoflow.attribution import Case, Court, Firmness, OutcomeKind, Verdict, judge
from renoflow.facts import Fact
from renoflow.testing._shown import shown_case, shown_time, shown_verdict
from renoflow.testing.scenarios import Scenario, differences

__all__ = ["Asked", "Expected", "Given", "given"]


class Expected(TypedDict, total=False):
    """What a spec may assert besides the row; names and meanings are those of a scenario.

    ``owner`` is the one party credited, None where there is no one; ``shares`` every party
    with its part; ``to`` the role, pool or party that the outcome names.
    """

    owner: str | None
    outcome: OutcomeKind
    shares: Mapping[str, Fraction | str]
    to: str | None
    service: str | None
    service_row: str
    source: str
    firmness: Firmness
    question: str | None
    changes_at: datetime | date
    claims: Sequence[Mapping[str, str]]
    adjustments: Sequence[str]


@attrs.frozen
class Given:
    """Facts before a court; ask it with :meth:`when`."""

    court: Court
    facts: tuple[Fact, ...]

    def when(self, at: datetime | date, *, known_at: datetime | date | None = None) -> Asked:
        """Asked *at* an instant, or at the last instant of a day, by what was known then."""
        known = None if known_at is None else self._instant(known_at)
        return Asked(self, self._instant(at), known)

    def _instant(self, when: datetime | date) -> datetime:
        return when if isinstance(when, datetime) else self.court.calendar.end(when)


@attrs.frozen
class Asked:
    """Facts before a court that is asked; :meth:`then` says what should come of it."""

    given: Given
    at: datetime
    known_at: datetime | None

    @property
    def verdict(self) -> Verdict:
        """The verdict, for whatever :meth:`then` does not assert."""
        case = Case("spec", self.given.facts)
        return judge(self.given.court, case, at=self.at, known_at=self.known_at)

    def then(self, *, row: str, **expected: Unpack[Expected]) -> None:
        """Assert that *row* decides, without the policy's name, and whatever else is named.

        Raises:
            AssertionError: with what differs, the facts and the whole verdict.
        """
        scenario = Scenario(
            name="",
            rule="",
            kind="text",
            at=self.at,
            known_at=self.known_at,
            facts=self.given.facts,
            expect={"row": row, **{name: _written(value) for name, value in expected.items()}},
        )
        found = differences(scenario, self.given.court)
        if found:
            raise AssertionError("\n".join((*found, "", *self._shown())))

    def _shown(self) -> Sequence[str]:
        calendar = self.given.court.calendar
        return (
            f"asked at {shown_time(self.at, calendar)}",
            *shown_case(Case("spec", self.given.facts), calendar),
            *shown_verdict(self.verdict, calendar),
        )


def _written(value: object) -> object:
    """*value* as a scenario file has it."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return {name: str(part) for name, part in value.items()}
    return list(value) if isinstance(value, tuple) else value


def given(court: Court, *facts: Fact) -> Given:
    """*facts* before *court*."""
    return Given(court, facts)
