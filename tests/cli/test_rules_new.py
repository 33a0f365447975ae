"""`rules new`: by options, by answers on standard input, and what happens with wrong answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.policy.loading import load_policy
from tests.cli.running import Run

PURPOSE = "Recruiters who name a salary get a question"
ID = "recruiters-who-name-a-salary-get-a-question"
OPTIONS = ("--for", PURPOSE, "--do", "ask-for-context", "--when", "recruiter: present", "--when",
           "note: mentions: [salary]", "--ask", "what-links-us", "--because", "They name a salary.")  # fmt: skip


@pytest.fixture(autouse=True)
def mine(run: Run, tmp_path: Path) -> Path:
    run("init", "mine")
    return tmp_path / "mine" / "my-rules.yaml"


def test_options_alone_make_a_rule_with_an_example_that_passes(run: Run, mine: Path) -> None:
    before = mine.read_text(encoding="utf-8")
    done = run("rules", "new", "--rules", "mine", *OPTIONS, "--yes")
    assert done.code == 0
    assert done.out.startswith(f"- id: {ID}\n  title: {PURPOSE}\n  decide: ask-for-context\n  priority: kinds\n")
    assert "Proposed priority: kinds, the band of kind-of-asker-with-a-trace" in done.err
    assert "There is no store yet, so nothing to compare with" in done.err
    after = mine.read_text(encoding="utf-8")
    assert after.startswith(before.split("\nexamples:")[0])
    rule = next(rule for rule in load_policy(mine.parent).rules if rule.id == ID)
    assert (rule.decide, rule.priority, rule.ask) == ("ask-for-context", 420, "what-links-us")
    assert run("rules", "test", "mine").err.endswith("3 examples: 3 passed, 0 failed\n")


def test_answers_on_standard_input_make_a_rule(run: Run, mine: Path) -> None:
    answers = [
        PURPOSE,
        "perhaps",  # none of the five
        "ask",
        "?",
        "recruter: present",  # told at once, and asked again
        "recruiter",
        "present",
        "note",
        "mentions: [salary]",
        "",
        "",  # the reason that is proposed
        "?",
        "high",  # no band
        "416",
        "what-links-us",
        "y",
    ]
    done = run("rules", "new", "--rules", "mine", stdin="\n".join([*answers, ""]).encode())
    assert done.code == 0, done.err
    assert done.out.startswith(f"- id: {ID}\n")
    assert "'perhaps' is none of them; allowed: `accept`" in done.err
    assert "did you mean 'recruiter'?" in done.err
    assert "'high' is neither a band nor a whole number" in done.err
    assert "  kinds (360 to 420): kinds of askers" in done.err
    assert max(len(line) for line in done.err.splitlines() if line.startswith("  ")) <= 80
    assert "specific: yes (it names a concrete role)" in done.err
    rule = next(rule for rule in load_policy(mine.parent).rules if rule.id == ID)
    assert (rule.priority, rule.because) == (416, f"{PURPOSE}.")


def test_no_leaves_the_file_as_it_is(run: Run, mine: Path) -> None:
    before = mine.read_text(encoding="utf-8")
    done = run("rules", "new", "--rules", "mine", *OPTIONS, "--priority", "416", stdin=b"n\n")
    assert "nothing was written" in done.err
    assert mine.read_text(encoding="utf-8") == before


def test_answers_that_end_too_early_are_an_error_and_write_nothing(run: Run, mine: Path) -> None:
    before = mine.read_text(encoding="utf-8")
    done = run("rules", "new", "--rules", "mine", stdin=f"{PURPOSE}\n".encode())
    assert done.code == 2
    assert "no answer to 'What should it do?" in done.err
    assert mine.read_text(encoding="utf-8") == before


def test_a_rule_that_would_not_pass_the_check_is_not_written(run: Run, mine: Path) -> None:
    before = mine.read_text(encoding="utf-8")
    done = run("rules", "new", "--rules", "mine", *OPTIONS, "--unless", "mutuals: > 3", "--yes")
    assert done.code == 3
    assert "mutual-connections" in done.err or "more than 3" in done.err
    assert mine.read_text(encoding="utf-8") == before


def test_a_conclusion_and_a_flag_need_no_priority(run: Run, mine: Path) -> None:
    few = ("rules", "new", "--rules", "mine", "--yes", "--because", "So it is.")
    assert (
        run(*few, "--for", "Old friends", "--do", "conclude", "--name", "Old friend", "--when", "my-note: present").code
        == 0
    )
    assert (
        run(*few, "--for", "Tea", "--do", "flag", "--name", "drinks: tea", "--when", "note: {mentions: [tea]}").code
        == 0
    )
    rules = {rule.id: rule for rule in load_policy(mine.parent).rules}
    assert rules["old-friends"].conclude == "old-friend"
    assert rules["tea"].flag == "drinks: tea"
    assert run("rules", "test", "mine").code == 0


def test_a_second_rule_for_the_same_purpose_gets_another_id(run: Run) -> None:
    run("rules", "new", "--rules", "mine", *OPTIONS, "--yes")
    assert f"- id: {ID}-2\n" in run("rules", "new", "--rules", "mine", *OPTIONS, "--yes").out


def test_a_deed_that_is_none_is_told_with_what_is_near(run: Run) -> None:
    done = run("rules", "new", "--rules", "mine", "--for", "x", "--do", "declne")
    assert done.code == 2
    assert "did you mean 'decline'?" in done.err


def test_without_rules_of_ones_own_there_is_nothing_to_write_into(run: Run) -> None:
    done = run("rules", "new", *OPTIONS, "--yes")
    assert (done.code, "screener init" in done.err) == (2, True)


def test_with_yes_a_rule_that_breaks_an_example_is_not_written(run: Run, mine: Path) -> None:
    assert run("rules", "new", "--rules", "mine", *OPTIONS, "--yes").code == 0
    before = mine.read_text(encoding="utf-8")
    breaking = ("--for", "Recruiters", "--do", "decline", "--when", "recruiter: present", "--priority", "900")
    done = run("rules", "new", "--rules", "mine", *breaking, "--yes")
    assert done.code == 1
    assert "1 example would fail that did not; nothing was written" in done.err
    assert f"mine/my-rules.yaml:44:5: example {PURPOSE!r} fails" in done.err
    assert mine.read_text(encoding="utf-8") == before


def test_yes_never_stops_at_a_question(run: Run, mine: Path) -> None:
    few = ("rules", "new", "--rules", "mine", "--yes", "--for", "Old friends")
    done = run(*few)
    assert (done.code, "--yes asks nothing, so it needs --do and --when" in done.err) == (2, True)
    assert "needs --name" in run(*few, "--do", "flag", "--when", "my-note: present").err
    done = run(*few, "--do", "accept", "--when", "my-note: present")
    assert done.code == 0, done.err
    assert 'because: "Old friends."' in mine.read_text(encoding="utf-8")


def test_a_refusal_cites_no_line_of_a_text_that_was_never_written(run: Run) -> None:
    done = run("rules", "new", "--rules", "mine", *OPTIONS, "--unless", "sales: presnt", "--yes")
    assert done.code == 3
    assert "\n  'presnt' is no test of `sales`; did you mean 'present'? (R027)\n" in done.err
    assert ".yaml:" not in done.err


def test_a_misspelt_subject_and_a_second_condition_are_helped_on(run: Run) -> None:
    answers = ["Pay", "flag", "pay", "recruter", "knows-thm", "recruiter", "present, note: {mentions: [pay]}"]
    done = run("rules", "new", "--rules", "mine", stdin="\n".join([*answers, ""]).encode())
    assert "write a test, such as `recruiter: present`" in " ".join(done.err.split())
    assert "did you mean 'knows-them'?" in " ".join(done.err.split())
    assert "one condition at a time: you are asked for more of them next" in " ".join(done.err.split())
