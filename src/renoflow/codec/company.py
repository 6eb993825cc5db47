"""``company.toml``: all rules of a company in one file, each part in full or as a preset."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias, cast

from renoflow.attribution import Policy
from renoflow.attribution import presets as ownership
from renoflow.codec._converter import CONVERTER, member, record_hook, table
from renoflow.codec.presets import POLICY_PRESETS, call_preset
from renoflow.codec.tags import TAGS
from renoflow.codec.template import revised
from renoflow.codec.toml import from_toml, to_toml
from renoflow.errors import Malformed, one_of
from renoflow.errors.families import step
from renoflow.pipeline import CompanyRules
from renoflow.pipeline import presets as pipeline
from renoflow.pipeline.access import presets as access
from renoflow.pricing import presets as pricing

__all__ = ["PRESETS", "read_company", "write_company"]

_Preset: TypeAlias = Callable[..., object]

PRESETS: Final[Mapping[str, Mapping[str, _Preset]]] = {
    "attribution": POLICY_PRESETS,
    "ladder": {
        "register_ladder": ownership.register_ladder,
        "first_contact_ladder": ownership.first_contact_ladder,
        "qc_appeal": ownership.qc_appeal,
        "business_contact_ladder": ownership.business_contact_ladder,
        "dedicated_resolver": ownership.dedicated_resolver,
        "post_project": ownership.post_project,
    },
    "process": {
        "steward_ten_step": pipeline.steward_ten_step,
        "sign_order_24h": pipeline.sign_order_24h,
        "designer_led": pipeline.designer_led,
        "never_alone": pipeline.never_alone,
        "contract_clause": pipeline.contract_clause,
        "service_chain": pipeline.service_chain,
        "home_service": pipeline.home_service,
        "acceptance_rectification": pipeline.acceptance_rectification,
        "material_flow": pipeline.material_flow,
        "completion_at_headquarters": pipeline.completion_at_headquarters,
    },
    "beside": {
        "progress_reports": pipeline.progress_reports,
        "acceptance_rectification": pipeline.acceptance_rectification,
        "material_flow": pipeline.material_flow,
        "completion_at_headquarters": pipeline.completion_at_headquarters,
    },
    "matters": {
        "complaint_answer_24h": pipeline.complaint_answer_24h,
        "complaint_three_parts": pipeline.complaint_three_parts,
        "complaint_handler": pipeline.complaint_handler,
        "complaint_head": pipeline.complaint_head,
        "complaint_department": pipeline.complaint_department,
        "complaint_numbering": pipeline.complaint_numbering,
        "suggestions_answered": pipeline.suggestions_answered,
        "no_quarrels": pipeline.no_quarrels,
        "site_issues": pipeline.site_issues,
    },
    "fragments": {
        "store_records": pipeline.store_records,
        "visit_reports": lambda: pipeline.visit_reports,
        "quarterly_review": lambda: pipeline.quarterly_review,
        "key_account_meetings": lambda: pipeline.key_account_meetings,
        "value_class": pipeline.fragments.value_class,
        "relation_kpi": pipeline.fragments.relation_kpi,
        "full_explanation": lambda: pipeline.fragments.full_explanation,
        "customer_card": pipeline.fragments.customer_card,
    },
    "access": {
        "approved_changes": access.approved_changes,
        "open_line_secrecy": access.open_line_secrecy,
        "no_disclosure": access.no_disclosure,
        "open_query": access.open_query,
        "authorised_reading": access.authorised_reading,
        "property_confidentiality": access.property_confidentiality,
    },
    "warranty": {"warranty_24h": pipeline.warranty_24h},
    "rates": {"steward_rate_card": lambda: pricing.steward_rate_card},
    "plan": {
        "first_55": pricing.first_55,
        "plan_3331": pricing.plan_3331,
        "plan_30_40_20_10": pricing.plan_30_40_20_10,
        "plan_50_30_20": pricing.plan_50_30_20,
        "design_by_stage": pricing.design_by_stage,
    },
}
"""What ``preset`` may name in each part of a company file."""


def read_company(text: str) -> CompanyRules:
    """The rules that a ``company.toml`` says; ``docs/company.md`` explains the file.

    Raises:
        Malformed: ``codec.toml`` or ``policy.open`` with the line; ``value.choice`` for an
            unknown preset, ``policy.open_argument``, ``value.missing`` or
            ``value.unknown`` for its arguments, and
            whatever is wrong with a value, each with its path such as
            ``attribution.with.window``.
    """
    return from_toml(text, CompanyRules)


def write_company(rules: CompanyRules) -> str:
    """*rules* as TOML, every part in full; needs the extra ``toml``.

    Raises:
        Malformed: ``codec.extra`` without the extra.
    """
    return to_toml(rules)


_read_rules: Final = record_hook(CompanyRules)


def _read(data: object, wanted: object) -> object:
    """Company rules, after each preset was written out in full."""
    members = dict(table(data))
    for part in ("attribution", "ladder", "process", "plan", "access", "warranty"):
        if part in members:
            members[part] = _in_full(members[part], part, part)
    for part in ("rates", "beside", "matters", "fragments"):
        rows = members.get(part)
        if isinstance(rows, list):
            members[part] = [
                _in_full(row, part, f"{part}[{place}]") for place, row in enumerate(rows)
            ]
    return _read_rules(members, wanted)


def _in_full(data: object, part: str, path: str) -> object:
    """*data*, or what the preset that they name comes to."""
    if not isinstance(data, dict) or "preset" not in data:
        return data
    if part == "attribution" and "revisions" in data:
        try:
            return _revisions_in_full(data)
        except Malformed as error:
            raise error.under(path) from None
    try:
        return _written(data, PRESETS[part], {"since"} if part == "rates" else set())
    except Malformed as error:
        raise error.under(path) from None


def _revisions_in_full(data: dict[str, object]) -> object:
    """A preset's dated revisions, each with its own answers and rows over those of all."""
    rows, shared = revised(data)
    revisions = []
    for place, row in enumerate(rows):
        answers = {**table(shared.get("with", {})), **table(row.get("with", {}))}
        named = {"preset": row.get("preset", shared["preset"]), "with": answers}
        try:
            whole = table(_written({**shared, **named}, PRESETS["attribution"], set()))
        except Malformed as error:
            raise error.under(f"revisions[{place}]") from None
        own = {name: one for name, one in row.items() if name not in {"preset", "with"}}
        revisions.append({name: one for name, one in (whole | own).items() if name != "type"})
    return {"type": TAGS[Policy], "revisions": revisions}


def _written(data: dict[str, object], presets: Mapping[str, _Preset], own: set[str]) -> object:
    for name in data:
        if name not in {"preset", "with", *own}:
            raise one_of("value.unknown", step(name), name, ("preset", "with", *own))
    made = call_preset(presets, member(data, "preset", str), table(data.get("with", {})))
    kept = {name: data[name] for name in data if name in own}
    return kept | cast("dict[str, object]", CONVERTER.unstructure(made))


CONVERTER.register_structure_hook(CompanyRules, _read)
