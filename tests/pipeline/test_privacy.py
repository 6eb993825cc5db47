"""Nothing personal comes out: reprs, errors, traces, sentences, searched for what was planted."""

import json
import logging
import pickle
import traceback
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow import attribution
from renoflow.attribution import Case, Readiness, judge, ownership_history, why
from renoflow.calendars import china
from renoflow.codec import (
    from_data,
    from_json,
    from_toml,
    read_company,
    to_data,
    to_json,
    to_toml,
)
from renoflow.errors import Malformed, RenoflowError
from renoflow.facts import KINDS, Fact, Field, Kind, fact, filing, key, visit
from renoflow.money import yuan
from renoflow.periods import days
from renoflow.pipeline import (
    AccessQuestion,
    CustomerFile,
    Personal,
    access,
    agenda,
    completeness,
    customers,
    erase,
    journey,
    may,
    may_access,
)
from renoflow.pipeline.customers import (
    FILE_FORMS,
    Birthday,
    Contact,
    House,
    Household,
    MoneyLine,
    Needs,
    Note,
    Person,
)
from renoflow.processes import Process, open_process
from renoflow.samples import company_toml
from renoflow.words import text
from tests.pipeline.companies import company
from tests.pipeline.histories import FLOW, hours

# What is planted: numbers, names and places of nobody.
NUMBERS = ("13900009876", "020-12345678", "wx_planted", "planted@example.com")
NAMES = ("夏侯植", "上官种", "Plantagenet")
PLACES = ("植入花园", "十七楼之三", "Planted Road")
TEXTS = ("想要植入式厨房", "月入植入万", "植入先生说太贵")
PLANTED = (*NUMBERS, *NAMES, *PLACES, *TEXTS, "1977", "植入")
P = Personal
OWN = {
    **KINDS,
    "layout_survey": Kind(
        name="layout_survey",
        zh="量房",
        fields=(
            Field(name="pages", zh="页数", type="count"),
            Field(name="area", zh="面积", type="number"),
        ),
    ),
}

FILE = CustomerFile(
    customer="c-7",
    keys=(key(NUMBERS[0]), key(PLACES[0], kind="home"), key(NUMBERS[0], secret=b"s")),
    marks=("potential",),
    people=(
        Person(
            id="p1",
            name=P(NAMES[0]),
            surname=P(NAMES[2]),
            sex="female",
            birthday=Birthday(month=6, day=2, year=1977),
            contacts=(
                Contact(medium="phone", value=P(NUMBERS[0])),
                Contact(medium="phone", value=P(NUMBERS[1])),
                Contact(medium="wechat", value=P(NUMBERS[2])),
                Contact(medium="email", value=P(NUMBERS[3])),
            ),
        ),
        Person(id="p2", relation="spouse", name=P(NAMES[1])),
    ),
    household=Household(residents=4, family=P(TEXTS[2]), income=P(TEXTS[1])),
    house=House(
        development=P(PLACES[0]),
        address=P(PLACES[2]),
        floor=P(PLACES[1]),
        area=Decimal("197.7"),
        handover_on=date(1977, 1, 1),
    ),
    needs=Needs(
        wishes=P(TEXTS[0]),
        budget=yuan("1,977"),
        likes=("植入",),
        concerns=("植入",),
        promises=(P(TEXTS[0]),),
        planned_on=date(1977, 2, 2),
    ),
    notes=(Note(at=date(2024, 3, 3), content=P(TEXTS[0]), result=P(TEXTS[2])),),
    money=(MoneyLine(id="r1", on=date(2024, 3, 1), what="deposit", amount=yuan(5000)),),
    entered_at=hours(0),
    updated_at=hours(1),
)
RECORDS = (
    FILE,
    FILE.people[0],
    FILE.people[0].birthday,
    FILE.people[0].contacts,
    FILE.household,
    FILE.house,
    FILE.needs,
    FILE.notes,
    FILE.keys,
    FILE.people[0].name,
)


def clean(*things):
    """Whether nothing planted is in what the *things* say."""
    said = "\n".join(map(str, things))
    found = [one for one in PLANTED if one in said]
    assert found == [], said[:300]


def told(error):
    """All that an error says, to people, to programs and in a traceback."""
    lines = traceback.format_exception(error)
    return (
        str(error),
        repr(error),
        error.sentence("zh"),
        error.to_dict(),
        error.params,
        *lines,
        pickle.loads(pickle.dumps(error)),  # noqa: S301 - our own
    )


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: type(one).__name__)
def test_no_record_shows_what_it_holds(record, caplog):
    """Without it the first log line of a host would leak."""
    clean(repr(record), str(record), f"{record}", f"{record!r}", "%s" % (record,), [record])  # noqa: UP031 - each way of writing it out
    with caplog.at_level(logging.INFO):
        logging.getLogger("host").info("loaded %s and %r", record, record)
    clean(caplog.text)


def test_the_search_would_find_what_is_there():
    """The other side: a search that finds nothing anywhere proves nothing."""
    stored = to_json(FILE)
    assert [one for one in PLANTED if one not in stored] == []
    with pytest.raises(AssertionError):
        clean(str(getattr(FILE.people[0].name, "value", "")))


def test_a_file_that_has_been_changed_and_compared_shows_nothing():
    """Without it a failing assertion of a host's own test would print the customer."""
    other = attrs.evolve(FILE, needs=attrs.evolve(FILE.needs, wishes=P(TEXTS[1])))
    assert other != FILE
    clean(attrs.evolve(FILE, marks=()), {FILE.people[0].name: FILE.needs})


@given(st.sampled_from(PLANTED), st.data())
def test_no_error_of_a_broken_file_repeats_what_it_read(planted, data):
    """Without it an import's list of errors would be a list of customers."""
    plain: Any = to_data(FILE)
    places = [(plain, name) for name in plain if name not in ("type", "customer")]
    for name in ("household", "house", "needs"):
        places += [(plain[name], inner) for inner in plain[name]]
    places += [(plain["people"][0], inner) for inner in plain["people"][0]]
    places += [(plain["people"][0]["contacts"][0], inner) for inner in ("medium", "value")]
    where, name = data.draw(st.sampled_from(places))
    where[name] = data.draw(
        st.sampled_from([{planted: planted}, [[planted]], 7, planted, {"value": [planted]}])
    )
    if data.draw(st.booleans()):
        where[planted] = planted
    for read in (
        lambda: from_data(plain, CustomerFile),
        lambda: from_json(json.dumps(plain, ensure_ascii=False), CustomerFile),
    ):
        try:
            read()
        except RenoflowError as error:
            # a line of a traceback shows the caller's source, not values
            clean(*told(error))


@pytest.mark.parametrize("cut", [40, 200, 400])
def test_no_error_of_a_broken_text_repeats_it(cut):
    """Without it a file cut off in the middle would be quoted."""
    for read, written in ((from_json, to_json(FILE)), (from_toml, to_toml(FILE))):
        with pytest.raises(Malformed) as caught:
            read(written[:cut], CustomerFile)
        clean(*told(caught.value))


@pytest.mark.parametrize("planted", [*NUMBERS[:1], *NAMES, *PLACES])
def test_no_error_repeats_what_was_typed_into_a_fact(planted):
    """Without it a clerk's slip would travel into the log."""
    wrong = [
        lambda: fact("f", "visit", at=hours(1), visitor=planted),
        lambda: fact("f", planted, at=hours(1)),
        lambda: fact("f", "visit", at=hours(1), evidence=planted),
        lambda: fact("f", "visit", at=planted),
        lambda: fact("f", "visit", at=hours(1), phone=planted),
        lambda: key(planted + "x", kind="phone"),
        lambda: completeness(FILE, planted),
        lambda: AccessQuestion(actor="a", roles=(), action=planted, customer="c"),
        lambda: attrs.evolve(FILE, none=(planted,)),
        lambda: Personal((planted,)),  # type: ignore[arg-type]
    ]
    for make in wrong:
        with pytest.raises(Malformed) as caught:
            make()
        clean(*told(caught.value))


WRITTEN = (
    "13900009876",
    "139 0000 9876",
    "+86 139-0000-9876",
    "8613900009876",
    "139.0000.9876",
    "tel:13900009876",
    "电话13900009876",
    "夏侯植13900009876先生",
    "１３９００００９８７６",
)
CODES = (
    "C-17",
    "filing:20240301-0007",
    "1709251200000",  # an instant in milliseconds
    "139000098765",
    "a1390000-9876-4a13-9000-098761390000",  # digits of a hexadecimal code
    "f13900009876",
    "12900009876",
)


@pytest.mark.parametrize("number", WRITTEN)
@pytest.mark.parametrize("name", ["id", "by", "for_", "person", "customer", "role", "place"])
def test_no_code_of_a_fact_takes_a_number_however_it_is_written(number, name):
    """Without it a number would stand in every repr, trace and agenda of its customer."""
    members: dict[str, Any] = {"id": "f", name: number}
    with pytest.raises(Malformed) as caught:
        fact(members.pop("id"), "visit", at=hours(1), **members)
    assert (caught.value.code, caught.value.field) == ("fact.personal", name.rstrip("_"))
    clean(*told(caught.value))


@pytest.mark.parametrize("code", CODES)
def test_a_code_that_holds_no_number_is_taken(code):
    """The other side: a store whose ids are long must not be turned away."""
    assert fact(code, "visit", at=hours(1), customer=code).customer == code


@pytest.mark.parametrize("count", [13_900_009_876, 13_000_000_000, 19_999_999_999])
def test_a_number_is_no_count(count):
    """Without it a number typed into the next box would be printed as a count."""
    for kind, name in (("layout_survey", "pages"), ("layout_survey", "area")):
        with pytest.raises(Malformed) as caught:
            fact("f", kind, at=hours(1), kinds=OWN, **{name: count})
        assert caught.value.code == "fact.personal"
        clean(*told(caught.value))
    with pytest.raises(Malformed):
        fact("f", "layout_survey", at=hours(1), kinds=OWN, area=Decimal(count))
    assert fact("f", "layout_survey", at=hours(1), kinds=OWN, pages=12_999_999_999).get("pages")
    assert fact("f", "layout_survey", at=hours(1), kinds=OWN, pages=20_000_000_000).get("pages")


@pytest.mark.parametrize("planted", [*NUMBERS[:1], *NAMES[:2], *PLACES[:2]])
def test_no_path_repeats_a_key_that_was_read(planted):
    """Without it a heading or a key that is a customer would be told as a field."""
    stored: Any = to_data(fact("f", "visit", at=hours(1), invited_by="wang"))
    stored["fields"] = {planted: "x"}
    rows = f"""id = "r"\nat = "a"\nto = "b"\non = {{ fact = "visit", "{planted}" = 1 }}"""
    flow = f"""
        type = "process.v1"\nid = "p"\nrevision = 1\nzh = "x"
        stages = [{{ id = "a", zh = "x", kind = "start" }}, {{ id = "b", zh = "x", kind = "end" }}]
        [[moves]]\n{rows}
    """
    unknown: Any = {"at": hours(1), planted: "x"}
    wrong = [
        lambda: fact("f", "visit", **unknown),
        lambda: from_data(stored, Fact),
        lambda: open_process(from_toml(flow, Process), china, days="start"),
        lambda: read_company(company_toml().replace("first_callback =", f'"{planted}" =')),
    ]
    for make in wrong:
        with pytest.raises(Malformed) as caught:
            make()
        clean(*told(caught.value))


def test_no_trace_of_a_case_says_who_it_is():
    """Without it a verdict, an agenda or an explanation would carry a customer's number."""
    phone, home = key(NUMBERS[0]), key(PLACES[0], kind="home")
    case = Case(
        "c-7",
        (
            *FLOW,
            filing("x1", at=hours(1), by="wang", medium="form", phone=phone, home=home),
            filing("x2", at=hours(2), by="li", medium="oral", phone=phone),
            visit("x3", at=hours(30), invited_by="wang", received_by="li", phone=phone, home=home),
        ),
    )
    ours, at = company(), hours(300)
    verdict = judge(ours.court, case, at=at)
    walked = journey(ours, case, at=at)
    owed = agenda(ours, (case,), at=at, until=at + timedelta(days=30))
    parts: list[Any] = [
        verdict,
        *(why(ours.court, case, party, at=at) for party in ("wang", "li")),
        *(answer for _, answer in ownership_history(ours.court, case, until=at)),
        walked,
        *owed,
        *attribution.obligations(ours.court, case, at=at, until=at + timedelta(days=9)),
        *may(ours, case, visit("x9", at=at, phone=phone)),
    ]
    assert owed
    for lang in ("en", "zh"):
        clean(*(text(one, lang) for one in parts))
    clean(*map(repr, parts), to_json(verdict), case, *case.facts)


def test_no_answer_about_a_file_says_what_is_in_it():
    """Without it the list of what is missing would tell what is there."""
    rules = access.presets.approved_changes(otherwise="refused", self_approval=False, days="end")
    question = AccessQuestion(
        actor="wang", roles=(), action="change", customer="c-7", items=("income",)
    )
    gone = erase(FILE, at=hours(500))
    answers: list[Any] = [
        *(reason for form in FILE_FORMS for reason in completeness(FILE, form)),
        *may_access(rules, (), question, at=hours(1), calendar=china).objections,
        customers.staleness(
            FILE, at=hours(900), max_age=days(1, counting="calendar"), calendar=china
        ),
    ]
    clean(*answers, *(text(one, lang) for one in answers for lang in ("en", "zh")))
    near = customers.occasions(
        FILE,
        at=china.at(2024, 6, 1),
        within=days(9, counting="calendar"),
        holidays=(),
        leap="mar_1",
        calendar=china,
    )
    assert [one.person for one in near] == ["p1"]
    clean(near, gone, to_json(gone.file), customers.marked([FILE], "potential"))
    clean(Readiness(), customers.recommend(FILE, {"chen": ("植入",)}))
