"""JSON Schema (2020-12) of a policy's plain data, for a form in an ERP.

It is made from the types of the records, with the short forms that the codec reads, so that
it says neither more nor less than they do. What depends on other rows (a basis that is not
there, parts that do not total) is said by ``open_court``.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, TypeVar, Union, cast
from typing import get_args as args_of
from typing import get_origin as origin_of
from typing import get_type_hints as hints_of

import attrs

from renoflow.attribution import (
    Adjustment,
    Approval,
    Claim,
    Ground,
    Outcome,
    Part,
    Pick,
    Policy,
)
from renoflow.codec._converter import FLAT, SHAPES
from renoflow.codec._plain import Data
from renoflow.codec.tags import TAGS
from renoflow.facts import KINDS, Value
from renoflow.money import Money
from renoflow.periods import Span
from renoflow.select import Anchor, Facts, Test
from renoflow.select.checked import spelled
from renoflow.select.records import WORDS

__all__ = ["policy_schema"]

_Node: TypeAlias = dict[str, Any]  # a JSON Schema, which holds whatever JSON holds
_Type: TypeAlias = Any  # a class, or what typing makes of one


def policy_schema(
    *, words: Mapping[str, Mapping[str, str]] = MappingProxyType({})
) -> dict[str, Data]:
    """The schema that the data of every policy fulfil, before it is opened.

    Args:
        words: Templates by language, such as ``renoflow.words.en.TEMPLATES`` under ``en`` and
            those of ``zh``. What a choice is called stands in ``title`` and in ``x-zh``.
    """
    made = _Schema(words)
    root = made.of(Policy)
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "renoflow policy",
        **root,
        "$defs": dict(sorted(made.defs.items())),
    }
    return cast("dict[str, Data]", whole)


_PLAIN: Final[dict[_Type, _Node]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+([.][0-9]+)?(E[+-]?[0-9]+)?$"},
    Fraction: {"type": "string", "pattern": r"^-?[0-9]{1,20}(/[0-9]{1,20})?$"},
    Money: {"type": "string", "pattern": r"^-?[0-9,]+([.][0-9]{1,2})? CNY$"},
}
_UNITS: Final = (
    "minutes",
    "hours",
    "days",
    "working_days",
    "weeks",
    "months",
    "years",
)
_NAMES: Final[dict[_Type, str]] = {  # what a generic record holds, in the name of its schema
    Fraction: "Fraction",
    Money: "Money",
    Span: "Span",
}
_GROUPS: Final[dict[tuple[type, str], str]] = {
    (Adjustment, "bearer"): "bearer",
    (Adjustment, "kind"): "adjusted",
    (Approval, "silence"): "silence",
    (Claim, "again"): "again",
    (Facts, "by"): "by",
    (Ground, "answers"): "question",
    (Outcome, "kind"): "outcome",
    (Pick, "status"): "status",
    (Policy, "days"): "value",
}
"""Where our words say what the choices of a field mean: the field, and their group."""
_ZH: Final = {
    "Adjustment": "附带事项",
    "Anchor": "起算点",
    "Approval": "批准步骤",
    "Audit": "回溯核查",
    "Chapter": "案卷分章",
    "Claim": "取得归属",
    "ClaimLimit": "归属时限",
    "Decider": "裁决人",
    "Duty": "应办事项",
    "Facts": "事实选择",
    "Ground": "裁定依据",
    "Identity": "客户身份",
    "Kind": "事实种类",
    "Ladder": "争议处理层级",
    "Level": "层级",
    "Outcome": "结果",
    "Part": "份额",
    "Pick": "归属选择",
    "Policy": "归属政策",
    "Rota": "接待轮序",
    "Span": "期间",
    "Table": "分级表",
    "Term": "佣金条款",
    "Test": "条件",
    "Transfer": "移交",
}


class _Schema:
    """The schemas of the records met so far, and what else they need."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self.words = words
        self.defs: dict[str, _Node] = {}

    def of(self, hint: _Type, group: str = "") -> _Node:
        """The schema of what is written for a value of *hint*."""
        if hint in _PLAIN:
            return dict(_PLAIN[hint])
        if hint in (Value, Span):
            name = "Span" if hint is Span else "Value"
            return self.named(name, self.span if hint is Span else self.value)
        origin: _Type = origin_of(hint)
        args = args_of(hint)
        if origin is Literal:
            return self.choice(args, group)
        if origin in (Union, types.UnionType):
            return _any(self.of(one, group) for one in args if one is not types.NoneType)
        if origin is tuple:
            return self.list(args, group)
        cls = hint if origin is None else origin
        name = "_".join((cls.__name__, *(_NAMES.get(one, "Parts") for one in args)))
        return self.named(name, lambda: self.record(cls, args))

    def named(self, name: str, make: Callable[[], _Node]) -> _Node:
        """A reference to the schema *name*, which is made once."""
        if name not in self.defs:
            self.defs[name] = {}
            self.defs[name] = {**make(), **self.called(name)}
        return {"$ref": f"#/$defs/{name}"}

    def called(self, name: str) -> _Node:
        zh = _ZH.get(name.partition("_")[0])
        return {"title": name.partition("_")[0]} | ({} if zh is None else {"x-zh": zh})

    def list(self, args: tuple[_Type, ...], group: str) -> _Node:
        if args[-1] is not Ellipsis:
            items = [self.of(one) for one in args]
            size = {"minItems": len(items), "maxItems": len(items)}
            return {"type": "array", "prefixItems": items, "items": False, **size}
        one = self.of(args[0], group)
        many: _Node = {"type": "array", "items": one}
        return _any((many, one)) if _is_text(args[0]) else many

    def choice(self, words: tuple[str, ...], group: str) -> _Node:
        """Closed words; each with what it is called, where that is known."""
        if not group or not self.words:
            return {"enum": [*words]}
        return {"oneOf": [{"const": word, **self.said(f"{group}.{word}")} for word in words]}

    def said(self, code: str) -> _Node:
        """What *code* is called; what its sentence is filled in with is left open."""
        found = {lang: one.get(code) for lang, one in self.words.items()}
        told = {lang: _HOLES.sub("…", said) for lang, said in found.items() if said is not None}
        keys = {"en": "title", "zh": "x-zh"}
        return {keys[lang]: said for lang, said in told.items()}

    def record(self, cls: _Type, args: tuple[_Type, ...]) -> _Node:
        if cls is Facts:
            return self.facts()
        if cls is Anchor:
            return self.anchor()
        node = self.table(cls, args)
        if cls is Test:
            own = self.facts()
            properties = {**own["properties"], **node["properties"]}
            said = {"anyOf": [{"required": ["fact"]}, {"required": ["any"]}]}
            return _object(properties, more=own["additionalProperties"]) | said
        properties = node["properties"]
        if cls is Pick:
            properties["take"] = _any((properties["take"], {"const": "all"}))
            properties["rank"] = _any((properties["rank"], self.of(Anchor)))
        elif cls is Policy:
            self.policy(node)
        elif cls is Part:
            properties["part"] = _any((properties["part"], {"const": "rest"}))
            node["required"] = ["part"]
        return node

    def policy(self, node: _Node) -> None:
        """What a policy writes in a way of its own: names by their id, and dated revisions."""
        properties, text = node["properties"], _PLAIN[str]
        said = _object({"en": text, "zh": text}, ["en", "zh"])
        properties["names"] = {"type": "object", "additionalProperties": said}
        when = {"anyOf": [dict(_PLAIN[date]), dict(_PLAIN[datetime])]}
        own = {name: one for name, one in properties.items() if name != "type"}
        row = _object({"since": when, **own}, ["since"])
        properties["revisions"] = {"type": "array", "minItems": 1, "items": row}
        whole = node["required"]
        node["required"] = ["type"]
        node["anyOf"] = [{"required": whole}, {"required": ["type", "revisions"]}]

    def table(self, cls: _Type, args: tuple[_Type, ...]) -> _Node:
        """A record as the table of its fields, the flat one's among them."""
        given = dict(zip(getattr(cls, "__parameters__", ()), args, strict=False))
        hints = hints_of(cls)
        properties: _Node = {}
        required: list[str] = []
        tag = TAGS.get(cls)
        if tag is not None:
            properties["type"] = {"const": tag}
            required.append("type")
        for one in attrs.fields(cls):
            hint = _filled(hints[one.name], given)
            if FLAT.get(cls) == one.name and cls is not Test:
                inner = self.table(hint, ())
                properties.update(inner["properties"])
                required.extend(inner["required"])
                continue
            name = spelled(one.name)
            properties[name] = self.of(hint, _GROUPS.get((cls, one.name), ""))
            if one.default is attrs.NOTHING:
                required.append(name)
            elif isinstance(one.default, str | int):
                properties[name]["default"] = one.default
        return _object(properties, required)

    def facts(self) -> _Node:
        """A selector: its own names, and any other is a field with its condition."""
        node = self.table(Facts, ())
        kind = {"anyOf": [{"oneOf": _KINDS}, {"type": "string"}]}
        properties = {**node["properties"], "fact": _any((kind, {"type": "array", "items": kind}))}
        return _object(properties, ["fact"], more=self.named("Condition", self.condition))

    def condition(self) -> _Node:
        value = self.of(Value)
        edge = _any((self.of(int), self.of(Decimal), self.of(Money), self.of(str)))
        values = _any((value, {"type": "array", "items": value}))
        word: _Node = {"enum": [*WORDS]}
        asked: _Node = {
            **dict.fromkeys(("above", "below", "max", "min"), edge),
            **dict.fromkeys(("has", "in", "not"), values),
            **dict.fromkeys(("is", "is_not"), _any(({"type": "array", "items": word}, word))),
        }
        return _any((values, _object(asked) | {"minProperties": 1}))

    def value(self) -> _Node:
        key: _Node = {"kind": self.of(str), "value": self.of(str), "keyed": self.of(bool)}
        tagged: _Node = {
            "money": self.of(int),
            "number": self.of(Decimal),
            "day": self.of(date),
            "instant": self.of(datetime),
            "key": _object(key, ["kind", "value"]),
        }
        table = _object(tagged) | {"minProperties": 1, "maxProperties": 1}
        texts = {"type": "array", "items": self.of(str)}
        return {"anyOf": [{"type": ["string", "boolean", "integer", "null"]}, texts, table]}

    def span(self) -> _Node:
        hints = hints_of(Span)
        said = {
            name: {**self.of(hints[name]), "default": attrs.fields_dict(Span)[name].default}
            for name in ("running", "edge", "count_first", "roll")
        } | {"counting": self.of(hints["counting"])}
        blocks: _Node = {"enum": ["day", "week", "month", "quarter", "year"]}
        number: _Node = {"type": "integer", "minimum": 0}
        fixed = ("minutes", "hours", "working_days")
        lengths = [
            _object({unit: number, **said}, [unit] if unit in fixed else [unit, "counting"])
            for unit in _UNITS
        ]
        until = _object({"until": blocks, "skip": number, **said}, ["until"])
        return {"oneOf": [*lengths, until]}

    def anchor(self) -> _Node:
        words = ["opened", "approved", "lapsed", "decisive", "asked"]
        full = self.table(Anchor, ())
        full["required"] = ["of"]
        names = ("whole", "total", "field", "plus", "back")
        more = {name: full["properties"][name] for name in names}
        short = {"first": "facts", "last": "facts", "limit": "limit", "latest_of": "anchors"}
        named = (
            _object({word: full["properties"][name], **more}, [word])
            for word, name in short.items()
        )
        return {"anyOf": [{"enum": words}, full, *named]}


_HOLES: Final = re.compile(r"\{[^}]*\}")
_KINDS: Final = [{"const": one.name, "x-zh": one.zh} for one in KINDS.values()]


def _object(
    properties: _Node, required: Iterable[str] = (), *, more: _Node | bool = False
) -> _Node:
    """The schema of a table; *more* is what any other name may hold."""
    return {
        "type": "object",
        "properties": properties,
        "required": [*required],
        "additionalProperties": more,
    }


def _any(nodes: Iterable[_Node]) -> _Node:
    """Any of *nodes*; the one itself where all are alike."""
    apart: list[_Node] = []
    for node in nodes:
        for one in node["anyOf"] if node.keys() == {"anyOf"} else [node]:
            if one not in apart:
                apart.append(one)
    return apart[0] if len(apart) == 1 else {"anyOf": apart}


def _is_text(hint: _Type) -> bool:
    """Whether the one text may stand for the list of it."""
    origin: _Type = origin_of(hint)
    return origin is Literal or str in SHAPES.get(hint, ())


def _filled(hint: _Type, given: Mapping[_Type, _Type]) -> _Type:
    """*hint* with the type variables of a generic record filled in."""
    if isinstance(hint, TypeVar):
        return given.get(hint, hint)
    wanted = tuple(given.get(one, one) for one in getattr(hint, "__parameters__", ()))
    return hint[wanted] if wanted else hint
