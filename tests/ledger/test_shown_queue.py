"""What was shown stays through a step, but for the requests that rest on what it changes."""

from __future__ import annotations

import msgspec
import pytest

from screener.ledger.deeds import Proposal, choice_of, note_answer, snooze, vouch
from screener.ledger.shown_queue import QUEUE
from screener.ledger.sqlite_store import Store
from screener.ledger.steps import undo
from screener.outcomes import Verdict
from tests.evidence.making import TODAY, at
from tests.ledger.keeping import PROPOSED, do, jane, keep, kept, named, word

JANE, KIM, LOU, MAX = 1, 2, 3, 4


@pytest.fixture
def shown(store: Store) -> Store:
    """A queue of four that was shown: what a decision on Jane changes, Kim's request looked up and Lou's did not; what
    Max's rests on nobody noted."""
    names = {JANE: "Jane Doe", KIM: "Kim Poe", LOU: "Lou Roe", MAX: "Max Coe"}
    keep(store, *(jane(name, name.lower().replace(" ", "-")) for name in names.values()))
    reaches = {JANE: ({"bjane"}, {"bjane", "fkelp"}), KIM: ({"bkim", "fkelp"}, {"bkim"}), LOU: ({"blou"}, {"blou"})}
    with store.writing(is_news=False):
        store.run("INSERT INTO shown VALUES (?, 'as it was', 1, '{}', '', ?, 0)", QUEUE, store.token)
        for number in names:
            values = QUEUE, number, number, _proposal(store, number, reaches[number]) if number in reaches else None
            store.run("INSERT INTO shown_request VALUES (?, ?, ?, '{}', ?, NULL, NULL)", *values)
    return store


def _proposal(store: Store, number: int, reach: tuple[set[str], set[str]]) -> str:
    looked_up, changes = map(frozenset, reach)
    choice = choice_of(kept(store, number), PROPOSED)
    return msgspec.json.encode(Proposal(choice=choice, replies={}, looked_up=looked_up, changes=changes)).decode()


def stands(store: Store) -> tuple[set[int], set[int]] | None:
    """The requests to be decided anew, and those that are gone; None if nothing of what was shown holds."""
    row = store.one("SELECT token FROM shown WHERE name = ?", QUEUE)
    if row is None or row["token"] != store.token:
        return None
    rows = store.all("SELECT * FROM shown_request")
    gone = {each["number"] for each in rows if each["left_by"] is not None}
    return {each["number"] for each in rows if each["touched_by"] is not None} - gone, gone


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.DECLINE])
def test_a_decision_touches_what_looked_up_what_it_changes_and_what_cannot_be_told(
    shown: Store, verdict: Verdict
) -> None:
    do(shown, verdict, JANE)
    assert stands(shown) == ({KIM, MAX}, {JANE})


def test_who_was_asked_is_decided_anew_and_stays(shown: Store) -> None:
    do(shown, Verdict.ASK, LOU)
    assert stands(shown) == ({LOU, MAX}, set())
    note_answer(shown, kept(shown, LOU), "At the fair.", at(TODAY), TODAY)
    assert stands(shown) == ({LOU, MAX}, set())


def test_what_is_put_off_touches_nobody_else(shown: Store) -> None:
    snooze(shown, [kept(shown, JANE)], TODAY)
    assert stands(shown) == ({JANE}, set())


def test_a_decision_on_somebody_touched_already_touches_all(shown: Store) -> None:
    do(shown, Verdict.DECLINE, JANE)
    do(shown, Verdict.DECLINE, KIM)
    assert stands(shown) == ({LOU, MAX}, {JANE, KIM})


def test_a_word_on_somebody_touches_all(shown: Store) -> None:
    vouch(shown, named("Bela Storm"), word(), TODAY)
    assert stands(shown) == ({JANE, KIM, LOU, MAX}, set())


def test_a_step_that_is_taken_back_has_touched_nothing(shown: Store) -> None:
    do(shown, Verdict.DECLINE, JANE)
    first = stands(shown)
    vouch(shown, named("Bela Storm"), word(), TODAY)
    do(shown, Verdict.ASK, LOU)
    undo(shown, 2, TODAY)
    assert stands(shown) == first
    undo(shown, 1, TODAY)
    assert stands(shown) == (set(), set())


def test_a_step_of_before_it_was_shown_is_taken_back_for_nothing_that_is_told(shown: Store) -> None:
    do(shown, Verdict.DECLINE, JANE)
    with shown.writing(is_news=False):
        shown.run("DELETE FROM shown_request WHERE left_by IS NOT NULL")
        shown.run("UPDATE shown SET since = (SELECT max(id) FROM log)")
    undo(shown, 1, TODAY)
    assert stands(shown) is None


def test_what_is_written_besides_steps_makes_what_was_shown_old(shown: Store) -> None:
    keep(shown, jane("Ned Noe", "ned-noe"))
    assert stands(shown) is None
    do(shown, Verdict.DECLINE, JANE)
    assert stands(shown) is None
