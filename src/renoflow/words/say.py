"""The one door: whatever the library answers, as English or Chinese sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, TypeAlias, cast

from renoflow.attribution import (
    Answer,
    Change,
    ClaimState,
    DisputeState,
    Ladder,
    Line,
    Matching,
    Pick,
    Policy,
    Recommendation,
    Statement,
    Verdict,
    Why,
)
from renoflow.errors import Refused, RenoflowError
from renoflow.limits import Limit, LimitState
from renoflow.money import Money
from renoflow.obligations import Obligation
from renoflow.periods import Span
from renoflow.pricing import (
    Due,
    Fee,
    FirstPayment,
    Ledger,
    Quote,
    Replan,
    Schedule,
    Settlement,
)
from renoflow.processes import Deviation, Journey
from renoflow.reasons import Reason
from renoflow.select import Anchor, Facts, Match, Test
from renoflow.words import (
    affairs,
    conditions,
    designers,
    limits,
    pay,
    policies,
    sheets,
    standing,
    verdicts,
)
from renoflow.words.terms import terms
from renoflow.words.voice import Lang, Voice

__all__ = ["Lang", "Sayable", "text"]

Sayable: TypeAlias = (
    Answer
    | Anchor
    | Change
    | ClaimState
    | Deviation
    | DisputeState
    | Due
    | Facts
    | Fee
    | FirstPayment
    | Journey
    | Ladder
    | Ledger
    | Limit
    | LimitState
    | Line
    | Matching
    | Match
    | Money
    | Obligation
    | Pick
    | Policy
    | Quote
    | Reason
    | Recommendation
    | RenoflowError
    | Replan
    | Schedule
    | Settlement
    | Span
    | Statement
    | Test
    | Verdict
    | Why
    | datetime
    | tuple["Sayable", ...]
)
"""Whatever :func:`text` says; a tuple is said one a line."""


def text(thing: Sayable, lang: str = "en", words: Mapping[str, str] | None = None) -> str:
    """*thing* in plain sentences.

    Instants are shown in their own zone, the last one of a day as 24:00. Identity keys
    stay hidden. A code that neither *words* nor the library knows stands for itself.

    Args:
        thing: A verdict, an answer, a claim, an explanation, an obligation, a policy, a
            condition, a journey or one of its deviations, a change, a dispute, a way of
            choosing designers or whom it recommends, a fee, a quote, a schedule, the change of
            one, when a part is due, a ledger, a settlement, a reason, an error, an amount, an
            instant; or a tuple of these.
        lang: ``en`` or ``zh``.
        words: A host's own templates, by code, before ours. The codes are the keys of
            ``renoflow.words.en.TEMPLATES``; that of an error is ``error.`` and its code.
            The Chinese terms that rules declare themselves are ``terms(rules)``.

    Raises:
        Malformed: ``value.choice`` for another language.
        TypeError: *thing* is nothing that the library answers.
    """
    return _text(Voice.of(lang, words), thing)


def _text(v: Voice, thing: Sayable) -> str:
    if isinstance(thing, tuple):
        return v.lines(_text(v, one) for one in thing)
    if isinstance(thing, RenoflowError):
        return _error(v, thing)
    if isinstance(thing, Fee | FirstPayment | Replan | Schedule):
        return v.lines(verdicts.told(v, one) for one in thing.reasons)
    if isinstance(thing, datetime):
        return v.when(thing)
    for kind, say in _SAID.items():
        if isinstance(thing, kind):
            return say(v, thing)
    msg = f"text() says what the library answers, not {type(thing).__name__}"
    raise TypeError(msg)


def _error(v: Voice, error: RenoflowError) -> str:
    own = v.words.get(f"error.{error.code}")
    if own is not None:
        said = Voice(v.lang, {error.code: own}).say(
            error.code, field=error.field, **{k: v.param("", p) for k, p in error.params.items()}
        )
    elif isinstance(error, Refused):
        said = RenoflowError.sentence(error, v.lang)
    else:
        return error.sentence(v.lang)
    objections = error.objections if isinstance(error, Refused) else ()
    return v.lines([said, *(verdicts.told(v, one) for one in objections)])


_Says: TypeAlias = Callable[[Voice, object], str]
_SAID: Final = cast(
    "Mapping[type, _Says]",
    {
        Reason: verdicts.told,
        Verdict: verdicts.verdict,
        Answer: verdicts.answer,
        ClaimState: verdicts.claim,
        LimitState: verdicts.limit_state,
        Line: pay.line,
        Statement: pay.statement,
        Why: verdicts.explanation,
        Obligation: affairs.obligation,
        Journey: affairs.journey,
        Deviation: affairs.deviation,
        Change: affairs.change,
        DisputeState: affairs.dispute,
        Policy: lambda v, one: policies.policy(v.knowing(terms(one, v.lang)), one),
        Span: conditions.span,
        Facts: conditions.facts,
        Match: conditions.match,
        Test: conditions.test,
        Pick: conditions.pick,
        Anchor: conditions.anchor,
        Ladder: standing.ladder,
        Matching: designers.matching,
        Recommendation: designers.recommendation,
        Limit: lambda v, one: limits.limit(v, one, v.say("role.self")),
        Due: sheets.due,
        Quote: sheets.quote,
        Ledger: sheets.ledger,
        Settlement: sheets.settlement,
        Money: Voice.money,
    },
)
