"""The elements of a JSON list, an object with a list `requests`, or JSON lines, each with the line it starts in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Final

from screener.sources.problems import Code

Wrong = Callable[[Code, str, int], None]

_LIST: Final = re.compile(r'\s*(?:\[|\{\s*"requests"\s*:\s*\[)')
_BETWEEN: Final = re.compile(r"[\s,]*")
_DECODER: Final = json.JSONDecoder()


def json_elements(text: str, wrong: Wrong) -> Iterator[tuple[int, object]]:
    """The elements, each decoded on its own: those before a mistake are still read."""
    start = _LIST.match(text)
    if start:
        yield from _elements_of_list(text, start.end(), wrong)
        return
    try:
        whole = json.loads(text)
    except RecursionError:
        wrong(Code.TOO_DEEP, "is nested too deeply; a request needs three levels", 0)
    except ValueError:
        yield from _elements_of_lines(text, wrong)
    else:
        listed = whole.get("requests") if isinstance(whole, dict) else None
        yield from ((1, element) for element in (listed if isinstance(listed, list) else [whole]))


def _elements_of_list(text: str, at: int, wrong: Wrong) -> Iterator[tuple[int, object]]:
    line, counted = 1, 0
    while True:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        line, counted = line + text.count("\n", counted, at), at
        if text.startswith("]", at):
            return
        try:
            element, at = _DECODER.raw_decode(text, at)
        except RecursionError:
            wrong(Code.TOO_DEEP, "this element is nested too deeply; the rest was not read", line)
            return
        except ValueError as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            at = error.pos if isinstance(error, json.JSONDecodeError) else at
            place = line + text.count("\n", counted, at)
            wrong(Code.SYNTAX, f"this is not JSON ({reason}); the rest was not read", place)
            return
        yield line, element


def _elements_of_lines(text: str, wrong: Wrong) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except RecursionError:
            wrong(Code.TOO_DEEP, "this line is nested too deeply; it was left out", number)
        except ValueError as error:
            wrong(Code.SYNTAX, f"this line is not JSON ({error}); it was left out", number)
