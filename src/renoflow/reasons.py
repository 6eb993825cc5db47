"""A reason: a code with parameters, the rule it follows from and the facts it cites.

Records carry reasons, never sentences; :func:`renoflow.words.text` renders them.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import attrs

__all__ = ["Param", "Reason", "reason"]

Param: TypeAlias = str | int | Decimal | Fraction | date | datetime | tuple[str, ...] | None
"""What a reason or an error may carry. Never a name, a phone number or an address."""


@attrs.frozen(kw_only=True)
class Reason:
    """Why something is so: a stable *code*, the *rule* (row id) and the cited fact ids."""

    code: str
    rule: str = ""
    facts: tuple[str, ...] = ()
    params: tuple[tuple[str, Param], ...] = ()

    def get(self, name: str) -> Param:
        """The parameter *name*, or None where the reason has none of that name."""
        for key, value in self.params:
            if key == name:
                return value
        return None


def reason(code: str, *, rule: str = "", facts: tuple[str, ...] = (), **params: Param) -> Reason:
    """A :class:`Reason`, its parameters in the order of their names."""
    return Reason(code=code, rule=rule, facts=facts, params=tuple(sorted(params.items())))
