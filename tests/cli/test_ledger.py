"""`screener ledger` through the command line: what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.archives import write_archive
from tests.cli.running import Run
from tests.cli.test_fortnight import FIRST

ENTRIES = """\
vouches: [{name: Ann Lee, profile_url: https://www.linkedin.com/in/ann-lee, recommend: no, reason: xyzzy}]
decisions: [{name: Bo Ek, verdict: decline, reason: no time, date: 2024-07-19}]
"""


@pytest.fixture
def entries(tmp_path: Path) -> str:
    (tmp_path / "mine.yaml").write_text(ENTRIES)
    return "mine.yaml"


def test_path_says_where_the_store_is_and_makes_none(run: Run, own_store: Path) -> None:
    told = run("ledger", "path")
    assert (told.code, told.out) == (0, f"{own_store}\n")
    assert told.err == "there is none yet; `screener triage` makes it\n"
    assert not own_store.exists()
    run("expect", "Ann Lee")
    assert run("ledger", "path").err == ""


@pytest.mark.parametrize("words", [["export"], ["check"], ["forget", "Ann Lee", "--yes"]])
def test_where_there_is_no_store_none_is_made(run: Run, own_store: Path, words: list[str]) -> None:
    told = run("ledger", *words)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"screener: there is no store at {own_store}; `screener triage` makes one")
    assert not own_store.exists()


def test_import_says_what_it_did_and_can_be_taken_back(run: Run, entries: str) -> None:
    assert run("ledger", "import", entries).err == (
        "imported 1 vouch, 1 decision from mine.yaml; `screener undo` takes it back\n"
    )
    assert run("ledger", "import", entries).err == "imported nothing from mine.yaml: all of it stands there already\n"
    assert run("undo").out == "took back: imported 2 entries from mine.yaml\n"
    assert json.loads(run("ledger", "export", "--format", "json").out) == {"decisions": [], "expected": [], "links": []}


def test_standard_input_is_read_in_the_form_named(run: Run) -> None:
    told = run("ledger", "import", "-", "--format", "csv", stdin=b"name,recommend\nAnn Lee,yes\n")
    assert told.err == "imported 1 vouch from standard input; `screener undo` takes it back\n"


def test_mistakes_keep_everything_out_and_show_no_reason(run: Run, own_store: Path) -> None:
    bad = ENTRIES.replace("recommend: no", "recommend: perhaps").replace("verdict: decline", "verdict: declne")
    Path("bad.yaml").write_text(bad)
    told = run("ledger", "import", "bad.yaml")
    assert (told.code, told.out) == (3, "")
    assert told.err.splitlines() == [
        "bad.yaml:1:88: 'perhaps' is no `recommend`; allowed: `no`, `unsure`, `yes` (R025)",
        "bad.yaml:2:36: 'declne' is no `verdict`; did you mean 'decline'? (R025)",
        "screener: nothing of bad.yaml was imported; mend what is named above",
    ]
    assert not own_store.exists()


def test_a_file_that_is_not_there_is_told(run: Run) -> None:
    told = run("ledger", "import", "nowhere.yaml")
    assert (told.code, told.err) == (
        3, "screener: nowhere.yaml cannot be read: No such file or directory; "
        "see whether it is there, and who may read it\n"
    )  # fmt: skip


@pytest.mark.parametrize("form", ["yaml", "json", "csv"])
def test_an_export_holds_no_word_of_a_vouch_unless_asked(run: Run, entries: str, form: str) -> None:
    run("ledger", "import", entries)
    told = run("ledger", "export", "--format", form)
    assert told.err == "left out 1 of your words on people; --with-vouches writes them, too\n"
    assert "Bo Ek" in told.out
    assert not {"xyzzy", "Ann", "ann-lee"} & set(told.out.replace(",", " ").replace('"', " ").split())
    assert "xyzzy" not in told.out
    whole = run("ledger", "export", "--format", form, "--with-vouches")
    assert whole.err == ""
    assert "xyzzy" in whole.out


def test_an_export_is_written_as_its_name_says(run: Run, entries: str) -> None:
    run("ledger", "import", entries)
    told = run("ledger", "export", "--output", "all.json", "--with-vouches")
    assert (told.out, told.err) == ("", "wrote all.json: 1 vouch, 1 decision\n")
    assert json.loads(Path("all.json").read_text())["decisions"][0]["name"] == "Bo Ek"
    run("ledger", "export", "--output", "all.csv")
    assert Path("all.csv").read_text().startswith("what,name,")
    run("ledger", "export", "--output", "all.csv", "--format", "json", "--force")
    assert Path("all.csv").read_text().startswith("{")
    run("ledger", "export", "--output", "all.txt")
    assert Path("all.txt").read_text().startswith("decisions:")


@pytest.mark.parametrize("form", ["yaml", "json", "csv"])
@pytest.mark.parametrize("ending", ["yaml", "json", "csv", "bak"])
def test_a_file_whose_ending_lies_is_read_by_its_content(run: Run, entries: str, form: str, ending: str) -> None:
    run("ledger", "import", entries)
    run("ledger", "export", "--format", form, "--output", f"lying.{ending}")
    told = run("ledger", "import", f"lying.{ending}", "--store", "fresh.sqlite")
    assert told.err == f"imported 1 decision from lying.{ending}; `screener undo` takes it back\n"


@pytest.mark.parametrize("form", ["yaml", "json", "csv"])
def test_an_export_is_imported_into_a_fresh_store_and_exported_the_same(run: Run, entries: str, form: str) -> None:
    run("ledger", "import", entries)
    run("ledger", "export", "--format", form, "--with-vouches", "--output", f"all.{form}")
    assert run("ledger", "import", f"all.{form}", "--store", "fresh.sqlite").code == 0
    again = run("ledger", "export", "--format", form, "--with-vouches", "--store", "fresh.sqlite")
    assert again.out == Path(f"all.{form}").read_text()


def test_check_tells_what_is_wrong_and_lists_backups(run: Run, entries: str, own_store: Path) -> None:
    run("ledger", "import", entries)
    assert (run("ledger", "check").code, run("ledger", "check").err) == (0, f"{own_store} is sound\n")
    own_store.with_name(f"{own_store.name}.before-2").write_bytes(b"")
    own_store.chmod(0o640)
    told = run("ledger", "check")
    assert told.code == 1
    assert told.out.splitlines()[0] == (
        f"{own_store}: others on this computer may read ledger.sqlite (mode 640); chmod 600 '{own_store}'"
    )
    assert f"kept from before an update: {own_store}.before-2" in told.err


def test_forget_shows_what_goes_and_asks_first(run: Run, entries: str) -> None:
    run("ledger", "import", entries)
    told = run("ledger", "forget", "Lee, Ann", stdin=b"n\n")
    assert (told.code, told.out.rstrip(" ")) == (0, (
        "Ann Lee, https://www.linkedin.com/in/ann-lee: this goes, for good:\n"
        "  1 word of yours on them\n"
        "  what is known of them as a person\n"
    ))  # fmt: skip
    assert told.err.endswith("Nothing was forgotten.\n")
    assert "xyzzy" in run("vouches", "--with-vouches").out


def test_forget_tells_which_files_of_yours_still_name_them(run: Run, own_store: Path) -> None:
    rules = Path("rules")
    rules.mkdir()
    (rules / "about-me.yaml").write_text("extends: shipped\nnever-connect:\n  - {name: 'LEE, Ann'}\n")
    Path("asking.csv").write_text("name,profile_url\nAnn Lee,https://www.linkedin.com/in/ann-lee\n")
    assert run("triage", "asking.csv", "--rules", "rules").code == 0
    told = run("ledger", "forget", "1", "--yes", "--rules", "rules")
    assert told.code == 0
    assert told.out.splitlines()[-5:] == [
        "Forgot Ann Lee.",
        "Files of yours still name them; the program never changes these:",
        "  rules/about-me.yaml:3",
        "  asking.csv",
        "Reading such a file again does not bring them back; if they ask again, you are told without their name.",
    ]
    assert all(b"ann" not in file.read_bytes().lower().replace(b"announce", b"") for file in own_store.parent.iterdir())
    gone = run("ledger", "forget", "Ann Lee", "--yes")
    assert (gone.code, gone.err) == (2, "screener: the store holds nothing of Ann Lee, and no text in it names them\n")


def doubtful(run: Run) -> None:
    people = [("Jürgen Müßigbrodt", "Hello"), ("Bo Ek", "Müßigbrodt sent me."), ("Cy Oma", "Jürgens Freund.")]
    rows = "".join(f"{name},{note}\n" for name, note in people)
    assert run("triage", "-", "--today", "2026-03-10", stdin=f"name,note\n{rows}".encode()).code == 0


def test_forget_lists_what_it_is_not_sure_of_and_ends_with_1(run: Run, own_store: Path) -> None:
    doubtful(run)
    done = run("ledger", "forget", "Jürgen Müßigbrodt", "--yes")
    assert done.code == 1
    assert "1 place may name them or somebody else, and stayed:\n  request 3 of Cy Oma: “Jürgens Freund.”\n" in done.out
    assert "Müßigbrodt".encode() not in own_store.read_bytes()
    assert "Jürgens".encode() in own_store.read_bytes()
    again = run("ledger", "forget", "Jürgen Müßigbrodt", stdin=b"y\n")
    assert again.code == 0
    assert "nothing in the store is surely theirs" in again.out
    assert "Jürgens".encode() not in own_store.read_bytes()


@pytest.mark.parametrize(("answers", "is_left"), [(b"y\nn\n", True), (b"y\ny\n", False)])
def test_forget_asks_about_each_doubt(run: Run, own_store: Path, answers: bytes, is_left: bool) -> None:
    doubtful(run)
    done = run("ledger", "forget", "Jürgen Müßigbrodt", stdin=answers)
    assert done.code == 0
    assert "Is 'Jürgens' here the same person, to be forgotten, too?" in done.err
    assert ("Jürgens".encode() in own_store.read_bytes()) == is_left


def asked(run: Run, *store: str) -> list[dict[str, object]]:
    """The queue without its numbers, which each store gives for itself, by name."""
    queue = json.loads(run("queue", "--format", "json", "--today", "2026-03-12", *store).out)
    return sorted(({**each, "number": 0} for each in queue["requests"]), key=lambda each: str(each["name"]))


@pytest.mark.parametrize("form", ["yaml", "json", "csv"])
def test_an_export_takes_the_queue_along(run: Run, tmp_path: Path, form: str) -> None:
    """What was decided, asked, answered and reminded of is so in a fresh store, once the same files are read."""
    files = [str(write_archive(tmp_path / "Basic_LinkedInDataExport_03-01-2026.zip", FIRST))]
    assert run("triage", *files, "--today", "2026-03-01").code == 0
    for words in (
        ["accept", "Lea Moor", "--because", "a colleague"],
        ["decline", "Tom Hale"],
        ["ask", "Pia Kern"],
        ["ask", "Rob Ashe"],
        ["ask", "Sam Frost"],
        ["answer", "Pia Kern", "The one with the cranes,\nwhere you spoke."],
        ["nudge", "Rob Ashe"],
    ):
        done = run(*words, "--today", "2026-03-10")
        assert done.code == 0, done.err
    assert run("accept", "Sam Frost", "--today", "2026-03-11").code == 0
    assert run("ledger", "export", "--output", f"all.{form}").code == 0
    fresh = ("--store", "fresh.sqlite")
    assert run("ledger", "import", f"all.{form}", "--today", "2026-03-12", *fresh).code == 0
    assert run("triage", *files, "--today", "2026-03-12", *fresh).code == 0
    assert run("triage", *files, "--today", "2026-03-12").code == 0
    first = asked(run)
    assert first == asked(run, *fresh)
    assert {str(each["name"]) for each in first} >= {"Pia Kern", "Rob Ashe", "Uli Brandt"}
    assert not {"Lea Moor", "Tom Hale", "Sam Frost"} & {str(each["name"]) for each in first}
    waiting = ("waiting", "--format", "json", "--today", "2026-03-12")
    told = [[{**each, "number": 0} for each in json.loads(run(*waiting, *store).out)] for store in ((), fresh)]
    assert told[0] == told[1]
    assert [(each["name"], each["reminded"]) for each in told[0]] == [("Rob Ashe", "2026-03-10")]
    assert run("ledger", "check", *fresh).code == 0
    undone = run("undo", "--today", "2026-03-12", *fresh)
    assert undone.out == f"took back: imported 6 entries from all.{form}\n"
    assert {"Lea Moor", "Tom Hale", "Sam Frost"} <= {str(each["name"]) for each in asked(run, *fresh)}
    assert run("ledger", "check", *fresh).code == 0


def test_an_import_decides_what_is_open_already_and_undo_opens_it(run: Run, tmp_path: Path) -> None:
    files = [str(write_archive(tmp_path / "Basic_LinkedInDataExport_03-01-2026.zip", FIRST))]
    assert run("triage", *files, "--today", "2026-03-01").code == 0
    before = asked(run)
    Path("mine.yaml").write_text(
        "decisions:\n"
        "- {name: Lea Moor, profile_url: https://www.linkedin.com/in/lea-moor-test, verdict: accept, "
        "date: 2026-02-20}\n"
        "- {name: Uli Brandt, profile_url: https://www.linkedin.com/in/uli-brandt-test, verdict: decline, "
        "date: 2026-02-26}\n"
    )
    assert run("ledger", "import", "mine.yaml", "--today", "2026-03-12").code == 0
    names = {str(each["name"]) for each in asked(run)}
    assert "Lea Moor" not in names
    assert "Uli Brandt" in names  # decided before they asked, so about something else
    assert run("undo", "--today", "2026-03-12").code == 0
    assert asked(run) == before
