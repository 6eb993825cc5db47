"""L1, the steward's ten steps (十步流程): from the first greeting to completion.

Three tracks run side by side: the ten steps themselves, the designer (recommended, then
confirmed: LIF-11), and the calls to a customer from his first designer talk to the signed
agreement (FOL-02, FOL-03). ``docs/processes/steward_ten_step.md`` shows them as diagrams.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

from renoflow.limits import Every, Limit
from renoflow.obligations import Duty
from renoflow.periods import Roll, Span, until, working_days
from renoflow.pipeline.presets.rows import given, told
from renoflow.processes import BACK, Move, Process, Requirement, Stage
from renoflow.select import Anchor, Facts, Match, Test, Total

__all__ = ["steward_ten_step"]


def steward_ten_step(
    *,
    first_callback: Span,
    start_reading: Literal["after", "on"] = "after",
    first_week: Literal["partial", "whole"] = "whole",
    friday_off: Roll = "none",
) -> Process:
    """The ten steps, with what their text leaves open filled in.

    Args:
        first_callback: The two days of FOL-02 after a first talk; the text does not say
            how they are counted (X-25), so there is no default. The time that the
            customer wished for in the closed loop replaces it, later or not.
        start_reading: CON-06, "after three working days" from the later of signing and
            payment: ``after`` is strict, so that the fourth working day is the first;
            ``on`` allows the third.
        first_week: FOL-03, whether the week of the first talk asks for two calls already
            (``partial``) or only the first ``whole`` one.
        friday_off: SITE-02, a Friday that is a day off: called all the same (``none``), or
            on the ``next_working`` day.
    """
    return Process(
        id="steward_ten_step",
        revision=1,
        zh="管家十步流程",
        source="L1",
        stages=(
            *_STEPS,
            _site(friday_off),
            *_ENDS,
            *_DESIGNER,
            *_follow(first_callback, first_week),
        ),
        moves=(*_MOVES, *_site_moves(start_reading), *_LEAVING, *_DESIGNER_MOVES, *_FOLLOW_MOVES),
        house=("company",),
    )


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

_STEPS: Final = (
    Stage(id="identify", zh="客户的识别", kind="start", source="LIF-01 LIF-02"),
    Stage(id="guided_talk", zh="引导性沟通", source="LIF-01 LIF-03"),
    Stage(id="recommend_designer", zh="推荐设计师", source="LIF-01"),
    Stage(id="closed_loop", zh="闭环", source="LIF-01 LIF-07"),
    Stage(id="callback", zh="回访", source="LIF-01"),
    Stage(id="sign_agreement", zh="签订协议", source="LIF-01"),
    Stage(id="track_design", zh="设计过程跟踪", duties=_DESIGNING, source="LIF-01 LIF-10"),
    Stage(id="sign_contract", zh="签订施工合同", source="LIF-01"),
)


def _site(friday_off: Roll) -> Stage:
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


_ENDS: Final = (
    Stage(id="completion", zh="竣工", kind="end", source="LIF-01"),
    Stage(id="materials_only", zh="只买主材", kind="exit", source="LIF-02"),
    Stage(id="lost", zh="跑单", kind="exit", source="LIF-10"),
    Stage(id="cancelled", zh="退单", kind="exit", source="LIF-10"),
)

_DESIGNER: Final = (
    Stage(id="no_designer", zh="未推荐设计师", track="designer", kind="start", source="LIF-11"),
    Stage(id="designer_recommended", zh="已推荐设计师", track="designer", source="LIF-11"),
    Stage(id="designer_confirmed", zh="已确定设计师", track="designer", source="LIF-11"),
    Stage(id="design_done", zh="设计结束", track="designer", kind="end", source="LIF-01"),
)


def _follow(first_callback: Span, first_week: Literal["partial", "whole"]) -> tuple[Stage, ...]:
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


_COVERED: Final = tuple(
    Requirement(
        id=f"guided_{item}",
        test=Test(
            facts=Facts(
                kinds=("guided_talk",), where=(Match(field="covered", op="has", values=(item,)),)
            )
        ),
        source="LIF-03",
    )
    for item in ("self_introduction", "basic_information", "concerns", "deep_needs")
)

_ANSWERS: Final = ("talk_satisfies", "works_satisfy", "idea_accepted", "budget_clear", "unclear")
_FIVE: Final = tuple(
    Requirement(id=f"loop_{name}", test=given("closed_loop", name), source="LIF-07")
    for name in _ANSWERS
)
_ALL_CLEAR: Final = Requirement(
    id="loop_all_clear",
    test=Test(
        facts=told(
            "closed_loop",
            talk_satisfies=True,
            works_satisfy=True,
            idea_accepted=True,
            budget_clear=True,
            unclear=((),),
        ),
        latest=True,
    ),
    source="LIF-07",
)

_TERMS: Final = (
    Requirement(
        id="agreement_rendering",
        test=Test(
            any=(
                Test(facts=told("agreement", rendering="not_charged")),
                given("agreement", "rendering_fee", rendering="charged"),
            )
        ),
        source="CON-02 FEE-04",
    ),
    Requirement(
        id="agreement_scheme_talk", test=given("agreement", "scheme_talk_on"), source="CON-02"
    ),
    Requirement(
        id="agreement_expected_start",
        test=given("agreement", "expected_start_on"),
        source="CON-02",
    ),
)

_PEOPLE: Final = tuple(
    Requirement(
        id=f"contract_{role}",
        test=given("contract", role, type="construction"),
        source="CON-07",
    )
    for role in ("project_manager", "supervisor", "customer_service")
)

_MOVES: Final = (
    Move(
        id="identified",
        at=("identify",),
        on=told("identification", wants=("renovation", "both")),
        to="guided_talk",
        source="LIF-02",
    ),
    Move(
        id="only_materials",
        at=("identify",),
        on=told("identification", wants="materials"),
        to="materials_only",
        source="LIF-02",
    ),
    Move(
        id="recommended",
        at=("guided_talk",),
        on=told("designer_step", step=("recommended", "confirmed")),
        to="recommend_designer",
        needs=_COVERED,
        source="LIF-03",
    ),
    Move(
        id="talk_agrees",
        at=("recommend_designer", "closed_loop", "callback"),
        on=told("designer_talk", outcome="agrees"),
        to="sign_agreement",
        source="LIF-06",
    ),
    Move(
        id="talk_hesitates",
        at=("recommend_designer", "closed_loop", "callback"),
        on=told("designer_talk", outcome=("hesitates", "declines")),
        to="closed_loop",
        source="LIF-06",
    ),
    Move(
        id="loop_ready",
        at=("closed_loop", "callback"),
        on=told("closed_loop"),
        to="sign_agreement",
        needs=(_ALL_CLEAR,),
        source="LIF-07",
    ),
    Move(
        id="loop_closed",
        at=("closed_loop", "callback"),
        on=told("closed_loop"),
        to="callback",
        needs=_FIVE,
        source="LIF-07",
    ),
    Move(
        id="callback_agrees",
        at=("callback",),
        on=told("callback", agreed=True),
        to="sign_agreement",
        source="FOL-02",
    ),
    Move(
        id="another_designer",
        at=("recommend_designer", "closed_loop", "callback", "sign_agreement"),
        on=told("designer_step", step="declined"),
        to="recommend_designer",
        source="LIF-01",
    ),
    Move(
        id="agreed",
        at=("recommend_designer", "closed_loop", "callback", "sign_agreement"),
        on=told("agreement"),
        to="track_design",
        needs=_TERMS,
        source="LIF-01 LIF-06 LIF-08",
    ),
    Move(
        id="contracted",
        at=("track_design",),
        on=told("contract", type="construction"),
        to="sign_contract",
        needs=_PEOPLE,
        source="LIF-01 CON-07",
    ),
)

_SIGNED: Final = told("contract", type="construction")
_PAID_WORKS: Final = told("receipt", component="works")
_FIRST_PART: Final = Total(field="amount", part=Fraction(55, 100), of=_SIGNED)


def _paid_in_full(component: str) -> Requirement:
    return Requirement(
        id=f"paid_{component}",
        test=Test(
            facts=told("receipt", component=component),
            total=Total(field="amount", part=Fraction(1), of=told("contract", type=component)),
        ),
        source="PAY-03",
    )


def _site_moves(start_reading: Literal["after", "on"]) -> tuple[Move, ...]:
    paid = Anchor(of="first", facts=_PAID_WORKS, total=_FIRST_PART, whole=True)
    signed = Anchor(of="last", facts=_SIGNED, whole=True)
    waiting = Limit(
        id="three_working_days",
        source="CON-06",
        anchor=Anchor(of="latest_of", anchors=(signed, paid)),
        span=working_days(4 if start_reading == "after" else 3, edge="before"),
    )
    return (
        Move(
            id="started",
            at=("sign_contract",),
            on=told("start"),
            to="site",
            needs=(
                Requirement(
                    id="contract_amount",
                    test=given("contract", "amount", type="construction"),
                    source="PAY-03",
                ),
                Requirement(
                    id="paid_works",
                    test=Test(facts=_PAID_WORKS, total=_FIRST_PART),
                    source="PAY-03",
                ),
                _paid_in_full("finished_goods"),
                _paid_in_full("main_materials"),
                Requirement(id="waited", over=waiting, source="CON-06"),
            ),
            source="CON-06 PAY-03",
        ),
        Move(
            id="completed", at=("site",), on=told("completion"), to="completion", source="LIF-01"
        ),
    )


_BEFORE_AGREEMENT: Final = (
    "identify",
    "guided_talk",
    "recommend_designer",
    "closed_loop",
    "callback",
    "sign_agreement",
)

_LEAVING: Final = (
    Move(
        id="lost",
        at=(*_BEFORE_AGREEMENT, "track_design"),
        on=told("loss"),
        to="lost",
        source="LIF-10",
    ),
    Move(
        id="cancelled",
        at=("track_design", "sign_contract"),
        on=told("cancellation"),
        to="cancelled",
        source="LIF-10",
    ),
    Move(
        id="reopened",
        at=("lost", "cancelled", "materials_only"),
        on=told("reopening"),
        to=BACK,
        source="LIF-01",
    ),
)

_DESIGNER_MOVES: Final = (
    Move(
        id="designer_named",
        at=("no_designer", "designer_recommended"),
        on=told("designer_step", step="recommended"),
        to="designer_recommended",
        source="LIF-11",
    ),
    Move(
        id="designer_fixed",
        at=("no_designer", "designer_recommended"),
        on=told("designer_step", step="confirmed"),
        to="designer_confirmed",
        source="LIF-11",
    ),
    Move(
        id="designer_refused",
        at=("designer_recommended", "designer_confirmed"),
        on=told("designer_step", step="declined"),
        to="no_designer",
        source="LIF-01",
    ),
    Move(
        id="designed",
        at=("no_designer", "designer_recommended", "designer_confirmed"),
        on=told("completion"),
        to="design_done",
        source="LIF-01",
    ),
)

_FOLLOW_MOVES: Final = (
    Move(
        id="first_talk",
        at=("not_talked",),
        on=Facts(kinds=("designer_talk",)),
        to="first_talked",
        source="FOL-02",
    ),
    Move(
        id="calls_done",
        at=("not_talked", "first_talked", "follow_up_closed"),
        on=told("agreement"),
        to="follow_up_done",
        source="FOL-03",
    ),
    Move(
        id="no_more_calls",
        at=("not_talked", "first_talked"),
        on=told("loss"),
        to="follow_up_closed",
        source="FOL-03",
    ),
    Move(
        id="calls_again",
        at=("follow_up_closed",),
        on=told("reopening"),
        to=BACK,
        source="FOL-03",
    ),
)
