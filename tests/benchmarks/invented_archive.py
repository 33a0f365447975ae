"""An invented archive and request list of any size, written with the writer that the tests use.

Of the askers one in ten is a connection, one in five has written or been written to, a few share only a name with
somebody. Half bring a note of their own. Who writes much writes a hundred times as often as who writes little.
Everybody and everything is invented.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from tests.archives import Rows, archive_csv
from tests.benchmarks.invented_crowd import TITLES, Crowd, Person
from tests.benchmarks.invented_words import Wording

_OWNER = Person("Ana", "Ruiz", "https://www.linkedin.com/in/ana-ruiz")
_LAST_DAY = datetime(2026, 2, 20, 9, 30)
_PARTNERS = 5_000


def write_queue(folder: Path, *, connections: int, messages: int, requests: int, seed: int = 3) -> list[Path]:
    """Write a whole archive and a request list into a folder, and return both."""
    chance, crowd = random.Random(seed), Crowd(seed)
    people = [crowd.person() for _ in range(connections + requests)]
    connected, askers = people[:connections], people[connections:]
    wording = Wording(crowd, connected, chance)
    askers[::10] = chance.sample(connected, len(askers[::10]))
    archive = _write_archive(
        folder / "Complete_LinkedInDataExport_02-21-2026",
        {
            "Connections.csv": _connections(connected, crowd, chance),
            "messages.csv": _messages(messages, connected, askers, wording, chance),
        },
    )
    queue = folder / "requests.csv"
    _write_requests(queue, askers, wording, crowd, chance)
    return [archive, queue]


def write_network(folder: Path, *, connections: int, messages: int, seed: int = 3) -> list[Path]:
    """Write two archives two years apart, and return both, the newer first: one in twenty is not in the older one, one
    in ten is at another firm there, one in ten endorsed the user or was recommended."""
    chance, crowd = random.Random(seed), Crowd(seed)
    people = [crowd.person() for _ in range(connections)]
    now = _connections(people, crowd, chance)
    then = [{**row, "Company": crowd.firm()} if chance.random() < 0.1 else row for row in now if chance.random() < 0.95]
    ends = [{"First Name": one.given, "Last Name": one.surname} for one in chance.sample(people, connections // 20)]
    praise = [{**each, "Company": crowd.firm(), "Text": "Careful.", "Creation Date": _day(chance)} for each in ends]
    skills = [
        {"Endorsement Date": _day(chance), "Skill Name": "Hydraulics", "Endorser First Name": one.given,
         "Endorser Last Name": one.surname, "Endorser Public Url": one.url, "Endorsement Status": "ACCEPTED"}
        for one in chance.sample(people, connections // 20)
    ]  # fmt: skip
    files = {
        "Connections.csv": now,
        "messages.csv": _messages(messages, people, [], Wording(crowd, people, chance), chance),
        "Recommendations_Given.csv": praise,
        "Endorsement_Received_Info.csv": skills,
    }
    newer = _write_archive(folder / "Complete_LinkedInDataExport_02-21-2026", files)
    older = _write_archive(folder / "Complete_LinkedInDataExport_02-21-2024", {"Connections.csv": then})
    return [newer, older]


def _write_archive(archive: Path, files: Mapping[str, Rows]) -> Path:
    archive.mkdir(parents=True)
    own: Mapping[str, Rows] = {
        "Invitations.csv": [],
        "Profile.csv": [{"First Name": "Ana", "Last Name": "Ruiz", "Headline": "Engineer"}],
        "Positions.csv": [
            {"Company Name": "Northwind Robotics", "Title": "Engineer", "Started On": datetime(2009, 5, 1)}
        ],
    }
    for file, rows in {**files, **own}.items():
        (archive / file).write_text(archive_csv(file, 2026, rows), encoding="utf-8", newline="")
    return archive


def _connections(people: list[Person], crowd: Crowd, chance: random.Random) -> list[dict[str, object]]:
    return [
        {
            "First Name": person.given, "Last Name": person.surname, "URL": person.url,
            "Company": crowd.firm(), "Position": chance.choice(TITLES), "Connected On": _day(chance),
        }
        for person in people
    ]  # fmt: skip


def _messages(
    number: int, connected: list[Person], askers: list[Person], wording: Wording, chance: random.Random
) -> Iterator[dict[str, object]]:
    partners = [*chance.sample(connected, min(_PARTNERS, len(connected))), *askers[::5]]
    for _ in range(number):
        partner = partners[int(len(partners) * chance.random() ** 2)]
        sender, recipient = (_OWNER, partner) if chance.random() < 0.5 else (partner, _OWNER)
        yield {
            "CONVERSATION ID": f"2-{partner.url[-9:]}==", "FROM": sender.name,
            "SENDER PROFILE URL": sender.url, "TO": recipient.name, "RECIPIENT PROFILE URLS": recipient.url,
            "DATE": _day(chance), "CONTENT": wording.message(sender), "FOLDER": "INBOX",
            "IS MESSAGE DRAFT": "No",
        }  # fmt: skip


def _write_requests(path: Path, askers: list[Person], wording: Wording, crowd: Crowd, chance: random.Random) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["name", "profile_url", "headline", "company", "note", "sent_at", "mutual_connections"])
        for person in askers:
            firm = crowd.firm()
            note = wording.note(person) if chance.random() < 0.5 else ""
            sent = _LAST_DAY - timedelta(days=chance.randrange(90))
            writer.writerow([person.name, person.url, wording.headline(firm), firm, note, sent.date().isoformat(),
                             chance.choice((0, 0, 1, 3, 12))])  # fmt: skip


def _day(chance: random.Random) -> datetime:
    return _LAST_DAY - timedelta(days=chance.randrange(200, 5_000), minutes=chance.randrange(1_000))
