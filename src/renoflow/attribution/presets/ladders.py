"""How disputes are decided (争议处理): six published ladders, each to stand with any policy.

The texts that have a ladder and no ownership rule (P6, P8, P9), and those that have both
(P2, P4, P7). ``attrs.evolve(policy, ladder=ladder)`` puts one company's ownership rules and
another's ladder together. ``docs/disputes.md`` explains them.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from renoflow.attribution.policy import Ladder, Level, Sanction
from renoflow.errors import Malformed, one_of
from renoflow.money import Money
from renoflow.periods import Span
from renoflow.select import Anchor, Facts, Match, Test

__all__ = [
    "business_contact_ladder",
    "dedicated_resolver",
    "first_contact_ladder",
    "post_project",
    "qc_appeal",
    "register_ladder",
]


_Deposit: TypeAlias = Literal["advance", "earnest", "intention"]


def register_ladder(
    *, report_within: Span, deposits: tuple[_Deposit, ...] = ("advance",)
) -> Ladder:
    """P2: the department head may settle it first; customer service supervision decides.

    Only a dispute inside one department goes to its head (COL-01). Evidence: the time in the
    register, then who first brought the customer, by the hall register and the measurement
    record, then messages and calls (COL-04, COL-08).

    Args:
        report_within: How long after the first deposit a dispute may be reported. The text
            says one month and not how it is counted (COL-07), so there is no default.
        deposits: Which deposits begin it: the text says 订金, an *advance*; many mean by it
            the *earnest* money, too (X-22). A payment of intention is neither.
    """
    nature = Match(field="nature", op="in", values=deposits)
    return Ladder(
        id="register_ladder",
        zh="撞单裁决",
        levels=(
            Level(
                role="department_head",
                zh="部门负责人",
                until="always",
                optional=True,
                when=(_dispute("scope", "internal", "inter_company"),),
                source="COL-01",
            ),
            Level(
                role="cs_supervision",
                zh="客服监察部",
                until="always",
                final=True,
                source="COL-01",
            ),
        ),
        report_within=report_within,
        of=Anchor(of="first", facts=Facts(kinds=("deposit",), where=(nature,)), whole=True),
        evidence=("register", "hall_register", "measurement", "sms", "call_record"),
        readings=(
            ("COL-01/departments", "between departments supervision at once"),
            ("COL-07/deposit", " ".join(deposits)),
            ("COL-08/evidence", "messages and calls come last"),
        ),
        source="P2 COL-01 COL-04 COL-07 COL-08 ESC-06",
    )


def first_contact_ladder() -> Ladder:
    """P4: the team head may adjust the ownership until the deal; no way further (ATT-15, 16)."""
    head = Level(
        role="team_head",
        zh="销售团队负责人",
        until="decisive",
        final=True,
        source="ATT-15 ATT-16",
    )
    return Ladder(
        id="first_contact_ladder",
        zh="归属调整",
        levels=(head,),
        readings=(("ATT-16/final", "nobody stands above the team head"),),
        source="P4",
    )


def qc_appeal() -> Ladder:
    """P6: department managers, the quality centre, the general manager's office; none skipped.

    The first two bring the parties together, and only the office decides. Whoever holds a
    level brings the dispute to the next one (ESC-01). A department that hears a dispute out of
    its turn and publishes an opinion is to pay 500 yuan, which the deciding role may reduce
    (ESC-03, ESC-05); it is reported and never executed.
    """
    return Ladder(
        id="qc_appeal",
        zh="三级申诉",
        levels=(
            Level(
                role="department_manager",
                zh="部门经理",
                until="always",
                acts="mediates",
                submits=("employee",),
                source="ESC-01",
            ),
            Level(
                role="qc_centre",
                zh="品控中心",
                until="always",
                acts="mediates",
                submits=("department_manager",),
                source="ESC-01 ESC-04",
            ),
            Level(
                role="gm_office",
                zh="总经办",
                until="always",
                submits=("qc_centre",),
                final=True,
                source="ESC-01",
            ),
        ),
        sanctions=(
            Sanction(
                id="published_opinion",
                on=("published",),
                amount=Money(50_000),
                lenient=True,
                source="ESC-03 ESC-05",
            ),
        ),
        applies_to=("customer_source", "web_sales", "design"),
        readings=(("ESC-03/payer", "the role that published"),),
        related=("administration", "qc_centre"),
        source="P6 ESC-01 ESC-02 ESC-04 ESC-06",
    )


def business_contact_ladder() -> Ladder:
    """P7: the parties talk, then all sides with management, then management decides (DIS-11).

    Disputes inside the company only (X-12). A breach is a matter of assessment, for which
    the text names no amount (DIS-12).
    """
    return Ladder(
        id="business_contact_ladder",
        zh="归属争议管理",
        levels=(
            Level(role="parties", zh="双方口头", until="always", acts="mediates", source="DIS-11"),
            Level(role="multi_party", zh="多方", until="always", acts="mediates", source="DIS-11"),
            Level(
                role="management", zh="管理层", until="always", final=True, source="DIS-11 DIS-12"
            ),
        ),
        hears=(_dispute("scope", "inter_company"),),
        form=("evidence",),
        evidence=("customer_data", "communication"),
        readings=(
            ("DIS-11/evidence", "in the order in which the text names it"),
            ("DIS-12/breach", "a level skipped, an opinion published out of turn"),
        ),
        sanctions=(
            Sanction(id="assessment", on=("skipped", "published"), source="DIS-12 KPI-12"),
        ),
        source="P7 DIS-11 DIS-12",
    )


def dedicated_resolver(*, resolver: str) -> Ladder:
    """P8: one named resolver proposes; if the parties do not agree, senior management decides.

    Inside the company or with another (DIS-01). A resolver who is a party himself does not
    act (reading ``DIS-02/party``); what is told stays secret (DIS-04).

    Args:
        resolver: The party that is named as resolver, a person or a department (DIS-02).

    Raises:
        Malformed: ``value.missing`` where nobody is named.
    """
    if not resolver:
        raise Malformed("value.missing", "resolver")
    return Ladder(
        id="dedicated_resolver",
        zh="专人解决",
        levels=(
            Level(
                role="dispute_resolver",
                zh="解决责任人",
                until="always",
                acts="mediates",
                holder=resolver,
                source="DIS-02 DIS-03",
            ),
            Level(
                role="senior_management",
                zh="高层管理层",
                until="always",
                final=True,
                source="DIS-03",
            ),
        ),
        steps=("investigated", "proposed"),
        recuse="parties",
        sees=(),
        readings=(("DIS-02/party", "a resolver who is a party steps back"),),
        source="P8 DIS-01 DIS-02 DIS-03 DIS-04",
    )


def post_project(*, end: Facts, litigation: Literal["both", "either"]) -> Ladder:
    """P9: after the project, settlement, then independent arbitration, litigation last (DIS-09).

    Settlement comes first as a principle: arbitration without it is told of (DIS-06). Of
    contract, payment and complaints the text speaks as of examples: any dispute after the
    project is heard (DIS-05).

    Args:
        end: The facts that end the project (DIS-05); the text does not say which they are.
        litigation: Whether settlement and arbitration must both have failed, or either, as
            "negotiation or arbitration" can be read (DIS-09), so there is no default.

    Raises:
        Malformed: ``value.choice`` for another *litigation*.
    """
    if litigation not in ("both", "either"):
        raise one_of("value.choice", "litigation", litigation, ("both", "either"))
    return Ladder(
        id="post_project",
        zh="项目后争议",
        levels=(
            Level(
                role="settlement",
                zh="协商和解",
                until="always",
                acts="mediates",
                optional=True,
                advised=True,
                source="DIS-06 DIS-09",
            ),
            Level(
                role="arbitration",
                zh="独立仲裁",
                until="always",
                optional=litigation == "either",
                source="DIS-09",
            ),
            Level(
                role="litigation",
                zh="司法诉讼",
                until="always",
                final=True,
                tried="all" if litigation == "both" else "any",
                source="DIS-09",
            ),
        ),
        hears=(Test(facts=end),),
        form=("customer", "content", "evidence"),
        steps=("investigated", "assessed", "proposed", "communicated"),
        notice=("solution", "schedule"),
        readings=(
            ("DIS-06/settlement", "left out, it is told of"),
            ("DIS-09/litigation", litigation),
        ),
        source="P9 DIS-05 DIS-06 DIS-07 DIS-08 DIS-09 DIS-10",
    )


def _dispute(field: str, *values: str) -> Test:
    """What the report itself does not say."""
    where = (Match(field=field, op="not_in", values=values),)
    return Test(facts=Facts(kinds=("dispute",), where=where, same=("id",)))
