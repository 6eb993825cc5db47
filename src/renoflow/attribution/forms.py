"""The papers of a lead (报备单据): what each must hold, and when one may be used."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from renoflow.calendars import WorkCalendar
from renoflow.errors import one_of
from renoflow.periods import Span, last_instant

__all__ = [
    "FORMS",
    "accepts_advance_filing",
    "form_differences",
    "missing_fields",
]

FORMS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "advance_filing": ("name", "address", "contact", "visit_time"),
        "visit_result": ("name", "address", "contact", "designer", "summary"),
        "advance_registration": ("name", "building", "area"),
        "contact_log": ("basic_data", "contact_time", "content"),
        "front_desk_entry": ("channel", "at", "customer", "forwarded_to"),
    }
)
"""The fields of each paper, in its own order (FILE-08, FILE-10, FILE-11, FILE-16, CUS-28).

They are papers of different companies, and one names no phone number that another demands
(X-52). The register's own entry has :data:`~renoflow.attribution.BASIC_FACTS`.
"""


def missing_fields(form: str, supplied: Collection[str]) -> tuple[str, ...]:
    """The fields of *form* that were not given, in its order; none means it is complete.

    Raises:
        Malformed: ``value.choice`` for a form that is not in :data:`FORMS`.
    """
    fields = FORMS.get(form)
    if fields is None:
        raise one_of("value.choice", "form", form, FORMS)
    given = set(supplied)
    return tuple(name for name in fields if name not in given)


def accepts_advance_filing(
    filed_on: date, planned_on: date, within: Span, calendar: WorkCalendar
) -> bool:
    """Whether a visit planned for *planned_on* may be filed ahead on *filed_on* (FILE-08).

    It may if the visit lies no later than the last instant of *within* from the filing's
    day, and not before that day. The text says "within a week" and not how it is counted.
    """
    last = last_instant(within, calendar.start(filed_on), calendar).at
    return filed_on <= planned_on and calendar.start(planned_on) <= last


def form_differences(filed: Collection[str], extracted: Collection[str]) -> tuple[str, ...]:
    """The forms that only one of two lists has, in the order of their ids (FILE-13).

    Args:
        filed: Ids of the forms that the market department filed.
        extracted: Ids of those that it finds at customer service.
    """
    return tuple(sorted(set(filed) ^ set(extracted)))
