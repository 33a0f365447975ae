"""A guard against hangs: no promise of speed, but what grows with the square of hostile input would run into it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LONGEST_SECONDS = 60


@contextmanager
def ends_soon() -> Iterator[None]:
    """Fail what has not ended after a minute, however loaded the machine is."""

    def fail(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still running after {LONGEST_SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
