"""The command ``renoflow``: arguments in, the library asked, answers printed."""

from renoflow.cli.main import main

__all__ = ["main"]
