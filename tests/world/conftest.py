"""The world is written and decided once for all its tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.screening.results import Screening
from tests.world.building import Files, the_world, write_world
from tests.world.running import screened_files


@pytest.fixture(scope="session")
def world_files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of the world, which no test may change."""
    return write_world(tmp_path_factory.mktemp("world") / "files", the_world())


@pytest.fixture(scope="session")
def world_folder(world_files: Files) -> Path:
    """The folder of the world's files."""
    return world_files.rules.parent


@pytest.fixture(scope="session")
def decided(world_files: Files) -> Screening:
    """The world, decided."""
    return screened_files(world_files)
