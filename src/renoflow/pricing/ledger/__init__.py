"""The ledger of one project (项目收支): where each fen lies, what is late, what goes back."""

from renoflow.pricing.ledger.fill import Entry
from renoflow.pricing.ledger.read import ledger, start_objections
from renoflow.pricing.ledger.records import Arrear, CreditLine, Ledger, Line, LineState
from renoflow.pricing.ledger.terms import ChangeTerms, Credit, Interest, LedgerTerms, Suspension

__all__ = [
    "Arrear",
    "ChangeTerms",
    "Credit",
    "CreditLine",
    "Entry",
    "Interest",
    "Ledger",
    "LedgerTerms",
    "Line",
    "LineState",
    "Suspension",
    "ledger",
    "start_objections",
]
