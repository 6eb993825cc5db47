"""Conditions, grounds, shares, adjustments and what nobody told (points K1, K2, 9 to 11)."""

from fractions import Fraction
from typing import Any

from renoflow.attribution.policy import Adjustment, Identity, Outcome, Part, Parts, Pick, Whom
from renoflow.money import Money
from renoflow.periods import hours
from renoflow.select import OPENED, Anchor, Row, Table, Test
from tests.reference.edges.telling import (
    DEAL,
    FILED,
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

__all__ = ["ANSWERS"]

ANN = filed("a", "ann", 0)
BO = filed("b", "bo", 1)
BY_SELF = facts("touch", by="self")
HEAD = Outcome(kind="decider", to="head")
STAGES = ("visited", "measured", "signed")


def latest():
    """K1: what the latest of what is selected says."""
    active = facts("party_status", where=(match("party", "self"), match("status", "in", "active")))
    mine = tell("s", "party_status", 2, "hr", party="ann", status="active")
    for name, fields, owners in (
        ("fields", ("status",), ("ann", "silent", "ann", "silent")),
        ("all", True, ("silent", "silent", "ann", "silent")),
        ("none", False, ("ann", "ann", "ann", "ann")),
    ):
        policy = rules(grounds=(ground(having=(Test(facts=active, latest=fields),)),))
        for told, owner in zip(
            (
                tell("t", "party_status", 3, "hr", party="bo", status="gone"),
                tell("t", "party_status", 3, "hr", party="ann", status="gone"),
                tell("t", "party_status", 1, "hr", party="ann", status="gone"),
                tell("t", "party_status", 2, "hr", party="ann", status="gone"),
            ),
            owners,
            strict=True,
        ):
            status = f"{told.get('party')} {told.get('status')} at {told.at.hour}"
            yield f"latest {name}: {status}", edge(policy, ANN, mine, told, credit=owner)
    policy = rules(grounds=(ground(having=(Test(facts=active, latest=("status",)),)),))
    yield "latest: nothing was told", edge(policy, ANN, credit="silent")
    policy = rules(
        grounds=(ground(having=(Test(facts=active, latest=("status",), negated=True),)),)
    )
    yield "latest: nothing was told, turned round", edge(policy, ANN, credit="ann")


def stages():
    """K2: at least this stage, in the order of the policy."""
    for op, reached in (
        ("min", ("measured", "signed")),
        ("above", ("signed",)),
        ("max", ("visited", "measured")),
        ("below", ("visited",)),
    ):
        test = some(facts("stage", where=(match("stage", op, "measured"),)))
        policy = rules(grounds=(ground(having=(test,)),), stages=STAGES)
        for stage in (*STAGES, "elsewhere"):
            owner = "ann" if stage in reached else "silent"
            told = tell("s", "stage", 1, stage=stage)
            yield f"{op} measured: {stage}", edge(policy, ANN, told, credit=owner)
        yield f"{op} measured: nowhere", edge(policy, ANN, credit="silent")


def ranks():
    """9: who is first."""
    last_touch = Anchor(of="last", facts=BY_SELF)
    calls = (tell("t", "touch", 10, "ann"), tell("u", "touch", 20, "bo"))
    for order in ("first", "last"):
        owner = {"first": "ann", "last": "bo"}[order]
        policy = rules(grounds=(ground(rank=(last_touch,), order=order),))
        yield f"by last touch, {order}", edge(policy, ANN, BO, *calls, credit=owner)
        one = edge(policy, ANN, BO, calls[1], credit="bo")
        yield f"by last touch, {order}: without one comes last", one
        equal = (calls[0], tell("u", "touch", 10, "bo"))
        yield f"by last touch, {order}: equal", edge(policy, ANN, BO, *equal, credit="silent: tie")
        nobody = edge(policy, ANN, BO, credit="silent: tie")
        yield f"by last touch, {order}: nobody", nobody
        policy = rules(grounds=(ground(rank=(last_touch, OPENED), order=order),))
        yield f"then by opening, {order}", edge(policy, ANN, BO, *equal, credit=owner)
        yield f"then by opening, {order}: nobody", edge(policy, ANN, BO, credit=owner)
    frozen = rules(grounds=(ground(rank=(last_touch,), order="last"),), decisive=(DEAL,))
    for when, owner in ((30, "ann"), ((30, 1), "bo")):
        call, sold = tell("t", "touch", when, "ann"), tell("d", "deal", 30)
        told = edge(frozen, ANN, BO, call, calls[1], sold, credit=owner)
        yield f"by last touch up to the decision, {when}", told


def shares():
    """9: parts by table, the rest, and parts of whoever is named."""
    told: Any
    half = Fraction(1, 2)
    host = Whom(last=VISIT, role="received_by")
    caller = Whom(last=TOUCH)
    first = Whom(first=TOUCH)
    for name, parts, owner in (
        ("the rest", (Part(part=Fraction(1, 3), to="guide"), Part()), "ann 2/3 + guide 1/3"),
        ("the rest is another's", (Part(part=half), Part(to="guide")), "ann 1/2 + guide 1/2"),
        ("adds up", (Part(part=half), Part(to="ann")), "ann"),
    ):
        policy = rules(grounds=(ground(gives=Outcome(parts=parts)),))
        yield f"parts: {name}", edge(policy, ANN, credit=owner)
    policy = rules(grounds=(ground(gives=Outcome(parts=(Part(), Part(part=half, to=host)))),))
    for name, told, owner in (
        ("nobody was there", (), "silent: party"),
        ("nobody is told", ({},), "silent: party"),
        ("none", ({"received_by": None},), "silent: party"),
        ("one", ({"received_by": "zoe"},), "ann 1/2 + zoe 1/2"),
        ("the owner", ({"received_by": "ann"},), "ann"),
        ("one, told twice", ({"received_by": "zoe"},) * 2, "ann 1/2 + zoe 1/2"),
        ("two at once", ({"received_by": "zoe"}, {"received_by": "yan"}), "silent: party"),
        ("one and none at once", ({"received_by": "zoe"}, {}), "silent: party"),
    ):
        visits = [tell(f"v{n}", "visit", 5, **fields) for n, fields in enumerate(told)]
        yield f"whom: {name}", edge(policy, ANN, *visits, credit=owner, row="owns")
    later = (tell("v", "visit", 5, received_by="zoe"), tell("w", "visit", 6))
    yield "whom: the last names nobody", edge(policy, ANN, *later, credit="silent: party")
    before = tell("v", "visit", -5, received_by="zoe")
    yield "whom: before the opening too", edge(policy, ANN, before, credit="ann 1/2 + zoe 1/2")
    calls = (tell("t", "touch", 5, "zoe"), tell("u", "touch", 6, "bo", for_="yan"))
    for name, row, owner in (
        ("last", caller, "ann 1/2 + yan 1/2"),
        ("first", first, "ann 1/2 + zoe 1/2"),
        ("by himself", Whom(last=BY_SELF), "silent: party"),
    ):
        policy = rules(grounds=(ground(gives=Outcome(parts=(Part(), Part(part=half, to=row)))),))
        yield f"whom: {name}", edge(policy, ANN, *calls, credit=owner)
    frozen = rules(
        decisive=(DEAL,),
        grounds=(ground(gives=Outcome(parts=(Part(), Part(part=half, to=caller)))),),
    )
    for when, owner in ((30, "ann 1/2 + zoe 1/2"), ((30, 1), "silent: party")):
        told = (tell("t", "touch", when, "zoe"), tell("d", "deal", 30))
        yield f"whom: up to the decision, {when}", edge(frozen, ANN, *told, credit=owner)
    several = Whom(last=facts("dispute"), role="claims")
    policy = rules(grounds=(ground(gives=Outcome(parts=(Part(), Part(part=half, to=several)))),))
    told = tell("j", "dispute", 5, claims=("yan", "zoe"))
    yield "whom: several", edge(policy, ANN, told, credit="ann 1/2 + yan 1/4 + zoe 1/4")
    two = rules(
        grounds=(
            ground(
                take=2,
                gives=Outcome(parts=(Part(), Part(part=half, to=Whom(last=BY_SELF)))),
                tie=HEAD,
            ),
        )
    )
    equal = (ANN, filed("b", "bo", 0), tell("t", "touch", 5, "ann"), tell("u", "touch", 5, "bo"))
    yield "whom: equals see another", edge(two, *equal, credit="decider head: tie")


def slots():
    """9: a part with a contest of its own, and what becomes of it where nobody wins that."""
    told: Any
    seen = claim("seen", VISIT)
    to = Pick(claims=("seen",))
    half = Fraction(1, 2)
    ends = limit("seen_window", on=("seen",))
    for name, given, fields, told, owner in (
        ("one", to, {}, [(0, "cy")], "ann 1/2 + cy 1/2"),
        ("the same party", to, {}, [(0, "ann")], "ann"),
        ("the first", to, {}, [(0, "cy"), (1, "bo")], "ann 1/2 + cy 1/2"),
        ("equals", to, {}, [(0, "cy"), (0, "bo")], "decider head: tie"),
        (
            "all",
            Pick(claims=("seen",), take=None),
            {},
            [(0, "cy"), (0, "bo")],
            "ann 1/2 + bo 1/4 + cy 1/4",
        ),
        (
            "another's only",
            Pick(claims=("seen",), by="other"),
            {},
            [(0, "ann"), (1, "bo")],
            "ann 1/2 + bo 1/2",
        ),
        ("nobody", to, {}, [], "silent: party"),
        ("nobody, and then the company", to, {"nobody": "company"}, [], "ann 1/2 + company 1/2"),
        (
            "equals are not nobody",
            to,
            {"nobody": "company"},
            [(0, "cy"), (0, "bo")],
            "decider head: tie",
        ),
    ):
        parts = (Part(), Part(part=half, to=given, **fields))
        policy = rules(FILED, seen, grounds=(ground(gives=Outcome(parts=parts), tie=HEAD),))
        visits = [tell(f"v{n}", "visit", when, by) for n, (when, by) in enumerate(told)]
        yield f"slot: {name}", edge(policy, ANN, *visits, credit=owner)
    parts = (Part(), Part(part=half, to=to, nobody="company"))
    policy = rules(FILED, seen, grounds=(ground(gives=Outcome(parts=parts)),), limits=(ends,))
    for when, owner in ((24, "ann 1/2 + cy 1/2"), ((24, 1), "ann 1/2 + company 1/2")):
        told = edge(policy, ANN, tell("v", "visit", 0, "cy"), when=when, credit=owner)
        yield f"slot: its own limit, {when}", told
    whole = Outcome(parts=(Part(part=Fraction(1), to=to),))
    policy = rules(FILED, seen, grounds=(ground(gives=whole),))
    yield "slot: all of it", edge(policy, ANN, tell("v", "visit", 1, "cy"), credit="cy")
    host = Whom(last=VISIT, role="received_by")
    for name, visits, owner in (
        ("nobody was there", [], "ann 1/2 + company 1/2"),
        ("somebody", [tell("v", "visit", 1, received_by="zoe")], "ann 1/2 + zoe 1/2"),
    ):
        parts = (Part(), Part(part=half, to=host, nobody="company"))
        policy = rules(grounds=(ground(gives=Outcome(parts=parts)),))
        yield f"whom, else the company: {name}", edge(policy, ANN, *visits, credit=owner)


def tables():
    """9: parts that depend on when, and on what was filed."""
    rows: tuple[Row[Parts], ...] = (
        Row(gives=(Part(part=Fraction(3, 4)), Part()), upto=hours(24)),
        Row(gives=(Part(), Part(part=Fraction(1, 4), to="guide"))),
    )
    graded = Outcome(parts=Table(by="elapsed", rows=rows))
    policy = rules(grounds=(ground(gives=graded, take=2),), decisive=(DEAL,))
    for micro, owner in zip(MARGIN, ("ann 3/4 + bo 1/4", "ann 3/4 + guide 1/4")):
        sold = tell("d", "deal", (24, micro))
        told = edge(policy, ANN, BO, sold, credit=owner)
        yield f"table: elapsed {micro} at the decision", told
    by_medium: Table[Parts] = Table(
        by="field",
        field="medium",
        rows=(
            Row(gives=(Part(),), values=("form",)),
            Row(gives=(Part(), Part(part=Fraction(1, 2), to="guide"))),
        ),
    )
    policy = rules(grounds=(ground(gives=Outcome(parts=by_medium), tie=HEAD),))
    oral = filed("b", "bo", 1, medium="oral")
    yield "table: of the first picked", edge(policy, ANN, oral, credit="ann")
    policy = rules(grounds=(ground(gives=Outcome(parts=by_medium), tie=HEAD, order="last"),))
    yield "table: of the last picked", edge(policy, ANN, oral, credit="bo 1/2 + guide 1/2")
    equal = filed("b", "bo", 0, medium="oral")
    policy = rules(grounds=(ground(gives=Outcome(parts=by_medium), tie=HEAD, take=2),))
    yield "table: equals see another row", edge(policy, ANN, equal, credit="decider head: tie")


def adjusted():
    """10: what is named besides the owner."""
    told: Any
    expected: Any
    guide = Whom(last=VISIT, role="received_by")
    rest = Pick(claims=("filed",), take=None)
    second = Pick(claims=("filed",), take=2)
    for name, to, told, parties in (
        ("a party", "guide", (), ["guide"]),
        ("nobody", guide, (), []),
        ("somebody", guide, (tell("v", "visit", 2, received_by="zoe"),), ["zoe"]),
        ("not the owner", rest, (), ["bo"]),
        ("only those taken", second, (filed("c", "cy", 3),), ["bo"]),
        ("the first alone", Pick(claims=("filed",)), (), []),
        ("a tie", second, (filed("c", "cy", 1),), []),
        ("the house asks nobody", rest, (filed("c", "ann", 4),), ["bo"]),
    ):
        policy = rules(adjustments=(fee(to),))
        expected = [("fee", party, Fraction(3, 10)) for party in parties]
        yield f"fee: {name}", edge(policy, ANN, BO, *told, adjusted=expected)
    for name, when, told in (
        ("seen from nowhere", some(BY_SELF), False),
        ("of anybody", some(TOUCH), True),
        ("a pick of one's own is anyone's", Pick(claims=("filed",), by="self"), True),
        ("a pick of others' is anyone's", Pick(claims=("filed",), by="other", count=2), True),
        ("a pick that fails", Pick(claims=("filed",), count=3), False),
    ):
        policy = rules(adjustments=(fee("guide", when=(when,)),))
        call = tell("t", "touch", 2, "ann")
        expected = [("fee", "guide", Fraction(3, 10))] if told else []
        yield f"fee: {name}", edge(policy, ANN, BO, call, adjusted=expected)
    sold, call = tell("d", "deal", 20), tell("t", "touch", 30, "ann")
    for until, told in (("asked", True), ("decisive", False)):
        test = some(TOUCH, until=until)
        policy = rules(decisive=(DEAL,), adjustments=(fee("guide", when=(test,)),))
        expected = [("fee", "guide", Fraction(3, 10))] if told else []
        yield f"fee: until {until}", edge(policy, ANN, sold, call, adjusted=expected)
    amount = Table(
        by="count", facts=TOUCH, rows=(Row(gives=Money(100), upto=1), Row(gives=Money(200)))
    )
    policy = rules(adjustments=(fee("guide", part=None, amount=amount),))
    calls = [tell(f"t{n}", "touch", n, "ann") for n in (2, 3)]
    for many, fen in ((1, 100), (2, 200)):
        expected = [("fee", "guide", Money(fen))]
        yield f"fee: graded, {many}", edge(policy, ANN, *calls[:many], adjusted=expected)
    doubt = Identity(keys=(), doubt=HEAD)
    policy = rules(identity=doubt, adjustments=(fee(rest),))
    expected = [("fee", party, Fraction(3, 10)) for party in ("ann", "bo")]
    told = edge(
        policy, ANN, BO, doubts=("k2",), credit="decider head: identity", adjusted=expected
    )
    yield "fee: in doubt nobody owns", told


def fee(to, **fields):
    return Adjustment(**{"id": "fee", "kind": "fee", "to": to, "part": Fraction(3, 10), **fields})


def untold():
    """11: why the text is silent."""
    told: Any
    expected: Any
    missing: Any
    for op, values, told, missing in (
        ("given", (), {}, True),
        ("given", (), {"source": None}, False),
        ("none", (), {}, True),
        ("in", ("own",), {}, True),
        ("in", ("own",), {"source": "event"}, False),
        ("not_in", ("own",), {"source": "own"}, False),
        ("missing", (), {"source": "own"}, False),
    ):
        row = claim(opens=facts("filing", where=(match("source", op, *values),)))
        name = f"untold: {op} {values} of {told}"
        expected = {"credit": "silent: missing", "missing": [("a", "source")]}
        if not missing:
            expected = {"credit": "silent", "missing": []}
        yield name, edge(rules(row), filed("a", "ann", 0, **told), **expected)
    two = (match("source", "in", "own"), match("phone", "given"))
    both = claim(opens=facts("filing", where=two))
    expected = [("a", "phone"), ("a", "source")]
    yield "untold: two fields", edge(rules(both), ANN, missing=expected)
    wrong = filed("a", "ann", 0, source="event")
    yield "untold: one, and another is wrong", edge(rules(both), wrong, missing=[])
    more = (match("source", "in", "own"), match("medium", "in", "oral"))
    oral = claim(opens=facts("filing", where=more))
    yield "untold: another condition fails", edge(rules(oral), ANN, missing=[], credit="silent")
    asked = claim("asked", facts("filing", where=(match("source", "given"),)))
    told = edge(rules(FILED, asked), ANN, credit="ann", missing=[])
    yield "untold: somebody owns all the same", told
    tie = edge(rules(FILED, asked), ANN, filed("b", "bo", 0), credit="silent: tie", missing=[])
    yield "untold: a tie is a tie", tie
    silent = Outcome(kind="silent")
    gives = (ground("none", claims=("asked",)), ground("says", gives=silent))
    came, visit = claim("filed", VISIT), tell("v", "visit", 1, "bo")
    policy = rules(came, asked, grounds=gives)
    told = edge(policy, ANN, visit, missing=[("a", "source")], row="says")
    yield "untold: a ground that is silent", told
    told = edge(rules(FILED, asked, grounds=gives), ANN, missing=[], row="says")
    yield "untold: of what opened a claim nothing is asked", told
    invited = claim(opens=VISIT, claimant="invited_by")
    visit = tell("v", "visit", 0)
    yield "untold: the claimant is no condition", edge(rules(invited), visit, missing=[])
    policy = rules(asked, decisive=(DEAL,))
    for when, missing in ((20, [("a", "source")]), ((20, 1), [])):
        late = filed("a", "ann", when)
        told = edge(policy, late, tell("d", "deal", 20), missing=missing)
        yield f"untold: up to the decision, {when}", told


ANSWERS = named(latest, stages, ranks, shares, slots, tables, adjusted, untold)
