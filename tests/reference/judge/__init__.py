"""The judge said a second time, slowly: every status is found by replaying the whole history.

Written from the rules in words. Takes the records of a policy and of a case, and nothing
that judges: nothing is remembered from one instant to the next, nothing is compiled.
"""

from renoflow.facts import known
from tests.reference.judge.answers import answer
from tests.reference.judge.claims import status
from tests.reference.judge.hearing import Hearing, incompetent, revision
from tests.reference.judge.named import adjustments, untold
from tests.reference.judge.sweep import sweep

__all__ = ["judge"]


def judge(policies, calendar, case, *, at, known_at=None):
    """Answers, instant of decision, docket and the rest, as plain values that can be compared."""
    barred = incompetent(revision(policies, at, calendar), case.facts)
    told = [one for one in case.facts if one not in barred]
    hearing = Hearing(policies, calendar, known(told, calendar, known_at=known_at), at)
    sweep(hearing)
    credit = answer(hearing, "credit", case.doubts)
    service = answer(hearing, "service", case.doubts)
    missing = []
    if credit[:1] == ("silent",) and credit[4] == "silent":
        missing = untold(hearing)
        credit = (*credit[:4], "missing" if missing else "silent")
        if missing and service[4] == "silent":
            service = (*service[:4], "missing")
    return {
        "credit": credit,
        "service": service,
        "decided_at": hearing.decided,
        "docket": docket(hearing),
        "adjustments": adjustments(hearing, credit[1]),
        "ignored": hearing.attempts(barred, known_at),
        "missing": missing,
    }


def docket(hearing):
    found = []
    for claim in hearing.claims:
        what, by = status(hearing, claim, hearing.decided)
        came = (claim.row.basis, claim.party, claim.opened, claim.fact.id)
        found.append((*came, what, by or ""))
    return sorted(found)
