"""The one catalogue of subjects: adding a fact means one entry here and the function in `evidence` that fills it.

The checker of rule files, the examples, the evaluation of conditions and the table of `screener rules subjects` are
all derived from these entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import structs

from screener.catalogue.declaring import (
    Origin,
    Subject,
    choice,
    date,
    language,
    number,
    seen,
    span,
    subject,
    text,
    yes_no,
)

_ASKED_IN = (Origin.REQUEST,)
_ANY_FILE = (Origin.CONNECTIONS, Origin.MESSAGES, Origin.MAIL, Origin.CALENDAR, Origin.ADDRESS_BOOK)
SIGNS: Final = ("mass", "urgent", "program", "specific", "flattery", "money", "link", "rude")
KINDS_OF_ASKER: Final = (
    "recruiter", "seller", "student", "jobseeker", "journalist", "organiser", "investor", "researcher", "private",
    "assistant", "impostor", "fraudster", "influencer",
)  # fmt: skip
_WANTS: Final = (
    "connect", "hire", "sell", "be-hired", "referral", "interview", "speak", "advice", "feedback", "thanks", "invest",
    "meet-again", "social", "partner", "answer", "obey",
)  # fmt: skip
_TAUGHT: Final = ("asker-taught-user", "user-taught-asker")
_READ_BY: Final = choice(
    "read-by", "what read it: the user's records, a phrase, or the trained reader alone", "records", "phrase", "model",
    always=True,
)  # fmt: skip
_TEXT = text("text", "the text itself", always=True)

_DECLARATIONS: Final = (
    subject(
        "note", "the note that came with the request", _ASKED_IN, _TEXT,
        number("length", "characters", always=True),
        language("language", "the language it is written in"),
        number("links", "web and mail addresses in it", always=True),
        yes_no("merge-fields", "a mail merge left its fields in", always=True),
        yes_no("asks-a-question", "it asks something", always=True),
        yes_no("specific", "it names a date, number, event, project or person", always=True),
        yes_no("urgent", "it presses for time or secrecy", always=True),
        yes_no("look-alike-letters", "letters of another script inside its words", always=True),
        yes_no("written-for-a-program", "it addresses a program rather than the user", always=True),
        yes_no("understood", "something was read in it, or it plainly says nothing of its own", always=True),
        structs.replace(choice("signs", "how it is written, by its phrases", *SIGNS, always=True), several=True),
        structs.replace(
            choice("likely-signs", "how the trained reader alone takes it to be written", *SIGNS), several=True
        ),
        main="text",
    ),
    subject("headline", "the line under the asker's name", _ASKED_IN, _TEXT, main="text"),
    subject("company", "the asker's company as a list gives it", _ASKED_IN, _TEXT, main="text"),
    subject("location", "the asker's place as a list gives it", _ASKED_IN, _TEXT, main="text"),
    subject(
        "mutual-connections", "how many connections both have", _ASKED_IN,
        number("number", "how many", always=True), main="number",
    ),
    subject(
        "request", "the request itself", _ASKED_IN,
        span("age", "how long ago it was sent"),
        choice("state", "how it stands", "new", "crossed", "repeated", "waiting-answered", "waiting-timeout",
                "already-connected", "decided", "withdrawn", "waiting", "lapsed", always=True),
        number("times-asked", "how often this person has asked", always=True),
        main="state",
    ),
    subject(
        "identity", "how sure it is who the asker is among the people in the user's files",
        (Origin.CONNECTIONS, Origin.MESSAGES, Origin.ADDRESS_BOOK),
        choice("status", "how the asker was recognised", "by-your-word", "same-profile", "same-email", "corroborated",
                "name-only", "ambiguous", "second-profile", "other-person", "none", always=True),
        yes_no("near", "somebody bears a name that is near, and too little agrees", always=True),
        number("candidates", "how many people they may be", always=True),
        yes_no("decides", "the verdict hangs on whether it is they", always=True),
        main="status", question="where-we-met",
    ),
    subject(
        "profile", "what a list says of the asker's profile", _ASKED_IN,
        span("age", "how long the profile has existed"),
        number("connections", "how many connections it has"),
        yes_no("work-history", "whether it names any work"),
    ),
    subject(
        "connection", "the asker is one of the user's connections", (Origin.CONNECTIONS,),
        yes_no("same-profile", "it is the very profile that asks", always=True),
        text("company", "their company when the archive was made", sayable=True),
        text("position", "their position when the archive was made"),
        span("age", "how long they have been connected"),
        joined=True,
    ),
    subject("messages", "messages between the user and the asker", (Origin.MESSAGES,), *seen(), joined=True,
             question="where-we-met"),
    subject("mail", "mail between the user and the asker", (Origin.MAIL,), *seen(), joined=True,
             question="where-we-met"),
    subject(
        "meeting", "a calendar entry or event in which the asker is named", (Origin.CALENDAR,),
        span("age", "how long ago", always=True, sayable=True),
        text("title", "what it was called", always=True, quotable=True),
        number("people", "how many took part"),
        choice("as", "what the user did about it", "organiser", "accepted", "listed", "unanswered", always=True),
        joined=True, question="where-we-met",
    ),
    subject(
        "address-book", "the asker stands in the user's address book", (Origin.ADDRESS_BOOK,),
        text("note", "what the user noted there"),
        text("tags", "groups and labels"),
        choice("saved-by", "who saved the entry", "me", "program"),
        joined=True,
    ),
    subject(
        "recommendation-given", "a recommendation the user wrote", (Origin.RECOMMENDATIONS_GIVEN,),
        span("age", "how long ago"), text("company", "where they worked then", sayable=True), joined=True,
    ),
    subject(
        "recommendation-received", "a recommendation the asker wrote", (Origin.RECOMMENDATIONS_RECEIVED,),
        span("age", "how long ago"), text("company", "where they worked then", sayable=True), joined=True,
    ),
    subject(
        "endorsement-given", "a skill the user endorsed", (Origin.ENDORSEMENTS_GIVEN,),
        span("age", "how long ago"), text("skill", "the skill", always=True, sayable=True), joined=True,
    ),
    subject(
        "endorsement-received", "a skill of the user's that the asker endorsed", (Origin.ENDORSEMENTS_RECEIVED,),
        span("age", "how long ago"), text("skill", "the skill", always=True, sayable=True), joined=True,
    ),
    subject(
        "my-invitation", "an invitation the user sent to the asker", (Origin.INVITATIONS,),
        span("age", "how long ago"), text("text", "the note that went with it"), main="text", joined=True,
    ),
    subject(
        "my-note", "what the user noted on this person", (Origin.NOTES, Origin.ADDRESS_BOOK),
        span("age", "how long ago"), _TEXT, main="text", joined=True,
    ),
    subject(
        "shared-employer", "a firm where both have worked", (Origin.POSITIONS, Origin.ABOUT_ME),
        text("name", "the firm", always=True, sayable=True),
        span("overlap", "how long both were there together", sayable=True),
        span("gap", "the time between one leaving and the other joining"),
        date("from", "when the time together began", sayable=True),
        date("to", "when it ended; open while both are there", sayable=True),
        number("staff", "how many people work there"),
        yes_no("same-site", "whether both were at the same site"),
        choice("via", "how the two are known to be there: by the firm's names, by an archive of a day that shows both, "
                "or as they connected while the user was there",
                "name", "alias", "rename", "acquisition", "snapshot", "connected-then"),
        yes_no("dates-known", "whether both give dates", always=True),
        yes_no("claimed", "the note or an answer names the firm"),
        question="which-team",
    ),
    subject(
        "career", "where a connection worked on the days of the user's archives", (Origin.CONNECTIONS,),
        text("company", "the firm"),
        text("title", "their position"),
        date("from-seen", "the day of the first archive that shows it", always=True),
        date("to-seen", "the day of the last archive that shows it", always=True),
        main="company", joined=True,
    ),
    subject(
        "shared-school", "a school where both have been", (Origin.EDUCATION, Origin.ABOUT_ME),
        text("name", "the school", always=True, sayable=True),
        span("overlap", "how long both were there together", sayable=True),
        span("gap", "the time between one leaving and the other coming"),
        choice("as", "what the asker was there", "student", "staff"),
        question="which-years",
    ),
    subject(
        "vouch", "the user's own word on this person", (Origin.LEDGER,),
        choice("recommend", "whether the user would recommend them", "yes", "no", "unsure", always=True),
        choice("kind", "what it is about", "conduct", "performance"),
        span("age", "how long ago"), structs.replace(text("context", "where they know each other from"), private=True),
        main="recommend", joined=True,
    ),
    subject(
        "claim", "what the note or an answer says of a shared past", _ASKED_IN,
        structs.replace(
            choice("about", "what is claimed", "worked-together", "same-employer", "met", "acquainted",
                    "studied-together", "same-school", *_TAUGHT, "taught", "introduced-by", "former-name",
                    "on-behalf-of", "heard-talk", "promised", "wrote", "customer", "family", "neighbour", always=True),
            includes=MappingProxyType({"taught": _TAUGHT}),
        ),
        choice("by", "of whom it is said", "asker", "other"),
        choice("who", "of whom it is said, in older words", "asker", "somebody-else"),
        text("name", "the firm, place, event or person named", sayable=False),
        choice("checked", "what the user's records say to it", "contradicted", "open", "fits", "confirmed",
                ordered=True),
        number("agrees", "how many of its details the records bear out"),
        choice("precise", "how precise its date is", "year", "month", "day", ordered=True),
        choice("from", "where it stands", "note", "answer"),
        text("firm", "the firm named"),
        text("school", "the school named"),
        text("project", "the project named"),
        text("event", "the event named"),
        text("person", "the person named"),
        text("place", "the place named"),
        _READ_BY,
        main="about", read_off=("note", "answer"), question="where-we-met",
    ),
    subject(
        "asker", "who writes, read off note and headline", _ASKED_IN,
        choice("kind", "what they are", *KINDS_OF_ASKER, always=True),
        choice("wants", "what they want", *_WANTS),
        yes_no("role-named", "a recruiter names the role"),
        text("role", "the role that a recruiter names"),
        _READ_BY,
        main="kind", read_off=("note", "headline"),
    ),
    *(
        subject(name, sentence, _ASKED_IN, _TEXT, yes_no("specific", specific), main="text",
                 read_off=("note", "headline", "company") if name == "competitor" else ("note", "headline"))
        for name, sentence, specific in (
            ("recruiter", "the asker hires for others", "it names a concrete role"),
            ("sales", "the asker sells something", "it says what is sold"),
            ("student", "the asker studies", "it says what or where"),
            ("competitor", "the asker works for a competitor", "it names the competitor"),
            ("assistant", "the asker writes for somebody else", "it names that person"),
        )
    ),
    subject(
        "known-thing", "something of the user's world that note or headline mention", _ANY_FILE,
        choice("of", "what it is", "person", "firm", "school", "event", "subject", "place", always=True),
        text("text", "what it is called in the user's files", always=True),
        choice("strength", "how sure it is that it is meant", "single", "strong", ordered=True, always=True),
        yes_no("with-asker", "a row of it names the asker, too", always=True),
        choice("from", "where it stands", "note", "headline", "answer", always=True),
        main="of",
    ),
    subject(
        "introduction", "somebody named the asker to the user, or wrote with them in copy", _ANY_FILE,
        text("by", "who", always=True),
        span("age", "how long ago", always=True),
        yes_no("answered", "the user wrote back in that thread", always=True),
        yes_no("known", "the user knows who introduced them", always=True),
        yes_no("in-note", "the note names who introduced them", always=True),
        joined=True,
    ),
    subject(
        "twin", "another request in the queue that is nearly the same", (Origin.QUEUE,),
        choice("of", "what is nearly the same", "headline", "note", "name", always=True),
        number("count", "how many such requests", always=True),
        span("within", "the time between first and last"),
        main="of",
    ),
    subject(
        "earlier-decision", "what the user decided about this person before", (Origin.LEDGER,),
        choice("verdict", "the verdict", "accept", "decline", "ask-for-context", always=True),
        span("age", "how long ago", always=True), yes_no("changed-since", "whether the facts have changed"),
        main="verdict", joined=True,
    ),
    subject(
        "question-asked", "a question the user sent to this person", (Origin.LEDGER,),
        span("age", "how long ago", always=True), yes_no("answered", "whether an answer came", always=True),
        joined=True,
    ),
    subject("answer", "their answer to the question", (Origin.LEDGER,), _TEXT, main="text"),
    subject(
        "expected", "somebody the user told to ask", (Origin.LEDGER,),
        date("until", "the last day it counts"), joined=True,
    ),
    subject(
        "listed", "the asker stands in a list of the user's", (Origin.ABOUT_ME,),
        text("in", "the list's name", always=True), main="in", joined=True,
    ),
)  # fmt: skip

SUBJECTS: Final[Mapping[str, Subject]] = MappingProxyType({subject.name: subject for subject in _DECLARATIONS})
