"""The kit: every law as a test, for a policy of ours or of a host."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs
import pytest
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from renoflow.attribution import Case, Court
from renoflow.testing import strategies
from renoflow.testing.laws import (
    accounts,
    changing,
    deciding,
    docket,
    gathering,
    knowing,
    naming,
    outcome,
    places,
)
from renoflow.testing.laws.trial import Bench, Broken, Law, Trial

__all__ = ["GATHERING_LAWS", "LAWS", "PolicyLaws", "check"]

GATHERING_LAWS: Final[tuple[Law, ...]] = (
    gathering.the_order_of_gathering_never_matters,
    gathering.gathering_one_by_one_gives_the_same_cases,
    gathering.unmerging_undoes_merging,
    gathering.only_what_belongs_together_is_joined,
)
"""The laws that are tried on facts of several customer records."""

LAWS: Final[tuple[Law, ...]] = (
    outcome.shares_total_1_or_nobody_owns,
    outcome.every_fen_is_conserved,
    outcome.the_cited_facts_alone_give_the_same_answer,
    outcome.a_lapsed_claim_wins_only_where_a_ground_names_it,
    docket.no_claim_gets_lost,
    docket.the_docket_fits_together,
    deciding.the_first_ground_that_holds_decides,
    deciding.what_is_decided_stays_decided,
    deciding.only_a_competent_role_decides,
    deciding.a_doubt_who_he_is_decides_nothing,
    knowing.the_order_of_facts_never_matters,
    knowing.a_fact_told_twice_is_one_fact,
    knowing.when_it_was_recorded_never_matters,
    knowing.facts_after_the_asked_instant_never_matter,
    knowing.facts_learned_later_never_matter,
    knowing.a_withdrawn_fact_was_never_told,
    knowing.a_day_is_read_as_the_policy_says,
    knowing.another_offset_changes_nothing,
    places.the_same_clocks_elsewhere_say_the_same,
    places.what_no_row_names_never_matters,
    naming.renaming_parties_renames_the_verdict,
    naming.nothing_is_decided_by_the_id_of_a_fact,
    changing.it_changes_when_it_says_and_not_before,
    changing.a_change_offered_turns_the_answer,
    accounts.the_history_says_what_the_judge_says,
    accounts.why_says_what_the_judge_says,
    accounts.pay_adds_up,
    *GATHERING_LAWS,
)
"""Every law."""


def check(  # noqa: PLR0913 - what a host may have of its own
    law: Law,
    court: Court,
    *,
    cases: SearchStrategy[Case] | None = None,
    bench: Bench = Bench(),  # noqa: B008 - frozen
    fixed: frozenset[str] = frozenset(),
    using: settings | None = None,
) -> None:
    """Try *law* on random cases before *court*.

    Args:
        law: One of :data:`LAWS`, or your own.
        court: The court of the policy.
        cases: What to try; :func:`~renoflow.testing.strategies.cases` of the court unless
            given.
        bench: Who judges.
        fixed: Party ids that are no persons, besides the house of the policy.
        using: Hypothesis settings; those of the profile unless given.

    Raises:
        Broken: with the smallest case found, as a scenario file would have it.
    """
    at = court.calendar.at(2025, 1, 1)
    like = Trial(court=court, case=Case("", ()), at=at, bench=bench, fixed=fixed)

    base = settings() if using is None else using

    @settings(
        base,
        deadline=None,
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,  # what is broken says it all
        phases=[phase for phase in base.phases if phase is not Phase.explain],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(_trials(law, like, cases))
    def tried(trial: Trial) -> None:
        wrong = law(trial)
        if wrong:
            raise Broken(law, trial, wrong)

    tried()


@st.composite
def _trials(draw: DrawFn, law: Law, like: Trial, cases: SearchStrategy[Case] | None) -> Trial:
    court = like.court
    if law in GATHERING_LAWS:
        told = Case("several", draw(strategies.showrooms(court)))
        return attrs.evolve(like, case=told)
    case = draw(strategies.cases(court) if cases is None else cases)
    asked = strategies.instants_around(court, case)
    known_at = draw(st.one_of(st.none(), st.none(), asked))
    return attrs.evolve(like, case=case, at=draw(asked), known_at=known_at)


Upholds = Callable[[Law], None]


class PolicyLaws:
    """Holds a policy to every law. Override the fixture ``court``, and others where need be.

    How many cases are tried is said by the Hypothesis profile, or by ``using``.
    """

    @pytest.fixture
    def court(self) -> Court:
        """The court of your policy."""
        raise NotImplementedError("override the fixture `court` with your court")

    @pytest.fixture
    def cases(self, court: Court) -> SearchStrategy[Case]:
        """The cases that are tried, aimed at the rows of the policy."""
        return strategies.cases(court)

    @pytest.fixture
    def bench(self) -> Bench:
        """Who judges: renoflow, unless you have a judge of your own."""
        return Bench()

    @pytest.fixture
    def fixed(self) -> frozenset[str]:
        """Party ids that are no persons, besides the house: a department, a lane of a rota."""
        return frozenset()

    @pytest.fixture
    def using(self) -> settings | None:
        """Hypothesis settings; None for those of the profile."""
        return None

    @pytest.fixture
    def upholds(
        self,
        court: Court,
        cases: SearchStrategy[Case],
        bench: Bench,
        fixed: frozenset[str],
        using: settings | None,
    ) -> Upholds:
        """Tries a law on what the other fixtures give."""
        return lambda law: check(law, court, cases=cases, bench=bench, fixed=fixed, using=using)

    def test_shares_total_1_or_nobody_owns(self, upholds: Upholds) -> None:
        """Otherwise a commission would be paid twice, or a part of it to nobody."""
        upholds(outcome.shares_total_1_or_nobody_owns)

    def test_every_fen_is_conserved(self, upholds: Upholds) -> None:
        """Money that is split by the verdict comes out whole, each part right to the fen."""
        upholds(outcome.every_fen_is_conserved)

    def test_the_cited_facts_alone_give_the_same_answer(self, upholds: Upholds) -> None:
        """A verdict that cites too little convinces nobody."""
        upholds(outcome.the_cited_facts_alone_give_the_same_answer)

    def test_a_lapsed_claim_wins_only_where_a_ground_names_it(self, upholds: Upholds) -> None:
        """Whoever let his time run out has nothing, unless a row says that he has."""
        upholds(outcome.a_lapsed_claim_wins_only_where_a_ground_names_it)

    def test_no_claim_gets_lost(self, upholds: Upholds) -> None:
        """Whoever loses wants to see his claim too, and why it came to nothing."""
        upholds(docket.no_claim_gets_lost)

    def test_the_docket_fits_together(self, upholds: Upholds) -> None:
        """A claim that stands though its time ran out is found here, whoever owns in the end."""
        upholds(docket.the_docket_fits_together)

    def test_the_first_ground_that_holds_decides(self, upholds: Upholds) -> None:
        """Who reads the rules from the top must come to the same row."""
        upholds(deciding.the_first_ground_that_holds_decides)

    def test_what_is_decided_stays_decided(self, upholds: Upholds) -> None:
        """After the deal no limit runs out any more, and nobody comes too late to be first."""
        upholds(deciding.what_is_decided_stays_decided)

    def test_only_a_competent_role_decides(self, upholds: Upholds) -> None:
        """What a role of the policy decided is decided, and what a passer-by says is not."""
        upholds(deciding.only_a_competent_role_decides)

    def test_a_doubt_who_he_is_decides_nothing(self, upholds: Upholds) -> None:
        """Two records may be one customer: that is a question for somebody, and no verdict."""
        upholds(deciding.a_doubt_who_he_is_decides_nothing)

    def test_the_order_of_facts_never_matters(self, upholds: Upholds) -> None:
        """A data base returns rows in any order."""
        upholds(knowing.the_order_of_facts_never_matters)

    def test_a_fact_told_twice_is_one_fact(self, upholds: Upholds) -> None:
        """A retry tells a fact again, and nobody did it twice."""
        upholds(knowing.a_fact_told_twice_is_one_fact)

    def test_when_it_was_recorded_never_matters(self, upholds: Upholds) -> None:
        """A late paper counts from when it happened, to one who knows all."""
        upholds(knowing.when_it_was_recorded_never_matters)

    def test_facts_after_the_asked_instant_never_matter(self, upholds: Upholds) -> None:
        """Nobody may lose a customer by what has not happened yet; corrections excepted."""
        upholds(knowing.facts_after_the_asked_instant_never_matter)

    def test_facts_learned_later_never_matter(self, upholds: Upholds) -> None:
        """A verdict of last month must stay what it was."""
        upholds(knowing.facts_learned_later_never_matter)

    def test_a_withdrawn_fact_was_never_told(self, upholds: Upholds) -> None:
        """A slip of the pen costs nobody a customer; and a withdrawal may be one itself."""
        upholds(knowing.a_withdrawn_fact_was_never_told)

    def test_a_day_is_read_as_the_policy_says(self, upholds: Upholds) -> None:
        """A paper without an hour counts at the start or at the end of its day, or not at all."""
        upholds(knowing.a_day_is_read_as_the_policy_says)

    def test_another_offset_changes_nothing(self, upholds: Upholds) -> None:
        """An instant is the same instant however a server writes it down."""
        upholds(knowing.another_offset_changes_nothing)

    def test_the_same_clocks_elsewhere_say_the_same(self, upholds: Upholds) -> None:
        """Days are those of the company's own zone: in another the same case ends the same."""
        upholds(places.the_same_clocks_elsewhere_say_the_same)

    def test_what_no_row_names_never_matters(self, upholds: Upholds) -> None:
        """What the rules do not speak of changes nothing and is no reason for anything."""
        upholds(places.what_no_row_names_never_matters)

    def test_renaming_parties_renames_the_verdict(self, upholds: Upholds) -> None:
        """Nothing is decided by a name: the first of the alphabet has no better claim."""
        upholds(naming.renaming_parties_renames_the_verdict)

    def test_nothing_is_decided_by_the_id_of_a_fact(self, upholds: Upholds) -> None:
        """Ids come from a data base, in whatever order rows were typed."""
        upholds(naming.nothing_is_decided_by_the_id_of_a_fact)

    def test_it_changes_when_it_says_and_not_before(self, upholds: Upholds) -> None:
        """Somebody plans by that date: nothing happens by itself before it, and then it does."""
        upholds(changing.it_changes_when_it_says_and_not_before)

    def test_a_change_offered_turns_the_answer(self, upholds: Upholds) -> None:
        """Advice that does not help is worse than none."""
        upholds(changing.a_change_offered_turns_the_answer)

    def test_the_history_says_what_the_judge_says(self, upholds: Upholds) -> None:
        """Who owned it when is asked years later, and the answer must be the one of that day."""
        upholds(accounts.the_history_says_what_the_judge_says)

    def test_why_says_what_the_judge_says(self, upholds: Upholds) -> None:
        """Reasons for another verdict than the one that was given would be worse than none."""
        upholds(accounts.why_says_what_the_judge_says)

    def test_pay_adds_up(self, upholds: Upholds) -> None:
        """No fen is paid twice or forgotten on the way from earned to paid."""
        upholds(accounts.pay_adds_up)

    def test_the_order_of_gathering_never_matters(self, upholds: Upholds) -> None:
        """Two salespeople file one phone on two mornings; which was typed first says nothing."""
        upholds(gathering.the_order_of_gathering_never_matters)

    def test_gathering_one_by_one_gives_the_same_cases(self, upholds: Upholds) -> None:
        """A host looks up the records that a new fact touches, and gathers only those."""
        upholds(gathering.gathering_one_by_one_gives_the_same_cases)

    def test_unmerging_undoes_merging(self, upholds: Upholds) -> None:
        """Whoever joined two strangers by mistake must be able to part them again."""
        upholds(gathering.unmerging_undoes_merging)

    def test_only_what_belongs_together_is_joined(self, upholds: Upholds) -> None:
        """A stranger's facts in a case decide about somebody else."""
        upholds(gathering.only_what_belongs_together_is_joined)
