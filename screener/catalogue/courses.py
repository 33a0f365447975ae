"""How each subject may still change: what files, the asker or the user may yet tell. `wordings` says it."""

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
    record; `never_with`: the fields of one record that rule it out; `more`: a text may say more than it does."""

    alters: Alters = Alters.FILLED
    told: bool = False
    usual: str = ""
    never_with: tuple[str, ...] = ()
    more: bool = False


class SubjectCourse(msgspec.Struct, frozen=True, kw_only=True):
    """How the records of a subject may change. `rarity`: how seldom more of it turns up, from 1; `delicacy`: what
    asking for it costs in politeness; `once`: there is at most one record; `questions`: the template for a value of
    the main field, where it is not the subject's own; `answered_by`: the fields of it or of the note that answer such
    a template, so that it is not asked any more."""

    rarity: int = 5
    delicacy: int = 0
    once: bool = False
    may_come: bool = True
    may_go: bool = False
    questions: Mapping[str, str] = msgspec.field(default_factory=dict)
    answered_by: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    fields: Mapping[str, FieldCourse] = msgspec.field(default_factory=dict)


_USUAL: Final = FieldCourse()
_GROWS: Final = FieldCourse(alters=Alters.GROWS)
_FREELY: Final = FieldCourse(alters=Alters.FREELY)
_NEVER: Final = FieldCourse(alters=Alters.NEVER)
_TOLD: Final = FieldCourse(told=True)
_READ_BY: Final = FieldCourse(alters=Alters.NEVER, told=True, usual="phrase")

_UNCHANGING: Final = SubjectCourse(once=True, may_come=False)
_EXCHANGE: Final[Mapping[str, FieldCourse]] = {
    "grade": _GROWS,
    "from-me": _GROWS,
    "from-them": _GROWS,
    "first": _NEVER,
    "last": _GROWS,
}
_PAST: Final[Mapping[str, FieldCourse]] = {
    "name": _TOLD,
    "overlap": FieldCourse(told=True, never_with=("gap",)),
    "gap": FieldCourse(told=True, never_with=("overlap",)),
}

COURSES: Final[Mapping[str, SubjectCourse]] = {
    # What files or the user may tell.
    "messages": SubjectCourse(rarity=1, fields=_EXCHANGE),
    "mail": SubjectCourse(rarity=2, fields=_EXCHANGE),
    "address-book": SubjectCourse(rarity=2),
    "vouch": SubjectCourse(may_go=True, fields={"recommend": _FREELY, "kind": _FREELY}),
    "meeting": SubjectCourse(
        rarity=3,
        fields={"age": _NEVER, "title": _NEVER, "as": FieldCourse(alters=Alters.NEVER, usual="accepted")},
    ),
    "identity": SubjectCourse(
        rarity=6,
        delicacy=2,
        once=True,
        fields={
            "status": FieldCourse(alters=Alters.FREELY, told=True),
            "near": _NEVER,
            "candidates": _NEVER,
            "decides": _NEVER,
        },
    ),
    "known-thing": _UNCHANGING,
    "introduction": SubjectCourse(fields={"by": _NEVER, "age": _NEVER}),
    "my-note": SubjectCourse(rarity=4),
    "my-invitation": SubjectCourse(rarity=4),
    "expected": SubjectCourse(rarity=6, may_go=True, fields={"until": _FREELY}),
    "recommendation-given": SubjectCourse(rarity=4),
    "recommendation-received": SubjectCourse(rarity=4),
    "endorsement-given": SubjectCourse(rarity=4),
    "endorsement-received": SubjectCourse(rarity=4),
    "connection": SubjectCourse(rarity=6, once=True),
    "listed": SubjectCourse(rarity=7, may_go=True, fields={"in": _NEVER}),
    "earlier-decision": _UNCHANGING,
    "question-asked": _UNCHANGING,
    "answer": _UNCHANGING,
    # What the asker may tell.
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
            "about": _TOLD,
            "who": FieldCourse(told=True, usual="asker"),
            "by": FieldCourse(told=True, usual="asker"),
            "read-by": _READ_BY,
            "name": _TOLD,
            "checked": FieldCourse(alters=Alters.FREELY, told=True, usual="open"),
            "agrees": FieldCourse(alters=Alters.GROWS, told=True),
            "precise": _TOLD,
            "from": FieldCourse(alters=Alters.NEVER, told=True),
        },
    ),
    "shared-employer": SubjectCourse(
        rarity=3,
        delicacy=1,
        fields={
            **_PAST,
            "from": _TOLD,
            "to": _TOLD,
            "same-site": _TOLD,
            "dates-known": FieldCourse(alters=Alters.NEVER, told=True),
            "claimed": FieldCourse(alters=Alters.GROWS, told=True),
        },
    ),
    "shared-school": SubjectCourse(rarity=4, delicacy=1, fields={**_PAST, "as": _TOLD}),
    "mutual-connections": SubjectCourse(rarity=3, once=True, fields={"number": _FREELY}),
    "note": SubjectCourse(once=True, fields={"text": FieldCourse(alters=Alters.NEVER, more=True), "language": _NEVER}),
    "headline": SubjectCourse(rarity=7, once=True, fields={"text": FieldCourse(more=True)}),
    "company": SubjectCourse(rarity=7, once=True),
    "location": SubjectCourse(rarity=8, once=True),
    "profile": SubjectCourse(rarity=6, once=True),
    "twin": SubjectCourse(rarity=8, fields={"count": _GROWS}),
    "asker": SubjectCourse(rarity=8, fields={"read-by": _READ_BY}),
    "recruiter": SubjectCourse(rarity=8),
    "sales": SubjectCourse(rarity=8),
    "student": SubjectCourse(rarity=8),
    "competitor": SubjectCourse(rarity=8),
    "assistant": SubjectCourse(rarity=8),
    "request": _UNCHANGING,
}
_UNDECLARED: Final = SubjectCourse()


def course_of(subject: str) -> SubjectCourse:
    """How the records of a subject may change."""
    return COURSES.get(subject, _UNDECLARED)


def field_course(subject: str, name: str) -> FieldCourse:
    """How a field of a subject may change."""
    # More files may show it surer, never less sure.
    return _GROWS if name == "matched-by" else course_of(subject).fields.get(name, _USUAL)
