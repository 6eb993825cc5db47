"""Why a party owns a customer or does not, and who owned it when."""

from renoflow.attribution.explain.history import ownership_history
from renoflow.attribution.explain.why import Cited, Unmet, Why, why

__all__ = ["Cited", "Unmet", "Why", "ownership_history", "why"]
