"""Every shipped template keeps to the rules of a good reply, whatever may be told and whoever asks."""

import pytest
import regex

from screener.catalogue.subjects import SUBJECTS
from screener.languages.language_guess import language_of
from screener.languages.registers import distant_register, registers
from screener.outcomes import Tone
from screener.replies.etiquette import asks_for_context, faults_in
from screener.replies.filling import names_of, texts_of
from screener.replies.previews import Sample, samples
from screener.replies.template_files import (
    TemplateFile,
    files_of,
    fill,
    kind_of,
    read_file,
    template_names,
    text_behind,
)
from tests.replies.drafting import SHIPPED

VERDICTS = ("accept", "ask-for-context", "decline")
TEMPLATES = [read_file(path) for verdict in VERDICTS for path in files_of((SHIPPED,), verdict)]
SENTENCE_ENDS = regex.compile(r"[.?!](?=\s|$)|[。？]")
THANKS = regex.compile(
    r"thank|dank|gracias|agradezco|merci|remercie|agradeço|agradecer|grazie|ringrazio|ありがとう", regex.I
)


def filled(template: TemplateFile, sample: Sample) -> str:
    return fill((SHIPPED,), template, sample.tone, sample.register, names_of(sample.filling))


def own_words(text: str, sample: Sample) -> str:
    """The text without what was filled in."""
    for value in sorted(texts_of(sample.filling), key=len, reverse=True):
        text = text.replace(value, "–") if len(value) > 1 else text
    return text


def named(template: TemplateFile) -> str:
    return f"{template.path.parent.name}/{template.path.stem}"


def test_every_kind_is_there_in_every_language() -> None:
    kinds = {(template.path.parent.name, kind_of(template.path)) for template in TEMPLATES}
    assert len(kinds) == 20
    assert len(TEMPLATES) == len(kinds) * len(registers())


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_a_shipped_template_keeps_to_the_rules(template: TemplateFile) -> None:
    asks = asks_for_context(template.path.parent.name)
    for sample in samples(template, text_behind((SHIPPED,), template)):
        text = filled(template, sample)
        assert faults_in(text, asks=asks, language=template.language, values=texts_of(sample.filling)) == []
        own = own_words(text, sample)
        assert language_of(own) == template.language, own
        assert THANKS.search(own), own
        assert 2 <= len(SENTENCE_ENDS.findall(own)) <= 5, own
        assert "  " not in text
        assert str(sample.filling["name"]) in text.splitlines()[0]


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_tones_and_registers_differ(template: TemplateFile) -> None:
    texts = {
        (sample.tone, sample.register): filled(template, sample)
        for sample in samples(template, text_behind((SHIPPED,), template))
        if sample.name == "Ana Ruiz"
    }
    usual, distant = template.registers[0], distant_register(template.language)
    assert len({texts[Tone.PLAIN, usual], texts[Tone.WARM, usual], texts[Tone.FORMAL, distant]}) == len(Tone)
    assert len({texts[Tone.PLAIN, register] for register in template.registers}) == len(template.registers)


def test_only_an_acceptance_tells_a_shared_fact() -> None:
    for template in TEMPLATES:
        told = {sample.told for sample in samples(template, text_behind((SHIPPED,), template))} - {""}
        facts = {fact for fact in told if not fact.startswith("claimed.")}
        assert bool(facts) == (kind_of(template.path) == "thanks")


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_what_is_told_stands_in_the_text(template: TemplateFile) -> None:
    for sample in samples(template, text_behind((SHIPPED,), template)):
        subject, _, field = sample.told.partition(".")
        if field and sample.filling[subject][field] is not True:  # type: ignore[index]
            assert sample.filling[subject][field] in filled(template, sample)  # type: ignore[index]


def test_the_questions_of_the_catalogue_have_their_templates() -> None:
    questions = {subject.question for subject in SUBJECTS.values()} - {None}
    assert questions <= template_names((SHIPPED,))["ask-for-context"]
