"""The kit of the lookup port."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Final

import pytest

from renoflow.errors import Conflict
from renoflow.facts import Key, key
from renoflow.ports import Lookup
from renoflow.testing.ports._opened import Aside, Open, Opened, Undone

__all__ = ["LookupKit"]

_PHONE: Final = key("138 0000 0000")
_OTHER: Final = key("139 0000 0000")
_HOME: Final = key("7-2-301", kind="home")
_FLAT: Final = key("7-2-302", kind="home")


class LookupKit:
    """What every :class:`renoflow.ports.Lookup` must do. Override the fixture ``opened``."""

    @pytest.fixture
    def opened(self) -> Open[Lookup]:
        """A function that opens your store, empty at the beginning of a test."""
        raise NotImplementedError("override the fixture `opened` with your adapter")

    def test_an_unknown_key_leads_to_nobody(self, opened: Open[Lookup]) -> None:
        """And no keys lead to nobody."""
        with opened() as one:
            one.port.link("C-1", (_OTHER,))

            assert one.port.find((_PHONE,)) == one.port.find(()) == ()

    def test_any_of_the_keys_is_enough(self, opened: Open[Lookup]) -> None:
        """A customer gives a second number; the first still leads there."""
        with opened() as one:
            one.port.link("C-1", (_PHONE, _OTHER))

            assert one.port.find((_PHONE,)) == one.port.find((_OTHER,)) == ("C-1",)

    def test_links_are_added_to_those_before(self, opened: Open[Lookup]) -> None:
        """A new number of a customer does not take the place of the old."""
        with opened() as one:
            one.port.link("C-1", (_PHONE,))
            one.port.link("C-1", (_OTHER,))

            assert one.port.find((_PHONE,)) == one.port.find((_OTHER,)) == ("C-1",)

    def test_customers_come_once_and_ascending(self, opened: Open[Lookup]) -> None:
        """The order of an answer must not depend on who was linked first."""
        with opened() as one:
            one.port.link("b", (_PHONE, _OTHER))
            one.port.link("a", (_HOME,))
            one.port.link("B", (_FLAT,))

            assert one.port.find((_OTHER, _PHONE, _HOME, _FLAT)) == ("B", "a", "b")

    def test_kind_and_keying_are_part_of_a_key(self, opened: Open[Lookup]) -> None:
        """A home that is written as digits is no phone, and a digest no number."""
        digits = _PHONE.value
        alike = (Key("phone", digits), Key("home", digits), Key("phone", digits, keyed=True))
        with opened() as one:
            for place, one_key in enumerate(alike):
                one.port.link(f"C-{place}", (one_key,))

            found = [one.port.find((one_key,)) for one_key in alike]

        assert found == [("C-0",), ("C-1",), ("C-2",)]

    def test_a_link_answers_with_everyone_who_shares_a_key(self, opened: Open[Lookup]) -> None:
        """Two salespeople file one phone under two records: the second must hear of it."""
        with opened() as one:
            one.port.link("C-1", (_PHONE,))

            assert set(one.port.link("C-2", (_OTHER, _PHONE))) == {"C-1", "C-2"}

    def test_a_shared_key_leads_to_all_who_gave_it(self, opened: Open[Lookup]) -> None:
        """The second must not take the key from the first."""
        with opened() as one:
            one.port.link("C-1", (_PHONE,))
            one.port.link("C-2", (_PHONE,))

            assert set(one.port.find((_PHONE,))) == {"C-1", "C-2"}

    def test_linking_again_changes_nothing(self, opened: Open[Lookup]) -> None:
        """A repeated call does no harm."""
        with opened() as one:
            once = one.port.link("C-1", (_PHONE,))
            twice = one.port.link("C-1", (_PHONE, _PHONE))

            assert once == twice == ("C-1",)

    def test_what_was_linked_is_there_when_opened_again(self, opened: Open[Lookup]) -> None:
        """Collisions come weeks later."""
        with opened() as one:
            one.port.link("C-1", (_PHONE,))
        with opened() as other:
            assert other.port.find((_PHONE,)) == ("C-1",)

    def test_a_rolled_back_unit_leaves_no_trace(self, opened: Open[Lookup]) -> None:
        """A link without the fact that gave the key accuses somebody."""
        with opened() as one:
            with pytest.raises(Undone), one.unit():
                one.port.link("C-1", (_PHONE,))
                raise Undone

            assert one.port.find((_PHONE,)) == ()

    def test_two_open_units_cannot_both_miss_a_shared_key(self, opened: Open[Lookup]) -> None:
        """The one that ends later sees both, or is told that somebody was faster."""

        def whole(user: Opened[Lookup], shared: Key) -> bool:
            with suppress(Conflict), user.unit():
                return user.port.link("C-2", (shared,)) == ("C-1", "C-2")
            return True

        with opened() as one:
            for shared, first in ((_PHONE, True), (_HOME, False)):
                sees, other = True, None
                with suppress(Conflict), one.unit():
                    linked = one.port.link("C-1", (shared,)) if first else one.port.find((shared,))
                    other = Aside(one, opened, partial(whole, shared=shared))
                    if not first:
                        linked = one.port.link("C-1", (shared,))
                    sees = linked == ("C-1", "C-2")

                assert other is not None
                assert (sees, other.answer()) != (False, False)
