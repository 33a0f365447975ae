"""On a real Dask cluster of two worker processes, one of which is killed in the middle, the lines are the same."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from screener.batch.batch_run import opened_results, run_batch
from screener.batch.crews import cluster_crew, local_crew
from screener.errors import InputError
from tests.batch.users import TODAY, lines_by, word_of, write_users
from tests.cli.test_batch import batch

distributed = pytest.importorskip("distributed", reason="Dask is not installed (the extra `cluster`)")
pytestmark = pytest.mark.long  # processes of a cluster take seconds to start


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as started:
        yield started


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("users")
    several = write_users(folder, 11)
    (folder / "user-4/rules/own.yaml").write_text(f"rules: [{{id: {word_of(4)}, decide: {word_of(4)}}}]\n")
    return [*several[:2], str(folder / "gone"), *several[2:]]


@pytest.fixture(scope="module")
def whole(users: list[str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The lines that this machine gives."""
    output = tmp_path_factory.mktemp("whole") / "results.jsonl"
    with local_crew(1) as crew:
        lines_by(crew, users, output)
    return output.read_text()


def test_a_worker_killed_in_the_middle_changes_nothing(
    cluster: Any, users: list[str], whole: str, tmp_path: Path
) -> None:
    output = tmp_path / "results.jsonl"
    victim = cluster.workers[0].pid

    def kill_after_the_second(_what: str, done: int, _total: int) -> None:
        if done == 2:
            os.kill(victim, signal.SIGKILL)

    with cluster_crew(cluster.scheduler_address) as crew, opened_results(output) as results:
        run_batch(users, results, TODAY, crew, kill_after_the_second)
    assert output.read_text() == whole
    with pytest.raises(ProcessLookupError):
        os.kill(victim, 0)


def test_the_command_gives_the_same_lines_and_says_nothing_of_what_is_in_them(
    cluster: Any, users: list[str], whole: str, tmp_path: Path
) -> None:
    words = (*users, "-o", "results.jsonl", "--today", str(TODAY), "--scheduler", cluster.scheduler_address)
    done = batch(*words, cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    assert (tmp_path / "results.jsonl").read_text() == whole
    assert "zorbix" not in done.stdout + done.stderr + str(cluster.get_logs())


def test_where_no_scheduler_answers_the_way_out_is_told() -> None:
    address = "tcp://127.0.0.1:1"
    with pytest.raises(InputError, match=f"no Dask scheduler answers at {address} "), cluster_crew(address, 1):
        pass


def test_a_cluster_without_workers_is_told() -> None:
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None, host="127.0.0.1") as empty,
        pytest.raises(InputError, match="has no workers"),
        cluster_crew(empty.scheduler_address, 1),
    ):
        pass


def test_a_scheduler_that_goes_away_ends_the_run_with_a_way_on(users: list[str], whole: str, tmp_path: Path) -> None:
    output = tmp_path / "results.jsonl"
    cluster = distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, host="127.0.0.1")

    def close_after_the_first(_what: str, done: int, _total: int) -> None:
        if done == 1:
            cluster.close()

    with (
        cluster_crew(cluster.scheduler_address) as crew,
        opened_results(output) as results,
        pytest.raises(InputError, match="goes on from here"),
    ):
        run_batch(users, results, TODAY, crew, close_after_the_first)
    assert output.read_text()
    assert whole.startswith(output.read_text())
