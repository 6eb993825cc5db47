"""Published lifecycles, each one company's and nothing else; open values are arguments."""

from renoflow.pipeline.presets.steward_ten_step import steward_ten_step

__all__ = ["steward_ten_step"]
