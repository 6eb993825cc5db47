"""Three weeks of work, as the application's own code would write them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from examples.erp.office import Office

from renoflow.calendars import china

__all__ = ["NOW", "work"]

NOW: Final = china.at(2024, 3, 20, 18)
"""When the demo ends."""

_USERS: Final = (
    (1, "Wang", "销售"),
    (2, "Li", "销售"),
    (3, "Zhao", "前台"),
    (4, "Chen", "财务"),
    (5, "Gu", "设计师"),
)


class _Clerk:
    """Saves rows and tells of them, each in one transaction; keeps who shared a phone."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.shared: dict[tuple[str, ...], str] = {}

    def add(self, written: str, table: str, customer_id: int, **columns: str | int) -> None:
        """Insert a row into *table*, written at a local time."""
        own = {"id" if table == "customers" else "customer_id": customer_id}
        row: dict[str, str | int] = {**own, **columns, "updated_at": written}
        names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
        # names of tables and columns are written in this file, never typed by anybody
        self._save(written, customer_id, f"INSERT INTO {table} ({names}) VALUES ({places})", row)  # noqa: S608 - names of tables of our own

    def edit(self, written: str, customer_id: int, query: str) -> None:
        """Edit or delete a row; ``:now`` in *query* is when."""
        self._save(written, customer_id, query, {"now": written})

    def _save(
        self, written: str, customer_id: int, query: str, values: dict[str, str | int]
    ) -> None:
        """One transaction: the application's own statement, and one line for renoflow."""
        now = datetime.fromisoformat(written).replace(tzinfo=china.zone)
        with self._office.database.transaction() as connection:
            connection.execute(query, values)
            sharing = self._office.tell(customer_id, now=now)
        if len(sharing) > 1:
            self.shared.setdefault(sharing, written)


def work(office: Office) -> dict[tuple[str, ...], str]:
    """Do three weeks of work; the customers that share a phone, and when that was seen first."""
    office.database.connection.executemany("INSERT INTO users VALUES (?, ?, ?)", _USERS)
    clerk = _Clerk(office)
    add, edit = clerk.add, clerk.edit

    # Wang files a customer, follows up, invites; Li files the same phone as another customer.
    add("2024-03-04 09:30", "customers", 1, name="Customer One", phone="138 0000 0001")
    add("2024-03-04 09:30", "filings", 1, user_id=1, way="表格", filed_at="2024-03-04 09:30")
    edit(
        "2024-03-04 10:00",
        1,
        "UPDATE filings SET signed_at = :now, registered_at = :now, verified_at = :now,"
        " updated_at = :now WHERE id = 1",
    )
    add("2024-03-05 10:00", "calls", 1, user_id=1, purpose="跟进", called_at="2024-03-05 10:00")
    add("2024-03-06 11:00", "customers", 2, name="Mrs One", phone="+86 138-0000-0001")
    add("2024-03-06 11:00", "filings", 2, user_id=2, way="短信", filed_at="2024-03-06 11:00")
    add("2024-03-09 14:10", "visits", 1, user_id=3, invited_by=1, came_at="2024-03-09 14:00")
    add("2024-03-13 09:00", "measurements", 1, user_id=5, area="128.50", measured_on="2024-03-12")
    works = {"type": "施工", "amount": "186000.00", "signed_on": "2024-03-18"}
    add("2024-03-18 17:00", "contracts", 1, user_id=5, **works)
    goods = {"type": "成品", "amount": "24000.00", "signed_on": "2024-03-18"}
    add("2024-03-18 17:05", "contracts", 1, user_id=5, **goods)

    # The cashier forgets a nought and corrects it the next day.
    paid = {"item": "工程款", "amount": "10230.00", "received_on": "2024-03-19"}
    add("2024-03-19 16:00", "receipts", 1, user_id=4, **paid)
    edit(
        "2024-03-20 09:00",
        1,
        "UPDATE receipts SET amount = '102300.00', updated_at = :now WHERE id = 1",
    )

    # Somebody walks in alone. Nobody measures the flat.
    add("2024-03-08 15:10", "customers", 3, name="Customer Three", phone="138 0000 0003")
    add("2024-03-08 15:10", "visits", 3, user_id=3, came_alone=1, came_at="2024-03-08 15:00")

    # Wang files for Li, who is out; the week passes; then Wang brings the customer himself.
    add("2024-03-05 16:00", "customers", 4, name="Customer Four", phone="138 0000 0004")
    filed = {"way": "表格", "filed_at": "2024-03-05 16:00", "verified_at": "2024-03-05 17:00"}
    add("2024-03-05 17:00", "filings", 4, user_id=1, for_user_id=2, **filed)
    add("2024-03-18 10:10", "visits", 4, user_id=3, invited_by=1, came_at="2024-03-18 10:00")

    # A slip of the keyboard hides a collision until the phone is corrected.
    add("2024-03-14 10:00", "customers", 5, name="Customer Five", phone="138 0000 0055")
    add("2024-03-14 10:00", "filings", 5, user_id=1, way="表格", filed_at="2024-03-14 10:00")
    add("2024-03-15 10:00", "customers", 6, name="Mr Five", phone="138 0000 0005")
    add("2024-03-15 10:00", "filings", 6, user_id=2, way="表格", filed_at="2024-03-15 10:00")
    edit(
        "2024-03-16 10:00",
        5,
        "UPDATE customers SET phone = '138 0000 0005', updated_at = :now WHERE id = 5",
    )

    # A visit is entered under the wrong customer, and the row deleted.
    add("2024-03-16 11:00", "visits", 6, user_id=3, invited_by=2, came_at="2024-03-16 10:30")
    edit("2024-03-16 11:05", 6, "DELETE FROM visits WHERE id = 4")
    return clerk.shared
