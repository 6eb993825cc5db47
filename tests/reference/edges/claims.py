"""Audits, what comes first at one instant, and transfers (points 5 to 7)."""

from typing import Any

from renoflow.attribution.policy import Approval, Audit, Pick, Transfer
from renoflow.periods import hours
from tests.reference.edges.telling import (
    DAY,
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
    rules,
    some,
    tell,
)

__all__ = ["CLAIMS"]

ANN = filed("a", "ann", 0)
BO = filed("b", "bo", 30)
BY_SELF = facts("touch", by="self")
GIVEN = tell("x", "transfer", 10, "zoe", to="bo")


def audit(name="audit", when_=VISIT, **fields):
    return Audit(**{"id": name, "on": ("filed",), "at": when_, "needs": BY_SELF, **fields})


def audited(*audits, bars=("filed",), **fields):
    row = {key: fields.pop(key) for key in ("needs", "again", "approvals") if key in fields}
    return rules(claim(bars=bars, **row), audits=audits or (audit(),), **fields)


def looking_back():
    """5: what must have happened before."""
    visit = tell("v", "visit", 30)
    back = audit(back=hours(12))
    for when, status in (
        ((18, -1), "lapsed by audit"),
        (18, "standing"),
        ((30, -1), "standing"),
        (30, "lapsed by audit"),
    ):
        touch = tell("t", "touch", when, "ann")
        told = edge(audited(back), ANN, touch, visit, docket=[f"filed a ann {status}"])
        yield f"audit: 12 hours back, {when}", told
    by_day = audit(back=DAY)
    for when, status in (((-9, -1), "lapsed by audit"), (-9, "standing")):
        policy, touch = audited(by_day), tell("t", "touch", when, "ann")
        noon = tell("v", "visit", 20)
        told = edge(policy, ANN, touch, noon, docket=[f"filed a ann {status}"])
        yield f"audit: a day back, {when}", told
    for when, status in (((0, -1), "lapsed by audit"), (0, "standing"), (20, "standing")):
        touch = tell("t", "touch", when, "ann")
        told = edge(audited(), ANN, touch, visit, docket=[f"filed a ann {status}"])
        yield f"audit: since the opening, {when}", told
    again = (tell("t", "touch", 2, "ann"), tell("u", "touch", 3, "ann"))
    for count, status in ((2, "standing"), (3, "lapsed by audit")):
        policy = audited(audit(count=count))
        told = edge(policy, ANN, *again, visit, docket=[f"filed a ann {status}"])
        yield f"audit: {count} times", told
    yield "audit: not called for", edge(audited(), ANN, docket=["filed a ann standing"])
    yield "audit: not yet", edge(audited(), ANN, visit, when=(30, -1), credit="ann")
    yield "audit: from that instant", edge(audited(), ANN, visit, when=30, credit="silent")
    at_once = tell("v", "visit", 0)
    yield "audit: not at the opening", edge(audited(), ANN, at_once, credit="ann")
    before = tell("v", "visit", (0, 1))
    yield "audit: just after it", edge(audited(), ANN, before, credit="silent")
    contested = edge(
        audited(audit(then="contest")), ANN, visit, docket=["filed a ann contestable"]
    )
    yield "audit: open to challenge", contested
    both = audited(audit("one", then="contest"), audit("two"), audit("three"))
    yield (
        "audit: the first that ends",
        edge(both, ANN, visit, docket=["filed a ann lapsed by two"]),
    )


def conditions():
    """5: `when`, `only_after`, and claims that are not in force."""
    visit = tell("v", "visit", 30)
    policy = audited(audit(when=(some(facts("survey")),)))
    for when, owner in ((30, "silent"), ((30, 1), "ann")):
        survey = tell("s", "survey", when, result="good")
        yield (
            f"audit: when, up to the instant, {when}",
            edge(policy, ANN, survey, visit, credit=owner),
        )
    after = audit(only_after=("window",))
    policy = audited(after, limits=(limit(then="report"),))
    for micro, owner in zip(MARGIN, ("ann", "silent")):
        called = tell("v", "visit", (24, micro))
        yield f"audit: only after a limit, {micro}", edge(policy, ANN, called, credit=owner)
    met = audited(after, limits=(limit(then="report", needs=facts("survey")),))
    for when, owner in ((10, "silent"), (11, "ann")):
        done = tell("s", "survey", when, result="good")
        called = tell("v", "visit", 10)
        yield f"audit: or once it is met, {when}", edge(met, ANN, done, called, credit=owner)
    signed = Approval(id="sign", role="desk", on=facts("approval"), refused=facts("refusal"))
    policy = audited(approvals=(signed,))
    docket = ["filed a ann lapsed by audit"]
    yield "audit: of a pending claim", edge(policy, ANN, visit, docket=docket)
    refused = tell("r", "refusal", 20, of="a")
    docket = ["filed a ann refused by filed/sign"]
    yield "audit: of a refused claim", edge(policy, ANN, refused, visit, docket=docket)


def rivals():
    """5: audits that a rival calls for."""
    rival = audit(when_="rival")
    touch = tell("t", "touch", 10, "ann")
    failed = ["filed a ann lapsed by audit", "filed b bo standing"]
    passed = ["filed a ann standing", "filed b bo void by bars"]
    yield "rival: the claim fails", edge(audited(rival), ANN, BO, docket=failed)
    yield "rival: it passes", edge(audited(rival), ANN, touch, BO, docket=passed)
    own = filed("b", "ann", 30)
    told = edge(audited(rival, again="new"), ANN, own, credit="ann")
    yield "rival: nobody is his own", told
    house = rules(claim(), claim("house", VISIT, party="company"), audits=(rival,))
    visit = tell("v", "visit", 30)
    yield (
        "rival: the house is none",
        edge(
            house,
            ANN,
            visit,
            docket=[
                "filed a ann standing",
                "house v company standing",
            ],
        ),
    )
    needing = audited(rival, needs=(some(VISIT),))
    start = tell("v", "visit", -1)
    yield "rival: whose needs hold", edge(needing, start, ANN, BO, docket=failed)
    second = rules(claim(), claim("seen", TOUCH, needs=(some(VISIT),)), audits=(rival,))
    call, seen = tell("t", "touch", 30, "bo"), tell("u", "visit", 30)
    docket = ["filed a ann standing", "seen t bo void by needs"]
    yield "rival: whose needs fail", edge(second, ANN, seen, call, docket=docket)
    docket = ["filed a ann lapsed by audit", "seen t bo standing"]
    yield "rival: and who then comes in", edge(second, start, ANN, call, docket=docket)
    for name, told, docket in (
        (
            "gives way",
            (),
            ["filed a ann displaced by filed", "filed b bo standing"],
        ),
        (
            "is saved",
            (touch,),
            ["filed a ann contestable", "filed b bo void by bars"],
        ),
    ):
        window = (limit(then="contest"),)
        policy = audited(audit(when_="rival", then="contest"), limits=window)
        yield (
            f"rival: a contestable claim {name}",
            edge(policy, ANN, *told, BO, when=31, docket=docket),
        )
    policy = audited(audit(when_="rival", then="contest"))
    docket = ["filed a ann displaced by filed", "filed b bo standing"]
    yield "rival: open to challenge, and challenged", edge(policy, ANN, BO, docket=docket)
    visit = tell("v", "visit", 30)
    policy = audited(audit(), limits=(limit(then="contest"),))
    docket = ["filed a ann displaced by filed", "filed b bo standing"]
    told = edge(policy, ANN, touch, visit, BO, when=31, docket=docket)
    yield "rival: another audit saves from nobody", told
    two = (BO, filed("c", "cy", 30))
    docket = [failed[0], "filed b bo standing", "filed c cy standing"]
    yield "rival: two at once", edge(audited(rival), ANN, *two, docket=docket)
    again = filed("b", "ann", 30)
    docket = ["filed a ann lapsed by audit", "filed b ann standing"]
    told = edge(audited(audit()), ANN, tell("v", "visit", 30), again, docket=docket)
    yield "audit: a repeat at once is a new claim", told
    lapsed = Pick(claims=("filed",), status=("lapsed",))
    for when, status in ((30, "void by needs"), ((30, 1), "standing")):
        policy = rules(claim(), claim("next", TOUCH, needs=(lapsed,)), audits=(audit(needs=UNDO),))
        told = (ANN, tell("v", "visit", 30), tell("t", "touch", when, "bo"))
        docket = ["filed a ann lapsed by audit", f"next t bo {status}"]
        yield f"audit: needs see it later, {when}", edge(policy, *told, docket=docket)


def order():
    """6: time alone, then audits, then what the facts of the instant do."""
    call = tell("v", "visit", (24, 1))
    policy = audited(limits=(limit(),))
    docket = ["filed a ann lapsed by window"]
    yield "time goes before an audit", edge(policy, ANN, call, docket=docket)
    visit, ended = tell("v", "visit", 20), tell("u", "cancellation", 20)
    policy = rules(claim(ends=(UNDO,)), audits=(audit(),))
    docket = ["filed a ann lapsed by audit"]
    yield "an audit before an end", edge(policy, ANN, visit, ended, docket=docket)
    policy = rules(claim(transfer=Transfer(on=facts("transfer"))), audits=(audit(),))
    given = tell("x", "transfer", 20, to="bo")
    yield "and before a transfer", edge(policy, ANN, visit, given, docket=docket)
    row = claim(bars=("filed",), transfer=Transfer(on=facts("transfer"), rank="new"))
    policy = rules(row, limits=(limit(then="contest"),))
    given = tell("x", "transfer", 30, to="cy")
    docket = [
        "filed a ann ended by filed/transfer",
        "filed b bo standing",
        "filed x cy standing",
    ]
    yield "a transfer before a rival", edge(policy, ANN, given, BO, when=31, docket=docket)
    row = claim(ends=(facts("transfer"),), transfer=Transfer(on=facts("transfer")))
    docket = ["filed a ann ended by filed", "filed a bo standing"]
    yield "an end before a transfer", edge(rules(row), ANN, GIVEN, docket=docket)


def handing():
    """7: to whom, when, and what goes along."""
    rank: Any
    when: Any
    for rank, name, opened, last in (("keeps", "a", 0, 24), ("new", "x", 10, 34)):
        row = claim(transfer=Transfer(on=facts("transfer"), rank=rank))
        policy = rules(row, limits=(limit(),))
        over = "filed a ann ended by filed/transfer"
        for plus, status in zip(MARGIN, ("standing", "lapsed by window")):
            when = (last, plus)
            docket = [over, f"filed {name} bo {status}"]
            yield (
                f"handed, {rank}, {plus}",
                edge(policy, ANN, GIVEN, when=when, docket=docket, opened=[at(0), at(opened)]),
            )
        own = rules(claim(transfer=Transfer(on=facts("transfer", by="self"), rank=rank)))
        given, mine = tell("x", "transfer", 10, "ann", to="bo"), filed("c", "cy", 5)
        owner = "bo" if rank == "keeps" else "cy"
        yield f"handed, {rank}: rank", edge(own, ANN, mine, given, credit=owner)
        policy = rules(row)
        docket = ["filed a ann standing"]
        yield f"handed, {rank}: before", edge(policy, ANN, GIVEN, when=(10, -1), docket=docket)
        for when in (0, 10):
            given = tell("x", "transfer", when, "zoe", to="bo")
            told = edge(policy, ANN, given, when=when, credit="bo" if when else "ann")
            yield f"handed, {rank}: at {when}", told
        further = tell("y", "transfer", 20, "zoe", to="cy")
        yield f"handed, {rank}: on and on", edge(policy, ANN, GIVEN, further, credit="cy")
        both = tell("y", "transfer", 10, "zoe", to="cy")
        yield f"handed, {rank}: to two at once", edge(policy, ANN, GIVEN, both, credit="ann")
        same = tell("x", "transfer", 10, "zoe", to="ann")
        docket = ["filed a ann standing"]
        yield f"handed, {rank}: to himself", edge(policy, ANN, same, docket=docket)
        stays = tell("y", "transfer", 10, "zoe", to="ann")
        told = edge(policy, ANN, GIVEN, stays, docket=docket)
        yield f"handed, {rank}: to another and to himself", told
        has = filed("b", "bo", 5)
        docket = [over, "filed b bo standing", f"filed {name} bo standing"]
        back = rules(claim(transfer=Transfer(on=facts("transfer", same=()), rank=rank)))
        told = edge(back, ANN, has, GIVEN, docket=docket)
        yield f"handed, {rank}: to one who has his own", told
        lapsed = rules(row, limits=(limit(),))
        late = tell("x", "transfer", 30, "zoe", to="bo")
        docket = ["filed a ann lapsed by window"]
        yield f"handed, {rank}: too late", edge(lapsed, ANN, late, docket=docket)
        void = rules(claim(transfer=row.transfer, needs=(some(VISIT),)))
        docket = ["filed a ann void by needs"]
        yield f"handed, {rank}: what never was", edge(void, ANN, GIVEN, docket=docket)
        barred = rules(claim(bars=("filed",), transfer=row.transfer))
        for when in (10, (10, 1)):
            third = filed("c", "cy", when)
            docket = [over, "filed c cy void by bars", f"filed {name} bo standing"]
            yield f"handed, {rank}: bars at {when}", edge(barred, ANN, GIVEN, third, docket=docket)


def as_his_own():
    """7: what keeps its rank is the receiver's from the beginning, with what was done for it."""
    rank: Any
    row = claim(transfer=Transfer(on=facts("transfer", by="self")))
    own = tell("x", "transfer", 10, "ann", to="bo")
    yield "handed by its holder", edge(rules(row), ANN, own, credit="bo")
    yield "handed by another", edge(rules(row), ANN, GIVEN, credit="ann")
    policy = rules(row, limits=(limit(needs=BY_SELF),))
    for by, owner in (("ann", "bo"), ("bo", "bo"), ("cy", "silent")):
        touch = tell("t", "touch", 5, by)
        yield f"a duty done before by {by}", edge(policy, ANN, touch, own, credit=owner)
    signed = Approval(
        id="sign", role="desk", on=facts("approval", where=(match("of", "opening"),))
    )
    for rank, status in (("keeps", "standing"), ("new", "pending")):
        transfer = Transfer(on=facts("transfer"), rank=rank)
        policy = rules(claim(approvals=(signed,), transfer=transfer))
        given = (tell("p", "approval", 5, of="a"), GIVEN)
        name = "a" if rank == "keeps" else "x"
        docket = ["filed a ann ended by filed/transfer", f"filed {name} bo {status}"]
        yield f"approved before, {rank}", edge(policy, ANN, *given, docket=docket)
    invited = facts("visit", where=(match("invited_by", "self"),))
    ending = rules(claim(ends=(invited,), transfer=row.transfer))
    for when, status in (((10, -1), "standing"), (10, "ended by filed")):
        visit = tell("v", "visit", when, invited_by="bo")
        docket = ["filed a ann ended by filed/transfer", f"filed a bo {status}"]
        told = edge(ending, ANN, visit, own, docket=docket)
        yield f"an end is none before he has it, {when}", told
    transfer = Transfer(on=facts("visit"), to="invited_by")
    policy = rules(claim(transfer=transfer))
    for told, owner in (({"invited_by": "cy"}, "cy"), ({"invited_by": None}, "ann"), ({}, "ann")):
        visit = tell("v", "visit", 10, **told)
        yield f"handed to {told}", edge(policy, ANN, visit, credit=owner)
    yield (
        "ranks by opening",
        edge(
            rules(row, grounds=(ground(order="last"),)),
            *(ANN, filed("c", "cy", 5), own),
            credit="cy",
        ),
    )


CLAIMS = named(looking_back, conditions, rivals, order, handing, as_his_own)
