"""What a scenario may ask of a customer's file, of gradings, and of who may see a file."""

from datetime import datetime
from typing import Any, get_args

from renoflow.attribution import Readiness, may_see, readiness_class
from renoflow.attribution.disputes.reading import read_disputes
from renoflow.calendars import china
from renoflow.codec import from_data
from renoflow.facts import known
from renoflow.money import yuan
from renoflow.periods import Span
from renoflow.pipeline import (
    AccessQuestion,
    CustomerFile,
    access,
    completeness,
    customers,
    gradings,
    may_access,
    presets,
)
from renoflow.select import see
from tests.attribution.disputed import LADDERS

__all__ = ["ASKS", "file_of", "instant"]


def instant(written):
    """A time as TOML has it, in the calendar's zone; a day is its last instant."""
    if isinstance(written, datetime):
        return china.local(written) if written.tzinfo else written.replace(tzinfo=china.zone)
    return china.end(written)


def file_of(told):
    """The file that a scenario describes; what it does not say is not in it."""
    aware = {
        name: instant(value) if name.endswith("_at") else value for name, value in told.items()
    }
    return from_data({"type": "customer_file.v1", "customer": "c1", **aware}, CustomerFile)


def blanks(reasons, rule):
    """The items that reasons name, each with the rule of the case."""
    assert {one.rule for one in reasons} <= {rule}
    return [one.get("blank") for one in reasons]


# --- the file ---------------------------------------------------------------------------


def ask_completeness(one):
    found = completeness(
        file_of(one.given["file"]),
        one.given["form"],
        facts=one.facts,
        caller=one.given.get("caller", False),
        sensitive=one.given.get("sensitive", ()),
    )
    assert blanks(found, one.expect.get("rule", one.rule)) == one.expect["missing"]


def ask_development(one):
    given = set(customers.DEVELOPMENT.items) - set(one.given["without"])
    assert blanks(customers.development_gaps(given), one.rule) == one.expect["missing"]


def ask_note(one):
    note = from_data(one.given["note"], customers.Note)
    assert blanks(customers.note_gaps(note), one.rule) == one.expect["missing"]


def ask_focus(one):
    said = {chinese: code for code, chinese in customers.FOCUSES.items()}
    file = file_of({"needs": {"focus": [said[one.given["said"]]]}})
    assert list(file.needs.focus) == one.expect["focus"]


def ask_evidence(one):
    found = [document.zh for document in customers.DOCUMENTS if document.evidence]
    assert found == one.expect["evidence"]
    assert one.expect["not"] in {document.zh for document in customers.DOCUMENTS}
    assert one.expect["not"] not in found


def ask_stale(one):
    found = customers.staleness(
        file_of(one.given["file"]),
        at=one.at,
        max_age=from_data(one.given["max_age"], Span),
        calendar=china,
    )
    assert (found is not None) is one.expect["stale"]
    if found is not None:
        assert found.code == one.expect.get("code", "customer.stale")


def ask_occasions(one):
    holidays = [(row["what"], row["on"]) for row in one.given.get("holidays", ())]
    found = customers.occasions(
        file_of(one.given["file"]),
        at=one.at,
        within=from_data(one.given["within"], Span),
        holidays=holidays,
        leap=one.given.get("leap", "feb_28"),
        calendar=china,
    )
    told = [{"on": each.on, "what": each.what} for each in found]
    assert told == one.expect["occasions"]


def ask_marked(one):
    files = [
        file_of({"customer": name, "marks": marks}) for name, marks in one.given["files"].items()
    ]
    assert list(customers.marked(files, one.given["mark"])) == one.expect["customers"]


def ask_recommend(one):
    file = file_of({"needs": {"likes": one.given["likes"]}})
    found = customers.recommend(file, one.given["catalogue"])
    assert [list(group) for group in found] == one.expect["groups"]


# --- gradings ---------------------------------------------------------------------------


def factors(told):
    return gradings.ValueFactors(
        amount=yuan(told["amount"]), deals=told["deals"], profit=yuan(told["profit"])
    )


def ask_value(one):
    thresholds = gradings.ValueThresholds(
        high=factors(one.given["high"]),
        middling=factors(one.given["middling"]),
        mixed=one.given["mixed"],
    )
    found = gradings.value_class(factors(one.given["customer"]), thresholds)
    assert (found.value_class or "") == one.expect["class"]
    assert {each.rule for each in found.reasons} == {"CUS-08"}
    assert found.reasons[-1].code == ("grading.factor" if found.value_class else "grading.mixed")


def ask_readiness(one):
    found = readiness_class(Readiness(**one.given["customer"]))
    assert (found or "") == one.expect["class"]


def graded(letter):
    return gradings.ValueGrade(value_class=letter or None, reasons=())


def ask_measures(one):
    fragment = getattr(presets.fragments, one.given["fragment"])
    if callable(fragment):
        fragment = fragment(callbacks="month")
    found = gradings.service_measures(graded(one.given["class"]), fragment)
    assert list(found) == one.expect["measures"]


def ask_important(one):
    value = graded(one.given["class"]) if "class" in one.given else None
    found = gradings.important(value, one.given.get("account"))
    assert found is one.expect["important"]


def ask_quadrant(one):
    found, reasons = gradings.quadrant(
        willingness=one.given["willingness"],
        budget=yuan(one.given["budget"]),
        willing_from=one.given["willing_from"],
        able_from=yuan(one.given["able_from"]),
    )
    assert (found, get_args(gradings.Quadrant).index(found) + 1) == (
        one.expect["quadrant"],
        one.expect["number"],
    )
    assert {each.rule for each in reasons} == {one.rule}


def ask_account(one):
    grade, lacking = gradings.account_grade(
        one.given["met"], core_from=one.given["core_from"], key_from=one.given["key_from"]
    )
    assert grade == one.expect["grade"]
    assert [each.get("criterion") for each in lacking] == one.expect["lacking"]
    assert {each.rule for each in lacking} <= {one.rule}


def ask_service_grade(one):
    rows = tuple(from_data(row, gradings.ServiceRow) for row in one.given["rows"])
    found = gradings.service_grade(
        rows,
        getattr(presets.fragments, one.given["fragment"]),
        customer_type=one.given["type"],
        spending=yuan(one.given["spending"]),
        need=one.given["need"],
    )
    assert (found.grade or "", found.row or "") == (one.expect["grade"], one.expect["row"])
    assert [each.rule for each in found.reasons] == [one.expect.get("rule", one.rule)]


# --- access -----------------------------------------------------------------------------


def rules_of(one):
    given = dict(one.given["rules"])
    preset = getattr(access.presets, given.pop("preset"))
    return preset(**given)


def ask_access(one):
    rules = rules_of(one)
    asked = {"roles": [], "customer": "c1", **one.given["question"]}
    question = from_data(asked, AccessQuestion)
    found = may_access(
        rules, one.facts, question, at=one.at, calendar=china, known_at=one.known_at
    )
    told = [each.code for each in (*found.grounds, *found.objections)]
    assert (found.allowed, told) == (one.expect["allowed"], one.expect["codes"])
    rows = [
        each.rule.removeprefix(f"{rules.name}#") for each in (*found.grounds, *found.objections)
    ]
    assert rows == one.expect["rows"]
    sources = {row.id: row.source for row in rules.rows}
    if "source" in one.expect:
        assert [sources[row] for row in rows] == one.expect["source"]


def ask_copies(one):
    rules = rules_of(one)
    (found,) = access.copy_states(
        rules, one.facts, at=one.at, calendar=china, known_at=one.known_at
    )
    assert found.state == one.expect["state"]
    assert [each.code for each in found.objections] == one.expect["objections"]
    assert {each.rule for each in found.objections} <= {"property_confidentiality@1#copies"}
    assert one.rule in rules.copies.source


def ask_access_gaps(one):
    rules = rules_of(one) if "rules" in one.given else None
    found = access.access_gaps(rules)
    assert [each.code for each in found] == one.expect["codes"]
    assert {each.rule for each in found} <= {one.rule}


def ask_dispute_record(one):
    make: Any = LADDERS[one.given["ladder"]]
    ladder = make(resolver=one.given["resolver"])
    states, _ = read_disputes(
        ladder,
        see(known(one.facts, china), china, days="end"),
        china,
        days="end",
        asked=one.at,
        decided_at=one.at,
        house=frozenset(),
    )
    asked = {name: one.given[name] for name in ("person", "role") if name in one.given}
    found = may_see(ladder, states[0], **asked)
    assert [each.code for each in found] == one.expect["objections"]


ASKS = {
    name.removeprefix("ask_"): ask
    for name, ask in list(globals().items())
    if name.startswith("ask_")
}
