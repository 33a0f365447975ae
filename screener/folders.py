"""Which folders of rules and templates are meant, and by what it is told that one is as it was."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from screener.outcomes import Verdict

VARIABLE: Final = "SCREENER_RULES"
SHIPPED: Final = "shipped"
ABOUT_ME: Final = "about-me.yaml"
ENDING: Final = ".txt"
SHARED: Final = "shared"  # of templates, what all of them use
_BLOCK: Final = 1 << 20


def choose_policy_folder(
    given: Path | None, *, cwd: Path, environment: Mapping[str, str], config: Path | None = None
) -> Path | None:
    """The folder given, else the one that SCREENER_RULES names, else `rules` here and then in the configuration
    folder if they hold an about-me.yaml. None means the shipped policy, as does the word `shipped`."""
    named = given or (Path(environment[VARIABLE]).expanduser() if environment.get(VARIABLE) else None)
    if named is not None:
        return None if names_the_shipped(named) else named
    here = cwd / "rules"
    if (here / ABOUT_ME).is_file():
        return here
    import platformdirs

    configured = (config or platformdirs.user_config_path("screener", appauthor=False)) / "rules"
    return configured if (configured / ABOUT_ME).is_file() else None


def names_the_shipped(folder: Path) -> bool:
    """Whether this is the word `shipped`, and no folder."""
    return folder == Path(SHIPPED) and not folder.is_dir()


def holds_templates(folder: Path) -> bool:
    """Whether a folder is one of reply templates, and not of something else that is called so."""
    return any(next((folder / part).glob(f"*{ENDING}"), None) for part in (*Verdict, SHARED))


FileState = tuple[str, int, int]
_NOT_MEANT: Final = "__pycache__"


@cache
def program_mark() -> tuple[FileState, ...]:
    """What tells this program, as it is installed, from every other: what another version found is not taken for
    granted."""
    return tuple(sorted(state_of([Path(__file__).parent])))


def state_of(places: Iterable[Path]) -> Iterator[FileState]:
    """Every file of folders, or the files given, each with its size and the time it was changed; what is not there is
    left out."""
    for place in places:
        with suppress(OSError):
            if place.is_dir():
                yield from _inside(str(place))
            else:
                told = place.stat()
                yield str(place), told.st_size, told.st_mtime_ns


def _inside(folder: str, above: frozenset[tuple[int, int]] = frozenset()) -> Iterator[FileState]:
    """What cannot be looked at is left out, and so is a link that leads back up."""
    try:
        at = Path(folder).stat()
        entries = list(os.scandir(folder))  # faster than `Path` by half, and there are hundreds
    except OSError:
        return
    here = at.st_dev, at.st_ino
    if here in above:
        return
    for entry in entries:
        if entry.is_dir():
            yield from _inside(entry.path, above | {here}) if entry.name != _NOT_MEANT else ()
        elif entry.is_file():
            with suppress(OSError):
                told = entry.stat()
                yield entry.path, told.st_size, told.st_mtime_ns


def digest_of(file: str) -> str:
    """A short name for what is in a file or folder; empty for standard input."""
    path = Path(file)
    return _digest_of(path, tuple(state_of([path]))) if file != "-" and path.exists() else ""


@lru_cache(maxsize=64)
def _digest_of(path: Path, _state: tuple[FileState, ...]) -> str:
    """Of files in one state once: a run asks twice, and they may be large."""
    found = hashlib.blake2b(path.name.encode("utf-8", "replace"), digest_size=16)
    for each in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if each.is_file():
            found.update(str(each.relative_to(path)).encode("utf-8", "replace"))
            for block in _blocks(each):
                found.update(block)
    return found.hexdigest()


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block
