"""The one home of the sentences of errors, a file for each room."""

from renoflow.errors.sentences.expected import EXPECTED
from renoflow.errors.sentences.rows import SENTENCES

__all__ = ["EXPECTED", "SENTENCES"]
