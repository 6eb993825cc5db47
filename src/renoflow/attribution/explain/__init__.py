"""Why a party owns a customer or does not, and who owned it when."""

from renoflow.attribution.explain.history import ownership_history
from renoflow.attribution.explain.why import Unmet, Why, why

__all__ = ["Unmet", "Why", "ownership_history", "why"]
