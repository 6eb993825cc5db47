"""Papers as HTML: valid, by themselves, the same bytes, nothing unescaped."""

import re
import unicodedata

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.errors import Malformed
from renoflow.money import Money, capitals, yuan
from renoflow.paper import Column, Paper, Row, Sum, Table, html
from tests.paper.papers import Tags, papers

LANGS = pytest.mark.parametrize("lang", ["en", "zh"])
KINDS = pytest.mark.parametrize("kind", ["quote", "plan", "change", "settlement", "account"])


@LANGS
@KINDS
def test_a_page_is_whole_and_stands_by_itself(kind, lang):
    """A page that loads something prints differently in the office and at the customer's."""
    page = html(papers(lang)[kind])
    tags = Tags(page)
    assert page.startswith("<!doctype html>\n")
    assert tags.all("html") == [{"lang": {"en": "en", "zh": "zh-Hans"}[lang]}]
    assert tags.all("meta")[0] == {"charset": "utf-8"}
    assert len(tags.all("title")) == (2 if tags.all("svg") else 1)
    names = {name for name, _, _ in tags.found}
    assert not names & {"script", "link", "img", "iframe", "object", "form"}
    used = {name for _, attributes, _ in tags.found for name in attributes}
    assert not used & {"src", "href", "style", "onload", "onclick"}
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", page)
    assert "@page { size: A4;" in page


@LANGS
@KINDS
def test_tables_can_be_read_aloud(kind, lang):
    """Without scopes and captions a screen reader reads a heap of numbers."""
    tags = Tags(html(papers(lang)[kind]))
    assert len(tags.all("table")) == len(tags.all("caption")) > 0
    scopes = [
        (attributes.get("scope"), outer) for name, attributes, outer in tags.found if name == "th"
    ]
    assert {scope for scope, _ in scopes} <= {"col", "row", "rowgroup"}
    assert all(("thead" in outer) is (scope == "col") for scope, outer in scopes)
    # The head of a group must be the first row of a body of its own.
    bodies = [name for name, _, _ in tags.found if name == "tbody"]
    assert len(bodies) >= sum(scope == "rowgroup" for scope, _ in scopes)


@LANGS
@KINDS
def test_the_same_record_is_the_same_bytes(kind, lang):
    """A second print that differs is a paper that nobody can trust."""
    once, again = html(papers(lang)[kind]), html(papers(lang)[kind])
    assert once.encode() == again.encode()
    assert "\r" not in once


@LANGS
@KINDS
def test_sums_stand_in_figures_and_in_capitals(kind, lang):
    """A figure is changed with one stroke of a pen; capital numerals are not."""
    paper = papers(lang)[kind]
    page = html(paper)
    assert paper.sums
    for one in paper.sums:
        assert f'<span lang="zh-Hans">人民币{capitals(one.amount)}</span>' in page


def test_a_paper_may_have_no_sums():
    """A heading over nothing would look as if something were lost."""
    page = html(attrs.evolve(papers("en")["account"], sums=()))
    assert 'class="sums"' not in page


def test_a_sum_without_a_numeral_is_refused():
    """A sum that cannot be written out must not be printed without it."""
    huge = Sum(label="all", amount=Money(10**18))
    with pytest.raises(Malformed) as caught:
        html(attrs.evolve(papers("en")["plan"], sums=(huge,)))
    assert caught.value.code == "money.range"


@KINDS
def test_the_two_languages_say_the_same_numbers(kind):
    """Without it one language could leave out an amount."""
    english, chinese = papers("en")[kind], papers("zh")[kind]
    numbers = [
        [
            [cell for column, cell in zip(table.columns, row.cells) if column.number]
            for table in paper.tables
            for row in table.rows
        ]
        for paper in (english, chinese)
    ]
    assert numbers[0] == numbers[1]
    assert [one.amount for one in english.sums] == [one.amount for one in chinese.sums]
    assert english.title != chinese.title


@KINDS
def test_chinese_paper_says_no_english(kind):
    """Without it a customer would read a code of ours: only names from records are Latin."""
    paper = papers("zh")[kind]
    labels = [paper.title, *paper.signs, *(label for label, _ in paper.facts)]
    labels += [one.label for one in paper.sums]
    for table in paper.tables:
        labels += [table.caption, *(column.label for column in table.columns)]
    assert [one for one in labels if re.search("[a-z]", one)] == []


TEXT = st.text(alphabet="a<>&\"'/\\=;-\n\t\x00\x0b\x85\ud800\ufffe墙", min_size=1, max_size=12)


def made(word):
    return Paper(
        lang="zh",
        company=word,
        title=word,
        name=word,
        facts=((word, word),),
        tables=(
            Table(
                caption=word,
                columns=(Column(label=word), Column(label=word, number=True)),
                rows=(
                    Row(cells=(word,), kind="head"),
                    Row(cells=(word, word)),
                    Row(cells=(word, word), kind="sum"),
                    Row(cells=(word, word), kind="total"),
                ),
            ),
        ),
        sums=(Sum(label=word, amount=yuan(1)),),
        notes=(word,),
        open=(word,),
        signs=(word,),
    )


@given(TEXT)
def test_whatever_a_record_holds_is_text_and_no_markup(word):
    """A name with a bracket in it must not become a tag, or a page that cannot be written."""
    page = html(made(word))
    plain = Tags(html(made("a")))
    assert [name for name, _, _ in Tags(page).found] == [name for name, _, _ in plain.found]
    page.encode()
    assert {one for one in page if unicodedata.category(one) in {"Cc", "Cs", "Cn"}} <= set("\n\t")


def test_a_host_says_its_own_words():
    """Without it no company could have its name, its goods and its currency on the paper."""
    words = {
        "paper.company": "Ours & sons",
        "item.wall_tiles": "glazed tiles",
        "part.first": "first payment",
        "money": "{yuan} EUR",
        "paper.currency": "",
    }
    made_ = papers("en", words)
    page = html(made_["quote"], words=words)
    assert '<p class="company">Ours &amp; sons</p>' in page
    assert "glazed tiles" in page
    assert "97,978.88 EUR" in page
    assert "人民币" not in page
    assert "first payment" in html(made_["plan"])
