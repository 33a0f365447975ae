"""Steps are done whole or not at all, and undo takes back exactly the last ones."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.errors import UsageError
from screener.ledger.deeds import expect, note_answer, note_nudge, question_of, vouch, withdraw_vouch
from screener.ledger.persons import person_of
from screener.ledger.request_queue import open_requests
from screener.ledger.sqlite_store import Store, open_store
from screener.ledger.steps import log_lines, step, undo
from screener.outcomes import Verdict
from tests.evidence.making import TODAY, at
from tests.ledger.keeping import do, jane, keep, kept, named, tables, word

Deed = Callable[[Store], None]

_VERDICTS = st.sampled_from([Verdict.ACCEPT, Verdict.DECLINE, Verdict.ASK])
_NUMBERS = st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True)
_PEOPLE = st.sampled_from([named("Jane Doe", "jane-doe"), named("Kim Poe"), named("Lou Roe", "lou-roe")])


def _deciding(verdict: Verdict, numbers: list[int]) -> Deed:
    return lambda store: do(store, verdict, *numbers)


def _answering(number: int) -> Deed:
    return lambda store: note_answer(store, kept(store, number), "At the fair.", at(TODAY), TODAY)


def _taking_out(number: int) -> Deed:
    return lambda store: withdraw_vouch(store, person_of(store, number), TODAY) and None


_DEEDS: st.SearchStrategy[Deed] = st.one_of(
    st.builds(_deciding, _VERDICTS, _NUMBERS),
    st.builds(_answering, st.integers(1, 4)),
    st.builds(lambda number: lambda store: note_nudge(store, kept(store, number), TODAY), st.integers(1, 4)),
    st.builds(lambda who, yes: lambda store: vouch(store, who, word(yes), TODAY), _PEOPLE, st.sampled_from("yn")),
    st.builds(_taking_out, st.integers(1, 4)),
    st.builds(lambda who: lambda store: expect(store, who, "met", None, TODAY), _PEOPLE),
)


def _taken(store: Store, deed: Deed) -> bool:
    """Whether a deed was a step: some cannot be done, and some change nothing."""
    before = len(log_lines(store))
    try:
        deed(store)
    except UsageError:
        assert len(log_lines(store)) == before
    return len(log_lines(store)) > before


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_DEEDS, min_size=1, max_size=8), st.data())
def test_undo_restores_every_row_and_doing_it_again_makes_the_same_rows(deeds: list[Deed], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "s.sqlite") as store:
        keep(store, *(jane(f"{name} Doe", f"{name.lower()}-doe") for name in ("Jane", "Kim", "Lou", "Max")))
        states, done = [tables(store)], []
        for deed in deeds:
            if _taken(store, deed):
                states.append(tables(store))
                done.append(deed)
        back = data.draw(st.integers(0, len(done)))
        if back:
            undo(store, back, TODAY)
        assert tables(store) == states[len(done) - back]
        for deed in done[len(done) - back :]:
            deed(store)
        assert tables(store) == states[-1]


def test_undo_takes_back_the_last_step_first(store: Store) -> None:
    one, two = keep(store, jane(), jane("Kim Poe", "kim-poe"))
    do(store, Verdict.ACCEPT, one)
    do(store, Verdict.DECLINE, two)
    assert [line.text for line in undo(store, 2, TODAY)] == ["declined Kim Poe (2)", "accepted Jane Doe (1)"]
    assert [each.number for each in open_requests(store)] == [one, two]


def test_a_second_undo_takes_back_the_step_before_and_not_the_undo(store: Store) -> None:
    one, two = keep(store, jane(), jane("Kim Poe", "kim-poe"))
    do(store, Verdict.ACCEPT, one)
    do(store, Verdict.DECLINE, two)
    undo(store, 1, TODAY)
    assert [each.number for each in open_requests(store)] == [two]
    undo(store, 1, TODAY)
    assert [each.number for each in open_requests(store)] == [one, two]


def test_more_steps_than_there_were_are_refused_and_none_is_taken_back(store: Store) -> None:
    (one,) = keep(store, jane())
    do(store, Verdict.ACCEPT, one)
    with pytest.raises(UsageError, match="only 1 step to take back; nothing was changed"):
        undo(store, 2, TODAY)
    assert open_requests(store) == []


def test_a_batch_is_one_step(store: Store) -> None:
    numbers = keep(store, jane(), jane("Kim Poe", "kim-poe"), jane("Lou Roe", "lou-roe"))
    do(store, Verdict.DECLINE, *numbers)
    undo(store, 1, TODAY)
    assert [each.number for each in open_requests(store)] == numbers


def test_a_batch_with_one_that_is_decided_already_records_nothing(store: Store) -> None:
    one, two = keep(store, jane(), jane("Kim Poe", "kim-poe"))
    do(store, Verdict.ACCEPT, two)
    before = tables(store)
    with pytest.raises(UsageError, match=r"Kim Poe \(2\) is decided already"):
        do(store, Verdict.DECLINE, one, two)
    assert tables(store) == before


def test_a_step_that_fails_half_way_leaves_nothing(store: Store) -> None:
    before = tables(store)
    with pytest.raises(ZeroDivisionError), step(store, "half a step", TODAY) as taken:
        taken.insert("person", {"name": "Jane Doe"})
        raise ZeroDivisionError
    assert tables(store) == before
    assert log_lines(store) == []


def test_a_triage_between_a_step_and_its_undo_stays(store: Store) -> None:
    (one,) = keep(store, jane())
    do(store, Verdict.ACCEPT, one)
    (two,) = keep(store, jane("Kim Poe", "kim-poe"))
    keep(store, jane(note="a note that only the newer archive has"))
    undo(store, 1, TODAY)
    assert [each.number for each in open_requests(store)] == [one, two]
    assert kept(store, one).request.note == "a note that only the newer archive has"


def test_somebody_who_asks_since_the_step_stays_when_it_is_taken_back(store: Store) -> None:
    vouch(store, named("Kim Poe", "kim-poe"), word(), TODAY)
    (number,) = keep(store, jane("Kim Poe", "kim-poe"))
    undo(store, 1, TODAY)
    assert person_of(store, kept(store, number).person).name == "Kim Poe"


def test_somebody_whom_only_the_step_named_goes_with_it(store: Store) -> None:
    vouch(store, named("Kim Poe", "kim-poe"), word(), TODAY)
    undo(store, 1, TODAY)
    assert store.all("SELECT * FROM person") == store.all("SELECT * FROM name_key") == []


def test_the_log_of_a_person_is_not_that_of_who_later_gets_their_id(store: Store) -> None:
    vouch(store, named("Kim Poe", "kim-poe"), word(), TODAY)
    undo(store, 1, TODAY)
    vouch(store, named("Lou Roe", "lou-roe"), word(), TODAY)
    (row,) = store.all("SELECT id FROM person")
    assert [line.text for line in log_lines(store, person=row["id"])] == ["noted your word on Lou Roe"]


def test_an_answer_goes_with_the_question_that_is_taken_back(store: Store) -> None:
    (one,) = keep(store, jane())
    do(store, Verdict.ASK, one)
    note_answer(store, kept(store, one), "At the fair.", at(TODAY), TODAY)
    undo(store, 2, TODAY)
    assert question_of(store, one) is None
    assert store.all("SELECT * FROM answer") == []


def test_what_was_taken_back_is_still_told(store: Store) -> None:
    (one,) = keep(store, jane())
    do(store, Verdict.ACCEPT, one)
    undo(store, 1, TODAY)
    assert [(line.kind, line.text, line.is_undone) for line in log_lines(store)] == [
        ("undo", "took back: accepted Jane Doe (1)", False),
        ("step", "accepted Jane Doe (1)", True),
    ]
    assert len(log_lines(store, person=kept(store, one).person)) == 2


def test_a_step_that_changes_nothing_leaves_no_line(store: Store) -> None:
    (one,) = keep(store, jane())
    assert withdraw_vouch(store, person_of(store, kept(store, one).person), TODAY) == 0
    assert log_lines(store) == []
