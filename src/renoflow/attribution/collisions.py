"""Collisions (撞单): several parties hold claims to one customer."""

from __future__ import annotations

from collections.abc import Collection

from renoflow.attribution.records import Verdict

__all__ = ["colliding"]

_IN_FORCE = frozenset(("pending", "standing", "contestable"))


def colliding(verdict: Verdict, claims: Collection[str]) -> tuple[str, ...]:
    """The parties with claims of these bases in force to the customer, the earliest first.

    Two or more are a collision (COL-09, COL-10). Entries of several records belong together
    by the policy's identity: judge what :func:`~renoflow.attribution.gather` gives.
    """
    found = sorted(verdict.docket, key=lambda one: (one.opened, one.party))
    return tuple(
        dict.fromkeys(
            one.party for one in found if one.basis in claims and one.status in _IN_FORCE
        )
    )
