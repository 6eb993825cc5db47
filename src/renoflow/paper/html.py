"""A paper as one HTML file that prints on A4 and needs nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from renoflow.money import capitals
from renoflow.paper.records import Column, Paper, Row, Sum, Table
from renoflow.words.voice import Voice

__all__ = ["html", "safe"]

_SHORT: Final = 10
_LANGS: Final = {"en": "en", "zh": "zh-Hans"}

_STYLE: Final = """\
@page { size: A4; margin: 16mm 15mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 180mm; padding: 8mm 0; color: #000; background: #fff;
  font: 10pt/1.45 "Helvetica Neue", Arial, "Noto Sans CJK SC", "Source Han Sans SC",
    "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif; }
@media print { body { max-width: none; padding: 0; } }
header { border-bottom: 1.5pt solid #000; margin-bottom: 5mm; }
.company { margin: 0; font-size: 11pt; }
h1 { margin: 1mm 0 3mm; font-size: 19pt; font-weight: bold; }
h2 { margin: 5mm 0 1.5mm; font-size: 11pt; break-after: avoid; }
dl { display: flex; flex-wrap: wrap; margin: 0 0 3mm; gap: 1.5mm 8mm; }
dl div { display: flex; gap: 2mm; }
dt { color: #444; }
dd { margin: 0; }
.blank { display: inline-block; min-width: 45mm; border-bottom: .5pt solid #000; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding: 5mm 0 1.5mm; font-size: 11pt; font-weight: bold; text-align: left; }
main > table:first-child caption { padding-top: 0; }
thead { display: table-header-group; }
tr, .short { break-inside: avoid; }
th, td { padding: 1mm 1.5mm; border-bottom: .4pt solid #aaa; text-align: left;
  vertical-align: top; font-weight: 400; overflow-wrap: break-word;
  word-break: keep-all; }
thead th { border-bottom: 1pt solid #000; font-weight: bold; vertical-align: bottom; }
.number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; }
.head th { padding-top: 3mm; font-weight: bold; break-after: avoid; }
.sum, .total { break-before: avoid; }
.sum th, .sum td { border-bottom: .8pt solid #000; font-weight: bold; }
.total th, .total td { border-top: 1.2pt solid #000; border-bottom: 1.2pt solid #000;
  font-weight: bold; }
.sums { margin-top: 5mm; break-inside: avoid; }
.sums div { display: flex; width: 100%; gap: 4mm; padding: 1mm 1.5mm;
  border-bottom: .4pt solid #aaa; }
.sums dl { gap: 0; }
.sums dt { flex: 0 0 45mm; color: #000; }
.sums dd { flex: 1; }
.sums .number { flex: 0 0 38mm; font-weight: bold; }
ul { margin: 0; padding-left: 5mm; }
li { margin: .6mm 0; }
.open { border: 1pt solid #000; padding: 0 4mm 3mm; margin-top: 5mm; break-inside: avoid; }
.signs { display: flex; gap: 15mm; margin-top: 12mm; break-inside: avoid; }
.signs div { flex: 1; }
.signs p { margin: 0 0 9mm; }
.line { border-top: .5pt solid #000; padding-top: 1mm; color: #444; }
figure { margin: 5mm 0 0; break-inside: avoid; }
svg { display: block; max-width: 100%; height: auto; }
"""

# What HTML does not allow anywhere: controls but for tab and line end, half characters and
# the points that are no characters.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def html(paper: Paper, *, words: Mapping[str, str] | None = None) -> str:
    """*paper* as HTML, to be written as UTF-8: one page of text that stands by itself.

    It holds its style, no script and nothing from elsewhere; the same paper is the same
    text, byte for byte. Everything in it is escaped. Sums stand in figures and in capital
    numerals. *words* are a host's, by code before ours: ``money`` for another currency.

    Raises:
        Malformed: ``money.range`` for a sum that has no capital numerals.
    """
    v = Voice.of(paper.lang, words)
    name = f"{paper.title} {paper.name}".strip()
    lines = [
        "<!doctype html>",
        f'<html lang="{_LANGS[paper.lang]}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{safe(name)}</title>",
        f"<style>\n{_STYLE}</style>",
        "</head>",
        "<body>",
        *_header(paper),
        "<main>",
    ]
    for one in paper.tables:
        lines += _table(one)
    if paper.drawing:
        lines += ["<figure>", paper.drawing.rstrip("\n"), "</figure>"]
    if paper.sums:
        lines += _sums(v, paper)
    for title, cls, said in (
        ("paper.open", "open", paper.open),
        ("paper.notes", "notes", paper.notes),
    ):
        if said:
            items = (f"<li>{safe(one)}</li>" for one in said)
            lines += [f'<section class="{cls}">', f"<h2>{safe(v.say(title))}</h2>"]
            lines += ["<ul>", *items, "</ul>", "</section>"]
    lines += ["</main>", *_signs(v, paper), "</body>", "</html>"]
    return "\n".join(lines) + "\n"


def safe(text: str) -> str:
    """*text* as HTML and SVG may hold it."""
    return escape(_FORBIDDEN.sub("\ufffd", text))


def _header(paper: Paper) -> Iterator[str]:
    yield "<header>"
    if paper.company:
        yield f'<p class="company">{safe(paper.company)}</p>'
    yield f"<h1>{safe(paper.title)}</h1>"
    yield "<dl>"
    for label, value in paper.facts:
        shown = safe(value) if value else '<span class="blank"></span>'
        yield f"<div><dt>{safe(label)}</dt><dd>{shown}</dd></div>"
    yield "</dl>"
    yield "</header>"


def _table(one: Table) -> Iterator[str]:
    # A table of a few rows stands on one page.
    yield '<table class="short">' if len(one.rows) <= _SHORT else "<table>"
    yield f"<caption>{safe(one.caption)}</caption>"
    heads = "".join(
        f'<th scope="col"{_class(column)}>{safe(column.label)}</th>' for column in one.columns
    )
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for place, row in enumerate(one.rows):
        if place and row.kind in ("head", "total"):
            # Each group of rows is a body of its own, so that its head is the head of it alone.
            yield "</tbody>"
            yield "<tbody>"
        if row.kind == "head":
            span = len(one.columns)
            name = safe(row.cells[0])
            yield f'<tr class="head"><th scope="rowgroup" colspan="{span}">{name}</th></tr>'
        else:
            yield _row(row, one.columns)
    yield "</tbody>"
    yield "</table>"


def _row(row: Row, columns: tuple[Column, ...]) -> str:
    cells = []
    for place, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        css = _class(column)
        cells.append(
            f"<td{css}>{safe(cell)}</td>" if place else f'<th scope="row"{css}>{safe(cell)}</th>'
        )
    start = "<tr>" if row.kind == "line" else f'<tr class="{row.kind}">'
    return f"{start}{''.join(cells)}</tr>"


def _class(column: Column) -> str:
    return ' class="number"' if column.number else ""


def _sums(v: Voice, paper: Paper) -> Iterator[str]:
    yield '<section class="sums">'
    yield "<dl>"
    yield from (_sum(v, one) for one in paper.sums)
    yield "</dl>"
    yield "</section>"


def _sum(v: Voice, one: Sum) -> str:
    figures = safe(v.money(one.amount))
    words = safe(v.say("paper.currency") + capitals(one.amount))
    return (
        f"<div><dt>{safe(one.label)}</dt>"
        f'<dd class="number">{figures}</dd>'
        f'<dd>{safe(v.say("paper.capitals"))}<span lang="zh-Hans">{words}</span></dd></div>'
    )


def _signs(v: Voice, paper: Paper) -> Iterator[str]:
    if not paper.signs:
        return
    yield '<footer class="signs">'
    for one in paper.signs:
        place = safe(v.say("paper.sign"))
        yield f'<div><p>{safe(one)}</p><p class="line">{place}</p></div>'
    yield "</footer>"
