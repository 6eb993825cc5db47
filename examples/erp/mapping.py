"""What the company's rows say, as facts: one plain function a table.

An id comes from the primary key of the row: ``filing:17``. A column of a row that tells of
a second happening makes a second fact: ``filing:17/verified``. No name and no phone gets
into a fact; customers and users are told by their primary keys.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final, Literal

from examples.erp.rules import KINDS

from renoflow.calendars import china
from renoflow.errors import one_of
from renoflow.facts import (
    MISSING,
    Fact,
    Key,
    Missing,
    Told,
    When,
    completion,
    contract,
    fact,
    filing,
    invitation,
    key,
    loss,
    receipt,
    registration,
    signature,
    start,
    touch,
    verification,
    visit,
)
from renoflow.money import yuan
from renoflow.registers import when

__all__ = ["customer_key", "facts_of"]

Row = sqlite3.Row

_ROLES: Final = {
    "销售": "salesperson",
    "设计师": "designer",
    "客服": "customer_service",
    "前台": "cs_front_desk",
    "财务": "finance",
}
_MEDIA: Final[dict[str, Literal["form", "sms", "oral"]]] = {
    "表格": "form",
    "短信": "sms",
    "口头": "oral",
}
_CONTRACTS: Final[dict[str, Literal["construction", "finished_goods", "main_materials"]]] = {
    "施工": "construction",
    "成品": "finished_goods",
    "主材": "main_materials",
}
_ITEMS: Final[dict[str, Literal["works", "finished_goods", "main_materials"]]] = {
    "工程款": "works",
    "成品款": "finished_goods",
    "主材款": "main_materials",
}


def customer_key(customer_id: int) -> str:
    """How facts and ports call a customer."""
    return f"C-{customer_id}"


def user_key(user_id: int | None) -> str | None:
    """How facts call a user, or None where there is none."""
    return None if user_id is None else f"user:{user_id}"


def role(job: str) -> str:
    """The code of a job title; a title that nobody mapped would pass for a salesperson's."""
    if job not in _ROLES:
        raise one_of("value.choice", "job", job, _ROLES)
    return _ROLES[job]


def time(row: Row, column: str) -> When:
    """A local time without a zone, or a day without an hour, as the column has it."""
    return when(row[column], column, china)


def told(row: Row) -> Told:
    """What each fact of a row says: of whom, by whom, in which role, known since when."""
    return Told(
        customer=customer_key(row["customer_id"]),
        by=user_key(row["user_id"]),
        role=role(row["job"]),
        recorded_at=time(row, "updated_at"),
    )


def by_service(row: Row) -> Told:
    """What a fact says that customer service made of a row; the row does not say who it was."""
    return Told(
        customer=customer_key(row["customer_id"]),
        role="customer_service",
        recorded_at=time(row, "updated_at"),
    )


def of_customer(row: Row) -> Iterator[Fact]:
    """A customer's row tells only that he is lost; name and phone stay in it."""
    if row["lost_on"]:
        yield loss(
            f"customer:{row['id']}/lost",
            at=time(row, "lost_on"),
            customer=customer_key(row["id"]),
            recorded_at=time(row, "updated_at"),
        )


def of_filing(row: Row, phone: Key | Missing) -> Iterator[Fact]:
    """A filing, perhaps by a stand-in for somebody, and what customer service made of it."""
    id_ = f"filing:{row['id']}"
    said = told(row)
    said["for_"] = user_key(row["for_user_id"])
    medium = _MEDIA.get(row["way"], row["way"])
    yield filing(id_, at=time(row, "filed_at"), medium=medium, phone=phone, **said)
    done = by_service(row)
    if row["signed_at"]:
        yield signature(f"{id_}/signed", at=time(row, "signed_at"), of=id_, **done)
    if row["registered_at"]:
        yield registration(f"{id_}/registered", at=time(row, "registered_at"), of=id_, **done)
    if row["verified_at"]:
        yield verification(f"{id_}/verified", at=time(row, "verified_at"), of=id_, **done)


def of_call(row: Row) -> Iterator[Fact]:
    """A call that follows up, or that invites; an empty box says nothing."""
    id_, at = f"call:{row['id']}", time(row, "called_at")
    if row["purpose"] == "邀约":
        yield invitation(id_, at=at, medium="call", **told(row))
    else:
        answered = MISSING if row["answered"] is None else bool(row["answered"])
        yield touch(id_, at=at, medium="call", answered=answered, **told(row))


def of_visit(row: Row, phone: Key | Missing) -> Iterator[Fact]:
    """A visit. "Came by himself" is ticked: nobody invited him; not ticked: nobody said."""
    alone = bool(row["came_alone"])
    yield visit(
        f"visit:{row['id']}",
        at=time(row, "came_at"),
        invited_by=user_key(row["invited_by"]) or (None if alone else MISSING),
        introduced=False if alone else MISSING,
        phone=phone,
        **told(row),
    )


def of_measurement(row: Row) -> Iterator[Fact]:
    """The company's own kind, told by the general door, with the company's table of kinds."""
    yield fact(
        f"measurement:{row['id']}",
        "flat_survey",
        at=time(row, "measured_on"),
        kinds=KINDS,
        area=Decimal(row["area"]),
        **told(row),
    )


def of_contract(row: Row) -> Iterator[Fact]:
    """A contract, signed on a day."""
    yield contract(
        f"contract:{row['id']}",
        at=time(row, "signed_on"),
        type=_CONTRACTS.get(row["type"], row["type"]),
        amount=yuan(row["amount"]),
        **told(row),
    )


def of_receipt(row: Row) -> Iterator[Fact]:
    """Money received on a day."""
    yield receipt(
        f"receipt:{row['id']}",
        at=time(row, "received_on"),
        component=_ITEMS.get(row["item"], row["item"]),
        amount=yuan(row["amount"]),
        **told(row),
    )


def of_site(row: Row) -> Iterator[Fact]:
    """The start of the works, and their end."""
    if row["started_on"]:
        yield start(f"site:{row['id']}/started", at=time(row, "started_on"), **told(row))
    if row["finished_on"]:
        yield completion(f"site:{row['id']}/finished", at=time(row, "finished_on"), **told(row))


_TABLES: Final[Mapping[str, Callable[[Row], Iterator[Fact]]]] = {
    "calls": of_call,
    "measurements": of_measurement,
    "contracts": of_contract,
    "receipts": of_receipt,
    "sites": of_site,
}


def facts_of(connection: sqlite3.Connection, customer_id: int, secret: bytes) -> Iterator[Fact]:
    """Everything that the rows of one customer say now, phones keyed with *secret*.

    Raises:
        Malformed: a row says something that no fact can hold; ``field`` names it.
    """

    def rows(table: str) -> Iterator[Row]:
        # names of tables are written in this file, never typed by anybody
        query = f"SELECT {table}.*, job FROM {table} JOIN users ON users.id = user_id"  # noqa: S608 - names of tables of our own
        yield from connection.execute(f"{query} WHERE customer_id = ?", (customer_id,))

    phone: Key | Missing = MISSING
    for row in connection.execute("SELECT * FROM customers WHERE id = ?", (customer_id,)):
        phone = key(row["phone"], secret=secret) if row["phone"] else MISSING
        yield from of_customer(row)
    for row in rows("filings"):
        yield from of_filing(row, phone)
    for row in rows("visits"):
        yield from of_visit(row, phone)
    for table, facts in _TABLES.items():
        for row in rows(table):
            yield from facts(row)
