"""Everything that `templates check` may find, with its stable code and its page of the manual."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import msgspec
import yaml

from screener.errors import CodeWithMeaning


class Code(CodeWithMeaning):
    """What may be wrong with a template. A code never changes its meaning; `meaning` is its line in the manual."""

    BROKEN = "T001", "the template cannot be filled in"
    NAME = "T002", "the template uses a name or a field that there is not"
    FRONT_MATTER = "T003", "the lines between `---` are not as they should be"
    HEADING = "T004", "a `[heading]` names no tone, register or shared line, stands there twice, or has no text"
    LANGUAGE_MISSING = "T005", "a kind of reply lacks a language that others in the folder have"
    TOO_LONG = "T006", "filled in with long names the reply is longer than it may be"
    PHRASE = "T007", "the template says what no reply says"
    PRIVATE = "T008", "the template uses or names what may not be told to the other person"
    QUESTIONS = "T009", "the reply asks more than one question, or none where it is there to ask"
    MARKUP = "T010", "a link, a number to call, markup or a picture in the reply"
    PLACE = "T011", "the file is not where templates are looked for, or not named like one"
    LANGUAGE = "T012", "the reply reads as if written in another language than its file says"
    UNREADABLE = "T013", "the file is no text in UTF-8, too large, or cannot be opened"
    NOT_SURE = "T014", "the template prints what need not be there"
    NOT_SPOKEN = "T015", "a kind of reply of yours lacks a language you speak, or stands in one language alone"
    NO_GREETING = "T016", "a reply without a greeting or a sign-off"


# What is only doubtful: the check says so, and passes.
WARNINGS: Final = frozenset({Code.NOT_SPOKEN, Code.NO_GREETING})


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to say about a code. `wrong` and `right` are templates, or texts of one without front matter."""

    code: Code
    why: str
    wrong: str
    right: str


def pages() -> Mapping[Code, Page]:
    """The page of every code, in the order of the codes."""
    text = files("screener.replies").joinpath("pages.yaml").read_text(encoding="utf-8")
    written = yaml.load(text, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader)
    return MappingProxyType({code: Page(code=code, **written[code.value]) for code in Code})
