"""Who the owner of an archive is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screener.sources.owner import Owner
from tests.archives import write_archive
from tests.sources.reading import owner_of, source_of

ME, MY_URL = "Jordan Pike", "https://www.linkedin.com/in/jordanpike"


def _message(sender: str, to: str) -> dict[str, object]:
    urls = {
        ME: MY_URL,
        "Ann Okoro": "https://www.linkedin.com/in/ann",
        "Ben Adeyemi": "https://www.linkedin.com/in/ben",
    }
    return {"FROM": sender, "SENDER PROFILE URL": urls[sender], "TO": to, "RECIPIENT PROFILE URLS": urls[to],
            "DATE": date(2025, 1, 2), "CONTENT": "Hello", "FOLDER": "INBOX"}  # fmt: skip


MESSAGES = [_message("Ann Okoro", ME), _message(ME, "Ann Okoro"), _message("Ben Adeyemi", ME)]
INVITED = {"From": ME, "To": "Ann Okoro", "Sent At": date(2025, 1, 2), "Direction": "OUTGOING"}
ASKED = {"From": "Ben Adeyemi", "To": ME, "Sent At": date(2025, 1, 2), "Direction": "INCOMING"}


def test_invitations_of_both_directions_tell_name_and_address(tmp_path: Path) -> None:
    rows = [INVITED | {"inviterProfileUrl": MY_URL}, ASKED | {"inviteeProfileUrl": MY_URL}]
    assert owner_of(source_of(write_archive(tmp_path, {"Invitations.csv": rows}))) == Owner(ME, MY_URL)


@pytest.mark.parametrize("year", [2021, 2026])
def test_an_address_that_invitations_lack_comes_from_messages(tmp_path: Path, year: int) -> None:
    files = {"Invitations.csv": [INVITED], "messages.csv": MESSAGES}
    if year == 2021:
        files["messages.csv"] = [
            {name: value for name, value in row.items() if name != "RECIPIENT PROFILE URLS"} for row in MESSAGES
        ]
    assert owner_of(source_of(write_archive(tmp_path, files, year=year))) == Owner(ME, MY_URL)


def test_the_profile_tells_the_name(tmp_path: Path) -> None:
    row = {"First Name": "Jordan", "Last Name": "Pike", "Headline": "Designer"}
    files = {"Profile.csv": [row], "messages.csv": MESSAGES}
    assert owner_of(source_of(write_archive(tmp_path, files))) == Owner(ME, MY_URL)


def test_messages_alone_tell_the_one_who_takes_part_in_all(tmp_path: Path) -> None:
    assert owner_of(source_of(write_archive(tmp_path, {"messages.csv": MESSAGES}))) == Owner(ME, MY_URL)


def test_messages_with_one_person_only_tell_nobody(tmp_path: Path) -> None:
    assert owner_of(source_of(write_archive(tmp_path, {"messages.csv": MESSAGES[:2]}))) == Owner()


def test_an_archive_without_people_has_no_known_owner(tmp_path: Path) -> None:
    assert owner_of(source_of(write_archive(tmp_path, {"Connections.csv": []}))) == Owner()
