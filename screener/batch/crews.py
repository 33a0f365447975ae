"""Who does the tasks: processes on the cores of this machine, or the workers of a Dask cluster. Both take a task and
give its line; a process that dies takes no other user's line with it."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Final, Protocol

from screener.batch.user_task import Task, line_of
from screener.errors import InputError, UsageError

# durable-rules frees no rule set, and every user may have rules of their own: so many users a process, then a new one.
_USERS_A_PROCESS: Final = 100
_WAIT_SECONDS: Final = 30  # for a cluster that is just starting
_AHEAD: Final = 2  # tasks given out for each worker: none waits, and few lines are held that cannot be written yet


class WorkerLostError(Exception):
    """The process that had a task died, perhaps by that task, perhaps by another one."""


class Crew(Protocol):
    """Does tasks side by side."""

    ahead: int

    def begin(self, task: Task) -> Any:
        """Give out a task; what comes back is for `finish`."""

    def finish(self, begun: Any) -> str:
        """Wait for the line of a task. Raises WorkerLostError."""

    def alone(self, task: Task) -> str:
        """The line of a task that was lost before, done by itself. Raises WorkerLostError if it is lost again."""


@contextmanager
def local_crew(workers: int) -> Iterator[Crew]:
    """So many processes on this machine."""
    crew = _Processes(workers)
    try:
        yield crew
    finally:
        crew.close()


@contextmanager
def cluster_crew(address: str, wait_seconds: int = _WAIT_SECONDS) -> Iterator[Crew]:
    """The workers of the Dask scheduler at an address. Raises UsageError where Dask is not installed, InputError where
    no scheduler with workers answers."""
    try:
        import distributed
    except ImportError as error:
        raise UsageError("--scheduler needs Dask: pip install '.[cluster]'") from error
    try:
        client = distributed.Client(address, timeout=wait_seconds, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(f"no Dask scheduler answers at {address} ({_in_short(error)}); see that it runs") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=wait_seconds)
        except TimeoutError as error:
            raise InputError(f"the scheduler at {address} has no workers; start some with `dask worker`") from error
        yield _Cluster(client, address, distributed.KilledWorker)


class _Processes:
    def __init__(self, workers: int) -> None:
        self.ahead = _AHEAD * workers
        self._workers = workers
        self._pool = _pool(workers)
        self._begun = 0

    def begin(self, task: Task) -> Any:
        if self._begun >= _USERS_A_PROCESS * self._workers:
            self._renew()
        self._begun += 1
        try:
            return self._pool.submit(line_of, task)
        except BrokenProcessPool:
            self._renew()
            return self._pool.submit(line_of, task)

    def finish(self, begun: Any) -> str:
        try:
            return str(begun.result())
        except BrokenProcessPool as error:
            raise WorkerLostError from error

    def alone(self, task: Task) -> str:
        pool = _pool(1)
        try:
            return self.finish(pool.submit(line_of, task))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """Give nothing more out; what is being done comes to its end."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _renew(self) -> None:
        """Fresh processes; the old ones end when they have done what they were given."""
        self._pool.shutdown(wait=False)
        self._pool, self._begun = _pool(self._workers), 0


class _Cluster:
    def __init__(self, client: Any, address: str, killed: type[Exception]) -> None:
        self.ahead = _AHEAD * max(1, len(client.nthreads()))
        self._client = client
        self._address = address
        self._killed = killed

    def begin(self, task: Task) -> Any:
        # Each in its own name, which says nothing of the user: the line of an earlier run would not be made anew.
        return self._client.submit(line_of, task, pure=False)

    def finish(self, begun: Any) -> str:
        try:
            return str(begun.result())
        except self._killed as error:
            raise WorkerLostError from error
        except (CancelledError, OSError) as error:
            raise InputError(
                f"the scheduler at {self._address} does not answer any more; the same command goes on from here"
            ) from error

    def alone(self, task: Task) -> str:
        return self.finish(self.begin(task))


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork would hand on what this process holds, and is not the same on every system.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_leave_to_parent)


def _leave_to_parent() -> None:
    """Ctrl-C is for the process that gives out the tasks; the others would each print where they were."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
