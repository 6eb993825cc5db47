"""How each ground treated a claim, down to the one that decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from operator import attrgetter
from typing import Final

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

__all__ = ["of_parts", "of_rivals", "through"]


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
                yield from _treated(swept, row, row.pick, live)
            elif not _unfit(swept, row, row.pick, live):
                yield reason("why.lower", rule=row.name, above=answer.rule)
                return
        decided = decided or row.name == answer.rule
    if not is_taken:
        yield reason("why.no_ground", rule=live.row.name, basis=basis, question=question)


def of_parts(swept: Sweep, answer: Answer, party: str) -> Iterator[Reason]:
    """What the row that decided gives the party by name or role, whoever claims."""
    row = next((one for one in swept.compiled.grounds if one.name == answer.rule), None)
    share = next((one.share for one in answer.shares if one.party == party), None)
    if share is None or row is None:
        return
    if answer.outcome == "party":
        yield reason("why.part_party", rule=row.name, party=party, share=share)
    elif row.pick is not None and row.ground.gives.parts:
        yield from _of_the_divided(swept, row, row.pick, party, share)


def _of_the_divided(
    swept: Sweep, row: GroundRow, pick: PickRow, party: str, share: Fraction
) -> Iterator[Reason]:
    groups, _ = take(pick.pick, picked(swept, pick, swept.upto), ranks(swept, pick))
    if any(live.party == party for group in groups for live in group):
        return
    first = groups[0][0]
    scope = swept.own_scope(first).up_to(swept.upto)
    told = row.ground.gives.parts
    graded = told if isinstance(told, tuple) else row.parts and row.parts(scope)
    for part in graded or ():
        parties: tuple[str, ...] = ()
        for to in (part.to, part.nobody):
            if to is None or parties:
                continue
            if isinstance(to, Pick):
                hits = picked(swept, row.picked[to], swept.upto, party=first.party)
                parties = tuple(live.party for live in hits)
                ids = tuple(live.fact.id for live in hits if live.party == party)
                told_by = reason(
                    "why.part_pick", rule=row.name, facts=ids, bases=to.claims, share=share
                )
            elif isinstance(to, Whom):
                parties, facts = meant(row.named[to], scope)
                told_by = _by_role(row.name, to, tuple(one.id for one in facts), share)
            else:
                parties = (to,)
                told_by = reason("why.part_party", rule=row.name, party=party, share=share)
            if party in parties:
                yield told_by


def _by_role(rule: str, whom: Whom, facts: tuple[str, ...], share: Fraction) -> Reason:
    of = whom.last or whom.first
    kinds = () if of is None else of.kinds
    if whom.role == "by":
        code = "why.did_first" if whom.last is None else "why.did_last"
        return reason(code, rule=rule, facts=facts, kinds=kinds, share=share)
    code = "why.named_first" if whom.last is None else "why.named_last"
    return reason(code, rule=rule, facts=facts, kinds=kinds, share=share, item=whom.role)


def of_rivals(
    swept: Sweep, answer: Answer, party: str, told: Iterable[Reason]
) -> Iterator[Reason]:
    """Whose claim the row that decided took instead of the party's, and by which facts."""
    row = next((one for one in swept.compiled.grounds if one.name == answer.rule), None)
    if row is None or row.pick is None or not answer.shares:
        return
    if any(one.rule == row.name and one.code in _RANKED for one in told):
        return  # his place in the row tells it
    groups, _ = take(row.pick.pick, picked(swept, row.pick, swept.upto), ranks(swept, row.pick))
    for live in groups[0]:
        if live.party != party:
            yield reason(
                "why.rival",
                rule=row.name,
                party=live.party,
                basis=live.row.claim.basis,
                facts=tuple(dict.fromkeys((live.fact.id, *_resting(swept, row, row.pick, live)))),
            )


_RANKED: Final = ("why.rank_first", "why.rank_last", "why.tied")


def _resting(swept: Sweep, row: GroundRow, pick: PickRow, live: Live) -> Iterator[str]:
    """The facts by which the conditions of the ground hold for the claim."""
    scope = swept.own_scope(live)
    for holds in (*pick.having, *row.when):
        if not isinstance(holds, PickRow):
            yield from (one.id for one in holds(scope) or ())


def _treated(swept: Sweep, row: GroundRow, pick: PickRow, live: Live) -> Iterator[Reason]:
    """Why the ground passed the claim over, or that it picked it and what for."""
    unfit = _unfit(swept, row, pick, live)
    if unfit:
        yield from unfit
        return
    hits = picked(swept, pick, swept.upto)
    groups, tied = take(pick.pick, hits, ranks(swept, pick))
    first = groups[0][0]
    if not any(live in group for group in groups):
        yield reason(
            "why.rank_first" if pick.pick.order == "first" else "why.rank_last",
            rule=row.name,
            facts=(first.fact.id,),
            party=first.party,
            opened=first.opened,
        )
        return
    scope: Scope | None = None
    for place, condition in enumerate(row.when):
        if isinstance(condition, PickRow):
            found = picked(swept, condition, swept.upto, party=first.party)
            held = enough(condition.pick, found)
        else:
            scope = scope or swept.own_scope(first)
            held = condition(scope) is not None
        if not held:
            yield lacking(row.name, f"when[{place}]", row.ground.when[place])
            return
    yield reason("why.tied", rule=row.name) if tied else _picked(row, pick, hits, live, groups)
    rests = tuple(name for name in _resting(swept, row, pick, live) if name != live.fact.id)
    if rests:
        yield reason("why.held", rule=row.name, facts=tuple(dict.fromkeys(rests)))


def _picked(
    row: GroundRow,
    pick: PickRow,
    hits: Sequence[Live],
    live: Live,
    groups: Sequence[Sequence[Live]],
) -> Reason:
    """That the ground picked the claim, and before whose."""
    gives = row.ground.gives
    elsewhere = isinstance(gives.parts, tuple) and all(one.to is not None for one in gives.parts)
    if gives.kind != "owner" or (gives.parts and elsewhere):
        return reason("why.rests_on", rule=row.name)
    taken = {id(one) for group in groups for one in group}
    rest = [one for one in hits if id(one) not in taken and one.party != live.party]
    if pick.pick.take != 1 or pick.ranks:
        return reason("why.picked", rule=row.name)
    if not rest:
        return reason("why.picked_only", rule=row.name, opened=live.opened)
    is_first = pick.pick.order == "first"
    after = min(rest, key=_opened) if is_first else max(rest, key=_opened)
    return reason(
        "why.picked_first" if is_first else "why.picked_last",
        rule=row.name,
        facts=(after.fact.id,),
        opened=live.opened,
        party=after.party,
        next=after.opened,
    )


_opened: Final = attrgetter("opened", "fact.id", "party")


def _unfit(swept: Sweep, row: GroundRow, pick: PickRow, live: Live) -> tuple[Reason, ...]:
    """Everything for which the ground does not look at the claim at all."""
    status = live.status(swept.upto)
    if status not in pick.status:
        wanted = pick.pick.status
        return (reason("why.not_in_status", rule=row.name, status=status, wanted=wanted),)
    scope = swept.own_scope(live)
    found = tuple(
        lacking(row.name, f"pick.having[{place}]", pick.pick.having[place])
        for place, holds in enumerate(pick.having)
        if holds(scope) is None
    )
    if not found and live not in picked(swept, pick, swept.upto, among=(live,)):
        return (reason("why.not_picked", rule=row.name, wanted=pick.pick.ended_by),)
    return found
