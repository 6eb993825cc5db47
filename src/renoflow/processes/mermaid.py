"""A process as a picture: Mermaid text, generated from the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from renoflow.facts import KINDS, Kind, Value, merge_kinds
from renoflow.facts.kinds import COMMON
from renoflow.processes.records import BACK, Move, Process, Stage
from renoflow.select import Match, Op

__all__ = ["diagram"]


def diagram(
    process: Process, lang: Literal["en", "zh"] = "en", *, kinds: Mapping[str, Kind] = KINDS
) -> str:
    """*process* as a Mermaid ``stateDiagram-v2``, one line a row, ending with a newline.

    A stage is labelled with its id, or its Chinese term; a move with the facts that make
    it and their fields, who may act (in round brackets) and what else it needs (rule ids in
    square ones). Roles, ids and values stand as they are written in the rows.
    Parallel tracks stand beside each other. A way back is drawn to each stage from which
    its exit is entered.
    """
    known = merge_kinds(kinds, ("kinds", process.kinds))
    tracks = tuple(dict.fromkeys(stage.track for stage in process.stages))
    lines = ["stateDiagram-v2"]
    if len(tracks) > 1:
        lines.append(f'  state "{_plain(_label(process, lang))}" as {_name(process.id)} {{')
    for place, track in enumerate(tracks):
        if place:
            lines.append("  --")
        lines.extend(f"  {line}" for line in _track(process, track, lang, known))
    if len(tracks) > 1:
        lines.append("  }")
    return "\n".join(lines) + "\n"


def _track(
    process: Process, track: str, lang: Literal["en", "zh"], kinds: Mapping[str, Kind]
) -> Iterator[str]:
    stages = {stage.id: stage for stage in process.stages if stage.track == track}
    for stage in stages.values():
        yield f'state "{_plain(_label(stage, lang))}" as {_name(stage.id)}'
    for stage in stages.values():
        if stage.kind == "start":
            yield f"[*] --> {_name(stage.id)}"
    for move in process.moves:
        for source in move.at:
            if source in stages:
                text = _text(move, lang, kinds)
                for to in _targets(process, source) if move.to == BACK else (move.to,):
                    yield f"{_name(source)} --> {_name(to)}: {text}"
    for stage in stages.values():
        if stage.kind == "end":
            yield f"{_name(stage.id)} --> [*]"


def _targets(process: Process, exit_: str) -> tuple[str, ...]:
    """The stages that are no exits and from which *exit_* is entered, by way of exits too."""
    exits = {stage.id for stage in process.stages if stage.kind == "exit"}
    into, todo = {exit_}, [exit_]
    found: set[str] = set()
    while todo:
        to = todo.pop()
        for move in process.moves:
            if move.to == to:
                found.update(move.at)
                todo.extend(one for one in move.at if one in exits and one not in into)
                into.update(exits.intersection(move.at))
    return tuple(stage.id for stage in process.stages if stage.id in found - exits)


def _label(row: Stage | Process, lang: Literal["en", "zh"]) -> str:
    return row.zh if lang == "zh" else row.id.replace("_", " ")


def _text(move: Move, lang: Literal["en", "zh"], kinds: Mapping[str, Kind]) -> str:
    named = (kinds[kind].zh if lang == "zh" else kind.replace("_", " ") for kind in move.on.kinds)
    rows = [kinds[kind] for kind in move.on.kinds]
    parts = ["/".join(named)]
    parts += [_asked(one, lang, rows) for one in move.on.where]
    if move.roles:
        parts.append(f"({' '.join(move.roles)})")
    if move.needs:
        parts.append(f"[{' '.join(need.id for need in move.needs)}]")
    return _plain(", ".join(parts))


def _asked(one: Match, lang: Literal["en", "zh"], rows: Iterable[Kind]) -> str:
    """A field, the sign of what is asked of it, and the values."""
    specs = (row.field(one.field) for row in rows)
    spec = next((spec for spec in specs if spec is not None), COMMON.get(one.field))
    field = spec.zh if lang == "zh" and spec is not None else one.field.replace("_", " ")
    values = "/".join(_value(value, lang) for value in one.values)
    return " ".join(part for part in (field, _SIGNS[one.op][lang == "zh"], values) if part)


def _value(value: Value, lang: Literal["en", "zh"]) -> str:
    if isinstance(value, bool):
        return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")
    return str(value)


_SIGNS: Final[Mapping[Op, tuple[str, str]]] = {
    "in": ("=", "="),
    "not_in": ("not", "非"),
    "has": ("with", "含"),
    "is": ("is", "为"),
    "is_not": ("is not", "非"),
    "min": ("at least", "不少于"),
    "above": ("more than", "多于"),
    "max": ("at most", "不超过"),
    "below": ("less than", "少于"),
    "given": ("given", "已填"),
    "none": ("none", "无"),
    "missing": ("not told", "未提及"),
    "self": ("= self", "= 本人"),
    "other": ("= other", "= 他人"),
    "opening": ("= opening", "= 所据事实"),
}


def _plain(text: str) -> str:
    """*text* without what would end a label or a line."""
    return " ".join(text.translate(_UNSAFE).split())


_UNSAFE: Final = str.maketrans({'"': "'", ";": ",", ":": "-", "#": "-"})


def _name(id_: str) -> str:
    """A name that Mermaid takes for nothing else: ``end`` is a word of its own there."""
    return "s_" + "".join(c if c.isalnum() or c == "_" else f"_{ord(c)}_" for c in id_)
