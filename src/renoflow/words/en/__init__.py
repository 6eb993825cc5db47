"""The English templates, a file for each subject."""

from renoflow.words.en.templates import TEMPLATES

__all__ = ["TEMPLATES"]
