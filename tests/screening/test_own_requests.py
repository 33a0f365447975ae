"""Nobody asks from one of the user's own profiles, whichever file says so."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from screener.policy.loading import load_policy
from screener.screening.proposing import Setting
from screener.screening.screening import screen
from screener.shipped import shipped_folder
from tests.archives import write_archive

ME = "https://www.linkedin.com/in/ana-ruiz"


@pytest.mark.parametrize("address", [ME, "https://de.linkedin.com/in/Ana-Ruiz/?trk=x", "ana-ruiz"])
def test_the_owner_of_the_archive_is_no_asker(tmp_path: Path, address: str) -> None:
    row = {"From": "Ann Okoro", "To": "Ana Ruiz", "Sent At": date(2026, 3, 1), "Direction": "INCOMING",
           "inviteeProfileUrl": ME}  # fmt: skip
    archive = write_archive(tmp_path, {"Invitations.csv": [row]})
    asked = [{"name": "Ana Ruiz", "profile_url": address}, {"name": "Ben Adeyemi", "profile_url": "ben-adeyemi"}]
    (tmp_path / "list.json").write_text(json.dumps(asked))
    setting = Setting(policy=load_policy(), templates=(shipped_folder("templates"),), today=date(2026, 3, 10))
    found = screen([str(archive), str(tmp_path / "list.json")], setting)
    assert sorted(one.request.name for one in found.screened) == ["Ann Okoro", "Ben Adeyemi"]


def test_two_member_ids_that_differ_by_case_are_two_people(tmp_path: Path) -> None:
    ids = ["ACoAAB1cDeFgHiJkLmNoPqRsTuVwXyZ012345", "ACoAAB1CDEFgHiJkLmNoPqRsTuVwXyZ012345"]
    asked = [
        {"name": name, "profile_url": f"https://www.linkedin.com/in/{key}"} for name, key in zip("AB", ids, strict=True)
    ]
    (tmp_path / "list.json").write_text(json.dumps(asked))
    setting = Setting(policy=load_policy(), templates=(shipped_folder("templates"),), today=date(2026, 3, 10))
    assert len(screen([str(tmp_path / "list.json")], setting).screened) == 2
