"""The three contracts (CON-05): what each is for, and which one an item belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, cast

from renoflow.errors import one_of
from renoflow.facts import Fact
from renoflow.money import Money
from renoflow.pricing.records import Component, ContractType

__all__ = ["COMPONENT_OF", "contract_for", "contract_totals"]

COMPONENT_OF: Final[Mapping[ContractType, Component]] = MappingProxyType(
    {
        "construction": "works",
        "finished_goods": "finished_goods",
        "main_materials": "main_materials",
    }
)
"""What is paid under each type of contract."""


def contract_for(item: str, items: Mapping[str, ContractType]) -> ContractType:
    """The contract that *item* belongs under, by the company's own table *items*.

    CON-05 does not draw the border between finished goods and main materials, so the
    table is the company's; an item that it lacks is asked about and never guessed.

    Raises:
        Malformed: ``value.unknown`` for an item that the table lacks.
    """
    found = items.get(item)
    if found is None:
        raise one_of("value.unknown", "item", item, items)
    return found


def contract_totals(facts: Iterable[Fact]) -> dict[Component, Money]:
    """The sum of the contracts of each component, from the ``contract`` facts.

    Give the facts that stand (:func:`renoflow.facts.known`). A customer may sign works
    only (LIF-10): what has no contract is not in the answer, and neither is a component
    with a contract that does not tell its amount.
    """
    sums: dict[Component, Money] = {}
    untold: set[Component] = set()
    for fact in facts:
        if fact.kind != "contract":
            continue
        component = COMPONENT_OF.get(cast("ContractType", fact.get("type")))
        amount = fact.get("amount")
        if component is None:  # a type that the host has added
            continue
        if isinstance(amount, Money):
            sums[component] = sums.get(component, Money(0)) + amount
        else:
            untold.add(component)
    return {component: sums[component] for component in sums if component not in untold}
