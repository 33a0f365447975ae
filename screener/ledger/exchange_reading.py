"""Files with entries of a ledger, in YAML, JSON or CSV: read whole, with every mistake in them, or not at all."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from screener.errors import Place, Problem
from screener.ledger.exchange_forms import FORMS, Entry, EntryForm, tidy
from screener.ledger.exchange_nodes import Row, read_csv, read_json
from screener.located.findings import Findings, TooManyMistakesError, quoted, suggestion
from screener.located.node_entries import choice_of, entries_of, text_of
from screener.located.problem_codes import Code
from screener.located.yaml_documents import LARGEST_FILE, ListNode, MapNode, Node, Scalar, read_yaml, shape_of
from screener.people.addresses import profile_slug
from screener.people.emails import email_key
from screener.sources.dates import YEARS, read_date
from screener.sources.decoding import encoding_of, text_stream
from screener.texts.cleaning import one_line

WHAT: Final = "what"
COLUMNS: Final = (WHAT, *dict.fromkeys(key for form in FORMS for key in form.keys))
_ENDINGS: Final = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".csv": "csv", ".tsv": "csv"}
_SECTION: Final = re.compile(rf"^(?:{'|'.join(form.section for form in FORMS)}) *:", re.MULTILINE)
_WHOLE_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_EXAMPLE: Final = "2019-05-02"
_NAMES: Final = ("name", "person_name")


class ExchangeFormat(StrEnum):
    """How entries of a ledger are written."""

    YAML = "yaml"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntries:
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
    best = max(known, key=lambda sign: known[sign])
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
        return named if named is ExchangeFormat.YAML else ExchangeFormat.JSON
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
