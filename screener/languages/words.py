"""The words of a language by section: `dates`, `page`, `mail`, `calendar`, `names`, `notes`, …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

LANGUAGES: Final = ("en", "de", "es", "fr", "pt", "it", "nl", "ja")


def section(language: str, name: str) -> dict[str, Any]:
    """One section of a language's file; empty if the file lacks it."""
    found: dict[str, Any] = _file(language).get(name) or {}
    return found


def pattern_of(name: str, key: str) -> str:
    """What all languages say for one key of a section, as one pattern: the words there may be patterns."""
    written = (str(section(language, name).get(key) or "") for language in LANGUAGES)
    return f"(?:{'|'.join(dict.fromkeys(filter(None, written)))})"


def listed(name: str, key: str) -> tuple[str, ...]:
    """The plain words of one key of a section in all languages, each once; they stand there parted by `|`."""
    written = "|".join(str(section(language, name).get(key) or "") for language in LANGUAGES)
    return tuple(dict.fromkeys(word for word in written.split("|") if word))


def lacking(name: str) -> Iterator[tuple[str, str]]:
    """What a language lacks of a section that another one has: language and key, an inner key behind a dot."""
    known = {language: dict(_keys(section(language, name))) for language in LANGUAGES}
    every = dict.fromkeys(key for keys in known.values() for key in keys)
    for language, keys in known.items():
        yield from ((language, key) for key in every if key not in keys)


def _keys(words: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, None]]:
    for key, value in words.items():
        yield f"{before}{key}", None
        if isinstance(value, dict):
            yield from _keys(value, f"{before}{key}.")


@lru_cache(maxsize=64)
def _file(language: str) -> dict[str, Any]:
    text = files("screener.languages").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
