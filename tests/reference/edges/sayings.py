"""How long ago a claim ended, several words of one field, and which fact a table reads."""

from datetime import UTC, date, timedelta
from fractions import Fraction
from typing import Any

from renoflow.attribution.policy import Adjustment, Audit, Outcome, Part, Parts, Pick
from renoflow.money import Money
from renoflow.periods import hours
from renoflow.select import OPENED, Anchor, Row, Table
from tests.reference.edges.telling import (
    DAY,
    MARGIN,
    TOUCH,
    VISIT,
    claim,
    edge,
    facts,
    filed,
    ground,
    limit,
    match,
    named,
    rules,
    some,
    tell,
)
from tests.reference.made_up import MICRO, MORNING

__all__ = ["SAYINGS"]

ANN = filed("a", "ann", 0)
OPEN = "filed a ann lapsed by window"


def lately(span, **fields):
    """That none of his claims lapsed no longer ago than this."""
    plain = {"claims": ("filed",), "status": ("lapsed",), "by": "self", "negated": True}
    return Pick(**{**plain, "ended_within": span, **fields})


def again():
    """A party whose own claim lapsed may not come again at once."""
    policy = rules(claim(needs=(lately(hours(12)),)), limits=(limit(),))
    for micro, status in zip(MARGIN, ("void by needs", "standing")):
        second = filed("b", "ann", (36, micro))
        told = edge(policy, ANN, second, docket=[OPEN, f"filed b ann {status}"], when=37)
        yield f"again: 12 hours after the last instant, {micro}", told
    rival = filed("b", "bo", 30)
    docket = [OPEN, "filed b bo standing"]
    yield "again: another may at once", edge(policy, ANN, rival, docket=docket, when=31)
    anyone = rules(claim(needs=(lately(hours(12), by="anyone"),)), limits=(limit(),))
    docket = [OPEN, "filed b bo void by needs"]
    yield "again: nobody may at once", edge(anyone, ANN, rival, docket=docket, when=31)
    while_his = filed("b", "ann", 20)
    docket = ["filed a ann standing"]
    yield "again: while it is his", edge(policy, ANN, while_his, docket=docket, when=21)
    by_day = rules(claim(needs=(lately(DAY),)), limits=(limit(),))
    for when, status in (((38, 0), "void by needs"), ((63, 0), "standing")):
        second = filed("b", "ann", when)  # 24 hours end on the 5th at 9, the day on the 6th
        docket = [OPEN, f"filed b ann {status}"]
        yield f"again: a day, at {when}", edge(by_day, ANN, second, docket=docket, when=64)
    never = rules(claim(needs=(lately(hours(12), status=("lapsed", "void")),)))
    docket = ["filed a ann standing"]
    yield "again: what never ended", edge(never, ANN, docket=docket)
    twice = rules(claim(needs=(lately(hours(12)),)), limits=(limit(),))
    second, third = filed("b", "ann", 30), filed("c", "ann", 37)
    docket = [OPEN, "filed b ann void by needs", "filed c ann standing"]
    told = edge(twice, ANN, second, third, docket=docket, when=38)
    yield "again: a refused try does not begin it anew", told


def of_a_ground():
    """How long ago a claim ended, asked where it is decided."""
    tail = ground(status=("lapsed",), ended_within=hours(12))
    policy = rules(limits=(limit(),), grounds=(tail,))
    for micro, owner in zip(MARGIN, ("ann", "silent")):
        yield f"tail: 12 hours, {micro}", edge(policy, ANN, when=(36, micro), credit=owner)
    yield "tail: not before it lapsed", edge(policy, ANN, when=24, credit="silent")
    audit = Audit(id="audit", on=("filed",), at=VISIT, needs=TOUCH)
    policy = rules(audits=(audit,), grounds=(tail,))
    visit = tell("v", "visit", 30)
    for micro, owner in ((-1, "ann"), (0, "silent")):
        told = edge(policy, ANN, visit, when=(42, micro), credit=owner)
        yield f"tail: after an audit, {micro}", told
    both = ground(status=("lapsed",), ended_by=("window",), ended_within=hours(12))
    policy = rules(audits=(audit,), limits=(limit(span=hours(2000)),), grounds=(both,))
    yield "tail: by another row", edge(policy, ANN, visit, when=31, credit="silent")


def words():
    """Several words of one field."""
    own = facts("visit", where=(match("invited_by", "is", "self", "none"),))
    strange = facts("visit", where=(match("invited_by", "is_not", "self", "none"),))
    asked = facts("visit", where=(match("invited_by", "is_not", "self", "none", "missing"),))
    told: dict[str, dict[str, Any]] = {
        "ann": {"invited_by": "ann"},
        "bo": {"invited_by": "bo"},
        "nobody": {"invited_by": None},
        "not told": {},
    }
    expected = {"ann": "+--", "bo": "-++", "nobody": "+--", "not told": "-+-"}
    for name, fields in told.items():
        visit = tell("v", "visit", 2, **fields)
        for facts_, sign in zip((own, strange, asked), expected[name]):
            policy = rules(grounds=(ground(when=(some(facts_),)),))
            owner = "ann" if sign == "+" else "silent"
            words_ = " ".join(str(one) for one in facts_.where[0].values)
            op = facts_.where[0].op
            yield f"{op} {words_}: {name}", edge(policy, ANN, visit, credit=owner)
    opens = facts("visit", where=(match("invited_by", "is", "given", "none"),))
    policy = rules(claim(opens=opens))
    bare = tell("v", "visit", 2, "ann")
    yield "is: nobody told", edge(policy, bare, missing=[("v", "invited_by")])
    opens = facts("visit", where=(match("invited_by", "is_not", "other"),))
    policy = rules(claim(opens=opens))
    yield "is not: nobody told", edge(policy, bare, credit="ann", missing=[])


def fee(**fields):
    """A fee for a guide by a table that reads a filing's medium, unless *fields* say more."""
    rows = (
        Row(gives=Money(100), values=("form",)),
        Row(gives=Money(200), values=("sms",)),
        Row(gives=Money(300)),
    )
    amount = Table(**{"by": "field", "field": "medium", "rows": rows, **fields})
    row = Adjustment(id="fee", kind="fee", to="guide", amount=amount)
    return rules(adjustments=(row,))


def gives(fen):
    """What is then adjusted."""
    return [("fee", "guide", None if fen is None else Money(fen))]


def unknown():
    """What a table gives where nobody told what it reads."""
    filing = facts("filing")
    words_ = (Row(gives=Money(100), values=("own",)), Row(gives=Money(300)))
    sizes = (Row(gives=Money(100), upto=2), Row(gives=Money(300)))
    silent = (Row(gives=Money(7), untold=True), Row(gives=Money(300)))
    whole = (words_[0], Row(gives=Money(300), untold=True))
    for name, field, by_word, by_size in (
        ("another", {"source": "event"}, 300, 300),
        ("as none", {"source": None}, 300, None),
        ("by nobody", {}, None, None),
    ):
        one = filed("a", "ann", 0, **field)
        for how, rows, fen in (
            ("words", words_, by_word),
            ("sizes", sizes, by_size),
            ("a row for the untold", silent, 300 if field else 7),
            ("an otherwise for the untold, too", whole, 300),
        ):
            policy = fee(facts=filing, field="source", rows=rows)
            told = edge(policy, one, adjusted=gives(fen))
            yield f"table: told {name}, by {how}", told
    graded: Table[Parts] = Table(by="field", field="source", rows=(Row(gives=(Part(),)),))
    policy = rules(grounds=(ground(gives=Outcome(parts=graded)),))
    for source, owner in ((None, "ann"), (..., "silent: table")):
        field = {} if source is ... else {"source": source}
        told = edge(policy, filed("a", "ann", 0, **field), credit=owner)
        yield f"table: parts by what was told {source}", told


def which():
    """Which fact a table reads."""

    first, later = filed("a", "ann", 0), filed("b", "bo", 5, medium="sms")
    filing = facts("filing")
    for take, fen in (("first", 100), ("last", 200)):
        told = edge(fee(facts=filing, take=take), first, later, adjusted=gives(fen))
        yield f"table: the {take}", told
    same = filed("c", "cy", 0, medium="sms")
    told = edge(fee(facts=filing, take="first"), first, same, later, adjusted=gives(None))
    yield "table: two first ones differ", told
    called = Anchor(of="first", facts=TOUCH, whole=True)
    for when, fen in (((5, -1), 100), (5, 200)):
        touch = tell("t", "touch", when, "ann")
        told = edge(fee(facts=filing, at=called), first, later, touch, adjusted=gives(fen))
        yield f"table: as of a call at {when}", told
    told = edge(fee(facts=filing, at=called), first, later, adjusted=gives(None))
    yield "table: as of what has not been", told
    ahead = Anchor(of="first", facts=TOUCH, whole=True, plus=hours(9))
    touch = tell("t", "touch", 1, "ann")
    last = filed("c", "cy", (10, 1), medium="form")
    for when, paid in ((4, None), ((10, -1), None), (10, 200), (11, 200)):
        policy = fee(facts=filing, at=ahead)
        told = edge(policy, first, later, last, touch, when=when, adjusted=gives(paid))
        yield f"table: as of what lies ahead, at {when}", told
    counting = Table(
        by="count",
        facts=TOUCH,
        at=Anchor(of="first", facts=VISIT, whole=True),
        rows=(Row(gives=Money(1), upto=1), Row(gives=Money(2))),
    )
    policy = rules(adjustments=(Adjustment(id="fee", kind="fee", to="guide", amount=counting),))
    calls = [tell(f"t{n}", "touch", n, "ann") for n in (2, 4)]
    for when, fen in ((3, 1), (4, 2)):
        visit = tell("v", "visit", when)
        told = edge(policy, first, *calls, visit, adjusted=gives(fen))
        yield f"table: how many by {when}", told
    lasted: Table[Parts] = Table(
        by="elapsed",
        of=OPENED,
        at=Anchor(of="first", facts=VISIT),
        rows=(
            Row(gives=(Part(),), upto=hours(24)),
            Row(gives=(Part(part=Fraction(1, 2)), Part(to="guide"))),
        ),
    )
    policy = rules(grounds=(ground(gives=Outcome(parts=lasted)),))
    for micro, owner in zip(MARGIN, ("ann", "ann 1/2 + guide 1/2")):
        visit = tell("v", "visit", (24, micro))
        yield f"table: from one to the other, {micro}", edge(policy, first, visit, credit=owner)


def times():
    """Hours of the day and days of the calendar, by the clocks of the calendar's zone."""
    evening = rules(claim(opens=facts("filing", hours=(18, 21))))
    day = MORNING.replace(hour=0, minute=0)
    for hour, micro, owner in (
        (18, -1, "silent"),
        (18, 0, "ann"),
        (21, -1, "ann"),
        (21, 0, "silent"),
    ):
        when = day + hour * timedelta(hours=1) + micro * MICRO
        for zone in (MORNING.tzinfo, UTC):
            told = filed("a", "ann", when.astimezone(zone))
            name = f"hours: {hour} o'clock {micro} in {zone}"
            yield name, edge(evening, told, credit=owner)
    for days_ in ("start", "end"):
        whole = rules(claim(opens=facts("filing", hours=(0, 24))), days=days_)
        told = edge(whole, filed("a", "ann", day.date()), credit="silent")
        yield f"hours: a day without an hour has none, read as its {days_}", told
    first, last = date(2024, 7, 1), date(2024, 8, 31)
    season = rules(claim(opens=facts("filing", since=first, through=last)))
    after = day.replace(month=9, day=2)
    days: tuple[tuple[str, date, str], ...] = (
        ("before it", day.replace(month=7, day=1) - MICRO, "silent"),
        ("its first instant", day.replace(month=7, day=1), "ann"),
        ("its last instant", day.replace(month=9, day=1) - MICRO, "ann"),
        ("after it", day.replace(month=9, day=1), "silent"),
        ("the day before", date(2024, 6, 30), "silent"),
        ("its first day", first, "ann"),
        ("its last day", last, "ann"),
        ("the day after", date(2024, 9, 1), "silent"),
    )
    for name, filed_at, owner in days:
        yield f"days: {name}", edge(season, filed("a", "ann", filed_at), when=after, credit=owner)
    for name, open_, owner in (
        ("no last one", facts("filing", since=first), "ann"),
        ("no first one", facts("filing", through=first), "silent"),
    ):
        told = edge(rules(claim(opens=open_)), filed("a", "ann", last), when=after, credit=owner)
        yield f"days: {name}", told


SAYINGS = named(again, of_a_ground, words, which, unknown, times)
