"""``python -m renoflow`` is the command ``renoflow``."""

from renoflow.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
