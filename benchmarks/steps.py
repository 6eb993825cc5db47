"""Ten stages in a row, nine moves, three requirements: read from facts, against two machines.

One turn is nine steps. Ours reads the ten facts of a history, in any order, and returns a
journey: a record of each move with its facts and instant, and what is possible next. What
was paid is looked up in the facts; the machines are told by the receipt.

Each machine does it twice. *Read*: it is given the same facts, puts them in order, is sent
the events one by one, and notes each move in the same record; that is the like work. *Sent*:
it is sent nine events in the right order by somebody who knows that it is paid, and keeps
the last state only. transitions keeps its machine from turn to turn, python-statemachine
makes one, as its states are final.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final

from statemachine import State, StateMachine
from transitions import Machine

from renoflow.calendars import china
from renoflow.facts import Fact, Kind, fact
from renoflow.money import Money
from renoflow.processes import Move, Process, Requirement, Stage, Step, journey, open_process
from renoflow.select import Facts, Match, Test

__all__ = ["MOVES", "cases"]

MOVES = 9
_STAGES = tuple(f"s{i}" for i in range(MOVES + 1))
_GUARDED = (2, 5, 8)
_TOLD: Final = attrgetter("at", "id")


def _process() -> Process:
    kinds = tuple(Kind(name=f"go{i}", zh="前进") for i in range(MOVES))
    paid = Test(
        facts=Facts(
            kinds=("receipt",), where=(Match(field="component", op="in", values=("works",)),)
        )
    )
    return Process(
        id="ten",
        revision=1,
        zh="十段",
        stages=tuple(
            Stage(
                id=name,
                zh=name,
                kind="start" if place == 0 else "end" if place == MOVES else "normal",
            )
            for place, name in enumerate(_STAGES)
        ),
        moves=tuple(
            Move(
                id=f"m{i}",
                at=(_STAGES[i],),
                on=Facts(kinds=(f"go{i}",)),
                to=_STAGES[i + 1],
                needs=(Requirement(id=f"r{i}", test=paid),) if i in _GUARDED else (),
            )
            for i in range(MOVES)
        ),
        kinds=kinds,
    )


class _Model:
    """What a mutating machine works on."""

    def __init__(self) -> None:
        self.paid = True
        self.state = _STAGES[0]

    def is_paid(self) -> bool:
        return self.paid


def _transitions() -> Any:  # noqa: ANN401 - the library has no types
    rows = [
        {
            "trigger": f"go{i}",
            "source": _STAGES[i],
            "dest": _STAGES[i + 1],
            "conditions": "is_paid" if i in _GUARDED else [],
        }
        for i in range(MOVES)
    ]
    model = _Model()
    return Machine(model=model, states=list(_STAGES), transitions=rows, initial=_STAGES[0]), model


def _transitions_sent() -> Callable[[], object]:
    machine, model = _transitions()

    def walk() -> str:
        machine.set_state(_STAGES[0])
        for i in range(MOVES):
            model.trigger(f"go{i}")
        return str(model.state)

    return walk


def _transitions_read(facts: tuple[Fact, ...]) -> Callable[[], tuple[Step, ...]]:
    machine, model = _transitions()

    def walk() -> tuple[Step, ...]:
        machine.set_state(_STAGES[0])
        model.paid = False
        path = []
        for one in sorted(facts, key=_TOLD):
            if _pays(one):
                model.paid = True
                continue
            source = model.state
            if model.trigger(one.kind):
                path.append(_step(one, source, model.state))
        return tuple(path)

    return walk


class _Ten(StateMachine):  # type: ignore[misc] # the library has no types
    s0 = State(initial=True)
    s1, s2, s3, s4, s5, s6, s7, s8 = (State() for _ in range(8))
    s9 = State(final=True)
    go0 = s0.to(s1)
    go1 = s1.to(s2)
    go2 = s2.to(s3, cond="is_paid")
    go3 = s3.to(s4)
    go4 = s4.to(s5)
    go5 = s5.to(s6, cond="is_paid")
    go6 = s6.to(s7)
    go7 = s7.to(s8)
    go8 = s8.to(s9, cond="is_paid")
    paid = True

    def is_paid(self) -> bool:
        return self.paid


def _statemachine_sent() -> object:
    machine = _Ten()
    for i in range(MOVES):
        machine.send(f"go{i}")
    return machine


def _statemachine_read(facts: tuple[Fact, ...]) -> Callable[[], tuple[Step, ...]]:
    def walk() -> tuple[Step, ...]:
        machine = _Ten()
        machine.paid = False
        path = []
        for one in sorted(facts, key=_TOLD):
            if _pays(one):
                machine.paid = True
                continue
            source = machine.current_state_value
            machine.send(one.kind)
            path.append(_step(one, source, machine.current_state_value))
        return tuple(path)

    return walk


def _pays(one: Fact) -> bool:
    return one.kind == "receipt" and one.get("component") == "works"


def _step(one: Fact, source: str, to: str) -> Step:
    return Step(
        move=f"m{source[1:]}", track="main", from_=source, to=to, at=one.at, facts=(one.id,)
    )


def cases() -> dict[str, Any]:
    """The same nine steps five ways."""
    flow = open_process(_process(), china, days="end")
    at = china.at(2024, 3, 31)
    paid = fact("paid", "receipt", at=china.at(2024, 3, 1), component="works", amount=Money(1))
    gone = [
        fact(f"f{i}", f"go{i}", at=china.at(2024, 3, 2 + i), kinds=flow.kinds)
        for i in range(MOVES)
    ]
    facts = (paid, *gone)
    path = journey(flow, facts, at=at).path
    read = {
        "transitions, read": _transitions_read(facts),
        "python-statemachine, read": _statemachine_read(facts),
    }
    if len(path) != MOVES or any(walk() != path for walk in read.values()):
        raise AssertionError("not the same path")
    return {
        "renoflow": lambda: journey(flow, facts, at=at),
        **read,
        "transitions, sent": _transitions_sent(),
        "python-statemachine, sent": _statemachine_sent,
    }
