"""Files that cannot be wholly read: what they might have told is unknown, and said first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screener.decisions.decision import Decision
from screener.outcomes import Certainty, Verdict
from screener.policy.loading import load_policy
from screener.screening.proposing import Setting
from screener.screening.screening import screen
from screener.shipped import shipped_folder
from tests.archives import write_archive

LIST = "name,profile_url,headline,company,note,sent_at\nAnn Okoro,https://www.linkedin.com/in/ann-okoro,,,,2026-03-01\n"
EVENT = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:{}\nSUMMARY:Gripper\nEND:VEVENT\nEND:VCALENDAR\n"
WHOLE = {
    "calendar.ics": EVENT.format("20250904T100000"),
    "people.vcf": "BEGIN:VCARD\nFN:Ben Adeyemi\nEND:VCARD\n",
    "mail.mbox": "From - Mon Feb  3 10:11:12 2025\nFrom: Ben <ben@x.example>\nTo: a@b.example\nSubject: x\n\nHi\n",
    "Connections.csv": "First Name,Last Name,URL,Connected On\nBen,Adeyemi,,03 Apr 2021\n",
}
BROKEN = {
    "calendar.ics": EVENT.format("soon"),
    "people.vcf": "BEGIN:VCARD\nFN:Ben Adeyemi\n",
    "mail.mbox": "",
    "Connections.csv": "First Name,Last Name,URL,Connected On\nBen,Adeyemi\n",
}


def decided(folder: Path, files: dict[str, str]) -> Decision:
    """What is proposed for Ann, whom no file names."""
    archive = write_archive(folder, {}, name="Complete_LinkedInDataExport_03-09-2026", zipped=False)
    (archive / "Positions.csv").write_text("Company Name,Title,Started On,Finished On\nAdatum,Engineer,2012,\n")
    (folder / "list.csv").write_text(LIST)
    for name, content in files.items():
        (folder / name).write_text(content)
    given = [str(archive), str(folder / "list.csv"), *(str(folder / name) for name in files)]
    setting = Setting(policy=load_policy(), templates=(shipped_folder("templates"),), today=date(2026, 3, 10))
    (one,) = screen(given, setting).screened
    return one.decision


def test_with_whole_files_nothing_links_her_and_that_is_sure(tmp_path: Path) -> None:
    decision = decided(tmp_path, WHOLE)
    assert (decision.verdict, decision.certainty) == (Verdict.DECLINE, Certainty.HIGH)
    assert decision.reasons[0].text == "Nothing in your files links you to them."


@pytest.mark.parametrize("name", BROKEN)
def test_with_one_broken_it_is_not_sure_and_that_file_is_named_first(tmp_path: Path, name: str) -> None:
    decision = decided(tmp_path, {**WHOLE, name: BROKEN[name]})
    assert decision.certainty is not Certainty.HIGH
    assert decision.verdict is not Verdict.ACCEPT
    assert decision.reasons[0].text.startswith(f"{tmp_path / name} could not be wholly read")


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_not_given_makes_nothing_broken(tmp_path: Path, name: str) -> None:
    decision = decided(tmp_path, {other: text for other, text in WHOLE.items() if other != name})
    assert "could not be wholly read" not in decision.reasons[0].text
