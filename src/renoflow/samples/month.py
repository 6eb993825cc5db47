"""One month of an invented showroom, as its forms would hold it: untidy, and the same every time.

Nothing in it is anybody's: names are words, telephone numbers are of the kind
``139 0000 0001``. Among 400 customers there are filings that lapse, one phone filed twice
under two records, visits alone and brought, events, enquiries by phone, web and chat, kin
of the front desk, a leaver, and rows that no form should hold.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Final

from renoflow.facts import KINDS
from renoflow.registers import form_columns

__all__ = ["showroom"]

_SALES: Final = ("chen", "he", "lin", "luo", "song", "tang", "wang", "zhao")
_DESIGNERS: Final = ("d-bai", "d-gu", "d-meng", "d-qin")
_TIERS: Final = ("ordinary", "ordinary", "excellent", "deputy_director", "director")
_FIRST: Final = datetime(2024, 3, 1)  # noqa: DTZ001 - forms have no zone; the reader gives them one
_LEAVER: Final = "luo"

Row = dict[str, str]


class _Month:
    """The forms filled in so far, and the dice."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.forms: dict[str, list[Row]] = {}
        self.customer = ""
        self.phone = ""
        self.wrong = 0

    def when(self, day: int) -> datetime:
        """An office hour of the *day* of the month, from 0."""
        minutes = self.dice.randrange(9 * 60, 18 * 60, 5)
        return _FIRST + timedelta(days=day, minutes=minutes)

    def tell(self, kind: str, at: datetime, by: str = "", **fields: str) -> str:
        """Fill in one form; its id."""
        rows = self.forms.setdefault(kind, [])
        name = f"{kind}:{len(rows) + 1}"
        written = at.isoformat(timespec="minutes")
        rows.append({"id": name, "customer": self.customer, "at": written, "by": by, **fields})
        return name

    def seller(self) -> str:
        return self.dice.choice(_SALES)

    def filed(self, by: str, at: datetime, medium: str = "") -> str:
        """A filing, usually signed, entered and verified as it should be."""
        medium = medium or self.dice.choice(("form", "form", "sms"))
        name = self.tell(
            "filing",
            at,
            by,
            medium=medium,
            role="salesperson",
            phone=self.phone,
            supplied="phone;name",
        )
        if self.dice.random() < 0.9:
            self.tell("signature", at + timedelta(minutes=10), "cs-1", of=name)
            self.tell("registration", at + timedelta(minutes=20), "cs-1", of=name)
        wait = self.dice.choice((30, 60, 90, 120, 200))
        if wait < 200 or self.dice.random() < 0.5:
            later = at + timedelta(minutes=wait)
            self.tell("verification", later, "cs-1", of=name, result="valid")
        return name

    def worked(self, by: str, at: datetime) -> None:
        """A touch and an invitation after a filing."""
        self.tell("touch", at + timedelta(hours=4), by, medium="call", answered="yes")
        self.tell("invitation", at + timedelta(hours=20), by, medium="call")


def _visited(month: _Month, day: int) -> None:
    by, at = month.seller(), month.when(day)
    month.filed(by, at)
    if month.dice.random() < 0.7:
        month.worked(by, at)
    came = month.when(day + month.dice.randrange(1, 7))
    month.tell("visit", came, "front-desk", invited_by=by, received_by=by, phone=month.phone)
    _goes_on(month, by, came)


def _lapsed(month: _Month, day: int) -> None:
    month.filed(month.seller(), month.when(day))


def _brought_after(month: _Month, day: int) -> None:
    first, second = month.dice.sample(_SALES, 2)
    month.filed(first, month.when(day))
    came = month.when(day + month.dice.randrange(9, 14))
    month.tell("visit", came, "front-desk", invited_by=second, phone=month.phone)
    _goes_on(month, second, came)


def _twice(month: _Month, day: int) -> None:
    """One phone under two customer records, by two salespeople: the commonest collision."""
    first, second = month.dice.sample(_SALES, 2)
    at = month.when(day)
    month.filed(first, at)
    month.worked(first, at)
    own = month.customer
    month.customer = f"{own}-B"
    month.filed(second, month.when(day + 2))
    month.customer = own
    month.tell("visit", month.when(day + 4), "front-desk", invited_by=first, phone=month.phone)


def _alone(month: _Month, day: int) -> None:
    at = month.when(day)
    month.tell("enquiry", at, "front-desk", channel="walk_in", introduced="no", invited="no")
    month.tell("visit", at, "front-desk", introduced="no", none="invited_by", phone=month.phone)


def _walked_in_late(month: _Month, day: int) -> None:
    month.filed(month.seller(), month.when(day))
    at = month.when(day + 12)
    month.tell("visit", at, "front-desk", introduced="no", none="invited_by")


def _event(month: _Month, day: int) -> None:
    at = month.when(day)
    if month.dice.random() < 0.3:
        month.tell("event_reception", at, "front-desk", none="received_by", phone=month.phone)
    else:
        by = month.seller()
        month.tell(
            "event_reception", at, by, received_by=by, role="salesperson", phone=month.phone
        )


def _phone(month: _Month, day: int) -> None:
    at = month.when(day)
    month.tell(
        "enquiry", at, "front-desk", channel="front_desk_phone", introduced="no", phone=month.phone
    )


def _web(month: _Month, day: int) -> None:
    at = month.when(day)
    month.tell("enquiry", at, "", channel="web", introduced="no", invited="no")
    if month.dice.random() < 0.6:
        month.tell("visit", month.when(day + 2), "front-desk", phone=month.phone)


def _chat(month: _Month, day: int) -> None:
    left = month.dice.choice(("yes", "yes", "no"))
    month.tell(
        "enquiry",
        month.when(day),
        "web-desk",
        channel="online_chat",
        contact_left=left,
        phone=month.phone,
    )


def _channel(month: _Month, day: int) -> None:
    by = month.seller()
    channel = month.dice.choice(("telemarketing", "estate", "sales_office", "referral"))
    month.tell(
        "enquiry", month.when(day), by, channel=channel, role="salesperson", phone=month.phone
    )


def _own_effort(month: _Month, day: int) -> None:
    month.tell(
        "enquiry",
        month.when(day),
        "accounts-1",
        channel="own_effort",
        role="non_sales_staff",
        phone=month.phone,
    )


def _kin(month: _Month, day: int) -> None:
    at = month.when(day)
    name = month.tell(
        "filing",
        at,
        "front-desk",
        medium="form",
        source="front_desk_kin",
        role="cs_front_desk",
        phone=month.phone,
    )
    later = at + timedelta(days=1)
    month.tell("approval", later, "marketing-1", of=name, role="marketing_manager")
    if month.dice.random() < 0.5:
        month.tell("approval", later + timedelta(hours=3), "office-1", of=name, role="gm_office")
    elif month.dice.random() < 0.5:
        month.tell("refusal", later + timedelta(hours=3), "office-1", of=name, role="gm_office")


def _left(month: _Month, day: int) -> None:
    at = month.when(day)
    month.filed(_LEAVER, at)
    month.worked(_LEAVER, at)
    came = month.when(day + 3)
    month.tell("visit", came, "front-desk", invited_by=_LEAVER, phone=month.phone)
    month.tell("leave", month.when(26), "personnel-1", party=_LEAVER, reason="personal")


def _wrong(month: _Month, day: int) -> None:
    """A row that no form should hold; each is rejected with what was expected."""
    by, at = month.seller(), month.when(day)
    kind = month.wrong = (month.wrong + 1) % 6
    row = {"medium": "form", "role": "salesperson", "phone": month.phone}
    if kind == 0:
        row["medium"] = "fone"
    elif kind == 1:
        row["phone"] = "139 00"
    elif kind == 2:
        row["medium"] = ""
    elif kind == 3:
        row["recorded_at"] = "the day after"
    elif kind == 4:
        row["place"] = month.phone.replace(" ", "")
    month.tell("filing", at, by, **row)
    if kind == 5:
        month.forms["filing"][-1]["customer"] = ""


def _oral(month: _Month, day: int) -> None:
    """Rows that are well told and that the policy refuses: oral, or without an hour."""
    by, at = month.seller(), month.when(day)
    if month.dice.random() < 0.5:
        month.tell("filing", at, by, medium="oral", role="salesperson", phone=month.phone)
    else:
        month.tell("filing", at, by, medium="form", role="salesperson", phone=month.phone)
        month.forms["filing"][-1]["at"] = at.date().isoformat()


def _goes_on(month: _Month, by: str, came: datetime) -> None:
    """Some of those who came go on: the designer, the agreement, the contract, the site."""
    if month.dice.random() < 0.25:
        return
    designer = month.dice.choice(_DESIGNERS)
    covered = "self_introduction;basic_information;concerns;deep_needs"
    month.tell("identification", came, by, wants="renovation")
    if month.dice.random() < 0.15:
        covered = "self_introduction;basic_information"
    month.tell("guided_talk", came + timedelta(minutes=10), by, covered=covered)
    talk = came + timedelta(hours=1)
    month.tell("designer_step", talk, by, step="recommended", designer=designer)
    hesitates = month.dice.random() < 0.6
    outcome = "hesitates" if hesitates else "agrees"
    talk += timedelta(minutes=30)
    month.tell("designer_talk", talk, designer, outcome=outcome, designer=designer, first="yes")
    if hesitates:
        answers = dict.fromkeys(("talk_satisfies", "works_satisfy", "idea_accepted"), "yes")
        loop = talk + timedelta(minutes=30)
        month.tell("closed_loop", loop, by, **answers, budget_clear="no", unclear="quote")
        for days in range(1, month.dice.randrange(2, 8), 2):
            agreed = "yes" if days > 3 and month.dice.random() < 0.7 else "no"
            call = talk + timedelta(days=days)
            answered = month.dice.choice(("yes", "yes", "no"))
            month.tell("callback", call, by, answered=answered, agreed=agreed)
            if agreed == "yes":
                break
        else:
            return
        talk = call + timedelta(days=1)
    _signs(month, by, designer, talk + timedelta(hours=1))


def _signs(month: _Month, by: str, designer: str, at: datetime) -> None:
    month.tell("designer_step", at, by, step="confirmed", designer=designer)
    month.tell(
        "agreement",
        at,
        by,
        tier=month.dice.choice(_TIERS),
        a6=month.dice.choice(("yes", "no", "no")),
        area=f"{month.dice.randrange(6000, 18000, 25) / 100:.2f}",
        rendering="not_charged",
        scheme_talk_on=(at + timedelta(days=6)).date().isoformat(),
        expected_start_on=(at + timedelta(days=30)).date().isoformat(),
    )
    signed = at + timedelta(days=4)
    if month.dice.random() < 0.5 or signed > _FIRST + timedelta(days=28):
        return
    works = month.dice.randrange(60_000, 200_000, 500)
    people = {"project_manager": "pm-1", "supervisor": "sv-1", "customer_service": "cs-1"}
    month.tell("contract", signed, by, type="construction", amount=f"{works}.00", **people)
    goods = month.dice.randrange(8_000, 40_000, 100)
    if month.dice.random() < 0.6:
        month.tell("contract", signed, by, type="finished_goods", amount=f"{goods}.00")
    else:
        goods = 0
    if month.dice.random() < 0.75:
        share = month.dice.choice((55, 55, 55, 40))
        paid = signed + timedelta(hours=2)
        money = f"{works * share // 100}.00"
        month.tell("receipt", paid, "cashier-1", component="works", amount=money, role="finance")
        if goods:
            month.tell(
                "receipt",
                paid,
                "cashier-1",
                component="finished_goods",
                amount=f"{goods}.00",
                role="finance",
            )
        start = signed + timedelta(days=month.dice.choice((2, 6, 6, 7)))
        if start < _FIRST + timedelta(days=30):
            month.tell("start", start, "pm-1")


_STORIES: Final[tuple[tuple[int, Callable[[_Month, int], None]], ...]] = (
    (34, _visited),
    (10, _lapsed),
    (7, _brought_after),
    (6, _twice),
    (6, _alone),
    (3, _walked_in_late),
    (6, _event),
    (5, _phone),
    (4, _web),
    (4, _chat),
    (6, _channel),
    (2, _own_effort),
    (2, _kin),
    (1, _left),
    (3, _wrong),
    (2, _oral),
)


def showroom(*, seed: int = 2024, customers: int = 400) -> dict[str, str]:
    """The forms of March 2024, by file name: ``{"filing.csv": "id,customer,at,...", ...}``.

    Each file is the canonical CSV of one kind, so :func:`renoflow.registers.read_table`
    reads it. The same *seed* gives the same text.
    """
    month = _Month(seed)
    weights = [weight for weight, _ in _STORIES]
    stories = [story for _, story in _STORIES]
    for number in range(1, customers + 1):
        month.customer = f"C-{number:03d}"
        month.phone = f"139 0000 {number:04d}"
        (story,) = month.dice.choices(stories, weights)
        story(month, month.dice.randrange(0, 16))
    return {f"{kind}.csv": _table(kind, rows) for kind, rows in sorted(month.forms.items())}


def _table(kind: str, rows: list[Row]) -> str:
    used = {name for row in rows for name, value in row.items() if value}
    columns = [name for name in form_columns(KINDS[kind]) if name in used]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
