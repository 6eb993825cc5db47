"""The released names of what is stored, and how an older form becomes the present one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from renoflow.errors import Malformed, one_of
from renoflow.facts import Fact

__all__ = ["TAGS", "UPGRADES", "Upgrade", "upgraded"]

Upgrade: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]  # it digs in plain data
"""A pure function from the data of one tag to those of the next, its ``type`` included."""

TAGS: Final[Mapping[type, str]] = MappingProxyType(
    {
        Fact: "fact.v1",
    }
)
"""The present tag of each type that is stored on its own; it is the ``type`` of its data.

A class may be renamed; a tag, once released, never changes its meaning: what is written
differently gets the next number and a row in :data:`UPGRADES`.
"""

UPGRADES: Final[Mapping[str, Upgrade]] = MappingProxyType({})
"""For each tag that is no longer written, the function to the next one."""


def upgraded(
    data: Mapping[str, object], want: str, upgrades: Mapping[str, Upgrade] = UPGRADES
) -> dict[str, object]:
    """*data* brought from its own tag to *want*, without the tag.

    Raises:
        Malformed: at ``type``: ``value.missing``, ``value.type`` or ``codec.tag``;
            ``codec.upgrade`` where the data are not what their tag says.
    """
    now = dict(data)
    passed = 0
    while now.get("type") != want:
        if "type" not in now:
            raise Malformed("value.missing", "type")
        tag = now["type"]
        if type(tag) is not str or tag not in upgrades or passed > len(upgrades):
            stem = want.partition(".")[0]
            known = sorted(one for one in upgrades if one.partition(".")[0] == stem)
            raise one_of("codec.tag", "type", tag, (*known, want))
        try:
            now = dict(upgrades[tag](now))
        except Malformed:
            raise
        except (LookupError, TypeError, ValueError, AttributeError):
            # The function may trust its data's tag; here the data did not keep its word.
            raise Malformed("codec.upgrade", tag=tag) from None
        passed += 1
    del now["type"]
    return now
