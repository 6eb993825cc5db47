"""P2, the register policy (客户资源登记): whoever stands in the register, or brought him first.

``docs/policies/register.md`` explains it row by row.
"""

from renoflow.attribution.presets.register.policy import register

__all__ = ["register"]
