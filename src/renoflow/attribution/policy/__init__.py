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
from renoflow.attribution.policy.ladder import Ladder, Level, Sanction
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
from renoflow.attribution.policy.rota import OnDays, Rota
from renoflow.attribution.policy.terms import (
    Bands,
    Base,
    Cap,
    Leaver,
    OwnRate,
    Rate,
    Release,
    Reversal,
    Term,
)

__all__ = [
    "Adjustment",
    "Approval",
    "Audit",
    "Bands",
    "Base",
    "Cap",
    "Chapter",
    "Claim",
    "ClaimLimit",
    "ClaimStatus",
    "Decider",
    "Ground",
    "Identity",
    "KeyRule",
    "Ladder",
    "Leaver",
    "Level",
    "OnDays",
    "Outcome",
    "OutcomeKind",
    "OwnRate",
    "Part",
    "Parts",
    "Pick",
    "Policy",
    "Question",
    "Rate",
    "Release",
    "Reversal",
    "Rota",
    "Sanction",
    "Term",
    "Transfer",
    "Whom",
]
