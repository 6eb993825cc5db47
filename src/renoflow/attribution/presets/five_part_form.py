"""P3, the five-part form (五联单): whose valid customer the store manager's assistant confirmed.

``docs/policies/five_part_form.md`` explains it row by row.
"""

from __future__ import annotations

from typing import Final, Literal

from renoflow.attribution.policy import (
    Adjustment,
    Approval,
    Claim,
    Ground,
    Identity,
    KeyRule,
    Outcome,
    Pick,
    Policy,
)
from renoflow.attribution.policy.outcomes import SILENT
from renoflow.limits import Limit
from renoflow.obligations import Duty
from renoflow.periods import until
from renoflow.select import OPENED, Anchor, Facts, Match, Test

__all__ = ["five_part_form"]


def five_part_form(
    *,
    unreached: Literal["until_reached", "for_good"],
    reward_middleman: bool = False,
    hands_in: str = "market_supervisor",
) -> Policy:
    """The policy, with what its text leaves open filled in.

    Args:
        unreached: A customer whom customer service cannot reach is not confirmed (FILE-14):
            *until_reached* by a later call, or *for_good*. The text names no number of tries.
        reward_middleman: Whether the reward of a middleman is reported (ATT-24). The text
            promises one and names no amount; it is off unless asked for, since what staff
            of sales offices and property managers may take is for the company to examine.
        hands_in: The role that hands in the finance copy (FILE-13). The text says to whom, and
            not by whom.
    """
    not_unreached = (_NOT_UNREACHED,) if unreached == "until_reached" else ()
    return Policy(
        id="five_part_form",
        revision=1,
        source="P3",
        days="end",
        identity=Identity(keys=(KeyRule(field="phone", strength="certain"),)),
        claims=(
            *_routes(unreached),
            *((_rewarded(unreached),) if reward_middleman else ()),
            _TOGETHER,
            _INFORMATION,
        ),
        grounds=(
            Ground(id="together", pick=Pick(claims=("together",)), gives=SILENT, source="P3"),
            Ground(
                id="valid",
                pick=Pick(claims=_ADVISERS, having=not_unreached),
                source="ATT-22 ATT-24",
            ),
            Ground(
                id="unconfirmed",
                pick=Pick(claims=_ADVISERS, status=("pending",)),
                gives=_PENDING,
                tie=_PENDING,
                source="ATT-22 ATT-24 ROLE-07",
            ),
            Ground(
                id="refused",
                pick=Pick(
                    claims=_ADVISERS,
                    status=("refused",),
                    ended_by=tuple(f"{one}/form" for one in _ADVISERS),
                ),
                gives=_NOBODY,
                tie=_NOBODY,
                source="ATT-22 ATT-24 ROLE-07",
            ),
            Ground(
                id="unreached",
                pick=Pick(
                    claims=_ADVISERS,
                    status=("standing",) if unreached == "until_reached" else ("refused",),
                ),
                gives=_NOBODY,
                tie=_NOBODY,
                source="FILE-14",
            ),
            Ground(
                id="no_route",
                when=(Test(facts=Facts(kinds=("visit",))),),
                gives=_NOBODY,
                source="ATT-22",
            ),
            Ground(id="silent", gives=SILENT, source="P3"),
        ),
        duties=(_INFORMS, _SENDS, _finance_copy(hands_in)),
        adjustments=(_reward(not_unreached),) if reward_middleman else (),
        readings=(
            ("ATT-22/first", "of two confirmed advisers the one who came first"),
            ("FILE-14/unreached", unreached),
            ("FILE-14/when", "calls since he came; of the same instant none"),
            ("ATT-24/reward", "reported" if reward_middleman else "left_out"),
            ("ATT-24/feedback", "that the middleman follows up and tells is not asked"),
            ("FILE-12/class", "asked apart"),
            ("FILE-12/reported", "from a talk with a designer, a measurement or a deposit on"),
            ("FILE-12/punishment", "left to customer service"),
            ("FILE-13/daily", "asked apart"),
            ("FILE-13/who", hands_in),
            ("FOL-08/notices", "asked apart"),
        ),
    )


# --- routes by which a customer becomes an adviser's --------------------------------------

_PENDING: Final = Outcome(kind="pending")
_NOBODY: Final = Outcome(kind="nobody")
_ADVISERS: Final = ("brought", "appointment", "named", "middleman")


def _came(field: str) -> Facts:
    return Facts(kinds=("visit",), where=(Match(field=field, op="given"),))


def _by(role: str, kind: str, *where: Match) -> Facts:
    return Facts(kinds=(kind,), where=(Match(field="role", op="in", values=(role,)), *where))


_TOLD: Final = _by(
    "market_supervisor", "notice", Match(field="subject", op="in", values=("appointment",))
)
_REFERRED: Final = Facts(
    kinds=("referral",),
    where=(
        Match(field="source", op="in", values=("middleman",)),
        Match(field="to", op="given"),
    ),
)
_OF_IT: Final = Match(field="of", op="opening")
_ASSISTANT: Final = "store_manager_assistant"
_SERVICE: Final = "customer_service"
_CALLED: Final = {
    answered: _by(_SERVICE, "callback", Match(field="answered", op="in", values=(answered,)))
    for answered in (True, False)
}


def _routes(unreached: str) -> tuple[Claim, ...]:
    by_assistant = _steps(_ASSISTANT, "ATT-22 ROLE-07", unreached)
    return (
        Claim(
            basis="brought",
            opens=_came("brought_by"),
            claimant="brought_by",
            approvals=by_assistant,
            again="new",
            source="ATT-22",
        ),
        Claim(
            basis="appointment",
            opens=_came("invited_by"),
            claimant="invited_by",
            needs=(Test(facts=_TOLD),),
            approvals=by_assistant,
            again="new",
            source="ATT-22",
        ),
        Claim(
            basis="named",
            opens=_came("names"),
            claimant="names",
            approvals=by_assistant,
            again="new",
            source="ATT-22",
        ),
        Claim(
            basis="middleman",
            opens=_REFERRED,
            claimant="to",
            approvals=_steps(_SERVICE, "ATT-24", unreached),
            again="new",
            source="ATT-24",
        ),
    )


def _rewarded(unreached: str) -> Claim:
    """The middleman’s, beside the adviser’s and as it is."""
    return Claim(
        basis="reward",
        opens=_REFERRED,
        claimant="referrer",
        approvals=_steps(_SERVICE, "ATT-24", unreached),
        again="new",
        source="ATT-24",
    )


def _steps(role: str, source: str, unreached: str) -> tuple[Approval, ...]:
    return (
        Approval(
            id="form",
            role=role,
            on=_by(role, "approval", _OF_IT),
            refused=_by(role, "refusal", _OF_IT),
            source=source,
        ),
        Approval(
            id="callback",
            role="customer_service",
            on=_CALLED[True],
            refused=_CALLED[False] if unreached == "for_good" else None,
            meanwhile="standing",
            source="FILE-14",
        ),
    )


_TOGETHER: Final = Claim(
    basis="together",
    opens=_came("brought_together"),
    claimant="brought_together",
    source="P3",
)
_INFORMATION: Final = Claim(
    basis="information",
    opens=Facts(kinds=("enquiry", "filing", "referral", "visit")),
    party="company",
    source="ATT-21",
)

_NOT_UNREACHED: Final = Test(
    any=(
        Test(facts=_CALLED[False], after=OPENED, negated=True),
        Test(facts=_CALLED[True], after=OPENED),
    )
)

# --- duties and what is reported besides --------------------------------------------------

_FORM: Final = Facts(
    kinds=("approval",),
    where=(Match(field="role", op="in", values=(_ASSISTANT, _SERVICE)),),
)


def _report(subject: str) -> Facts:
    return Facts(kinds=("report",), where=(Match(field="subject", op="in", values=(subject,)),))


# a customer of class C or better has done one of these; whether all of it holds is asked apart
_CLASS_C: Final = Facts(kinds=("designer_talk", "measurement", "deposit"))

_INFORMS: Final = Duty(
    limit=Limit(
        id="customer_information",
        source="FILE-12 CUS-06",
        anchor=Anchor(of="first", facts=_CLASS_C, whole=True),
        needs=_report("customer_information"),
    ),
    what="customer_information",
    who="self",
)
_SENDS: Final = Duty(
    limit=Limit(
        id="send_designer",
        source="ATT-22",
        anchor=Anchor(of="first", facts=_TOLD, whole=True),
        needs=Facts(
            kinds=("designer_step",),
            where=(Match(field="step", op="in", values=("recommended", "confirmed")),),
        ),
    ),
    what="designer_step",
    who="store_manager",
)


def _finance_copy(who: str) -> Duty:
    return Duty(
        limit=Limit(
            id="finance_copy",
            source="FILE-13",
            anchor=Anchor(of="first", facts=_FORM, whole=True),
            span=until("month"),
            needs=_report("finance_copy"),
        ),
        what="finance_copy",
        who=who,
    )


def _reward(not_unreached: tuple[Test, ...]) -> Adjustment:
    """Of all who are confirmed the middleman came first: he is not the adviser’s by another."""
    return Adjustment(
        id="middleman_reward",
        kind="fee",
        to=Pick(claims=("reward", "brought", "appointment", "named"), having=not_unreached),
        source="ATT-24",
    )
