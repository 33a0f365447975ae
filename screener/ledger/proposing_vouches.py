"""Whom the user's word would help most: the people with the strongest ties in their files, and no word yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from screener.ledger.persons import Person, person_from
from screener.ledger.sqlite_store import Store

MOST: Final = 5
# How much each tie says that the user can judge somebody; several endorsements count up to five.
_WEIGHTS: Final[Mapping[str, int]] = {
    "recommendation-given": 60,
    "recommendation-received": 40,
    "my-note": 20,
    "endorsement-given": 5,
    "endorsement-received": 3,
}
_MOST_COUNTED: Final = 5
_WORDS: Final[Mapping[str, str]] = {
    "recommendation-given": "you recommended them in writing",
    "recommendation-received": "they recommended you",
    "my-note": "you noted something on them",
    "endorsement-given": "you endorsed them",
    "endorsement-received": "they endorsed you",
}
_ASKING: Final = 50  # their request is open: the word decides it


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Somebody to vouch for or not, and why their entry would help."""

    person: Person
    why: str
    weight: int


def people_to_vouch_for(store: Store, most: int = MOST) -> list[Proposed]:
    """Those whose entry would help most, the first first; nobody on whom the user has given a word."""
    rows = store.all(
        "SELECT person.*, tie.kind AS tie_kind, tie.number AS tie_number, tie.last AS tie_last FROM tie "
        "JOIN person ON person.id = tie.person WHERE NOT EXISTS (SELECT 1 FROM vouch WHERE vouch.person = person.id)"
    )
    asking = {row["person"] for row in store.all("SELECT person FROM request WHERE is_open")}
    weights: dict[int, int] = {}
    words: dict[int, list[tuple[int, str]]] = {}
    people: dict[int, Person] = {}
    for row in rows:
        person = people.setdefault(row["id"], person_from(row))
        kind, number = row["tie_kind"], min(row["tie_number"], _MOST_COUNTED)
        weight = _WEIGHTS.get(kind, 0) * number
        weights[person.id] = weights.get(person.id, _ASKING if person.id in asking else 0) + weight
        last = f", last on {row['tie_last']}" if row["tie_last"] else ""
        times = f" ({row['tie_number']} times{last})" if row["tie_number"] > 1 else last.replace(", last on", " on")
        words.setdefault(person.id, []).append((-weight, _WORDS.get(kind, kind) + times))
    ranked = sorted(people.values(), key=lambda person: (-weights[person.id], person.name, person.id))
    return [
        Proposed(
            person=person,
            why="; ".join([text for _, text in sorted(words[person.id])] + ["asks now"] * (person.id in asking)),
            weight=weights[person.id],
        )
        for person in ranked[:most]
    ]
