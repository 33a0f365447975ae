"""The words of a language by section: `dates`, `page`, `names`, `notes`, …"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

LANGUAGES: Final = ("en", "de", "es", "fr", "pt", "it", "nl", "ja")


def section(language: str, name: str) -> dict[str, Any]:
    """One section of a language's file; empty if the file lacks it."""
    found: dict[str, Any] = _file(language).get(name) or {}
    return found


@lru_cache(maxsize=64)
def _file(language: str) -> dict[str, Any]:
    text = files("screener.languages").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
