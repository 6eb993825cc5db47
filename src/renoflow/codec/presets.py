"""Shipped policies by name: called with plain data, and exported with their questions.

:data:`POLICY_PRESETS` is the one table of names. A preset's arguments are read by their
annotations, so a file may say ``window = { days = 7, counting = "legal" }``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar, get_type_hints

from renoflow.attribution import Ladder, Policy, presets
from renoflow.codec._converter import OPEN
from renoflow.codec._questions import OPEN_VALUES
from renoflow.codec.data import from_data
from renoflow.codec.toml import to_toml
from renoflow.errors import Malformed, one_of
from renoflow.errors.families import step

__all__ = ["LADDER_PRESETS", "POLICY_PRESETS", "call_preset", "export_policy", "preset_policy"]

T = TypeVar("T")

POLICY_PRESETS: Final[Mapping[str, Callable[..., Policy]]] = MappingProxyType(
    {
        "seven_day_filing": presets.seven_day_filing,
        "first_contact": presets.first_contact,
        "register": presets.register,
        "five_part_form": presets.five_part_form,
        "front_desk": presets.front_desk,
        "business_contact": presets.business_contact,
    }
)
"""Name -> the function that makes the policy from its open values."""

LADDER_PRESETS: Final[Mapping[str, Callable[..., Ladder]]] = MappingProxyType(
    {
        "register_ladder": presets.register_ladder,
        "first_contact_ladder": presets.first_contact_ladder,
        "qc_appeal": presets.qc_appeal,
        "business_contact_ladder": presets.business_contact_ladder,
        "dedicated_resolver": presets.dedicated_resolver,
        "post_project": presets.post_project,
    }
)
"""Name -> the function that makes the ladder of disputes from its open values."""


def preset_policy(name: str, given: Mapping[str, Any]) -> Policy:
    """The shipped policy *name* with the open values *given* as plain data.

    Raises:
        Malformed: ``value.choice`` for an unknown name, ``policy.open_argument`` with its
            question for an open value that is not given, ``value.unknown`` for an
            argument it does not have.
    """
    return call_preset(POLICY_PRESETS, name, given)


def call_preset(table: Mapping[str, Callable[..., T]], name: str, given: Mapping[str, Any]) -> T:
    """The preset *name* of *table*, called with plain data *given*.

    Raises:
        Malformed: as of :func:`preset_policy`, with paths under ``with``.
    """
    preset = table.get(name)
    if preset is None:
        raise one_of("value.choice", "preset", name, table)
    return preset(**_arguments(name, preset, given, {}))


def _arguments(
    name: str,
    preset: Callable[..., object],
    given: Mapping[str, Any],
    others: Mapping[str, object],
) -> dict[str, object]:
    """The arguments of *preset*: what is *given* as plain data, and *others* as they are."""
    parameters = inspect.signature(preset).parameters
    for argument in given:
        if argument not in parameters:
            raise one_of("value.unknown", f"with.{step(argument)}", argument, parameters)
    hints = get_type_hints(preset)
    arguments = dict(others)
    for argument, parameter in parameters.items():
        if argument in given:
            try:
                arguments[argument] = _argument(given[argument], hints[argument])
            except Malformed as error:
                raise error.under(f"with.{argument}") from None
        elif parameter.default is parameter.empty and argument not in others:
            raise _not_given(name, argument)
    return arguments


def _not_given(name: str, argument: str) -> Malformed:
    """That *argument* is missing, with the question to answer where the source has one."""
    for one in OPEN_VALUES.get(name, ()):
        if one.argument == argument:
            return Malformed(
                "policy.open_argument",
                f"with.{argument}",
                argument=argument,
                question=one.question("en"),
                question_zh=one.question("zh"),
            )
    return Malformed("value.missing", f"with.{argument}")


def _argument(data: object, wanted: Any) -> object:  # noqa: ANN401 - whatever it is annotated
    if data == OPEN:
        raise Malformed("policy.open", line="-", question="-")
    return from_data(data, wanted)


def export_policy(
    name: str, lang: str = "en", given: Mapping[str, Any] = MappingProxyType({})
) -> str:
    """The shipped policy *name* as TOML; each open value stands as ``"?"`` under its question.

    An open value that decides which rows there are has no place in a file: it must be among
    the *given*, which are plain data. Needs the extra ``toml``.

    Raises:
        Malformed: ``value.choice`` for an unknown name, ``policy.open_argument`` with its
            question for a value that must be given; else as :func:`preset_policy`.
    """
    preset = POLICY_PRESETS.get(name)
    if preset is None:
        raise one_of("value.choice", "preset", name, POLICY_PRESETS)
    still_open = [one for one in OPEN_VALUES[name] if one.place and one.argument not in given]
    meanwhile = {one.argument: one.meanwhile for one in still_open}
    policy = preset(**_arguments(name, preset, given, meanwhile))
    return to_toml(policy, questions={one.place: one.question(lang) for one in still_open})
