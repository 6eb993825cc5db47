"""The commands about customers: demo, import, judge, agenda, quote."""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import TemporaryDirectory

from renoflow import pricing, processes
from renoflow.adapters.sqlite import SqliteStore
from renoflow.attribution import Case, Verdict, gather, judge, open_court, why
from renoflow.calendars import china
from renoflow.cli.output import print_json, print_table, progress_line
from renoflow.cli.policies import find_policy, read_file
from renoflow.codec import read_company, to_data
from renoflow.errors import Malformed
from renoflow.facts import Fact
from renoflow.money import Money, Rounding, yuan
from renoflow.obligations import Obligation
from renoflow.pipeline import Company, agenda, open_company
from renoflow.pricing import AreaBasis, Fee
from renoflow.pricing.presets import first_payment, steward_rate_card
from renoflow.registers import Entry, Intake, Rejected, read_json_rows, read_table, take_in, when
from renoflow.samples import company_toml, showroom
from renoflow.words import text

__all__ = ["agenda_on", "demo", "judge_all", "quote", "take_in_files"]


def demo(args: argparse.Namespace) -> int:
    """The main job on an invented showroom: whose, where, what is due, what to charge."""
    forms = showroom()
    rules = read_company(company_toml())
    company = open_company(rules, china)
    if args.into:
        _write_forms(Path(args.into), forms)
    with TemporaryDirectory() as folder, closing(SqliteStore(f"{folder}/demo.db")) as store:
        rows = (
            row
            for name, table in forms.items()
            for row in read_table(table.splitlines(True), _kind(name), china, file=name)
        )
        took = take_in(rows, store.unit, rules.attribution.identity)
        cases = gather(_facts(store), rules.attribution.identity, china)
    at = china.end(china.at(2024, 3, 15).date())
    verdicts = [judge(company.court, case, at=at) for case in cases]
    owed = agenda(company, cases, at=at, until=at)
    if args.json:
        print_json(
            {
                "import": _intake_data(took),
                "verdicts": [to_data(one) for one in verdicts],
                "agenda": [to_data(one) for one in owed if one.state in {"open", "missed"}],
            }
        )
        return 0
    _print_demo(args.lang, took, company, cases, verdicts, owed, at)
    return 0


def _print_demo(  # noqa: PLR0913, PLR0917 - everything that the demo shows
    lang: str,
    took: Intake,
    company: Company,
    cases: Iterable[Case],
    verdicts: list[Verdict],
    owed: Iterable[Obligation],
    at: datetime,
) -> None:
    heading = _headings(lang)
    print(heading["import"].format(new=took.new, rejected=len(took.rejected)))
    for one in took.rejected[:3]:
        print(f"  {one.file}:{one.row}  {text(one.error, lang)}")
    print()
    print(heading["whose"].format(count=len(verdicts)))
    by_row = Counter(one.rule.partition("#")[2] for one in verdicts)
    for row, count in sorted(by_row.items(), key=lambda pair: (-pair[1], pair[0])):
        print(f"  {count:4}  {row}")
    shown: set[str] = set()
    for verdict in verdicts:
        if verdict.rule not in shown and len(shown) < 4:
            shown.add(verdict.rule)
            print(f"  {text(verdict, lang)}")
    print()
    print(heading["where"])
    stages = Counter(
        standing.stage
        for case in cases
        for standing in processes.journey(company.flow, case.facts, at=at).stages
        if standing.track == "main"
    )
    for stage in company.rules.process.stages:
        if stages.get(stage.id):
            name = stage.zh if lang == "zh" else stage.id
            print(f"  {stages[stage.id]:4}  {name}")
    print()
    print(heading["due"])
    for obligation in [one for one in owed if one.state == "open" and one.due is not None][:6]:
        print(f"  {text(obligation, lang)}")
    print()
    print(heading["charge"])
    print(f"  {text(_fee('director', '128.50', 'building', 'half_up'), lang)}")
    print()
    print(heading["next"])


def _headings(lang: str) -> dict[str, str]:
    if lang == "zh":
        return {
            "import": "导入:{new} 条事实,{rejected} 行被退回:",
            "whose": "归属:{count} 位客户,截至 2024 年 3 月 15 日,依据的规则行:",
            "where": "进度:各阶段的客户数:",
            "due": "待办:最紧迫的几项:",
            "charge": "计价:主任设计师,128.50 平方米:",
            "next": "下一步:renoflow demo --into showroom && "
            "renoflow import showroom/*.csv --db showroom.db",
        }
    return {
        "import": "Imported {new} facts; {rejected} rows were rejected:",
        "whose": "Whose: {count} customers as of 15 March 2024, by the row that decides:",
        "where": "Where: customers by stage:",
        "due": "Due: the most urgent that are still open:",
        "charge": "To charge: a director's design of 128.50 m2:",
        "next": "Next: renoflow demo --into showroom && "
        "renoflow import showroom/*.csv --db showroom.db",
    }


def take_in_files(args: argparse.Namespace) -> int:
    """Forms into a store; 1 if rows were rejected."""
    rules = read_company(company_toml())
    with closing(SqliteStore(args.db)) as store:
        took = take_in(
            _rows(args.files),
            store.unit,
            rules.attribution.identity,
            progress=progress_line("rows"),
        )
    rejects = Path(args.rejects or f"{args.db}.rejects.csv")
    if took.rejected:
        _write_rejects(rejects, took.rejected, args.lang)
    if args.json:
        print_json(_intake_data(took))
    else:
        print(f"{took.new} new, {took.known} known, {len(took.rejected)} rejected")
        for one in took.rejected:
            print(f"{one.file}:{one.row}: {text(one.error, args.lang)}")
        if took.rejected:
            print(f"-> {rejects}")
        for first, second in took.collisions:
            print(f"{first} = {second}?")
    return 1 if took.rejected else 0


def judge_all(args: argparse.Namespace) -> int:
    """Whose customer each one is; 1 if some answer is left to a person."""
    policy = find_policy(args.policy, args.set)
    court = open_court(policy, china)
    at = _instant(args.at, "--at")
    known_at = None if args.known_at is None else _instant(args.known_at, "--known-at")
    with closing(_store(args.db)) as store:
        cases = gather(_facts(store), policy.identity, china, known_at=known_at)
    if args.why:
        customer, party = args.why
        for case in cases:
            if customer in case.records:
                found = why(court, case, party, at=at, known_at=known_at)
                if args.json:
                    print_json(to_data(found))
                else:
                    print(text(found, args.lang))
                return 0
        raise Malformed("cli.customer", "--why")
    verdicts = [judge(court, case, at=at, known_at=known_at) for case in cases]
    if args.json:
        print_json([to_data(one) for one in verdicts])
    else:
        heading = ("customer", "owner", "row", "source", "firmness", "changes")
        if args.lang == "zh":
            heading = ("客户", "归属", "规则行", "来源", "确定程度", "将变于")
        print_table(heading, [_verdict_row(one, args.lang) for one in verdicts])
    return 1 if any(one.credit.question for one in verdicts) else 0


def _verdict_row(one: Verdict, lang: str) -> tuple[str, ...]:
    owners = " + ".join(
        share.party if share.share == 1 else f"{share.party} {share.share}"
        for share in one.credit.shares
    )
    return (
        one.customer,
        owners or f"({one.credit.outcome})",
        one.rule.partition("#")[2],
        one.credit.source,
        one.firmness,
        "" if one.changes_at is None else text(one.changes_at, lang),
    )


def agenda_on(args: argparse.Namespace) -> int:
    """What is due on a day."""
    company = _company(args.company)
    day = when(args.on, "--on", china)
    if isinstance(day, datetime):
        raise Malformed("value.type", "--on", expected="a day, 2024-03-15")
    at = china.start(day)
    with closing(_store(args.db)) as store:
        cases = gather(_facts(store), company.rules.attribution.identity, china)
    owed = [
        one
        for one in agenda(company, cases, at=at, until=china.end(day))
        if (args.who is None or one.who == args.who)
        and (args.all or (one.state in {"open", "missed"} and not one.advice))
    ]
    if args.json:
        print_json([to_data(one) for one in owed])
        return 0
    for one in owed:
        print(text(one, args.lang))
    return 0


def quote(args: argparse.Namespace) -> int:
    """A design fee, and the first payment where contract amounts are given."""
    fee = _fee(args.tier, args.area, args.area_basis, args.rounding, a6=args.a6)
    parts = (args.works, args.goods, args.materials)
    first = None
    if any(parts):
        amounts = [
            Money(0) if part is None else yuan(part, field=f"--{name}")
            for part, name in zip(parts, ("works", "goods", "materials"), strict=True)
        ]
        first = first_payment(
            works=amounts[0],
            finished_goods=amounts[1],
            main_materials=amounts[2],
            credited=Money(0),
            rounding=args.rounding,
        )
    if args.json:
        print_json({"fee": to_data(fee), "first_payment": first and to_data(first)})
        return 0
    print(text(fee, args.lang))
    if first is not None:
        print(text(first, args.lang))
    return 0


def _fee(tier: str, area: str, basis: AreaBasis, rounding: Rounding, *, a6: bool = False) -> Fee:
    try:
        square_metres = Decimal(area)
    except InvalidOperation:
        raise Malformed("value.type", "--area", expected="square metres, 128.50") from None
    return pricing.design_fee(
        steward_rate_card,
        tier=pricing.tier(tier, field="--tier"),
        area=square_metres,
        a6=a6,
        area_basis=basis,
        rounding=rounding,
        on=china.day(datetime.now(UTC)),
    )


def _rows(files: Iterable[str]) -> Iterator[Entry | Rejected]:
    for name in files:
        path = Path(name)
        written = read_file(path)
        if path.suffix == ".json":
            yield from read_json_rows(written, china, file=path.name)
        else:
            lines = written.splitlines(keepends=True)
            yield from read_table(lines, _kind(path.name), china, file=path.name)


def _kind(file: str) -> str:
    return Path(file).name.partition(".")[0]


def _write_forms(folder: Path, forms: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in forms.items():
        (folder / name).write_text(table, encoding="utf-8")
    (folder / "company.toml").write_text(company_toml(), encoding="utf-8")


def _write_rejects(path: Path, rejected: Iterable[Rejected], lang: str) -> None:
    """The rejected rows as they were, each with where it stood and what was expected."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "row", "column", "expected", "written"))
        for one in rejected:
            written = json.dumps(dict(one.written), ensure_ascii=False, default=str)
            writer.writerow((one.file, one.row, one.column, text(one.error, lang), written))


def _store(path: str) -> SqliteStore:
    if not Path(path).is_file():
        raise Malformed("cli.store", "--db")
    return SqliteStore(path)


def _facts(store: SqliteStore) -> Iterator[Fact]:
    after = ""
    while customers := store.history.keys(after):
        for customer in customers:
            yield from store.history.load(customer).facts
        after = customers[-1]


def _company(file: str | None) -> Company:
    written = company_toml() if file is None else read_file(Path(file))
    return open_company(read_company(written), china)


def _instant(written: str | None, field: str) -> datetime:
    if written is None:
        return china.local(datetime.now(UTC))
    read = when(written, field, china)
    return read if isinstance(read, datetime) else china.end(read)


def _intake_data(took: Intake) -> dict[str, object]:
    return {
        "new": took.new,
        "known": took.known,
        "rejected": [
            {"file": one.file, "row": one.row, **one.error.to_dict()} for one in took.rejected
        ],
        "collisions": [list(pair) for pair in took.collisions],
    }
