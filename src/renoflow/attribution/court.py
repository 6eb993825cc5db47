"""The court (归属裁判): policies bound to a calendar and compiled once, then passed to all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs

from renoflow.attribution.checked import check_policy
from renoflow.attribution.compiling import compile_policy
from renoflow.attribution.policy import Policy
from renoflow.attribution.rows import Compiled, Openings
from renoflow.calendars import WorkCalendar
from renoflow.facts import KINDS, Kind, merge_kinds
from renoflow.timeline import Timeline

__all__ = ["Court", "open_court"]


def _names(policies: Policy | Timeline[Policy]) -> str:
    rows = ((None, policies),) if isinstance(policies, Policy) else policies.rows
    return ", ".join(policy.name for _, policy in rows)


@attrs.frozen(eq=False)
class Court:
    """A policy, or a timeline of its revisions, bound to a calendar; a plain value.

    Made by :func:`open_court`, passed to :func:`~renoflow.attribution.judge`,
    :func:`~renoflow.attribution.why` and so on.
    """

    policies: Policy | Timeline[Policy] = attrs.field(repr=_names)
    calendar: WorkCalendar
    kinds: Mapping[str, Kind] = attrs.field(repr=False)
    """The fact kinds it knows, those of its policies among them; give them to ``fact(...)``."""
    compiled: Compiled | Timeline[Compiled] = attrs.field(repr=False)

    def at(self, instant: datetime) -> Compiled:
        """The compiled policy in force at *instant*."""
        if isinstance(self.compiled, Compiled):
            return self.compiled
        return self.compiled.at(instant, self.calendar)

    @property
    def openings(self) -> Openings:
        """The claim rows of the revision in force at an instant, and the kinds of any of them.

        Before the first revision its rows are read: nothing else was said.
        """
        if isinstance(self.compiled, Compiled):
            return self.compiled.openings
        rows = [one.openings for _, one in self.compiled.rows]
        return Openings(
            lambda instant: self.pinned(instant).by_kind,
            frozenset().union(*(row.called for row in rows)),
            frozenset().union(*(row.all for row in rows)),
        )

    def pinned(self, instant: datetime) -> Compiled:
        """The compiled policy by which a claim that opened at *instant* is read.

        Before the first revision that one: nothing else was said.
        """
        compiled = self.compiled
        if isinstance(compiled, Compiled):
            return compiled
        since, first = compiled.rows[0]
        began = since if isinstance(since, datetime) else self.calendar.start(since)
        return first if instant < began else self.at(instant)


def open_court(
    policies: Policy | Timeline[Policy],
    calendar: WorkCalendar,
    *,
    kinds: Mapping[str, Kind] = KINDS,
) -> Court:
    """Check and compile *policies* once.

    Args:
        policies: The policy, or its revisions.
        calendar: Whose days and working days count.
        kinds: The table of fact kinds; what a policy declares itself is added.

    Raises:
        Malformed: a row names a fact kind, a field, a value, a basis or a row that does not
            exist, a word that its list does not have, two rows have one id, or a declared
            kind clashes with the table (``kinds.clash``); the path tells which.
    """
    if isinstance(policies, Policy):
        known = merge_kinds(kinds, ("kinds", policies.kinds))
        return Court(policies, calendar, known, _compile(policies, known))
    declared = ((f"[{i}].kinds", one.kinds) for i, (_, one) in enumerate(policies.rows))
    known = merge_kinds(kinds, *declared)
    rows = tuple((since, _compile(policy, known)) for since, policy in policies.rows)
    return Court(policies, calendar, known, Timeline(rows=rows))


def _compile(policy: Policy, kinds: Mapping[str, Kind]) -> Compiled:
    check_policy(policy, kinds)
    return compile_policy(policy)
