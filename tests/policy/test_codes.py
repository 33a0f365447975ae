"""Mistakes in rule files, each with its code and a message that says what to do. `test_pages` tries every code."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.located.problem_codes import Code
from screener.policy.loading import check_policy
from tests.policy.writing import EXAMPLES, OTHERWISE, check_text, rule


def deciding(rest: str) -> str:
    return f"rules:\n  - id: one\n    when: [note: present]\n    because: It holds.\n{rest}" + OTHERWISE + EXAMPLES


def example(given: str, expect: str = "{decide: decline}") -> str:
    return f"rules: []\nexamples:\n  - {{name: one, given: {given}, expect: {expect}}}" + OTHERWISE


DECLINE = "    decide: decline\n    priority: 1\n"
CONCLUDED = "  - id: two\n    conclude: known-to-me\n    when: [{when}]\n    because: It holds.\n{rest}"

# The message of each code must contain the text beside it.
MISTAKES = [
    (Code.NOT_TEXT, "a: \x07", "is not text"),
    (Code.TOO_LARGE, "# \n" * 400_000, "larger than 1 MB"),
    (Code.TOO_DEEP, "[" * 60, "nested more than 50 deep"),
    (Code.SYNTAX, "rules: [", "not closed"),
    (Code.SIGN, rule("- mutual-connections: > 3"), "write `more than 3`"),
    (Code.SIGN, rule("- mutual-connections: <= 3"), "write `at most 3`"),
    (Code.COMMENT, rule("- #x"), "quote it"),
    (Code.ESCAPE, rule('- note: {regex: "\\d"}'), "single quotes"),
    (Code.BRACES, deciding("    flag: {{ note.text }} is\n"), "must be quoted"),
    (Code.COLON, deciding("    flag: know: them\n"), "quote the whole text"),
    (Code.FIRST_CHARACTER, deciding("    flag: @them\n"), "must be quoted"),
    (Code.ANCHOR, deciding("    flag: &x them\n"), "anchor"),
    (Code.TAG, deciding("    flag: !x them\n"), "tag"),
    (Code.SUBJECT, rule("- mutuals: present"), "did you mean 'mutual-connections'?"),
    (Code.SUBJECT, example("{mesages: []}"), "did you mean 'messages'?"),
    (Code.DOCUMENTS, deciding("    flag: x\n") + "---\na: b\n", "one in a file"),
    (Code.DUPLICATE_KEY, deciding("    flag: x\n    flag: y\n"), "the first is in line 5"),
    (Code.KEY, "? [a]\n: b\nrules: []" + OTHERWISE + EXAMPLES, "a key is a plain text"),
    (Code.UNKNOWN_KEY, deciding("    decide: decline\n    priorty: 3\n"), "did you mean 'priority'?"),
    (Code.SHAPE, "[a, b]\n", "is a map with keys"),
    (Code.SHAPE, rule("any: {note: present}"), "are a list"),
    (Code.EMPTY, deciding("    flag:\n"), "is empty"),
    (Code.EMPTY, rule("- note:"), "write `present`"),
    (Code.EMPTY, rule("' '"), "a condition is missing"),
    (Code.MISSING, deciding("    decide: accept\n"), "lacks `priority`"),
    (Code.MISSING, "rules:\n  - {id: one, flag: x, when: [note: present]}" + OTHERWISE + EXAMPLES, "lacks `because`"),
    (Code.MISSING, "rules:\n  - {flag: x, when: [note: present], because: y}" + OTHERWISE + EXAMPLES, "lacks `id`"),
    (Code.NAME, deciding("    conclude: Known To Me\n"), "write `known-to-me`"),
    (Code.NAME, deciding("    conclude: messages\n"), "the name of a subject"),
    (Code.DUPLICATE_ID, deciding("    flag: x\n  - {id: one, flag: y, when: [note: present], because: z}\n"), "taken"),
    (Code.PURPOSE, deciding(""), "`conclude: NAME`"),
    (Code.PURPOSE, deciding(DECLINE + "    conclude: x\n"), "make two rules"),
    (Code.VALUE, deciding("    decide: declined\n    priority: 1\n"), "did you mean 'decline'?"),
    (Code.VALUE, rule("- identity: same-mail"), "did you mean 'same-email'?"),
    (Code.VALUE, rule("- note: {mentions: ['a* b']}"), "at the end of a word"),
    (Code.FIELD, rule("- messages: {cuont: at least 3}"), "did you mean 'count'?"),
    (Code.TEST, rule("- messages: at least 3"), "takes `present`, `absent`, `unknown`"),
    (Code.TEST, rule("- messages: {count: 3}"), "write `exactly 3`"),
    (Code.TEST, rule("- messages: {count: less than 3}"), "write `fewer than 3`"),
    (Code.TEST, rule("- messages: {two-way: true}"), "write `yes`"),
    (Code.TEST, rule("- messages: {last: 2016}"), "write `in 2016`"),
    (Code.TEST, rule("- messages: {matches: x}"), "no field 'matches'"),
    (Code.TEST, rule("- note: sales"), "{mentions: [sales]}"),
    (Code.TEST, rule("- identity: at least name-only"), "have no order"),
    (Code.TEST, rule("- shared-employer: {overlap: unknown}"), "is a span of time"),
    (Code.AMOUNT, rule("- shared-employer: {overlap: at least 3}"), "write days, weeks, months or years"),
    (Code.AMOUNT, rule("- messages: {count: at least 3 days}"), "has no unit"),
    (Code.AMOUNT, rule("- messages: {last: before 2016-13}"), "is no date"),
    (Code.AMOUNT, rule("- messages: {count: between 5 and 2}"), "the smaller one first"),
    (Code.AMOUNT, deciding("    decide: decline\n    priority: high\n"), "whole number"),
    (Code.NAMELESS, rule("- known-to-me"), "no rule concludes"),
    (Code.NAMELESS, rule("- messages"), "write `messages: present`"),
    (Code.NAMELESS, rule("any: traces"), "`define: condition-lists:`"),
    (Code.PHRASES, rule("- note: {matches: sales pich}", rest="define: {phrases: {sales pitch: [buy]}}"), "pitch"),
    (Code.LIST, rule("- company: {in: competitor}"), "did you mean 'competitors'?"),
    (Code.TEMPLATE, deciding("    decide: accept\n    priority: 1\n    reply: thank\n"), "did you mean 'thanks'?"),
    (Code.TEMPLATE, deciding(DECLINE + "    ask: where-we-mett\n"), "did you mean 'where-we-met'?"),
    (Code.REGEX, rule("- note: {regex: '('}"), "cannot be used"),
    (Code.COUNT, rule("at least 0 of: [note: present]"), "always holds"),
    (Code.COUNT, rule("at least 2 of: [note: present]"), "never holds"),
    (Code.COUNT, rule("at most 2 of: [note: present]"), "`at least 2 of`"),
    (Code.EMPTY_GROUP, rule("any: []"), "write at least one"),
    (Code.CIRCLE, rule("- a", rest="define: {conditions: {a: b, b: a}}\n"), "a → b → a"),
    (Code.SAY, deciding("    flag: x\n    say: [note.text]\n"), "may not be said"),
    (Code.SAY, deciding("    flag: x\n    say: [meeting.title]\n"), "say `meeting.age`: the reply then tells the day"),
    (Code.SAY, deciding("    flag: x\n    say: [shared-employer.name]\n"), "does not test"),
    (Code.BECAUSE, rule("- note: present", because="{{ note.text"), "no good template"),
    (Code.BECAUSE, rule("- note: present", because="{{ note }}"), "name a field, such as `note.text`"),
    (Code.BECAUSE, rule("- note: present", because="{{ note.text.upper() }}"), "only names"),
    (Code.WITNESS, rule("- note: present", because="{{ messages.count }}"), "does not test `messages`"),
    (Code.WITNESS, rule("- note: present", because="{{ note.txt }}"), "no such field; did you mean 'text'?"),
    (Code.WITNESS, rule("- note: present", because="{{ nota.text }}"), "did you mean 'note'?"),
    (Code.NOT_ESTABLISHED, rule("any: [note: present, mail: present]", because="{{ mail.count }}"), "{% if mail"),
    (Code.OTHERWISE, "rules: []\n" + EXAMPLES, "no file has `otherwise`"),
    (Code.NOT_SHIPPED, "rules: [{id: nowhere, status: retired}]" + OTHERWISE + EXAMPLES, "no shipped rule 'nowhere'"),
    (Code.EXAMPLE, example("{}", "{because: [nowhere]}"), "a rule that is not there"),
    (Code.MODEL_AS_PROOF, rule("- claim: {about: met, read-by: model}"), "what the trained reader alone reads"),
    (Code.MODEL_AS_PROOF, rule("- note: {likely-signs: mass}"), "what the trained reader alone reads"),
    (Code.EXAMPLE, example("{}", "{conclude: [nowhere]}"), "a conclusion that is not there"),
    (Code.RECORD, example("{shared-employer: {overlap: 3 years}}"), "has `name`"),
    (Code.RECORD, example("{shared-employer: {name: A, overlap: long}}"), "`19 months`"),
    (Code.RECORD, example("{messages: present}"), "is a map of its fields"),
    (Code.USELESS_KEY, deciding("    flag: x\n    priority: 3\n"), "take it out"),
]  # fmt: skip

WARNINGS = [
    (Code.NO_EXAMPLES, deciding("    flag: x\n").replace(EXAMPLES, ""), "has no `examples`"),
    (Code.HELPS_DECLINE, deciding(DECLINE).replace("note: present", "location: {mentions: [x]}"), "`location`"),
    (Code.HELPS_DECLINE, deciding(DECLINE).replace("note: present", "note: {language: es}"), "`note: language`"),
    (
        Code.RARELY_KNOWN,
        deciding("    flag: x\n" + CONCLUDED.format(when="mail: present", rest=""))
        .replace("when: [note: present]", "when: {none: [known-to-me]}"),
        "a mailbox",
    ),
    (
        Code.NEVER_CONCLUDED,
        deciding("    flag: x\n" + CONCLUDED.format(when="mail: present", rest="    status: unfinished\n"))
        .replace("when: [note: present]", "when: [known-to-me]"),
        "always no",
    ),
    (Code.LIST, rule("- company: {in: trusted circle}"), "so it is empty"),
    (
        Code.DUPLICATE_TITLE,
        deciding("    flag: x\n    title: One\n" + CONCLUDED.format(when="mail: present", rest="    title: one\n")),
        "that of `one` as well",
    ),
    (Code.NEVER_TRUE, rule("- mutual-connections: between 2.1 and 2.9"), "nothing can pass `between 2.1 and 2.9`"),
    (Code.NEVER_TRUE, rule("- claim: {about: met, records: fewer than 0}"), "nothing can pass"),
    (Code.ALWAYS_TRUE, rule("- note: {length: at least 0}"), "everything passes `length at least 0`"),
    (Code.ALWAYS_TRUE, rule("- twin: [headline, note, name]"), "everything passes"),
    (Code.DOUBLE_NEGATIVE, rule("none: [none: [note: present]]"), "write `any`"),
    (Code.DOUBLE_NEGATIVE, rule("none: [note: absent]"), "`note: present` outside it"),
    (Code.DOUBLE_NEGATIVE, rule("- note: present", rest="    unless: [none: [mail: present]]\n"), "under `when`"),
    (Code.UNUSED, rule("- note: present", rest="define: {phrases: {pitch: [buy]}}"), "nothing uses 'pitch'"),
    (Code.UNUSED, rule("- note: present", rest="define: {condition-lists: {some: [mail: present]}}"), "'some'"),
    (Code.REPEATED_WORDS, rule("- note: {mentions: [tea, Téa]}"), "as 'tea'; take it out"),
    (Code.REPEATED_WORDS, rule("- note: {mentions: [a, b, a]}"), "before; take it out"),
    (Code.RISKY_REGEX, rule("- note: {regex: '(a+)+b'}"), "repeats what is itself repeated"),
    (Code.RISKY_REGEX, rule(r"- note: {regex: '\w*\w*\w*\w*[%&]'}"), "ran out of time"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "advice"), MISTAKES)
def test_a_mistake_is_one_message_with_its_code(tmp_path: Path, code: Code, text: str, advice: str) -> None:
    errors = check_text(tmp_path, text).errors
    assert [problem.code for problem in errors] == [code]
    assert advice in errors[0].text


@pytest.mark.parametrize(("code", "text", "advice"), WARNINGS)
def test_a_warning_lets_the_policy_run(tmp_path: Path, code: Code, text: str, advice: str) -> None:
    checked = check_text(tmp_path, text)
    assert checked.policy is not None
    assert [problem.code for problem in checked.warnings] == [code]
    assert advice in checked.warnings[0].text


def test_conclusions_in_a_circle_name_the_whole_circle(tmp_path: Path) -> None:
    rules = [
        f"  - {{id: {name}-rule, conclude: {name}, when: [{{{after}: no}}], because: x}}\n"
        for name, after in (("a", "b"), ("b", "c"), ("c", "a"))
    ]
    errors = check_text(tmp_path, "rules:\n" + "".join(rules) + OTHERWISE + EXAMPLES).errors
    assert [problem.code for problem in errors] == [Code.CYCLE]
    assert "a → b → c → a" in errors[0].text


def test_a_folder_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    assert [problem.code for problem in check_policy(tmp_path / "nowhere").errors] == [Code.UNREADABLE]
    assert [problem.code for problem in check_policy(tmp_path).errors] == [Code.UNREADABLE]


def test_a_file_with_another_ending_is_told(tmp_path: Path) -> None:
    (tmp_path / "more.yml").write_text("rules: []", encoding="utf-8")
    assert [problem.code for problem in check_text(tmp_path, rule("- note: present")).warnings] == [Code.IGNORED_FILE]


def test_codes_are_told_apart_and_say_what_they_mean() -> None:
    assert len({str(code) for code in Code}) == len(Code)
    assert all(len(code.meaning) > 10 for code in Code)
