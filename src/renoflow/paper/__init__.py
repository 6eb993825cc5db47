"""Paper (纸面): records as documents to print and pictures, in Chinese and English."""

from renoflow.paper.accounts import account_statement
from renoflow.paper.html import html
from renoflow.paper.plans import payment_plan, plan_change
from renoflow.paper.quotes import quotation
from renoflow.paper.records import Column, Paper, Row, Sum, Table
from renoflow.paper.settlements import settlement_sheet
from renoflow.paper.timeline import plan_svg

__all__ = [
    "Column",
    "Paper",
    "Row",
    "Sum",
    "Table",
    "account_statement",
    "html",
    "payment_plan",
    "plan_change",
    "plan_svg",
    "quotation",
    "settlement_sheet",
]
