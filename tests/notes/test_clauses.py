"""How clauses are meant, and of whom they speak."""

from __future__ import annotations

import pytest

from screener.notes.clauses import Stance, sentence_of, speaker_at, stance_at
from screener.notes.folded_text import sentences_of
from screener.notes.lexicon import vocabulary_of
from screener.notes.reading import By
from screener.texts.folding import fold


def meant(text: str, words: str, language: str) -> tuple[Stance, By]:
    """How the words of a one-sentence text are meant, and of whom."""
    (folded,) = sentences_of(text)
    sentence = sentence_of(folded, vocabulary_of(language))
    start = sentence.plain.index(fold(words))
    end = start + len(fold(words))
    return stance_at(sentence, start, end), speaker_at(sentence, start, end)


@pytest.mark.parametrize(
    ("stance", "language", "text", "words"),
    [
        (Stance.ASSERTED, "en", "We worked together in Leeds.", "worked together"),
        (Stance.DENIED, "en", "We have never worked together.", "worked together"),
        (Stance.WISHED, "en", "I wish we had worked together.", "worked together"),
        (Stance.ASKED, "en", "Have we worked together?", "worked together"),
        (Stance.HEARSAY, "en", "Apparently our fathers worked together.", "worked together"),
        (Stance.TO_COME, "en", "Soon we will be on the same team.", "same team"),
        (Stance.DENIED, "de", "Zusammengearbeitet haben wir nie.", "zusammengearbeitet"),
        (Stance.DENIED, "nl", "Samengewerkt hebben we niet.", "samengewerkt"),
        (Stance.DENIED, "ja", "一緒に働いたことはありません。", "一緒に"),
        (Stance.WISHED, "fr", "J'aimerais avoir travaillé ensemble.", "travaillé ensemble"),
        (Stance.DENIED, "es", "Nunca trabajamos juntos.", "trabajamos juntos"),
        (Stance.WISHED, "it", "Vorrei aver lavorato insieme.", "lavorato insieme"),
        (Stance.DENIED, "pt", "Não trabalhamos juntos.", "trabalhamos juntos"),
    ],
)
def test_a_clause_is_meant_as_its_words_say(stance: Stance, language: str, text: str, words: str) -> None:
    assert meant(text, words, language)[0] is stance


def test_a_denial_in_another_clause_denies_nothing() -> None:
    assert meant("I never forgot it, we worked together.", "worked together", "en")[0] is Stance.ASSERTED


@pytest.mark.parametrize(
    ("by", "language", "text", "words"),
    [
        (By.OTHER, "en", "My brother worked with you.", "worked with you"),
        (By.ASKER, "en", "My brother and I worked with you.", "worked with you"),
        (By.ASKER, "en", "I worked with you.", "worked with you"),
        (By.OTHER, "de", "Mein Vater hat bei Ihnen gearbeitet.", "bei Ihnen"),
        (By.OTHER, "es", "Mi hermana trabajó con usted.", "trabajó con usted"),
        (By.OTHER, "ja", "弟が一緒に働いていました。", "一緒に"),
    ],
)
def test_a_clause_speaks_of_whoever_it_names(by: By, language: str, text: str, words: str) -> None:
    assert meant(text, words, language)[1] is by
