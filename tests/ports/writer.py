"""A process that writes to a store: `race NAME` or `victims`, as the proofs need."""

import os
import sys
from contextlib import nullcontext
from signal import SIGKILL

from renoflow.adapters.sqlite import SqliteStore
from renoflow.facts import filing, key
from renoflow.ports import handle, handle_in
from tests.ports.proof import BATCH, KILLED, MORNING, ROUNDS, SHARED


def tell(line):
    """*line* to whoever started this process, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def race(store, name):
    """File phone *i* under a customer of one's own, for each *i*, and append to shared keys."""
    sys.stdin.readline()  # the others are there too

    for i in range(ROUNDS):
        phone = key(f"138{i:08d}")
        mine = f"{name}-{i}"
        told = filing(mine, at=MORNING, by=name, medium="form", phone=phone)

        def work(unit, told=told, phone=phone, mine=mine):
            handle(unit.history, mine, lambda _: [told])
            return unit.lookup.link(mine, [phone])

        seen = handle_in(store.unit, work, attempts=10)

        # Each second time load and append are two units, so that others come between.
        begin = store.unit if i % 2 else lambda: nullcontext(store)
        shared = SHARED[i % len(SHARED)]

        def append(unit, shared=shared, told=told):
            return handle(unit.history, shared, lambda _: [told])

        handle_in(begin, append, attempts=ROUNDS)
        tell(" ".join([str(i), *seen]))


def acknowledge(path):
    """Append batch after batch until killed; tell each key and version once it is there."""
    with SqliteStore(path) as store:
        versions = {one: store.history.load(one).version for one in KILLED}
        while True:
            for one in KILLED:
                version = versions[one]
                facts = [
                    filing(f"{one}/{version + n}", at=MORNING, by="wang", medium="form")
                    for n in range(BATCH)
                ]
                versions[one] = store.history.append(one, facts, expected=version)
                tell(f"{one} {versions[one]}")


def raise_victims(path):
    """One writer after another, each when the last is dead and a line comes in."""
    for _ in sys.stdin:
        victim = os.fork()  # a start from nothing would take most of the time of the proof
        if not victim:
            tell(str(os.getpid()))
            acknowledge(path)
        _, status = os.waitpid(victim, 0)
        if status != SIGKILL:
            sys.exit("a writer ended by itself")
        tell("dead")


if __name__ == "__main__":
    path, what, *more = sys.argv[1:]
    if what == "race":
        with SqliteStore(path) as opened:
            tell("ready")
            race(opened, *more)
    else:
        raise_victims(path)
