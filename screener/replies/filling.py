"""What a template may use: names, facts that may be told, what the note claims, and when something was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from screener.catalogue.declaring import Field, FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.decisions.decision import Told
from screener.evidence.claim_checks import is_surely_place
from screener.languages.words import section
from screener.notes.reader import read
from screener.notes.reading import About, By, Claim, ReadBy
from screener.people.name_keys import plain_word
from screener.people.nicknames import is_given_name
from screener.replies.address import called_by_title
from screener.replies.etiquette import FORBIDDEN
from screener.texts.folding import fold, one_line
from screener.texts.patterns import Expression
from screener.texts.templating import Record, attribute_of
from screener.world.grade import distinctive_words

_FEW_WEEKS: Final = 35  # days
_NEAR_BY: Final = ("today", "yesterday", "this_week", "last_week", "weeks_ago")


def when_words(day: date, today: date, language: str) -> str:
    """When a day was, as of today, in one of the languages of replies."""
    words = section(language, "replies")
    monday = today - timedelta(days=today.weekday())
    if day >= today:
        return str(words["today"])
    if day == today - timedelta(days=1):
        return str(words["yesterday"])
    if day >= monday:
        return str(words["this_week"])
    if day >= monday - timedelta(days=7):
        return str(words["last_week"])
    return str(words["weeks_ago"]) if day > today - timedelta(days=_FEW_WEEKS) else _month(day, words)


def longest_words(language: str) -> str:
    """The longest that `when_words` may say in a language."""
    words = section(language, "replies")
    months = (_month(date(2024, number, 1), words) for number in range(1, 13))
    return max(*(str(words[when]) for when in _NEAR_BY), *months, key=len)


def _month(day: date, words: Mapping[str, Any]) -> str:
    return str(words["month"]).format(month=words["months"][day.month - 1], year=day.year)


LONGEST_FACT: Final = 60  # a longer one would be most of the reply
_AGE: Final = "age"
_WORD: Final = Expression(r"[\p{L}\p{M}\p{N}]+")
LONGEST_CLAIM: Final = 40  # what is longer is hardly a name
_NO_PLAIN_WORDS: Final = Expression(r"[<>{}\[\]|\\=`*_#@?？^~]|://|\bwww\.|\p{Emoji_Presentation}|\p{So}|^[-+]")
_LONGEST_NOTE: Final = 1000  # more than any platform takes
_MARKUP: Final = Expression(r"[<>{}\[\]|\\=`]|://")  # who writes such a note is not repeated
_NAME_OF_A_PLACE: Final = Expression(r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} &'’.+・ー-]*")
_NAME_OF_A_PERSON: Final = Expression(
    r"\p{Lu}[\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]+){0,4}|[\p{Han}\p{Hiragana}\p{Katakana}]{2,12}"
)
_YEAR: Final = Expression(r"(?:19|20)[0-9]{2}")
_WORKED: Final = frozenset({About.WORKED_TOGETHER, About.SAME_EMPLOYER})
_WAYS: Final = {About.INTRODUCED_BY: "introduced", About.MET: "met"}
_STUDIED: Final = frozenset(
    {About.STUDIED_TOGETHER, About.SAME_SCHOOL, About.ASKER_TAUGHT_USER, About.USER_TAUGHT_ASKER}
)

# The names that a template may use: texts, yes or no, and records with their fields.
Filling = Mapping[str, str | bool | Mapping[str, str | bool]]
CLAIMED: Final = "claimed"
CLAIMED_FIELDS: Final = ("firm", "school", "person", "project", "event", "place", "year", "introduced", "met")
MENTIONED: Final = "mentioned"
_MENTIONED_FIRST: Final = ("project", "event", "firm", "school", "place")  # the one that says most
ALWAYS: Final = ("name", "first_name", "me", "has_note")
SOMETIMES: Final = (MENTIONED,)  # empty where there is nothing, so a template asks first
# What a template may use of each subject: its fields that may be told, as they are written there. A quotable field
# is filled only in the asker's own words.
SAYABLE: Final[Mapping[str, frozenset[str]]] = {
    attribute_of(subject.name): frozenset(
        attribute_of(name) for name, field in subject.fields.items() if field.sayable or field.quotable
    )
    for subject in SUBJECTS.values()
}


def told_of(fact: Told | None, language: str, names: Sequence[str] = ()) -> dict[str, dict[str, str]]:
    """The fact under its subject's name, if it may be told and is plain words; else the reply does without it. How
    long ago something was is told as people say when it was; other spans and dates are worded in English, so they are
    told in English alone. A quote that only names somebody (`names`) is left out."""
    subject = SUBJECTS.get(fact.subject) if fact else None
    field = subject.fields.get(fact.field) if fact and subject else None
    if not (fact and subject and field and field.sayable):
        return {}
    found = {fact.field: _worded(fact, field, language)}
    found |= {name: text for name, text in fact.quotes if subject.fields[name].quotable and not _is_name(text, names)}
    plain = {attribute_of(name): line for name, text in found.items() if _is_plain(line := one_line(text))}
    return {attribute_of(fact.subject): plain} if plain else {}


def _worded(fact: Told, field: Field, language: str) -> str:
    """The text of a fact in a language; empty where there is none."""
    if field.type is FieldType.TEXT:
        return fact.text
    if field.name == _AGE:
        return when_words(fact.day, fact.today, language) if fact.day and fact.today else ""
    return fact.text if language == "en" else ""


def _is_plain(text: str) -> bool:
    return 0 < len(text) <= LONGEST_FACT and not _NO_PLAIN_WORDS.search(text) and not FORBIDDEN.found_in(text)


def _is_name(text: str, names: Sequence[str]) -> bool:
    known = {word for name in names for word in _WORD.findall(fold(name))}
    return known.issuperset(_WORD.findall(fold(text)))


def claimed_in(note: str | None, names: Sequence[str] = ()) -> dict[str, str | bool]:
    """What the asker's own note says of how they know the user: whether somebody introduced them and which `person`,
    whether they met, the `year`, `project`, `event` and `place` it names, and the `firm` or `school` where its place in
    the sentence makes sure that it is one, in plain words. `names` are those of the two."""
    found: dict[str, str | bool] = {}
    is_plain = note is not None and len(note) <= _LONGEST_NOTE and not _MARKUP.search(note)
    for claim in read(note).claims if note and is_plain else ():
        if claim.by is not By.ASKER or claim.read_by is ReadBy.MODEL:  # a guess is not said to anybody
            continue
        if way := _WAYS.get(claim.about):
            found[way] = True
        if claim.when and _YEAR.fullmatch(claim.when[:4]):
            found.setdefault("year", claim.when[:4])
        for field, name in (*_places_of(claim), *_introducer_of(claim), *_things_of(claim, note or "", names)):
            found.setdefault(field, name)
    return found


def mentioned_in(claimed: Mapping[str, str | bool]) -> str:
    """The thing that the note mentions, in the asker's own words: a project, an event, a firm or school, a place; empty
    where it mentions none for sure."""
    return next((str(claimed[field]) for field in _MENTIONED_FIRST if field in claimed), "")


def names_of(filling: Filling) -> dict[str, object]:
    """The filling as a template sees it."""
    return {name: Record(value) if isinstance(value, Mapping) else value for name, value in filling.items()}


def texts_of(filling: Filling) -> Iterator[str]:
    """The texts that fill a template."""
    for value in filling.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from (text for text in value.values() if isinstance(text, str))


def _places_of(claim: Claim) -> Iterator[tuple[str, str]]:
    """The firm or school of a claim, if it can only be one and is plain words."""
    name = claim.firm if claim.about in _WORKED else claim.school if claim.about in _STUDIED else None
    if name is None or not 1 < len(name) <= LONGEST_CLAIM or not _NAME_OF_A_PLACE.fullmatch(name):
        return
    if is_surely_place(name, claim.quote) and name in claim.quote and not FORBIDDEN.found_in(name):
        yield ("firm" if claim.about in _WORKED else "school"), name


def _introducer_of(claim: Claim) -> Iterator[tuple[str, str]]:
    """Who introduced the asker, by a name that looks like one."""
    name = claim.person if claim.about is About.INTRODUCED_BY else None
    if not name or len(name) > LONGEST_CLAIM or not _NAME_OF_A_PERSON.fullmatch(name):
        return
    if name in claim.quote and not FORBIDDEN.found_in(name):
        yield "person", name


def _things_of(claim: Claim, note: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Project, event and place of a claim, by names that are neither a person's nor a day's."""
    for field, name in (("project", claim.project), ("event", claim.event), ("place", claim.where)):
        if name and not _is_name(name, names) and _is_thing(name, note):
            yield field, name


def _is_thing(name: str, note: str) -> bool:
    """Whether a name is sure to be no person's, no day's, and nothing that only opens a sentence."""
    words = name.split()
    telling = distinctive_words(name)
    is_named = len(name) <= LONGEST_CLAIM and _NAME_OF_A_PLACE.fullmatch(name) and telling
    return bool(
        is_named
        and (fold(words[0]) in telling or name not in note[: len(name)])
        and not any(is_given_name(plain_word(word)) for word in words)
        and not called_by_title(name)
        and not any(f"{name}{sign}s" in note for sign in "'’")
        and not FORBIDDEN.found_in(name)
    )
