"""All that the store holds of one person: rows that are theirs, and texts of others that name them. Nothing is changed
here."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import msgspec
import regex

from screener.evidence.remembered import LEDGER_FILE
from screener.ledger.encoding import decoded, encoded
from screener.ledger.ignored import Ignored, ignored_with
from screener.ledger.known_sources import Told
from screener.ledger.links import links
from screener.ledger.sqlite_store import Row, Store
from screener.ledger.whom import Whom
from screener.ledger.written_forms import NEUTRAL, WrittenForms
from screener.policy.documents import ABOUT_ME
from screener.sources.records import Meeting
from screener.world.introductions import name_mark

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
    *("borne", "person_key", "at_firm", "thing", "word_of_thing", "world"),
)
_SHARED: Final = ("source", "reading", "policy")  # tables of which one cell holds the texts of many
# The words of a doubt with the row, or the text, in which they stand; a text with its place.
_DoubtKey = tuple[str, tuple[str, int | str]]
_DoubtPlace = tuple[str, tuple[str, str, int]]
_NO_TEXT_COLUMNS: Final = frozenset(
    {("person", "name"), ("person", "slug"), ("person", "written"), ("person", "email")}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A text without somebody who stood in it."""

    table: str
    column: str
    row: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Words that may mean the person or another, as a text writes them. `places` are the cells of the store in which
    they stand: table, column and id of the row; a note stands in several. `texts` are all that they stand in, of which
    `text` is shown."""

    words: str
    text: str
    places: tuple[tuple[str, str, int], ...]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
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
        if number not in of_namesakes.get(table, ()):
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
