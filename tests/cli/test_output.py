"""Where results go: what is there already is respected, and nothing of a stranger's reaches a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import Run

ROOT = Path(__file__).parent.parent.parent
QUEUE = b"name,note\nIlse Marnix,\n"
TODAY = ("--today", "2026-03-10")


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_pipe_is_written_to_and_not_replaced(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    assert run("triage", "-", "--format", "csv", "--output", "pipe", *TODAY, stdin=QUEUE).code == 0
    assert b"Ilse Marnix" in reader.communicate(timeout=30)[0]
    assert (tmp_path / "pipe").is_fifo()


def test_a_link_goes_on_pointing_to_the_file_that_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "real.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to("real.csv")
    words = ("triage", "-", "--format", "csv", "--output", "link.csv", "--force", *TODAY)
    assert run(*words, stdin=QUEUE).code == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert "Ilse Marnix" in (tmp_path / "real.csv").read_text()
    assert rights(tmp_path / "real.csv") == 0o600


@pytest.mark.parametrize("umask", [0, 0o022])
def test_all_that_is_written_is_for_the_user_alone(run: Run, tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        assert run("demo", "--copy", "demo").code == 0
        assert run("init", "deep/rules").code == 0
        files = ("demo/requests.csv", "demo/contacts.vcf")
        assert run("triage", *files, "-f", "csv", "-o", "new.csv", "--drafts", "a/drafts", *TODAY).code == 0
        assert run("queue", "--drafts", "drafts.md", *TODAY).code == 0
        assert run("reply", "3", "--template", "accept/thanks", "--eml", "one.eml", *TODAY).code == 0
        assert run("ledger", "export", "--output", "mine.yaml").code == 0
        assert run("rules", "test", "shipped", "--junit", "tests.xml").code == 0
        assert run("rules", "schema", "-o", "schema.json").code == 0
        assert run("templates", "preview", "--language", "en", "--html", "page.html").code == 0
        when = ("--do", "flag", "--name", "x", "--when", "note: present", "--because", "There is a note.")
        assert run("rules", "new", "--for", "a note", *when, "--rules", "deep/rules", "--yes").code == 0
    finally:
        os.umask(before)
    written = [path for path in tmp_path.rglob("*") if not path.is_symlink()]
    assert len(written) > 30
    assert {rights(path) for path in written if path.is_file()} == {0o600}
    assert {rights(path) for path in written if path.is_dir()} == {0o700}


def test_a_rule_file_that_is_changed_keeps_its_rights(run: Run, tmp_path: Path) -> None:
    run("init", "own")
    (tmp_path / "own/my-rules.yaml").write_text("rules:\n    - {id: a, flag: x, when: [note: present], because: x}\n")
    (tmp_path / "own/my-rules.yaml").chmod(0o644)
    assert run("rules", "format", "own").code == 0
    assert rights(tmp_path / "own/my-rules.yaml") == 0o644


@pytest.fixture
def files(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """A store, an input, a folder of inputs, rules and templates, and other names of them."""
    monkeypatch.setenv("SCREENER_STORE", str(tmp_path / "my.sqlite"))
    (tmp_path / "list.csv").write_bytes(QUEUE)
    (tmp_path / "old.csv").write_bytes(QUEUE)
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/Connections.csv").write_text("First Name,Last Name\nAna,Ruiz\n")
    run("init", "rules")
    (tmp_path / "templates/accept").mkdir(parents=True)
    (tmp_path / "templates/accept/thanks.en.txt").write_text("---\nwhen: x\n---\nThank you.\n")
    assert run("triage", "list.csv", *TODAY).code == 0
    (tmp_path / "link.csv").symlink_to("list.csv")
    (tmp_path / "hard.csv").hardlink_to(tmp_path / "list.csv")
    (tmp_path / "link.sqlite").symlink_to("my.sqlite")
    (tmp_path / "hard.sqlite").hardlink_to(tmp_path / "my.sqlite")
    (tmp_path / "hard.yaml").hardlink_to(tmp_path / "rules/my-rules.yaml")
    (tmp_path / "my.sqlite.before-3").write_text("backup")
    return {path.name: path for path in tmp_path.rglob("*") if path.is_file()}


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize(
    "target",
    [
        "list.csv", "./archive/../list.csv", "link.csv", "hard.csv", "archive/Connections.csv", "my.sqlite",
        "my.sqlite-wal", "my.sqlite-shm", "link.sqlite", "hard.sqlite", "my.sqlite.before-3", "rules/about-me.yaml",
        "hard.yaml", "rules/new.yaml", "templates/accept/thanks.en.txt", "templates/accept/new.en.txt",
    ],
)  # fmt: skip
def test_nothing_is_written_onto_what_the_command_reads(
    run: Run, files: dict[str, Path], target: str, force: tuple[str, ...]
) -> None:
    before = {name: path.read_bytes() for name, path in files.items()}
    names = {path.name for path in files["list.csv"].parent.iterdir()}
    done = run("triage", "list.csv", "archive", "-o", target, "-f", "csv", *force, *TODAY)
    assert done.code == 2
    assert "of this command" in done.err
    assert "nothing was written" in done.err
    assert before == {name: path.read_bytes() for name, path in files.items()}
    assert names == {path.name for path in files["list.csv"].parent.iterdir()}


def test_a_result_of_the_store_is_not_written_onto_it(run: Run, files: dict[str, Path]) -> None:
    for words in (("queue", "--output"), ("ledger", "export", "-o"), ("reply", "1", "--eml"), ("queue", "--drafts")):
        day = () if words[0] == "ledger" else TODAY
        done = run(*words, "my.sqlite", *day)
        assert done.code == 2, (words, done.err)
        assert files["my.sqlite"].read_bytes().startswith(b"SQLite format 3")
    assert run("rules", "schema", "-o", "rules/my-rules.yaml").code == 2
    assert run("templates", "preview", "--html", "templates/accept/thanks.en.txt").code == 2


def test_a_file_of_somebody_elses_is_replaced_only_by_force(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("my thesis")
    words = ("triage", "-", "-f", "csv", "-o", "out.csv", *TODAY)
    done = run(*words, stdin=QUEUE)
    assert done.code == 2
    assert "out.csv holds something that this program did not write; nothing was written" in done.err
    assert "--force" in done.err
    assert out.read_text() == "my thesis"
    assert run(*words, "--force", stdin=QUEUE).code == 0
    assert "Ilse Marnix" in out.read_text()
    assert run(*words, stdin=b"name,note\nJon Aske,Hello\n").code == 0  # its own is known by how it begins
    assert "Jon Aske" in out.read_text()
    out.write_text("")
    assert run(*words, stdin=QUEUE).code == 0


def test_a_folder_of_drafts_is_replaced_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    words = ("triage", "-", "--drafts", "drafts", "--no-store", "--rules", "own", *TODAY)
    two = b"name,note\nIlse Marnix,Hello\nJon Aske,Hello\n"
    run("init", "own")
    (tmp_path / "own/my-rules.yaml").write_text(
        "rules:\n  - {id: a, decide: accept, priority: 900, when: [note: present], because: x}\n"
    )
    assert run(*words, stdin=two).code == 0
    second = next((tmp_path / "drafts").glob("002-*"))
    assert run(*words, stdin=two).code == 0
    second.write_text("mine")
    first = next((tmp_path / "drafts").glob("001-*"))
    first.write_text(first.read_text() + "x")
    assert run(*words, stdin=two).code == 2
    assert second.read_text() == "mine"
    assert first.read_text().endswith("x")


def test_a_folder_is_no_file_to_write(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = run("triage", "-", "-o", "folder", *TODAY, stdin=QUEUE)
    assert done.code == 2
    assert "folder is a folder; name a file in it" in done.err


def test_no_escape_in_the_name_of_a_file_reaches_the_terminal(run: Run) -> None:
    done = run("triage", "\x1b[31mgone\x07.zip", "-", *TODAY, stdin=QUEUE)
    assert done.code == 3
    assert "gone" in done.err
    assert "\x1b" not in done.err
    assert "\x07" not in done.err


def test_an_empty_name_of_a_file_is_a_usage_error(run: Run) -> None:
    done = run("triage", "", *TODAY)
    assert done.code == 2
    assert "empty name" in done.err


@pytest.mark.parametrize("day", ["0001-01-01", "20260310", "2026-W10-1", "2026-02-30"])
def test_a_day_is_written_in_one_way(run: Run, day: str) -> None:
    assert run("triage", "-", "--today", day, stdin=QUEUE).code == 2


def _screener(*words: str, **streams: object) -> subprocess.Popen[bytes]:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-m", "screener", *words], env=surroundings, **streams)  # type: ignore[call-overload]


def test_a_reader_who_has_seen_enough_is_told_nothing_more(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = _screener("demo", stdout=writing, stderr=subprocess.PIPE, cwd=tmp_path)
    os.close(writing)
    _, said = done.communicate(timeout=60)
    assert done.returncode == 5, said.decode()
    assert b"screener:" not in said
    assert b"Traceback" not in said


full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
STEPS = {
    "accept 1": "accepted Ilse Marnix", "decline 1": "declined Ilse Marnix", "ask 1 --question Who?": "asked Ilse",
    "accept 1 --format json": "accepted Ilse Marnix", "vouch next": "", "undo": "took back: asked Ilse Marnix (2)",
    "answer 2 Yes": "noted the answer of Ilse Marnix (2)", "nudge 2": "drafted a reminder for Ilse Marnix (2)",
}  # fmt: skip


def _waiting(folder: Path) -> dict[str, str]:
    """A store with an open request, and one that waits for an answer."""
    queue = "name,profile_url,headline,note,sent_at\n" + "".join(
        f"Ilse Marnix,https://www.linkedin.com/in/ilse-{number},Gardener,Hello,2026-03-01\n" for number in (1, 2)
    )
    (folder / "queue.csv").write_text(queue)
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "SCREENER_STORE": str(folder / "s.sqlite")}
    for words in (["triage", "queue.csv", *TODAY], ["ask", "2", "--question", "Where did we meet?", *TODAY]):
        subprocess.run(
            [sys.executable, "-m", "screener", *words], cwd=folder, env=surroundings, check=True, capture_output=True
        )
    return surroundings


@full_disk
@pytest.mark.parametrize("lost", [">/dev/full", ">&-", ">/dev/full 2>/dev/full"])
@pytest.mark.parametrize("words", STEPS)
def test_a_step_whose_result_cannot_be_shown_is_done_and_says_so(tmp_path: Path, words: str, lost: str) -> None:
    surroundings = _waiting(tmp_path)
    day = "" if words.startswith("vouch") else "--today 2026-03-10"
    command = f"{sys.executable} -m screener {words} {day} {lost}"
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=surroundings, capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr
    if not words.startswith(("decline", "ask")):  # they have no result: no reply is drafted
        assert done.returncode == 5, done.stderr
        assert "2>" in lost or not STEPS[words] or "this is done, but its result could not be shown" in done.stderr
    history = [sys.executable, "-m", "screener", "history"]
    told = subprocess.run(history, cwd=tmp_path, env=surroundings, capture_output=True, encoding="utf-8", check=True)
    assert STEPS[words] in " ".join(told.stdout.split())


@full_disk
@pytest.mark.parametrize("words", ["demo", "--help", "--version", "triage --help", "ledger --help", "queue"])
def test_a_full_disk_is_told_and_no_traceback(tmp_path: Path, words: str) -> None:
    surroundings = _waiting(tmp_path)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "screener", *words.split()], stdout=full, stderr=subprocess.PIPE, cwd=tmp_path,
            env=surroundings, check=False,
        )  # fmt: skip
    assert done.returncode == 5
    assert b"standard output cannot be written: No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@full_disk
def test_what_was_not_shown_before_is_not_done(tmp_path: Path) -> None:
    surroundings = _waiting(tmp_path)
    with Path("/dev/full").open("wb") as full:
        for words, said in (
            (["decline", "--obvious", "--yes"], b"No decline"),
            (["ledger", "forget", "1", "--yes"], b"nothing was done"),
        ):
            done = subprocess.run(
                [sys.executable, "-m", "screener", *words], stdout=full, stderr=subprocess.PIPE, cwd=tmp_path,
                env=surroundings, check=False,
            )  # fmt: skip
            assert said in done.stderr
    queue = subprocess.run(
        [sys.executable, "-m", "screener", "queue", *TODAY],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        check=True,
    )
    assert b"Ilse Marnix" in queue.stdout


@pytest.mark.parametrize("module", ["typer", "sqlite3"])
def test_an_interruption_while_the_program_is_imported_is_no_traceback(tmp_path: Path, module: str) -> None:
    script = (
        "import builtins, os, runpy, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "real = builtins.__import__\n"
        "def importing(name, *rest, **more):\n"
        f"    if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(name, *rest, **more)\n"
        "builtins.__import__ = importing\n"
        "sys.argv = ['screener', 'triage', 'queue.csv']\n"
        "runpy.run_module('screener', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=_waiting(tmp_path), capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert done.returncode == 130


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("screener ")
