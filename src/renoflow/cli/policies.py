"""The commands about policies: list, export, check, describe, schema."""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from renoflow.attribution import Court, Policy, Verdict, lint, open_court
from renoflow.calendars import WorkCalendar, china
from renoflow.cli import inputs
from renoflow.cli.output import either, indented, print_json, print_table
from renoflow.codec import (
    LADDER_PRESETS,
    POLICY_PRESETS,
    open_parameters,
    open_values,
    policy_schema,
    read_company,
    read_policies,
    to_data,
)
from renoflow.errors import Malformed
from renoflow.pipeline import CompanyRules, open_company
from renoflow.registers.scenarios import (
    Scenario,
    differences,
    judged,
    read_scenarios,
    scenario_calendar,
    shared_answers,
)
from renoflow.words import en, terms, text, zh

__all__ = ["check", "describe", "export", "listed", "schema", "tried"]


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
        inputs.court_of(rules)
    policies = inputs.policies_of(rules)
    findings = tuple(dict.fromkeys(one for policy in policies for one in lint(policy)))
    name = _named(rules)
    if args.json:
        print_json({"policy": name, "open": [], "findings": to_data(findings)})
    else:
        print(
            either(args.lang, f"{name}: whole, nothing is left open", f"{name}：完整，无未定之处")
        )
        words = terms(rules, args.lang)
        for finding in findings:
            print(f"- {text(finding, args.lang, words=words)}")
    return 0


def _named(rules: inputs.Rules) -> str:
    if isinstance(rules, CompanyRules):
        return rules.name
    return ", ".join(policy.name for policy in inputs.policies_of(rules))


def schema(args: argparse.Namespace) -> int:  # noqa: ARG001 - it has no choices
    """The JSON Schema of a policy's data, for a form."""
    print_json(policy_schema(words={"en": en.TEMPLATES, "zh": zh.TEMPLATES}))
    return 0


def describe(args: argparse.Namespace) -> int:
    """A policy, or a shipped ladder of disputes, in plain sentences."""
    if args.policy in LADDER_PRESETS:
        ladder = inputs.ladder(args.policy, inputs.answers_of(args.set))
        print_json(to_data(ladder)) if args.json else print(text(ladder, args.lang))
        return 0
    rules = inputs.rules(args.policy, args.set)
    inputs.court_of(rules)
    if args.json:
        print_json(to_data(rules.attribution if isinstance(rules, CompanyRules) else rules))
        return 0
    revisions = rules.attribution if isinstance(rules, CompanyRules) else rules
    if isinstance(revisions, Policy):
        print(text(revisions, args.lang))
        return 0
    for since, policy in revisions.rows:
        print(either(args.lang, f"Since {since}:", f"自{since}起："))
        print(indented(text(policy, args.lang)))
    return 0


def tried(args: argparse.Namespace) -> int:
    """Each case of a scenario file judged by a policy: 0, or 1 where one comes out otherwise."""
    written = inputs.text_of(args.cases)
    with inputs.of_file(args.cases):
        shared = shared_answers(written)
        calendar = scenario_calendar(written, china)
    answers = {**shared, **inputs.answers_of(args.set)}
    court = _court(args.policy, answers, calendar)
    with inputs.of_file(args.cases):
        cases = read_scenarios(written, calendar, kinds=court.kinds)
    rows = []
    for place, one in enumerate(cases):
        own = {name: value for name, value in one.given.items() if shared.get(name) != value}
        with inputs.of_file(args.cases):
            asked = _court(args.policy, {**answers, **own}, calendar) if own else court
            try:
                _, verdict = judged(one, asked)
                rows.append((one, verdict, differences(one, asked)))
            except Malformed as error:
                raise error.under(f"case[{place}]") from None
    failed = sum(bool(found) for *_, found in rows)
    if args.json:
        print_json([_as_data(*row) for row in rows])
        return 1 if failed else 0
    heading = ("case", "rule", "expected", "got", "row", "")
    if args.lang == "zh":
        heading = ("情景", "条款", "应为", "实为", "依据", "")
    marks = either(args.lang, "ok", "符"), either(args.lang, "NOT", "不符")
    print_table(
        heading,
        [
            (
                one.name,
                one.rule,
                _expected(one),
                _got(verdict),
                verdict.rule.partition("#")[2],
                _mark(marks, found, alike=_expected(one) == _got(verdict)),
            )
            for one, verdict, found in rows
        ],
    )
    for one, _, found in rows:
        for line in found:
            print(f"- {one.name}: {line}")
    whole = len(rows)
    print(
        either(
            args.lang,
            f"{whole} cases, {failed} not as expected",
            f"共{whole}例，{failed}例不符",
        )
    )
    return 1 if failed else 0


def _court(name: str, answers: Mapping[str, Any], calendar: WorkCalendar) -> Court:
    """The court of a shipped policy or of a file, with these answers, by *calendar*."""
    if name in POLICY_PRESETS or not (Path(name).suffix or Path(name).exists()):
        return open_court(inputs.preset(name, answers), calendar)
    written = inputs.text_of(name)
    with inputs.of_file(name):
        if inputs.is_company(written):
            return open_company(read_company(written), calendar).court
        return open_court(read_policies(written, given=answers), calendar)


def _mark(marks: tuple[str, str], found: tuple[str, ...], *, alike: bool) -> str:
    """Whether it came out as expected; what did not, where the columns before are alike."""
    names = ", ".join(line.partition(":")[0] for line in found) if alike else ""
    return f"{marks[bool(found)]} ({names})" if names else marks[bool(found)]


def _expected(one: Scenario) -> str:
    """Whom, or what, the case expects; the row where it says no more."""
    for name in ("owner", "shares", "outcome", "to"):
        if name in one.expect:
            told = one.expect[name]
            if isinstance(told, dict):
                return ", ".join(f"{party} {share}" for party, share in told.items())
            return str(told) or "-"
    return str(one.expect.get("row", "-"))


def _got(verdict: Verdict) -> str:
    shares = verdict.credit.shares
    if len(shares) == 1:
        return shares[0].party
    return ", ".join(f"{one.party} {one.share}" for one in shares) or verdict.credit.outcome


def _as_data(one: Scenario, verdict: Verdict, found: tuple[str, ...]) -> dict[str, Any]:
    return {
        "case": one.name,
        "rule": one.rule,
        "expected": _expected(one),
        "got": _got(verdict),
        "row": verdict.rule,
        "differences": list(found),
    }
