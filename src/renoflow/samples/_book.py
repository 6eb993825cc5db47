"""The forms of the month while they are filled in, and the dice."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Final, TypeAlias, TypeVar

__all__ = ["FIRST", "LEAVER", "SALES", "Book", "Row"]

FIRST: Final = datetime(2024, 3, 1)  # noqa: DTZ001 - forms have no zone; the reader gives them one
_OVER: Final = datetime(2024, 4, 1)  # noqa: DTZ001 - wall time of the sample book

SALES: Final = ("chen", "he", "lin", "song", "tang", "wang", "zhao")
LEAVER: Final = "luo"

T = TypeVar("T")

Row: TypeAlias = dict[str, str]


class Book:
    """The forms so far, the customer whose page is open, and the dice."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.forms: dict[str, list[Row]] = {}
        self.customer = ""
        self.phone = ""
        self._turns: dict[tuple[object, ...], int] = {}

    def turn_to(self, number: int) -> None:
        """Open the page of a new customer."""
        self.customer = f"C-{number:03d}"
        self.phone = f"139 0000 {number:04d}"

    def chance(self, share: float) -> bool:
        """True in that *share* of all cases."""
        return self.dice.random() < share

    def each(self, options: tuple[T, ...]) -> T:
        """One of *options* after the other, so that what is rare happens, too."""
        turn = self._turns.get(options, 0)
        self._turns[options] = turn + 1
        return options[turn % len(options)]

    def seller(self) -> str:
        """One of the sales people, but not the one who leaves."""
        return self.dice.choice(SALES)

    def when(self, day: int) -> datetime:
        """An office hour of a *day* of the month, from 0; below it one of the months before."""
        minutes = self.dice.randrange(9 * 60, 18 * 60, 5)
        return FIRST + timedelta(days=day, minutes=minutes)

    def begin(self) -> datetime:
        """An office hour of a day on which a story may begin."""
        return self.when(self.dice.randrange(0, 28))

    def after(self, at: datetime, *, days: int) -> datetime:
        """An office hour *days* days after *at*."""
        return self.when((at - FIRST).days + days)

    def tell(self, kind: str, at: datetime, by: str = "", **fields: str) -> str:
        """Fill in one form, unless the month is over by then; its id."""
        name = f"{kind}:{len(self.forms.get(kind, ())) + 1}"
        if at < _OVER:
            row = {"id": name, "customer": self.customer, "at": at.isoformat(timespec="minutes")}
            self.forms.setdefault(kind, []).append({**row, "by": by, **fields})
        return name

    def filed(self, by: str, at: datetime) -> None:
        """A filing, most often signed, entered and verified as it should be."""
        name = self.tell(
            "filing",
            at,
            by,
            medium=self.dice.choice(("form", "form", "sms")),
            role="salesperson",
            phone=self.phone,
            supplied="phone;name",
            recorded_at=self.after(at, days=1).isoformat(timespec="minutes")
            if self.chance(0.1)
            else "",
        )
        if self.chance(0.9):
            self.tell("signature", at + timedelta(minutes=10), "cs-1", of=name)
            self.tell("registration", at + timedelta(minutes=20), "cs-1", of=name)
        wait = self.dice.choice((30, 60, 90, 110, 200))
        if wait < 200 or self.chance(0.8):
            later = at + timedelta(minutes=wait)
            self.tell("verification", later, "cs-1", of=name, result="valid")

    def worked(self, by: str, at: datetime) -> None:
        """A touch and an invitation after a filing."""
        self.tell("touch", at + timedelta(hours=4), by, medium="call", answered="yes")
        self.tell("invitation", at + timedelta(hours=20), by, medium="call")

    def came(self, at: datetime, **fields: str) -> None:
        """A visit, with the phone that the front desk takes down."""
        self.tell("visit", at, "front-desk", phone=self.phone, **fields)
