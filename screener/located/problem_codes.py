"""Everything that `rules check` and `templates check` may find, with its stable code, and the page of the manual on it:
the one table of them.

`R`: found while the rule files are read; `E`: found by trying the rules on requests; `T`: found in templates. The pages
stand in `pages.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Self

import msgspec
import yaml

_WARNS: Final = True  # read better in the table than a bare True


class Code(StrEnum):
    """What may be wrong in a policy or a template. A code never changes its meaning; `meaning` is its line in the
    manual; `may_warn`: it may come as a warning, which lets the check pass."""

    meaning: str
    may_warn: bool

    def __new__(cls, code: str, meaning: str, may_warn: bool = False) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        member.may_warn = may_warn
        return member

    @property
    def is_of_templates(self) -> bool:
        """Whether `templates check` finds it."""
        return self.startswith("T")

    UNREADABLE = "R001", "the file or folder is not there, or cannot be opened"
    NOT_TEXT = "R002", "the file is not a text in UTF-8"
    TOO_LARGE = "R003", "the file, or the whole folder, is larger than rules ever are"
    TOO_DEEP = "R004", "lists and maps are nested too deeply"
    SYNTAX = "R005", "the file is not YAML"
    SIGN = "R006", "a sign such as `>` instead of words such as `more than`"
    COMMENT = "R007", "a value that starts with `#` is a comment"
    ESCAPE = "R008", "a backslash in double quotes"
    BRACES = "R009", "a text that starts with `{{` is not quoted"
    COLON = "R010", "a text with a colon in it is not quoted"
    FIRST_CHARACTER = "R011", "a text that starts with a reserved character is not quoted"
    ANCHOR = "R012", "anchors and aliases are not part of the rule language"
    TAG = "R013", "tags are not part of the rule language"
    SUBJECT = "R014", "there is no such subject"
    DOCUMENTS = "R015", "more than one YAML document in a file"
    DUPLICATE_KEY = "R016", "the same key twice in one map"
    KEY = "R017", "a key that is not a plain text"
    UNKNOWN_KEY = "R018", "there is no such key here"
    SHAPE = "R019", "a text, a list or a map stands where another of them belongs"
    EMPTY = "R020", "there is nothing behind a key or in a list"
    MISSING = "R021", "a key that must be there is missing"
    NAME = "R022", "an id or a name is not in kebab-case, or is taken by the language"
    DUPLICATE_ID = "R023", "two rules have one id, or two definitions one name"
    PURPOSE = "R024", "a rule must either conclude, or decide, or only flag"
    VALUE = "R025", "the value is none of those allowed here"
    FIELD = "R026", "the subject has no such field"
    TEST = "R027", "the test does not fit the kind of field"
    AMOUNT = "R028", "a number, a span of time or a date that cannot be read"
    NAMELESS = "R029", "there is no conclusion or condition of this name"
    PHRASES = "R030", "there is no phrase list of this name"
    LIST = "R031", "there is no list of this name", _WARNS
    TEMPLATE = "R032", "there is no template of this name"
    REGEX = "R033", "the regular expression cannot be used"
    COUNT = "R034", "`at least N of` with an N that makes no sense"
    EMPTY_GROUP = "R035", "a group without items"
    CIRCLE = "R036", "definitions that use each other in a circle"
    CYCLE = "R037", "conclusions that rest on each other in a circle"
    SAY = "R038", "`say` names what may not be said, or what the rule does not test"
    BECAUSE = "R039", "the text of `because` is not a good template"
    WITNESS = "R040", "`because` uses what the rule does not test"
    NOT_ESTABLISHED = "R041", "`because` uses what is not sure to be there whenever the rule holds"
    OTHERWISE = "R042", "`otherwise` must stand in a policy exactly once"
    NOT_SHIPPED = "R043", "an entry that changes or switches off a shipped rule that is not there"
    EXAMPLE = "R044", "an example names a rule or conclusion that is not there"
    RECORD = "R045", "a record of an example cannot be: a field it always has is missing, or a value is not of its kind"
    USELESS_KEY = "R046", "the key has no effect on this kind of rule"
    NO_EXAMPLES = "R047", "a file with rules has no examples", _WARNS
    HELPS_DECLINE = "R048", "where somebody lives, or the language they write, helps to decline them", _WARNS
    RARELY_KNOWN = "R049", "`none` over a conclusion that few runs can settle", _WARNS
    NEVER_CONCLUDED = "R050", "no running rule concludes what is tested", _WARNS
    IGNORED_FILE = "R051", "a file that is not read, because of its name", _WARNS
    DUPLICATE_TITLE = "R052", "two rules have one title", _WARNS
    NEVER_TRUE = "R053", "a test that nothing can pass", _WARNS
    ALWAYS_TRUE = "R054", "a test that everything passes", _WARNS
    DOUBLE_NEGATIVE = "R055", "a negative within a negative", _WARNS
    UNUSED = "R056", "a definition that nothing uses", _WARNS
    RISKY_REGEX = "R057", "a regular expression that may take too long on a long text", _WARNS
    UNUSED_SUPPRESSION = "R058", "a suppression that suppresses nothing"
    REPEATED_WORDS = "R059", "words that stand twice in a list", _WARNS
    MODEL_AS_PROOF = "R060", "what the trained reader alone reads is taken for more than a question or a late decline"
    MOVED = "R061", "a key that stands where it stood in an earlier edition"
    PATCH = "R062", "an entry that changes a shipped rule cannot do so"
    TYPOGRAPHIC = "R063", "typographic quotes around a text are part of it", _WARNS
    LOOK_ALIKE = "R064", "a character that only looks like a space or a colon"
    NO_SPACE = "R065", "no space behind a colon"
    COMMA = "R066", "a text with a comma is not quoted inside braces"
    MISPLACED = "R067", "a rule stands where examples are listed, or an example where rules are"
    EXAMPLE_FAILED = "E001", "an example does not come out as it expects"
    CONFLICT = "E002", "two rules of one priority and different verdicts can hold together", _WARNS
    NOT_SEARCHED = "E003", "rules may contradict each other, and it could not be told", _WARNS
    NEVER_HOLDS = "E004", "a rule that can never hold", _WARNS
    NEVER_DECIDES = "E005", "a rule that never decides: a rule of a higher priority holds whenever it does", _WARNS
    BROKEN = "T001", "the template cannot be filled in"
    TEMPLATE_NAME = "T002", "the template uses a name or a field that there is not"
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
    TEMPLATE_UNREADABLE = "T013", "the file is no text in UTF-8, too large, or cannot be opened"
    NOT_SURE = "T014", "the template prints what need not be there"
    NOT_SPOKEN = "T015", "a kind of reply of yours lacks a language you speak, or stands in one language alone", _WARNS
    NO_GREETING = "T016", "a reply without a greeting or a sign-off", _WARNS


# What may come as a warning in rules, and so may be suppressed in a file.
SUPPRESSIBLE: Final = frozenset(code for code in Code if code.may_warn and not code.is_of_templates)


def code_of(text: str) -> Code | None:
    """The code that is written so, if there is one."""
    return next((code for code in Code if code.value == text), None)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to say about a code. `wrong` and `right` are pieces of a rule file (whole sections, whole rules, or
    some lines of one rule) or whole templates. `about_me` is what about-me.yaml says beside them."""

    code: Code
    why: str
    wrong: str
    right: str
    about_me: str = ""


def pages() -> Mapping[Code, Page]:
    """The page of every code, in the order of the codes."""
    text = files("screener.located").joinpath("pages.yaml").read_text(encoding="utf-8")
    written = yaml.load(text, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader)
    return MappingProxyType({code: Page(code=code, **written[code.value]) for code in Code})
