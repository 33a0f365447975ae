"""The patterns by which a note shows what it is; they are read off in `note`."""

from __future__ import annotations

from typing import Final

import regex

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
