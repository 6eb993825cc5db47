"""The customer's file: what is missing, what is kept, and what an erasure leaves."""

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.attribution import missing_basic_facts, missing_fields
from renoflow.calendars import china
from renoflow.codec import from_data, from_json, from_toml, to_data, to_json, to_toml
from renoflow.errors import Malformed
from renoflow.facts import Key, contract, key, survey
from renoflow.money import Money
from renoflow.periods import days
from renoflow.pipeline import CustomerFile, Personal, completeness, customers, erase
from renoflow.pipeline.customers import (
    FILE_FORMS,
    SENSITIVE,
    Birthday,
    Contact,
    House,
    Household,
    MoneyLine,
    Needs,
    Note,
    Person,
)

AT = china.at(2024, 6, 1)
NUMBER = "13800001234"
words = st.sampled_from(["甲", "x", NUMBER])
personal = st.none() | words.map(Personal)
contacts = st.builds(
    Contact, medium=st.sampled_from(["phone", "wechat", "qq", "email"]), value=words.map(Personal)
)
people = st.builds(
    Person,
    id=st.sampled_from(["p1"]),
    name=personal,
    surname=personal,
    sex=st.sampled_from([None, "male", "female"]),
    birthday=st.none() | st.just(Birthday(month=2, day=29)),
    contacts=st.lists(contacts, max_size=2).map(tuple),
)
houses = st.builds(
    House,
    development=personal,
    address=personal,
    floor=personal,
    area=st.none() | st.just(Decimal("98.5")),
    handover_on=st.none() | st.just(date(2024, 5, 1)),
    handed_over=st.sampled_from([None, False, True]),
)
needs = st.builds(
    Needs,
    wishes=personal,
    budget=st.none() | st.just(Money(100_000)),
    colour=personal,
    focus=st.sampled_from([(), ("quote",)]),
    likes=st.sampled_from([(), ("modern",)]),
    promises=st.lists(words.map(Personal), max_size=1).map(tuple),
)
keys = st.sampled_from(
    [
        key(NUMBER),
        key(NUMBER, secret=b"s"),
        key("138****1234"),
        key("东园 8", kind="home"),
        key("东园 8", kind="home", secret=b"s"),
    ]
)
files = st.builds(
    CustomerFile,
    customer=st.just("c1"),
    keys=st.lists(keys, max_size=3).map(tuple),
    marks=st.sampled_from([(), ("key",)]),
    people=st.lists(people, max_size=1).map(tuple),
    household=st.builds(Household, residents=st.none() | st.just(3), income=personal),
    house=houses,
    needs=needs,
    notes=st.lists(st.builds(Note, content=personal), max_size=1).map(tuple),
    money=st.sampled_from(
        [(), (MoneyLine(id="r1", on=date(2024, 3, 1), what="deposit", amount=Money(5)),)]
    ),
    none=st.sampled_from([(), ("budget", "handover_on")]),
    entered_at=st.none() | st.just(AT),
)


# --- completeness -----------------------------------------------------------------------


@given(files, files, st.sampled_from(sorted(FILE_FORMS)), st.booleans(), st.booleans())
def test_more_in_the_file_never_means_more_missing(one, other, form, caller, asks):
    """Without it a salesperson could make a file worse by filling it in."""
    more = attrs.evolve(
        one,
        people=one.people + tuple(attrs.evolve(p, id="p2") for p in other.people),
        none=tuple(dict.fromkeys((*one.none, *other.none))),
        notes=(*one.notes, *other.notes),
        **{
            name: _filled(getattr(one, name), getattr(other, name))
            for name in ("household", "house", "needs")
        },
    )
    asked = {"caller": caller, "sensitive": SENSITIVE if asks else ()}
    before, after = completeness(one, form, **asked), completeness(more, form, **asked)
    assert set(after) <= set(before)
    told = [contract("k", at=AT, type="construction"), survey("s", at=AT, result="good")]
    assert set(completeness(one, form, facts=told, **asked)) <= set(before)


def _filled(record, other):
    """*record* with what it lacks from *other*."""
    both = {
        one.name: (getattr(record, one.name), getattr(other, one.name))
        for one in attrs.fields(type(record))
    }
    return type(record)(**{name: b if a in (None, ()) else a for name, (a, b) in both.items()})


@given(files, st.booleans())
def test_the_basic_record_agrees_with_that_of_attribution(file, caller):
    """Without it a filing could be valid in one room and not in the other."""
    found = completeness(file, "basic_record", caller=caller)
    given_ = customers.fields_given(file)
    assert tuple(one.get("blank") for one in found) == missing_basic_facts(given_, caller=caller)


def test_the_fields_of_a_file_serve_the_forms_of_attribution():
    """Without it a host would keep a second list of what it knows."""
    file = CustomerFile(
        customer="c1",
        people=(Person(id="p1", name=Personal("甲")),),
        house=House(building=Personal("8")),
    )
    assert missing_fields("advance_registration", customers.fields_given(file)) == ("area",)


def test_another_form_is_malformed():
    """Without it a misspelt form would be complete."""
    with pytest.raises(Malformed) as caught:
        completeness(CustomerFile(customer="c1"), "talk_from")
    assert (caught.value.code, caught.value.params["near"]) == ("value.choice", "talk_form")


def test_every_item_of_a_form_can_be_given():
    """Without it a form could never be complete."""
    told = {
        *(
            one.name
            for record in (Person, Household, House, Needs)
            for one in attrs.fields(record)
        ),
        *("phone", "contact", "handover_date", "style_colour", "house"),
        *("designer", "construction_team", "progress", "satisfaction", "signing"),
        *("service_history", "communication"),
    }
    assert {item for form in FILE_FORMS.values() for item in form.items} <= told


# --- erasure ----------------------------------------------------------------------------


@given(files, st.sampled_from([None, b"s"]))
def test_an_erasure_leaves_keyed_identity_and_money(file, secret):
    """Without it a customer who asked to be forgotten would be remembered."""
    found = erase(file, at=AT, secret=secret)
    bare = found.file
    assert all(one.keyed for one in bare.keys)
    assert bare == CustomerFile(customer="c1", keys=bare.keys, money=file.money, erased_at=AT)
    text = to_json(bare) + repr(found)
    assert NUMBER not in text
    assert "甲" not in text
    assert "东园" not in text
    kept = {one for one in file.keys if one.keyed}
    if secret is None:
        assert set(bare.keys) == kept
    else:  # the masked key cannot be keyed: nobody knows its middle
        assert {one.kind for one in bare.keys} == {
            one.kind for one in file.keys if "*" not in one.value
        }


@given(files, st.sampled_from([None, b"s"]), st.sampled_from([None, b"s"]))
def test_a_second_erasure_changes_nothing(file, first, second):
    """Without it a job that runs twice would tell two stories."""
    once = erase(file, at=AT, secret=first).file
    again = erase(once, at=china.at(2030, 1, 1), secret=second)
    assert (again.file, again.erased) == (once, ())


@given(files)
def test_what_is_gone_is_told_by_name_and_not_by_value(file):
    """Without it the protocol of an erasure would keep what was erased."""
    found = erase(file, at=AT)
    assert len(set(found.erased)) == len(found.erased)
    assert bool(found.erased) is (attrs.evolve(file, erased_at=AT) != found.file)
    assert ("needs.budget" in found.erased) is (file.needs.budget is not None)
    assert ("house.handed_over" in found.erased) is (file.house.handed_over is not None)
    order = [one.name for one in attrs.fields(CustomerFile)]
    places = [order.index(path.partition(".")[0]) for path in found.erased]
    assert places == sorted(places)


def test_a_keyed_key_still_finds_the_facts():
    """Without it an erased customer's claims could not be judged any more."""
    file = CustomerFile(customer="c1", keys=(key(NUMBER),))
    assert erase(file, at=AT, secret=b"s").file.keys == (key("138 0000 1234", secret=b"s"),)
    assert erase(file, at=AT).file.keys == ()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"at": AT.replace(tzinfo=None)}, "value.naive"),
        ({"at": AT, "secret": b""}, "value.missing"),
    ],
)
def test_an_erasure_needs_a_zone_and_a_secret_that_is_one(asked, code):
    """Without it an empty secret would make keys that anybody can make."""
    with pytest.raises(Malformed) as caught:
        erase(CustomerFile(customer="c1", keys=(key(NUMBER),)), **asked)
    assert caught.value.code == code


# --- the record -------------------------------------------------------------------------


@given(files)
def test_a_file_comes_back_as_it_was(file):
    """Hosts store it: what the codec loses is lost."""
    assert from_json(to_json(file), CustomerFile) == file
    assert from_toml(to_toml(file), CustomerFile) == file


LINE = MoneyLine(id="r1", on=date(2024, 3, 1), what="deposit", amount=Money(5))


@pytest.mark.parametrize(
    ("given_", "code", "field"),
    [
        ({"customer": ""}, "value.type", "customer"),
        ({"customer": NUMBER}, "fact.personal", "customer"),
        ({"marks": ("key", NUMBER)}, "fact.personal", "marks[1]"),
        ({"people": (Person(id=NUMBER),)}, "fact.personal", "people[0].id"),
        ({"people": (Person(id="p", relation=NUMBER),)}, "fact.personal", "people[0].relation"),
        ({"people": (Person(id="p"), Person(id="p"))}, "fact.clash", "people[1].id"),
        ({"money": (LINE, LINE)}, "fact.clash", "money[1].id"),
        ({"none": ("budget", "colur")}, "value.unknown", "none[1]"),
        ({"entered_at": AT.replace(tzinfo=None)}, "value.naive", "entered_at"),
        ({"updated_at": AT.replace(tzinfo=None)}, "value.naive", "updated_at"),
    ],
)
def test_a_file_holds_codes_where_codes_belong(given_, code, field):
    """Without it a number in a key would come out of every list of customers."""
    with pytest.raises(Malformed) as caught:
        CustomerFile(**{"customer": "c1", **given_})
    assert (caught.value.code, caught.value.field) == (code, field)
    assert NUMBER not in str(caught.value)


@pytest.mark.parametrize("value", ["", "  ", None, 5])
def test_a_personal_text_is_a_text(value):
    """Without it an empty name would count as given."""
    with pytest.raises(Malformed) as caught:
        Personal(value)
    assert caught.value.code == "value.type"


@pytest.mark.parametrize("day", [{"month": 13, "day": 1}, {"month": 2, "day": 29, "year": 2023}])
def test_a_birthday_is_a_day_of_some_year(day):
    """Without it nobody would ever be greeted on it."""
    with pytest.raises(Malformed) as caught:
        Birthday(**day)
    assert (caught.value.code, caught.value.field) == ("time.impossible", "birthday")


@pytest.mark.parametrize(("field", "value"), [("id", ""), ("what", NUMBER)])
def test_a_line_of_money_has_codes_and_no_names(field, value):
    """Without it an erasure would keep a number."""
    told = {"id": "r1", "what": "deposit", field: value}
    with pytest.raises(Malformed) as caught:
        MoneyLine(on=date(2024, 3, 1), amount=Money(5), **told)
    assert caught.value.field == field


def test_a_file_of_another_type_of_name_is_malformed_without_saying_it():
    """Without it the error of an import would print the name."""
    data: Any = to_data(
        CustomerFile(customer="c1", people=(Person(id="p1", name=Personal("甲乙")),))
    )
    data["people"][0]["name"] = ["甲乙"]
    with pytest.raises(Malformed) as caught:
        from_data(data, CustomerFile)
    assert (caught.value.code, caught.value.field) == ("value.type", "people[0].name")
    assert "甲" not in str(caught.value) + caught.value.sentence("zh") + str(
        caught.value.to_dict()
    )


@given(files, st.integers(-2, 4))
def test_staleness_and_occasions_agree_with_counting_days(file, shift):
    """Without it a file could be stale on the day on which it was updated."""
    updated = attrs.evolve(file, entered_at=AT, updated_at=None)
    at = china.end(date(2024, 6, 1 + max(shift, 0)))
    found = customers.staleness(
        updated, at=at, max_age=days(2, counting="calendar"), calendar=china
    )
    assert (found is not None) is (max(shift, 0) > 2)


def test_two_members_of_a_household_have_their_own_days():
    """Without it the list could name somebody, or jump about."""
    file = CustomerFile(
        customer="c1",
        people=(
            Person(id="p2", birthday=Birthday(month=6, day=2)),
            Person(id="p1", birthday=Birthday(month=6, day=2, year=1990)),
        ),
    )
    found = customers.occasions(
        file,
        at=AT,
        within=days(3, counting="calendar"),
        holidays=[("fair", date(2024, 6, 3)), ("past", date(2024, 5, 31))],
        leap="feb_28",
        calendar=china,
    )
    assert [(one.on.day, one.what, one.person) for one in found] == [
        (2, "birthday", "p1"),
        (2, "birthday", "p2"),
        (3, "fair", None),
    ]
    assert "2024" not in repr(found)


def test_keys_of_files_say_nothing():
    """Without it a list of files in a log would be a list of numbers."""
    file = CustomerFile(customer="c1", keys=(Key("phone", NUMBER),))
    assert NUMBER not in repr(file)
