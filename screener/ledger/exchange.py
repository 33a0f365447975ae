"""A ledger in a file of one's own: YAML, JSON and CSV read to entries, with every mistake at its place."""

from __future__ import annotations

import csv
import io
import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from screener.errors import Place, Problem
from screener.located.findings import Findings, TooManyMistakesError, quoted, suggestion
from screener.located.node_entries import choice_of, entries_of, text_of
from screener.located.problem_codes import Code
from screener.located.yaml_documents import LARGEST_FILE, ListNode, MapNode, Node, Scalar, read_yaml, shape_of
from screener.outcomes import Verdict
from screener.people.addresses import email_key, profile_slug
from screener.sources import limits
from screener.sources.dates import YEARS, read_date
from screener.sources.decoding import encoding_of, text_stream
from screener.texts.folding import is_formula, one_line
from screener.texts.patterns import plain_re

WHO: Final = ("name", "profile_url")


class EntryForm(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A kind of entry. `what` names one in a table, `section` a list of them; `choices` are closed sets of words, and
    `days` are whole days, of which those in `past` cannot lie ahead."""

    what: str
    section: str
    keys: tuple[str, ...]
    required: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=lambda: MappingProxyType({}))
    days: tuple[str, ...] = ("date",)
    past: tuple[str, ...] = ("date",)
    told_by: tuple[str, ...] = ()  # columns that no other kind has
    needs: Mapping[str, str] = msgspec.field(
        default_factory=lambda: MappingProxyType({})
    )  # what says nothing without another
    nested: tuple[str, ...] = ()  # `person`: in a document the keys `person_…` are one map


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as written: texts by key; what is not told has no key."""

    form: EntryForm
    values: Mapping[str, str]

    @property
    def told(self) -> frozenset[tuple[str, str]]:
        """What it says, without of whom, and without what came of it later."""
        left_out = (*WHO, *self.form.needs)  # an answer that came later makes no other entry of it
        return frozenset((key, value) for key, value in self.values.items() if key not in left_out)


def tidy(text: str) -> str:
    """A text as it is kept in an entry: without spaces around it, every line ended alike."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


VOUCH: Final = EntryForm(
    what="vouch",
    section="vouches",
    keys=(*WHO, "recommend", "kind", "context", "reason", "introduced_by", "date"),
    required=("name", "recommend"),
    choices={"recommend": ("yes", "no", "unsure"), "kind": ("conduct", "performance")},
    told_by=("recommend", "kind", "context", "introduced_by"),
)
DECISION: Final = EntryForm(
    what="decision",
    section="decisions",
    keys=(*WHO, "verdict", "reason", "asked", "answer", "answered", "nudged", "date"),
    required=("name", "verdict", "date"),
    choices={"verdict": tuple(verdict.value for verdict in Verdict)},
    days=("answered", "nudged", "date"),
    past=("answered", "nudged", "date"),
    told_by=("verdict", "asked", "answer", "answered", "nudged"),
    needs={"answer": "asked", "answered": "answer", "nudged": "asked"},
)
EXPECTED: Final = EntryForm(
    what="expected",
    section="expected",
    keys=(*WHO, "reason", "until", "date"),
    required=("name",),
    days=("until", "date"),
    told_by=("until",),
)
LINK: Final = EntryForm(
    what="link",
    section="links",
    keys=(*WHO, "says", "person_name", "person_mail", "person_profile_url", "date"),
    required=("name", "says", "person_name"),
    choices={"says": ("same", "not-same")},
    told_by=("says", "person_name", "person_mail", "person_profile_url"),
    nested=("person",),
)
FORMS: Final = (VOUCH, DECISION, EXPECTED, LINK)


Row = list[Scalar]

_GAP: Final = plain_re(r"[ \t\n\r]*")
_WORD: Final = plain_re(r"[^\s,\]}\[{:\"]+")
_DECODER: Final = json.JSONDecoder()
_DEEPEST: Final = 50  # before Python's stack ends; a ledger nests twice


def read_json(file: str, text: str, findings: Findings) -> Node | None:
    """The node that a JSON text holds; None if it is not JSON, which goes to the findings."""
    reader = _Json(file, text, findings)
    try:
        return reader.whole()
    except json.JSONDecodeError as error:
        place = reader.place(min(error.pos, max(len(text) - 1, 0)))
        findings.broken(place, Code.SYNTAX, f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}")
        return None


class _Json:
    """Reads values one after the other; JSONDecodeError for what is none."""

    def __init__(self, file: str, text: str, findings: Findings) -> None:
        self._file, self._text, self._findings = file, text, findings
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._at = 0

    def place(self, at: int) -> Place:
        line = bisect_left(self._breaks, at)
        return Place(self._file, line + 1, at - (self._breaks[line - 1] if line else -1))

    def whole(self) -> Node | None:
        node = self._value(0)
        if self._next():
            raise self._error("nothing may follow the last bracket")
        return node

    def _value(self, depth: int) -> Node | None:
        sign, place = self._next(), self.place(self._at)
        if depth > _DEEPEST:
            raise self._error(f"nested more than {_DEEPEST} deep")
        if sign == "{":
            return MapNode(tuple(self._members(depth)), place)
        if sign == "[":
            return ListNode(tuple(node for node in self._items(depth) if node), place)
        return self._text_or_word(sign, place)

    def _text_or_word(self, sign: str, place: Place) -> Scalar | None:
        if sign == '"':
            return Scalar(self._string(), place, plain=False)
        found = _WORD.match(self._text, self._at)
        if found is None:
            raise self._error("a value is missing")
        try:
            value = json.loads(found[0])
        except ValueError:
            raise self._error("a text must stand in double quotes") from None
        self._at = found.end()
        return None if value is None else Scalar(found[0], place)

    def _members(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        for _ in self._separated("}"):
            key = self._key() if self._next() == '"' else None
            if key is None or self._next() != ":":
                raise self._error("a key in double quotes and a colon are expected")
            self._at += 1
            value = self._value(depth + 1)
            if key.text in seen:
                text = f"the key {quoted(key.text)} stands here twice; the first is in line {seen[key.text]}"
                self._findings.error(key.place, Code.DUPLICATE_KEY, text)
            elif value is not None:
                yield key, value
            seen.setdefault(key.text, key.place.line)

    def _key(self) -> Scalar:
        place = self.place(self._at)
        return Scalar(self._string(), place)

    def _items(self, depth: int) -> Iterator[Node | None]:
        for _ in self._separated("]"):
            yield self._value(depth + 1)

    def _separated(self, end: str) -> Iterator[None]:
        """Once for each member of what was opened, up to its end."""
        self._at += 1
        if self._next() == end:
            self._at += 1
            return
        while True:
            yield
            sign = self._next()
            if sign not in (",", end):
                raise self._error(f"a comma or {end} is expected")
            self._at += 1
            if sign == end:
                return

    def _string(self) -> str:
        text, self._at = _DECODER.raw_decode(self._text, self._at)
        return str(text).encode("utf-8", "replace").decode()  # JSON can write half a character

    def _next(self) -> str:
        gap = _GAP.match(self._text, self._at)
        self._at = gap.end() if gap else self._at
        return self._text[self._at : self._at + 1]

    def _error(self, text: str) -> json.JSONDecodeError:
        return json.JSONDecodeError(text, self._text, self._at)


def read_csv(file: str, text: str, delimiter: str, findings: Findings) -> Iterator[Row]:
    """The rows of a table, the header first, each cell with its place; blank rows are left out."""
    csv.field_size_limit(limits.FIELD)
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    first = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield list(_placed(file, cells, "".join(lines[first : reader.line_num]), first))
            first = reader.line_num
    except csv.Error as error:
        findings.broken(Place(file, first + 1, 1), Code.SYNTAX, f"not CSV: {error}; is a quote left open here?")


def _placed(file: str, cells: list[str], raw: str, lines_before: int) -> Iterator[Scalar]:
    at = 0
    for cell in cells:
        written = cell.replace('"', '""')
        at = max(raw.find(written, at), at)
        before = raw[:at]
        column = at - before.rfind("\n")
        yield Scalar(_unguarded(cell), Place(file, lines_before + before.count("\n") + 1, column))
        at += len(written)
        at += len(raw[at:]) - len(raw[at:].lstrip('"'))
        at += 1  # the delimiter


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula; so is an apostrophe kept."""
    is_guarded = cell.startswith("'") and (cell.startswith("''") or is_formula(cell[1:]))
    return cell[1:] if is_guarded else cell


WHAT: Final = "what"
COLUMNS: Final = (WHAT, *dict.fromkeys(key for form in FORMS for key in form.keys))
_ENDINGS: Final = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".csv": "csv", ".tsv": "csv"}
_SECTION: Final = plain_re(rf"^(?:{'|'.join(form.section for form in FORMS)}) *:", re.MULTILINE)
_WHOLE_DAY: Final = plain_re(r"\d{4}-\d{2}-\d{2}")
_EXAMPLE: Final = "2019-05-02"
_NAMES: Final = ("name", "person_name")


class ExchangeFormat(StrEnum):
    """How entries of a ledger are written."""

    YAML = "yaml"
    JSON = "json"
    CSV = "csv"


class ReadEntries(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a file; with a problem in it, nothing of it may be used."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


LARGEST_IMPORT: Final = 100_000_000  # bytes; the ledger of a lifetime has some thousand entries


def read_entries(file: str, data: bytes, form: ExchangeFormat | None, today: date) -> ReadEntries:
    """The entries in a file; without a format it is told by its content, else by the ending of its name."""
    findings = Findings()
    entries: list[Entry] = []
    try:
        text = _text(file, data, findings)
        if text is not None:
            entries += _entries(file, text, form or _format_of(file, text), findings, today)
        if not entries and not findings.errors and not data.strip():
            findings.error(Place(file), Code.EMPTY, f"holds nothing; write {_sections()}")
    except TooManyMistakesError:
        pass  # nobody reads more of them
    return ReadEntries(entries=tuple(entries), problems=tuple(sorted(findings.errors)))


def delimiter_of(text: str) -> str | None:
    """What parts the cells of a table with our columns; None if its first line has none of them."""
    first = text.lstrip("\n\r").partition("\n")[0]
    names = {sign: {_column(cell) for cell in next(csv.reader([first], delimiter=sign), [])} for sign in ",;\t"}
    known = {sign: len(columns.intersection(COLUMNS)) for sign, columns in names.items()}
    best = max(known, key=lambda sign: known[sign])  # by our own columns: a spreadsheet may write semicolons
    return best if known[best] > 1 else None


def _text(file: str, data: bytes, findings: Findings) -> str | None:
    encoding = encoding_of(data[:LARGEST_FILE])
    if encoding is None:
        findings.error(Place(file), Code.NOT_TEXT, "is no text; give YAML, JSON or CSV")
        return None
    return text_stream(io.BytesIO(data), encoding).read()


def _format_of(file: str, text: str) -> ExchangeFormat:
    """By the content where that is plain, else by the ending; what is JSON is YAML as well."""
    named = format_named(file)
    if text.lstrip()[:1] in ("{", "["):
        return named if named is ExchangeFormat.YAML else ExchangeFormat.JSON  # YAML has braces as well
    if _SECTION.search(text):
        return ExchangeFormat.YAML
    return ExchangeFormat.CSV if delimiter_of(text) else named or ExchangeFormat.YAML


def format_named(file: str) -> ExchangeFormat | None:
    """The format that the ending of a file's name tells, if it does."""
    ending = _ENDINGS.get(Path(file).suffix.lower())
    return ExchangeFormat(ending) if ending else None


def _entries(file: str, text: str, form: ExchangeFormat, findings: Findings, today: date) -> Iterator[Entry]:
    if form is ExchangeFormat.CSV:
        yield from _in_table(file, text, findings, today)
    elif form is ExchangeFormat.JSON:
        yield from _in_document(read_json(file, text, findings), findings, today)
    elif len(data := text.encode("utf-8", "replace")) > LARGEST_FILE:
        findings.error(Place(file), Code.TOO_LARGE, "larger than 1 MB, too much for YAML; give it as JSON or CSV")
    else:
        yield from _in_document(read_yaml(file, data, findings), findings, today)


def _in_document(root: Node | None, findings: Findings, today: date) -> Iterator[Entry]:
    if root is None:
        return
    sections = {form.section: form for form in FORMS}
    for name, node in (entries_of(root, sections, "a ledger", findings) or {}).items():
        if not isinstance(node, ListNode):
            findings.error(node.place, Code.SHAPE, f"`{name}` is a list of entries, not {shape_of(node)}")
            continue
        for item in node.items:
            if entry := _entry(_flat(item, sections[name]), sections[name], findings, today):
                yield entry


def _flat(node: Node, form: EntryForm) -> Node:
    """An entry with the members of its nested maps as keys of its own, as a table has them."""
    if not isinstance(node, MapNode) or not form.nested:
        return node
    items: list[tuple[Scalar, Node]] = []
    for key, value in node.entries:
        if key.text in form.nested and isinstance(value, MapNode):
            items += [(Scalar(f"{key.text}_{inner.text}", inner.place), each) for inner, each in value.entries]
        else:
            items.append((key, value))
    return MapNode(tuple(items), node.place)


def _in_table(file: str, text: str, findings: Findings, today: date) -> Iterator[Entry]:
    rows = read_csv(file, text, delimiter_of(text) or ",", findings)
    header = next(rows, None)
    columns = _columns(header, findings) if header else None
    if header is None or columns is None:
        return
    kind = _kind_by(columns)
    if kind is None and WHAT not in columns:
        advice = "add a column `what` that says vouch, decision, expected or link in each row"
        findings.error(header[0].place, Code.MISSING, f"these columns do not tell what the rows are; {advice}")
        return
    for row in rows:
        if len(row) != len(columns):
            advice = "put a text that holds a comma in quotes" if len(row) > len(columns) else "is a comma missing?"
            text = f"this row has {len(row)} cells, and there are {len(columns)} columns; {advice}"
            findings.error(row[0].place, Code.SHAPE, text)
        elif entry := _in_row(dict(zip(columns, row, strict=True)), kind, findings, today):
            yield entry


def _columns(header: Row, findings: Findings) -> list[str] | None:
    """The names of the columns; None if any is not known, or there twice."""
    columns = [_column(cell.text) for cell in header]
    for number, (name, cell) in enumerate(zip(columns, header, strict=True)):
        if name not in COLUMNS:
            findings.error(
                cell.place, Code.UNKNOWN_KEY, f"unknown column {quoted(cell.text)}{suggestion(name, COLUMNS)}"
            )
        elif name in columns[:number]:
            findings.error(cell.place, Code.DUPLICATE_KEY, f"the column {quoted(cell.text)} is there twice")
    return None if findings.errors else columns


def _column(cell: str) -> str:
    return cell.strip().lower().replace(" ", "_")


def _kind_by(columns: list[str]) -> EntryForm | None:
    fitting = [form for form in FORMS if not set(columns).isdisjoint(form.told_by)]
    return fitting[0] if len(fitting) == 1 else None


def _in_row(cells: dict[str, Scalar], kind: EntryForm | None, findings: Findings, today: date) -> Entry | None:
    by_name = {form.what: form for form in FORMS}
    if (what := cells.pop(WHAT, None)) is not None:
        chosen = choice_of(what, by_name, "kind of entry", findings)
        kind = by_name.get(chosen or "")
    if kind is None:
        return None
    given = [(Scalar(name, cell.place), cell) for name, cell in cells.items() if cell.text.strip()]
    place = what.place if what is not None else next(iter(cells.values())).place
    return _entry(MapNode(tuple(given), place), kind, findings, today)


def _entry(node: Node, form: EntryForm, findings: Findings, today: date) -> Entry | None:
    article = "an" if form.what[0] in "aeiou" else "a"
    found = entries_of(node, form.keys, f"{article} {form.what}", findings, required=form.required)
    if found is None:
        return None
    values: dict[str, str] = {}
    for key in form.keys:
        if (given := found.get(key)) is not None and (value := _value(key, given, form, findings, today)):
            values[key] = value
    for key, other in form.needs.items():
        if key in values and other not in values and other not in found:
            findings.error(found[key].place, Code.MISSING, f"`{key}` says nothing without `{other}`; write that, too")
    return Entry(form=form, values=values)


def _value(key: str, node: Node, form: EntryForm, findings: Findings, today: date) -> str | None:
    if key in form.choices:
        return choice_of(node, form.choices[key], f"`{key}`", findings)
    text = tidy(text_of(node, f"`{key}`", findings) or "")
    if text and key in form.days:
        return _day(text, key, node.place, form, findings, today)
    if text and key.endswith("profile_url") and not profile_slug(text):
        advice = "write https://www.linkedin.com/in/… as it stands in their profile, or leave it out"
        findings.error(node.place, Code.VALUE, f"{quoted(text)} is no profile address; {advice}")
    if text and key == "person_mail" and not email_key(text):
        findings.error(node.place, Code.VALUE, f"{quoted(text)} is no mail address; write name@example.com")
    if key in _NAMES and text and not one_line(text):
        findings.error(node.place, Code.EMPTY, f"`{key}` has no letter that can be shown; write a name")
    return one_line(text) if key in _NAMES else text


def _day(text: str, key: str, place: Place, form: EntryForm, findings: Findings, today: date) -> str | None:
    day = read_date(text) if _WHOLE_DAY.fullmatch(text) else None
    if day is None or day.year not in YEARS:
        meant = read_date(text)
        advice = f"did you mean {meant}?" if meant else f"write the whole day, as {_EXAMPLE}"
        advice += "" if key in form.required or meant else ", or leave it out"
        findings.error(place, Code.AMOUNT, f"`{key}` {quoted(text)} is no whole day; {advice}")
        return None
    if key in form.past and day > today:
        findings.error(place, Code.AMOUNT, f"`{key}` {text} lies ahead of today, {today}; is the year right?")
        return None
    return text


def _sections() -> str:
    return ", ".join(f"`{form.section}:`" for form in FORMS)
