"""The pages: every link leads somewhere, every page is found, the words are the code's.

What they show of Python runs through ``conftest.py``; what they show of the command runs here.
"""

import doctest
import importlib
import re
import shlex
from pathlib import Path
from typing import get_args

import pytest
from tools import facts_page

from renoflow.attribution import (
    Adjustment,
    Approval,
    Audit,
    Bands,
    Base,
    Cap,
    Chapter,
    Claim,
    ClaimLimit,
    ClaimStatus,
    Decider,
    Ground,
    GroundRate,
    Identity,
    KeyRule,
    Ladder,
    Leaver,
    Level,
    Name,
    OnDays,
    Outcome,
    OutcomeKind,
    OwnRate,
    Part,
    Pick,
    Policy,
    Question,
    Release,
    Reversal,
    Rota,
    Sanction,
    Skip,
    Term,
    Transfer,
    Whom,
)
from renoflow.cli import main
from renoflow.facts import KINDS, Field, Kind
from renoflow.limits import Every, Extension, Grace, Limit, Stretch
from renoflow.obligations import Duty
from renoflow.periods import Counting, Edge, Roll, Running
from renoflow.pricing import CONTRACT_TYPES, TIERS, Due, Plan
from renoflow.pricing import Part as PlanPart
from renoflow.processes import Move, Process, Requirement, Stage, StageKind
from renoflow.select import Anchor, DayReading, Facts, Match, Op, Relation, Row, Table, Test, Total

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# What docs/language.md tells of.
ROWS = (
    *(Facts, Match, Anchor, Test, Total, Row, Table),
    *(Limit, Every, Extension, Grace, Stretch),
    *(Policy, Claim, Approval, ClaimLimit, Ground, Pick, Outcome, Part, Decider, Adjustment),
    *(Audit, Chapter, Transfer, Whom, Rota, OnDays, Skip, Name, Ladder, Level, Sanction),
    *(Term, Base, Bands, OwnRate, GroundRate, Release, Cap, Leaver, Reversal),
    *(Identity, KeyRule, Process, Stage, Move, Requirement, Duty, Plan, PlanPart, Due),
    *(Kind, Field),
)
WORDS = (
    *(Op, Relation, DayReading, Counting, Edge, Roll, Running),
    *(ClaimStatus, OutcomeKind, Question, StageKind),
)


def name(page):
    return str(page.relative_to(ROOT))


def links(page):
    """The pages of ours that *page* links, each with the anchor or an empty text."""
    for target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if "://" not in target:
            path, _, anchor = target.partition("#")
            yield ((page.parent / path).resolve() if path else page), anchor


def anchors(page):
    """The anchors of the headings of *page*."""
    headings = re.findall(
        r"^#+ (.+)$", CODE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", one).strip().lower().replace(" ", "-") for one in headings}


def test_every_link_leads_to_a_page_of_ours():
    """Without it a reader would be sent to a page that was never written, or renamed."""
    assert [
        (name(page), to.name) for page in PAGES for to, _ in links(page) if not to.exists()
    ] == []


def test_every_anchor_is_a_heading():
    """Without it a link would drop its reader at the top of a long page."""
    wrong = [
        (name(page), to.name, anchor)
        for page in PAGES
        for to, anchor in links(page)
        if anchor and anchor not in anchors(to)
    ]
    assert wrong == []


def test_every_page_is_found_from_the_first():
    """Without it a page could be there and nobody would ever read it."""
    found, waiting = set(), [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page not in found and page.exists():
            found.add(page)
            waiting += [to for to, _ in links(page) if to.suffix == ".md"]
    assert sorted(map(name, set(DOCS.rglob("*.md")) - found)) == []


def test_every_decision_has_a_line_in_the_list():
    """Without it the reasons would be there and not be listed; in the order of their numbers."""
    listed = [to.name for to, _ in links(DOCS / "decisions" / "index.md")]
    assert listed == sorted(page.name for page in (DOCS / "decisions").glob("0*.md"))


# --- the words -------------------------------------------------------------------------------


def glossary():
    """The rows of the glossary: English, Chinese, definition, where in the code."""
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return rows[1:]


def resolved(path):
    """The thing at a dotted path: a module, then its public names, then fields of these."""
    thing = importlib.import_module("renoflow")
    done = "renoflow"
    for part in path.split(".")[1:]:
        done += f".{part}"
        fields = {one.name for one in getattr(thing, "__attrs_attrs__", ())}
        if part in fields:
            return part
        if not hasattr(thing, part):
            importlib.import_module(done)
        thing = getattr(thing, part)
    return thing


@pytest.mark.parametrize("row", glossary(), ids=lambda row: row[0])
def test_every_word_lives_in_the_code(row):
    """Without it the glossary would define words that nothing uses."""
    english, chinese, meaning, where = row
    assert english
    assert meaning
    assert any("\u4e00" <= one <= "\u9fff" for one in chinese)
    assert resolved(where.strip("`")) is not None


def test_the_glossary_is_in_order_and_has_each_word_once():
    """Without it a reader would not find a word, or find two meanings."""
    words = [row[0] for row in glossary()]
    assert words == sorted(set(words))


def test_every_fact_kind_is_called_what_the_code_calls_it():
    """Without it a page, a form and a verdict could call one happening by two names."""
    said = {row[3].strip("`"): row for row in glossary()}
    wanted = {f"renoflow.facts.{one.name}": (one.name, one.zh) for one in KINDS.values()}
    told = {
        where: (said[where][0].replace(" ", "_"), said[where][1])
        for where in wanted
        if where in said
    }
    assert told == wanted


def test_tiers_and_contracts_are_called_what_the_code_calls_them():
    """Without it a price list and the glossary could name a tier differently."""
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    assert all(f"{code} {chinese}" in text for code, chinese in TIERS.items())
    assert [row[1] for row in glossary() if row[0] == "contract"] == ["合同"]
    assert all(chinese.endswith("合同") for chinese in CONTRACT_TYPES.values())


def test_the_table_of_facts_is_that_of_the_code():
    """Without it a policy would name a field that is gone; run python -m tools.facts_page."""
    page = facts_page.PAGE.read_text(encoding="utf-8")
    assert facts_page.updated(page) == page


def named(page):
    """Every word that stands in code inside the sentences and tables of *page*."""
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    return set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]*`", text))))


@pytest.mark.parametrize("record", ROWS, ids=lambda record: record.__name__)
def test_every_field_of_the_language_has_its_line(record):
    """Without it somebody who writes rules would have to read the source for what is new."""
    wire = {"kinds": "fact"} if record is Facts else {"having": "with", "negated": "not"}
    fields = {wire.get(one.name, one.name) for one in record.__attrs_attrs__}
    assert fields - named(DOCS / "language.md") == set()


@pytest.mark.parametrize("words", WORDS, ids=str)
def test_every_word_of_the_language_has_its_line(words):
    """Without it a word out of a closed list could only be found by being refused."""
    wanted = {{"not_in": "not"}.get(one, one) for one in get_args(words)}
    assert wanted - named(DOCS / "language.md") == set()


# --- the command -----------------------------------------------------------------------------


def commands(page):
    """What a page types, each with what it shows for it, or None where it shows nothing."""
    for language, block in FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "console":
            yield from re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
        elif not language:
            for line in block.splitlines():
                if line.startswith("renoflow "):
                    yield line, None


def run(typed, folder, capsys):
    """What one line prints; files are those of *folder*, and ``> FILE`` writes there."""
    words = shlex.split(typed, comments=True)
    assert words.pop(0) == "renoflow"
    into = None
    if ">" in words:
        *words, _, into = words
    words = [
        file
        for word in words
        for file in (sorted(map(str, folder.glob(word))) if "*" in word else [word])
    ]
    code = main([file.removeprefix(f"{folder}/") for file in words])
    printed = capsys.readouterr()
    assert code in (0, 1), printed.err
    if into is not None:
        (folder / into).write_text(printed.out, encoding="utf-8")
        return ""
    return printed.out


def test_every_command_of_the_pages_does_what_they_show(tmp_path, monkeypatch, capsys):
    """Without it the first line that a stranger types could fail. ``...`` stands for anything."""
    monkeypatch.chdir(tmp_path)
    compare = doctest.OutputChecker().check_output
    done = set()
    for typed, shown in (*commands(DOCS / "command.md"), *commands(ROOT / "README.md")):
        words = tuple(shlex.split(typed, comments=True))
        if shown is None and words in done:
            continue
        done.add(words)
        printed = run(typed, tmp_path, capsys)
        if shown is not None:
            assert compare(shown, printed, doctest.ELLIPSIS), f"$ {typed}\n{printed}"
    told = {"demo", "import", "judge", "agenda", "quote", "plan", "settle", "policy"}
    assert {words[1] for words in done} == told
