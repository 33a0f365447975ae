"""The words of a language by section: `telling`, `dates`, `page`, `mail`, `calendar`, `notes`, `replies`, …

One file a language. A user may add languages: files named by their code (`sv.yaml`) in the folder `languages` of their
rules. What a file leaves out is simply not known of that language; `lacking_of` says what that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml

from screener.errors import InputError
from screener.texts.folding import fold
from screener.texts.patterns import plain_re

T = TypeVar("T")
SHIPPED: Final = ("en", "de", "es", "fr", "pt", "it", "nl", "ja")
_LARGEST: Final = 1_000_000
_CODE: Final = plain_re(r"[a-z]{2,3}")
# What not every language has: how formally it can be, and what stands before a name.
_OWN_WAY: Final = plain_re(r"(distant|signs|titles_kept|madam|sir|i_am)\b")
_own: dict[str, Path] = {}  # the user's languages in this process: which there are is asked everywhere, also deep down
_readings = 0  # how often files of users were read in this process: a file may have been changed, or be another user's


def languages() -> tuple[str, ...]:
    """The codes of the languages there are: the shipped ones, then the user's."""
    return (*SHIPPED, *_own)


def own_files() -> tuple[Path, ...]:
    """The files of the user's languages."""
    return tuple(_own.values())


def kept_by_language(make: Callable[..., T]) -> Callable[..., T]:
    """Keep what a function makes of the words of languages, for as long as these are the languages there are."""

    @lru_cache(maxsize=64)
    def made(reading: int, *arguments: str) -> T:
        del reading
        return make(*arguments)

    def kept(*arguments: str) -> T:
        return made(_readings if _own else 0, *arguments)

    return wraps(make)(kept)


def use_languages_of(rules: Path | None) -> None:
    """Know the user's languages as well, those in the folder `languages` beside their rules; without rules none. Raises
    InputError for a file that is no such thing."""
    global _readings
    folder = rules / "languages" if rules else None
    found = {path.stem: path for path in sorted(folder.glob("*.yaml"))} if folder and folder.is_dir() else {}
    for code, path in found.items():
        if code in SHIPPED:
            raise InputError(f"{path}: {code} is a language that is shipped; a file of your own is for another")
        if _CODE.fullmatch(code) is None:
            raise InputError(f"{path}: a language's file is named by its code, such as sv.yaml for Swedish")
    if found != _own:
        _readings += 1
        _own.clear()
        _own.update(found)
        _file.cache_clear()
    for code in found:
        _file(code)


def lacking_of(language: str) -> list[str]:
    """What a language's file lacks that every shipped one has, each as `section.key`."""
    missing = []
    for name in dict.fromkeys(each for code in SHIPPED for each in _file(code)):
        of_shipped = [{key for key, _ in _keys(section(code, name))} for code in SHIPPED if section(code, name)]
        wanted = set.intersection(*of_shipped) if len(of_shipped) == len(SHIPPED) else set()
        there = {key for key, _ in _keys(section(language, name))}
        missing += [f"{name}.{key}" for key in sorted(wanted - there)] if there else [name]
    return missing


def section(language: str, name: str) -> dict[str, Any]:
    """One section of a language's file; empty if the file lacks it."""
    found: dict[str, Any] = _file(language).get(name) or {}
    return found


def pattern_of(name: str, key: str) -> str:
    """What all languages say for one key of a section, as one pattern: the words there may be patterns."""
    written = (str(section(language, name).get(key) or "") for language in languages())
    return f"(?:{'|'.join(dict.fromkeys(filter(None, written)))})"


def listed(name: str, key: str) -> tuple[str, ...]:
    """The plain words of one key of a section in all languages, each once; they stand there parted by `|`."""
    written = "|".join(str(section(language, name).get(key) or "") for language in languages())
    return tuple(dict.fromkeys(word for word in written.split("|") if word))


def lacking(name: str) -> Iterator[tuple[str, str]]:
    """What a language lacks of a section that another one has: language and key, an inner key behind a dot."""
    known = {language: dict(_keys(section(language, name))) for language in SHIPPED}
    every = [key for key in dict.fromkeys(key for keys in known.values() for key in keys) if not _OWN_WAY.match(key)]
    for language, keys in known.items():
        yield from ((language, key) for key in every if key not in keys)


def language_called(name: str) -> str:
    """The code of the language that people call so, such as "Deutsch (Schweiz)"; empty for one that is not known."""
    wanted = fold(name.partition("(")[0]).strip()
    return next((code for code in languages() if wanted and wanted in _names_of(code)), "")


def _names_of(language: str) -> frozenset[str]:
    written = str(section(language, "telling").get("called") or "")
    return frozenset(fold(each) for each in written.split("|") if each)


def _keys(words: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, None]]:
    for key, value in words.items():
        yield f"{before}{key}", None
        if isinstance(value, dict):
            yield from _keys(value, f"{before}{key}.")


@lru_cache(maxsize=64)
def _file(language: str) -> dict[str, Any]:
    path = _own.get(language)
    if path is None:
        text = files("screener.languages").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    return _own_file(path)


def _own_file(path: Path) -> dict[str, Any]:
    """What a file of the user's says; every value is a text, a list of texts, or a map of these."""
    try:
        data = path.read_bytes()
        read = yaml.load(data, Loader=yaml.SafeLoader) if len(data) <= _LARGEST else None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise InputError(f"{path}: cannot be read as a language's file: {' '.join(str(error).split())}") from error
    if not isinstance(read, dict) or not all(isinstance(each, dict | None) for each in read.values()):
        raise InputError(f"{path}: a language's file has sections such as `telling`, `dates` and `replies`, each a map")
    return {str(name): each or {} for name, each in read.items()}
