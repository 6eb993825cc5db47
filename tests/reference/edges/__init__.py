"""Edges of the rules of judging, with the answers that the rules give."""
