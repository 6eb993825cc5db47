"""English templates: how designers are chosen, and whom that recommends."""

from __future__ import annotations

from typing import Final

__all__ = ["ROWS"]

ROWS: Final[dict[str, str]] = {
    "assignment.line": "{rule}: {score}, weighing {weight}.",
    "assignment.away": "{rule}: {designer} is not available.",
    "assignment.full": "{rule}: {designer} has {load} customers and takes no more than {most}.",
    "assignment.wish": "{rule}: nothing tells that {designer} is what the customer wishes ({wish}).",
    "assignment.tie": "{rule}: nothing separates {parties}; a person chooses.",
    "assignment.personal_off": "{rule}: sex and age are not looked at.",
    "assignment.dispatch": "{rule}: {roles} must agree first.",
    "matching": "{id}, how designers are chosen:",
    "matching.weights": "Compared are {weights}; of what the customer does not tell, nothing is compared.",
    "matching.weight": "{criterion} ({share})",
    "matching.exact": "Tiers from the lowest to the highest: {tiers}; a tier other than the wanted one scores nothing.",
    "matching.distance": "Tiers from the lowest to the highest: {tiers}; the further from the wanted one, the lower the score.",
    "matching.personal": "Sex and age may be compared and wished for.",
    "matching.impersonal": "Sex and age are not looked at.",
    "matching.fair": "Of equals whoever has fewer customers comes first; if that is equal too, a person chooses.",
    "matching.dispatch": "{roles} must agree to the dispatch.",
    "recommended": "Best suited: {parties}.",
    "recommended.nobody": "Nobody can be recommended.",
    "recommended.row": "{party}: scores {score}, with {load} customers.",
    "assignment.rule.tier": "tier",
    "assignment.rule.style": "style",
    "assignment.rule.person": "sex and age",
    "assignment.rule.manner": "personality and way of talking",
    "assignment.rule.available": "availability",
    "assignment.rule.capacity": "number of customers",
    "assignment.rule.wish": "the customer's wish",
    "assignment.rule.fairness": "fairness",
    "assignment.rule.dispatch": "dispatch",
    "wish.age_group": "age group",
}
