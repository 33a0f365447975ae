"""What the user said of who askers are, as entries in files: written from the store, and taken into it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from screener.evidence.requests import request_id
from screener.ledger.acquaintances import acquaintances_called
from screener.ledger.exchange_forms import LINK, Entry
from screener.ledger.links import Link, Marks, Says, add_link, is_whom, links, marks_of
from screener.ledger.persons import Named, known_as
from screener.ledger.requests import requests_of
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import SqliteWorld
from screener.ledger.steps import Step
from screener.people.addresses import profile_key
from screener.people.emails import email_key
from screener.sources.records import Provenance, Request
from screener.texts.cleaning import one_line
from screener.world.appearance import Key, KeyKind
from screener.world.asker import asker_of

_PROFILES: Final = (KeyKind.SLUG, KeyKind.MEMBER)


class Outcome(StrEnum):
    """What became of an entry."""

    ADDED = "added"
    KNOWN = "known"
    UNMET = "unmet"  # nobody of that name asks, and the entry has no address


def kept_links(store: Store) -> list[tuple[str, Entry]]:
    """Every word of the user's on who askers are, each with the asker's id, the oldest first."""
    return [(link.asker, Entry(form=LINK, values=_values(link))) for link in links(store)]


def links_of_person(store: Store, person: int) -> list[Link]:
    """What the user said of who a person of the ledger is."""
    asked_as = {request_id(kept.request) for kept in requests_of(store, person)}
    return [link for link in links(store) if link.asker in asked_as]


def take_link(taken: Step, entry: Entry, today: date) -> Outcome:
    """Add an entry to what the user said, as a part of a step."""
    told = entry.values
    asker = _asker(taken.store, told["name"], told.get("profile_url", ""))
    if asker is None:
        return Outcome.UNMET
    person = _person(taken.store, told, asker)
    says = Says(told["says"])
    alike = (link for link in links(taken.store) if link.asker == request_id(asker) and link.says is says)
    if any(is_whom(link.person, person) for link in alike):
        return Outcome.KNOWN
    day = date.fromisoformat(told["date"]) if "date" in told else today
    add_link(taken, request_id(asker), says, person, day)
    number = known_as(taken.store, _named(asker))
    taken.people |= {number} if number is not None else set()
    return Outcome.ADDED


def _values(link: Link) -> dict[str, str]:
    person = link.person
    told = {
        "name": one_line(person.asked_as),
        "profile_url": _address(person.asker_keys),
        "says": link.says.value,
        "person_name": one_line(person.label),
        "person_mail": next((value for kind, value in person.keys if kind is KeyKind.MAIL), ""),
        "person_profile_url": _address(person.keys),
        "date": link.day.isoformat(),
    }
    return {key: value for key, value in told.items() if value}


def _address(keys: tuple[Key, ...]) -> str:
    values = [value for wanted in _PROFILES for kind, value in keys if kind is wanted]
    return f"https://www.linkedin.com/in/{values[0]}" if values else ""


def _asker(store: Store, name: str, profile_url: str) -> Request | None:
    """The asker as a request: by the address, else the newest request of somebody of that name without one."""
    if profile_url:
        return Request(name=name, profile_url=profile_url, provenance=Provenance(file=""))
    number = known_as(store, Named(name=name))
    asked = requests_of(store, number) if number is not None else []
    return asked[0].request if asked else None


def _person(store: Store, told: Mapping[str, str], asker: Request) -> Marks:
    """Whom an entry names: by the records of the world where it knows them, else by what the entry tells."""
    name, mail = told.get("person_name", ""), told.get("person_mail", "")
    address = told.get("person_profile_url", "")
    keys = asker_of(asker).keys
    world = SqliteWorld(store)
    for which in filter(None, (address, mail, name)):
        found = acquaintances_called(world, which)
        if len(found) == 1:
            return marks_of(found[0], asker.name, keys)
    profile = profile_key(address)
    own: list[Key] = [(KeyKind.MAIL, email_key(mail))] if email_key(mail) else []
    own += [(KeyKind(profile.kind), profile.value)] if profile and profile.kind != "urn" else []
    return Marks(label=name, keys=tuple(sorted(own)), asked_as=asker.name, asker_keys=keys)


def _named(asker: Request) -> Named:
    return Named(name=asker.name, profile_url=asker.profile_url)
