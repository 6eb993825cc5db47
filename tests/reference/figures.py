"""The figures said again, slowly and plainly, over lists of (instant, ...) and nothing else."""

from fractions import Fraction

__all__ = [
    "callback_rate",
    "conversion",
    "handled",
    "mean",
    "retention",
    "stays",
    "weighted_mean",
]


def conversion(customers, first, last, at, limit=None):
    """Each customer is (times he came, times he became); *limit* gives the end for a start."""
    whole, part = 0, 0
    for came, became in customers:
        past = sorted(when for when in came if when <= at)
        if past == [] or past[0] < first or past[0] > last:
            continue
        whole = whole + 1
        start = past[0]
        end = at if limit is None else limit(start)
        good = [when for when in became if start <= when <= end and when <= at]
        if good != []:
            part = part + 1
    return part, whole


def callback_rate(owed, first, last, late_counts):
    """*owed* is (due instant or None, what became of it)."""
    whole, part = 0, 0
    for due, became in owed:
        if due is None or due < first or due > last:
            continue
        if became == "met" or (became == "met_late" and late_counts):
            part = part + 1
            whole = whole + 1
        elif became in {"met_late", "missed"}:
            whole = whole + 1
    return part, whole


def handled(received, answers, first, last, at):
    """*received* is (id, instant); *answers* is (instant, the id that it answers)."""
    whole, part = 0, 0
    for name, when in received:
        if when > at or when < first or when > last:
            continue
        whole = whole + 1
        if any(of == name and then <= at for then, of in answers):
            part = part + 1
    return part, whole


def mean(values):
    """The exact mean, or None of nothing."""
    values = list(values)
    if len(values) == 0:
        return None
    total = Fraction(0)
    for value in values:
        total = total + Fraction(value)
    return total / len(values)


def retention(start, active):
    """How many of the distinct names at the start are still there, of how many."""
    names = []
    for name in start:
        if name not in names:
            names.append(name)
    return len([name for name in names if name in active]), len(names)


def weighted_mean(ratings, weights):
    """Each weighted rating as often as its weight says, in the smallest whole numbers."""
    common = 1
    for weight in weights.values():
        common = common * Fraction(weight).denominator
    listed = []
    for name, weight in weights.items():
        times = Fraction(weight) * common
        for _ in range(int(times)):
            if name not in ratings:
                return None
            listed.append(ratings[name])
    return mean(listed)


def stays(steps, stage, first, last):
    """*steps* are (instant, stage entered) of one track, in order; the lengths of the stays."""
    found = []
    entered = None
    for when, to in steps:
        if entered is not None:
            if first <= when <= last:
                found.append(when - entered)
            entered = None
        if to == stage:
            entered = when
    return sorted(found)
