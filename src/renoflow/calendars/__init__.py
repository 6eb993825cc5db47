"""Days in a zone: which of them are worked, and which hours of them.

``china`` is the calendar that comes with the library; a company adds its own days with
``china.with_days(...)`` or builds a :class:`WorkCalendar`.
"""

from renoflow.calendars.china_days import china
from renoflow.calendars.work import WorkCalendar, as_utc

__all__ = ["WorkCalendar", "as_utc", "china"]
