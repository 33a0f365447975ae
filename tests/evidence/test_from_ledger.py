"""What the ledger adds to a fact sheet: its own subjects, and the state of the request."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec import structs

from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate
from screener.evidence.changed import as_of
from screener.evidence.claim_checks import RecordsOnAsker
from screener.evidence.facts import Fact, FactSheet
from screener.evidence.found import NAME, SAME_PROFILE
from screener.evidence.from_ledger import Recalling, with_ledger
from screener.evidence.own_records import OwnRecords
from screener.evidence.remembered import (
    LEDGER_FILE,
    NOTHING_REMEMBERED,
    Answer,
    Asked,
    Earlier,
    Expected,
    Remembered,
    Vouch,
    in_ledger,
)
from screener.notes.reader import read
from screener.notes.reading import Reading
from screener.sources.records import Connection, Invitation, Request
from tests.evidence.making import TODAY, asking, at, connected, invited, sheet

DAYS_AGO = {days: TODAY - timedelta(days=days) for days in (3, 14, 15, 400)}
ASKED = Asked(text="Where did we meet?", day=DAYS_AGO[3])
ANSWER = Answer(text="We worked together at Northwind Robotics in 2011.", source=at(DAYS_AGO[3]))


def read_answer(text: str, day: date | None) -> Reading:
    return read(text, day, world=RecordsOnAsker(records=OwnRecords()))


def laid(
    known: Remembered, request: Request | None = None, *rows: Connection | Invitation, today: date = TODAY
) -> FactSheet:
    """The sheet of an asker with what the ledger remembers."""
    plain = as_of(sheet(request or asking(), rows), TODAY, today)
    return with_ledger(plain, known, Recalling(today=today, waiting_days=14, read=read_answer))


def state(
    known: Remembered, request: Request | None = None, *rows: Connection | Invitation, today: date = TODAY
) -> str:
    (one,) = laid(known, request, *rows, today=today)["request"] or ()
    return str(one.fields["state"])


def only(whole: FactSheet, subject: str) -> Fact:
    (one,) = whole[subject] or ()
    return one


def test_nothing_remembered_leaves_the_ledgers_subjects_absent_and_all_else_as_it_was() -> None:
    plain, whole = sheet(asking()), laid(NOTHING_REMEMBERED)
    for name, subject in SUBJECTS.items():
        if subject.in_ledger:
            assert whole[name] == ()
        elif name != "claim":
            assert whole[name] == plain[name]


def test_a_vouch_is_cited_by_its_day() -> None:
    word = Vouch(recommend="no", kind="conduct", context="Northwind", day=DAYS_AGO[400])
    one = only(laid(Remembered(vouches=((SAME_PROFILE, word),))), "vouch")
    assert one.fields == {
        "recommend": "no", "kind": "conduct", "context": "Northwind", "age": 400, "matched-by": SAME_PROFILE,
    }  # fmt: skip
    assert (one.source.file, one.source.date) == (LEDGER_FILE, DAYS_AGO[400])


def test_what_a_vouch_does_not_say_is_unknown() -> None:
    one = only(laid(Remembered(vouches=((SAME_PROFILE, Vouch(recommend="yes")),))), "vouch")
    assert one.fields == {"recommend": "yes", "matched-by": SAME_PROFILE}


@pytest.mark.parametrize(("match", "is_weak"), [(NAME, True), ("corroborated", False), (SAME_PROFILE, False)])
def test_a_vouch_is_as_sure_as_the_link_between_asker_and_person(match: str, is_weak: bool) -> None:
    one = only(laid(Remembered(vouches=((match, Vouch(recommend="yes")),))), "vouch")
    assert (one.fields["matched-by"], one.weak) == (match, is_weak)


def test_an_expectation_says_until_when() -> None:
    known = Remembered(expected=((SAME_PROFILE, Expected(until=date(2026, 4, 1), day=DAYS_AGO[3])),))
    one = only(laid(known), "expected")
    assert one.fields == {"until": PartialDate(2026, 4, 1), "matched-by": SAME_PROFILE}
    assert one.text == "you expect them until 1 April 2026"


def test_a_question_tells_its_age_and_whether_it_was_answered() -> None:
    fields = {"age": 3, "answered": False, "matched-by": SAME_PROFILE}
    assert only(laid(Remembered(asked=ASKED)), "question-asked").fields == fields
    answered = laid(Remembered(asked=ASKED, answer=ANSWER))
    assert only(answered, "question-asked").fields == {**fields, "answered": True}
    assert only(answered, "answer").fields == {"text": ANSWER.text}


def test_what_an_answer_claims_stands_beside_what_the_note_claims() -> None:
    asker = asking(note="We met at the Hannover fair in 2019.")
    told = laid(Remembered(asked=ASKED, answer=ANSWER), asker)["claim"] or ()
    assert {(one.fields["from"], one.fields["about"]) for one in told} >= {
        ("note", "met"), ("answer", "worked-together"),
    }  # fmt: skip


def test_laying_the_ledger_over_a_sheet_twice_is_laying_it_once() -> None:
    asker = asking(note="We met at the Hannover fair in 2019.")
    known = Remembered(
        asked=ASKED, answer=ANSWER, earlier=((SAME_PROFILE, Earlier(verdict="decline", day=DAYS_AGO[400])),)
    )
    once = laid(known, asker)
    recalling = Recalling(today=TODAY, waiting_days=14, read=read_answer)
    assert with_ledger(once, known, recalling)["claim"] == once["claim"]


def test_an_answer_that_was_taken_back_takes_its_claims_along() -> None:
    once = laid(Remembered(asked=ASKED, answer=ANSWER), asking(note="Hello!"))
    recalling = Recalling(today=TODAY, waiting_days=14, read=read_answer)
    after = with_ledger(once, Remembered(asked=ASKED), recalling)
    assert after["answer"] == ()
    assert [one for one in after["claim"] or () if one.fields["from"] == "answer"] == []


def test_an_earlier_decision_says_that_nothing_has_changed() -> None:
    then = laid(NOTHING_REMEMBERED)
    known = Remembered(earlier=((SAME_PROFILE, Earlier(verdict="decline", day=DAYS_AGO[400], sheet=then)),))
    one = only(laid(known), "earlier-decision")
    assert one.fields == {"verdict": "decline", "age": 400, "matched-by": SAME_PROFILE, "changed-since": False}
    assert one.text.endswith("; nothing has changed since")


def test_an_earlier_decision_says_what_has_changed() -> None:
    then = laid(NOTHING_REMEMBERED)
    known = Remembered(earlier=((SAME_PROFILE, Earlier(verdict="decline", day=DAYS_AGO[400], sheet=then)),))
    one = only(laid(known, None, invited(slug="jane-doe")), "earlier-decision")
    assert one.fields["changed-since"] is True
    assert "; since then: " in one.text


def test_what_has_changed_needs_no_facts_of_that_day() -> None:
    known = Remembered(earlier=((SAME_PROFILE, Earlier(verdict="accept", day=DAYS_AGO[400])),))
    assert only(laid(known), "earlier-decision").fields["changed-since"] is False
    assert only(laid(known, None, invited(slug="jane-doe")), "earlier-decision").fields["changed-since"] is True


DECIDED = Earlier(verdict="accept", day=DAYS_AGO[3])
EVERYTHING = Remembered(
    earlier=((SAME_PROFILE, Earlier(verdict="decline", day=DAYS_AGO[400])),),
    decided=DECIDED,
    asked=ASKED,
    answer=ANSWER,
    withdrawn=DAYS_AGO[3],
)
CONNECTED = connected(slug="jane-doe")
CROSSED = invited(slug="jane-doe")
OLD = asking(sent=date(2025, 7, 1))


def test_the_first_of_all_states_that_hold_is_told() -> None:
    rest = EVERYTHING
    assert state(rest, OLD, CONNECTED, CROSSED) == "already-connected"
    assert state(rest, OLD, CROSSED) == "decided"
    rest = structs.replace(rest, decided=None)
    assert state(rest, OLD, CROSSED) == "withdrawn"
    rest = structs.replace(rest, withdrawn=None)
    assert state(rest, OLD, CROSSED) == "lapsed"
    assert state(rest, asking(), CROSSED) == "waiting-answered"
    rest = structs.replace(rest, answer=None)
    assert state(rest, asking(), CROSSED) == "waiting"
    rest = structs.replace(rest, asked=None)
    assert state(rest, asking(), CROSSED) == "crossed"
    assert state(rest) == "repeated"
    assert state(NOTHING_REMEMBERED) == "new"


@pytest.mark.parametrize(("days", "expected"), [(3, "waiting"), (14, "waiting"), (15, "waiting-timeout")])
def test_waiting_ends_after_the_days_of_the_policy(days: int, expected: str) -> None:
    assert state(Remembered(asked=Asked(text="Where?", day=DAYS_AGO[days]))) == expected


def test_a_request_lapses_while_it_lies_in_the_store() -> None:
    asker = asking(sent=date(2026, 2, 1))
    assert state(NOTHING_REMEMBERED, asker, today=date(2026, 8, 1)) == "new"
    assert state(NOTHING_REMEMBERED, asker, today=date(2026, 8, 2)) == "lapsed"


def test_somebody_of_the_same_name_who_was_declined_has_not_asked_before() -> None:
    known = Remembered(earlier=((NAME, Earlier(verdict="decline", day=DAYS_AGO[400])),))
    assert state(known) == "new"
    assert only(laid(known), "earlier-decision").weak


def test_a_decided_request_cites_the_ledger_and_a_withdrawn_one_the_archive() -> None:
    decided = only(laid(Remembered(decided=DECIDED)), "request")
    assert (decided.source, decided.text.rpartition("; ")[2]) == (
        in_ledger(DECIDED.day), "you accepted it on 27 February 2026",
    )  # fmt: skip
    gone = only(laid(Remembered(withdrawn=date(2026, 2, 20))), "request")
    assert gone.text.endswith("; gone from your archive of 20 February 2026")
