"""Kinds of one's own: a new name is a new row, a known name gets more fields."""

import attrs
import pytest

from renoflow.errors import Malformed
from renoflow.facts import KINDS, Field, Kind, merge_kinds

FLAG = Field(name="caller", zh="来电", type="flag")
TOUR = Kind(name="open_day", zh="带看", fields=(FLAG,))
MORE = Kind(name="visit", zh="到店", fields=(FLAG,))
(PHONE,) = (one for one in KINDS["visit"].fields if one.name == "phone")


def visit(*fields):
    return ("mine", (Kind(name="visit", zh="来访", fields=fields),))


def test_a_new_name_is_a_new_kind():
    """A company's own paper must go in without a change of the library."""
    table = merge_kinds(KINDS, ("mine", (TOUR,)))
    assert table == {**KINDS, "open_day": TOUR}
    assert merge_kinds(KINDS) == KINDS


def test_a_known_name_gets_more_fields():
    """Whoever adds one field must not copy the others, and may not lose them."""
    table = merge_kinds(KINDS, ("mine", (MORE,)))
    assert table["visit"].fields == (*KINDS["visit"].fields, FLAG)
    assert table["visit"].zh == KINDS["visit"].zh
    assert KINDS["visit"].field("caller") is None


def test_what_is_declared_twice_alike_is_declared_once():
    """A policy and a process of one company both speak of its paper."""
    both = merge_kinds(KINDS, ("one", (TOUR, MORE, TOUR)), ("other", (MORE,)))
    assert both == merge_kinds(KINDS, ("one", (TOUR, MORE)))
    assert merge_kinds(both, ("again", (TOUR, MORE))) == both
    again = attrs.evolve(PHONE, zh="手机")  # the term is the table's
    assert merge_kinds(KINDS, visit(again)) == KINDS


def test_the_fields_of_one_kind_may_come_from_several():
    """Each adds what it needs."""
    other = Field(name="guide", zh="带看人", type="party")
    table = merge_kinds({}, ("one", (TOUR,)), ("other", (attrs.evolve(TOUR, fields=(other,)),)))
    assert table == {"open_day": attrs.evolve(TOUR, fields=(FLAG, other))}


@pytest.mark.parametrize(
    "field",
    [
        attrs.evolve(PHONE, type="code"),
        attrs.evolve(PHONE, required=True),
        attrs.evolve(PHONE, values=("a",)),
    ],
)
def test_a_field_that_is_there_otherwise_is_refused(field):
    """Facts told by the one row could not be read by the other."""
    with pytest.raises(Malformed) as caught:
        merge_kinds(KINDS, ("mine", ()), visit(FLAG, field))
    assert caught.value.code == "kinds.clash"
    assert caught.value.field == "mine[0].fields[1]"
    assert caught.value.params == {"kind": "visit", "other": "visit.phone"}


def test_of_two_that_clash_both_places_are_named():
    """One of two files is wrong, and only their writers know which."""
    apart = attrs.evolve(TOUR, fields=(attrs.evolve(FLAG, type="count"),))
    with pytest.raises(Malformed) as caught:
        merge_kinds(KINDS, ("one", (MORE, TOUR)), ("other", (apart,)))
    assert caught.value.field == "other[0].fields[0]"
    assert caught.value.params["other"] == "one[1].fields[0]"
    assert "one[1].fields[0]" in str(caught.value)
