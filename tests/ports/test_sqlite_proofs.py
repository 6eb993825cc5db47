"""Proofs with real processes: nothing is lost, doubled or torn, and no collision goes unseen."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

from renoflow.adapters.sqlite import SqliteStore
from renoflow.facts import key
from tests.ports.proof import BATCH, DEEP, KEYS

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
    count = int(os.environ.get("COUNT", "2000"))
    names = ("wang", "li")
    path = tmp_path / "race.db"
    writers = [writer(path, "race", name, count) for name in names]
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

    told = Counter(f"{name}-{i}" for name in names for i in range(count))
    with SqliteStore(path) as store:
        shared = Counter(one.id for k in KEYS for one in store.history.load(k).facts)
        own = Counter(one.id for k in told for one in store.history.load(k).facts)
        versions = [store.history.load(k).version for k in KEYS]
        positions = [entry.position for entry in store.feed.read(limit=4 * count + 1)]
        found = [store.lookup.find([key(f"138{i:08d}")]) for i in range(count)]

    assert shared == own == told
    assert sum(versions) == 2 * count
    assert len(set(positions)) == len(positions) == 4 * count
    for i in range(count):
        both = {f"{name}-{i}" for name in names}
        assert set(found[i]) == both
        # Exactly one of them was later, and that one saw it.
        assert [seen[name][i] == both for name in names].count(True) == 1


def test_a_writer_killed_at_any_moment_leaves_whole_batches(tmp_path):
    """What was acknowledged is there, and at most the one batch that was under way."""
    path = tmp_path / "killed.db"
    random = Random(2026)
    for _ in range(int(os.environ.get("KILLS", "50"))):
        with writer(path, "acknowledge") as one:
            told = [one.stdout.readline().split() for _ in range(random.randint(1, 12))]
            one.kill()
            told += [line.split() for line in one.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        acknowledged = {k: int(version) for k, version in told}
        with SqliteStore(path) as store:
            for k in KEYS:
                loaded = store.history.load(k)
                assert [one.id for one in loaded.facts] == [f"{k}/{n}" for n in range(loaded.version)]
                assert loaded.version % BATCH == 0
                if k in acknowledged:
                    assert loaded.version in (acknowledged[k], acknowledged[k] + BATCH)
