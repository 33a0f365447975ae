"""`screener who` and `unlink`: the user says who somebody is, and takes it back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Run
from tests.screening.test_identities import archive

TODAY = ("--today", "2026-03-10")


ZDENKA = "Zdenka Featherstone"


@pytest.fixture
def asked(run: Run, tmp_path: Path) -> Run:
    """The command line, with an archive in the store: somebody asks who may be the one whom the user recommended."""
    asking = ((ZDENKA, "zdenka"), ("Rob Ashe", "rob-ashe"))
    assert run("triage", archive(tmp_path, *asking), *TODAY).code == 0
    return run


def verdict(run: Run, name: str) -> str:
    queue = json.loads(run("queue", "--format", "json", *TODAY).out)["requests"]
    return next(str(one["verdict"]) for one in queue if one["name"] == name)


def test_without_a_terminal_all_who_are_to_be_confirmed_stand_in_the_output(asked: Run) -> None:
    told = json.loads(asked("who", "--format", "json", *TODAY).out)["requests"]
    assert ZDENKA in [one["name"] for one in told]
    assert {one["question"]["to"] for one in told} == {"user"}
    assert "Is this the Zdenka Featherstone of Contoso" in " ".join(asked("who", *TODAY).out.split())


@pytest.mark.parametrize(("word", "expected"), [("yes", "accept"), ("no", "decline"), ("1", "accept")])
def test_an_answer_decides_and_unlink_and_undo_take_it_back(asked: Run, word: str, expected: str) -> None:
    assert verdict(asked, ZDENKA) == "ask-for-context"
    for taking_back in (("unlink", ZDENKA), ("undo",)):
        assert asked("who", ZDENKA, word, *TODAY).code == 0
        assert verdict(asked, ZDENKA) == expected
        assert asked(*taking_back, *TODAY).code == 0
        assert verdict(asked, ZDENKA) == "ask-for-context"


def test_later_writes_nothing(asked: Run) -> None:
    before = asked("history").out
    assert ZDENKA in asked("who", ZDENKA, "later", *TODAY).out
    assert asked("history").out == before
    assert verdict(asked, ZDENKA) == "ask-for-context"


def test_a_name_of_the_files_may_be_given_and_an_unknown_one_says_so(asked: Run) -> None:
    assert asked("who", "Rob Ashe", ZDENKA, *TODAY).code == 0
    assert verdict(asked, "Rob Ashe") == "accept"
    done = asked("who", "Rob Ashe", "Nobody Atall", *TODAY)
    assert done.code == 2
    assert "nobody of your files is called 'Nobody Atall'" in done.err


def test_what_was_said_stands_in_the_history(asked: Run) -> None:
    assert asked("who", ZDENKA, "yes", *TODAY).code == 0
    assert "said that Zdenka Featherstone (1) is Zdenka Featherstone" in asked("history").out
