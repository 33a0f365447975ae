"""The ledger written to a file that can be read again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final

import yaml

from screener.evidence.requests import request_id
from screener.ledger.choosing import acquaintances_called
from screener.ledger.exchange import (
    COLUMNS,
    DECISION,
    EXPECTED,
    FORMS,
    LINK,
    VOUCH,
    WHAT,
    Entry,
    EntryForm,
    ExchangeFormat,
    tidy,
)
from screener.ledger.links import Link, Marks, Says, add_link, is_whom, links, marks_of
from screener.ledger.persons import Named, known_as, person_from
from screener.ledger.request_queue import requests_of
from screener.ledger.sqlite_store import Row, Store
from screener.ledger.sqlite_world import SqliteWorld
from screener.ledger.steps import Step
from screener.located.yaml_documents import LARGEST_FILE
from screener.people.addresses import email_key, profile_key
from screener.sources.records import Provenance, Request
from screener.texts.folding import is_formula, one_line
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


_DUMPER: Final[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
LARGEST_YAML: Final = LARGEST_FILE  # bytes that can be read again
_ENDLESS: Final = 1_000_000  # characters: no text is broken into lines


def written(entries: Sequence[Entry], forms: Sequence[EntryForm], form: ExchangeFormat) -> str:
    """The entries as a text. A document has a list for each of these kinds, also where there are none."""
    if form is ExchangeFormat.CSV:
        return _as_csv(entries)
    lists = {
        kind.section: [_nested(entry) for entry in entries if entry.form is kind] for kind in FORMS if kind in forms
    }
    if form is ExchangeFormat.JSON:
        return json.dumps(lists, ensure_ascii=False, indent=2) + "\n"
    text: str = yaml.dump(lists, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=_ENDLESS)
    return text


def _nested(entry: Entry) -> dict[str, Any]:
    """The values of an entry; those of a nested map together, where the first of them stands."""
    found: dict[str, Any] = {}
    for key, value in entry.values.items():
        outer, _, inner = key.partition("_")
        if outer in entry.form.nested:
            found.setdefault(outer, {})[inner] = value
        else:
            found[key] = value
    return found


def _as_csv(entries: Sequence[Entry]) -> str:
    """A row for each entry; a cell that a spreadsheet would take for a formula starts with an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for entry in entries:
        writer.writerow({key: _guarded(value) for key, value in entry.values.items()} | {WHAT: entry.form.what})
    return text.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith("'") or is_formula(cell) else cell


# Oldest first, so that of two words on one person the later one stands below, and counts after an import, too.
_ORDER: Final = "ORDER BY coalesce(entry.day, ''), entry.id"
_QUERIES: Final[Mapping[str, str]] = {
    VOUCH.what: (
        "SELECT person.*, entry.person AS of_person, recommend, kind, context, reason, introduced_by, "
        f"entry.day AS date FROM vouch AS entry JOIN person ON person.id = entry.person {_ORDER}"
    ),
    DECISION.what: (
        "SELECT person.*, entry.person AS of_person, verdict, because AS reason, question.text AS asked, "
        "question.nudged, (SELECT group_concat(text, char(10)) FROM answer WHERE question = question.id) AS answer, "
        "(SELECT max(json_extract(source, '$.date')) FROM answer WHERE question = question.id) AS answered, "
        "entry.day AS date FROM decision AS entry JOIN person ON person.id = entry.person "
        f"LEFT JOIN question ON question.decision = entry.id {_ORDER}"
    ),
    EXPECTED.what: (
        "SELECT person.*, entry.person AS of_person, reason, until, entry.day AS date "
        f"FROM expected AS entry JOIN person ON person.id = entry.person {_ORDER}"
    ),
}


def exported(store: Store, forms: Iterable[EntryForm]) -> list[Entry]:
    """Every entry of these kinds, in a fixed order."""
    found: list[Entry] = []
    for form in forms:
        kept = kept_links(store) if form is LINK else kept_entries(store, form)
        found += [entry for _, entry in kept]
    return found


def kept_entries(store: Store, form: EntryForm) -> list[tuple[int, Entry]]:
    """The entries of one kind on people of the ledger, each with the id of its person. Of two that say the very same
    the last one stays."""
    found: dict[tuple[int, frozenset[tuple[str, str]]], Entry] = {}
    for person, entry in _rows(store, form):
        found.pop((person, entry.told), None)
        found[person, entry.told] = entry
    return [(person, entry) for (person, _), entry in found.items()]


def _rows(store: Store, form: EntryForm) -> Iterator[tuple[int, Entry]]:
    for row in store.all(_QUERIES[form.what]):
        yield row["of_person"], Entry(form=form, values=_values_of_entry(row, form))


def _values_of_entry(row: Row, form: EntryForm) -> dict[str, str]:
    person = person_from(row)
    who = {"name": one_line(person.name) or person.slug, "profile_url": person.address}
    told = {key: tidy(row[key] or "") for key in form.keys if key not in who}
    return {key: value for key, value in (who | told).items() if value}
