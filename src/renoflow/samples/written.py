"""Thirty customers written by hand, with whose each one is and why."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["cases"]


def cases() -> str:
    """The text of ``cases.toml``: scenarios under ``seven_day_filing``, one a customer.

    Read them with ``renoflow.testing.scenarios.read_scenarios``; each says its facts, the
    owner and the row that decides.
    """
    return files("renoflow.samples").joinpath("cases.toml").read_text(encoding="utf-8")
