"""The Chinese terms that rules declare themselves, as words for :func:`renoflow.words.text`."""

from __future__ import annotations

from collections.abc import Mapping

from renoflow.attribution import Policy
from renoflow.pipeline import CompanyRules
from renoflow.processes import Process

__all__ = ["terms"]


def terms(thing: Policy | Process | CompanyRules) -> Mapping[str, str]:
    """The Chinese terms (术语) that *thing* declares: of its stages, kinds of facts and fields.

    Returns:
        Code -> term: ``stage.`` and the id of a stage, ``kind.`` and the name of a kind,
        ``field.``, the name of the kind, a point and the name of a field. Pass it on as
        ``text(journey, "zh", words=terms(rules))``, with words of your own behind it:
        ``{**terms(rules), **mine}``. ``text(policy, "zh")`` knows the policy's own.
    """
    if isinstance(thing, CompanyRules):
        return {**terms(thing.process), **terms(thing.attribution)}
    found = {}
    if isinstance(thing, Process):
        found = {f"stage.{stage.id}": stage.zh for stage in thing.stages}
    for kind in thing.kinds:
        found[f"kind.{kind.name}"] = kind.zh
        found.update({f"field.{kind.name}.{field.name}": field.zh for field in kind.fields})
    return found
