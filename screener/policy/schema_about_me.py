"""The schema of what about-me.yaml says, which an example may say, too."""

from __future__ import annotations

from collections.abc import Iterable

from screener.policy.schema_values import (
    DATE,
    SPAN,
    TEXT,
    WHOLE,
    Schema,
    list_of,
    map_of,
    named,
    one_of,
    one_or_list,
    open_to,
    shown,
)
from screener.policy.settings import SETTINGS, Kind, Manner


def people() -> Schema:
    """A list of people and texts; a text alone is a list of one."""
    return {"anyOf": [TEXT, list_of({"anyOf": [TEXT, _person()]})]}


def about_me_keys(kinds: Iterable[str]) -> dict[str, Schema]:
    """The keys of about-me.yaml but `extends`. `kinds` are the conclusions and conditions that there are."""
    texts = one_or_list(TEXT)
    me = {
        "name": shown(TEXT, "your name"),
        "profile_url": shown(TEXT, "the address of your profile"),
        "emails": shown(texts, "your addresses"),
        "languages": shown(texts, "the languages you speak, your own first", "languages: [en, es]"),
    }
    written = {
        "languages": shown(texts, "languages in which a no is written"),
        "to": shown(one_or_list(open_to(kinds)), "kinds of asker who get a written no"),
    }
    return {
        "me": shown(map_of(me), "who you are"),
        "employers": shown(list_of(_employer(texts)), "where you work or worked"),
        "schools": shown(list_of(_school(texts)), "where you studied or taught"),
        "competitors": shown(texts, "firms whose people you decline unless you know them"),
        "never-connect": shown(people(), "people you never want to connect with"),
        "lists": shown(named(people()), "lists of your own, which rules may name"),
        "goals": shown(texts, "what you would like to hear of"),
        "settings": shown(map_of(_settings(map_of(written))), "what the shipped rules ask of you"),
        "waiting": shown(SPAN, "how long to wait for an answer; belongs under `settings`"),
        "written-decline": shown(map_of(written), "who gets a written no; belongs under `settings`"),
    }


def _settings(written: Schema) -> dict[str, Schema]:
    of_kind = {Kind.REPLY: one_of(Manner), Kind.NUMBER: WHOLE, Kind.SPAN: SPAN, Kind.WHO: written}
    return {
        each.name: shown(of_kind[each.kind], each.sentence, f"{each.name}: {each.default}")
        for each in SETTINGS.values()
    }


def _person() -> Schema:
    keys = {"name": shown(TEXT, "the name"), "profile_url": shown(TEXT, "the address of the profile")}
    return map_of(keys, least=1)


def _years() -> dict[str, Schema]:
    return {"from": shown(DATE, "since when", "from: 2009-05"), "to": shown(DATE, "until when; leave out if it lasts")}


def _employer(texts: Schema) -> Schema:
    keys = {
        "name": shown(TEXT, "the firm"),
        "also": shown(texts, "its other names"),
        "staff": shown(WHOLE, "how many people work there"),
        "sites": shown(texts, "the places where you worked"),
    }
    return map_of({**keys, **_years()}, required=("name",))


def _school(texts: Schema) -> Schema:
    keys = {"name": shown(TEXT, "the school"), "also": shown(texts, "its other names")}
    return map_of({**keys, **_years()}, required=("name",))
