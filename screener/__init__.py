"""Triages incoming connection requests by rules their user can read, and proves its reasons from the user's files."""

TYPE_CHECKING = False  # as type checkers know it; importing `typing` would be a quarter of what `--version` costs
if TYPE_CHECKING:
    from screener.library import Screener

__version__ = "0.1.0"
__all__ = ["Screener", "__version__"]


def __getattr__(name: str) -> object:
    """`Screener` is imported when it is asked for, so that `import screener` costs nothing."""
    if name == "Screener":
        from screener.library import Screener

        return Screener
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
