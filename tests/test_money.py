"""Money: exact to the fen, read and written, rounded by name, split with nothing lost."""

from collections.abc import Callable
from decimal import Context, Decimal, Inexact, localcontext
from fractions import Fraction
from typing import get_args

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renoflow.errors import SENTENCES, Malformed
from renoflow.money import (
    Allocation,
    Money,
    Rounding,
    allocate,
    capitals,
    format_yuan,
    scale,
    total,
    yuan,
)
from tests.reference import money as slow

TOP = 10**18 - 1  # fen: the last amount below 10,000 万亿 yuan

fens = st.integers(-TOP, TOP) | st.integers(-10_000, 10_000)
ratios = (
    st.integers(-50, 50)
    | st.fractions(-3, 3, max_denominator=40)
    | st.decimals(-3, 3, places=3, allow_nan=False)
)
weight = (
    st.integers(0, 9)
    | st.fractions(0, 3, max_denominator=12)
    | st.sampled_from([Decimal("0.55"), Decimal("0.30"), Decimal("0.15"), Decimal(2)])
)
weights = st.lists(weight, min_size=1, max_size=7).filter(any)
ties = st.sampled_from(["first", "last"])
ROUNDINGS = get_args(Rounding)


def refused(call, *args, **kwargs):
    """The code and the path of the Malformed that a call ends in."""
    with pytest.raises(Malformed) as caught:
        call(*args, **kwargs)
    return caught.value.code, caught.value.field


# --- Money --------------------------------------------------------------------------


@given(fens, fens, st.integers(-99, 99))
def test_arithmetic_is_that_of_fen(a, b, times):
    """Without it a sum or a comparison could be off by a fen."""
    left, right = Money(a), Money(b)
    assert (left + right).fen == a + b
    assert (left - right).fen == a - b
    assert (-left).fen == -a
    assert (+left).fen == a
    assert abs(left).fen == abs(a)
    assert (left * times).fen == (times * left).fen == a * times
    assert bool(left) is (a != 0)
    assert (left == right, left < right, left <= right) == (a == b, a < b, a <= b)
    assert (left > right, left >= right) == (a > b, a >= b)
    assert sorted([left, right]) == [Money(fen) for fen in sorted([a, b])]


@pytest.mark.parametrize("fen", [True, 1.0, "1", Decimal(1), None])
def test_only_an_int_counts_fen(fen):
    """Without it True would be a fen and 0.1 yuan a float in a record."""
    with pytest.raises(TypeError, match="fen in an int"):
        Money(fen)


@pytest.mark.parametrize(
    "mix",
    [
        lambda m: m + 1,
        lambda m: 1 + m,
        lambda m: m - 1,
        lambda m: 1 - m,
        lambda m: m * m,
        lambda m: m * 1.5,
        lambda m: Decimal(2) * m,
        lambda m: m * True,
        lambda m: m < 100,
        lambda m: m >= 100,
        lambda m: sum([m, m]),
    ],
)
def test_money_never_mixes_with_numbers(mix):
    """Without it yuan and fen could be added unseen."""
    with pytest.raises(TypeError):
        mix(Money(100))


def test_money_equals_money_only_and_is_a_key():
    """Without it an amount could be mistaken for a count in a set or a mapping."""
    assert Money(100) != 100  # type: ignore[comparison-overlap]
    assert {Money(100): "a"}[Money(100)] == "a"
    assert len({Money(1), Money(1), Money(2)}) == 2


def test_money_is_frozen_and_slotted():
    """Without it a record's amount could change after it was judged."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Money(1).fen = 2  # type: ignore[misc]  # that it is refused is the test
    assert not hasattr(Money(1), "__dict__")


@given(st.lists(fens, max_size=6))
def test_total_is_the_sum_and_of_nothing_zero(amounts):
    """Without it an empty ledger would have no balance."""
    assert total(Money(fen) for fen in amounts) == Money(sum(amounts))


# --- read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("128.50", 12850),
        ("128.5", 12850),
        ("128", 12800),
        ("0", 0),
        ("-0.00", 0),
        ("0.01", 1),
        ("1,234.50", 123450),
        ("12,345,678", 1234567800),
        ("¥128.5", 12850),
        ("￥128.5", 12850),
        ("128.50元", 12850),
        ("¥128.50元", 12850),
        (" ¥ 128.50 元 ", 12850),
        ("\u3000128\u3000元", 12800),
        ("１，２３４．５０元", 123450),
        ("-128.5", -12850),
        ("−128.5", -12850),
        ("－¥128.5", -12850),
        ("¥-128.5", -12850),
        ("¥ - 128.5", -12850),
        ("9999999999999999.99", TOP),
        ("-9,999,999,999,999,999.99元", -TOP),
    ],
)
def test_text_as_people_write_it_is_read(text, fen):
    """Without it a form's amount would be refused, or read as another."""
    assert yuan(text) == Money(fen)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "¥",
        "元",
        "abc",
        "1.",
        ".5",
        "1.2.3",
        "1,23.50",
        "1234,567",
        "1,2345",
        ",123",
        "128,50",
        "--1",
        "-¥-1",
        "1-",
        "+1",
        "1e3",
        "1_000",
        "0x10",
        "NaN",
        "inf",
        "-Infinity",
        "128²",
        "①",
        "١٢٨",
        "1 234",
        "1  元",
        "元128",
        "128元元",
        "128\n5",
        "128$",
        "(128)",
        "壹元整",
    ],
)
def test_any_other_text_is_malformed(text):
    """Without it a typing error would become an amount."""
    assert refused(yuan, text) == ("money.text", "amount")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1.005", "money.decimals"),
        ("1.000", "money.decimals"),
        (Decimal("1.005"), "money.decimals"),
        (Decimal("-0.001"), "money.decimals"),
        (Decimal("1E-999999999"), "money.decimals"),
        (Decimal("1." + "0" * 51), "money.decimals"),
        (Decimal("NaN"), "money.finite"),
        (Decimal("sNaN"), "money.finite"),
        (Decimal("Infinity"), "money.finite"),
        (Decimal("-Infinity"), "money.finite"),
        ("10000000000000000", "money.range"),
        ("9" * 5000, "money.range"),
        (Decimal("1E16"), "money.range"),
        (Decimal("1E+999999999"), "money.range"),
        (10**16, "money.range"),
        (-(10**16), "money.range"),
        (1.5, "money.float"),
        (float("nan"), "money.float"),
        (True, "value.type"),
        (None, "value.type"),
        (b"1", "value.type"),
        (Fraction(1, 2), "value.type"),
    ],
)
def test_what_is_no_exact_amount_is_malformed(value, code):
    """Without it a float, a part of a fen or a hostile exponent would come in."""
    assert refused(yuan, value) == (code, "amount")


@pytest.mark.parametrize(
    ("value", "fen"),
    [
        (128, 12800),
        (-128, -12800),
        (0, 0),
        (10**16 - 1, TOP - 99),
        (Decimal("128.50"), 12850),
        (Decimal("128.5000"), 12850),
        (Decimal("1." + "0" * 50), 100),
        (Decimal("-0.01"), -1),
        (Decimal("-0.00"), 0),
        (Decimal("0E+999999999"), 0),
        (Decimal("0E-999999999"), 0),
        (Decimal("1.2E3"), 120000),
        (Decimal("9999999999999999.99"), TOP),
    ],
)
def test_numbers_that_come_out_to_the_fen_are_read(value, fen):
    """Without it a database column of four places would be refused."""
    assert yuan(value) == Money(fen)


def test_the_host_s_decimal_context_changes_nothing():
    """Without it a host that computes with three digits would lose fen."""
    with localcontext(Context(prec=3, traps=[Inexact])):
        assert yuan(Decimal("1234567.89")) == Money(123456789)
        assert scale(Money(123456789), Decimal("1.001"), "down") == Money(123580245)


def test_the_path_of_the_datum_is_named_and_its_value_is_not():
    """Without it a person could not find the cell, or would find it in a log."""
    with pytest.raises(Malformed) as caught:
        yuan("138 0000 0000 x", field="rows[3].paid")
    assert caught.value.to_dict() == {"code": "money.text", "field": "rows[3].paid"}
    assert "rows[3].paid" in caught.value.sentence()
    assert "138" not in caught.value.sentence() + caught.value.sentence("zh")


@given(fens)
def test_reading_is_what_decimal_says(fen):
    """Without it the text reader could disagree with plain decimal arithmetic."""
    text = f"{Decimal(fen).scaleb(-2, Context(prec=30)):f}"
    assert yuan(text) == yuan(Decimal(text)) == Money(fen)


# --- written ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "0.00"),
        (1, "0.01"),
        (-1, "-0.01"),
        (99, "0.99"),
        (100, "1.00"),
        (-123450, "-1,234.50"),
        (99999, "999.99"),
        (100000, "1,000.00"),
    ],
)
def test_yuan_is_written_with_two_decimals(fen, text):
    """Without it a sign or a zero would be lost below a yuan."""
    assert format_yuan(Money(fen)) == text


@given(fens)
def test_what_is_written_is_read_back(fen):
    """Without it an exported file could not be imported again."""
    text = format_yuan(Money(fen))
    assert yuan(text) == yuan(f"¥{text}元") == Money(fen)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (1, "壹分"),
        (10, "壹角整"),
        (11, "壹角壹分"),
        (100, "壹元整"),
        (101, "壹元零壹分"),
        (110, "壹元壹角整"),
        (1000, "壹拾元整"),
        (1001, "壹拾元零壹分"),
        (1010, "壹拾元壹角整"),
        (123450, "壹仟贰佰叁拾肆元伍角整"),
        (-123450, "负壹仟贰佰叁拾肆元伍角整"),
        (100_100, "壹仟零壹元整"),
        (101_000, "壹仟零壹拾元整"),
        (110_000, "壹仟壹佰元整"),
        (10_100_00, "壹万零壹佰元整"),
        (11_000_00, "壹万壹仟元整"),
        (100_500_00, "壹拾万零伍佰元整"),
        (107_000_53, "壹拾万柒仟元伍角叁分"),
        (1_0000_0000_00, "壹亿元整"),
        (1_0000_0001_00, "壹亿零壹元整"),
        (1_0000_1000_00, "壹亿零壹仟元整"),
        (1_0500_0000_00, "壹亿零伍佰万元整"),
        (1_5000_0000_00, "壹亿伍仟万元整"),
        (1_0000_0000_0000_00, "壹万亿元整"),
        (1_0000_0000_0000_01, "壹万亿元零壹分"),
        (1_0001_0000_0000_00, "壹万零壹亿元整"),
        (1_0000_0001_0000_00, "壹万亿零壹万元整"),
        (1_0000_2000_0000_00, "壹万亿贰仟万元整"),
    ],
)
def test_capitals_follow_the_rules_of_receipts(fen, words):
    """Without it a bank or an accountant would send the receipt back."""
    assert capitals(Money(fen)) == words


sparse = st.lists(st.sampled_from("00012"), min_size=1, max_size=18).map(
    lambda digits: int("".join(digits))
)


@given(sparse | fens)
@example(TOP)
@example(-TOP)
def test_capitals_are_what_the_slow_writer_says_and_read_back(fen):
    """Without it a run of zeros somewhere could change what the words say."""
    words = capitals(Money(fen))
    assert words == slow.written_capitals(fen)
    assert slow.read_capitals(words) == fen
    assert words[-1] in "整分"
    assert "零零" not in words


@pytest.mark.parametrize("fen", [TOP + 1, -TOP - 1])
def test_an_amount_beyond_the_numerals_is_malformed(fen):
    """Without it ten thousand 万亿 would be written with a unit that nobody reads."""
    assert refused(capitals, Money(fen)) == ("money.range", "amount")


# --- rates --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rounding", "results"),
    [
        # of      -2.5 -1.5 -1.4 -1.6 1.4 1.5 1.6 2.5 fen
        ("half_up", (-3, -2, -1, -2, 1, 2, 2, 3)),
        ("half_even", (-2, -2, -1, -2, 1, 2, 2, 2)),
        ("down", (-2, -1, -1, -1, 1, 1, 1, 2)),
        ("up", (-3, -2, -2, -2, 2, 2, 2, 3)),
        ("floor", (-3, -2, -2, -2, 1, 1, 1, 2)),
        ("ceiling", (-2, -1, -1, -1, 2, 2, 2, 3)),
    ],
)
def test_each_rounding_decides_each_side_of_its_edge(rounding, results):
    """Without it a fee could be a fen off, and nobody could say by which rule."""
    tenths = (-25, -15, -14, -16, 14, 15, 16, 25)
    got = [scale(Money(tenth), Fraction(1, 10), rounding).fen for tenth in tenths]
    assert got == list(results)
    assert [scale(Money(10), Decimal(t).scaleb(-2), rounding).fen for t in tenths] == got


@given(fens, ratios, st.sampled_from(ROUNDINGS))
def test_scaling_is_exact_and_then_rounded_once(fen, ratio, rounding):
    """Without it the fast rounding could disagree with the rule in words."""
    exact = fen * Fraction(ratio)
    expected = slow.rounded(exact, rounding)
    if expected is None:
        assert refused(scale, Money(fen), ratio, rounding) == ("money.inexact", "ratio")
    else:
        assert scale(Money(fen), ratio, rounding) == Money(expected)


@given(fens, ratios, st.sampled_from(["half_up", "half_even", "down", "up"]))
def test_a_refund_is_rounded_as_the_charge_was(fen, ratio, rounding):
    """Without it a charge and its reversal could leave a fen between them."""
    assert scale(Money(-fen), ratio, rounding) == -scale(Money(fen), ratio, rounding)


def test_exact_admits_a_whole_fen_and_no_part_of_one():
    """Without it a rate that does not come out would be rounded unseen."""
    assert scale(Money(200), Decimal("0.005"), "exact") == Money(1)
    assert refused(scale, Money(201), Decimal("0.005"), "exact") == ("money.inexact", "ratio")


NO_RATIOS = [
    0.5,
    True,
    "0.5",
    None,
    Decimal("NaN"),
    Decimal("sNaN"),
    Decimal("Infinity"),
    Decimal("1E50"),
    Decimal("1E-51"),
    Decimal("1E+999999999"),
    Decimal("1E-999999999"),
]


@pytest.mark.parametrize("ratio", NO_RATIOS)
def test_a_ratio_that_is_not_exact_is_malformed(ratio):
    """Without it a float rate or a hostile exponent would decide money."""
    assert refused(scale, Money(100), ratio, "half_up") == ("money.ratio", "ratio")
    assert refused(allocate, Money(100), (1, ratio), tie="first") == (
        "money.ratio",
        "weights[1]",
    )


def test_a_decimal_of_fifty_digits_either_side_is_a_ratio():
    """Without it the bound on exponents could bite a rate that somebody uses."""
    assert scale(Money(1), Decimal("1E49"), "exact") == Money(10**49)
    assert scale(Money(10**50), Decimal("1E-50"), "exact") == Money(1)


def test_rounding_and_tie_have_no_default_and_closed_words():
    """Without it the library would decide what no text of the company says."""
    with pytest.raises(TypeError):
        scale(Money(1), 1)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        allocate(Money(1), (1,))  # type: ignore[call-arg]
    assert refused(scale, Money(1), 1, "half-up") == ("value.choice", "rounding")
    assert refused(scale, Money(1), 1, ["up"]) == ("value.choice", "rounding")
    assert refused(allocate, Money(1), (1,), tie="lst") == ("value.choice", "tie")


# --- shares -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fen", "shares", "tie", "parts", "residue"),
    [
        (100, (1, 1, 1), "first", (34, 33, 33), (0,)),
        (100, (1, 1, 1), "last", (33, 33, 34), (2,)),
        (101, (1, 1, 1), "first", (34, 34, 33), (0, 1)),
        (101, (1, 1, 1), "last", (33, 34, 34), (2, 1)),
        (-100, (1, 1, 1), "first", (-34, -33, -33), (0,)),
        (99, (1, 1, 1), "first", (33, 33, 33), ()),
        (1, (0, 1, 0), "last", (0, 1, 0), ()),
        (1, (0, 1, 1, 0), "first", (0, 1, 0, 0), (1,)),
        (1, (0, 1, 1, 0), "last", (0, 0, 1, 0), (2,)),
        (2, (1, 3), "first", (1, 1), (0,)),  # 0.5 and 1.5: the remainders tie
        (2, (1, 3), "last", (0, 2), (1,)),
        (10, (1, 2, 4), "first", (1, 3, 6), (1, 2)),  # 1.43, 2.86, 5.71
        (0, (1, 2), "first", (0, 0), ()),
        (7, (5,), "first", (7,), ()),
    ],
)
def test_the_largest_remainder_bears_the_residue(fen, shares, tie, parts, residue):
    """Without it a fen would go to somebody whom no rule names."""
    expected = Allocation(parts=tuple(Money(part) for part in parts), residue=residue)
    assert allocate(Money(fen), shares, tie=tie) == expected


def test_shares_of_every_exact_kind_mix():
    """Without it 55 % as a Decimal and a third as a Fraction could not stand in one plan."""
    split = allocate(yuan(100), (Decimal("0.5"), Fraction(1, 3), Fraction(1, 6), 0), tie="first")
    assert [part.fen for part in split.parts] == [5000, 3333, 1667, 0]
    assert split.residue == (2,)


@given(fens, weights, ties)
def test_parts_total_the_whole_and_stand_within_a_fen_of_exact(fen, shares, tie):
    """Without it money could appear, vanish, or reach someone without a share."""
    split = allocate(Money(fen), shares, tie=tie)
    assert total(split.parts) == Money(fen)
    of = sum(map(Fraction, shares))
    for part, share in zip(split.parts, shares):
        assert abs(part.fen - fen * Fraction(share) / of) < 1
        assert share or not part


@given(fens, weights, ties)
def test_each_residue_fen_is_traced_to_its_bearer(fen, shares, tie):
    """Without it nobody could say why one part is a fen more than another."""
    split = allocate(Money(fen), shares, tie=tie)
    of = sum(map(Fraction, shares))
    for index, (part, share) in enumerate(zip(split.parts, shares)):
        without = slow.rounded(abs(fen) * Fraction(share) / of, "floor")
        assert abs(part.fen) == without + split.residue.count(index)
    assert len(set(split.residue)) == len(split.residue)


@given(fens, weights, ties)
def test_splitting_is_what_the_slow_split_says(fen, shares, tie):
    """Without it the fast split could disagree with handing out fen one by one."""
    parts, bearers = slow.split(fen, shares, tie)
    split = allocate(Money(fen), shares, tie=tie)
    assert [part.fen for part in split.parts] == parts
    assert list(split.residue) == bearers


@given(fens, weights, st.fractions("1/99", 99, max_denominator=99), ties)
def test_only_the_proportions_of_weights_matter(fen, shares, factor, tie):
    """Without it 50 and 50 would split otherwise than one half and one half."""
    scaled = [Fraction(share) * factor for share in shares]
    assert allocate(Money(fen), scaled, tie=tie) == allocate(Money(fen), shares, tie=tie)


@given(fens, weights, ties)
def test_a_negative_amount_mirrors_the_positive_one(fen, shares, tie):
    """Without it a reversal would leave a fen with somebody."""
    there = allocate(Money(fen), shares, tie=tie)
    back = allocate(Money(-fen), shares, tie=tie)
    assert back.parts == tuple(-part for part in there.parts)
    assert back.residue == there.residue


@given(fens, weights)
def test_the_two_ties_are_each_other_read_backwards(fen, shares):
    """Without it the order of a list would matter in some way other than the stated one."""
    first = allocate(Money(fen), shares, tie="first")
    last = allocate(Money(fen), shares[::-1], tie="last")
    assert last.parts == first.parts[::-1]
    assert last.residue == tuple(len(shares) - 1 - index for index in first.residue)


@given(fens, weights, st.data())
def test_where_both_ties_agree_order_does_not_matter(fen, shares, data):
    """Without it the place in a list would decide though no remainders tie."""
    first = allocate(Money(fen), shares, tie="first").parts
    order = data.draw(st.permutations(range(len(shares))))
    for tie in ("first", "last"):
        moved = allocate(Money(fen), [shares[i] for i in order], tie=tie).parts
        if first == allocate(Money(fen), shares, tie="last").parts:
            assert moved == tuple(first[i] for i in order)
        else:
            assert total(moved) == total(first)


@pytest.mark.parametrize(
    ("shares", "where"),
    [
        ((), ("money.weights", "weights")),
        ((0, 0), ("money.weights", "weights")),
        ((Decimal(0), Fraction(0)), ("money.weights", "weights")),
        ((1, -1), ("money.weight", "weights[1]")),
        ((2, Fraction(-1, 9)), ("money.weight", "weights[1]")),
        ((Decimal("-0.01"), 1), ("money.weight", "weights[0]")),
    ],
)
def test_weights_that_say_nothing_are_malformed(shares, where):
    """Without it a split by nothing would divide by zero, by a negative one lose money."""
    assert refused(allocate, Money(100), shares, tie="first") == where


def test_every_money_code_names_the_way_out_in_both_languages():
    """Without it an error would end in a KeyError instead of a sentence."""
    raised: list[tuple[Callable[..., object], tuple[object, ...]]] = [
        (yuan, ("x",)),
        (yuan, (1.0,)),
        (yuan, (Decimal("NaN"),)),
        (yuan, ("1.005",)),
        (yuan, (10**16,)),
        (scale, (Money(1), Fraction(1, 2), "exact")),
        (scale, (Money(1), 0.5, "exact")),
        (lambda shares: allocate(Money(1), shares, tie="first"), ((-1,),)),
        (lambda shares: allocate(Money(1), shares, tie="first"), ((0,),)),
    ]
    seen = set()
    for call, args in raised:
        with pytest.raises(Malformed) as caught:
            call(*args)
        error = caught.value
        seen.add(error.code)
        for lang in ("en", "zh"):
            assert error.sentence(lang).startswith(error.field)
            assert "{" not in error.sentence(lang)
    assert seen == {code for code in SENTENCES if code.startswith("money.")}
