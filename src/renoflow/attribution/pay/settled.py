"""What was paid on the lines, and what is held while somebody quarrels about the customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from renoflow.attribution.disputes.asking import all_disputes
from renoflow.attribution.pay.hearing import Hearing
from renoflow.attribution.pay.releases import Released
from renoflow.facts import MISSING, Fact
from renoflow.money import Money

__all__ = ["Paid", "contested", "pay_out"]


class Paid:
    """What payouts paid on each line, and what they paid beyond, in fen."""

    __slots__ = ("lines", "surplus")

    def __init__(self, lines: Sequence[Released]) -> None:
        self.lines: dict[int, int] = {id(one): 0 for one in lines}
        self.surplus: dict[str, int] = {}


def pay_out(hearing: Hearing, lines: Sequence[Released]) -> Paid:
    """Match payouts with lines.

    What names an occasion goes before what names a term only, and that before what names
    neither. Payouts of one kind are summed, so that what was recovered lessens what was
    paid, and fill the oldest lines first: each up to what is left of it, then, if there is
    more, up to what was earned and not forfeited, as paid before it was taken back. The
    rest is surplus.
    """
    paid = Paid(lines)
    sums: dict[tuple[str, str | None, str | None], int] = {}
    for _, fact in hearing.seen.by_kind.get("payout", ()):
        to, amount = fact.get("to"), fact.get("amount")
        assert isinstance(amount, Money)  # noqa: S101 - the kind asks for it
        key = (str(to), _word(fact, "term"), _word(fact, "of"))
        sums[key] = sums.get(key, 0) + amount.fen
    oldest = sorted(lines, key=_age)
    for key in sorted(sums, key=lambda one: (one[2] is None, one[1] is None)):
        to, term, of = key
        mine = [
            one
            for one in oldest
            if one.draft.payee == to
            and term in {None, one.draft.row.term.id}
            and (of is None or of in one.draft.occasion.facts)
        ]
        left = sums[key]
        for one in mine:
            left -= _fill(paid, one, left, one.left)
        for one in mine:
            left -= _fill(paid, one, left, one.draft.earned - one.forfeited)
        if left:
            paid.surplus[to] = paid.surplus.get(to, 0) + left
    return paid


def _word(fact: Fact, name: str) -> str | None:
    value = fact.get(name)
    return value if isinstance(value, str) else None


def _fill(paid: Paid, line: Released, left: int, room: int) -> int:
    got = max(0, min(left, room - paid.lines[id(line)]))
    paid.lines[id(line)] += got
    return got


def _age(line: Released) -> tuple[object, ...]:
    """Which line is paid first; lines that are equal in all of this are paid alike."""
    draft = line.draft
    dues = tuple((part.due is None, part.due or draft.earned_at) for part in line.parts)
    lefts = tuple(-part.left for part in line.parts)
    age = (draft.earned_at, draft.row.place, draft.occasion.at)
    return *age, dues, -draft.earned, lefts, line.forfeited


# --- what is held -----------------------------------------------------------------------


def contested(hearing: Hearing, lines: Sequence[Released]) -> frozenset[int]:
    """The lines, by ``id``, whose unpaid rest is held.

    Those of nobody yet, and while a dispute is open those of the parties that it names, or
    of everybody where it names nobody who has a line; but only lines that hang on who owns
    the customer.
    """
    payees = {one.draft.payee for one in lines if one.draft.row.owned}
    ladder = hearing.policy.ladder
    names: set[str] = set()
    everybody = False
    for parties in _open(hearing):
        named = payees.intersection(parties)
        names.update(one for one in named if one is not None)
        everybody = everybody or not named or (ladder is not None and ladder.held == "all")
    return frozenset(
        id(one)
        for one in lines
        if one.draft.payee is None
        or (one.draft.row.owned and (everybody or one.draft.payee in names))
    )


def _open(hearing: Hearing) -> list[tuple[str, ...]]:
    """The parties of each open dispute: by the ladder, or as long as nobody decides."""
    if hearing.policy.ladder is not None:
        verdict, _ = hearing.heard(hearing.at)
        states = all_disputes(hearing.court, hearing.case, verdict)
        return [state.parties for state in states if state.open]
    found: list[tuple[str, ...]] = []
    for at, fact in hearing.seen.by_kind.get("dispute", ()):
        if not _is_decided(hearing, at, fact):
            claims = fact.get("claims")
            found.append(claims if isinstance(claims, tuple) else ())
    return found


def _is_decided(hearing: Hearing, since: datetime, dispute: Fact) -> bool:
    """Whether a competent role decided: of this dispute, or later without naming one."""
    roles = {one.role for one in hearing.policy.deciders}
    for at, fact in hearing.seen.by_kind.get("decision", ()):
        if roles and fact.get("role") not in roles:
            continue
        of = fact.get("of")
        if (of == dispute.id and at >= since) or (of is MISSING and at > since):
            return True
    return False
