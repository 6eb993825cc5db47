"""How a customer is filed (报备): signed, followed up, run out, and checked in two hours."""

from __future__ import annotations

from typing import Final, Literal

import attrs

from renoflow.attribution.policy import Adjustment, Approval, Claim, ClaimStatus, Pick
from renoflow.attribution.presets.seven_day_filing.sources import NOT_OF_THE_WEB, SOURCES
from renoflow.money import Money
from renoflow.periods import Span, hours
from renoflow.select import OPENED, Anchor, Facts, Match, Test

__all__ = [
    "CHECK",
    "CHECKED_WITHIN",
    "MOMENTS",
    "brought",
    "filed",
    "fine",
    "kin",
    "three_parts",
]

_OF_THIS: Final = Match(field="of", op="opening")
_BY_SERVICE: Final = Match(field="role", op="in", values=("customer_service",))
CHECK: Final = Facts(kinds=("verification",), where=(_OF_THIS,))
CHECKED_WITHIN: Final = hours(2)
MOMENTS: Final = {
    "handed_in": OPENED,
    # of what is filed without a form, the entry is the first that customer service does
    "signed": Anchor(
        of="first", facts=Facts(kinds=("signature", "registration"), where=(_OF_THIS,))
    ),
    "entered": Anchor(of="first", facts=Facts(kinds=("registration",), where=(_OF_THIS,))),
}


def _accepted(media: tuple[str, ...], untimed: str) -> tuple[Match, ...]:
    """A medium that is accepted, and an hour where there must be one."""
    medium = Match(field="medium", op="in", values=media)
    if untimed != "refused":
        return (medium,)
    return (medium, Match(field="precision", op="in", values=("instant",)))


def filed(
    media: tuple[str, ...],
    untimed: str,
    unsigned: Literal["standing", "pending"],
    earlier_source: str,
) -> tuple[Claim, ...]:
    """A form is signed and entered; what is filed without one is only entered."""
    signature, registration = (
        Approval(
            id=name,
            role="customer_service",
            on=Facts(kinds=(name,), where=(_OF_THIS,)),
            refused=Facts(kinds=("refusal",), where=(_OF_THIS, _BY_SERVICE)),
            meanwhile=unsigned,
            source=source,
        )
        for name, source in (("signature", "FILE-01 ROLE-07"), ("registration", "FILE-01"))
    )
    forms = tuple(one for one in media if one == "form")
    others = tuple(one for one in media if one != "form")
    keeps = earlier_source == "keeps"
    return tuple(
        Claim(
            basis="filed",
            opens=Facts(
                kinds=("filing",),
                where=(
                    *_accepted(those, untimed),
                    Match(field="source", op="not_in", values=("front_desk_kin",)),
                ),
            ),
            needs=(NOT_OF_THE_WEB,) if keeps else (),
            bars=SOURCES if keeps else (),
            approvals=steps,
            source="FILE-01 FILE-02 FILE-03 FILE-05",
        )
        for those, steps in ((forms, (signature, registration)), (others, (registration,)))
        if those
    )


def three_parts(moment: Anchor, timely: Span | None) -> tuple[Test, ...]:
    """Followed up and invited, both once it was filed and before another brought him."""
    touch = Facts(kinds=("touch",), by="self")
    invitation = Facts(kinds=("invitation",), by="self")
    asked = Facts(kinds=("visit",), where=(Match(field="invited_by", op="self"),))
    unasked = Facts(
        kinds=("visit",), where=(Match(field="invited_by", op="is_not", values=("self",)),)
    )
    came = Anchor(of="first", facts=unasked)
    nobody_else = Test(facts=unasked, after=moment, negated=True)

    def in_time(*those: Facts) -> Test:
        acts = (Test(facts=one, after=moment, before=came) for one in those)
        return Test(any=(*acts, nobody_else))

    followed = Test(facts=touch, after=moment)
    if timely is not None:
        followed = Test(facts=touch, within=timely, of=moment)
    invited = Test(any=tuple(Test(facts=one, after=moment) for one in (invitation, asked)))
    return (followed, in_time(touch), invited, in_time(invitation, asked))


def brought(refiled: str, parts: tuple[Test, ...]) -> Claim:
    """Whoever got him to visit after another's filing ran out."""
    kept = {
        "loses": (),
        "keeps": (Pick(claims=("filed",), by="other", negated=True),),
        "three_part": (Pick(claims=("filed",), by="other", having=parts, negated=True),),
    }
    return Claim(
        basis="brought_after",
        opens=Facts(kinds=("visit",), where=(Match(field="invited_by", op="given"),)),
        claimant="invited_by",
        needs=(Pick(claims=("filed",), status=("lapsed",), by="other"), *kept[refiled]),
        source="FILE-06",
    )


def kin(media: tuple[str, ...], untimed: str) -> Claim:
    """Filed like any other; verified, then approved."""
    steps = tuple(
        Approval(
            id=name,
            role=role,
            on=Facts(kinds=("approval",), where=by),
            refused=Facts(kinds=("refusal",), where=by),
            source="ATT-07 ROLE-07",
        )
        for name, role in (("marketing", "marketing_manager"), ("gm_office", "gm_office"))
        for by in ((_OF_THIS, Match(field="role", op="in", values=(role,))),)
    )
    of_kin = Match(field="source", op="in", values=("front_desk_kin",))
    return Claim(
        basis="front_desk_kin",
        opens=Facts(kinds=("filing",), where=(*_accepted(media, untimed), of_kin)),
        approvals=steps,
        source="ATT-01/4 ATT-07 FILE-02 FILE-03",
    )


_EVER: Final[tuple[ClaimStatus, ...]] = (
    "pending",
    "standing",
    "contestable",
    "lapsed",
    "ended",
    "displaced",
)


def fine(media: tuple[str, ...], lead: str) -> Adjustment:
    """For a lead that nobody checked in time, filed by another too, over which they quarrel."""
    by_another = Facts(
        kinds=("filing",), by="other", where=(Match(field="medium", op="in", values=media),)
    )
    checked = Test(facts=CHECK, within=CHECKED_WITHIN, of=OPENED)
    unchecked = attrs.evolve(checked, negated=True)
    came = Test(facts=Facts(kinds=("visit",)), after=OPENED)
    one_check = Pick(claims=("filed",), status=_EVER, having=(checked,), negated=True)
    return Adjustment(
        id="verification_fine",
        kind="penalty",
        to="cs_manager",
        when=(
            Pick(
                claims=("filed",),
                status=_EVER,
                having=(unchecked, Test(facts=by_another), came),
            ),
            *((one_check,) if lead == "customer" else ()),
            Test(facts=Facts(kinds=("dispute",)), until="asked"),
        ),
        amount=Money(100_00),
        per="lead",
        source="FILE-04",
    )
