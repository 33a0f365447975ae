"""The elements of JSON: of a list, of an object that holds one, or of JSON lines, each with the line it starts in."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Generator, Iterator
from typing import Final

from screener.sources.columns import column_key
from screener.sources.list_columns import LISTS, names_somebody
from screener.sources.problems import Code

Wrong = Callable[[Code, str, int], None]
Elements = Generator[tuple[int, object], None, int]  # yields places and elements, returns where it ended

_GAP: Final = re.compile(r"[\s,]*")
_DECODER: Final = json.JSONDecoder()
_WRAPPERS: Final = 3  # how deep the list may lie: {"data": {"items": […]}}


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
    if not holds_lists or names_somebody(frozenset(map(column_key, members))):
        yield start, members
    return at + 1


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
