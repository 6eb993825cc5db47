"""What a kit needs of an adapter, and the few tools that all kits share."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from threading import Thread
from typing import Any, Final, Generic, TypeAlias, TypeVar

import attrs

from renoflow.facts import Fact, agreement, closed_loop, filing, key, receipt, touch, visit
from renoflow.money import Money

__all__ = ["Aside", "Open", "Opened", "Undone", "changed", "ids", "sample_facts"]

P = TypeVar("P")
R = TypeVar("R")

_SHANGHAI: Final = timezone(timedelta(hours=8))
_PATIENCE: Final = 60


def sample_facts(customer: str) -> tuple[Fact, ...]:
    """Six facts of *customer* that hold each type of value; in no order but their own."""
    morning = datetime(2024, 3, 6, 10, 30, 15, 123456, tzinfo=_SHANGHAI)
    phone = key("138 0000 0000")
    return (
        visit(
            f"{customer}/m",
            at=morning,
            customer=customer,
            by="门店",
            invited_by=None,
            phone=phone,
            supplied=("phone", "home"),
        ),
        filing(
            f"{customer}/c",
            at=date(2024, 3, 1),
            recorded_at=morning.astimezone(UTC),
            customer=customer,
            by="wang",
            for_="li",
            medium="form",
            phone=phone,
        ),
        receipt(
            f"{customer}/x",
            at=morning + timedelta(days=20),
            customer=customer,
            component="works",
            amount=Money(5_500_001),
        ),
        agreement(
            f"{customer}/a",
            at=morning + timedelta(days=9),
            customer=customer,
            tier="director",
            a6=True,
            area=Decimal("128.50"),
            scheme_talk_on=date(2024, 3, 20),
        ),
        closed_loop(
            f"{customer}/q", at=morning, customer=customer, next_at=morning + timedelta(days=2)
        ),
        touch(f"{customer}/f", at=morning, customer=customer, medium="call", answered=False),
    )


@attrs.frozen(kw_only=True)
class Opened(Generic[P]):
    """An adapter opened for one user: the *port*, and how that user begins a *unit* of work.

    Leaving the unit commits, an error rolls back. *samples* gives what may be kept
    under a key, all different: for a history at least five facts, each with an id of its
    own, for a repository at least two values. A host whose tables hold only some kinds of
    fact gives facts of these. *grace* is for how many seconds a kit looks whether somebody
    else gets through while a unit is open. A store may let others wait, so no right adapter
    ever fails by it; too short a grace lets a wrong one pass.
    """

    port: P
    unit: Callable[[], AbstractContextManager[object]]
    samples: Callable[[str], tuple[Any, ...]] = sample_facts
    grace: float = 0.2


Open: TypeAlias = Callable[[], AbstractContextManager[Opened[P]]]
"""Opens the same store anew, as another process or thread would, and closes it in the end."""


class Undone(Exception):
    """Raised inside a unit of work to roll it back."""


class Aside(Generic[R]):
    """Somebody else at work on the same store, in a thread, while *one* has a unit open.

    ``through`` tells that the work was done at once and had not to wait for that unit.
    """

    def __init__(self, one: Opened[P], opened: Open[P], work: Callable[[Opened[P]], R]) -> None:
        self._answer: Future[R] = Future()
        self._thread = Thread(target=self._run, args=(opened, work), daemon=True)
        self._thread.start()
        self._thread.join(one.grace)
        self.through: Final = self._answer.done()

    def _run(self, opened: Open[Any], work: Callable[[Opened[Any]], R]) -> None:
        try:
            with opened() as other:
                self._answer.set_result(work(other))
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is asked for
            self._answer.set_exception(error)

    def answer(self) -> R:
        """What the work returned, or raised."""
        self._thread.join(_PATIENCE)
        return self._answer.result(timeout=0)


def changed(fact: Fact) -> Fact:
    """*fact* with the same id and other content: a day later."""
    return attrs.evolve(fact, at=fact.at + timedelta(days=1))


def ids(facts: tuple[Fact, ...]) -> list[str]:
    """The ids of *facts*, sorted: for tests that do not ask for the order."""
    return sorted(one.id for one in facts)
