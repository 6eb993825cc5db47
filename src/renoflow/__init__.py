"""Whose customer is this, and what is due now: a domain library for renovation companies.

Import the rooms that you need (``renoflow.attribution``, ``renoflow.pricing``,
``renoflow.pipeline``); this module only tells versions.
"""

from typing import Final

__all__ = ["SEMANTICS", "__version__"]

__version__: Final = "0.1.0"

SEMANTICS: Final = 4
"""Raised with every change that alters an outcome; written into each verdict."""
