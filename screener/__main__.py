"""The command `screener`, also as `python -m screener`: whatever takes time stands where Ctrl-C ends it quietly."""

from __future__ import annotations

import sys

INTERRUPTED = 130  # as a shell says it


def main() -> None:
    """Import the command line, and run it."""
    try:
        from screener.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
