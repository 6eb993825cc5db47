"""Time limits (时限): the only place where a deadline is computed from facts.

A filing's window, a callback, an instalment, a warranty and an appeal are all
:class:`Limit` values; :func:`compile_limits` reads them off a history.
"""

from renoflow.limits.engine import compile_limits, state
from renoflow.limits.records import Every, Extension, Grace, Limit, LimitState, Status, Stretch

__all__ = [
    "Every",
    "Extension",
    "Grace",
    "Limit",
    "LimitState",
    "Status",
    "Stretch",
    "compile_limits",
    "state",
]
