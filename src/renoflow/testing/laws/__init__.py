"""The laws (法则) that every policy obeys, and test classes that hold a policy to them.

::

    class TestOurRules(PolicyLaws):
        @pytest.fixture
        def court(self) -> Court:
            return open_court(our_policy, china)

Each law is a function of a :class:`Trial` that says what is wrong, and nothing where it
holds; :func:`check` tries one outside pytest.
"""

from renoflow.testing.laws.changing import (
    a_change_offered_turns_the_answer,
    it_changes_when_it_says_and_not_before,
)
from renoflow.testing.laws.gathering import (
    gathering_one_by_one_gives_the_same_cases,
    the_order_of_gathering_never_matters,
    unmerging_undoes_merging,
)
from renoflow.testing.laws.kit import GATHERING_LAWS, LAWS, PolicyLaws, check
from renoflow.testing.laws.knowing import (
    a_fact_told_twice_is_one_fact,
    another_offset_changes_nothing,
    facts_after_the_asked_instant_never_matter,
    facts_learned_later_never_matter,
    the_order_of_facts_never_matters,
    when_it_was_recorded_never_matters,
)
from renoflow.testing.laws.naming import (
    nothing_is_decided_by_the_id_of_a_fact,
    renaming_parties_renames_the_verdict,
)
from renoflow.testing.laws.outcome import (
    a_lapsed_claim_wins_only_where_a_ground_names_it,
    every_fen_is_conserved,
    shares_total_1_or_nobody_owns,
    the_cited_facts_alone_give_the_same_answer,
)
from renoflow.testing.laws.trial import Bench, Broken, Law, Trial

__all__ = [
    "GATHERING_LAWS",
    "LAWS",
    "Bench",
    "Broken",
    "Law",
    "PolicyLaws",
    "Trial",
    "a_change_offered_turns_the_answer",
    "a_fact_told_twice_is_one_fact",
    "a_lapsed_claim_wins_only_where_a_ground_names_it",
    "another_offset_changes_nothing",
    "check",
    "every_fen_is_conserved",
    "facts_after_the_asked_instant_never_matter",
    "facts_learned_later_never_matter",
    "gathering_one_by_one_gives_the_same_cases",
    "it_changes_when_it_says_and_not_before",
    "nothing_is_decided_by_the_id_of_a_fact",
    "renaming_parties_renames_the_verdict",
    "shares_total_1_or_nobody_owns",
    "the_cited_facts_alone_give_the_same_answer",
    "the_order_of_facts_never_matters",
    "the_order_of_gathering_never_matters",
    "unmerging_undoes_merging",
    "when_it_was_recorded_never_matters",
]
