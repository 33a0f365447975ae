"""How what a request says of its asker may change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from screener.catalogue.changing import UNCHANGING, Alters, FieldCourse, SubjectCourse

_TEXT: Final = FieldCourse(clause="it matched {}")
_READ_BY: Final = FieldCourse(
    alters=Alters.NEVER, told=True, usual="phrase", clauses={"records": "", "phrase": "", "model": ""}
)


def _asker(told: str, told_more: str, rarity: int) -> SubjectCourse:
    specific = FieldCourse(clauses={"yes": told_more, "no": ""})
    return SubjectCourse(rarity=rarity, found=told, fields={"specific": specific, "text": _TEXT})


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
    "company": SubjectCourse(rarity=7, once=True, found="their company was known", fields={"text": _TEXT}),
    "location": SubjectCourse(rarity=8, once=True, found="their place was known", fields={"text": _TEXT}),
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
