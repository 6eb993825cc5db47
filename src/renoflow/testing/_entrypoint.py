"""The hook by which Hypothesis knows our records: ``st.from_type(Policy)`` and so on.

Hypothesis calls it when it is imported itself, so that it only registers; a strategy is
made when somebody asks for one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["register"]


def register() -> None:
    """Tell Hypothesis a strategy for each record that a host tests with."""
    from hypothesis import strategies as st  # noqa: PLC0415 - Hypothesis is being imported

    from renoflow.attribution import Case, Court, Policy  # noqa: PLC0415 - when hypothesis asks
    from renoflow.calendars import WorkCalendar  # noqa: PLC0415 - when hypothesis asks
    from renoflow.facts import Fact, Key  # noqa: PLC0415 - when hypothesis asks
    from renoflow.money import Money  # noqa: PLC0415 - when hypothesis asks
    from renoflow.periods import Span  # noqa: PLC0415 - when hypothesis asks

    named: dict[type[Any], str] = {
        Case: "cases",
        Court: "courts",
        Fact: "facts",
        Key: "keys",
        Money: "amounts",
        Policy: "policies",
        Span: "spans",
        WorkCalendar: "calendars",
    }
    for record, name in named.items():
        st.register_type_strategy(record, partial(_drawn, name))


def _drawn(name: str, _record: type[Any]) -> SearchStrategy[Any]:
    from renoflow.testing import strategies  # noqa: PLC0415 - when hypothesis asks

    found: SearchStrategy[Any] = getattr(strategies, name)()
    return found
