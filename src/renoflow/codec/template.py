"""Policies with holes (参数): what a text leaves open, named, asked about and filled in.

A file declares its parameters and uses them wherever a value may stand; a row may be there
for one reading only::

    [params.window]
    ask = "FILE-06: how are the seven days counted?"

    [params.deciding]
    ask = "X-02: the register, or who brought him?"
    one_of = ["register", "brought"]

    [[grounds]]
    id = "register"
    only = { deciding = "register" }

    [[limits]]
    span = { param = "window" }

Filling is done on plain data, before anything is read: a policy never holds a hole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from renoflow.errors import Malformed, one_of
from renoflow.errors.families import step

__all__ = ["filled", "parameters", "revised", "unanswered"]

_KNOWN: Final = ("ask", "one_of", "default")
_NOTHING: Final = object()


def parameters(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The declared parameters of *data* by name, each with ``ask``, ``one_of``, ``default``.

    ``name = "required"`` is a parameter without a question.

    Raises:
        Malformed: ``value.type`` or ``value.unknown`` under ``params``.
    """
    declared = data.get("params", {})
    if not isinstance(declared, dict):
        raise Malformed("value.type", "params", expected="a table of names and values")
    found: dict[str, dict[str, Any]] = {}
    for name, told in declared.items():
        path = f"params.{step(name)}"
        row = {} if told == "required" else told
        if not isinstance(row, dict):
            raise Malformed("value.type", path, expected="a table of names and values")
        for word in row:
            if word not in _KNOWN:
                raise one_of("value.unknown", f"{path}.{step(word)}", word, _KNOWN)
        found[name] = row
    return found


def filled(data: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """*data* with every parameter replaced by what is *given*, and rows of other readings gone.

    What was given stands among the ``readings``, so that a verdict can be given again.

    Raises:
        Malformed: ``policy.open_argument`` for a parameter without a value, with its
            question; ``value.choice`` for a value that it may not have; ``value.unknown``
            for a name that is not declared, ``codec.no_params`` where none is.
    """
    if "revisions" in data:
        return _filled_each(data, given)
    declared = parameters(data)
    for name in given:
        if not declared:
            raise Malformed("codec.no_params", f"params.{step(name)}")
        if name not in declared:
            raise one_of("value.unknown", f"params.{step(name)}", name, declared)
    values = {name: _value(name, row, given) for name, row in declared.items()}
    rest = {name: one for name, one in data.items() if name != "params"}
    whole: dict[str, Any] = _filled(rest, values, "")
    readings = [[name, _shown(value)] for name, value in values.items()]
    return {**whole, "readings": [*whole.get("readings", []), *readings]}


def _filled_each(data: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The dated revisions of *data*, each whole and filled in: with its own ``with``, too."""
    rows, shared = revised(data)
    revisions = []
    for place, row in enumerate(rows):
        own = {name: one for name, one in row.items() if name not in {"since", "with"}}
        try:
            whole = filled({**shared, **own}, {**given, **row.get("with", {})})
        except Malformed as error:
            raise error.under(f"revisions[{place}]") from None
        since = {"since": row["since"]} if "since" in row else {}
        revisions.append({**since, **{k: v for k, v in whole.items() if k != "type"}})
    tag = {"type": data["type"]} if "type" in data else {}
    return {**tag, "revisions": revisions}


def revised(data: Mapping[str, Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows of ``revisions``, and what stands beside them for all of them.

    Raises:
        Malformed: ``value.type`` at ``revisions``.
    """
    rows = data["revisions"]
    if not isinstance(rows, list) or not rows or not all(isinstance(one, dict) for one in rows):
        raise Malformed("value.type", "revisions", expected="a list of tables, each with since")
    for place, one in enumerate(rows):
        if "type" in one:
            raise one_of(
                "value.unknown", f"revisions[{place}].type", "type", ("since", "revision")
            )
        if not isinstance(one.get("with", {}), dict):
            expected = "a table of names and values"
            raise Malformed("value.type", f"revisions[{place}].with", expected=expected)
    return rows, {name: one for name, one in data.items() if name != "revisions"}


def unanswered(data: Mapping[str, Any], given: Mapping[str, Any]) -> tuple[Malformed, ...]:
    """A ``policy.open_argument`` for each parameter of *data* that still has no value.

    Raises:
        Malformed: as of :func:`parameters`.
    """
    every = [one.get("with", {}) for one in revised(data)[0]] if "revisions" in data else []
    rows = parameters(data).items()
    return tuple(
        _question(name, row)
        for name, row in rows
        if name not in given
        and "default" not in row
        and not (every and all(name in one for one in every))
    )


def _question(name: str, row: Mapping[str, Any]) -> Malformed:
    ask = row.get("ask", "-")
    told = ask if isinstance(ask, dict) else {"en": ask, "zh": ask}
    path = f"params.{step(name)}"
    return Malformed(
        "policy.open_argument",
        path,
        argument=name,
        question=str(told.get("en", "-")),
        question_zh=str(told.get("zh", "-")),
    )


def _value(name: str, row: Mapping[str, Any], given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - plain data
    value = given.get(name, row.get("default", _NOTHING))
    path = f"params.{step(name)}"
    if value is _NOTHING:
        raise _question(name, row)
    allowed = row.get("one_of")
    if allowed is not None and value not in allowed:
        raise one_of("value.choice", path, value, [str(one) for one in allowed])
    return value


def _filled(data: Any, values: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - plain data
    if isinstance(data, list):
        kept = ((place, one) for place, one in enumerate(data) if _is_meant(one, values, path))
        return [_filled(one, values, f"{path}[{place}]") for place, one in kept]
    if not isinstance(data, dict):
        return data
    if data.keys() == {"param"}:
        return _named(str(data["param"]), values, f"{path}.param")
    rest = {name: one for name, one in data.items() if name != "only"}
    return {
        name: _filled(one, values, f"{path}.{step(name)}" if path else step(name))
        for name, one in rest.items()
    }


def _is_meant(row: object, values: Mapping[str, Any], path: str) -> bool:
    """Whether a row belongs to the readings chosen."""
    only = row.get("only", {}) if isinstance(row, dict) else {}
    if not isinstance(only, dict):
        raise Malformed("value.type", f"{path}.only", expected="a table of names and values")
    return all(
        _named(name, values, f"{path}.only") in (wanted if isinstance(wanted, list) else [wanted])
        for name, wanted in only.items()
    )


def _named(name: str, values: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - plain data
    if name not in values:
        raise one_of("value.unknown", path, name, values)
    return values[name]


def _shown(value: object) -> str:
    """A value as text: words as they are, tables as ``days 7 counting legal``."""
    if isinstance(value, dict):
        return " ".join(f"{name} {_shown(one)}" for name, one in value.items())
    if isinstance(value, list):
        return " ".join(_shown(one) for one in value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
