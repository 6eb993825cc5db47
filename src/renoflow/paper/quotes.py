"""The quotation (报价单) that a customer is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from renoflow.paper.records import Paper, Row, Sum, Table
from renoflow.paper.writing import amount, columns, day, named, number, sum_row
from renoflow.pricing import SPECIFICATION, Quote, QuoteLine, check_quote
from renoflow.words import text
from renoflow.words.voice import Voice

__all__ = ["quotation"]


def quotation(quote: Quote, lang: str, *, words: Mapping[str, str] | None = None) -> Paper:
    """*quote* as a paper: groups, contracts, material specification, validity, signatures.

    What keeps it from being complete (:func:`~renoflow.pricing.check_quote`) stands on it.

    Args:
        quote: The quote.
        lang: ``en`` or ``zh``.
        words: A host's words by code before ours: ``paper.company`` is the name of the
            company at the top, ``item.`` and a code what is offered, ``group.`` and a code
            what a group of lines is called, ``brand.``, ``grade.`` and
            ``environmental_class.`` the company's codes of materials.

    Raises:
        Malformed: ``value.choice`` for another language.
    """
    v = Voice.of(lang, words)
    tables = [_lines(v, quote), _contracts(v, quote)]
    if any(one.material is not None for one in quote.lines):
        tables.append(_materials(v, quote))
    return Paper(
        lang=v.lang,
        company=v.label("paper", "company"),
        title=v.label("paper", "quote"),
        name=quote.name,
        facts=(
            (v.label("paper", "number"), quote.id),
            (v.label("paper", "revision"), str(quote.revision)),
            (v.label("paper", "date"), day(v, quote.on)),
            (v.label("paper", "valid_through"), day(v, quote.valid_through)),
            (v.label("paper", "customer"), ""),
        ),
        tables=tuple(tables),
        sums=(Sum(label=v.label("paper", "total"), amount=quote.total),),
        notes=(
            v.say("paper.rounded", rounding=v.label("rounding", quote.rounding)),
            v.say("paper.accept", last=day(v, quote.valid_through)),
        ),
        open=tuple(text(one, v.lang, words) for one in check_quote(quote, on=quote.on)),
        signs=(v.label("paper", "customer"), v.label("paper", "for_company")),
    )


def _lines(v: Voice, quote: Quote) -> Table:
    rows: list[Row] = []
    for group, subtotal in quote.groups:
        rows.append(Row(cells=(named(v, "group", group),), kind="head"))
        rows += [_line(v, one) for one in quote.lines if one.group == group]
        rows.append(sum_row(v, "subtotal", "", "", "", amount(subtotal)))
    rows.append(sum_row(v, "total", "", "", "", amount(quote.total)))
    return Table(
        caption=v.label("paper", "items"),
        columns=columns(
            v,
            *("item", "quantity", "unit", "unit_price", "amount"),
            numbers=("quantity", "unit_price", "amount"),
        ),
        rows=tuple(rows),
    )


def _line(v: Voice, one: QuoteLine) -> Row:
    return Row(
        cells=(
            named(v, "item", one.item),
            number(one.quantity),
            named(v, "unit", one.unit),
            amount(one.unit_price),
            amount(one.amount),
        )
    )


def _contracts(v: Voice, quote: Quote) -> Table:
    return Table(
        caption=v.label("paper", "contracts"),
        columns=columns(v, "component", "amount", numbers=("amount",)),
        rows=(
            *(
                Row(cells=(v.label("component", name), amount(sum_)))
                for name, sum_ in quote.components
            ),
            sum_row(v, "total", amount(quote.total)),
        ),
    )


def _materials(v: Voice, quote: Quote) -> Table:
    return Table(
        caption=v.label("paper", "materials"),
        columns=(*columns(v, "item"), *columns(v, *SPECIFICATION)),
        rows=tuple(
            Row(cells=(named(v, "item", one.item), *_specified(v, one)))
            for one in quote.lines
            if one.material is not None
        ),
    )


def _specified(v: Voice, one: QuoteLine) -> Iterator[str]:
    for name in SPECIFICATION:
        code = str(getattr(one.material, name))
        yield named(v, name, code) if code else v.label("paper", "not_told")
