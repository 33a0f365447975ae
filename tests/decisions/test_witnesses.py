"""Witnesses: of the records that passed a rule's tests the best joined, then the newest, then file and row."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from screener.catalogue.values import PartialDate
from screener.decisions.decision import Decision
from screener.evidence.facts import Fact
from tests.decisions.deciding_on import decision_on, exchange, policy_of, record

KNOWN = policy_of("""
  - id: known
    decide: accept
    priority: 5
    when: [messages: {from-them: at least 2, matched-by: at least name}]
    because: "{{ messages.from_them }} messages from them."
""")
OLD, NEW = date(2015, 3, 1), date(2024, 7, 8)


def cited(decision: Decision) -> list[tuple[str, int]]:
    return [(one.source.file, one.source.row) for reason in decision.reasons for one in reason.evidence]


def witness_of(*facts: Fact) -> tuple[str, int]:
    found = [cited(decision_on(KNOWN, {"messages": order})) for order in (facts, facts[::-1])]
    assert found[0] == found[1]  # the order in which the records came does not matter
    return found[0][0]


def test_the_best_joined_record_is_the_witness_even_if_it_is_older() -> None:
    joins = ("name", "corroborated", "same-email", "same-profile")
    for worse, better in pairwise(joins):
        assert witness_of(exchange(worse, row=8, day=NEW), exchange(better, row=9, day=OLD))[1] == 9


def test_of_equally_joined_records_the_newest_is_the_witness() -> None:
    assert witness_of(exchange(row=2, day=OLD), exchange(row=3, day=NEW))[1] == 3
    assert witness_of(exchange(row=2), exchange(row=3, day=OLD))[1] == 3


def test_of_equal_records_the_first_by_file_and_row_is_the_witness() -> None:
    fields = {"count": 3, "from-me": 1, "from-them": 2, "two-way": True}
    first = record(fields, by="same-profile", file="a.csv", row=10, text="first")
    second = record(fields, by="same-profile", file="a.csv", row=11, text="second")
    other_file = record(fields, by="same-profile", file="b.csv", row=1, text="other")
    longer_name = record(fields, by="same-profile", file="a.csv.zip", row=1, text="longer")
    assert witness_of(second, other_file, longer_name, first) == ("a.csv", 10)


def test_a_record_that_did_not_pass_is_no_witness() -> None:
    assert witness_of(exchange("same-profile", row=2, from_them=1), exchange("name", row=3))[1] == 3


def test_the_reason_speaks_of_the_witness_and_the_evidence_cites_it() -> None:
    decision = decision_on(
        KNOWN, {"messages": [exchange(row=2, day=OLD, from_them=7), exchange("name", row=3, day=NEW)]}
    )
    (reason,) = decision.reasons
    assert reason.text == "7 messages from them."
    assert [one.text for one in reason.evidence] == ["messages in row 2"]


def test_every_subject_that_was_tested_has_its_witness_but_none_and_unless_have_not() -> None:
    policy = policy_of("""
  - id: both
    decide: accept
    priority: 5
    when:
      any: [messages: present, connection: present]
      none: [note: {mentions: [offer]}]
    unless: [headline: {mentions: [offer]}]
    because: "{% if messages %}wrote{% endif %}{% if connection %} connected{% endif %}"
""")
    connection = record({"same-profile": False}, by="corroborated", row=7)
    subjects = {"messages": [exchange()], "connection": [connection], "note": [record({"text": "hello"})]}
    (reason,) = decision_on(policy, subjects).reasons
    assert [one.subject for one in reason.evidence] == ["messages", "connection"]
    assert reason.text == "wrote connected"
    (reason,) = decision_on(policy, {"connection": [connection]}).reasons
    assert reason.text.strip() == "connected"


def test_a_field_that_is_not_known_is_false_in_a_reason_and_an_open_end_is_today() -> None:
    policy = policy_of("""
  - id: together
    decide: accept
    priority: 5
    when: [shared-employer: present]
    because: >-
      {{ shared_employer.name }}{% if shared_employer.staff %} with staff{% endif %}
      {%- if shared_employer.to %}, until {{ shared_employer.to }}{% endif %}.
""")
    firm = {"name": "Northwind", "dates-known": True}
    told = [
        decision_on(policy, {"shared-employer": [record({**firm, **more})]}).reasons[0].text
        for more in ({}, {"from": PartialDate(2020, 5)}, {"to": PartialDate(2021, 3)})
    ]
    assert told == ["Northwind.", "Northwind, until today.", "Northwind, until March 2021."]


def test_an_absence_that_made_a_rule_hold_cites_no_record() -> None:
    policy = policy_of("""
  - {id: nobody, decide: decline, priority: 5, when: [messages: absent, note: unknown], because: "Nobody."}
""")
    (reason,) = decision_on(policy, {"note": None}).reasons
    assert reason.evidence == ()


def test_a_weak_record_is_no_witness_of_a_mere_presence() -> None:
    policy = policy_of("""
  - {id: wrote, decide: accept, priority: 5, when: [messages: present], because: "{{ messages.count }} messages."}
""")
    facts = [exchange("name", row=2, day=NEW, count=9), exchange("corroborated", row=3, day=OLD, count=4)]
    assert decision_on(policy, {"messages": facts}).reasons[0].text == "4 messages."
