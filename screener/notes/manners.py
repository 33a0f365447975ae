"""How a text is written and what it asks: language, register, signs, the question, the role that a recruiter names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from screener.languages.language_guess import language_of
from screener.languages.words import languages
from screener.notes.clauses import Sentence
from screener.notes.expressions import (
    ASKS,
    KANA,
    LATIN,
    LETTER,
    LINK,
    MARKUP,
    MERGE_FIELD,
    MONEY,
    NUMBER,
    PARTICLE,
    ROLE_END,
    WORD_BEHIND,
    WORDS,
)
from screener.notes.lexicon import Phrases, Vocabulary, common_phrases
from screener.notes.reading import ReadBy, Sign, Span

_LONGEST_ROLE: Final = 60
_GENERIC: Final = frozenset({"connect", "greet", "admire"})
_LEAST_GENERIC: Final = 0.0
_HEAD: Final = "language:"
_LEAST_LETTERS: Final = 4
_LEAST_SCORE: Final = -0.35  # under this the trained reader has not seen the like
_LEAD: Final = 0.8  # from here on the second language is out of the question
_DOUBT: Final = 0.4  # up to here small words decide between two


def told_language(text: str, scores: Mapping[str, float]) -> str | None:
    """`en`, `de`, `es`, `fr`, `pt`, `it`, `nl` or `ja`; None for another language or too little text. `scores` are
    those of the trained reader."""
    letters = len(text) if text.isascii() else len(LETTER.findall(text))
    if letters < _LEAST_LETTERS and not KANA.search(text):
        return None
    if not text.isascii():
        if KANA.search(text) and len(KANA.findall(text)) * 8 >= letters:
            return "ja"
        if len(LATIN.findall(text)) * 2 < letters:
            return None
    (best, score), (_, second) = _likeliest(scores)
    unlearned = [code for code in languages() if _HEAD + code not in scores]
    if unlearned and (plain := language_of(text)) in unlearned:
        return plain  # one of the user's, or one that is shipped before there are weights for it: phrases alone read it
    if score - second > _LEAD and score > _LEAST_SCORE:
        return best
    plain = language_of(text)
    if plain and plain != best and score - scores[_HEAD + plain] < _DOUBT:
        return plain
    return best if score > _LEAST_SCORE or best == plain else plain


def _likeliest(scores: Mapping[str, float]) -> list[tuple[str, float]]:
    """The two likeliest languages with their scores."""
    ranked = sorted(scores.items(), key=lambda entry: -entry[1])[:2]
    return [(head.removeprefix(_HEAD), score) for head, score in ranked]


def signs_of(
    text: str, sentences: Sequence[Sentence], scores: Mapping[str, float], limits: Mapping[str, float]
) -> dict[Sign, ReadBy]:
    """The signs of a text with what read each, in the order of the rule language."""
    said = {meaning for each in sentences for mark in _signs().marks(each.plain) for meaning in mark.meanings}
    is_mass = MERGE_FIELD.search(text) is not None
    plain = {
        Sign.MASS: is_mass or Sign.MASS in said,
        Sign.URGENT: Sign.URGENT in said,
        Sign.PROGRAM: Sign.PROGRAM in said or (MARKUP.search(text) is not None and not is_mass),
        Sign.SPECIFIC: _is_specific(sentences),
        Sign.MONEY: MONEY.search(text) is not None,
        Sign.LINK: LINK.search(text) is not None,
    }
    signs: dict[Sign, ReadBy] = {}
    for sign in Sign:
        if plain.get(sign):
            signs[sign] = ReadBy.PHRASE
        elif f"sign:{sign}" in limits and scores[f"sign:{sign}"] > limits[f"sign:{sign}"]:
            if sign is Sign.PROGRAM and not any("program" in sentence.classes for sentence in sentences):
                continue  # without a single word for programs
            signs[sign] = ReadBy.MODEL
    return signs


def _signs() -> Phrases:
    return common_phrases("signs")


def _is_specific(sentences: Sequence[Sentence]) -> bool:
    """Whether it has a number, or a capital inside a sentence that begins no known word."""
    return any(NUMBER.search(sentence.plain) for sentence in sentences)


def asked_in(text: str, sentences: Sequence[Sentence]) -> Span | None:
    """Where the last real question stands; "remember me?" is none."""
    for sentence in reversed(sentences):
        end = len(sentence.plain.rstrip())
        before = [place for place in sentence.breaks if place < end]
        last = max(before, default=0)
        if ASKS.search(sentence.plain) and not sentence.has("know", last, end):
            span = sentence.text.span(_question_start(sentence), end)
            return span[0], span[0] + len(text[slice(*span)].rstrip())
    return None


def _question_start(sentence: Sentence) -> int:
    """Where the question begins: behind the last colon or semicolon."""
    return max((sentence.plain.rfind(mark) + 1 for mark in ":;："), default=0)


def register_of(text: str, vocabulary: Vocabulary) -> str | None:
    """How the text addresses its reader; None where it does not tell or mixes."""
    if vocabulary.language == "ja":
        found = [name for name, marks in vocabulary.registers.items() if any(mark in text for mark in marks)]
        return "keigo" if "keigo" in found else found[0] if found else None
    words = WORDS.findall(text)
    counts = {name: sum(word in marks for word in words) for name, marks in vocabulary.registers.items()}
    best = max(counts, key=lambda name: counts[name], default=None)
    if best is None or not counts[best]:
        return None
    rivals = [name for name, count in counts.items() if count == counts[best]]
    return best if len(rivals) == 1 else None


def role_in(sentences: Sequence[Sentence], vocabulary: Vocabulary) -> Span | None:
    """Where a recruiter names the role: behind "looking for a" and the like, else around the word for a trade."""
    found = [each for sentence in sentences for each in _roles(sentence, vocabulary)]
    return min(found)[1] if found else None


def _roles(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[tuple[int, Span]]:
    """Each place that may name a role, the likeliest with the smallest number: a trade behind a cue, a trade, a cue."""
    marks = vocabulary.roles.marks(sentence.plain)
    titles = [mark for mark in marks if "title" in mark.meanings]
    for mark in marks:
        if "cue" not in mark.meanings or sentence.language == "ja":
            continue
        start, end = _phrase_behind(sentence.plain, mark.end)
        if end > start:
            yield (0 if any(start <= title.start < end for title in titles) else 2), sentence.text.span(start, end)
    for title in titles:
        first, last = sentence.clause(title.start, title.end)
        openers = [mark.end for mark in marks if not {"title"} & {*mark.meanings} and first <= mark.end <= title.start]
        stop = ROLE_END.search(sentence.plain, title.end)
        last = min(last, stop.start() if stop else last, title.start + _LONGEST_ROLE)
        opener = max([first, *openers, _after_particle(sentence.plain, first, title.start)])
        start, end = _trimmed(sentence.plain, opener, max(last, title.end))
        if sentence.language == "ja":
            start, end = _trimmed(sentence.plain, opener, title.end)
        if end > start:
            yield 1, sentence.text.span(start, end)


def _after_particle(plain: str, first: int, place: int) -> int:
    """Where, in Japanese, the words right before a trade begin."""
    return max((match.end() for match in PARTICLE.finditer(plain, first, place)), default=first)


def _phrase_behind(plain: str, place: int) -> tuple[int, int]:
    """The words behind a cue up to where another thought begins; the first word always counts."""
    first = WORD_BEHIND.match(plain, place)
    if not first:
        return place, place
    stop = ROLE_END.search(plain, first.end())
    return _trimmed(plain, place, min(stop.start() if stop else len(plain), place + _LONGEST_ROLE))


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    part = plain[start:end]
    return start + len(part) - len(part.lstrip(" ,:;-")), end - len(part) + len(part.rstrip(" ,:;.!?-"))


def is_generic(text: str, sentences: Sequence[Sentence], scores: Mapping[str, float]) -> bool:
    """Whether a text plainly says nothing of its own: nothing at all, a greeting, or a stock phrase of networks."""
    if not text.strip():
        return True
    is_stock = any(_GENERIC & sentence.classes for sentence in sentences)
    says_nothing = scores.get("sign:specific", 0.0) < _LEAST_GENERIC and not any(
        NUMBER.search(sentence.plain) for sentence in sentences
    )
    return is_stock and says_nothing
