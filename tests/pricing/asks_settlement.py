"""The questions of tests/scenarios/pricing/settlement.toml."""

from datetime import date
from fractions import Fraction

from renoflow.calendars import china
from renoflow.facts import (
    completion,
    contract,
    deposit,
    papers_check,
    receipt,
    settlement,
    survey,
    warranty_card,
)
from renoflow.money import yuan
from renoflow.periods import CALENDAR, months, until
from renoflow.pricing import (
    FLOORS,
    ORIGINS,
    ChangeTerms,
    LedgerTerms,
    RetentionTerms,
    Warranty,
    WarrantyTerm,
    after_warranty,
    changes,
    check_promise,
    closing_missing,
    deposit_of,
    first,
    outlook,
    presets,
    settle,
    warranty,
    warranty_objections,
)
from tests.pricing.closing import approved, at, order, passed, work, yes
from tests.pricing.plans_drawn import as_part, made

ON = date(2024, 3, 1)
ACTS = {
    "settlement": settlement("s1", at=ON),
    "warranty_card": warranty_card("w1", at=ON),
    "survey": survey("v1", at=ON, result="good"),
}


def ask_promise(case):
    promise = presets.five_percent_promise(
        base="contract", counted=tuple(case.get("counted", ORIGINS))
    )
    told = {origin: yuan(one).fen for origin, one in case.get("approved", {}).items()}
    found = check_promise(
        promise, base=yuan(case["base"]), final=yuan(case["final"]), changes=approved(**told)
    )
    assert (found.kept, found.used, found.free) == (
        case["kept"],
        yuan(case["used"]),
        yuan(case["free"]),
    )
    (why,) = found.reasons
    assert why.code == ("promise.kept" if case["kept"] else "promise.exceeded")
    assert (why.rule, why.get("source")) == (promise.name, case["rule"])


def ask_change(case):
    facts = [order(), yes("y1", case["approved_at"]), work("w1", case["work_at"])]
    found = changes(facts, china, approvers=("customer",), at=at(30))
    assert [one.state for one in found.rows] == ["approved"]
    wanted = [case["warning"]] if "warning" in case else []
    assert [(one.code, one.rule) for one in found.warnings] == [(one, "o1") for one in wanted]


def ask_closing(case):
    facts = [ACTS[one] for one in case.get("acts", ())]
    facts += [
        papers_check(f"p-{role}", at=ON, role=role, complete=True)
        for role in case.get("checked", ())
    ]
    found = closing_missing(presets.steward_closing, facts, china, of=case["of"], at=at(30))
    assert [one.get("need") for one in found] == case["missing"]
    for one in found:
        assert one.rule == f"steward_closing@1#{one.get('need')}"
        assert case["rule"] in str(one.get("source"))


def ask_settlement(case):
    terms = None
    if "held" in case:
        terms = RetentionTerms(
            id="held",
            revision=1,
            source="clause 9",
            of="final",
            rounding="half_up",
            share=Fraction(case["held"]),
        )
    plan = made([as_part("all", ("rest",))])
    found = settle(
        plan,
        [
            contract("c1", at=ON, type="construction", amount=yuan(case["contract"])),
            order("o1", yuan(case["approved"]).fen),
            yes("y1", at(2)),
            receipt("r1", at=ON, component="works", amount=yuan(case["paid"])),
        ],
        china,
        terms=LedgerTerms(
            allocation="plan",
            as_told=False,
            changes=ChangeTerms(approvers=("customer",), within=until("day")),
        ),
        retention=terms,
        delayed=False,
        at=at(30),
    )
    for name in ("final", "balance", "due"):
        assert getattr(found, name) == yuan(case[name]), name
    assert sum(one.amount.fen for one in found.lines) == found.balance.fen


def _agreed(case, starts=None):
    term = WarrantyTerm(
        id="all",
        works=("decoration", "electrical", "plumbing", "concealed_lines", "equipment"),
        lasts=months(case["months"], counting=CALENDAR),
        source="clause 10",
    )
    return Warranty(
        id="ours", revision=1, source="", starts=starts or first("completion"), terms=(term,)
    )


def _cover(case):
    return warranty(
        _agreed(case),
        FLOORS if case.get("by_law") else (),
        [completion("k1", at=case["completed"]), passed(case["completed"])],
        china,
        work=case.get("work", "decoration"),
        place=case.get("place"),
        seasons=(),
        at=china.end(case["on"]),
    )


def ask_warranty(case):
    found = _cover(case)
    assert (found.status, found.until) == (case["status"], china.end(case["until"]))
    row = "quality_regulation_40#waterproofing" if case.get("by_law") else "ours@1#all"
    assert found.rule == row


def ask_least(case):
    found = warranty_objections(_agreed(case), FLOORS)
    short = [one for one in found if one.code == "warranty.short"]
    assert list(dict.fromkeys(one.rule for one in short)) == case["articles"]
    assert all(one.get("row") == "ours@1#all" for one in short)


def ask_after(case):
    found = after_warranty(_cover(case), decider="aftersales")
    if not case["ways"]:
        assert found is None
    else:
        assert found is not None
        assert (found.rule, found.get("values")) == (case["rule"], tuple(case["ways"]))


def ask_deposit(case):
    told = deposit("d1", at=ON, nature=case["nature"], amount=yuan(case["paid"]))
    found = outlook(
        deposit_of(told),
        main=yuan(case["main"]),
        performed=Fraction(case.get("performed", 0)),
        rounding="half_up",
    )
    assert found.effective == yuan(case["effective"])
    for who, name in (("giver", "if_customer_fails"), ("taker", "if_company_fails")):
        row = next(one for one in found.rows if one.happening == f"{who}_default")
        wanted = {"kept": "0", "on_top": "0", **case[name]}
        assert {one: getattr(row, one) for one in wanted} == {
            one: yuan(fen) for one, fen in wanted.items()
        }
        none = "contract_interpretation_67"
        assert row.reasons[0].rule == ("civil_code_587" if found.effective else none)
        assert row.kept + row.back == found.effective + found.prepaid
    codes = [one.code for one in found.warnings]
    assert ("deposit.above" in codes) is (case.get("warning") == "deposit.above")
    assert case.get("warning", "deposit.untyped") in codes
