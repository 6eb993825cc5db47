"""The three families of errors: :class:`Malformed`, :class:`Refused`, :class:`Conflict`."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from renoflow.errors.sentences import EXPECTED, SENTENCES
from renoflow.reasons import Param, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Conflict", "Malformed", "Refused", "RenoflowError", "one_of", "step"]


class RenoflowError(Exception):
    """What every error of the library is; catch it to catch them all."""

    def __init__(self, code: str, field: str = "", **params: Param) -> None:
        super().__init__(code, field)
        self.code: Final = code
        self.field: Final = field
        self.params: Final = dict(sorted(params.items()))

    def sentence(self, lang: str = "en") -> str:
        """What is wrong and the way out, in *lang* (``en`` or ``zh``).

        Of a long list of names the first eight are told; ``params`` hold them all.
        """
        zh = lang == "zh"
        sentence = SENTENCES[self.code][zh]
        if not self.field:
            sentence = sentence.removeprefix("{field}").lstrip(":： ")
        shown = {name: _shown(name, self.params, zh=zh) for name in self.params}
        return sentence.format(field=self.field, **shown)

    def __str__(self) -> str:
        return self.sentence()

    def to_dict(self) -> dict[str, object]:
        """Code, field and parameters as plain data, for a response body or a log line."""
        return {"code": self.code, "field": self.field, **_data(self.params.items())}

    def __reduce__(self) -> tuple[object, ...]:
        return _revive, (type(self), self.code, self.field, self.params)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.__reduce__() == other.__reduce__()

    def __hash__(self) -> int:
        return hash((type(self), self.code, self.field))


class Malformed(RenoflowError, ValueError):
    """The data are wrong. ``field`` says where, the sentence says what was expected."""

    def under(self, path: str) -> Malformed:
        """The same error, seen from one level further out: ``at`` under ``facts[3]``."""
        joint = "" if not self.field or self.field.startswith("[") else "."
        return Malformed(self.code, f"{path}{joint}{self.field}", **self.params)


class Refused(RenoflowError):
    """The rules say no. ``objections`` holds every reason, in the order of the rules."""

    def __init__(self, code: str, field: str = "", **params: Param) -> None:
        super().__init__(code, field, **params)
        self.objections: tuple[Reason, ...] = ()

    @staticmethod
    def because(code: str, objections: Iterable[Reason], **params: Param) -> Refused:
        """A refusal that carries all its *objections*."""
        return _revive_refused(code, "", params, tuple(objections))

    def sentence(self, lang: str = "en") -> str:
        """The refusal, then the rule of each objection."""
        named = ", ".join(one.rule or one.code for one in self.objections)
        return super().sentence(lang) + (f" [{named}]" if named else "")

    def to_dict(self) -> dict[str, object]:
        """As of every error, with ``objections`` as a list of plain mappings."""
        listed = [
            {"code": o.code, "rule": o.rule, "facts": list(o.facts), **_data(o.params)}
            for o in self.objections
        ]
        return {**super().to_dict(), "objections": listed}

    def __reduce__(self) -> tuple[object, ...]:
        return _revive_refused, (self.code, self.field, self.params, self.objections)


class Conflict(RenoflowError):
    """Somebody was faster: ``params`` tell the version expected and the one found."""


def one_of(
    code: str, field: str, given: object, allowed: Iterable[str], **params: Param
) -> Malformed:
    """*given* is not among *allowed*: says which are, and the nearest, never *given* itself.

    Where none is near, the parameter ``near`` is ``-``, and the sentence leaves it out.
    """
    import difflib  # noqa: PLC0415 - only an error pays for it

    listed = tuple(allowed)
    near = difflib.get_close_matches(given, listed, n=1) if isinstance(given, str) else []
    return Malformed(code, field, allowed=listed, near=near[0] if near else "-", **params)


def step(name: str) -> str:
    """*name*, read from data, as a step of a path; what is no plain word is ``?``.

    A key of a table, or the heading of a column, may be a person's name or number.
    """
    return name if _PLAIN.fullmatch(name) else "?"


def _revive(
    cls: type[RenoflowError], code: str, field: str, params: dict[str, Param]
) -> RenoflowError:
    return cls(code, field, **params)


def _revive_refused(
    code: str, field: str, params: dict[str, Param], objections: tuple[Reason, ...]
) -> Refused:
    error = Refused(code, field, **params)
    error.objections = objections
    return error


def _shown(name: str, params: Mapping[str, Param], *, zh: bool) -> str:
    """The parameter *name* as its sentence tells it; in Chinese that of *name* and ``_zh``."""
    value = params.get(f"{name}_zh", params[name]) if zh else params[name]
    if isinstance(value, tuple):
        more = len(value) - _MOST
        told = ("、" if zh else ", ").join(value[:_MOST])
        return told if more <= 0 else told + (_MORE_ZH if zh else _MORE).format(more)
    if name == "near":
        return "" if value == "-" else (_NEAR_ZH if zh else _NEAR).format(value)
    if name == "expected" and zh:
        whole = str(value)
        told = EXPECTED.get(whole) or "或".join(EXPECTED.get(o, o) for o in whole.split(" or "))
        return f" {told}" if told[:1].isascii() else told  # a gap before what is no Chinese
    return str(value)


_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")

_MOST: Final = 8
_MORE, _MORE_ZH = " and {} more", "等，另有 {} 项"
_NEAR, _NEAR_ZH = " (nearest: {})", "（最接近的是 {}）"


def _data(params: Iterable[tuple[str, Param]]) -> dict[str, object]:
    """*params* as JSON holds them: tuples as lists, exact numbers and times as text."""
    return {
        name: list(value)
        if isinstance(value, tuple)
        else value.isoformat()
        if isinstance(value, date)
        else value
        if value is None or isinstance(value, int)
        else str(value)
        for name, value in params
    }
