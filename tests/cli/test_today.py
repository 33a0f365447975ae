"""`screener` alone, and what a shell asks for its prompt."""

from __future__ import annotations

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
    return run


def test_alone_it_tells_how_to_begin_and_makes_no_store(run: Run, own_store: Path) -> None:
    done = run()
    assert done.code == 0
    assert "screener start " in done.out
    assert "screener triage FILES" in done.out
    assert "screener demo" in done.out
    assert not own_store.exists()


def test_alone_it_is_the_brief_of_today(demo: Run) -> None:
    done = demo()
    assert done.code == 0
    assert done.out == demo("brief").out
    assert "19 open requests" in done.out.splitlines()[0]
    assert len(done.out.splitlines()) <= 10


def test_the_brief_names_the_newest_files_and_what_was_never_read(demo: Run) -> None:
    out = demo("brief", *TODAY).out
    assert "Newest files: " in out
    assert "contacts.vcf of " in out
    assert "Never read: mailbox, calendar." in out


def test_whom_was_asked_is_waited_for_and_then_overdue(demo: Run) -> None:
    assert demo("ask", "7", *TODAY).code == 0
    assert "Waiting for an answer: 1: Jörg Weißmüller (7)\n" in demo("brief", *TODAY).out
    late = demo("brief", "--today", "2026-04-20").out
    assert "overdue: Jörg Weißmüller (7)" in late
    assert late.endswith("Next: screener reply 7 --reminder\n")


def test_an_unknown_word_is_still_no_command(run: Run) -> None:
    done = run("tirage")
    assert done.code == 2
    assert "tirage" in done.err


def test_the_count_is_one_number_and_needs_no_rules(demo: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCREENER_RULES", "no such folder")
    assert demo("queue", "--count").out == "19\n"
    monkeypatch.setenv("SCREENER_RULES", "demo/rules")
    assert demo("decline", "11", *TODAY).code == 0
    assert demo("queue", "--count").out == "18\n"


def test_there_is_no_count_without_a_store(run: Run, own_store: Path) -> None:
    done = run("queue", "--count")
    assert (done.code, done.out) == (2, "")
    assert not own_store.exists()
