"""What an ownership policy is made of."""

from renoflow.attribution.policy.claims import (
    Approval,
    Audit,
    Chapter,
    Claim,
    ClaimLimit,
    ClaimStatus,
    Pick,
    Transfer,
)
from renoflow.attribution.policy.outcomes import (
    Adjustment,
    Decider,
    Ground,
    Outcome,
    OutcomeKind,
    Part,
    Parts,
    Question,
    Whom,
)
from renoflow.attribution.policy.policy import Identity, KeyRule, Policy

__all__ = [
    "Adjustment",
    "Approval",
    "Audit",
    "Chapter",
    "Claim",
    "ClaimLimit",
    "ClaimStatus",
    "Decider",
    "Ground",
    "Identity",
    "KeyRule",
    "Outcome",
    "OutcomeKind",
    "Part",
    "Parts",
    "Pick",
    "Policy",
    "Question",
    "Transfer",
    "Whom",
]
