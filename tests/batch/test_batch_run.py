"""A run gives one line a user, in the order of the users, whoever works on them and however often it was stopped."""

from __future__ import annotations

import json
import multiprocessing
import random
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from screener.batch.batch_run import opened_results, run_batch
from screener.batch.crews import WorkerLostError, local_crew
from screener.batch.user_task import Task, line_of
from screener.errors import InputError, OutputError, UsageError
from tests.batch.users import TODAY, lines_by, word_of, write_users


class Here:
    """Does each task in this process when its line is wanted; the process of these users dies as often as said."""

    ahead = 3

    def __init__(self, dying: dict[str, int] | None = None) -> None:
        self.dying = dying or {}
        self.done: list[str] = []
        self.most_begun = self._begun = 0

    def begin(self, task: Task) -> Task:
        self._begun += 1
        self.most_begun = max(self.most_begun, self._begun)
        return task

    def finish(self, begun: Task) -> str:
        self._begun -= 1
        return self.alone(begun)

    def alone(self, task: Task) -> str:
        if self.dying.get(task.user, 0):
            self.dying[task.user] -= 1
            raise WorkerLostError
        self.done.append(task.user)
        return line_of(task)


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Six users, the fourth without a folder."""
    folder = tmp_path_factory.mktemp("users")
    several = write_users(folder, 5)
    return [*several[:3], str(folder / "gone"), *several[3:]]


@pytest.fixture(scope="module")
def whole(users: list[str], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Their lines, by a run that nothing stopped."""
    return lines_by(Here(), users, tmp_path_factory.mktemp("whole") / "results.jsonl")


def test_each_user_has_a_line_with_no_word_of_another(users: list[str], whole: list[str]) -> None:
    assert [json.loads(line)["user"] for line in whole] == users
    assert [json.loads(line)["error"] is not None for line in whole] == [False, False, False, True, False, False]
    words = [word_of(place) for place in range(5)]
    for own, line in zip(words, (*whole[:3], *whole[4:]), strict=True):
        assert [word for word in words if word in line] == [own]


@pytest.mark.parametrize("workers", [1, 2])
def test_processes_give_the_same_lines(users: list[str], whole: list[str], tmp_path: Path, workers: int) -> None:
    with local_crew(workers) as crew:
        assert lines_by(crew, users, tmp_path / "results.jsonl") == whole


def test_a_process_that_is_killed_takes_no_line_with_it(users: list[str], whole: list[str], tmp_path: Path) -> None:
    killed = []

    def kill_after_the_first(_what: str, done: int, _total: int) -> None:
        if done == 1:
            for process in multiprocessing.active_children():
                process.kill()
                killed.append(process.pid)

    with local_crew(2) as crew, opened_results(tmp_path / "results.jsonl") as results:
        run_batch(users, results, TODAY, crew, kill_after_the_first)
    assert killed
    assert (tmp_path / "results.jsonl").read_text().splitlines() == whole


def test_a_user_whose_process_dies_once_is_done_again_and_one_whose_process_dies_twice_has_failed(
    users: list[str], whole: list[str], tmp_path: Path
) -> None:
    lines = lines_by(Here({users[0]: 1, users[2]: 2}), users, tmp_path / "results.jsonl")
    assert [*lines[:2], *lines[3:]] == [*whole[:2], *whole[3:]]
    assert "died, twice" in json.loads(lines[2])["error"]["text"]


def test_a_run_stopped_anywhere_is_gone_on_with_and_ends_the_same(
    users: list[str], whole: list[str], tmp_path: Path
) -> None:
    text = "".join(line + "\n" for line in whole).encode()
    ends = [place + 1 for place, byte in enumerate(text) if byte == ord("\n")]
    chance = random.Random(5)
    for length in (0, 1, 30, ends[0] - 1, ends[0], ends[3] + 5, len(text), *chance.choices(range(len(text)), k=3)):
        output = tmp_path / f"results-{length}.jsonl"
        output.write_bytes(text[:length])
        here = Here()
        assert lines_by(here, users, output) == whole
        assert here.done == users[sum(end <= length for end in ends) :]


def test_few_lines_are_held_at_a_time(users: list[str], tmp_path: Path) -> None:
    here = Here()
    lines_by(here, users, tmp_path / "results.jsonl")
    assert here.most_begun <= Here.ahead


def test_what_is_in_the_results_must_be_the_beginning_of_what_is_wanted(users: list[str], tmp_path: Path) -> None:
    output = tmp_path / "results.jsonl"
    lines_by(Here(), users[:2], output)
    before = output.read_bytes()
    for others, today in ((users[1:], TODAY), (users[:1], TODAY), (users, date(2026, 3, 11))):
        with opened_results(output) as results, pytest.raises(UsageError):
            run_batch(others, results, today, Here(), lambda *_: None)
        assert output.read_bytes() == before


@pytest.mark.parametrize("text", ["my notes", "my notes\n", '{"schema": "triage/2"}\n', "[]\n", "\0\0\0\n"])
def test_a_file_of_something_else_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    output = tmp_path / "notes.txt"
    output.write_text(text)
    with pytest.raises(InputError, match=r"notes\.txt:1"), opened_results(output):
        pass
    assert output.read_text() == text


def test_the_results_are_for_their_owner_alone(users: list[str], tmp_path: Path) -> None:
    lines_by(Here(), list(islice(users, 1)), tmp_path / "results.jsonl")
    assert (tmp_path / "results.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_file_that_another_run_writes_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "results.jsonl"
    with (
        opened_results(output),
        pytest.raises(OutputError, match="being written by another run"),
        opened_results(output),
    ):
        pass
    with opened_results(output) as results:
        assert results.users == []
