"""Replies go on in the language and register of the last words between the two."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screener.ledger.sqlite_store import open_store
from screener.screening.screening import screen
from tests.archives import write_archive
from tests.evidence.making import url
from tests.screening.deciding import setting

ASKED = date(2026, 2, 20)
DU = "Hallo Ilse, kannst du mir bitte noch deine Zeichnung vom Kran schicken? Ich freue mich auf dich."
SIE = "Guten Tag, ich würde gerne mit Ihnen über die Zeichnung sprechen, wenn Sie Zeit haben."
ENGLISH = "Thank you for the drawing, I will look at it and write to you about it next week."


def message(sender: str, text: str, day: date) -> dict[str, object]:
    ilse, bo = ("Ilse Marwick", url("ilse")), ("Bo Tarn", url("bo"))
    one, other = (ilse, bo) if sender == "ilse" else (bo, ilse)
    return {
        "FROM": one[0], "SENDER PROFILE URL": one[1], "TO": other[0], "RECIPIENT PROFILE URLS": other[1],
        "CONVERSATION ID": "c", "CONTENT": text, "DATE": day, "FOLDER": "INBOX",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([("bo", ENGLISH), ("ilse", ENGLISH), ("bo", DU), ("ilse", DU)], ("de", "du")),
        ([("bo", DU), ("ilse", DU), ("bo", SIE), ("ilse", SIE)], ("de", "Sie")),
        ([("bo", DU), ("ilse", DU), ("bo", ENGLISH), ("ilse", ENGLISH)], ("en", "you")),
    ],
)
def test_a_request_without_a_note_is_answered_as_was_written_last(
    tmp_path: Path, texts: list[tuple[str, str]], expected: tuple[str, str]
) -> None:
    invitation = {
        "From": "Bo Tarn", "To": "Ilse Marwick", "Sent At": ASKED, "Message": "", "Direction": "INCOMING",
        "inviterProfileUrl": url("bo"),
    }  # fmt: skip
    files = {
        "Profile.csv": [{"First Name": "Ilse", "Last Name": "Marwick"}],
        "Invitations.csv": [invitation],
        "Connections.csv": [{"First Name": "Zoe", "Last Name": "Zed", "URL": url("zoe-zed")}],
        "messages.csv": [message(sender, text, date(2024, 1 + place, 5)) for place, (sender, text) in enumerate(texts)],
    }
    archive = write_archive(tmp_path, files, name="Complete_LinkedInDataExport_03-01-2026")
    with open_store(tmp_path / "store.sqlite") as store:
        (screened,) = screen([str(archive)], setting(), store=store).screened
        kept = "".join(str(row["voice"]) for row in store.all("SELECT voice FROM exchange"))
    assert screened.decision.verdict == "accept"
    assert (screened.draft.language, screened.draft.register) == expected  # type: ignore[union-attr]
    assert not any(text in kept for _, text in texts)
