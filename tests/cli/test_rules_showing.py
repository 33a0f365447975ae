"""The commands that show a policy and run its examples."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.running import Run

RULES = """\
rules:
  - id: wrote
    title: They wrote
    conclude: knows-them
    when:
      - messages: {from-them: at least 2}
    because: "They wrote {{ messages.count }} times."

  - {id: known, decide: accept, priority: 50, when: [knows-them], because: You know them.}
  - {id: pitch, decide: decline, priority: 90, when: [{sales: present}], because: They sell.}
otherwise: {decide: ask-for-context, because: Nothing.}
examples:
  - name: they wrote once
    given: {messages: [{count: 1, from-me: 0, from-them: 1, first: 2020, last: 2020}]}
    expect: {decide: accept, because: [known, wrote]}
  - name: a seller
    given: {sales: shovels}
    expect: {decide: decline}
  - {name: later, todo: needs a rule, given: {}, expect: {decide: accept}}
  - {name: done, todo: needs nothing, given: {}, expect: {decide: ask-for-context}}
"""


@pytest.fixture(autouse=True)
def mine(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    file = tmp_path / "mine" / "rules.yaml"
    file.write_text(RULES, encoding="utf-8")
    return file


def test_list_puts_the_deciding_rules_first_in_the_order_they_are_asked(run: Run) -> None:
    lines = run("rules", "list", "mine").out.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["id", "pitch", "known", "wrote"]
    assert lines[1].split() == ["pitch", "decides", "decline", "90", "active", "mine/rules.yaml:10"]


def test_list_names_the_shipped_rules_where_nobody_has_own_ones(run: Run) -> None:
    done = run("rules", "list")
    assert "never-connect" in done.out.splitlines()[1]
    assert done.err == "policy: shipped\n"


def test_show_tells_a_rule_as_written_in_words_and_what_uses_it(run: Run) -> None:
    out = run("rules", "show", "wrote", "--rules", "mine").out
    assert out.startswith("wrote: They wrote\n  concludes knows-them; active; mine/rules.yaml:2\n")
    written = out.split("As written:\n")[1].split("\n\n")[0]
    assert written == RULES.split("rules:\n")[1].split("\n\n")[0]
    assert "It is “knows them” if there are messages between you and them, at least 2 from" in out
    assert "  - known (decides accept)" in out
    assert "none; write one" in out
    assert "  - a seller (rules.yaml:" in run("rules", "show", "pitch", "--rules", "mine").out


def test_show_of_a_rule_that_is_not_there_says_which_is_near(run: Run) -> None:
    done = run("rules", "show", "pitsch", "--rules", "mine")
    assert done.code == 2
    assert "did you mean 'pitch'?" in done.err


def test_graph_is_a_tree_or_the_text_of_a_drawing(run: Run) -> None:
    assert "└─ known 50\n   └─ knows-them\n      └─ wrote  [messages]\n" in run("rules", "graph", "mine").out
    assert run("rules", "graph", "mine", "--mermaid").out.startswith('flowchart LR\n  r1["')


def test_say_tells_the_policy_in_prose(run: Run) -> None:
    out = run("rules", "say", "mine").out
    assert "1.  Decline if they sell something." in out
    assert "2.  Accept if “knows them” holds." in out


def test_test_shows_want_and_got_and_the_conditions_behind_it(run: Run) -> None:
    done = run("rules", "test", "mine")
    assert done.code == 1
    failed = done.out.split("\n\n\n")[0] if "\n\n\n" in done.out else done.out
    assert "mine/rules.yaml:13:5: they wrote once\n  decide: expected accept, found ask-for-context\n" in failed
    assert "  known (accept, priority 50) does not hold:\n    ✗ knows-them — no\n" in failed
    assert "    ✗ messages: at least 2 from them — from-them 1\n" in failed
    assert "later (still to do: needs a rule)" in done.out
    assert "'done' passes now; take its `todo` out" in done.err
    assert done.err.endswith("4 examples: 2 passed, 1 failed, 1 still to do\n")


def test_test_passes_where_only_what_is_to_do_fails(run: Run, mine: Path) -> None:
    mine.write_text(RULES.replace("from-them: 1,", "from-them: 2,").replace("count: 1", "count: 2"), encoding="utf-8")
    assert run("rules", "test", "mine").code == 0


def test_test_writes_junit(run: Run, tmp_path: Path) -> None:
    run("rules", "test", "mine", "--junit", "report.xml")
    (suite,) = ElementTree.parse(tmp_path / "report.xml").getroot()
    assert (suite.attrib["tests"], suite.attrib["failures"], suite.attrib["skipped"]) == ("4", "1", "1")
    wrote, seller, later, done = suite
    assert wrote[0].tag == "failure"
    assert "decide: expected accept, found ask-for-context" in wrote[0].attrib["message"]
    assert [len(seller), later[0].tag, len(done)] == [0, "skipped", 0]


def test_coverage_lists_what_no_example_tried(run: Run) -> None:
    out = run("rules", "coverage", "mine").out
    assert "mine/rules.yaml:6:9: never yes\n  messages: at least 2 from them [wrote]\n" in out
    assert "3 conditions, 1 of them seen yes, no and decisive\n" in out


def test_own_rules_on_top_of_the_shipped_ones_are_tried_alone(run: Run) -> None:
    run("init", "own")
    done = run("rules", "test", "own")
    assert (done.code, done.err.splitlines()[-1]) == (0, "2 examples: 2 passed, 0 failed")
    assert "1 condition, 1 of them" in run("rules", "coverage", "own").out


def test_one_rule_is_said_alone(run: Run) -> None:
    out = run("rules", "say", "shipped", "--rule", "declined-before").out
    assert out.startswith("Decline if you declined them before.\n")
    assert out.endswith("[declined-before]\n")
    assert "did you mean 'declined-before'?" in run("rules", "say", "shipped", "--rule", "declined-befor").err
