"""The commands about policies: list, export, check, describe, schema."""

from __future__ import annotations

import argparse
import inspect

from renoflow.attribution import Policy, lint, open_court
from renoflow.calendars import china
from renoflow.cli import inputs
from renoflow.cli.output import either, print_json, print_table
from renoflow.codec import (
    POLICY_PRESETS,
    open_parameters,
    open_values,
    policy_schema,
    to_data,
)
from renoflow.pipeline import CompanyRules, open_company
from renoflow.words import en, text, zh

__all__ = ["check", "describe", "export", "listed", "schema"]


def listed(args: argparse.Namespace) -> int:
    """The shipped policies, with what each asks for and what each assumes."""
    rows = []
    for name, preset in POLICY_PRESETS.items():
        parameters = inspect.signature(preset).parameters.values()
        required = [one.name for one in parameters if one.default is one.empty]
        optional = [one.name for one in parameters if one.default is not one.empty]
        rows.append({"name": name, "open": required, "readings": optional})
    if args.json:
        print_json(rows)
        return 0
    heading = ("policy", "open values", "readings that may be changed")
    if args.lang == "zh":
        heading = ("政策", "未定之处", "可更改的取义")
    print_table(
        heading,
        [(str(r["name"]), " ".join(r["open"]), " ".join(r["readings"])) for r in rows],
    )
    return 0


def export(args: argparse.Namespace) -> int:
    """A shipped policy as TOML, its open values as ``"?"`` under their questions."""
    written = inputs.exported(args.name, args.lang, args.set)
    if args.json:
        print_json({"policy": args.name, "toml": written})
    else:
        print(written, end="")
    return 0


def check(args: argparse.Namespace) -> int:
    """Whether the policy, or the company, in a file is whole: 0, or 1 with what is open."""
    written, answers = inputs.text_of(args.file), inputs.answers_of(args.set)
    with inputs.of_file(args.file):
        still_open = open_values(written)
        if not inputs.is_company(written):
            still_open += open_parameters(written, answers)
    if still_open:
        if args.json:
            print_json({"policy": None, "open": [one.to_dict() for one in still_open]})
        else:
            for one in still_open:
                print(f"{args.file}: {text(one, args.lang)}")
        return 1
    rules = inputs.of_text(args.file, written, args.set)
    with inputs.of_file(args.file):
        policy = _opened(rules)
    findings = lint(policy)
    if args.json:
        print_json({"policy": rules.name, "open": [], "findings": to_data(findings)})
    else:
        name = rules.name
        print(
            either(args.lang, f"{name}: whole, nothing is left open", f"{name}：完整，无未定之处")
        )
        for finding in findings:
            print(f"- {text(finding, args.lang)}")
    return 0


def _opened(rules: Policy | CompanyRules) -> Policy:
    """The policy of *rules*, after all of them were opened as for use."""
    if isinstance(rules, CompanyRules):
        open_company(rules, china)
        return rules.attribution
    open_court(rules, china)
    return rules


def schema(args: argparse.Namespace) -> int:  # noqa: ARG001 - it has no choices
    """The JSON Schema of a policy's data, for a form."""
    print_json(policy_schema(words={"en": en.TEMPLATES, "zh": zh.TEMPLATES}))
    return 0


def describe(args: argparse.Namespace) -> int:
    """A policy in plain sentences."""
    policy = _opened(inputs.rules(args.policy, args.set))
    if args.json:
        print_json(to_data(policy))
    else:
        print(text(policy, args.lang))
    return 0
