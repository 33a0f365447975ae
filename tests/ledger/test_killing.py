"""A program that writes the store is killed: the store opens, is sound, and lacks nothing that was confirmed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the program to be killed is a fork")


def killing(*times: int) -> list[str]:
    """What is left after so many kills; see `tests.ledger.killing`."""
    command = (sys.executable, "-m", "tests.ledger.killing", *map(str, times))
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_program_that_is_killed_leaves_a_sound_store_with_every_confirmed_step() -> None:
    steps, triages, migrations = killing(10, 2, 2)
    assert steps.startswith("10 programs taking steps killed: ")
    assert triages.startswith("2 triages killed: ")
    assert migrations.startswith("2 migrations killed: ")


@pytest.mark.long
def test_two_hundred_kills_leave_a_sound_store() -> None:
    assert killing(200, 50, 50, 7)[0].startswith("200 programs taking steps killed: ")
