"""A small invented life in which names, firms and notes collide as seldom as they do in a large one: for what is shown
again after any deed."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.archives import archive_csv

_GIVEN = ("Anna", "Anne", "Bob", "Robert", "Maria", "Marie", "Jonas", "Norbert", "A.", "Wei", "Ольга", "Iris")
_SURNAMES = ("Quill", "Quile", "Storm", "Stormann", "Blank", "Petrenko", "Chen", "van der Berg", "Okafor", "Mei")
_FIRMS = ("Kelp Works", "Kelp Works GmbH", "Harbour Cranes", "Velo Nord", "Atlas Pumps", "")
_TITLES = ("Engineer", "Head of Sales", "Recruiter", "Student", "Plant Manager")
_NOTES = (
    "", "", "", "Hi, {other} suggested that I write to you.", "We met at the fair in Linz in 2019.",
    "I lost my old account, please add me here.", "I saw that you know {firm}. May I ask for 15 minutes?",
    "{other} from {firm} told me of your work on pumps.", "Formerly {surname}; we worked together at {firm}.",
    "We offer leads that convert. Book a call now!", "Hello Ana, {surname} here.",
)  # fmt: skip
_LAST_DAY = date(2026, 3, 8)


def write_life(folder: Path, seed: int, *, connections: int = 40, requests: int = 19) -> list[str]:
    """An archive, an address book and a request list in a folder, and how to name them."""
    chance = random.Random(seed)
    archive = folder / "Complete_LinkedInDataExport_03-08-2026"
    archive.mkdir(parents=True)
    known = [_name(chance) for _ in range(connections)]
    tables: dict[str, Sequence[dict[str, object]]] = {
        "Profile.csv": [{"First Name": "Ana", "Last Name": "Ruiz", "Headline": "Engineer"}],
        "Connections.csv": [
            {
                "First Name": given, "Last Name": surname, "URL": _url(given, surname, chance),
                "Company": chance.choice(_FIRMS), "Position": chance.choice(_TITLES), "Connected On": _day(chance),
            }
            for given, surname in known
        ],
    }  # fmt: skip
    for file, rows in tables.items():
        (archive / file).write_text(archive_csv(file, 2026, rows), encoding="utf-8", newline="")
    cards = [_card(chance, known) for _ in range(connections // 4)]
    (folder / "contacts.vcf").write_text("".join(cards), encoding="utf-8")
    with (folder / "requests.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["name", "profile_url", "headline", "company", "note", "sent_at", "email"])
        for _ in range(requests):
            writer.writerow(_request(chance, known))
    return [str(archive), str(folder / "contacts.vcf"), str(folder / "requests.csv")]


def _card(chance: random.Random, known: Sequence[tuple[str, str]]) -> str:
    name = " ".join(chance.choice(known) if chance.random() < 0.5 else _name(chance))
    note = chance.choice(("", "Neighbour in Linz", "Pumps, Kelp Works", f"Cousin of {chance.choice(_GIVEN)}"))
    mail = f"EMAIL:{chance.choice(('info', 'anna', 'quill'))}@kelp.example\n" if chance.random() < 0.5 else ""
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{mail}NOTE:{note}\nEND:VCARD\n"


def _request(chance: random.Random, known: Sequence[tuple[str, str]]) -> list[str]:
    given, surname = chance.choice(known) if chance.random() < 0.3 else _name(chance)
    other = " ".join(chance.choice(known) if chance.random() < 0.5 else _name(chance))
    firm = chance.choice(_FIRMS)
    note = chance.choice(_NOTES).format(other=other, firm=firm or "Kelp Works", surname=chance.choice(_SURNAMES))
    mail = f"{chance.choice(('info', given.strip('.').lower()))}@kelp.example" if chance.random() < 0.2 else ""
    headline = f"{chance.choice(_TITLES)} at {firm}" if firm and chance.random() < 0.5 else ""
    url = _url(given, surname, chance) if chance.random() < 0.9 else ""
    sent = _LAST_DAY - timedelta(days=chance.randrange(60))
    return [f"{given} {surname}", url, headline, firm if chance.random() < 0.6 else "", note, sent.isoformat(), mail]


def _name(chance: random.Random) -> tuple[str, str]:
    if chance.random() < 0.6:  # nobody else is called so
        syllables = (chance.choice("bcdfgklmnprst") + chance.choice("aeiou") for _ in range(3))
        return chance.choice(_GIVEN), "".join(syllables).title()
    return chance.choice(_GIVEN), chance.choice(_SURNAMES)


def _url(given: str, surname: str, chance: random.Random) -> str:
    words = f"{given} {surname}".lower().replace(".", "").split()
    slug = "-".join(words) if all(map(str.isascii, words)) else "member"
    if chance.random() < 0.15:  # a former name
        slug = f"{words[0] if slug != 'member' else 'olga'}-{chance.choice(_SURNAMES).split()[0].lower()}"
    return f"https://www.linkedin.com/in/{slug}-{chance.randrange(1000)}"


def _day(chance: random.Random) -> date:
    return _LAST_DAY - timedelta(days=chance.randrange(100, 3_000))
