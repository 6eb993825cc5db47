"""How each ground treated a claim, down to the one that decided."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from renoflow.attribution.answers import ranks
from renoflow.attribution.explain.claims import enough, lacking
from renoflow.attribution.live import Live
from renoflow.attribution.parties import meant
from renoflow.attribution.picks import picked
from renoflow.attribution.policy import Pick, Question, Whom
from renoflow.attribution.records import Answer
from renoflow.attribution.rows import GroundRow, PickRow
from renoflow.attribution.shares import take
from renoflow.attribution.swept import Sweep
from renoflow.reasons import Reason, reason
from renoflow.select import Scope

__all__ = ["of_parts", "through"]


def through(swept: Sweep, live: Live, question: Question, answer: Answer) -> Iterator[Reason]:
    """How each ground treated the claim, down to the one that decided and one below."""
    basis = live.row.claim.basis
    is_taken, decided = False, False
    for row in swept.compiled.grounds:
        if question not in row.ground.answers:
            continue
        if row.pick is not None and basis in row.pick.bases:
            is_taken = True
            if not decided:
                yield _treated(swept, row, row.pick, live)
            elif _unfit(swept, row, row.pick, live) is None:
                yield reason("why.lower", rule=row.name, above=answer.rule)
                return
        decided = decided or row.name == answer.rule
    if not is_taken:
        yield reason("why.no_ground", rule=live.row.name, basis=basis, question=question)


def of_parts(swept: Sweep, answer: Answer, party: str) -> Iterator[Reason]:
    """What the row that decided gives the party by name or role, whoever claims."""
    row = next((one for one in swept.compiled.grounds if one.name == answer.rule), None)
    share = next((one.share for one in answer.shares if one.party == party), None)
    if share is None or row is None or row.pick is None or not row.ground.gives.parts:
        return
    groups, _ = take(row.pick.pick, picked(swept, row.pick, swept.upto), ranks(swept, row.pick))
    if any(live.party == party for group in groups for live in group):
        return
    first = groups[0][0]
    scope = swept.own_scope(first).up_to(swept.upto)
    told = row.ground.gives.parts
    for part in told if isinstance(told, tuple) else () if row.parts is None else row.parts(scope):
        parties: tuple[str, ...] = ()
        if isinstance(part.to, Pick):
            hits = picked(swept, row.picked[part.to], swept.upto, party=first.party)
            parties = tuple(live.party for live in hits)
            if party in parties:
                ids = tuple(live.fact.id for live in hits if live.party == party)
                bases = part.to.claims
                yield reason("why.part_pick", rule=row.name, facts=ids, bases=bases, share=share)
        elif isinstance(part.to, Whom):
            parties, facts = meant(row.named[part.to], scope)
            if party in parties:
                yield _by_role(row.name, part.to, tuple(one.id for one in facts), share)
        if part.to == party or (part.nobody == party and not parties):
            yield reason("why.part_party", rule=row.name, party=party, share=share)


def _by_role(rule: str, whom: Whom, facts: tuple[str, ...], share: Fraction) -> Reason:
    of = whom.last or whom.first
    kinds = () if of is None else of.kinds
    if whom.role == "by":
        code = "why.did_first" if whom.last is None else "why.did_last"
        return reason(code, rule=rule, facts=facts, kinds=kinds, share=share)
    code = "why.named_first" if whom.last is None else "why.named_last"
    return reason(code, rule=rule, facts=facts, kinds=kinds, share=share, item=whom.role)


def _treated(swept: Sweep, row: GroundRow, pick: PickRow, live: Live) -> Reason:
    """Why the ground passed the claim over, or that it picked it."""
    unfit = _unfit(swept, row, pick, live)
    if unfit is not None:
        return unfit
    groups, tied = take(pick.pick, picked(swept, pick, swept.upto), ranks(swept, pick))
    first = groups[0][0]
    if not any(live in group for group in groups):
        return reason(
            "why.rank_first" if pick.pick.order == "first" else "why.rank_last",
            rule=row.name,
            facts=(first.fact.id,),
            party=first.party,
            opened=first.opened,
        )
    scope: Scope | None = None
    for place, condition in enumerate(row.when):
        if isinstance(condition, PickRow):
            hits = picked(swept, condition, swept.upto, party=first.party)
            held = enough(condition.pick, hits)
        else:
            scope = scope or swept.own_scope(first)
            held = condition(scope) is not None
        if not held:
            return lacking(row.name, f"when[{place}]", row.ground.when[place])
    return reason("why.tied" if tied else "why.picked", rule=row.name)


def _unfit(swept: Sweep, row: GroundRow, pick: PickRow, live: Live) -> Reason | None:
    """Why the ground does not look at the claim at all, or None."""
    status = live.status(swept.upto)
    if status not in pick.status:
        return reason("why.not_in_status", rule=row.name, status=status, wanted=pick.pick.status)
    for place, holds in enumerate(pick.having):
        if holds(swept.own_scope(live)) is None:
            return lacking(row.name, f"pick.having[{place}]", pick.pick.having[place])
    if live not in picked(swept, pick, swept.upto, among=(live,)):
        return reason("why.not_picked", rule=row.name, wanted=pick.pick.ended_by)
    return None
