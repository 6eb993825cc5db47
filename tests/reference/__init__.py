"""Slow, plain second statements of what decides money or ownership; tests compare with them."""
