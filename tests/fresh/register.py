"""P2, the register policy, made by a stranger from the public API alone.

``register.toml`` holds every row. What it cannot say is here: the readings, which move or
leave out rows.

Left out, for the court has no such rows yet: the 30 % of ATT-26 and the 50 / 50 of ATT-12
(shares to others than the owner), the subsidy of COL-06, the ladder of COL-01 and COL-08, the
report window of COL-07.
"""

from pathlib import Path
from typing import Final, Literal

import attrs

from renoflow.attribution import Ground, Policy
from renoflow.codec import from_toml

__all__ = ["register"]

_TEXT: Final = (Path(__file__).parent / "register.toml").read_text(encoding="utf-8")


def register(
    *,
    x02: Literal["register", "brought"],
    x07: Literal["silent", "named"] = "silent",
    undocked: Literal["pending", "standing"] = "standing",
) -> Policy:
    """The policy.

    Args:
        x02: X-02, whether the register time decides or who first brought the customer.
        x07: X-07, what becomes of one who is not registered and named by the customer.
        undocked: ATT-10, how an entry stands before it was docked with a designer.
    """
    told = from_toml(_TEXT, Policy)
    left_out = () if x07 == "named" else ("named",)
    claims = tuple(
        attrs.evolve(
            claim,
            approvals=tuple(attrs.evolve(one, meanwhile=undocked) for one in claim.approvals),
        )
        for claim in told.claims
        if claim.basis not in left_out
    )
    grounds = [_without(ground, left_out) for ground in told.grounds]
    if x02 == "brought":
        ids = [ground.id for ground in grounds]
        grounds.insert(ids.index("brought_first"), grounds.pop(ids.index("registered")))
    return attrs.evolve(
        told,
        claims=claims,
        grounds=tuple(grounds),
        readings=(("X-02", x02), ("X-07", x07), ("ATT-10/undocked", undocked)),
    )


def _without(ground: Ground, left_out: tuple[str, ...]) -> Ground:
    """*ground* that picks no claim *left_out*: a basis that has no row is an error."""
    if ground.pick is None:
        return ground
    kept = tuple(basis for basis in ground.pick.claims if basis not in left_out)
    return attrs.evolve(ground, pick=attrs.evolve(ground.pick, claims=kept))
