"""The customer's file (客户档案): the one place of the library that holds personal data.

What happened is told by facts, which know a customer by keyed identity and codes. The file
holds the rest: names, numbers, addresses, wishes in words. None of it comes out of a
``repr``, a ``str``, an error or a trace; who wants to read it asks for ``.value``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.calendars import as_utc
from renoflow.errors import Malformed, one_of
from renoflow.facts import Key
from renoflow.facts.make import check_code
from renoflow.money import Money

__all__ = [
    "FOCUSES",
    "SENSITIVE",
    "Birthday",
    "Contact",
    "CustomerFile",
    "Focus",
    "House",
    "Household",
    "MoneyLine",
    "Needs",
    "Note",
    "Person",
    "Personal",
]

_HIDDEN: Final = "**"
_LEAP_YEAR: Final = 2000

SENSITIVE: Final = ("family", "income")
"""What no form asks for and nobody may enter unless the company has said so (CUS-02)."""


@attrs.frozen(repr=False)
class Personal:
    """A personal text (个人信息) that shows itself to nobody who does not ask for ``value``.

    Raises:
        Malformed: ``value.type`` for what is no text, or an empty one.
    """

    value: str

    def __attrs_post_init__(self) -> None:
        if type(self.value) is not str or not self.value.strip():
            raise Malformed("value.type", expected="text that is not empty")

    def __repr__(self) -> str:
        return f"Personal({_HIDDEN})"

    def __str__(self) -> str:
        return _HIDDEN


@attrs.frozen(kw_only=True, repr=False)
class Birthday:
    """A birthday (生日) by the solar calendar; the year only where it is known.

    Raises:
        Malformed: ``time.impossible`` for a day that no year has.
    """

    month: int
    day: int
    year: int | None = None

    def __attrs_post_init__(self) -> None:
        try:
            date(self.year or _LEAP_YEAR, self.month, self.day)
        except (TypeError, ValueError):
            raise Malformed("time.impossible", "birthday") from None

    def __repr__(self) -> str:
        return f"Birthday({_HIDDEN})"


@attrs.frozen(kw_only=True)
class Contact:
    """One way to reach somebody (联系方式)."""

    medium: Literal["phone", "wechat", "qq", "email"]
    value: Personal


@attrs.frozen(kw_only=True)
class Person:
    """A member of the customer's household (家庭成员); ``id`` is the ``person`` of facts."""

    id: str
    relation: str = "self"
    name: Personal | None = None
    surname: Personal | None = None
    sex: Literal["male", "female"] | None = attrs.field(default=None, repr=False)
    birthday: Birthday | None = None
    contacts: tuple[Contact, ...] = attrs.field(default=(), repr=False)


@attrs.frozen(kw_only=True)
class Household:
    """Who lives there (CUS-02, CUS-03); ``family`` and ``income`` are :data:`SENSITIVE`."""

    residents: int | None = attrs.field(default=None, repr=False)
    family: Personal | None = None
    income: Personal | None = None


@attrs.frozen(kw_only=True)
class House:
    """The house (房屋): where it is, how large, and when it was or will be handed over.

    ``area`` is in m2; ``background`` and ``site`` are those of LIF-28.
    """

    development: Personal | None = None
    location: Personal | None = None
    address: Personal | None = None
    building: Personal | None = None
    floor: Personal | None = None
    layout: Personal | None = None
    area: Decimal | None = attrs.field(default=None, repr=False)
    handover_on: date | None = attrs.field(default=None, repr=False)
    handed_over: bool | None = attrs.field(default=None, repr=False)
    renovated: bool | None = attrs.field(default=None, repr=False)
    background: Personal | None = None
    site: Personal | None = None


Focus: TypeAlias = Literal["flow", "service", "quote"]
"""What an enquiry is mainly about (CUS-04); :data:`FOCUSES` has the Chinese."""

FOCUSES: Final[Mapping[Focus, str]] = MappingProxyType(
    {"flow": "流程", "service": "服务", "quote": "报价"}
)
"""What an enquiry may be about (侧重), as the talk calls it (CUS-04)."""


@attrs.frozen(kw_only=True)
class Needs:
    """What the customer wants (客户需求), and what he was asked about it (CUS-02, CUS-04).

    Attributes:
        wishes: What he wants, in his words.
        situation: The note on how things stand with him (客情说明).
        budget: What he means to spend.
        style: The style he likes.
        colour: The colours he likes.
        positioning: His idea of the design as a whole (设计定位).
        ideas: Any other ideas.
        focus: What this enquiry is mainly about.
        concerns: Codes of his points of concern, the foremost first (LIF-05).
        consulted: Companies that he asked before.
        knows_us: What he knows of this company.
        spoke_with_designer: Whether he has spoken with a designer.
        furniture: Furniture that he has seen, and brands that he likes.
        last_renovation: How he renovated last, and who bought which materials.
        planned_on: The day by which he wants to begin.
        likes: Codes of what he likes, for recommendations (CUS-31).
        habits: How he buys (消费习惯).
        intent: His wish to sign.
        promises: What was promised to him in a talk (LIF-26).
        changes: What he wants changed (LIF-26).
    """

    wishes: Personal | None = None
    situation: Personal | None = None
    budget: Money | None = attrs.field(default=None, repr=False)
    style: Personal | None = None
    colour: Personal | None = None
    positioning: Personal | None = None
    ideas: Personal | None = None
    focus: tuple[Focus, ...] = attrs.field(default=(), repr=False)
    concerns: tuple[str, ...] = attrs.field(default=(), repr=False)
    consulted: Personal | None = None
    knows_us: Personal | None = None
    spoke_with_designer: bool | None = attrs.field(default=None, repr=False)
    furniture: Personal | None = None
    last_renovation: Personal | None = None
    planned_on: date | None = attrs.field(default=None, repr=False)
    likes: tuple[str, ...] = attrs.field(default=(), repr=False)
    habits: Personal | None = None
    intent: Literal["none", "some", "strong"] | None = attrs.field(default=None, repr=False)
    promises: tuple[Personal, ...] = attrs.field(default=(), repr=False)
    changes: tuple[Personal, ...] = attrs.field(default=(), repr=False)


@attrs.frozen(kw_only=True)
class Note:
    """The words of one communication (沟通记录): when, what, and what came of it (CUS-13).

    ``of`` is the id of the fact that tells of it, where there is one.
    """

    at: datetime | date | None = None
    content: Personal | None = None
    result: Personal | None = None
    of: str | None = None


@attrs.frozen(kw_only=True)
class MoneyLine:
    """A line of money that must outlast an erasure (账目): codes and an amount, no name.

    ``id`` is that of the fact or voucher it stands on.
    """

    id: str
    on: date
    what: str
    amount: Money

    def __attrs_post_init__(self) -> None:
        check_code(self.id, "id")
        check_code(self.what, "what")


@attrs.frozen(kw_only=True)
class CustomerFile:
    """One customer's file (客户档案); hosts keep it behind a ``Repository[CustomerFile]``.

    Attributes:
        customer: The host's key of the customer, as facts have it; a code.
        keys: Identity keys by which facts are found; keyed where the host keys them.
        marks: Codes by which files are looked up, such as ``key`` or ``potential``.
        people: The household, the customer himself first.
        household: Who lives there.
        house: The house.
        needs: What he wants.
        notes: The words of communications.
        money: Lines of money that an erasure keeps.
        none: Names of fields that were asked for and answered with none.
        entered_at: When the file was entered.
        updated_at: When it was last brought up to date.
        erased_at: When it was erased.

    Raises:
        Malformed: ``value.type`` or ``fact.personal`` for a code that is none,
            ``fact.clash`` for two persons or two lines of one id, ``value.naive``.
    """

    customer: str
    keys: tuple[Key, ...] = ()
    marks: tuple[str, ...] = attrs.field(default=(), repr=False)
    people: tuple[Person, ...] = ()
    household: Household = Household()
    house: House = House()
    needs: Needs = Needs()
    notes: tuple[Note, ...] = attrs.field(default=(), repr=False)
    money: tuple[MoneyLine, ...] = ()
    none: tuple[str, ...] = ()
    entered_at: datetime | None = None
    updated_at: datetime | None = None
    erased_at: datetime | None = None

    def __attrs_post_init__(self) -> None:
        check_code(self.customer, "customer")
        for place, mark in enumerate(self.marks):
            check_code(mark, f"marks[{place}]")
        for place, person in enumerate(self.people):
            check_code(person.relation, f"people[{place}].relation")
        for field in ("people", "money"):
            ids = [one.id for one in getattr(self, field)]
            for place, name in enumerate(ids):
                check_code(name, f"{field}[{place}].id")
                if name in ids[:place]:
                    raise Malformed("fact.clash", f"{field}[{place}].id")
        for field in ("entered_at", "updated_at", "erased_at"):
            when = getattr(self, field)
            if when is not None:
                as_utc(when, field)
        for place, name in enumerate(self.none):
            if name not in _NONE:
                raise one_of("value.unknown", f"none[{place}]", name, _NONE)


_NONE: Final = (
    *(one.name for one in attrs.fields(House)),
    *(one.name for one in attrs.fields(Needs)),
    *(one.name for one in attrs.fields(Household)),
    *(one.name for one in attrs.fields(Person) if one.name not in ("id", "relation", "contacts")),
    "phone",
    "wechat",
    "qq",
    "email",
)
