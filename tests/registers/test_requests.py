"""A quotation and a settlement as a company writes them into a file."""

from fractions import Fraction

import pytest

from renoflow.codec import from_toml
from renoflow.errors import Malformed, Refused
from renoflow.money import yuan
from renoflow.pricing import LedgerTerms, Tariff, price, priced_lines
from renoflow.registers import make_quote, read_quote, read_settlement
from renoflow.samples import SAMPLES, sample

TARIFF = from_toml(sample("tariff.toml"), Tariff)


def test_a_fee_of_the_file_is_the_fee_of_the_tariff():
    """Without it the paper and the price list could differ."""
    request = read_quote(sample("quote.toml"))
    quote = make_quote(request, {"tariff.toml": TARIFF})
    fee = price(TARIFF, request.fees[0].given, area_basis="inner", on=request.on)
    lines = priced_lines(fee, group="design", component="design_fee")
    assert quote.lines[: len(lines)] == lines
    assert [one.id for one in quote.lines[len(lines) :]] == [one.id for one in request.lines]


INLINE = """
id = "q"
revision = 1
on = 2024-03-01
valid_through = 2024-03-31
rounding = "half_up"

[[fees]]
group = "design"
component = "design_fee"
given = { works = "1000.00 CNY", floor = "3" }
within = "1/2"

[fees.tariff]
type = "tariff.v1"
id = "t"
revision = 1
source = ""
rounding = "half_up"
choices = [{ name = "floor", values = ["2", "3"] }]
rows = [{ id = "share", of = ["works"], bands = [{ share = "1/10", share_to = "2/10" }] }]
"""


def test_a_tariff_may_stand_in_the_file_and_a_choice_may_look_like_a_number():
    """Without it a choice of a floor would be read as a measure."""
    quote = make_quote(read_quote(INLINE), {})
    assert [one.amount for one in quote.lines] == [yuan(150)]
    assert read_quote(INLINE).fees[0].within == Fraction(1, 2)


@pytest.mark.parametrize(
    ("old", "new", "want"),
    [
        ('floor = "3"', 'floor = "4"', ("value.choice", "fees[0].given.floor")),
        ("1000.00 CNY", "-1.00 CNY", ("tariff.measured", "fees[0].given.works")),
        ('within = "1/2"', 'within = "3/2"', ("tariff.within", "fees[0].within")),
    ],
)
def test_what_is_wrong_has_its_path(old, new, want):
    """Without it somebody would look for it in the tariff."""
    with pytest.raises(Malformed) as caught:
        make_quote(read_quote(INLINE.replace(old, new)), {})
    assert (caught.value.code, caught.value.field) == want


def test_a_fee_that_nobody_published_is_refused():
    """No price is no zero."""
    with pytest.raises(Refused) as caught:
        make_quote(read_quote(INLINE.replace(', floor = "3"', "")), {})
    assert caught.value.objections


def test_a_line_that_cannot_be_worked_out_names_its_quantity():
    """The field of the function is not the field of the file."""
    exact = sample("quote.toml").replace('"half_up"', '"exact"').replace('"24.6"', '"24.6001"')
    with pytest.raises(Malformed) as caught:
        make_quote(read_quote(exact), {"tariff.toml": TARIFF})
    assert (caught.value.code, caught.value.field) == ("money.inexact", "lines[0].quantity")


def test_the_terms_of_a_settlement_are_read_whole():
    """A retention that is read in part would be a present to one side."""
    asked = read_settlement(sample("settlement.toml"))
    assert (asked.plan, asked.terms, asked.retention) == ("plan.toml", "terms.toml", None)
    written = """
        plan = "plan.toml"
        delayed = false
        terms = { allocation = "plan", as_told = true }

        [retention]
        id = "held"
        revision = 1
        source = "clause 9"
        of = "final"
        share = "5/100"
        rounding = "half_up"
    """
    asked = read_settlement(written)
    assert asked.terms == LedgerTerms(allocation="plan", as_told=True)
    assert asked.retention is not None
    assert asked.retention.share == Fraction(5, 100)
    with pytest.raises(Malformed) as caught:
        read_settlement(written.replace('"5/100"', '"5%"'))
    assert caught.value.field == "retention.share"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_words_of_the_file_are_texts(lang):
    """A word that is no text would end in a traceback while a page is written."""
    assert read_quote(sample("quote.toml")).words[lang]["paper.company"]
    with pytest.raises(Malformed) as caught:
        read_quote(INLINE + "\n[words.zh]\n'item.x' = 3\n")
    assert (caught.value.code, caught.value.field) == ("value.type", "words.zh.?")


def test_there_is_no_other_sample():
    """A name out of a form must not read a file of the package."""
    assert [sample(name) for name in SAMPLES]
    with pytest.raises(Malformed):
        sample("../codec/toml.py")
