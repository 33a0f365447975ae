"""`screener queue`, `show` and their like: found without files, never guessed; no store is made by looking."""

from __future__ import annotations

import json
import sqlite3
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


@pytest.mark.parametrize(
    "words", ["queue", "show 1", "why 1", "waiting", "history", "accept 1", "undo", "vouches", "reply 1", "rules stats"]
)
def test_what_only_reads_makes_no_store(run: Run, own_store: Path, words: str) -> None:
    done = run(*words.split())
    assert done.code == 2
    assert f"there is no store {own_store} yet; `screener triage FILES…` makes one" in done.err
    assert not own_store.exists()


def test_an_empty_queue_says_so(demo: Run) -> None:
    assert demo("decline", "1-21", *TODAY).code == 2  # some are not open any more, and nothing is recorded
    assert len(json.loads(demo("queue", *TODAY, "--format", "json").out)["requests"]) == 19
    assert demo("decline", "1-19", *TODAY).code == 0
    assert demo("queue", *TODAY).out == "No request is open, so there is nothing to decide.\n"


def test_a_part_of_a_name_finds_the_one_who_bears_it_whether_decided_or_not(demo: Run) -> None:
    assert demo("show", "tomas", *TODAY).out.startswith("1. Tomás Iriarte ")
    assert demo("accept", "1", *TODAY).code == 0
    assert demo("show", "tomas", *TODAY).out.startswith("1. Tomás Iriarte ")


def test_a_slip_in_a_name_is_answered_with_the_likely_one(demo: Run) -> None:
    done = demo("show", "Tomas Iriart", *TODAY)
    assert done.code == 2
    assert "did you mean Tomás Iriarte?" in done.err


def test_a_new_list_is_held_against_the_files_that_were_read_before(demo: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,note\nOwen Quill,Hello\n")
    known = demo("triage", "list.csv", *TODAY)
    assert "None of your files was read." not in known.out
    assert "never read: mailbox, calendar\n" in known.err
    alone = demo("triage", "list.csv", "--no-store", *TODAY)
    assert "None of your files was read." in alone.out
    assert "never read: mailbox, calendar, address-book, archive\n" in alone.err


def test_a_file_that_cannot_be_read_shows_nobody_elses_result(demo: Run) -> None:
    assert demo("ask", "Jörg", *TODAY).code == 0
    assert demo("answer", "Jörg", "At the fair.", *TODAY).code == 0
    history = demo("history").out
    done = demo("triage", "nowhere.zip", *TODAY)
    assert done.code == 3
    assert "Weißmüller" not in done.out
    assert demo("history").out == history


def test_a_lapsed_request_that_is_gone_is_not_withdrawn(run: Run, tmp_path: Path) -> None:
    header = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    me = "https://www.linkedin.com/in/ana-ruiz-test"
    archives = {
        "Complete_LinkedInDataExport_09-01-2025": {"Old Asker": "8/20/25, 9:00 AM", "New Asker": "8/30/25, 9:00 AM"},
        "Complete_LinkedInDataExport_02-25-2026": {"Next Asker": "2/20/26, 9:00 AM"},
    }
    for name, rows in archives.items():
        (tmp_path / name).mkdir()
        lines = []
        for who, day in rows.items():
            address = f"https://www.linkedin.com/in/{who.lower().replace(' ', '-')}-test"
            lines.append(f'{who},Ana Ruiz,"{day}",,INCOMING,{address},{me}\n')
        (tmp_path / name / "Invitations.csv").write_text(header + "".join(lines))
    run("triage", "Complete_LinkedInDataExport_09-01-2025", "--today", "2025-09-01")
    told = json.loads(
        run("triage", "Complete_LinkedInDataExport_02-25-2026", "--today", "2026-02-25", "--format", "json").out
    )
    states = {one["name"]: one["state"] for one in told["requests"]}
    assert states == {"Next Asker": "new", "Old Asker": "lapsed", "New Asker": "withdrawn"}


def test_undo_shows_no_control_character_of_a_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps([{"name": "Ann \x1b]0;owned\x07Lee"}]))
    assert run("triage", "list.json", *TODAY).code == 0
    assert run("accept", "1", *TODAY).code == 0
    done = run("undo")
    assert done.out.startswith("took back: accepted Ann ")
    assert done.out.strip().isprintable()


def test_a_range_of_endless_numbers_is_no_request(demo: Run) -> None:
    done = demo("accept", f"1-{'9' * 5_000}", *TODAY)
    assert done.code == 2
    assert "asks" in done.err


def test_nobody_is_asked_twice_before_they_have_answered(demo: Run) -> None:
    assert demo("ask", "Jörg", *TODAY).code == 0
    done = demo("ask", "Jörg", *TODAY)
    assert done.code == 2
    assert "was asked on 2026-03-10 and owes you the answer; `screener reply 7 --reminder`" in done.err
    assert demo("answer", "Jörg", "At the fair.", *TODAY).code == 0
    assert demo("ask", "Jörg", "--question", "Which one?", *TODAY).code == 0


@pytest.mark.parametrize("who", ["-", "--", "…"])
def test_signs_are_nobodys_name(demo: Run, who: str) -> None:
    done = demo("expect", "--new", "--", who)
    assert done.code == 2
    assert "names nobody" in done.err


def test_a_name_longer_than_any_is_refused(demo: Run) -> None:
    done = demo("ledger", "forget", "a" * 100_000, "--yes")
    assert done.code == 2
    assert "longer than any name" in done.err


def test_a_dash_is_standard_output(demo: Run, tmp_path: Path) -> None:
    assert demo("queue", *TODAY, "--output", "-").out == demo("queue", *TODAY).out
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE decision SET content = 'private words'",
        "UPDATE request SET sheet = 'private words'",
        "DROP TABLE decision",
    ],
)
def test_a_damaged_store_is_told_of_without_its_words(demo: Run, own_store: Path, damage: str) -> None:
    assert demo("decline", "12", *TODAY).code == 0
    with sqlite3.connect(own_store) as connection:
        connection.execute(damage)
    for words in (("rules", "stats"), ("queue",)):
        done = demo(*words, *TODAY)
        assert done.code in (0, 3)
        assert "private words" not in done.out + done.err
    assert demo("rules", "stats", *TODAY).code == 3


def test_where_nothing_is_open_a_question_needs_words_of_its_own(demo: Run) -> None:
    done = demo("ask", "Priya", *TODAY)
    assert done.code == 2
    assert "nothing is open about Priya Venkataraman: accept is proposed" in done.err
    assert "`screener accept 2`" in done.err
    assert demo("queue", "--waiting", *TODAY).out == "Nobody owes you an answer.\n"
    assert demo("ask", "Priya", "--question", "Which Priya are you?", *TODAY).code == 0


def test_what_only_the_user_can_tell_is_said_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,note\nIda Krummholz,I saw your valve at Hall 4 on 3 May 2024.\n")
    assert run("triage", "list.csv", "--today", "2026-03-10").code == 0
    for words in (["show", "1"], ["show", "1", "--all"]):
        shown = " ".join(run(*words, "--today", "2026-03-10").out.split())
        assert "ASK FOR CONTEXT" in shown
        assert "Only you can tell; nothing is drafted until you have decided." in shown
        for sentence in ("only you can place", "They seem to speak of something you share"):
            assert shown.partition("Also matched")[0].count(sentence) <= 1


def test_a_question_that_nobody_answers_is_told_and_nothing_is_done(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,profile_url\nIda Krummholz,https://x.com/in/ida-k\n")
    assert run("triage", "list.csv", "--today", "2026-03-10").code == 0
    done = run("ledger", "forget", "1")
    assert done.code == 2
    assert "no answer to 'Forget Ida Krummholz?'; nothing was done" in done.err
    assert "Ida Krummholz" in run("queue", "--today", "2026-03-10").out


def test_two_ways_to_list_are_not_one(run: Run) -> None:
    done = run("queue", "--count", "--waiting")
    assert done.code == 2
    assert "leave out one" in done.err
