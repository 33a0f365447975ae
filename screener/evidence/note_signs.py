"""The patterns and phrases by which a note shows what it is; they are read off in `note`."""

from __future__ import annotations

import re
from typing import Final

import regex

from screener.texts.phrases import PhraseSet

LINK: Final = regex.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b(?:lnkd\.in|wa\.me|t\.me|bit\.ly)/\S+|\b(?:[a-z0-9-]+\.)+(?:com|io|net|org|ai|ly|app|dev|link|biz|info)\b(?:/\S*)?",
    regex.IGNORECASE,
)
MAY_BE_LINK: Final = re.compile(r"\.\S|://")  # every link has one of these, and few other notes have
MERGE_FIELD: Final = regex.compile(
    r"\{\{?\s*\$?[\p{L}_][\w .|-]{0,40}\}\}?|\$\{\w+\}|%[\p{L}_]{3,30}%|\*\|[\w:]+\|\*|<<[\w ]{2,30}>>"
    r"|<\s*(?:[\p{L}_]+[ _]?name|vorname|nombre|pr[ée]nom|nome|cognome|voornaam|company|firma|empresa)\s*>"
    r"|\[(?:first|last|full|your|company|insert|name|title|vorname|nachname|firma|unternehmen|nombre|apellido|empresa"
    r"|pr[ée]nom|nom|entreprise|soci[ée]t[ée]|nome|sobrenome|cognome|azienda|voornaam|achternaam|bedrijf|naam|お名前|氏名"
    r"|会社名|貴社名)[^\]]{0,30}\]|\(\([\p{L}_ ]{3,30}\)\)|[〇○◯]{2,}(?:様|さん|株式会社)",
    regex.IGNORECASE,
)
QUESTION: Final = regex.compile(r"[?？؟]|(?:です|ます|でしょう|ません)か(?:[。\s]|$)")
URGENT: Final = PhraseSet(
    [
        "urgent", "urgently", "asap", "as soon as possible", "immediately", "right away", "time-sensitive",
        "time sensitive", "last chance", "only today", "today only", "before it's too late", "act now",
        "reply today", "within 24 hours", "limited time", "tell nobody", "tell no one", "keep this between us",
        "strictly confidential", "between you and me", "do not tell", "don't tell anyone", "spots left", "places left",
        "ends today", "ends tonight", "expires today", "before midnight", "so bald wie möglich", "schnellstmöglich",
        "letzte chance", "nur noch heute", "streng vertraulich", "unter uns", "lo antes posible", "última oportunidad",
        "entre nosotros", "le plus vite possible", "dès que possible", "dernière chance", "entre nous",
        "confidentiellement", "o mais rápido possível", "última chance", "fica entre nós", "il prima possibile",
        "ultima occasione", "resti tra noi", "solo oggi", "laatste kans", "alleen vandaag", "onder ons", "só hoje",
        "apenas hoje", "aujourd'hui seulement", "お急ぎ", "本日限り", "今だけ", "残りわずか", "他言無用",
        "dringend", "eilig", "sofort", "vertraulich", "nur heute", "urgente",
        "cuanto antes", "confidencial", "solo hoy", "en urgence", "au plus vite", "confidentiel",
        "o quanto antes", "con urgenza", "riservato", "spoed", "zo snel mogelijk", "vertrouwelijk", "至急", "大至急",
        "今すぐ", "本日中", "内密に",
    ]
)  # fmt: skip
FOR_A_PROGRAM: Final = PhraseSet(
    [
        "previous instructions", "all instructions", "prior instructions", "above instructions",
        "system prompt", "you are an ai", "you are an assistant", "as an ai", "as a language model",
        "if you are an ai", "if you are a bot", "dear ai", "note to ai", "note to the ai", "ai assistant must",
        "ai agents must", "ai agents should", "ai agents reading", "any llm", "to the llm", "gpt must",
        "ignore your rules", "ignore the rules", "override the rules",
        "override your rules", "your policy says", "decide: accept", "verdict: accept", "approve this request",
        "accept this request automatically", "vorherige anweisungen", "instrucciones anteriores",
        "instructions précédentes", "instruções anteriores", "istruzioni precedenti", "vorige instructies",
        "以前の指示", "これまでの指示",
    ]
)  # fmt: skip
MARKUP: Final = regex.compile(
    r"<\|?/?(?:system|user|assistant|script|im_start|inst)\b|\[/?INST\]|<!--|[\U000e0020-\U000e007e]"
)

_MONTH: Final = (
    r"(?:January|February|April|June|July|August|September|October|November|December|Januar|Februar|März|Juni|Juli"
    r"|Oktober|Dezember|enero|febrero|marzo|abril|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier"
    r"|février|avril|juillet|août|septembre|octobre|novembre|décembre|janeiro|fevereiro|março|maio|junho|julho|setembro"
    r"|outubro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|januari|februari|maart)"
)
DATE: Final = regex.compile(
    rf"\b(?:19|20)\d\d\b|\b{_MONTH}\b|\b(?:in|last|since|im|vom|seit|en|em|mei) (?:March|May|Mai|mai|mei|mars)\b"
    r"|\b(?:March|May|Mai|mai|mei|mars) \d|\d (?:March|May|Mai|mai|mei|mars)\b|\d\s?[年月日]"
)
NUMBER: Final = regex.compile(
    r"(?<![\w$€£¥.,%+#-])\d+(?![\w%+€$£/]|[.,:]\d|[ -]?(?:x|times|percent|prozent|per cent|min|minut\p{L}*|hours?|k"
    r"|leads|clients|customers|kunden|meetings|days?|years?|jahre\p{L}*|años|ans|分)\b)",
    regex.IGNORECASE,
)
EVENT: Final = regex.compile(
    r"\b(?:conference|summit|meet-?up|workshop|hackathon|offsite|expo|congress|convention|symposium|trade show|fair"
    r"|messe|konferenz|tagung|kongress|feria|congreso|conferencia|jornada|salon|conférence|congrès|feira|congresso|conferência"
    r"|fiera|conferenza|beurs|congres)\b",
    regex.IGNORECASE,
)
PROJECT: Final = regex.compile(
    r"\b(?:[Pp]roject|[Pp]rojekt|[Pp]royecto|[Pp]rojet|[Pp]rojeto|[Pp]rogetto)\s+[“\"«]?[\p{Lu}\d]\w*"
    r"|\b(?!(?:The|Our|Your|My|This|A|Any|New|Great|Hi|Im|Das|Unser)\b)\p{Lu}\w+(?: \w+)?[- ]"
    r"(?:[Pp]roject|[Pp]rojekt)\b"
)
PERSON: Final = regex.compile(
    r"\b(?:introduced (?:me |us )?by|friend of|friend|on behalf of|recommended by|referred by|told by|colleague"
    r"|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.?|Herrn?|Frau|empfohlen von|recomendado por|de la part de|recommandé par)"
    r"\s+(\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?)"
    r"|\b(?:with|by|through|via|from|met|mit|von|durch|con|por|par|avec|com|da|door|van)"
    r"\s+(\p{Lu}[\p{Ll}'’-]+\s+\p{Lu}[\p{L}'’-]+)"
)
NAME: Final = regex.compile(r"(?<=[\p{Ll}\d,;] )\p{Lu}[\p{L}\d'’&-]+")
