"""The Chinese templates, a file for each subject."""

from renoflow.words.zh.templates import TEMPLATES

__all__ = ["TEMPLATES"]
