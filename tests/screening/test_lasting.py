"""A screening more in the same process leaves nothing behind, not even for the collector of cycles."""

from __future__ import annotations

import gc
from pathlib import Path

from screener.screening.screening import screen
from tests.screening.deciding import setting

REQUESTS = "name,note\nAna Ruiz,We met at the fair\nBen Sato,\nCarla Weber,May I send you an offer?\n"


def test_what_a_screening_made_goes_with_it(tmp_path: Path) -> None:
    (tmp_path / "requests.csv").write_text(REQUESTS)

    def again() -> None:
        assert len(screen([str(tmp_path / "requests.csv")], setting()).screened) == 3

    again()  # what is made once is made now
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        again()
        gc.collect()
        left = {f"{type(each).__module__}.{getattr(each, '__qualname__', type(each).__name__)}" for each in gc.garbage}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    assert not {each for each in left if "screener" in each or "run" in each}
