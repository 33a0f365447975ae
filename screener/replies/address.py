"""How to greet somebody in a language, by the parts of a name that are sure."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import msgspec
import regex

from screener.languages.words import languages, section
from screener.people.name_keys import TITLES, TITLES_OR_NAMES, plain_word
from screener.people.nicknames import is_given_name, other_forms
from screener.texts.folding import fold, one_line
from screener.texts.patterns import Expression
from screener.texts.phrases import PhraseSet

LONGEST_NAME: Final = 60  # no name is longer; advertising is
_MOST_WORDS: Final = 6  # Spanish and Portuguese names have five
_ASIDE: Final = Expression(r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|“[^”]*”")
_TAGLINE: Final = Expression(r"\s*[|•★►→].*|\s+[-–—]\s.*|,.*")
_PICTURES: Final = Expression(r"[\p{So}\p{Sk}\p{Emoji_Presentation}\p{Variation_Selector}®™]+")
# A name is letters and marks, with the few signs that stand in names. Anything else may be markup, a link, a formula.
_NAME: Final = Expression(r"[\p{L}\p{M} .'’ʻ·・‧-]+")
_MC: Final = Expression(r"^Mc(\p{Ll})(?=\p{Ll}{2})")
_LONGEST_DEGREE: Final = 3  # letters: MBA and PhD are no names
_ADDRESS: Final = Expression(r"\bwww\b|\p{L}{2}\.\p{Ll}{2}", regex.IGNORECASE)
_FIRST_NAME: Final = Expression(r"\p{Lu}\p{M}*[\p{Ll}\p{M}]+(?:[-'’]\p{L}[\p{Ll}\p{M}]+)*")
_PATRONYMIC: Final = Expression(r"\p{Cyrillic}+(?:вич|вна|ична|инична|ьич|мич|кич)", regex.I)
# Before a family name half of a given one: Jean Pierre, María José, Abdul Rahman; and Mohammed is often passed over.
_HALVES_LISTED: Final = (
    "jean marie maria jose juan ana anne anna hans karl mary luis carlos joao mohammed muhammad mohamed mohammad "
    "ahmad ahmed syed sayed sri"
)
_HALVES: Final = frozenset(_HALVES_LISTED.split())
_BEGINNINGS_LISTED: Final = "abdul abd abdel abdal abu abou umm ibn bint md mohd mhd daw maung aung smt shri"
_BEGINNINGS: Final = frozenset(_BEGINNINGS_LISTED.split())
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
# Also family names that may stand first, but given names, too; so they tell no order.
_EITHER_FIRST_LISTED: Final = (
    "tan ong goh wong chan cheung leung lau yip ng lam kwok chow tang tsang mak chiu tse teo koh chua chew ang yeo sim "
    "toh low quek foo heng lai ma he han feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei "
    "su ding ren shen yao lu fu zhong cui qiu fang shi xie song liang jin mai dao ha cao shin han seo kwon hwang ahn"
)
_EITHER_FIRST: Final = _FAMILY_FIRST.union(_EITHER_FIRST_LISTED.split())
_EASTERN: Final = Expression(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー々・ ]+")


class NameParts(msgspec.Struct, frozen=True, kw_only=True):
    """`full` is the name as it would be written out, with its titles (Dr., Prof.) but without Mr or Ms; all parts are
    empty for what is no name, such as a link, a formula or an order. `first` is empty where it cannot be told: a wrong
    first name is worse than none. `stated` is what the name itself says the person is called: `madam` or `sir`."""

    full: str = ""
    first: str = ""
    family: str = ""
    titles: str = ""
    stated: str = ""
    is_eastern: bool = False  # written in Han, kana or Hangul


@lru_cache(maxsize=64)  # asked for the greeting, the first name, and the user's own name each time
def name_parts(name: str) -> NameParts:
    """The parts of a name as the asker wrote it."""
    plain = _plain_name(name)
    stated, untitled, titles = "", plain.split(), list[str]()
    while len(untitled) > 1 and (sign := _sign_of(untitled[0])):
        stated = sign if sign in ("madam", "sir") else stated
        titles += [untitled[0]] if sign == "title" else []
        untitled = untitled[1:]
    # Of two words the last is the family name, whatever it looks like.
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
        first="" if is_shouted else _first_name(core),
        family=_family_name(untitled),
        titles=" ".join(titles),
        stated=stated,
    )


def called_by_title(name: str) -> bool:
    """Whether a name begins with a title, or with Mr or Ms, so that it is a person's."""
    first, *others = name.split() or [""]
    return bool(others and _sign_of(first))


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
        # Wang Xiaoming writes it first anyway.
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
    """The first name, if name, script and the table of given names leave no doubt which it is."""
    first, *others = core.split() or [""]
    is_whole = (
        others
        and _FIRST_NAME.fullmatch(first)
        and any(len(word.rstrip(".")) > 1 for word in others)
        and not any(word.isupper() and len(word) > 2 for word in others)
        and not _ADVERTISING.found_in(core)
    )
    if not is_whole:
        return ""
    return _latin_first_name(first, others) if _LATIN_NAME.fullmatch(core) else _other_first_name([first, *others])


def _latin_first_name(first: str, others: list[str]) -> str:
    """The first word in Western order, unless it may be a family name or half of a given one; the last of a Vietnamese
    name in its own order."""
    key, last = fold(first), fold(others[-1])
    if _is_vietnamese(first, others):
        return others[-1] if _FIRST_NAME.fullmatch(others[-1]) else ""
    is_half = len(others) > 1 and (key in _HALVES or last in _EITHER_FIRST) and fold(others[0]) not in _PARTICLES
    if key in _EITHER_FIRST or key in _BEGINNINGS or is_half:
        return ""
    return "" if _may_be_in_reverse([first, *others]) else first


def _other_first_name(words: list[str]) -> str:
    """In Cyrillic the word before a patronymic; else the first of two, if it is a given name and the other is not."""
    place = next((place for place, word in enumerate(words) if _PATRONYMIC.fullmatch(word)), 0)
    if place and len(words) == 3:
        return words[place - 1]
    is_sure = len(words) == 2 and _is_given(words[0]) and not _is_given(words[1])
    return words[0] if is_sure else ""


def _may_be_in_reverse(words: list[str]) -> bool:
    """Whether the family name may stand first, as in Orbán Viktor: only the last word is known for a given name, and
    not for a family name that may stand first."""
    return _is_given(words[-1]) and not _is_given(words[0]) and fold(words[-1]) not in _EITHER_FIRST


def _is_given(word: str) -> bool:
    """Whether a word is in the table of given names: as it is spelled, in another script as it sounds."""
    return bool(other_forms(fold(word))) if _LATIN_NAME.fullmatch(word) else is_given_name(plain_word(word))


def _is_vietnamese(first: str, others: list[str]) -> bool:
    return fold(first) in _VIETNAMESE and len(others) > 1 and fold(others[0]) in _VIETNAMESE_MIDDLE


def _family_name(words: list[str]) -> str:
    """The family name of two words in a sure order, or with its particles; empty where there are more."""
    if len(words) < 2 or _ADVERTISING.found_in(" ".join(words)):
        return ""
    if fold(words[0]) in _FAMILY_FIRST:
        return words[0]
    if _may_be_in_reverse(words):
        return ""
    particles = [word for word in words[1:-1] if fold(word) in _PARTICLES]
    return " ".join(words[1:]) if len(particles) == len(words) - 2 else ""


_TITLES_BETWEEN: Final = r"(?:(?:Dr|Prof)\.? )*"


def first_name_of(name: str, language: str) -> str:
    """The first name where it can be told, and the language calls people by it; else empty."""
    return "" if language == "ja" else name_parts(name).first


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
    if not distant and parts.first and not parts.titles:
        return parts.first
    stated = parts.stated if not distant else parts.stated or _stated_in(note or "", parts, me)
    if not stated or (not distant and parts.family):
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
