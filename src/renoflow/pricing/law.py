"""The articles that warnings cite (法条): an id for each, with its place in Chinese law.

Nothing here decides a case. A reason that cites an article says what the article is about
and what it comes to in fen or days; whether it applies is for people to find. How far each
was checked against its text stands in ``docs/deposits.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ARTICLES"]

ARTICLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "civil_code_585": "《民法典》第585条",
        "civil_code_586": "《民法典》第586条",
        "civil_code_587": "《民法典》第587条",
        "civil_code_588": "《民法典》第588条",
        "civil_code_787": "《民法典》第787条",
        "contract_interpretation_67": "《合同编通则解释》第67条",
        "contract_interpretation_68": "《合同编通则解释》第68条",
        "construction_interpretation_17": "《建设工程施工合同解释（一）》第17条",
        "consumer_law_23": "《消费者权益保护法》第23条",
        "consumer_law_53": "《消费者权益保护法》第53条",
        "consumer_penalties_10": "《侵害消费者权益行为处罚办法》第10条",
        "guarantee_money_rules_7": "《建设工程质量保证金管理办法》第7条",
        "home_decoration_rules_32": "《住宅室内装饰装修管理办法》第32条",
        "quality_regulation_40": "《建设工程质量管理条例》第40条",
        "shandong_41": "山东省有关规定第41条",
        "zhejiang_21": "浙江省有关规定第21条",
    }
)
"""Each article that the library cites: its id, and where it stands."""
