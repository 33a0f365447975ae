"""Files that are known already are not read again; without a store nothing is left; one store is one person's."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from screener.errors import InputError
from screener.ledger.request_queue import known_sources
from screener.ledger.sqlite_store import Store
from screener.outcomes import By, Zone
from screener.screening.screening import screen
from tests.archives import write_archive
from tests.evidence.making import url
from tests.screening.deciding import setting

_OPENED: Counter[str] = Counter()


def _count(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str | Path):
        _OPENED[Path(arguments[0]).name] += 1


sys.addaudithook(_count)


def archive(folder: Path, day: str = "03-01", owner: str = "Ana Ruiz", **more: Any) -> str:
    first, _, last = owner.partition(" ")
    files: dict[str, Any] = {
        "Profile.csv": [{"First Name": first, "Last Name": last}],
        "Invitations.csv": [
            {"From": "Jane Doe", "To": owner, "Sent At": date(2026, 2, 20), "Message": "", "Direction": "INCOMING",
             "inviterProfileUrl": url("jane-doe"), "inviteeProfileUrl": url(owner.lower().replace(" ", "-"))}
        ],
        "Connections.csv": [{"First Name": "Zoe", "Last Name": "Zed", "URL": url("zoe-zed")}],
        "messages.csv": [
            {"FROM": "Jane Doe", "SENDER PROFILE URL": url("jane-doe"), "TO": owner,
             "RECIPIENT PROFILE URLS": url(owner.lower().replace(" ", "-")), "DATE": date(2019, 5, 4), "CONTENT": "Hi"}
        ],
        **more,
    }  # fmt: skip
    return str(write_archive(folder, files, name=f"Complete_LinkedInDataExport_{day}-2026"))


def appearances(store: Store) -> list[tuple[int, int]]:
    return [(row["id"], row["source"]) for row in store.all("SELECT id, source FROM appearance ORDER BY id")]


def test_a_file_that_is_known_is_not_read_again(store: Store, tmp_path: Path) -> None:
    one, other = archive(tmp_path), archive(tmp_path, "02-01")
    screen([one], setting(), store=store)
    first = Counter(_OPENED)
    screen([other], setting(), store=store)
    before, opened = appearances(store), Counter(_OPENED)
    screen([one], setting(), store=store)
    assert appearances(store) == before
    assert 0 < _OPENED["messages.csv"] - opened["messages.csv"] < first["messages.csv"]


def test_the_same_content_under_another_day_is_another_archive(store: Store, tmp_path: Path) -> None:
    screen([archive(tmp_path), archive(tmp_path, "02-01")], setting(), store=store)
    assert len(known_sources(store)) == 2


def test_a_file_that_has_changed_is_read_anew(store: Store, tmp_path: Path) -> None:
    screen([archive(tmp_path)], setting(), store=store)
    before = len(appearances(store))
    more = [{"First Name": "Kim", "Last Name": "Poe", "URL": url("kim-poe")}]
    screen([archive(tmp_path, **{"Connections.csv": more})], setting(), store=store)
    assert len(appearances(store)) > before


def test_what_is_not_given_again_is_still_evidence(store: Store, tmp_path: Path) -> None:
    screen([archive(tmp_path)], setting(), store=store)
    (tmp_path / "list.csv").write_text(f"name,profile_url\nJane Doe,{url('jane-doe')}\n", encoding="utf-8")
    (one,) = screen([str(tmp_path / "list.csv")], setting(), store=store).screened
    assert one.resolution is not None
    assert (one.resolution.zone, one.resolution.by) == (Zone.SAME, By.PROFILE)


def test_without_a_store_no_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(aside))
    given = archive(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    (one,) = screen([given], setting()).screened
    assert one.number is None
    assert sorted(tmp_path.rglob("*")) == before


def test_the_archive_of_somebody_else_is_refused_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    screen([archive(tmp_path)], setting(), store=store)
    before = appearances(store)
    other = archive(tmp_path, "02-01", owner="Kim Poe")
    with pytest.raises(InputError, match=r"is the archive of Kim Poe, and the store .* belongs to Ana Ruiz; .*--store"):
        screen([other], setting(), store=store)
    assert appearances(store) == before
    assert len(known_sources(store)) == 1


def mailbox(folder: Path) -> str:
    """A mail each way between Jane Doe and somebody who signs with another name than the archive's."""
    heads = [("desk@ruiz.example", "jane@doe.example", 3), ("jane@doe.example", "desk@ruiz.example", 4)]
    mails = [
        f"From {sender} Tue Mar  {day} 10:00:00 2020\nFrom: {'Jane Doe' if day == 4 else 'Front desk'} <{sender}>\n"
        f"To: {receiver}\nDate: Tue, {day} Mar 2020 10:00:00 +0000\nMessage-ID: <{day}@x.example>\n"
        f"Subject: Cranes\n\nHello, here is the drawing.\n\n"
        for sender, receiver, day in heads
    ]
    path = folder / "mail.mbox"
    path.write_text("".join(mails), encoding="utf-8")
    return str(path)


OWN = {"Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On\ndesk@ruiz.example,Yes,Yes,\n"}


@pytest.mark.parametrize("is_archive_first", [True, False])
def test_the_archive_tells_who_wrote_a_mail_whatever_the_order(
    store: Store, tmp_path: Path, is_archive_first: bool
) -> None:
    files = [archive(tmp_path, **OWN), mailbox(tmp_path)]
    screen(files if is_archive_first else files[::-1], setting(), store=store)
    mails = store.all("SELECT * FROM exchange WHERE medium = 'mail'")
    assert sorted(bool(row["from_me"]) for row in mails) == [False, True]


def test_a_mailbox_read_before_an_own_address_was_known_is_read_anew(store: Store, tmp_path: Path) -> None:
    box = mailbox(tmp_path)
    screen([box], setting(), store=store)
    screen([archive(tmp_path, **OWN)], setting(), store=store)
    screen([box], setting(), store=store)
    mails = store.all("SELECT * FROM exchange WHERE medium = 'mail'")
    assert sorted(bool(row["from_me"]) for row in mails) == [False, True]
