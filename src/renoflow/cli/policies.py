"""The commands about policies: list, export, check, describe."""

from __future__ import annotations

import argparse
import inspect
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from renoflow.attribution import Policy, open_court
from renoflow.calendars import china
from renoflow.cli.output import print_json, print_table
from renoflow.codec import (
    POLICY_PRESETS,
    export_policy,
    from_toml,
    open_values,
    preset_policy,
    to_data,
)
from renoflow.errors import Malformed
from renoflow.words import text

__all__ = ["check", "describe", "export", "find_policy", "listed"]


def find_policy(name: str, given: Sequence[str]) -> Policy:
    """The shipped policy *name* with the open values *given*, or the one in a TOML file."""
    if name in POLICY_PRESETS:
        return preset_policy(name, _given(given))
    path = Path(name)
    if not path.suffix and not path.exists():
        return preset_policy(name, {})  # says which there are
    return from_toml(read_file(path), Policy)


def read_file(path: Path) -> str:
    """The text of a file, or a sentence that says that there is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Malformed("cli.file", str(path)) from None


def _given(pairs: Sequence[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for pair in pairs:
        try:
            values.update(tomllib.loads(pair))
        except tomllib.TOMLDecodeError:
            raise Malformed("cli.set", pair.partition("=")[0].strip()) from None
    return values


def listed(args: argparse.Namespace) -> int:
    """The shipped policies, with what each asks for and what each assumes."""
    rows = []
    for name, preset in POLICY_PRESETS.items():
        parameters = inspect.signature(preset).parameters.values()
        required = [one.name for one in parameters if one.default is one.empty]
        optional = [one.name for one in parameters if one.default is not one.empty]
        first = (inspect.getdoc(inspect.getmodule(preset)) or "").split("\n", 1)[0]
        rows.append({"name": name, "says": first, "open": required, "readings": optional})
    if args.json:
        print_json(rows)
    else:
        heading = ("policy", "open values", "readings that may be changed", "")
        print_table(
            heading,
            [
                (str(r["name"]), " ".join(r["open"]), " ".join(r["readings"]), str(r["says"]))
                for r in rows
            ],
        )
    return 0


def export(args: argparse.Namespace) -> int:
    """A shipped policy as TOML, its open values as ``"?"`` under their questions."""
    print(export_policy(args.name, args.lang), end="")
    return 0


def check(args: argparse.Namespace) -> int:
    """Whether the policy in a file is whole: 0, or 1 with what is still open."""
    written = read_file(Path(args.file))
    still_open = open_values(written)
    if still_open:
        if args.json:
            print_json([one.to_dict() for one in still_open])
        else:
            for one in still_open:
                print(text(one, args.lang))
        return 1
    policy = from_toml(written, Policy)
    open_court(policy, china)
    if args.json:
        print_json({"policy": policy.name, "open": []})
    else:
        print(f"{policy.name}: ok")
    return 0


def describe(args: argparse.Namespace) -> int:
    """A policy in plain sentences."""
    policy = find_policy(args.policy, args.set)
    open_court(policy, china)
    if args.json:
        print_json(to_data(policy))
    else:
        print(text(policy, args.lang))
    return 0
