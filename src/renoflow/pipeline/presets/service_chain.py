"""L13, the service chain (服务链): five links, each with a norm and a time node.

``docs/processes/service_chain.md`` shows it as a diagram.
"""

from __future__ import annotations

from typing import Final

from renoflow.limits import Every
from renoflow.periods import Block, Span
from renoflow.pipeline.presets.rows import LOST, first, leaving, owed, told
from renoflow.processes import Move, Process, Stage
from renoflow.select import Facts

__all__ = ["service_chain"]


def service_chain(
    *, consultation: Span, design: Span, contract: Span, works: Span, callbacks: Block
) -> Process:
    """The five links with the time nodes that the text asks for and does not give (LIF-21).

    Args:
        consultation: From the enquiry to the appointment for measuring.
        design: From that appointment to the complete scheme.
        contract: From the scheme to the contract.
        works: From the contract to the completion.
        callbacks: How often a customer is called after the works (CMP-07).
    """
    calls = Every(unit=callbacks, first="whole")
    return Process(
        id="service_chain",
        revision=1,
        zh="五环节服务链",
        source="L13",
        stages=(
            Stage(
                id="consultation",
                zh="客户咨询",
                kind="start",
                duties=(
                    owed(
                        "consultation_node",
                        _BOOKED,
                        within=consultation,
                        after=first(Facts(kinds=("enquiry", "visit"))),
                        who="customer_service",
                        source="LIF-21",
                    ),
                ),
                source="LIF-21",
            ),
            Stage(
                id="measure_design",
                zh="量房设计",
                duties=(
                    owed("design_node", _SCHEME, within=design, who="designer", source="LIF-21"),
                ),
                source="LIF-21",
            ),
            Stage(
                id="chain_contract",
                zh="签约环节",
                duties=(
                    owed(
                        "contract_node",
                        _SIGNED,
                        within=contract,
                        who="client_manager",
                        source="LIF-21",
                    ),
                ),
                source="LIF-21",
            ),
            Stage(
                id="works_management",
                zh="施工管理",
                duties=(
                    owed(
                        "works_node",
                        told("completion"),
                        within=works,
                        who="project_manager",
                        source="LIF-21",
                    ),
                ),
                source="LIF-21",
            ),
            Stage(
                id="chain_after_sales",
                zh="售后服务",
                kind="end",
                duties=(
                    owed(
                        "after_sales_node",
                        told("callback"),
                        every=calls,
                        who="after_sales",
                        source="LIF-21 CMP-07",
                    ),
                ),
                source="LIF-21",
            ),
            LOST,
        ),
        moves=_MOVES,
        house=("company",),
    )


_BOOKED: Final = told("appointment", purpose="measurement")
_SCHEME: Final = told("scheme", version="complete")
_SIGNED: Final = told("contract", type="construction")

_MOVES: Final = (
    Move(id="consulted", at=("consultation",), on=_BOOKED, to="measure_design", source="LIF-21"),
    Move(id="designed", at=("measure_design",), on=_SCHEME, to="chain_contract", source="LIF-21"),
    Move(id="signed", at=("chain_contract",), on=_SIGNED, to="works_management", source="LIF-21"),
    Move(
        id="handed_over",
        at=("works_management",),
        on=told("completion"),
        to="chain_after_sales",
        source="LIF-21",
    ),
    *leaving("consultation", "measure_design", "chain_contract"),
)
