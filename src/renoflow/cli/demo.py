"""The demonstration: the main job on an invented showroom, on one screen."""

from __future__ import annotations

import argparse
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from renoflow import pricing
from renoflow.adapters.sqlite import SqliteStore
from renoflow.attribution import Case, Verdict, gather, judge, why
from renoflow.calendars import china
from renoflow.cli import inputs
from renoflow.cli.commands import intake_data, records
from renoflow.cli.output import counted, either, indented, place_of, print_json
from renoflow.codec import to_data
from renoflow.errors import Malformed
from renoflow.money import Money
from renoflow.obligations import Obligation
from renoflow.pipeline import Company, agenda, journey
from renoflow.pricing import Fee, FirstPayment
from renoflow.pricing.presets import first_payment
from renoflow.registers import Entry, Rejected, read_table, take_in
from renoflow.samples import SAMPLES, company_toml, sample, showroom
from renoflow.words import text

__all__ = ["demo"]

_DAY: Final = date(2024, 3, 29)  # a Friday, so that there are sites to call
_SHOWN: Final = 6
_NEXT: Final = """\
renoflow demo --into showroom
renoflow import showroom/*.csv --db showroom.db
renoflow judge --db showroom.db --policy showroom/company.toml --at 2024-03-29
renoflow agenda --db showroom.db --on 2024-03-29
renoflow quote showroom/quote.toml --html quote.html
"""


def demo(args: argparse.Namespace) -> int:
    """Whose, why, where, what is due, what to charge; always of one invented morning."""
    forms = showroom()
    if args.into:
        job = {name: sample(name) for name in SAMPLES}
        _write_forms(Path(args.into), {**forms, **job, "company.toml": company_toml()})
    company = inputs.company(None)
    identity = company.rules.identity
    rejected: list[Rejected] = []
    with TemporaryDirectory() as folder, closing(SqliteStore(f"{folder}/demo.db")) as store:
        took = take_in(_rows(forms), store.unit, identity, reject=rejected.append)
        cases = gather(inputs.facts(store), identity, china)
    at = china.start(_DAY)
    judged = [(case, judge(company.court, case, at=at)) for case in cases]
    owed = [
        one
        for one in agenda(company, cases, at=at, until=china.end(_DAY))
        if one.state in {"open", "missed"}
    ]
    fee, first = _charged(company)
    if args.json:
        print_json(
            {
                "import": intake_data(took, rejected),
                "verdicts": [to_data(verdict) for _, verdict in judged],
                "agenda": [to_data(one) for one in owed],
                "fee": to_data(fee),
                "first_payment": to_data(first),
            }
        )
        return 0

    lang = args.lang

    def head(english: str, chinese: str) -> None:
        print(f"\n{either(lang, english, chinese)}")

    print(
        either(
            lang,
            "An invented showroom on the morning of Friday 29 March 2024, from its forms alone.",
            "一家虚构的展厅，2024 年 3 月 29 日（周五）早晨，全部依据其表单。",
        )
    )
    head(
        f"Import: {took.new} facts, {took.rejected} rows rejected, such as",
        f"导入：{took.new} 条事实，退回 {took.rejected} 行，例如",
    )
    print(indented(place_of(rejected[0], lang)))
    rows = Counter(verdict.rule.partition("#")[2] for _, verdict in judged)
    head(
        f"Whose? {len(cases)} customers, by the row of {judged[0][1].policy} that decides:",
        f"归谁？{len(cases)} 位客户，按 {judged[0][1].policy} 中起决定作用的行：",
    )
    print(indented(counted(rows.items())))
    case, verdict, loser = _contested(judged)
    head(
        f"Why? {records(case)}, one phone filed by two people:",
        f"为何？{records(case)}，两人报备了同一电话：",
    )
    print(indented(text(verdict, lang)))
    print(indented(text(why(company.court, case, loser, at=at), lang)))
    _print_stages(company, cases, lang)
    _print_due(owed, lang)
    head("What to charge? A director's design of 128.50 m2 and three contracts:", _CHARGE_ZH)
    print(indented(text((fee, first), lang)))
    head("Next:", "下一步：")
    print(indented(_NEXT))
    return 0


_CHARGE_ZH: Final = "收多少？主任设计师，128.50 平方米，三份合同："


def _print_stages(company: Company, cases: Sequence[Case], lang: str) -> None:
    stages = Counter(journey(company, case, at=china.start(_DAY)).stage() for case in cases)
    names = {stage.id: stage.zh for stage in company.rules.process.stages}
    print(f"\n{either(lang, 'Where? Customers by stage:', '到哪一步？各阶段的客户数：')}")
    print(
        indented(
            counted(
                (either(lang, stage.replace("_", " "), names[stage]), count)
                for stage, count in stages.items()
            )
        )
    )


def _print_due(owed: Sequence[Obligation], lang: str) -> None:
    due = [one for one in owed if one.state == "open" and one.due is not None]
    missed = [one for one in owed if one.state == "missed"]
    print(
        "\n"
        + either(
            lang,
            f"Due today? {len(due)}; missed before and not done: {len(missed)}. Such as",
            f"今天应办？{len(due)} 项；此前逾期未办 {len(missed)} 项。例如",
        )
    )
    shown: dict[str, Obligation] = {}
    for one in (*due, *reversed(missed)):
        shown.setdefault(one.what, one)
    print(indented("\n".join(text(one, lang) for one in list(shown.values())[:_SHOWN])))


def _contested(judged: Sequence[tuple[Case, Verdict]]) -> tuple[Case, Verdict, str]:
    """The first customer of two records who has an owner, and somebody who is not."""
    for case, verdict in judged:
        losers = {claim.party for claim in verdict.docket} - {verdict.owner}
        if len(case.records) > 1 and verdict.owner is not None and losers:
            return case, verdict, min(losers)
    raise AssertionError  # pragma: no cover - the showroom is always the same


def _charged(company: Company) -> tuple[Fee, FirstPayment]:
    fee = pricing.design_fee(
        company.rules.rates,
        tier="director",
        area=Decimal("128.50"),
        area_basis="building",
        rounding="half_up",
        on=_DAY,
    )
    first = first_payment(
        works=Money(100_000_00),
        finished_goods=Money(30_000_00),
        main_materials=Money(50_000_00),
        credited=Money(0),
        rounding="half_up",
    )
    return fee, first


def _rows(forms: Mapping[str, str]) -> Iterator[Entry | Rejected]:
    for name, table in forms.items():
        kind = name.partition(".")[0]
        yield from read_table(io.StringIO(table, newline=""), kind, china, file=name)


def _write_forms(folder: Path, forms: Mapping[str, str]) -> None:
    """Write the forms; a file of somebody else's is not written over."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, written in forms.items():
        path = folder / name
        if path.exists() and path.read_bytes() != written.encode():
            raise Malformed("cli.exists", str(path))
    for name, written in forms.items():
        (folder / name).write_bytes(written.encode())
