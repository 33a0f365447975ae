"""How each subject may still change: what files, the asker or the user may yet tell, and how that is worded."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import msgspec


class Alters(StrEnum):
    """How the value of a field in a record that is there may change."""

    FILLED = "from unknown"
    GROWS = "upwards"  # more of a number, a later one of ordered choices
    FREELY = "freely"
    NEVER = "never"


class FieldCourse(msgspec.Struct, frozen=True, kw_only=True):
    """How a field may change. `told`: the asker can tell it; `usual`: the value that goes without saying in a new
    record; `never_with`: the fields of one record that rule it out. `clause` words a value in a sentence after "if",
    `clauses` some values; an empty one leaves it unsaid. `also`: words for a text that said more than it does."""

    alters: Alters = Alters.FILLED
    told: bool = False
    usual: str = ""
    never_with: tuple[str, ...] = ()
    clause: str = ""
    clauses: Clauses = msgspec.field(default_factory=dict)
    also: str = ""


class SubjectCourse(msgspec.Struct, frozen=True, kw_only=True):
    """How the records of a subject may change. `rarity`: how seldom more of it turns up, from 1; `delicacy`: what
    asking for it costs in politeness; `once`: there is at most one record; `questions`: the template for a value of
    the main field, where it is not the subject's own; `answered_by`: the fields of it or of the note that answer such
    a template, so that it is not asked any more. `unread`: what lacks where the user's own side is known. After "if",
    `found` words a new record (`found_of` an exchange, by who wrote) and `gone` one taken away."""

    rarity: int = 5
    delicacy: int = 0
    once: bool = False
    may_come: bool = True
    may_go: bool = False
    unread: str = ""
    found: str = ""
    found_of: Clauses = msgspec.field(default_factory=dict)
    gone: str = ""
    questions: Clauses = msgspec.field(default_factory=dict)
    answered_by: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    fields: Mapping[str, FieldCourse] = msgspec.field(default_factory=dict)


UNCHANGING: Final = SubjectCourse(once=True, may_come=False)


_TEXT: Final = FieldCourse(clause="it matched {}")


def _exchange(what: str, were: str, rarity: int) -> SubjectCourse:
    return SubjectCourse(
        rarity=rarity,
        found=f"{what} between you and them {were} found",
        found_of={
            "from-me": f"{what} from you to them {were} found",
            "from-them": f"{what} from them to you {were} found",
            "both": f"{what} both ways {were} found",
        },
        fields={
            "grade": FieldCourse(
                alters=Alters.GROWS,
                clauses={
                    "refused": "your last words turned them away",
                    "none": "only a program wrote",
                    "one-way": "only one of you wrote",
                    "first-contact": "both wrote once",
                    "exchange": "both wrote, in several turns",
                    "correspondence": "you wrote three times and more",
                },
            ),
            "from-me": FieldCourse(alters=Alters.GROWS, clause="{} of them were from you"),
            "from-them": FieldCourse(alters=Alters.GROWS, clause="{} of them were from them"),
            "first": FieldCourse(alters=Alters.NEVER, clause="the first was of {}"),
            "last": FieldCourse(alters=Alters.GROWS, clause="the last was of {}"),
        },
    )


OF_FILES: Final[Mapping[str, SubjectCourse]] = {
    "messages": _exchange("messages", "were", 1),
    "mail": _exchange("mail", "was", 2),
    "address-book": SubjectCourse(
        rarity=2,
        found="they stood in your address book",
        fields={
            "saved-by": FieldCourse(
                clauses={"me": "you had saved them yourself", "program": "a program had saved them"}
            ),
            "note": FieldCourse(clause="your note there matched {}"),
            "tags": FieldCourse(clause="a label there matched {}"),
        },
    ),
    "vouch": SubjectCourse(
        rarity=5,
        found="",
        gone="you had noted nothing about recommending them",
        may_go=True,
        fields={
            "recommend": FieldCourse(
                alters=Alters.FREELY,
                clauses={
                    "yes": "you noted that you would recommend them",
                    "no": "you noted that you would not recommend them",
                    "unsure": "you noted that you know them and are not sure about recommending them",
                },
            ),
            "kind": FieldCourse(
                alters=Alters.FREELY,
                clauses={"conduct": "the reason was their conduct", "performance": "the reason was their work"},
            ),
        },
    ),
    "meeting": SubjectCourse(
        rarity=3,
        found="a meeting with them stood in your calendar",
        fields={
            "people": FieldCourse(clause="{} people took part"),
            "age": FieldCourse(alters=Alters.NEVER, clause="it was {} ago"),
            "title": FieldCourse(alters=Alters.NEVER, clause="its title matched {}"),
            "as": FieldCourse(
                alters=Alters.NEVER,
                usual="accepted",
                clauses={
                    "organiser": "",
                    "accepted": "",
                    "listed": "",
                    "unanswered": "you had left it unanswered",
                },
            ),
        },
    ),
    "identity": SubjectCourse(
        rarity=6,
        delicacy=2,
        once=True,
        fields={
            "status": FieldCourse(
                alters=Alters.FREELY,
                told=True,
                clauses={
                    "by-your-word": "you said that it is the one in your files",
                    "same-profile": "your files knew them by this very profile",
                    "same-email": "your files knew them by their mail address",
                    "corroborated": "a second fact showed that they are the one in your files",
                    "name-only": "somebody of their name stood in your files",
                    "ambiguous": "several people in your files bore their name",
                    "second-profile": "you were connected with somebody of their name under another profile",
                    "other-person": "the one of their name in your files was somebody else",
                    "none": "nobody of their name stood in your files",
                },
            ),
            "near": FieldCourse(alters=Alters.NEVER),
            "candidates": FieldCourse(alters=Alters.NEVER),
            "decides": FieldCourse(alters=Alters.NEVER),
        },
    ),
    "known-thing": UNCHANGING,
    "introduction": SubjectCourse(
        rarity=5,
        found="somebody had named them to you",
        fields={
            "by": FieldCourse(alters=Alters.NEVER, clause="by {}"),
            "age": FieldCourse(alters=Alters.NEVER, clause="that was {} ago"),
            "answered": FieldCourse(clauses={"yes": "you had answered", "no": "you had not answered"}),
            "known": FieldCourse(clauses={"yes": "you knew who did", "no": "you did not know who did"}),
            "in-note": FieldCourse(clauses={"yes": "their note named who did", "no": "their note did not say who"}),
        },
    ),
    "my-note": SubjectCourse(rarity=4, found="you kept a note on them", fields={"text": _TEXT}),
    "my-invitation": SubjectCourse(
        rarity=4,
        found="you had invited them",
        fields={"age": FieldCourse(clause="that was {} ago"), "text": _TEXT},
    ),
    "expected": SubjectCourse(
        rarity=6,
        found="you noted that you expect them",
        gone="you no longer expected them",
        may_go=True,
        fields={"until": FieldCourse(alters=Alters.FREELY, clause="you expected them until {}")},
    ),
    "recommendation-given": SubjectCourse(rarity=4, found="you had recommended them in writing"),
    "recommendation-received": SubjectCourse(rarity=4, found="they had recommended you in writing"),
    "endorsement-given": SubjectCourse(rarity=4, found="you had endorsed a skill of theirs"),
    "endorsement-received": SubjectCourse(rarity=4, found="they had endorsed a skill of yours"),
    "connection": SubjectCourse(rarity=6, once=True, found="they were one of your connections"),
    "listed": SubjectCourse(
        rarity=7,
        gone="they stood on none of your lists",
        may_go=True,
        fields={"in": FieldCourse(alters=Alters.NEVER, clause="they stood on your list {}")},
    ),
    "earlier-decision": UNCHANGING,
    "question-asked": UNCHANGING,
    "answer": UNCHANGING,
}


_WRITTEN: Final = FieldCourse(clause="it matched {}")
_READ_BY: Final = FieldCourse(
    alters=Alters.NEVER, told=True, usual="phrase", clauses={"records": "", "phrase": "", "model": ""}
)


def _asker(told: str, told_more: str, rarity: int) -> SubjectCourse:
    specific = FieldCourse(clauses={"yes": told_more, "no": ""})
    return SubjectCourse(rarity=rarity, found=told, fields={"specific": specific, "text": _WRITTEN})


OF_REQUESTS: Final[Mapping[str, SubjectCourse]] = {
    "claim": SubjectCourse(
        rarity=3,
        delicacy=1,
        questions={
            "worked-together": "which-team",
            "same-employer": "which-team",
            "studied-together": "which-years",
            "same-school": "which-years",
            "asker-taught-user": "which-years",
            "user-taught-asker": "which-years",
            "taught": "which-years",
            "met": "where-we-met",
            "acquainted": "where-we-met",
            "introduced-by": "what-links-us",
            "on-behalf-of": "on-behalf",
        },
        answered_by={
            "which-team": ("project", "event", "person", "place", "specific"),
            "which-years": ("project", "event", "person", "precise", "specific"),
            "where-we-met": ("project", "event", "place", "precise", "specific"),
            "who-else-was-there": ("project", "person"),
        },
        fields={
            "about": FieldCourse(
                told=True,
                clauses={
                    "worked-together": "they said what you worked on together",
                    "same-employer": "they named a firm where both of you worked",
                    "met": "they said where you met",
                    "acquainted": "they said where you know each other from",
                    "studied-together": "they said what you studied together",
                    "same-school": "they named a school where both of you were",
                    "asker-taught-user": "they said what they taught you",
                    "user-taught-asker": "they said what you taught them",
                    "taught": "they said who taught whom",
                    "wrote": "they said what you wrote to each other about",
                    "customer": "they said what one of you did for the other",
                    "family": "they said how you are related",
                    "neighbour": "they said where you are neighbours",
                    "introduced-by": "they said who introduced you",
                    "former-name": "they said what they used to be called",
                    "on-behalf-of": "they said for whom they write",
                    "heard-talk": "they said which talk of yours they heard",
                    "promised": "they said what was promised",
                },
            ),
            "who": FieldCourse(
                told=True, usual="asker", clauses={"asker": "", "somebody-else": "it was about somebody else"}
            ),
            "by": FieldCourse(told=True, usual="asker", clauses={"asker": "", "other": "it was about somebody else"}),
            "read-by": _READ_BY,
            "name": FieldCourse(told=True, clause="what they named matched {}"),
            "checked": FieldCourse(
                alters=Alters.FREELY,
                told=True,
                usual="open",
                clauses={
                    "open": "your records neither showed nor excluded it",
                    "contradicted": "your records said otherwise",
                    "fits": "your records allowed it",
                    "confirmed": "your records bore it out",
                },
            ),
            "agrees": FieldCourse(alters=Alters.GROWS, told=True, clause="your records bore out {} of its details"),
            "precise": FieldCourse(told=True, clause="the date was told to the {}"),
            "from": FieldCourse(
                alters=Alters.NEVER,
                told=True,
                clauses={"note": "it stood in their note", "answer": "it stood in an answer"},
            ),
        },
    ),
    "shared-employer": SubjectCourse(
        rarity=3,
        delicacy=1,
        unread="a list with their positions",
        found="a firm turned up where both of you worked",
        fields={
            "name": FieldCourse(told=True, clause="the firm was {}"),
            "overlap": FieldCourse(told=True, never_with=("gap",), clause="you were there together for {}"),
            "gap": FieldCourse(told=True, never_with=("overlap",), clause="{} lay between your times there"),
            "from": FieldCourse(told=True, clause="your time together began {}"),
            "to": FieldCourse(told=True, clause="your time together ended {}"),
            "staff": FieldCourse(clause="{} people worked there"),
            "same-site": FieldCourse(
                told=True, clauses={"yes": "you were at the same site", "no": "you were at different sites"}
            ),
            "via": FieldCourse(clause="its names were one firm's by {}"),
            "dates-known": FieldCourse(told=True, alters=Alters.NEVER, clauses={"yes": "both gave dates", "no": ""}),
            "claimed": FieldCourse(
                told=True,
                alters=Alters.GROWS,
                clauses={"yes": "they named it themselves", "no": "they did not name it"},
            ),
        },
    ),
    "shared-school": SubjectCourse(
        rarity=4,
        delicacy=1,
        unread="a list with their education",
        found="a school turned up where both of you were",
        fields={
            "name": FieldCourse(told=True, clause="the school was {}"),
            "overlap": FieldCourse(told=True, never_with=("gap",), clause="you were there together for {}"),
            "gap": FieldCourse(told=True, never_with=("overlap",), clause="{} lay between your times there"),
            "as": FieldCourse(told=True, clause="they were there as {}"),
        },
    ),
    "mutual-connections": SubjectCourse(
        rarity=3,
        once=True,
        fields={"number": FieldCourse(alters=Alters.FREELY, clause="you had {} connections in common")},
    ),
    "note": SubjectCourse(
        rarity=5,
        once=True,
        found="they sent a note with the request",
        fields={
            "text": FieldCourse(alters=Alters.NEVER, clause="it matched {}", also="their note also said {}"),
            "length": FieldCourse(clause="it had {} characters"),
            "links": FieldCourse(clause="it had {} links"),
            "language": FieldCourse(alters=Alters.NEVER, clause="it was in the language {}"),
            "specific": FieldCourse(clauses={"yes": "it named a date, number, event, project or person", "no": ""}),
            "asks-a-question": FieldCourse(clauses={"yes": "it asked something", "no": ""}),
            "merge-fields": FieldCourse(clauses={"yes": "a mail merge had left its fields in", "no": ""}),
            "urgent": FieldCourse(clauses={"yes": "it pressed for time or secrecy", "no": ""}),
            "look-alike-letters": FieldCourse(
                clauses={"yes": "it mixed letters of another script into words", "no": ""}
            ),
            "written-for-a-program": FieldCourse(clauses={"yes": "it spoke to a program", "no": ""}),
            "understood": FieldCourse(clauses={"yes": "it said something clearly", "no": "nobody understood it"}),
            "signs": FieldCourse(clause="it showed signs of {}"),
        },
    ),
    "headline": SubjectCourse(
        rarity=7,
        once=True,
        found="their headline was known",
        fields={"text": FieldCourse(clause="it matched {}", also="their headline also said {}")},
    ),
    "company": SubjectCourse(rarity=7, once=True, found="their company was known", fields={"text": _WRITTEN}),
    "location": SubjectCourse(rarity=8, once=True, found="their place was known", fields={"text": _WRITTEN}),
    "profile": SubjectCourse(
        rarity=6,
        once=True,
        found="more was known of their profile",
        fields={
            "age": FieldCourse(clause="it was {} old"),
            "connections": FieldCourse(clause="it had {} connections"),
            "work-history": FieldCourse(clauses={"yes": "it named some work", "no": "it named no work"}),
        },
    ),
    "twin": SubjectCourse(
        rarity=8,
        found="other requests in the queue were nearly the same",
        fields={
            "of": FieldCourse(clause="it was the {} that they shared"),
            "count": FieldCourse(alters=Alters.GROWS, clause="there were {} of them"),
            "within": FieldCourse(clause="they came within {}"),
        },
    ),
    "asker": SubjectCourse(
        rarity=8,
        found="they said who they are",
        fields={
            "kind": FieldCourse(clause="they were {}"),
            "wants": FieldCourse(clause="they wanted {}"),
            "role-named": FieldCourse(clauses={"yes": "they named the role", "no": ""}),
            "read-by": _READ_BY,
        },
    ),
    "recruiter": _asker("they hired for others", "they named a concrete role", 8),
    "sales": _asker("they sold something", "they said what", 8),
    "student": _asker("they were a student", "they said what or where they study", 8),
    "competitor": _asker("they worked for a competitor", "they named the firm", 8),
    "assistant": _asker("they wrote for somebody else", "they named that person", 8),
    "request": UNCHANGING,
}


COURSES: Final[Mapping[str, SubjectCourse]] = {**OF_FILES, **OF_REQUESTS}
_USUAL: Final = SubjectCourse()
_USUAL_FIELD: Final = FieldCourse()
_OF_MATCHES: Final = FieldCourse(alters=Alters.GROWS)


def course_of(subject: str) -> SubjectCourse:
    """How the records of a subject may change."""
    return COURSES.get(subject, _USUAL)


def field_course(subject: str, name: str) -> FieldCourse:
    """How a field of a subject may change."""
    return _OF_MATCHES if name == "matched-by" else course_of(subject).fields.get(name, _USUAL_FIELD)


Clauses = Mapping[str, str]
