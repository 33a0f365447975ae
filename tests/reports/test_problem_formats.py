"""What a check found is written so that other programs take it."""

from __future__ import annotations

import json

import pytest
from sarif_kit.validate import validation_errors

from screener.errors import Problem
from screener.located.problem_codes import Code
from screener.reports.problem_formats import as_sarif

CODES = [code.value for code in Code]


def found(code: str, **place: int) -> Problem:
    return Problem(file="my rules/größe.yaml", code=code, text="unknown subject 'mutuals' {0} [x](1)", **place)


def test_sarif_with_every_code_is_valid_by_its_schema() -> None:
    problems = [("error", found(code, line=6, column=9)) for code in CODES]
    problems += [("warning", found(CODES[0], line=6)), ("warning", found(CODES[0]))]
    assert validation_errors(json.loads(as_sarif(problems))) == []
    assert validation_errors(json.loads(as_sarif([]))) == []


def test_a_log_that_is_not_sarif_is_told() -> None:
    log = json.loads(as_sarif([("error", found("R014", line=6))]))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert validation_errors(log)


@pytest.mark.parametrize("code", CODES)
def test_code_scanning_has_something_to_show_for_every_code(code: str) -> None:
    (ran,) = json.loads(as_sarif([("error", found(code, line=6))]))["runs"]
    (rule,) = ran["tool"]["driver"]["rules"]
    assert rule["id"] == code
    for key in ("shortDescription", "fullDescription", "help"):  # GitHub refuses a rule without one of them
        assert rule[key]["text"].strip()
    assert rule["help"]["markdown"].count("```") == 4
