"""Reads a text: what it names of the user's world, what it claims, who writes and what they want."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from screener.languages.words import kept_by_language
from screener.notes.clauses import (
    Sentence,
    Stance,
    numbered_marks,
    opens_with_denial,
    sentence_of,
    speaker_at,
    stance_at,
)
from screener.notes.folded_text import FoldedText, sentences_of
from screener.notes.known_world import KnownWorld, check, checked_again, claims_of_records
from screener.notes.lexicon import Mark, Vocabulary, common_phrases, vocabulary_of
from screener.notes.manners import asked_in, is_generic, register_of, role_in, signs_of, told_language
from screener.notes.reading import (
    SHARED_PAST,
    About,
    AskerKind,
    By,
    Claim,
    ReadBy,
    ReadFrom,
    Reading,
    Sign,
    Span,
    Want,
)
from screener.notes.slots import slots_of
from screener.notes.trained import TrainedReader, Weighed, trained_reader
from screener.world.mentions import Mention

# What others did for the asker: whoever did it, the asker is the one it was done for.
_ALWAYS_ASKER: Final = frozenset({About.INTRODUCED_BY, About.FORMER_NAME, About.ON_BEHALF_OF, About.PROMISED})
_ABOUTS: Final = tuple((about, f"about:{about}") for about in About)
_KINDS: Final = tuple((kind, f"kind:{kind}") for kind in AskerKind)
_WANTS: Final = tuple((want, f"want:{want}") for want in Want)
KIND_LEAD: Final = 0.1  # by how much a kind of asker must be likelier than any other
_LONGEST_TEXT: Final = 4000  # characters that are read: ten notes, or a long answer
_NO_KIND: Final = "none"
_SHORT: Final = 6  # words of a sentence that say little beside the phrase
_NOTHING: Final = -9.0  # the score of a head that was never learned


@dataclass(frozen=True)
class _Weighed:
    """A text with its sentences and what the trained reader says to each, and to the whole; and what it says by itself,
    whatever the user's world holds. A note is read for the decision, and again for the reply."""

    text: str
    sentences: Sequence[Sentence]
    scores: Sequence[Mapping[str, float]]
    whole: Mapping[str, float]
    vocabulary: Vocabulary
    reader: TrainedReader

    @property
    def span(self) -> Span:
        """The whole text."""
        return 0, len(self.text)

    @cached_property
    def signs(self) -> Mapping[Sign, ReadBy]:
        """Its signs, each with what read it."""
        return signs_of(self.text, self.sentences, self.whole, self.reader.thresholds)

    @cached_property
    def asserted(self) -> Sequence[Claim]:
        """What it claims; a text for a program claims nothing."""
        return () if Sign.PROGRAM in self.signs else (*_by_phrases(self), *_by_model(self))

    @cached_property
    def asker_kind(self) -> tuple[AskerKind | None, ReadFrom | None]:
        """Who writes."""
        return _asker_kind(self)

    @cached_property
    def role(self) -> Span | None:
        """Where a recruiter names the role."""
        return role_in(self.sentences, self.vocabulary) if self.asker_kind[0] is AskerKind.RECRUITER else None

    @cached_property
    def asked(self) -> Span | None:
        """Where it asks something."""
        return asked_in(self.text, self.sentences)

    @cached_property
    def register(self) -> str | None:
        """How it addresses its reader."""
        return register_of(self.text, self.vocabulary)

    @cached_property
    def is_generic(self) -> bool:
        """Whether it says nothing of its own."""
        return is_generic(self.text, self.sentences, self.whole)


def read(text: str, day: date | None = None, language: str | None = None, world: KnownWorld | None = None) -> Reading:
    """Everything that a text claims, wants and mentions. `day` is the day it was sent, which "last year" counts from;
    `language` is told from the text where it is not given; without a `world` nothing is mentioned or checked. A text
    for a program claims only what the files say."""
    weighed, told = _weigh(text[:_LONGEST_TEXT], language or "", trained_reader())
    return _reading(weighed, day, told, world)


def read_headline(text: str, world: KnownWorld | None = None) -> Reading:
    """What the line under a name says of who it is, by phrases alone: the trained reader has seen notes, no titles. It
    claims nothing and is understood as it stands."""
    sentences = sentences_of(text[:_LONGEST_TEXT])
    kind, span = _kind_of_title(sentences)
    # The language tells where a recruiter names the role, and nothing of others.
    parted = _parted(text[:_LONGEST_TEXT]) if kind is AskerKind.RECRUITER else None
    role = role_in(parted.sentences, parted.vocabulary) if parted else None
    read_from = {"asker_kind": ReadFrom(span=span, read_by=ReadBy.PHRASE)} if kind else {}
    if role:
        read_from["role"] = ReadFrom(span=role, read_by=ReadBy.PHRASE)
    return Reading(
        language=parted.told if parted else None,
        register=None,
        understood=True,
        asker_kind=kind,
        role=text[slice(*role)] if role else None,
        read_from=read_from,
        mentions=tuple(world.mentions(text)) if world else (),
    )


def _kind_of_title(sentences: Sequence[FoldedText]) -> tuple[AskerKind | None, Span]:
    """The kind that a headline names first, and where; what only looks like one covers the words it stands in."""
    for sentence in sentences:
        for mark in common_phrases("headlines").marks(sentence.plain):
            kinds = [meaning for meaning in mark.meanings if meaning != _NO_KIND]
            if kinds and _NO_KIND not in mark.meanings:
                return AskerKind(kinds[0]), sentence.span(mark.start, mark.end)
    return None, (0, 0)


def role_of(text: str, language: str | None) -> str | None:
    """The role that a text names, whoever writes it: a recruiter may say in the headline alone what they are."""
    parted = _parted(text[:_LONGEST_TEXT], language or "")
    role = role_in(parted.sentences, parted.vocabulary)
    return text[slice(*role)] if role else None


@dataclass(frozen=True)
class _Parted:
    """A text in sentences, each with what the trained reader says to its letters, and its language as given or told."""

    sentences: Sequence[Sentence]
    letters: Sequence[Weighed]
    told: str | None
    vocabulary: Vocabulary


def _parted(text: str, language: str = "") -> _Parted:
    folded = sentences_of(text)
    reader = trained_reader()
    letters = [reader.weigh(sentence.plain) for sentence in folded]
    told = language or (
        told_language(text, reader.scores(sum(letters, Weighed()), reader.languages)) if folded else None
    )
    told, vocabulary = _spoken(folded, told, letters, reader) if not language else (told, vocabulary_of(language))
    return _Parted([sentence_of(sentence, vocabulary) for sentence in folded], letters, told, vocabulary)


@kept_by_language
def _weigh(text: str, language: str, reader: TrainedReader) -> tuple[_Weighed, str | None]:
    """A text weighed by the trained reader, and its language as given or told."""
    parted = _parted(text, language)
    weights = [
        each + reader.weigh_classes(numbered_marks(sentence))
        for each, sentence in zip(parted.letters, parted.sentences, strict=True)
    ]
    whole = reader.scores(sum(weights, Weighed()))
    scores = [whole] if len(weights) == 1 else [reader.scores(each, reader.claims) for each in weights]
    return _Weighed(text, parted.sentences, scores, whole, parted.vocabulary, reader), parted.told


def reread(reading: Reading, text: str, day: date | None, world: KnownWorld) -> Reading:
    """A reading of the same text for another world of the same mentions: only how its claims come out differs."""
    return checked_again(reading, text[:_LONGEST_TEXT], vocabulary_of(reading.language or ""), day, world)


def _spoken(
    folded: Sequence[FoldedText], told: str | None, letters: Sequence[Weighed], reader: TrainedReader
) -> tuple[str | None, Vocabulary]:
    """The language of a text with its words. Where small words tell another one than the trained reader, the phrases of
    claims decide: those that only one of the two has."""
    vocabulary = vocabulary_of(told or "")
    if told is None or told == "ja":
        return told, vocabulary
    scores = reader.scores(sum(letters, Weighed()), reader.languages)
    likeliest = max(scores, key=lambda head: (scores[head], head)).removeprefix("language:")
    if likeliest == told:
        return told, vocabulary
    other = vocabulary_of(likeliest)
    mine, theirs = (any(each.claims.marks(one.plain) for one in folded) for each in (vocabulary, other))
    return (likeliest, other) if theirs and not mine else (told, vocabulary)


def _reading(weighed: _Weighed, day: date | None, language: str | None, world: KnownWorld | None) -> Reading:
    mentions = tuple(world.mentions(weighed.text)) if world else ()
    of_records = list(claims_of_records(weighed.text, mentions, world))
    claims = _claims(weighed, [*of_records, *weighed.asserted], day, mentions, world)
    kind, kind_from = weighed.asker_kind
    wants, role, asked, signs = _wants(weighed), weighed.role, weighed.asked, weighed.signs
    read_from: dict[str, ReadFrom] = {}
    if kind and kind_from:
        read_from["asker_kind"] = kind_from
    if wants:
        read_from["wants"] = ReadFrom(span=weighed.span, read_by=ReadBy.MODEL)
    if role:
        read_from["role"] = ReadFrom(span=role, read_by=ReadBy.PHRASE)
    if asked:
        read_from["they_ask"] = ReadFrom(span=asked, read_by=ReadBy.PHRASE)
    for sign, read_by in signs.items():
        read_from[sign] = ReadFrom(span=weighed.span, read_by=read_by)
    is_recognised = bool(claims or kind or asked or mentions or Sign.PROGRAM in signs or Sign.MASS in signs)
    return Reading(
        language=language,
        register=weighed.register,
        understood=is_recognised or weighed.is_generic,
        claims=claims,
        asker_kind=kind,
        wants=wants,
        role=weighed.text[slice(*role)] if role else None,
        they_ask=weighed.text[slice(*asked)] if asked else None,
        read_from=read_from,
        signs=tuple(signs),
        mentions=mentions,
    )


def _claims(
    weighed: _Weighed,
    read_claims: Sequence[Claim],
    day: date | None,
    mentions: Sequence[Mention],
    world: KnownWorld | None,
) -> tuple[Claim, ...]:
    """Every claim once, by the first reading of it, filled and checked, in the order of the text."""
    found: dict[tuple[About, By], Claim] = {}
    for claim in read_claims:
        found.setdefault((claim.about, claim.by), claim)
    told = sorted(found.values(), key=lambda claim: claim.span)
    filled = [slots_of(claim, weighed.text, weighed.sentences, weighed.vocabulary, day) for claim in told]
    return tuple(check(claim, weighed.text, weighed.vocabulary, day, mentions, world) for claim in filled)


def _by_phrases(weighed: _Weighed) -> Iterator[Claim]:
    """What phrases say in clauses that assert it, unless the trained reader finds nothing at all of it there; of a few
    words it cannot tell."""
    doubt = weighed.reader.thresholds["doubt"]
    for sentence, scores in zip(weighed.sentences, weighed.scores, strict=True):
        is_short = sentence.plain.count(" ") < _SHORT and sentence.language != "ja"
        for mark in weighed.vocabulary.claims.marks(sentence.plain):
            for meaning in mark.meanings:
                about = meaning.removeprefix("+")
                if about == "none" or (meaning == about and not _is_asserted(sentence, mark)):
                    continue
                by = By.ASKER if about in _ALWAYS_ASKER else speaker_at(sentence, mark.start, mark.end)
                whose = scores["past" if by is By.ASKER else "other"]
                if not is_short and max(whose, scores[f"about:{about}"]) < doubt:
                    continue
                span = sentence.text.span(*sentence.clause(mark.start, mark.end))
                yield _claim(weighed.text, About(about), by, span, ReadBy.PHRASE)


def _is_asserted(sentence: Sentence, mark: Mark) -> bool:
    """Whether the clause of a phrase asserts it, and nothing in its gap denies it."""
    if mark.is_parted and sentence.has("denial", mark.start, mark.end):
        return False
    return stance_at(sentence, mark.start, mark.end) is Stance.ASSERTED


def _by_model(weighed: _Weighed) -> Iterator[Claim]:
    limits = weighed.reader.thresholds
    likeliest = max((scores["past"] for scores in weighed.scores), default=_NOTHING)
    is_past = (likeliest + weighed.whole["past"]) / 2 > limits["past"]
    for sentence, scores in zip(weighed.sentences, weighed.scores, strict=True):
        if not is_past and max(scores.values()) < min(limits["about"], limits["other"]):
            continue
        abouts = {about: scores.get(head, _NOTHING) for about, head in _ABOUTS}
        if opens_with_denial(sentence):
            continue
        span = sentence.text.span(0, len(sentence.plain))
        if is_past and (scores["past"] == likeliest or scores["past"] > limits["past"]):
            best = max(SHARED_PAST, key=lambda about: (abouts[about], about))
            by = By.OTHER if scores["other"] > scores["past"] and best not in _ALWAYS_ASKER else By.ASKER
            yield _claim(weighed.text, best, by, span, ReadBy.MODEL)
        for about, score in abouts.items():
            if score > limits["about"] and (is_past or about not in SHARED_PAST):
                yield _claim(weighed.text, about, By.ASKER, span, ReadBy.MODEL)
        if scores["other"] > limits["other"]:
            best = max(SHARED_PAST - _ALWAYS_ASKER, key=lambda about: (abouts[about], about))
            yield _claim(weighed.text, best, By.OTHER, span, ReadBy.MODEL)


def _claim(text: str, about: About, by: By, span: Span, read_by: ReadBy) -> Claim:
    quote = text[slice(*span)]
    start = span[0] + len(quote) - len(quote.lstrip())
    return Claim(about=about, by=by, quote=quote.strip(), span=(start, start + len(quote.strip())), read_by=read_by)


def _asker_kind(weighed: _Weighed) -> tuple[AskerKind | None, ReadFrom | None]:
    """Who writes: by a phrase of one kind alone, else by the trained reader."""
    marks = [
        (kind, sentence.text.span(mark.start, mark.end))
        for sentence in weighed.sentences
        for mark in weighed.vocabulary.askers.marks(sentence.plain)
        for kind in mark.meanings
        if stance_at(sentence, mark.start, mark.end) is not Stance.DENIED
    ]
    scores = {kind: weighed.whole.get(head, _NOTHING) for kind, head in _KINDS}
    best = max(scores, key=lambda kind: (scores[kind], kind))
    if len({kind for kind, _ in marks}) == 1 and scores[AskerKind(marks[0][0])] > weighed.reader.thresholds["phrase"]:
        return AskerKind(marks[0][0]), ReadFrom(span=marks[0][1], read_by=ReadBy.PHRASE)
    second = max(score for kind, score in scores.items() if kind is not best)
    limit = weighed.reader.thresholds["private" if best is AskerKind.PRIVATE else "kind"]
    if scores[best] > limit and scores[best] - second > KIND_LEAD:
        return best, ReadFrom(span=weighed.span, read_by=ReadBy.MODEL)
    return None, None


def _wants(weighed: _Weighed) -> Want | None:
    """What the asker wants, by the trained reader."""
    scores = {want: weighed.whole.get(head, _NOTHING) for want, head in _WANTS}
    best = max(scores, key=lambda want: (scores[want], want))
    return best if scores[best] > weighed.reader.thresholds["wants"] else None


def because(text: str, read_by: ReadBy, head: str, language: str | None) -> str:
    """In a few words, what something was read by; of the trained reader, the words that speak most for the head."""
    if read_by is not ReadBy.MODEL:
        return "read from your files" if read_by is ReadBy.RECORDS else "read by a phrase"
    reader, vocabulary = trained_reader(), vocabulary_of(language or "")
    if head not in reader.heads:
        return "read by the trained reader"
    sentences = [sentence_of(sentence, vocabulary) for sentence in sentences_of(text[:_LONGEST_TEXT])]
    classes: dict[str, set[str]] = {}
    for sentence in sentences:
        for mark in sentence.marks:
            for word in sentence.plain[mark.start : mark.end].split():
                classes.setdefault(word, set()).update(mark.meanings)
    words = reader.strongest(" ".join(sentence.plain for sentence in sentences), classes, head)
    return "read by the trained reader" + (f" because of “{' … '.join(words)}”" if words else "")
