"""Drafting a reply: the template that the decision calls for, in the asker's language, with one fact at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import regex

from screener.catalogue.subjects import SUBJECTS
from screener.decisions.decision import Told
from screener.policy.author import AboutMe
from screener.policy.model import Verdict
from screener.replies.address import LONGEST_NAME, address_of
from screener.replies.template_folders import filled, is_there
from screener.texts.cleaning import one_line
from screener.texts.languages import language_of
from screener.texts.templating import Record, attribute_of

SILENT: Final = "silent"
WRITTEN: Final = "written"
_USUAL_KIND: Final = {Verdict.ACCEPT: "thanks", Verdict.ASK: "what-links-us", Verdict.DECLINE: "polite"}
_LONGEST_FACT: Final = 60
_NO_PLAIN_WORDS: Final = regex.compile(r"[<>{}\[\]|\\=`*_#@?]|://|\bwww\.|\p{Emoji_Presentation}|\p{So}|^[-+]")


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
) -> Draft | None:
    """The draft that the winning rule's `reply` and `ask` call for, or None where silence is the answer.

    `is_written_decline_kind`: about-me's `written-decline: to:` names a condition that holds for the asker. `folders`:
    the user's templates first, the shipped ones last.
    """
    language = language_of(note) if note else None
    wants_written = is_written_decline_kind or language in about_me.written_decline_languages
    kind = _kind(verdict, reply, ask, wants_written_decline=wants_written)
    if kind is None:
        return None
    names = _names(name, note, fact, about_me)
    own = about_me.languages[0] if about_me.languages else "en"
    written_in = _language(language, own, folders, f"{verdict.value}/{kind}")
    template = f"{verdict.value}/{kind}.{written_in}"
    return Draft(
        kind=kind,
        language=written_in,
        register="plain",
        template=template,
        text=filled(folders, template, names),
        gloss=_gloss(folders, verdict, kind, written_in, about_me, names),
    )


def _kind(verdict: Verdict, reply: str | None, ask: str | None, *, wants_written_decline: bool) -> str | None:
    if reply == SILENT or (reply is None and verdict is Verdict.DECLINE and not wants_written_decline):
        return None
    if reply is not None and reply != WRITTEN:
        return reply
    return ask if ask and verdict is Verdict.ASK else _USUAL_KIND[verdict]


def _names(name: str, note: str | None, fact: Told | None, about_me: AboutMe) -> dict[str, object]:
    """What a template may use: `name`, `me`, `has_note`, and the fact under its subject's name as in `because`."""
    names: dict[str, object] = {
        "name": address_of(name),
        "me": _signature(about_me),
        "has_note": bool(note and note.strip()),
    }
    if fact and (told := _told(fact)):
        names[attribute_of(fact.subject)] = Record({fact.field: told})
    return names


def _signature(about_me: AboutMe) -> str:
    name = one_line(about_me.name)
    return name if len(name) <= LONGEST_NAME else ""


def _told(fact: Told) -> str:
    """The fact's text if it may be told and is plain words; else nothing, and the reply does without it."""
    subject = SUBJECTS.get(fact.subject)
    field = subject.fields.get(fact.field) if subject else None
    text = one_line(fact.text)
    is_plain = 0 < len(text) <= _LONGEST_FACT and not _NO_PLAIN_WORDS.search(text)
    return text if field and field.sayable and is_plain else ""


def _language(of_note: str | None, own: str, folders: Sequence[Path], template: str) -> str:
    """The note's language if the template is there in it, else the user's first one, else English."""
    wanted = (language for language in (of_note, own) if language)
    return next((language for language in wanted if is_there(folders, f"{template}.{language}")), "en")


def _gloss(
    folders: Sequence[Path], verdict: Verdict, kind: str, written_in: str, about_me: AboutMe, names: dict[str, object]
) -> str | None:
    own = next(iter(about_me.languages), written_in)
    template = f"{verdict.value}/{kind}.{own}"
    if written_in in about_me.languages or not is_there(folders, template):
        return None
    return filled(folders, template, names)
