"""Small processes as test data: disputes, instalments, callbacks, filings, two tracks."""

from fractions import Fraction

from renoflow.calendars import china
from renoflow.facts import Field, Kind
from renoflow.limits import Limit
from renoflow.obligations import Duty
from renoflow.periods import CALENDAR, days, hours, working_days
from renoflow.processes import BACK, Move, Process, Requirement, Stage, open_process
from renoflow.select import Anchor, Facts, Match, Test, Total


def at(day, hour=10, minute=0, *, month=3):
    """An instant of 2024 in China; 1 March was a Friday."""
    return china.at(2024, month, day, hour, minute)


def opened(process, **how):
    """*process* with China's days, a day without an hour read at its start."""
    return open_process(process, china, days=how.pop("days", "start"), **how)


def on(*kinds, **where):
    return Facts(
        kinds=kinds,
        where=tuple(Match(field=name, op="in", values=(value,)) for name, value in where.items()),
    )


APPEAL = Kind(name="appeal", zh="申诉")

IN_TIME = Requirement(
    id="appeal_window", test=Test(facts=on("appeal"), within=days(3, counting=CALENDAR))
)

DISPUTE = Process(
    id="three_levels",
    revision=1,
    zh="三级争议",
    kinds=(APPEAL,),
    stages=(
        Stage(id="calm", zh="无争议", kind="start"),
        Stage(
            id="with_head",
            zh="组长处理",
            duties=(
                Duty(
                    limit=Limit(
                        id="head_answers",
                        span=days(3, counting=CALENDAR),
                        needs=on("decision", role="team_head"),
                    ),
                    what="decide",
                    who="team_head",
                ),
            ),
        ),
        Stage(id="head_decided", zh="组长已裁"),
        Stage(id="with_manager", zh="经理处理"),
        Stage(id="manager_decided", zh="经理已裁"),
        Stage(id="with_office", zh="总办处理"),
        Stage(id="closed", zh="终局", kind="end"),
    ),
    moves=(
        Move(id="report", at=("calm",), on=on("dispute"), to="with_head"),
        Move(
            id="head",
            at=("with_head",),
            on=on("decision"),
            to="head_decided",
            roles=("team_head",),
        ),
        Move(
            id="to_manager",
            at=("head_decided",),
            on=on("appeal"),
            to="with_manager",
            needs=(IN_TIME,),
        ),
        Move(
            id="manager",
            at=("with_manager",),
            on=on("decision"),
            to="manager_decided",
            roles=("manager",),
        ),
        Move(
            id="to_office",
            at=("manager_decided",),
            on=on("appeal"),
            to="with_office",
            needs=(IN_TIME,),
        ),
        Move(
            id="office",
            at=("with_office",),
            on=on("decision"),
            to="closed",
            roles=("general_office",),
        ),
    ),
)

WORKS = on("receipt", component="works")
CONSTRUCTION = on("contract", type="construction")

FIRST_PAYMENT = Requirement(
    id="PAY-01",
    test=Test(facts=WORKS, total=Total(field="amount", part=Fraction(55, 100), of=CONSTRUCTION)),
)

THREE_WORKING_DAYS = Requirement(
    id="CON-06",
    over=Limit(
        id="CON-06",
        anchor=Anchor(
            of="latest_of",
            anchors=(
                Anchor(of="first", facts=CONSTRUCTION, whole=True),
                Anchor(of="first", facts=WORKS, whole=True),
            ),
        ),
        span=working_days(3),
        waived_by=on("waiver"),
    ),
)

INSTALMENT = Process(
    id="first_instalment",
    revision=1,
    zh="首期款",
    stages=(
        Stage(id="talking", zh="洽谈", kind="start"),
        Stage(
            id="signed",
            zh="已签",
            duties=(
                Duty(
                    limit=Limit(id="pay_first", span=days(7, counting=CALENDAR), needs=WORKS),
                    what="pay",
                    who="customer",
                ),
            ),
        ),
        Stage(id="site", zh="施工", kind="end"),
    ),
    moves=(
        Move(id="sign", at=("talking",), on=CONSTRUCTION, to="signed"),
        Move(
            id="begin",
            at=("signed",),
            on=on("start"),
            to="site",
            needs=(FIRST_PAYMENT, THREE_WORKING_DAYS),
        ),
    ),
)

CALLBACK = Process(
    id="first_callback",
    revision=1,
    zh="首次回访",
    stages=(
        Stage(id="new", zh="新客户", kind="start"),
        Stage(
            id="talked",
            zh="已谈",
            duties=(
                Duty(
                    limit=Limit(id="FOL-02", span=hours(48), needs=on("callback", answered=True)),
                    what="call_back",
                    who="client_manager",
                    advice=True,
                ),
            ),
        ),
        Stage(id="agreed", zh="已签协议", kind="end"),
        Stage(id="lost", zh="跑单", kind="exit"),
    ),
    moves=(
        Move(id="talk", at=("new",), on=on("designer_talk"), to="talked"),
        Move(id="agree", at=("talked",), on=on("agreement"), to="agreed"),
        Move(id="lose", at=("new", "talked"), on=on("loss"), to="lost"),
        Move(id="reopen", at=("lost",), on=on("reopening"), to=BACK),
    ),
)

FILING = Process(
    id="filing_window",
    revision=1,
    zh="报备有效期",
    stages=(
        Stage(id="unfiled", zh="未报备", kind="start"),
        Stage(
            id="filed",
            zh="已报备",
            duties=(
                Duty(
                    limit=Limit(id="FILE-06", span=days(7, counting=CALENDAR), needs=on("visit")),
                    what="visit",
                    who="claimant",
                ),
            ),
        ),
        Stage(id="visited", zh="已来访", kind="end"),
    ),
    moves=(
        Move(id="file", at=("unfiled",), on=on("filing"), to="filed"),
        Move(
            id="visit",
            at=("filed",),
            on=on("visit"),
            to="visited",
            needs=(
                Requirement(
                    id="window",
                    test=Test(facts=on("visit"), within=days(7, counting=CALENDAR)),
                ),
            ),
        ),
    ),
)

TWO_TRACKS = Process(
    id="design_and_money",
    revision=2,
    zh="设计与收款",
    kinds=(
        Kind(
            name="measurement", zh="量房", fields=(Field(name="area", zh="面积", type="number"),)
        ),
    ),
    stages=(
        Stage(id="unmeasured", zh="未量房", kind="start"),
        Stage(id="measured", zh="已量房"),
        Stage(id="designed", zh="方案已定", kind="end"),
        Stage(id="unpaid", zh="未付", track="money", kind="start"),
        Stage(id="paid", zh="已付", track="money"),
        Stage(id="cleared", zh="已结清", track="money", kind="end"),
    ),
    moves=(
        Move(id="measure", at=("unmeasured",), on=on("measurement"), to="measured"),
        Move(
            id="design",
            at=("measured",),
            on=on("scheme_talk"),
            to="designed",
            needs=(Requirement(id="paid_before", stages=("paid", "cleared")),),
        ),
        Move(id="pay", at=("unpaid",), on=on("deposit"), to="paid"),
        Move(id="clear", at=("paid",), on=on("scheme_talk", role="cashier"), to="cleared"),
    ),
)

ALL = (DISPUTE, INSTALMENT, CALLBACK, FILING, TWO_TRACKS)
