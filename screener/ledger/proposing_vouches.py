"""Whom the user's word would help most: the people with the strongest ties in the world, and no word yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from screener.ledger.choosing import person_in_world
from screener.ledger.persons import Person, person_of
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import SqliteWorld
from screener.people.addresses import email_key
from screener.world.appearance import KeyKind

MOST: Final = 5  # to be answered in one sitting
# How much each tie says that the user can judge somebody; several of a kind count up to five.
_WEIGHTS: Final[Mapping[str, int]] = {
    "recommendation-given": 60,
    "recommendation-received": 40,
    "my-note": 20,
    "endorsement-given": 5,
    "endorsement-received": 3,
    "exchange": 2,
}
_MOST_COUNTED: Final = 5  # a hundred mails are no twenty recommendations
_LEAST_WRITTEN: Final = 3  # fewer words of the user's are no exchange
_WORDS: Final[Mapping[str, str]] = {
    "recommendation-given": "you recommended them in writing",
    "recommendation-received": "they recommended you",
    "my-note": "you noted something on them",
    "endorsement-given": "you endorsed them",
    "endorsement-received": "they endorsed you",
    "exchange": "you wrote to each other",
}
_ASKING: Final = 50  # their request is open: the word decides it
# Rows that several archives hold alike are one.
_RECORDS: Final = (
    "SELECT person, kind, given, max(day) AS last, count(*) AS number FROM (SELECT DISTINCT person, kind, "
    "json_extract(content, '$.record.given') AS given, json_extract(content, '$.at.date') AS day, "
    "json_extract(content, '$.record.skill') AS skill, json_extract(content, '$.record.text') AS text FROM appearance "
    "WHERE kind IN ('recommendation', 'endorsement', 'note')) GROUP BY person, kind, given"
)
_EXCHANGES: Final = (
    "SELECT person, sum(from_me * json_array_length(days)) AS number, max(json_extract(days, '$[#-1][0]')) AS last "
    "FROM exchange JOIN appearance ON appearance.id = appearance WHERE NOT by_program GROUP BY person "
    "HAVING number >= ? AND min(from_me) = 0"
)


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody to vouch for or not, and why their entry would help."""

    person: Person
    why: str
    weight: int


class _Tie(msgspec.Struct, frozen=True):
    kind: str
    number: int
    last: str

    @property
    def weight(self) -> int:
        return _WEIGHTS[self.kind] * min(self.number, _MOST_COUNTED)

    @property
    def words(self) -> str:
        if self.number > 1:
            return f"{_WORDS[self.kind]} ({self.number} times{f', last on {self.last}' if self.last else ''})"
        return _WORDS[self.kind] + (f" on {self.last}" if self.last else "")


def people_to_vouch_for(store: Store, most: int = MOST) -> list[Proposed]:
    """Those whose entry would help most, the first first; nobody on whom the user has given a word."""
    world = SqliteWorld(store)
    ties: dict[int, list[_Tie]] = defaultdict(list)
    for person, tie in _ties(store):
        ties[person].append(tie)
    asking = _asking(store, world)
    vouched = {row["person"] for row in store.all("SELECT DISTINCT person FROM vouch")}
    weights = {
        person: sum(tie.weight for tie in of_person) + (_ASKING if person in asking else 0)
        for person, of_person in ties.items()
        if vouched.isdisjoint(world.ledger_people(person))
    }
    # The heaviest first, and only of these the names are looked up: there may be thousands.
    heaviest = sorted(weights.values(), reverse=True)[:most]
    likely = [person for person, weight in weights.items() if heaviest and weight >= heaviest[-1]]
    found = [_proposed(store, world, person, ties[person], weights[person], asking) for person in likely]
    return sorted(found, key=lambda one: (-one.weight, one.person.name, one.person.slug))[:most]


def _proposed(
    store: Store, world: SqliteWorld, number: int, ties: list[_Tie], weight: int, asking: Mapping[int, int]
) -> Proposed:
    words = [tie.words for tie in sorted(ties, key=lambda tie: (-tie.weight, tie.kind))]
    if number in asking:
        return Proposed(person=person_of(store, asking[number]), why="; ".join([*words, "asks now"]), weight=weight)
    return Proposed(person=person_in_world(world.person(number)), why="; ".join(words), weight=weight)


def _ties(store: Store) -> Iterator[tuple[int, _Tie]]:
    for row in store.all(_RECORDS):
        kind = "my-note" if row["kind"] == "note" else f"{row['kind']}-{'given' if row['given'] else 'received'}"
        yield row["person"], _Tie(kind, row["number"], row["last"] or "")
    for row in store.all(_EXCHANGES, _LEAST_WRITTEN):
        yield row["person"], _Tie("exchange", row["number"], row["last"])


def _asking(store: Store, world: SqliteWorld) -> dict[int, int]:
    """The people of the world whose request is open, by an address, with their number in the ledger."""
    sql = "SELECT DISTINCT person.* FROM request JOIN person ON person.id = request.person WHERE is_open"
    found: dict[int, int] = {}
    for row in store.all(sql):
        keys = [(KeyKind.SLUG, row["slug"]), (KeyKind.MAIL, email_key(row["email"] or ""))]
        number = next((known for key in keys if key[1] and (known := world.by_key(key)) is not None), None)
        if number is not None:
            found[number] = row["id"]
    return found
