"""The command `screener`, also as `python -m screener`: whatever takes time stands where Ctrl-C ends it quietly."""

from __future__ import annotations

import sys

from screener import __version__

INTERRUPTED = 130  # as a shell says it


def main() -> None:
    """Import the command line, and run it. The version alone needs no command line."""
    if sys.argv[1:] == ["--version"] and _is_version_told():
        return
    try:
        from screener.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _is_version_told() -> bool:
    """Tell the version; where it cannot be written, the command line says why."""
    try:
        sys.stdout.write(f"screener {__version__}\n")
        sys.stdout.flush()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
