"""What is chosen in a fee schedule, and when a row of it holds."""

from __future__ import annotations

from fractions import Fraction

import attrs

from renoflow.errors import Malformed
from renoflow.pricing.tariffs.bands import Measured, check_edges, edges_of

__all__ = ["Choice", "Factor", "When"]


@attrs.frozen(kw_only=True)
class Choice:
    """Something that is chosen, with all that may be: ``region``, ``north`` or ``south``."""

    name: str
    values: tuple[str, ...]

    def __attrs_post_init__(self) -> None:
        if not self.name or not self.values:
            raise Malformed("value.missing", "values" if self.name else "name")


@attrs.frozen(kw_only=True)
class When:
    """A row holds only where a choice is one of some, or where a quantity is within edges.

    Attributes:
        choice: What is chosen: ``region``.
        values: With a choice: those for which the row holds.
        of: Instead of a choice what is measured, as in a row, added up.
        from_: The least that it holds for; edges are said as in a band.
        above: It holds for more than this.
        upto: The greatest.
        below: It holds for less than this.

    Raises:
        Malformed: ``tariff.when`` unless it is a choice with values, or a quantity with
            edges; ``tariff.edge``.
    """

    choice: str = ""
    values: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    from_: Measured | None = None
    above: Measured | None = None
    upto: Measured | None = None
    below: Measured | None = None

    def __attrs_post_init__(self) -> None:
        check_edges(self)
        edged = any(edge is not None for edge in edges_of(self))
        if not bool(self.choice) == bool(self.values) == (not self.of) == (not edged):
            raise Malformed("tariff.when", "of" if self.of else "choice")


@attrs.frozen(kw_only=True)
class Factor:
    """What a row is multiplied by where the *choice* is *value*: ``region``, ``north``, 6/5."""

    choice: str
    value: str
    times: Fraction
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if self.times < 0:
            raise Malformed("card.negative", "times")
