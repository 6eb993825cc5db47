"""Load, decide, append: one attempt, and a unit of work tried again where somebody was faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import TypeVar

from renoflow.errors import Conflict
from renoflow.facts import Fact
from renoflow.ports.history import History, Loaded

__all__ = ["handle", "handle_in"]

U = TypeVar("U")
R = TypeVar("R")


def handle(history: History, key: str, decide: Callable[[Loaded], Iterable[Fact]]) -> int:
    """Append what *decide* makes of the history of *key*; the new version. One attempt.

    What *decide* raises passes through with nothing recorded; if it has nothing to
    tell, the version is checked and nothing recorded.

    Raises:
        Malformed: as :meth:`History.append`.
        Conflict: somebody appended between the load and the append.
    """
    loaded = history.load(key)
    return history.append(key, tuple(decide(loaded)), expected=loaded.version)


def handle_in(
    begin: Callable[[], AbstractContextManager[U]], work: Callable[[U], R], *, attempts: int
) -> R:
    """What *work* returns, done in one unit of work from *begin*; at most *attempts* units.

    *begin* opens the host's unit of work: leaving it commits, an error rolls back. The
    whole unit is tried again where it ends in ``Conflict``, so *work* must load what it
    decides on inside it, and do nothing that cannot be rolled back.

    Raises:
        Conflict: the last attempt's.
    """
    if attempts < 1:
        raise ValueError("attempts: expected one or more")
    for _ in range(attempts - 1):
        try:
            return _once(begin, work)
        except Conflict:
            continue
    return _once(begin, work)


def _once(begin: Callable[[], AbstractContextManager[U]], work: Callable[[U], R]) -> R:
    with begin() as unit:
        return work(unit)
    raise TypeError("begin: a unit of work must let errors pass, or a loss looks like success")
