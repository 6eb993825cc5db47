"""What sources without stages say (制度条款), each one company's; they have no flow.

Also the roles of companies whose stages are a process of this package.
"""

from renoflow.pipeline.presets.fragments.accounts import (
    company_customers,
    company_secrets,
    customer_card,
    key_accounts,
)
from renoflow.pipeline.presets.fragments.handbooks import (
    client_manager_powers,
    full_explanation,
    handbook_dispatch,
    info_flow,
    small_store,
)
from renoflow.pipeline.presets.fragments.posts import (
    company_flow_dispatch,
    construction_roles,
    material_roles,
    sign_order_roles,
    steward_roles,
)
from renoflow.pipeline.presets.fragments.relations import (
    open_line,
    phase_contacts,
    relation_kpi,
    service_department,
    service_grades,
    value_class,
)

__all__ = [
    "client_manager_powers",
    "company_customers",
    "company_flow_dispatch",
    "company_secrets",
    "construction_roles",
    "customer_card",
    "full_explanation",
    "handbook_dispatch",
    "info_flow",
    "key_accounts",
    "material_roles",
    "open_line",
    "phase_contacts",
    "relation_kpi",
    "service_department",
    "service_grades",
    "sign_order_roles",
    "small_store",
    "steward_roles",
    "value_class",
]
