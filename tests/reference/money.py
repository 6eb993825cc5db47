"""Money said a second time, slowly: rounding, splitting, and capitals both ways.

Written from the rules in words. Uses ``Fraction`` throughout and nothing of renoflow.
"""

from fractions import Fraction

__all__ = ["read_capitals", "rounded", "split", "written_capitals"]


def rounded(exact, how):
    """The neighbour of *exact* that the rule likes best; for ``exact`` None if there are two."""
    near = [whole for whole in _around(exact) if abs(whole - exact) < 1]
    if how == "exact":
        return near[0] if len(near) == 1 else None

    def dislike(whole):
        return {
            "floor": (whole, 0),
            "ceiling": (-whole, 0),
            "down": (abs(whole), 0),
            "up": (-abs(whole), 0),
            "half_up": (abs(whole - exact), -abs(whole)),
            "half_even": (abs(whole - exact), whole % 2),
        }[how]

    return min(near, key=dislike)


def _around(exact):
    start = int(exact)
    return range(start - 1, start + 2)


def split(fen, weights, tie):
    """Parts and bearers: fen are handed out one at a time to the part that lacks most."""
    if fen < 0:
        parts, bearers = split(-fen, weights, tie)
        return [-part for part in parts], bearers
    weights = [Fraction(weight) for weight in weights]
    due = [fen * weight / sum(weights) for weight in weights]
    parts = [rounded(share, "floor") for share in due]
    bearers = []
    while sum(parts) < fen:
        lacking = [share - part for share, part in zip(due, parts)]
        equal = [i for i, lack in enumerate(lacking) if lack == max(lacking)]
        bearer = equal[0] if tie == "first" else equal[-1]
        parts[bearer] += 1
        bearers.append(bearer)
    return parts, bearers


DIGITS = "零壹贰叁肆伍陆柒捌玖"
WITHIN_FOUR = ("仟", "佰", "拾", "")


def written_capitals(fen):
    """Digit by digit from the left, minding one thing: whether zeros wait to be said.

    Saying 元, 万 or 亿 ends their waiting; a digit that is said while zeros wait is preceded
    by one 零, unless it is the first.
    """
    if fen == 0:
        return "零元整"
    digits = f"{abs(fen):018}"
    said = ""
    zeros_wait = False
    for place, digit in enumerate(digits):
        if digit != "0":
            said += "零" * (zeros_wait and said != "") + DIGITS[int(digit)]
            said += WITHIN_FOUR[place % 4] if place < 16 else "角分"[place - 16]
        zeros_wait = digit == "0"
        # What stands so far, at the end of each group of four: 万亿, 亿, 万, 元.
        group_says_something = digits[place - 3 : place + 1] != "0000"
        unit = ""
        if place in {3, 11} and group_says_something:
            unit = "万"
        if place == 7 and said:
            unit = "亿"
        if place == 15 and said:
            unit = "元"
        if unit:
            said += unit
            zeros_wait = False
        elif place in {3, 7, 11, 15}:
            zeros_wait = True
    return ("负" if fen < 0 else "") + said + ("" if said.endswith("分") else "整")


def read_capitals(words):
    """The fen that *words* name; 零 and 整 carry no value and are read over."""
    if words.startswith("负"):
        return -read_capitals(words.removeprefix("负"))
    yuan, _, small = words.removesuffix("整").rpartition("元")
    return 100 * _read_whole(yuan) + _read_small(small)


def _read_small(small):
    value = {"角": 10, "分": 1}
    small = small.replace("零", "")
    return sum(DIGITS.index(digit) * value[unit] for digit, unit in zip(small[::2], small[1::2]))


def _read_whole(yuan):
    for unit, value in (("亿", 10**8), ("万", 10**4), ("仟", 1000), ("佰", 100), ("拾", 10)):
        high, found, low = yuan.rpartition(unit)
        if found:
            return _read_whole(high) * value + _read_whole(low)
    yuan = yuan.replace("零", "")
    return DIGITS.index(yuan) if yuan else 0
