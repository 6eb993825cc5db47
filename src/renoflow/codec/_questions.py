"""What the sources of the shipped policies leave open, and how it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from renoflow.periods import CALENDAR, LEGAL, days, months
from renoflow.select import Facts

__all__ = ["OPEN_VALUES", "OpenValue"]

_EXAMPLES: Final = {"en": (" For example ", " or "), "zh": ("例如 ", " 或 ")}


@attrs.frozen(kw_only=True)
class OpenValue:
    """An open value: the argument of the preset, the question, and answers to choose from.

    ``place`` is where it stands in the policy's file, with ``meanwhile`` there until it is
    answered. One without a place decides which rows there are.
    """

    argument: str
    en: str
    zh: str
    answers: tuple[str, ...]
    place: str = ""
    meanwhile: object = None

    def question(self, lang: str) -> str:
        """The question in English or Chinese, with the answers."""
        head, between = _EXAMPLES[lang]
        return f"{self.zh if lang == 'zh' else self.en}{head}{between.join(self.answers)}"


OPEN_VALUES: Final[Mapping[str, tuple[OpenValue, ...]]] = MappingProxyType(
    {
        "seven_day_filing": (
            OpenValue(
                argument="window",
                en="FILE-06: how are the seven days counted?",
                zh="FILE-06：七天如何计算？",
                answers=('{ days = 7, counting = "legal" }', "{ hours = 168 }"),
                place="limits[0].span",
                meanwhile=days(7, counting=LEGAL),
            ),
        ),
        "first_contact": (
            OpenValue(
                argument="deal",
                en="ATT-15: which facts are the deal that fixes the owner?",
                zh="ATT-15：哪些事实算成交、使归属固定？",
                answers=('[{ fact = "contract", type = "construction" }]',),
                place="decisive",
                meanwhile=(Facts(kinds=("deal",)),),
            ),
        ),
        "register": (
            OpenValue(
                argument="decided_by",
                en="COL-04: does the register's time decide, or who brought him first (X-02)?",
                zh="COL-04：以登记时间为准，还是以先带回公司为准（X-02）？",
                answers=('"register"', '"brought"'),
            ),
            OpenValue(
                argument="later_consultant",
                en="COL-02: does the later consultant only serve, or own too (X-03)?",
                zh="COL-02：后一位居家顾问只负责服务，还是归属也归他（X-03）？",
                answers=('"serves"', '"owns"'),
            ),
            OpenValue(
                argument="unregistered",
                en="FILE-11: not registered, and the customer names one: silent, or his (X-07)?",
                zh="FILE-11：未登记而客户说得出是谁：文本未定，还是归其所说的人（X-07）？",
                answers=('"silent"', '"named"'),
            ),
            OpenValue(
                argument="undocked",
                en="ATT-10: how does an entry stand before it is docked with a designer?",
                zh="ATT-10：尚未与设计师对接的登记，效力如何？",
                answers=('"standing"', '"pending"'),
            ),
            OpenValue(
                argument="ahead",
                en="FILE-11: how long before the visit is a day ahead?",
                zh="FILE-11：“提前一天”是多久？",
                answers=('{ days = 1, counting = "calendar" }', "{ hours = 24 }"),
                place="limits[0].lead",
                meanwhile=days(1, counting=CALENDAR),
            ),
            OpenValue(
                argument="arranged",
                en="COL-02: from which step on is a designer arranged?",
                zh="COL-02：到哪一步算已安排设计师？",
                answers=('"recommended"', '"confirmed"'),
            ),
            OpenValue(
                argument="on_duty",
                en="COL-03: does the consultant on duty go first, or last (X-47)?",
                zh="COL-03：值班居家顾问优先，还是排在最后（X-47）？",
                answers=('"first"', '"last"'),
            ),
            OpenValue(
                argument="informed_by",
                en="COL-06: whose call or SMS counts: the list holder's, or anybody's?",
                zh="COL-06：谁的电话、短信算数：名单分配人的，还是任何人的？",
                answers=('"holder"', '"anyone"'),
            ),
            OpenValue(
                argument="records",
                en="COL-08: are both sides heard, or does the latest record decide?",
                zh="COL-08：提报部门经理，还是以最近的记录为准？",
                answers=('"heard"', '"latest"'),
            ),
            OpenValue(
                argument="entered_later",
                en="ATT-10, ATT-25: entered after company flow or a company's relation: whose?",
                zh="ATT-10、ATT-25：先为公司客流或公司关系客户，后被登记：以登记为准，还是仍归公司？",
                answers=('"entry_counts"', '"stays_company"'),
            ),
            OpenValue(
                argument="old_customer",
                en="ATT-23: an old customer names one, another had registered him: whose?",
                zh="ATT-23：他人已登记，老客户带来并指明由谁接待：归被指明的人，还是以登记为准？",
                answers=('"named"', '"entry_counts"'),
            ),
            OpenValue(
                argument="duty_lasts",
                en="COL-03: does the consultant on duty serve for that visit, or always?",
                zh="COL-03：值班居家顾问只负责当次来访，还是一直负责？",
                answers=('"that_visit"', '"always"'),
            ),
            OpenValue(
                argument="subsidy_once",
                en="COL-06: is the subsidy due once the customer is brought, or once he signed?",
                zh="COL-06：带回公司即补助，还是签订合同后才补助？",
                answers=('"once_brought"', '"once_signed"'),
            ),
            OpenValue(
                argument="same_customer",
                en="COL-09: by which fields are two entries one customer?",
                zh="COL-09：凭哪些字段认定两条登记是同一客户？",
                answers=('["phone"]', '["phone", "home"]'),
            ),
            OpenValue(
                argument="report_within",
                en="COL-07: how is the month from the deposit counted?",
                zh="COL-07：自交订金之日起一个月如何计算？",
                answers=('{ months = 1, counting = "calendar" }', "{ hours = 720 }"),
                place="ladder.report_within",
                meanwhile=months(1, counting=CALENDAR),
            ),
        ),
        "five_part_form": (
            OpenValue(
                argument="unreached",
                en="FILE-14: not reached, not confirmed: until he is reached, or for good?",
                zh="FILE-14：联系不到者不予确认：到联系上为止，还是不再确认？",
                answers=('"until_reached"', '"for_good"'),
            ),
        ),
        "front_desk": (),
        "business_contact": (
            OpenValue(
                argument="several",
                en="ATT-20: several dealt with him: management settles, or the latest contact?",
                zh="ATT-20：几个人都联系过客户：由管理层协商，还是以最近联系为准？",
                answers=('"management"', '"latest"'),
            ),
        ),
    }
)
"""By preset, in the order of its arguments."""
