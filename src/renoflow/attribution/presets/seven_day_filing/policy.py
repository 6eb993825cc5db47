"""P1, the seven-day filing policy (七天报备): filed, followed up and invited, or void in a week.

``docs/policies/seven_day_filing.md`` explains it row by row.
"""

from __future__ import annotations

from typing import Final, Literal

from renoflow.attribution.policy import (
    ClaimLimit,
    Ground,
    Identity,
    KeyRule,
    Outcome,
    Pick,
    Policy,
)
from renoflow.attribution.presets.seven_day_filing.filings import (
    CHECK,
    CHECKED_WITHIN,
    MOMENTS,
    brought,
    filed,
    fine,
    kin,
    three_parts,
)
from renoflow.attribution.presets.seven_day_filing.sources import (
    FOUND,
    OFF_THE_WEB,
    by_marketing,
    called_on,
    online,
    received,
)
from renoflow.errors import one_of
from renoflow.limits import Limit
from renoflow.periods import Span
from renoflow.select import OPENED, Anchor, Facts, Test

__all__ = ["seven_day_filing"]


def seven_day_filing(  # noqa: PLR0913 - what the text leaves open
    *,
    window: Span,
    media: tuple[str, ...] = ("form", "sms"),
    untimed: Literal["refused", "start", "end"] = "refused",
    unsigned: Literal["standing", "pending"] = "standing",
    since: Literal["handed_in", "signed", "entered"] = "handed_in",
    lead: Literal["customer", "filing"] = "customer",
    timely: Span | None = None,
    earlier_source: Literal["yields", "keeps"] = "yields",
    refiled: Literal["three_part", "keeps", "loses"] = "three_part",
    marketing: tuple[str, ...] = ("salesperson", "marketing_client_manager", "marketing_manager"),
    received_by_others: Literal["silent", "company"] = "silent",
    e_commerce: str = "e_commerce",
) -> Policy:
    """The policy, with what its text leaves open filled in.

    Every argument with a default is a reading, named in the policy's ``readings``.

    Args:
        window: How long a filing protects before the first visit (FILE-06). The text says
            seven days and not how they are counted (X-04), so there is no default.
        media: How a filing may be made (FILE-03); another medium is the company's own
            addition.
        untimed: Customer service "may" refuse a filing without an hour (FILE-02):
            ``refused`` is that right used; ``start`` and ``end`` accept it as made at the
            day's first or last instant.
        unsigned: How a filing stands until customer service has signed and entered it
            (FILE-01): in force, or waiting. One that it refuses is none.
        since: Which moment is that of the filing, where they differ (FILE-01): it ranks and
            its window runs from there.
        lead: Whether the filings of one customer are one lead, of which one check in time is
            enough, or each *filing* is one (FILE-04).
        timely: Within which span of the filing it must be followed up (FILE-05). The text
            has no number; None: at any time until somebody else brings the customer.
        earlier_source: Whether a customer who was another's by his source when he was filed
            goes by the filing all the same, or the source *keeps* him (FILE-05, ATT-02..09).
        refiled: Whether another's filing in force keeps a customer who was brought after an
            earlier filing ran out: with all *three parts*, each, or none (FILE-06).
        marketing: The roles that are salespeople (ATT-06), besides whoever has no role told.
        received_by_others: Whose a visitor is whom at an event somebody outside marketing
            received (ATT-08).
        e_commerce: The party that stands for the e-commerce department (ATT-09).

    Raises:
        Malformed: ``value.choice`` where a filing stands unsigned and yet counts from later.
    """
    if unsigned == "standing" and since != "handed_in":
        raise one_of("value.choice", "since", since, ("handed_in",))
    moment = MOMENTS[since]
    parts = three_parts(moment, timely)
    return Policy(
        id="seven_day_filing",
        revision=1,
        source="P1",
        days="end" if untimed == "refused" else untimed,
        identity=Identity(keys=(KeyRule(field="phone", strength="certain"),)),
        claims=(
            *filed(media, untimed, unsigned, earlier_source),
            brought(refiled, parts),
            kin(media, untimed),
            *received(marketing, received_by_others),
            *FOUND,
            *called_on(marketing),
            online(e_commerce),
        ),
        limits=(
            ClaimLimit(
                limit=Limit(
                    id="window",
                    source="FILE-06",
                    anchor=moment,
                    span=window,
                    needs=Facts(kinds=("visit",)),
                    when=(by_marketing(marketing),),
                ),
                on=("filed",),
                then="lapse",
                what="visit",
            ),
            ClaimLimit(
                limit=Limit(
                    id="verification",
                    source="FILE-04",
                    span=CHECKED_WITHIN,
                    needs=CHECK,
                ),
                on=("filed",),
                then="report",
                what="verification",
                who="customer_service",
            ),
        ),
        grounds=_grounds(moment, parts, unsigned),
        adjustments=(fine(media, lead),),
        house=("company", e_commerce),
        readings=(
            ("FILE-01/unsigned", unsigned),
            ("FILE-01/moment", since),
            ("FILE-02/untimed", untimed),
            ("FILE-03/media", " ".join(media)),
            ("FILE-03/signature", "only a form is signed; whatever is filed is entered"),
            ("FILE-04/clock", "two hours by the clock from the filing; a later check is late"),
            ("FILE-04/lead", f"one_{lead}"),
            ("FILE-05/timely", "any_time" if timely is None else "in_term"),
            ("FILE-05/unanswered", "a call that nobody answered follows up, too"),
            ("FILE-05/source", f"source_{earlier_source}"),
            ("FILE-05/both", "the earlier filing, where two fulfil all three parts"),
            ("FILE-06/who", " ".join(marketing)),
            ("FILE-06/within", "brought by another within the seven days: the filing holds"),
            ("FILE-06/invited", "the day of the visit counts, not that of the invitation"),
            ("FILE-06/refiling", f"filing_{refiled}"),
            ("ATT-07/untrue", "the company's"),
            ("ATT-08/several", "whoever received the visitor first"),
            ("ATT-08/others", received_by_others),
            ("COL-10/earlier", "the earlier of two filings that lack a part"),
        ),
    )


def _grounds(
    moment: Anchor, parts: tuple[Test, ...], unsigned: Literal["standing", "pending"]
) -> tuple[Ground, ...]:
    rank = tuple(dict.fromkeys((moment, OPENED)))
    waiting = Ground(
        id="filing_pending",
        pick=Pick(claims=("filed",), status=("pending",)),
        gives=Outcome(kind="pending"),
        source="FILE-01",
    )
    return (
        Ground(id="brought_after", pick=Pick(claims=("brought_after",)), source="FILE-06"),
        Ground(
            id="three_part",
            pick=Pick(claims=("filed",), having=parts, rank=rank),
            source="FILE-05",
        ),
        Ground(id="filed_first", pick=Pick(claims=("filed",), rank=rank), source="COL-10"),
        *((waiting,) if unsigned == "pending" else ()),
        *_GROUNDS,
    )


_GROUNDS: Final = (
    Ground(id="event", pick=Pick(claims=("event",)), source="ATT-08"),
    Ground(id="e_commerce", pick=Pick(claims=("e_commerce",)), source="ATT-09"),
    Ground(id="front_desk_kin", pick=Pick(claims=("front_desk_kin",)), source="ATT-07"),
    Ground(id="salesperson", pick=Pick(claims=("salesperson",)), source="ATT-05"),
    Ground(id="non_sales", pick=Pick(claims=("non_sales",)), source="ATT-06"),
    Ground(
        id="kin_pending",
        pick=Pick(claims=("front_desk_kin",), status=("pending",)),
        gives=Outcome(kind="pending"),
        source="ATT-07",
    ),
    Ground(
        id="kin_refused",
        pick=Pick(claims=("front_desk_kin",), status=("refused",)),
        gives=Outcome(kind="party", to="company"),
        source="ATT-07",
    ),
    Ground(id="event_list", pick=Pick(claims=("event_list",)), source="ATT-08"),
    Ground(id="company_phone", pick=Pick(claims=("company_phone",)), source="ATT-02"),
    Ground(id="company_walk_in", pick=Pick(claims=("company_walk_in",)), source="ATT-03"),
    Ground(
        id="company_web",
        pick=Pick(claims=("company_web",)),
        when=OFF_THE_WEB,
        source="ATT-04",
    ),
    Ground(id="silent", gives=Outcome(kind="silent"), source="P1"),
)
