"""A language at work: templates filled in, instants, amounts and lists written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.errors import one_of
from renoflow.facts import KINDS, Key, Value
from renoflow.facts.kinds import COMMON
from renoflow.facts.records import Missing
from renoflow.money import Money, format_yuan
from renoflow.reasons import Param
from renoflow.words import en, zh

__all__ = ["Lang", "Voice"]

Lang: TypeAlias = Literal["en", "zh"]

_TABLES: Final[Mapping[str, Mapping[str, str]]] = {"en": en.TEMPLATES, "zh": zh.TEMPLATES}

GROUPS: Final[Mapping[str, str]] = {
    "act": "value",
    "area": "measured",
    "area_basis": "area_basis",
    "bases": "basis",
    "basis": "basis",
    "blank": "blank",
    "charge": "charge",
    "collector": "role",
    "component": "component",
    "criterion": "measured",
    "done": "value",
    "event": "measured",
    "factor": "measured",
    "fits": "stage",
    "form": "measured",
    "kind": "kind",
    "kinds": "kind",
    "lacking": "field",
    "level": "role",
    "measure": "what",
    "missing": "specification",
    "nature": "value",
    "need": "need",
    "party": "role",
    "place": "place",
    "question": "question",
    "role": "role",
    "roles": "role",
    "rounding": "rounding",
    "section": "value",
    "stages": "stage",
    "status": "status",
    "tier": "value",
    "to": "role",
    "values": "value",
    "wanted": "status",
    "wish": "wish",
    "work": "work",
}
"""The name of a parameter -> the group of labels by which its words are said."""


_BEHIND: Final = {
    "applies_to": "role",
    "evidence": "value",
    "form": "value",
    "notice": "value",
    "pay": "kind",
    "related": "role",
    "relation": "value",
    "steps": "value",
    "what": "kind",
    "wish": "value",
}
"""A group of labels -> the group that is asked where it has no word."""

_APART: Final = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")
"""A space between two Chinese signs."""

_INSTANT: Final = timedelta(microseconds=1)

_FLAGS: Final = {True: "value.yes", False: "value.no"}


@attrs.frozen
class Voice:
    """One language, with the words of a host before ours.

    ``rules`` is the id of the shipped policy or ladder that is told of, whose own words for
    its rows and bases come before the common ones. ``facts`` are what facts are, by their ids,
    and ``opening`` the kinds of the fact that opens what is told of.
    """

    lang: Lang
    words: Mapping[str, str]
    rules: str = ""
    facts: Mapping[str, str] = attrs.field(factory=dict)
    opening: tuple[str, ...] = ()

    @classmethod
    def of(cls, lang: str, words: Mapping[str, str] | None) -> Voice:
        """The voice of *lang*.

        Raises:
            Malformed: ``value.choice`` for a language that is not spoken.
        """
        if lang not in _TABLES:
            raise one_of("value.choice", "lang", lang, _TABLES)
        return cls("zh" if lang == "zh" else "en", words or {})

    def find(self, code: str) -> str | None:
        """The template of *code*, or None where there is none."""
        found, rows = self.words.get(code), _TABLES[self.lang]
        if found is None and self.rules:
            found = rows.get(f"{self.rules}.{code}")
        return rows.get(code) if found is None else found

    def knowing(self, terms: Mapping[str, str]) -> Voice:
        """This voice with *terms* behind the words of the host."""
        return attrs.evolve(self, words={**terms, **self.words}) if terms else self

    def saying(self, words: Mapping[str, str]) -> Voice:
        """This voice with *words* before all others."""
        return attrs.evolve(self, words={**self.words, **words}) if words else self

    def by(self, rule: str) -> Voice:
        """This voice for what is told by *rule*: ``policy``, ``policy@revision`` or its row."""
        rules = rule.partition("#")[0].partition("@")[0]
        return attrs.evolve(self, rules=rules) if rules and rules != self.rules else self

    def cited(self, ids: Iterable[str]) -> str:
        """Facts by their ids, and what they are where that is known."""
        return self.join(self.facts.get(one, one) for one in ids)

    def say(self, code: str, /, **params: object) -> str:
        """The template *code* filled in; a code that nobody knows stands for itself."""
        template = self.find(code)
        if template is None:
            return code
        try:
            return template.format(**params)
        except (LookupError, ValueError, AttributeError, TypeError):
            # A reason of a host's own, with other parameters than ours of that code; or a
            # template out of a file that is none.
            return code

    def label(self, group: str, code: str) -> str:
        """What *code* is called: our word, a host's, or for want of one the code itself.

        What has no word of its own may be called like something else of that name: what is
        to be done or paid for like the fact that tells of it.
        """
        found = self.find(f"{group}.{code}")
        if found is not None:
            return found
        behind = _BEHIND.get(group)
        if behind == "kind" and code not in KINDS and self.find(f"kind.{code}") is None:
            return code
        if behind is not None:
            return self.label(behind, code)
        if group == "kind":
            kind = KINDS.get(code)
            if self.lang == "zh":
                return code.replace("_", " ") if kind is None else kind.zh
            return f"{'an' if code[:1] in 'aeiou' else 'a'} {code.replace('_', ' ')}"
        return code

    def row(self, rule: str) -> str:
        """The id of a row, after what the row is called where it has a name."""
        name = self.find(f"rule.{rule}")
        return rule if name is None else self.say("notes", text=name, notes=rule)

    def field(self, kinds: Iterable[str], name: str) -> str:
        """What the field *name* of facts of these *kinds* is called."""
        kinds = tuple(kinds)
        is_own = _are_own(kinds) and name not in COMMON
        for code in (*(f"field.{kind}.{name}" for kind in kinds), f"field.{name}"):
            found = self.words.get(code) if is_own else self.find(code)
            if found is not None:
                return found
        if self.lang == "zh":
            for kind in kinds or KINDS:  # of no kind in particular: as the first that has it
                row = KINDS.get(kind)
                spec = COMMON.get(name) if row is None else row.field(name) or COMMON.get(name)
                if spec is not None:
                    return spec.zh
        return name.replace("_", " ")

    def when(self, at: datetime | date | None) -> str:
        """An instant in its own zone, the last one of a day as its 24:00; or a day."""
        if at is None:
            return self.say("when.never")
        day = self.say("when.day", year=at.year, month=at.month, day=at.day)
        if not isinstance(at, datetime):
            return day
        if at.microsecond == 1:  # the first instant that is no longer inside
            return self.say("when.after", instant=self.when(at - _INSTANT))
        shown = "24:00"
        if at.time() != time.max:
            exact = "microseconds" if at.microsecond else "seconds" if at.second else "minutes"
            shown = at.time().isoformat(exact)
        return self.say("when.instant", day=day, time=shown)

    def share(self, share: Fraction) -> str:
        """A share as per cent where four places say it exactly, else as a fraction."""
        percent = share * 100
        if 10**4 % percent.denominator:
            return str(share)
        return f"{Decimal(percent.numerator) / percent.denominator:f}%"

    def money(self, amount: Money) -> str:
        """An amount in yuan."""
        return self.say("money", yuan=format_yuan(amount))

    def yuan(self, amount: Money) -> str:
        """An amount that rules name: whole yuan without the fen."""
        return self.say("money", yuan=format_yuan(amount).removesuffix(".00"))

    def join(self, items: Iterable[str], by: Literal["and", "or"] = "and") -> str:
        """*items* as a list in a sentence."""
        listed = list(items)
        if len(listed) < 2:
            return "".join(listed)
        return self.say(
            f"list.{by}", head=self.say("list.comma").join(listed[:-1]), last=listed[-1]
        )

    def every(self, items: Iterable[str]) -> str:
        """*items*, whole clauses, that all hold."""
        return self.say("list.also").join(items)

    def value(self, value: Value | Missing, group: str = "value") -> str:
        """A value of a fact or of a condition; an identity key stays hidden."""
        if isinstance(value, str):
            return self.label(group, value)
        if isinstance(value, tuple):
            return self.join(self.label(group, one) for one in value)
        if value is None or isinstance(value, bool):
            return self.say("value.none" if value is None else _FLAGS[value])
        if isinstance(value, Key):
            return "***"
        if isinstance(value, Money):
            return self.money(value)
        return self.when(value) if isinstance(value, date) else str(value)

    def told(self, value: Value | Missing, group: str, kinds: tuple[str, ...]) -> str:
        """A value of facts of these *kinds*; what a policy's own kinds say is not ours to name."""
        if isinstance(value, str) and _are_own(kinds):
            return self.words.get(f"{group}.{value}", value)
        return self.value(value, group)

    def param(self, name: str, value: Param) -> str:
        """A parameter of a reason, said by what its name tells about it."""
        group = GROUPS.get(name, "")
        if isinstance(value, tuple):
            return self.join((self.label(group, one) for one in value), "or")
        if isinstance(value, str):
            return self.label(group, value)
        if isinstance(value, Fraction) and name in ("share", "rate", "score", "weight"):
            return self.share(value)
        return self.when(value) if isinstance(value, date | None) else str(value)

    def lines(self, items: Iterable[str]) -> str:
        """*items*, one a line."""
        return "\n".join(item for item in items if item)

    def close(self, said: str) -> str:
        """*said* without the spaces that part a code from words, where words stand there."""
        return _APART.sub("", said)

    def sentences(self, items: Iterable[str]) -> str:
        """*items* one after the other in a line."""
        return self.say("list.sentences").join(item for item in items if item)


def _are_own(kinds: tuple[str, ...]) -> bool:
    """Whether these are kinds of facts that a policy declares itself."""
    return bool(kinds) and not any(kind in KINDS for kind in kinds)
