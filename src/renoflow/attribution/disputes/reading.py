"""Disputes read off a history: by the ladder's process, never by the order of telling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final

import attrs

from renoflow.attribution.disputes.process import (
    AGREED,
    CLOSED,
    STEPS,
    dispute_process,
    level_of,
)
from renoflow.attribution.disputes.records import DisputeState, DisputeStatus, Penalty
from renoflow.attribution.disputes.told import Told, gather_disputes
from renoflow.attribution.policy import Ladder, Level
from renoflow.calendars import WorkCalendar
from renoflow.facts import MISSING, Fact
from renoflow.limits import Limit, state
from renoflow.periods import last_instant
from renoflow.processes import Flow, Journey, journey, open_process
from renoflow.reasons import Reason, reason
from renoflow.select import Dated, DayReading, Scope, Seen, compile_test

__all__ = ["read_disputes"]

_MOVES: Final = frozenset(("decision", "negotiation", "appeal", "dispute_step"))


def read_disputes(  # noqa: PLR0913 - what a history is read by
    ladder: Ladder,
    seen: Seen,
    calendar: WorkCalendar,
    *,
    days: DayReading,
    asked: datetime,
    decided_at: datetime,
    house: frozenset[str] = frozenset(),
) -> tuple[tuple[DisputeState, ...], tuple[Fact, ...]]:
    """Every dispute in *seen* on *ladder*, by report; and the facts that belong to none.

    ``decided_at`` is the instant of decision of the case, after which some levels cannot act.
    """
    told, stray = gather_disputes(seen, asked=asked)
    read = _Reader(ladder, seen, calendar, days, asked, decided_at, house)
    return tuple(read.state(one) for one in told), stray


@lru_cache(maxsize=64)
def _opened(ladder: Ladder, calendar: WorkCalendar, days: DayReading) -> Flow:
    """The ladder's process compiled; ladders are values, and a court asks for few."""
    return open_process(dispute_process(ladder), calendar, days=days)


@attrs.frozen(eq=False)
class _Reader:
    ladder: Ladder
    seen: Seen
    calendar: WorkCalendar
    days: DayReading
    asked: datetime
    decided_at: datetime
    house: frozenset[str]

    def state(self, told: Told) -> DisputeState:
        ladder = self.there(told)
        base = DisputeState(
            id=told.fact.id,
            ladder=self.ladder.id,
            reported=told.at,
            status="open",
            parties=told.parties,
            evidence=self.evidence(told),
            missing=self.missing(told),
            untold=self.untold(told),
            cites=tuple(sorted({told.fact.id, *(fact.id for _, fact in told.facts)})),
            open=True,
        )
        refused = tuple(self.refused(told))
        if refused:
            ignored = self.moving(told, "dispute.not_heard")
            return attrs.evolve(
                base, status="refused", open=False, objections=(*refused, *ignored)
            )
        if ladder is None:
            nobody = reason(
                "dispute.nobody", rule=f"{self.ladder.id}#recuse", facts=(told.fact.id,)
            )
            ignored = self.moving(told, "decision.turn")
            return attrs.evolve(base, objections=(nobody, *ignored))
        return self.walked(told, ladder, base)

    # --- before it is walked ----------------------------------------------------------------

    def scope(self, told: Told) -> Scope:
        """The history up to the report, seen from it."""
        return Scope(
            seen=self.seen,
            calendar=self.calendar,
            asked=told.at,
            upto=told.at,
            opening=told.fact,
            opened=told.at,
            house=self.house,
        )

    def there(self, told: Told) -> Ladder | None:
        """The ladder with the levels that are there for this dispute; None without any."""
        scope = self.scope(told)
        levels = tuple(
            level
            for level in self.ladder.levels
            if all(compile_test(test)(scope) is not None for test in level.when)
            and not self.is_party(level, told)
        )
        return attrs.evolve(self.ladder, levels=levels) if levels else None

    def is_party(self, level: Level, told: Told) -> bool:
        """Whether *level* would judge a cause of its own."""
        return self.ladder.recuse == "parties" and (
            level.role in told.parties or level.holder in told.parties
        )

    def refused(self, told: Told) -> Iterator[Reason]:
        """Why the dispute is not heard at all."""
        ladder, ids, scope = self.ladder, (told.fact.id,), self.scope(told)
        if not all(compile_test(test)(scope) is not None for test in ladder.hears):
            yield reason("dispute.not_heard", rule=f"{ladder.id}#hears", facts=ids)
        if ladder.report_within is not None and ladder.of is not None:
            whole = attrs.evolve(ladder.of, whole=True) if ladder.of.facts else ladder.of
            limit = Limit(id="report_within", anchor=whole, span=ladder.report_within)
            read = state(limit, scope)
            if read.status == "over":
                yield reason(
                    "dispute.late",
                    rule=f"{ladder.id}#report_within",
                    facts=(*ids, *read.facts),
                    until=read.last,
                )

    def moving(self, told: Told, code: str) -> Iterator[Reason]:
        """What was told of it and cannot count."""
        for _, fact in told.facts:
            if fact.kind in {"decision", "negotiation", "appeal"}:
                yield reason(code, rule=self.ladder.id, facts=(fact.id,))

    def evidence(self, told: Told) -> tuple[str, ...]:
        order = self.ladder.evidence

        def rank(pair: Dated) -> tuple[int, datetime, str]:
            form = str(pair[1].get("form"))
            return order.index(form) if form in order else len(order), pair[0], pair[1].id

        return tuple(fact.id for _, fact in sorted(told.of("evidence"), key=rank))

    def missing(self, told: Told) -> tuple[str, ...]:
        given = {*_names(told.fact)}
        if told.of("evidence"):
            given.add("evidence")
        return tuple(one for one in self.ladder.form if one not in given)

    def untold(self, told: Told) -> tuple[str, ...]:
        given = {
            name
            for _, fact in told.of("dispute_step")
            if fact.get("step") == "communicated"
            for name in _names(fact)
        }
        return tuple(one for one in self.ladder.notice if one not in given)

    # --- walked -----------------------------------------------------------------------------

    def walked(self, told: Told, ladder: Ladder, base: DisputeState) -> DisputeState:
        """*base* with what the ladder's process makes of the facts."""
        barred = dict(self.barred(told, ladder))
        facts = [told.fact, *(fact for _, fact in told.facts if fact.id not in barred)]
        flow = _opened(ladder, self.calendar, self.days)
        walk = journey(flow, facts, at=self.asked)
        level, status = level_of(ladder, walk.stage()), _status(walk.stage())
        last = level if level is not None else _last_level(walk, ladder)
        due = self.due(walk, level, status)
        objections = [*barred.values(), *self.left_alone(told, ladder, walk)]
        objections += self.out_of_turn(told, ladder, walk)
        objections += self.advised(told, ladder, level)
        published = self.published(told, objections)
        return attrs.evolve(
            base,
            status=status,
            level=None if last is None else last.role,
            decider=self.decider(walk, ladder, told),
            due=due,
            ways=_ways(walk, ladder, due),
            decisions=_decisions(walk),
            step=walk.stage(STEPS) if ladder.steps else None,
            reconsider=published,
            objections=tuple(objections),
            penalties=tuple(self.penalties(told, objections, published)),
            open=status == "open"
            or (status == "decided" and due is not None and self.asked <= due),
        )

    def barred(self, told: Told, ladder: Ladder) -> Iterator[tuple[str, Reason]]:
        """Decisions that cannot count whatever the level: too late, or of a party."""
        by_role = {level.role: level for level in ladder.levels}
        for at, fact in told.facts:
            if fact.kind not in {"decision", "negotiation"}:
                continue
            level = by_role.get(str(fact.get("role")))
            rule = f"{ladder.id}#{level.role if level else 'levels'}"
            if level is not None and level.until == "decisive" and at > self.decided_at:
                yield (
                    fact.id,
                    reason("decision.late", rule=rule, facts=(fact.id,), until=self.decided_at),
                )
            elif (
                fact.kind == "decision"
                and self.ladder.recuse == "parties"
                and fact.actor in told.parties
            ):
                yield fact.id, reason("decision.party", rule=rule, facts=(fact.id,))

    def left_alone(self, told: Told, ladder: Ladder, walk: Journey) -> Iterator[Reason]:
        """What was told out of its turn and changed nothing."""
        by_id = {fact.id: fact for _, fact in told.facts}
        for one in walk.deviations:
            fact = by_id.get(one.fact)
            if one.state == "healed" or fact is None or fact.kind not in _MOVES:
                continue
            ids = (fact.id,)
            level = level_of(ladder, one.stages[0])
            rule = f"{ladder.id}#{ladder.id if level is None else level.role}"
            at = None if level is None else level.role
            if fact.kind == "dispute_step":
                step = str(fact.get("step"))
                yield reason("dispute.handling", rule=f"{ladder.id}#steps", facts=ids, done=step)
            elif fact.kind == "appeal" and _is_late(one.missing):
                yield reason("dispute.appeal_late", rule=rule, facts=ids, level=at)
            elif fact.kind == "appeal" and (above := _brought_by(one.stages[0], ladder, fact)):
                yield reason(
                    "dispute.submits",
                    rule=f"{ladder.id}#{above.role}",
                    facts=ids,
                    roles=above.submits,
                    level=above.role,
                )
            elif fact.kind == "appeal":
                yield self.skipped(fact, at)
            else:
                yield reason("decision.turn", rule=rule, facts=ids, level=at)
        named = told.fact.get("to")
        stands = [step.to for step in walk.path if told.fact.id in step.facts]
        if isinstance(named, str) and stands:
            level = level_of(ladder, stands[0])
            if level is not None and level.role != named:
                yield self.skipped(told.fact, level.role)

    def skipped(self, fact: Fact, level: str | None) -> Reason:
        to = fact.get("to")
        return reason(
            "dispute.skipped",
            rule=f"{self.ladder.id}#no_skipping",
            facts=(fact.id,),
            level=level,
            to=to if isinstance(to, str) else None,
        )

    def out_of_turn(self, told: Told, ladder: Ladder, walk: Journey) -> Iterator[Reason]:
        """Roles that received the dispute while it was not theirs (ESC-02)."""
        for at, fact in told.of("hearing"):
            role = fact.get("role")
            stages = [step.to for step in walk.path if step.track == "main" and step.at <= at]
            level = level_of(ladder, stages[-1]) if stages else None
            theirs = None if level is None else level.role
            if isinstance(role, str) and role != theirs:
                yield reason(
                    "dispute.out_of_turn",
                    rule=f"{self.ladder.id}#no_skipping",
                    facts=(fact.id,),
                    role=role,
                    level=theirs,
                )

    def advised(self, told: Told, ladder: Ladder, level: Level | None) -> Iterator[Reason]:
        """Levels left out that should better not have been (DIS-06)."""
        tried = {
            fact.get("role") for kind in ("decision", "negotiation") for _, fact in told.of(kind)
        }
        place = len(ladder.levels) if level is None else ladder.levels.index(level)
        for one in ladder.levels[:place]:
            if one.advised and one.role not in tried:
                yield reason(
                    "dispute.advised",
                    rule=f"{ladder.id}#{one.role}",
                    facts=(told.fact.id,),
                    level=one.role,
                )

    def published(self, told: Told, objections: Iterable[Reason]) -> tuple[str, ...]:
        odd = {one.facts[0] for one in objections if one.code == "dispute.out_of_turn"}
        return tuple(
            fact.id
            for _, fact in told.of("hearing")
            if fact.id in odd and fact.get("published") is True
        )

    def penalties(
        self, told: Told, objections: Sequence[Reason], published: Sequence[str]
    ) -> Iterator[Penalty]:
        facts = {told.fact.id: told.fact, **{fact.id: fact for _, fact in told.facts}}
        skipped = [one.facts[0] for one in objections if one.code == "dispute.skipped"]
        for row in self.ladder.sanctions:
            for breach, ids in (("skipped", skipped), ("published", published)):
                for name in ids if breach in row.on else ():
                    role = facts[name].get("role")
                    to = role if isinstance(role, str) and breach == "published" else None
                    yield Penalty(
                        rule=f"{self.ladder.id}#{row.id}",
                        to=to or facts[name].actor,
                        breach="published" if breach == "published" else "skipped",
                        amount=row.amount,
                        lenient=row.lenient,
                        facts=(name,),
                        source=row.source,
                    )

    def decider(self, walk: Journey, ladder: Ladder, told: Told) -> str | None:
        """Whose word is awaited: that of the level, or of the next that still sits."""
        stage, roles = walk.stage(), ladder.roles
        level = level_of(ladder, stage)
        if level is None or _status(stage) != "open":
            return None
        if stage == level.role:
            return stage
        gone = {fact.get("who") for _, fact in told.of("recusal")}
        above = (role for role in roles[roles.index(level.role) + 1 :] if role not in gone)
        return next(above, None)

    def due(self, walk: Journey, level: Level | None, status: DisputeStatus) -> datetime | None:
        """The end of the level's term, or of the term for an appeal once it decided."""
        (stands,) = (one for one in walk.stages if one.track == "main")
        if status == "decided" and level is not None and level.appeal and stands.since:
            return last_instant(level.appeal, stands.since, self.calendar).at
        for one in walk.duties:
            if one.left is None and one.stage == stands.stage:
                return one.state.last
        return None


def _status(stage: str) -> DisputeStatus:
    if stage == AGREED:
        return "agreed"
    if stage == CLOSED:
        return "closed"
    return "decided" if stage.endswith("_decided") else "open"


def _names(fact: Fact) -> tuple[str, ...]:
    given = fact.get("supplied")
    return given if isinstance(given, tuple) else ()


def _is_late(missing: Sequence[Reason]) -> bool:
    """Whether only time speaks against an appeal; that no chair is empty does not."""
    against = [one.rule for one in missing if not one.rule.endswith(("/recused", "/sits"))]
    return bool(against) and all("/appeal_in_time/" in rule for rule in against)


def _brought_by(stage: str, ladder: Ladder, fact: Fact) -> Level | None:
    """The next level, which may have the dispute now, but not by whoever brought it."""
    level = level_of(ladder, stage)
    if level is None or stage == level.role or level is ladder.levels[-1]:
        return None
    above = ladder.levels[ladder.levels.index(level) + 1]
    theirs = fact.get("to") in (None, MISSING, above.role)
    barred = bool(above.submits) and fact.get("role") not in above.submits
    return above if theirs and barred else None


def _last_level(walk: Journey, ladder: Ladder) -> Level | None:
    """The level that brought a dispute to its end."""
    ends = [step.move.rpartition("/")[0] for step in walk.path if step.to in {AGREED, CLOSED}]
    return next((one for one in ladder.levels if one.role in ends), None)


def _ways(walk: Journey, ladder: Ladder, due: datetime | None) -> tuple[str, ...]:
    """The levels to which an appeal may go now, whoever must bring it."""
    found = {
        level.role
        for one in walk.next
        if "/to/" in one.move
        and all(_is_late((each,)) for each in one.missing)
        and not (one.missing and due is not None and walk.at > due)
        if (level := level_of(ladder, one.to)) is not None
    }
    return tuple(role for role in ladder.roles if role in found)


def _decisions(walk: Journey) -> tuple[str, ...]:
    """The facts by which it was decided or agreed."""
    return tuple(
        name
        for step in walk.path
        if step.move.endswith(("/decides", "/agreed")) and step.track == "main"
        for name in step.facts
    )
