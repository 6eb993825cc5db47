"""The order of reception (接待轮序): who receives the next customer, as data (ATT-27)."""

from __future__ import annotations

from typing import Literal

import attrs

from renoflow.errors import Malformed
from renoflow.limits import Stretch
from renoflow.select import Facts

__all__ = ["OnDays", "Rota", "Skip"]


@attrs.frozen(kw_only=True)
class OnDays:
    """On such days the order of this name is used; all that is said must fit.

    ``days`` are odd or even days of the month, or days worked or off by the calendar;
    ``weekdays`` 0 for Monday to 6 for Sunday; ``hours`` from the first full hour inclusive
    to the second exclusive, in the calendar's zone.
    """

    order: str
    days: Literal["any", "odd", "even", "working", "off"] = "any"
    weekdays: tuple[int, ...] = ()
    hours: tuple[int, int] | None = None

    def __attrs_post_init__(self) -> None:
        if any(one not in range(7) for one in self.weekdays):
            raise Malformed("span.weekday", "weekdays")
        hours = self.hours
        if hours is not None and not 0 <= hours[0] < hours[1] <= 24:
            raise Malformed("calendar.hours", "hours")


@attrs.frozen(kw_only=True)
class Skip:
    """One reason for which a member is passed over, and what becomes of his place.

    While it lasts (``during``) he is not called; and if somebody behind him takes a turn
    meanwhile, he *keeps* his place or *loses* it, as if he had taken the turn. Or it is told
    by a fact that he was called and did not come (``missed``): he loses the place at once, or
    keeps it and is called again.
    """

    id: str
    place: Literal["keeps", "loses"]
    during: Stretch | None = None
    missed: Facts | None = None

    def __attrs_post_init__(self) -> None:
        if (self.during is None) is (self.missed is None):
            raise Malformed("rota.skip", "during")


@attrs.frozen(kw_only=True)
class Rota:
    """Who is next, given the members in their order and what has happened.

    Attributes:
        id: Its name; an outcome ``rota`` names it.
        counts: The facts that are turns taken. Whoever receives out of turn, because he was
            named, recognised or comes back, has used no turn unless these say so.
        who: The role in such a fact of whoever took the turn.
        order: *list*: whoever has waited longest, beginning with the given order.
            *fewest*: whoever has the fewest turns, and of equals whoever waited longest.
            *lanes*: the orders named in ``lanes`` take turns, and in each whoever waited
            longest.
        lanes: Names of given orders, each as often as its turn comes.
        choose: Which given order is used when; the first that fits. Without it, the only one.
        skips: The reasons for which a member is passed over, each with what becomes of his
            place; of several at once one that loses it is enough.
        make_up: Facts that grant a member, in ``whose``, one turn before all others.
        whose: The field of these facts that holds the member.
        source: Catalogue ids.
    """

    id: str
    counts: Facts
    who: str = "by"
    order: Literal["list", "fewest", "lanes"] = "list"
    lanes: tuple[str, ...] = ()
    choose: tuple[OnDays, ...] = ()
    skips: tuple[Skip, ...] = ()
    make_up: Facts | None = None
    whose: str = "party"
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if (self.order == "lanes") is not bool(self.lanes):
            raise Malformed("value.missing", "order" if self.lanes else "lanes")
        if self.lanes and self.choose:
            raise Malformed("rota.choose", "choose")
        ids = [one.id for one in self.skips]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise Malformed("policy.row_twice", f"skips[{place}].id")
