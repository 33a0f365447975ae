"""What would change a verdict: which facts, in which words, and what the policy says to it when it is asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from screener.decisions.change import Change, Kind
from screener.decisions.change_search import Limit, Terrain, applied, changes_to, would_change
from screener.errors import UsageError
from screener.evidence.facts import Fact, FactSheet, fact_sheet
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import EngineKind, Inferring
from screener.outcomes import Verdict
from screener.policy.loading import load_policy
from screener.policy.model import Policy
from screener.rehearsal.trials import EXAMPLE_DAY, sheet_of
from tests.decisions.deciding_on import TODAY, exchange, policy_of, record


def rule(name: str, decide: str, priority: int, *when: str) -> str:
    return f"  - {{id: {name}, decide: {decide}, priority: {priority}, when: [{', '.join(when)}], because: So.}}\n"


WROTE = rule("friend", "accept", 20, "messages: {from-me: at least 1, from-them: at least 1}")
COMMON = rule("common", "ask-for-context", 10, "mutual-connections: at least 12")
COLLEAGUE = rule("colleague", "accept", 20, "shared-employer: {overlap: at least 1 month, staff: at most 500}")


def inferring_of(policy: Policy) -> Inferring:
    return Inferring(policy, vocabulary_for(policy, TODAY), EngineKind.COMPILED)


def said(changes: Iterable[Change]) -> list[tuple[str, str]]:
    return [(change.to.value, change.text) for change in changes]


def changes_of(rules: str, known: Mapping[str, Iterable[Fact] | None], **more: bool) -> list[tuple[str, str]]:
    return said(
        would_change(
            fact_sheet(known, others_unknown=more.get("others_unknown", False)), inferring_of(policy_of(rules))
        ).found
    )


def test_an_exchange_is_told_by_who_would_have_written() -> None:
    assert changes_of(WROTE, {}) == [("accept", "there were messages both ways")]


def test_a_file_that_was_not_read_is_named() -> None:
    assert changes_of(WROTE, {}, others_unknown=True) == [
        ("accept", "there were messages both ways (messages.csv was not read)")
    ]


def test_what_only_they_wrote_needs_only_the_other_half() -> None:
    theirs = exchange(from_me=0, from_them=3, two_way=False)
    assert changes_of(WROTE, {"messages": [theirs]}) == [("accept", "there were messages from you to them")]


def test_a_number_is_told_with_what_it_is_now() -> None:
    three = record({"number": 3})
    assert changes_of(COMMON, {"mutual-connections": [three]}) == [
        ("ask-for-context", "you had at least 12 connections in common instead of 3")
    ]


def test_a_field_that_is_unknown_comes_before_a_record_that_nobody_found() -> None:
    firm = record({"name": "Contoso", "overlap": 700.0})
    assert changes_of(COLLEAGUE + WROTE.replace("20", "30"), {"shared-employer": [firm]})[0] == (
        "accept",
        "at most 500 people worked there (Contoso)",
    )


def test_a_value_that_is_known_from_a_file_does_not_change() -> None:
    large = record({"name": "Contoso", "overlap": 700.0, "staff": 40_000})
    [(_, text)] = changes_of(COLLEAGUE, {"shared-employer": [large]})
    assert "you had both worked for the same firm" in text


def test_what_has_happened_does_not_change() -> None:
    assert changes_of(rule("before", "ask-for-context", 1, "earlier-decision: present"), {}) == []


def test_two_facts_are_changed_only_where_one_does_not_do() -> None:
    both = rule("both", "accept", 5, "my-note: present", "endorsement-given: present")
    assert changes_of(both, {}) == [("accept", "you had endorsed a skill of theirs and you kept a note on them")]
    assert changes_of(both, {"my-note": [record({"text": "x"}, by="same-profile")]}) == [
        ("accept", "you had endorsed a skill of theirs")
    ]


def test_taking_a_name_off_a_list_is_a_change() -> None:
    listing = rule("never", "ask-for-context", 9, "listed: {in: mine}") + "define: {lists: {mine: []}}\n"
    listed = record({"in": "mine"}, by="same-profile")
    assert changes_of(listing, {"listed": [listed]}) == [("decline", "they stood on none of your lists")]


def test_a_request_with_nothing_to_decide_has_no_changes() -> None:
    request = record({"state": "withdrawn", "times-asked": 1})
    assert changes_of(WROTE, {"request": [request]}) == []


def test_a_goal_that_is_reached_needs_no_change() -> None:
    inferring = inferring_of(policy_of(WROTE))
    assert changes_to(fact_sheet({}, others_unknown=False), inferring, Verdict.DECLINE).found == ()


def test_a_rule_is_made_to_win_and_not_only_to_hold() -> None:
    inferring = inferring_of(policy_of(WROTE + COMMON))
    sheet = fact_sheet({"messages": [exchange()], "mutual-connections": [record({"number": 12})]}, others_unknown=False)
    assert changes_to(sheet, inferring, "common").found == ()  # what was written cannot be unwritten
    bare = fact_sheet({}, others_unknown=False)
    assert said(changes_to(bare, inferring, "common").found) == [
        ("ask-for-context", "you had at least 12 connections in common")
    ]


def test_a_rule_that_does_not_run_is_no_goal() -> None:
    with pytest.raises(UsageError, match="'nobody'"):
        changes_to(fact_sheet({}), inferring_of(policy_of(WROTE)), "nobody")


def shipped_sheets() -> list[tuple[str, FactSheet]]:
    return [(example.name, sheet_of(example)) for example in load_policy().examples]


def test_every_change_of_the_shipped_examples_is_agreed_to_by_the_policy() -> None:
    policy = load_policy()
    inferring = Inferring(policy, vocabulary_for(policy, EXAMPLE_DAY), EngineKind.COMPILED)
    for name, sheet in shipped_sheets():
        verdict = inferring.agenda(inferring.situation(sheet)).verdict
        changes = would_change(sheet, inferring)
        assert changes.is_complete, name
        for change in changes.found:
            after = inferring.agenda(inferring.situation(applied(sheet, change.facts))).verdict
            assert after == change.to != verdict, name


def test_records_that_files_proved_are_never_taken_away() -> None:
    policy = load_policy()
    inferring = Inferring(policy, vocabulary_for(policy, EXAMPLE_DAY), EngineKind.COMPILED)
    gone = {
        one.subject
        for _, sheet in shipped_sheets()
        for change in would_change(sheet, inferring).found
        for one in change.facts
        if one.kind is Kind.GONE
    }
    assert gone <= {"listed", "vouch", "expected"}


def test_a_search_that_comes_to_its_limit_says_so() -> None:
    limit = Limit(1, 3)
    terrain = Terrain(inferring_of(load_policy()))
    terrain.smallest(fact_sheet({}), terrain.signature(fact_sheet({})), terrain.compiled.verdicts, limit)
    assert limit.is_reached
