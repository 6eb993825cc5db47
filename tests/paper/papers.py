"""What the tests of paper share: the sample job, and every paper that can be made of it."""

from datetime import date
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser

from renoflow.calendars import china
from renoflow.codec import from_toml
from renoflow.money import yuan
from renoflow.paper import (
    account_statement,
    payment_plan,
    plan_change,
    quotation,
    settlement_sheet,
)
from renoflow.pricing import (
    Interest,
    LedgerTerms,
    Plan,
    Tariff,
    ledger,
    replan,
    settle,
)
from renoflow.registers import Entry, make_quote, read_json_rows, read_quote, read_settlement
from renoflow.samples import sample

__all__ = ["Tags", "book", "changed", "due", "facts", "papers", "plan", "quote", "sheet"]

TERMS = LedgerTerms(
    allocation="plan",
    as_told=True,
    changes=from_toml(sample("terms.toml"), LedgerTerms).changes,
    interest=Interest(rate=Fraction(1, 2000), per="day", rounding="half_up"),
)


@cache
def facts():
    rows = read_json_rows(sample("job.json"), china, file="job.json")
    return tuple(row.fact for row in rows if isinstance(row, Entry))


@cache
def quote():
    tariff = from_toml(sample("tariff.toml"), Tariff)
    return make_quote(read_quote(sample("quote.toml")), {"tariff.toml": tariff})


@cache
def plan():
    return from_toml(sample("plan.toml"), Plan)


@cache
def book(day=date(2024, 5, 11)):
    return ledger(plan(), facts(), china, at=china.end(day), terms=TERMS)


@cache
def due():
    return {line.part.id: line.due for line in book().lines if line.due is not None}


@cache
def changed():
    old = book(date(2024, 4, 30))
    paid = {line.part.id: line.paid for line in old.lines}
    totals = {**dict(old.schedule.totals), "works": yuan(90_000)}
    return replan(old.schedule, paid, plan(), totals, base="open")


@cache
def sheet():
    asked = read_settlement(sample("settlement.toml"))
    return settle(
        plan(),
        facts(),
        china,
        terms=from_toml(sample("terms.toml"), LedgerTerms),
        retention=asked.retention,
        delayed=asked.delayed,
        at=china.end(date(2024, 6, 30)),
    )


def papers(lang, words=None):
    """Every kind of paper in *lang*, by name."""
    return {
        "quote": quotation(quote(), lang, words=words),
        "plan": payment_plan(book().schedule, lang, due=due(), words=words),
        "change": plan_change(changed(), lang, words=words),
        "settlement": settlement_sheet(sheet(), lang, words=words),
        "account": account_statement(book(), lang, words=words),
    }


VOID = {"meta", "circle", "line"}


class Tags(HTMLParser):
    """The tags of a page with their attributes; fails where one is not closed in order."""

    def __init__(self, page):
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, tag):
        """The attributes of every *tag*."""
        return [attrs for name, attrs, _ in self.found if name == tag]
