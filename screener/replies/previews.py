"""Every template filled in for invented people, to be read before it is used."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from screener.languages.registers import Tone
from screener.policy.model import Verdict
from screener.replies.filling import names_of
from screener.replies.samples import Sample, faults_of, samples, showcase
from screener.replies.template_files import TemplateFile
from screener.replies.template_folders import files_of, fill, found_file, kind_of, read_file, text_behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
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
