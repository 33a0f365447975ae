"""`screener start`: finds files, asks before it reads them, writes the first rules, and triages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from screener.policy.first_about_me import ASKED
from screener.policy.loading import load_policy
from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")


@pytest.fixture
def home(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with the demo's archive and address book among the downloads."""
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    assert run("demo", "--copy", "demo").code == 0
    (home / "Downloads").mkdir(parents=True)
    for found in ("contacts.vcf", next(Path("demo").glob("Complete_*")).name):
        (Path("demo") / found).rename(home / "Downloads" / found)
    (home / "Downloads" / "holiday.jpg").write_bytes(b"no file of use")
    return home


def test_with_yes_it_asks_nothing_reads_what_it_finds_and_writes_checked_rules(run: Run, home: Path) -> None:
    done = run("start", "--yes", *TODAY)
    assert done.code == 0, done.err
    assert "(LinkedIn archive)" in done.err
    assert "holiday" not in done.err
    assert "open requests" in done.out.splitlines()[0]
    assert done.out.splitlines()[-1].startswith("Next: screener ")
    me = load_policy(home / ".config/screener/rules").about_me
    assert [firm.name for firm in me.employers][:2] == ["Quillfeather Automation", "Halvorsen Marine Systems"]
    assert run("rules", "check").code == 0
    assert run("brief", *TODAY).out == done.out  # the next command goes by the same rules


def test_nothing_is_read_that_the_user_does_not_choose(run: Run, home: Path) -> None:
    answers = ["none", "", "", *[""] * len(ASKED)]
    done = run("start", *TODAY, stdin="\n".join(answers).encode() + b"\n")
    assert done.code == 0, done.err
    assert "read " not in done.err.replace("may be read", "")
    assert done.out.startswith("2026-03-10: 0 open requests.")
    assert (home / ".config/screener/rules/about-me.yaml").is_file()


def test_answers_become_the_file_and_a_wrong_one_is_asked_again(run: Run, home: Path) -> None:
    sizes = ["51-200", "many", "5000", "unknown"]
    settings = {each.name: "" for each in ASKED} | {"recruiters": "si", "waiting": "3 weeks"}
    answers = ["2, 1", "en, dutsch", "English, de", "Vantage, O'Hara & Co", *sizes, *settings.values()]
    done = run("start", *TODAY, stdin="\n".join(answers).encode() + b"\n")
    assert done.code == 0, done.err
    assert "'many' is no size of a firm" in done.err
    assert "'dutsch' is no language" in done.err
    me = load_policy(home / ".config/screener/rules").about_me
    assert (me.languages, me.competitors) == (("en", "de"), ("Vantage", "O'Hara & Co"))
    assert [firm.staff for firm in me.employers] == [200, 5000, None]
    assert me.waiting_days == 21
    told = run("rules", "list", "--settings").out
    assert re.search(r"recruiters +silent", told), told


def test_a_flag_answers_its_question(run: Run, home: Path) -> None:
    flags = ("--languages", "es", "--competitors", "A,B", "--set", "small-firm=50", "--staff", "Other Firm=7", "--yes")
    assert run("start", *flags, *TODAY).code == 0
    me = load_policy(home / ".config/screener/rules").about_me
    assert (me.languages, me.competitors) == (("es",), ("A", "B"))
    assert {firm.name: firm.staff for firm in me.employers}["Other Firm"] == 7


@pytest.mark.parametrize(
    ("flags", "finding"),
    [
        (("--set", "recruters=silent"), "did you mean 'recruiters'"),
        (("--set", "recruiters=loud"), "write `silent`"),
        (("--set", "waiting"), "write NAME=VALUE"),
        (("--staff", "Firm=huge"), "no size of a firm"),
        (("--languages", "en,Klingon"), "'Klingon' is no language that is read here; there are `en`"),
    ],
)
def test_a_wrong_flag_ends_it_before_anything_is_read(
    run: Run, home: Path, own_store: Path, flags: tuple[str, str], finding: str
) -> None:
    done = run("start", *flags, "--yes", *TODAY)
    assert done.code == 2
    assert finding in done.err
    assert not own_store.exists()
    assert not (home / ".config").exists()


def test_rules_that_are_there_are_never_replaced(run: Run, home: Path) -> None:
    assert run("start", "--yes", *TODAY).code == 0
    about_me = home / ".config/screener/rules/about-me.yaml"
    about_me.write_text("extends: shipped\n")
    done = run("start", "--yes", *TODAY)
    assert done.code == 2
    assert "is there already" in done.err
    assert about_me.read_text() == "extends: shipped\n"


def test_a_folder_that_is_not_found_by_itself_is_told_how_to_use(run: Run, home: Path, tmp_path: Path) -> None:
    done = run("start", "--rules", "mine", "--yes", *TODAY)
    assert done.code == 0
    assert f"export SCREENER_RULES={tmp_path / 'mine'}" in " ".join(done.err.split())
    assert home.is_dir()


def test_without_files_it_still_writes_the_rules_and_says_what_to_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "empty"))
    done = run("start", "--yes", *TODAY)
    assert done.code == 0, done.err
    assert "No archive, address book, calendar or mailbox was found" in done.err
    assert "Next: screener triage FILES" in done.out


LANGUAGES = (
    "Name,Proficiency\nFrançais,Elementary proficiency\nEnglish,Professional working proficiency\n"
    "Norsk,Full professional proficiency\nDeutsch (Schweiz),Native or bilingual proficiency\n"
)


def test_the_languages_of_the_archive_are_the_default_the_one_spoken_best_first(run: Run, home: Path) -> None:
    archive = next((home / "Downloads").glob("Complete_*"))
    (archive / "Languages.csv").write_text(LANGUAGES)
    assert run("start", "--yes", *TODAY).code == 0
    assert load_policy(home / ".config/screener/rules").about_me.languages == ("de", "en")


def test_the_languages_of_the_archive_are_the_last_resort_of_a_reply(run: Run, home: Path) -> None:
    archive = next((home / "Downloads").glob("Complete_*"))
    asker = "name,headline,profile_url,sent_at\nOda Vangsnes,Recruiter,https://www.linkedin.com/in/oda-v,2026-03-01\n"
    (home / "list.csv").write_text(asker)
    files = (str(archive), str(home / "list.csv"))
    words = ("reply", "Oda", "--template", "decline/polite", "--rules", "shipped", *TODAY)
    assert run("triage", *files, "--rules", "shipped", *TODAY).code == 0
    assert run(*words).out.startswith("Hello Oda")
    (archive / "Languages.csv").write_text(LANGUAGES)
    assert run("triage", *files, "--rules", "shipped", *TODAY).code == 0
    assert not run(*words).out.startswith("Hello Oda")
    assert "Grüße" in run(*words).out or "Grüsse" in run(*words).out


def test_rules_only_reads_and_asks_nothing(run: Run, home: Path, own_store: Path, tmp_path: Path) -> None:
    done = run("start", "--rules-only", "--rules", "mine")
    assert done.code == 0, done.err
    assert run("init", "other").code == 0
    alike = [
        file
        for file in (tmp_path / "mine").glob("*.yaml")
        if file.read_bytes() == (tmp_path / "other" / file.name).read_bytes()
    ]
    assert {file.name for file in alike} >= {"about-me.yaml"}
    assert not own_store.exists()
    assert home.is_dir()
    assert run("start", "--rules-only", "--languages", "de").code == 2


def test_rules_only_says_when_other_rules_go_before(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert home.is_dir()
    assert "goes before" not in run("start", "--rules-only").err
    monkeypatch.setenv("SCREENER_RULES", "elsewhere")
    done = run("start", "--rules-only", "--rules", "mine")
    assert "goes before" not in done.err
    (Path("rules/about-me.yaml")).unlink()
    (Path("rules/my-rules.yaml")).unlink()
    done = run("start", "--rules-only")
    assert done.code == 0, done.err
    assert "SCREENER_RULES names 'elsewhere', which goes before" in done.err
