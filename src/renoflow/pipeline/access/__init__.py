"""Who may see, change, print or pass on a customer's file (客户资料权限)."""

from renoflow.pipeline.access import presets
from renoflow.pipeline.access.copies import CopyState, copy_states
from renoflow.pipeline.access.deciding import access_gaps, may_access
from renoflow.pipeline.access.records import (
    Access,
    AccessAction,
    AccessQuestion,
    AccessRow,
    AccessRules,
    CopyRules,
    Medium,
)

__all__ = [
    "Access",
    "AccessAction",
    "AccessQuestion",
    "AccessRow",
    "AccessRules",
    "CopyRules",
    "CopyState",
    "Medium",
    "access_gaps",
    "copy_states",
    "may_access",
    "presets",
]
