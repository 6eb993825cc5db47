"""Warranty (保修): terms by place and kind of work, the law's least, and what is covered."""

from renoflow.pricing.warranty.compare import warranty_objections
from renoflow.pricing.warranty.cover import (
    Cover,
    CoverStatus,
    after_warranty,
    warranty,
    warranty_limits,
)
from renoflow.pricing.warranty.floors import BURDEN_OF_PROOF, FLOORS, SHANDONG, ZHEJIANG
from renoflow.pricing.warranty.records import (
    PLACES,
    WORKS,
    Floor,
    Place,
    Season,
    Seasons,
    Warranty,
    WarrantyTerm,
    Work,
)

__all__ = [
    "BURDEN_OF_PROOF",
    "FLOORS",
    "PLACES",
    "SHANDONG",
    "WORKS",
    "ZHEJIANG",
    "Cover",
    "CoverStatus",
    "Floor",
    "Place",
    "Season",
    "Seasons",
    "Warranty",
    "WarrantyTerm",
    "Work",
    "after_warranty",
    "warranty",
    "warranty_limits",
    "warranty_objections",
]
