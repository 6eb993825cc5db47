"""Money to the fen: exact arithmetic, yuan read and written, rounding by name, splitting.

:class:`Money` counts fen (分, a hundredth of a yuan) in an ``int``; nothing here passes
through a float. There is no default rounding and no default order of ties: no text of the
catalogue states one (PAY-01 leaves it open), so :func:`scale` and :func:`allocate` ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Final, Literal, TypeAlias, get_args

import attrs

from renoflow.errors import Malformed, one_of

__all__ = [
    "Allocation",
    "Money",
    "Ratio",
    "Rounding",
    "Tie",
    "allocate",
    "capitals",
    "format_yuan",
    "scale",
    "total",
    "yuan",
]

Ratio: TypeAlias = int | Fraction | Decimal
"""An exact rate, share or weight; a float is none."""

Rounding: TypeAlias = Literal["exact", "half_up", "half_even", "down", "up", "floor", "ceiling"]
"""What becomes of a part of a fen.

``exact`` admits none; ``half_up`` (四舍五入) and ``half_even`` go to the nearest fen, and
from the middle away from zero or to the even fen; ``down`` goes towards zero, ``up`` away
from it, ``floor`` to the lesser amount, ``ceiling`` to the greater.
"""

Tie: TypeAlias = Literal["first", "last"]
"""Which of several equal remainders bears a residue fen: the first or the last as listed."""


@attrs.frozen(order=True)
class Money:
    """An amount of *fen*, negative where it is owed the other way; zero is false.

    Adds to, subtracts from and compares with Money only; multiplies by an ``int`` only
    (:func:`scale` takes rates).

    Raises:
        TypeError: *fen* is not an ``int``; ``True`` is not one here.
    """

    fen: int

    def __attrs_post_init__(self) -> None:
        if type(self.fen) is not int:
            msg = "Money counts fen in an int; yuan() reads text and Decimal"
            raise TypeError(msg)

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen) if type(other) is Money else NotImplemented

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen) if type(other) is Money else NotImplemented

    def __mul__(self, times: int) -> Money:
        return Money(self.fen * times) if type(times) is int else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(-self.fen)

    def __pos__(self) -> Money:
        return self

    def __abs__(self) -> Money:
        return Money(abs(self.fen))

    def __bool__(self) -> bool:
        return self.fen != 0


def total(amounts: Iterable[Money]) -> Money:
    """The sum of *amounts*; of none, zero."""
    return Money(sum(amount.fen for amount in amounts))


# --- read and written ---------------------------------------------------------------

# Before the point: 9999 万亿 and below, the last amount that capitals can name.
_DIGITS: Final = 16

# On either side of the point of a Decimal. What has more is no amount or rate but a way to
# fill the memory: 1E+999999999 is a short text and a number of a thousand million digits.
_PLACES: Final = 50

# Spelled out: Unicode's own compatibility forms would read ² and ① as digits too.
_NARROW: Final = str.maketrans("０１２３４５６７８９，．－−￥\u3000", "0123456789,.--¥ ")

_TEXT: Final = re.compile(
    r"(?:-? ?¥? ?|¥ ?- ?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))? ?元?"
)


def yuan(value: str | int | Decimal, *, field: str = "amount") -> Money:
    """*value* yuan as Money: ``yuan("1,234.50")`` is ``Money(123450)``.

    Text may have ¥ before or 元 after it, a minus sign, commas between thousands and
    full-width characters. It has at most two decimals, even if the third is a 0: ``1.000``
    may be meant for a thousand. A ``Decimal`` is judged by its value: 128.5000, as a column
    of four places gives it, is 128.50.

    Args:
        value: Yuan, less than 10,000 万亿 either way.
        field: The path that an error names.

    Raises:
        Malformed: ``money.text``, ``money.float``, ``money.finite``, ``money.decimals``,
            ``money.range``, or ``value.type`` for any other type.
    """
    if isinstance(value, str):
        return Money(_read_text(value, field))
    if isinstance(value, Decimal):
        return Money(_read_decimal(value, field))
    if type(value) is int:
        if abs(value) >= 10**_DIGITS:
            raise Malformed("money.range", field, digits=_DIGITS)
        return Money(value * 100)
    if isinstance(value, float):
        raise Malformed("money.float", field)
    raise Malformed("value.type", field, expected="text, Decimal or int")


def _read_text(text: str, field: str) -> int:
    narrow = text.translate(_NARROW).strip()
    found = _TEXT.fullmatch(narrow)
    if found is None:
        raise Malformed("money.text", field)
    whole = found[1].replace(",", "")
    decimals = found[2] or ""
    if len(whole) > _DIGITS:
        raise Malformed("money.range", field, digits=_DIGITS)
    if len(decimals) > 2:
        raise Malformed("money.decimals", field)
    fen = int(whole + decimals.ljust(2, "0"))
    return -fen if "-" in narrow else fen


def _read_decimal(value: Decimal, field: str) -> int:
    if not value.is_finite():
        raise Malformed("money.finite", field)
    if not value:
        return 0
    if value.adjusted() >= _DIGITS:
        raise Malformed("money.range", field, digits=_DIGITS)
    if _places(value) <= _PLACES:
        # Not value * 100: the host's decimal context would round it.
        numerator, denominator = value.as_integer_ratio()
        fen, finer = divmod(numerator * 100, denominator)
        if not finer:
            return fen
    raise Malformed("money.decimals", field)


def format_yuan(amount: Money) -> str:
    """*amount* in yuan with two decimals and no currency sign, as in ``-1,234.50``.

    :func:`yuan` reads it back.
    """
    whole, rest = divmod(abs(amount.fen), 100)
    return f"{'-' if amount.fen < 0 else ''}{whole:,}.{rest:02}"


_NUMERALS: Final = "零壹贰叁肆伍陆柒捌玖"
_UNITS: Final = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))


def capitals(amount: Money) -> str:
    """*amount* in Chinese capital numerals (大写金额), as receipts have it.

    ``Money(123450)`` is 壹仟贰佰叁拾肆元伍角整. One 零 stands for the zeros that follow a
    unit, and none for zeros before a unit or at the end: 壹拾万零伍佰元整 but
    壹拾万柒仟元整, 壹元零伍分 but 壹拾元伍角整. 整 follows 元 and 角, never 分; zero is
    零元整; a negative amount begins with 负. The 人民币 of a form is not part of it.

    Raises:
        Malformed: ``money.range`` from 10,000 万亿 on, either way.
    """
    if not amount.fen:
        return "零元整"
    whole, rest = divmod(abs(amount.fen), 100)
    if whole >= 10**_DIGITS:
        raise Malformed("money.range", "amount", digits=_DIGITS)
    jiao, fen = divmod(rest, 10)
    words = "负" if amount.fen < 0 else ""
    if whole:
        words += _in_capitals(whole) + "元"
    if jiao:
        words += _NUMERALS[jiao] + "角"
    if not fen:
        return words + "整"
    if whole and not jiao:
        words += "零"
    return words + _NUMERALS[fen] + "分"


def _in_capitals(number: int) -> str:
    for unit, word in _UNITS:
        if number >= unit:
            high, low = divmod(number, unit)
            head = _in_capitals(high) + word
            if not low:
                return head
            return head + ("零" if low * 10 < unit else "") + _in_capitals(low)
    return _NUMERALS[number]


# --- rates and shares ---------------------------------------------------------------

_ROUNDINGS: Final[tuple[str, ...]] = get_args(Rounding)
_TIES: Final[tuple[str, ...]] = get_args(Tie)


def scale(amount: Money, ratio: Ratio, rounding: Rounding) -> Money:
    """*amount* times *ratio*, worked out exactly and then rounded once to the fen.

    Raises:
        Malformed: ``money.inexact`` where *rounding* is ``exact`` and a part of a fen is
            left; ``money.ratio`` for a ratio that is no exact finite number;
            ``value.choice`` for an unknown rounding.
    """
    return Money(scaled(amount.fen, ratio, rounding))


def scaled(fen: int, ratio: Ratio, rounding: Rounding) -> int:
    """What :func:`scale` works out, from fen to fen: a record made once is made at the end."""
    if rounding not in _ROUNDINGS:
        raise one_of("value.choice", "rounding", rounding, _ROUNDINGS)
    exact = _exact(ratio)
    if exact is None:
        raise Malformed("money.ratio", "ratio", digits=_PLACES)
    return scaled_fen(fen, exact[0], exact[1], rounding)


def scaled_fen(fen: int, numerator: int, denominator: int, rounding: Rounding) -> int:
    """As :func:`scaled`, of a ratio in two whole numbers, checked by whoever keeps them."""
    product = fen * numerator
    lower, rest = divmod(product, denominator)
    if not rest:
        return lower
    if rounding == "half_up":  # the usual one, without a call
        beyond = rest * 2 - denominator
        return lower + 1 if beyond > 0 or (beyond == 0 and product > 0) else lower
    if rounding == "exact":
        raise Malformed("money.inexact", "ratio")
    return lower + _to_greater(rounding, lower, product > 0, rest * 2 - denominator)


def _to_greater(rounding: Rounding, lower: int, positive: bool, beyond_middle: int) -> bool:
    match rounding:
        case "half_even":
            return beyond_middle > 0 or (beyond_middle == 0 and lower % 2 == 1)
        case "up":
            return positive
        case "down":
            return not positive
        case _:
            return rounding == "ceiling"


@attrs.frozen(kw_only=True)
class Allocation:
    """An amount split to the fen.

    Attributes:
        parts: One for each weight, in the order of the weights; they total the amount.
        residue: For each fen that the exact shares left over, the index of the part that
            bears it, the largest remainder first. Every other part is its exact share less
            the part of a fen (of a negative amount each such fen is a negative one).
    """

    parts: tuple[Money, ...]
    residue: tuple[int, ...]


def allocate(amount: Money, weights: Sequence[Ratio], *, tie: Tie) -> Allocation:
    """*amount* split by *weights*, by largest remainder.

    Each part is its exact share without the part of a fen; the fen left over go, one each,
    to the largest remainders, and among equal ones as *tie* says. A zero weight gets zero,
    and a negative amount is split as the positive one is.

    Args:
        amount: What is split.
        weights: None negative, not all zero; only their proportions matter.
        tie: ``first`` or ``last`` of equal remainders as listed.

    Raises:
        Malformed: ``money.weight`` for a negative weight, ``money.weights`` where there is
            none above zero, ``money.ratio`` for one that is no exact finite number;
            ``value.choice`` for an unknown tie.
    """
    if tie not in _TIES:
        raise one_of("value.choice", "tie", tie, _TIES)
    shares = _whole_numbers(weights)
    of = sum(shares)
    if not of:
        raise Malformed("money.weights", "weights")
    fen = abs(amount.fen)
    parts = [fen * share // of for share in shares]
    left = fen - sum(parts)
    residue: tuple[int, ...] = ()
    if left:
        # A stable sort keeps equal remainders as listed here, reverse=True too.
        listed = range(len(shares)) if tie == "first" else range(len(shares) - 1, -1, -1)
        residue = tuple(sorted(listed, key=lambda i: fen * shares[i] % of, reverse=True)[:left])
        for index in residue:
            parts[index] += 1
    sign = -1 if amount.fen < 0 else 1
    return Allocation(parts=tuple(Money(sign * part) for part in parts), residue=residue)


def _whole_numbers(weights: Sequence[Ratio]) -> list[int]:
    numerators: list[int] = []
    denominators: list[int] = []
    for index, weight in enumerate(weights):
        exact = _exact(weight)
        if exact is None:
            raise Malformed("money.ratio", f"weights[{index}]", digits=_PLACES)
        if exact[0] < 0:
            raise Malformed("money.weight", f"weights[{index}]")
        numerators.append(exact[0])
        denominators.append(exact[1])
    common = lcm(*denominators)
    if common == 1:
        return numerators
    return [n * (common // d) for n, d in zip(numerators, denominators, strict=True)]


def _exact(ratio: Ratio) -> tuple[int, int] | None:
    if type(ratio) is int:
        return ratio, 1
    if isinstance(ratio, Fraction):
        return ratio.as_integer_ratio()
    if isinstance(ratio, Decimal):
        exponent = ratio.as_tuple().exponent  # a letter for what is not finite
        if type(exponent) is int and exponent >= -_PLACES and ratio.adjusted() < _PLACES:
            return ratio.as_integer_ratio()
    return None


def _places(value: Decimal) -> int:
    return -int(value.as_tuple().exponent)
