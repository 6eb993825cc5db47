"""The public laws as plain assertions over a court, a case and when it is asked."""

from renoflow.attribution.mentions import named_parties
from renoflow.testing import laws
from renoflow.testing.laws import GATHERING_LAWS, Trial

__all__ = ["LAWS"]

SLOW = (laws.a_change_offered_turns_the_answer, *GATHERING_LAWS)
"""Tried in ``tests/testing`` only."""


def _asserted(law):
    def holds(court, case, at, known_at):
        fixed = frozenset(named_parties(court.policies))
        trial = Trial(court=court, case=case, at=at, known_at=known_at, fixed=fixed)
        wrong = law(trial)
        assert not wrong, f"{law.__name__}\n{trial.shown()}\n{wrong}"

    return holds


LAWS = tuple(_asserted(law) for law in laws.LAWS if law not in SLOW)
