"""What may become of a customer of the showroom: one function a story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from renoflow.samples._book import LEAVER, SALES, Book
from renoflow.samples._works import goes_on, on_site

__all__ = ["STORIES"]


def _visited(book: Book) -> None:
    by, at = book.seller(), book.begin()
    book.filed(by, at)
    if book.chance(0.7):
        book.worked(by, at)
    came = book.after(at, days=book.dice.randrange(1, 7))
    book.came(came, invited_by=by, received_by=by)
    goes_on(book, by, came)


def _lapsed(book: Book) -> None:
    book.filed(book.seller(), book.begin())


def _brought_after(book: Book) -> None:
    """The first seller's filing lapses, a second one brings the customer."""
    first, second = book.dice.sample(SALES, 2)
    at = book.when(book.dice.randrange(0, 14))
    book.filed(first, at)
    came = book.after(at, days=book.dice.randrange(9, 14))
    book.came(came, invited_by=second)
    goes_on(book, second, came)


def _twice(book: Book) -> None:
    """One phone under two customer records, by two salespeople: the commonest collision."""
    first, second = book.dice.sample(SALES, 2)
    at, own = book.begin(), book.customer
    book.filed(first, at)
    book.worked(first, at)
    book.customer = f"{own}-B"
    book.filed(second, book.after(at, days=2))
    book.customer = own
    came = book.after(at, days=4)
    book.came(came, invited_by=first)
    goes_on(book, first, came)


def _alone(book: Book) -> None:
    at = book.begin()
    book.tell("enquiry", at, "front-desk", channel="walk_in", introduced="no", invited="no")
    book.came(at, introduced="no", none="invited_by")


def _alone_and_late(book: Book) -> None:
    """Filed, and came without anybody when the filing had lapsed."""
    at = book.begin()
    book.filed(book.seller(), at)
    book.came(book.after(at, days=12), introduced="no", none="invited_by")


def _event(book: Book) -> None:
    at = book.begin()
    if book.each((False, True, False)):
        book.tell("event_reception", at, "front-desk", none="received_by", phone=book.phone)
        return
    by = book.seller()
    book.tell("event_reception", at, by, received_by=by, role="salesperson", phone=book.phone)
    if book.chance(0.4):
        goes_on(book, by, book.after(at, days=2))


def _phone(book: Book) -> None:
    at = book.begin()
    book.tell(
        *("enquiry", at, "front-desk"),
        channel="front_desk_phone",
        introduced="no",
        phone=book.phone,
    )


def _web(book: Book) -> None:
    at = book.begin()
    book.tell("enquiry", at, channel="web", introduced="no", invited="no")
    if book.chance(0.6):
        book.came(book.after(at, days=2))


def _chat(book: Book) -> None:
    left = book.each(("yes", "yes", "no"))
    book.tell(
        *("enquiry", book.begin(), "web-desk"),
        channel="online_chat",
        contact_left=left,
        phone=book.phone if left == "yes" else "",
    )


def _channel(book: Book) -> None:
    by, at = book.seller(), book.begin()
    channel = book.each(("telemarketing", "estate", "sales_office", "referral"))
    book.tell("enquiry", at, by, channel=channel, role="salesperson", phone=book.phone)
    if book.chance(0.3):
        came = book.after(at, days=3)
        book.came(came, brought_by=by)
        goes_on(book, by, came)


def _own_effort(book: Book) -> None:
    book.tell(
        *("enquiry", book.begin(), "accounts-1"),
        channel="own_effort",
        role="non_sales_staff",
        phone=book.phone,
    )


def _kin(book: Book) -> None:
    """Kin of the front desk: approved, refused, or waiting at the second office."""
    at = book.begin()
    name = book.tell(
        *("filing", at, "front-desk"),
        medium="form",
        source="front_desk_kin",
        role="cs_front_desk",
        phone=book.phone,
    )
    later = book.after(at, days=1)
    book.tell("approval", later, "marketing-1", of=name, role="marketing_manager")
    end = book.each(("approval", "refusal", ""))
    if end:
        book.tell(end, later + timedelta(hours=3), "office-1", of=name, role="gm_office")


def _left(book: Book) -> None:
    """A customer of the one who leaves at the end of the month."""
    at = book.when(book.dice.randrange(0, 20))
    book.filed(LEAVER, at)
    book.worked(LEAVER, at)
    came = book.after(at, days=3)
    book.came(came, invited_by=LEAVER)
    goes_on(book, LEAVER, came)
    book.tell("leave", book.when(25), "personnel-1", party=LEAVER, reason="personal")


def _oral(book: Book) -> None:
    """Filings that are well told and that the policy refuses: oral, or without an hour."""
    by, at = book.seller(), book.begin()
    told = {"role": "salesperson", "phone": book.phone}
    if book.each((True, False)):
        book.tell("filing", at, by, medium="oral", **told)
    else:
        book.tell("filing", at, by, medium="form", **told)
        book.forms["filing"][-1]["at"] = at.date().isoformat()


def _copied(book: Book) -> None:
    """A form copied by hand under the number of the form before; it is told anew."""
    by, at = book.seller(), book.begin()
    book.filed(by, at)
    row = book.forms["filing"][-1]
    copied = {**row, "at": book.after(at, days=1).isoformat(timespec="minutes")}
    book.forms["filing"].append(copied)


_FORMS: Final = {
    "filing": {"medium": "form", "role": "salesperson"},
    "visit": {"introduced": "no"},
    "enquiry": {"channel": "estate"},
    "signature": {"of": "filing:1"},
    "agreement": {"tier": "excellent", "area": "96.50"},
    "contract": {"type": "construction", "amount": "86000.00"},
    "receipt": {"component": "works", "amount": "47300.00"},
    "callback": {"answered": "yes"},
    "leave": {"party": LEAVER, "reason": "personal"},
}
_WRONG: Final = (
    ("filing", "medium", "fone"),
    ("filing", "medium", ""),
    ("filing", "phone", "139 00"),
    ("filing", "recorded_at", "the day after"),
    ("filing", "place", "139 0000 0000"),
    ("filing", "customer", ""),
    ("filing", "at", ""),
    ("visit", "introduced", "perhaps"),
    ("visit", "at", "2024-02-30T10:00"),
    ("enquiry", "channel", "television"),
    ("enquiry", "channel", ""),
    ("signature", "of", ""),
    ("agreement", "tier", "chief"),
    ("agreement", "area", "about 90"),
    ("contract", "type", ""),
    ("contract", "amount", "86.000,00"),
    ("receipt", "component", "garden"),
    ("receipt", "amount", "47300.005"),
    ("callback", "answered", "voicemail"),
    ("leave", "reason", "a quarrel"),
)


def _wrong(book: Book) -> None:
    """A row that no form should hold; whoever wrote it files the customer again, properly."""
    kind, column, written = book.each(_WRONG)
    by, at = book.seller(), book.begin()
    book.tell(kind, at, by, **_FORMS[kind])
    book.forms[kind][-1][column] = written
    book.filed(by, book.after(at, days=1))


STORIES: Final[tuple[tuple[int, Callable[[Book], None]], ...]] = (
    (33, _visited),
    (9, _lapsed),
    (6, _brought_after),
    (6, _twice),
    (6, _alone),
    (3, _alone_and_late),
    (5, _event),
    (5, _phone),
    (4, _web),
    (4, _chat),
    (5, _channel),
    (2, _own_effort),
    (3, _kin),
    (2, _left),
    (2, _oral),
    (1, _copied),
    (7, _wrong),
    (6, on_site),
)
"""Each story and how many of a hundred customers or so it happens to."""
