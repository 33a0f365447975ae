"""JUnit reports are as their schema wants them, whatever the examples are called."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema

from screener.policy.loading import load_policy
from screener.rehearsal.trials import outcomes
from screener.reports.explanations import as_junit

SCHEMA = xmlschema.XMLSchema(Path(__file__).with_name("junit-10.xsd"))
RULES = """\
rules:
  - {id: pitch, decide: decline, priority: 90, when: [{sales: present}], because: They sell.}
otherwise: {decide: ask-for-context, because: Nothing.}
examples:
  - {name: "passes <&> ]]> \\e[31m\\0\\uFFFE 名", given: {sales: shovels}, expect: {decide: decline}}
  - {name: "fails, \\"quoted\\"", given: {}, expect: {decide: accept}}
  - {name: later, todo: "needs <a rule>", given: {}, expect: {decide: accept}}
"""


def junit_of(folder: Path) -> str:
    policy = load_policy(folder)
    return as_junit([*outcomes(policy, policy)])


@pytest.fixture
def report(tmp_path: Path) -> str:
    (tmp_path / "rules & co.yaml").write_text(RULES, encoding="utf-8")
    return junit_of(tmp_path)


def test_a_report_with_every_outcome_is_valid_by_the_schema(report: str) -> None:
    assert [str(error.reason) for error in SCHEMA.iter_errors(report)] == []


def test_a_report_without_examples_is_valid_by_the_schema() -> None:
    assert [str(error.reason) for error in SCHEMA.iter_errors(as_junit([]))] == []


def test_a_case_with_an_attribute_that_the_schema_lacks_is_not_valid(report: str) -> None:
    assert not SCHEMA.is_valid(report.replace("<testcase ", '<testcase line="1" '))


def test_what_failed_says_where_it_is_written(report: str) -> None:
    (suite,) = ElementTree.fromstring(report)
    passed, failed, later = suite
    assert (len(passed), passed.attrib["name"]) == (0, "passes <&> ]]> 名")
    assert [(each[0].tag, (each[0].text or "").rsplit("/", 1)[-1]) for each in (failed, later)] == [
        ("failure", "rules & co.yaml:6:5"),
        ("skipped", "rules & co.yaml:7:5"),
    ]
