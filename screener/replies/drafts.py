"""Drafting a reply: the template that the decision calls for, in the asker's language, with one fact at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from screener.decisions.decision import Told
from screener.errors import InputError
from screener.languages.language_guess import language_of
from screener.languages.registers import Tone, distant_register, is_distant, register_of
from screener.located.findings import listed, suggestion
from screener.notes.reader import read, read_headline
from screener.notes.reading import AskerKind
from screener.policy.model import AboutMe, Verdict
from screener.replies.address import address_of, name_parts
from screener.replies.etiquette import asks_for_context, faults_in
from screener.replies.filling import CLAIMED, Filling, claimed_in, names_of, texts_of, told_of
from screener.replies.name_checks import first_mistake
from screener.replies.template_files import TemplateFile, fill, languages_of, shared_files, template_names, template_of

SILENT: Final = "silent"
WRITTEN: Final = "written"
_USUAL_KIND: Final = {Verdict.ACCEPT: "thanks", Verdict.ASK: "what-links-us", Verdict.DECLINE: "polite"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply that nobody has sent. `gloss` is the same in the user's first language where they do not speak this
    one; `template` is its name without the ending, such as `accept/thanks.en`."""

    kind: str
    language: str
    register: str
    template: str
    text: str
    gloss: str | None = None
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Withheld:
    """A reply that would break a rule of a good reply, so it is not drafted: its template, and what is wrong."""

    template: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asker:
    """What a reply is fitted to."""

    name: str
    note: str | None
    fact: Told | None
    about_me: AboutMe
    tone: Tone
    voice: tuple[str, str] | None = None


def draft_reply(
    *,
    verdict: Verdict,
    reply: str | None,
    ask: str | None,
    fact: Told | None,
    name: str,
    note: str | None,
    about_me: AboutMe,
    is_written_decline_kind: bool,
    folders: Sequence[Path],
    voice: tuple[str, str] | None = None,
    headline: str | None = None,
    tone: Tone = Tone.PLAIN,
    language: str | None = None,
    template: str | None = None,
) -> Draft | Withheld | None:
    """The draft that the winning rule's `reply` and `ask` call for, or None where silence is the answer.

    `voice`: the language and register of the last words between the two, which go before those of the note.
    `is_written_decline_kind`: about-me's `written-decline: to:` names a condition that holds for the asker. `folders`:
    the user's templates first, the shipped ones last. `language` and `template` (KIND, or VERDICT/KIND) are the user's
    own choice and go before what the rule and the note call for. Raises InputError for a template that is not there or
    cannot be filled in.
    """
    of_note = language_of(note) if note else None
    wants_written = is_written_decline_kind or of_note in about_me.written_decline_languages
    kind = template or _kind(verdict, reply, ask, wants_written_decline=wants_written)
    if kind is None:
        return None
    if kind == _USUAL_KIND[Verdict.DECLINE] and reply in (None, WRITTEN) and not template:
        kind = _fitted_to_asker(note, headline, folders)
    chosen = _whole_name(kind, verdict, folders) if template else f"{verdict.value}/{kind}"
    of_fact = fact.language if fact else None
    last = voice[0] if voice else None
    wanted = [language] if language else [last, of_note, of_fact, *about_me.languages[:1], "en"]
    written_in = _language(wanted, folders, chosen, is_choice=bool(language))
    asker = _Asker(name=name, note=note, fact=fact, about_me=about_me, tone=tone, voice=voice)
    return _written(chosen, written_in, asker, folders)


def _kind(verdict: Verdict, reply: str | None, ask: str | None, *, wants_written_decline: bool) -> str | None:
    if reply == SILENT or (reply is None and verdict is Verdict.DECLINE and not wants_written_decline):
        return None
    if reply is not None and reply != WRITTEN:
        return reply
    return ask if ask and verdict is Verdict.ASK else _USUAL_KIND[verdict]


def _whole_name(written: str, verdict: Verdict, folders: Sequence[Path]) -> str:
    """The template that the user means by VERDICT/KIND, or by a KIND of this verdict, else of the only one that has
    it."""
    if "/" in written:
        return written
    under = [each for each, kinds in template_names(folders).items() if written in kinds]
    if len(under) > 1 and verdict not in under:
        raise InputError(f"{written!r} may be {' or '.join(f'{each}/{written}' for each in under)}; name one of them")
    return f"{under[0] if under and verdict not in under else verdict.value}/{written}"


def _fitted_to_asker(note: str | None, headline: str | None, folders: Sequence[Path]) -> str:
    """The decline for the kind of asker that note or headline show, if there is a template for it."""
    kinds = {reading.asker_kind for reading in (read(note or ""), read_headline(headline or ""))}
    for kind in AskerKind:
        if kind in kinds and languages_of(folders, f"{Verdict.DECLINE}/{kind}"):
            return kind.value
    return _USUAL_KIND[Verdict.DECLINE]


def _language(wanted: Sequence[str | None], folders: Sequence[Path], name: str, *, is_choice: bool) -> str:
    """The first language wanted in which the template is there, else any; the user's own choice must be there."""
    there = languages_of(folders, name)
    if not there:
        raise InputError(_no_such_template(name, folders))
    if is_choice and wanted[0] not in there:
        raise InputError(f"there is no reply template {name!r} in {wanted[0]!r}; there is one in {listed(there)}")
    return next((language for language in wanted if language in there), there[0])


def _no_such_template(name: str, folders: Sequence[Path]) -> str:
    known = [f"{verdict}/{kind}" for verdict, kinds in template_names(folders).items() for kind in kinds]
    return f"there is no reply template {name!r}{suggestion(name, known)}"


def _written(name: str, language: str, asker: _Asker, folders: Sequence[Path]) -> Draft | Withheld:
    verdict, _, kind = name.partition("/")
    template = template_of(folders, f"{name}.{language}")
    register = _register(template, asker)
    filling = _filling(asker, language, register)
    try:
        text = fill(folders, template, asker.tone, register, names_of(filling))
    except InputError as error:
        found = first_mistake(template, shared_files(folders, language))
        raise InputError(str(found or error)) from error
    faults = faults_in(
        text,
        asks=asks_for_context(verdict),
        language=language,
        values=texts_of(filling),
        private=(*asker.about_me.competitors, *asker.about_me.emails),
        longest=template.longest,
    )
    if faults:
        return Withheld(f"{name}.{language}", "; ".join(words for _, words in faults))
    return Draft(
        kind=kind,
        language=language,
        register=register,
        template=f"{name}.{language}",
        text=text,
        gloss=_gloss(name, language, asker, folders),
        tone=asker.tone,
    )


def _register(template: TemplateFile, asker: _Asker) -> str:
    language = template.language
    if asker.voice and asker.voice[0] == language and asker.voice[1] in template.registers:
        return distant_register(language) if asker.tone is Tone.FORMAL else asker.voice[1]
    # In a note of another language `du` or `te` is another word.
    note = asker.note if asker.note and language_of(asker.note) in (language, None) else None
    register = distant_register(language) if asker.tone is Tone.FORMAL else register_of(note, language)
    return register if register in template.registers else template.registers[0]


def _filling(asker: _Asker, language: str, register: str) -> Filling:
    """What a template may use: `name`, `me`, `has_note`, `claimed`, and the fact under its subject's name as in
    `because`."""
    me = name_parts(asker.about_me.name).full
    distant = is_distant(register, asker.tone, language)
    return {
        "name": address_of(asker.name, language=language, distant=distant, note=asker.note, me=me),
        "me": me,
        "has_note": bool(asker.note and asker.note.strip()),
        CLAIMED: claimed_in(asker.note),
        **told_of(asker.fact, language, (asker.name, me)),
    }


def _gloss(name: str, language: str, asker: _Asker, folders: Sequence[Path]) -> str | None:
    """The same in the user's first language, where they do not speak the one it is written in."""
    languages = asker.about_me.languages or ("en",)
    if language in languages or languages[0] not in languages_of(folders, name):
        return None
    template = template_of(folders, f"{name}.{languages[0]}")
    register = _register(template, asker)
    return fill(folders, template, asker.tone, register, names_of(_filling(asker, template.language, register)))
