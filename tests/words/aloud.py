"""Reading policies and answers aloud, line by line, for the tests of what is said."""

from fractions import Fraction

import attrs

from renoflow.attribution import (
    Base,
    Ground,
    Pick,
    Term,
    open_court,
    presets,
    why,
)
from renoflow.calendars import china
from renoflow.facts import filing
from renoflow.periods import LEGAL, days
from renoflow.select import Facts, Test
from renoflow.words import terms, text

__all__ = [
    "DEAL",
    "FILED",
    "OWN",
    "POLICY",
    "TERM",
    "TOUCHED",
    "at",
    "both",
    "filed",
    "ground",
    "reasons",
    "term",
]

FILED = Pick(claims=("filed",))
DEAL = Facts(kinds=("deal",))
TOUCHED = Test(facts=Facts(kinds=("touch",), by="self"))
BASE = Base(facts=DEAL, take="last", field="amount")
TERM = Term(id="fee", base=BASE, rate=Fraction(1, 250), rounding="half_up")
POLICY = presets.seven_day_filing(window=days(7, counting=LEGAL))


OWN = """
type = "policy.v1"
id = "ours"
revision = 1
source = "our rules"
days = "end"
decisive = [{ fact = "listing", terms = "exclusive" }]
identity = { keys = [{ field = "home", strength = "certain" }], kin = ["spouse", "friend"] }
[[kinds]]
name = "listing"
zh = "委托"
fields = [
    { name = "terms", zh = "委托种类", type = "choice", values = ["exclusive", "open"] },
    { name = "who", zh = "经办", type = "party" },
]
[[claims]]
basis = "registered"
opens = { fact = "listing", terms = "open" }
[[grounds]]
id = "first"
pick = { claims = "registered" }
when = [{ fact = "listing", terms = "exclusive", by = "self" }]
[[grounds]]
id = "none"
gives = { kind = "nobody" }
[[adjustments]]
id = "fine"
kind = "penalty"
to = { last = { fact = "listing" }, role = "who" }
per = "filing"
[adjustments.amount]
by = "count"
facts = { fact = "listing" }
rows = [{ upto = 1, gives = "50 CNY" }, { gives = "100 CNY" }]
"""


def both(policy, start, start_zh=""):
    """The lines of *policy* that begin so, in English and Chinese."""
    told = []
    for lang, wanted in (("en", start), ("zh", start_zh or start)):
        found = [line for line in text(policy, lang).split("\n") if line.startswith(wanted)]
        assert len(found) == 1
        told.append(found[0].removeprefix(wanted))
    return tuple(told)


def ground(**changed):
    row = Ground(**{"id": "g", "pick": FILED, **changed})
    return both(attrs.evolve(POLICY, grounds=(row,)), "1. g: ", "1. g：")


def term(**changed):
    return both(attrs.evolve(POLICY, terms=(attrs.evolve(TERM, **changed),)), "- fee: ", "- fee：")


def at(day, hour=10):
    return china.at(2024, 3, day, hour)


def reasons(policy, case, party, day, lang="en"):
    found = why(open_court(policy, china), case, party, at=at(day))
    return text(found, lang, words=terms(policy, lang)).split("\n")[1:]


def filed(name, by, day):
    return filing(name, at=at(day), by=by, medium="form", source="own")
