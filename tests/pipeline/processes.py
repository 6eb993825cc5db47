"""Every shipped process with its readings, and every fragment, for tests."""

from renoflow.periods import CALENDAR, days, minutes
from renoflow.pipeline import Fragment, presets

__all__ = ["FRAGMENTS", "PROCESSES"]

WEEK = days(7, counting=CALENDAR)

PROCESSES = (
    presets.steward_ten_step(first_callback=days(2, counting=CALENDAR)),
    presets.sign_order_24h(second_day="scheme", at_once=minutes(30)),
    presets.sign_order_24h(second_day="discussion", at_once=minutes(30)),
    presets.designer_led(rectify_within=WEEK),
    presets.never_alone(),
    presets.contract_clause(),
    presets.service_chain(
        consultation=WEEK, design=WEEK, contract=WEEK, works=WEEK, callbacks="month"
    ),
    presets.home_service(
        trial=days(5, counting=CALENDAR),
        trial_from="entry",
        visit_fee="prepaid",
        follow_up="month",
    ),
    presets.home_service(
        trial=days(35, counting=CALENDAR),
        trial_from="contract",
        visit_fee="announced",
        follow_up="quarter",
    ),
    presets.acceptance_rectification(rectify_within=WEEK),
    presets.completion_at_headquarters(),
    presets.material_flow(rejected="planned_anew"),
    presets.material_flow(rejected="closed"),
)

FRAGMENTS: tuple[Fragment, ...] = (
    *(one for one in vars(presets.fragments).values() if isinstance(one, Fragment)),
    presets.fragments.value_class(callbacks="month"),
    presets.fragments.relation_kpi(contacts="month"),
)
