"""Where the shipped rules and templates lie, inside the package in a wheel, beside it in a checkout; and whether they
are used or the user's own rules."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

_PACKAGE = Path(__file__).parent


def shipped_folder(name: str) -> Path:
    """The folder `rules` or `templates` as shipped. An editable install runs from the checkout."""
    beside = _PACKAGE.parent / name
    inside = _PACKAGE / "shipped_files" / name
    return inside if inside.is_dir() else beside


VARIABLE: Final = "SCREENER_RULES"
_SHIPPED: Final = "shipped"
_ABOUT_ME: Final = "about-me.yaml"


def choose_policy_folder(
    given: Path | None, *, cwd: Path, environment: Mapping[str, str], config: Path | None = None
) -> Path | None:
    """The folder given, else the one that SCREENER_RULES names, else `rules` here and then in the configuration
    folder if they hold an about-me.yaml. None means the shipped policy, as does the word `shipped`."""
    import platformdirs

    named = given or (Path(environment[VARIABLE]).expanduser() if environment.get(VARIABLE) else None)
    if named is not None:
        return None if names_the_shipped(named) else named
    here = cwd / "rules"
    if (here / _ABOUT_ME).is_file():
        return here
    configured = (config or platformdirs.user_config_path("screener", appauthor=False)) / "rules"
    return configured if (configured / _ABOUT_ME).is_file() else None


def names_the_shipped(folder: Path) -> bool:
    """Whether this is the word `shipped`, and no folder."""
    return folder == Path(_SHIPPED) and not folder.is_dir()
