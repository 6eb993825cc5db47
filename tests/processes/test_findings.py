"""Findings about rows: each with a process that has exactly that fault."""

from typing import Any

import attrs
import pytest

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import KINDS, Field, Kind
from renoflow.limits import Every, Limit
from renoflow.money import Money
from renoflow.obligations import Duty
from renoflow.periods import hours
from renoflow.processes import (
    BACK,
    Move,
    Process,
    Requirement,
    Stage,
    lint,
    open_process,
)
from renoflow.select import Anchor, Facts, Match, Test
from tests.processes.flows import ALL

START = Stage(id="a", zh="甲", kind="start")
MIDDLE = Stage(id="b", zh="乙")
DONE = Stage(id="z", zh="完", kind="end")
OUT = Stage(id="x", zh="跑单", kind="exit")
ELSEWHERE = Stage(id="m", zh="未付", track="money", kind="start")
PAID = Stage(id="n", zh="已付", track="money", kind="end")

VISIT = Facts(kinds=("visit",))
DEAL = Facts(kinds=("deal",))


def move(name, at, to, on=VISIT, **more):
    return Move(id=name, at=tuple(at), on=on, to=to, **more)


GO = move("go", "a", "b")
END = move("end", "b", "z", DEAL)


def process(stages=(START, MIDDLE, DONE), moves=(GO, END), **more):
    return Process(id="p", revision=1, zh="例", stages=stages, moves=moves, **more)


def owing(needs, **more):
    return Duty(limit=Limit(id="soon", needs=needs, **more), what="do", who="us")


def with_duties(*duties):
    return process(stages=(START, attrs.evolve(MIDDLE, duties=duties), DONE))


def found(one):
    return [(finding.code, finding.rule) for finding in lint(one)]


@pytest.mark.parametrize("one", [process(), *ALL], ids=lambda one: one.id)
def test_sound_rows_have_no_findings(one) -> None:
    """A finding on what is right would teach people not to look."""
    assert lint(one) == ()
    assert open_process(one, china, days="start").process is one


OWN = Kind(name="tea", zh="茶")
SLIP: Any = "slip"  # a word that no list has
SHADOW = Kind(name="visit", zh="到店", fields=(Field(name="phone", zh="x", type="flag"),))
PERMIT = Kind(
    name="permit",
    zh="许可",
    fields=(Field(name="result", zh="结果", type="choice", values=("granted", "refused")),),
)
PERMITTED = Facts(kinds=("permit",), where=(Match(field="result", op="in", values=("grantd",)),))
NEED = Requirement(id="r", test=Test(facts=VISIT))
OTHER_NEED = Requirement(id="r", test=Test(facts=DEAL))
LOOSE = Limit(id="soon", needs=VISIT)


@pytest.mark.parametrize(
    ("one", "code", "rule", "field"),
    [
        (process(stages=(START, MIDDLE, MIDDLE, DONE)), "process.twice", "b", "stages[2].id"),
        (process(moves=(GO, END, GO)), "process.twice", "go", "moves[2].id"),
        (process(kinds=(OWN, SHADOW)), "kinds.clash", "visit", "kinds[1].fields[0]"),
        (
            process(
                moves=(attrs.evolve(GO, needs=(NEED,)), attrs.evolve(END, needs=(OTHER_NEED,)))
            ),
            "process.twice",
            "r",
            "moves[1].needs[0].id",
        ),
        (
            process(
                stages=(
                    attrs.evolve(START, duties=(owing(VISIT),)),
                    attrs.evolve(MIDDLE, duties=(owing(DEAL),)),
                    DONE,
                )
            ),
            "process.twice",
            "soon",
            "stages[1].duties[0].id",
        ),
        (process(stages=(), moves=()), "process.start", "p", "stages"),
        (
            process(stages=(START, MIDDLE, DONE, PAID)),
            "process.start",
            "money",
            "stages[3].kind",
        ),
        (
            process(stages=(START, attrs.evolve(MIDDLE, kind="start"), DONE)),
            "process.start",
            "main",
            "stages[1].kind",
        ),
        (process(moves=(GO, END, move("m", (), "b"))), "value.missing", "m", "moves[2].at"),
        (process(moves=(GO, END, move("m", "q", "b"))), "value.unknown", "m", "moves[2].at"),
        (process(moves=(GO, END, move("m", "a", "q"))), "value.unknown", "m", "moves[2].to"),
        (
            process(moves=(attrs.evolve(GO, needs=(Requirement(id="r", stages=("q",)),)), END)),
            "value.unknown",
            "go",
            "moves[0].needs[0].stages",
        ),
        (process(moves=(GO, END, move("m", "z", "b"))), "process.from_end", "m", "moves[2].at"),
        (process(moves=(GO, END, move("m", "b", BACK))), "process.back", "m", "moves[2].to"),
        (
            process(
                stages=(START, MIDDLE, DONE, ELSEWHERE, PAID),
                moves=(GO, END, move("m", "m", "n"), move("c", "b", "n", DEAL)),
            ),
            "process.across",
            "c",
            "moves[3].to",
        ),
        (
            process(moves=(GO, move("end", "b", "z", Facts(kinds=("dael",))))),
            "fact.kind",
            "end",
            "moves[1].on.fact",
        ),
        (
            process(
                moves=(
                    attrs.evolve(
                        GO,
                        needs=(
                            Requirement(
                                id="r",
                                test=Test(
                                    any=(Test(facts=Facts(kinds=("deal",), same=("amuont",))),)
                                ),
                            ),
                        ),
                    ),
                    END,
                )
            ),
            "fact.field",
            "go",
            "moves[0].needs[0].test.any[0].amuont",
        ),
        (
            with_duties(owing(Facts(kinds=("tea",)))),
            "fact.kind",
            "b",
            "stages[1].duties[0].needs.fact",
        ),
        (
            with_duties(owing(VISIT, anchor=Anchor(of="limit", limit="other"))),
            "limit.order",
            "b",
            "stages[1].duties[0]",
        ),
        (
            process(
                moves=(
                    attrs.evolve(
                        GO,
                        needs=(
                            Requirement(
                                id="r",
                                over=Limit(id="w", anchor=Anchor(of="limit", limit="other")),
                            ),
                        ),
                    ),
                    END,
                )
            ),
            "limit.order",
            "r",
            "moves[0].needs[0].over",
        ),
        # words that are not in their lists
        (
            process(moves=(move("go", "a", "b", PERMITTED), END), kinds=(PERMIT,)),
            "value.choice",
            "go",
            "moves[0].on.result",
        ),
        (
            process(stages=(START, attrs.evolve(MIDDLE, kind=SLIP), DONE)),
            "value.choice",
            "b",
            "stages[1].kind",
        ),
        (
            process(
                kinds=(OWN, attrs.evolve(PERMIT, fields=(Field(name="n", zh="n", type=SLIP),)))
            ),
            "value.choice",
            "permit",
            "kinds[1].fields[0].type",
        ),
        (
            with_duties(owing(VISIT, early=SLIP)),
            "value.choice",
            "b",
            "stages[1].duties[0].early",
        ),
        (
            process(moves=(move("go", "a", "b", Facts(kinds=("visit",), by=SLIP)), END)),
            "value.choice",
            "go",
            "moves[0].on.by",
        ),
    ],
)
def test_a_fault_is_found_and_opens_no_process(one, code, rule, field) -> None:
    """What leaves no reading is told by lint with its row, and refused at opening."""
    assert found(one) == [(code, rule)]
    assert lint(one)[0].get("field") == field
    with pytest.raises(Malformed) as wrong:
        open_process(one, china, days="start")
    assert (wrong.value.code, wrong.value.field) == (code, field)


def test_one_requirement_and_one_limit_may_serve_twice() -> None:
    """One id with one content is one rule, wherever it stands."""
    dealt = Anchor(of="first", facts=DEAL, whole=True)
    one = process(
        stages=(
            attrs.evolve(START, duties=(owing(VISIT, anchor=dealt),)),
            attrs.evolve(MIDDLE, duties=(owing(VISIT, anchor=dealt),)),
            DONE,
        ),
        moves=(attrs.evolve(GO, needs=(NEED,)), attrs.evolve(END, needs=(NEED,))),
        kinds=(OWN, OWN),
    )
    assert lint(one) == ()


def test_a_process_adds_fields_to_a_shipped_kind() -> None:
    """Whoever needs one field more must not write out, and keep up, all the others."""
    caller = Field(name="caller", zh="来电", type="flag")
    called = Facts(kinds=("visit",), where=(Match(field="caller", op="in", values=(True,)),))
    own = Kind(name="visit", zh="到店", fields=(caller,))
    one = process(moves=(move("go", "a", "b", called), END), kinds=(own,))
    assert lint(one) == ()
    kinds = open_process(one, china, days="start").kinds
    assert kinds["visit"].fields == (*KINDS["visit"].fields, caller)


def test_limits_are_not_read_together_before_their_words_are_right() -> None:
    """A word that means nothing has no reading, so there is no second finding."""
    wrong = owing(VISIT, early=SLIP, anchor=Anchor(of="limit", limit="other"))
    assert found(with_duties(wrong)) == [("value.choice", "b")]


def test_a_reading_of_days_that_there_is_not_is_refused() -> None:
    """ "noon" was read as the end of the day."""
    with pytest.raises(Malformed) as wrong:
        open_process(process(), china, days=SLIP)
    assert (wrong.value.code, wrong.value.field) == ("value.choice", "days")


def test_a_flow_is_shown_in_a_line() -> None:
    """Whoever prints one wants its name and not its tables."""
    assert len(repr(open_process(ALL[0], china, days="start"))) < 400
    assert "p@1" in repr(open_process(process(), china, days="start"))


def test_a_host_lints_with_kinds_of_its_own_table() -> None:
    """The same rows are wrong without the table that knows the kind."""
    one = process(moves=(GO, move("end", "b", "z", Facts(kinds=("tea",)))))
    assert found(one) == [("fact.kind", "end")]
    table = {kind.name: kind for kind in (OWN, Kind(name="visit", zh="到店"))}
    assert lint(one, kinds=table) == ()
    assert open_process(one, china, days="start", kinds=table).kinds["tea"] == OWN


def test_a_stage_that_no_move_enters_is_unreachable() -> None:
    """A way back reaches nothing new, so it does not count."""
    lonely = Stage(id="l", zh="孤", kind="exit")
    one = process(stages=(START, MIDDLE, DONE, lonely), moves=(GO, END, move("r", "l", BACK)))
    assert found(one) == [("process.unreachable", "l")]


def test_a_stage_with_no_way_to_an_end_is_a_dead_end() -> None:
    """Leaving by an exit is no end; neither is going round in a circle."""
    trap = Stage(id="t", zh="陷", kind="normal")
    one = process(
        stages=(START, MIDDLE, DONE, OUT, trap),
        moves=(
            GO,
            END,
            move("in", "a", "t", DEAL),
            move("round", "t", "t"),
            move("lose", "t", "x", DEAL),
            move("back", "x", BACK),
        ),
    )
    assert found(one) == [("process.dead_end", "t")]


def rows(one, other, **more):
    """Two rows out of one stage, to different stages, on these selectors."""
    return process(
        moves=(GO, move("one", "b", "z", one), move("other", "b", "a", other, **more)),
    )


def amount(op, *values):
    return Facts(kinds=("deal",), where=(Match(field="amount", op=op, values=values),))


def who(by):
    return Facts(kinds=("deal",), by=by)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DEAL, DEAL),
        (DEAL, Facts(kinds=("visit", "deal"))),
        (DEAL, who("customer")),
        (amount("min", Money(5)), amount("max", Money(5))),
        (amount("above", Money(4)), amount("below", Money(6))),
        (amount("in", Money(4), Money(5)), amount("in", Money(5))),
        (amount("in", Money(4), Money(5)), amount("not_in", Money(5))),
        (amount("given"), amount("min", Money(5))),
        (amount("none"), amount("none")),
        (amount("none"), amount("in", None)),
        (amount("none"), amount("not_in", Money(5))),
        (amount("missing"), amount("not_in", None)),
        (amount("min", Money(5)), Facts(kinds=("deal",), same=("amount",))),
        (Facts(kinds=("deal",), same=("amount",)), Facts(kinds=("deal",), other=("by",))),
    ],
)
def test_rows_that_select_one_fact_and_lead_apart_are_in_doubt(one, other) -> None:
    """The first always wins: either the second is meant to ask for less, or it is dead."""
    (finding,) = lint(rows(one, other))
    assert (finding.code, finding.rule, finding.get("earlier"), finding.get("stages")) == (
        "process.doubt",
        "other",
        "one",
        ("b",),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (VISIT, DEAL),
        (who("house"), who("customer")),
        (amount("min", Money(5)), amount("below", Money(5))),
        (amount("above", Money(5)), amount("max", Money(5))),
        (amount("max", Money(4)), amount("min", Money(5))),
        (amount("min", 5), amount("max", Money(5))),
        (amount("in", Money(4)), amount("in", Money(5))),
        (amount("in", Money(5)), amount("not_in", Money(5), Money(6))),
        (amount("none"), amount("given")),
        (amount("none"), amount("missing")),
        (amount("missing"), amount("in", None)),
        (amount("none"), amount("in", Money(5))),
        (amount("none"), amount("not_in", None)),
        (amount("self"), amount("other")),
        (Facts(kinds=("deal",), same=("by",)), Facts(kinds=("deal",), other=("by",))),
        (Facts(kinds=("deal",), other=("by",)), Facts(kinds=("deal",), same=("by",))),
    ],
)
def test_rows_that_no_fact_fits_both_of_are_in_no_doubt(one, other) -> None:
    """Fields, people and amounts that exclude each other keep rows apart."""
    assert "process.doubt" not in dict(found(rows(one, other)))


def test_a_row_that_asks_for_more_before_one_that_asks_for_less_is_in_no_doubt() -> None:
    """That is how a table says "else"."""
    first = move("one", "b", "z", DEAL, needs=(NEED,))
    second = move("other", "b", "a", DEAL)
    assert found(process(moves=(GO, first, second))) == []
    assert found(process(moves=(GO, second, first))) == [("process.doubt", "one")]


def test_rows_for_different_roles_are_in_no_doubt() -> None:
    """The manager's word and the head's lead apart and cannot be mixed up."""
    first = move("one", "b", "z", DEAL, roles=("manager",))
    assert found(process(moves=(GO, first, move("other", "b", "a", DEAL, roles=("head",))))) == []
    both = move("other", "b", "a", DEAL, roles=("head", "manager"))
    assert found(process(moves=(GO, first, both))) == [("process.doubt", "other")]


def test_rows_to_one_stage_are_in_no_doubt() -> None:
    """Whichever is taken, the customer stands in the same place."""
    again = move("again", "b", "z", DEAL)
    assert found(process(moves=(GO, END, again))) == []


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (lambda: Requirement(id="r"), "value.missing", "test"),
        (
            lambda: Requirement(
                id="r", over=Limit(id="w", needs=VISIT, every=Every(unit="week", first="whole"))
            ),
            "process.waiting",
            "over.every",
        ),
        (
            lambda: Duty(limit=Limit(id="w", span=hours(1)), what="do", who="us"),
            "value.missing",
            "limit.needs",
        ),
    ],
)
def test_a_row_that_says_nothing_is_refused(make, code, field) -> None:
    """A requirement that always holds, or a duty nobody can meet, is a slip."""
    with pytest.raises(Malformed) as wrong:
        make()
    assert (wrong.value.code, wrong.value.field) == (code, field)
    assert wrong.value.sentence("zh") != wrong.value.sentence("en")
