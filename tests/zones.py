"""Time zones for tests, told change by change, so that no test needs a zone data base."""

from datetime import datetime, timedelta, timezone, tzinfo

__all__ = ["CHINA", "HALF", "MIDNIGHT", "NIGHT", "Changing"]

HOUR = timedelta(hours=1)


class Changing(tzinfo):
    """A zone whose offset changes at the UTC times told, in the manner of PEP 495."""

    def __init__(self, standard, *changes):
        self.standard = standard
        self.changes = tuple((datetime.fromisoformat(at), offset) for at, offset in changes)

    def _steps(self):
        before = self.standard
        for at, after in self.changes:
            yield at, before, after
            before = after

    def utcoffset(self, dt):
        wall, offset = dt.replace(tzinfo=None), self.standard
        for at, before, after in self._steps():
            pick = min if dt.fold else max
            if wall >= at + pick(before, after):
                offset = after
        return offset

    def fromutc(self, dt):
        utc, offset, fold = dt.replace(tzinfo=None), self.standard, 0
        for at, before, after in self._steps():
            if utc >= at:
                offset, fold = after, int(utc - at < before - after)
        return (dt + offset).replace(fold=fold)

    def dst(self, dt):  # noqa: ARG002 - a fixed offset, at any time
        return None

    def tzname(self, dt):  # noqa: ARG002 - a fixed offset, at any time
        return "changing"

    def __repr__(self):
        return f"Changing({self.standard}, {self.changes[0][0]})"


CHINA = timezone(8 * HOUR)
NIGHT = Changing(  # put forward at 02:00, back at 03:00
    HOUR,
    ("2024-03-31 01:00", 2 * HOUR),
    ("2024-10-27 01:00", HOUR),
    ("2025-03-30 01:00", 2 * HOUR),
)
MIDNIGHT = Changing(  # put forward at 00:00, back at 01:00
    -5 * HOUR, ("2024-03-10 05:00", -4 * HOUR), ("2024-11-03 05:00", -5 * HOUR)
)
HALF = Changing(  # by half an hour, and back at midnight to the day before
    10 * HOUR, ("2024-03-31 16:00", 10.5 * HOUR), ("2024-10-06 13:30", 10 * HOUR)
)
