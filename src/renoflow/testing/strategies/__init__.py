"""Hypothesis strategies (随机样例): facts, histories, cases, policies, calendars, showrooms.

Each is named after what it draws. They know where rules break: facts of one instant, the
last instant of a span and the next, month ends and leap days, days without an hour, facts
recorded late, withdrawals, facts told twice. What they draw shrinks towards few facts on a
Monday morning, an hour apart.
"""

from renoflow.testing.strategies.edges import edges_of, instants_around
from renoflow.testing.strategies.histories import cases, histories, showrooms
from renoflow.testing.strategies.policies import courts, policies
from renoflow.testing.strategies.told import PARTIES, facts
from renoflow.testing.strategies.values import amounts, calendars, days, instants, keys, spans

__all__ = [
    "PARTIES",
    "amounts",
    "calendars",
    "cases",
    "courts",
    "days",
    "edges_of",
    "facts",
    "histories",
    "instants",
    "instants_around",
    "keys",
    "policies",
    "showrooms",
    "spans",
]
