"""What is written by hand: thirty customers with whose each one is, a company's rules, a job."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from renoflow.errors import one_of

__all__ = ["SAMPLES", "cases", "company_toml", "sample"]

SAMPLES: Final = (
    "quote.toml",
    "tariff.toml",
    "plan.toml",
    "terms.toml",
    "words.toml",
    "settlement.toml",
    "job.json",
)
"""The files of one job: what it costs, how it is paid and settled, and what happened."""


def cases() -> str:
    """The text of ``cases.toml``: scenarios under ``seven_day_filing``, one a customer.

    Read them with ``renoflow.testing.scenarios.read_scenarios``; each says its facts, the
    owner and the row that decides.
    """
    return _read("cases.toml")


def company_toml() -> str:
    """The text of ``company.toml``: all rules of the sample company, to start one's own from."""
    return _read("company.toml")


def sample(name: str) -> str:
    """The text of the file *name* of :data:`SAMPLES`.

    Raises:
        Malformed: ``value.choice`` for another name.
    """
    if name not in SAMPLES:
        raise one_of("value.choice", "name", name, SAMPLES)
    return _read(name)


def _read(name: str) -> str:
    return files("renoflow.samples").joinpath(name).read_text(encoding="utf-8")
