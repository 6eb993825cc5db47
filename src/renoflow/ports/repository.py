"""The repository port: whole values by key, such as a company's rules or a customer's file."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

import attrs

__all__ = ["Repository", "Versioned"]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Versioned(Generic[T]):
    """A stored *value* and its *version*, from 1."""

    value: T
    version: int


class Repository(Protocol[T]):
    """Values of one type by key. Checked by ``testing.ports.RepositoryKit``.

    Keys are text, not empty, and told apart character by character. What was put is
    durable when the host's unit of work ends, and gone without a trace where that unit
    is rolled back.
    """

    def get(self, key: str) -> Versioned[T] | None:
        """What is kept under *key*; None where nothing is."""
        ...

    def put(self, key: str, value: T, *, expected: int) -> int:
        """Keep *value* under *key* in place of version *expected*; the new version.

        *expected* is 0 where nothing may be there yet. A version grows with every put.

        Raises:
            Conflict: ``port.version``, another version is there; ``params`` tell
                ``expected`` and ``found`` (0: nothing); nothing is changed.
        """
        ...

    def list(self, after: str = "", *, limit: int = 1000) -> tuple[tuple[str, Versioned[T]], ...]:
        """The first *limit* keys past *after* (exclusive), with what is kept there.

        Ascending by code point, whatever the language. A limit below 1 gives nothing.
        """
        ...
