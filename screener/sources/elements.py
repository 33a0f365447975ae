"""The elements of JSON, JSON lines and YAML: of a list, or of an object that holds one, each with the line it starts
in.

YAML values are built from parse events, which cannot make objects: every scalar is text, as YAML 1.2 would have `no`
and dates, and anchors, which can blow a small file up, are refused.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Final

import yaml
from yaml.reader import Reader

from screener.sources import limits
from screener.sources.limits import Code
from screener.sources.request_list import LISTS, OWN_NAMES, known_key, names_somebody
from screener.sources.tables import column_key
from screener.texts.patterns import plain_re

Wrong = Callable[[Code, str, int], None]
Elements = Generator[tuple[int, object], None, int]  # yields places and elements, returns where it ended

_GAP: Final = plain_re(r"[\s,]*")
_DECODER: Final = json.JSONDecoder()
_WRAPPERS: Final = 3  # how deep the list may lie: {"data": {"items": […]}}
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS: Final = frozenset({"~", "null", "Null", "NULL"})
_START: Final = plain_re(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:%YAML|---\s|-\s|(?P<name>[A-Za-z_]{1,30})\s*:(?!\S))")


def json_elements(text: str, wrong: Wrong) -> Iterator[tuple[int, object]]:
    """The elements, each decoded on its own: those before a mistake are still read; of JSON lines, those behind it."""
    breaks = [found.start() for found in re.finditer("\n", text)]
    is_lines = _begins_with_a_whole_line(text)
    at = _behind_gap(text, 0)
    while at < len(text):
        end = text.find("\n", at) if is_lines else -1
        left_out = "it was left out" if is_lines else "the rest was not read"
        try:
            at = yield from _with_lines(_elements_at(text, at, _WRAPPERS), breaks)
        except RecursionError:
            wrong(
                Code.NOT_A_REQUEST if is_lines else Code.TOO_DEEP,
                f"this is nested too deeply; {left_out}",
                bisect_left(breaks, at) + 1,
            )
            at = end
        except json.JSONDecodeError as error:
            place = at if is_lines else error.pos
            wrong(
                Code.NOT_A_REQUEST if is_lines else Code.SYNTAX,
                f"this is not JSON ({error.msg}); {left_out}",
                bisect_left(breaks, place) + 1,
            )
            at = end
        if at < 0:
            return
        at = _behind_gap(text, at)


def _begins_with_a_whole_line(text: str) -> bool:
    try:
        json.loads(text.lstrip().partition("\n")[0])
    except (ValueError, RecursionError):
        return False
    return True


def _with_lines(elements: Elements, breaks: list[int]) -> Elements:
    while True:
        try:
            place, element = next(elements)
        except StopIteration as stop:
            return int(stop.value)
        yield bisect_left(breaks, place) + 1, element


def _elements_at(text: str, at: int, wrappers: int) -> Elements:
    if text.startswith("[", at) and wrappers:
        return (yield from _elements_of_list(text, at + 1, wrappers - 1))
    if text.startswith("{", at) and wrappers:
        return (yield from _elements_of_object(text, at, wrappers - 1))
    element, end = _decoded(text, at)
    yield at, element
    return end


def _elements_of_list(text: str, at: int, wrappers: int) -> Elements:
    at = _behind_gap(text, at)
    while not text.startswith("]", at):
        at = _behind_gap(text, (yield from _elements_at(text, at, wrappers if text.startswith("{", at) else 0)))
    return at + 1


def _elements_of_object(text: str, at: int, wrappers: int) -> Elements:
    """The elements of the lists in an object, or the object itself as the only one."""
    members: dict[str, object] = {}
    start, holds_lists = at, False
    at = _behind_gap(text, at + 1)
    while not text.startswith("}", at):
        name, colon = _decoded(text, at)
        at = _behind_gap(text, colon)
        if not isinstance(name, str) or not text.startswith(":", at):
            raise json.JSONDecodeError("a name in quotes and a colon were expected", text, at)
        at = _behind_gap(text, at + 1)
        if column_key(name) in LISTS and text[at : at + 1] in ("[", "{"):
            at, holds_lists = (yield from _elements_at(text, at, wrappers)), True
        else:
            members[name], at = _decoded(text, at)
        at = _behind_gap(text, at)
    if inner := [] if holds_lists else _held_by(members):
        yield from ((start, element) for element in inner)
    elif not holds_lists or _names_somebody(members):
        yield start, members
    return at + 1


def _held_by(members: Mapping[str, object]) -> list[object]:
    """The elements of an object that is none itself, but holds a list of them by whatever name."""
    if _names_somebody(members) or any(isinstance(value, dict) for value in members.values()):
        return []
    lists = [value for value in members.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    return lists[0] if len(lists) == 1 else []


def _names_somebody(members: Mapping[str, object]) -> bool:
    return names_somebody(frozenset(known_key(column_key(name)) for name in members))


def _decoded(text: str, at: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError:
        raise
    except ValueError as error:  # a number of thousands of digits
        raise json.JSONDecodeError(str(error), text, at) from None


def _behind_gap(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at


def looks_like_yaml(text: str) -> bool:
    """Whether a text starts as a YAML list does, or with a name of the user's own form."""
    found = _START.match(text)
    return found is not None and (found["name"] is None or column_key(found["name"]) in OWN_NAMES)


class _RefusedError(Exception):
    def __init__(self, code: Code, text: str, event: yaml.Event) -> None:
        self.code = code
        self.line = _line(event)
        super().__init__(text)


def yaml_elements(text: str, wrong: Wrong) -> Iterator[tuple[int, object]]:
    """The elements; those before a mistake are still read."""
    try:
        # The reader would refuse the whole file for one control character in a stranger's text.
        events = yaml.parse(Reader.NON_PRINTABLE.sub("\ufffd", text), Loader=_LOADER)
        for event in events:
            if isinstance(event, yaml.SequenceStartEvent):
                yield from _yaml_elements(events)
            elif isinstance(event, yaml.MappingStartEvent):
                yield from _elements_of_mapping(events, event)
            elif isinstance(event, yaml.NodeEvent) and not _is_null(event):
                raise _RefusedError(Code.NOT_A_REQUEST, "a list of requests was expected", event)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        wrong(Code.SYNTAX, f"this is not YAML ({error.problem}); the rest was not read; quote texts with signs", line)
    except yaml.YAMLError:
        wrong(Code.SYNTAX, "holds characters that YAML does not allow; save it as UTF-8 text", 0)
    except _RefusedError as error:
        wrong(error.code, f"{error}; the rest was not read", error.line)


def _yaml_elements(events: Iterator[yaml.Event]) -> Iterator[tuple[int, object]]:
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        yield _line(event), _value(event, events, 1)


def _elements_of_mapping(events: Iterator[yaml.Event], start: yaml.Event) -> Iterator[tuple[int, object]]:
    """The elements of the lists in a mapping, or the mapping itself as the only one."""
    single: dict[str, object] = {}
    holds_lists = False
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            break
        name, value = str(_value(key, events, 1)), next(events)
        if column_key(name) in LISTS and isinstance(value, yaml.SequenceStartEvent):
            holds_lists = True
            yield from _yaml_elements(events)
        else:
            single[name] = _value(value, events, 1)
    if inner := [] if holds_lists else _held_by(single):
        yield from ((_line(start), element) for element in inner)
    elif not holds_lists or _names_somebody(single):
        yield _line(start), single


def _value(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> object:
    if depth > limits.NESTING:
        raise _RefusedError(Code.TOO_DEEP, f"nested more than {limits.NESTING} deep", event)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _RefusedError(Code.SYNTAX, "anchors (`&`) and aliases (`*`) are not read here; write it out", event)
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(item, events, depth + 1) for item in _until(events, yaml.SequenceEndEvent)]
    if isinstance(event, yaml.MappingStartEvent):
        keys = _until(events, yaml.MappingEndEvent)
        return {str(_value(key, events, depth + 1)): _value(next(events), events, depth + 1) for key in keys}
    return None if _is_null(event) else str(getattr(event, "value", ""))


def _until(events: Iterator[yaml.Event], end: type[yaml.Event]) -> Iterator[yaml.Event]:
    for event in events:
        if isinstance(event, end):
            return
        yield event


def _is_null(event: yaml.Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.style and event.value in _NULLS


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
