"""Who may do what with a customer's file, as rows (客户资料权限)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias, get_args

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.periods import Span
from renoflow.reasons import Reason
from renoflow.select import DayReading

__all__ = [
    "Access",
    "AccessAction",
    "AccessQuestion",
    "AccessRow",
    "AccessRules",
    "CopyRules",
    "Medium",
]

AccessAction: TypeAlias = Literal[
    "view",
    "query",
    "enter",
    "change",
    "delete",
    "print",
    "copy",
    "forward",
    "disclose",
    "hand_over",
    "destroy",
]
"""What may be done with a file; ``disclose`` is telling a third party."""

Medium: TypeAlias = Literal["paper", "electronic", "system"]
"""纸质信息, 电子信息, 管控数据 (CONF-04)."""


@attrs.frozen(kw_only=True)
class AccessRow:
    """One condition on some actions: it holds if one of its ways is open.

    A row without a way lets nobody do it. Several rows on one action must all hold.

    Attributes:
        id: Unique in the rules; objections cite it.
        actions: What it is about.
        media: On which media; empty for all.
        roles: Roles that may by themselves.
        authorised_by: Roles whose standing authorisation is enough.
        approved_by: Roles of which one must have approved this request; each request is
            good for one use.
        consent: The customer's consent is enough.
        within: How long an approval or authorisation is good; None for no end but its own.
        source: Catalogue id.

    Raises:
        Malformed: ``value.choice`` for another action or medium; ``value.missing`` for a
            row without actions.
    """

    id: str
    actions: tuple[AccessAction, ...]
    media: tuple[Medium, ...] = ()
    roles: tuple[str, ...] = ()
    authorised_by: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    consent: bool = False
    within: Span | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.actions:
            raise Malformed("value.missing", "actions")
        for field, allowed in (("actions", AccessAction), ("media", Medium)):
            for place, one in enumerate(getattr(self, field)):
                if one not in get_args(allowed):
                    raise one_of("value.choice", f"{field}[{place}]", one, get_args(allowed))


@attrs.frozen(kw_only=True)
class CopyRules:
    """What a copy of a file needs (副本管理), by CONF-05 to CONF-07.

    Attributes:
        approved_by: Roles of which one approves that it is made.
        supervised_by: The role that supervises its destruction.
        source: Catalogue id.
    """

    approved_by: tuple[str, ...]
    supervised_by: str
    source: str = ""


@attrs.frozen(kw_only=True)
class AccessRules:
    """A company's rules on its customers' files.

    Attributes:
        id: What they are called by.
        revision: From 1 on.
        source: Preset id of the catalogue.
        rows: The conditions.
        otherwise: What holds for an action that no row is about (X-49).
        self_approval: Whether an approval counts that the asker gave himself.
        days: How a fact without an hour is read.
        sensitive: Which sensitive fields the company has chosen to keep (CUS-02).
        copies: What copies need; None where the source says nothing of them.

    Raises:
        Malformed: ``process.twice`` for two rows of one id.
    """

    id: str
    revision: int
    source: str
    rows: tuple[AccessRow, ...]
    otherwise: Literal["allowed", "refused"]
    self_approval: bool
    days: DayReading
    sensitive: tuple[str, ...] = ()
    copies: CopyRules | None = None

    def __attrs_post_init__(self) -> None:
        ids = [row.id for row in self.rows]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise Malformed("process.twice", f"rows[{place}].id")

    @property
    def name(self) -> str:
        """``id@revision``."""
        return f"{self.id}@{self.revision}"


@attrs.frozen(kw_only=True)
class AccessQuestion:
    """Who wants to do what with whose file.

    Attributes:
        actor: Party id of the person.
        roles: The roles he has, by the company's own list.
        action: What he wants to do.
        customer: Whose file.
        medium: On which medium.
        items: Which fields; empty for the file as a whole.
        to: Whom a third party is to be told, by its party id.

    Raises:
        Malformed: ``value.choice`` for another action or medium.
    """

    actor: str
    roles: tuple[str, ...]
    action: AccessAction
    customer: str
    medium: Medium = "system"
    items: tuple[str, ...] = ()
    to: str | None = None

    def __attrs_post_init__(self) -> None:
        for field, allowed in (("action", AccessAction), ("medium", Medium)):
            if (given := getattr(self, field)) not in get_args(allowed):
                raise one_of("value.choice", field, given, get_args(allowed))


@attrs.frozen(kw_only=True)
class Access:
    """The answer: allowed if there is no objection; why it is, or everything against it."""

    question: AccessQuestion
    rules: str
    at: datetime
    grounds: tuple[Reason, ...]
    objections: tuple[Reason, ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.objections
