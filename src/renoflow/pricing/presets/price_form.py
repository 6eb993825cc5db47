"""The price approval form (价格核定表) of a company that sells below its list (FEE-09)."""

from __future__ import annotations

from typing import Final

from renoflow.pricing.approvals import ApprovalChain, ApprovalStep

__all__ = ["price_form"]

price_form: Final = ApprovalChain(
    id="price_form",
    revision=1,
    source="FEE-09",
    steps=(
        ApprovalStep(
            id="form",
            role="branch_deputy_manager",
            copies=("accounting", "branch_deputy_manager", "salesperson"),
            source="FEE-09",
        ),
    ),
    by_phone="branch_manager",
)
"""Any price below the list needs the form, signed by the branch deputy manager before the
deal, in three copies. Where that cannot be, the branch manager is told by telephone before
the deal and the form follows; the source gives no day by which."""
