"""Complaint flows (投诉处理流程), one company's each: run them as matters, one for a complaint.

Who answers, how fast and in which steps differs from source to source (X-27, X-28), so each
is a process of its own. Where a text says "at once" or "in time" the span is an argument.
"""

from renoflow.pipeline.presets.complaints.answers import (
    complaint_answer_24h,
    complaint_three_parts,
    no_quarrels,
    suggestions_answered,
)
from renoflow.pipeline.presets.complaints.handlers import (
    complaint_department,
    complaint_handler,
    complaint_head,
)
from renoflow.pipeline.presets.complaints.numbering import complaint_numbering

__all__ = [
    "complaint_answer_24h",
    "complaint_department",
    "complaint_handler",
    "complaint_head",
    "complaint_numbering",
    "complaint_three_parts",
    "no_quarrels",
    "suggestions_answered",
]
