"""Laws about who owns: shares, money, citations, claims that ran out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from renoflow.attribution import Answer, Ground
from renoflow.attribution.policy import Part, Pick, Whom
from renoflow.errors import Malformed
from renoflow.money import Money, allocate, format_yuan
from renoflow.select import Table
from renoflow.testing.laws.trial import Trial, core

__all__ = [
    "a_lapsed_claim_wins_only_where_a_ground_names_it",
    "every_fen_is_conserved",
    "shares_total_1_or_nobody_owns",
    "the_cited_facts_alone_give_the_same_answer",
]


def shares_total_1_or_nobody_owns(trial: Trial) -> str:
    """Otherwise a commission would be paid twice, or a part of it to nobody."""
    verdict = trial.judge()
    for name, answer in (("credit", verdict.credit), ("service", verdict.service)):
        wanted = Fraction(1) if answer.outcome in {"owner", "party"} else Fraction(0)
        total = sum((one.share for one in answer.shares), Fraction(0))
        parties = [one.party for one in answer.shares]
        if total != wanted:
            return f"{name}: the shares total {total}, not {wanted}: {_shares(answer)}"
        if len(set(parties)) < len(parties):
            return f"{name}: somebody is named twice: {_shares(answer)}"
        if any(one.share <= 0 for one in answer.shares):
            return f"{name}: a share of nothing or less: {_shares(answer)}"
    return ""


def _shares(answer: Answer) -> str:
    return ", ".join(f"{one.party} {one.share}" for one in answer.shares) or "nobody"


_AMOUNTS: Final = tuple(Money(fen) for fen in (1, 100, 99_999, 12_345_678_901))


def every_fen_is_conserved(trial: Trial) -> str:
    """Money that is split by the verdict comes out whole, each part right to the fen."""
    shares = trial.judge().credit.shares
    for amount in _AMOUNTS if shares else ():
        try:
            parts = allocate(amount, [one.share for one in shares], tie="first").parts
        except (Malformed, TypeError):
            return f"the shares cannot split money: {[one.share for one in shares]}"
        for one, part in zip(shares, parts, strict=True):
            if abs(part.fen - one.share * amount.fen) >= 1:
                due = float(one.share * amount.fen) / 100
                return (
                    f"of {format_yuan(amount)} yuan {one.party} has {one.share}, which is "
                    f"{due:,.2f}, and is paid {format_yuan(part)}"
                )
    return ""


def the_cited_facts_alone_give_the_same_answer(trial: Trial) -> str:
    """A verdict that cites too little convinces nobody."""
    wanted = trial.judge()
    found = trial.judge(one for one in trial.case.facts if one.id in wanted.cites)
    if core(found)[:3] != core(wanted)[:3]:
        return trial.differ("by the cited facts alone", wanted, found)
    named = {(one.rule, one.to) for one in found.adjustments}
    for one in wanted.adjustments:
        if (one.rule, one.to) not in named:
            what = f"by the cited facts alone {one.rule} names {one.to} no more"
            return trial.differ(what, wanted, found)
    return ""


def a_lapsed_claim_wins_only_where_a_ground_names_it(trial: Trial) -> str:
    """Whoever let his time run out has nothing, unless a row says that he has."""
    verdict = trial.judge()
    for answer in (verdict.credit, verdict.service):
        ground = _ground(trial, answer)
        if answer.outcome != "owner" or ground is None or ground.pick is None:
            continue
        pick, named = ground.pick, set(_named_otherwise(trial, ground))
        for share in answer.shares:
            held = {
                one.status
                for one in verdict.docket
                if one.party == share.party and one.basis in pick.claims
            }
            by_slot = any(
                one.party == share.party and one.basis in slot.claims and one.status in slot.status
                for slot in _slots(ground)
                for one in verdict.docket
            )
            if share.party not in named and not by_slot and not held & set(pick.status):
                states = ", ".join(sorted(held)) or "not there"
                return (
                    f"{answer.rule} takes claims that are {', '.join(pick.status)}, and "
                    f"{share.party}'s, which gives {share.share}, is {states}"
                )
    return ""


def _ground(trial: Trial, answer: Answer) -> Ground | None:
    for policy in trial.policies:
        for one in policy.grounds:
            if answer.rule == f"{policy.name}#{one.id}":
                return one
    return None


def _named_otherwise(trial: Trial, ground: Ground) -> Iterator[str]:
    """Whom the parts name without a claim, and whom the facts that they name may tell."""
    for one in _parts(ground):
        for to in (one.to, one.nobody):
            if isinstance(to, Whom):
                yield from _told(trial, to)
            elif isinstance(to, str):
                yield to


def _told(trial: Trial, whom: Whom) -> Iterator[str]:
    """The parties that have the role in any of such facts."""
    kinds = {kind for one in (whom.last, whom.first) if one is not None for kind in one.kinds}
    for fact in trial.case.facts:
        told = fact.get(whom.role) if fact.kind in kinds else None
        yield from told if isinstance(told, tuple) else [told] if isinstance(told, str) else []


def _slots(ground: Ground) -> Iterator[Pick]:
    """The picks that parts have of their own."""
    told = (to for one in _parts(ground) for to in (one.to, one.nobody))
    yield from (to for to in told if isinstance(to, Pick))


def _parts(ground: Ground) -> Iterator[Part]:
    parts = ground.gives.parts
    rows = [row.gives for row in parts.rows] if isinstance(parts, Table) else [parts]
    yield from (one for row in rows for one in row)
