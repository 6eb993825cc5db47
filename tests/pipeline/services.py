"""The service flows with what their texts leave open filled in, and random histories of them."""

from datetime import timedelta

from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.facts import (
    answer,
    complaint,
    completion,
    progress_report,
    quarrel,
    question,
    service_step,
    site_issue,
    start,
    store_closed,
    store_log,
    store_opening,
    suggestion,
    withdrawal,
)
from renoflow.obligations import Escalation
from renoflow.periods import CALENDAR, days, hours
from renoflow.pipeline import LOG_SECTIONS, presets

UP = (
    Escalation(after=days(1, counting=CALENDAR), to="gm_office"),
    Escalation(after=hours(2), to="department_head"),
)
ANSWER = presets.complaint_answer_24h(answered_by="answer")
HANDLER = presets.complaint_handler(record_within=hours(4))
HEAD = presets.complaint_head(
    heads={"design": "design_manager", "price": "finance"},
    report_within=hours(1),
    feedback_within=days(1, counting=CALENDAR),
    callback_within=days(3, counting=CALENDAR),
)
DEPARTMENT = presets.complaint_department(
    investigate_within=hours(2), feedback_within=days(2, counting=CALENDAR)
)
PARTS = presets.complaint_three_parts(
    channels=("phone", "wechat"), response_within={"phone": hours(1), "wechat": hours(2)}
)
NUMBERING = presets.complaint_numbering(report_within=days(3, counting=CALENDAR), overdue=UP)
SUGGESTIONS = presets.suggestions_answered(answer_within=days(3, counting=CALENDAR))
QUARRELS = presets.no_quarrels(settle_within=hours(4))
ISSUES = presets.site_issues(
    forward_within=hours(2), tell_within=hours(4), friday_off="next_working"
)
REPORTS = presets.progress_reports(interval=days(7, counting=CALENDAR))
MATTERS = (
    *(ANSWER, HANDLER, HEAD, DEPARTMENT, PARTS),
    *(NUMBERING, SUGGESTIONS, QUARRELS, ISSUES),
)
RECORDS = presets.store_records(closed_days="waived")
FRAGMENTS = (
    RECORDS,
    presets.visit_reports,
    presets.quarterly_review,
    presets.key_account_meetings,
)

BEGIN = china.at(2024, 9, 11, 9)
STEPS = (
    *("recorded", "reported", "investigated", "solution", "measures", "handled"),
    *("communicated", "called_back", "tracked", "settled", "forwarded", "followed_up"),
    *("inspection_asked", "inspected", "report_submitted", "anomaly_sheet"),
)


def hour(n):
    return BEGIN + timedelta(hours=n)


@st.composite
def opener(draw, name, at):
    kind = draw(st.sampled_from(("complaint", "question", "suggestion", "quarrel", "issue")))
    if kind == "complaint":
        return complaint(
            name,
            at=at,
            topic=draw(st.sampled_from(("design", "price"))),
            channel=draw(st.sampled_from(("phone", "wechat", "letter"))),
            loss=draw(st.sampled_from((True, False, None))),
        )
    if kind == "question":
        return question(name, at=at, channel="phone")
    if kind == "suggestion":
        return suggestion(name, at=at)
    if kind == "quarrel":
        return quarrel(name, at=at, employee="e1")
    return site_issue(name, at=at, about="materials")


@st.composite
def further(draw, name, at):
    of = draw(st.sampled_from(("m0", "m1", "m9")))
    kind = draw(st.sampled_from(("step", "step", "step", "answer", "gone", "store", "site")))
    if kind == "step":
        return service_step(
            name,
            at=at,
            of=of,
            step=draw(st.sampled_from(STEPS)),
            number=draw(st.sampled_from(("240901", None))),
            cause=draw(st.sampled_from(("quality", None))),
            solved=draw(st.booleans()),
            present=("sales", "qc_centre"),
            supplied=("result", "follow_up"),
            role=draw(st.sampled_from(("design_manager", "finance", "store_manager"))),
        )
    if kind == "answer":
        return answer(name, at=at, of=of)
    if kind == "gone":
        return withdrawal(
            name, at=at, of=draw(st.sampled_from(("m0", *(f"x{n}" for n in range(int(name[1:]))))))
        )
    if kind == "store":
        return draw(
            st.sampled_from(
                (
                    store_opening(name, at=at),
                    store_closed(name, at=at),
                    store_log(name, at=at, sections=LOG_SECTIONS),
                    store_log(name, at=at, sections=("visits",)),
                )
            )
        )
    return draw(
        st.sampled_from(
            (start(name, at=at), progress_report(name, at=at), completion(name, at=at))
        )
    )


@st.composite
def histories(draw):
    """Two matters and what was told of them, over two weeks with a make-up workday each."""
    instants = st.integers(0, 700).map(hour)
    facts = [draw(opener(f"m{n}", draw(instants))) for n in range(2)]
    count = draw(st.integers(0, 9))
    facts += [draw(further(f"x{n}", draw(instants))) for n in range(count)]
    return tuple(facts)
