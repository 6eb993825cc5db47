"""Cases: few names, few instants, many coincidences."""

from datetime import date, datetime, timedelta
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

from renoflow.attribution.policy import Question
from renoflow.attribution.records import Case
from renoflow.calendars import WorkCalendar
from renoflow.facts import MISSING, fact
from renoflow.select import CUSTOMER
from tests.zones import CHINA

__all__ = [
    "BOTH",
    "ENDS",
    "EVERY_DAY",
    "KINDS",
    "MICRO",
    "MORNING",
    "NOONS",
    "OFTEN",
    "STAGES",
    "cases",
    "instants",
    "known_ats",
    "one",
    "pairs",
]

EVERY_DAY = WorkCalendar(
    id="every_day",
    zone=CHINA,
    week=(0, 1, 2, 3, 4, 5, 6),
    known_from=date(2024, 1, 1),
    known_through=date(2024, 12, 31),
)
PARTIES = ("ann", "bo", "cy")
MORNING = datetime(2024, 3, 4, 9, tzinfo=CHINA)
MIDNIGHT = datetime(2024, 3, 5, tzinfo=CHINA)
MICRO = timedelta(microseconds=1)
BOTH: tuple[Question, ...] = ("credit", "service")
STAGES = ("visited", "measured", "signed")


def one(draw, values):
    """One of the values; a value told twice comes twice as often."""
    values = tuple(values)
    return values[draw(st.integers(0, len(values) - 1))]


def pairs(values):
    """Tuples of one or two of the values."""
    return (*((one,) for one in values), *combinations(values, 2))


# -- cases: on the last instant of a span, just after it, and days without an hour

NOONS = [MORNING + n * timedelta(hours=12) for n in range(6)]
ENDS = [MIDNIGHT + n * timedelta(days=1) for n in range(3)]
INSTANTS = (
    *NOONS,
    *(one + MICRO for one in NOONS),
    *ENDS,
    *(one - MICRO for one in ENDS),
)
LATER = MORNING + timedelta(days=9)
instants = st.sampled_from((*INSTANTS, *[LATER] * 36))
known_ats = st.sampled_from((*[None] * 36, *INSTANTS))
MOMENTS = (*INSTANTS, *INSTANTS, *NOONS, *(date(2024, 3, 4 + n) for n in range(4)))
WHO = tuple(  # by, for_, role
    {"by": by, "for_": for_, "role": role}
    for by, for_ in (
        *((one, None) for one in PARTIES * 3),
        *product(("ann", "bo"), PARTIES[1:]),
        (CUSTOMER, None),
        ("company", None),
        (None, None),
    )
    for role in ("clerk", "head", "sales", MISSING)
)
TOLD = (*PARTIES, None, MISSING)
NAMED = ("f0", "f1", "f2", "f3")
HAPPENED: dict[str, dict[str, tuple[Any, ...]]] = {  # by kind, the fields that may be told
    "filing": {"medium": ("form", "oral"), "source": ("own", "front_desk_kin", MISSING)},
    "visit": {"invited_by": TOLD, "introduced": (False, MISSING)},
    "touch": {},
    "dispute": {"claims": ((), ("ann",), ("ann", "bo"), ("bo", "cy"), ("ann", "bo", "cy"))},
    "enquiry": {
        "channel": ("walk_in", "web", "estate"),
        "introduced": (False, MISSING),
        "invited": (False, True),
    },
    "approval": {"of": NAMED},
    "refusal": {"of": NAMED},
    "signature": {"of": NAMED},
    "withdrawal": {"of": NAMED},
    "event_reception": {"received_by": TOLD},
    "referral": {"source": ("partner", "staff"), "referrer": PARTIES, "to": TOLD},
    "leave": {"party": PARTIES, "reason": ("personal", "dismissed")},
    "survey": {"result": ("good", "bad"), "about": TOLD},
    "deal": {},
    "cancellation": {},
    "decision": {"owner": PARTIES, "final": (True, False, MISSING)},
    "transfer": {"to": PARTIES},
    "stage": {"stage": STAGES},
    "party_status": {"party": PARTIES, "status": ("active", "gone")},
    "pause": {},
    "resume": {},
}
KINDS = {
    kind: tuple(dict(zip(fields, values)) for values in product(*fields.values()))
    for kind, fields in HAPPENED.items()
}
OFTEN = (*["filing"] * 5, *["visit"] * 4, *["touch", "dispute"] * 3, "approval", "enquiry")
ANY = (*KINDS, *OFTEN, *OFTEN, *OFTEN)


@st.composite
def told(draw, number, kinds, at=None):
    """One fact, of a story if *at* is given.

    A withdrawal names only one of a lower number, so that none run in rings.
    """
    kind = one(draw, kinds)
    fields = one(draw, KINDS[kind])
    if kind == "withdrawal" and int(fields["of"][1:]) >= number:
        kind, fields = "touch", {}
    return fact(
        f"f{number}",
        kind,
        at=at or one(draw, MOMENTS),
        recorded_at=one(draw, (None, None, None, *INSTANTS[::3])),
        **one(draw, WHO if at is None else WHO[:36]),
        **fields,
    )


@st.composite
def cases(draw, kinds=ANY, story=()):
    """Up to ten facts; those of the story happen in its order."""
    many = one(draw, (*range(11), *[*range(6, 11)] * 4))
    story = story[:many]
    times = sorted(one(draw, INSTANTS) for _ in story)
    facts = [draw(told(n, (kind,), at)) for n, (kind, at) in enumerate(zip(story, times))]
    facts += [draw(told(n, kinds)) for n in range(len(story), many)]
    doubts = one(draw, (*[()] * 40, ("k2",)))
    return Case(customer="k1", facts=tuple(facts), records=("k1",), doubts=doubts)
