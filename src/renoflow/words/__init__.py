"""Sentences (文字): records carry codes, here they are said in English or Chinese."""

from renoflow.words.say import Lang, text
from renoflow.words.terms import terms

__all__ = ["Lang", "terms", "text"]
