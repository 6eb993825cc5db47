"""What is written by hand: thirty customers with whose each one is, and a company's rules."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["cases", "company_toml"]


def cases() -> str:
    """The text of ``cases.toml``: scenarios under ``seven_day_filing``, one a customer.

    Read them with ``renoflow.testing.scenarios.read_scenarios``; each says its facts, the
    owner and the row that decides.
    """
    return _read("cases.toml")


def company_toml() -> str:
    """The text of ``company.toml``: all rules of the sample company, to start one's own from."""
    return _read("company.toml")


def _read(name: str) -> str:
    return files("renoflow.samples").joinpath(name).read_text(encoding="utf-8")
