"""L1, the steward's ten steps (十步流程): from the first greeting to completion.

Three tracks run side by side: the ten steps themselves, the designer (recommended, then
confirmed: LIF-11), and the calls to a customer from his first designer talk to the signed
agreement (FOL-02, FOL-03). ``docs/processes/steward_ten_step.md`` shows them as diagrams.
"""

from renoflow.pipeline.presets.steward_ten_step.process import steward_ten_step

__all__ = ["steward_ten_step"]
