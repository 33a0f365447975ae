"""The file of the store: private, refused with a sentence if it cannot be used, brought up to date or left alone."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from screener.errors import InputError, UsageError
from screener.ledger.request_queue import open_requests
from screener.ledger.sqlite_store import Store, backup_of, backups_of, copied_store, open_store
from screener.ledger.sqlite_world import exchanges_in
from screener.ledger.steps import step
from screener.ledger.store_schema import MIGRATIONS
from tests.evidence.making import TODAY
from tests.ledger.keeping import jane, keep, tables

SECOND = "CREATE TABLE mood (id INTEGER PRIMARY KEY, word TEXT);\nINSERT INTO mood (word) VALUES ('calm;');\n"
BROKEN = "CREATE TABLE mood (id INTEGER PRIMARY KEY);\nINSERT INTO nowhere VALUES (1);\n"
VOUCH = (sys.executable, "-m", "screener", "vouch", "Kim Poe", "yes", "--new", "--because")
NOBODY = 65534
ROOT = Path(__file__).parent.parent.parent


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def told(path: Path) -> str:
    """What somebody is told who opens a file that is no store of theirs."""
    with pytest.raises(InputError) as refused, open_store(path):
        pass
    assert refused.value.exit_code == 3
    return str(refused.value)


def run(*words: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, **more)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("mask", [0, 0o077, 0o777])
def test_nobody_else_can_read_the_store_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    path = tmp_path / "ledger.sqlite"
    with umask(mask), open_store(path) as store:
        keep(store, jane())
        assert {each.name: mode(each) for each in tmp_path.iterdir()} == {
            "ledger.sqlite": 0o600, "ledger.sqlite-wal": 0o600, "ledger.sqlite-shm": 0o600,
        }  # fmt: skip


def test_the_folders_made_for_the_store_are_the_users_alone(tmp_path: Path) -> None:
    with umask(0), open_store(tmp_path / "data" / "screener" / "ledger.sqlite"):
        pass
    assert mode(tmp_path / "data") == mode(tmp_path / "data" / "screener") == 0o700


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o755)
    with open_store(tmp_path / "shared" / "ledger.sqlite"):
        pass
    assert mode(tmp_path / "shared") == 0o755


def test_a_store_put_back_from_a_copy_is_made_private_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_store(path):
        pass
    path.chmod(0o644)
    with open_store(path):
        assert mode(path) == 0o600


def test_what_was_written_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        keep(store, jane())
        before = tables(store)
    with open_store(tmp_path / "s.sqlite") as store:
        assert tables(store) == before


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").touch()
    with open_store(tmp_path / "s.sqlite") as store:
        assert keep(store, jane()) == [1]


def test_the_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE photo (id INTEGER)")
    path.chmod(0o644)
    before = path.read_bytes()
    assert "is a database of another program; name another file with --store" in told(path)
    assert (path.read_bytes(), mode(path)) == (before, 0o644)
    assert [each.name for each in tmp_path.iterdir()] == ["photos.db"]


@pytest.mark.parametrize(
    "harm",
    [
        lambda whole: b"no database at all, " * (len(whole) // 20),
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:4096] + b"A" * (len(whole) - 4096),
    ],
    ids=["text", "cut off", "overwritten"],
)
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        keep(store, jane())
    path.write_bytes(harm(path.read_bytes()))
    before = path.read_bytes()
    expected = r"damaged .*; name another file with --store, or put back a copy of it"
    with pytest.raises(InputError, match=expected), open_store(path) as store:
        store.all("SELECT * FROM request")
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path, (*MIGRATIONS, SECOND)):
        pass
    before = path.read_bytes()
    assert "was written by a newer screener" in told(path)
    assert told(path).endswith("; update screener")
    assert path.read_bytes() == before


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert told(tmp_path) == (f"{tmp_path} is a folder; name a file with --store, such as {tmp_path / 'ledger.sqlite'}")


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    assert f"({os.strerror(20)}: {tmp_path / 'notes' / 'ledger.sqlite'})" in told(tmp_path / "notes" / "ledger.sqlite")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can act for somebody else")
def test_a_folder_of_somebody_elses_is_refused_with_exit_code_3(tmp_path: Path) -> None:
    """Root may write everywhere, so this is tried as nobody."""
    with open_store(tmp_path / "s.sqlite") as store:
        keep(store, jane())
    asked = f"""
import os, sys
from pathlib import Path
from screener.errors import InputError
from screener.ledger.sqlite_store import open_store
os.setuid({NOBODY})
for name in ("s.sqlite", "other.sqlite"):
    try:
        with open_store(Path({str(tmp_path)!r}) / name):
            print("opened")
    except InputError as error:
        print(error.exit_code, str(error).rpartition(";")[2])
"""
    for folder in (tmp_path, tmp_path.parent):
        folder.chmod(0o755)
    done = run(sys.executable, "-c", asked)
    assert done.stdout == "3  name another file with --store\n" * 2, done.stderr


def test_a_full_disk_is_told_in_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        keep(store, jane())
        before = tables(store)
        pages = store.all("PRAGMA page_count")[0][0]
        store.run(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(
            InputError, match=r"there is no room to write .*; nothing was changed: make room on the disk"
        ):
            keep(store, *(jane(f"Kim Poe {number}", f"kim-{number}", note="Hello! " * 500) for number in range(50)))
        assert tables(store) == before
        store.run("PRAGMA max_page_count = 1000000")
        assert keep(store, jane("Kim Poe", "kim-poe")) == [2]
    with open_store(path) as store:
        assert store.all("PRAGMA integrity_check")[0][0] == "ok"


def test_a_disk_that_takes_no_more_ends_the_command_with_exit_code_3(tmp_path: Path) -> None:
    path, most = tmp_path / "s.sqlite", 64 * 1024
    with open_store(path) as store:
        keep(store, jane())
        before = tables(store)
    done = run(
        *VOUCH, "very good work; " * (most // 10), "--store", str(path),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.startswith(f"screener: {path} cannot be read or written")
    assert "nothing was changed: see whether the disk is full or damaged" in done.stderr
    with open_store(path) as store:
        assert tables(store) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that takes 600 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if shutil.which("mount") is None or run("mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)).returncode:
        pytest.skip("only root can mount a disk")
    yield folder
    run("umount", str(folder))


def test_a_full_disk_is_named_as_the_cause(small_disk: Path) -> None:
    path = small_disk / "s.sqlite"
    with open_store(path) as store:
        keep(store, jane())
    with suppress(OSError), (small_disk / "fill").open("wb", buffering=0) as fill:
        while fill.write(b"x" * 1024):
            pass
    for each in (path, small_disk / "new.sqlite"):
        with (
            pytest.raises(InputError, match=r"there is no room to write .*: make room on the disk"),
            open_store(each) as store,
        ):
            keep(store, *(jane(f"Kim Poe {number}", f"kim-{number}", note="Hello! " * 500) for number in range(50)))
    (small_disk / "fill").unlink()
    with open_store(path) as store:
        assert store.all("PRAGMA integrity_check")[0][0] == "ok"


READING = ("queue", "show 1", "why 1", "history", "waiting", "vouches", "ledger export", "ledger check", "rules stats")
WRITING = ("accept 1", "decline 1", "vouch Ann yes --because x --new", "expect Ann --new", "ledger forget 1 --yes")


def _all_commands(path: Path, **more: object) -> None:
    """On a store that cannot be written, what reads works, and what writes says so."""
    for words in (*READING, *WRITING):
        done = run(sys.executable, "-m", "screener", *words.split(), "--store", str(path), **more)
        if words in READING:
            assert (done.returncode, done.stderr.startswith("screener:")) == (0, False), (words, done.stderr)
        else:
            assert done.returncode == 3, (words, done.stderr)
            assert "can only be read here, so nothing was changed" in done.stderr


def test_a_store_on_a_disk_that_cannot_be_written_can_be_read(small_disk: Path) -> None:
    path = small_disk / "s.sqlite"
    with open_store(path) as store:
        keep(store, jane())
    run("mount", "-o", "remount,ro", str(small_disk))
    _all_commands(path)
    with (
        pytest.raises(InputError, match=r"older screener .* cannot be written"),
        open_store(path, (*MIGRATIONS, SECOND)),
    ):
        pass


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can act for somebody else")
@pytest.mark.parametrize(("of_file", "of_folder"), [(0o400, 0o755), (0o600, 0o555), (0o400, 0o555)])
def test_a_store_that_one_may_only_read_can_be_read(of_file: int, of_folder: int) -> None:
    """Root may write everywhere, so this is tried as nobody."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))  # the folders of pytest are root's alone
    path = folder / "s.sqlite"
    with open_store(path) as store:
        keep(store, jane())
    asked = f"""
import os
from pathlib import Path
from screener.errors import InputError
from screener.ledger.sqlite_store import open_store
os.setuid({NOBODY})
with open_store(Path({str(path)!r})) as store:
    print(store.one("SELECT name FROM person")["name"])
    try:
        with store.writing():
            store.run("DELETE FROM person")
    except InputError as error:
        print(error.exit_code, str(error).partition(" ")[2].partition(";")[0])
"""
    for each in (path.parent, path):
        os.chown(each, NOBODY, -1)
    path.chmod(of_file)
    path.parent.chmod(of_folder)
    done = run(sys.executable, "-c", asked)
    left = [each.name for each in folder.iterdir()]
    shutil.rmtree(folder)
    assert done.stdout == "Jane Doe\n3 can only be read here, so nothing was changed\n", done.stderr
    assert left == ["s.sqlite"]


def test_a_migration_keeps_the_store_as_it_was_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        keep(store, jane())
        before = tables(store)
    with umask(0), open_store(path, (*MIGRATIONS, SECOND)) as store:
        assert tables(store) == {**before, "mood": [(1, "calm;")]}
    assert backups_of(path) == [backup_of(path, len(MIGRATIONS))]
    assert mode(backups_of(path)[0]) == 0o600
    with open_store(backups_of(path)[0]) as backup:
        assert tables(backup) == before


def test_a_store_of_the_first_form_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path, MIGRATIONS[:1]) as store:
        store.run("INSERT INTO person (name, slug) VALUES ('Ann Lee', 'ann-lee')")
        store.run("INSERT INTO expected (person, reason) VALUES (1, '')")
    with open_store(path) as store:
        assert tuple(store.all("SELECT name, slug, written FROM person")[0]) == ("Ann Lee", "ann-lee", None)
        keep(store, jane())
    assert backups_of(path) == [backup_of(path, 1)]


def test_exchanges_kept_day_by_day_are_kept_by_thread(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    days = [("2024-03-05", 1, 2, 0, 40, "de/du"), ("2024-02-01", 1, 1, 1, 7, ""), ("2024-03-04", 0, 3, 0, 12, "")]
    with open_store(path, MIGRATIONS[:6]) as store:
        store.run(
            "INSERT INTO source (id, digest, file, mark, kind, read_on, reader, state, content) "
            "VALUES (1, '', '', '', '', '', 1, 'read', '{}')"
        )
        store.run("INSERT INTO appearance VALUES (1, 1, 'correspondent', 1, '{}')")
        for day, from_me, number, is_refusal, row, voice in days:
            store.run(
                "INSERT INTO exchange VALUES (1, 'messages', ?, ?, 'ab', 0, ?, ?, 'messages.csv', ?, ?)",
                *(day, from_me, is_refusal, number, row, voice),
            )
    with open_store(path) as store:
        found = exchanges_in(store.all("SELECT * FROM exchange"))
        assert [one["name"] for one in store.all("PRAGMA index_list(exchange)")] == ["exchange_of_appearance"]
    assert [
        (one.day.isoformat(), one.from_me, one.number, one.is_refusal, one.at.row, one.voice) for one in found
    ] == sorted((day, bool(mine), *rest, bool(refusal), row, voice) for day, mine, *rest, refusal, row, voice in days)
    assert {(one.medium, one.thread, one.by_program, one.at.file) for one in found} == {
        ("messages", "ab", False, "messages.csv")
    }


def test_a_copy_takes_what_is_written_and_leaves_the_store_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path, MIGRATIONS[:1]) as store:
        store.run("INSERT INTO person (name, slug) VALUES ('Ann Lee', 'ann-lee')")
        store.run("INSERT INTO expected (person, reason) VALUES (1, '')")
    before = path.read_bytes()
    with copied_store(path) as copy:
        assert copy.one("SELECT name FROM person")["name"] == "Ann Lee"  # type: ignore[index]
        keep(copy, jane())
        assert len(open_requests(copy)) == 1
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_store_has_no_backup(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite", (*MIGRATIONS, SECOND)) as store:
        assert store.all("PRAGMA user_version")[0][0] == len(MIGRATIONS) + 1
    assert backups_of(tmp_path / "s.sqlite") == []


def test_a_migration_is_applied_once(tmp_path: Path) -> None:
    for _ in range(2):
        with open_store(tmp_path / "s.sqlite", (*MIGRATIONS, SECOND)) as store:
            assert store.all("SELECT count(*) FROM mood")[0][0] == 1


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        keep(store, jane())
        before = tables(store)
    with pytest.raises(InputError, match="no such table"), open_store(path, (*MIGRATIONS, BROKEN)):
        pass
    with open_store(path) as store:
        assert tables(store) == before
        assert store.all("PRAGMA user_version")[0][0] == len(MIGRATIONS)


def test_while_another_writes_one_is_told_to_wait(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as writer, writer.writing():
        writer.insert("person", {"name": "Lou Roe"})
        done = run(*VOUCH, "good work", "--store", str(path))
    assert done.returncode == 3
    assert done.stderr == f"screener: {path} is being written by another screener; try again when it has finished\n"
    with open_store(path) as store:
        assert [row["name"] for row in store.all("SELECT name FROM person")] == ["Lou Roe"]


def test_while_another_writes_one_reads_what_was_there_before(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as writer, writer.writing():
        writer.insert("person", {"name": "Lou Roe"})
        with open_store(path) as reader:
            assert reader.all("SELECT name FROM person") == []


def test_several_programs_that_make_the_store_at_once_make_one(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    opening = f"""
from pathlib import Path
from screener.ledger.sqlite_store import open_store
with open_store(Path({str(path)!r})):
    pass
"""
    every = [subprocess.Popen([sys.executable, "-c", opening], stderr=subprocess.PIPE, text=True) for _ in range(6)]
    assert [(one.communicate()[1], one.returncode) for one in every] == [("", 0)] * 6
    with open_store(path) as store:
        assert store.all("PRAGMA integrity_check")[0][0] == "ok"


def test_half_a_character_is_kept_as_a_question_mark(store: Store) -> None:
    with step(store, "noted \udcff", TODAY) as taken:
        taken.insert("person", {"name": "Kim \udcff Poe"})
    assert store.all("SELECT name, text FROM person, log")[0]["name"] == "Kim ? Poe"
    assert store.one("SELECT 1 FROM person WHERE name = ?", "Kim \ud83d Poe") is not None


def test_a_wrong_word_of_the_user_takes_the_whole_transaction_back(store: Store) -> None:
    before = tables(store)
    with pytest.raises(UsageError), store.writing():
        store.insert("person", {"name": "Kim Poe"})
        raise UsageError("no")
    assert tables(store) == before


def test_a_damaged_text_is_told_of_and_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        store.run("INSERT INTO person (name) VALUES (CAST(x'736563726574ff' AS TEXT))")
        with pytest.raises(InputError, match="damaged") as refused:
            store.all("SELECT name FROM person")
    assert "secret" not in str(refused.value)


def test_a_damaged_table_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path):
        pass
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE person", b"CREATE TA\xffLE person"))
    assert "damaged" in told(path)


def test_a_device_or_a_pipe_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    path.chmod(0o666)
    assert "is no file that can be a store" in told(path)
    assert mode(path) == 0o666


@pytest.mark.parametrize("column", ["content", "sheet"])
def test_a_text_that_is_not_as_it_was_written_is_told_of_and_not_shown(tmp_path: Path, column: str) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        keep(store, jane())
        store.run(f"UPDATE request SET {column} = '{{\"secret'")
    with pytest.raises(InputError, match="ledger check") as refused, open_store(path) as store:
        open_requests(store)
    assert "secret" not in str(refused.value)
