"""Payment terms as two ERPs worked them out, said as plans: the same fen on the same days."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from renoflow.calendars import china
from renoflow.codec import from_data, from_toml, to_toml
from renoflow.errors import Malformed, Refused
from renoflow.money import Money
from renoflow.pricing import Component, Plan, due_at, lint, schedule
from tests.pricing.peers import terms

HERE = Path(__file__).parent
MAPPED = {"odoo": terms.odoo, "tryton": terms.tryton}
TOLD = {erp: tomllib.loads((HERE / f"{erp}.toml").read_text(encoding="utf-8")) for erp in MAPPED}


def of(erp, case):
    return from_data(MAPPED[erp]({"rounding": "0.01", **case}), Plan)


def worked_out(plan, case):
    """What is asked and when; a part of nothing is asked of nobody, there and here."""
    since = china.start(case["date"])
    total: dict[Component, Money] = {"works": Money(terms.fen(case["total"]))}
    return [
        (due_at(one.part.due, since, china).at.date(), one.amount.fen)
        for one in schedule(plan, total).instalments
        if one.amount
    ]


def told(case):
    if case["got"] == "refused":
        return "refused"
    rows = [row.split(" ") for row in case["got"]]
    found = [(date.fromisoformat(day), terms.fen(amount)) for day, amount in rows]
    return [row for row in found if row[1]]


def answer(erp, case):
    try:
        return worked_out(of(erp, case), case)
    except Refused as refused:
        assert [one.code for one in refused.objections] == ["plan.over"]
        return "refused"


@pytest.mark.parametrize("erp", ["odoo", "tryton"])
def test_every_term_comes_out_as_the_erp_worked_it_out(erp):
    """Whoever moves here from an ERP must find every fen and every day again."""
    cases = TOLD[erp]["case"]
    differ = [(case, found) for case in cases if (found := answer(erp, case)) != told(case)]
    assert len(cases) == 320
    assert differ == []


@pytest.mark.parametrize("erp", ["odoo", "tryton"])
def test_a_mapped_term_is_a_file_like_any_other(erp):
    """A term that only Python can say would be no data."""
    plans = [of(erp, case) for case in TOLD[erp]["case"][::40]]
    assert [from_toml(to_toml(plan), Plan) for plan in plans] == plans


def test_half_a_fen_is_rounded_up_where_binary_fractions_lose_it():
    """The ERP pays such a fen by its balance; one that counts exactly must not follow it."""
    for case in TOLD["odoo"]["float"]:
        ours, theirs = answer("odoo", case), told(case)
        (place,) = (
            n for n, pair in enumerate(zip(ours[:-1], theirs, strict=False)) if pair[0] != pair[1]
        )
        assert ours[place][1] == theirs[place][1] + 1
        assert ours[-1][1] == theirs[-1][1] - 1
        assert sum(fen for _, fen in ours) == terms.fen(case["total"])


TERM = {
    "odoo": [
        {"value": "fixed", "amount": "80.00", "option": "day_after_invoice_date"},
        {"value": "fixed", "amount": "50.00", "option": "fix_day_following_month", "days": 30},
        {"value": "balance", "option": "last_day_following_month"},
    ],
    "tryton": [
        {"type": "fixed", "amount": "80.00"},
        {"type": "fixed", "amount": "50.00", "deltas": [{"months": 1, "day": 30}]},
        {"type": "remainder", "deltas": [{"months": 1, "day": 31}]},
    ],
}


@pytest.mark.parametrize(
    ("total", "by_odoo", "by_tryton"),
    [
        ("130.01", ["31 80.00", "1 50.00", "29 0.01"], ["31 80.00", "29 50.00", "29 0.01"]),
        ("130.00", ["31 80.00", "1 50.00"], ["31 80.00", "29 50.00"]),
        ("129.99", ["31 80.00", "1 50.00", "29 -0.01"], "refused"),
        ("80.00", ["31 80.00", "1 50.00", "29 -50.00"], ["31 80.00"]),
        ("79.99", ["31 80.00", "1 50.00", "29 -50.01"], "refused"),
        ("0.00", ["31 80.00", "1 50.00", "29 -130.00"], []),
        ("-130.01", ["31 -80.00", "1 -50.00", "29 -0.01"], ["31 -80.00", "29 -50.00", "29 -0.01"]),
        ("-129.99", ["31 -80.00", "1 -50.00", "29 0.01"], "refused"),
    ],
)
def test_where_the_two_differ_a_named_word_says_which(total, by_odoo, by_tryton):
    """One contract form in two companies: each finds its own answer under its own name.

    Signed on 31 January 2024; the days are of January, February or March.
    """
    for erp, want in (("odoo", by_odoo), ("tryton", by_tryton)):
        case = {"total": total, "date": date(2024, 1, 31), "lines": TERM[erp]}
        found = answer(erp, case)
        if found != "refused":
            found = [f"{day.day} {amount / 100:.2f}" for day, amount in found]
        assert found == want


def test_rounding_differs_by_name():
    """Half of 0.05: two fen to the even one, three fen away from zero."""
    half = {
        "odoo": [{"value": "percent", "amount": "50", "option": "last_day_current_month"},
                 {"value": "balance", "option": "last_day_current_month"}],
        "tryton": [{"type": "percent_on_total", "ratio": "0.5"}, {"type": "remainder"}],
    }  # fmt: skip
    case = {"total": "0.05", "date": date(2024, 1, 31)}
    assert [fen for _, fen in answer("tryton", {**case, "lines": half["tryton"]})] == [2, 3]
    assert [fen for _, fen in answer("odoo", {**case, "lines": half["odoo"]})] == [3, 2]


@pytest.mark.parametrize(
    ("line", "signed", "want"),
    [
        ({"delay": "days_after", "days": 30}, date(2024, 1, 31), date(2024, 3, 1)),
        ({"delay": "days_after", "days": 0}, date(2024, 1, 31), date(2024, 1, 31)),
        ({"delay": "days_after_end_of_month", "days": 10}, date(2024, 1, 31), date(2024, 2, 10)),
        ({"delay": "days_after_end_of_month", "days": 0}, date(2024, 2, 1), date(2024, 2, 29)),
        (
            {"delay": "days_after_end_of_next_month", "days": 10},
            date(2024, 1, 15),
            date(2024, 3, 10),
        ),
        (
            {"delay": "days_end_of_month_on_the", "days": 90, "on_the": 10},
            date(2023, 10, 12),
            date(2024, 2, 10),
        ),
        (
            {"delay": "days_end_of_month_on_the", "days": 0, "on_the": 31},
            date(2024, 1, 31),
            date(2024, 2, 29),
        ),
        (
            {"delay": "days_end_of_month_on_the", "days": 1, "on_the": 0},
            date(2024, 1, 31),
            date(2024, 2, 29),
        ),
    ],
)
def test_the_days_of_later_versions_have_their_steps(line, signed, want):
    """Worked out by hand from their documentation: no later version runs beside the tests."""
    lines = [
        {"value": "percent", "amount": "30", **line},
        {"value": "percent", "amount": "30", **line},
        {"value": "percent", "amount": "40", **line},
    ]
    case = {"rounding": "0.01", "total": "0.05", "date": signed, "lines": lines}
    plan = from_data(terms.later_odoo(case), Plan)
    assert worked_out(plan, case) == [(want, 2), (want, 2), (want, 1)]


def test_what_no_plan_says_is_refused_and_not_bent():
    """A share above all, or below nothing, is no share of a contract."""
    lines = [{"type": "percent", "ratio": "1.2"}, {"type": "remainder"}]
    for ratio in ("1.2", "-0.1"):
        lines[0]["ratio"] = ratio
        with pytest.raises(Malformed) as caught:
            of("tryton", {"total": "1.00", "lines": lines})
        assert caught.value.code == "plan.share"


def test_lint_tells_of_a_term_that_gives_money_back():
    """Sixty and sixty per cent is what an ERP holds without a word."""
    lines = [
        {"value": "percent", "amount": "60", "option": "last_day_current_month"},
        {"value": "percent", "amount": "60", "option": "last_day_current_month"},
        {"value": "balance", "option": "last_day_current_month"},
    ]
    (found,) = lint(of("odoo", {"lines": lines}), china, smallest=Money(100))
    assert (found.code, found.rule) == ("lint.over", "term@1#p2")
