"""The function that makes the policy from its open values."""

from __future__ import annotations

from typing import Literal

from renoflow.attribution.policy import (
    ClaimLimit,
    Ground,
    Identity,
    KeyRule,
    Outcome,
    Pick,
    Policy,
)
from renoflow.attribution.presets.ladders import register_ladder
from renoflow.attribution.presets.register.besides import MODEL_ROOM, subsidy
from renoflow.attribution.presets.register.claims import CLAIMS, INVITED, NAMED, registered
from renoflow.attribution.presets.register.grounds import (
    AHEAD,
    BROUGHT_BY,
    BY_NAME,
    COMPANY,
    COMPANY_BEFORE,
    ENTRY,
    FIRST,
    by_duty,
    by_old,
    by_records,
    half,
    later,
)
from renoflow.errors import Malformed
from renoflow.limits import Limit
from renoflow.periods import Span
from renoflow.select import Facts, Test

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
    entered_later: Literal["entry_counts", "stays_company"],
    old_customer: Literal["named", "entry_counts"],
    duty_lasts: Literal["that_visit", "always"],
    subsidy_once: Literal["once_brought", "once_signed"],
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
        entered_later: Whose a customer is who had come as company flow, or been assigned as a
            relation of the company, before somebody entered him in the register: the *entry*
            counts, or he stays the *company*'s (ATT-10 against FILE-11 and ATT-25).
        old_customer: Whose a customer is whom one had registered before an old customer came
            along and named another: the *named*, or by the *entry* (ATT-23).
        duty_lasts: How long the consultant on duty serves (COL-03): for *that visit*, until
            the customer comes again, or *always*.
        subsidy_once: When the list holder has his subsidy (COL-06): once another *brought*
            the customer, or only once he has *signed* a contract.
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
    serves = later("later_consultant", "service", arranged)
    owns = later("later_owns", "credit", arranged)
    duty = by_duty(duty_lasts)
    entry = (COMPANY_BEFORE, ENTRY) if entered_later == "stays_company" else (ENTRY,)
    return Policy(
        id="register",
        revision=1,
        source="P2",
        days="end",
        identity=Identity(
            keys=tuple(KeyRule(field=name, strength="certain") for name in same_customer)
        ),
        claims=(
            *registered(undocked),
            *CLAIMS,
            *((NAMED,) if unregistered == "named" else ()),
            *((INVITED,) if half_if else ()),
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
            *((half(half_if),) if half_if else ()),
            *((owns,) if later_consultant == "owns" else ()),
            by_old(old_customer),
            *((*entry, *BROUGHT_BY) if decided_by == "register" else (*BROUGHT_BY, *entry)),
            AHEAD,
            *((BY_NAME,) if unregistered == "named" else ()),
            *COMPANY,
            by_records(records),
            *((duty, serves, FIRST) if on_duty == "first" else (serves, FIRST, duty)),
            Ground(id="silent", gives=Outcome(kind="silent"), source="P2"),
        ),
        ladder=register_ladder(report_within=report_within),
        adjustments=(MODEL_ROOM, subsidy(informed_by, once=subsidy_once)),
        readings=(
            ("X-02", decided_by),
            ("X-03", later_consultant),
            ("X-07", unregistered),
            ("X-47", on_duty),
            ("ATT-10/undocked", undocked),
            ("ATT-12/half", "by_condition" if half_if else "left_out"),
            ("ATT-23/unnamed", "an old customer who comes along and names nobody: company"),
            ("FILE-11/flow", "a customer service manager receives, in the order of arrival"),
            ("ATT-23/registered", old_customer),
            ("ATT-25/entered", entered_later),
            ("ATT-26/tours", "the last before the first contract; who went along, else who told"),
            ("COL-02/arranged", arranged),
            ("COL-02/declined", "the last step with a designer before the visit"),
            ("COL-03/lasts", duty_lasts),
            ("COL-05/three", "equal parts, however many bring him together"),
            ("COL-06/informed", informed_by),
            ("COL-06/once", subsidy_once),
            ("COL-06/payer", "the company"),
            ("COL-08/records", records),
            ("COL-09/same", " ".join(same_customer)),
        ),
    )
