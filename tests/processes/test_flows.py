"""A dispute, an instalment, a callback and a filing window, run on processes and limits."""

import pytest

from renoflow import facts as told
from renoflow.errors import Malformed, Refused
from renoflow.facts import fact
from renoflow.money import Money
from renoflow.processes import ensure, journey, may, obligations
from tests.processes.flows import CALLBACK, DISPUTE, FILING, INSTALMENT, TWO_TRACKS, at, opened

dispute = opened(DISPUTE)
instalment = opened(INSTALMENT)
callback = opened(CALLBACK)
filing = opened(FILING)
tracks = opened(TWO_TRACKS)


def decided(name, day, role, hour=10):
    return told.decision(name, at=at(day, hour), owner="wang", role=role)


def appeal(name, when):
    return fact(name, "appeal", at=when, kinds=dispute.kinds)


def codes(reasons):
    return [(one.code, one.rule) for one in reasons]


def states(walked):
    process = f"{walked.process}#"
    assert all(one.rule.startswith(process) for one in obligations(walked))
    return [(one.rule.removeprefix(process), one.state) for one in obligations(walked)]


REPORT = told.dispute("d", at=at(1))


def test_a_dispute_climbs_three_levels_to_its_end() -> None:
    """Each level acts after the one below it; the last one closes."""
    history = (
        REPORT,
        decided("1", 2, "team_head"),
        appeal("a1", at(3)),
        decided("2", 4, "manager"),
        appeal("a2", at(5)),
        decided("3", 6, "general_office"),
    )
    walked = journey(dispute, history, at=at(30))
    assert walked.stage() == "closed"
    assert [(step.move, step.facts) for step in walked.path] == [
        ("report", ("d",)),
        ("head", ("1",)),
        ("to_manager", ("a1",)),
        ("manager", ("2",)),
        ("to_office", ("a2",)),
        ("office", ("3",)),
    ]
    assert (walked.deviations, walked.next) == ((), ())
    assert walked.process == "three_levels@1"


def test_no_level_of_a_dispute_is_skipped() -> None:
    """The office cannot decide what the team's head has not looked at."""
    early = decided("3", 2, "general_office")
    assert codes(may(dispute, (REPORT,), early)) == [("process.role", "head")]
    walked = journey(dispute, (REPORT, early), at=at(3))
    assert walked.stage() == "with_head"
    (odd,) = walked.deviations
    assert (odd.fact, odd.state, odd.stages) == ("3", "left_alone", ("with_head",))
    assert odd.missing[0].get("roles") == ("team_head",)


@pytest.mark.parametrize(
    ("when", "objections"),
    [(at(5, 23, 59), []), (at(6, 0), [("process.needs", "appeal_window")])],
)
def test_an_appeal_is_in_time_through_the_third_day(when, objections) -> None:
    """The last minute of the third day is inside, the first of the fourth is not."""
    history = (REPORT, decided("1", 2, "team_head"))
    assert codes(may(dispute, history, appeal("a", when))) == objections


CONTRACT = told.contract("c", at=at(1), type="construction", amount=Money(100_000))


def paid(name, day, fen, hour=10):
    return told.receipt(name, at=at(day, hour), component="works", amount=Money(fen))


def test_a_start_names_everything_that_is_missing_at_once() -> None:
    """An unpaid contract lacks the money and the waiting time, and both are told."""
    start = told.start("s", at=at(4))
    assert codes(may(instalment, (CONTRACT,), start)) == [
        ("process.needs", "PAY-01"),
        ("process.unarmed", "CON-06"),
    ]
    with pytest.raises(Refused) as refusal:
        ensure(instalment, (CONTRACT,), start)
    assert codes(refusal.value.objections) == [
        ("process.needs", "PAY-01"),
        ("process.unarmed", "CON-06"),
    ]
    assert refusal.value.code == "process.refused"


@pytest.mark.parametrize(
    ("start", "objections"),
    [(at(6, 23, 59), [("process.waits", "CON-06")]), (at(7, 0), [])],
)
def test_a_start_waits_for_three_whole_working_days(start, objections) -> None:
    """CON-06: signed and paid on Friday 1 March; Wednesday 6 March is still too early."""
    history = (CONTRACT, paid("p", 1, 55_000))
    found = may(instalment, history, told.start("s", at=start))
    assert codes(found) == objections
    if found:
        assert found[0].get("until") == at(7, 0) - (at(1, 0, 1) - at(1, 0)) / 60_000_000
        assert found[0].get("provisional") is False


def test_a_waived_waiting_time_is_over() -> None:
    """Whoever may waive it has waived it; the start is free."""
    history = (CONTRACT, paid("p", 1, 55_000), told.waiver("w", at=at(2)))
    assert may(instalment, history, told.start("s", at=at(3))) == ()
    ensure(instalment, history, told.start("s", at=at(3)))


@pytest.mark.parametrize(("fen", "lacks"), [(55_000, False), (54_999, True)])
def test_the_first_instalment_is_paid_to_the_fen(fen, lacks) -> None:
    """PAY-01: 55 % of the works, one fen less is not enough."""
    found = may(instalment, (CONTRACT, paid("p", 1, fen)), told.start("s", at=at(20)))
    assert (("process.needs", "PAY-01") in codes(found)) is lacks


@pytest.mark.parametrize(
    ("history", "asked", "state"),
    [
        ((), at(8, 23, 59), "open"),
        ((), at(9, 0), "missed"),
        ((paid("p", 8, 1, hour=23),), at(20), "met"),
        ((paid("p", 9, 1, hour=0),), at(20), "met_late"),
    ],
)
def test_an_instalment_is_due_within_seven_days(history, asked, state) -> None:
    """Paid at the last hour of the seventh day is in time, a minute later is late."""
    assert states(journey(instalment, (CONTRACT, *history), at=asked)) == [("pay_first", state)]


TALK = told.designer_talk("t", at=at(1), outcome="hesitates")


@pytest.mark.parametrize(
    ("history", "asked", "state"),
    [
        ((), at(3, 10), "open"),
        ((), at(3, 10, 1), "missed"),
        ((told.callback("b", at=at(3, 10), answered=True),), at(9), "met"),
        ((told.callback("b", at=at(3, 10), answered=False),), at(9), "missed"),
        ((told.callback("b", at=at(3, 10, 1), answered=True),), at(9), "met_late"),
        ((told.agreement("g", at=at(2), tier="director"),), at(9), "dropped"),
        ((told.agreement("g", at=at(4), tier="director"),), at(9), "missed"),
    ],
)
def test_a_callback_is_due_within_two_days_of_the_talk(history, asked, state) -> None:
    """FOL-02, and what becomes of it when the customer signs before or after its end."""
    walked = journey(callback, (TALK, *history), at=asked)
    assert states(walked) == [("FOL-02", state)]
    (due,) = obligations(walked, customer="C-1")
    assert (due.what, due.who, due.customer, due.advice) == (
        "call_back",
        "client_manager",
        "C-1",
        True,
    )
    assert due.due == at(3, 10)


def test_a_lost_customer_comes_back_to_the_stage_left() -> None:
    """An exit is left for the very stage it was entered from, and its duties begin anew."""
    history = (TALK, told.loss("l", at=at(2)), told.reopening("r", at=at(10)))
    walked = journey(callback, history, at=at(11))
    assert walked.stage() == "talked"
    assert walked.path[-1].to == "talked"
    assert states(walked) == [("FOL-02", "open"), ("FOL-02", "dropped")]
    lost = journey(callback, history, at=at(9))
    assert [(one.move, one.to) for one in lost.next] == [("reopen", "talked")]
    fresh = journey(callback, history[1:], at=at(11))
    assert fresh.stage() == "new"


@pytest.mark.parametrize(
    ("day", "hour", "stage", "state"), [(8, 23, "visited", "met"), (9, 0, "filed", "met_late")]
)
def test_a_filing_holds_for_seven_days(day, hour, stage, state) -> None:
    """FILE-06: a visit at the last hour of the seventh day counts, one after it does not."""
    history = (
        told.filing("f", at=at(1), medium="form"),
        told.visit("v", at=at(day, hour), invited_by="wang"),
    )
    walked = journey(filing, history, at=at(20))
    assert walked.stage() == stage
    assert states(walked) == [("FILE-06", state)]


def measured(name, when, **fields):
    return fact(name, "measurement", at=when, kinds=tracks.kinds, **fields)


def test_tracks_run_side_by_side_and_ask_for_each_other() -> None:
    """A scheme is talked over only once the deposit is there, on the other track."""
    talk = told.scheme_talk("t", at=at(3))
    house = measured("m", at(1), area=120)
    (objection,) = may(tracks, (house,), talk)
    assert (objection.code, objection.rule) == ("process.elsewhere", "paid_before")
    assert objection.get("stages") == ("paid", "cleared")
    money = told.deposit("d", at=at(2), nature="earnest", amount=Money(1))
    walked = journey(tracks, (talk, house, money), at=at(4))
    assert (walked.stage(), walked.stage("money")) == ("designed", "paid")
    assert [step.move for step in walked.path] == ["measure", "pay", "design"]
    with pytest.raises(Malformed) as wrong:
        walked.stage("site")
    assert wrong.value.code == "value.unknown"
    assert wrong.value.params["allowed"] == tuple(one.track for one in walked.stages)


def test_one_fact_may_move_every_track_once() -> None:
    """The cashier's talk ends the design and clears the money; neither takes it from the other."""
    history = (
        measured("m", at(1)),
        told.deposit("d", at=at(2), nature="earnest", amount=Money(1)),
        told.scheme_talk("t", at=at(3), role="cashier"),
    )
    walked = journey(tracks, history, at=at(4))
    assert (walked.stage(), walked.stage("money")) == ("designed", "cleared")
    assert walked.deviations == ()


def test_a_kind_declared_in_the_process_has_its_own_fields() -> None:
    """A host adds a kind without touching the library, and a slip in it is caught."""
    with pytest.raises(Malformed) as wrong:
        measured("m", at(1), aera=120)
    assert (wrong.value.code, wrong.value.params["near"]) == ("fact.field", "area")


def test_a_naive_asked_time_is_refused() -> None:
    """Without a zone the answer would hang on the machine's."""
    with pytest.raises(Malformed) as wrong:
        journey(tracks, (), at=at(1).replace(tzinfo=None))
    assert wrong.value.code == "value.naive"


def test_a_customer_without_facts_stands_at_the_start() -> None:
    """Nothing told is a history too."""
    walked = journey(callback, (), at=at(1))
    assert (walked.stage(), walked.stages[0].since, walked.stages[0].facts) == ("new", None, ())
    assert [one.move for one in walked.next] == ["talk", "lose"]
