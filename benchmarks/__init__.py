"""Measured against peers in the same run: ``make bench``. Ratios count, bare times do not."""
