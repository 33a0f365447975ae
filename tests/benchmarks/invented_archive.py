"""An invented archive and request list of any size, written with the writer that the tests use.

Of the askers one in ten is a connection, one in five has written or been written to, a few share only a name with
somebody. Half bring a note. Everybody and everything is invented.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

from tests.archives import archive_csv

_FIRST = (
    "Ana Ben Carla Dario Elif Femi Greta Hugo Ines Jonas Kaya Lars Mina Nils Olga Pavel Quinn Rosa Sven Tara Ugo "
    "Vera Wim Xenia Yara Zoe Adel Bruno Chiara Dmitri Emma Farid Gala Hana Ivan Julia Kofi Lena Marco Noor"
)
_LAST = (
    "Abel Brandt Castro Duarte Eriksen Fischer Greco Hansen Ito Jansen Koch Lopez Moreau Novak Okafor Petrov Quist "
    "Rossi Sato Tanaka Ueda Vogel Weber Xu Yilmaz Zieger Almeida Bakker Costa Dubois Engel Ferrari Garcia Horvat "
    "Ivanov Jensen Kowalski Lindt Meyer Nagy"
)
_TRADES = [
    "Robotics",
    "Machines",
    "Valves",
    "Pumps",
    "Foods",
    "Press",
    "Rail",
    "Textiles",
    "Optics",
    "Systems",
    "Logistics",
    "Paper",
    "Glass",
    "Tools",
]
_HOUSES = [
    "Northwind",
    "Fabrikam",
    "Contoso",
    "Adatum",
    "Litware",
    "Tailspin",
    "Wingtip",
    "Proseware",
    "Lucerne",
    "Alpine",
    "Graphic",
    "Humongous",
]
_FIRMS = tuple(f"{house} {trade}" for house in _HOUSES for trade in _TRADES)
_TITLES = ("Engineer", "Head of Sales", "Recruiter", "Student", "Plant Manager", "Founder", "Consultant", "Designer")
_NOTES = (
    "We shared a desk at Northwind Robotics until 2013. Would be good to stay in touch!",
    "I help plants like yours cut downtime by 30 %. Do you have time for a quick call this week?",
    "I would like to add you to my professional network.",
    "Your talk on valve control in Bilbao was great, could you send me the slides?",
    "We have an opening for a senior controls engineer and you look like a great fit.",
)
_TALK = "Thanks for the drawings, the second pump runs as it should. Shall we look at the valve on Monday, at nine?\n"
_ME = "Ana Ruiz"
_LAST_DAY = datetime(2026, 2, 20, 9, 30)


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    url: str

    @property
    def parts(self) -> tuple[str, str]:
        first, _, last = self.name.partition(" ")
        return first, last


_OWNER = _Person(_ME, "https://www.linkedin.com/in/ana-ruiz")


def write_queue(folder: Path, *, connections: int, messages: int, requests: int, seed: int = 3) -> list[Path]:
    """Write a whole archive and a request list into a folder, and return both."""
    chance = random.Random(seed)
    people = list(_people(connections + requests, chance))
    connected, askers = people[:connections], people[connections:]
    askers[::10] = chance.sample(connected, len(askers[::10]))
    archive = folder / "Complete_LinkedInDataExport_02-21-2026"
    archive.mkdir(parents=True)
    files = {
        "Connections.csv": _connections(connected, chance),
        "messages.csv": _messages(messages, connected, askers, chance),
        "Invitations.csv": [],
        "Profile.csv": [{"First Name": "Ana", "Last Name": "Ruiz", "Headline": "Engineer"}],
        "Positions.csv": [
            {"Company Name": "Northwind Robotics", "Title": "Engineer", "Started On": datetime(2009, 5, 1)}
        ],
    }
    for file, rows in files.items():
        (archive / file).write_text(archive_csv(file, 2026, rows), encoding="utf-8", newline="")
    queue = folder / "requests.csv"
    _write_requests(queue, askers, chance)
    return [archive, queue]


def _people(number: int, chance: random.Random) -> Iterator[_Person]:
    names = [f"{first} {last}" for first, last in product(_FIRST.split(), _LAST.split())]
    for place in range(number):
        name = chance.choice(names) if chance.random() < 0.05 else f"{chance.choice(names)}{_letters(place)}"
        slug = name.lower().replace(" ", "-")
        yield _Person(name, f"https://www.linkedin.com/in/{slug}-{place:x}")


def _letters(number: int) -> str:
    """A number as an ending of a family name, so that most names are borne by one person only."""
    return "".join("aeioulnrst"[int(digit)] for digit in str(number))


def _connections(people: list[_Person], chance: random.Random) -> list[dict[str, object]]:
    return [
        {
            "First Name": person.parts[0], "Last Name": person.parts[1], "URL": person.url,
            "Company": chance.choice(_FIRMS), "Position": chance.choice(_TITLES), "Connected On": _day(chance),
        }
        for person in people
    ]  # fmt: skip


def _messages(
    number: int, connected: list[_Person], askers: list[_Person], chance: random.Random
) -> Iterator[dict[str, object]]:
    partners = [*chance.sample(connected, min(5_000, len(connected))), *askers[::5]]
    for _ in range(number):
        partner = chance.choice(partners)
        sender, recipient = (_OWNER, partner) if chance.random() < 0.5 else (partner, _OWNER)
        yield {
            "CONVERSATION ID": f"2-{partner.url[-9:]}==", "FROM": sender.name,
            "SENDER PROFILE URL": sender.url, "TO": recipient.name, "RECIPIENT PROFILE URLS": recipient.url,
            "DATE": _day(chance), "CONTENT": _TALK * chance.choice((1, 1, 1, 2, 4)), "FOLDER": "INBOX",
            "IS MESSAGE DRAFT": "No",
        }  # fmt: skip


def _write_requests(path: Path, askers: list[_Person], chance: random.Random) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["name", "profile_url", "headline", "company", "note", "sent_at", "mutual_connections"])
        for person in askers:
            firm, title = chance.choice(_FIRMS), chance.choice(_TITLES)
            note = chance.choice(_NOTES) if chance.random() < 0.5 else ""
            sent = _LAST_DAY - timedelta(days=chance.randrange(90))
            writer.writerow([person.name, person.url, f"{title} at {firm}", firm, note, sent.date().isoformat(),
                             chance.choice((0, 0, 1, 3, 12))])  # fmt: skip


def _day(chance: random.Random) -> datetime:
    return _LAST_DAY - timedelta(days=chance.randrange(200, 5_000), minutes=chance.randrange(1_000))
