"""The ledger of one project said a second time: every fen a coin with a place.

Written from the rules in docs/plans.md, slowly. *parts* are (id, fen) in the order in which
money fills them; *moves* are (day, kind, fen, told, names): "1 receipt" of some fen for a told
part or None, "2 refund" of some fen of the receipts of an earlier place, or of none, "0 more"
by which a told part grows, or "0 take" by which there is less to pay.
"""

from fractions import Fraction

from tests.reference.money import rounded, split

__all__ = ["filled", "interest"]


def filled(parts, moves, today):  # noqa: C901, PLR0915 - the whole book in one place
    """(fen on each part, fen held over, fen given back beyond what came, fen of each part)."""
    size = dict(parts)
    on = dict.fromkeys(size, 0)
    held = short = 0
    came: dict[str, dict[str | None, int]] = {}  # what is left of each receipt, by where it lies

    def pour(name, fen, told):
        nonlocal held, short
        back = min(short, fen)
        short -= back
        fen -= back
        lies = came.setdefault(name, {})
        for part in ([told] if told in size else []) + list(size):
            takes = max(min(size[part] - on[part], fen), 0)
            on[part] += takes
            fen -= takes
            lies[part] = lies.get(part, 0) + takes
        held += fen
        lies[None] = lies.get(None, 0) + fen

    def from_place(part, fen):
        """Takes *fen* away from a place, of the newest receipts first."""
        for lies in [*came.values()][::-1]:
            takes = min(lies.get(part, 0), fen)
            lies[part] = lies.get(part, 0) - takes
            fen -= takes

    def settle():
        nonlocal held
        for part, whole in size.items():
            takes = max(min(whole - on[part], held), 0)
            for lies in came.values():
                moved = min(lies.get(None, 0), takes)
                lies[None] = lies.get(None, 0) - moved
                lies[part] = lies.get(part, 0) + moved
                on[part] += moved
                held -= moved
                takes -= moved

    def give_back(fen):
        nonlocal held, short
        takes = min(held, fen)
        held -= takes
        from_place(None, takes)
        fen -= takes
        for part in reversed(list(size)):
            takes = min(on[part], fen)
            on[part] -= takes
            from_place(part, takes)
            fen -= takes
        short += fen

    def less(fen):
        """Off what is not paid, of the last part first; then off what is, which is held."""
        nonlocal held
        for part in [*size][::-1]:
            off = max(min(size[part] - on[part], fen), 0)
            size[part] -= off
            fen -= off
        for part in [*size][::-1]:
            off = max(min(size[part], fen), 0)
            size[part] -= off
            on[part] -= off
            held += off
            fen -= off
            for lies in [*came.values()][::-1]:
                moved = min(lies.get(part, 0), off)
                lies[part] = lies.get(part, 0) - moved
                lies[None] = lies.get(None, 0) + moved
                off -= moved
        size[[*size][-1]] -= fen

    for day, kind, fen, told, name in sorted(moves, key=lambda one: one[:2] + one[3:]):
        if day > today:
            continue
        if kind == "0 more":
            size[told] += fen
            settle()
            continue
        if kind == "0 take":
            less(fen)
            continue
        if kind == "1 receipt":
            pour(name, fen, told)
            continue
        lies = came.get(name, {})
        there = min(sum(lies.values()), fen)
        if there:
            places = list(lies)
            for place, takes in zip(places, split(there, [lies[p] for p in places], "first")[0]):
                lies[place] -= takes
                if place is None:
                    held -= takes
                else:
                    on[place] -= takes
        give_back(fen - there)
        settle()
    return on, held, short, size


def interest(balances, due, today, a_day, grace, most, rounding):  # noqa: PLR0913, PLR0917
    """Fen of simple interest on what was open at the end of each day since *due*.

    *balances* is a function of a day; nothing is owed until the grace is over, then from
    the due day on; *most* is a share of the greatest balance, or None.
    """
    days = (today - due).days
    if days <= grace:
        return 0
    open_fen = [balances(due + n * ((today - due) // days)) for n in range(days)]
    exact = sum((Fraction(one) * a_day for one in open_fen), Fraction(0))
    fen = rounded(exact, rounding)
    if most is not None:
        fen = min(fen, rounded(most * max(open_fen), rounding))
    return fen
