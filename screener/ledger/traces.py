"""All that the store holds of one person: rows that are theirs, and texts of others that name them. Nothing is changed
here."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from screener.evidence.remembered import LEDGER_FILE
from screener.ledger.sqlite_store import Row, Store
from screener.ledger.whom import Whom
from screener.ledger.written_forms import NEUTRAL, WrittenForms
from screener.policy.documents import ABOUT_ME

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
# Keys and numbers alone, or names of other people, which are theirs; the log is looked at line by line.
_NO_TEXTS: Final = ("owner", "name_key", "email_key", "tie", "log_person", "log")
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
class Traces:
    """What forgetting somebody takes: ids of rows by table (`log` and `change` among them), texts that change, and how
    many texts hold a name that may be another's. `files` are those that the rows cite."""

    rows: Mapping[str, frozenset[int]]
    ties: int
    edits: tuple[Edit, ...]
    doubtful: int
    files: tuple[str, ...]

    @property
    def are_there(self) -> bool:
        """Whether the store holds anything of them."""
        return any(self.rows.values()) or bool(self.edits)


def traces_of(store: Store, who: Whom) -> Traces:
    """All that there is of one person."""
    rows = _own_rows(store, who.ids)
    of_namesakes = _own_rows(store, who.namesake_ids)
    rows["change"] = frozenset(_changes(store, rows))
    lines = list(_lines(store, who, rows))
    rows["log"] = frozenset(row["id"] for row, text in lines if text is None)
    edited = [Edit(table="log", column="text", row=row["id"], text=text) for row, text in lines if text is not None]
    called = {row["called"] for row in _rows(store, "request", "id", rows["request"])} | who.forms.slugs
    return Traces(
        rows=rows,
        ties=len(_rows(store, "tie", "person", who.ids)),
        edits=(*edited, *_edits(store, who.forms, rows, called)),
        doubtful=sum(
            who.doubtful.stand_in(text)
            for table, _, number, text in _texts(store, rows, who.doubtful)
            if number not in of_namesakes.get(table, ())
        ),
        files=tuple(sorted(_cited(store, rows))),
    )


def _own_rows(store: Store, people: frozenset[int]) -> dict[str, frozenset[int]]:
    rows = {"person": people}
    for table, column, of_table in _OWN:
        found = _rows(store, table, column, rows.get(of_table, frozenset()))
        rows[table] = rows.get(table, frozenset()) | {row["id"] for row in found}
    return rows


def _changes(store: Store, rows: Mapping[str, Collection[int]]) -> Iterator[int]:
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
            if is_there or any(_is_theirs(change, rows) for change in life):
                yield from (change["id"] for change in life)


def _is_theirs(change: Row, rows: Mapping[str, Collection[int]]) -> bool:
    before = json.loads(change["before"] or "{}")
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
    store: Store, forms: WrittenForms, rows: Mapping[str, Collection[int]], called: Collection[str]
) -> Iterator[Edit]:
    for table, column, number, text in _texts(store, rows, forms):
        without = _without(text, forms, called if (table, column) == ("snapshot", "requests") else ())
        if without != text:
            yield Edit(table=table, column=column, row=number, text=without)


def _texts(
    store: Store, rows: Mapping[str, Collection[int]], forms: WrittenForms
) -> Iterator[tuple[str, str, int, str]]:
    """Every text in the store that may name them, but for what goes anyway: table, column, id and text."""
    if not forms.needles:
        return
    for table in store.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"):
        name = table["name"]
        columns = [each["name"] for each in store.all(f"PRAGMA table_info({name})") if each["type"] == "TEXT"]
        wanted = [column for column in columns if (name, column) not in _NO_TEXT_COLUMNS]
        if name in _NO_TEXTS or not wanted:
            continue
        for row in store.all(f"SELECT id, {', '.join(wanted)} FROM {name}"):
            if row["id"] not in rows.get(name, ()):
                for column in wanted:
                    if row[column] and forms.may_stand_in(row[column]):
                        yield name, column, row["id"], row[column]


def _without(text: str, forms: WrittenForms, gone: Collection[str] = ()) -> str:
    """A text, or every text in a JSON text, without somebody; `gone` are members of a list that go whole."""
    value = _json(text)
    if value is None:
        return forms.taken_out(text)
    if gone and isinstance(value, list):
        value = [each for each in value if each not in gone]
    without = _value_without(value, forms)
    return text if without == _json(text) else json.dumps(without, ensure_ascii=False, separators=(",", ":"))


def _value_without(value: Any, forms: WrittenForms) -> Any:
    if isinstance(value, str):
        return _without(value, forms)
    if isinstance(value, list):
        return [_value_without(each, forms) for each in value]
    if isinstance(value, dict):
        return {forms.taken_out(key): _value_without(each, forms) for key, each in value.items()}
    return value


def _cited(store: Store, rows: Mapping[str, Collection[int]]) -> set[str]:
    """The files in which their rows stood."""
    columns = (("request", "content"), ("request", "sheet"), ("decision", "content"), ("answer", "source"))
    texts = [row[column] for table, column in columns for row in _rows(store, table, "id", rows[table])]
    found = {file for text in texts if text for file in _files_in(_json(text))}
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
    listed = ", ".join(map(str, sorted(numbers)))
    return store.all(f"SELECT * FROM {table} WHERE {column} IN ({listed})") if numbers else []
