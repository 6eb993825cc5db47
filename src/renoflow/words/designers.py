"""How a company chooses designers, and whom that recommends, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from renoflow.attribution import Matching, Recommendation
from renoflow.words.verdicts import told
from renoflow.words.voice import Voice

__all__ = ["matching", "recommendation"]


def matching(v: Voice, one: Matching) -> str:
    """What is compared and how much it weighs, the tiers, and who agrees to a dispatch."""
    v = v.by("assignment")
    whole = sum(weight for _, weight in one.weights)
    weights = (
        v.say("matching.weight", criterion=v.label("rule", name), share=v.share(weight / whole))
        for name, weight in one.weights
        if weight and (name != "person" or one.personal)
    )
    tiers = v.join(v.label("value", tier) for tier in one.tiers)
    items: Iterable[str] = (
        v.say("matching.weights", weights=v.join(weights)),
        v.say(f"matching.{one.tier_scale}", tiers=tiers) if one.tiers else "",
        v.say("matching.personal" if one.personal else "matching.impersonal"),
        v.say("matching.fair"),
        v.say("matching.dispatch", roles=v.join(v.label("role", role) for role in one.dispatch)),
    )
    listed = (v.say("policy.item", text=item) for item in items if item)
    return v.lines([v.say("matching", id=one.id), *listed])


def recommendation(v: Voice, one: Recommendation) -> str:
    """Who suits best, each score line by line, who was left out, and who decides."""
    best = v.join(one.best, "or")
    lines = [v.say("recommended" if one.best else "recommended.nobody", parties=best)]
    for row in one.ranking:
        head = v.say("recommended.row", party=row.party, score=v.share(row.score), load=row.load)
        lines.append(
            v.say("policy.item", text=v.sentences([head, *(told(v, each) for each in row.lines)]))
        )
    rest = (told(v, each) for each in (*one.left_out, *one.notes))
    lines += [v.say("policy.item", text=each) for each in rest]
    roles = v.join(v.label("role", role) for role in one.dispatch)
    return v.lines([*lines, v.say("matching.dispatch", roles=roles)])
