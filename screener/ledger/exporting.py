"""The ledger's entries as they stand in the store, in the form in which they are written into files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from screener.ledger.exchange_forms import DECISION, EXPECTED, LINK, VOUCH, Entry, EntryForm, tidy
from screener.ledger.link_exchange import kept_links
from screener.ledger.persons import person_from
from screener.ledger.sqlite_store import Row, Store
from screener.texts.cleaning import one_line

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
        yield row["of_person"], Entry(form=form, values=_values(row, form))


def _values(row: Row, form: EntryForm) -> dict[str, str]:
    person = person_from(row)
    who = {"name": one_line(person.name) or person.slug, "profile_url": person.address}
    told = {key: tidy(row[key] or "") for key in form.keys if key not in who}
    return {key: value for key, value in (who | told).items() if value}
