"""The brief: ten lines at most in each form, what is worth attention in them, and the command that comes next."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from screener.ledger.deeds import Owed
from screener.ledger.persons import Person
from screener.reports.day_brief import Standing, as_brief
from screener.reports.form import Triage
from tests.cli.running import Run, runner

HOSTILE = "<img src=https://evil.example/x onerror=alert(1)>\x1b[31m"
DAY = date(2026, 3, 10)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


@pytest.fixture
def triage(run: Run) -> Triage:
    """The demo's requests."""
    from screener import Screener

    assert run("demo", "--copy", "demo").code == 0
    files = [next(Path("demo").glob("Complete_*")), "demo/requests.csv", "demo/contacts.vcf"]
    return Screener(rules="demo/rules", today=DAY).triage(files)


def owed(number: int, name: str, until: date, nudged: date | None = None) -> Owed:
    person = Person(id=number, name=name, slug="", email="", company="", position="")
    return Owed(number=number, person=person, question="Where did we meet?", since=DAY, until=until, nudged=nudged)


@pytest.mark.parametrize(("form", "mark"), [("text", ""), ("markdown", "- "), ("html", "<li>")])
def test_there_are_ten_lines_at_most_in_each_form(triage: Triage, form: str, mark: str) -> None:
    answered = replace(triage.requests[0], state="waiting-answered")
    full = replace(triage, requests=(answered, *triage.requests[1:]))
    standing = Standing(owed=[owed(40, "Ana Ruiz", date(2026, 3, 1))])
    lines = [line for line in as_brief(full, form, standing).splitlines() if line.startswith(mark)]
    assert len([line for line in lines if mark or line]) == 10


def test_declines_are_told_by_the_rules_they_rest_on(triage: Triage) -> None:
    line = next(line for line in as_brief(triage, "text").splitlines() if line.startswith("Decline: "))
    declined = [one for one in triage.requests if one.verdict == "decline"]
    otherwise = sum(one.group == "otherwise" for one in declined)
    assert line.startswith(f"Decline: {len(declined)}, ")
    assert f"otherwise {otherwise}" in line


def test_who_is_overdue_is_named_apart_from_who_may_still_answer(triage: Triage) -> None:
    waiting = [owed(40, "Ana Ruiz", date(2026, 3, 9)), owed(41, "Bo Lind", date(2026, 3, 10))]
    text = as_brief(triage, "text", Standing(owed=waiting))
    assert "Waiting for an answer: 2: Ana Ruiz (40), Bo Lind (41); overdue: Ana Ruiz (40)\n" in text


def test_next_is_the_answer_then_the_reminder_then_the_queue_then_newer_files(triage: Triage) -> None:
    def last(triage: Triage, standing: Standing) -> str:
        return as_brief(triage, "text", standing).splitlines()[-1]

    silent = Standing(owed=[owed(40, "Ana Ruiz", date(2026, 3, 1))])
    reminded = Standing(owed=[owed(40, "Ana Ruiz", date(2026, 3, 1), nudged=date(2026, 3, 2))])
    answered = replace(triage.requests[0], state="waiting-answered", number=7)
    assert last(replace(triage, requests=(answered,)), silent) == "Next: screener show 7"
    assert last(triage, silent) == "Next: screener reply 40 --reminder"
    assert last(triage, reminded) == "Next: screener review"
    assert last(replace(triage, requests=()), reminded).startswith("Next: screener triage FILES…")


def test_a_strangers_name_is_no_markup_and_no_control_character(triage: Triage) -> None:
    hostile = replace(triage, requests=(replace(triage.requests[0], name=HOSTILE),))
    assert "<img" not in as_brief(hostile, "html")
    assert "\x1b" not in as_brief(hostile, "text")
