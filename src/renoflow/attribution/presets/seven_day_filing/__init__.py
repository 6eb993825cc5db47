"""P1, the seven-day filing policy (七天报备)."""

from renoflow.attribution.presets.seven_day_filing.policy import seven_day_filing

__all__ = ["seven_day_filing"]
