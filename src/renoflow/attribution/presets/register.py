"""P2, the register policy (客户资源登记): whoever stands in the register, or brought him first.

``docs/policies/register.md`` explains it row by row.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

from renoflow.attribution.basics import BASIC_FACTS
from renoflow.attribution.forms import FORMS
from renoflow.attribution.policy import (
    Adjustment,
    Approval,
    Claim,
    ClaimLimit,
    Ground,
    Identity,
    KeyRule,
    Outcome,
    Part,
    Pick,
    Policy,
    Question,
    Whom,
)
from renoflow.attribution.policy.outcomes import OWNER
from renoflow.attribution.presets.ladders import register_ladder
from renoflow.errors import Malformed
from renoflow.limits import Limit
from renoflow.money import Money
from renoflow.periods import Span
from renoflow.select import Anchor, Facts, Match, Test

__all__ = ["register"]


def register(  # noqa: PLR0913 - one argument for each thing that the text leaves open
    *,
    decided_by: Literal["register", "brought"],
    later_consultant: Literal["serves", "owns"],
    unregistered: Literal["silent", "named"],
    undocked: Literal["pending", "standing"],
    ahead: Span,
    arranged: Literal["recommended", "confirmed"],
    on_duty: Literal["first", "last"],
    informed_by: Literal["holder", "anyone"],
    records: Literal["heard", "latest"],
    same_customer: tuple[str, ...],
    report_within: Span,
    half_if: tuple[Test | Pick, ...] = (),
) -> Policy:
    """The policy, with what its text leaves open filled in.

    Args:
        decided_by: What decides where one registered earlier and another brought the customer
            first (COL-04): the time in the register, or who brought him. The text says both
            (X-02).
        later_consultant: Once a designer is arranged the later consultant *serves*, and
            credit goes by the register; or he *owns* too (COL-02, X-03).
        unregistered: Whose a customer is who was not registered ahead and does name
            somebody: the text is *silent*, or the *named* person's (FILE-11, ATT-23, X-07).
        undocked: How an entry stands before it was docked with a designer (ATT-10).
        ahead: How long before the visit "a day ahead" is (FILE-11): the next day, or 24
            hours.
        arranged: From which step on a designer is arranged (COL-02): recommended, or only
            once confirmed.
        on_duty: Whether the consultant on duty goes before those of COL-02 or after them
            (COL-03, X-47).
        informed_by: Whose call or SMS before the visit brings the subsidy (COL-06): the list
            holder's, or anybody's.
        records: Where there are only records of calls and SMS (COL-08): both sides are
            *heard* by the department manager, or the *latest* decides.
        same_customer: The fields by which two entries are one customer (COL-09), such as
            ``phone`` and ``home``.
        report_within: How long after the deposit a collision may be reported: the text says one
            month and not how it is counted (COL-07).
        half_if: When inviter and customer service manager have half each (ATT-12). The
            condition is lost from the text; without one the rule is left out.

    Raises:
        Malformed: ``value.missing`` where *same_customer* is empty.
    """
    if not same_customer:
        raise Malformed("value.missing", "same_customer")
    later = _later("later_consultant", "service", arranged)
    owns = _later("later_owns", "credit", arranged)
    return Policy(
        id="register",
        revision=1,
        source="P2",
        days="end",
        identity=Identity(
            keys=tuple(KeyRule(field=name, strength="certain") for name in same_customer)
        ),
        claims=(
            *_registered(undocked),
            *_CLAIMS,
            *((_NAMED,) if unregistered == "named" else ()),
            *((_INVITED,) if half_if else ()),
        ),
        limits=(
            ClaimLimit(
                limit=Limit(
                    id="a_day_ahead",
                    source="FILE-11",
                    lead=ahead,
                    early="void",
                    needs=Facts(kinds=("visit",)),
                ),
                on=("ahead",),
                then="lapse",
                what="visit",
            ),
        ),
        grounds=(
            *((_half(half_if),) if half_if else ()),
            *((owns,) if later_consultant == "owns" else ()),
            _BY_OLD,
            *((_ENTRY, *_BROUGHT_BY) if decided_by == "register" else (*_BROUGHT_BY, _ENTRY)),
            _AHEAD,
            *((_BY_NAME,) if unregistered == "named" else ()),
            *_COMPANY,
            _records(records),
            *((_ON_DUTY, later, _FIRST) if on_duty == "first" else (later, _FIRST, _ON_DUTY)),
            Ground(id="silent", gives=Outcome(kind="silent"), source="P2"),
        ),
        ladder=register_ladder(report_within=report_within),
        adjustments=(_MODEL_ROOM, _subsidy(informed_by)),
        readings=(
            ("X-02", decided_by),
            ("X-03", later_consultant),
            ("X-07", unregistered),
            ("X-47", on_duty),
            ("ATT-10/undocked", undocked),
            ("ATT-12/half", "by_condition" if half_if else "left_out"),
            ("ATT-23/unnamed", "an old customer who comes along and names nobody: company"),
            ("FILE-11/flow", "a customer service manager receives, in the order of arrival"),
            ("COL-02/arranged", arranged),
            ("COL-05/three", "equal parts, however many bring him together"),
            ("COL-06/informed", informed_by),
            ("COL-08/records", records),
            ("COL-09/same", " ".join(same_customer)),
        ),
    )


# --- claims -------------------------------------------------------------------------------

_FILLED: Final = tuple(name for fields in BASIC_FACTS.values() for name in fields)
_CALLER: Final = ("surname", *(name for name in _FILLED if name not in BASIC_FACTS["name"]))
_REGISTER: Final = Match(field="medium", op="in", values=("register",))


def _registered(undocked: Literal["pending", "standing"]) -> tuple[Claim, ...]:
    """A valid entry; a caller who gave his surname only opens by the second row."""
    whole = Match(field="supplied", op="has", values=_FILLED)
    caller = (
        Match(field="caller", op="in", values=(True,)),
        Match(field="supplied", op="has", values=_CALLER),
    )
    return tuple(
        Claim(
            basis="registered",
            opens=Facts(kinds=("filing",), where=(_REGISTER, _BY_STAFF, *where)),
            approvals=(
                Approval(
                    id="docking",
                    role="designer",
                    on=Facts(kinds=("docking",), where=(Match(field="of", op="opening"),)),
                    meanwhile=undocked,
                    source="ATT-10",
                ),
            ),
            source="ATT-10 ATT-11 CUS-01",
        )
        for where in ((whole,), caller)
    )


_BY_STAFF: Final = Match(field="role", op="not_in", values=("cs_manager",))
_NAMES_NOBODY: Final = Match(field="names", op="none")


def _came(*where: Match) -> Facts:
    return Facts(kinds=("visit",), where=where)


_PROVED: Final = Match(field="evidence", op="in", values=("hall_register", "measurement_record"))
_TALKS: Final = Match(field="medium", op="in", values=("call", "sms"))

# An entry made too late is none in time, and yet somebody is named by it: no company flow.
_TOLD_AHEAD: Final = ("pending", "standing", "contestable", "lapsed")

_CLAIMS: Final = (
    Claim(
        basis="company_entry",
        opens=Facts(
            kinds=("filing",),
            where=(_REGISTER, Match(field="role", op="in", values=("cs_manager",))),
        ),
        party="company",
        source="ATT-10",
    ),
    Claim(
        basis="ahead",
        opens=Facts(
            kinds=("filing",),
            where=(
                Match(field="medium", op="in", values=("front_desk",)),
                Match(field="supplied", op="has", values=FORMS["advance_registration"]),
            ),
        ),
        source="FILE-11",
    ),
    Claim(
        basis="brought",
        opens=_came(Match(field="brought_by", op="given"), _PROVED),
        claimant="brought_by",
        source="COL-04",
    ),
    Claim(
        basis="brought_together",
        opens=_came(
            Match(field="brought_together", op="given"),
            Match(field="brought_from", op="in", values=("estate",)),
            _PROVED,
        ),
        claimant="brought_together",
        source="COL-05",
    ),
    Claim(
        basis="named_by_old",
        opens=_came(
            Match(field="with_old_customer", op="in", values=(True,)),
            Match(field="names", op="given"),
        ),
        claimant="names",
        source="ATT-23",
    ),
    Claim(
        basis="received",
        opens=_came(Match(field="received_by", op="given")),
        claimant="received_by",
        again="new",
        source="COL-02",
    ),
    Claim(
        basis="on_duty",
        opens=_came(Match(field="on_duty", op="given")),
        claimant="on_duty",
        again="new",
        source="COL-03",
    ),
    Claim(
        basis="company_flow",
        opens=_came(_NAMES_NOBODY),
        needs=(Pick(claims=("registered", "ahead"), status=_TOLD_AHEAD, negated=True),),
        party="company",
        source="FILE-11 ATT-23",
    ),
    Claim(
        basis="relation",
        opens=Facts(
            kinds=("assignment",),
            where=(Match(field="source", op="in", values=("company_relation",)),),
        ),
        party="company",
        source="ATT-25",
    ),
    Claim(
        basis="listed",
        opens=Facts(kinds=("list_allotted",)),
        claimant="to",
        source="COL-06",
    ),
    Claim(
        basis="talked",
        opens=Facts(kinds=("touch",), where=(_TALKS,)),
        again="new",
        source="COL-08",
    ),
)

_NAMED: Final = Claim(
    basis="named",
    opens=_came(Match(field="names", op="given")),
    claimant="names",
    source="FILE-11 ATT-23",
)

_INVITED: Final = Claim(
    basis="invited",
    opens=_came(Match(field="invited_by", op="given")),
    claimant="invited_by",
    source="ATT-12",
)

# --- grounds ------------------------------------------------------------------------------


def _half(half_if: tuple[Test | Pick, ...]) -> Ground:
    handed = Facts(
        kinds=("assignment",), where=(Match(field="source", op="in", values=("diverted",)),)
    )
    half = Fraction(1, 2)
    return Ground(
        id="half",
        answers=("credit",),
        pick=Pick(claims=("invited",)),
        when=half_if,
        gives=Outcome(parts=(Part(part=half), Part(part=half, to=Whom(role="to", last=handed)))),
        source="ATT-12",
    )


def _records(records: str) -> Ground:
    manager = Outcome(kind="decider", to="department_manager")
    return Ground(
        id="records",
        answers=("credit",),
        pick=Pick(claims=("talked",), order="last"),
        when=(Pick(claims=("talked",), by="other"),),
        gives=manager if records == "heard" else OWNER,
        tie=manager,
        source="COL-08",
    )


def _later(name: str, answers: Question, arranged: str) -> Ground:
    """The later consultant, who received him after a designer was arranged."""
    steps = ("recommended", "confirmed") if arranged == "recommended" else ("confirmed",)
    step = Facts(kinds=("designer_step",), where=(Match(field="step", op="in", values=steps),))
    arranged_before = Test(facts=step, before=Anchor())
    return Ground(
        id=name,
        answers=(answers,),
        pick=Pick(claims=("received",), order="last", having=(arranged_before,)),
        source="COL-02",
    )


def _credits(name: str, source: str, *claims: str) -> Ground:
    return Ground(id=name, answers=("credit",), pick=Pick(claims=claims or (name,)), source=source)


_BROUGHT: Final = _came(Match(field="brought_by", op="given"), _PROVED)

_BY_OLD: Final = _credits("named_by_old", "ATT-23")
_ENTRY: Final = _credits("registered", "ATT-10 COL-04", "registered", "company_entry")
_BROUGHT_BY: Final = (
    Ground(
        id="brought_together",
        answers=("credit",),
        pick=Pick(
            claims=("brought_together",),
            having=(Test(facts=_BROUGHT, before=Anchor(), negated=True),),
        ),
        source="COL-05",
    ),
    _credits("brought_first", "COL-04", "brought"),
)
_AHEAD: Final = _credits("registered_ahead", "FILE-11", "ahead")
_BY_NAME: Final = _credits("named", "FILE-11 ATT-23")
_COMPANY: Final = (
    _credits("relation", "ATT-25"),
    _credits("company_flow", "FILE-11 ATT-23"),
)
_ON_DUTY: Final = Ground(
    id="on_duty",
    answers=("service",),
    pick=Pick(claims=("on_duty",), order="last"),
    source="COL-03",
)
_FIRST: Final = Ground(
    id="first_consultant",
    answers=("service",),
    pick=Pick(claims=("received",)),
    source="COL-02",
)

# --- what is reported besides -------------------------------------------------------------

_MODEL_ROOM: Final = Adjustment(
    id="model_room",
    kind="share",
    to=Whom(role="by", last=Facts(kinds=("tour",))),
    when=(
        Test(facts=Facts(kinds=("tour",))),
        Test(facts=Facts(kinds=("contract",))),
        Pick(claims=("company_entry", "company_flow", "relation")),
    ),
    part=Fraction(3, 10),
    of=("performance", "commission"),
    source="ATT-26",
)


def _subsidy(informed_by: str) -> Adjustment:
    """For the holder of an allotted list whose customer another brought."""
    told = Facts(
        kinds=("touch",),
        by="self" if informed_by == "holder" else "anyone",
        where=(_TALKS, Match(field="verified", op="in", values=(True,))),
    )
    by_another = tuple(
        Facts(kinds=("visit",), where=(Match(field=name, op="other"),))
        for name in ("brought_by", "brought_together")
    )
    brought = Facts(kinds=("visit",), where=(_PROVED,))
    return Adjustment(
        id="list_subsidy",
        kind="subsidy",
        to=Pick(
            claims=("listed",),
            take=None,
            having=(
                Test(any=tuple(Test(facts=one, after=Anchor()) for one in by_another)),
                Test(facts=told, before=Anchor(of="first", facts=brought)),
            ),
        ),
        when=(Pick(claims=("brought", "brought_together")),),
        amount=Money(100_00),
        per="household",
        source="COL-06",
    )
