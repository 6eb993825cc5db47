"""The moves of the ten steps, of the designer's track and of the calls, with what they need."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

from renoflow.limits import Limit
from renoflow.periods import working_days
from renoflow.pipeline.presets.rows import given, told
from renoflow.processes import BACK, Move, Requirement
from renoflow.select import Anchor, Facts, Match, Test, Total

__all__ = ["DESIGNER_MOVES", "FOLLOW_UP_MOVES", "LEAVING", "MOVES", "site_moves"]

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

MOVES: Final = (
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


def site_moves(start_reading: Literal["after", "on"]) -> tuple[Move, ...]:
    """From the contract to the site and to completion."""
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

LEAVING: Final = (
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

DESIGNER_MOVES: Final = (
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

FOLLOW_UP_MOVES: Final = (
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
