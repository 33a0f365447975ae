"""What the ledger remembers of who asks, and of nobody else."""

from __future__ import annotations

from datetime import date, timedelta

from screener.evidence.found import NAME, SAME_EMAIL, SAME_PROFILE
from screener.evidence.remembered import NOTHING_REMEMBERED, Remembered
from screener.ledger.deeds import expect, note_answer, vouch
from screener.ledger.sqlite_store import Store
from screener.outcomes import Verdict
from screener.sources.records import Request
from tests.evidence.making import TODAY, at
from tests.ledger.keeping import do, jane, keep, kept, known_of, named, plain_sheet, word

LATER = TODAY + timedelta(days=300)
AGAIN = jane(sent=LATER)


def known(store: Store, number: int) -> Remembered:
    found = kept(store, number)
    return known_of(store, found.request, found)


def vouched(store: Store, request: Request) -> list[tuple[str, str]]:
    return [(match, one.recommend) for match, one in known_of(store, request).vouches]


def test_of_somebody_new_nothing_is_remembered(store: Store) -> None:
    keep(store, jane("Kim Poe", "kim-poe"))
    assert known_of(store, jane()) == NOTHING_REMEMBERED


def test_the_newest_word_on_the_asker_is_remembered_without_its_reason(store: Store) -> None:
    vouch(store, named("Jane Doe", "jane-doe"), word("yes"), TODAY)
    vouch(store, named("Jane Doe", "jane-doe"), word("no", "a secret reason"), TODAY)
    assert vouched(store, jane()) == [(SAME_PROFILE, "no")]
    assert "secret" not in repr(known_of(store, jane()))


def test_a_word_is_the_askers_by_profile_mail_address_or_name(store: Store) -> None:
    vouch(store, named("Ann Doe", "ann-doe"), word("yes"), TODAY)
    vouch(store, named("Jane Doe"), word("no"), TODAY)
    vouch(store, named("Jay", email="jane@doe.example"), word("unsure"), TODAY)
    assert vouched(store, jane("Ann Doe", "ann-doe")) == [(SAME_PROFILE, "yes")]
    assert vouched(store, jane()) == [(NAME, "no")]
    assert vouched(store, jane("J. D.", "jane-doe-2", email="Jane@doe.example")) == [(SAME_EMAIL, "unsure")]


def test_a_word_on_a_rare_name_without_address_is_on_the_one_who_bears_it(store: Store) -> None:
    vouch(store, named("Jane Doe", "jane-doe"), word("yes"), TODAY)
    vouch(store, named("Jane Doe"), word("no"), TODAY)
    assert vouched(store, jane()) == [(SAME_PROFILE, "yes"), (SAME_PROFILE, "no")]
    assert vouched(store, jane(slug="jane-doe-2")) == [(NAME, "yes"), (NAME, "no")]


def test_who_is_expected_is_remembered(store: Store) -> None:
    expect(store, named("Jane Doe", "jane-doe"), "met", date(2026, 4, 1), TODAY)
    ((match, one),) = known_of(store, jane()).expected
    assert (match, one.until, one.day) == (SAME_PROFILE, date(2026, 4, 1), TODAY)


def test_the_decision_on_this_request_is_no_earlier_one(store: Store) -> None:
    (number,) = keep(store, jane())
    do(store, Verdict.DECLINE, number)
    found = known(store, number)
    assert found.earlier == ()
    assert found.decided is not None
    assert (found.decided.verdict, found.decided.day) == ("decline", TODAY)


def test_the_decision_on_an_earlier_request_is_remembered_with_its_facts(store: Store) -> None:
    (first,) = keep(store, jane())
    do(store, Verdict.DECLINE, first)
    (second,) = keep(store, AGAIN, today=LATER)
    ((match, one),) = known(store, second).earlier
    assert (match, one.verdict, one.day, one.sheet) == (SAME_PROFILE, "decline", TODAY, plain_sheet())
    assert known(store, second).decided is None


def test_a_later_decision_is_not_remembered_of_an_earlier_request(store: Store) -> None:
    (first,) = keep(store, jane())
    do(store, Verdict.DECLINE, first)
    (second,) = keep(store, AGAIN, today=LATER)
    do(store, Verdict.ACCEPT, second, today=LATER)
    assert known(store, first).earlier == ()


def test_of_several_decisions_on_one_earlier_request_the_last_counts(store: Store) -> None:
    (first,) = keep(store, jane())
    do(store, Verdict.ASK, first)
    do(store, Verdict.DECLINE, first)
    (second,) = keep(store, AGAIN, today=LATER)
    assert [one.verdict for _, one in known(store, second).earlier] == ["decline"]


def test_the_question_and_all_that_came_back_are_remembered(store: Store) -> None:
    (number,) = keep(store, jane())
    do(store, Verdict.ASK, number, question="Where did we meet?")
    note_answer(store, kept(store, number), "At the fair.", at(TODAY, row=8), TODAY)
    note_answer(store, kept(store, number), "In Bilbao, that is.", at(TODAY + timedelta(days=1), row=3), TODAY)
    found = known(store, number)
    assert found.asked is not None
    assert found.asked.text == "Where did we meet?"
    assert found.answer is not None
    assert (found.answer.text, found.answer.source.row) == ("At the fair.\nIn Bilbao, that is.", 3)


def test_the_answer_to_an_earlier_question_is_none_to_a_new_one(store: Store) -> None:
    (number,) = keep(store, jane())
    do(store, Verdict.ASK, number, question="Where?")
    note_answer(store, kept(store, number), "At the fair.", at(TODAY), TODAY)
    do(store, Verdict.ASK, number, question="When?")
    assert known(store, number).answer is None


def test_nobody_is_asked_about_another_request(store: Store) -> None:
    one, two = keep(store, jane(), jane("Kim Poe", "kim-poe"))
    do(store, Verdict.ASK, one)
    assert known(store, two).asked is None
