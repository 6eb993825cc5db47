"""Published policies, each one company's rules and nothing else; open values are arguments."""

from renoflow.attribution.presets.first_contact import first_contact
from renoflow.attribution.presets.seven_day_filing import seven_day_filing

__all__ = ["first_contact", "seven_day_filing"]
