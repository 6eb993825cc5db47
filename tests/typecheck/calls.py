"""Slips that the type checker sees before anything runs."""

from renoflow.attribution import presets
from renoflow.calendars import china
from renoflow.facts import filing, visit
from renoflow.money import Money, scale
from renoflow.periods import days, months

AT = china.at(2024, 3, 1, 10)


def slips() -> None:
    """Each line is a mistake; without its ignore the gate is red."""
    presets.seven_day_filing()  # type: ignore[call-arg] # a missing window
    presets.first_contact()  # type: ignore[call-arg] # what a deal is
    filing("f", at=AT, by="wang", medium="from")  # type: ignore[arg-type] # a misspelt medium
    filing("f", at=AT, by="wang")  # type: ignore[call-arg] # no medium
    visit("v", at=AT, invitedby="wang")  # type: ignore[call-arg] # a misspelt field
    days(7)  # type: ignore[call-arg] # days are counted in a stated way
    months(1, counting="lawful")  # type: ignore[arg-type]
    scale(Money(1), 2)  # type: ignore[call-arg] # rounding is always said
    Money(1) + 1  # type: ignore[operator]  # the checker must refuse it
