"""Who is credited with a customer and who serves him, in their order."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from renoflow.attribution.policy import Ground, Outcome, Part, Pick, Question, Whom
from renoflow.attribution.policy.outcomes import OWNER
from renoflow.attribution.presets.register.claims import ENTRIES, PROVED, came
from renoflow.select import OPENED, Facts, Match, Test

__all__ = [
    "AHEAD",
    "BROUGHT_BY",
    "BY_NAME",
    "COMPANY",
    "COMPANY_BEFORE",
    "ENTRY",
    "FIRST",
    "by_duty",
    "by_old",
    "by_records",
    "half",
    "later",
]


def half(half_if: tuple[Test | Pick, ...]) -> Ground:
    """Half the inviter's, half of whoever the customer was handed to, if all of these hold."""
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


def by_records(records: str) -> Ground:
    """Where there are only calls and SMS of several: the manager decides, or the *latest*."""
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


def later(name: str, answers: Question, arranged: str) -> Ground:
    """The later consultant, who received him after a designer was arranged."""
    steps = ("recommended", "confirmed") if arranged == "recommended" else ("confirmed",)
    step = Facts(kinds=("designer_step",), where=(Match(field="step", op="in", values=steps),))
    # the last step counts: a designer who was declined is arranged no more
    arranged_before = Test(facts=step, before=OPENED, latest=("step",))
    return Ground(
        id=name,
        answers=(answers,),
        pick=Pick(claims=("received",), order="last", having=(arranged_before,)),
        source="COL-02",
    )


def by_duty(lasts: str) -> Ground:
    """The last consultant on duty; for the *visit* until the customer comes again."""
    came_again = Test(facts=came(), after=OPENED, negated=True)
    return Ground(
        id="on_duty",
        answers=("service",),
        pick=Pick(
            claims=("on_duty",),
            order="last",
            having=(came_again,) if lasts == "that_visit" else (),
        ),
        source="COL-03",
    )


def by_old(old_customer: str) -> Ground:
    """Whom an old customer names; with *entry* only if no other had registered him before."""
    others = tuple(
        Test(facts=attrs.evolve(one, by="other"), before=OPENED, negated=True) for one in ENTRIES
    )
    having = others if old_customer == "entry_counts" else ()
    return Ground(
        id="named_by_old",
        answers=("credit",),
        pick=Pick(claims=("named_by_old",), having=having),
        source="ATT-23",
    )


def _credits(name: str, source: str, *claims: str) -> Ground:
    return Ground(id=name, answers=("credit",), pick=Pick(claims=claims or (name,)), source=source)


_BROUGHT: Final = came(Match(field="brought_by", op="given"), PROVED)

ENTRY: Final = _credits("registered", "ATT-10 COL-04", "registered", "company_entry")
COMPANY_BEFORE: Final = Ground(
    id="company_before",
    answers=("credit",),
    pick=Pick(
        claims=("relation", "company_flow"),
        having=tuple(Test(facts=one, before=OPENED, negated=True) for one in ENTRIES),
    ),
    source="FILE-11 ATT-23 ATT-25",
)
BROUGHT_BY: Final = (
    Ground(
        id="brought_together",
        answers=("credit",),
        pick=Pick(
            claims=("brought_together",),
            having=(Test(facts=_BROUGHT, before=OPENED, negated=True),),
        ),
        source="COL-05",
    ),
    _credits("brought_first", "COL-04", "brought"),
)
AHEAD: Final = _credits("registered_ahead", "FILE-11", "ahead")
BY_NAME: Final = _credits("named", "FILE-11 ATT-23")
COMPANY: Final = (
    _credits("relation", "ATT-25"),
    _credits("company_flow", "FILE-11 ATT-23"),
)
FIRST: Final = Ground(
    id="first_consultant",
    answers=("service",),
    pick=Pick(claims=("received",)),
    source="COL-02",
)
