"""What the cases of ``ledger.toml`` ask."""

from fractions import Fraction

from renoflow.calendars import china
from renoflow.facts import approval, change_order, contract, deposit, receipt, refund
from renoflow.money import format_yuan, yuan
from renoflow.periods import last_instant, until, working_days
from renoflow.pricing import (
    ChangeTerms,
    Credit,
    Due,
    Interest,
    LedgerTerms,
    Plan,
    Suspension,
    first,
    ledger,
    ledger_obligations,
    presets,
    start_objections,
)

__all__ = ["ask_earliest_start", "ask_ledger", "ask_owed", "ask_start"]


def plan_of(case):
    """The plan of PAY-01 with the first payment as the gate of the start."""
    made = presets.first_55(
        first_due=Due(anchor=first("contract"), span=until("day")),
        rest_due=Due(on=case["rest_on"])
        if "rest_on" in case
        else Due(anchor=first("completion"), span=until("day")),
        rounding="half_up",
    )
    assert made.parts[0].share == Fraction(55, 100)
    gates = ("works_first", "finished_goods", "main_materials")
    return Plan(
        id=made.id,
        revision=1,
        source=made.source,
        collector=made.collector,
        rounding=made.rounding,
        tie=made.tie,
        residue=made.residue,
        overshoot=made.overshoot,
        negative=made.negative,
        parts=made.parts,
        gates=gates,
    )


def book_of(case):
    facts = [
        contract(f"c_{type_}", at=case["signed_on"], type=type_, amount=yuan(amount))
        for type_, amount in case["contracts"].items()
    ]
    for place, row in enumerate(case.get("paid", [])):
        told = {name: row[name] for name in ("role", "part") if name in row}
        facts.append(
            receipt(
                f"r{place}",
                at=row["on"],
                component=row["component"],
                amount=yuan(row["amount"]),
                **told,
            )
        )
    if "deposit" in case:
        facts.append(
            deposit("d", at=case["signed_on"], nature="earnest", amount=yuan(case["deposit"]))
        )
    if "refunded" in case:
        row = case["refunded"]
        facts.append(refund("x", at=row["on"], of="r0", amount=yuan(row["amount"])))
    for place, row in enumerate(case.get("changes", [])):
        facts.append(
            change_order(
                f"o{place}", at=row["on"], origin=row["origin"], amount=yuan(row["amount"])
            )
        )
        if "approved" in row:
            facts.append(approval(f"y{place}", at=row["approved"], of=f"o{place}", by="customer"))
    rule = Credit(id="deposit", of="deposit", to="works", when="first", rounding="half_up")
    counted = ChangeTerms(approvers=("customer",), within=until("day"))
    terms = LedgerTerms(
        allocation="plan",
        as_told=case.get("as_told", False),
        credits=(rule,) if case.get("credited") else (),
        changes=counted if case.get("counted") else None,
        interest=Interest(
            rate=Fraction(case["interest_a_day"]), per="day", rounding="half_up", source="clause 8"
        )
        if "interest_a_day" in case
        else None,
        suspension=Suspension(days=case["may_stop"]["days"], least=yuan(case["may_stop"]["least"]))
        if "may_stop" in case
        else None,
    )
    return ledger(plan_of(case), facts, china, at=china.end(case["asked"]), terms=terms)


def ask_ledger(case):
    """What is received, open, late and reported."""
    book = book_of(case)
    assert book.contract == book.planned
    if "contract" in case:
        assert book.contract == yuan(case["contract"])
    assert book.received == yuan(case["received"])
    assert book.open == yuan(case["open"])
    if "open_first" in case:
        assert book.line("works_first").open == yuan(case["open_first"])
    found = [one.code for one in book.findings if one.code != "ledger.credit"]
    assert found == case.get("findings", [])
    for one in book.findings:
        assert one.code != "receipt.collector" or one.rule == case["rule"]
    if "arrears" in case:
        assert [(one.amount, one.days, one.interest) for one in book.arrears] == [
            (yuan(row["amount"]), row["days"], yuan(row.get("interest", 0)))
            for row in case["arrears"]
        ]
    if "parts" in case:
        assert {one.part.id: (one.amount, one.paid) for one in book.lines} == {
            name: (yuan(row["amount"]), yuan(row["paid"])) for name, row in case["parts"].items()
        }
    if "held" in case:
        assert book.held == yuan(case["held"])
    if "statement" in case:
        assert [format_yuan(one.amount) for one in book.entries] == case["statement"]


def ask_owed(case):
    """What the collector has to ask for, part by part, and by when."""
    owed = ledger_obligations(book_of(case))
    assert {one.who for one in owed} == {"finance"}
    assert all(one.due is not None for one in owed)
    assert [
        (one.rule.partition("#")[2], one.state, one.amount, one.due and china.day(one.due))
        for one in owed
    ] == [(row["part"], row["state"], yuan(row["amount"]), row["due"]) for row in case["owed"]]


def ask_start(case):
    """Which part stands in the way of the start, and by how much."""
    found = start_objections(book_of(case))
    assert [(one.rule, one.get("amount")) for one in found] == (
        [("PAY-03", case["lacks"])] if "lacks" in case else []
    )


def ask_earliest_start(case):
    """Three working days from the later of signing and payment; none before the payment."""
    book = book_of(case)
    paid = [one.at for one in book.entries]
    if start_objections(book):
        assert "third_day" not in case
        return
    since = max([*paid, china.start(case["signed_on"])])
    assert china.day(last_instant(working_days(3), since, china).at) == case["third_day"]
