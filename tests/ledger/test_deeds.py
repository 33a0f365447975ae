"""What the user did is kept with the facts and rules of that day; what cannot be done is refused in a sentence."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from screener.errors import UsageError
from screener.ledger.deeds import (
    choice_of,
    decide,
    deeds_of,
    keep_answer,
    note_answer,
    note_nudge,
    question_of,
    questions_waiting,
)
from screener.ledger.kept import decoded_sheet
from screener.ledger.request_queue import open_requests
from screener.ledger.sqlite_store import Store
from screener.ledger.steps import log_lines, undo
from screener.outcomes import Verdict
from tests.evidence.making import TODAY, at
from tests.ledger.keeping import POLICY, PROPOSED, do, jane, keep, kept, plain_sheet

LATER = TODAY + timedelta(days=3)


def test_a_decision_is_kept_with_facts_proposal_and_policy_of_that_day(store: Store) -> None:
    (number,) = keep(store, jane())
    do(store, Verdict.ACCEPT, number)
    (row,) = store.all(
        "SELECT decision.*, policy.content AS policy_text FROM decision JOIN policy ON policy.id = policy"
    )
    content = json.loads(row["content"])
    assert (row["verdict"], row["because"], row["day"]) == ("accept", "my own reason", TODAY.isoformat())
    assert row["policy_text"] == POLICY
    assert content["proposal"]["verdict"] == "decline"
    assert content["request"]["name"] == "Jane Doe"
    assert decoded_sheet(content["sheet"]) == plain_sheet()


def test_accepting_and_declining_close_a_request_and_asking_does_not(store: Store) -> None:
    numbers = keep(store, jane(), jane("Kim Poe", "kim-poe"), jane("Lou Roe", "lou-roe"))
    for verdict, number in zip(Verdict, numbers, strict=True):
        do(store, verdict, number)
    assert [each.number for each in open_requests(store)] == [
        number for verdict, number in zip(Verdict, numbers, strict=True) if verdict is Verdict.ASK
    ]


def test_what_is_decided_is_not_decided_again(store: Store) -> None:
    (number,) = keep(store, jane())
    do(store, Verdict.ACCEPT, number)
    with pytest.raises(
        UsageError, match=r"Jane Doe \(1\) is decided already; `screener undo` takes back the last step"
    ):
        do(store, Verdict.DECLINE, number)


def test_what_another_program_has_just_decided_is_not_decided_again(store: Store) -> None:
    (number,) = keep(store, jane())
    seen_before = kept(store, number)
    do(store, Verdict.ACCEPT, number)
    with pytest.raises(UsageError, match="is decided already"):
        decide(
            store,
            [choice_of(seen_before, PROPOSED)],
            Verdict.DECLINE,
            because="",
            policy=POLICY,
            today=TODAY,
        )
    assert [deed.verdict for deed in deeds_of(store, seen_before.person)] == ["accept"]


@pytest.mark.parametrize("change", ["UPDATE request SET is_open = 0", "DELETE FROM request"])
def test_what_is_no_longer_open_is_not_decided(store: Store, change: str) -> None:
    (number,) = keep(store, jane())
    seen_before = kept(store, number)
    with store.writing():
        store.run(change)
    with pytest.raises(UsageError, match=r"Jane Doe \(1\) is no longer open"):
        decide(
            store,
            [choice_of(seen_before, PROPOSED)],
            Verdict.DECLINE,
            because="",
            policy=POLICY,
            today=TODAY,
        )


def test_one_policy_is_kept_once_for_all_it_decided(store: Store) -> None:
    numbers = keep(store, jane(), jane("Kim Poe", "kim-poe"))
    for number in numbers:
        do(store, Verdict.ACCEPT, number)
    assert len(store.all("SELECT * FROM policy")) == 1


def test_the_policy_goes_with_the_step_that_first_needed_it(store: Store) -> None:
    one, two = keep(store, jane(), jane("Kim Poe", "kim-poe"))
    do(store, Verdict.ACCEPT, one)
    do(store, Verdict.ACCEPT, two)
    undo(store, 1, TODAY)
    assert len(store.all("SELECT * FROM policy")) == 1
    undo(store, 1, TODAY)
    assert store.all("SELECT * FROM policy") == []


def test_who_was_asked_owes_an_answer_until_it_comes(store: Store) -> None:
    one, two = keep(store, jane(), jane("Kim Poe", "kim-poe"))
    do(store, Verdict.ASK, two, today=TODAY)
    do(store, Verdict.ASK, one, today=LATER)
    assert [(asked.number, asked.day) for asked in questions_waiting(store)] == [(two, TODAY), (one, LATER)]
    note_answer(store, kept(store, two), "At the fair.", at(LATER), LATER)
    assert [asked.number for asked in questions_waiting(store)] == [one]


def test_who_was_asked_and_then_declined_owes_nothing(store: Store) -> None:
    (number,) = keep(store, jane())
    do(store, Verdict.ASK, number)
    do(store, Verdict.DECLINE, number)
    assert questions_waiting(store) == []


def test_a_second_question_takes_the_place_of_the_first(store: Store) -> None:
    (number,) = keep(store, jane())
    do(store, Verdict.ASK, number, question="Where?")
    note_answer(store, kept(store, number), "Hm.", at(TODAY), TODAY)
    do(store, Verdict.ASK, number, question="When?")
    assert [asked.text for asked in questions_waiting(store)] == ["When?"]


def test_an_answer_needs_a_question(store: Store) -> None:
    (number,) = keep(store, jane())
    with pytest.raises(UsageError, match="Jane Doe was asked nothing; `screener ask 1` records a question"):
        note_answer(store, kept(store, number), "At the fair.", at(TODAY), TODAY)


def test_an_answer_that_a_file_brings_twice_is_kept_once(store: Store) -> None:
    (number,) = keep(store, jane())
    do(store, Verdict.ASK, number)
    asked = question_of(store, number)
    assert asked is not None
    with store.writing():
        assert keep_answer(store, asked.id, "At the fair.", at(TODAY))
        assert not keep_answer(store, asked.id, "At the fair.", at(LATER, file="newer.zip/messages.csv"))


def test_there_is_one_reminder_at_most(store: Store) -> None:
    (number,) = keep(store, jane())
    do(store, Verdict.ASK, number)
    note_nudge(store, kept(store, number), LATER)
    with pytest.raises(UsageError, match=f"Jane Doe was reminded on {LATER} already; once is enough"):
        note_nudge(store, kept(store, number), LATER)


def test_a_reminder_can_be_drafted_again_when_it_was_taken_back(store: Store) -> None:
    (number,) = keep(store, jane())
    do(store, Verdict.ASK, number)
    note_nudge(store, kept(store, number), TODAY)
    undo(store, 1, TODAY)
    note_nudge(store, kept(store, number), LATER)
    assert [asked.nudged for asked in questions_waiting(store)] == [LATER]


@pytest.mark.parametrize("end", ["nothing asked", "answered", "declined"])
def test_who_owes_nothing_is_not_reminded(store: Store, end: str) -> None:
    (number,) = keep(store, jane())
    if end != "nothing asked":
        do(store, Verdict.ASK, number)
    if end == "answered":
        note_answer(store, kept(store, number), "At the fair.", at(TODAY), TODAY)
    if end == "declined":
        do(store, Verdict.DECLINE, number)
    before = len(log_lines(store))
    with pytest.raises(UsageError, match="Jane Doe owes no answer"):
        note_nudge(store, kept(store, number), LATER)
    assert len(log_lines(store)) == before


def test_what_was_done_about_a_person_is_told_the_newest_first(store: Store) -> None:
    (number,) = keep(store, jane())
    do(store, Verdict.ASK, number, question="Where?")
    do(store, Verdict.ACCEPT, number, today=LATER)
    deeds = deeds_of(store, kept(store, number).person)
    assert [(deed.verdict, deed.asked, deed.number) for deed in deeds] == [
        ("accept", "", number), ("ask-for-context", "Where?", number),
    ]  # fmt: skip
