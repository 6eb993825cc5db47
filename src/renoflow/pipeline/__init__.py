"""Where a customer stands and what is due (客户流程与待办)."""

from renoflow.pipeline import presets
from renoflow.pipeline.agenda import agenda
from renoflow.pipeline.company import Company, CompanyRules, open_company

__all__ = ["Company", "CompanyRules", "agenda", "open_company", "presets"]
