"""Facts of a party that opened nothing, and what kept them from that."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from renoflow.attribution.live import Live
from renoflow.attribution.rows import ClaimRow, claimants
from renoflow.attribution.swept import Sweep
from renoflow.facts import Fact, Key, Value
from renoflow.money import Money, format_yuan
from renoflow.reasons import Param, Reason, reason
from renoflow.select import Facts, Scope, compile_facts

__all__ = ["nearest"]


def nearest(
    swept: Sweep,
    party: str,
    mine: Sequence[Live],
    resting: Mapping[str, str],
    told: Collection[str],
) -> Iterator[Reason]:
    """For each fact of the party that did nothing for its claims, what kept it from that.

    What opens no claim and is *told* of is left out; *resting* are the rows that rest on such
    facts all the same.
    """
    counted = {name for live in mine for name in live.cited}
    idle: dict[str, list[str]] = {}
    for at, fact in swept.seen.dated:
        if at > swept.asked or fact.id in counted:
            continue
        named = _names(fact, party)
        rows = [
            row
            for row in swept.compiled.by_kind.get(fact.kind, ())
            if named or row.claim.party == party
        ]
        if rows and at > swept.upto:
            yield reason("why.too_late", facts=(fact.id,), kind=fact.kind, at=at)
        elif rows:
            found = [_not_opened(swept, row, at, fact, party) for row in rows]
            yield from min(found, key=len)
        elif named and fact.id in resting and fact.id not in told:
            yield reason("why.counted", rule=resting[fact.id], facts=(fact.id,), kind=fact.kind)
        elif named and fact.id not in told:
            idle.setdefault(fact.kind, []).append(fact.id)
    for kind, ids in idle.items():
        yield reason("why.opens_nothing", facts=tuple(ids), kind=kind)
    yield from _earlier(swept, party)
    for fact in swept.seen.untimed:
        if _names(fact, party):
            yield reason("why.untimed", facts=(fact.id,), kind=fact.kind)


def _earlier(swept: Sweep, party: str) -> Iterator[Reason]:
    """What the party did in chapters that are closed."""
    if swept.ever is None or not swept.seen.dated:
        return
    began = swept.seen.dated[0][0]
    ids = tuple(fact.id for at, fact in swept.ever.dated if at < began and _names(fact, party))
    if ids:
        yield reason("why.earlier_chapter", facts=ids, at=began)


def _names(fact: Fact, party: str) -> bool:
    values = (fact.by, fact.for_, *(value for _, value in fact.fields))
    return any(value == party or (isinstance(value, tuple) and party in value) for value in values)


def _not_opened(
    swept: Sweep, row: ClaimRow, at: datetime, fact: Fact, party: str
) -> tuple[Reason, ...]:
    """Every condition of *row* that *fact* failed, or that it names somebody else."""
    claim, opens, bare = row.claim, row.claim.opens, swept.bare
    rule = row.name
    told: dict[str, Param] = {"basis": claim.basis, "kind": fact.kind, "at": at}
    found = []
    for match in opens.where:
        alone = compile_facts(Facts(kinds=opens.kinds, where=(match,)))
        if not alone(fact, bare):
            found.append(
                reason(
                    "why.not_opened",
                    rule=rule,
                    facts=(fact.id,),
                    item=match.field,
                    op=match.op,
                    values=tuple(_shown(value) for value in match.values),
                    **told,
                )
            )
    found += _ill_timed(row, fact, bare, told)
    if not found and not row.opens(fact, bare):
        found.append(reason("why.not_selected", rule=rule, facts=(fact.id,), **told))
    if not found and party not in claimants(claim, fact):
        item = claim.claimant if claim.party is None else "by"
        found.append(reason("why.not_named", rule=rule, facts=(fact.id,), item=item, **told))
    if not found:
        found.append(reason("why.repeated", rule=rule, facts=(fact.id,), **told))
    return tuple(found)


def _ill_timed(
    row: ClaimRow, fact: Fact, bare: Scope, told: Mapping[str, Param]
) -> Iterator[Reason]:
    """What the selector of *row* asks of when *fact* happened and was recorded, and was not so."""
    opens, rule, ids = row.claim.opens, row.name, (fact.id,)

    def fails(alone: Facts) -> bool:
        return not compile_facts(alone)(fact, bare)

    if fails(Facts(kinds=opens.kinds, prompt=opens.prompt)):
        at = fact.recorded_at
        yield reason("why.not_prompt", rule=rule, facts=ids, recorded=at, **told)
    if opens.hours is not None and fails(Facts(kinds=opens.kinds, hours=opens.hours)):
        first, last = opens.hours
        yield reason("why.not_hours", rule=rule, facts=ids, first=first, last=last, **told)
    if fails(Facts(kinds=opens.kinds, since=opens.since, through=opens.through)):
        yield reason("why.not_days", rule=rule, facts=ids, **told)


def _shown(value: Value) -> str:
    """*value* of a policy's condition as text; a key stays hidden."""
    if isinstance(value, Key):
        return "***"
    if value is None or isinstance(value, bool):
        return {None: "none", True: "yes", False: "no"}[value]
    return format_yuan(value) if isinstance(value, Money) else str(value)
