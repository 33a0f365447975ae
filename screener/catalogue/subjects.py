"""The one catalogue of subjects: adding a fact means one entry here and the function in `evidence` that fills it.

The checker of rule files, the examples, the evaluation of conditions and the table of `screener rules subjects` are
all derived from these entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing a record may say. `always`: every record of the subject has it."""

    name: str
    type: FieldType
    sentence: str
    choices: tuple[str, ...] = ()
    ordered: bool = False  # choices from least to most; takes `at least`
    always: bool = False
    sayable: bool = False  # may be told to the other person


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
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
    filled: bool = True  # False: declared, but no reader fills it yet; unknown

    @property
    def in_ledger(self) -> bool:
        """Whether only the user's ledger can fill it: absent, not unknown, while there is no ledger."""
        return Origin.LEDGER in self.origins


MATCHED_BY: Final = ("similar-name", "name", "corroborated", "same-email", "same-profile")
STRONG_MATCHES: Final = frozenset(MATCHED_BY[2:])
_MATCHED_BY_FIELD: Final = Field(
    name="matched-by",
    type=FieldType.CHOICE,
    choices=MATCHED_BY,
    ordered=True,
    always=True,
    sentence="how the record was matched to the asker",
)


def _text(name: str, sentence: str, *, always: bool = False, sayable: bool = False) -> Field:
    return Field(name=name, type=FieldType.TEXT, sentence=sentence, always=always, sayable=sayable)


def _number(name: str, sentence: str, *, always: bool = False) -> Field:
    return Field(name=name, type=FieldType.NUMBER, sentence=sentence, always=always)


def _span(name: str, sentence: str, *, always: bool = False, sayable: bool = False) -> Field:
    return Field(name=name, type=FieldType.SPAN, sentence=sentence, always=always, sayable=sayable)


def _date(name: str, sentence: str, *, always: bool = False, sayable: bool = False) -> Field:
    return Field(name=name, type=FieldType.DATE, sentence=sentence, always=always, sayable=sayable)


def _yes_no(name: str, sentence: str, *, always: bool = False) -> Field:
    return Field(name=name, type=FieldType.YES_NO, sentence=sentence, always=always)


def _choice(name: str, sentence: str, *choices: str, ordered: bool = False, always: bool = False) -> Field:
    return Field(name=name, type=FieldType.CHOICE, sentence=sentence, choices=choices, ordered=ordered, always=always)


def _subject(name: str, sentence: str, origins: tuple[Origin, ...], *fields: Field, **more: object) -> Subject:
    subject = Subject(name=name, sentence=sentence, fields={}, origins=origins)
    subject = replace(subject, **more)  # type: ignore[arg-type]
    every = (*fields, _MATCHED_BY_FIELD) if subject.joined else fields
    return replace(subject, fields=MappingProxyType({field.name: field for field in every}))


def _seen(*fields: Field) -> tuple[Field, ...]:
    return (
        _number("count", "how many in all", always=True),
        _number("from-me", "how many the user wrote", always=True),
        _number("from-them", "how many the asker wrote", always=True),
        _yes_no("two-way", "whether both wrote", always=True),
        _date("first", "the day of the first", always=True),
        _date("last", "the day of the last", always=True),
        *fields,
    )


_ASKED_IN = (Origin.REQUEST,)
_TEXT = _text("text", "the text itself", always=True)

_DECLARATIONS: Final = (
    _subject(
        "note", "the note that came with the request", _ASKED_IN, _TEXT,
        _number("length", "characters", always=True),
        _choice("language", "the language it is written in", "en", "de", "es", "fr", "pt", "it", "nl", "ja"),
        _number("links", "web and mail addresses in it", always=True),
        _yes_no("merge-fields", "a mail merge left its fields in", always=True),
        _yes_no("asks-a-question", "it asks something", always=True),
        _yes_no("specific", "it names a date, number, event, project or person", always=True),
        _yes_no("urgent", "it presses for time or secrecy", always=True),
        _yes_no("look-alike-letters", "letters of another script inside its words", always=True),
        _yes_no("written-for-a-program", "it addresses a program rather than the user", always=True),
        main="text",
    ),
    _subject("headline", "the line under the asker's name", _ASKED_IN, _TEXT, main="text"),
    _subject("company", "the asker's company as a list gives it", _ASKED_IN, _TEXT, main="text"),
    _subject("location", "the asker's place as a list gives it", _ASKED_IN, _TEXT, main="text"),
    _subject(
        "mutual-connections", "how many connections both have", _ASKED_IN,
        _number("number", "how many", always=True), main="number",
    ),
    _subject(
        "request", "the request itself", _ASKED_IN,
        _span("age", "how long ago it was sent"),
        _choice("state", "how it stands", "new", "crossed", "repeated", "waiting-answered", "waiting-timeout",
                "already-connected", "withdrawn", "waiting", "lapsed", always=True),
        _number("times-asked", "how often this person has asked", always=True),
        main="state",
    ),
    _subject(
        "identity", "how sure it is who the asker is among the people in the user's files",
        (Origin.CONNECTIONS, Origin.MESSAGES, Origin.ADDRESS_BOOK),
        _choice("status", "how the asker was recognised", "same-profile", "same-email", "corroborated", "name-only",
                "ambiguous", "second-profile", "other-person", "none", always=True),
        main="status", question="where-we-met",
    ),
    _subject(
        "profile", "what a list says of the asker's profile", _ASKED_IN,
        _span("age", "how long the profile has existed"),
        _number("connections", "how many connections it has"),
        _yes_no("work-history", "whether it names any work"),
    ),
    _subject(
        "connection", "the asker is one of the user's connections", (Origin.CONNECTIONS,),
        _yes_no("same-profile", "it is the very profile that asks", always=True),
        _text("company", "their company when the archive was made", sayable=True),
        _text("position", "their position when the archive was made"),
        _span("age", "how long they have been connected"),
        joined=True,
    ),
    _subject("messages", "messages between the user and the asker", (Origin.MESSAGES,), *_seen(), joined=True,
             question="where-we-met"),
    _subject("mail", "mail between the user and the asker", (Origin.MAIL,), *_seen(), joined=True,
             question="where-we-met"),
    _subject(
        "meeting", "a calendar entry or event in which the asker is named", (Origin.CALENDAR,),
        _span("age", "how long ago", always=True),
        _text("title", "what it was called", always=True, sayable=True),
        _number("people", "how many took part"),
        joined=True, question="where-we-met",
    ),
    _subject(
        "address-book", "the asker stands in the user's address book", (Origin.ADDRESS_BOOK,),
        _text("note", "what the user noted there"),
        _text("tags", "groups and labels"),
        _choice("saved-by", "who saved the entry", "me", "program"),
        joined=True,
    ),
    _subject(
        "recommendation-given", "a recommendation the user wrote", (Origin.RECOMMENDATIONS_GIVEN,),
        _span("age", "how long ago"), _text("company", "where they worked then", sayable=True), joined=True,
    ),
    _subject(
        "recommendation-received", "a recommendation the asker wrote", (Origin.RECOMMENDATIONS_RECEIVED,),
        _span("age", "how long ago"), _text("company", "where they worked then", sayable=True), joined=True,
    ),
    _subject(
        "endorsement-given", "a skill the user endorsed", (Origin.ENDORSEMENTS_GIVEN,),
        _span("age", "how long ago"), _text("skill", "the skill", always=True, sayable=True), joined=True,
    ),
    _subject(
        "endorsement-received", "a skill of the user's that the asker endorsed", (Origin.ENDORSEMENTS_RECEIVED,),
        _span("age", "how long ago"), _text("skill", "the skill", always=True, sayable=True), joined=True,
    ),
    _subject(
        "my-invitation", "an invitation the user sent to the asker", (Origin.INVITATIONS,),
        _span("age", "how long ago"), _text("text", "the note that went with it"), main="text", joined=True,
    ),
    _subject(
        "my-note", "what the user noted on this person", (Origin.NOTES, Origin.ADDRESS_BOOK),
        _span("age", "how long ago"), _TEXT, main="text", joined=True,
    ),
    _subject(
        "shared-employer", "a firm where both have worked", (Origin.POSITIONS, Origin.ABOUT_ME),
        _text("name", "the firm", always=True, sayable=True),
        _span("overlap", "how long both were there together", sayable=True),
        _span("gap", "the time between one leaving and the other joining"),
        _date("from", "when the time together began", sayable=True),
        _date("to", "when it ended; open while both are there", sayable=True),
        _number("staff", "how many people work there"),
        _yes_no("same-site", "whether both were at the same site"),
        _choice("via", "how the two names are one firm", "name", "alias", "rename", "acquisition"),
        _yes_no("dates-known", "whether both give dates", always=True),
        _yes_no("claimed", "the note or an answer names the firm"),
        question="which-team",
    ),
    _subject(
        "shared-school", "a school where both have been", (Origin.EDUCATION, Origin.ABOUT_ME),
        _text("name", "the school", always=True, sayable=True),
        _span("overlap", "how long both were there together", sayable=True),
        _span("gap", "the time between one leaving and the other coming"),
        _choice("as", "what the asker was there", "student", "staff"),
        question="which-years",
    ),
    _subject(
        "vouch", "the user's own word on this person", (Origin.LEDGER,),
        _choice("recommend", "whether the user would recommend them", "yes", "no", "unsure", always=True),
        _choice("kind", "what it is about", "conduct", "performance"),
        _span("age", "how long ago"), _text("context", "where they know each other from"),
        main="recommend", joined=True, filled=False,
    ),
    _subject(
        "claim", "what the note or an answer says of a shared past", _ASKED_IN,
        _choice("about", "what is claimed", "worked-together", "same-employer", "met", "acquainted",
                "studied-together", "taught", "introduced-by", "former-name", "on-behalf-of", "heard-talk", "promised",
                always=True),
        _choice("who", "of whom it is said", "asker", "somebody-else"),
        _text("name", "the firm, place, event or person named", sayable=False),
        _choice("checked", "what the user's records say to it", "contradicted", "open", "fits", "confirmed",
                ordered=True),
        _number("agrees", "how many of its details the records bear out"),
        _choice("precise", "how precise its date is", "year", "month", "day", ordered=True),
        _choice("from", "where it stands", "note", "answer"),
        main="about", read_off=("note", "answer"), question="where-we-met",
    ),
    *(
        _subject(name, sentence, _ASKED_IN, _TEXT, _yes_no("specific", specific), main="text",
                 read_off=("note", "headline", "company") if name == "competitor" else ("note", "headline"))
        for name, sentence, specific in (
            ("recruiter", "the asker hires for others", "it names a concrete role"),
            ("sales", "the asker sells something", "it says what is sold"),
            ("student", "the asker studies", "it says what or where"),
            ("competitor", "the asker works for a competitor", "it names the competitor"),
            ("assistant", "the asker writes for somebody else", "it names that person"),
        )
    ),
    _subject(
        "twin", "another request in the queue that is nearly the same", (Origin.QUEUE,),
        _choice("of", "what is nearly the same", "headline", "note", "name", always=True),
        _number("count", "how many such requests", always=True),
        _span("within", "the time between first and last"),
        main="of",
    ),
    _subject(
        "earlier-decision", "what the user decided about this person before", (Origin.LEDGER,),
        _choice("verdict", "the verdict", "accept", "decline", "ask-for-context", always=True),
        _span("age", "how long ago", always=True), _yes_no("changed-since", "whether the facts have changed"),
        main="verdict", joined=True, filled=False,
    ),
    _subject(
        "question-asked", "a question the user sent to this person", (Origin.LEDGER,),
        _span("age", "how long ago", always=True), _yes_no("answered", "whether an answer came", always=True),
        joined=True, filled=False,
    ),
    _subject("answer", "their answer to the question", (Origin.LEDGER,), _TEXT, main="text", filled=False),
    _subject(
        "expected", "somebody the user told to ask", (Origin.LEDGER,),
        _date("until", "the last day it counts"), joined=True, filled=False,
    ),
    _subject(
        "listed", "the asker stands in a list of the user's", (Origin.ABOUT_ME,),
        _text("in", "the list's name", always=True), main="in", joined=True,
    ),
)  # fmt: skip

SUBJECTS: Final[Mapping[str, Subject]] = MappingProxyType({subject.name: subject for subject in _DECLARATIONS})
