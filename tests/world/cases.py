"""All requests of the world."""

from __future__ import annotations

from typing import Final

from tests.world.askers import NEAR, WITH_A_NOTE
from tests.world.asking import CLAIMS, TRACES
from tests.world.known import PROVED, SETTLED
from tests.world.ordinary import ORDINARY
from tests.world.people import Case

CASES: Final[tuple[Case, ...]] = (*PROVED, *SETTLED, *CLAIMS, *TRACES, *WITH_A_NOTE, *NEAR, *ORDINARY)
