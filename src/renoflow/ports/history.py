"""The history port: the facts of each customer, only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import attrs

from renoflow.errors import Conflict, Malformed
from renoflow.facts import Fact

__all__ = ["History", "Loaded", "new_facts"]


@attrs.frozen(kw_only=True)
class Loaded:
    """All *facts* under one key, in the order of recording, and the *version* they stand at."""

    facts: tuple[Fact, ...]
    version: int


class History(Protocol):
    """The facts of each customer, by the host's key. Checked by ``testing.ports.HistoryKit``.

    A key is text, not empty, told apart character by character: ``C-1``, ``c-1`` and
    ``C-1 `` are three.
    What was appended is durable when the host's unit of work ends, and gone without a
    trace where that unit is rolled back; until it ends nobody else sees it.
    """

    def load(self, key: str) -> Loaded:
        """Everything recorded under *key*, in the order of recording.

        An unknown key has no facts and stands at version 0; that is not an error.
        """
        ...

    def append(self, key: str, facts: Sequence[Fact], *, expected: int) -> int:
        """Record *facts* under *key* after version *expected*, all or none; the new version.

        A version grows with every append that records something. Where every one of
        *facts* is stored already with equal content, the stored version is returned,
        whatever *expected* is: a call repeated after a lost answer does no harm. Where
        only some are, the others are recorded, if *expected* fits. A fact told twice in
        *facts* is one fact. Appending nothing only checks the version. An id is looked
        for under this key only; what two keys tell of one id, gathering finds out.

        Raises:
            Malformed: ``fact.clash``, one id with other content; nothing is recorded.
            Conflict: ``port.version``, the history stands elsewhere than at *expected*,
                earlier or later; ``params`` tell ``expected`` and ``found``; nothing is
                recorded.
        """
        ...


def new_facts(
    facts: Sequence[Fact], stored: Iterable[Fact], *, version: int, expected: int
) -> tuple[Fact, ...]:
    """Which of *facts* an append has to record: the rule of :meth:`History.append`, for adapters.

    *stored* is what the history holds; those with the ids of *facts* are enough.
    *version* is where it stands. Nothing to record means that *version* is the answer.

    Raises:
        Malformed, Conflict: as :meth:`History.append`.
    """
    known = {one.id: one for one in stored}
    new = []
    for one in facts:
        if one.id not in known:
            known[one.id] = one
            new.append(one)
        elif known[one.id] != one:
            raise Malformed("fact.clash", one.id)
    if (new or not facts) and expected != version:
        raise Conflict("port.version", expected=expected, found=version)
    return tuple(new)
