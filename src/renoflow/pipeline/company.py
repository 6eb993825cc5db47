"""All rules of a company (公司规则) as one dated value, and the company opened with them."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from renoflow.attribution import Court, Identity, Ladder, Policy, open_court
from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed
from renoflow.facts import KINDS, Kind, merge_kinds
from renoflow.pipeline.access.records import AccessRules
from renoflow.pipeline.completion import Greetings
from renoflow.pipeline.roles import Fragment, duties_process, with_needs
from renoflow.pipeline.warranty_desk import WarrantyDesk
from renoflow.pricing import LedgerTerms, Plan, RateCard
from renoflow.processes import Flow, Process, open_process
from renoflow.select import DayReading, check_record
from renoflow.timeline import Timeline

__all__ = ["Company", "CompanyRules", "open_company"]


@attrs.frozen(kw_only=True)
class CompanyRules:
    """What a company edits as ``company.toml``: whose, where, how much.

    Attributes:
        id: The company's own name for these rules.
        revision: From 1 on; an edited set of rules is a new revision.
        source: Where they were published.
        attribution: Whose customer each one is: one policy, or its dated revisions.
        ladder: Who decides a dispute, in place of what the attribution policy says.
        process: Which stages a customer passes.
        rates: Design fees by tier, dated.
        plan: How contracts are paid.
        days: How the process reads a fact that has a day and no hour.
        beside: Further processes of the whole history, such as acceptance.
        matters: Processes of which each complaint, question or issue has a run of its own.
        fragments: What the company says beside stages: what is due by them, and what the
            steps of the process need besides.
        access: Who may see and change customers' files; None where nothing is written down.
        warranty: The warranty desk; None where the agenda is to say nothing of it.
        greetings: Who is greeted after completion; None where nobody is.
        terms: What the contract says about money beyond the plan: changes, credits, arrears;
            None where it says nothing, and the agenda lists the plan alone.
    """

    id: str
    revision: int
    source: str
    attribution: Policy | Timeline[Policy]
    process: Process
    rates: Timeline[RateCard]
    plan: Plan
    days: DayReading
    ladder: Ladder | None = None
    beside: tuple[Process, ...] = ()
    matters: tuple[Process, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    access: AccessRules | None = None
    warranty: WarrantyDesk | None = None
    greetings: Greetings | None = None
    terms: LedgerTerms | None = None

    @property
    def name(self) -> str:
        """``id@revision``."""
        return f"{self.id}@{self.revision}"

    @property
    def policies(self) -> tuple[Policy, ...]:
        """Every revision of the attribution policy, the oldest first."""
        one = self.attribution
        return (one,) if isinstance(one, Policy) else tuple(policy for _, policy in one.rows)

    @property
    def identity(self) -> Identity:
        """What links records to one customer, by the latest revision."""
        return self.policies[-1].identity


@attrs.frozen(eq=False)
class Company:
    """A company's rules bound to its calendar and compiled once."""

    rules: CompanyRules = attrs.field(repr=lambda one: one.name)
    calendar: WorkCalendar
    court: Court
    flow: Flow
    kinds: Mapping[str, Kind] = attrs.field(repr=False)
    """The fact kinds it knows, those of policy and process among them; for ``fact(...)``."""
    beside: tuple[Flow, ...] = attrs.field(default=(), repr=False)
    """Processes of the whole history beside the first, and the duties of fragments."""
    matters: tuple[Flow, ...] = attrs.field(default=(), repr=False)


def open_company(rules: CompanyRules, calendar: WorkCalendar) -> Company:
    """*rules* checked and compiled once.

    One table of fact kinds serves them all: policy, process and plan may each name what
    another of them declares.

    Raises:
        Malformed: as of ``open_court`` and ``open_process``, with the path in the rules such
            as ``plan.parts[0].due.anchor.first.fact``; ``kinds.clash`` where policy and
            process declare one field apart, with both paths.
    """
    process = rules.process
    policies = _with_ladder(rules.attribution, rules.ladder)
    declared = [("attribution.kinds", one.kinds) for one in rules.policies]
    declared.append(("process.kinds", process.kinds))
    for part in ("beside", "matters"):
        for place, one in enumerate(getattr(rules, part)):
            declared.append((f"{part}[{place}].kinds", one.kinds))
    kinds = merge_kinds(KINDS, *declared)
    check_record(rules, kinds)
    try:
        court = open_court(policies, calendar, kinds=kinds)
    except Malformed as fault:
        raise fault.under("attribution") from None

    def opened(one: Process, path: str) -> Flow:
        try:
            return open_process(one, calendar, days=rules.days, kinds=kinds)
        except Malformed as fault:
            raise fault.under(path) from None

    return Company(
        rules=rules,
        calendar=calendar,
        court=court,
        flow=opened(with_needs(process, rules.fragments), "process"),
        kinds=kinds,
        beside=(
            *(opened(one, f"beside[{place}]") for place, one in enumerate(rules.beside)),
            *(
                opened(duties_process(one), f"fragments[{place}]")
                for place, one in enumerate(rules.fragments)
                if one.duties
            ),
        ),
        matters=tuple(opened(one, f"matters[{place}]") for place, one in enumerate(rules.matters)),
    )


def _with_ladder(
    policies: Policy | Timeline[Policy], ladder: Ladder | None
) -> Policy | Timeline[Policy]:
    """*policies*, with *ladder* in place of what they say of disputes."""
    if ladder is None:
        return policies
    if isinstance(policies, Policy):
        return attrs.evolve(policies, ladder=ladder)
    rows = ((since, attrs.evolve(one, ladder=ladder)) for since, one in policies.rows)
    return Timeline(rows=tuple(rows))
