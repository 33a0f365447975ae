"""Which language a text is written in: by its script, then by frequent small words; None when that is not sure."""

from __future__ import annotations

from typing import Final

import regex

_KANA: Final = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_LETTER: Final = regex.compile(r"\p{L}")
_LATIN: Final = regex.compile(r"\p{Latin}")
_WORDS: Final = regex.compile(r"\p{Latin}+")
_LEAST_WORDS: Final = 3
_LEAST_SCORE: Final = 2.0
_LEAST_LEAD: Final = 1.0

# Function words, with the greetings that open notes. Words shared by several languages weigh less by themselves.
_SMALL_WORDS: Final = {
    "en": "the and of to in is are was i you your we our for with at on my me would be have this that it from as by "
          "hi hello dear thanks thank please could can an about let like love connect "
          "worked together studied",
    "de": "der die das und ist ich sie wir uns ihr ihre ihnen mit für von zu im auf bei ein eine einen nicht auch war "
          "haben habe hat würde gerne über dem den des als hallo guten liebe lieber vielen dank freue mich du dich dir "
          "zusammen gearbeitet damals kennen waren",
    "es": "el la los las y de que en un una con por para su sus me mi es fue gustaría hola gracias usted somos estoy "
          "soy como más sobre nos del al te tu buenos saludos conectar está "
          "juntos trabajamos estudiamos conocimos coincidimos fuimos años desde también",
    "fr": "le la les et de des du un une je vous nous est dans avec pour sur votre vos mon ma mes au aux que qui "
          "bonjour merci serais ravi ce cette en ai suis pas plus été par sommes "
          "avons travaillé ensemble chez étions",
    "pt": "o os as e de do da dos das que em um uma com por para seu sua você não gostaria olá obrigado obrigada meu "
          "minha no na nos nas é estou sou sobre mais foi como bom dia "
          "juntos trabalhamos estudamos conhecemos fomos anos desde também",
    "it": "il lo la gli le e di che in un una con per su sono è mi mio mia suo sua ciao buongiorno grazie piacerebbe "
          "del della dei nel nella al alla vorrei lei ho non più anche come "
          "abbiamo lavorato insieme siamo anni",
    "nl": "de het een en van ik je jij u uw we wij ons is met voor op in te dat die niet ook aan bij graag hallo "
          "bedankt dank zou willen mijn over naar hebben heb was zijn er "
          "samen werkten gewerkt kennen waren elkaar",
}  # fmt: skip
_LISTS: Final = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
# For each small word, what one occurrence says for each language: less when several share it.
_WEIGHTS: Final = {
    word: {
        language: 1.0 / sum(word in words for words in _LISTS.values())
        for language in _LISTS
        if word in _LISTS[language]
    }
    for word in frozenset().union(*_LISTS.values())
}
_LETTERS_OF: Final = {"ß": "de", "ñ": "es", "¿": "es", "¡": "es", "ã": "pt", "õ": "pt", "ij": "nl", "œ": "fr"}


def language_of(text: str) -> str | None:
    """`en`, `de`, `es`, `fr`, `pt`, `it`, `nl` or `ja`, or None for a short text, another language, or a tie."""
    letters = len(_LETTER.findall(text)) if not text.isascii() else len(text)
    if not letters:
        return None
    if len(_KANA.findall(text)) * 5 >= letters:
        return "ja"
    if not text.isascii() and len(_LATIN.findall(text)) * 2 < letters:
        return None
    return _by_small_words(text.lower())


def _by_small_words(lowered: str) -> str | None:
    words = _WORDS.findall(lowered)
    if len(words) < _LEAST_WORDS:
        return None
    scores = dict.fromkeys(_SMALL_WORDS, 0.0)
    for word in words:
        for language, weight in _WEIGHTS.get(word, {}).items():
            scores[language] += weight
    for letter, language in _LETTERS_OF.items():
        if letter in lowered:
            scores[language] += 0.5
    first, second = sorted(scores, key=lambda language: -scores[language])[:2]
    sure = scores[first] >= _LEAST_SCORE and scores[first] - scores[second] >= _LEAST_LEAD
    return first if sure else None
