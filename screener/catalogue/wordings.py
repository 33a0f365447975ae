"""How each subject is put into words, in every voice: a clause of a rule, and a sentence after "it would be accept if".

`[is|was]` stands for "is" in a clause and for "was" after "if"; `{}` for the words of a test or a value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final

import msgspec

Forms = Mapping[str, str]


class Voice(StrEnum):
    """Where a condition is said: in a line as it was written, as a clause of a sentence, or after "if"."""

    LINE = "line"
    CLAUSE = "clause"
    IF = "if"


class SubjectWording(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one subject. `there`: that it has a record; `heads`: what a value of the main field comes to, said
    in the place of `there`; `ways`: an exchange by who wrote; `gone`: that a record was taken away; `unread`: what
    lacks where the user's own side is known. `fields`: what narrows it, by value, and "" for any other value; an empty
    form is not said after "if". `also`: that a text said more than it does."""

    there: str = ""
    heads: Forms = msgspec.field(default_factory=dict)
    ways: Forms = msgspec.field(default_factory=dict)
    gone: str = ""
    unread: str = ""
    also: str = ""
    fields: Mapping[str, Forms] = msgspec.field(default_factory=dict)


def wording_of(subject: str) -> SubjectWording:
    """The words of a subject."""
    return WORDINGS[subject]


def forms_of(subject: str, name: str) -> Forms:
    """The forms of a field: the subject's own before those that all subjects share."""
    return WORDINGS[subject].fields.get(name) or _SHARED.get(name, {})


@cache
def in_voice(form: str, voice: Voice) -> str:
    """A form with its verbs in the tense of the voice."""
    return re.sub(r"\[([^|\]]*)\|([^\]]*)\]", r"\2" if voice is Voice.IF else r"\1", form)


def _any(form: str) -> Forms:
    return {"": form}


def _yes(form: str) -> Forms:
    """A yes that is said, and a no that goes without saying."""
    return {"yes": form, "no": ""}


_TEXT: Final = _any("[which {}|it matched {}]")
_READ_BY: Final = {"records": "", "phrase": "", "model": "", "": "read by {}"}
_SHARED: Final[Mapping[str, Forms]] = {
    "age": _any("[|that was ]{} ago"),
    "count": _any("{} in all"),
    "matched-by": _any("matched by {}"),
    "language": _any("[|it was ]in the language {}"),
    "text": _TEXT,
    "length": _any("it [has|had] {} characters"),
    "links": _any("it [has|had] {} links"),
    "read-by": _READ_BY,
}


def _exchange(what: str, are: str, were: str) -> SubjectWording:
    return SubjectWording(
        there=f"there [{are}|{were}] {what} between you and them",
        ways={
            "from-me": f"there [{are}|{were}] {what} from you to them",
            "from-them": f"there [{are}|{were}] {what} from them to you",
            "both": f"there [{are}|{were}] {what} both ways",
        },
        fields={
            "grade": {
                "refused": "your last words turned them away",
                "none": "only a program wrote",
                "one-way": "only one of you wrote",
                "first-contact": "both wrote once",
                "exchange": "both wrote, in several turns",
                "correspondence": "you wrote three times and more",
            },
            "from-me": _any("{} [|of them were ]from you"),
            "from-them": _any("{} [|of them were ]from them"),
            "first": _any("the first [|was of ]{}"),
            "last": _any("the last [|was of ]{}"),
        },
    )


def _in_short(there: str, specific: str) -> SubjectWording:
    return SubjectWording(there=there, fields={"specific": _yes(specific), "text": _TEXT})


# What is claimed, and what they would have to say: a claim without its where and when settles nothing.
_CLAIMED: Final = {
    "worked-together": ("you worked together", "said what you worked on together"),
    "same-employer": ("you had the same employer", "named a firm where both of you worked"),
    "met": ("you met", "said where you met"),
    "acquainted": ("you know each other", "said where you know each other from"),
    "studied-together": ("you studied together", "said what you studied together"),
    "same-school": ("you were at the same school", "named a school where both of you were"),
    "asker-taught-user": ("they taught you", "said what they taught you"),
    "user-taught-asker": ("you taught them", "said what you taught them"),
    "taught": ("one of you taught the other", "said who taught whom"),
    "introduced-by": ("somebody introduced you", "said who introduced you"),
    "former-name": ("you know them by an earlier name", "said what they used to be called"),
    "on-behalf-of": ("they write for somebody else", "said for whom they write"),
    "heard-talk": ("one of you heard a talk of the other's", "said which talk they heard"),
    "promised": ("this request was agreed upon", "said what was promised"),
    "wrote": ("you wrote to each other", "said what you wrote to each other about"),
    "customer": ("one of you worked for the other", "said what one of you did for the other"),
    "family": ("you are related", "said how you are related"),
    "neighbour": ("you are neighbours", "said where you are neighbours"),
}
_WANTED: Final = {
    "connect": "to connect",
    "hire": "to hire",
    "sell": "to sell",
    "be-hired": "to be hired",
    "referral": "a word for them",
    "interview": "an interview",
    "speak": "you to speak",
    "advice": "advice",
    "feedback": "to hear what you think",
    "thanks": "to thank you",
    "invest": "to invest",
    "meet-again": "to meet again",
    "social": "to meet for its own sake",
    "partner": "a partner",
    "answer": "an answer",
    "obey": "a program to obey",
}
WORDINGS: Final[Mapping[str, SubjectWording]] = {
    "note": SubjectWording(
        there="they sent a note with the request",
        heads=_any("their note [{}|matched {}]"),
        also="their note also said {}",
        fields={
            "specific": _yes("it [names|named] a date, number, event, project or person"),
            "asks-a-question": _yes("it [asks|asked] something"),
            "merge-fields": _yes("a mail merge [left|had left] its fields in it"),
            "urgent": _yes("it [presses|pressed] for time or secrecy"),
            "look-alike-letters": _yes("letters of another script [stand|stood] inside its words"),
            "written-for-a-program": _yes("it [speaks|spoke] to a program"),
            "understood": {"yes": "it [says|said] something clearly", "no": "nobody understood it"},
            "signs": _any("it [shows|showed] signs of {}"),
            "likely-signs": _any("it likely [shows|showed] signs of {}"),
        },
    ),
    "headline": SubjectWording(
        there="their headline [is|was] known",
        heads=_any("their headline [{}|matched {}]"),
        also="their headline also said {}",
    ),
    "company": SubjectWording(there="their company [is|was] known", heads=_any("their company [{}|matched {}]")),
    "location": SubjectWording(there="their place [is|was] known", heads=_any("their place [{}|matched {}]")),
    "mutual-connections": SubjectWording(
        there="it [is|was] known how many connections you have in common",
        heads=_any("you [have|had] {} connections in common"),
    ),
    "request": SubjectWording(
        there="the request was read",
        heads={
            "new": "the request is new",
            "crossed": "you have invited them, too",
            "repeated": "they ask again after you decided",
            "waiting-answered": "they answered the question you asked",
            "waiting-timeout": "you asked a question and no answer came in time",
        },
        fields={"age": _any("sent {} ago"), "times-asked": _any("they have asked {} times")},
    ),
    "identity": SubjectWording(
        there="it could be looked up who they are",
        heads={
            "by-your-word": "you said that they are the one in your files",
            "same-profile": "their very profile [is|was] in your files",
            "same-email": "their mail address [is|was] in your files",
            "corroborated": "their name [is|was] in your files, and a second fact [agrees|agreed]",
            "name-only": "only their name [is|was] in your files",
            "ambiguous": "several people in your files [bear|bore] their name",
            "second-profile": "you [are|were] connected with somebody of their name under another profile",
            "other-person": "the person you know by their name [is|was] somebody else",
            "none": "nobody of their name [is|was] in your files",
        },
    ),
    "profile": SubjectWording(
        there="something [is|was] told of their profile",
        fields={
            "age": _any("it has existed for {}"),
            "connections": _any("it [has|had] {} connections"),
            "work-history": {"yes": "it [names|named] work", "no": "it [names|named] no work"},
        },
    ),
    "connection": SubjectWording(
        there="they [are|were] one of your connections",
        fields={
            "age": _any("for {}"),
            "same-profile": {
                "yes": "it [is|was] the very profile that asks",
                "no": "it [is|was] another profile than the one that asks",
            },
        },
    ),
    "messages": _exchange("messages", "are", "were"),
    "mail": _exchange("mail", "is", "was"),
    "meeting": SubjectWording(
        there="your calendar [has|had] a meeting with them",
        fields={
            "people": _any("[with {} people|{} people took part]"),
            "title": _any("its title [|matched ]{}"),
            "as": {
                "organiser": "[you called it|]",
                "accepted": "[you accepted it|]",
                "listed": "[you stand on its list|]",
                "unanswered": "you [|had ]left it unanswered",
            },
        },
    ),
    "address-book": SubjectWording(
        there="they [stand|stood] in your address book",
        fields={
            "saved-by": {"me": "you [|had ]saved them yourself", "program": "a program [|had ]saved them"},
            "note": _any("your note there [|matched ]{}"),
            "tags": _any("a label there [|matched ]{}"),
        },
    ),
    "recommendation-given": SubjectWording(there="you [|had ]recommended them in writing"),
    "recommendation-received": SubjectWording(there="they [|had ]recommended you in writing"),
    "endorsement-given": SubjectWording(there="you [|had ]endorsed a skill of theirs"),
    "endorsement-received": SubjectWording(there="they [|had ]endorsed a skill of yours"),
    "my-invitation": SubjectWording(there="you [|had ]sent them an invitation"),
    "my-note": SubjectWording(there="you [keep|kept] a note on them", heads=_any("your note on them [{}|matched {}]")),
    "shared-employer": SubjectWording(
        there="you [have|had] both worked for the same firm",
        unread="a list with their positions",
        fields={
            "name": _any("the firm [|was ]{}"),
            "overlap": _any("[together|you were there together] for {}"),
            "gap": _any("{} [apart|lay between your times there]"),
            "from": _any("your time together [begins|began] {}"),
            "to": _any("your time together [ends|ended] {}"),
            "staff": _any("[where {} people work|{} people worked there]"),
            "same-site": {"yes": "you were at the same site", "no": "you were at different sites"},
            "via": _any("known by {}"),
            "dates-known": {"yes": "both gave dates", "no": "[dates are missing|]"},
            "claimed": {"yes": "they named it themselves", "no": "they did not name it"},
        },
    ),
    "career": SubjectWording(there="your archives show where they [work|worked]"),
    "shared-school": SubjectWording(
        there="you [have|had] both been at the same school",
        unread="a list with their education",
        fields={
            "name": _any("the school [|was ]{}"),
            "overlap": _any("[together|you were there together] for {}"),
            "gap": _any("{} [apart|lay between your times there]"),
            "as": _any("they were there as {}"),
        },
    ),
    "vouch": SubjectWording(
        there="you [have |]noted whether you would recommend them",
        heads={
            "yes": "you [have |]noted that you would recommend them",
            "no": "you [have |]noted that you would not recommend them",
            "unsure": "you [have |]noted that you are not sure whether you would recommend them",
        },
        gone="you had noted nothing about recommending them",
        fields={
            "kind": {
                "conduct": "[for their conduct|the reason was their conduct]",
                "performance": "[for their work|the reason was their work]",
            }
        },
    ),
    "claim": SubjectWording(
        there="[the note or an answer speaks|they spoke] of something you share",
        heads={name: f"[it is claimed that {claimed}|they {told}]" for name, (claimed, told) in _CLAIMED.items()},
        fields={
            "who": {"asker": "[said of the asker|]", "somebody-else": "[said of|it was about] somebody else"},
            "by": {"asker": "[said of the asker|]", "other": "[said of|it was about] somebody else"},
            "name": _any("[the name given {}|what they named matched {}]"),
            "checked": {
                "open": "your records [leave|left] it open",
                "contradicted": "your records [contradict|contradicted] it",
                "fits": "your records [allow|allowed] it",
                "confirmed": "your records [confirm|confirmed] it",
                "at least open": "your records do not contradict it",
                "at least fits": "your records at least allow it",
            },
            "agrees": _any("{} of its details [agree|agreed] with your records"),
            "precise": _any("its date [is|was] precise to the {}"),
            "from": {"note": "it [stands|stood] in their note", "answer": "it [stands|stood] in an answer"},
        },
    ),
    "asker": SubjectWording(
        there="they [say|said] who they are",
        heads={
            "recruiter": "they [hire|hired] for others",
            "seller": "they [sell|sold] something",
            "student": "they [study|studied]",
            "jobseeker": "they [look|looked] for work",
            "journalist": "they [write|wrote] for a paper",
            "organiser": "they [hold|held] an event",
            "investor": "they [invest|invested]",
            "researcher": "they [do|did] research",
            "private": "they [write|wrote] as a private person",
            "assistant": "they [write|wrote] for somebody else",
            "impostor": "they [pass|passed] themselves off as somebody",
            "fraudster": "they [are|were] after money or secrets",
            "influencer": "they [want|wanted] followers",
        },
        fields={
            "wants": {name: f"they [want|wanted] {what}" for name, what in _WANTED.items()},
            "role-named": {"yes": "they [name|named] the role", "no": "[they name no role|]"},
            "role": _any("the role [|matched ]{}"),
        },
    ),
    "recruiter": _in_short("they [hire|hired] for others", "it [names|named] a concrete role"),
    "sales": _in_short("they [sell|sold] something", "it [says|said] what is sold"),
    "student": _in_short("they [study|studied]", "it [says|said] what or where"),
    "competitor": _in_short("they [work|worked] for a competitor of yours", "it [names|named] the competitor"),
    "assistant": _in_short("they [write|wrote] for somebody else", "it [names|named] that person"),
    "known-thing": SubjectWording(there="note or headline [mention|mentioned] something of your files"),
    "introduction": SubjectWording(
        there="somebody [has|had] named them to you",
        fields={
            "by": _any("by {}"),
            "answered": {"yes": "you [have|had] answered", "no": "you [have|had] not answered"},
            "known": {"yes": "you [know|knew] who did", "no": "you [do|did] not know who did"},
            "in-note": {"yes": "their note [names|named] who did", "no": "their note [does|did] not say who"},
        },
    ),
    "twin": SubjectWording(
        there="another request in the queue [is|was] nearly the same",
        heads=_any("another request in the queue [has|had] nearly the same {}"),
        fields={"count": _any("[{} in all|there were {} of them]"), "within": _any("[|they came ]within {}")},
    ),
    "earlier-decision": SubjectWording(
        there="you decided about them before",
        heads={
            "accept": "you accepted them before",
            "decline": "you declined them before",
            "ask-for-context": "you asked them for context before",
        },
        fields={"changed-since": {"no": "the facts have not changed"}},
    ),
    "question-asked": SubjectWording(
        there="you have asked them a question", fields={"answered": {"no": "no answer came"}}
    ),
    "answer": SubjectWording(there="they answered your question", heads=_any("their answer [{}|matched {}]")),
    "expected": SubjectWording(
        there="you [have |]noted that you expect them",
        gone="you no longer expected them",
        fields={"until": _any("[the last day|you expected them until] {}")},
    ),
    "listed": SubjectWording(
        there="they [stand|stood] on one of your lists",
        heads=_any("they [stand|stood] on your list {}"),
        gone="they stood on none of your lists",
    ),
}
