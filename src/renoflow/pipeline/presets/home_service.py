"""S1, home service (家政签单): fifteen modules from the reception to the follow-up.

Of another trade, and only for customers who visit; the pattern of candidates, trial and
replacement fits a designer on trial. ``docs/processes/home_service.md`` shows it.
"""

from __future__ import annotations

from typing import Final, Literal

from renoflow.facts import Field, Kind
from renoflow.limits import Every
from renoflow.periods import Block, Span
from renoflow.pipeline.presets.rows import LOST, leaving, moved, need, owed, told
from renoflow.processes import Move, Process, Stage
from renoflow.select import OPENED, Anchor, Facts, Match, Test

__all__ = ["home_service"]


def home_service(
    *,
    trial: Span,
    trial_from: Literal["contract", "entry"],
    visit_fee: Literal["prepaid", "announced"],
    follow_up: Block,
) -> Process:
    """The fifteen modules, with what their text leaves open filled in.

    Args:
        trial: HSV-12, how long the trial lasts. The text is garbled (G-01): 35 days as it
            is printed, 3 to 5 as it probably was; there is no default.
        trial_from: From the ``contract``, as the chart has it, or from the ``entry`` in
            the home, as the explanation has it.
        visit_fee: HSV-09, an interview at home: the fee must be ``prepaid`` (chart), or
            it is enough that it was ``announced`` (explanation).
        follow_up: HSV-13, how often "periodic" is.
    """
    return Process(
        id="home_service",
        revision=1,
        zh="家政签单流程",
        source="S1",
        kinds=_KINDS,
        stages=(*_STAGES, _follow_up(follow_up), LOST),
        moves=(
            *_BEFORE,
            _interviewed(visit_fee),
            *_CONTRACT,
            _replaced(trial, trial_from),
            _FOLLOWED,
            *leaving(*_BEFORE_CONTRACT, source="HSV-01"),
        ),
        house=("company",),
    )


_KINDS: Final = (
    Kind(name="reception", zh="接待"),
    Kind(name="data_form", zh="资料采集表"),
    Kind(
        name="needs_assessment",
        zh="需求评估",
        fields=(
            Field(name="urgent", zh="急需", type="flag", required=True),
            Field(name="consents", zh="同意即时上门", type="flag"),
        ),
    ),
    Kind(name="home_visit", zh="上门采集"),
    Kind(
        name="package_offer",
        zh="套餐报价",
        fields=(
            Field(
                name="offered",
                zh="已介绍",
                type="names",
                required=True,
                values=("products", "packages"),
            ),
            Field(name="choice_wished", zh="要求选人", type="flag"),
        ),
    ),
    Kind(
        name="candidates",
        zh="推荐人选",
        fields=(Field(name="number", zh="人数", type="count", required=True),),
    ),
    Kind(
        name="training_need",
        zh="定向培训确认",
        fields=(Field(name="needed", zh="需要", type="flag", required=True),),
    ),
    Kind(name="training", zh="定向培训"),
    Kind(
        name="visit_fee",
        zh="上门服务费",
        fields=(
            Field(
                name="step",
                zh="步骤",
                type="choice",
                required=True,
                values=("announced", "paid"),
            ),
        ),
    ),
    Kind(
        name="candidate_interview",
        zh="面试",
        fields=(
            Field(
                name="venue",
                zh="面试地点",
                type="choice",
                required=True,
                values=("company", "home"),
            ),
            Field(name="satisfied", zh="满意", type="flag", required=True),
        ),
    ),
    Kind(name="registration_form", zh="客户登记表"),
    Kind(name="service_contract", zh="服务合同"),
    Kind(name="fees_paid", zh="费用付清"),
    Kind(name="home_entry", zh="入家"),
    Kind(name="replacement", zh="调换"),
    Kind(name="trial_passed", zh="试用合格"),
    Kind(name="satisfaction_call", zh="满意度回访"),
)

_STAGES: Final = (
    Stage(id="hs_reception", zh="接待客户", kind="start", source="HSV-01 HSV-02"),
    Stage(id="hs_needs", zh="了解需求", source="HSV-03"),
    Stage(id="hs_assessment", zh="评估需求", source="HSV-04"),
    Stage(id="hs_urgent_visit", zh="即时上门", source="HSV-05"),
    Stage(id="hs_planned_visit", zh="约定上门", source="HSV-05"),
    Stage(id="hs_offer", zh="介绍套餐", source="HSV-06"),
    Stage(id="hs_candidates", zh="推荐服务员", source="HSV-07"),
    Stage(id="hs_training_need", zh="确认培训需求", source="HSV-08"),
    Stage(id="hs_training", zh="定向培训中", source="HSV-08"),
    Stage(id="hs_interview", zh="安排面试", source="HSV-09"),
    Stage(id="hs_contract", zh="签约缴费", source="HSV-10"),
    Stage(id="hs_entry", zh="入家安排", source="HSV-10"),
    Stage(id="hs_replacement", zh="调换服务员", source="HSV-11"),
    Stage(id="hs_trial", zh="试用期", source="HSV-12"),
)
_BEFORE_CONTRACT: Final = tuple(stage.id for stage in _STAGES[:11])


def _follow_up(every: Block) -> Stage:
    call = owed(
        "satisfaction_call",
        told("satisfaction_call"),
        every=Every(unit=every, first="whole"),
        who="customer_service",
        source="HSV-13",
    )
    return Stage(id="hs_follow_up", zh="跟踪服务期", kind="end", duties=(call,), source="HSV-13")


_URGENT: Final = told("needs_assessment", urgent=True, consents=True)
_TWO: Final = Test(
    any=(
        Test(facts=told("package_offer", choice_wished=True), negated=True),
        Test(
            facts=Facts(
                kinds=("candidates",), where=(Match(field="number", op="min", values=(2,)),)
            ),
            latest=True,
        ),
    )
)

_BEFORE: Final = (
    moved("received", "hs_reception", told("reception"), "hs_needs", "HSV-02"),
    moved("needs_noted", "hs_needs", told("data_form"), "hs_assessment", "HSV-03"),
    moved("urgent", "hs_assessment", _URGENT, "hs_urgent_visit", "HSV-04 HSV-05"),
    moved(
        "not_urgent",
        "hs_assessment",
        told("needs_assessment", urgent=False),
        "hs_planned_visit",
        "HSV-05",
    ),
    moved(
        "not_now",
        "hs_assessment",
        Facts(
            kinds=("needs_assessment",),
            where=(
                Match(field="urgent", op="in", values=(True,)),
                Match(field="consents", op="not_in", values=(True,)),
            ),
        ),
        "hs_planned_visit",
        "HSV-05",
    ),
    Move(
        id="visited",
        at=("hs_urgent_visit", "hs_planned_visit"),
        on=told("home_visit"),
        to="hs_offer",
        source="HSV-05",
    ),
    moved(
        "offered",
        "hs_offer",
        Facts(kinds=("package_offer",)),
        "hs_candidates",
        "HSV-06",
        need(
            "products_then_packages",
            Facts(
                kinds=("package_offer",),
                where=(Match(field="offered", op="has", values=("products", "packages")),),
            ),
            "HSV-06",
        ),
    ),
    moved(
        "candidates_named",
        "hs_candidates",
        Facts(kinds=("candidates",)),
        "hs_training_need",
        "HSV-07",
        need("two_candidates", _TWO, "HSV-07"),
    ),
    moved(
        "training_needed",
        "hs_training_need",
        told("training_need", needed=True),
        "hs_training",
        "HSV-08",
    ),
    moved(
        "no_training",
        "hs_training_need",
        told("training_need", needed=False),
        "hs_interview",
        "HSV-08",
    ),
    moved("trained", "hs_training", told("training"), "hs_interview", "HSV-08"),
)


def _interviewed(visit_fee: Literal["prepaid", "announced"]) -> Move:
    wanted = ("paid",) if visit_fee == "prepaid" else ("announced", "paid")
    return moved(
        "interviewed",
        "hs_interview",
        told("candidate_interview", satisfied=True),
        "hs_contract",
        "HSV-09",
        need(
            "visit_fee_settled",
            Test(
                any=(
                    Test(facts=told("candidate_interview", venue="home"), negated=True),
                    Test(facts=told("visit_fee", step=wanted)),
                )
            ),
            "HSV-09",
        ),
    )


_CONTRACT: Final = (
    moved(
        "not_satisfied",
        "hs_interview",
        told("candidate_interview", satisfied=False),
        "hs_replacement",
        "HSV-11",
    ),
    moved("another", "hs_replacement", Facts(kinds=("candidates",)), "hs_interview", "HSV-11"),
    moved(
        "contracted",
        "hs_contract",
        told("service_contract"),
        "hs_entry",
        "HSV-10",
        need("form_filled", told("registration_form"), "HSV-10"),
    ),
    moved(
        "entered",
        "hs_entry",
        told("home_entry"),
        "hs_trial",
        "HSV-10 HSV-12",
        need("fees_settled", told("fees_paid"), "HSV-10"),
    ),
)


def _replaced(trial: Span, trial_from: Literal["contract", "entry"]) -> Move:
    signed = Anchor(of="last", facts=told("service_contract"), whole=True)
    start = signed if trial_from == "contract" else OPENED
    return moved(
        "replaced_on_trial",
        "hs_trial",
        told("replacement"),
        "hs_replacement",
        "HSV-11 HSV-12",
        need("within_trial", Test(facts=told("replacement"), within=trial, of=start), "HSV-12"),
    )


_FOLLOWED: Final = moved("stays", "hs_trial", told("trial_passed"), "hs_follow_up", "HSV-13")
