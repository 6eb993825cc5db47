"""Key accounts, company customers, company secrets (大客户与公司客户): texts of other trades."""

from __future__ import annotations

from typing import Final

from renoflow.periods import Span
from renoflow.pipeline.presets.fragments.rows import duties, row
from renoflow.pipeline.presets.rows import first, owed, told
from renoflow.pipeline.roles import Form, Fragment
from renoflow.pricing import Checklist

__all__ = ["company_customers", "company_secrets", "customer_card", "key_accounts"]

key_accounts: Final = Fragment(
    id="key_accounts",
    revision=1,
    zh="大客户管理",
    source="D002.10",
    roles=(
        row("committee_decides", "committee", "approves", "company_key_accounts", "CUS-22"),
        row("committee_approves", "committee", "approves", "branch_key_accounts", "CUS-22"),
        *duties("client_manager", "CUS-22", "serve_one_key_account"),
    ),
    forms=(
        Form(
            id="key_account_file",
            on=told("key_account"),
            items=(
                "assets",
                "shareholders",
                "leaders",
                "projects",
                "bidding",
                "contract_habits",
                "prices",
                "ability_to_pay",
                "credit",
            ),
            source="CUS-22",
        ),
    ),
    lists=(
        Checklist(
            id="key_account_criteria",
            rule="CUS-21",
            items=(
                "large_contracts",
                "stable_return",
                "long_partnership",
                "continuing_investment",
                "good_reputation",
            ),
        ),
        Checklist(
            id="key_account_measures",
            rule="CUS-23",
            items=(
                "supply_first",
                "trials_first",
                "mind_activities",
                "use_all_contacts",
                "ask_about_salespeople",
                "rewards",
                "yearly_meeting",
                "feedback",
            ),
        ),
    ),
)
"""What makes a key account (all five), who decides it, how it is served (CUS-21..CUS-23)."""

company_customers: Final = Fragment(
    id="company_customers",
    revision=1,
    zh="公司客户档案",
    source="D002.07",
    roles=(
        row("keeper", "file_keeper", "duty", "keep_file", "CUS-18"),
        row("gm_approves", "general_manager", "approves", "change_file", "CUS-18"),
    ),
    lists=(
        Checklist(
            id="company_customer_file",
            rule="CUS-18",
            items=("legal_papers", "contacts", "credit", "production", "transactions"),
        ),
    ),
)
"""The file of a customer that is a company: five blocks, one keeper (CUS-18)."""

company_secrets: Final = Fragment(
    id="company_secrets",
    revision=1,
    zh="公司秘密",
    source="D002.17",
    roles=(row("service_keeps_secrets", "customer_service", "duty", "keep_secrets", "CONF-12"),),
    lists=(
        Checklist(
            id="company_secret",
            rule="CONF-09",
            items=(
                "company_interest",
                "by_procedure",
                "for_a_time",
                "few_people",
                "protected",
                "useful",
            ),
        ),
        Checklist(
            id="list_custody",
            rule="CONF-13",
            items=("locked_after_closing", "taken_out_before_opening", "checked", "not_disclosed"),
        ),
    ),
)
"""What a secret is (all six), who keeps them, the follow-up list under lock (CONF-09, CONF-12,
CONF-13)."""


def customer_card(*, within: Span, who: str) -> Fragment:
    """The customer's card is filled after his first transaction (CUS-19).

    Later changes are entered at once: how old a file may be is ``customers.staleness``.

    Args:
        within: The text says "after" and no number.
        who: The role that owes it; the text has the salesperson, helped by supervisors.
    """
    return Fragment(
        id="customer_card",
        revision=1,
        zh="客户资料卡",
        source="D002.19",
        duties=(
            owed(
                "customer_card",
                told("file_access", action="enter"),
                after=first(told("deal")),
                within=within,
                who=who,
                source="CUS-19",
            ),
        ),
        lists=(
            Checklist(
                id="card_upkeep", rule="CUS-19", items=("updated_at_once", "helped", "checked")
            ),
        ),
    )
