"""Letters of the user's own accord: asking for a referral, recommending somebody, pointing to others who know better.
Templates under `templates/letters`; like every reply, nobody sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from screener.languages.registers import is_distant
from screener.outcomes import Tone
from screener.policy.model import AboutMe
from screener.replies.address import address_of, first_name_of, name_parts
from screener.replies.etiquette import faults_in
from screener.replies.filling import MENTIONED, Filling, names_of, texts_of
from screener.replies.template_files import LETTERS, fill, languages_of, template_of
from screener.texts.folding import one_line

REFERRAL: Final = "ask-for-referral"
RECOMMENDATION: Final = "recommend"
OTHERS: Final = "others-know-better"
# What the templates may use, besides `name`, `me` and the shared lines.
LETTER_NAMES: Final = ("whole_name", "firm", "role", "field", "place", "worked_together")


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A text to copy, or why there is none (`withheld`)."""

    text: str
    language: str
    register: str
    template: str
    withheld: str = ""


def letter(
    kind: str,
    *,
    name: str,
    about_me: AboutMe,
    folders: Sequence[Path],
    voice: tuple[str, str] | None = None,
    target: Mapping[str, str] | None = None,
    facts: Mapping[str, Mapping[str, str]] | None = None,
    worked_together: bool = False,
) -> Letter:
    """The letter in the language and register of the last words between the two, else in the user's first language.
    `facts` are those that both know, by subject. Raises InputError for a template that cannot be filled in."""
    there = languages_of(folders, f"{LETTERS}/{kind}")
    wanted = [voice[0] if voice else "", *about_me.languages[:1], "en"]
    language = next((each for each in wanted if each in there), there[0] if there else "en")
    template = template_of(folders, f"{LETTERS}/{kind}.{language}")
    known = voice[1] if voice and voice[0] == language else ""
    register = known if known in template.registers else template.registers[0]
    me = name_parts(about_me.name).full
    greeted = address_of(name, language=language, distant=is_distant(register, Tone.PLAIN, language), me=me)
    filling: Filling = {
        "name": greeted,
        "first_name": first_name_of(name, language) or greeted,
        "whole_name": name_parts(name).full or one_line(name),
        "me": me,
        "has_note": False,
        MENTIONED: "",
        "worked_together": worked_together,
        **{key: one_line(text) for key, text in (target or {}).items()},
        **(facts or {}),
    }
    text = fill(folders, template, Tone.PLAIN, register, names_of(filling))
    faults = faults_in(
        text,
        asks=kind == REFERRAL,
        language=language,
        values=texts_of(filling),
        private=about_me.emails,
        longest=template.longest,
    )
    return Letter(
        text=text if not faults else "",
        language=language,
        register=register,
        template=f"{LETTERS}/{kind}.{language}",
        withheld="; ".join(words for _, words in faults),
    )
