"""What was missed or skipped in one history (稽核), each with its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal, TypeAlias

import attrs

from renoflow import processes
from renoflow.facts import Fact, known
from renoflow.limits import LimitState
from renoflow.obligations import Duty
from renoflow.pipeline.roles import Form, Fragment, duties_process
from renoflow.processes import Flow, open_process
from renoflow.reasons import Reason, reason
from renoflow.select import Scope, compile_facts, see
from renoflow.select.scope import Seen

__all__ = ["Lapse", "LapseKind", "audit"]

LapseKind: TypeAlias = Literal["missed", "late", "skipped", "out_of_order", "role", "incomplete"]
"""What is wrong: not done in time; done after it; left out when the stage was left; told
before what it needs was there; done in a role that may not; a paper with gaps."""


@attrs.frozen(kw_only=True)
class Lapse:
    """One thing that was missed or skipped.

    Attributes:
        rule: Row id with its process or fragment, ``steward_ten_step@1#site_call``.
        kind: What is wrong.
        at: When: its last instant, when the stage was left, or the instant of the fact;
            None for a fact without an hour.
        who: The role that owed it; None where no row says.
        facts: Ids that it rests on.
        missing: What was missing, where something was.
        advice: The source recommends it and does not demand it.
        consequences: What the policy names for it; reported, never executed.
    """

    rule: str
    kind: LapseKind
    at: datetime | None
    who: str | None = None
    facts: tuple[str, ...] = ()
    missing: tuple[Reason, ...] = ()
    advice: bool = False
    consequences: tuple[str, ...] = ()


def audit(
    history: Iterable[Fact],
    rules: Flow,
    *,
    at: datetime,
    known_at: datetime | None = None,
    fragments: Iterable[Fragment] = (),
) -> tuple[Lapse, ...]:
    """Everything that was missed or skipped in *history* up to *at*, the earliest first.

    Duties of the process and of the *fragments*; facts that came before what they need,
    those that a later paper healed too; facts told in a role that may not do it; papers
    with gaps. What is still open is no lapse. Consequences are those that the fragments
    name for a row.

    Args:
        history: The facts of one customer, in any order.
        rules: The company's process, opened.
        at: The asked instant; later facts do not count.
        known_at: Leaves out what was recorded after it; None for everything.
        fragments: What the company's other rules say.

    Raises:
        Malformed: as of :func:`renoflow.processes.journey`.
    """
    facts = tuple(history)
    extra = tuple(fragments)
    found = list(_of_flow(facts, rules, at, known_at))
    calendar = rules.calendar
    seen = see(known(facts, calendar, known_at=known_at), calendar, days=rules.days)
    for fragment in extra:
        if fragment.duties:
            owing = open_process(
                duties_process(fragment), calendar, days=rules.days, kinds=rules.kinds
            )
            found.extend(_of_flow(facts, owing, at, known_at))
        found.extend(_of_roles(fragment, rules, seen, at))
        found.extend(_of_forms(fragment, rules, seen, at))
    named: dict[str, list[str]] = {}
    for fragment in extra:
        for row in fragment.consequences:
            named.setdefault(row.of, []).append(row.what)
    told = (
        attrs.evolve(one, consequences=tuple(named.get(one.rule.partition("#")[2], ())))
        for one in found
    )
    return tuple(sorted(told, key=_order))


_NEVER = datetime.max.replace(tzinfo=UTC)


def _order(one: Lapse) -> tuple[datetime, str, str, tuple[str, ...]]:
    return (one.at or _NEVER, one.rule, one.kind, one.facts)


def _of_flow(
    facts: tuple[Fact, ...], flow: Flow, at: datetime, known_at: datetime | None
) -> Iterator[Lapse]:
    walked = processes.journey(flow, facts, at=at, known_at=known_at)
    for owed in walked.duties:
        state, duty = owed.state, owed.duty
        kind: LapseKind
        if state.status == "missed":
            kind, when = "missed", state.last
        elif state.status in ("met_late", "early"):
            kind, when = "late", state.met_at
        elif owed.left is not None and _left_out(state, duty):
            kind, when = "skipped", owed.left
        else:
            continue
        yield Lapse(
            rule=f"{walked.process}#{duty.limit.id}",
            kind=kind,
            at=when,
            who=duty.who,
            facts=state.facts,
            advice=duty.advice,
        )
    for odd in walked.deviations:
        for why in odd.missing:
            yield Lapse(
                rule=f"{walked.process}#{why.rule or why.code}",
                kind="role" if why.code == "process.role" else "out_of_order",
                at=odd.at,
                facts=(odd.fact,),
                missing=(why,),
            )


def _left_out(state: LimitState, duty: Duty) -> bool:
    """Whether it was never done although it had no end before which it could fall away."""
    endless = state.last is None and duty.limit.every is None
    return state.status == "open" and endless and state.missing > 0


def _past(seen: Seen, at: datetime) -> Iterator[tuple[datetime, Fact]]:
    return ((when, fact) for when, fact in seen.dated if when <= at)


def _of_roles(fragment: Fragment, rules: Flow, seen: Seen, at: datetime) -> Iterator[Lapse]:
    for row in fragment.roles:
        if row.on is None or row.kind not in ("barred", "duty"):
            continue
        selects = compile_facts(row.on)
        able = {
            one.role for one in fragment.roles if one.action == row.action and one.kind != "barred"
        }
        for when, fact in _past(seen, at):
            scope = Scope(seen=seen, calendar=rules.calendar, asked=at, upto=at)
            role = fact.get("role")
            if not isinstance(role, str) or not selects(fact, scope):
                continue
            if role == row.role if row.kind == "barred" else role not in able:
                yield Lapse(
                    rule=f"{fragment.name}#{row.id}",
                    kind="role",
                    at=when,
                    facts=(fact.id,),
                    missing=(reason("roles.barred", rule=row.id),),
                )


def _of_forms(fragment: Fragment, rules: Flow, seen: Seen, at: datetime) -> Iterator[Lapse]:
    for form in fragment.forms:
        selects = compile_facts(form.on)
        for when, fact in _past(seen, at):
            scope = Scope(seen=seen, calendar=rules.calendar, asked=at, upto=at)
            gaps = _gaps(form, fact) if selects(fact, scope) else ()
            if gaps:
                yield Lapse(
                    rule=f"{fragment.name}#{form.id}",
                    kind="incomplete",
                    at=when,
                    facts=(fact.id,),
                    missing=(reason("form.gaps", rule=form.id, items=gaps),),
                )


def _gaps(form: Form, fact: Fact) -> tuple[str, ...]:
    told = fact.get("supplied")
    filled = told if isinstance(told, tuple) else ()
    return tuple(item for item in form.items if item not in filled)
