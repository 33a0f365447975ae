"""The elements of a YAML list, or of an object that holds one, each with the line it starts in.

Values are built from parse events, which cannot make objects: every scalar is text, as YAML 1.2 would have `no` and
dates, and anchors, which can blow a small file up, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import yaml
from yaml.reader import Reader

from screener.sources import limits
from screener.sources.columns import column_key
from screener.sources.list_columns import LISTS, OWN_NAMES, names_somebody
from screener.sources.problems import Code

Wrong = Callable[[Code, str, int], None]

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS: Final = frozenset({"~", "null", "Null", "NULL"})


_START: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:%YAML|---\s|-\s|(?P<name>[A-Za-z_]{1,30})\s*:(?!\S))")


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
                yield from _elements(events)
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


def _elements(events: Iterator[yaml.Event]) -> Iterator[tuple[int, object]]:
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
            yield from _elements(events)
        else:
            single[name] = _value(value, events, 1)
    if not holds_lists or names_somebody(frozenset(map(column_key, single))):
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
