"""An invented company: its process and plan as TOML, and a messy month of its paper."""

from datetime import date
from pathlib import Path
from typing import Any, Final

from renoflow.calendars import china
from renoflow.codec import from_toml
from renoflow.facts import (
    Fact,
    complaint,
    contract,
    deposit,
    fact,
    loss,
    receipt,
    reopening,
    withdrawal,
)
from renoflow.money import yuan
from renoflow.pricing import Plan
from renoflow.processes import Process, open_process

__all__ = ["FIRST", "FLOW", "PLAN", "PROCESS", "SECOND", "told"]

_HERE: Final = Path(__file__).parent
PROCESS: Final = from_toml((_HERE / "north_gate.toml").read_text(encoding="utf-8"), Process)
PLAN: Final = from_toml((_HERE / "plan.toml").read_text(encoding="utf-8"), Plan)
FLOW: Final = open_process(PROCESS, china, days="end")


def told(id: str, kind: str, **what: Any) -> Fact:  # noqa: A002 - the field's own name
    """A fact of the company's own table of kinds."""
    return fact(id, kind, kinds=FLOW.kinds, **what)


def _march(day: int, hour: int, minute: int = 0):
    return china.at(2024, 3, day, hour, minute)


FIRST: Final = (
    # told in the order in which the papers were found
    told("hand", "handover", at=_march(28, 17), by="fang"),
    told("strip", "site_step", at=_march(18, 9), by="fang", step="stripped"),
    told("measured", "measuring", at=_march(1, 16), by="ma", rooms=4),
    told("not_hers", "draft", at=_march(4, 10), by="ma", role="sales"),
    told(
        "draft", "draft", at=date(2024, 3, 5), recorded_at=_march(6, 9), by="dora", role="designer"
    ),
    told("price", "price_sheet", at=_march(7, 10), by="dora", total=yuan("180,000.05")),
    loss("oops", at=_march(7, 12), recorded_at=_march(7, 12), by="ma"),
    told("nod", "nod", at=date(2024, 3, 8)),
    withdrawal("sorry", at=_march(9, 9), of="oops", by="ma"),
    told("shown", "colour", at=date(2024, 3, 9), step="shown"),
    contract("contract", at=_march(11, 10), type="construction", amount=yuan("180,000.05")),
    deposit(
        "deposit",
        at=date(2024, 3, 11),
        recorded_at=_march(14, 9),
        nature="earnest",
        amount=yuan(5000),
    ),
    told("permit", "permit", at=_march(13, 11), result="granted"),
    told("fixed", "colour", at=date(2024, 3, 20), recorded_at=_march(28, 9), step="fixed"),
    told("photo", "photo", at=_march(22, 16), by="fang"),
    told("wired", "site_step", at=_march(25, 10), by="fang", step="wired"),
    told("fitted", "site_step", at=_march(27, 10), by="fang", step="fitted"),
    told("failed", "inspection", at=_march(28, 10), passed=False),
    told("passed", "inspection", at=date(2024, 3, 29), passed=True),
    receipt("r1", at=_march(13, 10), component="works", amount=yuan(50_000), role="finance"),
    receipt("r2", at=_march(15, 10), component="works", amount=yuan("13,000.02"), role="finance"),
    receipt("r3", at=_march(18, 15), component="works", amount=yuan("60,000.01"), role="finance"),
)
"""One customer from the measuring to the handover."""

SECOND: Final = (
    told("m2", "measuring", at=_march(18, 9), by="ma", rooms=2),
    loss("l2", at=_march(18, 17), by="ma"),
    reopening("o2", at=_march(20, 9), by="ma"),
    complaint("c2", at=date(2024, 3, 21), result="open"),
)
"""One who was lost, came back and complains."""
