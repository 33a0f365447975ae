"""How to greet somebody in a language, by the parts of a name that are sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

from screener.languages.words import languages, section
from screener.people.name_keys import TITLES, TITLES_OR_NAMES
from screener.texts.folding import fold, one_line
from screener.texts.patterns import Expression
from screener.texts.phrases import PhraseSet

LONGEST_NAME: Final = 60
_MOST_WORDS: Final = 6
_ASIDE: Final = Expression(r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|“[^”]*”")
_TAGLINE: Final = Expression(r"\s*[|•★►→].*|\s+[-–—]\s.*|,.*")
_PICTURES: Final = Expression(r"[\p{So}\p{Sk}\p{Emoji_Presentation}\p{Variation_Selector}®™]+")
# A name is letters and marks, with the few signs that stand in names. Anything else may be markup, a link, a formula.
_NAME: Final = Expression(r"[\p{L}\p{M} .'’ʻ·・‧-]+")
_MC: Final = Expression(r"^Mc(\p{Ll})(?=\p{Ll}{2})")
_LONGEST_DEGREE: Final = 3  # letters: MBA and PhD are no names
_ADDRESS: Final = Expression(r"\bwww\b|\p{L}{2}\.\p{Ll}{2}", regex.IGNORECASE)
_FIRST_NAME: Final = Expression(r"\p{Lu}\p{M}*[\p{Ll}\p{M}]+(?:[-'’]\p{L}[\p{Ll}\p{M}]+)*")
_LATIN_NAME: Final = Expression(r"[\p{Latin}\p{M} .'’ʻ·-]+")
_TITLE: Final = Expression(r"(?:dr|dra|drs|prof|professor|professorin|sir|rev|ing|mag|dipl)\b\.?", regex.I)
_MADAM: Final = Expression(r"(?:ms|mrs|miss|frau|mme|madame|sra|señora|sig\.ra|signora|mevrouw|mevr)\b\.?", regex.I)
_SIR: Final = Expression(r"(?:mr|herr|monsieur|sr\.|señor|sig\.|signor|dhr|meneer)(?:\b|(?<=\.))\.?", regex.I)
_PARTICLES_LISTED: Final = "van von der den de del della di da dos do du la le las los zu und ter ten af av y"
_PARTICLES: Final = frozenset(_PARTICLES_LISTED.split())
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
_FAMILY_NAME_AND_COMMA: Final = Expression(r"\p{Lu}[\p{L}'’-]+,\s*\p{Lu}\p{Ll}[\p{L}'’-]*(?:\s\p{Lu}\.?)?")
# A firm or a deleted account: nobody to be greeted by name.
_NOBODY_LISTED: Final = "gmbh ltd llc inc corp s.a. s.r.l. b.v. plc bitcoin crypto forex profits linkedin"
_NOBODY: Final = PhraseSet(_NOBODY_LISTED.split())
_ADVERTISING_LISTED: Final = (
    "lead leads sales marketing growth agency hiring recruiter recruiting jobs careers crypto forex invest trading "
    "official coach mentor consultant consulting solutions services software group team company ltd inc llc gmbh corp "
    "academy ceo founder seo digital global web design studio media office secretariat sekretariat secretary assistant "
    "hr talent recruitment support service info"
)
_ADVERTISING: Final = PhraseSet(_ADVERTISING_LISTED.split())
# Family names that often stand first: Vietnamese, Chinese, Korean, Hungarian and Japanese names in their own order.
_VIETNAMESE_LISTED: Final = "nguyen tran pham huynh phan truong bui dang ngo duong dinh le vu vo do ho ly"
_VIETNAMESE: Final = frozenset(_VIETNAMESE_LISTED.split())
_MIDDLE_LISTED: Final = "van thi duc minh quang ngoc thanh huu hoang xuan quoc thu kim gia bao"
_VIETNAMESE_MIDDLE: Final = frozenset(_MIDDLE_LISTED.split())
_FAMILY_FIRST_LISTED: Final = (
    "wang li zhang liu chen yang huang zhao wu zhou xu sun zhu hu guo gao lin luo "
    "kim lee park choi jung jeong kang cho yoon jang lim "
    "nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas balogh papp takacs juhasz "
    "sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada"
)
_FAMILY_FIRST: Final = _VIETNAMESE.union(_FAMILY_FIRST_LISTED.split())
_EASTERN: Final = Expression(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー々・ ]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """`full` is the name as it would be written out, with its titles (Dr., Prof.) but without Mr or Ms; all parts are
    empty for what is no name, such as a link, a formula or an order. `stated` is what the name itself says the person
    is called: `madam` or `sir`."""

    full: str = ""
    first: str = ""
    family: str = ""
    titles: str = ""
    stated: str = ""
    is_eastern: bool = False  # written in Han, kana or Hangul


def name_parts(name: str) -> NameParts:
    """The parts of a name as the asker wrote it."""
    plain = _plain_name(name)
    stated, untitled, titles = "", plain.split(), list[str]()
    while len(untitled) > 1 and (sign := _sign_of(untitled[0])):
        stated = sign if sign in ("madam", "sir") else stated
        titles += [untitled[0]] if sign == "title" else []
        untitled = untitled[1:]
    while len(untitled) > 2 and _is_credential(untitled[-1]):
        untitled = untitled[:-1]
    is_shouted = all(word.isupper() for word in untitled) and len(untitled) > 1  # then either name may stand first
    untitled = _in_usual_letters(untitled)
    full = " ".join([*titles, *untitled])
    if not full or untitled[:1] == [""]:
        return NameParts()
    if _EASTERN.fullmatch(full):
        return NameParts(full=full, family=untitled[0] if len(untitled) == 2 else "", stated=stated, is_eastern=True)
    core = " ".join(untitled)
    return NameParts(
        full=full,
        first="" if titles or is_shouted else _first_name(core),
        family=_family_name(untitled),
        titles=" ".join(titles),
        stated=stated,
    )


def _is_credential(word: str) -> bool:
    """Whether a word behind a name is an honour or a degree (OBE, PhD), by which nobody is greeted."""
    plain = fold(word).replace(".", "")
    return plain in TITLES and plain not in TITLES_OR_NAMES and sum(map(str.isupper, word)) > 1


def _in_usual_letters(words: list[str]) -> list[str]:
    """The name without its capitals, where all of it or the family name is written in them, as is the custom of some
    lists and countries; a family name in capitals that stands first goes last. Also where all is in small letters."""
    if len(words) < 2 or not all(map(_LATIN_NAME.fullmatch, words)):
        return words
    if all(word.isupper() for word in words) or all(word.islower() for word in words):
        return [_cased(word, is_first=place == 0) for place, word in enumerate(words)]
    shouted = [word.isupper() and len(word) > _LONGEST_DEGREE - (place == 0) for place, word in enumerate(words)]
    count = sum(shouted)
    if not count or count == len(words):
        return words
    family = [_cased(word, is_first=False) for word, is_shouted in zip(words, shouted, strict=True) if is_shouted]
    rest = [word for word, is_shouted in zip(words, shouted, strict=True) if not is_shouted]
    if all(shouted[:count]):
        return [*family, *rest] if fold(family[0]) in _FAMILY_FIRST else [*rest, *family]
    return [*rest, *family] if all(shouted[-count:]) else words


def _cased(word: str, *, is_first: bool) -> str:
    if not is_first and fold(word) in _PARTICLES:
        return word.lower()
    parts = regex.split(r"([-'’ʻ])", word.lower())
    cased = "".join(part[:1].upper() + part[1:] for part in parts)
    return str(_MC.sub(lambda found: f"Mc{found[1].upper()}", cased))


def _sign_of(word: str) -> str:
    if _MADAM.fullmatch(word):
        return "madam"
    if _SIR.fullmatch(word):
        return "sir"
    return "title" if _TITLE.fullmatch(word) else ""


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


def _first_name(core: str) -> str:
    """The first name of a Latin name in Western order; the last name of a Vietnamese one in its own order."""
    first, *others = core.split() or [""]
    is_sure = (
        others
        and _LATIN_NAME.fullmatch(core)
        and _FIRST_NAME.fullmatch(first)
        and any(len(word.rstrip(".")) > 1 for word in others)
        and not any(word.isupper() and len(word) > 2 for word in others)
        and not _ADVERTISING.found_in(core)
    )
    if not is_sure:
        return ""
    if fold(first) not in _FAMILY_FIRST:
        return first
    return others[-1] if _is_vietnamese(first, others) and _FIRST_NAME.fullmatch(others[-1]) else ""


def _is_vietnamese(first: str, others: list[str]) -> bool:
    return fold(first) in _VIETNAMESE and len(others) > 1 and fold(others[0]) in _VIETNAMESE_MIDDLE


def _family_name(words: list[str]) -> str:
    """The family name of two words in a sure order, or with its particles; empty where there are more."""
    if len(words) < 2 or _ADVERTISING.found_in(" ".join(words)):
        return ""
    if fold(words[0]) in _FAMILY_FIRST:
        return words[0]
    particles = [word for word in words[1:-1] if fold(word) in _PARTICLES]
    return " ".join(words[1:]) if len(particles) == len(words) - 2 else ""


_TITLES_BETWEEN: Final = r"(?:(?:Dr|Prof)\.? )*"


def address_of(name: str, *, language: str = "en", distant: bool = False, note: str | None = None, me: str = "") -> str:
    """The words to greet somebody by; empty for what is no name, such as a link, a formula or an order.

    `distant`: as one greets a stranger, by the family name where the asker says Ms or Mr (in the name, or signing the
    `note`), else by the full name with its titles. `me` is the user's name: the note greets them by theirs.
    """
    parts = name_parts(name)
    if not parts.full:
        return ""
    if language == "ja":
        return f"{parts.family if parts.is_eastern and parts.family else parts.full}{'様' if distant else 'さん'}"
    if not distant:
        return parts.first or parts.full
    stated = parts.stated or _stated_in(note or "", parts, me)
    if not stated:
        return parts.full
    called = [] if parts.titles and language == "en" else [_called(language, stated)]  # "Dr. Weber", never "Ms Dr."
    keeps_titles = section(language, "replies").get("titles_kept")  # where they stand before the family name
    titles = [parts.titles] if parts.titles and keeps_titles else []
    # In Dutch the family name begins with a capital where no first name stands before it.
    family = parts.family[:1].upper() + parts.family[1:] if language == "nl" else parts.family
    return " ".join(filter(None, [*called, *titles, family] if family else [*called, parts.full]))


def _stated_in(note: str, parts: NameParts, me: str) -> str:
    """What the note calls its writer where it says who that is, or at its end; not where it greets the user."""
    if not parts.family or fold(parts.family) in fold(me).split():
        return ""
    text = one_line(note)
    if parts.family not in text:  # an expression takes long to compile
        return ""
    i_am = "|".join(filter(None, (section(code, "replies").get("i_am") for code in languages())))
    for stated in ("madam", "sir"):
        forms = (section(code, "replies").get(stated, {}).get("written") for code in languages())
        words = "|".join(filter(None, forms))
        called = rf"(?<!\p{{L}})(?:{words}) {_TITLES_BETWEEN}{regex.escape(parts.family)}(?!\p{{L}})"
        if regex.search(rf"(?i:{i_am}) {called}|{called}\W*$", text):
            return stated
    return ""


def _called(language: str, stated: str) -> str:
    """What stands before the family name of somebody who says Ms or Mr; nobody's gender is guessed."""
    return str(section(language, "replies").get(stated, {}).get("called", ""))
