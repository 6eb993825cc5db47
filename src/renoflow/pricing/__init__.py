"""Pricing (计价与收款): fees, agreements, contracts, payment plans and what is due by them."""

from renoflow.pricing import presets
from renoflow.pricing.agreement import (
    AGREEMENT_KINDS,
    AgreementKind,
    AgreementTerms,
    Rendering,
    agreement_total,
    missing_terms,
    priced_as,
    terms_of,
)
from renoflow.pricing.contracts import COMPONENT_OF, contract_for, contract_totals
from renoflow.pricing.obligations import obligations
from renoflow.pricing.plan import Due, Instalment, Part, Plan, Schedule, first, schedule
from renoflow.pricing.presets import FirstPayment, first_payment
from renoflow.pricing.rates import (
    AreaBasis,
    Fee,
    Rate,
    RateCard,
    Surcharge,
    check_fee,
    design_fee,
)
from renoflow.pricing.receipts import Paid, collected_by_others, paid_up
from renoflow.pricing.records import (
    COMPONENTS,
    CONTRACT_TYPES,
    TIERS,
    Component,
    ContractType,
    Tier,
    contract_type,
    tier,
)

__all__ = [
    "AGREEMENT_KINDS",
    "COMPONENTS",
    "COMPONENT_OF",
    "CONTRACT_TYPES",
    "TIERS",
    "AgreementKind",
    "AgreementTerms",
    "AreaBasis",
    "Component",
    "ContractType",
    "Due",
    "Fee",
    "FirstPayment",
    "Instalment",
    "Paid",
    "Part",
    "Plan",
    "Rate",
    "RateCard",
    "Rendering",
    "Schedule",
    "Surcharge",
    "Tier",
    "agreement_total",
    "check_fee",
    "collected_by_others",
    "contract_for",
    "contract_totals",
    "contract_type",
    "design_fee",
    "first",
    "first_payment",
    "missing_terms",
    "obligations",
    "paid_up",
    "presets",
    "priced_as",
    "schedule",
    "terms_of",
    "tier",
]
