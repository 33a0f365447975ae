"""How formally one writes: the tones of a reply, and the registers of each language, mirrored from the asker's note."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import regex

from screener.texts.cleaning import printable


class Tone(StrEnum):
    """How a reply sounds. A template without words of its own for a tone uses its plain ones."""

    PLAIN = "plain"
    WARM = "warm"
    FORMAL = "formal"


# The languages that replies come in, and the registers of each; the first is used where the note does not tell.
REGISTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("you",),
    "de": ("Sie", "du"),
    "es": ("tú", "usted"),
    "fr": ("vous", "tu"),
    "pt": ("você",),
    "it": ("Lei", "tu"),
    "nl": ("je", "u"),
    "ja": ("keigo",),
}
_DISTANT: Final = frozenset({"Sie", "usted", "vous", "Lei", "u", "keigo"})

# What only one register says, as it is written. In German and Italian the capital inside a sentence tells.
_INSIDE: Final = r"(?<=[\p{Ll}\p{N},;:] )"
_SIGNS: Final = {
    register: regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{words})(?![\p{{L}}\p{{M}}])")
    for register, words in {
        "Sie": rf"{_INSIDE}(?:Sie|Ihr(?:e[mnrs]?)?)|Ihnen|[Ss]ehr geehrte[rn]?",
        "du": r"[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein(?:e[mnrs]?)?",
        "usted": r"[Uu]sted(?:es)?|[Ss]us?|[Ll]e|[Ee]stimad[oa]",
        "tú": r"[Tt]ú|[Tt]us?|[Tt]e|[Tt]i|[Cc]ontigo|[Tt]uy[oa]s?",
        "vous": r"[Vv]ous|[Vv]otre|[Vv]os",
        "tu": r"[Tt]u|[Tt]e|[Tt]oi|[Tt]on|[Tt]a|[Tt]es|[Tt]['’](?=\p{L})",
        "Lei": rf"{_INSIDE}(?:Lei|Le|La|Suo|Sua|Suoi|Sue)|[Gg]entile|[Ee]gregi[oa]",
        "u": r"[Uu]w?|[Gg]eachte",
        "je": r"[Jj]e|[Jj]ij|[Jj]ou|[Jj]ouw",
    }.items()
}
_ITALIAN_TU: Final = regex.compile(r"(?<!\p{L})(?:[Tt]u|[Tt]i|[Tt]e|[Tt]u[oa]|[Tt]uoi|[Tt]ue|[Cc]iao)(?!\p{L})")


def register_of(note: str | None, language: str) -> str:
    """The register that the note uses, else the language's usual one: also where it mixes both."""
    usual, *_ = every = REGISTERS[language]
    text = printable(note or "")
    seen = [register for register in every if len(every) > 1 and _sign_of(register, language).search(text)]
    return seen[0] if len(seen) == 1 else usual


def distant_register(language: str) -> str:
    """The register of a formal reply."""
    return next((register for register in REGISTERS[language] if register in _DISTANT), REGISTERS[language][0])


def is_distant(register: str, tone: Tone) -> bool:
    """Whether one writes to somebody as to a stranger, so that the full name or the family name greets
    them. In Japanese only the ending of the name tells."""
    return tone is Tone.FORMAL or (register in _DISTANT and (register, tone) != ("keigo", Tone.WARM))


def _sign_of(register: str, language: str) -> regex.Pattern[str]:
    return _ITALIAN_TU if (register, language) == ("tu", "it") else _SIGNS[register]
