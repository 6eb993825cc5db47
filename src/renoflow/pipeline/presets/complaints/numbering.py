"""S2: complaints numbered, registered, inspected, reported."""

from __future__ import annotations

from typing import Final

import attrs

from renoflow.obligations import Escalation
from renoflow.periods import Span
from renoflow.pipeline.presets.complaints.rows import begins, received, step, stepped
from renoflow.pipeline.presets.rows import given, need, owed, told
from renoflow.processes import Move, Process, Stage
from renoflow.select import Facts, Match

__all__ = ["complaint_numbering"]


def complaint_numbering(*, report_within: Span, overdue: tuple[Escalation, ...]) -> Process:
    """S2: numbered and registered, investigated, handled, reported (CPL-11..CPL-17).

    A complaint that caused no loss goes another way, by an anomaly sheet (CPL-17). A joint
    inspection runs beside it where one is asked for (CPL-16).

    Args:
        report_within: The three days from the handling to the report to the general
            manager (CPL-13); the text does not say how they are counted.
        overdue: To whom a late report goes up: the text has a reaction to what is overdue
            (CPL-15) and no numbers for it.
    """
    start, opened = begins("CPL-16", _CAUSED_LOSS)
    report = owed(
        "gm_report",
        step("report_submitted"),
        within=report_within,
        who="qc_centre",
        source="CPL-13",
    )
    return Process(
        id="complaint_numbering",
        revision=1,
        zh="客诉编号与追踪",
        source="S2",
        stages=(
            start,
            received("CPL-16"),
            Stage(id="complaint_registered", zh="已编号登记", source="CPL-11 CPL-16"),
            Stage(id="complaint_investigated", zh="已调查核实", source="CPL-12"),
            Stage(
                id="complaint_handled",
                zh="已处理",
                duties=(attrs.evolve(report, escalations=overdue),),
                source="CPL-13",
            ),
            Stage(id="gm_reported", zh="已呈报", kind="end", source="CPL-13"),
            Stage(id="anomaly", zh="异常待处理", source="CPL-17"),
            Stage(id="anomaly_passed_on", zh="异常已反映", kind="end", source="CPL-17"),
            *_INSPECTION,
        ),
        moves=(opened, *_NUMBERED),
    )


_CAUSED_LOSS: Final = Facts(
    kinds=("complaint",), where=(Match(field="loss", op="not_in", values=(False,)),)
)

_INSPECTION: Final = (
    Stage(id="no_inspection", zh="无需会勘", track="inspection", kind="start", source="CPL-16"),
    Stage(id="inspection_due", zh="待会勘", track="inspection", source="CPL-16"),
    Stage(id="inspected", zh="已会勘", track="inspection", kind="end", source="CPL-16"),
)

_TEAM: Final = Facts(
    kinds=("service_step",),
    where=(
        Match(field="step", op="in", values=("inspected",)),
        Match(field="present", op="given"),
    ),
)

_NUMBERED: Final = (
    Move(
        id="no_loss",
        at=("no_complaint",),
        on=told("complaint", loss=False),
        to="anomaly",
        source="CPL-17",
    ),
    stepped("anomaly_sheet", "anomaly", "anomaly_passed_on", "CPL-17"),
    Move(
        id="recorded",
        at=("complaint_received",),
        on=step("recorded"),
        to="complaint_registered",
        needs=(need("number_given", given("service_step", "number"), "CPL-11"),),
        source="CPL-16",
    ),
    Move(
        id="investigated",
        at=("complaint_registered",),
        on=step("investigated"),
        to="complaint_investigated",
        needs=(need("cause_class", given("service_step", "cause"), "CPL-12"),),
        source="CPL-12",
    ),
    stepped("handled", "complaint_investigated", "complaint_handled", "CPL-13"),
    stepped("report_submitted", "complaint_handled", "gm_reported", "CPL-13"),
    stepped("inspection_asked", "no_inspection", "inspection_due", "CPL-16"),
    Move(
        id="inspected",
        at=("inspection_due",),
        on=step("inspected"),
        to="inspected",
        needs=(need("inspection_team", _TEAM, "CPL-16"),),
        source="CPL-16",
    ),
)
