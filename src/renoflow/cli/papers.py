"""The commands that print a paper: quote from a file, plan, settle."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from renoflow.attribution import gather
from renoflow.calendars import china
from renoflow.cli import inputs
from renoflow.cli.output import print_json, print_table
from renoflow.codec import from_toml, read_company, to_data
from renoflow.errors import Malformed, one_of
from renoflow.facts import KINDS, Fact
from renoflow.money import Money, capitals, yuan
from renoflow.paper import (
    Paper,
    Table,
    account_statement,
    html,
    payment_plan,
    plan_change,
    quotation,
    settlement_sheet,
)
from renoflow.pipeline import open_company
from renoflow.pricing import (
    Component,
    Ledger,
    LedgerTerms,
    Plan,
    Replan,
    Tariff,
    ledger,
    replan,
    settle,
)
from renoflow.registers import Rejected, make_quote, read_forms, read_quote, read_settlement
from renoflow.select import check_record
from renoflow.words import text

__all__ = ["plan", "quote_file", "settlement"]

_USUAL: Final = LedgerTerms(allocation="plan", as_told=True)
_COMPONENTS: Final[Mapping[str, Component]] = {
    "design": "design_fee",
    "works": "works",
    "goods": "finished_goods",
    "materials": "main_materials",
}
"""The option of each component."""


def quote_file(args: argparse.Namespace) -> int:
    """A quotation out of a file; 1 if it is not complete."""
    given = {
        "--tier": args.tier,
        "--area": args.area,
        "--a6": args.a6 or None,
        "--on": args.on,
        "--works": args.works,
        "--goods": args.goods,
        "--materials": args.materials,
    }
    for option, value in given.items():
        if value is not None:
            raise Malformed("cli.beside", option)
    written = inputs.text_of(args.file)
    with inputs.of_file(args.file):
        request = read_quote(written)
    # A tariff is looked for beside the file that names it.
    names = {
        one.tariff: str(Path(args.file).parent / one.tariff)
        for one in request.fees
        if isinstance(one.tariff, str)
    }
    tariffs = {}
    for name, path in names.items():
        table = inputs.text_of(path)
        with inputs.of_file(path):
            tariffs[name] = from_toml(table, Tariff)
    with inputs.of_file(args.file):
        quote = make_quote(request, tariffs)
    words = request.words.get(args.lang, {})
    read = (args.file, *names.values())
    return _answer(args, quotation(quote, args.lang, words=words), to_data(quote), words, read)


def plan(args: argparse.Namespace) -> int:
    """A payment plan for one customer, its change, or its account; 1 if something is odd."""
    found, own = _plan(args.file)
    claims = [name for cap in found.caps for name in cap.unless]
    for name in args.exempt:
        if name not in claims:
            raise one_of("value.choice", "--exempt", name, claims)
    facts = _facts(args)
    at = inputs.instant(args.at, "--at")
    terms = own if args.terms is None else _terms(args.terms)
    totals = _totals(args)
    words = _words(args.words)
    read = [one for one in (args.file, args.terms, args.replan, args.words) if one is not None]
    read += args.facts or ([args.db] if args.db else [])
    # Totals of a new plan are those after the change; the old ones are what was signed.
    before = None if args.replan or not totals else totals
    with inputs.of_file(args.file):
        book = ledger(found, facts, china, at=at, terms=terms, totals=before, exempt=args.exempt)
    if not book.schedule.instalments and not book.findings:
        raise Malformed("cli.totals", "--works")
    if args.replan:
        change = _changed(args, book, totals)
        new = ledger(
            change.schedule.plan,
            facts,
            china,
            at=at,
            terms=_without_changes(terms),
            totals=dict(change.schedule.totals),
        )
        paper = plan_change(change, args.lang, due=_due(new), words=words)
        return _answer(args, paper, to_data(change), words, read)
    if args.account:
        paper = account_statement(book, args.lang, words=words)
        return _answer(args, paper, to_data(book), words, read)
    data = {
        "schedule": to_data(book.schedule),
        "due": {name: one.isoformat() for name, one in _due(book).items()},
    }
    paper = payment_plan(book.schedule, args.lang, due=_due(book), words=words)
    return _answer(args, paper, data, words, read)


def settlement(args: argparse.Namespace) -> int:
    """The settlement sheet of one customer; 1 if something is still open."""
    written = inputs.text_of(args.file)
    with inputs.of_file(args.file):
        request = read_settlement(written)
    if not args.facts and args.db is None:
        raise Malformed("value.missing", "--facts")
    # A plan and terms are looked for beside the file that names them.
    beside = [
        str(Path(args.file).parent / one)
        for one in (request.plan, request.terms)
        if isinstance(one, str)
    ]
    paths = iter(beside)
    plan_ = _plan(next(paths))[0] if isinstance(request.plan, str) else request.plan
    terms = request.terms
    if isinstance(terms, str):
        terms = _terms(next(paths))
    facts = _facts(args)
    at = inputs.instant(args.at, "--at")
    with inputs.of_file(args.file):
        sheet = settle(
            plan_,
            facts,
            china,
            terms=terms,
            retention=request.retention,
            delayed=request.delayed,
            at=at,
        )
    words = request.words.get(args.lang, {})
    paper = settlement_sheet(sheet, args.lang, words=words)
    read = (args.file, *beside, *(args.facts or [args.db]))
    return _answer(args, paper, to_data(sheet), words, read)


# --- what is read ------------------------------------------------------------------------


def _plan(path: str) -> tuple[Plan, LedgerTerms]:
    """A plan, or that of a company with the terms that stand beside it."""
    written = inputs.text_of(path)
    with inputs.of_file(path):
        if inputs.is_company(written):
            rules = open_company(read_company(written), china).rules
            return rules.plan, rules.terms or _USUAL
        found = from_toml(written, Plan)
        check_record(found, KINDS)
        return found, _USUAL


def _terms(path: str) -> LedgerTerms:
    written = inputs.text_of(path)
    with inputs.of_file(path):
        if inputs.is_company(written):
            return open_company(read_company(written), china).rules.terms or _USUAL
        found = from_toml(written, LedgerTerms)
        check_record(found, KINDS)
        return found


def _without_changes(terms: LedgerTerms) -> LedgerTerms:
    """For a new plan, whose totals have the change orders in already."""
    return LedgerTerms(
        allocation=terms.allocation,
        as_told=terms.as_told,
        credits=terms.credits,
        interest=terms.interest,
        suspension=terms.suspension,
        source=terms.source,
    )


def _words(path: str | None) -> Mapping[str, str]:
    """What codes are called on the paper: ``"part.first" = "首期款"``."""
    if path is None:
        return {}
    written = inputs.text_of(path)
    with inputs.of_file(path):
        return from_toml(written, Mapping[str, str])  # type: ignore[type-abstract] # it reads tables


def _facts(args: argparse.Namespace) -> tuple[Fact, ...]:
    """What happened: from files, or of one customer of a store."""
    if args.facts:
        return tuple(_of_files(args.facts))
    if args.db is None:
        return ()
    if args.customer is None:
        raise Malformed("value.missing", "--customer")
    identity = inputs.company(args.company).rules.identity
    with closing(inputs.store(args.db)) as store:
        cases = gather(inputs.facts(store), identity, china)
    for case in cases:
        if args.customer in case.records:
            return case.facts
    raise Malformed("cli.customer", "--customer")


def _of_files(names: Sequence[str]) -> Iterator[Fact]:
    for name in names:
        for row in read_forms(Path(name), china):
            if isinstance(row, Rejected):
                field = f"{row.file}:{row.row}: {row.error.field}".removesuffix(": ")
                raise Malformed(row.error.code, field, **row.error.params)
            yield row.fact


def _totals(args: argparse.Namespace) -> dict[Component, Money]:
    given = (
        (component, option, getattr(args, option)) for option, component in _COMPONENTS.items()
    )
    return {
        component: yuan(amount, field=f"--{option}")
        for component, option, amount in given
        if amount is not None
    }


def _changed(args: argparse.Namespace, book: Ledger, totals: Mapping[Component, Money]) -> Replan:
    new, _ = _plan(args.replan)
    paid = {one.part.id: one.paid for one in book.lines}
    with inputs.of_file(args.replan):
        return replan(
            book.schedule, paid, new, {**book.schedule.in_force, **totals}, base=args.base
        )


def _due(book: Ledger) -> dict[str, datetime]:
    return {one.part.id: one.due for one in book.lines if one.due is not None}


# --- what is printed ---------------------------------------------------------------------


def _answer(
    args: argparse.Namespace,
    paper: Paper,
    data: object,
    words: Mapping[str, str],
    read: Sequence[str],
) -> int:
    """Print *paper*, or its *data*, and write it as HTML where that is asked for."""
    if args.html is not None:
        path = Path(args.html)
        if path.resolve() in {Path(one).resolve() for one in read}:
            raise Malformed("cli.html", "--html")
        page = html(paper, words=words).encode()
        try:
            path.write_bytes(page)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "-"
            raise Malformed("cli.system", str(path), reason=reason) from None
    if args.json:
        print_json(data)
    else:
        _print(paper, words)
    return 1 if paper.open else 0


def _print(paper: Paper, words: Mapping[str, str]) -> None:
    print(f"{paper.title} {paper.name}".rstrip())
    for table in paper.tables:
        print(f"\n{table.caption}")
        _print_table(table)
    print()
    for one in paper.sums:
        print(f"{one.label}  {text(one.amount, paper.lang, words)}  {capitals(one.amount)}")
    for said in (*paper.open, *paper.notes):
        print(f"- {said}")


def _print_table(table: Table) -> None:
    wide = len(table.columns)
    print_table(
        [one.label for one in table.columns],
        [(*row.cells, *("" for _ in range(wide - len(row.cells)))) for row in table.rows],
        numbers=[place for place, one in enumerate(table.columns) if one.number],
    )
