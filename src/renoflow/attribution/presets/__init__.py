"""Published policies, each one company's rules and nothing else; open values are arguments."""

from renoflow.attribution.presets.business_contact import business_contact
from renoflow.attribution.presets.first_contact import first_contact
from renoflow.attribution.presets.five_part_form import five_part_form
from renoflow.attribution.presets.front_desk import front_desk
from renoflow.attribution.presets.ladders import (
    business_contact_ladder,
    dedicated_resolver,
    first_contact_ladder,
    post_project,
    qc_appeal,
    register_ladder,
)
from renoflow.attribution.presets.register import register
from renoflow.attribution.presets.seven_day_filing import seven_day_filing

__all__ = [
    "business_contact",
    "business_contact_ladder",
    "dedicated_resolver",
    "first_contact",
    "first_contact_ladder",
    "five_part_form",
    "front_desk",
    "post_project",
    "qc_appeal",
    "register",
    "register_ladder",
    "seven_day_filing",
]
