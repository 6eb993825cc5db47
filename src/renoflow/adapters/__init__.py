"""Ports implemented: ``memory`` for tests and scripts, ``sqlite`` as the embedded default."""

__all__ = ()
