"""The showroom's month: lively, untidy, invented, and the same every time."""

import io
import re
from collections import Counter
from datetime import date
from functools import cache

from renoflow.attribution import gather, judge
from renoflow.calendars import china
from renoflow.codec import read_company
from renoflow.facts import KINDS, Fact
from renoflow.pipeline import agenda, journey, open_company
from renoflow.registers import Entry, form_columns, read_table
from renoflow.samples import company_toml, showroom

AT = china.start(date(2024, 3, 29))


@cache
def rows():
    """Every row of every form."""
    return tuple(
        one
        for name, table in showroom().items()
        for one in read_table(io.StringIO(table), name.removesuffix(".csv"), china, file=name)
    )


@cache
def facts():
    """Its facts; of two rows with one id the first."""
    first: dict[str, Fact] = {}
    for one in rows():
        if isinstance(one, Entry):
            first.setdefault(one.fact.id, one.fact)
    return tuple(first.values())


@cache
def company():
    """The sample company."""
    return open_company(read_company(company_toml()), china)


@cache
def cases():
    """Its customers."""
    return gather(facts(), company().rules.attribution.identity, china)


def test_the_same_seed_gives_the_same_forms():
    """Without it the pages would show what nobody else gets."""
    assert showroom() == showroom()
    assert showroom(seed=1) != showroom()


def test_there_are_as_many_customers_as_asked_for():
    """Without it a small example would come with a large register."""
    assert len(cases()) == 400
    few = showroom(customers=7)
    told = {row.split(",")[1] for table in few.values() for row in table.splitlines()[1:]}
    assert {one.removesuffix("-B") for one in told} <= {f"C-{n:03d}" for n in range(1, 8)}


def test_each_form_is_the_canonical_one():
    """Without it the demo's files would be no example to fill in."""
    for name, table in showroom().items():
        assert len(table.splitlines()) > 1
        columns = table.splitlines()[0].split(",")
        known = form_columns(KINDS[name.removesuffix(".csv")])
        assert columns == [one for one in known if one in columns]


def test_it_is_one_month_and_the_winter_before():
    """Without it the judge would be asked about days that nobody can check."""
    days = {one.at if not one.timed else one.at.date() for one in facts()}
    assert min(days) >= date(2023, 11, 1)
    assert max(days) == date(2024, 3, 31)


def test_whatever_a_showroom_sees_happens():
    """Without it the demo would leave out what makes the job hard."""
    told = Counter(one.kind for one in facts())
    filings = [one for one in facts() if one.kind == "filing"]
    visits = [one for one in facts() if one.kind == "visit"]
    assert {one.get("medium") for one in filings} >= {"form", "sms", "oral"}
    assert any(not one.timed for one in filings)
    assert any(one.recorded_at > one.at for one in filings if one.timed)
    assert {one.get("source") for one in filings} >= {"front_desk_kin"}
    assert any(one.get("invited_by") is None for one in visits)
    assert any(one.get("brought_by") for one in visits)
    assert {one.get("channel") for one in facts() if one.kind == "enquiry"} >= {
        *("front_desk_phone", "web", "online_chat", "walk_in", "own_effort", "estate"),
    }
    assert {"approval", "refusal", "leave", "event_reception", "signature"} <= set(told)
    assert {"verification", "registration", "reopening", "loss", "cancellation"} <= set(told)
    assert {"agreement", "contract", "receipt", "start", "site_callback"} <= set(told)
    assert sum(len(case.records) > 1 for case in cases()) >= 10


def test_every_row_of_the_policy_decides_for_somebody():
    """Without it a row of the policy would be shown on nobody."""
    verdicts = [judge(company().court, case, at=AT) for case in cases()]
    grounds = {f"seven_day_filing@1#{one.id}" for one in company().rules.attribution.grounds}
    assert {one.rule for one in verdicts} == grounds
    statuses = {claim.status for one in verdicts for claim in one.docket}
    assert {"standing", "lapsed", "pending", "refused"} <= statuses


def test_customers_stand_at_every_stage():
    """Without it the demo would show a pipeline with holes."""
    journeys = [journey(company(), case, at=AT) for case in cases()]
    reached = {standing.stage for one in journeys for standing in one.stages}
    assert reached == {stage.id for stage in company().rules.process.stages}
    assert any(one.deviations for one in journeys)


def test_something_of_every_kind_is_due_or_missed():
    """Without it the agenda of the demo would be short of callbacks, calls or money."""
    owed = agenda(company(), cases(), at=AT, until=china.end(date(2024, 3, 29)))
    told = {(one.what, one.state) for one in owed}
    assert {("visit", "open"), ("site_callback", "open"), ("first_callback", "open")} <= told
    missed = {what for what, state in told if state == "missed"}
    assert {"verification", "first_callback", "weekly_callbacks", "scheme_talk"} <= missed
    assert {"site_callback", "collect_works", "collect_main_materials"} <= missed
    assert {("collect_works", "met"), ("verification", "met_late")} <= told


def test_mistakes_of_every_kind_are_made():
    """Without it nobody would see what happens to a wrong row."""
    rejected = [one for one in rows() if not isinstance(one, Entry)]
    assert {one.error.code for one in rejected} >= {
        *("value.choice", "value.missing", "value.time", "value.type"),
        *("key.phone", "fact.personal", "money.text", "money.decimals"),
    }
    assert {one.file.removesuffix(".csv") for one in rejected} >= {
        *("filing", "visit", "enquiry", "signature", "agreement"),
        *("contract", "receipt", "callback", "leave"),
    }
    told = [one.fact for one in rows() if isinstance(one, Entry)]
    assert len(told) > len({one.id for one in told})  # a form copied under an old number


def test_everybody_in_it_is_invented():
    """Without it a shipped number might ring with somebody."""
    text = "".join(showroom().values())
    numbers = re.findall(r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}", text)
    assert numbers
    assert all(one.startswith("139 0000 0") for one in numbers)
    assert text.isascii()
