"""Names as keys: one person's name comes out alike however titles, credentials, order and spelling differ.

The exact keys of the first edition: `names` replaces them once the world replaces `evidence`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import regex

from screener.texts.folding import fold

_TITLES_LISTED: Final = (
    "dr dra prof professor professorin mr mrs miss herr frau dipl dipling kfm univ hc habil ir drs "
    "phd dphil mba msc bsc meng beng llm llb mphil mpa mph mfa dba edd cpa cfa cma cia cisa cissp pmp acp psm cspo csm "
    "shrm sphr phr esq acca fcca frm cams itil togaf prince2"
)
_TITLES: Final = frozenset(_TITLES_LISTED.split())
# Credentials that are somebody's name as well: they go only where nothing but a credential is likely.
_TITLES_OR_NAMES_LISTED: Final = "ma ba do bs ms md pe ra rn ed eng ca jd cp pt sir lic ing mag"
_TITLES_OR_NAMES: Final = frozenset(_TITLES_OR_NAMES_LISTED.split())
_TAGLINE: Final = regex.compile(r"\s*[|•★►→].*|\s+[-–—·]\s.*")
_REGISTERED: Final = regex.compile(r"[^\s,]+[®™]")
_PRONOUNS: Final = r"\b(?:she|he|they)/\w+(?:/\w+)?"
_ASIDE: Final = regex.compile(
    rf"{_PRONOUNS}|\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\w)['‘][^'’]+['’](?!\w)",
    regex.IGNORECASE,
)
_SPLIT_DOCTOR: Final = regex.compile(r"\bph\.?\s?d\b\.?", regex.IGNORECASE)
_GLUED_TITLE: Final = regex.compile(r"\b(?:dr|prof|mr|mrs|ms|ing|dipl)\.", regex.IGNORECASE)
_BETWEEN_WORDS: Final = regex.compile(r"[\s\-‐‑–—/&+・･]+")
_NOT_IN_WORDS: Final = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_UNSPACED: Final = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー ]+")
_SPELLED_OUT: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)


def name_key(name: str) -> str:
    """The name's words without titles, credentials, emoji and nicknames, folded and sorted; empty if there are none."""
    return " ".join(sorted(_core_words(name)))


@lru_cache(maxsize=8192)  # a name is looked up under several aspects in a row
def name_keys(name: str) -> tuple[str, ...]:
    """Every key the name may be written under, the plain one first: letters spelled out (ü as ue), initials left out,
    and names of scripts without spaces written together. Two names are equal if they share a key."""
    if name.isascii() and name.replace(" ", "").isalpha():  # most are written so, and have one key
        words = name.lower().split()
        if _TITLES.isdisjoint(words) and _TITLES_OR_NAMES.isdisjoint(words) and min(map(len, words)) > 1:
            return (" ".join(sorted(words)),)
    words = _core_words(name)
    if not words:
        return ()
    keys = {" ".join(sorted(words)): None}
    without_initials = [word for word in words if len(word) > 1]
    if 2 <= len(without_initials) < len(words):
        keys[" ".join(sorted(without_initials))] = None
    if not name.isascii():
        composed = unicodedata.normalize("NFC", name)
        spelled_out = composed.translate(_SPELLED_OUT)
        if spelled_out != composed:
            keys[" ".join(sorted(_core_words(spelled_out)))] = None
        if len(words) > 1 and _UNSPACED.fullmatch("".join(words)):
            keys.update(dict.fromkeys(("".join(words), "".join(reversed(words)))))
    return tuple(keys)


def name_spellings(name: str) -> tuple[tuple[str, ...], ...]:
    """The folded words of a name in their order, without titles and credentials: as written, without initials, and
    with letters spelled out (ü as ue)."""
    words = tuple(_core_words(name))
    without_initials = tuple(word for word in words if len(word) > 1)
    spelled_out = tuple(_core_words(unicodedata.normalize("NFC", name).translate(_SPELLED_OUT)))
    return tuple(dict.fromkeys(filter(None, (words, without_initials, spelled_out))))


def names_in(cell: str) -> frozenset[str]:
    """The keys of all names that a cell with names between commas may hold; as names contain commas, every run of up
    to three parts is taken as one."""
    parts = cell.split(",")
    runs = (parts[start:end] for start in range(len(parts)) for end in range(start + 1, min(start + 3, len(parts)) + 1))
    return frozenset(key for run in runs for key in name_keys(",".join(run)))


def _core_words(name: str) -> list[str]:
    if name.replace(" ", "").isalpha():
        words = fold(name if name.isascii() else unicodedata.normalize("NFKC", name)).split()
        if _TITLES.isdisjoint(words) and _TITLES_OR_NAMES.isdisjoint(words):
            return words
    plain = unicodedata.normalize("NFKC", _REGISTERED.sub("", name) or name)
    for aside in (_TAGLINE, _ASIDE):
        shorter = aside.sub(" ", plain)
        plain = shorter if shorter.strip() else plain
    return _without_credentials(_GLUED_TITLE.sub(" ", _SPLIT_DOCTOR.sub("PhD", plain)) or plain)


def _without_credentials(name: str) -> list[str]:
    is_shouted = name.isupper()
    every: list[str] = []
    untitled: list[str] = []
    sure: list[str] = []
    for number, part in enumerate(name.split(",")):
        for token in _BETWEEN_WORDS.split(part):
            word = fold(_NOT_IN_WORDS.sub("", token))
            if not word:
                continue
            every.append(word)
            if word in _TITLES:
                continue
            untitled.append(word)
            if not _may_be_credential(token, word, is_behind_comma=number > 0, is_shouted=is_shouted):
                sure.append(word)
    return sure if len(sure) >= 2 else untitled or every


def _may_be_credential(token: str, word: str, *, is_behind_comma: bool, is_shouted: bool) -> bool:
    in_capitals = token.isupper() and not is_shouted
    if word in _TITLES_OR_NAMES:
        return is_behind_comma or in_capitals or "." in token
    return is_behind_comma and in_capitals and 2 <= len(word) <= 8 and token.isascii()
