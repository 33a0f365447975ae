"""Archives of several days: in whatever order they are read, and in one run or several, the same requests are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from screener.ledger.sqlite_store import open_store
from screener.policy.loading import load_policy
from screener.screening.proposing import Setting
from screener.screening.screening import screen
from screener.shipped import shipped_folder
from tests.archives import write_archive

ME = "https://www.linkedin.com/in/mara-lindqvist-test"


def invitation(name: str, day: date) -> Mapping[str, object]:
    address = f"https://www.linkedin.com/in/{name.lower().replace(' ', '-')}-test"
    who = {"From": name, "inviterProfileUrl": address}
    return {**who, "To": "Mara Lindqvist", "Sent At": day, "Direction": "INCOMING", "inviteeProfileUrl": ME}


def archives(folder: Path) -> dict[str, Path]:
    """Anna withdraws before March, Bert is connected from January on and then left out, Dan stays."""
    anna, bert = invitation("Anna Alt", date(2026, 1, 10)), invitation("Bert Bau", date(2026, 1, 12))
    dan = invitation("Dan Neu", date(2026, 1, 30))
    bert_connected = {
        "First Name": "Bert",
        "Last Name": "Bau",
        "URL": "https://www.linkedin.com/in/bert-bau-test",
        "Connected On": date(2026, 1, 20),
    }
    files: dict[str, dict[str, Any]] = {
        "01-15": {"Invitations.csv": [anna, bert], "Connections.csv": [], "messages.csv": []},
        "02-01": {"Invitations.csv": [anna, dan], "Connections.csv": [bert_connected], "messages.csv": []},
        "03-01": {"Invitations.csv": [dan], "Connections.csv": [bert_connected], "messages.csv": []},
    }
    return {
        day: write_archive(folder, each, name=f"Complete_LinkedInDataExport_{day}-2026") for day, each in files.items()
    }


@pytest.fixture(scope="module")
def setting() -> Setting:
    return Setting(policy=load_policy(), templates=(shipped_folder("templates"),), today=date(2026, 3, 10))


def open_after(folder: Path, runs: Sequence[Sequence[Path]], setting: Setting) -> dict[str, bool]:
    with open_store(folder / "ledger.sqlite") as store:
        for files in runs:
            screen([str(file) for file in files], setting, store=store)
        sql = "SELECT name, is_open FROM request JOIN person ON person.id = person"
        return {row["name"]: bool(row["is_open"]) for row in store.all(sql)}


EXPECTED = {"Anna Alt": False, "Bert Bau": False, "Dan Neu": True}


@pytest.mark.parametrize("order", list(permutations(("01-15", "02-01", "03-01"))))
def test_one_after_the_other(tmp_path: Path, setting: Setting, order: tuple[str, ...]) -> None:
    files = archives(tmp_path)
    assert open_after(tmp_path, [[files[day]] for day in order], setting) == EXPECTED


@pytest.mark.parametrize("order", [("01-15", "02-01", "03-01"), ("03-01", "01-15", "02-01")])
def test_all_at_once(tmp_path: Path, setting: Setting, order: tuple[str, ...]) -> None:
    files = archives(tmp_path)
    assert open_after(tmp_path, [[files[day] for day in order]], setting) == EXPECTED


def test_without_a_store_an_archive_that_lacks_a_request_shows_it_withdrawn(tmp_path: Path, setting: Setting) -> None:
    files = archives(tmp_path)
    screening = screen([str(files["01-15"]), str(files["03-01"])], setting)
    states = {one.request.name: one.decision.state for one in screening.screened}
    assert states == {"Anna Alt": "withdrawn", "Bert Bau": "already-connected", "Dan Neu": "new"}


def test_a_list_alone_shows_those_who_are_connected_already(tmp_path: Path, setting: Setting) -> None:
    files = archives(tmp_path)
    (tmp_path / "list.csv").write_text("name,profile_url\nBert Bau,https://www.linkedin.com/in/bert-bau-test\n")
    with open_store(tmp_path / "ledger.sqlite") as store:
        screen([str(files["03-01"])], setting, store=store)
        screening = screen([str(tmp_path / "list.csv")], setting, store=store)
    decision = screening.screened[0].decision
    assert decision.state == "already-connected"
    assert decision.reasons[0].evidence[0].source.file == f"{files['03-01']}/Connections.csv"
