"""Roles as data (角色与职责): who owes what, who may do it, and what a company says besides.

A source without stages is a :class:`Fragment`: duties and powers, forms, lists, gradings,
indicators, approvals and consequences. It has no flow.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

import attrs

from renoflow.errors import Malformed
from renoflow.obligations import Duty
from renoflow.pricing import Checklist
from renoflow.processes import Move, Process, Requirement, Stage
from renoflow.reasons import Reason, reason
from renoflow.select import Facts

__all__ = [
    "Before",
    "Consequence",
    "Form",
    "Fragment",
    "RoleKind",
    "RoleRule",
    "duties_process",
    "flow_gaps",
    "graded_service",
    "responsible",
    "role_objections",
    "role_rules",
    "with_needs",
]

RoleKind: TypeAlias = Literal["duty", "power", "approves", "barred"]
"""What a role is to an action: it owes it, may do it, must approve it, or may not do it."""


@attrs.frozen(kw_only=True)
class RoleRule:
    """One role and one action (职责与权限).

    Attributes:
        id: Unique in its fragment; objections and audits cite it.
        role: Code of the role or department.
        kind: What the role is to the action.
        action: Code of what is done.
        stages: At which stages, as the source calls them; empty for all.
        on: The facts that tell of the action, where a history shows it.
        source: Catalogue id.
    """

    id: str
    role: str
    kind: RoleKind
    action: str
    stages: tuple[str, ...] = ()
    on: Facts | None = None
    source: str = ""


@attrs.frozen(kw_only=True)
class Form:
    """What must be filled in on a paper (必填项): the codes in ``supplied`` of such facts."""

    id: str
    on: Facts
    items: tuple[str, ...]
    source: str = ""


@attrs.frozen(kw_only=True)
class Consequence:
    """What a policy names for a finding (后果): reported with it, never executed.

    ``of`` is the rule whose breach it follows, by row id.
    """

    of: str
    what: str
    source: str = ""


@attrs.frozen(kw_only=True)
class Before:
    """What must be there before a step, at whatever company (前提): joined to its process.

    Attributes:
        on: The facts that tell of the step; each move that only they make needs it, too.
        needs: What must hold.

    Raises:
        Malformed: ``value.missing`` where no need is named.
    """

    on: Facts
    needs: tuple[Requirement, ...]

    def __attrs_post_init__(self) -> None:
        if not self.needs:
            raise Malformed("value.missing", "needs")


@attrs.frozen(kw_only=True)
class Fragment:
    """What one source says of a company's work beside stages (制度条款).

    Attributes:
        id: What it is called by.
        revision: From 1 on.
        zh: Its Chinese name.
        source: Preset id of the catalogue.
        roles: Who owes, may, approves, or may not do what.
        equal_treatment: Whether all visitors are treated alike (ROLE-09), which switches
            graded service off; None where the source does not say.
        forms: What papers must have.
        lists: Checklists and sequences that name what is done, in order.
        gradings: The classes of a grading, by its name; thresholds are the host's.
        indicators: What is measured.
        duties: What is due by a time limit; an anchor says from when.
        before: What the steps of the company's process need besides.
        consequences: What the source names for a breach.
    """

    id: str
    revision: int
    zh: str
    source: str
    roles: tuple[RoleRule, ...] = ()
    equal_treatment: bool | None = None
    forms: tuple[Form, ...] = ()
    lists: tuple[Checklist, ...] = ()
    gradings: tuple[Checklist, ...] = ()
    indicators: tuple[Checklist, ...] = ()
    duties: tuple[Duty, ...] = ()
    before: tuple[Before, ...] = ()
    consequences: tuple[Consequence, ...] = ()

    def __attrs_post_init__(self) -> None:
        ids = [row.id for row in self.roles]
        ids += [form.id for form in self.forms]
        ids += [one.id for one in (*self.lists, *self.gradings, *self.indicators)]
        ids += [duty.limit.id for duty in self.duties]
        for place, one in enumerate(ids):
            if one in ids[:place]:
                raise Malformed("process.twice", f"{self.id}.{one}")

    @property
    def name(self) -> str:
        """``id@revision``."""
        return f"{self.id}@{self.revision}"


def role_rules(
    fragment: Fragment, role: str, *, kind: RoleKind | None = None
) -> tuple[RoleRule, ...]:
    """What *fragment* says of *role*, of one kind or of all (ROLE-02, ROLE-03, ROLE-15..18)."""
    return tuple(
        row for row in fragment.roles if row.role == role and (kind is None or row.kind == kind)
    )


def responsible(fragment: Fragment, action: str, *, stage: str | None = None) -> tuple[str, ...]:
    """The roles that owe *action*, at *stage*, in the order of the rows (FOL-12, ROLE-05).

    Rows without stages are for all of them; without *stage* every row counts.
    """
    return tuple(
        dict.fromkeys(
            row.role
            for row in fragment.roles
            if row.kind == "duty"
            and row.action == action
            and (stage is None or not row.stages or stage in row.stages)
        )
    )


def role_objections(fragment: Fragment, role: str, action: str) -> tuple[Reason, ...]:
    """Every objection to *role* doing *action*; none means that nothing speaks against it.

    ``roles.barred``: it may not. ``roles.others``: the source gives it to others, and not to
    this role. An action that the source does not name is objected to by nobody.
    """
    rows = [row for row in fragment.roles if row.action == action]
    own = [row for row in rows if row.role == role]
    barred = [row for row in own if row.kind == "barred"]
    if barred:
        return tuple(reason("roles.barred", rule=row.id) for row in barred)
    others = [row for row in rows if row.kind in ("duty", "power")]
    if own or not others:
        return ()
    roles = tuple(dict.fromkeys(row.role for row in others))
    return (reason("roles.others", rule=others[0].id, roles=roles),)


def graded_service(fragment: Fragment, measures: Iterable[str]) -> tuple[str, ...]:
    """The *measures* of a graded service that the company may take.

    None where all visitors are to be treated alike (ROLE-09 against CUS-09, CUS-10; X-41).
    """
    return () if fragment.equal_treatment else tuple(measures)


def flow_gaps(
    process: Process, *, norms: Iterable[str], fragment: Fragment | None = None
) -> tuple[Reason, ...]:
    """What a standard flow lacks at its stages, exits left out (LIF-21, LIF-41).

    ``flow.deadline``: no duty with an end; ``flow.norm``: it is not among the stages for
    which *norms* are written; ``flow.responsible``: nobody owes anything at it, by its
    duties or by *fragment*. In the order of the stages.
    """
    written = frozenset(norms)
    roles = () if fragment is None else fragment.roles
    found: list[Reason] = []
    for stage in process.stages:
        if stage.kind == "exit":
            continue
        limits = [duty.limit for duty in stage.duties]
        if not any(one.span or one.by or one.every for one in limits):
            found.append(reason("flow.deadline", rule=stage.id))
        if stage.id not in written:
            found.append(reason("flow.norm", rule=stage.id))
        if not stage.duties and not any(
            row.kind == "duty" and stage.id in row.stages for row in roles
        ):
            found.append(reason("flow.responsible", rule=stage.id))
    return tuple(found)


def duties_process(fragment: Fragment) -> Process:
    """The duties of *fragment* as a process that never moves: anchors say from when."""
    start = Stage(id=fragment.id, zh=fragment.zh, kind="start", duties=fragment.duties)
    return Process(
        id=fragment.id, revision=fragment.revision, zh=fragment.zh, stages=(start,), moves=()
    )


def with_needs(process: Process, fragments: Iterable[Fragment]) -> Process:
    """*process* with what the *fragments* need before its steps (CON-09).

    A need goes to each move that is made by facts that the fragment names and by no others.
    """
    asked = tuple(one for fragment in fragments for one in fragment.before)
    if not asked:
        return process
    return attrs.evolve(process, moves=tuple(_needing(move, asked) for move in process.moves))


def _needing(move: Move, asked: Iterable[Before]) -> Move:
    more = (
        need
        for one in asked
        if set(move.on.kinds) <= set(one.on.kinds) and set(one.on.where) <= set(move.on.where)
        for need in one.needs
    )
    return attrs.evolve(move, needs=(*move.needs, *more))
