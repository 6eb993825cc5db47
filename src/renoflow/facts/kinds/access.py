"""Access to the customer's file (客户档案的使用): asked, authorised, agreed to, used, copied."""

from __future__ import annotations

from typing import Final

from renoflow.facts.kinds.rows import may, must, row
from renoflow.facts.records import Field

__all__ = ["ACCESS"]

_MEDIUM: Final = ("medium", "choice", "载体", "paper", "electronic", "system")


def _action(zh: str) -> Field:
    return must(
        "action",
        "choice",
        zh,
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
    )


ACCESS: Final = (
    row(
        "file_request",
        "档案使用申请",
        _action("申请事项"),
        may(*_MEDIUM),
        may("items", "names", "涉及项"),
        may("to", "party", "提供对象"),
        may("until", "day", "使用期限"),
    ),
    row(
        "file_access",
        "档案使用",
        _action("使用方式"),
        may(*_MEDIUM),
        may("items", "names", "涉及项"),
        may("to", "party", "提供对象"),
        may("request", "fact", "所依申请"),
    ),
    row(
        "authorisation",
        "授权",
        must("to", "party", "被授权人"),
        must("actions", "names", "授权事项"),
        may(*_MEDIUM),
        may("until", "day", "授权期限"),
    ),
    row(
        "disclosure_consent",
        "客户同意披露",
        may("to", "party", "披露对象"),
        may("items", "names", "涉及项"),
        may("until", "day", "同意期限"),
    ),
    row("revocation", "撤销授权或同意", must("of", "fact", "所撤事项")),
    row(
        "file_copy",
        "档案副本",
        must("medium", "choice", "载体", "paper", "electronic"),
        may("to", "party", "持有人"),
        may("request", "fact", "所依申请"),
        may("stamped", "flag", "盖受控文件章"),
        may("until", "day", "使用期限"),
        may("signed", "flag", "签收"),
    ),
    row(
        "copy_step",
        "副本处理",
        must("of", "fact", "所处理副本"),
        must("step", "choice", "处理", "confirmed", "lent", "taken_out", "returned", "destroyed"),
        may("supervised_by", "code", "监销角色"),
    ),
)
