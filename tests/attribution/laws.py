"""The public laws as plain assertions over a court, a case and when it is asked."""

from renoflow.attribution.mentions import records_in
from renoflow.select import Table, Test
from renoflow.testing import laws
from renoflow.testing.laws import GATHERING_LAWS, Trial

__all__ = ["LAWS", "reads_time"]

SLOW = (laws.a_change_offered_turns_the_answer, *GATHERING_LAWS)
"""Tried in ``tests/testing`` only."""


def reads_time(policies):
    """Whether an answer hangs on time outside limits, of which ``changes_at`` does not tell."""
    return any(
        (isinstance(one, Table) and one.by == "elapsed")
        or (isinstance(one, Test) and (one.within is not None or one.back is not None))
        for one in records_in(policies)
    )


def _asserted(law):
    def holds(court, case, at, known_at):
        if law is laws.it_changes_when_it_says_and_not_before and reads_time(court.policies):
            return
        trial = Trial(court=court, case=case, at=at, known_at=known_at)
        wrong = law(trial)
        assert not wrong, f"{law.__name__}\n{trial.shown()}\n{wrong}"

    return holds


LAWS = tuple(_asserted(law) for law in laws.LAWS if law not in SLOW)
