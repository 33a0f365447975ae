"""A small invented network: two archives two years apart, and the rules of the one whose it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.archives import Rows, write_archive
from tests.cli.running import Run

TODAY = "2026-03-10"
ME = "Ilse Brandhorst"
ABOUT_ME = """extends: shipped
me: {name: Ilse Brandhorst, profile_url: linkedin.com/in/ilse-brandhorst-demo, emails: [ilse@brandhorst.example]}
employers:
  - {name: Kranwerk Probst, also: [Probst Lifting], staff: 90, from: 2019-01, to: 2025-06}
  - {name: Talsperre Holding, staff: 20000, from: 2025-07}
goals: [wind turbines]
"""


def url(name: str) -> str:
    return f"https://www.linkedin.com/in/{name.lower().replace(' ', '-')}-demo"


def connection(name: str, company: str = "", position: str = "", on: date = date(2020, 5, 4), **more: str) -> Any:
    first, _, last = name.partition(" ")
    return {
        "First Name": first, "Last Name": last, "URL": url(name), "Company": company, "Position": position,
        "Connected On": on, **more,
    }  # fmt: skip


def talk(name: str, *days: date) -> list[Mapping[str, object]]:
    """Words that went to and fro on these days, the first from them."""
    ends = [(name, url(name), ME, url(ME)), (ME, url(ME), name, url(name))]
    return [
        {
            "CONVERSATION ID": f"2-{name}", "FROM": ends[place % 2][0], "SENDER PROFILE URL": ends[place % 2][1],
            "TO": ends[place % 2][2], "RECIPIENT PROFILE URLS": ends[place % 2][3], "DATE": day,
            "CONTENT": "Thank you, see you on Thursday.", "FOLDER": "INBOX",
        }
        for place, day in enumerate(days)
    ]  # fmt: skip


def recommendation(name: str, company: str, on: date) -> Mapping[str, object]:
    first, _, last = name.partition(" ")
    return {
        "First Name": first, "Last Name": last, "Company": company, "Text": "Careful work.", "Creation Date": on,
        "Status": "VISIBLE",
    }  # fmt: skip


def endorsement(name: str, on: date) -> Mapping[str, object]:
    first, _, last = name.partition(" ")
    return {
        "Endorsement Date": on, "Skill Name": "Hydraulics", "Endorser First Name": first, "Endorser Last Name": last,
        "Endorser Public Url": url(name), "Endorsement Status": "ACCEPTED",
    }  # fmt: skip


class Home:
    """The folder of the user, and the program run in it."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder, self.run, self.files = folder, run, list[str]()
        (folder / "rules").mkdir()
        (folder / "rules" / "about-me.yaml").write_text(ABOUT_ME, encoding="utf-8")

    def archive(self, connections: Rows, year: int = 2026, **more: Rows) -> None:
        """An archive of a year; the files are named without their ending."""
        profile = [{"First Name": "Ilse", "Last Name": "Brandhorst", "Headline": "Crane engineer"}]
        files = {"Profile.csv": profile, "Connections.csv": connections}
        files |= {f"{name}.csv": rows for name, rows in more.items()}
        self.files.append(str(write_archive(self.folder, files, year=year)))

    def json(self, command: str, *words: str, files: Sequence[str] | None = None) -> Any:
        given = self.files if files is None and command in ("audit", "referrals") else files or []
        done = self.run(command, *given, *words, "--today", TODAY, "--format", "json")
        assert done.code == 0, done.err
        return json.loads(done.out)

    def audited(self, *words: str) -> dict[str, Any]:
        """Each connection of the audit by name, the newest of two of one name last."""
        return {one["name"]: one for one in self.json("audit", *words)["connections"]}
