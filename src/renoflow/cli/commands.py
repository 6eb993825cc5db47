"""The commands about customers: import, judge, agenda, quote."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import chain
from pathlib import Path
from typing import Final

from renoflow import pricing
from renoflow.adapters.sqlite import SqliteStore
from renoflow.attribution import Case, Verdict, gather, judge, why
from renoflow.calendars import china
from renoflow.cli import inputs
from renoflow.cli.output import (
    Progress,
    either,
    place_of,
    print_json,
    print_table,
    rejects_file,
)
from renoflow.cli.papers import quote_file
from renoflow.codec import to_data
from renoflow.errors import Malformed
from renoflow.money import Money, yuan
from renoflow.obligations import Obligation
from renoflow.pipeline import agenda
from renoflow.pricing import Fee, FirstPayment
from renoflow.pricing.presets import first_payment
from renoflow.registers import Intake, Rejected, read_forms, take_in
from renoflow.words import terms, text

__all__ = ["agenda_on", "intake_data", "judge_all", "quote", "records", "take_in_files"]

_ZH: Final = {
    "final": "已定局",
    "standing": "暂归",
    "pending": "待人办理",
    "doubtful": "存疑",
    "silent": "未定",
    "nobody": "无人",
    "pool": "公共池",
    "fresh": "新客户",
    "customer_chooses": "由客户选择",
    "decider": "待裁决",
    "rota": "轮次",
    "company": "公司",
}


def take_in_files(args: argparse.Namespace) -> int:
    """Forms into a store; 1 if rows were rejected."""
    kinds, identity = inputs.records(args.company)
    # All files are looked at before anything is written: a slip in a name is no half import.
    tables = [read_forms(Path(name), china, kinds=kinds) for name in args.files]
    path = Path(args.rejects or f"{args.db}.rejects.csv")
    if path.resolve() in {Path(name).resolve() for name in (*args.files, args.db)}:
        raise Malformed("cli.rejects", "--rejects")
    progress = Progress(either(args.lang, "rows", "行"))
    listed: list[Rejected] = []
    with closing(SqliteStore(args.db)) as store, rejects_file(path, args.lang) as keep:

        def reject(one: Rejected) -> None:
            keep(one)
            if args.json:
                listed.append(one)
            else:
                progress.clear()
                print(place_of(one, args.lang))

        took = take_in(
            chain.from_iterable(tables),
            store.unit,
            identity,
            reject=reject,
            progress=progress.tell,
        )
    progress.clear()
    if args.json:
        print_json(intake_data(took, listed))
        return 1 if took.rejected else 0
    for first, second in took.collisions:
        print(
            either(
                args.lang,
                f"{first} and {second} gave one key: are they one customer?",
                f"{first} 与 {second} 留下同一身份键：是否同一客户？",
            )
        )
    summary = either(
        args.lang,
        f"{took.new} new, {took.known} known, {took.rejected} rejected",
        f"新增 {took.new} 条，已有 {took.known} 条，退回 {took.rejected} 行",
    )
    print(f"{summary} -> {path}" if took.rejected else summary)
    return 1 if took.rejected else 0


def intake_data(took: Intake, rejected: list[Rejected]) -> dict[str, object]:
    """What an import came to, as plain data."""
    return {
        "new": took.new,
        "known": took.known,
        "rejected": [
            {"file": one.file, "row": one.row, **one.error.to_dict()} for one in rejected
        ],
        "collisions": [list(pair) for pair in took.collisions],
    }


def judge_all(args: argparse.Namespace) -> int:
    """Whose customer each one is; 1 if some answer is left to a person."""
    rules = inputs.rules(args.policy, args.set)
    court, identity = inputs.court_of(rules), inputs.policies_of(rules)[-1].identity
    at = inputs.instant(args.at, "--at")
    known_at = None if args.known_at is None else inputs.instant(args.known_at, "--known-at")
    with closing(inputs.store(args.db)) as store:
        cases = gather(inputs.facts(store), identity, china, known_at=known_at)
    if args.why:
        customer, party = args.why
        for case in cases:
            if customer in case.records:
                found = why(court, case, party, at=at, known_at=known_at)
                if args.json:
                    print_json(to_data(found))
                else:
                    print(text(found, args.lang, words=terms(rules, args.lang)))
                return 0
        raise Malformed("cli.customer", "--why")
    judged = [(case, judge(court, case, at=at, known_at=known_at)) for case in cases]
    if args.json:
        print_json(
            [
                {
                    "records": list(case.records),
                    "doubts": list(case.doubts),
                    "verdict": to_data(verdict),
                }
                for case, verdict in judged
            ]
        )
    else:
        heading = ("customer", "owner", "row", "source", "firmness", "changes")
        if args.lang == "zh":
            heading = ("客户", "归属", "规则行", "来源", "确定程度", "将变于")
        print_table(heading, [_verdict_row(*pair, args.lang) for pair in judged])
    return 1 if any(one.credit.question or one.service.question for _, one in judged) else 0


def records(case: Case) -> str:
    """The records of a customer, joined where several are one."""
    return " = ".join(case.records)


def _verdict_row(case: Case, one: Verdict, lang: str) -> tuple[str, ...]:
    def said(code: str) -> str:
        return _ZH.get(code, code) if lang == "zh" else code

    owners = " + ".join(
        said(share.party) if share.share == 1 else f"{said(share.party)} {share.share}"
        for share in one.credit.shares
    )
    return (
        records(case),
        owners or f"({said(one.credit.outcome)})",
        one.rule.partition("#")[2],
        one.credit.source,
        said(one.firmness),
        "" if one.changes_at is None else text(one.changes_at, lang),
    )


def agenda_on(args: argparse.Namespace) -> int:
    """What is due on a day, and what was missed before and is still not done."""
    company = inputs.company(args.company)
    day = inputs.day(args.on, "--on")
    # A manager asks in the morning; today at noon, what was done by noon is done.
    at = inputs.now() if day == china.day(inputs.now()) else china.start(day)
    with closing(inputs.store(args.db)) as store:
        cases = gather(inputs.facts(store), company.rules.identity, china)
    owed = [
        one
        for one in agenda(company, cases, at=at, until=china.end(day))
        if (args.who is None or one.who == args.who)
        and (args.all or one.state in {"open", "missed"})
    ]
    if args.json:
        print_json([to_data(one) for one in owed])
    else:
        _print_agenda(owed, day, args.lang)
    return 0


def _print_agenda(owed: list[Obligation], day: date, lang: str) -> None:
    parts = {
        "open": ("to be done by the end of {day}: {count}", "{day} 应办：{count} 项"),
        "missed": ("missed and still not done: {count}", "逾期未办：{count} 项"),
        "": ("settled: {count}", "已了结：{count} 项"),
    }
    for state, (english, chinese) in parts.items():
        some = [one for one in owed if (one.state if one.state in parts else "") == state]
        if some or state:
            print(either(lang, english, chinese).format(day=day, count=len(some)))
        for one in some:
            print(f"  {text(one, lang)}")


def quote(args: argparse.Namespace) -> int:
    """A design fee, and the first payment where contract amounts are given; or a whole quote."""
    if args.file is not None:
        return quote_file(args)
    if args.html is not None:
        raise Malformed("cli.html_file", "--html")
    for name in ("tier", "area"):
        if getattr(args, name) is None:
            raise Malformed("value.missing", f"--{name}")
    try:
        fee, first = _quoted(args)
    except Malformed as error:
        raise Malformed(
            error.code, _OPTIONS.get(error.field, error.field), **error.params
        ) from None
    if args.json:
        print_json({"fee": to_data(fee), "first_payment": first and to_data(first)})
        return 0
    print(text(fee, args.lang))
    if first is not None:
        print(text(first, args.lang))
    return 0


_OPTIONS: Final = {
    "area": "--area",
    "at": "--on",
    "on": "--on",
    "a6": "--a6",
    "tier": "--tier",
    "works": "--works",
    "finished_goods": "--goods",
    "main_materials": "--materials",
}
"""The option behind each name that an error of pricing tells."""


def _quoted(args: argparse.Namespace) -> tuple[Fee, FirstPayment | None]:
    try:
        area = Decimal(args.area)
    except InvalidOperation:
        raise Malformed("value.type", "area", expected="square metres, 128.50") from None
    fee = pricing.design_fee(
        inputs.company(args.company).rules.rates,
        tier=pricing.tier(args.tier),
        area=area,
        a6=args.a6,
        area_basis=args.area_basis,
        rounding=args.rounding,
        on=inputs.day(args.on, "on"),
    )
    given = {
        "works": args.works,
        "finished_goods": args.goods,
        "main_materials": args.materials,
    }
    if all(amount is None for amount in given.values()):
        return fee, None
    amounts = {
        name: Money(0) if amount is None else yuan(amount, field=name)
        for name, amount in given.items()
    }
    return fee, first_payment(**amounts, credited=Money(0), rounding=args.rounding)
