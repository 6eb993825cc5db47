"""Both languages are complete: every code of the library has its words, and no word is idle."""

import ast
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import get_args, get_type_hints

import attrs
import pytest

import renoflow
from renoflow.attribution import (
    ClaimStatus,
    Firmness,
    OutcomeKind,
    Question,
    Step,
    presets,
)
from renoflow.errors import SENTENCES, sentences
from renoflow.facts import KINDS
from renoflow.limits import Status
from renoflow.money import Rounding
from renoflow.obligations import ObligationState
from renoflow.periods import Block
from renoflow.periods.spans import Unit
from renoflow.pipeline.customers import DEVELOPMENT, FILE_FORMS
from renoflow.pipeline.figures import BLOCKS, CONSEQUENCES, REPORT
from renoflow.pipeline.gradings import ACCOUNT_CRITERIA, ValueFactors
from renoflow.pricing import COMPONENTS, PLACES, SPECIFICATION, WORKS, AreaBasis, ChargeKind
from renoflow.processes import DeviationState
from renoflow.select import Anchor, Op, Relation
from renoflow.words import en, zh

NARROW = re.compile("(?<=[\u4e00-\u9fff])[,:;?()]|[,:;?()](?=[\u4e00-\u9fff])")
SRC = Path(renoflow.__file__).parent
EN, ZH = dict(en.TEMPLATES), dict(zh.TEMPLATES)
TREES = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for path in SRC.rglob("*.py")
    if "testing" not in path.parts  # what is made up there is said to nobody
}
CARRIERS = {"Reason", "_linted", "_noted", "reason"}
ERRORS = {"Conflict", "Malformed", "Refused", "because", "one_of"}


def called(node):
    name = node.func
    return name.id if isinstance(name, ast.Name) else getattr(name, "attr", "")


def written(node):
    """The text that stands there, or none."""
    known = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if known else ""


def words_of(node, scope):
    """The texts that an expression can be; a name by what its function puts into it."""
    match node:
        case ast.Constant(value=str(word)):
            return {word}
        case ast.IfExp(body=one, orelse=other):
            return words_of(one, scope) | words_of(other, scope)
        case ast.Name(id=name):
            values = [
                one.value
                for one in ast.walk(scope)
                if isinstance(one, ast.Assign)
                and any(isinstance(t, ast.Name) and t.id == name for t in one.targets)
            ]
            return {word for value in values for word in words_of(value, ast.Module([], []))}
        case _:
            return set()


def scopes(tree):
    """Every call with the innermost function around it."""

    def walk(node, scope):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield child, scope
            yield from walk(child, child if isinstance(child, ast.FunctionDef) else scope)

    return walk(tree, tree)


def codes(carriers):
    found = set()
    for tree in TREES.values():
        for call, scope in scopes(tree):
            if called(call) in carriers and call.args:
                found |= words_of(call.args[0], scope)
    return found


def keywords(name):
    """What is given as *name* anywhere in the library, as far as it is written out."""
    return {
        written(one.value)
        for tree in TREES.values()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for one in call.keywords
        if one.arg == name and written(one.value)
    }


def literal(record, field):
    """The words of a field that is a ``Literal``."""
    return set(get_args(get_type_hints(record)[field]))


def built():
    """Claims, approvals, stages and roles of the shipped rows."""
    calls = [
        (called(call), {one.arg: one.value for one in call.keywords})
        for tree in TREES.values()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
    ]

    def told(names, field):
        return {
            written(given.get(field))
            for name, given in calls
            if name in names and written(given.get(field))
        }

    return {
        "basis": told({"Claim"}, "basis"),
        "approval": told({"Approval"}, "id"),
        "role": told({"Approval", "Decider"}, "role") | told({"Claim"}, "party"),
        "stage": told({"Stage"}, "id"),
        "need": told({"Need"}, "id"),
    }


def group(name, members):
    return {f"{name}.{member}" for member in members}


SHIPPED = built()
CHOICES = {value for kind in KINDS.values() for field in kind.fields for value in field.values}
WHO = (keywords("who") | SHIPPED["role"] | keywords("collector")) - {"self"}
MEASURED = {
    *(one.name for one in attrs.fields(ValueFactors)),
    *ACCOUNT_CRITERIA,
    *FILE_FORMS,
    *(one.of for one in CONSEQUENCES),
    *("service", "quality", "progress"),  # what a survey asks about (KPI-05)
    *("communication", "development"),
}
BLANKS = {
    *(
        item
        for form in (*FILE_FORMS.values(), *BLOCKS, DEVELOPMENT, REPORT)
        for item in form.items
    ),
    *("surname", "birthday", "wechat", "qq", "email", "colour", "at", "content", "result"),
}
READINGS = {
    name.value
    for tree in TREES.values()
    for call in ast.walk(tree)
    if isinstance(call, ast.Call)
    for one in call.keywords
    if one.arg == "readings"
    for pair in ast.walk(one.value)
    if isinstance(pair, ast.Tuple) and len(pair.elts) == 2
    for name in pair.elts[:1]
    if isinstance(name, ast.Constant)
}
NEEDED = (
    codes(CARRIERS)
    | group("what", keywords("what") | {f"collect_{one}" for one in (*COMPONENTS, "all")})
    | group("basis", SHIPPED["basis"])
    | group("approval", SHIPPED["approval"])
    | group("role", WHO | {"self", "owner", "by", "company", "customer"})
    | group("stage", SHIPPED["stage"])
    | group("outcome", get_args(OutcomeKind))
    | group("status", {*get_args(ClaimStatus), "in_force"})
    | group("why", set(get_args(ClaimStatus)) - {"void", "lapsed"})
    | group("step", literal(Step, "status"))
    | group("limit_state", get_args(Status))
    | group("due", get_args(ObligationState))
    | group("deviation", get_args(DeviationState))
    | group("firm", get_args(Firmness))
    | group("question", {*get_args(Question)})
    | group("anchor", literal(Anchor, "of"))
    | group("match", get_args(Op))
    | group("by", set(get_args(Relation)) - {"anyone"})
    | group("unit", set(get_args(Unit)) - {"quarter"})
    | group("block", get_args(Block))
    | group("weekday", "0123456")
    | group("asks", {"silent", "pending", "decider", "customer_chooses", "tie", "identity"})
    | group("component", (*COMPONENTS, "all"))
    | group("charge", get_args(ChargeKind))
    | group("specification", SPECIFICATION)
    | group("area_basis", get_args(AreaBasis))
    | group("rounding", get_args(Rounding))
    | group("value", CHOICES | {"refused", "start", "end", "instant", "day"})
    | group("reading", READINGS)
    | group("work", WORKS)
    | group("place", {*PLACES, "anywhere"})
    | group("need", SHIPPED["need"])
    | group("measured", MEASURED)
    | group("blank", BLANKS)
    | group("plan", {"share", "amount", "rest", "cut", "left"})
    | {"adjusted.penalty", "wish.age_group"}
)
SAID = {
    word
    for path, tree in TREES.items()
    if path.parent.name in {"words", "paper"} and path.stem not in {"en", "zh"}
    for node in ast.walk(tree)
    if isinstance(node, ast.Constant) and isinstance(word := node.value, str)
}
OURS = [tree for path, tree in TREES.items() if path.parent.name in {"words", "paper"}]
RULES = (*presets.__all__, "assignment")
"""Whose own words stand before the common ones, by what their codes begin with."""


def common(code):
    """*code* without the policy, ladder or list whose own word it is."""
    rules, _, rest = code.partition(".")
    return rest if rules in RULES and code not in NEEDED else code


STARTS = {  # label("group", ...) and say(f"group.{...}"), where our rows are found by a name
    *("field.", "kind."),
    *(
        written(call.args[0]) + "."
        for tree in OURS
        for call, _ in scopes(tree)
        if called(call) == "label" and written(call.args[0])
    ),
    *(
        written(node.values[0])
        for tree in OURS
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and "." in written(node.values[0])
    ),
}
KIND_ROWS = group("kind", KINDS)


def names(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def files_of(package):
    """The files of a package that hold rows."""
    names = (one.name for one in pkgutil.iter_modules(package.__path__))
    files = (import_module(f"{package.__name__}.{name}") for name in names)
    return [one for one in files if hasattr(one, "ROWS")]


@pytest.mark.parametrize(
    ("package", "rows"), [(en, EN), (zh, ZH), (sentences, SENTENCES)], ids=["en", "zh", "errors"]
)
def test_a_code_has_one_home(package, rows):
    """In two files one sentence would hide the other; in a file left out it would be lost."""
    assert sorted(code for one in files_of(package) for code in one.ROWS) == sorted(rows)


def test_both_languages_have_the_same_codes():
    """Without it a Chinese reader would meet a code where an English one reads a sentence."""
    assert set(EN) - set(ZH) == KIND_ROWS  # the Chinese terms stand in the table of kinds
    assert set(ZH) - set(EN) == set()


def test_stages_are_called_what_their_process_calls_them():
    """Without it the same stage would have two Chinese names."""
    named = {
        written(given["id"]): written(given["zh"])
        for tree in TREES.values()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and called(call) == "Stage"
        for given in [{one.arg: one.value for one in call.keywords}]
        if written(given.get("id"))
    }
    assert named
    assert {code: ZH.get(f"stage.{code}") for code in named} == named


def test_chinese_is_written_with_chinese_punctuation():
    """Without it a Chinese reader would see that a machine wrote the sentence."""
    told = {**ZH, **{code: both[1] for code, both in SENTENCES.items()}}
    assert [code for code, said in told.items() if NARROW.search(said)] == []


def test_both_languages_tell_the_same_things():
    """Without it a date or a name could be told in one language only."""
    assert [code for code in ZH if names(EN[code]) != names(ZH[code])] == []


def test_every_code_has_a_template():
    """Without it a new reason would reach people as a code."""
    assert "why.claim" in NEEDED
    assert sorted(NEEDED - set(ZH)) == []


def test_every_error_has_a_sentence():
    """Without it an error would fail while it is being told."""
    found = codes(ERRORS)
    assert "value.naive" in found
    assert sorted(found - set(SENTENCES) - set(EN)) == []


def test_no_template_is_idle():
    """A template that nothing says is a sentence that nobody keeps right."""
    starts = tuple(STARTS)
    idle = {
        code
        for code in EN
        if common(code) not in NEEDED | SAID and not common(code).startswith(starts)
    }
    assert sorted(idle) == []


def test_errors_tell_the_same_things_in_both_languages():
    """Without it one language could leave out which version was found."""
    told = {code: [names(one) - {"field"} for one in both] for code, both in SENTENCES.items()}
    assert [code for code, (english, chinese) in told.items() if english != chinese] == []
