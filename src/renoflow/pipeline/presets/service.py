"""Care of the site (工地维护) and the standing records of stores and staff (日志与报表).

``site_issues`` runs as matters, one for an issue; ``progress_reports`` beside a customer's
process; the fragments over the history of a store, of a salesperson or of a key account.
"""

from __future__ import annotations

from typing import Final, Literal

import attrs

from renoflow.limits import Every
from renoflow.periods import Roll, Span
from renoflow.pipeline.presets.rows import first, moved, owed, told
from renoflow.pipeline.roles import Fragment
from renoflow.pipeline.warranty_desk import WarrantyDesk, warranty_dispatch
from renoflow.pricing import FLOORS, Warranty
from renoflow.processes import Move, Process, Stage
from renoflow.select import Facts, Match

__all__ = [
    "key_account_meetings",
    "progress_reports",
    "quarterly_review",
    "site_issues",
    "store_records",
    "visit_reports",
    "warranty_24h",
]

_SOLVED: Final = told("service_step", step="tracked", solved=True)


def site_issues(*, forward_within: Span, tell_within: Span, friday_off: Roll) -> Process:
    """L1: an issue goes to the department concerned and is followed until it is solved.

    The client manager follows it in every Friday's round (SITE-04) and tells the customer
    (SITE-07).

    Args:
        forward_within: "At the first moment" has no number (SITE-04).
        tell_within: "In time" has none either (SITE-07).
        friday_off: A Friday that is a day off: a round all the same (``none``), or on the
            ``next_working`` day.
    """
    forward = owed(
        "issue_forwarded",
        told("service_step", step="forwarded"),
        within=forward_within,
        who="client_manager",
        source="SITE-04",
    )
    tell = owed(
        "customer_told",
        told("service_step", step="communicated"),
        within=tell_within,
        who="client_manager",
        source="SITE-07",
    )
    follow = owed(
        "issue_round",
        told("service_step", step=("followed_up", "tracked")),
        every=Every(unit="week", weekday=4, first="partial", roll=friday_off),
        who="client_manager",
        source="SITE-04",
    )
    return Process(
        id="site_issues",
        revision=1,
        zh="工地问题跟进",
        source="L1",
        stages=(
            Stage(id="no_issue", zh="无问题", kind="start", source="SITE-04"),
            Stage(id="issue_reported", zh="问题待转交", duties=(forward,), source="SITE-04"),
            Stage(id="issue_open", zh="问题跟进中", duties=(follow,), source="SITE-04"),
            Stage(id="issue_solved", zh="问题已解决", kind="end", source="SITE-04"),
            Stage(
                id="nothing_to_tell",
                zh="无需告知",
                track="tell",
                kind="start",
                source="SITE-07",
            ),
            Stage(
                id="telling_due",
                zh="待告知客户",
                track="tell",
                duties=(tell,),
                source="SITE-07",
            ),
            Stage(id="customer_told", zh="已告知客户", track="tell", kind="end", source="SITE-07"),
        ),
        moves=_ISSUE_MOVES,
    )


_ISSUE_MOVES: Final = (
    moved("raised", "no_issue", told("site_issue"), "issue_reported", "SITE-04"),
    moved(
        "forwarded",
        "issue_reported",
        told("service_step", step="forwarded"),
        "issue_open",
        "SITE-04",
    ),
    Move(
        id="solved",
        at=("issue_reported", "issue_open"),
        on=_SOLVED,
        to="issue_solved",
        source="SITE-04",
    ),
    moved("to_tell", "nothing_to_tell", told("site_issue"), "telling_due", "SITE-07"),
    moved(
        "communicated",
        "telling_due",
        told("service_step", step="communicated"),
        "customer_told",
        "SITE-07",
    ),
)


def progress_reports(*, interval: Span) -> Process:
    """L3: the workers report their progress, each time within *interval* (SITE-06).

    Args:
        interval: From the start, and from each report to the next; "regularly" has no
            number in the text.
    """
    report = owed(
        "progress_report",
        told("progress_report"),
        within=interval,
        who="workers",
        source="SITE-06",
    )
    return Process(
        id="progress_reports",
        revision=1,
        zh="进度汇报",
        source="L3",
        stages=(
            Stage(id="site_not_begun", zh="未开工", kind="start", source="SITE-06"),
            Stage(id="reporting", zh="施工汇报中", duties=(report,), source="SITE-06"),
            Stage(id="reporting_done", zh="汇报结束", kind="end", source="SITE-06"),
        ),
        moves=(
            moved("begun", "site_not_begun", told("start"), "reporting", "SITE-06"),
            moved("reported", "reporting", told("progress_report"), "reporting", "SITE-06"),
            moved("completed", "reporting", told("completion"), "reporting_done", "SITE-06"),
        ),
    )


_OPENED: Final = first(told("store_opening"))
_HIRED: Final = first(told("party_status", status="employed"))
_ALL_SECTIONS: Final = Facts(
    kinds=("store_log",),
    where=(
        Match(
            field="sections",
            op="has",
            values=("visits", "measuring_fees", "customer_resources", "designers"),
        ),
    ),
)


def store_records(*, closed_days: Literal["due", "waived"]) -> Fragment:
    """L7: the store manager's log of every day, with its four sections (CUS-16).

    For the history of a store, from its opening on.

    Args:
        closed_days: Whether a day on which the store is closed needs its log; the text
            says every day.
    """
    log = owed(
        "store_log",
        _ALL_SECTIONS,
        every=Every(unit="day", first="partial"),
        after=_OPENED,
        who="store_manager",
        source="CUS-16",
    )
    if closed_days == "waived":
        log = attrs.evolve(log, limit=attrs.evolve(log.limit, waived_by=told("store_closed")))
    return Fragment(id="store_records", revision=1, zh="店面日志制度", source="L7", duties=(log,))


visit_reports: Final = Fragment(
    id="visit_reports",
    revision=1,
    zh="拜访报表制度",
    source="D002.19",
    duties=(
        owed(
            "visit_report",
            told("visit_report", form="salesperson"),
            every=Every(unit="day", first="partial"),
            after=_HIRED,
            who="salesperson",
            source="FOL-16",
        ),
        owed(
            "reports_sent",
            told("reports_sent"),
            every=Every(unit="week", first="partial"),
            after=_HIRED,
            who="branch_manager",
            source="FOL-16",
        ),
    ),
)
"""A visit report each day, sent on each week; for the history of a salesperson (FOL-16)."""

quarterly_review: Final = Fragment(
    id="quarterly_review",
    revision=1,
    zh="季度考核",
    source="L14",
    duties=(
        owed(
            "quarterly_assessment",
            told("assessment"),
            every=Every(unit="quarter", first="whole"),
            after=_HIRED,
            who="management",
            source="KPI-01",
        ),
    ),
)
"""L14: after each quarter an assessment (KPI-01); for the history of a person. The text has
no last day: it is open through the following quarter."""

key_account_meetings: Final = Fragment(
    id="key_account_meetings",
    revision=1,
    zh="重点客户座谈",
    source="D002.05",
    duties=(
        owed(
            "key_account_meeting",
            told("key_account_meeting"),
            every=Every(unit="year", first="partial"),
            after=first(told("key_account")),
            who="company",
            source="CUS-23",
        ),
    ),
)
"""A meeting with every key account each year (CUS-23)."""


def warranty_24h(  # noqa: PLR0913 - what the text leaves open
    *,
    counts: Literal["arranged", "finished"],
    who: Literal["client_manager", "after_sales"],
    unknown_cause: Literal["dispatch", "ask"],
    decider: str,
    days: Literal["start", "end"],
    agreed: Warranty | None = None,
) -> WarrantyDesk:
    """L3's desk: staff within 24 hours while the warranty lasts, over the law's own terms.

    Args:
        counts: As of :func:`~renoflow.pipeline.warranty_dispatch`.
        who: As of :func:`~renoflow.pipeline.warranty_dispatch`.
        unknown_cause: As of :class:`~renoflow.pipeline.WarrantyDesk`.
        decider: Who decides after the warranty (CMP-06).
        days: How a complaint without an hour is read.
        agreed: The contract's warranty; no source states its length (X-27).
    """
    return WarrantyDesk(
        id="warranty_24h",
        revision=1,
        source="L3",
        agreed=agreed,
        floors=FLOORS,
        dispatch=warranty_dispatch(counts=counts, who=who),
        unknown_cause=unknown_cause,
        decider=decider,
        days=days,
    )
