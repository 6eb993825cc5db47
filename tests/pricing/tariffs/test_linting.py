"""What lint says of a tariff, on each side of each edge."""

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given

from renoflow.errors import Refused
from renoflow.money import Money
from renoflow.pricing import Band, Charge, Choice, Slide, When, lint_tariff
from renoflow.words import text
from tests.pricing.tariffs.test_prices import design, fee, halves, of, tables


def told(*rows, **more):
    found = lint_tariff(of(*rows, **more))
    assert all(text(one, "en") != text(one, "zh") for one in found)
    return [(one.code, one.rule.removeprefix("ours@1#")) for one in found]


def band(fen=1, **edges):
    return Band(rate=Money(fen), **edges)


@pytest.mark.parametrize(
    ("bands", "found"),
    [
        ((band(upto=60), band(above=60)), []),
        ((band(below=60), band(from_=60)), []),
        ((band(upto=60), band()), []),
        ((band(), band(from_=60)), []),
        ((band(below=60), band(above=60)), [("tariff.gap", "design[2]")]),
        ((band(upto=60), band(from_=60)), [("tariff.overlap", "design[2]")]),
        ((band(upto=60), band(from_=61)), [("tariff.gap", "design[2]")]),
        ((band(upto=60), band(from_=59)), [("tariff.overlap", "design[2]")]),
        ((band(from_=10, upto=60), band()), [("tariff.gap", "design[1]")]),
        ((band(above=0, upto=60), band()), []),
        ((band(upto=60), band(upto=90)), []),
        (
            (band(upto=60), band(upto=60), band()),
            [("tariff.unreachable", "design[2]")],
        ),
        (
            (band(upto=60), band(from_=50), band(above=70)),
            [
                ("tariff.overlap", "design[2]"),
            ],
        ),
    ],
)
def test_gaps_and_overlaps_are_told(bands, found):
    """Without it the first customer of 60 m2 would find them."""
    assert told(design(*bands, mode="whole")) == found


def test_a_band_without_end_overlaps_what_follows():
    """Only the listing order would decide, and that decides nothing."""
    bands = (band(from_=0, upto=Decimal(200)), band(above=50, upto=100))
    (one,) = lint_tariff(of(design(*bands, mode="whole")))
    assert (one.get("start"), one.get("end")) == (50, 200)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"at_most": 60}, [("tariff.unreachable", "design[2]")]),
        ({"at_most": 61}, []),
        ({"at_least": 60}, []),
        ({"at_least": 61}, [("tariff.unreachable", "design[1]")]),
        ({"at_least": 70, "included": 10}, []),
        ({"at_most": 70, "included": 10}, [("tariff.unreachable", "design[2]")]),
    ],
)
def test_a_band_that_nothing_comes_into_is_told(more, found):
    """A price that no customer can have is a slip of the table."""
    assert told(design(band(upto=60), band(), mode="whole", **more)) == found


def test_a_least_quantity_of_slices_keeps_nothing_out():
    """The first slice is paid in full by whoever comes to the second."""
    assert told(design(band(upto=60), band(), mode="slices", at_least=61)) == []


@pytest.mark.parametrize(
    ("bands", "mode", "at"),
    [
        ((band(100, upto=60), band(100)), "whole", None),
        ((band(100, upto=60), band(99)), "whole", (60, "60.00", "59.40")),
        ((Band(amount=Money(500), upto=60), Band(amount=Money(500))), "whole", None),
        (
            (Band(amount=Money(500), upto=60), Band(amount=Money(499))),
            "whole",
            (60, "5.00", "4.99"),
        ),
        ((band(100, upto=60), band(1)), "slices", None),
        (
            (band(100, upto=60), Band(amount=Money(6000), rate=Money(1))),
            "excess",
            None,
        ),
        (
            (band(100, upto=60), Band(amount=Money(5999), rate=Money(1))),
            "excess",
            (60, "60.00", "59.99"),
        ),
        (
            (Band(upto=10, amount=Money(5)), Band(upto=20, amount=Money(4))),
            "between",
            (10, "0.05", "0.04"),
        ),
        (
            (Band(upto=10, amount=Money(5)), Band(upto=20, amount=Money(5)), band(0)),
            "between",
            None,
        ),
        (
            (band(1, upto=Decimal("0.5")), Band(rate=Money(0))),
            "whole",
            (Fraction(1, 2), "1/200", "0.00"),
        ),
    ],
)
def test_a_fall_is_told_with_its_place(bands, mode, at):
    """A customer of 60 m2 asks what 61 would cost."""
    found = lint_tariff(of(design(*bands, mode=mode)))
    if at is None:
        assert found == ()
        return
    (one,) = found
    assert (one.code, one.rule) == ("tariff.falls", "ours@1#design[2]")
    assert (one.get("at"), one.get("before"), one.get("after")) == at


def test_both_ends_of_a_range_are_looked_at():
    """A range may rise at its lower end and fall at its upper."""
    bands = (
        Band(rate=Money(100), rate_to=Money(150), upto=60),
        Band(rate=Money(110), rate_to=Money(120)),
    )
    (one,) = lint_tariff(of(design(*bands, mode="whole")))
    assert (one.get("before"), one.get("after")) == ("90.00", "72.00")


def discount(share, *more, **told_more):
    return Charge(
        id="off",
        kind="discount",
        of=("design",),
        bands=(Band(share=Fraction(share, 10), **told_more), *more),
        mode="whole" if more else None,
        by=("area",) if more else (),
    )


def test_a_discount_that_jumps_up_is_a_fall():
    """At the edge a greater area costs less."""
    row = design(band(100))
    steps = discount(1, Band(share=Fraction(2, 10)), upto=60)
    assert told(row, steps) == [("tariff.falls", "off[2]")]
    assert told(row, discount(2, Band(share=Fraction(1, 10)), upto=60)) == []


def test_discounts_beyond_the_whole_are_told():
    """They would be cut, and nobody would know which."""
    row, off = design(band(100)), discount(5)
    assert told(row, off, attrs.evolve(off, id="again")) == []
    more = attrs.evolve(discount(6), id="again")
    assert told(row, off, more) == [("tariff.discounts", "again")]


def test_rows_without_bands_have_nothing_to_lint():
    """A minimum, a maximum and a rounding of the sum have no edges."""
    rows = (
        design(band(100)),
        Charge(id="low", kind="minimum", of=("total",), least=Money(1)),
        Charge(id="even", kind="round", of=("total",), step=Money(10)),
    )
    assert told(*rows) == []


def falls(*rows, **more):
    """The places at which the whole fee falls, in order."""
    found = [one for one in lint_tariff(of(*rows, **more)) if one.code == "tariff.total_falls"]
    assert all(text(one, "en") != text(one, "zh") for one in found)
    return [(one.get("name"), one.get("start"), one.get("end")) for one in found]


SMALL = Charge(id="small", bands=(Band(amount=Money(5000)),), when=(When(of=("area",), below=60),))


def test_a_supplement_for_the_small_is_a_fall_of_the_whole():
    """No row falls; at 60 m2 the supplement ends, and the fee with it."""
    assert falls(design(band(100)), SMALL) == [("area", Fraction(5999, 100), 60)]


@pytest.mark.parametrize(("fen", "found"), [(2, 0), (3, 1)])
def test_a_fall_within_the_rounding_of_the_rows_is_none(fen, found):
    """Two rows are rounded to the fen each; only what is beyond both is a fall."""
    small = attrs.evolve(SMALL, bands=(Band(amount=Money(fen)),))
    assert len(falls(design(band(1)), small)) == found


def test_where_another_row_makes_up_for_it_nothing_falls():
    """The rise of the one is greater than the fall of the other: a sound table."""
    steps = design(Band(below=60, rate=Money(100)), Band(rate=Money(190)), mode="whole")
    assert falls(steps, SMALL) == []


def test_a_discount_that_grows_faster_than_its_price_is_a_fall():
    """Slices of a discount may take off more than the slice of area brings."""
    off = Charge(
        id="off",
        kind="discount",
        of=("area",),
        mode="slices",
        bands=(Band(upto=60, rate=Money(10)), Band(rate=Money(130))),
    )
    assert falls(design(band(100)), off) == [("area", Fraction(6001, 100), 200)]
    gentle = attrs.evolve(off, bands=(Band(upto=60, rate=Money(10)), Band(rate=Money(90))))
    assert falls(design(band(100)), gentle) == []


def test_a_minimum_that_covers_a_fall_is_none():
    """The price falls, but nobody pays less than the minimum on either side."""
    row = design(band(100, upto=60), band(90), mode="whole", least=Money(6000))
    assert told(row) == []
    assert told(attrs.evolve(row, least=Money(5999))) == [("tariff.falls", "design[2]")]


def test_a_fall_that_a_row_has_told_is_not_told_again():
    """One fall, one sentence; also where an included quantity moves the edge."""
    row = design(band(100, upto=60), band(90), mode="whole", included=10)
    assert told(row) == [("tariff.falls", "design[2]")]


def test_every_choice_is_looked_at_while_they_are_few():
    """The supplement holds for one of two regions only."""
    north = When(choice="region", values=("north",))
    row = attrs.evolve(SMALL, when=(*SMALL.when, north))
    region = Choice(name="region", values=("south", "north"))
    many = tuple(Choice(name=f"c{n}", values=("a", "b")) for n in range(4))
    want = [("area", Fraction(5999, 100), 60)]
    assert falls(design(band(100)), row, choices=(region,)) == want
    assert falls(design(band(100)), row, choices=(region, *many)) == want


def test_a_table_that_cannot_be_rounded_is_still_read():
    """A rounding that admits none leaves quantities without a fee; the others are compared."""
    assert falls(design(band(100)), SMALL, rounding="exact") == [("area", Fraction(5999, 100), 60)]
    odd = Slide(times=Fraction(1, 3), power=Fraction(1, 2), places=2)
    assert falls(design(Band(rate=Money(1), slide=odd)), SMALL, rounding="exact") == []


def test_points_of_shares_are_compared_as_wholes():
    """12 % of 100 is more than 5 % of 200: more works, and a lower fee."""
    points = [
        Band(upto=Money(at), share=Fraction(n, 100)) for at, n in ((10_000, 12), (20_000, 5))
    ]
    row = Charge(id="fee", of=("works",), bands=tuple(points), mode="between")
    assert told(row) == [("tariff.total_falls", "ours@1")]
    mild = attrs.evolve(row, bands=(points[0], attrs.evolve(points[1], share=Fraction(8, 100))))
    assert told(mild) == []


@given(tables(), halves)
def test_what_has_no_price_lies_in_a_gap_or_beyond_the_table(tariff, area):
    """Between two bands that lint finds nothing about there is always a price."""
    if any(one.code in ("tariff.gap", "tariff.overlap") for one in lint_tariff(tariff)):
        return
    last = tariff.rows[0].bands[-1]
    end = last.upto if last.upto is not None else last.below
    try:
        fee(tariff, within=Fraction(0), area=Decimal(int(area * 2)) / 2)
    except Refused:
        assert end is not None
        assert area >= end
