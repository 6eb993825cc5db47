"""Customers by how ready they are to sign (客户分级), and the form that each class needs."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

__all__ = ["Readiness", "ReadinessClass", "needs_five_part_form", "readiness_class"]

ReadinessClass: TypeAlias = Literal["A", "B", "C"]
"""A, B or C by readiness (CUS-06). Other companies mean the customer's value by the same
letters (X-09): they are other types."""


@attrs.frozen(kw_only=True)
class Readiness:
    """What is known of a customer's readiness; what nobody knows is False.

    ``intent`` is the wish to sign: none, some, or strong. ``contact_valid`` means that
    customer service can reach him (FILE-14).
    """

    deposit_paid: bool = False
    intent: Literal["none", "some", "strong"] = "none"
    measured: bool = False
    scheme_started: bool = False
    contact_valid: bool = False
    unrenovated: bool = False
    talked_to_designer: bool = False


def readiness_class(customer: Readiness) -> ReadinessClass | None:
    """The best class whose facts all hold, or None (CUS-06).

    A: a deposit and strong intent. B: measured, the scheme begun, and intent. C: a valid
    contact, a flat that is not renovated yet, and a talk with a designer. A customer who
    fulfils A without B is of class A.
    """
    if customer.deposit_paid and customer.intent == "strong":
        return "A"
    if customer.measured and customer.scheme_started and customer.intent != "none":
        return "B"
    if customer.contact_valid and customer.unrenovated and customer.talked_to_designer:
        return "C"
    return None


def needs_five_part_form(readiness: ReadinessClass | None) -> bool:
    """Whether a customer of this class needs a five-part form: C or better (FILE-12)."""
    return readiness is not None
