"""A plan as a picture: dots in the order of the days, amounts, nothing unescaped."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from renoflow.paper import plan_svg
from tests.paper.papers import book, due

SVG = "{http://www.w3.org/2000/svg}"


def drawn(lang="en", **options):
    return ET.fromstring(  # noqa: S314 - our own text
        plan_svg(book().schedule, lang, **{"due": due(), **options})
    )


def texts(root):
    return [one.text for one in root.iter(f"{SVG}text")]


def test_dots_stand_in_the_order_of_the_days():
    """A picture that lies about the order is worse than none."""
    dots = [int(one.get("cx")) for one in drawn().iter(f"{SVG}circle")]
    assert dots == [190, 190, 199, 560]  # 1, 1, 2 April and 9 May
    assert texts(drawn())[:3] == ["first", "2024-04-01", "42,626.32"]


def test_a_part_without_a_day_has_a_broken_line():
    """A dot for it would be a promise."""
    broken = [one for one in drawn().iter(f"{SVG}line") if one.get("stroke-dasharray")]
    assert len(broken) == 2  # the last part, and the change that is paid at the completion
    assert "no day yet" in texts(drawn())
    assert len(list(drawn(due={}).iter(f"{SVG}circle"))) == 0


def test_one_day_alone_is_no_division_by_zero():
    """Every plan with one dated part has an axis of no length."""
    root = drawn(due={"first": date(2024, 4, 1)})
    assert [one.get("cx") for one in root.iter(f"{SVG}circle")] == ["190"]


def test_it_says_what_it_shows():
    """A screen reader reads the title."""
    root = drawn("zh")
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.find(f"{SVG}title").text == "付款方式 sample_55_40_5@1"


@pytest.mark.parametrize("name", ["<b>&", "a" * 40, "首期款" * 9])
def test_a_long_or_strange_name_stays_in_its_place(name):
    """A name must not run over the axis, nor become markup."""
    label = texts(drawn(words={"part.first": name}))[0]
    assert label == name or (label.endswith("…") and name.startswith(label[:-1]))
    wide = sum(2 if re.match("[\u4e00-\u9fff]", one) else 1 for one in label)
    assert wide <= 22


def test_the_same_plan_is_the_same_bytes():
    """Two prints of one plan must be one plan."""
    assert plan_svg(book().schedule, "en", due=due()) == plan_svg(
        book().schedule, "en", due=dict(reversed(due().items()))
    )
