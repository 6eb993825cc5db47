"""Parsing of arguments, and exit codes.

0: done. 1: done, and something is left for a person (rejected rows, unfilled questions,
a refusal). 2: the arguments or the data are wrong. 3: somebody else was writing; again.
"""

from __future__ import annotations

import argparse
import io
import os
import sqlite3
import sys
from collections.abc import Sequence
from typing import Final, NoReturn, TypeAlias, get_args

from renoflow import __version__
from renoflow.cli import commands, papers, policies
from renoflow.cli.demo import demo
from renoflow.errors import Conflict, Malformed, Refused, RenoflowError
from renoflow.money import Rounding
from renoflow.pricing import TIERS, AreaBasis
from renoflow.words import text

__all__ = ["main"]

_EXIT: Final = (
    "exit codes: 0 done; 1 done, something is left for a person; "
    "2 wrong arguments or data; 3 the store was busy, try again"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Wrong arguments end in ``SystemExit`` with 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what the terminal cannot show
    args = _parser().parse_args(argv)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except RenoflowError as error:
        return _told(error, args.lang)
    except BrokenPipeError:
        # Whoever read the output has seen enough; nothing may be flushed there at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except sqlite3.Error as error:
        return _told(Malformed("cli.broken", reason=str(error)), args.lang)
    except OSError as error:
        wrong = Malformed("cli.system", str(error.filename or "-"), reason=error.strerror or "-")
        return _told(wrong, args.lang)
    except KeyboardInterrupt:
        return 130  # as shells tell it
    return code


def _told(error: RenoflowError, lang: str) -> int:
    print(text(error, lang), file=sys.stderr)
    return 1 if isinstance(error, Refused) else 3 if isinstance(error, Conflict) else 2


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 - it has no other name


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="renoflow",
        description="Whose customer is this, and what is due now.",
        epilog=_EXIT,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"renoflow {__version__}")
    _answers(parser, json=False, lang="en")
    several = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    _add_demo(several)
    _add_import(several)
    _add_judge(several)
    _add_agenda(several)
    _add_quote(several)
    _add_plan(several)
    _add_settle(several)
    _add_policy(several)
    return parser


def _add_demo(several: _Commands) -> None:
    show = _command(several, "demo", "the main job on an invented showroom")
    show.add_argument("--into", metavar="DIR", help="also write its forms and company.toml there")
    show.set_defaults(run=demo)


def _add_import(several: _Commands) -> None:
    take_in = _command(several, "import", "forms (CSV or JSON) into a store")
    take_in.add_argument(
        "files", nargs="+", metavar="FILE", help="KIND.csv such as visit.csv, or a JSON list"
    )
    take_in.add_argument("--db", required=True, help="the store, made where there is none")
    take_in.add_argument(
        "--rejects", metavar="FILE", help="where rejected rows go; STORE.rejects.csv if left out"
    )
    _company(take_in, "whose kinds of form and identity keys count (or a policy file)")
    take_in.set_defaults(run=commands.take_in_files)


def _add_judge(several: _Commands) -> None:
    judge = _command(several, "judge", "whose customer each one is, and why")
    judge.add_argument("--db", required=True, help="the store")
    judge.add_argument("--policy", required=True, metavar="NAME|FILE", help=_POLICY)
    _open_values(judge)
    judge.add_argument(
        "--at", metavar="T", help="as of this time, or the end of this day; now if left out"
    )
    judge.add_argument("--known-at", metavar="T", help="by what was known then")
    judge.add_argument("--why", nargs=2, metavar=("CUSTOMER", "PARTY"), help="explain one")
    judge.set_defaults(run=commands.judge_all)


def _add_agenda(several: _Commands) -> None:
    agenda = _command(
        several,
        "agenda",
        "what is due, for whom, by which rule",
        "What is due up to the end of the day and what was missed before and is still not done, "
        "as it stands when the day begins; today, as it stands now.",
    )
    agenda.add_argument("--db", required=True, help="the store")
    agenda.add_argument("--on", metavar="DATE", help="the day; today if left out")
    _company(agenda, "whose rules say what is due")
    agenda.add_argument("--who", help="only what this person or role owes")
    agenda.add_argument("--all", action="store_true", help="what is settled, too")
    agenda.set_defaults(run=commands.agenda_on)


def _add_quote(several: _Commands) -> None:
    quote = _command(
        several,
        "quote",
        "a quotation, or design fee and first payment",
        "The quotation that a file asks for; or, without a file, the design fee by the "
        "company's prices, and the first payment where contract amounts are given.",
    )
    quote.add_argument("file", nargs="?", metavar="FILE", help="fees by a tariff, and lines")
    names = ", ".join(f"{code} {zh}" for code, zh in TIERS.items())
    quote.add_argument("--tier", help=f"the designer's: {names}")
    quote.add_argument("--area", metavar="M2", help="square metres, 128.50")
    quote.add_argument("--a6", action="store_true", help="an A6 agreement")
    quote.add_argument(
        "--area-basis",
        choices=get_args(AreaBasis),
        default="building",
        help="which area that is (default: %(default)s)",
    )
    quote.add_argument(
        "--rounding",
        choices=get_args(Rounding),
        default="half_up",
        help="what becomes of a part of a fen (default: %(default)s)",
    )
    quote.add_argument("--on", metavar="DATE", help="day of the agreement; today if left out")
    _company(quote, "whose prices hold")
    for part, what in (
        ("works", "works"),
        ("goods", "finished goods"),
        ("materials", "materials"),
    ):
        quote.add_argument(f"--{part}", metavar="YUAN", help=f"contract amount of the {what}")
    _html(quote)
    quote.set_defaults(run=commands.quote)


def _add_plan(several: _Commands) -> None:
    plan = _command(
        several,
        "plan",
        "instalments of one customer with their days",
        "A payment plan worked out for the contracts that the facts tell, or for the amounts "
        "given; with --replan what another plan changes, with --account what was paid.",
    )
    plan.add_argument("file", metavar="FILE", help="a plan or a company.toml")
    for part, what in (
        ("design", "design fee"),
        ("works", "works"),
        ("goods", "finished goods"),
        ("materials", "materials"),
    ):
        plan.add_argument(f"--{part}", metavar="YUAN", help=f"total of the {what}")
    _history(plan)
    plan.add_argument(
        "--exempt", action="append", default=[], metavar="NAME", help="an exemption from a cap"
    )
    plan.add_argument(
        "--terms",
        metavar="FILE",
        help="credits, changes, interest and order of payments; without it money fills the "
        "parts in the plan's order, the part that a payer named before the others",
    )
    plan.add_argument("--words", metavar="FILE", help="TOML: what codes are called on the paper")
    answers = plan.add_mutually_exclusive_group()
    answers.add_argument("--account", action="store_true", help="the statement of account")
    answers.add_argument("--replan", metavar="FILE", help="the plan that takes its place")
    plan.add_argument(
        "--base",
        choices=("total", "open"),
        default="open",
        help="what the new plan is worked out over (default: %(default)s)",
    )
    _html(plan)
    plan.set_defaults(run=papers.plan)


def _add_settle(several: _Commands) -> None:
    settle = _command(several, "settle", "the settlement sheet of one customer")
    settle.add_argument("file", metavar="FILE", help="plan, terms, what is held back")
    _history(settle)
    _html(settle)
    settle.set_defaults(run=papers.settlement)


def _add_policy(several: _Commands) -> None:
    policy = several.add_parser(
        "policy", epilog=_EXIT, allow_abbrev=False, help="published policies, and one's own"
    )
    actions = policy.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = _command(actions, "list", "the shipped ones")
    listed.set_defaults(run=policies.listed)
    export = _command(actions, "export", "one as TOML, open values as questions")
    export.add_argument("name", metavar="NAME", help="a shipped policy")
    _open_values(export)
    export.set_defaults(run=policies.export)
    check = _command(actions, "check", "a file: is it whole")
    check.add_argument("file", metavar="FILE", help="a policy or a company.toml")
    _open_values(check)
    check.set_defaults(run=policies.check)
    describe = _command(actions, "describe", "in plain sentences")
    describe.add_argument("policy", metavar="NAME|FILE", help=_POLICY)
    _open_values(describe)
    describe.set_defaults(run=policies.describe)
    trial = _command(actions, "try", "the cases of a scenario file judged by a policy")
    trial.add_argument("policy", metavar="NAME|FILE", help=_POLICY)
    trial.add_argument("cases", metavar="CASES", help="a TOML file of cases with what they expect")
    _open_values(trial)
    trial.set_defaults(run=policies.tried)
    schema = _command(actions, "schema", "the JSON Schema of a policy, for a form")
    schema.set_defaults(run=policies.schema)


_POLICY: Final = "a shipped policy, a policy file or a company.toml"


def _command(
    several: _Commands,
    name: str,
    what: str,
    more: str | None = None,
) -> argparse.ArgumentParser:
    parser = several.add_parser(
        name, help=what, description=more or what, epilog=_EXIT, allow_abbrev=False
    )
    # After the command or before it: what is not given here leaves what was given there.
    _answers(parser, json=argparse.SUPPRESS, lang=argparse.SUPPRESS)
    return parser


def _answers(parser: argparse.ArgumentParser, *, json: bool | str, lang: str) -> None:
    parser.add_argument("--json", action="store_true", default=json, help="answer as JSON")
    parser.add_argument("--lang", choices=("en", "zh"), default=lang, help="language of sentences")


def _history(parser: argparse.ArgumentParser) -> None:
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--facts", nargs="+", metavar="FILE", help="forms, as for import")
    where.add_argument("--db", help="a store, with --customer")
    parser.add_argument("--customer", help="a customer of the store")
    _company(parser, "whose identity keys count in the store")
    parser.add_argument(
        "--at", metavar="T", help="as of this time, or the end of this day; now if left out"
    )


def _html(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--html", metavar="FILE", help="also write a page to print")


def _company(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--company", metavar="FILE", help=f"company.toml, {what}; the sample if left out"
    )


def _open_values(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=TOML",
        help="an open value: window='{days = 7, counting = \"legal\"}'",
    )
