"""What each paper says: every line of its record, sums that add up, nothing of anybody else."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from renoflow.calendars import china
from renoflow.codec import from_toml
from renoflow.errors import Malformed
from renoflow.facts import receipt
from renoflow.money import Money, format_yuan, yuan
from renoflow.paper import (
    account_statement,
    payment_plan,
    plan_change,
    quotation,
    settlement_sheet,
)
from renoflow.pricing import (
    Component,
    Due,
    Material,
    Plan,
    Quote,
    RetentionTerms,
    ledger,
    presets,
    quote_line,
    replan,
    schedule,
    settle,
)
from tests.paper.papers import TERMS, book, changed, due, facts, papers, plan, quote, sheet


def cells(paper, caption):
    """The rows of the table under *caption*."""
    (table,) = [one for one in paper.tables if one.caption == caption]
    return [row.cells for row in table.rows]


def test_a_quotation_has_its_groups_its_contracts_and_its_materials():
    """The customer signs for each room and each contract."""
    paper = quotation(quote(), "en")
    rows = cells(paper, "What is offered")
    assert rows[0] == ("design",)
    assert rows[5] == ("Subtotal", "", "", "", "9,429.76")
    assert ("wall tiles", "26.9", "m²", "88.80", "2,388.72") in rows
    assert rows[-1] == ("Total", "", "", "", "97,978.88")
    assert cells(paper, "By contract")[-1] == ("Total", "97,978.88")
    assert ("cabinets", "b-17", "first", "E0") in cells(paper, "Material specification")
    assert dict(paper.facts)["Valid through"] == "2024-04-28"
    assert paper.signs == ("Customer", "For the company")
    assert paper.open == ()


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("zh", ["工程首期款", "成品款", "主材款", "工程余款", "合计"]),
        (
            "en",
            ["works, first part", "finished goods", "main materials", "works, the rest", "Total"],
        ),
    ],
)
def test_the_parts_of_a_shipped_plan_have_names(lang, names):
    """A customer signs for a part that is called something in his language, not for a code."""
    ours = presets.first_55(
        first_due=Due(on=date(2024, 3, 1)), rest_due=Due(on=date(2024, 6, 1)), rounding="half_up"
    )
    totals: dict[Component, Money] = {
        "works": yuan(100),
        "finished_goods": yuan(20),
        "main_materials": yuan(10),
    }
    paper = payment_plan(schedule(ours, totals), lang, due={})
    assert [row.cells[0] for row in paper.tables[0].rows] == names


def test_a_quotation_says_what_it_lacks():
    """FEE-08: a specification with a hole must not look whole."""
    lines = (
        quote_line(
            "t",
            group="g",
            component="main_materials",
            item="tiles",
            quantity=2,
            unit="",
            unit_price=yuan(3),
            rounding="half_up",
            material=Material(brand="b-1"),
        ),
    )
    bare = Quote(
        id="q", revision=2, on=date(2024, 3, 1), valid_through=date(2024, 3, 1),
        rounding="half_up", lines=lines,
    )  # fmt: skip
    paper = quotation(bare, "zh")
    assert cells(paper, "材料说明") == [("tiles", "b-1", "未注明", "未注明")]
    assert paper.open == ("FEE-08：第t行缺少等级或环保度。",)
    none = attrs.evolve(bare, lines=(attrs.evolve(lines[0], material=None, component="works"),))
    assert len(quotation(none, "zh").tables) == 2


def test_a_plan_has_each_instalment_with_its_day_or_its_rule():
    """Without the day nobody pays, and without the rule nobody knows why."""
    paper = payment_plan(book().schedule, "en", due=due())
    rows = cells(paper, "Instalments")
    assert rows[3] == ("concealed", "works", "40% of the total", "31,000.96", "2024-05-09")
    assert rows[4][4] == (
        "within 6 months (counted from the next day; a last day off moves to the next working"
        " day) of the first completion"
    )
    assert rows[5] == (
        "Change o-1", "works", "fixed amount", "3,200.00", "on the day of the first completion",
    )  # fmt: skip
    assert rows[-1] == ("Total", "", "", "91,749.12", "")
    assert paper.notes == ("Works start once first, goods and materials are paid.",)
    assert paper.drawing.startswith("<svg")
    assert payment_plan(book().schedule, "en").drawing == ""


RICH = """
type = "plan.v1"
id = "rich"
revision = 1
source = ""
collector = "finance"
rounding = "half_up"
tie = "first"
residue = "largest"
overshoot = "clip"
negative = "refuse"
escrow = "platform"
keep_most = "5/100"
gates = ["a"]

[[parts]]
id = "a"
component = "works"
amount = "100.00 CNY"
keep = "5/100"
due = { on = 2024-05-01, steps = [
  { until = "month" }, { days = 3, counting = "calendar" }, { roll = "next_working" },
] }
discount = { share = "2/100", on = "gross", rounds = "discount", due = { on = 2024-04-01 } }
release = { anchor = { first = { fact = "acceptance" } }, span = { until = "day" } }

[[parts]]
id = "b"
component = "works"
share = "1/2"
of = "left"
needs = [{ fact = "start" }]
due = { anchor = { first = { fact = "start" } }, steps = [
  { day = 10, which = "next" }, { weekday = 4, which = "coming" },
] }

[[parts]]
id = "c"
component = "works"
rest = true
due = { anchor = { first = { fact = "start" } }, span = { until = "month" } }

[[parts]]
id = "d"
component = "works"
retained = "1"
due = { anchor = { first = { fact = "completion" } }, steps = [
  { back = { days = 7, counting = "calendar" } },
] }

[[taxes]]
rate = "9/100"
on = "part"
included = true
"""


def test_a_plan_tells_taxes_discounts_and_who_holds_the_money():
    """What was agreed and stands on no paper was not agreed."""
    made = schedule(from_toml(RICH, Plan), {"works": yuan(1000)})
    paper = payment_plan(made, "en")
    columns = [one.label for one in paper.tables[0].columns]
    assert columns[3:] == ["Amount (yuan)", "Tax in it (yuan)", "Less if paid early (yuan)", "Due"]
    rows = cells(paper, "Instalments")
    assert [row[2] for row in rows[:4]] == [
        "fixed amount", "50% of what is left", "the rest", "100% of what was kept back",
    ]  # fmt: skip
    assert rows[0][-1] == (
        "2024-05-01; then until the end of the month; then 3 days (calendar days, first day not "
        "counted) later; a day off moves on to the next working day"
    )
    assert rows[1][-1] == (
        "from the first start of works; then day 10 of the next month; then the coming Friday, "
        "that day included; only once there is a start of works"
    )
    assert rows[2][-1] == "until the end of the month after the first start of works"
    assert rows[3][-1] == (
        "from the first completion; 7 days (calendar days, first day not counted) before that"
    )
    assert rows[-1][3] == "1,000.00"
    assert paper.notes[0] == "Works start once a are paid."
    assert paper.notes[1] == "platform holds the money of a until it is released."
    assert any("kept back" in one for one in paper.notes)
    assert len(payment_plan(made, "zh").tables[0].columns) == 7


def test_a_change_adds_up_and_says_what_is_paid():
    """The customer signs the difference: before plus difference is after, in each row."""
    paper = plan_change(changed(), "en")
    rows = cells(paper, "Instalments")
    fen = [[yuan(cell).fen if cell else 0 for cell in (row[2], row[3], row[4])] for row in rows]
    assert all(before + change == after for before, after, change in fen)
    assert rows[-1][2:4] == ("91,749.12", "101,046.72")
    assert rows[0][0] == "first"
    assert rows[0][-1] == "Paid"
    assert dict(paper.facts)["Replaces"] == "sample_55_40_5@1"


def test_a_change_tells_what_falls_away_what_moves_and_what_goes_back():
    """Money that goes back is the first thing that a customer looks for."""
    later = from_toml(
        """
        type = "plan.v1"
        id = "later"
        revision = 1
        source = ""
        collector = "finance"
        rounding = "half_up"
        tie = "first"
        residue = "largest"
        overshoot = "clip"
        negative = "refuse"

        [[parts]]
        id = "last"
        component = "all"
        rest = true
        due = { on = 2024-12-31 }
        """,
        Plan,
    )
    one = from_toml(
        RICH.replace("escrow", "# escrow").partition("[[parts]]")[0]
        .replace('gates = ["a"]', "").replace('keep_most = "5/100"', "")
        + """
        [[parts]]
        id = "early"
        component = "all"
        share = "1/2"
        due = { on = 2024-01-31 }

        [[parts]]
        id = "last"
        component = "all"
        rest = true
        due = { on = 2024-06-30 }
        """,
        Plan,
    )  # fmt: skip
    before = schedule(one, {"works": yuan(100)})
    found = replan(before, {"early": yuan(50)}, later, {"works": yuan(40)}, base="total")
    paper = plan_change(found, "en", due={"last": date(2024, 12, 31)})
    rows = cells(paper, "Instalments")
    assert rows[0][-1] == "Paid (changed)"
    assert rows[1][-1] == "falls away"
    assert [(one.label, one.amount) for one in paper.sums] == [
        ("New total", yuan(40)),
        ("To be given back, all components", yuan(10)),
    ]


def test_a_settlement_balances_on_the_page():
    """Every line stands there, and the lines make the balance."""
    paper = settlement_sheet(sheet(), "en")
    rows = cells(paper, "Settlement")
    assert rows[0] == ("contract", "works", "c-1", "77,502.40")
    assert rows[4] == ("Final total", "", "", "91,749.12")
    assert rows[-3] == ("Balance", "", "", "7,075.12")
    assert rows[-2] == ("Not due yet", "", "", "-3,875.12")
    assert rows[-1] == ("Due now", "", "", "3,200.00")
    assert cells(paper, "Not due yet")[0] == ("last", "works", "3,875.12", "2024-12-20")
    assert cells(paper, "Change orders")[-1] == ("Approved", "", "", "", "3", "3,200.00")
    assert paper.open == ("PAY-05: the change o-2 is neither approved nor refused.",)
    assert ("As at", "2024-06-30") in paper.facts


def test_a_settlement_tells_what_is_held_back_and_what_waits_for_a_fact():
    """Terms of its own hold back; a part without a day is told by its rule."""
    terms = RetentionTerms(
        id="held", revision=1, source="clause 9", of="final", share=Fraction(1, 100),
        rounding="half_up",
    )  # fmt: skip
    found = settle(
        plan(),
        facts()[:4],
        china,
        terms=TERMS,
        retention=terms,
        delayed=False,
        at=china.end(date(2024, 4, 2)),
    )
    paper = settlement_sheet(found, "en")
    assert cells(paper, "Settlement")[-3:] == [
        ("Not due yet", "", "", "-34,876.08"),
        ("Held back", "", "", "-885.49"),
        ("Due now", "", "", "10,165.56"),
    ]
    assert "acceptance" in cells(paper, "Not due yet")[0][-1]
    assert [one.label for one in paper.sums][2:] == ["Held back", "Due now"]
    assert len(paper.notes) == 1


def test_a_settlement_that_gives_money_back_says_so():
    """A minus before a sum is overlooked; words are not."""
    more = receipt("r-9", at=date(2024, 4, 2), component="works", amount=yuan("34,881.08"))
    plain = settle(
        plan(),
        (*facts()[:6], more),
        china,
        terms=attrs.evolve(TERMS, interest=None),
        retention=None,
        delayed=False,
        at=china.end(date(2024, 4, 5)),
    )
    paper = settlement_sheet(plain, "zh")
    assert (paper.sums[1].label, paper.sums[1].amount) == ("应退客户", yuan(5))
    assert len(paper.tables) == 1


def test_a_statement_has_the_parts_the_money_and_the_arrears():
    """PAY-06: finance tells the customer what came and what is open."""
    paper = account_statement(book(), "en")
    assert cells(paper, "Instalments")[-1] == (
        "Total", "", "91,749.12", "84,674.00", "7,075.12", "", "",
    )  # fmt: skip
    assert cells(paper, "Money in and out")[-1] == (
        "2024-05-10", "receipt", "r-4", "concealed 31,000.96", "31,000.96", "84,674.00",
    )  # fmt: skip
    assert cells(paper, "Arrears")[-1] == ("Total", "0.00", "", "", "19.08")
    assert paper.open == ()


def test_a_statement_tells_money_that_is_held():
    """Money beyond the plan is the customer's and must not vanish from the page."""
    more = receipt("r-9", at=date(2024, 5, 11), component="works", amount=yuan(9000), role="boss")
    found = ledger(plan(), (*facts(), more), china, at=china.end(date(2024, 5, 11)), terms=TERMS)
    paper = account_statement(found, "en")
    assert paper.sums[-1].label == "Held beyond the plan"
    assert paper.sums[-1].amount == found.held > Money(0)
    assert (
        "Held beyond the plan " + format_yuan(found.held)
        in cells(paper, "Money in and out")[-1][3]
    )
    assert any("boss" in one for one in paper.open)


def test_a_statement_tells_what_a_third_hand_holds():
    """Two-sided money: paid in is not yet the company's."""
    made = from_toml(RICH, Plan)
    paid = receipt("r", at=date(2024, 4, 1), component="works", amount=yuan(50), role="finance")
    found = ledger(
        made, (paid,), china, at=china.end(date(2024, 4, 1)), terms=TERMS,
        totals={"works": yuan(1000)},
    )  # fmt: skip
    paper = account_statement(found, "en")
    assert cells(paper, "Instalments")[0][5] == "50.00"
    assert cells(paper, "Instalments")[-1][5] == "50.00"
    assert len(paper.tables) == 2


@pytest.mark.parametrize("kind", ["quote", "plan", "change", "settlement", "account"])
def test_the_customer_is_a_line_to_fill_in(kind):
    """A record holds no name, so no paper may have one."""
    assert ("客户", "") in papers("zh")[kind].facts


def test_another_language_is_refused():
    """A page half in one language helps nobody."""
    with pytest.raises(Malformed) as caught:
        quotation(quote(), "fr")
    assert caught.value.code == "value.choice"
