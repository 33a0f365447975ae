"""People without a name, or with one in which nothing is to be seen, are held by their address or left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from screener.cli.options import Format
from tests.archives import write_archive
from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")
ADDRESS = "https://www.linkedin.com/in/ada-oriel"
UNSEEN = ["", "   ", "\u200b\u200e", "\x07\x1b[31m", "\u3164", "\u00a0\u2060"]
KINDS = ["connection", "invitation", "asker", "endorsement", "recommendation", "note", "vcard", "asks and is known"]


def files_of(kind: str, name: str, folder: Path) -> list[str]:
    """An archive or address book with one person of that name and an address, and a list of one request."""
    named = {"First Name": name, "Last Name": name}
    endorsed = {"Endorsee First Name": name, "Endorsee Last Name": name, "Endorsee Public Url": ADDRESS,
                "Endorsement Date": "2024/05/01 10:00:00 UTC", "Skill Name": "Law"}  # fmt: skip
    invited = {"To": name, "inviteeProfileUrl": ADDRESS, "Sent At": "3/1/26, 9:00 AM", "Direction": "OUTGOING"}
    asking = {"From": name, "inviterProfileUrl": ADDRESS, "Sent At": "3/1/26, 9:00 AM", "Direction": "INCOMING"}
    connected = {**named, "URL": ADDRESS, "Connected On": "01 Feb 2020"}
    files = {
        "connection": {"Connections.csv": [connected]},
        "invitation": {"Invitations.csv": [invited]},
        "asker": {"Invitations.csv": [asking]},
        "endorsement": {"Endorsement_Given_Info.csv": [endorsed]},
        "recommendation": {"Recommendations_Given.csv": [{**named, "Text": "Good", "Creation Date": "05/01/24"}]},
        "note": {"Notes.csv": [{"Connection First Name": name, "Connection Last Name": name,
                                "Connection Profile URL": ADDRESS, "Note": "kind"}]},
        "asks and is known": {"Invitations.csv": [asking, invited], "Endorsement_Given_Info.csv": [endorsed]},
    }  # fmt: skip
    (folder / "list.csv").write_text(
        "name,profile_url,sent_at\nZoe Quill,https://www.linkedin.com/in/zoe-q,2026-03-01\n"
    )
    if kind == "vcard":
        card = folder / "one.vcf"
        card.write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nURL:{ADDRESS}\nEND:VCARD\n", encoding="utf-8")
        return [str(card), "list.csv"]
    return [str(write_archive(folder, files[kind], name="Complete_LinkedInDataExport_03-09-2026")), "list.csv"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", UNSEEN, ids=ascii)
def test_no_form_of_output_ends_on_somebody_without_a_name(run: Run, tmp_path: Path, kind: str, name: str) -> None:
    files = files_of(kind, name, tmp_path)
    for form in Format:
        done = run("triage", *files, "--format", form, "--store", "s.sqlite", *TODAY)
        assert done.code == 0, done.err
    assert run("ledger", "check", "--store", "s.sqlite").code == 0
    for words in (["queue"], ["show", "1"], ["why", "1"], ["vouch", "next"], ["queue", "--format", "json"]):
        assert run(*words, "--store", "s.sqlite", *TODAY).code == 0


def test_those_without_a_name_are_not_one_person(run: Run, tmp_path: Path) -> None:
    rows = [{"First Name": "", "Last Name": " ", "URL": f"{ADDRESS}-{number}", "Connected On": "01 Feb 2020"}
            for number in (1, 2)]  # fmt: skip
    archive = write_archive(tmp_path, {"Connections.csv": rows}, name="Complete_LinkedInDataExport_03-09-2026")
    (tmp_path / "list.csv").write_text(f"name,profile_url,sent_at\nAda Oriel,{ADDRESS}-2,2026-03-01\n")
    result = json.loads(run("triage", str(archive), "list.csv", "-f", "json", "--store", "s.sqlite", *TODAY).out)
    assert result["requests"][0]["state"] == "already-connected"
    assert run("vouch", f"{ADDRESS}-1", "yes", "--because", "good", "--store", "s.sqlite").code == 0
    shown = json.loads(run("vouches", "--format", "json", "--store", "s.sqlite").out)
    assert [each["profile_url"] for each in shown] == [f"{ADDRESS}-1"]
    assert "took back: noted your word on ada-oriel-1" in run("undo", "--store", "s.sqlite").out
