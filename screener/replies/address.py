"""How to address somebody: by the first name where it is sure which that is, else by the full name, else not at all."""

from __future__ import annotations

from typing import Final

import regex

from screener.texts.cleaning import one_line
from screener.texts.folding import fold
from screener.texts.phrases import PhraseSet

LONGEST_NAME: Final = 60
_MOST_WORDS: Final = 6
_ASIDE: Final = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|“[^”]*”")
_TAGLINE: Final = regex.compile(r"\s*[|•★►→].*|\s+[-–—]\s.*|,.*")
_PICTURES: Final = regex.compile(r"[\p{So}\p{Sk}\p{Emoji_Presentation}\p{Variation_Selector}®™]+")
# A name is letters and marks, with the few signs that stand in names. Anything else may be markup, a link, a formula.
_NAME: Final = regex.compile(r"[\p{L}\p{M} .'’ʻ·・‧-]+")
_ADDRESS: Final = regex.compile(r"\bwww\b|\p{L}{2}\.\p{Ll}{2}", regex.IGNORECASE)
_FIRST_NAME: Final = regex.compile(r"\p{Lu}\p{M}*[\p{Ll}\p{M}]+(?:[-'’]\p{L}[\p{Ll}\p{M}]+)*")
_LATIN_NAME: Final = regex.compile(r"[\p{Latin}\p{M} .'’ʻ·-]+")
_TITLE: Final = regex.compile(r"(?:dr|dra|prof|professor|mr|mrs|ms|miss|sir|rev|ing|herr|frau|mag|dipl)\b\.?", regex.I)
_ORDERS: Final = PhraseSet(
    [
        "ignore",
        "disregard",
        "instructions",
        "system prompt",
        "accept this",
        "accept all",
        "click here",
        "delete",
        "sudo",
    ]
)
_FAMILY_NAME_AND_COMMA: Final = regex.compile(r"\p{Lu}[\p{L}'’-]+,\s*\p{Lu}\p{Ll}[\p{L}'’-]*(?:\s\p{Lu}\.?)?")
# A firm or a deleted account: nobody to be greeted by name.
_NOBODY_LISTED: Final = "gmbh ltd llc inc corp s.a. s.r.l. b.v. plc bitcoin crypto forex profits linkedin"
_NOBODY: Final = PhraseSet(_NOBODY_LISTED.split())
_ADVERTISING_LISTED: Final = (
    "lead leads sales marketing growth agency hiring recruiter recruiting jobs careers crypto forex invest trading "
    "official coach mentor consultant consulting solutions services software group team company ltd inc llc gmbh corp "
    "academy ceo founder seo digital global web design studio media"
)
_ADVERTISING: Final = PhraseSet(_ADVERTISING_LISTED.split())
# Family names that often stand first: Vietnamese, Chinese, Korean, Hungarian and Japanese names in their own order.
_FAMILY_FIRST_LISTED: Final = (
    "nguyen tran pham huynh phan truong bui dang ngo duong dinh le vu vo do ho ly "
    "wang li zhang liu chen yang huang zhao wu zhou xu sun zhu hu guo gao lin luo "
    "kim lee park choi jung jeong kang cho yoon jang lim "
    "nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas balogh papp takacs juhasz "
    "sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada"
)
_FAMILY_FIRST: Final = frozenset(_FAMILY_FIRST_LISTED.split())


def address_of(name: str) -> str:
    """The name to greet somebody by; empty for what is no name, such as a link, a formula or an order."""
    full = _plain_name(name)
    return _first_name(full) or full


def _plain_name(name: str) -> str:
    if _FAMILY_NAME_AND_COMMA.fullmatch(one_line(name)):
        return ""  # "Smith, John": cut at the comma it would be half a name
    line = _TAGLINE.sub("", _ASIDE.sub(" ", _PICTURES.sub(" ", one_line(name))))
    plain = " ".join(line.split())
    is_name = (
        0 < len(plain) <= LONGEST_NAME
        and len(plain.split()) <= _MOST_WORDS
        and _NAME.fullmatch(plain)
        and plain[0].isalpha()
        and not _ADDRESS.search(plain)
        and not _ORDERS.found_in(plain)
        and not _NOBODY.found_in(plain)
    )
    return plain if is_name else ""


def _first_name(full: str) -> str:
    first, *others = full.split() or [""]
    is_sure = (
        others
        and _LATIN_NAME.fullmatch(full)
        and _FIRST_NAME.fullmatch(first)
        and any(len(word.rstrip(".")) > 1 for word in others)
        and not any(word.isupper() and len(word) > 2 for word in others)
        and not _TITLE.match(first)
        and fold(first) not in _FAMILY_FIRST
        and not _ADVERTISING.found_in(full)
    )
    return first if is_sure else ""
