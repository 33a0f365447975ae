"""Each test of a field, by its type, and each value of an example."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.catalogue.values import PartialDate
from screener.policy.condition_wording import formula_words
from screener.policy.model import Condition, FieldTest, Op
from tests.policy.writing import OTHERWISE, check_text, rule

YEAR = 365.25


@pytest.mark.parametrize(
    ("written", "tests", "words"),
    [
        (
            "messages: {from-them: at least 1}",
            [FieldTest("from-them", Op.AT_LEAST, 1)],
            "messages: at least 1 from them",
        ),
        ("messages: {count: fewer than 3}", [FieldTest("count", Op.FEWER_THAN, 3)], "messages: fewer than 3 in all"),
        ("messages: {last: in 2020}", [FieldTest("last", Op.DURING, PartialDate(2020))], "messages: last in 2020"),
        (
            "messages: {last: before 2016-05}",
            [FieldTest("last", Op.BEFORE, PartialDate(2016, 5))],
            "messages: last before May 2016",
        ),
        (
            "messages: {last: at most 60 days}",
            [FieldTest("last", Op.AT_MOST, 60.0)],
            "messages: last at most 60 days ago",
        ),
        ("messages: {two-way: no}", [FieldTest("two-way", Op.IS_NO)], "messages: two way no"),
        (
            "shared-employer: {overlap: between 2 and 5 years}",
            [FieldTest("overlap", Op.BETWEEN, (2 * YEAR, 5 * YEAR))],
            "shared employer: overlap between 2 years and 5 years",
        ),
        (
            "shared-employer: {claimed: unknown}",
            [FieldTest("claimed", Op.IS_UNKNOWN)],
            "shared employer: claimed not known",
        ),
        ("mutual-connections: more than 3", [FieldTest("number", Op.MORE_THAN, 3)], "mutual connections: more than 3"),
        ("identity: ambiguous", [FieldTest("status", Op.ONE_OF, ("ambiguous",))], "identity: ambiguous"),
        ("claim: [met, taught]", [FieldTest("about", Op.ONE_OF, ("met", "taught"))], "claim: met or taught"),
        ("vouch: no", [FieldTest("recommend", Op.ONE_OF, ("no",))], "vouch: no"),
        (
            "claim: {checked: at least fits}",
            [FieldTest("checked", Op.AT_LEAST, "fits")],
            "claim: checked at least fits",
        ),
        ("listed: {in: never-connect}", [FieldTest("in", Op.IS, "never-connect")], "listed: is 'never-connect'"),
        (
            "company: {in: competitors}",
            [FieldTest("text", Op.IN_LIST, "competitors")],
            "company: in the list 'competitors'",
        ),
        (
            "note: {mentions: [€, engineer*], length: at least 100}",
            [FieldTest("text", Op.MENTIONS, ("€", "engineer*")), FieldTest("length", Op.AT_LEAST, 100)],
            "note: mentions '€' or 'engineer*', length at least 100",
        ),
        ("headline: {is: Founder}", [FieldTest("text", Op.IS, "Founder")], "headline: is 'Founder'"),
        (
            "note: {matches: my employers}",
            [FieldTest("text", Op.MATCHES, "my employers")],
            "note: matches 'my employers'",
        ),
        (r"note: {regex: '\d+'}", [FieldTest("text", Op.REGEX, r"\d+")], r"note: matches the expression '\\d+'"),
        (
            "shared-employer: {name: {is: Northwind}}",
            [FieldTest("name", Op.IS, "Northwind")],
            "shared employer: name is 'Northwind'",
        ),
    ],
)
def test_a_test_is_read_and_worded(tmp_path: Path, written: str, tests: list[FieldTest], words: str) -> None:
    checked = check_text(tmp_path, rule(f"- {written}"))
    assert checked.errors == ()
    assert checked.policy is not None
    when = checked.policy.rules[0].when
    assert isinstance(when, Condition)
    assert [*when.tests] == tests
    assert formula_words(when) == words


def test_records_count_those_that_pass_the_other_tests(tmp_path: Path) -> None:
    checked = check_text(tmp_path, rule("- endorsement-given: {age: at most 1 year, records: at least 3}"))
    assert checked.policy is not None
    when = checked.policy.rules[0].when
    assert isinstance(when, Condition)
    assert when.records == FieldTest("records", Op.AT_LEAST, 3)
    assert formula_words(when) == "endorsement given: age at most 1 year, at least 3 such records"


@pytest.mark.parametrize(
    ("written", "records"),
    [
        ("note: a text", ({"text": "a text"},)),
        ("note: 'unknown'", ({"text": "unknown"},)),
        ("note: unknown", None),
        ("messages: []", ()),
        ("mutual-connections: 12", ({"number": 12},)),
        ("claim: [met, taught]", ({"about": "met", "read-by": "phrase"}, {"about": "taught", "read-by": "phrase"})),
        ("vouch: {recommend: no}", ({"recommend": "no", "matched-by": "same-profile"},)),
        (
            "shared-employer: {name: A, overlap: 2 years, from: 2009-05, claimed: yes}",
            (
                {
                    "name": "A",
                    "overlap": 2 * YEAR,
                    "from": PartialDate(2009, 5),
                    "claimed": True,
                    "dates-known": True,
                },
            ),
        ),
        (
            "messages: {from-me: 0, from-them: 3, first: 2019, last: 2020-01-31, matched-by: name}",
            (
                {
                    "from-me": 0,
                    "from-them": 3,
                    "first": PartialDate(2019),
                    "last": PartialDate(2020, 1, 31),
                    "matched-by": "name",
                    "count": 3,
                    "two-way": False,
                    "grade": "one-way",
                },
            ),
        ),
    ],
)
def test_what_an_example_gives_has_the_type_of_its_field(tmp_path: Path, written: str, records: object) -> None:
    text = f"rules: []\nexamples:\n  - name: one\n    given:\n      {written}\n    expect: {{decide: decline}}\n"
    checked = check_text(tmp_path, text + OTHERWISE)
    assert checked.errors == ()
    assert checked.policy is not None
    subject = written.split(":")[0]
    assert checked.policy.examples[0].given[subject] == records


@pytest.mark.parametrize("place", ["given: {others: unknown}", "given: {}\n    others: unknown"])
def test_all_other_subjects_may_be_unknown(tmp_path: Path, place: str) -> None:
    text = f"rules: []\nexamples:\n  - name: one\n    {place}\n    expect: {{decide: decline}}\n"
    checked = check_text(tmp_path, text + OTHERWISE)
    assert checked.policy is not None
    assert checked.policy.examples[0].others_unknown


def test_a_bare_list_means_any_under_unless(tmp_path: Path) -> None:
    text = rule("- note: present\n- headline: present").replace(
        "    because:", "    unless:\n      - mail: present\n      - messages: present\n    because:"
    )
    checked = check_text(tmp_path, text)
    assert checked.policy is not None
    (only,) = checked.policy.rules
    assert formula_words(only.when) == "all of (note: at least one; headline: at least one)"
    assert only.unless is not None
    assert formula_words(only.unless) == "any of (mail: at least one; messages: at least one)"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("- recruiter: presnt", "'presnt' is no test of `recruiter`; did you mean 'present'?"),
        ("- messages: abesnt", "'abesnt' is no test of `messages`; did you mean 'absent'?"),
        ("- recruiter: yes", "'yes' is no test of `recruiter`; write `present`"),
        ("- sales: no", "'no' is no test of `sales`; write `absent`"),
        ("- recruter", "for the subject `recruiter` write a test, such as `recruiter: present`"),
    ],
)
def test_a_word_that_is_nearly_a_test_or_a_subject_is_told_with_what_was_meant(
    tmp_path: Path, written: str, message: str
) -> None:
    (error,) = check_text(tmp_path, rule(written)).errors
    assert message in error.text


def test_the_beginning_of_a_verdict_is_enough_to_guess_it(tmp_path: Path) -> None:
    text = "rules:\n  - {id: one, decide: ask, priority: 3, when: [note: present], because: So.}\n" + OTHERWISE
    assert "did you mean 'ask-for-context'?" in check_text(tmp_path, text).errors[0].text
