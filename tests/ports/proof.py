"""What the proofs of the SQLite store and their writers agree on."""

import os
from datetime import datetime, timedelta, timezone

MORNING = datetime(2024, 3, 6, 10, tzinfo=timezone(timedelta(hours=8)))
KEYS = tuple(f"shared-{n}" for n in range(5))
BATCH = 3

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
