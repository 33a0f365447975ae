"""What a text claims of a shared past: the phrases of eight languages, without what is denied, wished or asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from typing import Final

import regex

from screener.evidence.claim_names import firm_among, names_beside
from screener.evidence.claim_phrases import CLAIM_PHRASES
from screener.evidence.claim_phrases.form import ClaimPhrases
from screener.evidence.named_dates import NamedDate, dates_named
from screener.evidence.note_signs import MERGE_FIELD
from screener.evidence.sentences import Sentence, sentences_of
from screener.texts.folding import fold, folded
from screener.texts.languages import language_of
from screener.texts.phrase_index import PhraseIndex, phrase_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One thing a text asserts. `names` are the firms, places, events or persons beside it, the nearest first;
    `by_asker` is false where somebody else is meant; `own_side`: they name where they alone were;
    `firm` is the name that can only be a firm's or school's."""

    about: str
    by_asker: bool
    names: tuple[str, ...] = ()
    dates: tuple[NamedDate, ...] = ()
    own_side: bool = False
    firm: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a phrase says: its claim (None: it only looks like one), the language, whether a question or a wish says it
    too, and what must follow it."""

    about: str | None
    language: str
    is_firm: bool = False
    then: regex.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    meaning: _Meaning


_GAP: Final = "…"
_BETWEEN_WORDS: Final = r"(?:[^\w.!?;:]+\w[\w'&-]*){0,4}?[^\w.!?;:]+"
_BREAK_MARKS: Final = regex.compile(r"[,;:()—–…!?。！？、，]|\.(?=\s|$)| - ")
_WISH_WORDS: Final = 4  # how far before a claim a wish may stand
# What others did for the asker: whoever did it, the asker is the one it was done for.
_ALWAYS_ASKER: Final = frozenset({"introduced-by", "former-name", "on-behalf-of", "promised"})
_DENIES_BEHIND: Final = frozenset({"de", "nl", "ja"})  # where the word for not stands behind the verb
_OF_PERSONS: Final = frozenset({"former-name"})  # without a name there is no such claim


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language that are looked for in the clause of a claim."""

    negations: PhraseIndex
    wishes: PhraseIndex
    others: PhraseIndex
    asker: PhraseIndex
    own_side: PhraseIndex
    breaks: PhraseIndex


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything that notes are read by: the phrases without and with a gap, what each means by its
    folded head, and the words beside them."""

    whole: PhraseIndex
    parted: PhraseIndex
    meanings: Mapping[str, Sequence[_Meaning]]
    words: Mapping[str, _Words]


@cache
def _reading() -> _Reading:
    """Made when the first note is read."""
    meanings: dict[str, list[_Meaning]] = defaultdict(list)
    for language, phrases in CLAIM_PHRASES.items():
        written = [(about, phrase) for about, each in phrases.claims.items() for phrase in each]
        for about, phrase in [*written, *((None, phrase) for phrase in phrases.none)]:
            head, _, tail = phrase.removeprefix("+").partition(f" {_GAP} ")
            then = regex.compile(_BETWEEN_WORDS + regex.escape(fold(tail)) + r"(?!\w)") if tail else None
            meanings[phrase_key(head)].append(_Meaning(about, language, phrase.startswith("+"), then))
    every = [phrase for each in CLAIM_PHRASES.values() for phrase in chain(each.none, *each.claims.values())]
    whole = PhraseIndex(phrase.removeprefix("+") for phrase in every if _GAP not in phrase)
    parted = PhraseIndex(phrase.removeprefix("+").partition(f" {_GAP} ")[0] for phrase in every if _GAP in phrase)
    return _Reading(whole, parted, meanings, {language: _words(each) for language, each in CLAIM_PHRASES.items()})


def _words(phrases: ClaimPhrases) -> _Words:
    lists = (phrases.negations, phrases.wishes, phrases.others, phrases.asker, phrases.own_side, phrases.breaks)
    return _Words(*map(PhraseIndex, lists))


@lru_cache(maxsize=4096)
def claims_in(text: str, sent: date | None = None) -> tuple[Claimed, ...]:
    """What the text asserts, each claim once, in the order of the text. A text that a mail merge wrote claims nothing.
    `sent` is the day that "last year" counts from."""
    plain, reading = folded(text), _reading()
    if not (reading.whole.found_in(plain) or reading.parted.found_in(plain)) or MERGE_FIELD.search(text):
        return ()
    sentences = sentences_of(text)
    found: dict[tuple[str, bool], Claimed] = {}
    for number, sentence in enumerate(sentences):
        follow_up = sentences[number + 1] if number + 1 < len(sentences) else None
        for claimed in _claims_of(sentence, follow_up, sent):
            found.setdefault((claimed.about, claimed.by_asker), claimed)
    if ("former-name", True) in found and len(sentences) == 1:  # "you know me as" says no more than the name
        found.pop(("acquainted", True), None)
    return tuple(found.values())


def _claims_of(sentence: Sentence, follow_up: Sentence | None, sent: date | None) -> Iterator[Claimed]:
    for hit in _hits(sentence.folded):
        language = hit.meaning.language
        if hit.meaning.about is None:
            continue
        start, end = _clause(sentence.folded, hit, language)
        if not (hit.meaning.is_firm or _is_asserted(sentence, hit, start, end)):
            continue
        names = names_beside(sentence, hit.start, hit.end, hit.meaning.about)
        dates = dates_named(sentence.folded, sent)
        if follow_up and not names and not dates:
            names = names_beside(follow_up, 0, 0, hit.meaning.about)
            dates = dates_named(follow_up.folded, sent)
        if hit.meaning.about in _OF_PERSONS and not names and language != "ja":
            continue
        yield Claimed(
            about=hit.meaning.about,
            by_asker=hit.meaning.about in _ALWAYS_ASKER or _is_of_asker(sentence.folded, hit, start),
            names=names,
            dates=dates,
            own_side=_reading().words[language].own_side.found_in(sentence.folded),
            firm=firm_among(names, sentence.text),
            quote=sentence.text if names or not follow_up else f"{sentence.text} {follow_up.text}",
        )


def _hits(sentence: str) -> list[_Hit]:
    """What the phrases find, in the order of the text; a phrase with a gap only where no other is found."""
    reading = _reading()
    hits = []
    for phrase, start, end in reading.whole.spans(sentence):
        fitting = [_Hit(start, end, meaning) for meaning in reading.meanings[phrase] if meaning.then is None]
        hits.append(_likeliest(fitting, sentence))
    for phrase, start, end in reading.parted.spans(sentence):
        for meaning in reading.meanings[phrase]:
            tail = meaning.then.match(sentence, end) if meaning.then else None
            if tail and all(hit.end <= start or hit.start >= tail.end() for hit in hits):
                hits.append(_Hit(start, tail.end(), meaning))
    return sorted(hits, key=lambda hit: hit.start)


def _likeliest(hits: list[_Hit], sentence: str) -> _Hit:
    """Of what a phrase means in several languages, that of the language of the text."""
    if len(hits) > 1:
        language = language_of(sentence)
        hits = [hit for hit in hits if hit.meaning.language == language] or hits
    return hits[0]


def _clause(sentence: str, hit: _Hit, language: str) -> tuple[int, int]:
    """Where the clause of a hit begins and ends."""
    before, after = 0, len(sentence)
    spans = [(match.start(), match.end()) for match in _BREAK_MARKS.finditer(sentence)]
    spans += [(start, end) for _, start, end in _reading().words[language].breaks.spans(sentence)]
    for start, end in spans:
        if end <= hit.start:
            before = max(before, end)
        elif start >= hit.end:
            after = min(after, start)
    return before, after


def _is_asserted(sentence: Sentence, hit: _Hit, start: int, end: int) -> bool:
    language, text = hit.meaning.language, sentence.folded
    if sentence.is_question and not text[end:].strip(" ?？。!"):
        return False
    before, behind = text[start : hit.start], text[hit.end : end]
    words = _reading().words[language]
    if words.negations.found_in(before) or (language in _DENIES_BEHIND and words.negations.found_in(behind)):
        return False
    near = before if language == "ja" else " ".join(before.split()[-_WISH_WORDS:])
    return not words.wishes.found_in(near)


def _is_of_asker(sentence: str, hit: _Hit, start: int) -> bool:
    """Whether the asker is the one it is said of: nobody else is named before it, or the asker again after them."""
    language = hit.meaning.language
    others = list(_reading().words[language].others.spans(sentence[start : hit.start]))
    if not others:
        return True
    since = sentence[start + others[-1][2] : hit.end]
    return language != "ja" and _reading().words[language].asker.found_in(since)
