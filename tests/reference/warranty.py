"""Warranty terms said a second time, day by day.

Written from the rules in words; a term is (number, unit, days cut off its end). Of renoflow
it uses nothing.
"""

from datetime import date, timedelta

__all__ = ["ever_shorter", "last_day", "season_end"]

DAY = timedelta(days=1)


def last_day(accepted, number, unit, cut=0):
    """The last day of so many units after *accepted*, whose own day is not counted."""
    if unit in ("day", "week"):
        end = accepted + number * (7 if unit == "week" else 1) * DAY
    else:
        later = accepted.month + number * (12 if unit == "year" else 1)
        year, month = accepted.year, later
        while month > 12:
            year, month = year + 1, month - 12
        end = date(year, month, min(accepted.day, 28))
        while end.day < accepted.day and (end + DAY).month == month:
            end += DAY
    return end - cut * DAY


def ever_shorter(given, floor):
    """Whether there is a day of acceptance on which *given* ends before *floor* does."""
    day = date(2001, 1, 1)
    while day < date(2009, 1, 1):
        if last_day(day, *given) < last_day(day, *floor):
            return True
        day += DAY
    return False


def season_end(accepted, seasons, number, partial):
    """The last day of the *number*-th of *seasons*, (first day, last day) each, after *accepted*.

    A season that had begun by then counts only where *partial*. None where too few are known.
    """
    day, counted = accepted + DAY, 0
    if not seasons:
        return None
    while day <= max(last for _, last in seasons):
        for first, last in seasons:
            begun = first <= accepted
            if day == last and (partial or not begun):
                counted += 1
                if counted == number:
                    return day
        day += DAY
    return None
