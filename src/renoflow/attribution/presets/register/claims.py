"""Who may claim a customer by the register."""

from __future__ import annotations

from typing import Final, Literal

from renoflow.attribution.basics import BASIC_FACTS
from renoflow.attribution.forms import FORMS
from renoflow.attribution.policy import Approval, Claim, Pick
from renoflow.select import Facts, Match

__all__ = ["CLAIMS", "ENTRIES", "INVITED", "NAMED", "PROVED", "TALKS", "came", "registered"]

_FILLED: Final = tuple(name for fields in BASIC_FACTS.values() for name in fields)
_CALLER: Final = ("surname", *(name for name in _FILLED if name not in BASIC_FACTS["name"]))
_REGISTER: Final = Match(field="medium", op="in", values=("register",))


_CS_MANAGER: Final = ("cs_manager",)
_BY_STAFF: Final = Match(field="role", op="not_in", values=_CS_MANAGER)
ENTRIES: Final = tuple(
    Facts(kinds=("filing",), where=(_REGISTER, _BY_STAFF, *where))
    for where in (
        (Match(field="supplied", op="has", values=_FILLED),),
        (
            Match(field="caller", op="in", values=(True,)),
            Match(field="supplied", op="has", values=_CALLER),
        ),
    )
)


def registered(undocked: Literal["pending", "standing"]) -> tuple[Claim, ...]:
    """A valid entry; a caller who gave his surname only opens by the second row."""
    return tuple(
        Claim(
            basis="registered",
            opens=entry,
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
        for entry in ENTRIES
    )


_NAMES_NOBODY: Final = Match(field="names", op="none")


def came(*where: Match) -> Facts:
    """A visit of which all of *where* holds."""
    return Facts(kinds=("visit",), where=where)


PROVED: Final = Match(field="evidence", op="in", values=("hall_register", "measurement_record"))
TALKS: Final = Match(field="medium", op="in", values=("call", "sms"))

# An entry made too late is none in time, and yet somebody is named by it: no company flow.
_TOLD_AHEAD: Final = ("pending", "standing", "contestable", "lapsed")

CLAIMS: Final = (
    Claim(
        basis="company_entry",
        opens=Facts(
            kinds=("filing",),
            where=(_REGISTER, Match(field="role", op="in", values=_CS_MANAGER)),
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
        opens=came(Match(field="brought_by", op="given"), PROVED),
        claimant="brought_by",
        source="COL-04",
    ),
    Claim(
        basis="brought_together",
        opens=came(
            Match(field="brought_together", op="given"),
            Match(field="brought_from", op="in", values=("estate",)),
            PROVED,
        ),
        claimant="brought_together",
        source="COL-05",
    ),
    Claim(
        basis="named_by_old",
        opens=came(
            Match(field="with_old_customer", op="in", values=(True,)),
            Match(field="names", op="given"),
        ),
        claimant="names",
        source="ATT-23",
    ),
    Claim(
        basis="received",
        opens=came(Match(field="received_by", op="given")),
        claimant="received_by",
        again="new",
        source="COL-02",
    ),
    Claim(
        basis="on_duty",
        opens=came(Match(field="on_duty", op="given")),
        claimant="on_duty",
        again="new",
        source="COL-03",
    ),
    Claim(
        basis="company_flow",
        opens=came(_NAMES_NOBODY),
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
    *(
        Claim(
            basis="toured",
            opens=Facts(kinds=("tour",), where=where),
            claimant=shown_by,
            again="new",
            source="ATT-26",
        )
        for shown_by, where in (
            ("host", (Match(field="host", op="given"),)),
            # who sends him to the tour may tell of it, and does not show him round
            ("by", (Match(field="host", op="is", values=("none", "missing")), _BY_STAFF)),
        )
    ),
    Claim(
        basis="talked",
        opens=Facts(kinds=("touch",), where=(TALKS,)),
        again="new",
        source="COL-08",
    ),
)

NAMED: Final = Claim(
    basis="named",
    opens=came(Match(field="names", op="given")),
    claimant="names",
    source="FILE-11 ATT-23",
)

INVITED: Final = Claim(
    basis="invited",
    opens=came(Match(field="invited_by", op="given")),
    claimant="invited_by",
    source="ATT-12",
)
