"""The questions of contracts.toml: fees beside the design, quotes, floors, contracts."""

from datetime import date, datetime
from fractions import Fraction

from renoflow import pricing
from renoflow.facts import contract, contract_record
from renoflow.money import Money, format_yuan, yuan
from renoflow.pricing import (
    ApprovalWay,
    Approved,
    Material,
    PriceApproval,
    PriceFloor,
    PriceFloors,
    Quote,
    at_capacity,
    check_fee,
    check_floor,
    check_items,
    check_quote,
    contact_drop,
    customer_measures,
    design_fee,
    presets,
    quote_line,
    remedies,
    repeat_rate,
    unmet_needs,
    unregistered,
)

ON = date(2024, 3, 1)


def ask_repeat_rate(case):
    assert repeat_rate(case["returning"], case["served"]) == Fraction(case["percent"], 100)


def ask_capacity(case):
    assert at_capacity(case["customers"], limit=case.get("limit")) is case["full"]


def ask_checklist(case):
    found = check_items(getattr(pricing, case["checklist"]), case["done"])
    assert [one.get("item") for one in found] == case["missing"]
    assert {one.rule for one in found} <= {case["rule"]}


def ask_quote(case):
    material = Material(**case["material"]) if "material" in case else None
    line = quote_line(
        "l1",
        group="bathroom",
        component="main_materials",
        item="wall_tiles",
        quantity=20,
        unit="m2",
        unit_price=yuan(90),
        rounding="half_up",
        material=material,
    )
    quote = Quote(id="q", revision=1, on=ON, valid_through=ON, rounding="half_up", lines=(line,))
    found = check_quote(quote, on=ON)
    if not case["missing"]:
        assert found == ()
        return
    (one,) = found
    assert (one.code, one.rule) == ("quote.material", case["rule"])
    assert (one.get("line"), one.get("missing")) == ("l1", tuple(case["missing"]))


def ask_floor(case):
    limits: tuple[PriceFloor, ...] = ()
    if "floor" in case:
        limits = (PriceFloor(item="doors", price=yuan(case["floor"]), source="FEE-10"),)
    floors = PriceFloors(
        id="floors", revision=1, source="FEE-10", given_by="engineering", floors=limits
    )
    found = check_floor(floors, [("doors", yuan(1000), yuan(case["offered"]))])
    assert [one.code for one in found] == ([case["objection"]] if "objection" in case else [])
    assert {(one.rule, one.get("role")) for one in found} <= {(case["rule"], "engineering")}


def ask_approval(case):
    fee = design_fee(
        presets.steward_rate_card,
        tier="excellent",
        area=100,
        area_basis="building",
        rounding="half_up",
        on=ON,
    )
    charged = yuan(case["charged"])
    roles: dict[ApprovalWay, str] = {"form": "branch_deputy_manager", "phone": "branch_manager"}
    given = tuple(
        PriceApproval(role=role, way=way, at=datetime.fromisoformat(case[way]), price=charged)
        for way, role in roles.items()
        if way in case
    )
    deal_at = datetime.fromisoformat("2024-03-01T12:00:00+08:00")
    approved = Approved(chain=presets.price_form, given=given, deal_at=deal_at)
    found = check_fee(charged, fee, approved=approved)
    assert [one.code for one in found] == case["objections"]
    if found:
        assert found[0].get("difference") == format_yuan(charged - fee.amount)
    assert {(one.rule, one.get("role")) for one in found[1:]} <= {
        ("price_form@1#form", "branch_deputy_manager")
    }
    assert {step.source for step in presets.price_form.steps} == {case["rule"]}


def ask_registered(case):
    facts = [contract("c1", at=ON, type="construction", amount=Money(1))]
    if case.get("filed"):
        facts.append(contract_record("f1", at=ON, of="c1"))
    found = unregistered(facts)
    assert [one.code for one in found] == ([case["objection"]] if "objection" in case else [])
    assert {(one.rule, one.facts) for one in found} <= {(case["rule"], ("c1",))}


def ask_needs(case):
    found = unmet_needs(case["needs"], case["contents"])
    assert [one.get("item") for one in found] == case["missing"]
    assert {one.rule for one in found} <= {case["rule"]}


def ask_remedies(case):
    who, measures = remedies(case["breach_by"])
    assert (who, [*measures]) == (case["who"], case["measures"])


def ask_measures(case):
    found = customer_measures(satisfied=case["satisfied"], cooperates=True, breach=case["breach"])
    assert [*found] == case["measures"]


def ask_contacts(case):
    found = contact_drop(case["before"], case["after"], least=Fraction(1, 2))
    assert [one.rule for one in found] == [case["rule"]] * case["flagged"]
