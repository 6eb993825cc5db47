"""Whose customer is this (客户归属): a small court over facts, by policies that are data."""

from renoflow.attribution import presets
from renoflow.attribution.basics import BASIC_FACTS, REGISTRARS, missing_basic_facts
from renoflow.attribution.court import Court, open_court
from renoflow.attribution.explain import Why, ownership_history, why
from renoflow.attribution.identity import gather, keys
from renoflow.attribution.judge import judge
from renoflow.attribution.obligations import obligations
from renoflow.attribution.policy import (
    Adjustment,
    Approval,
    Claim,
    ClaimLimit,
    ClaimStatus,
    Decider,
    Ground,
    Identity,
    KeyRule,
    Outcome,
    OutcomeKind,
    Part,
    Pick,
    Policy,
    Question,
)
from renoflow.attribution.records import (
    Answer,
    Case,
    ClaimState,
    Firmness,
    Share,
    Step,
    Verdict,
)

__all__ = [
    "BASIC_FACTS",
    "REGISTRARS",
    "Adjustment",
    "Answer",
    "Approval",
    "Case",
    "Claim",
    "ClaimLimit",
    "ClaimState",
    "ClaimStatus",
    "Court",
    "Decider",
    "Firmness",
    "Ground",
    "Identity",
    "KeyRule",
    "Outcome",
    "OutcomeKind",
    "Part",
    "Pick",
    "Policy",
    "Question",
    "Share",
    "Step",
    "Verdict",
    "Why",
    "gather",
    "judge",
    "keys",
    "missing_basic_facts",
    "obligations",
    "open_court",
    "ownership_history",
    "presets",
    "why",
]
