"""Drafting a reply: the template that the decision calls for, in the asker's language, with one fact at most."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from screener.decisions.decision import Decision
from screener.errors import InputError
from screener.languages.language_guess import language_of
from screener.languages.registers import distant_register, is_distant, register_of
from screener.located.findings import listed, suggestion
from screener.notes.reader import read, read_headline
from screener.notes.reading import AskerKind
from screener.outcomes import Tone, Verdict
from screener.policy.model import AboutMe
from screener.replies.address import address_of, first_name_of, name_parts
from screener.replies.etiquette import asks_for_context, faults_in
from screener.replies.filling import (
    CLAIMED,
    MENTIONED,
    Filling,
    claimed_in,
    mentioned_in,
    names_of,
    texts_of,
    told_of,
)
from screener.replies.name_checks import first_mistake
from screener.replies.template_files import (
    USUAL_KIND,
    TemplateFile,
    fill,
    languages_of,
    shared_files,
    template_names,
    template_of,
)
from screener.sources.records import Request

SILENT: Final = "silent"
WRITTEN: Final = "written"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A reply that nobody has sent. `gloss` is the same in the user's first language where they do not speak this
    one; `template` is its name without the ending, such as `accept/thanks.en`."""

    kind: str
    language: str
    register: str
    template: str
    text: str
    gloss: str | None = None
    tone: Tone = Tone.PLAIN


class Withheld(msgspec.Struct, frozen=True):
    """A reply that would break a rule of a good reply, so it is not drafted: its template, and what is wrong."""

    template: str
    reason: str


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """How the user wants a reply, whatever the rules and the note call for; None where they leave it to them.
    `template` is a KIND, or VERDICT/KIND."""

    tone: Tone = Tone.PLAIN
    language: str | None = None
    template: str | None = None


NO_WISH: Final = Wish()


class Author(msgspec.Struct, frozen=True, kw_only=True):
    """Whose reply it is: what they say of themselves, folders of templates (their own first, the shipped ones last),
    and how they want this reply."""

    about_me: AboutMe
    templates: tuple[Path, ...]
    wish: Wish = NO_WISH


class _Case(msgspec.Struct, frozen=True):
    """What a reply is fitted to."""

    request: Request
    decision: Decision
    me: Author

    @property
    def language_of_note(self) -> str | None:
        """The language of the note, if there is one and it tells."""
        return language_of(self.request.note) if self.request.note else None


def drafted(request: Request, decision: Decision, me: Author) -> Draft | Withheld | None:
    """The draft that the winning rule's `reply` and `ask` call for, as wished, or None where nothing is to decide or
    silence is the answer.

    The language and register of the last words between the two go before those of the note. Raises InputError for a
    template that is not there or cannot be filled in.
    """
    if decision.verdict is None:
        return None
    case = _Case(request, decision, me)
    wished = me.wish.template
    kind = None if wished else _kind(decision.verdict, case)
    if not (wished or kind):
        return None
    name = _whole_name(wished, decision.verdict, me.templates) if wished else f"{decision.verdict}/{kind}"
    return _written(name, _language(name, case), case)


def _kind(verdict: Verdict, case: _Case) -> str | None:
    """The kind of reply that the rule calls for; None for silence."""
    decision = case.decision
    if decision.reply not in (None, WRITTEN):
        return None if decision.reply == SILENT else decision.reply
    if verdict is Verdict.DECLINE:
        in_words = case.language_of_note in case.me.about_me.written_decline_languages
        is_written = decision.reply == WRITTEN or decision.is_written_kind or in_words
        return _fitted_to_asker(case) if is_written else None
    return decision.ask if decision.ask and verdict is Verdict.ASK else USUAL_KIND[verdict]


def _fitted_to_asker(case: _Case) -> str:
    """The decline for the kind of asker that note or headline show, if there is a template for it."""
    note, headline = case.request.note or "", case.request.headline or ""
    kinds = {reading.asker_kind for reading in (read(note), read_headline(headline))}
    for kind in AskerKind:
        if kind in kinds and languages_of(case.me.templates, f"{Verdict.DECLINE}/{kind}"):
            return kind.value
    return USUAL_KIND[Verdict.DECLINE]


def _whole_name(written: str, verdict: Verdict, folders: Sequence[Path]) -> str:
    """The template that the user means by VERDICT/KIND, or by a KIND of this verdict, else of the only one that has
    it."""
    if "/" in written:
        return written
    under = [each for each, kinds in template_names(folders).items() if written in kinds]
    if len(under) > 1 and verdict not in under:
        raise InputError(f"{written!r} may be {' or '.join(f'{each}/{written}' for each in under)}; name one of them")
    return f"{under[0] if under and verdict not in under else verdict.value}/{written}"


def _language(name: str, case: _Case) -> str:
    """The language that the user chose, which must be there; else the first in which the template is there: that of the
    last words between the two, the note, the fact, the user, English, any."""
    there = languages_of(case.me.templates, name)
    if not there:
        raise InputError(_no_such_template(name, case.me.templates))
    if chosen := case.me.wish.language:
        if chosen not in there:
            raise InputError(f"there is no reply template {name!r} in {chosen!r}; there is one in {listed(there)}")
        return chosen
    last = case.decision.voice[0] if case.decision.voice else None
    of_fact = case.decision.told.language if case.decision.told else None
    wanted = (last, case.language_of_note, of_fact, *case.me.about_me.languages[:1], "en")
    return next((language for language in wanted if language in there), there[0])


def _no_such_template(name: str, folders: Sequence[Path]) -> str:
    known = [f"{verdict}/{kind}" for verdict, kinds in template_names(folders).items() for kind in kinds]
    return f"there is no reply template {name!r}{suggestion(name, known)}"


def _written(name: str, language: str, case: _Case) -> Draft | Withheld:
    verdict, _, kind = name.partition("/")
    folders, about_me = case.me.templates, case.me.about_me
    template = template_of(folders, f"{name}.{language}")
    register = _register(template, case)
    filling = _filling(case, language, register)
    try:
        text = fill(folders, template, case.me.wish.tone, register, names_of(filling))
    except InputError as error:
        found = first_mistake(template, shared_files(folders, language))
        raise InputError(str(found or error)) from error
    faults = faults_in(
        text,
        asks=asks_for_context(verdict),
        language=language,
        values=texts_of(filling),
        private=(*about_me.competitors, *about_me.emails),
        longest=template.longest,
    )
    if faults:  # better no draft than one to be ashamed of
        return Withheld(f"{name}.{language}", "; ".join(words for _, words in faults))
    return Draft(
        kind=kind,
        language=language,
        register=register,
        template=f"{name}.{language}",
        text=text,
        gloss=_gloss(name, language, case),
        tone=case.me.wish.tone,
    )


def _register(template: TemplateFile, case: _Case) -> str:
    """The register of the last words between the two, else of the note; for a formal reply the distant one."""
    language, voice = template.language, case.decision.voice
    if case.me.wish.tone is Tone.FORMAL:
        register = distant_register(language)
    elif voice and voice[0] == language and voice[1] in template.registers:
        register = voice[1]
    else:  # in a note of another language `du` or `te` is another word
        register = register_of(case.request.note if case.language_of_note in (language, None) else None, language)
    return register if register in template.registers else template.registers[0]


def _filling(case: _Case, language: str, register: str) -> Filling:
    """What a template may use: names, what the note claims and mentions, and the fact under its subject's name as in
    `because`."""
    request, me = case.request, name_parts(case.me.about_me.name).full
    distant = is_distant(register, case.me.wish.tone, language)
    name = address_of(request.name, language=language, distant=distant, note=request.note, me=me)
    claimed = claimed_in(request.note, (request.name, me))
    return {
        "name": name,
        "first_name": first_name_of(request.name, language) or name,
        "me": me,
        "has_note": bool(request.note and request.note.strip()),
        MENTIONED: mentioned_in(claimed),
        CLAIMED: claimed,
        **told_of(case.decision.told, language, (request.name, me)),
    }


def _gloss(name: str, language: str, case: _Case) -> str | None:
    """The same in the user's first language, where they do not speak the one it is written in."""
    languages, folders = case.me.about_me.languages or ("en",), case.me.templates
    if language in languages or languages[0] not in languages_of(folders, name):
        return None
    template = template_of(folders, f"{name}.{languages[0]}")
    register = _register(template, case)
    filling = _filling(case, template.language, register)
    return fill(folders, template, case.me.wish.tone, register, names_of(filling))
