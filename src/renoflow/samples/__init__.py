"""Demo data that come with the library: thirty hand-written cases."""

from renoflow.samples.written import cases

__all__ = ["cases"]
