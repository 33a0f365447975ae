"""Where the shipped rules and templates lie: inside the package in a wheel, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped_folder(name: str) -> Path:
    """The folder `rules` or `templates` as shipped. An editable install runs from the checkout."""
    beside = _PACKAGE.parent / name
    inside = _PACKAGE / "shipped_files" / name
    return inside if inside.is_dir() else beside
