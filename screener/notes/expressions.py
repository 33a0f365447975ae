"""The regular expressions by which a text is read, for all languages; each is compiled when it is first used."""

from __future__ import annotations

from typing import Final

import regex

from screener.texts.patterns import Expression, plain_re

_ABBREVIATIONS: Final = (
    r"\b(?:dr|dra|drs|prof|mr|mrs|ms|sr|sra|hr|fr|st|ing|ir|geb|nr|no|ca|bzw|z\.b|dipl|dott|avv|mme|mlle|vs|ca|i\.a"
    r"|sig|exmo|eng|\p{Lu})\."
)
_CAPITAL: Final = r"(?:\p{Lu}|(?<=[dlDL]['’])\p{Lu})[\p{L}\p{M}\p{N}&'’+-]*"
_JOINT: Final = r"(?:(?:of|de|del|della|da|do|dos|di|der|den|van|von|&|für|for|the|zu|am) ){0,2}"
_UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}ー"

LINK: Final = Expression(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|\b(?:lnkd\.in|wa\.me|t\.me|bit\.ly)/\S+"
    r"|\b(?:[a-z0-9-]{1,63}\.)+(?:com|io|net|org|ai|ly|app|dev|link|biz|info|example|shop|xyz|top)\b(?:/\S*)?",
    regex.IGNORECASE,
)
MERGE_FIELD: Final = Expression(
    r"\{\{?\s*\$?[\p{L}_][\w .|-]{0,40}\}\}?|\$\{\w+\}|%[\p{L}_]{3,30}%|\*\|[\w:]+\|\*|<<[\w ]{2,30}>>"
    r"|\[(?:first|last|full|your|company|insert|name|title|vorname|nachname|firma|unternehmen|nombre|apellido|empresa"
    r"|pr[ée]nom|nom|entreprise|soci[ée]t[ée]|nome|sobrenome|cognome|azienda|voornaam|achternaam|bedrijf|naam|お名前|氏名"
    r"|会社名|貴社名)[^\]]{0,30}\]|<\s*(?:[\p{L}_]+[ _]?name|vorname|nombre|pr[ée]nom|nom|nome|cognome|voornaam|company"
    r"|firma|empresa)\s*>|[〇○◯]{2,}(?:様|さん|株式会社)",
    regex.IGNORECASE,
)
MONEY: Final = Expression(
    r"[€$£¥]\s?\d|\d\s?(?:[€$£¥円]|万円|億円|eur\b|usd\b|euros?\b|dollars?\b|k\b|chf\b|mio\b|million)", regex.IGNORECASE
)
MARKUP: Final = Expression(
    r"<\|?/?(?:system|user|assistant|script|im_start|inst)\b|\[/?(?:INST|system|instruction)\w*\]|<!--"
    r"|[\U000e0020-\U000e007e]|\b\w+\s*:?=\s*\w+\s*[;,]\s*\w+\s*:?=",
    regex.IGNORECASE,
)
NUMBER: Final = Expression(r"\d{2,}|\d\s?[年月日]")
ASKS: Final = Expression(r"[?？]|(?:です|ます|でしょう|ません)か[。\s]*$")
WORDS: Final = Expression(r"[\p{L}\p{M}'’]+")
ROLE_END: Final = Expression(
    r"[,;:.!?…()\n–—/]| - |。|、|\b(?:in|at|with|for|who|to|based|near|m/w/d|bei|mit|für|der|die|zum|ab|en|con|para"
    r"|que|à|a|pour|avec|chez|qui|em|com|no|na|per|che|presso|te|met|voor|die|bij|and we|our|your)\b",
    regex.IGNORECASE,
)
PARTICLE: Final = Expression(r"[はがをにでとも、。](?=.)|にて|より|として")
NAME: Final = Expression(rf"(?<![\p{{L}}\p{{N}}]){_CAPITAL}(?: {_JOINT}(?:{_CAPITAL}|\d{{1,2}}(?!\d)))*")
EASTERN_NAME: Final = Expression(
    r"\p{Han}{2,6}(?=さん|様|氏|先生|部長|社長|課長)|[\p{Han}\p{Katakana}ー・]{2,12}(?:大学|高校|中学|学園|専門学校)"
    r"|[\p{Han}\p{Katakana}ー・]{2,12}(?:社|製作所|工業|商事|株式会社|銀行|病院|建設|物流)|\p{Katakana}[\p{Katakana}ー・]{2,}"
    r"|[\p{Han}\p{Katakana}\p{Latin}ー・]{2,14}(?:展|会議|フォーラム|学会|大会|セミナー|フェア)"
)
SCHOOL: Final = Expression(
    r"\b(?:univers\w+|uni|school|college|polytechnic|poly|academy|hochschule|gymnasium|schule|institut\w*|lyc[ée]e|liceo"
    r"|politécnica|école|politecnico|hogeschool|faculdade|escola|scuola|school|cfa|lyceum|colegio|colégio|high|fh)\b"
    r"|schule\b|大学|高校|中学|学園|専門学校",
    regex.IGNORECASE,
)
PROJECT: Final = Expression(r"\b(?:pro[jy]e[ck]t\w*|projet|progetto|プロジェクト)\b", regex.IGNORECASE)
FIRM_BEFORE: Final = Expression(
    r"\b(?:at|for|bei|bij|chez|presso|en|na|no|from|ex|alla|in|beim|aux?|de chez)\s+$", regex.IGNORECASE
)
PLACE_BEFORE: Final = Expression(r"\b(?:in|en|à|a|em|at|te|zu|aus|from|de|di)\s+$", regex.IGNORECASE)
EVENT_END: Final = Expression(r"(?:展|会議|フォーラム|学会|大会|セミナー|フェア)$")
FIRM_END: Final = Expression(r"(?:社|製作所|工業|商事|株式会社|銀行|病院|建設|物流)$")
ASKS_ALONE: Final = Expression(r"[?？]\W*$|(?:です|ます|ません|でしょう|ました|おられ)か[。\s]*$")
SENTENCE_END: Final = Expression(rf"(?<!{_ABBREVIATIONS})(?<=[.!?…])\s+(?!-)|(?<=[。！？])|\n+", regex.IGNORECASE)
TOKENS: Final = Expression(rf"[{_UNSPACED}]+|[\w--[{_UNSPACED}]]+|[?!€$£%@#:=\[\]{{}}<>…]", regex.V1)
UNSPACED: Final = Expression(rf"[{_UNSPACED}]")
CLAUSE_MARKS: Final = Expression(r"[,;:()\[\]!?.…、。！？，]|(?<=\s)-(?=\s)")
KANA: Final = Expression(r"[\p{Hiragana}\p{Katakana}]")
LATIN: Final = Expression(r"\p{Latin}")
LETTER: Final = Expression(r"\p{L}")
FIGURE: Final = plain_re(r"\d")
WORD_BEHIND: Final = Expression(r"\W*\w+")
