"""Proofs with real processes: nothing is lost, doubled or torn, and no collision goes unseen."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random
from signal import SIGKILL

from renoflow.adapters.sqlite import SqliteStore
from renoflow.facts import key
from tests.ports.proof import BATCH, KILLED, ROUNDS, SHARED

ROOT = Path(__file__).parents[2]


def writer(*arguments):
    """A process running writer.py."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ports.writer", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_lose_nothing_and_see_every_collision(tmp_path):
    """Two salespeople file the same phones under customers of their own, all at once."""
    names = ("wang", "li")
    path = tmp_path / "race.db"
    writers = [writer(path, "race", name) for name in names]
    for one in writers:
        assert one.stdout.readline() == "ready\n"
    for one in writers:
        one.stdin.write("go\n")
        one.stdin.flush()
    seen = {}
    for one, name in zip(writers, names, strict=True):
        output, _ = one.communicate()
        assert one.returncode == 0
        seen[name] = [set(line.split()[1:]) for line in output.splitlines()]

    told = Counter(f"{name}-{i}" for name in names for i in range(ROUNDS))
    with SqliteStore(path) as store:
        shared = Counter(one.id for name in SHARED for one in store.history.load(name).facts)
        own = Counter(one.id for name in told for one in store.history.load(name).facts)
        versions = [store.history.load(name).version for name in SHARED]
        positions = [entry.position for entry in store.feed.read(limit=4 * ROUNDS + 1)]
        found = [store.lookup.find([key(f"138{i:08d}")]) for i in range(ROUNDS)]

    assert shared == own == told
    assert sum(versions) == 2 * ROUNDS
    assert len(set(positions)) == len(positions) == 4 * ROUNDS
    for i in range(ROUNDS):
        both = {f"{name}-{i}" for name in names}
        assert set(found[i]) == both
        # Exactly one of them was later, and that one saw it.
        assert [seen[name][i] == both for name in names].count(True) == 1


def test_a_writer_killed_at_any_moment_leaves_whole_batches(tmp_path):
    """What was acknowledged is there, and at most the one batch that was under way."""
    path = tmp_path / "killed.db"
    random = Random(2026)  # noqa: S311 - the same moments in each run
    with writer(path, "victims") as nursery:
        for _ in range(50):
            nursery.stdin.write("another\n")
            nursery.stdin.flush()
            victim = int(nursery.stdout.readline())
            told = [nursery.stdout.readline() for _ in range(random.randint(1, 12))]
            os.kill(victim, SIGKILL)
            told += iter(nursery.stdout.readline, "dead\n")
            check_batches(path, {name: int(version) for name, version in map(str.split, told)})


def check_batches(path, acknowledged):
    """Every history in the file is whole; of *acknowledged* it has that, or a batch more."""
    with SqliteStore(path) as store:
        loaded = {name: store.history.load(name) for name in KILLED}
    for name, history in loaded.items():
        told = [f"{name}/{n}" for n in range(history.version)]
        assert [fact.id for fact in history.facts] == told
        assert history.version % BATCH == 0
    for name, version in acknowledged.items():
        assert loaded[name].version in (version, version + BATCH)
