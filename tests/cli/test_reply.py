"""`screener reply`, `--drafts`: replies to copy, to edit, as a mail or as files. The clipboard is the test's."""

from __future__ import annotations

import email
import email.policy
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")


@pytest.fixture
def demo(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, with the invented requests of the demo in the store."""
    assert run("demo", "--copy", "demo").code == 0
    monkeypatch.setenv("SCREENER_RULES", str(tmp_path / "demo/rules"))
    archive = next((tmp_path / "demo").glob("Complete_*"))
    assert run("triage", str(archive), "demo/requests.csv", "demo/contacts.vcf", *TODAY).code == 0
    assert run("who", "Henrik Solberg", "yes", *TODAY).code == 0  # he is the one whom the user recommended
    return run


def executable(path: Path, script: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_a_reply_is_printed_and_nothing_else(demo: Run) -> None:
    done = demo("reply", "Henrik Solberg", *TODAY)
    assert done.code == 0
    assert done.out.startswith("Hello Henrik,\n")
    assert "Halvorsen Marine Systems" in done.out
    assert done.out.endswith("Mara Lindqvist\n")


def test_tone_and_language_are_the_users_to_choose(demo: Run) -> None:
    plain = demo("reply", "Henrik Solberg", *TODAY).out
    warm = demo("reply", "Henrik Solberg", "--tone", "warm", *TODAY).out
    german = demo("reply", "Henrik Solberg", "--language", "de", *TODAY).out
    assert len({plain, warm, german}) == 3
    assert "Henrik" in german
    assert "Anfrage" in german


def test_the_reply_is_for_what_the_user_decided(demo: Run) -> None:
    assert demo("decline", "Henrik Solberg", *TODAY).code == 0
    declined = demo("reply", "Henrik Solberg", *TODAY)
    assert declined.code == 2  # silence is the default for a decline
    assert "--template decline/polite" in declined.err
    written = demo("reply", "Henrik Solberg", "--template", "decline/polite", *TODAY)
    assert "Henrik" in written.out


def test_where_the_user_must_look_silence_is_not_called_the_answer(demo: Run) -> None:
    twin = demo("reply", "6", *TODAY)
    assert (twin.code, twin.out) == (2, "")
    assert twin.err == (
        "screener: no reply is drafted to Chiara Bellandi: look yourself first, as the reason or the flag in "
        "`screener show 6` says; to write all the same, name a template: --template ask-for-context/what-links-us\n"
    )


def test_whoever_answered_is_not_asked_the_same_again(demo: Run) -> None:
    assert demo("ask", "Jörg", *TODAY).code == 0
    assert demo("reply", "Jörg", *TODAY).out.startswith("Guten Tag Jörg")
    assert demo("answer", "Jörg", "You showed me the crane controls.", *TODAY).code == 0
    told = demo("reply", "Jörg", *TODAY)
    assert "?" not in told.out
    assert "silence" not in told.err
    assert demo("accept", "Jörg", *TODAY).code == 0
    assert "Guten Tag Jörg" in demo("reply", "Jörg", *TODAY).out


def test_an_unknown_template_or_language_is_an_error_with_a_way_out(demo: Run) -> None:
    done = demo("reply", "Henrik Solberg", "--template", "accept/thank", *TODAY)
    assert done.code == 3
    assert "accept/thanks" in done.err
    done = demo("reply", "Henrik Solberg", "--language", "xx", *TODAY)
    assert done.code in (2, 3)
    assert "xx" in done.err


def test_a_reply_goes_to_the_clipboard(demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(tmp_path / "bin/xclip", f"cat > '{tmp_path}/clipboard'")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    import pyperclip

    monkeypatch.setattr(pyperclip, "copy", pyperclip.lazy_load_stub_copy)  # look for a clipboard anew
    done = demo("reply", "Henrik Solberg", "--copy", *TODAY)
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "clipboard").read_text().startswith("Hello Henrik,\n")


def test_without_a_clipboard_the_way_out_is_said(demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    import pyperclip

    monkeypatch.setattr(pyperclip, "copy", pyperclip.lazy_load_stub_copy)
    done = demo("reply", "Henrik Solberg", "--copy", *TODAY)
    assert done.code == 3
    assert "leave out --copy" in done.err


def test_a_reply_can_be_changed_before_it_is_copied(demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(tmp_path / "bin/edit", "sed -i 's/Hello/Dear/' \"$1\"")
    monkeypatch.setenv("VISUAL", str(tmp_path / "bin/edit"))
    assert demo("reply", "Henrik Solberg", "--edit", *TODAY).out.startswith("Dear Henrik,\n")


def test_an_editor_that_fails_loses_nothing(demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(tmp_path / "bin/edit", 'echo typed > "$1"; exit 3')
    monkeypatch.setenv("VISUAL", str(tmp_path / "bin/edit"))
    done = demo("reply", "Henrik Solberg", "--edit", *TODAY)
    assert done.code == 3
    kept = Path(done.err.rsplit(" in ", 1)[1].strip())
    assert kept.read_text() == "typed\n"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ('printf "caf\\351" > "$1"', "the editor did not save UTF-8"),
        ('rm "$1"', "the editor saved"),
        ('rm "$1"; mkdir "$1"', "the editor saved"),
    ],
)
def test_what_an_editor_saves_that_is_no_text_is_told(
    demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str
) -> None:
    executable(tmp_path / "bin/edit", script)
    monkeypatch.setenv("VISUAL", str(tmp_path / "bin/edit"))
    done = demo("reply", "Henrik Solberg", "--edit", *TODAY)
    assert done.code == 3
    assert told in done.err


@pytest.mark.parametrize("editor", ["vi 'left open", "/nowhere/editor"])
def test_an_editor_that_cannot_be_started_leaves_no_draft_behind(
    demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str
) -> None:
    (tmp_path / "aside").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "aside"))
    monkeypatch.setenv("VISUAL", editor)
    done = demo("reply", "Henrik Solberg", "--edit", *TODAY)
    assert done.code == 3
    assert "VISUAL" in done.err
    assert list((tmp_path / "aside").iterdir()) == []


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C as in a terminal, also where the tests run in the background and it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_edit_says_where_the_text_is(demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(tmp_path / "bin/edit", 'echo typed > "$1"; kill -INT $PPID; sleep 1')
    monkeypatch.setenv("VISUAL", str(tmp_path / "bin/edit"))
    done = demo("reply", "Henrik Solberg", "--edit", *TODAY)
    assert done.code == 130
    assert Path(done.err.rsplit(" in ", 1)[1].strip()).read_text() == "typed\n"


def test_a_mail_is_marked_as_not_sent(demo: Run, tmp_path: Path) -> None:
    assert demo("reply", "佐藤", "--eml", "reply.eml", *TODAY).code == 0
    mail = email.message_from_bytes((tmp_path / "reply.eml").read_bytes(), policy=email.policy.default)
    assert mail["X-Unsent"] == "1"
    body = mail.get_body()
    assert body is not None
    assert "佐藤" in body.get_content()


def test_all_drafts_of_a_queue_are_written_at_once(demo: Run, tmp_path: Path) -> None:
    assert demo("queue", "--drafts", "drafts", *TODAY).code == 0
    assert demo("queue", "--drafts", "drafts.md", *TODAY).code == 0
    files = sorted(path.name for path in (tmp_path / "drafts").iterdir())
    assert files[0] == "001-accept.txt"
    whole = (tmp_path / "drafts.md").read_text()
    assert whole.count("```text\n") == len(files)
    for path in (tmp_path / "drafts").iterdir():
        assert path.read_text().strip() in whole
