"""Identity keys (身份键): what links two records to one customer without telling who it is."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import attrs

from renoflow.errors import Malformed

__all__ = ["Key", "key"]

_NOT_DIGITS: Final = re.compile(r"[\s\-()./]")
_PREFIX: Final = re.compile(r"\+|00")
_PHONE: Final = re.compile(r"[0-9]{7,15}")
_MASKED: Final = re.compile(r"[0-9]{3}\*{1,8}[0-9]{4}")


@attrs.frozen(repr=False)
class Key:
    """One identity key: its *kind* (``phone``, ``home`` ...) and a normal *value*.

    ``keyed`` tells that the value is a keyed digest, so that it can be compared but
    not read. A plain value stays out of ``repr`` and of every message.
    """

    kind: str
    value: str
    keyed: bool = False

    def __repr__(self) -> str:
        return f"Key({self.kind} …{self.value[-2:] if self.keyed else '**'})"


def key(text: str, *, kind: str = "phone", secret: bytes | None = None) -> Key:
    """The identity key of *text*, written in one normal form whoever typed it.

    A phone number loses spaces, hyphens, brackets, full-width digits and the country
    code 86; where no secret is given its middle may be masked, ``138****1234``, which then
    matches by the digits that are shown alone. Any other kind loses surrounding and repeated
    blanks and letter case. With *secret* the value is an HMAC-SHA256, so that the store holds
    nothing personal.

    Raises:
        Malformed: ``key.phone`` where a phone number has not 7 to 15 digits;
            ``key.empty`` where nothing is left; ``value.missing`` for an empty secret.
    """
    if not isinstance(text, str):
        raise Malformed("value.type", "key", expected="text")
    if secret is not None and not secret:
        raise Malformed("value.missing", "secret")
    # marks that nobody sees come along when a number is copied out of a telephone
    seen = "".join(one for one in text if unicodedata.category(one) != "Cf")
    normal = unicodedata.normalize("NFKC", seen)
    if kind == "phone":
        normal = _NOT_DIGITS.sub("", normal)
        if (prefix := _PREFIX.match(normal)) is not None:
            normal = normal[prefix.end() :]
        masked = secret is None and _MASKED.fullmatch(normal)
        if not (masked or _PHONE.fullmatch(normal)):
            raise Malformed("key.phone", "phone")
        if len(normal) == 13 and normal.startswith("86"):
            normal = normal[2:]
    else:
        normal = " ".join(normal.split()).casefold()
        if not normal:
            raise Malformed("key.empty", kind)
    if secret is None:
        return Key(kind, normal)
    import hashlib  # noqa: PLC0415 - only a host that keys its keys pays for it
    import hmac  # noqa: PLC0415 - as above

    digest = hmac.new(secret, f"{kind}:{normal}".encode(), hashlib.sha256).hexdigest()
    return Key(kind, digest, keyed=True)
