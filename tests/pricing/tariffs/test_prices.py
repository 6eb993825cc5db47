"""What a tariff comes to: against the second statement, its laws, and its edges."""

import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.errors import Malformed, Refused
from renoflow.money import Money, total
from renoflow.pricing import (
    Band,
    Charge,
    Choice,
    Factor,
    Rate,
    RateCard,
    Surcharge,
    Tariff,
    When,
    check_fee,
    design_fee,
    lint_tariff,
    price,
    price_range,
)
from renoflow.timeline import Timeline
from renoflow.words import text
from tests.pricing.tariffs import drawn
from tests.reference import tariffs as slow

ON = date(2024, 3, 1)
halves = st.integers(0, 80).map(lambda n: Fraction(n, 2))
fens = st.integers(0, 900).map(Fraction)
measured = st.fixed_dictionaries({"area": halves, "hours": halves, "works": fens, "goods": fens})
regions = st.sampled_from(sorted(drawn.REGIONS))


def asked(tariff, measures, region):
    told = {}
    for name in tariff.measures:
        value = measures[name]
        in_halves = Decimal(int(value * 2)) / 2
        told[name] = Money(int(value)) if tariff.in_money(name) else in_halves
    return told | {"region": region}


def of(*rows, **told):
    return Tariff(
        **{"id": "ours", "revision": 1, "source": "", "rounding": "half_up", "rows": rows, **told}
    )


def design(*bands, **told):
    return Charge(**{"id": "design", "of": ("area",), "bands": bands, **told})


def fee(tariff, within=None, *, area_basis="inner", on=ON, **given):
    return price(tariff, given, area_basis=area_basis, on=on, within=within)


def refused(tariff, **given):
    with pytest.raises(Refused) as caught:
        fee(tariff, **given)
    assert caught.value.code == "tariff.unpriced"
    for one in caught.value.objections:
        assert text(one, "en") != text(one, "zh")
    return [(one.code, one.rule) for one in caught.value.objections]


def malformed(call, *args, **kwargs):
    with pytest.raises(Malformed) as caught:
        call(*args, **kwargs)
    assert caught.value.sentence("en") != caught.value.sentence("zh")
    return caught.value.code, caught.value.field


# --- laws -------------------------------------------------------------------------------


@given(drawn.tariffs(), measured, regions)
def test_a_tariff_comes_to_what_a_clerk_works_out(pair, measures, region):
    """The second statement, line by line; where it finds no price, neither do we."""
    tariff, plain = pair
    told = asked(tariff, measures, region)
    try:
        want = slow.priced(plain, measures, {"region": region})
    except slow.Unpriced:
        found = refused(tariff, within=drawn.WITHIN, **told)
        assert {code for code, _ in found} <= {"tariff.outside", "tariff.two_bands"}
        return
    found = fee(tariff, within=drawn.WITHIN, **told)
    assert [(one.row, one.kind, one.amount.fen) for one in found.lines] == want
    in_fee = [fen for _, kind, fen in want if kind in slow.IN_THE_FEE]
    assert found.amount.fen == sum(in_fee)
    assert found.net + found.tax == found.amount


@given(drawn.tariffs(), measured, regions)
def test_the_trace_gives_the_fee_again(pair, measures, region):
    """A fee that cannot be recomputed from its lines cannot be argued about."""
    tariff, _ = pair
    try:
        found = fee(tariff, within=drawn.WITHIN, **asked(tariff, measures, region))
    except Refused:
        return
    rules = {f"{tariff.name}#{row.id}" for row in tariff.rows}
    for line in found.lines:
        assert line.rule in rules
        assert all(part.rule.startswith(f"{line.rule}[") for part in line.slices)
        assert line.cut or line.amount.fen == line.fen + line.residue
        step = next(row.step or tariff.step for row in tariff.rows if row.id == line.row).fen
        assert line.kind == "round" or abs(line.residue) < step
    told = [one for one in found.reasons if one.code == "tariff.line"]
    assert len(told) == len(found.lines)
    assert sum(Fraction(one.get("residue")) for one in told) == sum(
        one.residue for one in found.lines
    )
    assert found.reasons[-1].rule == tariff.name
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - what was pickled a moment ago


@st.composite
def tables(draw):
    mode = draw(st.sampled_from(["whole", "slices", "excess", "between"]))
    made, _ = draw(drawn.bands(mode, False, False))
    return of(design(*made, mode=mode), rounding=draw(st.sampled_from(drawn.ROUNDINGS)))


@given(tables(), halves, halves)
def test_more_never_costs_less_where_lint_finds_no_fall(tariff, one, other):
    """The company hears of a fall from lint, never from the customer at the edge."""
    lower, upper = sorted([one, other])
    try:
        low, high = (
            fee(tariff, within=Fraction(0), area=Decimal(int(q * 2)) / 2).amount
            for q in (lower, upper)
        )
    except Refused:
        return
    if low > high:
        assert "tariff.falls" in {found.code for found in lint_tariff(tariff)}


@given(st.data())
def test_a_fall_that_lint_tells_is_one(data):
    """A false alarm would make a company change a sound table."""
    made, _ = data.draw(drawn.bands("whole", False, False))
    tariff = of(design(*made, mode="whole"), rounding="down")
    found: Any = lint_tariff(tariff)
    for one in found:
        if one.code == "tariff.falls":
            at, hair = Decimal(int(one.get("at"))), Decimal("0.000001")
            sides = [
                [
                    fee(tariff, within=Fraction(within), area=q).lines[0].fen
                    for q in (at - hair, at + hair)
                ]
                for within in (0, 1)
            ]
            assert any(before > after for before, after in sides)


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 400)), min_size=1, max_size=4))
def test_slices_are_continuous(cuts):
    """At an edge nobody pays a jump: what is right below and right at it differ by the step."""
    uptos = sorted({cut for cut, _ in cuts})
    made = [
        Band(upto=upto, rate=Money(rate)) for upto, (_, rate) in zip(uptos, cuts, strict=False)
    ]
    tariff = of(design(*made, Band(rate=Money(7)), mode="slices"), rounding="floor")
    for upto in uptos:
        below, at, above = (
            fee(tariff, area=Decimal(upto) + Decimal(more) / 1000).amount.fen
            for more in (-1, 0, 1)
        )
        assert 0 <= at - below <= 1
        assert 0 <= above - at <= 1


@given(st.integers(0, 10**6), st.sampled_from([3, 6, 9, 13]), st.sampled_from(drawn.ROUNDINGS))
def test_a_tax_split_conserves(fen, percent, rounding):
    """Net and tax are the price, put on top or taken out of it."""
    share = Fraction(percent, 100)
    sold = Charge(id="sold", of=("price",), bands=(Band(share=Fraction(1)),))
    for kind in ("tax", "tax_included"):
        tariff = of(
            sold,
            Charge(id="vat", kind=kind, of=("sold",), bands=(Band(share=share),)),
            rounding=rounding,
        )
        found = fee(tariff, price=Money(fen))
        assert found.net + found.tax == found.amount
        assert abs(found.tax.fen - found.net.fen * share) < 2
        if kind == "tax_included":
            assert found.amount.fen == fen


CARD = RateCard(
    id="card",
    revision=1,
    source="",
    rates=(
        Rate(tier="ordinary", per_m2=Money(30_00)),
        Rate(tier="director", per_m2=Money(200_00)),
    ),
    a6=Surcharge(per_m2=Money(30_00)),
)
TIERS = Choice(name="tier", values=("ordinary", "director"))
A6 = Choice(name="a6", values=("yes", "no"))
AS_TARIFF = of(
    *(
        design(Band(rate=one.per_m2), when=(When(choice="tier", values=(one.tier,)),))
        if one.tier == "ordinary"
        else Charge(
            id=one.tier,
            of=("area",),
            bands=(Band(rate=one.per_m2),),
            when=(When(choice="tier", values=(one.tier,)),),
        )
        for one in CARD.rates
    ),
    Charge(
        id="surcharge",
        of=("area",),
        bands=(Band(rate=Money(30_00)),),
        when=(When(choice="a6", values=("yes",)),),
    ),
    choices=(TIERS, A6),
    area_basis="inner",
)


@given(st.sampled_from(TIERS.values), st.booleans(), st.integers(1, 40_000))
def test_a_rate_card_is_a_tariff_too(tier, a6, hundredths):
    """Two ways to say one price list must not come to two prices."""
    area = Decimal(hundredths) / 100
    card = design_fee(
        CARD, tier=tier, a6=a6, area=area, area_basis="inner", rounding="half_up", on=ON
    )
    table = fee(AS_TARIFF, tier=tier, a6="yes" if a6 else "no", area=area)
    assert table.amount == card.amount
    assert check_fee(card.amount, table) == ()


# --- edges ------------------------------------------------------------------------------

STEPS = (Band(upto=60, rate=Money(100)), Band(rate=Money(90)))


@pytest.mark.parametrize(
    ("area", "fen"),
    [(0, 0), (60, 6000), (Decimal("60.01"), 5401), (61, 5490)],
)
def test_upto_belongs_to_its_band(area, fen):
    """The edge itself is the quantity that people argue about."""
    assert fee(of(design(*STEPS, mode="whole")), area=area).amount == Money(fen)


@pytest.mark.parametrize(("area", "fen"), [(Decimal("59.99"), 5999), (60, 5400)])
def test_below_does_not(area, fen):
    """The other way of writing an edge."""
    bands = (Band(below=60, rate=Money(100)), Band(rate=Money(90)))
    assert fee(of(design(*bands, mode="whole")), area=area).amount == Money(fen)


@pytest.mark.parametrize(
    ("told", "area", "fen"),
    [
        ({"at_least": 60}, 59, 6000),
        ({"at_least": 60}, 60, 6000),
        ({"at_least": 60}, 61, 6100),
        ({"at_least": 60}, 0, 0),
        ({"at_most": 60}, 61, 6000),
        ({"included": 60}, 60, 0),
        ({"included": 60}, 61, 100),
        ({"included": 60, "least": Money(500)}, 60, 0),
        ({"included": 60, "least": Money(500)}, 61, 500),
        ({"at_least": 70, "included": 60}, 1, 1000),
        ({"least": Money(500)}, 0, 0),
        ({"least": Money(500)}, 4, 500),
        ({"least": Money(500)}, 6, 600),
        ({"most": Money(500)}, 6, 500),
        ({"each": 10, "counted": "up"}, 61, 7000),
        ({"each": 10, "counted": "up"}, 60, 6000),
        ({"each": 10, "counted": "down"}, 69, 6000),
        ({"each": 10, "counted": "down"}, 9, 0),
    ],
)
def test_a_row_is_worked_out_in_its_order(told, area, fen):
    """Whether a minimum comes before or after what is included is money."""
    assert fee(of(design(Band(rate=Money(100)), **told)), area=area).amount == Money(fen)


def test_nothing_measured_is_told_as_nothing():
    """A line of zero stands there, so that the paper shows that it was thought of."""
    (line,) = fee(of(design(Band(rate=Money(100)), least=Money(500))), area=0).lines
    assert (line.amount, line.measured, line.counted, line.slices) == (Money(0), 0, 0, ())


def test_a_fixed_amount_measures_nothing():
    """A flat fee is charged once, whatever else is measured."""
    (line,) = fee(of(Charge(id="visit", bands=(Band(amount=Money(300)),)))).lines
    assert (line.amount, line.measured, line.counted) == (Money(300), None, None)


@pytest.mark.parametrize(("area", "fen"), [(60, 6000), (61, 6000), (66, 6000), (67, 6030)])
def test_a_table_may_say_that_more_never_costs_less(area, fen):
    """Published tables have the clause; the line then cites the band that decides."""
    row = design(*STEPS, mode="whole", never_falls=True)
    (line,) = fee(of(row), area=area).lines
    assert line.amount == Money(fen)
    assert [part.rule for part in line.slices] == [f"ours@1#design[{1 if area < 67 else 2}]"]
    assert lint_tariff(of(row)) == ()


@pytest.mark.parametrize(
    ("take", "works", "fen"),
    [
        ("greatest", 5999, 6000),
        ("greatest", 6000, 6000),
        ("greatest", 6001, 6001),
        ("least", 5999, 5999),
        ("least", 6001, 6000),
        ("sum", 6001, 12001),
    ],
)
def test_the_greatest_or_the_least_of_two(take, works, fen):
    """Whichever is greater: two rows are worked out, and one of them is charged."""
    by_area = attrs.evolve(design(Band(rate=Money(100))), id="by_area", kind="base")
    row = Charge(id="fee", of=("by_area", "works"), take=take, bands=(Band(share=Fraction(1)),))
    found = fee(of(by_area, row), area=60, works=Money(works))
    assert (found.amount, found.line("by_area")) == (Money(fen), Money(6000))
    assert [one.kind for one in found.lines] == ["base", "charge"]


@pytest.mark.parametrize(
    ("edges", "held"),
    [
        ({"from_": 60}, [False, True, True]),
        ({"above": 60}, [False, False, True]),
        ({"upto": 60}, [True, True, False]),
        ({"below": 60}, [True, False, False]),
    ],
)
def test_a_row_may_hold_for_some_quantities_only(edges, held):
    """Houses from an age on, travel beyond a distance: the edge is said as in a band."""
    row = Charge(
        id="old", bands=(Band(amount=Money(500)),), when=(When(of=("age", "more"), **edges),)
    )
    tariff = of(row)
    found = [fee(tariff, age=age, more=20).line("old").fen for age in (39, 40, 41)]
    assert found == [500 * one for one in held]
    assert tariff.measures == ("age", "more")


def test_a_condition_may_ask_for_the_fee_so_far():
    """Small orders cost a supplement; the fee so far decides, and nothing later."""
    low = Charge(
        id="low",
        bands=(Band(amount=Money(500)),),
        when=(When(of=("total",), below=Money(6000)),),
    )
    tariff = of(design(Band(rate=Money(100))), low)
    assert fee(tariff, area=Decimal("59.99")).amount == Money(6499)
    assert fee(tariff, area=60).amount == Money(6000)


@pytest.mark.parametrize(
    ("area", "fen"), [(4, 500), (6, 600), (10, 1000), (11, 2000), (31, 3000), (40, 3000)]
)
def test_a_band_may_have_a_least_and_a_most_of_its_own(area, fen):
    """Tables with a floor in each band are common; the row's own would be one for all."""
    bands = (
        Band(upto=10, rate=Money(100), least=Money(500)),
        Band(rate=Money(100), least=Money(2000), most=Money(3000)),
    )
    assert fee(of(design(*bands, mode="whole")), area=area).amount == Money(fen)


@pytest.mark.parametrize(
    ("age", "fen"),
    [(0, 9000), (10, 9000), (15, 7500), (20, 6000), (21, 1200)],
)
def test_points_of_rates_price_the_whole_quantity(age, fen):
    """A rate on the straight line between two ages; past the last point the open one."""
    bands = (
        Band(upto=0, rate=Money(150)),
        Band(upto=10, rate=Money(150)),
        Band(upto=20, rate=Money(100)),
        Band(rate=Money(20)),
    )
    tariff = of(design(*bands, mode="between", by=("age",)))
    assert fee(tariff, area=60, age=age).amount == Money(fen)
    closed = of(design(*bands[1:3], mode="between", by=("age",)))
    assert refused(closed, area=60, age=9) == [("tariff.outside", "ours@1#design")]
    assert refused(closed, area=60, age=21) == [("tariff.outside", "ours@1#design")]


GAP = (Band(below=60, rate=Money(100)), Band(from_=70, upto=90, rate=Money(90)))


@pytest.mark.parametrize("area", [60, Decimal("69.99"), Decimal("90.01")])
def test_between_two_bands_there_is_no_price(area):
    """A guess would be a price that nobody published."""
    tariff = of(design(*GAP, mode="whole"))
    assert refused(tariff, area=area) == [("tariff.outside", "ours@1#design")]


@pytest.mark.parametrize("mode", ["slices", "excess"])
def test_slices_over_a_gap_have_no_price(mode):
    """The slice in the gap would be free by accident."""
    tariff = of(design(*GAP, mode=mode))
    assert refused(tariff, area=80) == [("tariff.outside", "ours@1#design")]
    assert fee(tariff, area=50).amount == Money(5000)


def test_in_two_bands_there_is_no_price_either():
    """The order of the rows must never decide."""
    bands = (Band(upto=60, rate=Money(100)), Band(from_=60, rate=Money(90)))
    tariff = of(design(*bands, mode="whole"))
    assert refused(tariff, area=60) == [("tariff.two_bands", "ours@1#design")]
    assert fee(tariff, area=61).amount == Money(5490)


def test_what_is_taken_off_is_no_base():
    """A tax of a discount alone would be a payment by the treasury."""
    off = Charge(id="off", kind="discount", of=("design",), bands=(Band(share=Fraction(1, 2)),))
    vat = Charge(id="vat", kind="tax", of=("off",), bands=(Band(share=Fraction(1, 10)),))
    tariff = of(design(Band(rate=Money(100))), off, vat)
    assert refused(tariff, area=1) == [("tariff.outside", "ours@1#vat")]
    both = attrs.evolve(vat, of=("design", "off"))
    assert fee(attrs.evolve(tariff, rows=(*tariff.rows[:2], both)), area=1).tax == Money(5)


def test_everything_that_is_missing_is_told_at_once():
    """A form that is sent back three times costs a customer."""
    assert refused(AS_TARIFF, area_basis="building", tier="director") == [
        ("tariff.asks", "ours@1"),
        ("tariff.asks", "ours@1"),
        ("tariff.area_basis", "ours@1"),
    ]


def test_every_row_without_a_price_is_told():
    """Two tables may both end below the house."""
    one = design(Band(upto=10, rate=Money(1)))
    other = attrs.evolve(one, id="plan")
    assert refused(of(one, other), area=11) == [
        ("tariff.outside", "ours@1#design"),
        ("tariff.outside", "ours@1#plan"),
    ]


RANGE = of(design(Band(rate=Money(100), rate_to=Money(150), amount=Money(5))))


def test_a_range_is_read_where_it_is_said():
    """From-to is no price until somebody says where in it."""
    assert refused(RANGE, area=10) == [("tariff.ranged", "ours@1#design[1]")]
    assert fee(RANGE, within=Fraction(1, 5), area=10).amount == Money(1105)
    low, high = price_range(RANGE, {"area": 10}, area_basis="inner", on=ON)
    assert (low.amount, low.within) == (Money(1005), Fraction(0))
    assert (high.amount, high.within) == (Money(1505), Fraction(1))
    assert fee(AS_TARIFF, within=Fraction(1), tier="director", a6="no", area=1).within is None
    for wrong in (Fraction(-1, 9), Fraction(10, 9)):
        assert malformed(fee, RANGE, within=wrong, area=10) == ("tariff.within", "within")


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"area": 1, "rooms": 2}, ("value.unknown", "given")),
        ({"area": "1"}, ("value.type", "given.area")),
        ({"area": True}, ("value.type", "given.area")),
        ({"area": 1.5}, ("value.type", "given.area")),
        ({"area": Decimal("NaN")}, ("value.type", "given.area")),
        ({"area": Money(1)}, ("value.type", "given.area")),
        ({"area": -1}, ("tariff.measured", "given.area")),
        ({"area": 1, "on": datetime(2024, 3, 1, tzinfo=UTC)}, ("value.type", "on")),
        ({"area": 1, "area_basis": "usable"}, ("value.choice", "area_basis")),
    ],
)
def test_a_wrong_measure_is_malformed_and_says_where(told, error):
    """Text, floats and slips must not become prices."""
    assert malformed(fee, of(design(Band(rate=Money(100)))), **told) == error


def test_an_amount_is_asked_where_a_share_is_taken():
    """A number of yuan given as a plain number would be a hundredth of it."""
    tariff = of(Charge(id="care", of=("works",), bands=(Band(share=Fraction(1, 10)),)))
    assert malformed(fee, tariff, works=1000) == ("value.type", "given.works")
    assert malformed(fee, AS_TARIFF, tier="master", a6="no", area=1) == (
        "value.choice",
        "given.tier",
    )


def test_exact_admits_no_part_of_a_fen():
    """A rounding that nobody named would be a rule that nobody published."""
    tariff = of(design(Band(rate=Money(1))), rounding="exact")
    assert fee(tariff, area=3).amount == Money(3)
    assert malformed(fee, tariff, area=Decimal("0.5")) == ("money.inexact", "rows.design")


def test_a_discount_never_takes_more_than_there_is():
    """Two full waivers would make the company pay."""
    off = Charge(id="off", kind="discount", of=("design",), bands=(Band(amount=Money(900)),))
    tariff = of(design(Band(rate=Money(100))), off, attrs.evolve(off, id="again"))
    found = fee(tariff, area=10)
    assert [(one.amount.fen, one.cut) for one in found.lines] == [
        (1000, False),
        (-900, False),
        (-100, True),
    ]
    assert found.amount == Money(0)
    assert [one.residue for one in found.lines] == [0, 0, 0]


def test_a_credit_is_told_and_changes_no_fee():
    """It is given back later, by a rule of its own, or never."""
    credit = Charge(
        id="back",
        kind="credit",
        of=("design",),
        bands=(Band(share=Fraction(1, 2)),),
        upon="works_contract_signed",
    )
    found = fee(of(design(Band(rate=Money(100))), credit), area=10)
    assert found.amount == found.net == Money(1000)
    assert [(one.amount, one.upon) for one in found.credits] == [
        (Money(500), "works_contract_signed")
    ]


def test_the_tariff_in_force_on_the_day_counts():
    """A later price list must not change what was agreed."""
    old = of(design(Band(rate=Money(100))))
    new = attrs.evolve(old, revision=2, rows=(design(Band(rate=Money(120))),))
    line = Timeline(rows=((date(2024, 1, 1), old), (date(2024, 7, 1), new)))
    assert fee(line, on=date(2024, 6, 30), area=1).tariff == "ours@1"
    assert fee(line, on=date(2024, 7, 1), area=1).line("design") == Money(120)
    assert fee(line, on=date(2024, 7, 1), area=1).line("plan") == Money(0)


def test_every_line_has_its_sentence():
    """Without it the breakdown would reach people as codes."""
    found = fee(AS_TARIFF, tier="director", a6="yes", area=10)
    for lang in ("en", "zh"):
        said = [text(one, lang) for one in found.reasons]
        assert all("{" not in one and one for one in said)
    assert found.amount == total(one.amount for one in found.lines)
    assert [one.code for one in found.reasons] == [
        "tariff.slice",
        "tariff.line",
        "tariff.slice",
        "tariff.line",
        "tariff.sum",
    ]


# --- what is no tariff ------------------------------------------------------------------

NORTH = Factor(choice="region", value="north", times=Fraction(6, 5))
REGION = Choice(name="region", values=("north",))
FLAT = Band(rate=Money(1))
TAX = Charge(id="in_it", kind="tax_included", of=("design",), bands=(Band(share=Fraction(1)),))


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: Band(from_=1, above=1, rate=Money(1)), ("tariff.edge", "above")),
        (lambda: Band(upto=1, below=1, rate=Money(1)), ("tariff.edge", "below")),
        (lambda: Band(rate=Money(1), share=Fraction(1)), ("tariff.takes", "share")),
        (lambda: Band(upto=1), ("tariff.takes", "rate")),
        (lambda: Band(rate=Money(-1)), ("card.negative", "rate")),
        (lambda: Band(rate=Money(2), rate_to=Money(1)), ("tariff.range", "rate_to")),
        (lambda: Band(rate=Money(2), amount_to=Money(1)), ("tariff.range", "amount_to")),
        (lambda: Band(rate=Money(1), least=Money(-1)), ("card.negative", "least")),
        (lambda: Band(rate=Money(1), least=Money(2), most=Money(1)), ("tariff.order", "most")),
        (lambda: design(FLAT, of=("a", "b"), take="mean"), ("value.choice", "take")),
        (lambda: design(FLAT, take="least"), ("tariff.take", "take")),
        (
            lambda: Charge(id="a", kind="round", of=("b", "c"), take="least"),
            ("tariff.take", "take"),
        ),
        (
            lambda: design(Band(rate=Money(1), least=Money(1)), mode="slices"),
            ("tariff.least", "mode"),
        ),
        (When, ("tariff.when", "choice")),
        (lambda: When(choice="a"), ("tariff.when", "choice")),
        (lambda: When(of=("a",)), ("tariff.when", "of")),
        (lambda: When(of=("a",), values=("b",), from_=1), ("tariff.when", "of")),
        (lambda: When(choice="a", values=("b",), from_=1), ("tariff.when", "choice")),
        (lambda: When(of=("a",), from_=1, above=1), ("tariff.edge", "above")),
        (
            lambda: of(design(FLAT, when=(When(of=("total",), from_=1),))),
            ("tariff.measure", "rows[0].of"),
        ),
        (
            lambda: of(design(FLAT, when=(When(of=("design",), from_=Money(1)),))),
            ("tariff.later", "rows[0].of"),
        ),
        (lambda: Choice(name="", values=("a",)), ("value.missing", "name")),
        (lambda: Choice(name="a", values=()), ("value.missing", "values")),
        (lambda: attrs.evolve(NORTH, times=Fraction(-1)), ("card.negative", "times")),
        (lambda: attrs.evolve(design(FLAT), id=""), ("value.missing", "id")),
        (design, ("value.missing", "bands")),
        (lambda: design(FLAT, FLAT), ("value.missing", "mode")),
        (lambda: design(FLAT, FLAT, mode="whole"), ("tariff.edge", "bands[1]")),
        (lambda: Charge(id="a", bands=(FLAT,)), ("value.missing", "of")),
        (lambda: design(FLAT, by=("rooms",)), ("tariff.by", "by")),
        (lambda: design(FLAT, never_falls=True), ("tariff.never_falls", "never_falls")),
        (
            lambda: design(FLAT, mode="whole", by=("a",), never_falls=True),
            ("tariff.never_falls", "never_falls"),
        ),
        (lambda: design(FLAT, upon="signed"), ("tariff.upon", "upon")),
        (lambda: design(FLAT, kind="credit"), ("tariff.upon", "upon")),
        (lambda: design(FLAT, kind="minimum"), ("value.missing", "least")),
        (lambda: design(FLAT, kind="maximum"), ("value.missing", "most")),
        (lambda: design(FLAT, kind="minimum", least=Money(1)), ("tariff.bands", "bands")),
        (lambda: Charge(id="a", kind="round"), ("value.missing", "of")),
        (lambda: Charge(id="a", kind="minimum", least=Money(1)), ("value.missing", "of")),
        (lambda: attrs.evolve(TAX, bands=(FLAT,)), ("tariff.tax_included", "bands")),
        (lambda: design(FLAT, each=1), ("value.missing", "counted")),
        (lambda: design(FLAT, counted="up"), ("value.missing", "each")),
        (lambda: design(FLAT, each=0, counted="up"), ("tariff.positive", "each")),
        (lambda: design(FLAT, at_least=-1), ("card.negative", "at_least")),
        (lambda: design(FLAT, at_least=2, at_most=1), ("tariff.order", "at_most")),
        (
            lambda: design(
                Band(upto=9, rate=Money(1)), Band(upto=5, rate=Money(1)), mode="slices"
            ),
            ("tariff.order", "bands"),
        ),
        (
            lambda: design(Band(upto=9, rate=Money(1), amount=Money(1)), mode="between"),
            ("tariff.point", "bands[0]"),
        ),
        (
            lambda: design(
                Band(upto=9, rate=Money(1)), Band(upto=10, amount=Money(1)), mode="between"
            ),
            ("tariff.point", "bands[1]"),
        ),
        (
            lambda: design(Band(upto=9, rate=Money(1)), Band(amount=Money(1)), mode="between"),
            ("tariff.point", "bands[1]"),
        ),
        (
            lambda: design(Band(below=9, amount=Money(1)), mode="between"),
            ("tariff.point", "bands[0]"),
        ),
        (lambda: design(FLAT, mode="between"), ("tariff.point", "bands[0]")),
        (lambda: of(design(FLAT), id=""), ("value.missing", "id")),
        (of, ("value.missing", "rows")),
        (lambda: of(design(FLAT), revision=0), ("value.type", "revision")),
        (lambda: of(design(FLAT), step=Money(0)), ("tariff.positive", "step")),
        (lambda: of(design(FLAT), design(FLAT)), ("tariff.twice", "rows[1].id")),
        (lambda: of(attrs.evolve(design(FLAT), id="total")), ("tariff.twice", "rows[0].id")),
        (lambda: of(attrs.evolve(design(FLAT), id="area")), ("tariff.later", "rows[0].of")),
        (
            lambda: of(design(FLAT), TAX, attrs.evolve(TAX, id="b", of=("in_it",))),
            ("tariff.told_only", "rows[2].of"),
        ),
        (
            lambda: of(
                design(FLAT), Charge(id="b", of=("area",), bands=(Band(share=Fraction(1)),))
            ),
            ("tariff.measure", "rows[1].of"),
        ),
        (
            lambda: of(design(Band(upto=Money(1), rate=Money(1)))),
            ("tariff.measure", "rows.design"),
        ),
        (lambda: of(design(FLAT), choices=(REGION, REGION)), ("tariff.twice", "choices")),
        (
            lambda: of(design(FLAT), choices=(REGION,), factors=(NORTH, NORTH)),
            ("tariff.twice", "factors[1]"),
        ),
        (
            lambda: of(design(FLAT), factors=(NORTH,)),
            ("value.choice", "factors[0].choice"),
        ),
        (
            lambda: of(
                design(FLAT), choices=(attrs.evolve(REGION, values=("a",)),), factors=(NORTH,)
            ),
            ("value.choice", "factors[0].value"),
        ),
        (
            lambda: of(
                design(FLAT),
                choices=(attrs.evolve(REGION, values=("a", "north")),),
                factors=(NORTH,),
            ),
            ("value.missing", "factors"),
        ),
        (
            lambda: of(design(FLAT, factors=("region",)), choices=(REGION,)),
            ("value.choice", "rows[0].factors"),
        ),
        (
            lambda: of(
                design(FLAT, when=(When(choice="region", values=("b",)),)), choices=(REGION,)
            ),
            ("value.choice", "rows[0].when.value"),
        ),
    ],
)
def test_a_tariff_that_says_nothing_sensible_is_malformed(make, error):
    """A slip is found when the table is written, not when a customer is charged."""
    assert malformed(make) == error
