"""What a policy's rows name: facts, spans and parties, each once and in the order of the rows."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from renoflow.attribution.policy import Claim, Outcome, Part, Policy
from renoflow.periods import Span
from renoflow.select import Facts

__all__ = ["Mention", "named_facts", "named_parties", "named_spans", "records_in"]


@attrs.frozen(kw_only=True)
class Mention:
    """Facts that a row names, and the claim row that they open where they open one."""

    facts: Facts
    opens: Claim | None = None


def named_facts(policy: Policy) -> tuple[Mention, ...]:
    """The facts that the rows of *policy* name: those that open claims first."""
    opening = (Mention(facts=claim.opens, opens=claim) for claim in policy.claims)
    others = (Mention(facts=one) for one in records_in(policy) if isinstance(one, Facts))
    opens = {claim.opens for claim in policy.claims}
    return tuple(dict.fromkeys((*opening, *(one for one in others if one.facts not in opens))))


def named_spans(policy: Policy) -> tuple[Span, ...]:
    """The spans of time that the rows of *policy* name."""
    return tuple(dict.fromkeys(one for one in records_in(policy) if isinstance(one, Span)))


def named_parties(policy: Policy) -> tuple[str, ...]:
    """The parties that *policy* itself names: its house, and whom claims and outcomes name."""
    found = [*policy.house]
    for one in records_in(policy):
        if isinstance(one, Claim) and one.party is not None:
            found.append(one.party)
        elif isinstance(one, Part):
            found += [to for to in (one.to, one.nobody) if isinstance(to, str)]
        elif isinstance(one, Outcome) and one.kind == "party":
            found += [one.to] if isinstance(one.to, str) else []
        elif isinstance(one, Facts):
            acting = (match for match in one.where if match.field in {"by", "for"})
            found += [v for match in acting for v in match.values if isinstance(v, str)]
    return tuple(dict.fromkeys(found))


def records_in(thing: object) -> Iterator[object]:
    """*thing*, if it is a record, and every record inside it, outer ones first."""
    if isinstance(thing, tuple):
        for one in thing:
            yield from records_in(one)
    elif attrs.has(kind := type(thing)):
        yield thing
        for field in attrs.fields(kind):
            yield from records_in(getattr(thing, field.name))
