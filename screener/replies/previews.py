"""Templates filled in for invented people, to be read through."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from screener.languages.registers import distant_register, is_distant
from screener.outcomes import Tone, Verdict
from screener.replies.address import address_of, first_name_of
from screener.replies.etiquette import Fault, asks_for_context, faults_in
from screener.replies.filling import (
    CLAIMED,
    CLAIMED_FIELDS,
    LONGEST_CLAIM,
    LONGEST_FACT,
    MENTIONED,
    SAYABLE,
    Filling,
    longest_words,
    mentioned_in,
    names_of,
    texts_of,
)
from screener.replies.template_files import TemplateFile, files_of, fill, found_file, kind_of, read_file, text_behind

_ME: Final = "Mara Lindqvist"
_LONG_NAME: Final = "Prof. Dr. Maximiliana von Hohenstein-Wolkenberg-Ramirez"
_LONG_FIRM: Final = "Contoso Weights and Measures of the Northern Isles, Limited"
_PEOPLE: Final = ("Ana Ruiz", "Frau Dr. Anna Weber", "佐藤 美香", "", _LONG_NAME)
_NOBODY: Final = "somebody without a name"
_FACTS: Final = tuple((subject, field) for subject, fields in SAYABLE.items() for field in sorted(fields))
_CLAIMS: Final = tuple((CLAIMED, field) for field in CLAIMED_FIELDS)
_WHETHER: Final = frozenset({"introduced", "met"})
# Worded in English, so told in English alone.
_SPANS: Final = {"overlap": "3 years", "from": "May 2009", "to": "June 2011"}

Record = Mapping[str, str | bool]


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One invented asker, for one tone and register, with what fills a template. `told`: the fact, if any."""

    name: str
    tone: Tone
    register: str
    filling: Filling
    told: str = ""


def samples(template: TemplateFile, text: str) -> Iterator[Sample]:
    """Every tone and register of a template for several people without a fact, and then for the longest names and
    facts there may be. `text`: all that may stand in the reply; what it does not name need not be tried."""
    facts = [
        (subject, field)
        for subject, field in (*_FACTS, *_CLAIMS)
        if f"{subject}.{field}" in text and (field not in _SPANS or template.language == "en")
    ]
    if MENTIONED in text:
        facts.append((CLAIMED, "project"))
    for tone, register in _ways(template):
        for name in _PEOPLE:
            yield _sample(template, tone, register, name, me=_ME if name else "")
        for subject, field in facts:
            longest = _LONG_FIRM[: LONGEST_CLAIM if subject == CLAIMED else LONGEST_FACT]
            value: str | bool = field in _WHETHER or _spans(template.language).get(field, longest)
            fact = {subject: {field: value}}
            yield _sample(template, tone, register, _LONG_NAME, fact, me=_LONG_NAME, told=f"{subject}.{field}")


def showcase(template: TemplateFile) -> Iterator[Sample]:
    """Every tone and register of a template for one person, with a fact and a claim for those who use them."""
    name = "佐藤 美香" if template.language == "ja" else "Dr. Anna Weber" if template.language == "de" else "Ana Ruiz"
    facts: dict[str, Record] = {
        "shared_employer": {"name": "Northwind"},
        CLAIMED: {"firm": "Northwind", "school": "Contoso College"},  # so the note mentions Northwind
    }
    for tone, register in _ways(template):
        yield _sample(template, tone, register, name, facts, me=_ME)


def _spans(language: str) -> Mapping[str, str]:
    return {**_SPANS, "age": longest_words(language)}


def faults_of(template: TemplateFile, text: str, sample: Sample) -> list[Fault]:
    """What keeps the text made for a sample from being a good reply."""
    return faults_in(
        text,
        asks=asks_for_context(template.path.parent.name),
        language=template.language,
        values=texts_of(sample.filling),
        longest=template.longest,
    )


def _ways(template: TemplateFile) -> Iterator[tuple[Tone, str]]:
    for register in template.registers:
        yield Tone.PLAIN, register
        yield Tone.WARM, register
    distant = distant_register(template.language)
    yield Tone.FORMAL, distant if distant in template.registers else template.registers[0]


def _sample(
    template: TemplateFile,
    tone: Tone,
    register: str,
    name: str,
    facts: Mapping[str, Record] | None = None,
    *,
    me: str,
    told: str = "",
) -> Sample:
    greeted = address_of(name, language=template.language, distant=is_distant(register, tone, template.language))
    told_of = {CLAIMED: {}, **(facts or {})}
    filling: Filling = {
        "name": greeted,
        "first_name": first_name_of(name, template.language) or greeted,
        "me": me,
        "has_note": bool(name),
        MENTIONED: mentioned_in(told_of[CLAIMED]),
        **told_of,
    }
    return Sample(name=name or _NOBODY, tone=tone, register=register, filling=filling, told=told)


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """One text made from a template. `asker` is whom it was made for, `told` the fact told, `faults` what would keep
    it from being offered, `longest` how many characters it may have."""

    kind: str
    language: str
    when: str
    tone: Tone
    register: str
    asker: str
    told: str
    text: str
    longest: int
    faults: tuple[str, ...]


def previews(folders: Sequence[Path], languages: Collection[str] = (), *, thorough: bool = False) -> Iterator[Preview]:
    """The templates in these languages (none named: all), each in every tone and register for one asker, or `thorough`
    for all invented askers and facts; a text that has been shown is not shown again. Raises InputError for a template
    that cannot be filled in."""
    for verdict in Verdict:
        for path in sorted(_chosen(folders, verdict.value), key=lambda path: path.name):
            template = read_file(path)
            if not languages or template.language in languages:
                yield from _of_template(template, folders, thorough=thorough)


def _chosen(folders: Sequence[Path], verdict: str) -> Iterator[Path]:
    """The files that are used: of two of one name the user's."""
    for path in files_of(folders, verdict):
        if found_file(folders, f"{verdict}/{path.stem}") == path:
            yield path


def _of_template(template: TemplateFile, folders: Sequence[Path], *, thorough: bool) -> Iterator[Preview]:
    shown: set[str] = set()
    for sample in samples(template, text_behind(folders, template)) if thorough else showcase(template):
        text = fill(folders, template, sample.tone, sample.register, names_of(sample.filling))
        if text not in shown:
            shown.add(text)
            yield _preview(template, sample, text)


def _preview(template: TemplateFile, sample: Sample, text: str) -> Preview:
    return Preview(
        kind=f"{template.path.parent.name}/{kind_of(template.path)}",
        language=template.language,
        when=template.when,
        tone=sample.tone,
        register=sample.register,
        asker=sample.name,
        told=sample.told,
        text=text,
        longest=template.longest,
        faults=tuple(words for _, words in faults_of(template, text, sample)),
    )
