"""Coverage: what the fact sheets showed of each condition line."""

from __future__ import annotations

from pathlib import Path

from screener.inference.inferring import EngineKind
from screener.rehearsal.trials import coverage_of, outcomes
from tests.policy.writing import check_text

RULES = """rules:
  - id: wrote
    conclude: knows-them
    when:
      any:
        - messages: {from-them: at least 1}
        - old traces
    because: x
  - id: known
    decide: accept
    priority: 5
    when: [knows-them]
    unless: [vouch: no]
    because: x
  - id: two
    flag: two
    when:
      at least 2 of:
        - note: present
        - headline: present
        - mutual-connections: at least 5
    because: x
  - {id: off, status: retired, flag: off, when: [company: present], because: x}
define:
  conditions:
    old traces: {all: [mail: present]}
otherwise: {decide: decline, because: x}
examples:
"""
WROTE = "messages: [{count: 1, from-me: 0, from-them: 1, first: 2020, last: 2020}]"


def lacks(folder: Path, *given: str) -> dict[str, tuple[str, ...]]:
    examples = "".join(
        f"  - {{name: e{n}, given: {{{each}}}, expect: {{flags: []}}}}\n" for n, each in enumerate(given)
    )
    checked = check_text(folder, RULES + examples)
    assert checked.policy is not None, checked.errors
    tried = outcomes(checked.policy, checked.policy, engine=EngineKind.COMPILED)
    lines = coverage_of(checked.policy, ((outcome.inferring, outcome.sheet) for outcome in tried))
    return {line.words: line.lacks for line in lines}


def test_every_line_of_the_running_rules_is_there_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    everything = ("never yes", "never no", "never decisive")
    assert lacks(tmp_path, "others: unknown") == {
        "messages: at least 1 from them": ("never yes", "never no"),
        "knows-them: yes": ("never yes", "never no"),
        "vouch: no": everything,
        "note: at least one": everything,
        "headline: at least one": everything,
        "mutual connections: at least 5": everything,
        "mail: at least one": ("never yes", "never no"),
    }


def test_a_line_is_decisive_where_it_alone_settles_whether_the_rule_holds(tmp_path: Path) -> None:
    both_sides = lacks(tmp_path, WROTE, "", "note: x, headline: y", "note: x", "vouch: no, " + WROTE)
    assert both_sides == {
        "messages: at least 1 from them": (),
        "knows-them: yes": (),
        "vouch: no": (),
        "note: at least one": (),
        "headline: at least one": (),
        "mutual connections: at least 5": ("never yes",),
        "mail: at least one": ("never yes",),
    }
    never_near = lacks(tmp_path, "note: x, headline: y, mutual-connections: 9", "")
    assert never_near["note: at least one"] == ("never decisive",)


def test_what_is_unknown_counts_for_neither_side(tmp_path: Path) -> None:
    assert lacks(tmp_path, "mail: unknown")["mail: at least one"] == ("never yes", "never no")
