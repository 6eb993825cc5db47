"""Papers, readiness and contacts: what the cases in TOML cannot ask."""

import pytest

from renoflow.attribution import (
    FORMS,
    Case,
    accountable,
    check_contact,
    judge,
    missing_fields,
    open_court,
    presets,
    served_by,
)
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import visit


def judged(policy, **fields):
    came = visit("v1", at=china.at(2024, 3, 5, 10), **fields)
    return judge(open_court(policy, china), Case("C-1", (came,)), at=china.at(2024, 3, 6))


def test_a_form_that_is_not_there_is_named_with_those_that_are():
    """Without it a slip of a letter would call every paper complete."""
    with pytest.raises(Malformed) as caught:
        missing_fields("advance_filling", ())
    assert (caught.value.code, caught.value.field) == ("value.choice", "form")


@pytest.mark.parametrize("form", sorted(FORMS))
def test_an_empty_paper_lacks_every_field_in_the_order_of_the_form(form):
    """Without it a clerk would be asked for the fields in any order, or not for all."""
    assert missing_fields(form, ()) == FORMS[form]
    assert missing_fields(form, (*reversed(FORMS[form]), "shoe_size")) == ()


def test_a_department_without_a_head_is_refused():
    """Without it a complaint would go to nobody and look as if it had gone somewhere."""
    with pytest.raises(Malformed) as caught:
        accountable("design", {"works": "ren"})
    assert (caught.value.code, caught.value.field) == ("value.choice", "department")


def test_a_customer_of_nobody_may_be_approached():
    """Without it a customer whom the text leaves to nobody would be left alone for ever."""
    policy = presets.five_part_form(unreached="until_reached")
    verdict = judged(policy, names=None)
    assert verdict.credit.outcome == "nobody"
    assert check_contact(verdict, "wang") == "clear"


def test_without_a_wish_those_serve_whom_the_verdict_names():
    """Without it a customer who asks for nobody would be served by nobody."""
    policy = presets.business_contact(several="latest")
    verdict = judged(policy, received_by="wang")
    assert served_by(verdict, None) == ("wang",)
    assert served_by(verdict, "duan") == ("duan",)
    assert served_by(judged(policy), None) == ()
