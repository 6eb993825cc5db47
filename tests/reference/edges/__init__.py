"""Edges of the rules of judging, with the answers that the rules give."""

from tests.reference.edges.answers import ANSWERS
from tests.reference.edges.chapters import CHAPTERS
from tests.reference.edges.claims import CLAIMS
from tests.reference.edges.sayings import SAYINGS
from tests.reference.edges.traps import TRAPS

__all__ = ["STATED"]

STATED = {**TRAPS, **CHAPTERS, **CLAIMS, **ANSWERS, **SAYINGS}
