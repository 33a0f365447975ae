"""What was shown is shown again only as long as it is what would be found anew."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from screener.cli.views import basis_of
from screener.cli.workspace import Workspace
from screener.folders import state_of
from screener.ledger.shown_queue import QUEUE
from screener.reports.kept_document import kept
from screener.reports.screening_form import document_of
from screener.screening.again import Again
from tests.cli.colliding_names import write_life
from tests.cli.running import Done, Run

TODAY = ("--today", "2026-03-10")
EVERY = ("queue", "show 3 --all", "show 7", "queue --format json", "brief")


@pytest.fixture
def demo(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, with the invented requests of the demo in the store, decided by rules in the folder `demo`."""
    assert run("demo", "--copy", "demo").code == 0
    monkeypatch.setenv("SCREENER_RULES", str(tmp_path / "demo/rules"))
    assert run("triage", *_files(tmp_path), *TODAY).code == 0
    return run


def _files(folder: Path) -> list[str]:
    return [str(next((folder / "demo").glob("Complete_*"))), "demo/requests.csv", "demo/contacts.vcf"]


def _forget_what_was_shown(store: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("DELETE FROM shown_request")
        connection.execute("DELETE FROM shown")
    connection.close()


def _is_kept(store: Path, name: str = "queue") -> bool:
    with sqlite3.connect(store) as connection:
        row = connection.execute("SELECT count(*) FROM shown WHERE name = ?", (name,)).fetchone()
    connection.close()
    return bool(row[0])


def _mark_what_was_shown(store: Path, but: int = 0) -> None:
    """Change what is kept, all but one number, so that it can be told whether that was shown."""
    marked = "UPDATE shown_request SET content = json_set(content, '$.name', 'Somebody Marked') WHERE number != ?"
    with sqlite3.connect(store) as connection:
        connection.execute(marked, (but,))
    connection.close()


@pytest.fixture
def is_shown_again(demo: Run, own_store: Path) -> Callable[..., bool]:
    """Whether a command shows what was shown before, rather than what it finds."""

    def shows(*words: str) -> bool:
        assert demo("queue", *TODAY).code == 0
        _mark_what_was_shown(own_store)
        return "Somebody Marked" in demo(*words).out

    return shows


@pytest.mark.parametrize("words", EVERY)
def test_what_nothing_has_changed_for_is_shown_again(is_shown_again: Callable[..., bool], words: str) -> None:
    assert is_shown_again(*words.split(), *TODAY)


def test_the_same_files_are_shown_again_with_what_was_read(demo: Run, own_store: Path, tmp_path: Path) -> None:
    first = demo("triage", *_files(tmp_path), *TODAY)
    again = demo("triage", *_files(tmp_path), *TODAY)
    assert (again.out, again.err, again.code) == (first.out, first.err, first.code)
    assert _is_kept(own_store, "files")
    _mark_what_was_shown(own_store)
    assert "Somebody Marked" in demo("triage", *_files(tmp_path), *TODAY).out
    assert "Somebody Marked" not in demo("triage", *_files(tmp_path), "--verify", *TODAY).out


def test_another_day_is_another_queue(is_shown_again: Callable[..., bool]) -> None:
    assert not is_shown_again("queue", "--today", "2026-03-11")


def test_another_engine_decides_anew(is_shown_again: Callable[..., bool]) -> None:
    assert not is_shown_again("queue", "--engine", "compiled", *TODAY)


def test_an_edited_rule_decides_anew(is_shown_again: Callable[..., bool], tmp_path: Path, demo: Run) -> None:
    assert is_shown_again("queue", *TODAY)
    rules = tmp_path / "demo/rules/about-me.yaml"
    rules.write_text(rules.read_text() + "\n# a remark\n")
    assert "Somebody Marked" not in demo("queue", *TODAY).out


def test_a_template_of_ones_own_is_drafted_from_at_once(demo: Run, own_store: Path, tmp_path: Path) -> None:
    assert demo("queue", *TODAY).code == 0
    _mark_what_was_shown(own_store)
    (tmp_path / "templates/decline").mkdir(parents=True)
    (tmp_path / "templates/decline/student.en.txt").write_text("Hi {{ name }},\n\nNot now.\n")
    assert "Somebody Marked" not in demo("queue", *TODAY).out


def test_a_changed_file_is_read_anew(demo: Run, own_store: Path, tmp_path: Path) -> None:
    assert demo("triage", *_files(tmp_path), *TODAY).code == 0
    _mark_what_was_shown(own_store)
    with (tmp_path / "demo/requests.csv").open("a") as file:
        file.write("Nora Newcomer,,,,,,,\n")
    assert "Somebody Marked" not in demo("triage", *_files(tmp_path), *TODAY).out


NAMES = """name,profile_url,note,sent_at
Rufus Blank,https://www.linkedin.com/in/rufus-blank,,2026-03-05
R. Quill,https://www.linkedin.com/in/r-quill,,2026-03-05
Rosa Quill,https://www.linkedin.com/in/rosa-quill,,2026-03-05
Bela Storm,https://www.linkedin.com/in/bela-storm,"Hi, Rufus Blank suggested that I write to you.",2026-03-05
"""


@pytest.fixture
def named(demo: Run, tmp_path: Path) -> Run:
    """The same with four more requests, of which one names another, and two may be of one person."""
    (tmp_path / "named.csv").write_text(NAMES)
    assert demo("triage", "named.csv", *TODAY).code == 0
    assert demo("queue", *TODAY).code == 0
    return demo


def _number_of(run: Run, name: str) -> int:
    return int(run("show", name, *TODAY).out.partition(".")[0])


@pytest.mark.parametrize("verdict", ["accept", "decline"])
def test_a_decision_leaves_the_rest_of_the_queue_as_it_was_shown(named: Run, own_store: Path, verdict: str) -> None:
    number = _number_of(named, "Bela Storm")
    _mark_what_was_shown(own_store)
    done = named(verdict, str(number), *TODAY)
    assert done.code == 0
    assert "Somebody Marked" in done.err
    shown = named("queue", *TODAY).out
    assert "Somebody Marked" in shown
    assert "Rosa Quill" not in shown
    assert f"\n{number:3}. " not in shown


def test_only_what_rests_on_a_decision_is_decided_anew(named: Run, own_store: Path) -> None:
    number = _number_of(named, "Rufus Blank")
    _mark_what_was_shown(own_store)
    assert named("accept", str(number), *TODAY).code == 0
    shown = named("queue", *TODAY).out
    assert "Bela Storm" in shown  # who names them
    assert "Somebody Marked" in shown
    assert "Rosa Quill" not in shown


def test_a_queue_that_was_emptied_is_filled_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("name,profile_url\nRufus Blank,https://www.linkedin.com/in/rufus-blank\n")
    assert run("triage", "one.csv", *TODAY).code == 0
    assert "Rufus Blank" in run("queue", *TODAY).out
    assert run("decline", "1", *TODAY).code == 0
    assert "Rufus Blank" not in run("queue", *TODAY).out
    assert run("reopen", "1", *TODAY).code == 0
    assert "Rufus Blank" in run("queue", *TODAY).out


def test_what_was_recognised_under_other_rules_tells_as_well_what_rests_on_a_decision(
    named: Run, own_store: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "demo/rules/about-me.yaml"
    rules.write_text(rules.read_text() + "\n# a remark\n")
    number = _number_of(named, "Rufus Blank")
    assert named("queue", *TODAY).code == 0
    assert named("accept", str(number), *TODAY).code == 0
    _assert_shown_as_found_anew(named, own_store, tmp_path / "other.sqlite", "queue --format json")


@pytest.mark.parametrize(
    "deed", [("accept", "Rufus Blank"), ("snooze", "Rosa Quill"), ("vouch", "R. Quill", "no", "--because", "late")]
)
def test_what_is_taken_back_is_shown_as_before(named: Run, own_store: Path, deed: tuple[str, ...]) -> None:
    _mark_what_was_shown(own_store)
    before = named("queue", *TODAY)
    assert named(*deed, *TODAY).code == 0
    assert named("undo", *TODAY).code == 0
    assert named("queue", *TODAY) == before
    assert "Somebody Marked" in before.out


def _is_declined(demo: Run, number: int) -> bool:
    return "DECLINE" in demo("show", str(number), *TODAY).out.splitlines()[0]


def test_a_decision_on_what_was_shown_writes_down_what_deciding_anew_would(
    demo: Run, own_store: Path, tmp_path: Path
) -> None:
    assert demo("snooze", "13", *TODAY).code == 0
    assert demo("ask", "12", "--question", "Where did we meet?", *TODAY).code == 0
    assert demo("queue", *TODAY).code == 0
    shown_in, other = tmp_path / "shown.sqlite", tmp_path / "other.sqlite"
    codes = []
    for number in range(1, 20):
        for words in (["accept"], ["decline", "--because", "late"], ["ask"], ["ask", "--question", "Where?"]):
            for path in (shown_in, other):
                shutil.copy(own_store, path)
            _forget_what_was_shown(other)
            shown, anew = (demo(*words, str(number), *TODAY, "--store", str(path)) for path in (shown_in, other))
            assert (shown.code, shown.out, shown.err) == (anew.code, anew.out, anew.err)
            assert _ledger(shown_in) == _ledger(other)
            codes.append(shown.code)
    assert codes.count(0) > 50


def _ledger(store: Path) -> list[list[tuple[object, ...]]]:
    tables = ("request", "decision", "question", "policy", "log")
    with sqlite3.connect(store) as connection:
        kept = [connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables]
    connection.close()
    return [[tuple(row) for row in rows] for rows in kept]


def test_whatever_was_done_the_queue_shown_is_the_one_found_anew(demo: Run, own_store: Path, tmp_path: Path) -> None:
    _assert_shown_as_found_anew_after_deeds(demo, own_store, tmp_path, seed=15, number=25, every=EVERY)


@pytest.mark.parametrize("seed", [1, 2])
def test_where_names_collide_the_queue_shown_is_the_one_found_anew(
    run: Run, own_store: Path, tmp_path: Path, seed: int
) -> None:
    assert run("triage", *write_life(tmp_path / "life", seed), *TODAY).code == 0
    _assert_shown_as_found_anew_after_deeds(run, own_store, tmp_path, seed=seed, number=20)


@pytest.mark.long
def test_in_many_lives_the_queue_shown_is_the_one_found_anew(run: Run, own_store: Path, tmp_path: Path) -> None:
    for seed in range(100, 300):
        own_store.unlink(missing_ok=True)
        assert run("triage", *write_life(tmp_path / f"{seed}", seed), *TODAY).code == 0
        _assert_shown_as_found_anew_after_deeds(run, own_store, tmp_path, seed=seed, number=20)


def _assert_shown_as_found_anew_after_deeds(
    run: Run, store: Path, folder: Path, *, seed: int, number: int, every: Sequence[str] = ("queue --format json",)
) -> None:
    chance = random.Random(seed)
    done = []
    for _ in range(number):
        done.append(_something(run, chance))
        assert done[-1].code in (0, 2), done[-1].err
        if chance.random() < 0.7:  # sometimes several deeds follow each other
            _assert_shown_as_found_anew(run, store, folder / "other.sqlite", *every)
    _assert_shown_as_found_anew(run, store, folder / "other.sqlite", *every)
    assert sum(one.code == 0 for one in done) > number / 5  # others cannot be done: decided already, asked nothing


def _something(run: Run, chance: random.Random) -> Done:
    number, other = str(chance.randint(1, 19)), str(chance.randint(1, 19))
    words = chance.choice(
        [
            ["decline", number], ["accept", number], ["accept", other], ["decline", number, other],
            ["ask", number, "--question", "Where did we meet?"], ["ask", number], ["undo"], ["undo"], ["undo", "2"],
            ["who", number, "no"], ["who", number, "1"], ["reopen", number], ["snooze", number],
            ["snooze", number, "--days", "3"], ["vouch", number, "no", "--because", "late"],
            ["vouch", number, "yes", "--context", "Pumps at Kelp Works"], ["answer", number, "At the fair in 2019."],
            ["reply", number, "--reminder"], ["accept", number, "--format", "json"], ["why", number], ["queue"],
        ]
    )  # fmt: skip
    return run(*words, *([] if words[0] == "vouch" else TODAY))


def test_what_was_shown_of_somebody_forgotten_is_gone(demo: Run, own_store: Path, tmp_path: Path) -> None:
    assert demo("queue", *TODAY).code == 0
    assert demo("triage", *_files(tmp_path), *TODAY).code == 0
    assert b"Iriarte" in _bytes_of(own_store)
    done = demo("ledger", "forget", "Tom\u00e1s Iriarte", "--yes")
    assert done.code in (0, 1), done.err
    assert b"Iriarte" not in _bytes_of(own_store)


def _bytes_of(store: Path) -> bytes:
    return b"".join(path.read_bytes() for path in store.parent.glob(f"{store.name}*"))


@pytest.mark.parametrize("name", ["Rufus Blank", "R. Quill", "Rosa Quill"])
def test_a_decision_on_somebody_whom_another_may_name_decides_the_queue_anew(
    named: Run, own_store: Path, tmp_path: Path, name: str
) -> None:
    number = _number_of(named, name)
    verdict = "decline" if _is_declined(named, number) else "accept"
    assert named(verdict, str(number), *TODAY).code == 0
    _assert_shown_as_found_anew(named, own_store, tmp_path / "other.sqlite", "queue --format json")


def _assert_shown_as_found_anew(run: Run, store: Path, other: Path, *every: str) -> None:
    shutil.copy(store, other)
    _forget_what_was_shown(other)
    for words in every:
        shown, anew = run(*words.split(), *TODAY), run(*words.split(), *TODAY, "--store", str(other))
        assert (shown.code, shown.out) == (anew.code, anew.out), words


def test_one_request_is_counted_alone_also_when_it_is_shown_again(demo: Run, own_store: Path, tmp_path: Path) -> None:
    assert demo("queue", *TODAY).code == 0
    _assert_shown_as_found_anew(
        demo, own_store, tmp_path / "other.sqlite", "show 3 --format json", "show 6 --format json"
    )


def test_one_that_is_put_off_is_shown_in_full(demo: Run, own_store: Path, tmp_path: Path) -> None:
    assert demo("snooze", "18", *TODAY).code == 0
    assert demo("queue", *TODAY).code == 0
    shown = demo("show", "18", *TODAY).out
    assert "DECLINE" in shown
    assert "snoozed" in shown
    _assert_shown_as_found_anew(demo, own_store, tmp_path / "other.sqlite", "show 18 --all", "show 18 --format json")


def test_what_another_program_wrote_while_the_queue_was_decided_is_not_shown_over(demo: Run, own_store: Path) -> None:
    at = Workspace(today="2026-03-10", store=own_store)
    with at.opened() as store:
        basis = basis_of(at)
        store.look()
        document = document_of(Again(store, at.setting()).queue())
        assert demo("decline", "14", *TODAY).code == 0
        kept(store, QUEUE, basis, document)
    assert "Chad Growthwell" not in demo("queue", *TODAY).out


def test_a_rule_edited_while_the_queue_is_decided_decides_it_anew(demo: Run, own_store: Path, tmp_path: Path) -> None:
    at = Workspace(today="2026-03-10", store=own_store)
    with at.opened() as store:
        basis = basis_of(at)
        store.look()
        document = document_of(Again(store, at.setting()).queue())
        (tmp_path / "demo/rules/mine.yaml").write_text(
            "rules:\n- id: all\n  decide: decline\n  priority: 999\n  when: [{note: present}]\n  because: Mine.\n"
        )
        kept(store, QUEUE, basis, document)
    assert "Mine." in demo("queue", *TODAY).out


def test_a_queue_is_shown_while_another_program_writes(demo: Run, own_store: Path) -> None:
    assert demo("queue", *TODAY).code == 0
    _forget_what_was_shown(own_store)
    other = sqlite3.connect(own_store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    done = demo("queue", *TODAY)
    other.close()
    assert done.code == 0, done.err
    assert "Chad Growthwell" in done.out
    assert not _is_kept(own_store)


def test_a_folder_that_leads_back_to_itself_hides_no_edited_rule(demo: Run, tmp_path: Path) -> None:
    rules = tmp_path / "demo/rules"
    for name in ("a", "b", "c"):
        (rules / name).symlink_to(rules)
    assert demo("queue", *TODAY).code == 0
    for path in sorted(rules.glob("*.yaml")):
        before = sorted(state_of([rules]))
        path.write_text(path.read_text() + "# a remark\n")
        assert sorted(state_of([rules])) != before
