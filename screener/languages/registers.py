"""How formally one writes: the tones of a reply, and the registers of each language, mirrored from the asker's note."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

import regex

from screener.languages.words import kept_by_language, languages, section
from screener.outcomes import Tone
from screener.texts.folding import printable

# Where a capital inside a sentence tells, as in German and Italian.
_INSIDE: Final = r"(?<=[\p{Ll}\p{N},;:] )"


@kept_by_language
def registers() -> Mapping[str, tuple[str, ...]]:
    """The languages that replies may come in, and the registers of each; the first is used where nothing tells."""
    written = {code: section(code, "replies").get("registers") for code in languages()}
    return {code: tuple(map(str, each)) for code, each in written.items() if each}


def register_of(note: str | None, language: str) -> str:
    """The register that the note uses, else the language's usual one: also where it mixes both."""
    return shown_register(note, language) or registers()[language][0]


def shown_register(text: str | None, language: str) -> str | None:
    """The register that a text uses; None where nothing shows it, or both are mixed."""
    every = registers()[language]
    if len(every) < 2 or not text:
        return None
    signs, said = _signs_of(language), printable(text)
    seen = [register for register in every if register in signs and signs[register].search(said)]
    return seen[0] if len(seen) == 1 else None


def distant_register(language: str) -> str:
    """The register of a formal reply."""
    of_language = registers()[language]
    return next((register for register in of_language if register in _distant(language)), of_language[0])


def is_distant(register: str, tone: Tone, language: str) -> bool:
    """Whether one writes to somebody as to a stranger, so that the full name or the family name greets
    them. In Japanese only the ending of the name tells."""
    return tone is Tone.FORMAL or (register in _distant(language) and (register, tone) != ("keigo", Tone.WARM))


def _distant(language: str) -> Collection[str]:
    return section(language, "replies").get("distant") or ()


@kept_by_language
def _signs_of(language: str) -> Mapping[str, regex.Pattern[str]]:
    """What only one register of a language says, as it is written."""
    written: Mapping[str, object] = section(language, "replies").get("signs") or {}
    patterns = {str(register): str(words).replace("{inside}", _INSIDE) for register, words in written.items()}
    return {
        register: regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{pattern})(?![\p{{L}}\p{{M}}])")
        for register, pattern in patterns.items()
    }
