"""A rule held against one fact sheet, line by line."""

from __future__ import annotations

from pathlib import Path

from screener.inference.inferring import EngineKind
from screener.rehearsal.trials import Outcome, not_yet, outcomes, ticks_of
from tests.policy.writing import check_text

RULES = """rules:
  - {{id: friend, conclude: friend, when: [meeting: present], because: x}}
  - id: one
    decide: accept
    priority: 5
    when: {when}
    unless: [friend, vouch: no]
    because: x
otherwise: {{decide: decline, because: x}}
examples:
  - {{name: e, given: {{{given}}}, expect: {{decide: decline}}}}
"""


def outcome_of(folder: Path, when: str, given: str) -> Outcome:
    checked = check_text(folder, RULES.format(when=when, given=given))
    assert checked.policy is not None, checked.errors
    (outcome,) = outcomes(checked.policy, checked.policy, engine=EngineKind.COMPILED)
    return outcome


def told(folder: Path, when: str, given: str) -> list[str]:
    outcome = outcome_of(folder, when, given)
    rule = next(rule for rule in outcome.policy.rules if rule.id == "one")
    situation = outcome.inferring.situation(outcome.sheet)
    ticks = ticks_of(rule, outcome.inferring, situation, outcome.sheet)
    return [f"{'  ' * tick.depth}{tick.mark} {tick.words} | {tick.actual}" for tick in ticks]


def test_each_line_has_its_mark_and_what_is_the_case(tmp_path: Path) -> None:
    when = "{any: [{mutual-connections: at least 5}, {note: {matches: goals}}, {mail: present}]}"
    assert told(tmp_path, when, "mutual-connections: 3, note: hello, mail: unknown") == [
        "? any of | ",
        "  ✗ mutual connections: at least 5 | number 3",
        "  ✗ note: matches 'goals' | text hello",
        "  ? mail: at least one | not known",
        "✓ no exception holds, as far as is known | ",
        "  ✗ any of | ",
        "    ✗ friend | no",
        "    ✗ vouch: no | there is none",
    ]


def test_a_record_matched_by_name_alone_says_so_and_counts_once(tmp_path: Path) -> None:
    when = "{at least 2 of: [{my-note: {matched-by: at least name}}, {address-book: {matched-by: at least name}}]}"
    lines = told(tmp_path, when, "my-note: [{text: x, matched-by: name}], address-book: [{matched-by: name}]")
    assert lines[0].startswith("✗ at least 2 of")
    hidden = told(tmp_path, "[address-book: present]", "address-book: [{matched-by: name}]")
    assert hidden[0] == "? address book: at least one | there is one, matched by name alone"


def test_how_near_a_rule_came_is_the_number_of_conditions_that_lack(tmp_path: Path) -> None:
    def lacking(when: str, given: str) -> int:
        outcome = outcome_of(tmp_path, when, given)
        rule = next(rule for rule in outcome.policy.rules if rule.id == "one")
        return not_yet(rule, outcome.inferring, outcome.inferring.situation(outcome.sheet))

    three = "[note: present, headline: present, mail: present]"
    assert lacking(three, "note: x") == 2
    assert (
        lacking(three, "note: x, headline: y, mail: [{count: 1, from-me: 0, from-them: 1, first: 2020, last: 2020}]")
        == 0
    )
    assert lacking("{any: [{note: present}, {all: [{mail: present}, {company: present}]}]}", "") == 1
    assert lacking("{at least 2 of: [{note: present}, {mail: present}, {company: present}]}", "note: x") == 1
    assert lacking("[note: present]", "note: x, vouch: no") == 1
