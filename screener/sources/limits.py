"""How much of a file is read, and the problems of files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from typing import Final, Protocol

from screener.errors import Problem

MEGABYTE: Final = 1024 * 1024

# Archives: real ones have up to about 60 files, and messages of up to some hundred megabytes.
ZIP_ENTRIES: Final = 10_000
EXPANDED_FILE: Final = 1024 * MEGABYTE
EXPANDED_ARCHIVE: Final = 2 * EXPANDED_FILE
# Text is rarely packed more than twenty-fold; a bomb is, about a thousand-fold.
COMPRESSION_RATIO: Final = 200
RATIO_MATTERS_FROM: Final = 10 * MEGABYTE

STREAM: Final = 256 * MEGABYTE  # standard input is kept in memory
DOCUMENT: Final = 10 * MEGABYTE  # JSON and YAML lists are read whole
PAGE: Final = MEGABYTE  # text copied from a page: some thousand requests
NESTING: Final = 50
FIELD: Final = 4 * MEGABYTE  # characters of one CSV field

HEAD: Final = 64 * 1024  # how much is looked at to tell what a file is
COLUMNS: Final = 2_000  # of a table; tools write some hundred
HEADER_WITHIN: Final = 30  # rows among which a header must stand
OPEN_QUOTES: Final = 20  # how often reading starts again behind a quote that is never closed

CARD_LINE: Final = 64 * 1024  # characters of one line of a vCard
CARD_LINES: Final = 1_000  # folded lines of one property

MAIL_BLOCK: Final = MEGABYTE  # mailboxes are read in such pieces
MAIL_HEAD: Final = 256 * 1024
MAIL_BODY: Final = MEGABYTE
CALENDAR_LINE: Final = MEGABYTE
CALENDAR_PROPERTY: Final = 64 * 1024
MAIL_FILES: Final = 1_000_000  # mails in files of their own, in one folder

# The longest fields, in characters; about ten times of what real ones have.
NAME: Final = 300
ADDRESS: Final = 500  # of a profile or a mail
HEADLINE: Final = 1_000  # also titles of jobs and meetings, subjects, places, firms
PEOPLE: Final = 20_000  # a cell or a head that lists recipients
NOTE: Final = 20_000  # of a request, a contact, a recommendation
TEXT: Final = 20_000  # of a message
MAIL_TEXT: Final = 4_000

# How many of what a record lists.
PARTIES: Final = 500  # of a mail or a meeting
LISTED: Final = 100  # addresses, firms, tags, positions, schools
EXTRA_DAYS: Final = 5_000  # days that a calendar entry adds or takes away one by one


class Code(StrEnum):
    """The stable code of each kind of problem in a source. Below S020 a whole file was unusable."""

    MISSING = "S001"
    UNREADABLE = "S002"
    EMPTY = "S003"
    NOT_A_TEXT = "S004"
    DAMAGED = "S005"
    ENCRYPTED = "S006"
    TOO_LARGE = "S007"
    NO_ARCHIVE = "S008"
    OTHER_FILE = "S009"
    NO_HEADER = "S010"
    SEVERAL_ARCHIVES = "S011"
    SYNTAX = "S012"
    TOO_DEEP = "S013"
    NO_REQUESTS = "S014"
    TOO_FEW_COLUMNS = "S020"
    TOO_MANY_COLUMNS = "S021"
    OPEN_QUOTE = "S022"
    BAD_DATE = "S023"
    BAD_DIRECTION = "S024"
    NO_NAME = "S025"
    BAD_NUMBER = "S026"
    ENCODING = "S027"
    NOT_A_REQUEST = "S028"
    BAD_VALUE = "S029"
    BROKEN_CARD = "S030"
    BAD_CARD_LINE = "S031"
    CUT_OFF = "S032"
    UNREAD_INVITATION = "S033"
    NOT_UNDERSTOOD = "S034"
    TOO_LONG = "S035"
    LONG_FIELD = "S036"
    UNKNOWN_COLUMNS = "S037"


class Coded(Protocol):
    """What has the code of a problem."""

    @property
    def code(self) -> str:
        """The code."""
        ...


def makes_unusable(problem: Coded) -> bool:
    """Whether the problem made a whole file unusable, so that the run ends with exit code 3."""
    return problem.code.startswith("S") and problem.code < Code.TOO_FEW_COLUMNS


MOST_OF_A_KIND: Final = 20


class Complaints:
    """Reports each problem once, however often a file is read, and at most 20 of one kind in one file."""

    def __init__(self, report: Callable[[Problem], None]) -> None:
        self._report = report
        self._said: set[tuple[str, int, Code]] = set()
        self._once: set[tuple[str, Code]] = set()
        self._of_a_kind: Counter[tuple[str, Code]] = Counter()

    def add(self, file: str, code: Code, text: str, *, line: int = 0) -> None:
        """Report a problem, unless it was reported before."""
        if (file, line, code) in self._said or self._of_a_kind[file, code] > MOST_OF_A_KIND:
            return
        self._of_a_kind[file, code] += 1
        if self._of_a_kind[file, code] > MOST_OF_A_KIND:
            text, line = f"more than {MOST_OF_A_KIND} problems of this kind; the others are not listed", 0
        else:
            self._said.add((file, line, code))
        self._report(Problem(file=file, line=line, code=code.value, text=text))

    def add_once(self, file: str, code: Code, text: str, *, line: int = 0) -> None:
        """Report the first problem of its kind in a file, and no further one."""
        if (file, code) not in self._once:
            self._once.add((file, code))
            self.add(file, code, text, line=line)
