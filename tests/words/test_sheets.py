"""Quotes, plans, ledgers and settlements in sentences."""

from datetime import date

import attrs
import pytest

from renoflow.money import yuan
from renoflow.periods import CALENDAR, days, until
from renoflow.pricing import Due, Move, first
from renoflow.words import text
from tests.paper.papers import book, changed, quote, sheet

START = first("start")


@pytest.mark.parametrize(
    ("due", "english", "chinese"),
    [
        (Due(on=date(2024, 3, 1)), "2024-03-01", "2024年3月1日"),
        (
            Due(anchor=START, span=until("day")),
            "on the day of the first start of works",
            "首次开工当日",
        ),
        (
            Due(anchor=START, span=until("month"), steps=(Move(roll="same_month"),)),
            (
                "until the end of the month after the first start of works; "
                "a day off moves on to the next working day, within the month"
            ),
            "首次开工后至当月结束；遇休息日在当月内顺延，否则提前",
        ),
        (
            Due(anchor=START, steps=(days(3, counting=CALENDAR), Move(roll="previous_working"))),
            (
                "within 3 days (calendar days, first day not counted) of the first start of "
                "works; a day off moves back to the working day before"
            ),
            "首次开工后3日（按日历计，首日不计）内；遇休息日提前至上一工作日",
        ),
        (
            Due(anchor=START, steps=(Move(weekday=0, which="this"),)),
            "from the first start of works; then Monday of that week",
            "自首次开工起；再至当周周一",
        ),
    ],
)
def test_a_due_day_is_said_as_it_is_written(due, english, chinese):
    """The customer reads on the plan what the company counts by."""
    assert text(due) == english
    assert text(due, "zh") == chinese


@pytest.mark.parametrize(("thing", "lines"), [(quote, 13), (book, 10), (sheet, 11), (changed, 8)])
def test_a_sheet_has_a_line_for_each_line(thing, lines):
    """Without it a line of money would be left unsaid, in one language or both."""
    said = {lang: text(thing(), lang).splitlines() for lang in ("en", "zh")}
    assert [len(one) for one in said.values()] == [lines, lines]
    assert all(line for one in said.values() for line in one)


def test_a_quote_says_its_sums():
    """What the customer asks first."""
    assert "Total 97,978.88 yuan (design fee 9,429.76 yuan, works" in text(quote())
    assert "wall_tiling: 24.6 m² x 85.00 yuan = 2,091.00 yuan" in text(quote())


def test_a_ledger_says_arrears_with_and_without_interest():
    """PAY-04: a number of days without a reason is no reason to stop work."""
    found = book()
    assert "concealed: 0.00 yuan in arrears since 2024-05-09 (days: 1), interest 15.50" in text(
        found
    )
    plain = attrs.evolve(found, arrears=(attrs.evolve(found.arrears[0], interest=yuan(0)),))
    assert "(days: 3).\n" in f"{text(plain)}\n"


def test_a_settlement_of_which_all_is_due_says_no_more_than_the_balance():
    """Nothing that falls due later is not something due later of zero."""
    found = sheet()
    assert "is due now" in text(found)
    whole = attrs.evolve(found, due=found.balance)
    assert "is due now" not in text(whole)
    line = attrs.evolve(found.lines[0], component=None)
    assert text(attrs.evolve(found, lines=(line,))).startswith("- contract : 77,502.40")


@pytest.mark.parametrize("which", ["this", "next", "coming", "past"])
def test_which_month_and_which_week_are_told_apart(which):
    """The coming Friday and Friday of the next week are seven days apart."""
    said = {
        text(Due(anchor=START, steps=(step,)), lang)
        for lang in ("en", "zh")
        for step in (
            Move(day=10, which=which),
            Move(weekday=4, which=which),
            Move(month=3, which=which),
        )
    }
    assert len(said) == 6
    assert not any("due_at" in one for one in said)


def test_a_word_that_is_no_template_is_no_traceback():
    """A brace in a file of words must not end the printing."""
    for word in ("{", "{x}", "{ledger.x}", "{0}"):
        assert text(sheet(), words={"settlement": word})
