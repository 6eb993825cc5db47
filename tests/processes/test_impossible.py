"""Rows that no history can bring about are found; those that one can are left alone."""

from decimal import Decimal
from typing import Any

import attrs
import pytest

from renoflow.facts import Field, Kind
from renoflow.limits import Every, Grace, Limit
from renoflow.money import Money
from renoflow.obligations import Duty
from renoflow.periods import CALENDAR, ELAPSED, LEGAL, days, hours, months, until, working_days
from renoflow.processes import Requirement, Stage, lint
from renoflow.select import Anchor, Facts, Match, Test
from renoflow.words import text
from tests.processes.test_findings import DEAL, DONE, END, GO, MIDDLE, START, move, process

VISIT = Facts(kinds=("visit",))


def asking(kind, *matches):
    rows = tuple(Match(field=field, op=op, values=tuple(values)) for field, op, *values in matches)
    return Facts(kinds=(kind,), where=rows)


def found(one):
    return [(finding.code, finding.rule) for finding in lint(one)]


def needing(*needs, on=DEAL, **more):
    return process(moves=(GO, move("end", "b", "z", on, needs=needs, **more)))


def test(name, facts, **more):
    return Requirement(id=name, test=Test(facts=facts, **more))


test.__test__ = False  # type: ignore[attr-defined] # it makes a requirement


@pytest.mark.parametrize(
    ("roles", "on", "codes"),
    [
        (("manager",), asking("deal", ("role", "in", "designer")), ["process.nobody"]),
        (("manager",), asking("deal", ("role", "not_in", "manager", "head")), ["process.nobody"]),
        (("manager",), asking("deal", ("role", "in", "designer", "manager")), []),
        (("manager", "head"), asking("deal", ("role", "not_in", "manager")), []),
        (("manager",), asking("deal", ("place", "in", "hall")), []),
        ((), asking("deal", ("role", "in", "designer")), []),
    ],
)
def test_a_move_that_nobody_may_make_is_found(roles, on, codes) -> None:
    """The customer would stand there for ever, and each fact be called a deviation."""
    assert [code for code, _ in found(needing(on=on, roles=roles))] == codes


FIVE = Money(5)


@pytest.mark.parametrize(
    ("facts", "never"),
    [
        (asking("deal", ("amount", "min", FIVE), ("amount", "below", FIVE)), True),
        (asking("deal", ("amount", "min", FIVE), ("amount", "max", FIVE)), False),
        (asking("deal", ("amount", "in", 5)), True),
        (asking("deal", ("amount", "in", 5, FIVE)), False),
        (asking("deal", ("amount", "in", None)), False),
        (asking("deal", ("amount", "min", 5)), True),
        (asking("deal", ("amount", "given")), False),
        (asking("deal", ("amount", "has", "x")), True),
        (asking("filing", ("medium", "missing")), True),
        (asking("filing", ("caller", "missing")), False),
        (asking("visit", ("names", "none"), ("names", "is", "given", "none")), False),
        (asking("visit", ("names", "none"), ("names", "is", "given", "self")), True),
        (asking("visit", ("names", "missing"), ("names", "is_not", "given", "none")), False),
        (asking("visit", ("names", "missing"), ("names", "is_not", "missing")), True),
        (asking("filing", ("caller", "in", 1)), True),
        (asking("filing", ("caller", "in", True)), False),
        (asking("acceptance", ("issues", "in", True)), True),
        (asking("acceptance", ("issues", "max", 0)), False),
        (asking("works_stage", ("done", "min", Decimal(5))), False),
        (asking("deal", ("by", "in", "wang")), False),
        (asking("deal", ("place", "in", "hall")), False),
        (asking("guided_talk", ("covered", "has", "concerns")), False),
        (Facts(kinds=("deal", "visit"), where=(Match(field="names", op="given"),)), False),
        (Facts(kinds=("deal", "visit"), where=(Match(field="names", op="missing"),)), False),
    ],
)
def test_what_no_fact_can_say_is_found(facts, never) -> None:
    """In a move, a requirement and a duty alike: it would wait for what cannot come."""
    assert found(process(moves=(GO, move("end", "b", "z", facts)))) == (
        [("process.never", "end")] if never else []
    )
    assert found(needing(test("r", facts))) == ([("process.never", "r")] if never else [])
    either = Requirement(id="r", test=Test(any=(Test(facts=facts), Test(facts=facts))))
    assert found(needing(either)) == ([("process.never", "r")] if never else [])
    either = Requirement(id="r", test=Test(any=(Test(facts=facts), Test(facts=VISIT))))
    assert found(needing(either)) == []
    assert found(needing(test("r", facts, negated=True), on=VISIT)) == []
    assert found(owing(needs=facts)) == ([("process.unmeetable", "soon")] if never else [])


def test_a_field_that_a_kind_lacks_is_said_by_another_only() -> None:
    """Of two kinds one may have the field: the other alone could never say it."""
    kinds = (Kind(name="tea", zh="茶", fields=(Field(name="cups", zh="杯", type="count"),)),)
    either = Facts(kinds=("deal", "tea"), where=(Match(field="cups", op="min", values=(2,)),))
    assert lint(process(moves=(GO, move("end", "b", "z", either)), kinds=kinds)) == ()


OPEN = asking("survey", ("result", "in", "good"))
SHUT = asking("survey", ("result", "in", "bad"))


@pytest.mark.parametrize(
    ("needs", "rules"),
    [
        ((test("r", VISIT), test("s", VISIT, negated=True)), ["s"]),
        ((test("r", VISIT), test("s", VISIT)), []),
        ((test("r", VISIT), test("s", VISIT, count=2, negated=True)), []),
        ((test("r", OPEN, latest=True), test("s", SHUT, latest=True)), ["s"]),
        ((test("r", OPEN, latest=True), test("s", SHUT)), []),
        ((test("r", OPEN, latest=True), test("s", OPEN, latest=True, count=2)), []),
        ((test("r", OPEN, latest=True), test("s", SHUT, latest=True, negated=True)), []),
        ((test("r", OPEN, latest=True), test("s", VISIT, latest=True)), []),
        ((Requirement(id="r", test=Test(any=(Test(facts=OPEN), Test(facts=SHUT)))),), []),
        ((test("s", DEAL, negated=True),), ["s"]),
        ((test("s", asking("deal", ("amount", "given")), negated=True),), []),
        ((test("s", DEAL, negated=True, within=hours(1)),), []),
        ((test("s", DEAL),), []),
    ],
)
def test_requirements_that_exclude_each_other_are_found(needs, rules) -> None:
    """Whichever of the two were met, the other would not be."""
    contrary = [
        finding.rule for finding in lint(needing(*needs)) if finding.code.endswith("trary")
    ]
    assert contrary == rules
    if len(needs) == 2 and needs[0].test != needs[1].test:
        other = [one.rule for one in lint(needing(*reversed(needs)))]
        assert len(other) == len(rules)


def test_an_alternative_is_no_contradiction_of_a_latest_fact() -> None:
    """What may be met in another way must not be called impossible."""
    either = Requirement(id="r", test=Test(any=(Test(facts=OPEN),)))
    assert found(needing(either, test("s", SHUT, latest=True))) == []


@pytest.mark.parametrize(
    ("stages", "codes"),
    [
        (("a",), [("process.never", "r")]),
        (("a", "b"), []),
        (("m",), []),
        (("a", "m"), []),
    ],
)
def test_a_stage_of_the_own_track_that_is_not_left_is_found(stages, codes) -> None:
    """The track cannot stand at two stages at once; another track can."""
    other = (Stage(id="m", zh="未付", track="money", kind="start"),)
    paid = Stage(id="n", zh="已付", track="money", kind="end")
    need = Requirement(id="r", stages=stages)
    one = process(
        stages=(START, MIDDLE, Stage(id="z", zh="完", kind="end"), *other, paid),
        moves=(GO, attrs.evolve(END, needs=(need,)), move("pay", "m", "n", DEAL)),
    )
    assert found(one) == codes


def owing(**limit: Any):
    given = {"needs": VISIT, **limit}
    duty = Duty(limit=Limit(id="soon", **given), what="do", who="us")
    middle = attrs.evolve(MIDDLE, duties=(duty,))
    return process(stages=(START, middle, Stage(id="z", zh="完", kind="end")))


GRACE = Grace(span=hours(48))


@pytest.mark.parametrize(
    ("limit", "unmeetable"),
    [
        ({"lead": hours(25), "span": hours(24)}, True),
        ({"lead": hours(24), "span": hours(24)}, False),
        ({"lead": hours(25), "span": hours(24), "grace": GRACE}, False),
        ({"lead": hours(25), "span": hours(99), "cap": hours(24), "grace": GRACE}, True),
        ({"lead": days(7, counting=CALENDAR), "span": days(2, counting=CALENDAR)}, True),
        ({"lead": days(7, counting=CALENDAR), "span": days(5, counting=CALENDAR)}, False),
        ({"lead": months(2, counting=ELAPSED), "span": days(30, counting=ELAPSED)}, True),
        ({"lead": days(5, counting=CALENDAR), "span": days(2, counting=LEGAL)}, False),
        ({"lead": months(1, counting=CALENDAR), "span": working_days(9)}, False),
        ({"lead": hours(99), "span": hours(1, running="office")}, False),
        ({"lead": until("month"), "span": hours(1)}, False),
        ({"lead": days(1, counting=CALENDAR, count_first=True), "span": hours(1)}, False),
        ({"lead": days(2, counting=CALENDAR, edge="before"), "span": hours(1)}, True),
        ({"lead": hours(25)}, False),
        ({"span": hours(24)}, False),
        ({"every": Every(unit="week", first="whole")}, False),
        ({"when": (Test(facts=asking("deal", ("amount", "in", 5))),)}, True),
        ({"when": (Test(facts=DEAL),)}, False),
        ({"anchor": Anchor(of="first", facts=asking("deal", ("amount", "in", 5)))}, True),
        ({"anchor": Anchor(of="first", facts=DEAL)}, False),
        (
            {
                "anchor": Anchor(
                    of="latest_of",
                    anchors=(
                        Anchor(of="first", facts=DEAL),
                        Anchor(of="last", facts=asking("deal", ("amount", "in", 5))),
                    ),
                )
            },
            True,
        ),
    ],
)
def test_a_limit_that_nobody_can_meet_is_found(limit, unmeetable) -> None:
    """It would be reported as missed for every customer, whatever anybody did."""
    assert found(owing(**limit)) == ([("process.unmeetable", "soon")] if unmeetable else [])


@pytest.mark.parametrize(
    ("over", "unmeetable"),
    [
        (Limit(id="w"), True),
        (Limit(id="w", waived_by=VISIT), False),
        (Limit(id="w", span=hours(1)), False),
        (Limit(id="w", by=Anchor(of="first", facts=DEAL)), False),
        (
            Limit(
                id="w",
                span=hours(1),
                anchor=Anchor(of="first", facts=asking("deal", ("amount", "in", 5))),
            ),
            True,
        ),
    ],
)
def test_a_waiting_time_that_is_never_over_is_found(over, unmeetable) -> None:
    """Nobody would ever be let through."""
    need = Requirement(id="w", over=over)
    assert found(needing(need)) == ([("process.unmeetable", "w")] if unmeetable else [])


def test_what_cannot_be_is_said_in_both_languages() -> None:
    """Whoever edits a company's file reads sentences and no codes."""
    findings = lint(
        needing(
            test("r", VISIT),
            test("s", VISIT, negated=True),
            test("t", asking("deal", ("amount", "in", 5))),
            Requirement(id="w", over=Limit(id="w")),
            on=asking("deal", ("role", "in", "designer")),
            roles=("manager",),
        )
    )
    assert text(findings).splitlines() == [
        "end: the facts of this move are told in another role than manager.",
        "t: no fact can bring this about.",
        "w: this time limit can never be met.",
        "s: it bars what r asks for.",
    ]
    assert "相互排斥" in text(findings, "zh")


def at_start(anchor, *moves):
    """A process whose start has a duty from *anchor*."""
    limit = Limit(id="soon", span=hours(2), anchor=anchor, needs=VISIT)
    begin = attrs.evolve(START, duties=(Duty(limit=limit, what="call", who="w"),))
    return found(process(stages=(begin, MIDDLE, DONE), moves=(*process().moves, *moves)))


@pytest.mark.parametrize(
    "anchor",
    [
        Anchor(),
        Anchor(of="opened", plus=hours(1)),
        Anchor(of="latest_of", anchors=(Anchor(of="asked"), Anchor())),
    ],
)
def test_a_limit_from_entering_a_start_is_found(anchor) -> None:
    """Nobody enters a start, and the first call of a new customer would never be due."""
    back = move("again", "b", "a", asking("loss"))
    assert at_start(anchor) == [("process.timeless", "soon")]
    assert at_start(anchor, back) == [("process.timeless", "soon")]


def test_a_limit_of_a_start_from_a_fact_begins() -> None:
    """The other side: what begins with a fact is not called idle."""
    assert at_start(Anchor(of="first", facts=DEAL)) == []


def test_a_limit_from_entering_is_right_anywhere_else() -> None:
    """Every other stage is entered by a fact."""
    limit = Limit(id="soon", span=hours(2), needs=VISIT)
    middle = attrs.evolve(MIDDLE, duties=(Duty(limit=limit, what="call", who="w"),))
    assert found(process(stages=(START, middle, DONE))) == []
