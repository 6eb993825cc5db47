"""Audits: whether somebody did, before this instant, what keeps his claim (R6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from renoflow.attribution.live import AUDIT, IN_FORCE, TIME, End, Live
from renoflow.attribution.rows import AuditRow
from renoflow.attribution.swept import Sweep
from renoflow.facts import Fact
from renoflow.periods import first_instant
from renoflow.select import Scope
from renoflow.select.matching import of_kinds

__all__ = ["audited"]

_OVER: Final = frozenset(("met", "met_late", "missed", "over", "waived"))


def audited(case: Sweep, at: datetime, rivals: Sequence[Live], calls: Sequence[Fact]) -> set[int]:
    """Hold the audits that the instant *at* calls for; who a rival's attempt found in order.

    *rivals* are the candidates of this instant whose needs hold, *calls* its facts. A claim
    that came into force before and fails an audit is marked.

    Returns:
        The ``id()`` of each claim that passed an audit which a rival called for.
    """
    saved: set[int] = set()
    if not (rivals or calls):
        return saved
    for live in case.audited:
        if live.status(at, upto=TIME) not in IN_FORCE:
            continue
        scope = case.scope_then(live, at)
        others = [one for one in rivals if one.party != live.party]
        others = [one for one in others if one.party not in case.compiled.house]
        for row in live.row.audits:
            if row.calls is None:
                cited = [name for one in others for name in one.cited]
            else:
                cited = [fact.id for fact in calls if row.calls(fact, scope)]
            is_held = bool(cited) and _is_held(row, live, scope, cited)
            if is_held and _passes(row, live, scope, cited) and row.calls is None:
                saved.add(id(live))
    return saved


def _is_held(row: AuditRow, live: Live, scope: Scope, cited: list[str]) -> bool:
    """Whether the audit is held at all: its conditions hold, and the limits before it ended."""
    for test in row.when:
        found = test(scope)
        if found is None:
            return False
        cited.extend(fact.id for fact in found)
    if not row.audit.only_after or live.row.read is None:
        return True
    over = {state.limit for state in live.row.read(scope) if state.status in _OVER}
    return over.issuperset(row.audit.only_after)


def _passes(row: AuditRow, live: Live, scope: Scope, cited: list[str]) -> bool:
    """Whether what is asked for was there; if not, the claim is marked at once."""
    audit, at = row.audit, scope.upto
    since = live.opened if audit.back is None else first_instant(audit.back, at, scope.calendar).at
    done = [
        fact.id
        for when, fact in of_kinds(scope.seen, audit.needs.kinds, since, at)
        if when < at and row.needs(fact, scope)
    ]
    live.cited.extend(cited)
    live.cited.extend(done)
    if len(done) >= audit.count:
        return True
    if audit.then == "lapse":
        live.taken.append(End(at, "lapsed", audit.id, AUDIT))
    elif live.challenged is None:
        live.challenged, live.challenged_by = at, audit.id
    return False
