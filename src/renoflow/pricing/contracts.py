"""The contracts (CON-05, CON-08): what each is for, what it totals, whether finance has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, cast

from renoflow.errors import one_of
from renoflow.facts import Fact
from renoflow.money import Money, format_yuan
from renoflow.pricing.records import Component, ContractType
from renoflow.reasons import Reason, reason

__all__ = [
    "COMPONENT_OF",
    "STORE_CONTRACTS",
    "StoreContract",
    "check_totals",
    "contract_amount",
    "contract_component",
    "contract_for",
    "contract_totals",
    "store_contract",
    "unregistered",
]

COMPONENT_OF: Final[Mapping[ContractType, Component]] = MappingProxyType(
    {
        "construction": "works",
        "finished_goods": "finished_goods",
        "main_materials": "main_materials",
    }
)
"""What is paid under each type of contract."""

StoreContract: TypeAlias = Literal["commissioned_design", "commissioned_works", "material_supply"]
"""A contract by the name that the store's regulation gives it, CON-08."""

STORE_CONTRACTS: Final[Mapping[StoreContract, str]] = MappingProxyType(
    {
        "commissioned_design": "委托设计合同",
        "commissioned_works": "委托施工合同",
        "material_supply": "材料供应合同",
    }
)
"""The names of the store's regulation, with their Chinese (CON-08).

The list is not that of CON-05 (X-17): its design contract is an agreement there, and it has
no finished goods.
"""

_STORE_COMPONENT: Final[Mapping[StoreContract, Component]] = MappingProxyType(
    {
        "commissioned_design": "design_fee",
        "commissioned_works": "works",
        "material_supply": "main_materials",
    }
)


def store_contract(word: str, *, field: str = "type") -> tuple[StoreContract, Component]:
    """The contract that a store calls *word*, by code or in Chinese, and what it pays for.

    Raises:
        Malformed: ``value.choice`` for any other word; *field* is the path it names.
    """
    for code, chinese in STORE_CONTRACTS.items():
        if word in (code, chinese):
            return code, _STORE_COMPONENT[code]
    raise one_of("value.choice", field, word, (*STORE_CONTRACTS, *STORE_CONTRACTS.values()))


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


def contract_component(fact: Fact) -> Component | None:
    """What is paid under the contract or design agreement that *fact* tells of.

    None for any other fact, and for a type of contract that the host has added.
    """
    if fact.kind == "agreement":
        return "design_fee"
    if fact.kind != "contract":
        return None
    return COMPONENT_OF.get(cast("ContractType", fact.get("type")))


def contract_amount(fact: Fact) -> Money | None:
    """What the contract or agreement in *fact* comes to; None where it does not tell.

    Of an agreement the design fee and, if there is one, the rendering fee (FEE-04).
    """
    amount = fact.get("fee" if fact.kind == "agreement" else "amount")
    if not isinstance(amount, Money):
        return None
    rendering = fact.get("rendering_fee") if fact.kind == "agreement" else None
    return amount + rendering if isinstance(rendering, Money) else amount


def contract_totals(facts: Iterable[Fact]) -> dict[Component, Money]:
    """The sum of the contracts of each component, from ``contract`` and ``agreement`` facts.

    Give the facts that stand (:func:`renoflow.facts.known`). A customer may sign works
    only (LIF-10): what has no contract is not in the answer, and neither is a component
    with a contract that does not tell its amount. The design fee is that of the
    agreements, with the rendering fee.
    """
    sums: dict[Component, Money] = {}
    untold: set[Component] = set()
    for fact in facts:
        component = contract_component(fact)
        if component is None:
            continue
        amount = contract_amount(fact)
        if amount is None:
            untold.add(component)
        else:
            sums[component] = sums.get(component, Money(0)) + amount
    return {component: sums[component] for component in sums if component not in untold}


def check_totals(
    signed: Mapping[Component, Money], agreed: Mapping[Component, Money]
) -> tuple[Reason, ...]:
    """Where the contracts *signed* do not total what was *agreed*, component by component.

    *agreed* is what the quote says (:attr:`~renoflow.pricing.Quote.components`), less what
    the customer left out: a component that was not signed is no objection, because works
    only is possible (LIF-10); one that was signed and never agreed is. In the order of
    *signed*; the reason tells the difference (signed less agreed).
    """
    return tuple(
        reason(
            "contract.total",
            rule="CON-05",
            component=component,
            signed=format_yuan(amount),
            agreed=format_yuan(agreed.get(component, Money(0))),
            difference=format_yuan(amount - agreed.get(component, Money(0))),
        )
        for component, amount in signed.items()
        if amount != agreed.get(component, Money(0))
    )


def unregistered(facts: Iterable[Fact]) -> tuple[Reason, ...]:
    """Each signed contract that finance has not on file (CON-08), in the order of *facts*.

    A ``contract_record`` fact files the contract in its ``of``. The source gives no day by
    which it must be; a company that has one asks for it with a duty. Give the facts that
    stand (:func:`renoflow.facts.known`).
    """
    told = tuple(facts)
    filed = {fact.get("of") for fact in told if fact.kind == "contract_record"}
    return tuple(
        reason("contract.unregistered", rule="CON-08", facts=(fact.id,))
        for fact in told
        if fact.kind == "contract" and fact.id not in filed
    )
