"""The terms that rules declare themselves, as words for :func:`renoflow.words.text`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from renoflow.attribution import Policy, presets
from renoflow.pipeline import CompanyRules
from renoflow.processes import Process
from renoflow.timeline import Timeline

__all__ = ["terms"]


def terms(
    thing: Policy | Timeline[Policy] | Process | CompanyRules, lang: str = "zh"
) -> Mapping[str, str]:
    """What *thing* itself calls things (术语): what a policy names, and in Chinese every kind.

    Returns:
        Code -> term. In Chinese ``stage.`` and the id of a stage, ``kind.`` and the name of a
        kind, ``field.``, the name of the kind, a point and the name of a field. In both
        languages ``basis.``, ``role.``, ``rule.`` and so on for what a policy ``names``; of
        several revisions the latest word counts. Pass it on as
        ``text(verdict, "zh", words=terms(rules))``, with words of your own behind it:
        ``{**terms(rules), **mine}``. ``text(policy, "zh")`` knows the policy's own.
    """
    if isinstance(thing, CompanyRules):
        return {**terms(thing.process, lang), **terms(thing.attribution, lang)}
    if isinstance(thing, Timeline):
        several = [terms(policy, lang) for _, policy in thing.rows]
        return {code: term for one in several for code, term in one.items()}
    found = {}
    if isinstance(thing, Process):
        found = {f"stage.{stage.id}": stage.zh for stage in thing.stages}
    for kind in thing.kinds:
        found[f"kind.{kind.name}"] = kind.zh
        found.update({f"field.{kind.name}.{field.name}": field.zh for field in kind.fields})
    if lang != "zh":
        found = {}
    if isinstance(thing, Policy) and thing.id not in presets.__all__:
        # our words for the shipped policies' bases are not those of another policy
        found.update({f"basis.{claim.basis}": claim.basis for claim in thing.claims})
    for name in thing.names if isinstance(thing, Policy) else ():
        said = name.zh if lang == "zh" else name.en
        found.update({f"{group}.{name.id}": said for group in _GROUPS})
    return found


_GROUPS: Final = ("basis", "role", "rule", "approval", "pay", "release", "stage")
"""In which places a policy's own word may stand."""
