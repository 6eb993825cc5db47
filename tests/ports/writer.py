"""A process that writes to a store: `race NAME COUNT` or `acknowledge`, as the proofs need."""

import sys
from contextlib import nullcontext

from renoflow.adapters.sqlite import SqliteStore
from renoflow.facts import filing, key
from renoflow.ports import handle, handle_in
from tests.ports.proof import BATCH, KEYS, MORNING


def race(store, name, count):
    """File phone *i* under a customer of one's own, for each *i*, and append to shared keys."""
    sys.stdin.readline()  # the others are there too

    for i in range(count):
        phone = key(f"138{i:08d}")
        mine = f"{name}-{i}"
        told = filing(mine, at=MORNING, by=name, medium="form", phone=phone)

        def work(unit, told=told, phone=phone, mine=mine):
            handle(unit.history, mine, lambda _: [told])
            return unit.lookup.link(mine, [phone])

        seen = handle_in(store.unit, work, attempts=10)

        # Each second time load and append are two units, so that others come between.
        begin = store.unit if i % 2 else lambda: nullcontext(store)
        shared = KEYS[i % len(KEYS)]

        def append(unit, shared=shared, told=told):
            return handle(unit.history, shared, lambda _: [told])

        handle_in(begin, append, attempts=count)
        print(i, *seen)


def acknowledge(store):
    """Append batch after batch until killed; tell each key and version once it is there."""
    versions = {one: store.history.load(one).version for one in KEYS}
    while True:
        for shared in KEYS:
            version = versions[shared]
            facts = [
                filing(f"{shared}/{version + n}", at=MORNING, by="wang", medium="form")
                for n in range(BATCH)
            ]
            versions[shared] = store.history.append(shared, facts, expected=version)
            print(shared, versions[shared], flush=True)


if __name__ == "__main__":
    path, what, *more = sys.argv[1:]
    with SqliteStore(path) as opened:
        if what == "race":
            print("ready", flush=True)
            race(opened, more[0], int(more[1]))
        else:
            acknowledge(opened)
