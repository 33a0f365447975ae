"""The world in the store: what sources told, who is who, and the look-ups of resolving."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import combinations, islice
from sys import intern
from typing import Any, Final, TypeVar
from weakref import WeakMethod

import msgspec
from msgspec.structs import replace

from screener.ledger.links import (
    LEDGER,
    LINKS_BELOW,
    appearances_of_links,
    linked_pairs,
    links,
    people_said,
)
from screener.ledger.sqlite_store import Row, Store
from screener.people.addresses import email_key
from screener.people.firms import domain_label, firm_key
from screener.people.names import WHOLE, Name, keys_of, name_of
from screener.sources.records import (
    Connection,
    Contact,
    Endorsement,
    Invitation,
    Meeting,
    OwnNote,
    Part,
    Provenance,
    Recommendation,
)
from screener.world.appearance import (
    Appearance,
    AppearanceKind,
    Attendance,
    Exchange,
    Key,
    KeyKind,
    Medium,
    Sighting,
    Strand,
    StrandDay,
    names_borne,
)
from screener.world.grade import distinctive_words
from screener.world.grouping import canonical, persons_of
from screener.world.intake import Intake
from screener.world.lookups import PersonFile, Thing
from screener.world.resolution import Links

_RECORDS: Final[Mapping[AppearanceKind, type[Any]]] = {
    AppearanceKind.CONNECTION: Connection,
    AppearanceKind.CONTACT: Contact,
    AppearanceKind.ENDORSEMENT: Endorsement,
    AppearanceKind.INVITATION: Invitation,
    AppearanceKind.NOTE: OwnNote,
    AppearanceKind.RECOMMENDATION: Recommendation,
}
_MOST_KEPT: Final = 4_096  # these four bound what is looked up once and held in memory
_MOST_PERSONS_KEPT: Final = 512
_MOST_NAMES_KEPT: Final = 8_192
_MOST_NUMBERS_KEPT: Final = 16_384
_MOST_ROWS_KEPT: Final = 200_000  # of the index of names
_WRITTEN_AT_ONCE: Final = 4_096  # persons, or keys with the persons whose they are
_FEW: Final = 40  # a word that more people bear finds nobody by itself
_MOST_OF_COMMON: Final = 250  # people, whom common words find
_MARKS: Final = (1 << 21) - 1
_decode_numbers = msgspec.json.Decoder(list[int]).decode
_decode_texts = msgspec.json.Decoder(tuple[str, ...]).decode
FORM: Final = 3  # raised when who is who is worked out otherwise
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Appearance).decode  # with the record as plain values
decode_days = msgspec.json.Decoder(tuple[StrandDay, ...]).decode
_decode_sighting = msgspec.json.Decoder(Sighting).decode


def keep_intake(store: Store, source: int, intake: Intake) -> None:
    """Write what one source told. To be called while writing; `regroup` afterwards."""
    row = store.one("SELECT max(id) AS last FROM appearance")
    first = ((row["last"] if row else 0) or 0) + 1
    store.run_many(
        "INSERT INTO appearance (id, source, kind, content) VALUES (?, ?, ?, ?)",
        (
            (first + place, source, one.kind.value, _encode(one).decode())
            for place, one in enumerate(intake.appearances)
        ),
    )
    store.run_many(
        "INSERT INTO exchange VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (first + place, one.medium.value, one.from_me, one.by_program, one.thread, one.file, one.voice,
             _encode(one.days).decode())
            for place, one in intake.strands()
        ),
    )  # fmt: skip
    store.run_many(
        "INSERT INTO naming VALUES (?, ?, ?, ?)",
        ((first + place, mark, thread, _encode(at).decode()) for place, mark, thread, at in intake.namings),
    )
    row = store.one("SELECT max(id) AS last FROM meeting")
    first_meeting = ((row["last"] if row else 0) or 0) + 1
    store.run_many(
        "INSERT INTO meeting VALUES (?, ?, ?)",
        ((first_meeting + place, source, _encode(one).decode()) for place, one in enumerate(intake.meetings)),
    )
    store.run_many(
        "INSERT INTO attendance VALUES (?, ?, ?, ?)",
        (
            (first + place, first_meeting + meeting, theirs.value, mine and mine.value)
            for place, meeting, theirs, mine in intake.attendances
        ),
    )
    store.run_many(
        "INSERT INTO subject VALUES (?, ?, ?, ?)",
        (
            (first + place, thread, text, _encode(at).decode())
            for (place, thread), (text, at) in intake.subjects.items()
        ),
    )


def bring_up_to_date(store: Store) -> None:
    """Work out anew who is who, if the sources or the ledger have changed since. To be called while writing."""
    more = dict(ledger_appearances(store)) | dict(appearances_of_links(store))
    state = _state(store, more)
    if not _is_state(store, state):
        _regroup(store, more)
        store.run("INSERT OR REPLACE INTO world VALUES ('state', ?)", state)


def catch_up(store: Store) -> None:
    """Bring the world up to date, if it is not and the store can be written."""
    if not store.is_for_reading and not is_up_to_date(store):
        with store.writing(is_news=False):  # nothing was told that was not known
            bring_up_to_date(store)


def work_out_anew(store: Store) -> None:
    """Work out anew who is who, if that was ever done, whatever has changed; what was shown goes. To be called while
    writing."""
    for table in ("shown_request", "shown"):
        store.run(f"DELETE FROM {table}")
    if store.one("SELECT 1 FROM world") is not None:
        store.run("DELETE FROM world")
        bring_up_to_date(store)


def is_up_to_date(store: Store) -> bool:
    """Whether nothing has changed since it was last worked out who is who."""
    more = dict(ledger_appearances(store)) | dict(appearances_of_links(store))
    return _is_state(store, _state(store, more))


def _is_state(store: Store, state: str) -> bool:
    """Whether who is who was worked out in this state, and no source was read anew since."""
    row = store.one("SELECT value FROM world WHERE name = 'state'")
    if row is None or row["value"] != state:
        return False
    return store.one("SELECT 1 FROM appearance WHERE person IS NULL LIMIT 1") is None


def _state(store: Store, more: Mapping[int, Appearance]) -> str:
    """A short name for all that who is who depends on; a list of requests names nobody of the world."""
    sql = (
        "SELECT digest FROM source WHERE EXISTS (SELECT 1 FROM appearance WHERE appearance.source = source.id) "
        "OR EXISTS (SELECT 1 FROM meeting WHERE meeting.source = source.id) ORDER BY digest"
    )
    digests = [row["digest"] for row in store.all(sql)]
    said = [(link.asker, link.says.value, link.person) for link in links(store)]
    text = repr((FORM, digests, sorted(more.items(), key=lambda item: item[0]), said))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def ledger_appearances(store: Store) -> Iterator[tuple[int, Appearance]]:
    """Whom the user vouched for, expects or decided about, as they name them; under numbers below 0."""
    sql = (
        "SELECT person.*, "
        "(SELECT group_concat(context, ' ; ') FROM vouch WHERE vouch.person = person.id) AS context, "
        "(SELECT group_concat(reason, ' ; ') FROM expected WHERE expected.person = person.id) AS reason, "
        "(SELECT coalesce(max(until), '9999-12-31') FROM expected WHERE expected.person = person.id) AS until, "
        "EXISTS (SELECT 1 FROM expected WHERE expected.person = person.id) AS is_expected, "
        "EXISTS (SELECT 1 FROM vouch WHERE vouch.person = person.id) OR EXISTS "
        "(SELECT 1 FROM decision WHERE decision.person = person.id AND verdict = 'accept') AS is_known "
        "FROM person WHERE EXISTS (SELECT 1 FROM vouch WHERE vouch.person = person.id) "
        "OR EXISTS (SELECT 1 FROM expected WHERE expected.person = person.id) "
        "OR EXISTS (SELECT 1 FROM decision WHERE decision.person = person.id) ORDER BY id"
    )
    for row in store.all(sql):
        keys: list[Key] = [(KeyKind.SLUG, row["slug"])] if row["slug"] else []
        keys += [(KeyKind.MAIL, mail)] if (mail := email_key(row["email"] or "")) else []
        yield (
            -row["id"],
            Appearance(
                kind=AppearanceKind.LEDGER if row["is_known"] or row["is_expected"] else AppearanceKind.ASKER,
                names=(row["name"],),
                keys=tuple(keys),
                firms=(row["company"],) if row["company"] else (),
                texts=tuple(text for text in (row["context"], row["reason"]) if text),
                expected_until=date.fromisoformat(row["until"]) if row["is_expected"] else None,
                at=Provenance(file=LEDGER),
            ),
        )


def _regroup(store: Store, more: Mapping[int, Appearance]) -> None:
    appearances, sources = _sightings(store)
    appearances |= more
    read = lru_cache(maxsize=_MOST_NAMES_KEPT)(name_of)
    persons = persons_of(appearances, linked_pairs(store, appearances), sources, read)
    store.run("UPDATE appearance SET person = id")  # most are the first of a person, or the only one
    store.run_many(
        "UPDATE appearance SET person = ? WHERE id = ?",
        ((person, number) for number, person in persons.items() if number > 0 and number != person),
    )
    for table in (
        *("borne", "called", "person_key", "at_firm", "thing", "word_of_thing"),
        *("recognised", "resolved", "judgement", "judged"),
    ):
        store.run(f"DELETE FROM {table}")
    members: dict[int, list[Sighting]] = defaultdict(list)
    for number, person in persons.items():
        members[person].append(appearances[number])
    everybody = sorted(members)
    for start in range(0, len(everybody), _WRITTEN_AT_ONCE):
        some = everybody[start : start + _WRITTEN_AT_ONCE]
        _name(store, {person: names_borne(members[person], read) for person in some})
    store.run_many("INSERT INTO person_key VALUES (?, ?, ?)", sorted(_person_keys(members)))
    _insert_by_key(store, "at_firm", "each.key, one.value", _at_firms(members))
    _index_things(store, members, persons)
    newest = _newest_connections(store)
    in_files = {person for number, person in persons.items() if number > 0}  # what the user does makes no name common
    store.run_many(
        "INSERT OR REPLACE INTO world VALUES (?, ?)",
        [
            ("people", str(len(in_files))),
            ("strangers", str(len(in_files) - _connected(store, newest))),
            ("connections", str(newest or 0)),
            ("ledger", _encode({str(number): persons[number] for number in more}).decode()),
            ("more", _encode({str(number): one for number, one in more.items()}).decode()),
            ("said", _encode(people_said(store, appearances, persons)).decode()),
        ],
    )


def _sightings(store: Store) -> tuple[dict[int, Sighting], dict[int, int]]:
    """The appearances that sources tell of, and which source each is of."""
    appearances: dict[int, Sighting] = {}
    sources: dict[int, int] = {}
    for number, source, content in store.each("SELECT id, source, content FROM appearance ORDER BY id"):
        appearances[number], sources[number] = _decode_sighting(content), source
    return appearances, sources


def _name(store: Store, called: Mapping[int, Collection[Name]]) -> None:
    """Keep the names of these persons, and who of them bears which key."""
    bearers: tuple[dict[str, list[int]], ...] = defaultdict(list), defaultdict(list)
    for person, names in called.items():
        by_key = bearers[any(name.is_open for name in names)]
        for key in keys_of(*names):
            by_key[key].append(person)
    written = ((person, _encode([name.written for name in names]).decode()) for person, names in called.items())
    store.run_many("INSERT INTO called VALUES (?, ?)", written)
    for is_open, people in enumerate(bearers):
        _insert_by_key(store, "borne", f"each.key, {is_open}, one.value", people)


def _insert_by_key(store: Store, table: str, columns: str, people: Mapping[str, Sequence[int]]) -> None:
    """Many keys with the persons whose they are as one value, which takes a third of the time of row by row; in the
    order of the table."""
    sql = f"INSERT INTO {table} SELECT {columns} FROM json_each(?) AS each, json_each(each.value) AS one"
    keys = sorted(people)
    for start in range(0, len(keys), _WRITTEN_AT_ONCE):
        store.run(sql, _encode({key: people[key] for key in keys[start : start + _WRITTEN_AT_ONCE]}).decode())


def _person_keys(members: Mapping[int, Sequence[Sighting]]) -> Iterator[tuple[str, str, int]]:
    """The keys of people; an address that several persons have is none of theirs."""
    bearers: dict[Key, int | None] = {}
    for person, appearances in members.items():
        for one in appearances:
            for key in one.keys:
                if bearers.setdefault(key, person) != person:
                    bearers[key] = None  # info@ of a firm, say, is nobody's alone
    return ((kind.value, value, person) for (kind, value), person in bearers.items() if person is not None)


def _at_firms(members: Mapping[int, Sequence[Sighting]]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for person, appearances in members.items():
        firms = {firm_key(firm) for one in appearances for firm in one.firms} - {""}
        for kind, value in (key for one in appearances for key in one.keys):
            # A mail address tells the firm where no position does.
            if kind is KeyKind.MAIL and (label := domain_label(value)):
                firms.add(f"@{label}")
        for firm in firms:
            found[firm].append(person)
    return found


def _index_things(store: Store, members: Mapping[int, Sequence[Sighting]], persons: Mapping[int, int]) -> None:
    things = list(_things(store, members, persons))
    store.run_many(
        "INSERT INTO thing VALUES (?, ?, ?)",
        ((number, one.kind, _encode(one).decode()) for number, one in enumerate(things, start=1)),
    )
    words = ((word, number) for number, one in enumerate(things, start=1) for word in distinctive_words(one.text))
    store.run_many("INSERT OR IGNORE INTO word_of_thing VALUES (?, ?)", sorted(words))


def _things(store: Store, members: Mapping[int, Sequence[Sighting]], persons: Mapping[int, int]) -> Iterator[Thing]:
    there: dict[int, set[int]] = defaultdict(set)
    for row in store.each("SELECT appearance, meeting FROM attendance"):
        there[row["meeting"]].add(persons[row["appearance"]])
    decode = msgspec.json.Decoder(Meeting).decode
    for row in store.each("SELECT id, content FROM meeting ORDER BY id"):
        meeting = decode(row["content"])
        text, at = f"{meeting.title} {meeting.place}".strip(), meeting.provenance
        yield Thing(kind="event", text=text, people=frozenset(there[row["id"]]), at=at, day=at.date)
    threads: dict[tuple[str, str], tuple[Provenance, set[int]]] = {}
    at_of = msgspec.json.Decoder(Provenance).decode
    for number, thread, text, at in store.each("SELECT appearance, thread, text, at FROM subject ORDER BY rowid"):
        if (thread, text) not in threads:
            threads[thread, text] = at_of(at), set()
        threads[thread, text][1].add(persons[number])
    for (_, text), (place, people) in threads.items():
        yield Thing(kind="subject", text=text, people=frozenset(people), at=place, day=place.date)
    for person, appearances in sorted(members.items()):
        for one in sorted((one for one in appearances if one.texts), key=canonical):
            for text in one.texts:
                yield Thing(kind="note", text=text, people=frozenset({person}), at=one.at, day=one.at.date)


def _newest_connections(store: Store) -> int | None:
    row = store.one(
        "SELECT source.id FROM source WHERE EXISTS (SELECT 1 FROM appearance WHERE source = source.id AND "
        "appearance.kind = 'connection') ORDER BY made DESC, source.id DESC LIMIT 1"
    )
    return row["id"] if row else None


def _connected(store: Store, newest: int | None) -> int:
    sql = "SELECT count(DISTINCT person) FROM appearance WHERE source = ? AND kind = 'connection'"
    row = store.one(sql, newest)
    return row[0] if row else 0


class _Borne:
    """The persons who bear a key: all, and in order those whose names leave something open."""

    __slots__ = ("open", "people")

    def __init__(self, closed: Sequence[int], leaving_open: Sequence[int]) -> None:
        self.open = tuple(leaving_open)
        self.people = frozenset(closed).union(leaving_open)

    @property
    def closed(self) -> Sequence[int]:
        """The others, in order."""
        return sorted(self.people.difference(self.open))


_NOBODY: Final = _Borne((), ())


class SqliteWorld:
    """The look-ups of `world.lookups` in the store's tables."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._values = {row["name"]: row["value"] for row in store.all("SELECT * FROM world")}
        self._ledger = msgspec.json.decode(self._values.get("ledger", "{}"), type=dict[int, int])
        self._more = msgspec.json.decode(self._values.get("more", "{}"), type=dict[int, Appearance])
        self._told_by_user: dict[int, list[int]] = defaultdict(list)  # by person, the appearances of the ledger
        for one, person in self._ledger.items():
            self._told_by_user[person].append(one)
        self._names: dict[int, tuple[Name, ...]] = {}
        self._borne: dict[str, _Borne] = {}
        self._rows_kept = 0
        self._said = msgspec.json.decode(self._values.get("said", "{}"), type=dict[str, dict[str, list[int]]])
        self.person = _cached(self._person, _MOST_PERSONS_KEPT)
        self.at_firm = _cached(self._at_firm, _MOST_KEPT)
        self._number_of = _cached(self._count_bearers, _MOST_NUMBERS_KEPT)
        self._things_of = _cached(self._find_things, _MOST_KEPT)

    def people(self) -> int:
        return int(self._values.get("people", "0"))

    def strangers(self) -> int:
        return int(self._values.get("strangers", "0"))

    def bearers(self, word: str) -> int:
        borne = self._borne.get(word)
        return self._number_of(word) if borne is None else len(borne.people)

    def _count_bearers(self, word: str) -> int:
        if not self._worth_asking([word]):
            return 0
        row = self._store.one("SELECT count(*) AS number FROM borne WHERE key = ?", word)
        return int(row["number"]) if row else 0

    def _at_firm(self, key: str) -> int:
        if not self._firm_marks[hash(key) & _MARKS]:
            return 0
        row = self._store.one("SELECT count(*) AS number FROM at_firm WHERE key = ?", key)
        return int(row["number"]) if row else 0

    def by_key(self, key: Key) -> int | None:
        row = self._store.one("SELECT person FROM person_key WHERE kind = ? AND value = ?", key[0].value, key[1])
        return row["person"] if row else None

    def by_names(self, keys: Iterable[str]) -> Mapping[int, frozenset[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        for key, borne in self._borne_by(list(keys)).items():
            for person in borne.people:
                found[person].add(key)
        return {person: frozenset(hits) for person, hits in found.items()}

    def answering(
        self, words: Mapping[str, str], *, is_open: bool = False, needs_two: bool = False
    ) -> Mapping[int, frozenset[str]]:
        by_word: dict[str, list[_Borne]] = defaultdict(list)
        for key, borne in self._borne_by(words).items():
            by_word[words[key]].append(borne)
        bearers = {word: sum(len(borne.people) for borne in some) for word, some in by_word.items()}
        common = {word for word, number in bearers.items() if number > _FEW or (needs_two and word != WHOLE)}
        found: dict[int, set[str]] = defaultdict(set)
        for word in by_word.keys() - common:
            for borne in by_word[word]:
                for person in borne.people:
                    found[person].add(word)
        for word in common:
            for borne in by_word[word]:
                for person in found.keys() & borne.people:
                    found[person].add(word)
        in_order = sorted(common, key=lambda word: (bearers[word], word))
        for word, other in combinations(in_order, 2):
            for person in _of_both(by_word[word], by_word[other]):
                found[person] |= {word, other}
        for word in common:
            for person in _leaving_open(by_word[word], others=is_open):
                found[person].add(word)
        return {person: frozenset(answered) for person, answered in found.items()}

    def _borne_by(self, keys: Collection[str]) -> Mapping[str, _Borne]:
        """Who bears each of these keys that somebody bears."""
        if self._rows_kept > _MOST_ROWS_KEPT:
            self._borne, self._rows_kept = {}, 0
        unknown = [key for key in self._worth_asking(keys) if key not in self._borne]
        if unknown:
            # As one value, so that the statement is read once, whatever the number of keys.
            sql = (
                "SELECT key, is_open, json_group_array(person) FROM borne "
                "WHERE key IN (SELECT value FROM json_each(?)) GROUP BY key, is_open"
            )
            found: dict[str, list[Sequence[int]]] = {key: [(), ()] for key in unknown}
            for key, is_open, people in self._store.all(sql, _listed(unknown)):
                found[key][is_open] = _decode_numbers(people)
            self._borne |= {key: _Borne(*lists) for key, lists in found.items()}
            self._rows_kept += len(found) + sum(len(self._borne[key].people) for key in found)
        return {key: borne for key in keys if (borne := self._borne.get(key, _NOBODY)).people}

    def known_among(self, words: Iterable[str]) -> Sequence[str]:
        marks = self._marks
        return [word for word in words if marks[hash(word) & _MARKS] or not "a" <= word < "{"]

    def _worth_asking(self, keys: Collection[str]) -> Collection[str]:
        """Those of these keys that may be somebody's; all, until it is worked out which plain words are."""
        return self.known_among(keys) if "_marks" in self.__dict__ else keys

    @cached_property
    def _marks(self) -> bytearray:
        """Of each plain word that somebody bears: most words of a text, and most slips of one letter, are nobody's."""
        return _marked(self._store.each("SELECT DISTINCT key FROM borne WHERE key >= 'a' AND key < '{'"))

    @cached_property
    def _firm_marks(self) -> bytearray:
        """Of each firm: most capitalised words of a text are none."""
        return _marked(self._store.each("SELECT DISTINCT key FROM at_firm"))

    def names(self, numbers: Sequence[int]) -> Mapping[int, tuple[Name, ...]]:
        unknown = [number for number in numbers if number not in self._names]
        if len(self._names) + len(unknown) > _MOST_NAMES_KEPT:
            self._names, unknown = {}, list(numbers)
        if unknown:
            sql = "SELECT person, names FROM json_each(?) CROSS JOIN called ON person = value"
            for person, names in self._store.all(sql, _listed(unknown)):
                self._names[person] = tuple(map(name_of, _decode_texts(names)))
        return {number: self._names[number] for number in numbers}

    def things_with(self, words: Iterable[str]) -> Mapping[str, Sequence[Thing]]:
        return {word: found for word in words if (found := self._things_of(word))}

    def ledger_people(self, number: int) -> list[int]:
        """The people of the ledger who are a person of the world."""
        return [-one for one in self._told_by_user.get(number, ()) if one > LINKS_BELOW]

    def person_of_ledger(self, number: int) -> int | None:
        """The person of the world who is one of the ledger; None if the world does not know them."""
        return self._ledger.get(-number)

    def links_of(self, asker: str) -> Links:
        """What the user said of who an asker is."""
        said = self._said.get(asker, {})
        return Links(same=frozenset(said.get("same", ())), not_same=frozenset(said.get("not-same", ())))

    def meetings(self) -> Iterator[Meeting]:
        """Every meeting and event of the user's."""
        for row in self._store.each("SELECT content FROM meeting ORDER BY id"):
            yield msgspec.json.decode(row["content"], type=Meeting)

    def person_named(self, name: str) -> Provenance | None:
        """Where somebody of this very name stands among the people of the world."""
        wanted = name_of(name)
        if len(wanted.words) < 2:
            return None
        for number, names in sorted(self.names(sorted(self.by_names(keys_of(wanted)))).items()):
            if any(each.full == wanted.full for each in names):
                person = self.person(number)
                rows = [one.at for one in person.appearances if one.at.file]
                return min(
                    rows or [each.at for each in person.exchanges], key=lambda at: (at.file, at.row), default=None
                )
        return None

    def namings(self, marks: Iterable[str]) -> Sequence[tuple[int, str, Provenance]]:
        """Who named somebody of these name marks: the person who wrote, the thread, and where it stands."""
        wanted = list(marks)
        sql = (
            "SELECT DISTINCT person, thread, at FROM naming JOIN appearance ON appearance.id = appearance "
            f"WHERE mark IN ({', '.join('?' * len(wanted))}) ORDER BY person, thread, at"
        )
        rows = self._store.all(sql, *wanted)
        return [(row["person"], row["thread"], msgspec.json.decode(row["at"], type=Provenance)) for row in rows]

    def _find_things(self, word: str) -> tuple[Thing, ...]:
        sql = "SELECT content FROM word_of_thing JOIN thing ON thing.id = thing WHERE word = ? ORDER BY thing.id"
        return tuple(msgspec.json.decode(row["content"], type=Thing) for row in self._store.all(sql, word))

    def _person(self, number: int) -> PersonFile:
        rows = self._store.all("SELECT source, kind, content FROM appearance WHERE person = ?", number)
        newest = int(self._values.get("connections", "0"))
        more = [self._more[one] for one in self._told_by_user.get(number, ())]
        return PersonFile(
            id=number,
            appearances=tuple(sorted([*(appearance_in(row["content"]) for row in rows), *more], key=canonical)),
            exchanges=exchanges_in(self._store.all(_EXCHANGES, number)),
            attendances=tuple(sorted(self._attendances(number), key=lambda each: _at(each.meeting.provenance))),
            subjects=tuple(sorted(self._subjects(number), key=lambda each: (each[0], _at(each[1])))),
            is_connected=any(row["kind"] == "connection" and row["source"] == newest for row in rows),
        )

    @cached_property
    def _has_meetings(self) -> bool:
        row = self._store.one("SELECT max(rowid) AS last FROM attendance")
        return row is not None and row["last"] is not None

    @cached_property
    def _has_subjects(self) -> bool:
        row = self._store.one("SELECT max(rowid) AS last FROM subject")
        return row is not None and row["last"] is not None

    def _attendances(self, number: int) -> Iterator[Attendance]:
        sql = (
            "SELECT DISTINCT meeting.id, meeting.content, theirs, mine FROM attendance "
            "JOIN appearance ON appearance.id = appearance JOIN meeting ON meeting.id = meeting "
            "WHERE person = ? ORDER BY meeting.id"
        )
        for row in self._store.all(sql, number) if self._has_meetings else ():
            meeting = msgspec.json.decode(row["content"], type=Meeting)
            yield Attendance(
                meeting=meeting, theirs=Part(row["theirs"]), mine=Part(row["mine"]) if row["mine"] else None
            )

    def _subjects(self, number: int) -> Iterator[tuple[str, Provenance]]:
        sql = "SELECT DISTINCT text, at FROM subject JOIN appearance ON appearance.id = appearance WHERE person = ?"
        for row in self._store.all(sql, number) if self._has_subjects else ():
            yield row["text"], msgspec.json.decode(row["at"], type=Provenance)


_EXCHANGES: Final = (
    "SELECT exchange.* FROM appearance CROSS JOIN exchange ON exchange.appearance = appearance.id WHERE person = ?"
)


def exchanges_in(rows: Iterable[Row]) -> tuple[Exchange, ...]:
    """What somebody exchanged with the user, by the rows of the table. What several versions of a file hold alike
    counts once, the larger number."""
    kept: dict[tuple[object, ...], Exchange] = {}
    for row in rows:
        strand = Strand(
            medium=Medium(row["medium"]), from_me=bool(row["from_me"]), by_program=bool(row["by_program"]),
            thread=row["thread"], file=intern(row["file"]), voice=row["voice"], days=decode_days(row["days"]),
        )  # fmt: skip
        for one in strand.exchanges():
            key = one.medium, one.day, one.from_me, one.thread, one.by_program
            kept[key] = _larger(kept[key], one) if key in kept else one
    return tuple(sorted(kept.values(), key=lambda one: _at(one.at)))


def _larger(one: Exchange, other: Exchange) -> Exchange:
    larger = min(one, other, key=lambda each: (-each.number, each.at.file, each.at.row))
    return replace(larger, voice=max(one.voice, other.voice))


def appearance_in(content: str) -> Appearance:
    """The appearance that a text in the store is, with its record."""
    one = _decode(content)
    if one.record is None:
        return one
    return msgspec.structs.replace(one, record=msgspec.convert(one.record, _RECORDS[one.kind]))


def _people_of(some: Sequence[_Borne]) -> frozenset[int]:
    """Who bears any of these keys: most often all of them the commonest, which is how their word sounds."""
    most = max((borne.people for borne in some), key=len)
    return most.union(*(borne.people for borne in some if not borne.people <= most))


def _of_both(rarer: Sequence[_Borne], others: Sequence[_Borne]) -> Iterable[int]:
    """Some of those who have one of the keys of a word, the rarer one, and one of another."""
    people = _people_of(rarer)
    both = {person for borne in others for person in people & borne.people}
    if len(both) <= _MOST_OF_COMMON:
        return both
    in_order = (person for borne in rarer for person in (*borne.closed, *borne.open) if person in both)
    return islice(dict.fromkeys(in_order), _MOST_OF_COMMON)


def _leaving_open(some: Sequence[_Borne], *, others: bool) -> Sequence[int]:
    """Some of those who have one of these keys and whose names leave something open; then `others`, too."""
    found = sorted({person for borne in some for person in borne.open})
    if others and len(found) < _MOST_OF_COMMON:
        found += sorted(_people_of(some).difference(found))
    return found[:_MOST_OF_COMMON]


_Asked = TypeVar("_Asked", bound=Hashable)
_Answer = TypeVar("_Answer")


def _cached(method: Callable[[_Asked], _Answer], most: int) -> Callable[[_Asked], _Answer]:
    """A method that keeps so many answers, but not alive whose it is: a world takes megabytes, and goes with its last
    use."""
    whose = WeakMethod(method)

    @lru_cache(maxsize=most)
    def answer(asked: _Asked) -> _Answer:
        found = whose()
        assert found is not None
        return found(asked)

    return answer


def _marked(rows: Iterable[Row]) -> bytearray:
    """A mark for each of these words, where its hash says: what has none is none of them."""
    marks = bytearray(_MARKS + 1)
    for (word,) in rows:
        marks[hash(word) & _MARKS] = 1
    return marks


def _listed(values: Sequence[object]) -> str:
    return _encode(values).decode()


def _at(at: Provenance) -> tuple[date, str, int]:
    return at.date or date.min, at.file, at.row
