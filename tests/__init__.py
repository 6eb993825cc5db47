"""The tests, in the order of ``src/renoflow``; slow second statements in ``reference/``."""
