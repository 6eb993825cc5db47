"""Disputes (争议): the ladder as a process, and what a history says of each dispute."""

from renoflow.attribution.disputes.asking import (
    contested,
    dispute_states,
    in_scope,
    may_dispute,
    may_see,
)
from renoflow.attribution.disputes.process import dispute_process
from renoflow.attribution.disputes.records import DisputeState, DisputeStatus, Penalty

__all__ = [
    "DisputeState",
    "DisputeStatus",
    "Penalty",
    "contested",
    "dispute_process",
    "dispute_states",
    "in_scope",
    "may_dispute",
    "may_see",
]
