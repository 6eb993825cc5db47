"""Files that only have to type-check: mypy reads them, and an ignore that is not needed fails."""
