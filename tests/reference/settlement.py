"""Changes, the promise, the final account and retention said a second time, slowly.

Written from the rules in words, over ``Fraction``. Amounts are fen, instants are numbers;
of renoflow it uses nothing.
"""

from fractions import Fraction
from math import floor

__all__ = ["change_state", "promise", "retained", "running", "sheet", "work_report"]


def change_state(words, approvers, now):
    """What a change stands at: *words* are (instant, approver, "yes" or "no").

    Every approver's last word counts; who says yes and no at one instant has said no.
    """
    last = {}
    for who in approvers:
        mine = [(at, word) for at, name, word in words if name == who and at <= now]
        latest = max((at for at, _ in mine), default=None)
        said = {word for at, word in mine if at == latest}
        last[who] = "no" if "no" in said else "yes" if said else None
    if "no" in last.values():
        return "refused"
    return "approved" if all(word == "yes" for word in last.values()) else "open"


def work_report(words, approvers, work):
    """None where the change was approved before the work, strictly."""
    before = [one for one in words if one[0] < work]
    return None if change_state(before, approvers, work) == "approved" else "reported"


def running(amounts, states):
    """After each change, the sum of those approved so far."""
    return [
        sum(
            fen
            for fen, state in zip(amounts[: n + 1], states, strict=False)
            if state == "approved"
        )
        for n in range(len(amounts))
    ]


def promise(base, share, edge, final, excused):
    """(used, free, kept): what the final total exceeds the base by, and what it may.

    *excused* is what the changes of origins that do not count come to.
    """
    used = final - base - excused
    most = Fraction(share) * base
    kept = used <= most if edge == "inside" else used < most
    # the greatest whole number of fen that is still kept
    top = floor(most)
    if edge == "outside" and top == most:
        top -= 1
    return used, top - used, kept


def sheet(contracts, changes, credited, receipts, refunds):
    """(final total, balance): *changes* are (fen, state)."""
    final = sum(contracts) + sum(fen for fen, state in changes if state == "approved")
    return final, final - sum(credited) - sum(receipts) + sum(refunds)


def retained(asked, balance):
    """What the customer may hold back of what he still owes: nothing of a refund."""
    held = 0
    while held < asked and held < balance:
        held += 1
    return held
