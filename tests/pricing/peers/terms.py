"""Payment terms of two ERPs said as plans: plain data, as a file would hold it."""

from decimal import Decimal
from fractions import Fraction

__all__ = ["fen", "later_odoo", "odoo", "tryton"]

_SIGNED = {"first": {"fact": "contract"}}


def fen(text):
    """The fen of an amount written with a point, to the nearest one."""
    return round(Decimal(text) * 100)


def money(amount):
    return f"{Decimal(amount) / 100:.2f} CNY"


def plan(case, parts, **told):
    return {
        "type": "plan.v1",
        "id": "term",
        "revision": 1,
        "source": "",
        "collector": "finance",
        "tie": "first",
        "residue": "last",
        "unit": money(fen(case["rounding"])),
        "negative": "mirror",
        "parts": [
            dict(takes, id=f"p{n}", component="all", due={"anchor": _SIGNED, **due})
            for n, (takes, due) in enumerate(parts)
        ],
        **told,
    }


def moved(n, unit):
    """So many of a unit on or back; nothing where there are none."""
    span = {unit: abs(n), "counting": "calendar"}
    return [] if not n else [span] if n > 0 else [{"back": span}]


# --- Tryton: a percentage is of what is left, unless it says of the total ------------------


def tryton(case):
    """A payment term of Tryton 8.2.

    Shares go to the even fen. A line that would get some of what it asks for refuses the
    term; one that finds nothing left is nothing.
    """
    *lines, last = case["lines"]
    parts = [(_takes(line), _days(line)) for line in lines]
    parts.append(({"rest": True}, _days(last)))
    return plan(case, parts, rounding="half_even", overshoot="refuse_cut")


def _takes(line):
    if line["type"] == "fixed":
        return {"amount": money(fen(line["amount"]))}
    if line["type"] == "remainder":  # not the last line: it takes all that is left
        return {"share": "1", "of": "left"}
    share = {"share": str(Fraction(line["ratio"]))}
    return share if line["type"] == "percent_on_total" else {**share, "of": "left"}


def _days(line):
    steps = []
    for delta in line.get("deltas", ()):
        months = delta.get("months", 0)
        if "month" in delta and months:
            # Counted from January, which clips no day, so that the day is clipped once.
            steps.append({"month": 1, "which": "this"})
            months += delta["month"] - 1
        elif "month" in delta:
            steps.append({"month": delta["month"], "which": "this"})
        steps += moved(months, "months")
        if "day" in delta:
            steps.append({"day": delta["day"], "which": "this"})
        steps += moved(delta.get("days", 0) + 7 * delta.get("weeks", 0), "days")
        if "weekday" in delta:
            steps.append({"weekday": delta["weekday"], "which": "coming"})
    return {"steps": steps} if steps else {"span": {"until": "day"}}


# --- Odoo: a percentage is of the total, and what is too much is given back ----------------


def odoo(case):
    """A payment term of Odoo 11.

    Shares go to the nearest fen, half a fen away from zero; the balance may be negative.
    """
    parts: list[tuple[dict[str, object], dict[str, object]]] = []
    for line in case["lines"]:
        if line["value"] == "balance":
            parts.append(({"rest": True}, _option(line)))
        elif line["value"] == "percent" and Decimal(line["amount"]):
            parts.append(({"share": str(Fraction(line["amount"]) / 100)}, _option(line)))
        elif line["value"] == "fixed" and fen(line["amount"]):
            parts.append(({"amount": money(fen(line["amount"]))}, _option(line)))
    return plan(case, parts, rounding="half_up", overshoot="negative")


def _option(line):
    days = moved(line.get("days", 0), "days")
    if line["option"] == "day_after_invoice_date":
        return {"steps": days} if days else {"span": {"until": "day"}}
    if line["option"] == "fix_day_following_month":  # the 31st of a short month runs over it
        return {"span": {"until": "month"}, "steps": days}
    if line["option"] == "last_day_following_month":
        return {"span": {"until": "month", "skip": 1}}
    return {"span": {"until": "month"}}


# --- later versions of Odoo, by their documentation ----------------------------------------


def later_odoo(case):
    """A payment term of Odoo 17 and later: the last line takes the rest, whatever it says."""
    *lines, last = case["lines"]
    parts = [
        (
            {"share": str(Fraction(line["amount"]) / 100)}
            if line["value"] == "percent"
            else {"amount": money(fen(line["amount"]))},
            _delay(line),
        )
        for line in lines
    ]
    parts.append(({"rest": True}, _delay(last)))
    return plan(case, parts, rounding="half_up", overshoot="negative")


def _delay(line):
    days = moved(line["days"], "days")
    if line["delay"] == "days_after":
        return {"steps": days} if days else {"span": {"until": "day"}}
    if line["delay"] == "days_after_end_of_month":
        return {"span": {"until": "month"}, "steps": days}
    if line["delay"] == "days_after_end_of_next_month":
        return {"span": {"until": "month", "skip": 1}, "steps": days}
    on_the = {"day": line["on_the"], "which": "next"} if line["on_the"] else {"until": "month"}
    return {"steps": [*days, on_the]}
