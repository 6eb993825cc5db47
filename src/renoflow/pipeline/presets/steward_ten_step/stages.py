"""The stages of the ten steps, of the designer's track and of the calls, with what is due."""

from __future__ import annotations

from typing import Final, Literal

from renoflow.limits import Every, Limit
from renoflow.obligations import Duty
from renoflow.periods import Roll, Span, until
from renoflow.pipeline.presets.rows import told
from renoflow.processes import Stage
from renoflow.select import Anchor, Facts, Match, Test

__all__ = ["DESIGNER", "ENDS", "STEPS", "follow_up_stages", "site_stage"]

_DATED: Final = Facts(
    kinds=("design_schedule",), where=(Match(field="scheme_talk_on", op="given"),)
)
_TALKS: Final = Facts(kinds=("designer_talk", "scheme_talk"))
_DESIGNING: Final = (
    Duty(
        limit=Limit(id="design_schedule", source="CON-04", needs=told("design_schedule")),
        what="design_schedule",
        who="client_manager",
        advice=True,
    ),
    Duty(
        limit=Limit(
            id="scheme_talk",
            source="CON-04 FOL-05",
            anchor=Anchor(of="first", facts=_DATED),
            by=Anchor(of="last", facts=_DATED, field="scheme_talk_on", plus=until("day")),
            needs=told("scheme_talk"),
        ),
        what="scheme_talk",
        who="client_manager",
    ),
    *(
        Duty(
            limit=Limit(
                id=f"interview_{whom}",
                source="FOL-04",
                anchor=Anchor(of="last", facts=_TALKS),
                needs=told("interview", whom=whom),
            ),
            what=f"interview_{whom}",
            who="client_manager",
        )
        for whom in ("customer", "designer", "assistant")
    ),
)

STEPS: Final = (
    Stage(id="identify", zh="客户的识别", kind="start", source="LIF-01 LIF-02"),
    Stage(id="guided_talk", zh="引导性沟通", source="LIF-01 LIF-03"),
    Stage(id="recommend_designer", zh="推荐设计师", source="LIF-01"),
    Stage(id="closed_loop", zh="闭环", source="LIF-01 LIF-07"),
    Stage(id="callback", zh="回访", source="LIF-01"),
    Stage(id="sign_agreement", zh="签订协议", source="LIF-01"),
    Stage(id="track_design", zh="设计过程跟踪", duties=_DESIGNING, source="LIF-01 LIF-10"),
    Stage(id="sign_contract", zh="签订施工合同", source="LIF-01"),
)


def site_stage(friday_off: Roll) -> Stage:
    """Step 9, with its call every Friday."""
    call = Limit(
        id="site_call",
        source="SITE-02",
        needs=told("site_callback"),
        every=Every(unit="week", weekday=4, first="partial", roll=friday_off),
    )
    return Stage(
        id="site",
        zh="工地维护",
        duties=(Duty(limit=call, what="site_callback", who="client_manager"),),
        source="LIF-01",
    )


ENDS: Final = (
    Stage(id="completion", zh="竣工", kind="end", source="LIF-01"),
    Stage(id="materials_only", zh="只买主材", kind="exit", source="LIF-02"),
    Stage(id="lost", zh="跑单", kind="exit", source="LIF-10"),
    Stage(id="cancelled", zh="退单", kind="exit", source="LIF-10"),
)

DESIGNER: Final = (
    Stage(id="no_designer", zh="未推荐设计师", track="designer", kind="start", source="LIF-11"),
    Stage(id="designer_recommended", zh="已推荐设计师", track="designer", source="LIF-11"),
    Stage(id="designer_confirmed", zh="已确定设计师", track="designer", source="LIF-11"),
    Stage(id="design_done", zh="设计结束", track="designer", kind="end", source="LIF-01"),
)


def follow_up_stages(
    first_callback: Span, first_week: Literal["partial", "whole"]
) -> tuple[Stage, ...]:
    """The track of calls to a customer who has talked with a designer."""
    reached = Facts(
        kinds=("callback",), where=(Match(field="answered", op="not_in", values=(False,)),)
    )
    wish = Facts(kinds=("closed_loop",), where=(Match(field="next_at", op="given"),))
    again = Test(facts=told("reopening"), negated=True)
    first = Limit(
        id="first_callback",
        source="FOL-02",
        span=first_callback,
        needs=reached,
        when=(again,),  # a customer who came back is no first talk any more
    )
    wished = Limit(
        id="wished_callback",
        source="FOL-02 LIF-09",
        anchor=Anchor(of="first", facts=wish),
        by=Anchor(of="first", facts=wish, field="next_at"),
        needs=reached,
        replaces=("first_callback",),
    )
    weekly = Limit(
        id="two_calls_a_week",
        source="FOL-03",
        needs=reached,
        count=2,
        every=Every(unit="week", first=first_week),
    )
    return (
        Stage(id="not_talked", zh="未首谈", track="follow_up", kind="start", source="FOL-02"),
        Stage(
            id="first_talked",
            zh="已首谈",
            track="follow_up",
            duties=(
                Duty(limit=first, what="first_callback", who="client_manager", advice=True),
                Duty(limit=wished, what="first_callback", who="client_manager", advice=True),
                Duty(limit=weekly, what="weekly_callbacks", who="client_manager"),
            ),
            source="FOL-02 FOL-03",
        ),
        Stage(
            id="follow_up_closed", zh="跟进中止", track="follow_up", kind="exit", source="FOL-03"
        ),
        Stage(id="follow_up_done", zh="已签约", track="follow_up", kind="end", source="FOL-03"),
    )
