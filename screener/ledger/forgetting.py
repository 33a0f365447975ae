"""Forgetting a person: where they stand in the store, how they may be written, and that files do not bring them
back."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from typing import Any, Final

import msgspec
import regex
from msgspec import structs

from screener.errors import InputError
from screener.evidence.remembered import LEDGER_FILE
from screener.folders import ABOUT_ME
from screener.ledger.kept import decoded, encoded
from screener.ledger.links import links
from screener.ledger.request_queue import Told
from screener.ledger.sqlite_store import Row, Store, backups_of
from screener.ledger.sqlite_world import work_out_anew
from screener.ledger.whom import Whom
from screener.ledger.written_forms import NEUTRAL, WrittenForms, folded_readings, turned
from screener.people.addresses import email_key, profile_key, profile_slug
from screener.people.names import name_of
from screener.sources.records import Meeting, Participant, Request
from screener.texts.patterns import Expression
from screener.world.appearance import Appearance, Key, KeyKind
from screener.world.intake import Intake
from screener.world.introductions import name_mark

_BYTES: Final = 16  # of a hash: enough that no two people share one
_SALT_BYTES: Final = 32  # without it a list of names would tell who was forgotten
_SHOWN: Final = 8  # signs of a hash that tell two forgotten people apart, as letters: a name in a list has no digits
_LETTERS: Final = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")
_WORD: Final = Expression(r"[\p{L}\p{M}\p{N}]+")
_SIGN: Final = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}ー]"
_BETWEEN_SIGNS: Final = Expression(r"[\s・･·]")
_UNSPACED: Final = Expression(rf"{_SIGN}+")
_RUN: Final = Expression(rf"{_SIGN}+(?:[\s・･·]{_SIGN}+)*")
_MAIL: Final = Expression(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SLUG: Final = Expression(r"(?<=\bin/+)[^/?#,;\s\"'<>()\[\]]+|[\p{L}\p{M}\p{N}%_]+(?:-[\p{L}\p{M}\p{N}%_]+)+", regex.I)
_LONGEST_TEXT: Final = 4_000  # characters of one text that are searched: notes and titles are far shorter


class Ignored(msgspec.Struct, frozen=True):
    """The hashes of forgotten people; `longest` is the number of words, or of signs, that the longest of them has."""

    salt: bytes
    hashes: frozenset[str]
    longest: int

    def has_key(self, key: Key) -> bool:
        """Whether it is a key of somebody forgotten."""
        return self._has(key[0].value, key[1])

    def is_meant(self, keys: Iterable[Key], names: Iterable[str]) -> bool:
        """Whether somebody of these keys is one of them; without any key, somebody of these names."""
        known, called = list(keys), [full for name in names if (full := name_of(name).full)]
        if known:
            pairs = (_pair(key, full) for key in known for full in called)
            return any(map(self.has_key, known)) or any(self._has("pair", pair) for pair in pairs)
        return any(self._has("name", full) for full in called)

    def without(self, text: str) -> str:
        """A text with a neutral word wherever it names one of them."""
        pieces, at = [], 0
        for start, end in sorted(set(self._places(text))):
            if end > at:
                pieces += [text[at : max(start, at)], NEUTRAL if start >= at else ""]
                at = end
        return "".join([*pieces, text[at:]]) if at else text

    def request_without(self, request: Request) -> Request:
        """A request; of one of theirs nothing is left but that somebody forgotten asks."""
        keys = _keys_of_request(request)
        if not self.is_meant(keys, [request.name]):
            note, headline = (text and self.without(text) for text in (request.note, request.headline))
            return structs.replace(request, note=note, headline=headline)
        mark = self._hash("name", keys[0][1] if keys else name_of(request.name).full)[:_SHOWN].translate(_LETTERS)
        return Request(
            name=f"Forgotten person {mark}", sent=request.sent, approximate=request.approximate,
            is_forgotten=True, to=request.to, to_url=request.to_url, provenance=request.provenance,
        )  # fmt: skip

    def meeting_without(self, meeting: Meeting) -> Meeting:
        """A meeting without them among its parties, or in its words."""
        parties = tuple(party for party in meeting.parties if not self._is_party(party))
        title, place = self.without(meeting.title), self.without(meeting.place)
        return structs.replace(meeting, title=title, place=place, parties=parties)

    def leave_out_of(self, intake: Intake) -> None:
        """Take them out of what a source told."""
        stay = [place for place, one in enumerate(intake.appearances) if not self.is_meant(one.keys, one.names)]
        number = {place: new for new, place in enumerate(stay)}
        intake.appearances = [self._texts_without(intake.appearances[place]) for place in stay]
        intake.talks = [(number[place], *rest) for place, *rest in intake.talks if place in number]  # type: ignore[misc]
        intake.attendances = [(number[place], *rest) for place, *rest in intake.attendances if place in number]  # type: ignore[misc]
        intake.subjects = {
            (number[place], thread): (self.without(text), at)
            for (place, thread), (text, at) in intake.subjects.items()
            if place in number
        }
        intake.namings = [
            (number[place], mark, thread, at)
            for place, mark, thread, at in intake.namings
            if place in number and not self._has("mark", mark)
        ]
        intake.meetings = list(map(self.meeting_without, intake.meetings))
        intake.requests = list(map(self.request_without, intake.requests))

    def _texts_without(self, one: Appearance) -> Appearance:
        texts = tuple(map(self.without, one.texts))
        if texts == one.texts:
            return one
        record = one.record
        changed = {
            name: self.without(value)
            for name in ("note", "text")
            if record is not None and isinstance(value := getattr(record, name, None), str)
        }
        return structs.replace(one, texts=texts, record=structs.replace(record, **changed) if changed else record)

    def _is_party(self, party: Participant) -> bool:
        mail = email_key(party.email)
        return self.is_meant([(KeyKind.MAIL, mail)] if mail else [], [party.name] if party.name else [])

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        short = text[:_LONGEST_TEXT]
        for found in _MAIL.finditer(short) if "@" in short else ():
            if self.has_key((KeyKind.MAIL, email_key(found[0]))):
                yield found.span()
        for found in _SLUG.finditer(short) if "-" in short or "in/" in short.lower() else ():
            if self.has_key((KeyKind.SLUG, profile_slug(f"in/{found[0].rstrip('.:!')}"))):
                yield found.span()
        for folded, places in folded_readings(short):
            for start, end in self._names_in(folded):
                yield places[start][0], places[end - 1][1]

    def _names_in(self, folded: str) -> Iterator[tuple[int, int]]:
        for run in _RUN.finditer(folded):
            signs = [at for at in range(run.start(), run.end()) if not _BETWEEN_SIGNS.match(folded[at])]
            for first in range(len(signs) - 1):
                for last in range(first + 1, min(first + self.longest, len(signs))):
                    if self._has("words", "".join(folded[at] for at in signs[first : last + 1])):
                        yield signs[first], signs[last] + 1
        spans = [found.span() for found in _WORD.finditer(folded)]
        for first, (start, _) in enumerate(spans):
            words: list[str] = []
            for each in spans[first : first + self.longest]:
                words.append(folded[slice(*each)])
                if not _is_within(folded, start, each[1]) and self._has("words", " ".join(words)):
                    yield start, each[1]

    def _has(self, kind: str, value: str) -> bool:
        return self._hash(kind, value) in self.hashes

    def _hash(self, kind: str, value: str) -> str:
        return _hashed(self.salt, kind, value)


def ignored_in(store: Store) -> Ignored | None:
    """The forgotten people of a store; None if there are none."""
    row = store.one("SELECT * FROM salt")
    if row is None:
        return None
    hashes = frozenset(each["hash"] for each in store.all("SELECT hash FROM ignored"))
    return Ignored(bytes.fromhex(row["value"]), hashes, row["longest"])


def ignored_with(store: Store, who: Whom) -> Ignored:
    """One person as the store would ignore them."""
    row = store.one("SELECT * FROM salt")
    salt = bytes.fromhex(row["value"]) if row else secrets.token_bytes(_SALT_BYTES)
    told = list(_told(who))
    words = [value for kind, value in told if kind == "words"]
    lengths = [len(value) if _UNSPACED.fullmatch(value) else len(value.split()) for value in words]
    longest = max([row["longest"] if row else 0, *lengths])
    return Ignored(salt, frozenset(_hashed(salt, *each) for each in told), longest)


def keep_ignored(store: Store, one: Ignored) -> None:
    """Ignore a person from now on. To be called while writing."""
    store.run("INSERT OR REPLACE INTO salt VALUES (1, ?, ?)", one.salt.hex(), one.longest)
    store.run_many("INSERT OR IGNORE INTO ignored VALUES (?)", [(each,) for each in sorted(one.hashes)])


def _told(who: Whom) -> Iterator[tuple[str, str]]:
    yield from ((kind.value, value) for kind, value in who.keys)
    yield from (("pair", _pair(key, name_of(name).full)) for key, name in who.shared_keys)
    if who.namesakes:  # the name alone would hide others, who were not forgotten
        return
    for name in who.names:
        yield "name", name_of(name).full
        yield "mark", name_mark(name)
    for words in who.forms.names:
        if all(map(_UNSPACED.fullmatch, words)):
            yield "words", "".join(words)
        else:
            yield from (("words", " ".join(each)) for each in turned(words))


def _hashed(salt: bytes, kind: str, value: str) -> str:
    return blake2b(f"{kind}\0{value}".encode("utf-8", "replace"), key=salt, digest_size=_BYTES).hexdigest()


def _pair(key: Key, full: str) -> str:
    """A key that several people have, with the name of one of them."""
    return f"{key[0].value} {key[1]} {full}"


def _keys_of_request(request: Request) -> list[Key]:
    key, mail = profile_key(request.profile_url), email_key(request.email)
    keys = [(KeyKind(key.kind), key.value)] if key and key.kind != "urn" else []
    return [*keys, (KeyKind.MAIL, mail)] if mail else keys


def _is_within(folded: str, start: int, end: int) -> bool:
    """Whether a hyphen makes it a part of another name, as in Ruiz-Ortega."""
    before = folded[max(start - 2, 0) : start]
    behind = folded[end : end + 2]
    return (before[-1:] == "-" and before[:1].isalnum()) or (behind[:1] == "-" and behind[1:].isalnum())


# Tables of rows that are somebody's: by which column, and whose.
_OWN: Final = (
    ("request", "person", "person"),
    ("decision", "person", "person"),
    ("decision", "request", "request"),
    ("question", "request", "request"),
    ("question", "decision", "decision"),
    ("answer", "question", "question"),
    ("vouch", "person", "person"),
    ("expected", "person", "person"),
)
# Rows of the world that go with an appearance.
_OF_APPEARANCE: Final = ("exchange", "attendance", "subject", "naming")
# Keys, numbers and hashes alone, or names of other people, which are theirs; what is made anew from other tables. The
# log is looked at line by line.
_NO_TEXTS: Final = (
    *("owner", "name_key", "log_person", "log", "ignored", "salt"),
    *("borne", "called", "person_key", "at_firm", "thing", "word_of_thing", "world", "resolved"),
    *("shown", "shown_request", "written"),
    *("judgement", "judged", "ready_policy", "recognised"),
)
_SHARED: Final = ("source", "reading", "policy")  # tables of which one cell holds the texts of many
# The words of a doubt with the row, or the text, in which they stand; a text with its place.
_DoubtKey = tuple[str, tuple[str, int | str]]
_DoubtPlace = tuple[str, tuple[str, str, int]]
_NO_TEXT_COLUMNS: Final = frozenset(
    {("person", "name"), ("person", "slug"), ("person", "written"), ("person", "email")}
)


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """A text without somebody who stood in it."""

    table: str
    column: str
    row: int
    text: str


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Words that may mean the person or another, as a text writes them. `places` are the cells of the store in which
    they stand: table, column and id of the row; a note stands in several. `texts` are all that they stand in, of which
    `text` is shown."""

    words: str
    text: str
    places: tuple[tuple[str, str, int], ...]
    texts: tuple[str, ...] = ()


class Traces(msgspec.Struct, frozen=True, kw_only=True):
    """What forgetting somebody takes: ids of rows by table (`log`, `change`, `appearance` among them), and texts that
    change; `doubts` are what may be another's and stays. `files` are those that the rows cite; as `ignored` the
    person is known again."""

    rows: Mapping[str, frozenset[int]]
    edits: tuple[Edit, ...]
    doubts: tuple[Doubt, ...]
    files: tuple[str, ...]
    ignored: Ignored

    @property
    def are_there(self) -> bool:
        """Whether the store holds anything of them."""
        return any(self.rows.values()) or bool(self.edits)


def traces_of(store: Store, who: Whom, agreed: Collection[Doubt] = ()) -> Traces:
    """All that there is of one person. `agreed`: doubts of which the user says that they mean this person."""
    rows = _own_rows(store, who.ids)
    of_namesakes = _own_rows(store, who.namesake_ids)
    rows["appearance"] = frozenset(row["id"] for row in _rows(store, "appearance", "person", who.in_world))
    for table in _OF_APPEARANCE:
        found = store.all(f"SELECT rowid AS id FROM {table} WHERE appearance IN ({_listed(rows['appearance'])})")
        rows[table] = frozenset(row["id"] for row in found)
    called = {row["called"] for row in _rows(store, "request", "id", rows["request"])} | who.forms.slugs
    rows["link"] = frozenset(_links(store, who, called))
    rows["naming"] |= frozenset(_namings(store, who))
    rows["change"] = frozenset(_changes(store, rows, called))
    lines = list(_lines(store, who, rows))
    rows["log"] = frozenset(row["id"] for row, text in lines if text is None)
    edited = [Edit(table="log", column="text", row=row["id"], text=text) for row, text in lines if text is not None]
    forgotten = ignored_with(store, who)
    return Traces(
        rows=rows,
        edits=(*edited, *_edits(store, who, rows, agreed, forgotten)),
        doubts=tuple(_doubts(store, who, rows, of_namesakes, forgotten)),
        files=tuple(sorted(_cited(store, rows))),
        ignored=forgotten,
    )


def _own_rows(store: Store, people: frozenset[int]) -> dict[str, frozenset[int]]:
    rows = {"person": people}
    for table, column, of_table in _OWN:
        found = _rows(store, table, column, rows.get(of_table, frozenset()))
        rows[table] = rows.get(table, frozenset()) | {row["id"] for row in found}
    return rows


def _links(store: Store, who: Whom, called: Collection[str]) -> Iterator[int]:
    """What the user said of who they are, or of who is they."""
    own = set(who.names)
    for link in links(store):
        is_person = bool(who.keys.intersection(link.person.keys)) or (not who.namesakes and link.person.label in own)
        if is_person or link.asker in called or who.keys.intersection(link.person.asker_keys):
            yield link.id


def _namings(store: Store, who: Whom) -> Iterator[int]:
    """Where others named them: a hash of the name alone, but of the name."""
    marks = [] if who.namesakes else list(filter(None, map(name_mark, who.names)))
    sql = f"SELECT rowid AS id FROM naming WHERE mark IN ({', '.join('?' * len(marks))})"
    yield from (row["id"] for row in store.all(sql, *marks))


def _changes(store: Store, rows: Mapping[str, Collection[int]], called: Collection[str]) -> Iterator[int]:
    """The images of their rows, also of rows that are gone. An id may have been given anew, so each row is followed
    from where it was inserted."""
    lives: dict[tuple[str, int], list[list[Row]]] = {}
    for change in store.all("SELECT * FROM change ORDER BY id"):
        of_row = lives.setdefault((change["in_table"], change["row"]), [])
        if change["before"] is None or not of_row:
            of_row.append([])
        of_row[-1].append(change)
    for (table, number), of_row in lives.items():
        for life in of_row:
            is_there = life is of_row[-1] and number in rows.get(table, ())
            if is_there or any(_is_theirs(change, rows, called) for change in life):
                yield from (change["id"] for change in life)


def _is_theirs(change: Row, rows: Mapping[str, Collection[int]], called: Collection[str]) -> bool:
    before = json.loads(change["before"] or "{}")
    if change["in_table"] == "link":
        return before.get("asker") in called
    return any(before.get(table) in rows[table] for table in ("person", "request", "question", "decision"))


def _lines(store: Store, who: Whom, rows: Mapping[str, Collection[int]]) -> Iterator[tuple[Row, str | None]]:
    """The lines of the log about them: each with its text without them, None if it tells of nobody else."""
    linked = {row["log"] for row in _rows(store, "log_person", "person", who.ids)}
    linked |= {row["log"] for row in _rows(store, "change", "id", rows["change"])}
    of_others = {row["log"] for row in store.all("SELECT * FROM log_person") if row["person"] not in who.ids}
    asked = [(row["id"], json.loads(row["content"])["name"]) for row in _rows(store, "request", "id", rows["request"])]
    for row in store.all("SELECT * FROM log"):
        text = _line_without(row["text"], asked, who.forms)
        if (row["id"] in linked or text != row["text"]) and row["id"] not in of_others:
            yield row, None
        elif text != row["text"]:
            yield row, text


def _line_without(line: str, asked: Collection[tuple[int, str]], forms: WrittenForms) -> str:
    """A line like "declined Ann Lee (1), Bo Ek (2)" without one of them."""
    for number, name in asked:
        line = line.replace(f"{name} ({number})", f"{NEUTRAL} ({number})")
    line = forms.taken_out(line)
    for number, _ in asked:
        line = line.replace(f", {NEUTRAL} ({number})", "").replace(f"{NEUTRAL} ({number}), ", "")
    return line


def _edits(
    store: Store,
    who: Whom,
    rows: Mapping[str, Collection[int]],
    agreed: Collection[Doubt],
    forgotten: Ignored,
) -> Iterator[Edit]:
    agreed_at: dict[tuple[str, str, int], list[Doubt]] = {}
    for doubt in agreed:
        for place in doubt.places:
            agreed_at.setdefault(place, []).append(doubt)
    for table, column, number, text in _texts(store, rows, who.forms, who.doubtful):
        also = agreed_at.get((table, column, number), ())
        taken_out = partial(_leaf_without, who=who, agreed=also, is_shared=table in _SHARED)
        without = _without(_records_without(text, table, column, forgotten), taken_out)
        if without != text:
            yield Edit(table=table, column=column, row=number, text=without)


def _leaf_without(leaf: str, who: Whom, agreed: Collection[Doubt], *, is_shared: bool) -> str:
    """One text of a cell without what surely means somebody, and what the user says does. In a cell that holds the
    texts of many only those that the user has seen."""
    words = {doubt.words for doubt in agreed if not is_shared or leaf in doubt.texts}
    return _words_taken_out(who.forms.taken_out(leaf), sorted(words, key=len, reverse=True))


def _records_without(text: str, table: str, column: str, forgotten: Ignored) -> str:
    """The text of a source or meeting without what is a record of theirs in it: a request, a party."""
    if (table, column) == ("meeting", "content"):
        meeting = decoded(text, Meeting)
        without: object = forgotten.meeting_without(meeting)
        return text if without == meeting else encoded(without)
    if (table, column) == ("source", "content"):
        told = decoded(text, Told)
        without = msgspec.structs.replace(told, requests=tuple(map(forgotten.request_without, told.requests)))
        return text if without == told else encoded(without)
    return text


def _words_taken_out(text: str, words: Collection[str]) -> str:
    for each in words:
        text = regex.sub(rf"(?<![\p{{L}}\p{{N}}]){regex.escape(each)}(?![\p{{L}}\p{{M}}\p{{N}}])", NEUTRAL, text)
    return text


def _doubts(
    store: Store,
    who: Whom,
    rows: Mapping[str, Collection[int]],
    of_namesakes: Mapping[str, Collection[int]],
    forgotten: Ignored,
) -> Iterator[Doubt]:
    """What may mean the person, without what surely does. Words in a request are one doubt, however many rows repeat
    them: its facts, the decision on it, and how it was before."""
    asked = _requests_of_rows(store)
    found: dict[_DoubtKey, list[_DoubtPlace]] = {}
    for table, column, number, text in _texts(store, rows, who.doubtful):
        if number not in of_namesakes.get(table, ()):  # their own rows surely mean them
            rest = _records_without(text, table, column, forgotten)
            for leaf in dict.fromkeys(_doubtful_leaves(table, rest)):
                for words in who.doubtful.words_in(who.forms.taken_out(leaf)):
                    row: tuple[str, int | str] = ("text", leaf) if table in _SHARED else (table, number)
                    key = (words, asked.get(row, row))
                    found.setdefault(key, []).append((leaf, (table, column, number)))
    _join_repeated(found)
    for (words, _), places in found.items():
        shown = min((leaf for leaf, (table, _, _) in places if table == "request"), key=len, default=places[0][0])
        texts = tuple(dict.fromkeys(leaf for leaf, _ in places))
        yield Doubt(words=words, text=shown, places=tuple(dict.fromkeys(place for _, place in places)), texts=texts)


def _join_repeated(found: dict[_DoubtKey, list[_DoubtPlace]]) -> None:
    """What a source told is repeated by the request that came of it: one doubt."""
    told = [key for key in found if key[1][0] == "text"]
    for words, row in told:
        repeating = (
            places
            for key, places in found.items()
            if key[0] == words and key[1][0] == "request" and any(leaf == row[1] for leaf, _ in places)
        )
        if (places := next(repeating, None)) is not None:
            places += found.pop((words, row))


def _requests_of_rows(store: Store) -> dict[tuple[str, int | str], tuple[str, int | str]]:
    """The request that a row repeats: a request itself, a decision, and what both were before a step."""
    found: dict[tuple[str, int | str], tuple[str, int | str]]
    found = {("request", row["id"]): ("request", row["id"]) for row in store.all("SELECT id FROM request")}
    for row in store.all("SELECT id, request FROM decision WHERE request IS NOT NULL"):
        found["decision", row["id"]] = ("request", row["request"])
    for row in store.all("SELECT id, in_table, row FROM change"):
        found["change", row["id"]] = found.get((row["in_table"], row["row"]), (row["in_table"], row["row"]))
    return found


def _doubtful_leaves(table: str, text: str) -> Iterator[str]:
    """The texts that may mean somebody: not how records of others name these others."""
    if table == "appearance":
        yield from json.loads(text).get("texts", ())
    elif table == "meeting":
        yield from (json.loads(text).get(name, "") for name in ("title", "place"))
    else:
        yield from _leaves(text)


def _leaves(text: str) -> Iterator[str]:
    """The texts in a text: itself, or those in the JSON that it is."""
    value = _json(text)
    yield from _leaves_of(value) if value is not None else (text,)


def _leaves_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _leaves(value)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves_of(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _leaves_of(each)


def _texts(
    store: Store, rows: Mapping[str, Collection[int]], *forms: WrittenForms
) -> Iterator[tuple[str, str, int, str]]:
    """Every text in the store that may name them, but for what goes anyway: table, column, id and text."""
    if not any(each.needles for each in forms):
        return
    for table in store.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"):
        name = table["name"]
        columns = [each["name"] for each in store.all(f"PRAGMA table_info({name})") if each["type"] == "TEXT"]
        wanted = [column for column in columns if (name, column) not in _NO_TEXT_COLUMNS]
        if name in _NO_TEXTS or not wanted:
            continue
        for row in store.each(f"SELECT rowid AS id, {', '.join(wanted)} FROM {name}"):
            if row["id"] not in rows.get(name, ()):
                for column in wanted:
                    if row[column] and any(each.may_stand_in(row[column]) for each in forms):
                        yield name, column, row["id"], row[column]


def _without(text: str, taken_out: Callable[[str], str]) -> str:
    """A text, or every text in a JSON text, without somebody."""
    value = _json(text)
    if value is None:
        return taken_out(text)
    without = _value_without(value, taken_out)
    return text if without == _json(text) else json.dumps(without, ensure_ascii=False, separators=(",", ":"))


def _value_without(value: Any, taken_out: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return _without(value, taken_out)
    if isinstance(value, list):
        return [_value_without(each, taken_out) for each in value]
    if isinstance(value, dict):
        return {taken_out(key): _value_without(each, taken_out) for key, each in value.items()}
    return value


def _cited(store: Store, rows: Mapping[str, Collection[int]]) -> set[str]:
    """The files in which their rows stood."""
    columns = (("request", "content"), ("request", "sheet"), ("decision", "content"), ("answer", "source"))
    texts = [row[column] for table, column in columns for row in _rows(store, table, "id", rows[table])]
    texts += [row["content"] for row in _rows(store, "appearance", "id", rows["appearance"])]
    found = {file for text in texts if text for file in _files_in(_json(text))}
    found |= {row["file"] for row in _rows(store, "exchange", "rowid", rows["exchange"])}
    return found - {LEDGER_FILE, ABOUT_ME, ""}  # the rules that run are searched themselves


def _files_in(value: Any) -> Iterator[str]:
    """The file of every place in a JSON value, also in JSON within it."""
    if isinstance(value, dict):
        if isinstance(value.get("file"), str) and "row" in value:
            yield value["file"]
        for each in value.values():
            yield from _files_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _files_in(each)
    elif isinstance(value, str):
        yield from _files_in(_json(value))


def _json(text: str) -> Any:
    """The list or map that a text is; None for any other text."""
    if text[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # a stranger may have written thousands of brackets
        return None


def _rows(store: Store, table: str, column: str, numbers: Collection[int]) -> list[Row]:
    return store.all(f"SELECT * FROM {table} WHERE {column} IN ({_listed(numbers)})") if numbers else []


def _listed(numbers: Collection[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))


# What hangs on these rows goes with them: names on a person, answers on a question, changes on a line, exchanges and
# meetings on an appearance.
_DELETED: Final = (
    *("change", "log", "question", "decision", "request", "vouch", "expected", "link"),
    *("naming", "appearance"),
)


def forget(store: Store, who: Whom, agreed: Collection[Doubt] = ()) -> Traces:
    """Forget a person everywhere in the store, also where the user `agreed` that they are meant; what went. Nothing
    but hashes tells afterwards that it was done. Raises InputError while another program has the store open, and then
    nothing was changed; or if the file cannot be written anew."""
    with _alone(store):
        with store.writing():
            traces = traces_of(store, who, agreed)
            _delete(store, who, traces)
            keep_ignored(store, traces.ignored)
            work_out_anew(store)
        for backup in backups_of(store.path):  # they hold the person as well
            backup.unlink()
        # Deleted text may stand in the log of writes and in free pages until both are written anew.
        try:
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                store.run(statement)
        except InputError as error:
            raise InputError(
                f"{who.called} is forgotten, but {store.path} could not be written anew ({error.__cause__}), so traces "
                f"of deleted text may be left in it: make room on the disk, then run: sqlite3 '{store.path}' VACUUM"
            ) from error
    return traces


def _delete(store: Store, who: Whom, traces: Traces) -> None:
    for table in ("ready_policy", "recognised"):  # made anew of what files and sources say then
        store.run(f"DELETE FROM {table}")
    for edit in traces.edits:
        store.run(f"UPDATE {edit.table} SET {edit.column} = ? WHERE rowid = ?", edit.text, edit.row)
    for table in _DELETED:
        store.run_many(f"DELETE FROM {table} WHERE rowid = ?", [(number,) for number in sorted(traces.rows[table])])
    people = [(number,) for number in sorted(who.ids)]
    store.run_many("DELETE FROM log_person WHERE person = ?", people)
    store.run_many("DELETE FROM person WHERE id = ?", people)


@contextmanager
def _alone(store: Store) -> Iterator[None]:
    """With no other program at the file: it could keep old pages of it alive."""
    store.run("PRAGMA locking_mode = EXCLUSIVE")
    try:
        yield
    finally:
        store.run("PRAGMA locking_mode = NORMAL")
        store.one("SELECT 1 FROM sqlite_master")  # the next look at the file is what lets go of it
