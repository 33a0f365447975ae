"""What is read off the text of a note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec
import regex

from screener.catalogue.values import Value
from screener.languages.language_guess import language_of
from screener.notes.reader import read
from screener.notes.reading import ReadBy, Reading, Sign
from screener.policy.model import AboutMe
from screener.texts.folding import fold, has_look_alike_letters, one_line
from screener.texts.patterns import Expression, plain_re

LINK: Final = Expression(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b(?:lnkd\.in|wa\.me|t\.me|bit\.ly)/\S+|\b(?:[a-z0-9-]+\.)+(?:com|io|net|org|ai|ly|app|dev|link|biz|info)\b(?:/\S*)?",
    regex.IGNORECASE,
)
MAY_BE_LINK: Final = plain_re(r"\.\S|://")  # every link has one of these, and few other notes have
MERGE_FIELD: Final = Expression(
    r"\{\{?\s*\$?[\p{L}_][\w .|-]{0,40}\}\}?|\$\{\w+\}|%[\p{L}_]{3,30}%|\*\|[\w:]+\|\*|<<[\w ]{2,30}>>"
    r"|<\s*(?:[\p{L}_]+[ _]?name|vorname|nombre|pr[ée]nom|nome|cognome|voornaam|company|firma|empresa)\s*>"
    r"|\[(?:first|last|full|your|company|insert|name|title|vorname|nachname|firma|unternehmen|nombre|apellido|empresa"
    r"|pr[ée]nom|nom|entreprise|soci[ée]t[ée]|nome|sobrenome|cognome|azienda|voornaam|achternaam|bedrijf|naam|お名前|氏名"
    r"|会社名|貴社名)[^\]]{0,30}\]|\(\([\p{L}_ ]{3,30}\)\)|[〇○◯]{2,}(?:様|さん|株式会社)",
    regex.IGNORECASE,
)
QUESTION: Final = Expression(r"[?？؟]|(?:です|ます|でしょう|ません)か(?:[。\s]|$)")
_MONTH: Final = (
    r"(?:January|February|April|June|July|August|September|October|November|December|Januar|Februar|März|Juni|Juli"
    r"|Oktober|Dezember|enero|febrero|marzo|abril|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier"
    r"|février|avril|juillet|août|septembre|octobre|novembre|décembre|janeiro|fevereiro|março|maio|junho|julho|setembro"
    r"|outubro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|januari|februari|maart)"
)
DATE: Final = Expression(
    rf"\b(?:19|20)\d\d\b|\b{_MONTH}\b|\b(?:in|last|since|im|vom|seit|en|em|mei) (?:March|May|Mai|mai|mei|mars)\b"
    r"|\b(?:March|May|Mai|mai|mei|mars) \d|\d (?:March|May|Mai|mai|mei|mars)\b|\d\s?[年月日]"
)
NUMBER: Final = Expression(
    r"(?<![\w$€£¥.,%+#-])\d+(?![\w%+€$£/]|[.,:]\d|[ -]?(?:x|times|percent|prozent|per cent|min|minut\p{L}*|hours?|k"
    r"|leads|clients|customers|kunden|meetings|days?|years?|jahre\p{L}*|años|ans|分)\b)",
    regex.IGNORECASE,
)
EVENT: Final = Expression(
    r"\b(?:conference|summit|meet-?up|workshop|hackathon|offsite|expo|congress|convention|symposium|trade show|fair"
    r"|messe|konferenz|tagung|kongress|feria|congreso|conferencia|jornada|salon|conférence|congrès|feira|congresso|conferência"
    r"|fiera|conferenza|beurs|congres)\b",
    regex.IGNORECASE,
)
PROJECT: Final = Expression(
    r"\b(?:[Pp]roject|[Pp]rojekt|[Pp]royecto|[Pp]rojet|[Pp]rojeto|[Pp]rogetto)\s+[“\"«]?[\p{Lu}\d]\w*"
    r"|\b(?!(?:The|Our|Your|My|This|A|Any|New|Great|Hi|Im|Das|Unser)\b)\p{Lu}\w+(?: \w+)?[- ]"
    r"(?:[Pp]roject|[Pp]rojekt)\b"
)
PERSON: Final = Expression(
    r"\b(?:introduced (?:me |us )?by|friend of|friend|on behalf of|recommended by|referred by|told by|colleague"
    r"|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.?|Herrn?|Frau|empfohlen von|recomendado por|de la part de|recommandé par)"
    r"\s+(\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?)"
    r"|\b(?:with|by|through|via|from|met|mit|von|durch|con|por|par|avec|com|da|door|van)"
    r"\s+(\p{Lu}[\p{Ll}'’-]+\s+\p{Lu}[\p{L}'’-]+)"
)
NAME: Final = Expression(r"(?<=[\p{Ll}\d,;] )\p{Lu}[\p{L}\d'’&-]+")


class OwnWords(msgspec.Struct, frozen=True):
    """The folded words of the user's name and current employers: anybody can put those in a note."""

    words: frozenset[str] = frozenset({"linkedin"})


def own_words(about_me: AboutMe) -> OwnWords:
    """The words that make no note specific, from `about-me.yaml` and the archive."""
    # That they know a former one is something.
    current = [name for firm in about_me.employers if firm.end is None for name in (firm.name, *firm.also)]
    return OwnWords(frozenset(["linkedin", *fold(" ".join([about_me.name, *current])).split()]))


def note_fields(text: str, own: OwnWords, reading: Reading | None = None) -> Mapping[str, Value]:
    """Every field of the subject `note`; the language is left out where it is not sure. A sign that the trained reader
    alone sees is only a likely one."""
    reading = reading or read(text)
    signs: dict[bool, list[str]] = {True: [], False: []}
    for sign in reading.signs:
        signs[reading.read_from[sign].read_by is ReadBy.MODEL].append(sign.value)
    line = one_line(text)
    without_links, links = LINK.subn(" ", line) if MAY_BE_LINK.search(line) else (line, 0)
    has_merge_fields = MERGE_FIELD.search(line) is not None
    own_text = MERGE_FIELD.sub(" ", without_links) if has_merge_fields or links else without_links
    fields: dict[str, Value] = {
        "text": text,
        "length": len(line),
        "links": links,
        "merge-fields": has_merge_fields,
        "asks-a-question": QUESTION.search(without_links) is not None,
        "specific": is_specific(own_text, own),
        "urgent": Sign.URGENT in signs[False],
        "look-alike-letters": has_look_alike_letters(line),
        "written-for-a-program": Sign.PROGRAM in signs[False],
        "understood": reading.understood,
        "signs": tuple(signs[False]),
        "likely-signs": tuple(signs[True]),
    }
    language = language_of(without_links)  # an address says nothing of the language
    return fields if language is None else fields | {"language": language}


def is_specific(line: str, own: OwnWords) -> bool:
    """Whether the text names a date, a number, an event, a project or a person; figures of advertising ("10x",
    "15 minutes") are no number."""
    if DATE.search(line) or NUMBER.search(line) or PROJECT.search(line):
        return True
    if EVENT.search(line) and any(_is_foreign(name, own) for name in NAME.findall(line)):
        return True
    return any(_is_foreign(one or other, own) for one, other in PERSON.findall(line))


def _is_foreign(name: str, own: OwnWords) -> bool:
    return own.words.isdisjoint(fold(name).removesuffix("'s").split())
