"""`screener refresh`: known files looked at again, newer archives offered, and what that did to the queue."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")
LATER = ("--today", "2026-03-20")
OLD, NEW = "Complete_LinkedInDataExport_03-09-2026", "Complete_LinkedInDataExport_03-19-2026"


@pytest.fixture
def demo(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in the folder of the demo, with its files read."""
    assert run("demo", "--copy", "demo").code == 0
    monkeypatch.chdir(tmp_path / "demo")
    monkeypatch.setenv("SCREENER_RULES", str(tmp_path / "demo/rules"))
    assert run("triage", OLD, "requests.csv", "contacts.vcf", *TODAY).code == 0
    return run


def told(run: Run, *words: str) -> str:
    """What a refresh tells, on one line."""
    done = run("refresh", *words, *LATER)
    assert done.code == 0, done.err
    return " ".join(done.out.split())


def test_where_nothing_is_newer_nothing_is_read(demo: Run) -> None:
    done = demo("refresh", *LATER)
    assert done.code == 0
    assert done.out.splitlines() == [
        f"{OLD}: unchanged",
        "contacts.vcf: unchanged",
        "requests.csv: unchanged",
        "Nothing newer to read; 19 requests in the queue, as before.",
    ]
    assert "read " not in done.err


def test_a_newer_version_is_read_and_the_queue_says_what_is_new(demo: Run) -> None:
    lines = Path("requests.csv").read_text().splitlines()
    width = lines[0].count(",")
    Path("requests.csv").write_text("\n".join([*lines, "Oda Vangsnes" + "," * width, ""]))
    out = told(demo)
    assert "requests.csv: newer" in out
    assert "contacts.vcf: unchanged" in out
    assert "Oda Vangsnes: decline" in out
    assert "20 requests in the queue, 19 before." in out
    assert "Nothing newer to read" in told(demo)


def test_of_a_file_that_is_gone_what_it_told_stays(demo: Run) -> None:
    before = demo("why", "3", *TODAY).out
    Path("contacts.vcf").unlink()
    assert "contacts.vcf: gone; what it told on 2026-03-10 stays" in told(demo)
    assert demo("why", "3", *TODAY).out == before


def test_a_file_that_shows_somebody_changes_their_verdict(demo: Run) -> None:
    was = demo("show", "Brock", *TODAY).out
    assert "DECLINE" in was
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Brock Vantage\nN:Vantage;Brock;;;\nNOTE:from the choir\n"
    card += "URL:https://www.linkedin.com/in/brock-vantage-demo\nEND:VCARD\n"
    Path("contacts.vcf").write_text(Path("contacts.vcf").read_text() + card)
    out = told(demo)
    assert "changed: 12 Brock Vantage: decline →" in out, was


def test_it_finds_its_files_from_another_folder(demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    out = demo("refresh", *LATER).out.replace("\n", "")
    assert f"{tmp_path}/demo/contacts.vcf:unchanged" in out.replace(" ", "")
    assert "gone" not in out


def test_a_newer_archive_beside_the_old_is_offered_and_read_when_named_or_with_yes(demo: Run) -> None:
    shutil.copytree(OLD, NEW)
    with Path(NEW, "Invitations.csv").open("a", encoding="utf-8") as file:
        file.write('Sunniva Tveit,Mara Lindqvist,"3/15/26, 9:00 AM",,INCOMING,https://www.linkedin.com/in/sunniva-t,\n')
    offered = told(demo)
    assert f"{NEW}: a newer archive of yours; to read it: screener refresh {NEW}, or --yes" in offered
    assert "Nothing newer to read" in offered
    assert "new: 22 Sunniva Tveit" in told(demo, "--yes")
    assert f"{NEW}: unchanged" in told(demo)


def test_an_archive_of_somebody_else_is_not_offered(demo: Run) -> None:
    shutil.copytree(OLD, NEW)
    profile = Path(NEW, "Profile.csv")
    profile.write_text(profile.read_text().replace("Mara", "Ingrid"))
    assert NEW not in told(demo)
    older = NEW.replace("2026", "2020")
    shutil.copytree(OLD, older)
    assert older not in told(demo)


def test_what_came_by_standard_input_cannot_be_read_again(run: Run) -> None:
    assert run("triage", "-", *TODAY, stdin=b"name,sent_at\nOda Vell,2026-03-01\n").code == 0
    assert "-: standard input, which cannot be read again" in told(run)
