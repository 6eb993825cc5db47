"""How the rows of fragments are written: a role and an action."""

from __future__ import annotations

from renoflow.pipeline.roles import RoleKind, RoleRule
from renoflow.select import Facts

__all__ = ["duties", "row"]


def row(  # noqa: PLR0913 - the columns of a row
    name: str,
    role: str,
    kind: RoleKind,
    action: str,
    source: str,
    *,
    stages: tuple[str, ...] = (),
    on: Facts | None = None,
) -> RoleRule:
    """Who does, may, approves or may not do *action*."""
    return RoleRule(
        id=name, role=role, kind=kind, action=action, stages=stages, on=on, source=source
    )


def duties(role: str, source: str, *actions: str) -> tuple[RoleRule, ...]:
    """The *actions* that *role* owes, one row each."""
    return tuple(row(f"{role}_{one}", role, "duty", one, source) for one in actions)
