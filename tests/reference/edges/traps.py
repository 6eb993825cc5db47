"""The traps of the policy language, each with an answer on either side of its edge."""

from datetime import date
from fractions import Fraction
from typing import Any

from renoflow.attribution.policy import Decider, Outcome, Part, Parts, Pick
from renoflow.limits import Extension, Grace
from renoflow.money import Money
from renoflow.periods import CALENDAR, days, hours, months
from renoflow.select import Anchor, Row, Table
from renoflow.timeline import Timeline
from tests.reference.edges.telling import (
    DAY,
    DEAL,
    FILED,
    FILING,
    MARGIN,
    TOUCH,
    UNDO,
    VISIT,
    at,
    claim,
    edge,
    facts,
    filed,
    ground,
    limit,
    match,
    named,
    no,
    rules,
    some,
    tell,
)

__all__ = ["TRAPS"]

ANN = filed("a", "ann", 0)
BO = filed("b", "bo", 1)
FIRST_VISIT = Anchor(of="first", facts=VISIT)
BY_SELF = facts("touch", by="self")


def having(test):
    return rules(grounds=(ground(having=(test,)),))


def barred(**fields):
    return rules(claim(bars=("filed",), **fields))


def windows():
    """1, 21, 22: where a span ends."""
    last: Any
    for name, span, last in (
        ("24 hours", hours(24), 24),
        ("a day", DAY, (39, -1)),
        ("a day that counts the first", days(1, counting=CALENDAR, count_first=True), (15, -1)),
    ):
        policy = rules(limits=(limit(span=span),))
        yield f"trap 1: {name}, last instant", edge(policy, ANN, when=last, credit="ann")
        hour, micro = last if isinstance(last, tuple) else (last, 0)
        over = edge(
            policy,
            ANN,
            when=(hour, micro + 1),
            credit="silent",
            docket=["filed a ann lapsed by window"],
        )
        yield f"trap 1: {name}, over", over
    grades: Table[Parts] = Table(
        by="elapsed",
        rows=(
            Row(gives=(Part(part=Fraction(1, 2)), Part(to="guide")), upto=hours(24)),
            Row(gives=(Part(),)),
        ),
    )
    policy = rules(grounds=(ground(gives=Outcome(parts=grades)),))
    yield "trap 21: upto is inside", edge(policy, ANN, when=24, credit="ann 1/2 + guide 1/2")
    yield "trap 21: after upto", edge(policy, ANN, when=(24, 1), credit="ann")
    for op, low, equal, high in (
        ("min", "silent", "ann", "ann"),
        ("above", "silent", "silent", "ann"),
        ("max", "ann", "ann", "silent"),
        ("below", "ann", "silent", "silent"),
    ):
        policy = having(some(facts("deal", where=(match("amount", op, Money(500)),))))
        for fen, owner in ((499, low), (500, equal), (501, high)):
            deal = tell("d", "deal", 2, amount=Money(fen))
            yield f"trap 21: {op} 500 of {fen}", edge(policy, ANN, deal, credit=owner)
    late = tell("a", "filing", date(2024, 1, 31), "ann", medium="form")
    for name, span, last in (
        ("a month", months(1, counting=CALENDAR), date(2024, 3, 1)),
        ("30 days", days(30, counting=CALENDAR), date(2024, 3, 2)),
    ):
        midnight = at(0).replace(month=last.month, day=last.day, hour=0)
        policy = rules(limits=(limit(span=span),))
        before = midnight - (at((0, 1)) - at(0))
        yield f"trap 22: {name} from 31 January", edge(policy, late, when=before, credit="ann")
        yield f"trap 22: {name} over", edge(policy, late, when=midnight, credit="silent")


def instants():
    """2, 3, 4: what happens at one instant."""
    policy = rules(limits=(limit(needs=VISIT),))
    for micro, status in zip(MARGIN, ("standing", "lapsed by window")):
        visit = tell("v", "visit", (24, micro))
        yield (
            f"trap 2: the duty done {micro} after the last instant",
            edge(policy, ANN, visit, docket=[f"filed a ann {status}"]),
        )
    tie = edge(
        barred(),
        ANN,
        filed("b", "bo", 0),
        credit="silent: tie",
        docket=["filed a ann standing", "filed b bo standing"],
    )
    yield "trap 3: two at one instant", tie
    later = edge(
        barred(),
        ANN,
        filed("b", "bo", (0, 1)),
        credit="ann",
        docket=["filed a ann standing", "filed b bo void by bars"],
    )
    yield "trap 3: one a microsecond later", later
    policy = rules(claim("seen", VISIT, needs=(some(VISIT),)))
    first, second = tell("u", "visit", 0, "ann"), tell("v", "visit", 1, "bo")
    yield "trap 3: its own opening meets no need", edge(policy, first, credit="silent")
    told = edge(policy, first, tell("v", "visit", 0, "bo"), credit="silent")
    yield "trap 3: nor one of the same instant", told
    yield "trap 3: one before it does", edge(policy, first, second, credit="bo")
    policy = rules(limits=(limit(needs=TOUCH),))
    yield (
        "trap 3: a duty done at the opening",
        edge(policy, ANN, tell("t", "touch", 0), credit="ann"),
    )
    yield (
        "trap 3: a duty not done",
        edge(policy, ANN, tell("t", "touch", (0, -1)), credit="silent"),
    )
    own = rules(limits=(limit(needs=FILING),))
    yield "trap 3: the opening itself meets no duty", edge(own, ANN, credit="silent")
    policy = having(some(FILING, before=FIRST_VISIT))
    for micro, owner in ((0, "silent"), (1, "ann")):
        yield (
            f"trap 4: before is strict, {micro}",
            edge(policy, ANN, tell("v", "visit", (0, micro)), credit=owner),
        )
    policy = having(some(TOUCH, within=hours(24)))
    for when, owner in (
        (0, "ann"),
        ((0, -1), "silent"),
        (24, "ann"),
        ((24, 1), "silent"),
    ):
        yield (
            f"trap 4: within has both ends, {when}",
            edge(policy, ANN, tell("t", "touch", when), credit=owner),
        )
    policy = having(some(TOUCH, back=hours(12), of=FIRST_VISIT))
    for when, owner in (
        ((8, -1), "silent"),
        (8, "ann"),
        ((20, -1), "ann"),
        (20, "silent"),
    ):
        visit = tell("v", "visit", 20)
        yield (
            f"trap 4: back leaves out its end, {when}",
            edge(policy, ANN, visit, tell("t", "touch", when), credit=owner),
        )


def anchors():
    """5, 6: where a limit begins."""
    visit = tell("v", "visit", -5)
    for whole, status in ((False, "standing"), (True, "lapsed by window")):
        anchor = Anchor(of="first", facts=VISIT, whole=whole)
        policy = rules(limits=(limit(needs=TOUCH, anchor=anchor),))
        docket = [f"filed a ann {status}"]
        yield f"trap 5: a visit of before, whole={whole}", edge(policy, visit, ANN, docket=docket)
    form = facts("filing", where=(match("medium", "in", "form"),))
    by_form = facts("filing", where=form.where, same=("id",))
    for name, test, status in (
        ("any filing by form", some(form), "lapsed by window"),
        ("itself by form", some(by_form), "standing"),
    ):
        policy = rules(limits=(limit(when=(test,)),))
        oral = filed("b", "bo", 1, medium="oral")
        docket = ["filed a ann lapsed by window", f"filed b bo {status}"]
        yield f"trap 5: {name}", edge(policy, ANN, oral, docket=docket)
    for name, anchor, last in (
        ("the last instant", Anchor(of="limit", limit="first"), 48),
        ("the fact", FIRST_VISIT, 26),
    ):
        policy = rules(limits=(limit("first", needs=VISIT), limit("second", anchor=anchor)))
        visit = tell("v", "visit", 2)
        yield f"trap 6: from {name}, inside", edge(policy, ANN, visit, when=last, credit="ann")
        over = edge(policy, ANN, visit, when=(last, 1), docket=["filed a ann lapsed by second"])
        yield f"trap 6: from {name}, over", over


def decided():
    """7, 26: what counts is the instant of decision."""
    policy = rules(limits=(limit(),), decisive=(DEAL,), undo=(UNDO,))
    for micro, owner in zip(MARGIN, ("ann", "silent")):
        deal = tell("d", "deal", (24, micro))
        yield (
            f"trap 7: a deal {micro} after the last instant",
            edge(policy, ANN, deal, when=500, credit=owner, decided=at((24, micro))),
        )
        back = (tell("d", "deal", 20), tell("u", "cancellation", 30))
        name = f"trap 7: cancelled, the time is given back, {micro}"
        yield name, edge(policy, ANN, *back, when=(34, micro), credit=owner)
    later = filed("z", "bo", -1)
    yield (
        "trap 26: a fact to come never matters",
        edge(rules(), ANN, BO, when=(1, -1), credit="ann"),
    )
    yield "trap 26: until it has come", edge(rules(), ANN, later, when=0, credit="bo")
    gone = tell("w", "withdrawal", 50, of="a")
    yield "trap 26: but a correction", edge(rules(), ANN, BO, gone, when=2, credit="bo")
    lapsing = (limit(),)
    yield "trap 26: a lapsed claim never wins", edge(rules(limits=lapsing), ANN, credit="silent")
    policy = rules(limits=lapsing, grounds=(ground(status=("lapsed",)),))
    yield "trap 26: but where its status is named", edge(policy, ANN, credit="ann")
    policy = rules(claim(bars=("filed", "house")), claim("house", VISIT, party="company"))
    asked = tell("v", "visit", 0, "cy")
    yield "trap 26: the house has its name", edge(policy, asked, BO, credit="company")


def recorded():
    """8, 9, 10, 18: what was known when."""
    late = tell("t", "touch", 10, "ann", recorded=50)
    policy = rules(limits=(limit(needs=TOUCH),))
    yield "trap 8: not yet known", edge(policy, ANN, late, known_at=(50, -1), credit="silent")
    yield "trap 8: known", edge(policy, ANN, late, known_at=50, credit="ann")
    prompt = rules(limits=(limit(needs=facts("touch", prompt=hours(24))),))
    for micro, owner in zip(MARGIN, ("ann", "silent")):
        told = tell("t", "touch", 10, "ann", recorded=(34, micro))
        yield f"trap 8: recorded {micro} after 24 hours", edge(prompt, ANN, told, credit=owner)
    gone = tell("w", "withdrawal", 50, of="a")
    yield "trap 9: not yet withdrawn", edge(rules(), ANN, gone, known_at=(50, -1), credit="ann")
    yield "trap 9: withdrawn", edge(rules(), ANN, gone, known_at=50, credit="silent", docket=[])
    yield "trap 9: withdrawn for every instant", edge(rules(), ANN, gone, when=2, docket=[])
    policy = rules(claim(ends=(UNDO,)))
    ended = tell("c", "cancellation", 50)
    yield (
        "trap 9: a revocation has its instant",
        edge(policy, ANN, ended, when=(50, -1), credit="ann"),
    )
    docket = ["filed a ann ended by filed"]
    yield "trap 9: from which it counts", edge(policy, ANN, ended, when=50, docket=docket)
    back = filed("b", "bo", -1, recorded=60)
    yield "trap 10: a date is believed", edge(rules(), ANN, back, credit="bo")
    policy = rules(claim(opens=facts("filing", prompt=hours(24))))
    yield "trap 10: but where it was written too late", edge(policy, ANN, back, credit="ann")
    late = filed("a", "ann", 0, recorded=50)
    barring = ["filed a ann standing", "filed b bo void by bars"]
    yield "trap 18: it stood", edge(barred(), late, BO, docket=barring)
    unknown = edge(barred(), late, BO, known_at=40, docket=["filed b bo standing"])
    yield "trap 18: nobody knew", unknown


def persons():
    """11, 12, 14, 16, 17, 25: who, and of whom."""
    rival = having(some(facts("touch", by="other")))
    for name, by, owner in (
        ("a rival", {"by": "bo"}, "ann"),
        ("himself", {"by": "ann"}, "silent"),
        ("for him", {"by": "bo", "for_": "ann"}, "silent"),
        ("he for a rival", {"by": "ann", "for_": "bo"}, "ann"),
        ("the customer", {"by": "customer"}, "silent"),
        ("the house", {"by": "company"}, "silent"),
        ("nobody", {}, "silent"),
    ):
        yield f"trap 11: {name}", edge(rival, ANN, tell("t", "touch", 1, **by), credit=owner)
    for op, owners in (
        ("none", {"none": "ann", "missing": "silent", "cy": "silent"}),
        ("missing", {"none": "silent", "missing": "ann", "cy": "silent"}),
        ("given", {"none": "silent", "missing": "silent", "cy": "ann"}),
    ):
        policy = having(some(facts("visit", where=(match("invited_by", op),))))
        for said, owner in owners.items():
            told = {"none": {"invited_by": None}, "missing": {}}.get(said, {"invited_by": "cy"})
            visit = tell("v", "visit", 1, **told)
            yield f"trap 12: {op} of {said}", edge(policy, ANN, visit, credit=owner)
    policy = having(some(TOUCH, count=2))
    once, again = tell("t", "touch", 1), tell("u", "touch", 1)
    yield "trap 14: one fact told twice", edge(policy, ANN, once, once, credit="silent")
    yield "trap 14: two facts", edge(policy, ANN, once, again, credit="ann")
    policy = having(some(facts("touch", same=("person",))))
    his = (filed("a", "ann", 0, person="p1"), filed("b", "bo", 1, person="p2"))
    for person, owner in (("p1", "ann"), ("p2", "bo"), ("p3", "silent")):
        call = tell("t", "touch", 2, person=person)
        yield f"trap 16: {person} was called", edge(policy, *his, call, credit=owner)
    others = facts("visit", where=(match("names", "other"),))
    policy = rules(
        claim(
            "named",
            facts("visit", where=(match("names", "given"),)),
            claimant="names",
            ends=(others,),
        ),
    )
    first, other = tell("u", "visit", 0, names="ann"), tell("v", "visit", 1, names="bo")
    docket = ["named u ann ended by named", "named v bo standing"]
    yield "trap 17: until another is named", edge(policy, first, other, credit="bo", docket=docket)
    same = tell("v", "visit", 1, names="ann")
    yield "trap 17: named again", edge(policy, first, same, docket=["named u ann standing"])
    left = facts("leave", where=(match("party", "self"),))
    gone = tell("l", "leave", 1, party="ann", reason="personal")
    policy = rules(claim(needs=(no(left),)))
    after = filed("b", "ann", 2)
    docket = ["filed b ann void by needs"]
    yield "trap 25: no new claim", edge(policy, gone, after, docket=docket)
    yield "trap 25: an old one stays", edge(policy, ANN, gone, credit="ann")
    policy = rules(claim(ends=(left,)))
    yield "trap 25: but where a row ends it", edge(policy, ANN, gone, credit="silent")


def absence():
    """13: that something did not happen is known only when it cannot happen any more."""
    policy = having(no(TOUCH, within=hours(24)))
    for micro, owner in zip(MARGIN, ("silent", "ann")):
        yield (
            f"trap 13: none within a span, {micro}",
            edge(policy, ANN, when=(24, micro), credit=owner),
        )
    policy = rules(claim(needs=(no(VISIT),)))
    for micro, status in ((-1, "void by needs"), (0, "standing")):
        visit = tell("v", "visit", (0, micro))
        name = f"trap 13: no visit before, {micro}"
        yield name, edge(policy, visit, ANN, docket=[f"filed a ann {status}"])


def limits():
    """19, 20: moving ends, and ends that meet."""
    grant = Extension(on=facts("extension"), span=hours(24))
    for micro, owner in zip(MARGIN, ("ann", "silent")):
        given = tell("e", "extension", (24, micro))
        policy = rules(limits=(limit(extend=grant),))
        yield (
            f"trap 19: extended {micro} after the end",
            edge(policy, ANN, given, when=48, credit=owner),
        )
        policy = rules(limits=(limit(restart=BY_SELF),))
        touch = tell("t", "touch", (24, micro), "ann")
        yield (
            f"trap 19: renewed {micro} after the end",
            edge(policy, ANN, touch, when=48, credit=owner),
        )
    graced = limit(grace=Grace(span=hours(12)), restart=BY_SELF)
    policy = rules(claim(bars=("filed",), ends=(UNDO,)), limits=(graced,))
    for when, statuses in (
        (36, ("lapsed by window", "void by bars")),
        ((36, 1), ("lapsed by window", "standing")),
    ):
        rival = filed("b", "bo", when)
        docket = [f"filed {one} {status}" for one, status in zip(("a ann", "b bo"), statuses)]
        told = edge(policy, ANN, rival, when=37, docket=docket)
        yield f"trap 19: grace lasts to its end, {when}", told
    ended = tell("u", "cancellation", 30)
    docket = ["filed a ann ended by filed"]
    yield "trap 19: ended in grace", edge(policy, ANN, ended, docket=docket)
    cured = tell("t", "touch", 36, "ann")
    yield "trap 19: cured in grace", edge(policy, ANN, cured, when=60, credit="ann")
    for order in (("one", "two"), ("two", "one")):
        policy = rules(limits=tuple(limit(name) for name in order))
        docket = [f"filed a ann lapsed by {order[0]}"]
        yield f"trap 20: {order[0]} stands first", edge(policy, ANN, docket=docket)


def changes():
    """23, 24: terms that change, and two questions."""
    for pin, owner in (("claim", "ann"), ("decision", "silent"), ("asked", "silent")):
        old = rules(limits=(limit(span=hours(72)),), pin=pin)
        new = rules(limits=(limit(),), pin=pin, revision=2)
        terms = Timeline(rows=((at(-100), old), (at(10), new)))
        told = edge(terms, ANN, when=72, credit=owner, policy="edge@2")
        yield f"trap 23: pinned to the {pin}", told
    policy = rules(
        grounds=(ground("first", answers=("credit",)), ground("last", order="last")),
        deciders=(Decider(role="head", until="always"),),
    )
    yield "trap 24: two answers", edge(policy, ANN, BO, credit="ann", service="bo")
    said = tell("d", "decision", 2, "zoe", role="head", owner="cy")
    yield "trap 24: a decision gives both", edge(policy, ANN, BO, said, credit="cy", service="cy")
    ended = rules(FILED, claim("seen", VISIT, needs=(Pick(claims=("filed",), by="other"),)))
    visit = tell("v", "visit", 2, "bo")
    docket = ["filed a ann standing", "seen v bo standing"]
    yield "trap 24: who serves ends nothing", edge(ended, ANN, visit, docket=docket)


TRAPS = named(windows, instants, anchors, decided, recorded, persons, absence, limits, changes)
"""Trap 15 is about identity, and stands in ``test_identity.py``."""
