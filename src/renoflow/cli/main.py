"""Parsing of arguments, and exit codes.

0: done. 1: done, and something is left for a person (rejected rows, unfilled questions,
a refusal). 2: the arguments or the data are wrong. 3: somebody else was writing; again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Final

from renoflow import __version__
from renoflow.cli import commands, policies
from renoflow.errors import Conflict, Refused, RenoflowError
from renoflow.pricing import TIERS
from renoflow.words import text

__all__ = ["main"]

_EXIT: Final = (
    "exit codes: 0 done; 1 done, something is left for a person; "
    "2 wrong arguments or data; 3 the store was busy, try again"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    args = _parser().parse_args(argv)
    try:
        code: int = args.run(args)
    except RenoflowError as error:
        print(text(error, args.lang), file=sys.stderr)
        return 1 if isinstance(error, Refused) else 3 if isinstance(error, Conflict) else 2
    except BrokenPipeError:
        # whoever read the output has seen enough
        sys.stderr.close()
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="renoflow",
        description="Whose customer is this, and what is due now.",
        epilog=_EXIT,
    )
    parser.add_argument("--version", action="version", version=f"renoflow {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="answer as JSON")
    common.add_argument("--lang", choices=("en", "zh"), default="en", help="language of sentences")
    several = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    demo = several.add_parser(
        "demo", parents=[common], epilog=_EXIT, help="the main job on an invented showroom"
    )
    demo.add_argument("--into", metavar="DIR", help="also write its forms and company.toml there")
    demo.set_defaults(run=commands.demo)

    take_in = several.add_parser(
        "import", parents=[common], epilog=_EXIT, help="forms (CSV or JSON) into a store"
    )
    take_in.add_argument("files", nargs="+", metavar="FILE", help="KIND.csv, or a JSON list")
    take_in.add_argument("--db", required=True, help="the store, made where there is none")
    take_in.add_argument("--rejects", metavar="FILE", help="where rejected rows go")
    take_in.set_defaults(run=commands.take_in_files)

    judge = several.add_parser(
        "judge", parents=[common], epilog=_EXIT, help="whose customer each one is, and why"
    )
    judge.add_argument("--db", required=True, help="the store")
    _policy_arguments(judge)
    judge.add_argument("--at", metavar="T", help="as of this day or time; now if left out")
    judge.add_argument("--known-at", metavar="T", help="by what was known then")
    judge.add_argument("--why", nargs=2, metavar=("CUSTOMER", "PARTY"), help="explain one")
    judge.set_defaults(run=commands.judge_all)

    agenda = several.add_parser(
        "agenda", parents=[common], epilog=_EXIT, help="what is due, for whom, by which rule"
    )
    agenda.add_argument("--db", required=True, help="the store")
    agenda.add_argument("--on", required=True, metavar="DATE", help="the day")
    agenda.add_argument("--company", metavar="FILE", help="company.toml; the sample if left out")
    agenda.add_argument("--who", help="only what this person or role owes")
    agenda.add_argument("--all", action="store_true", help="settled ones and advice too")
    agenda.set_defaults(run=commands.agenda_on)

    quote = several.add_parser(
        "quote", parents=[common], epilog=_EXIT, help="design fee and first payment"
    )
    names = [name for pair in TIERS.items() for name in pair]
    quote.add_argument("--tier", required=True, metavar="TIER", help=", ".join(names))
    quote.add_argument("--area", required=True, metavar="M2", help="square metres, 128.50")
    quote.add_argument("--a6", action="store_true", help="an A6 agreement")
    quote.add_argument(
        "--area-basis", choices=("building", "inner", "designed"), default="building"
    )
    quote.add_argument(
        "--rounding", default="half_up", help="of parts of a fen: half_up (default), down, up ..."
    )
    for part in ("works", "goods", "materials"):
        quote.add_argument(f"--{part}", metavar="YUAN", help="contract amount")
    quote.set_defaults(run=commands.quote)

    policy = several.add_parser("policy", help="published policies, and one's own")
    actions = policy.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = actions.add_parser("list", parents=[common], epilog=_EXIT, help="the shipped ones")
    listed.set_defaults(run=policies.listed)
    export = actions.add_parser("export", parents=[common], epilog=_EXIT, help="one as TOML")
    export.add_argument("name", metavar="NAME")
    export.set_defaults(run=policies.export)
    check = actions.add_parser("check", parents=[common], epilog=_EXIT, help="a file: is it whole")
    check.add_argument("file", metavar="FILE")
    check.set_defaults(run=policies.check)
    describe = actions.add_parser(
        "describe", parents=[common], epilog=_EXIT, help="in plain sentences"
    )
    _policy_arguments(describe, positional=True)
    describe.set_defaults(run=policies.describe)
    return parser


def _policy_arguments(parser: argparse.ArgumentParser, *, positional: bool = False) -> None:
    name = "policy" if positional else "--policy"
    more = {} if positional else {"required": True}
    parser.add_argument(name, metavar="NAME|FILE", help="a shipped policy or a TOML file", **more)  # type: ignore[arg-type] # argparse takes any keyword
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=TOML",
        help="an open value: window='{days = 7, counting = \"legal\"}'",
    )
