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
_BETWEEN: Final = re.compile(r"[\s()/]")
_MASKED: Final = re.compile(
    # one stroke or dot only parts groups of digits, several hide some
    r"(?:(?:\+|00)?86)?([0-9]{3})(?:[*xX#?_×∗✱•●○■□]{1,8}|[.·・~\-‐–—−]{2,8})([0-9]{4})"
)


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
    code 86; where no secret is given its middle may be masked, ``138****1234``, with
    whatever sign, which then matches by the digits that are shown alone. Any other kind
    loses surrounding and repeated blanks and letter case. With *secret* the value is an
    HMAC-SHA256, so that the store holds nothing personal.

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
        normal = _phone(normal)
        if secret is not None and "*" in normal:
            raise Malformed("key.phone", "phone")
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


def _phone(typed: str) -> str:
    """The digits of a telephone number, or the seven of them that are shown."""
    masked = _MASKED.fullmatch(_BETWEEN.sub("", typed))
    if masked is not None:
        return "****".join(masked.groups())
    digits = _NOT_DIGITS.sub("", typed)
    if (prefix := _PREFIX.match(digits)) is not None:
        digits = digits[prefix.end() :]
    if not _PHONE.fullmatch(digits):
        raise Malformed("key.phone", "phone")
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
