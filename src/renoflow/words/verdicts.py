"""Verdicts, claims and explanations in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

import attrs

from renoflow.attribution import (
    Adjusted,
    Answer,
    Cited,
    ClaimState,
    Pick,
    Share,
    Unmet,
    Verdict,
    Why,
)
from renoflow.errors import SENTENCES, Malformed
from renoflow.limits import LimitState
from renoflow.reasons import Reason
from renoflow.select import Test
from renoflow.words.conditions import asked, condition, statuses
from renoflow.words.voice import Voice

__all__ = ["answer", "claim", "explanation", "limit_state", "source", "told", "verdict"]


def told(v: Voice, one: Reason) -> str:
    """A reason as a sentence."""
    if v.find(one.code) is None and one.code in SENTENCES:
        return _as_error(v, one)
    if "#" in one.rule:
        v = v.by("assignment" if one.code.startswith("assignment.") else one.rule)
    params: dict[str, object] = {name: v.param(name, value) for name, value in one.params}
    kind, item, op, values = one.get("kind"), one.get("item"), one.get("op"), one.get("values")
    several = one.get("kinds")
    kinds = (kind,) if isinstance(kind, str) else several if isinstance(several, tuple) else ()
    if isinstance(item, str):
        params["item"] = v.field(kinds, item)
        if isinstance(op, str):
            expected = values if isinstance(values, tuple) else ()
            params["condition"] = asked(v, item, op, expected, kinds)
    if "above" in params:
        params["above"] = v.row(_row(str(params["above"])))
    wanted = one.get("wanted")
    if isinstance(wanted, tuple):
        params["wanted"] = statuses(v, wanted)
    params.setdefault("until", _until(v, one.get("last")))
    params["term"] = _term(v, one.get("due"), one.get("silence"))
    step = _row(one.rule).rpartition("/")[2]
    params["step"] = v.label("approval", step)
    params["source"] = source(v, str(one.get("source") or ""))
    is_dated = any(one.get(name) is not None for name in ("at", "opened", "kind"))
    params.update(
        rule=v.row(_row(one.rule)), facts=v.join(one.facts) if is_dated else v.cited(one.facts)
    )
    if isinstance(one.get("limit"), str):
        params["limit"] = v.row(str(one.get("limit")))
    endless = one.code == "process.waits" and one.get("until") is None
    code = "process.endless" if endless else one.code
    if code.startswith("step."):
        code = _step(v, step, code)
    said = v.say(code, **params)
    doubt = v.say("limit_state.provisional") if one.get("provisional") is True else ""
    return v.sentences([said, doubt])


def _step(v: Voice, step: str, code: str) -> str:
    """The template of an approval's state: its own, with the verb of it, or the common one."""
    own = f"approval.{step}.{code.removeprefix('step.')}"
    return code if v.find(own) is None else own


def _as_error(v: Voice, one: Reason) -> str:
    """A reason that is the code of an error: the sentence of that."""
    params = dict(one.params)
    try:
        return Malformed(one.code, str(params.pop("field", "")), **params).sentence(v.lang)
    except KeyError:
        return one.code  # a reason of a host's own, with other parameters than ours


def _term(v: Voice, due: object, silence: object = None) -> str:
    """By when an approval is due, and what it means if nobody answers; or nothing."""
    if not isinstance(due, datetime):
        return ""
    meaning = f"step.silence_{silence}" if silence in {"approved", "refused"} else ""
    return v.say("step.term", due=v.when(due)) + (v.say(meaning) if meaning else "")


def _until(v: Voice, last: object) -> str:
    """Until when a limit runs."""
    if isinstance(last, datetime):
        return v.say("limit_state.until", last=v.when(last))
    return v.say("limit_state.no_end")


def _row(rule: str) -> str:
    """The row of a rule without the policy, which is named once."""
    return rule.rpartition("#")[2]


def source(v: Voice, ids: str) -> str:
    """The catalogue ids in brackets, or nothing."""
    return v.say("source", source=ids) if ids else ""


def _owners(v: Voice, shares: tuple[Share, ...]) -> str:
    if len(shares) == 1:
        return v.label("role", shares[0].party)
    return v.join(
        v.say("owner.share", party=v.label("role", one.party), share=v.share(one.share))
        for one in shares
    )


def outcome(v: Voice, kind: str, shares: tuple[Share, ...], to: str | None) -> str:
    """What becomes of the customer, as the end of a sentence."""
    named = v.say("someone") if to is None else v.label("role", to)
    return v.say(f"outcome.{kind}", owners=_owners(v, shares), to=named)


def answer(v: Voice, one: Answer, subject: str | None = None, policy: str = "") -> str:
    """Who, and by which row."""
    v = v.by(one.rule)
    row, shown = _cited_row(v, one.rule, one.source)
    title = v.find("title") if policy else None
    return v.say(
        "verdict" if policy else "answer",
        subject=v.say("subject.any") if subject is None else subject,
        outcome=outcome(v, one.outcome, one.shares, one.to),
        row=row,
        source=shown,
        policy=policy if title is None else v.say("notes", text=title, notes=policy),
    )


def _cited_row(v: Voice, rule: str, ids: str) -> tuple[str, str]:
    """What the row is called, and in brackets its own id and the catalogue's."""
    row = _row(rule)
    name = v.find(f"rule.{row}")
    if name is None:
        return row, source(v, ids)
    return name, source(v, v.say("list.clauses").join(filter(None, (row, ids))))


def _asks(v: Voice, one: Answer, of: str = "") -> str:
    """What a person must answer, or nothing; *of* a question apart in its own words."""
    if one.question is None:
        return ""
    named = v.say("someone") if one.to is None else v.label("role", one.to)
    code = f"asks.{one.question}"
    return v.say(f"{code}{of}" if v.find(f"{code}{of}") else code, to=named)


def _answers(
    v: Voice, customer: str, policy: str, credit: Answer, service: Answer
) -> Iterable[str]:
    if credit == service:
        yield answer(v, credit, v.say("subject.both", customer=customer), policy)
    else:
        yield answer(v, credit, v.say("subject.credit", customer=customer), policy)
        yield answer(v, service, v.say("subject.service", customer=customer), policy)


def verdict(v: Voice, one: Verdict) -> str:
    """Who, by which row, on which facts, how firm, until when, and what is left to ask."""
    v = v.by(one.policy)
    opened = {claim.fact: claim.opened for claim in one.docket}
    own = {*one.credit.facts, *one.service.facts}
    besides = {fact for each in one.adjustments for fact in each.facts}
    cited = [
        _cited(v, fact, opened.get(fact))
        for fact in one.cites
        if fact in own or fact not in besides  # those of what is named besides are told there
    ]
    change = ""
    if one.firmness != "final":
        change = v.say("change.never")
        if one.changes_at is not None:
            change = v.say("change.at", changes=v.when(one.changes_at))
    known = "" if one.known_at is None else v.say("firm.known", known=v.when(one.known_at))
    firm = v.say(
        f"firm.{one.firmness}",
        at=v.when(one.at) + known,
        decided=v.when(one.decided_at) + known,
        change=change,
    )
    sentences = [
        *_answers(v, one.customer, one.policy, one.credit, one.service),
        v.say("verdict.facts", facts=v.join(cited)) if cited else "",
        firm,
        _asks(v, one.credit),
        _asks(v, one.service, "_service") if one.service != one.credit else "",
        *(_adjusted(v, each, opened) for each in one.adjustments),
        v.say("verdict.untimed", facts=v.join(one.untimed)) if one.untimed else "",
        v.say("verdict.ignored", facts=v.join(one.ignored)) if one.ignored else "",
        *(
            v.say("verdict.missing", fact=fact, item=v.field((), name))
            for fact, name in one.missing
        ),
        v.say("verdict.provisional", years=v.join(map(str, one.provisional)))
        if one.provisional
        else "",
    ]
    return v.close(v.sentences(sentences))


def _adjusted(v: Voice, one: Adjusted, opened: Mapping[str, datetime]) -> str:
    """What the policy names besides the owner, for one party."""
    v = v.by(one.rule)
    gives = ""
    if one.part is not None:
        gives = v.share(one.part)
    elif one.amount is not None:
        gives = v.yuan(one.amount)
    if one.of:
        gives = v.say(
            "adjustment.of", gives=gives, of=v.join(v.label("pay", each) for each in one.of)
        )
    if one.per:
        gives = v.say("adjustment.per", gives=gives, per=v.label("pay", one.per))
    # nobody bears what is no money, or what he owes himself
    is_fine = one.kind in {"penalty", "turn", "bar"}
    row, shown = _cited_row(v, one.rule, one.source)
    cited = [v.facts.get(fact) or _cited(v, fact, opened.get(fact)) for fact in one.facts]
    return v.say(
        "adjusted.fine" if is_fine else "adjusted",
        kind=v.label("adjusted", one.kind),
        gives=v.say("adjustment.gives", gives=gives) if gives else "",
        to=v.label("role", one.to),
        bearer=v.label("bearer", one.bearer),
        rule=row,
        source=shown,
        facts=v.join(cited) or "-",
    )


def _cited(v: Voice, fact: str, at: datetime | None) -> str:
    return fact if at is None else v.say("verdict.fact", fact=fact, at=v.when(at))


def claim(v: Voice, one: ClaimState) -> str:
    """A claim on the docket, with its approvals and limits."""
    more = ""
    if one.ended_at is not None:
        row = v.row(one.ended_by or "-")
        more = v.say("claim.ended", at=v.when(one.ended_at), row=row)
    elif one.ended_by is not None:
        more = v.say(f"claim.void_{one.ended_by}")
    elif one.place is not None:
        more = v.say("claim.place", place=one.place)
    head = v.say(
        "claim",
        party=v.label("role", one.party),
        basis=v.label("basis", one.basis),
        opened=v.when(one.opened),
        fact=one.fact,
        status=v.label("status", one.status),
        more=more,
    )
    steps = (
        v.say(
            _step(v, step.id, f"step.{step.told}"),
            step=v.label("approval", step.id),
            role=v.label("role", step.role),
            term=_term(v, step.due, step.silence if step.status == "pending" else None),
        )
        for step in one.steps
    )
    return v.sentences([head, *steps, *(limit_state(v, state) for state in one.limits)])


def limit_state(v: Voice, one: LimitState) -> str:
    """What became of a limit."""
    said = v.say(
        f"limit_state.{one.status}",
        limit=v.row(one.limit),
        met_at=v.when(one.met_at),
        until=_until(v, one.last),
    )
    notes = [name for name in ("provisional", "in_grace") if getattr(one, name)]
    return v.sentences([said, *(v.say(f"limit_state.{name}") for name in notes)])


def _unmet(v: Voice, rule: str, several: Sequence[Unmet], told: Collection[str]) -> str:
    """Conditions of a row in full, and what was there of the kinds that they ask about.

    What is *told* of as a rival's is not said twice.
    """
    v = v.by(rule)
    ids = dict.fromkeys(fact for one in several for fact in one.facts if fact not in told)
    near = v.say("why.near", facts=v.cited(ids)) if ids else ""
    conditions = [one.condition for one in several]
    asked = v.say("list.clauses").join(
        condition(v, one) for one in conditions if not _narrower(one, conditions)
    )
    return v.say("why.unmet", rule=v.row(_row(rule)), condition=asked, near=near)


def _narrower(one: Test | Pick, failed: Iterable[Test | Pick]) -> bool:
    """Whether another of the *failed* conditions asks for the same, and not before something."""
    if isinstance(one, Pick) or not one.any:
        return False
    wide = {attrs.evolve(each, before=None) for each in one.any}
    others = (each for each in failed if isinstance(each, Test) and each != one)
    return any(wide.issuperset(each.any or (each,)) for each in others)


def _reasons(v: Voice, one: Why) -> Iterator[str]:
    """The reasons in their order; failed conditions of one row in one sentence."""
    unmet = {(each.rule, each.path): each for each in one.unmet}

    def place(each: Reason) -> tuple[str, int | None]:
        missed = (each.rule, each.get("path")) in unmet
        return each.rule if missed else "", None if missed else id(each)

    for (rule, _), group in groupby(one.reasons, place):
        if rule:
            rivals = (each for each in one.reasons if each.code == "why.rival")
            ids = {fact for each in rivals if each.rule == rule for fact in each.facts}
            missed = [unmet[each.rule, str(each.get("path"))] for each in group]
            yield _unmet(v, rule, missed, ids)
        else:
            yield from (told(v, each) for each in group)


def _what(v: Voice, one: Cited) -> str:
    """A fact with its kind, its instant, who did it, and what it says of a condition."""
    notes = [v.when(one.at)]
    if one.by is not None:
        notes.append(v.say("fact.by", party=v.label("role", one.by)))
    for name, value in one.fields:
        said = v.told(value, "role" if name == "role" else "value", (one.kind,))
        notes.append(v.say("match.in", field=v.field((one.kind,), name), values=said))
    told = v.say("notes", text=one.id, notes=v.say("list.comma").join(notes))
    return v.say("fact", kind=v.label("kind", one.kind), fact=told)


def explanation(v: Voice, one: Why) -> str:
    """Whether the party owns the customer, who does, and why, one reason a line."""
    v = v.by(one.policy)
    v = attrs.evolve(v, facts={each.id: _what(v, each) for each in one.cited})
    mine = [share for share in one.credit.shares if share.party == one.party]
    code = "why.head_not"
    if mine:
        code = "why.head_owns" if len(one.credit.shares) == 1 else "why.head_part"
    head = v.say(code, party=v.label("role", one.party), customer=one.customer)
    answers = _answers(v, one.customer, one.policy, one.credit, one.service)
    besides = (_adjusted(v, each, {}) for each in one.adjustments)
    reasons = (v.say("policy.item", text=each) for each in (*_reasons(v, one), *besides))
    return v.close(v.lines([v.sentences([head, *answers]), *reasons]))
