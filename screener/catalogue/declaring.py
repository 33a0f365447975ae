"""What a declaration in the catalogue is made of: subjects, their fields, and where they are known from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

import msgspec
from msgspec import structs

from screener.catalogue.values import Value
from screener.languages.words import languages

GRADES: Final = ("refused", "none", "one-way", "first-contact", "exchange", "correspondence")
WRITTEN: Final = frozenset({"from-me", "from-them"})
FOLLOWING: Final = frozenset({"count", "two-way", "grade"})
MOST_OF_FIRST_CONTACT: Final = 3  # a question, an answer, a thanks
LEAST_OF_CORRESPONDENCE: Final = 3  # times that the user wrote

# The fewest that each must have written for a grade.
TYPICAL: Final[Mapping[str, tuple[int, int]]] = {
    "refused": (1, 1),
    "none": (0, 0),
    "one-way": (0, 1),
    "first-contact": (1, 1),
    "exchange": (2, 2),
    "correspondence": (3, 1),
}


def grade_by_numbers(mine: int, theirs: int, *, threads: int = 1) -> str:
    """The grade of what hands wrote, where nothing tells of a refusal."""
    if not (mine or theirs):
        return "none"
    if not (mine and theirs):
        return "one-way"
    if mine >= LEAST_OF_CORRESPONDENCE:
        return "correspondence"
    return "first-contact" if threads == 1 and mine + theirs <= MOST_OF_FIRST_CONTACT else "exchange"


def whole_exchange(fields: Mapping[str, Value]) -> dict[str, Value] | None:
    """A record with all that follows, from how many each wrote, from its grade, or from both; None if the two cannot be
    true of one exchange."""
    grade = fields.get("grade")
    mine, theirs = fields.get("from-me"), fields.get("from-them")
    if not isinstance(mine, int) or not isinstance(theirs, int):
        if grade is None:
            return dict(fields)
        typical = TYPICAL[str(grade)]
        mine = mine if isinstance(mine, int) else typical[0]
        theirs = theirs if isinstance(theirs, int) else typical[1]
    if grade not in (None, "refused"):
        least = TYPICAL[str(grade)]
        # In how many threads is not told.
        allowed = {grade_by_numbers(mine, theirs), grade_by_numbers(mine, theirs, threads=2)}
        if grade not in allowed and not (grade == "none" and (mine, theirs) == least):
            return None
    follows: dict[str, Value] = {
        "from-me": mine,
        "from-them": theirs,
        "count": mine + theirs,
        "two-way": mine > 0 and theirs > 0,
        "grade": grade or grade_by_numbers(mine, theirs),
    }
    return {**fields, **follows}


class FieldType(StrEnum):
    """What a field's values are, and so which tests it takes."""

    TEXT = "text"
    NUMBER = "number"
    SPAN = "span"  # a number of days
    DATE = "date"  # a PartialDate
    YES_NO = "yes-no"
    CHOICE = "choice"


class Origin(StrEnum):
    """What makes a subject known: one kind of the user's files, the request itself, or the ledger."""

    REQUEST = "the request"
    CONNECTIONS = "Connections.csv"
    MESSAGES = "messages.csv"
    INVITATIONS = "Invitations.csv"
    POSITIONS = "Positions.csv"
    EDUCATION = "Education.csv"
    RECOMMENDATIONS_GIVEN = "Recommendations_Given.csv"
    RECOMMENDATIONS_RECEIVED = "Recommendations_Received.csv"
    ENDORSEMENTS_GIVEN = "Endorsement_Given_Info.csv"
    ENDORSEMENTS_RECEIVED = "Endorsement_Received_Info.csv"
    NOTES = "Notes.csv"
    MAIL = "a mailbox"
    CALENDAR = "a calendar"
    ADDRESS_BOOK = "an address book"
    ABOUT_ME = "about-me.yaml"
    QUEUE = "the queue of requests"
    LEDGER = "the ledger"


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a record may say. `always`: every record of the subject has it. `includes`: an older choice that stands
    for several; `several`: a record may have more than one of the choices."""

    name: str
    type: FieldType
    sentence: str
    fixed_choices: tuple[str, ...] = ()
    is_language: bool = False  # its choices are the languages there are, the user's own among them
    includes: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    several: bool = False
    ordered: bool = False  # choices from least to most; takes `at least`
    always: bool = False
    sayable: bool = False  # may be told to the other person
    quotable: bool = False  # the user's own wording: told only in the words of the asker, where their text holds it
    private: bool = False  # the user's own words on a person: rules may test them, no output shows them

    @property
    def choices(self) -> tuple[str, ...]:
        """The values of a closed set."""
        return languages() if self.is_language else self.fixed_choices


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of fact about a request: zero or more records, or unknown.

    `main` names the field that a test without a field is about; `question` is the template under
    `templates/ask-for-context/` whose answer would establish the subject; `read_off` names the subject whose text it
    is worked out from, so that an example which gives that text gives this one, too.
    """

    name: str
    sentence: str
    fields: Mapping[str, Field]
    origins: tuple[Origin, ...]
    main: str | None = None
    joined: bool = False  # its records were matched to the asker: it has `matched-by`
    question: str | None = None
    read_off: tuple[str, ...] = ()

    @property
    def in_ledger(self) -> bool:
        """Whether only the user's ledger can fill it: absent, not unknown, while there is no ledger."""
        return Origin.LEDGER in self.origins


MATCHED_BY: Final = ("similar-name", "name", "corroborated", "same-email", "same-profile", "by-your-word")
STRONG_MATCHES: Final = frozenset(MATCHED_BY[2:])
SEEING_WEAK: Final = frozenset({"matched-by", "read-by"})  # fields whose tests see records that are no proof alone
_MATCHED_BY_FIELD: Final = Field(
    name="matched-by",
    type=FieldType.CHOICE,
    fixed_choices=MATCHED_BY,
    ordered=True,
    always=True,
    sentence="how the record was matched to the asker",
)


def text(name: str, sentence: str, *, always: bool = False, sayable: bool = False, quotable: bool = False) -> Field:
    return Field(name=name, type=FieldType.TEXT, sentence=sentence, always=always, sayable=sayable, quotable=quotable)


def number(name: str, sentence: str, *, always: bool = False) -> Field:
    return Field(name=name, type=FieldType.NUMBER, sentence=sentence, always=always)


def span(name: str, sentence: str, *, always: bool = False, sayable: bool = False) -> Field:
    return Field(name=name, type=FieldType.SPAN, sentence=sentence, always=always, sayable=sayable)


def date(name: str, sentence: str, *, always: bool = False, sayable: bool = False) -> Field:
    return Field(name=name, type=FieldType.DATE, sentence=sentence, always=always, sayable=sayable)


def yes_no(name: str, sentence: str, *, always: bool = False) -> Field:
    return Field(name=name, type=FieldType.YES_NO, sentence=sentence, always=always)


def choice(name: str, sentence: str, *choices: str, ordered: bool = False, always: bool = False) -> Field:
    return Field(
        name=name, type=FieldType.CHOICE, sentence=sentence, fixed_choices=choices, ordered=ordered, always=always
    )


def language(name: str, sentence: str) -> Field:
    return Field(name=name, type=FieldType.CHOICE, sentence=sentence, is_language=True)


def subject(name: str, sentence: str, origins: tuple[Origin, ...], *fields: Field, **more: Any) -> Subject:
    subject = Subject(name=name, sentence=sentence, fields={}, origins=origins)
    subject = structs.replace(subject, **more)
    every = (*fields, _MATCHED_BY_FIELD) if subject.joined else fields
    return structs.replace(subject, fields=MappingProxyType({each.name: each for each in every}))


def seen(*fields: Field) -> tuple[Field, ...]:
    return (
        choice("grade", "how much it shows", *GRADES, ordered=True, always=True),
        number("count", "how many in all, by hand", always=True),
        number("from-me", "how many the user wrote", always=True),
        number("from-them", "how many the asker wrote", always=True),
        yes_no("two-way", "whether both wrote", always=True),
        date("first", "the day of the first", always=True),
        date("last", "the day of the last", always=True),
        language("language", "the language of the last words"),
        text("register", "how formally the last words address, such as du or Sie"),
        *fields,
    )
