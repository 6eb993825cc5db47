"""What the tests of changes, settlement and warranty share."""

from datetime import date

from renoflow.calendars import china
from renoflow.facts import acceptance, approval, change_order, change_work, refusal
from renoflow.money import Money
from renoflow.pricing import ORIGINS, Change, Changes

DAY = date(2024, 3, 1)


def at(day, hour=10):
    return china.at(2024, 3, day, hour)


def order(id_="o1", fen=100_00, origin="omission", when=DAY, **more):
    return change_order(id_, at=when, origin=origin, amount=Money(fen), **more)


def yes(id_, when, of="o1", by="customer", **more):
    return approval(id_, at=when, of=of, by=by, **more)


def no(id_, when, of="o1", by="customer", **more):
    return refusal(id_, at=when, of=of, by=by, **more)


def work(id_, when, of="o1"):
    return change_work(id_, at=when, of=of)


def passed(when, id_="a1"):
    return acceptance(id_, at=when, stage="final", result="passed")


def approved(**fen):
    """All changes approved, one of each of these origins."""
    rows = []
    sum_ = 0
    for origin in ORIGINS:
        one = fen.get(origin)
        if one is None:
            continue
        sum_ += one
        rows.append(
            Change(
                fact=f"o-{origin}",
                at=at(1),
                origin=origin,
                amount=Money(one),
                days=None,
                component=None,
                state="approved",
                approved_at=at(1),
                facts=(f"o-{origin}",),
                total=Money(sum_),
                total_days=0,
            )
        )
    return Changes(rows=tuple(rows), warnings=())
