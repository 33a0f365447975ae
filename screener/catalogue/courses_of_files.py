"""How what the user's files, lists and ledger show of an asker may change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from screener.catalogue.changing import UNCHANGING, Alters, FieldCourse, SubjectCourse

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
