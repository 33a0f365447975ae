"""What a template may name: each name with what it holds and when it is empty; and a new template that lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Final

from screener.catalogue.declaring import Field, FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.errors import UsageError
from screener.located.findings import listed, quoted, suggestion
from screener.outcomes import Tone, Verdict
from screener.replies.filling import CLAIMED, MENTIONED, SAYABLE
from screener.replies.template_files import USUAL_KIND, Block, found_file, languages_of, read_file, shared_files
from screener.texts.folding import one_line
from screener.texts.patterns import Expression
from screener.texts.templating import TemplateFaultError, attribute_of, render

_WIDTH: Final = 118
_KIND: Final = Expression(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NEVER: Final = "never"
_NO_CLAIM: Final = "the note does not say so for sure"
_NO_FACT: Final = "the rule that decides does not `say` it"
_SAMPLE: Final = {"name": "Ana", "me": "Mara Lindqvist", "has_note": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateWord:
    """One name that a template may use: what it holds, and when it is empty."""

    name: str
    holds: str
    empty: str


_OF_ALL: Final = (
    ("name", "how they are greeted: by the first name where one would, else by the full or family name",
     "what they call themselves is no name"),
    ("first_name", "their first name; where it cannot be told for sure, the same as `name`", "`name` is empty"),
    ("me", "your own name, from about-me.yaml or your archive", "neither says it"),
    ("has_note", "yes or no: whether they wrote a note", _NEVER),
    (MENTIONED, "the project, event, firm, school or place that their note names, in their own words",
     "the note names none for sure"),
)  # fmt: skip
_OF_CLAIMS: Final = (
    ("firm", "the firm where they say you both worked"),
    ("school", "the school where they say you both were"),
    ("person", "who introduced them"),
    ("project", "the project that they name"),
    ("event", "the event that they name"),
    ("place", "the place that they name"),
    ("year", "the year that they name"),
    ("introduced", "yes or no: whether they say that somebody introduced them"),
    ("met", "yes or no: whether they say that you met"),
)


def template_words(folders: Sequence[Path], language: str) -> list[TemplateWord]:
    """Everything that a template in a language may name, the commonest first."""
    found = [TemplateWord(name=name, holds=holds, empty=empty) for name, holds, empty in _OF_ALL]
    found += _shared_words(folders, language)
    found += [TemplateWord(name=f"{CLAIMED}.{name}", holds=holds, empty=_NO_CLAIM) for name, holds in _OF_CLAIMS]
    return [*found, *_fact_words()]


def _shared_words(folders: Sequence[Path], language: str) -> Iterator[TemplateWord]:
    """The shared lines of the language; of two of one name the user's."""
    seen: set[str] = set()
    for file in shared_files(folders, language):
        for line in sorted(file.lines - seen):
            block = file.block(Tone.PLAIN, file.registers[0], line)
            yield TemplateWord(name=line, holds=f"the shared line “{_filled(block)}”", empty=_NEVER)
        seen |= file.lines


def _filled(block: Block | None) -> str:
    """A shared line as it reads where nothing is told; as it is written where it cannot be filled in."""
    text = block.text if block else ""
    with suppress(TemplateFaultError):
        text = render(text, _SAMPLE)
    return one_line(text)


def _fact_words() -> Iterator[TemplateWord]:
    """The fields of subjects that may be told."""
    for subject in SUBJECTS.values():
        for field in subject.fields.values():
            if attribute_of(field.name) in SAYABLE[attribute_of(subject.name)]:
                name = f"{attribute_of(subject.name)}.{attribute_of(field.name)}"
                yield TemplateWord(name=name, holds=f"{subject.sentence}: {field.sentence}", empty=_when_empty(field))


def _when_empty(field: Field) -> str:
    if field.quotable:
        return f"{_NO_FACT}, or their note does not say it, too"
    is_worded = field.type is FieldType.TEXT or field.name == "age"
    return _NO_FACT if is_worded else f"{_NO_FACT}, or the reply is not in English"


def new_template(folders: Sequence[Path], name: str, language: str) -> str:
    """A file to begin with: what it may name as comments, and the text of the shipped template of this name, else of
    the usual one of its verdict. Raises UsageError for a name or a language that there cannot be."""
    verdict, kind = _parted(name)
    there = f"{verdict}/{kind}" if found_file(folders, f"{verdict}/{kind}.{language}") else None
    usual = there or f"{verdict}/{USUAL_KIND[verdict]}"
    path = found_file(folders, f"{usual}.{language}")
    if path is None:
        known = languages_of(folders, usual)
        way_out = suggestion(language, known)
        raise UsageError(f"--language {quoted(language)} is none of those that {usual} is written in{way_out}")
    template = read_file(path)
    body = path.read_text(encoding="utf-8").split("---\n", 2)[-1]
    return "\n".join(
        [
            "---",
            f"when: {template.when if there else 'say here in one line when this reply fits'}",
            f"register: {', '.join(template.registers)}",
            *_comments(template_words(folders, language)),
            "---",
            body,
        ]
    )


def _parted(name: str) -> tuple[Verdict, str]:
    verdict, _, kind = name.partition("/")
    if verdict not in set(Verdict) or not _KIND.fullmatch(kind):
        raise UsageError(
            f"{quoted(name)} is no name for a reply template; write it as VERDICT/KIND, such as accept/choir, with "
            f"one of {listed([each.value for each in Verdict])}, and the kind in small letters, digits and hyphens"
        )
    return Verdict(verdict), kind


def about(word: TemplateWord) -> str:
    """What a name holds and when it is empty, in one sentence."""
    return f"{word.holds}; {'never empty' if word.empty == _NEVER else f'empty where {word.empty}'}"


def _comments(words: Sequence[TemplateWord]) -> Iterator[str]:
    yield "# What the text may name, as {{ name }}. What may be empty stands between {% if … %} and {% endif %}:"
    yield "#   {% if mentioned %}You wrote of {{ mentioned }}.{% endif %}"
    for word in words:
        lines = wrap(f"{word.name}: {about(word)}", _WIDTH, subsequent_indent="    ", break_long_words=False)
        yield from (f"# {line}" for line in lines)
