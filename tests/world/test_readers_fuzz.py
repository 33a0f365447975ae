"""Damaged copies of every file of the world, given to the whole program: it neither crashes nor hangs nor forgets."""

from __future__ import annotations

import contextlib
import random
import signal
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from screener.errors import ScreenerError
from tests.world.askers import NEAR
from tests.world.building import Files, the_world, write_world
from tests.world.known import PROVED, SETTLED
from tests.world.running import screened_files

# Enough people to have every kind of row, few enough to decide them in a moment.
CASES = (*PROVED[::2], *SETTLED, *(case for case in NEAR if case.by_mail or case.listed == "voyager"))
KINDS = ("archive", "inside", "list", "voyager", "contacts", "google", "mail", "calendar", "mails")
_HANGS_AFTER = 30  # seconds; one run takes a fraction of one
_LONG = 2 * 60 * 60  # seconds of damage with --long, over all kinds
_PIECES = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b",,,,", b"\r", b"\n\n", b";", b"\t", b"{", b"]", b"From "),
    *(b"BEGIN:VEVENT\r\n", b"END:VCARD\r\n", b"RRULE:FREQ=SECONDLY\r\n", b"DTSTART:99999999T999999Z\r\n"),
    *(b"=?utf-8?q?", b"PHOTO;ENCODING=b:AAAA", b"99/99/99, 9:99 AM", b"{{ 7 * 7 }}", "\u202e\u0000\U0001f600".encode()),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Files:
    world = replace(the_world(20), cases=CASES)
    return write_world(tmp_path_factory.mktemp("fuzz") / "files", world)


def test_the_world_in_small_is_read_whole(whole: Files) -> None:
    found = screened_files(whole)
    assert {one.id for one in found.screened} == {case.id for case in CASES}
    assert found.problems == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(2))
def test_a_damaged_file_harms_no_other(whole: Files, tmp_path: Path, kind: str, seed: int) -> None:
    _survives(whole, tmp_path, kind, seed)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_hours_of_damage_harm_no_other_file(whole: Files, tmp_path: Path, kind: str) -> None:
    end = time.monotonic() + _LONG / len(KINDS)
    seed = 1000
    while time.monotonic() < end:
        _survives(whole, tmp_path, kind, seed)
        seed += 1


def _survives(whole: Files, where: Path, kind: str, seed: int) -> None:
    name = "archive" if kind == "inside" else kind
    damaged = _damaged(whole.given[name], where, kind, random.Random(f"{kind} {seed}"))
    files = Files(whole.rules, whole.given | {name: damaged})
    with _no_hang(f"{kind} {seed}"):
        try:
            screening = screened_files(files)
        except ScreenerError:
            return
    found = {one.id for one in screening.screened}
    assert _untouched(kind) <= found, f"{kind} {seed} lost {_untouched(kind) - found}"


def _untouched(kind: str) -> set[str]:
    """The requests that another file than the damaged one tells of."""
    if kind in {"archive", "inside"}:
        return {case.id for case in CASES if case.listed or case.by_mail}
    return {case.id for case in CASES if not case.by_mail}


@contextlib.contextmanager
def _no_hang(what: str) -> Iterator[None]:
    def ended(*_: object) -> None:
        pytest.fail(f"{what}: no end after {_HANGS_AFTER} seconds")

    before = signal.signal(signal.SIGALRM, ended)
    signal.alarm(_HANGS_AFTER)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _damaged(path: Path, where: Path, kind: str, chance: random.Random) -> Path:
    """A damaged copy under the same name; of a folder or the inside of a zip, with one of its files damaged."""
    copy = where / path.name
    if path.is_dir():
        copy.mkdir(exist_ok=True)
        victim = chance.choice(sorted(path.iterdir()))
        for one in path.iterdir():
            content = one.read_bytes()
            (copy / one.name).write_bytes(_harmed(content, chance) if one == victim else content)
    elif kind == "inside":
        with zipfile.ZipFile(path) as packed, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as written:
            victim_name = chance.choice(sorted(packed.namelist()))
            for name in packed.namelist():
                content = packed.read(name)
                written.writestr(name, _harmed(content, chance) if name == victim_name else content)
    else:
        copy.write_bytes(_harmed(path.read_bytes(), chance))
    return copy


def _harmed(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        content = _harmed_once(content, chance)
    return content


def _harmed_once(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.choice((1, 2, 10, 200, 5000)))
    lines = content.split(b"\n")
    match chance.randrange(8):
        case 0:
            return content[:start]
        case 1:
            return content[:start] + content[end:]
        case 2:
            return content[:start] + chance.choice(_PIECES) + content[start:]
        case 3:
            return content[:start] + chance.randbytes(end - start) + content[end:]
        case 4:
            return content[:end] + content[start:end] * chance.choice((1, 3, 50)) + content[end:]
        case 5:
            chance.shuffle(lines)
            return b"\n".join(lines)
        case 6:
            return b"\n".join(chance.choice((line, line, line, b"", line[:5], line * 2)) for line in lines)
        case _:
            return content.decode("utf-8", "replace").encode(chance.choice(("utf-16", "cp1252", "latin-1")), "replace")
