"""What the proofs of the SQLite store and their writers agree on."""

from datetime import datetime, timedelta, timezone

MORNING = datetime(2024, 3, 6, 10, tzinfo=timezone(timedelta(hours=8)))
ROUNDS = 2000
SHARED = tuple(f"shared-{n}" for n in range(100))
KILLED = tuple(f"killed-{n}" for n in range(5))
BATCH = 3
