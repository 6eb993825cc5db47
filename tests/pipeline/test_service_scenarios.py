"""Every worked example of site, completion, complaints and their records, as its file says."""

import inspect
from collections import Counter
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import get_type_hints

import pytest

from renoflow.attribution import Case
from renoflow.calendars import china
from renoflow.codec import from_data
from renoflow.errors import Malformed
from renoflow.periods import CALENDAR, months
from renoflow.pipeline import (
    BY_PHONE,
    COMPLAINT_DUTIES,
    COMPLAINT_REGULATION,
    COMPLAINT_SHEET,
    IN_STORE,
    Greetings,
    MaterialItem,
    Occasion,
    SurveyScale,
    WarrantyDesk,
    agenda,
    complaint_figures,
    complaint_number,
    complaint_series,
    department_of,
    differences,
    figures,
    greetings,
    handler,
    intake,
    line_open,
    log_differences,
    log_missing,
    material_gaps,
    matters,
    may_handle,
    measures,
    missing_items,
    open_issues,
    presets,
    quarrel_breach,
    report_mismatches,
    site_problems,
    site_unasked,
    sources_missing,
    survey_result,
    warranty_case,
    warranty_dispatch,
)
from renoflow.pricing import ACCEPTED, FLOORS, Warranty, WarrantyTerm
from renoflow.processes import Process, open_process
from renoflow.registers import row_fact, when
from renoflow.testing.scenarios import read_scenarios
from tests.pipeline.companies import company

FOLDER = Path(__file__).parents[1] / "scenarios" / "service"
CASES = [
    (path, one)
    for path in sorted(FOLDER.glob("*.toml"))
    for one in read_scenarios(path.read_text(encoding="utf-8"), china)
]
EXAMPLES = {
    ("SITE-01", "text"): 1,
    ("SITE-03", "text"): 1,
    ("SITE-04", "text"): 1,
    ("SITE-04", "reading"): 1,
    ("SITE-06", "reading"): 1,
    ("SITE-07", "text"): 1,
    ("CMP-02", "text"): 1,
    ("CMP-03", "reading"): 1,
    ("CMP-05", "text"): 2,
    ("CMP-06", "reading"): 1,
    ("CMP-08", "reading"): 1,
    ("CPL-01", "text"): 2,
    ("CPL-02", "text"): 1,
    ("CPL-03", "text"): 2,
    ("CPL-04", "reading"): 1,
    ("CPL-05", "text"): 2,
    ("CPL-06", "text"): 1,
    ("CPL-07", "text"): 1,
    ("CPL-08", "text"): 1,
    ("CPL-09", "text"): 1,
    ("CPL-10", "text"): 2,
    ("CPL-11", "text"): 1,
    ("CPL-22", "text"): 1,
    ("CUS-16", "text"): 1,
    ("KPI-01", "text"): 1,
    ("KPI-03", "reading"): 1,
}
"""The worked examples of the catalogue; SITE-02, SITE-05 and CMP-04 are in the files of the
processes that hold them, CMP-01 and CMP-07 in those of pricing."""


def instant(written):
    """A day that is expected is its last instant."""
    read = when(written, "expect", china)
    return read if isinstance(read, datetime) else china.end(read)


def preset_of(one):
    """The preset that the case names, with the arguments of its file and its own."""
    name = one.given["flow"]
    preset = getattr(presets, name, None)
    if not callable(preset):
        return preset
    given = {**one.given["flows"].get(name, {}), **one.given.get("open", {})}
    hints = get_type_hints(preset)
    names = inspect.signature(preset).parameters
    return preset(**{key: from_data(given[key], hints[key]) for key in names if key in given})


def flow_of(one):
    return open_process(preset_of(one), china, days="start")


def owed(one):
    """What is due by the preset, as the file may say it."""
    preset = preset_of(one)
    if not isinstance(preset, Process):
        ours = company(fragments=(preset,))
    elif preset.id == "progress_reports":
        ours = company(beside=(preset,))
    else:
        ours = company(matters=(preset,))
    until = instant(one.given["until"]) if "until" in one.given else one.at
    found = agenda(ours, (Case("C", one.facts),), at=one.at, until=until, known_at=one.known_at)
    return [
        {
            "rule": one_.rule.partition("#")[2],
            "due": one_.due,
            "state": one_.state,
            "who": one_.who,
            "escalated": list(one_.escalated),
        }
        for one_ in found
        if one_.rule.startswith(f"{preset.name}#")
    ]


def alike(told, wanted):
    """Only what the file names is compared, and the number of rows."""
    like = [{**row, "due": instant(row["due"])} if "due" in row else row for row in wanted]
    assert [{name: row[name] for name in each} for row, each in zip(told, like)] == like
    assert len(told) == len(like), told


def rules_of(reasons):
    return [reason.rule or reason.code for reason in reasons]


def ask_(one):
    """Where the matters of a flow stand, what was wrong, what is due."""
    for name, wanted in one.expect.items():
        if name == "due":
            alike(owed(one), wanted)
            continue
        found = matters(flow_of(one), one.facts, at=one.at, known_at=one.known_at)
        told = {
            "stages": {each.id: each.stage for each in found},
            "tracks": {s.track: s.stage for each in found for s in each.journey.stages},
            "deviations": [
                {"fact": odd.fact, "state": odd.state, "missing": rules_of(odd.missing)}
                for each in found
                for odd in each.journey.deviations
            ],
            "next": [n.to for each in found for n in each.journey.next],
        }
        assert told[name] == wanted, name


def ask_may(one):
    new = row_fact(one.given["fact"], china)
    assert rules_of(may_handle(flow_of(one), one.facts, new)) == one.expect["objections"]


def ask_refused(one):
    with pytest.raises(Malformed) as caught:
        preset_of(one)
    assert (caught.value.code, caught.value.field) == (one.expect["code"], one.expect["field"])


def ask_number(one):
    serial, on = one.given["serial"], one.given["received"]
    overflow = one.given.get("overflow", "refused")
    if one.expect.get("refused"):
        with pytest.raises(Malformed) as caught:
            complaint_number(serial, on, overflow=overflow)
        assert caught.value.code == one.expect["refused"]
        return
    assert complaint_number(serial, on, overflow=overflow) == one.expect["number"]
    assert complaint_series(on) == one.expect["series"]


def ask_intake(one):
    assert [intake(fact) for fact in one.facts] == one.expect["intake"]


def ask_handler(one):
    assert [handler(fact, one.given["heads"]) for fact in one.facts] == one.expect["handler"]


def ask_measures(one):
    table = {name: tuple(list_) for name, list_ in one.given["measures"].items()}
    assert [list(measures(fact, table)) for fact in one.facts] == one.expect["measures"]


def ask_line(one):
    assert line_open(one.given["line"], one.at, china) is one.expect["open"]


LISTS = {
    "sheet": COMPLAINT_SHEET,
    "regulation": COMPLAINT_REGULATION,
    "by_phone": BY_PHONE,
    "in_store": IN_STORE,
    **COMPLAINT_DUTIES,
}


def ask_list(one):
    wanted = LISTS[one.given["list"]]
    assert list(missing_items(wanted, one.given["done"])) == one.expect["missing"]


def ask_breach(one):
    found = [quarrel_breach(fact) for fact in one.facts]
    assert [
        {"rule": r.rule, "party": r.get("party"), "to": r.get("to")} for r in found
    ] == one.expect["breaches"]


def ask_figures(one):
    found = matters(flow_of(one), one.facts, at=one.at)
    told = complaint_figures(
        found,
        one.given["ends"],
        since=china.start(one.given["since"]),
        until=instant(one.given["to"]),
    )
    rate = one.expect.get("rate")
    handled = figures.Rate(part=told.closed, whole=told.received).value
    assert handled == (None if rate is None else Fraction(rate))
    for name in ("received", "closed", "in_time", "late"):
        assert getattr(told, name) == one.expect[name], name
    for name in ("by_topic", "by_channel"):
        assert dict(getattr(told, name)) == one.expect.get(name, dict(getattr(told, name)))


def ask_call(one):
    (call,) = one.facts
    assert list(site_problems(call)) == one.expect["problems"]
    assert list(site_unasked(call)) == one.expect["unasked"]


def ask_sources(one):
    assert list(sources_missing(one.facts)) == one.expect["missing"]


def ask_department(one):
    told = [department_of(fact, one.given["departments"]) for fact in one.facts]
    assert told == one.expect["departments"]


def ask_round(one):
    found = matters(flow_of(one), one.facts, at=one.at)
    left = open_issues(found, severities=tuple(one.given["severities"]))
    assert [each.id for each in left] == one.expect["issues"]


def ask_materials(one):
    items = [MaterialItem(**row) for row in one.given["items"]]
    found = [
        {
            "item": r.get("item"),
            "lacking": [*lacking] if isinstance(lacking := r.get("lacking"), tuple) else [],
        }
        for r in material_gaps(items)
    ]
    assert found == one.expect["gaps"]


def ask_survey(one):
    scale = SurveyScale(**one.given["scale"])
    assert [survey_result(scale, score) for score in one.given["scores"]] == one.expect["results"]


def ask_greetings(one):
    days_ = [Occasion(name=row["name"], on=row["on"]) for row in one.given["occasions"]]
    rules = Greetings(
        occasions=tuple(days_),
        unasked=one.given.get("unasked", "greet"),
        who="client_manager",
    )
    found = greetings(
        rules,
        one.facts,
        china,
        at=one.at,
        known_at=one.known_at,
    )
    told = [{"rule": o.rule, "due": o.due, "state": o.state, "who": o.who} for o in found]
    alike(told, one.expect["due"])


def desk_of(one):
    given = {**one.given["desk"], **one.given.get("open", {})}
    term = WarrantyTerm(
        id="all",
        works=("decoration", "waterproofing", "electrical"),
        lasts=months(given["months"], counting=CALENDAR),
    )
    return WarrantyDesk(
        id="desk",
        revision=1,
        source="L3",
        agreed=Warranty(id="agreed", revision=1, source="", starts=ACCEPTED, terms=(term,)),
        floors=FLOORS if given.get("law") else (),
        dispatch=warranty_dispatch(counts=given["counts"], who=given["who"]),
        unknown_cause=given["unknown_cause"],
        decider=given["decider"],
        days="start",
    )


def ask_warranty(one):
    told = warranty_case(
        desk_of(one),
        one.facts,
        china,
        one.given.get("complaint", "c"),
        at=one.at,
        known_at=one.known_at,
        customer="C",
    )
    question, owed_ = told.question, told.dispatch
    found = {
        "cover": None if told.cover is None else told.cover.status,
        "proof_until": told.proof_until,
        "company_proves": told.company_proves,
        "due": "none" if owed_ is None else owed_.due,
        "state": "none" if owed_ is None else owed_.state,
        "who": None if owed_ is None else owed_.who,
        "row": None if owed_ is None else owed_.rule,
        "question": "none" if question is None else question.code,
        "question_rule": None if question is None else question.rule,
        "decider": None if question is None else question.get("to"),
        "decision": told.decision,
        "cause": told.cause,
    }
    for name, wanted in one.expect.items():
        day = name in ("due", "proof_until") and wanted != "none"
        assert found[name] == (instant(wanted) if day else wanted), name


def ask_log(one):
    (log,) = one.facts
    assert list(log_missing(log)) == one.expect["missing"]


def ask_log_differs(one):
    log, *facts = one.facts
    assert [
        {"section": r.get("section"), "told": r.get("told"), "found": r.get("found")}
        for r in log_differences(log, facts, china)
    ] == one.expect["differences"]


def ask_reports(one):
    found = report_mismatches(one.facts, china)
    assert [{"fact": r.facts[0], "party": r.get("party")} for r in found] == one.expect["alone"]


def ask_reconcile(one):
    found = differences(one.given["ours"], one.given["theirs"])
    for name in ("only_ours", "only_theirs", "twice"):
        assert list(getattr(found, name)) == one.expect[name], name
    assert found.agree is not any(one.expect.values())


ASKS = {
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
