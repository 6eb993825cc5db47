"""Known and gathered, chapters, the instant of decision, stand-still, pins (points 1 to 4)."""

from typing import Any

from renoflow.attribution.policy import Chapter, Decider
from renoflow.limits import Stretch
from renoflow.periods import hours
from renoflow.select import Anchor
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
    named,
    rules,
    some,
    tell,
)

__all__ = ["CHAPTERS"]

ANN = filed("a", "ann", 0)
BO = filed("b", "bo", 30)
CLOSED = Chapter(closes=(DEAL,))
GAP = Chapter(fresh=FILING, gap=hours(24))
SOLD = tell("d", "deal", 20)


def known():
    """1: whose withdrawals count, and which of the others are told."""
    policy = rules(correctors=("head",))
    for role, owner, ignored in (
        ("head", "silent", []),
        ("clerk", "ann", ["w"]),
        (None, "ann", ["w"]),
    ):
        gone = tell("w", "withdrawal", 10, "zoe", of="a", **({"role": role} if role else {}))
        yield f"withdrawn by {role}", edge(policy, ANN, gone, credit=owner, ignored=ignored)
        open_to_all = edge(rules(), ANN, gone, credit="silent", ignored=[])
        yield f"withdrawn by {role}, where all may", open_to_all
    gone = tell("w", "withdrawal", 10, "zoe", of="a")
    for when, ignored in ((10, ["w"]), ((10, -1), [])):
        told = edge(policy, ANN, gone, when=when, credit="ann", ignored=ignored)
        yield f"an attempt is told from when it was made, {when}", told
    gone = tell("w", "withdrawal", 10, "zoe", of="a", recorded=50)
    for when, ignored in ((50, ["w"]), ((50, -1), [])):
        told = edge(policy, ANN, gone, known_at=when, credit="ann", ignored=ignored)
        yield f"and from when it was known, {when}", told


def closed():
    """2: a chapter ends with a deal, and the next begins with the next claim."""
    policy = rules(chapter=CLOSED)
    both = [f"filed {one} standing" for one in ("a ann", "b bo")]
    new = ["filed b bo standing"]
    yield "closed, nothing came", edge(policy, ANN, SOLD, credit="ann")
    yield "closed, then filed", edge(policy, ANN, SOLD, BO, credit="bo", docket=new)
    yield "asked before that", edge(policy, ANN, SOLD, BO, when=(30, -1), credit="ann")
    yield "never closed", edge(policy, ANN, BO, credit="ann", docket=both)
    at_once = filed("b", "bo", 20)
    yield "filed as it closes", edge(policy, ANN, SOLD, at_once, credit="ann", docket=both)
    later = edge(policy, ANN, SOLD, at_once, filed("c", "cy", 21), docket=["filed c cy standing"])
    yield "and once more", later
    policy = rules(chapter=CLOSED, undo=(UNDO,))
    for when, docket in ((25, both), (20, new), (30, new), ((30, 1), new)):
        undone = tell("u", "cancellation", when)
        yield f"undone at {when}", edge(policy, ANN, SOLD, undone, BO, docket=docket)
    undone = tell("u", "cancellation", 25)
    again = tell("e", "deal", 26)
    yield "and closed again", edge(policy, ANN, SOLD, undone, again, BO, docket=new)
    twice = tell("e", "deal", 22)
    yield "one undoes all before", edge(policy, ANN, SOLD, twice, undone, BO, docket=both)
    invited = claim(opens=VISIT, claimant="invited_by")
    house = claim(opens=VISIT, party="company")
    visits = (tell("a", "visit", 0, invited_by="ann"), SOLD, tell("b", "visit", 30))
    for name, row, docket in (
        ("names nobody", invited, ["filed a ann standing"]),
        ("is the house's", house, ["filed b company standing"]),
    ):
        policy = rules(row, chapter=CLOSED)
        yield f"what comes {name}", edge(policy, *visits, docket=docket)
    mine = claim(opens=facts("filing", by="self"))
    policy = rules(FILED, claim("own", mine.opens), chapter=CLOSED)
    yield "opens are seen from nowhere", edge(policy, ANN, SOLD, BO, docket=new)


def apart():
    """2: a chapter begins where nothing came for longer than the gap."""
    both = ["filed a ann standing", "filed b bo standing"]
    new = ["filed b bo standing"]
    for micro, docket in zip(MARGIN, (both, new)):
        later = filed("b", "bo", (24, micro))
        yield f"a gap, {micro}", edge(rules(chapter=GAP), ANN, later, docket=docket)
        since = Chapter(fresh=FILING, gap=hours(24), since=TOUCH)
        touch = tell("t", "touch", 0)
        early = filed("a", "ann", -30)
        policy = rules(chapter=since)
        told = edge(policy, early, touch, later, docket=docket)
        yield f"since the last touch, {micro}", told
    late = filed("b", "bo", 90)
    since = Chapter(fresh=FILING, gap=hours(24), since=TOUCH)
    yield "since a touch that never was", edge(rules(chapter=since), ANN, late, docket=both)
    touch = tell("t", "touch", 90)
    told = edge(rules(chapter=since), tell("s", "touch", 1), ANN, touch, late, docket=new)
    yield "a touch at once is not before", told
    by_day = Chapter(fresh=FILING, gap=DAY)
    for when, docket in (((39, -1), both), (39, new)):
        later = filed("b", "bo", when)
        yield f"a gap of a day, {when}", edge(rules(chapter=by_day), ANN, later, docket=docket)
    visits = Chapter(fresh=VISIT, gap=hours(24), since=FILING)
    visit = tell("v", "visit", 30)
    told = edge(rules(chapter=visits), ANN, visit, credit="silent", docket=[])
    yield "what is fresh need not open a claim", told


def beyond():
    """2: tests with `ever`, decisions, and what a chapter leaves behind."""
    touch = tell("t", "touch", 1)
    for ever, owner in ((True, "bo"), (False, "silent")):
        policy = rules(chapter=CLOSED, grounds=(ground(having=(some(TOUCH, ever=ever),)),))
        yield f"ever={ever}", edge(policy, ANN, touch, SOLD, BO, credit=owner)
        plain = rules(grounds=(ground(having=(some(TOUCH, ever=ever),)),))
        yield f"ever={ever}, without chapters", edge(plain, ANN, touch, credit="ann")
    for when, status in (((30, -1), "standing"), (30, "void by needs")):
        policy = rules(claim(needs=(some(VISIT, ever=True),)), chapter=GAP)
        visit = tell("v", "visit", when)
        told = edge(policy, visit, BO, docket=[f"filed b bo {status}"])
        yield f"a need of ever is strictly before, {when}", told
    policy = rules(chapter=CLOSED, deciders=(Decider(role="head", until="always"),))
    said = tell("s", "decision", 10, "zoe", role="head", owner="cy")
    yield "a decision", edge(policy, ANN, said, credit="cy")
    yield "is of its chapter", edge(policy, ANN, said, SOLD, BO, credit="bo")
    policy = rules(chapter=CLOSED, decisive=(DEAL,))
    yield "frozen", edge(policy, ANN, SOLD, decided=at(20), credit="ann")
    yield "the next is not", edge(policy, ANN, SOLD, BO, decided=at(100), credit="bo")
    policy = rules(claim(bars=("filed",)), chapter=CLOSED)
    yield "no bar across", edge(policy, ANN, SOLD, BO, docket=["filed b bo standing"])


def still():
    """3: limits stand still while a decision that was undone lasted."""
    when: Any
    told: Any
    undone = (tell("d", "deal", 10), tell("u", "cancellation", 30))
    for name, fields, last in (
        ("exact", {}, 44),
        ("by days", {"span": DAY}, (63, -1)),
        ("from inside", {"anchor": Anchor(of="first", facts=VISIT)}, 54),
        ("beside a pause", {"pause": Stretch(start=TOUCH, stop=VISIT)}, 54),
        ("a duty", {"needs": facts("survey")}, 44),
    ):
        policy = rules(limits=(limit(**fields),), decisive=(DEAL,), undo=(UNDO,))
        told = (ANN, *undone, tell("t", "touch", 20), tell("v", "visit", 25))
        if name == "beside a pause":
            told = (ANN, *undone, tell("t", "touch", 20), tell("v", "visit", 40))
        elif name == "from inside":
            told = (ANN, *undone, tell("v", "visit", 25))
        hour, micro = last if isinstance(last, tuple) else (last, 0)
        for plus, owner in zip(MARGIN, ("ann", "silent")):
            when = (hour, micro + plus)
            yield f"still: {name}, {plus}", edge(policy, *told, when=when, credit=owner)
    policy = rules(limits=(limit(),), decisive=(DEAL,), undo=(UNDO,))
    after = (tell("d", "deal", (24, 1)), tell("u", "cancellation", 30))
    yield "still: after the end", edge(policy, ANN, *after, credit="silent")
    upto = (tell("d", "deal", 24), tell("u", "cancellation", 30))
    for when, owner in ((30, "ann"), ((30, 1), "silent")):
        yield (
            f"still: never ends inside, {when}",
            edge(policy, ANN, *upto, when=when, credit=owner),
        )
    twice = (
        *(tell("d", "deal", 5), tell("e", "deal", 10)),
        *(tell("u", "cancellation", 20), tell("w", "cancellation", 25)),
    )
    for when, owner in ((39, "ann"), ((39, 1), "silent")):
        yield (
            f"still: two deals, one stand, {when}",
            edge(policy, ANN, *twice, when=when, credit=owner),
        )
    before = filed("b", "bo", 20)
    for when, owner in ((54, "bo"), ((54, 1), "silent")):
        told = edge(policy, *undone, before, when=when, credit=owner)
        yield f"still: begun inside, {when}", told
    at_once = (tell("d", "deal", 20), tell("u", "cancellation", 20))
    told = edge(policy, ANN, *at_once, credit="ann", decided=at(20))
    yield "an undo at once undoes nothing", told
    meeting = limit(span=None, by=Anchor(of="first", facts=VISIT))
    by_visit = rules(limits=(meeting,), decisive=(DEAL,), undo=(UNDO,))
    visit = tell("v", "visit", 15)
    yield (
        "still: an agreed end does not move",
        edge(by_visit, ANN, *undone, visit, when=20, decided=at(10), credit="ann"),
    )
    told = edge(by_visit, ANN, *undone, visit, when=31, credit="silent")
    yield "still: an agreed end is over", told


def pins():
    """4: whose revision."""
    for since, policy in (((0, 0), "edge@2"), ((0, 1), "edge@1")):
        old, new = rules(), rules(revision=2)
        terms = Timeline(rows=((at(-100), old), (at(since), new)))
        told = edge(terms, ANN, when=0, policy=policy)
        yield f"the first instant of a revision has the new terms, {since}", told
    for pin, kept in (("claim", "edge@2"), ("decision", "edge@2"), ("asked", "edge@3")):
        terms = _terms(pin, *(rules(pin=pin, revision=n, decisive=(DEAL,)) for n in (1, 2, 3)))
        told = edge(terms, ANN, tell("d", "deal", 20), policy=kept)
        yield f"frozen under the second, pinned to the {pin}", told
    for when, status in (((10, -1), "lapsed by window"), (10, "standing")):
        terms = _terms("claim", rules(limits=(limit(),)), rules(revision=2), rules(revision=3))
        one = filed("b", "bo", when)
        told = edge(terms, one, docket=[f"filed b bo {status}"])
        yield f"opened at {when}, with its limits", told
        terms = _terms("claim", rules(), rules(claim("seen", VISIT)), rules())
        opened = tell("v", "visit", when, "cy")
        docket = [] if status != "standing" else ["seen v cy standing"]
        yield f"opened at {when}, if it opens", edge(terms, opened, docket=docket)
    visited = rules(claim(needs=(some(VISIT),)), revision=2)
    for pin, status in (("claim", "standing"), ("decision", "void by needs")):
        terms = _terms(pin, rules(), visited, visited)
        docket = [f"filed a ann {status}"]
        yield f"a stricter need, pinned to the {pin}", edge(terms, ANN, docket=docket)
    terms = _terms("claim", rules(claim(ends=(TOUCH,))), rules(claim(bars=("filed",))), rules())
    touch, late = tell("t", "touch", 40), filed("c", "cy", 15)
    docket = ["filed a ann ended by filed", "filed c cy void by bars"]
    told = edge(terms, ANN, late, touch, docket=docket)
    yield "each claim's row is of its own revision", told
    terms = Timeline(rows=((at(50), rules(limits=(limit(),), pin="claim")),))
    told = edge(terms, ANN, docket=["filed a ann lapsed by window"])
    yield "before the first revision its rows count", told
    terms = _terms("claim", rules(), rules(), rules(grounds=(ground(order="last"),)))
    yield "the grounds are of the decision", edge(terms, ANN, filed("b", "bo", 1), credit="bo")


def _terms(pin, *policies):
    """The first from long before, the second from hour 10, the third from hour 30."""
    rows = []
    for number, (since, one) in enumerate(zip((-100, 10, 30), policies), start=1):
        fields = {"pin": pin, "revision": number, "limits": one.limits, "grounds": one.grounds}
        rows.append((at(since), rules(*one.claims, decisive=one.decisive, **fields)))
    return Timeline(rows=tuple(rows))


CHAPTERS = named(known, closed, apart, beyond, still, pins)
