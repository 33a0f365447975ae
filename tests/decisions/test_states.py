"""States that leave nothing to decide run no rules; the others are decided. And who is declined in writing."""

from __future__ import annotations

import pytest

from screener.catalogue.subjects import SUBJECTS
from screener.evidence.facts import Fact
from screener.outcomes import Verdict
from tests.decisions.deciding_on import decision_on, exchange, policy_of, record

SETTLED = ("already-connected", "decided", "withdrawn", "waiting", "lapsed")
EVERYBODY = policy_of("""
  - {id: everybody, decide: accept, priority: 5, flag: look, because: All, when: [request: present]}
""")


def standing(state: str) -> list[Fact]:
    return [record({"state": state, "times-asked": 1}, row=14, text="sent on 3 March")]


@pytest.mark.parametrize("state", SETTLED)
def test_a_settled_state_runs_no_rules_and_says_why(state: str) -> None:
    decision = decision_on(EVERYBODY, {"request": standing(state)})
    (reason,) = decision.reasons
    assert (decision.state, decision.verdict, decision.certainty, decision.flags) == (state, None, None, ())
    assert reason.rule == state
    assert reason.text
    assert [(one.source.row, one.text) for one in reason.evidence] == [(14, "sent on 3 March")]


@pytest.mark.parametrize("state", sorted({*SUBJECTS["request"].fields["state"].choices} - {*SETTLED}))
def test_every_other_state_is_decided(state: str) -> None:
    decision = decision_on(EVERYBODY, {"request": standing(state)})
    assert (decision.state, decision.verdict, decision.flags) == (state, Verdict.ACCEPT, ("look",))


def test_a_connection_cites_the_row_that_shows_it_and_waiting_the_question() -> None:
    connection = record({"same-profile": True}, by="same-profile", row=99)
    decision = decision_on(EVERYBODY, {"request": standing("already-connected"), "connection": [connection]})
    assert [(one.subject, one.source.row) for one in decision.reasons[0].evidence] == [("connection", 99)]
    question = record({"age": 3.0, "answered": False}, by="same-profile", row=5)
    decision = decision_on(EVERYBODY, {"request": standing("waiting"), "question-asked": [question]})
    assert [(one.subject, one.source.row) for one in decision.reasons[0].evidence] == [("question-asked", 5)]


def test_a_request_without_a_state_is_new() -> None:
    assert decision_on(EVERYBODY, {}).state == "new"
    assert decision_on(EVERYBODY, {"request": None}).state == "new"


WRITTEN = policy_of(
    """
  - {id: studies, conclude: studies, because: S, when: [headline: {mentions: [student]}]}
  - {id: pitch, decide: decline, priority: 5, because: P, when: [note: {mentions: [offer]}]}
""",
    about_me="written-decline: {to: [studies, met]}\n",
    rest="define:\n  conditions:\n    met: {meeting: present}\n",
)
HEADLINE = {"student": [record({"text": "PhD student"})], "baker": [record({"text": "Baker"})]}
MEETING = [record({"age": 30.0, "title": "PyBilbao"}, by="same-profile")]


def test_a_kind_of_asker_may_be_a_conclusion_or_a_named_condition() -> None:
    assert decision_on(WRITTEN, {"headline": HEADLINE["student"]}).is_written_kind
    assert decision_on(WRITTEN, {"headline": HEADLINE["baker"], "meeting": MEETING}).is_written_kind
    assert not decision_on(WRITTEN, {"headline": HEADLINE["baker"]}).is_written_kind


def test_a_kind_that_is_only_unknown_is_not_written_to() -> None:
    assert not decision_on(WRITTEN, {"headline": None, "meeting": None}).is_written_kind


def test_without_any_kind_named_nobody_is_written_to() -> None:
    assert not decision_on(EVERYBODY, {"headline": HEADLINE["student"], "messages": [exchange()]}).is_written_kind
