"""Who is next, said a second time: by asking of each member when his last turn was.

Nobody is moved about in a line. Whoever has waited longest since his last turn, or since he
lost it, is first; who never had one stands by the given order.
"""

__all__ = ["next_in_list"]


def next_in_list(order, events, *, skip):
    """The line after *events*, each ``(taken, away)`` of one instant, sets of members.

    A member who took a turn goes behind all others; of several at one instant the one who
    stood further ahead goes first. With ``skip = "loses"`` a member who is away while
    somebody behind him takes a turn goes behind too.
    """
    rank = {one: place for place, one in enumerate(order)}
    for taken, away in events:
        line = sorted(order, key=lambda one: rank[one])
        last = max((line.index(one) for one in taken), default=-1)
        lost = {one for one in line[: max(last, 0)] if one in away and one not in taken}
        moved = [one for one in line if one in taken or (skip == "loses" and one in lost)]
        top = max(rank.values())
        for place, one in enumerate(moved, 1):
            rank[one] = top + place
    return sorted(order, key=lambda one: rank[one])
