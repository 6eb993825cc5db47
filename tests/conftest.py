"""Hypothesis profiles: dev, ci (where CI is set), quick, deep, crosshair."""

import contextlib
import os

from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci", max_examples=30, deadline=None, derandomize=True, database=None, print_blob=True
)
settings.register_profile("quick", max_examples=8, deadline=None, derandomize=True, database=None)
settings.register_profile("deep", max_examples=5000, deadline=None)
with contextlib.suppress(Exception):  # only where hypothesis-crosshair is installed
    settings.register_profile(
        "crosshair",
        backend="crosshair",
        max_examples=100,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)
