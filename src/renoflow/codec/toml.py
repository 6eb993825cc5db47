"""Records to TOML and back, and what an exported policy leaves open."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

from renoflow.attribution import Policy
from renoflow.codec._converter import CONVERTER, OPEN
from renoflow.codec._plain import DEEPEST, DIGITS, check_plain
from renoflow.codec.data import from_data
from renoflow.codec.tags import TAGS
from renoflow.codec.template import filled, unanswered
from renoflow.errors import Malformed
from renoflow.errors.families import step
from renoflow.facts import KINDS, Fact, Kind
from renoflow.timeline import Timeline

__all__ = ["from_toml", "open_parameters", "open_values", "read_policies", "to_toml"]

T = TypeVar("T")


def to_toml(thing: object, *, questions: Mapping[str, str] | None = None) -> str:
    """*thing*, a record, as TOML text that a person can edit; needs the extra ``toml``.

    Args:
        thing: What is written.
        questions: For each path whose value the source leaves open, such as
            ``limits[0].span``, the question to answer. There ``"?"`` is written instead
            of a value, under the question, and :func:`open_values` finds it again.

    Raises:
        Malformed: ``codec.extra`` without the extra; ``codec.null`` where a value is none
            and TOML has no word for it; ``value.missing`` for a path that leads nowhere.
        TypeError: *thing* is no record of the library.
    """
    try:
        import tomli_w  # noqa: PLC0415 - behind the extra
    except ImportError:
        raise Malformed("codec.extra", "toml") from None
    data = CONVERTER.unstructure(thing)
    if not isinstance(data, dict):
        msg = f"TOML holds one record of the library, not {type(thing).__name__}"
        raise TypeError(msg)
    check_plain(data)
    asked = dict(questions or {})
    for place, path in enumerate(asked):
        _leave_open(data, path, _mark(place))
    return _with_questions(tomli_w.dumps(_without_null(data)), tuple(asked.values()))


def from_toml(
    text: str,
    type_: type[T],
    *,
    kinds: Mapping[str, Kind] = KINDS,
    given: Mapping[str, Any] | None = None,
) -> T:
    """The *type_* that the TOML *text* says; see :func:`~renoflow.codec.from_data`.

    Args:
        text: TOML.
        type_: A record of the library.
        kinds: The kinds of fact that are known.
        given: Values for the parameters that the text declares under ``params``, as plain
            data such as ``{"window": {"days": 7, "counting": "legal"}}``.

    Raises:
        Malformed: ``policy.open_argument`` with its question for a parameter without a
            value, ``value.unknown`` for one that the text does not declare;
            ``codec.toml`` with the line where the text is no TOML; ``policy.open``
            with line and question where it leaves a value open (the first of
            :func:`open_values`); and whatever :func:`~renoflow.codec.from_data` raises.
    """
    data = _load(text)
    if given or "params" in data or _has_answers(data):
        data = filled(data, given or {})
    try:
        return from_data(data, type_, kinds=kinds)
    except Malformed as error:
        left = open_values(text) if error.code == "policy.open" else ()
        raise left[0] if left else error from None


def _has_answers(data: Mapping[str, Any]) -> bool:
    """Whether some revision answers parameters itself."""
    rows = data.get("revisions", ())
    return isinstance(rows, list) and any(isinstance(one, dict) and "with" in one for one in rows)


def read_policies(
    text: str,
    *,
    kinds: Mapping[str, Kind] = KINDS,
    given: Mapping[str, Any] | None = None,
) -> Policy | Timeline[Policy]:
    """The policy that the TOML *text* says, or its dated ``[[revisions]]``.

    Args and errors are those of :func:`from_toml`.
    """
    if "revisions" in _load(text):
        return from_toml(text, Timeline[Policy], kinds=kinds, given=given)
    return from_toml(text, Policy, kinds=kinds, given=given)


def open_values(text: str) -> tuple[Malformed, ...]:
    """Everything that the TOML *text* leaves open, in the order of its lines.

    Each is a ``policy.open``: its ``field`` is the path, its parameters the ``line`` (from
    1) and the ``question``, which is the comment above it.

    Raises:
        Malformed: ``codec.toml`` where the text is no TOML.
    """
    _load(text)
    spots = list(_OPEN.finditer(text))
    # The reader tells no lines, and a comment may hold a "?" that is no value: so each is
    # given a number and the text is read again.
    numbers = iter(range(len(spots)))
    numbered = _load(_OPEN.sub(lambda spot: f"{spot[1]}{_mark(next(numbers))}{spot[1]}", text))
    paths = {value: path for path, value in _texts(numbered)}
    lines = text.split("\n")
    left: list[Malformed] = []
    for place, spot in enumerate(spots):
        if _mark(place) in paths:
            line = text.count("\n", 0, spot.start())
            earlier = sum(one.params["line"] == line + 1 for one in left)
            left.append(
                Malformed(
                    "policy.open",
                    paths[_mark(place)],
                    line=line + 1,
                    question=_question(lines, line, earlier),
                )
            )
    return tuple(left)


def open_parameters(text: str, given: Mapping[str, Any]) -> tuple[Malformed, ...]:
    """The parameters that the TOML *text* declares, of which none is *given* or has a default.

    Each is a ``policy.open_argument`` with its question, in the order of the text.

    Raises:
        Malformed: ``codec.toml`` where the text is no TOML, ``value.type`` or
            ``value.unknown`` under ``params``.
    """
    return unanswered(_load(text), given)


_OPEN: Final = re.compile(r"""(["'])\?\1""")
_ASKED: Final = re.compile(r"\s*# \? ?(.*)")
_STEP: Final = re.compile(r"\[([0-9]+)\]|[^.\[\]]+")
_LINE: Final = re.compile(r"at line ([0-9]+)")


def _mark(place: int) -> str:
    """A text that nobody types, for the value with this number."""
    return f"\uf8ff{place}\uf8ff"


def _load(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise Malformed("codec.toml", line=line) from None
    except RecursionError:
        raise Malformed("codec.deep", deepest=DEEPEST) from None
    except ValueError:  # more digits than Python reads
        raise Malformed("codec.number", most=DIGITS) from None


def _texts(data: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Each text in *data* with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, list):
        for place, one in enumerate(data):
            yield from _texts(one, f"{path}[{place}]")
    elif isinstance(data, dict):
        for name, one in data.items():
            yield from _texts(one, f"{path}.{step(name)}" if path else step(name))


def _question(lines: list[str], line: int, earlier: int) -> str:
    """The question above *line* for its value after *earlier* other open ones."""
    above = []
    while line and (asked := _ASKED.fullmatch(lines[line - 1].rstrip("\r"))):
        above.append(asked[1])
        line -= 1
    return above[::-1][earlier] if earlier < len(above) else "-"


def _leave_open(data: Any, path: str, mark: str) -> None:  # noqa: ANN401 - any plain data
    *outer, last = [int(one[1]) if one[1] else one[0] for one in _STEP.finditer(path)] or [""]
    try:
        for one in outer:
            data = data[one]
    except (LookupError, TypeError):
        raise Malformed("value.missing", path) from None
    if isinstance(last, int):
        fits = isinstance(data, list) and last < len(data)
    else:  # a name may be new: what says nothing was left out
        fits = isinstance(data, dict) and last != ""
    if not fits:
        raise Malformed("value.missing", path)
    data[last] = mark


def _with_questions(text: str, questions: tuple[str, ...]) -> str:
    """*text* with each mark an open value and its question in a line above."""
    written = []
    for line in text.splitlines(keepends=True):
        indent = line[: len(line) - len(line.lstrip())]
        asked = (questions[int(mark[1])].split() for mark in _MARK.finditer(line))
        written += [f"{indent}# ? {' '.join(words)}\n" for words in asked]
        written.append(_MARK.sub(OPEN, line))
    return "".join(written)


_MARK: Final = re.compile("\uf8ff([0-9]+)\uf8ff")


def _without_null(data: Any, path: str = "") -> Any:  # noqa: ANN401 - any plain data
    """*data* without null: a fact lists the fields that are none, nothing else can."""
    if data is None:
        raise Malformed("codec.null", path)
    if isinstance(data, list):
        return [_without_null(one, f"{path}[{place}]") for place, one in enumerate(data)]
    if not isinstance(data, dict):
        return data
    if data.get("type") == TAGS[Fact] and "fields" in data:
        none = [name for name, value in data["fields"].items() if value is None]
        told = {name: value for name, value in data["fields"].items() if value is not None}
        data = {**data, "fields": told} | ({"none": none} if none else {})
    return {
        name: _without_null(one, f"{path}.{step(name)}" if path else step(name))
        for name, one in data.items()
    }
