"""Published lifecycles, each one company's and nothing else; open values are arguments."""

from renoflow.pipeline.presets import fragments
from renoflow.pipeline.presets.acceptance import acceptance_rectification
from renoflow.pipeline.presets.complaints import (
    complaint_answer_24h,
    complaint_department,
    complaint_handler,
    complaint_head,
    complaint_numbering,
    complaint_three_parts,
    no_quarrels,
    suggestions_answered,
)
from renoflow.pipeline.presets.completion import completion_at_headquarters
from renoflow.pipeline.presets.contract_clause import contract_clause
from renoflow.pipeline.presets.designer_led import designer_led
from renoflow.pipeline.presets.home_service import home_service
from renoflow.pipeline.presets.material_flow import material_flow
from renoflow.pipeline.presets.never_alone import never_alone
from renoflow.pipeline.presets.service import (
    key_account_meetings,
    progress_reports,
    quarterly_review,
    site_issues,
    store_records,
    visit_reports,
    warranty_24h,
)
from renoflow.pipeline.presets.service_chain import service_chain
from renoflow.pipeline.presets.sign_order_24h import sign_order_24h
from renoflow.pipeline.presets.steward_ten_step import steward_ten_step

__all__ = [
    "acceptance_rectification",
    "complaint_answer_24h",
    "complaint_department",
    "complaint_handler",
    "complaint_head",
    "complaint_numbering",
    "complaint_three_parts",
    "completion_at_headquarters",
    "contract_clause",
    "designer_led",
    "fragments",
    "home_service",
    "key_account_meetings",
    "material_flow",
    "never_alone",
    "no_quarrels",
    "progress_reports",
    "quarterly_review",
    "service_chain",
    "sign_order_24h",
    "site_issues",
    "steward_ten_step",
    "store_records",
    "suggestions_answered",
    "visit_reports",
    "warranty_24h",
]
