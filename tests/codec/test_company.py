"""``company.toml``: presets with their answers, parts in full, and what is wrong where."""

import attrs
import pytest

from renoflow.attribution import presets as attribution
from renoflow.calendars import china
from renoflow.codec import from_data, from_json, read_company, to_data, to_json, write_company
from renoflow.codec.company import PRESETS
from renoflow.errors import Malformed
from renoflow.money import Money
from renoflow.periods import LEGAL, days, until, working_days
from renoflow.pipeline import CompanyRules, open_company
from renoflow.pipeline import presets as pipeline
from renoflow.pipeline.access import presets as access
from renoflow.pricing import ChangeTerms, Due, LedgerTerms, RateCard, first
from renoflow.pricing import presets as pricing
from renoflow.samples import company_toml
from renoflow.timeline import Timeline
from tests.pipeline.companies import rules

TEXT = company_toml()
WINDOW = 'window = { days = 7, counting = "legal" }'


def test_the_shipped_file_says_what_its_presets_say() -> None:
    """A company begins with this file; it must be the very rules that the presets are."""
    read = read_company(TEXT)
    assert read.attribution == attribution.seven_day_filing(window=days(7, counting=LEGAL))
    assert read.process == pipeline.steward_ten_step(
        first_callback=days(2, counting="calendar"), friday_off="next_working"
    )
    assert [card for _, card in read.rates.rows] == [pricing.steward_rate_card]
    assert (read.plan.id, read.plan.rounding, read.days) == ("first_55", "half_up", "start")
    open_company(read, china)


@pytest.mark.parametrize("own", [read_company(TEXT), rules(days="end")], ids=["file", "code"])
def test_rules_written_in_full_are_read_back(own: CompanyRules) -> None:
    """What a company edits by program and by hand must be one thing."""
    assert read_company(write_company(own)) == own
    assert from_json(to_json(own), CompanyRules) == own
    assert from_data(to_data(own), CompanyRules) == own


def test_every_preset_of_the_contexts_can_be_named() -> None:
    """A preset that the file cannot name is out of a manager's reach."""
    named = {name for presets in PRESETS.values() for name in presets}
    shipped = {*attribution.__all__, *pipeline.__all__, *pricing.__all__}
    # the others are no part of a company's file, or a record of what they give
    assert shipped - named == {
        "FirstPayment",
        "first_payment",
        "five_percent_promise",
        "fragments",
        "price_form",
        "steward_closing",
        "steward_items",
    }
    assert named <= {*shipped, *pipeline.fragments.__all__, *access.__all__}


def test_a_company_takes_its_ladder_from_elsewhere() -> None:
    """A policy of ownership and a ladder of disputes are chosen apart."""
    text = TEXT.replace("[process]", '[ladder]\npreset = "qc_appeal"\n\n[process]', 1)
    own = open_company(read_company(text), china)
    ladder = own.court.at(china.at(2024, 3, 1)).policy.ladder
    assert ladder is not None
    assert [level.role for level in ladder.levels] == [
        "department_manager",
        "qc_centre",
        "gm_office",
    ]
    without = open_company(read_company(TEXT), china)
    assert without.court.at(china.at(2024, 3, 1)).policy.ladder is None


def test_price_lists_follow_each_other() -> None:
    """Next year's prices are a further table, and last year's agreements keep theirs."""
    own = """
[[rates]]
since = 2025-01-01
id = "own"
revision = 1
source = "our list"
rates = [{ tier = "ordinary", per_m2 = "40 CNY" }]
"""
    read = read_company(TEXT.replace("[plan]", own + "[plan]", 1))
    assert read.rates.at(china.day(china.at(2024, 12, 31))).id == "steward_rate_card"
    assert read.rates.at(china.day(china.at(2025, 1, 1))).rate("ordinary").per_m2 == Money(40_00)


FAULTS = [
    ('"seven_day_filing"', '"seven_day_fling"', "value.choice", "attribution.preset"),
    ('preset = "first_55"', "preset = 55", "value.type", "plan.preset"),
    (WINDOW, "", "policy.open_argument", "attribution.with.window"),
    (WINDOW, "window = 7", "value.type", "attribution.with.window"),
    (
        WINDOW,
        'window = { days = 7, counting = "x" }',
        "value.choice",
        "attribution.with.window.counting",
    ),
    (
        WINDOW,
        "window = { days = 0, counting = 'legal' }",
        "span.count",
        "attribution.with.window.days",
    ),
    ("untimed =", "untimd =", "value.unknown", "attribution.with.untimd"),
    ('rounding = "half_up"', 'rounding = "up_half"', "value.choice", "plan.with.rounding"),
    ('fact = "completion"', 'fakt = "x"', "value.unknown", "plan.with.rest_due.anchor.first.fakt"),
    ('preset = "first_55"', "type = 'plan.v1'", "value.unknown", "plan.with"),
    ('preset = "first_55"', "preset = 'first_55'\nid = 'x'", "value.unknown", "plan.id"),
    ("since = 2024-01-01", "", "value.missing", "rates[0].since"),
    ("since = 2024-01-01", "since = 2024", "value.type", "rates[0].since"),
    (
        "since = 2024-01-01",
        "since = 2024-01-01\nwith = { tier = 1 }",
        "value.unknown",
        "rates[0].with.tier",
    ),
    ('preset = "steward_rate_card"', "preset = 'cheap'", "value.choice", "rates[0].preset"),
    ("[[rates]]", "[rates]", "value.type", "rates"),
    ("[attribution.with]", "[attribution.wth]", "value.unknown", "attribution.wth"),
    ('days = "start"', 'days = "noon"', "value.choice", "days"),
    ('days = "start"', "", "value.missing", "days"),
    ('id = "sample_showroom"', "name = 'x'", "value.unknown", "name"),
    ("as_told = true", "", "value.missing", "terms.as_told"),
    ('allocation = "plan"', 'allocation = "old"', "value.choice", "terms.allocation"),
    ('approvers = ["customer"], ', "", "value.missing", "terms.changes.approvers"),
    ('approvers = ["customer"]', "approvers = []", "value.missing", "terms.changes.approvers"),
    ('type = "company.v1"', "", "value.missing", "type"),
]


@pytest.mark.parametrize(("old", "new", "code", "field"), FAULTS)
def test_a_wrong_line_is_named(old: str, new: str, code: str, field: str) -> None:
    """A manager must find the line that is wrong without reading code."""
    assert TEXT.count(old) == 1
    with pytest.raises(Malformed) as caught:
        read_company(TEXT.replace(old, new))
    assert (caught.value.code, caught.value.field) == (code, field)


def test_what_is_not_answered_is_told_with_its_line_and_question() -> None:
    """An exported file is sent round with its questions; one left open must not be guessed."""
    text = TEXT.replace(WINDOW, '# ? How are the seven days counted?\nwindow = "?"')
    with pytest.raises(Malformed) as caught:
        read_company(text)
    error = caught.value
    assert (error.code, error.field) == ("policy.open", "attribution.with.window")
    assert text.splitlines()[int(str(error.params["line"])) - 1] == 'window = "?"'
    assert error.params["question"] == "How are the seven days counted?"


@pytest.mark.parametrize("part", ["attribution", "process", "rates", "plan"])
def test_no_part_can_be_left_out(part: str) -> None:
    """Rules without a plan would be found out at the first contract."""
    data = to_data(rules())
    assert isinstance(data, dict)
    del data[part]
    with pytest.raises(Malformed) as caught:
        from_data(data, CompanyRules)
    assert (caught.value.code, caught.value.field) == ("value.missing", part)


def test_a_file_that_is_no_toml_is_told_with_its_line() -> None:
    """A forgotten quote is the commonest fault of all."""
    line = TEXT.splitlines().index('preset = "seven_day_filing"') + 1
    with pytest.raises(Malformed) as caught:
        read_company(TEXT.replace('"seven_day_filing"', '"seven_day_filing'))
    assert (caught.value.code, caught.value.params["line"]) == ("codec.toml", line)


@pytest.mark.parametrize(
    ("rows", "code", "field"),
    [
        ([], "timeline.empty", ""),
        (["2025-01-01", "2024-01-01"], "timeline.order", "[1]"),
        (["2024-01-01", "2024-01-01T10:00:00+08:00"], "timeline.mixed", ""),
        (["2024-13-01"], "value.type", "[0].since"),
    ],
)
def test_a_time_line_that_is_none_is_refused(rows: list[str], code: str, field: str) -> None:
    """Two price lists of one day, or in the wrong order, have no answer."""
    card = to_data(pricing.steward_rate_card)
    assert isinstance(card, dict)
    with pytest.raises(Malformed) as caught:
        from_data([{"since": one, **card} for one in rows], Timeline[RateCard])
    assert (caught.value.code, caught.value.field) == (code, field)


def test_the_terms_of_the_ledger_stand_beside_the_plan() -> None:
    """What the contract says about changes and credits is the company's, as its plan is."""
    own = read_company(TEXT)
    changes = ChangeTerms(approvers=("customer",), within=working_days(3))
    assert own.terms == LedgerTerms(allocation="plan", as_told=True, changes=changes)
    without = read_company(TEXT.partition("[terms]")[0])
    assert without == attrs.evolve(own, terms=None)


def test_terms_anchored_at_nothing_are_refused_with_their_path() -> None:
    """An addition that never falls due would be collected by nobody."""
    due = Due(anchor=first("permit"), span=until("day"))
    terms = LedgerTerms(
        allocation="plan",
        as_told=True,
        changes=ChangeTerms(approvers=("customer",), due=due),
    )
    with pytest.raises(Malformed) as caught:
        open_company(rules(terms=terms), china)
    assert caught.value.field == "terms.changes.due.anchor.first.fact"


def test_rules_by_the_instant_are_read_back() -> None:
    """A price list may come into force at noon."""
    noon = Timeline(rows=((china.at(2024, 1, 1, 12), pricing.steward_rate_card),))
    own = attrs.evolve(rules(), rates=noon)
    assert read_company(write_company(own)) == own
