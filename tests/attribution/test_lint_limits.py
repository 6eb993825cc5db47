"""Findings about what a limit asks for, and about who may ask for its end."""
# ruff: noqa: E501 - a row of TOML is one line

import pytest

from tests.attribution.test_lint import SOUND, found, instead, limit

BY = 'then = "lapse"\nby = { first = { fact = "deal" } }\n'


@pytest.mark.parametrize(
    ("row", "early"),
    [
        (f'{BY}when = [{{ fact = "touch", count = 3 }}]', True),
        (f'{BY}when = [{{ any = [{{ fact = "touch" }}, {{ fact = "visit" }}] }}]', True),
        (f'{BY}when = [{{ fact = "filing", same = "id", medium = "form" }}]', False),
        (
            f'{BY}anchor = {{ first = {{ fact = "filing" }}, plus = {{ hours = 1 }} }}\nwhen = [{{ fact = "touch" }}]',
            True,
        ),
        (f'{BY}when = [{{ fact = "touch", before = "opened" }}]', False),
        (f'{BY}when = [{{ fact = "touch", within = {{ hours = 1 }} }}]', False),
        (f'{BY}anchor = {{ first = {{ fact = "deal" }} }}\nwhen = [{{ fact = "touch" }}]', False),
        (BY, False),
        ('then = "lapse"\nspan = { hours = 1 }\nwhen = [{ fact = "touch" }]', False),
    ],
)
def test_conditions_are_not_read_where_the_limit_ends(row, early):
    """Three failed calls before he gave up were looked for at the assignment, and none were there."""
    assert limit(row) == ([("policy.asked_early", "limit")] if early else [])
    row = row.replace('then = "lapse"\n', "")
    anchor = "" if "anchor" in row else 'anchor = { first = { fact = "visit" } }\n'
    owed = f'{SOUND}\n[[duties]]\nid = "duty"\nwhat = "visit"\nwho = "desk"\nneeds = {{ fact = "signature" }}\n{anchor}{row}'
    assert found(owed) == ([("policy.asked_early", "duty")] if early else [])


AFTER = '{ fact = "visit", after = { limit = "limit" } }'


@pytest.mark.parametrize(
    "row",
    [
        f'pick = {{ claims = "filed", status = "lapsed", with = [{AFTER}] }}',
        f'pick = {{ claims = "filed", status = ["standing", "lapsed"] }}\nwhen = [{AFTER}]',
        f'gives = {{ kind = "nobody" }}\nwhen = [{AFTER}]',
    ],
)
def test_only_limits_know_the_end_of_a_limit(row):
    """Such a condition never holds, and the ground that asks for it is as good as not there."""
    limits = '[[limits]]\nid = "limit"\non = "filed"\nthen = "lapse"\nwhat = "visit"\nspan = { hours = 1 }\n'
    later = '[[limits]]\nid = "later"\non = "filed"\nthen = "report"\nwhat = "visit"\nanchor = { limit = "limit" }\nspan = { hours = 1 }\n'
    last = '[[grounds]]\nid = "else"'
    assert instead(last, limits + later + last) == []
    one = f'[[grounds]]\nid = "one"\n{row}\n'
    assert instead(last, limits + later + one + last) == [("policy.limit_unseen", "one")]
