"""Every worked example of the rules of the pipeline, as its file says."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from renoflow.attribution import Case
from renoflow.calendars import china
from renoflow.codec import from_data
from renoflow.periods import Span
from renoflow.pipeline import (
    RECEPTION,
    agenda,
    design_outcome,
    journey,
    may,
    may_offer_place,
    missing_items,
    next_contact,
    open_concerns,
    step_number,
    talking_points,
    tracking_mode,
)
from renoflow.registers import row_fact, when
from renoflow.testing.scenarios import read_scenarios
from tests.pipeline.asking import ASKED
from tests.pipeline.companies import company_of

FILES = sorted((Path(__file__).parents[1] / "scenarios" / "pipeline").glob("*.toml"))
CASES = [
    (path, one)
    for path in FILES
    for one in read_scenarios(path.read_text(encoding="utf-8"), china)
]
EXAMPLES = {
    ("LIF-01", "text"): 2,
    ("LIF-01", "reading"): 1,
    ("LIF-02", "text"): 1,
    ("LIF-02", "reading"): 1,
    ("LIF-03", "text"): 1,
    ("LIF-04", "reading"): 1,
    ("LIF-05", "reading"): 1,
    ("LIF-06", "text"): 2,
    ("LIF-07", "text"): 1,
    ("LIF-07", "reading"): 1,
    ("LIF-08", "reading"): 1,
    ("LIF-09", "reading"): 1,
    ("LIF-10", "text"): 1,
    ("LIF-11", "reading"): 1,
    ("FOL-02", "text"): 2,
    ("FOL-02", "reading"): 1,
    ("FOL-03", "text"): 2,
    ("FOL-03", "reading"): 1,
    ("SITE-02", "text"): 2,
    ("SITE-02", "reading"): 1,
    ("CON-03", "reading"): 1,
    ("CON-04", "reading"): 1,
    ("CON-06", "text"): 1,
    ("CON-06", "reading"): 2,
    ("CON-07", "text"): 1,
    ("PAY-03", "text"): 1,
    ("PAY-03", "reading"): 1,
    ("CMP-04", "text"): 2,
    ("FOL-01", "reading"): 1,
    ("FOL-04", "text"): 2,
    ("FOL-05", "text"): 2,
    ("FOL-06", "text"): 1,
    ("FOL-07", "reading"): 1,
    ("FOL-08", "text"): 2,
    ("FOL-09", "text"): 1,
    ("FOL-10", "reading"): 1,
    ("FOL-11", "reading"): 1,
    ("FOL-11", "text"): 1,
    ("FOL-12", "text"): 1,
    ("FOL-13", "text"): 1,
    ("FOL-19", "reading"): 1,
    ("LIF-12", "text"): 1,
    ("LIF-13", "text"): 1,
    ("LIF-14", "reading"): 2,
    ("LIF-15", "reading"): 1,
    ("LIF-15", "text"): 1,
    ("LIF-16", "text"): 1,
    ("LIF-17", "text"): 1,
    ("LIF-18", "text"): 3,
    ("LIF-19", "reading"): 1,
    ("LIF-20", "text"): 1,
    ("LIF-21", "text"): 1,
    ("LIF-22", "text"): 1,
    ("LIF-23", "text"): 2,
    ("LIF-24", "text"): 1,
    ("LIF-25", "reading"): 1,
    ("LIF-26", "text"): 1,
    ("LIF-27", "reading"): 1,
    ("LIF-28", "reading"): 1,
    ("LIF-29", "reading"): 1,
    ("LIF-30", "reading"): 1,
    ("LIF-31", "reading"): 1,
    ("LIF-32", "reading"): 1,
    ("LIF-39", "reading"): 1,
    ("LIF-40", "text"): 1,
    ("LIF-41", "text"): 1,
    ("ROLE-01", "text"): 2,
    ("ROLE-02", "text"): 1,
    ("ROLE-03", "text"): 1,
    ("ROLE-04", "text"): 2,
    ("ROLE-05", "text"): 1,
    ("ROLE-06", "text"): 1,
    ("ROLE-08", "text"): 1,
    ("ROLE-09", "text"): 1,
    ("ROLE-10", "text"): 1,
    ("ROLE-11", "text"): 1,
    ("ROLE-15", "text"): 1,
    ("ROLE-16", "text"): 1,
    ("ROLE-17", "text"): 1,
    ("ROLE-18", "text"): 1,
    ("SITE-05", "text"): 2,
    ("TIER-06", "text"): 1,
    ("TIER-07", "text"): 1,
    ("TIER-09", "text"): 2,
}


def instant(written):
    """A day that is expected is its last instant."""
    read = when(written, "expect", china)
    return read if isinstance(read, datetime) else china.end(read)


def case_of(one):
    """The scenario's own facts, after those of the stories that it names."""
    rows = [row for name in one.given.get("after", ()) for row in one.given["stories"][name]]
    before = [row_fact({"id": f"s{n}", **row}, china) for n, row in enumerate(rows)]
    return Case("scenario", (*before, *one.facts))


def rules_of(reasons):
    return [reason.rule or reason.code for reason in reasons]


def owed(one):
    """The obligations of the process, each as the file may say it."""
    company, case = company_of(one), case_of(one)
    until = instant(one.given["until"]) if "until" in one.given else one.at
    walked = journey(company, case, at=one.at, known_at=one.known_at)
    lacking = {(o.state.limit, o.state.last): o.state.missing for o in walked.duties}
    found = agenda(company, (case,), at=one.at, until=until, known_at=one.known_at)
    mine = [o for o in found if o.rule.startswith("steward_ten_step@1#")]
    return [
        {
            "rule": (rule := o.rule.partition("#")[2]),
            "due": o.due,
            "state": o.state,
            "who": o.who,
            "missing": lacking.get((rule, o.due)),
        }
        for o in sorted(mine, key=lambda o: (o.due is not None, o.due))
    ]


def check_owed(one, wanted):
    rules = {row["rule"] for row in wanted} | set(one.given.get("rules", ()))
    told = [row for row in owed(one) if row["rule"] in rules]
    like = [{**row, "due": instant(row["due"])} if "due" in row else row for row in wanted]
    assert [{name: row[name] for name in each} for row, each in zip(told, like)] == like
    assert len(told) == len(like), told


def check_starts(one, walked, day):
    """The first instant at which the waiting time of CON-06 lets a site begin."""
    reasons = [r for n in walked.next if n.move == "started" for r in n.missing]
    waits = {r.rule: r for r in reasons}.get("waited")
    if not day:
        assert waits is not None
        assert waits.code == "process.unarmed"
        return
    if waits is None:  # asked late: the same, asked as soon as both are there
        walked = journey(company_of(one), case_of(one), at=max(instant(f.at) for f in one.facts))
        (waits,) = (r for n in walked.next for r in n.missing if r.rule == "waited")
    assert waits.get("until") + timedelta(microseconds=1) == china.start(day)
    assert waits.get("provisional") is one.expect.get("provisional", False)


def ask_(one):
    company = company_of(one)
    walked = journey(company, case_of(one), at=one.at, known_at=one.known_at)
    told = {
        "stage": walked.stage(),
        "designer": walked.stage("designer"),
        "follow_up": walked.stage("follow_up"),
        "step": step_number(company.rules.process, walked.stage()),
        "path": [step.move for step in walked.path if step.track == "main"],
        "next": [n.to for n in walked.next if n.track == "main" and n.to not in EXITS],
        "missing": {n.move: rules_of(n.missing) for n in walked.next if n.missing},
        "deviations": [
            {"fact": d.fact, "state": d.state, "missing": rules_of(d.missing)}
            for d in walked.deviations
        ],
    }
    for name, wanted in one.expect.items():
        if name == "due":
            check_owed(one, wanted)
        elif name == "starts":
            check_starts(one, walked, wanted)
        elif name != "provisional":
            assert told[name] == wanted, name


EXITS = ("lost", "cancelled", "materials_only")


def ask_may(one):
    company, case = company_of(one), case_of(one)
    new = row_fact(one.given["fact"], china)
    assert rules_of(may(company, case, new)) == one.expect["objections"]
    walked = journey(company, Case("scenario", (*case.facts, new)), at=instant(new.at))
    assert (walked.stage() == "site") is (one.expect["objections"] == [])


def ask_reception(one):
    assert list(missing_items(RECEPTION, one.given["done"])) == one.expect["missing"]


def ask_talking_points(one):
    table = {name: tuple(topics) for name, topics in one.given["topics_of"].items()}
    assert list(talking_points(one.given["concerns"], table)) == one.expect["topics"]


def ask_concerns(one):
    (loop,) = one.facts
    assert list(open_concerns(loop)) == one.expect["concerns"]


def ask_place(one):
    places = one.given.get("places")
    assert may_offer_place(one.given["used"], places=places) is one.expect["may"]


def ask_next_contact(one):
    wish = one.given.get("wish")
    found = next_contact(
        instant(one.given["talked"]),
        advice=from_data(one.given["first_callback"], Span),
        calendar=china,
        wish=None if wish is None else when(wish, "wish", china),
        preference=one.given.get("preference"),
    )
    assert (found.due, found.late) == (instant(one.expect["due"]), one.expect["late"])
    if "owed" in one.expect:
        check_owed(one, one.expect["owed"])


def ask_tracking(one):
    mode = tracking_mode(
        one.given["expected_start"], china.day(one.at), early_days=one.given["early_days"]
    )
    assert mode == one.expect["mode"]


def ask_outcome(one):
    company, case = company_of(one), case_of(one)
    found = design_outcome(company, case, at=one.at, known_at=one.known_at)
    assert found == one.expect["outcome"]


ASKS = ASKED | {
    name.removeprefix("ask_"): ask
    for name, ask in list(globals().items())
    if name.startswith("ask_")
}


@pytest.mark.parametrize("one", [one for _, one in CASES], ids=[one.name for _, one in CASES])
def test_a_case_comes_out_as_its_file_says(one):
    """Without it the library could drift from the rules that it is there to hold."""
    ASKS[one.ask](one)


def test_every_worked_example_is_there():
    """An example that no file holds would never be tried."""
    found = Counter(
        (one.rule, one.kind) for path, one in CASES if not path.stem.endswith("_edges")
    )
    assert found == EXAMPLES


def test_no_two_cases_have_one_name():
    """A failure would name two cases, and nobody could tell which."""
    assert [name for name, n in Counter(one.name for _, one in CASES).items() if n > 1] == []
