"""Everything else in the user's files: hundreds of people who have asked nothing. The same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from tests.world.people import TODAY, Card, Endorsed, Linked, Mailed, Message, Met, Recommended, Trace


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST: Final = _words(
    "Agnes Bart Celia Dario Edda Fabio Greta Hugo Irma Jonas Karla Levin Minna Nuno Olaf Paula Quirin Renate Silvio "
    "Tessa Ulrike Viggo Wanda Xaver Yara Zeno Akira Bilal Chiara Dilnoza Efua Fadil Gulnara Hanneke Itziar Jelena"
)
_LAST: Final = _words(
    "Abendroth Brunner Caspari Dekker Egger Ferrante Grimaldi Hofstetter Imboden Jansma Kobel Lanz Moretti Nyberg "
    "Oberholzer Pfister Quadri Rossetti Sutter Tobler Ulmann Vontobel Wyss Xhaka Ylitalo Zurbriggen Amstutz Bosshard"
)
_FIRMS: Final = ("Alpenlot Bahntechnik", "Orvanta Energy", "Corvo Instruments", "Tessellate Acoustics", "Stadt Basel",
                 "Rheintal Turbinen", "Kobel & Wyss", "", "Fuhrer Fassaden", "Tessin Tunnelbau")  # fmt: skip
_TITLES: Final = ("Engineer", "Project manager", "Owner", "Professor", "Head of Quality", "", "Analyst, PMP®")


def others(number: int = 300, seed: int = 7) -> Iterator[tuple[str, str, tuple[Trace, ...]]]:
    """Name, slug and traces of so many people, all of them connections; the names repeat now and then, as they do."""
    chance = random.Random(seed)
    for index in range(number):
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
        slug = f"{name.lower().replace(' ', '-')}-{index:04x}"
        firm, title = chance.choice(_FIRMS), chance.choice(_TITLES)
        day = _day(chance, 3000)
        yield name, slug, (Linked(day=day, company=firm, title=title), *_more(chance, slug, firm, day))


def _more(chance: random.Random, slug: str, firm: str, day: str) -> Iterator[Trace]:
    address = f"{slug}@post.example"
    kind = chance.random()
    if kind < 0.2:
        yield Message(day=day, mine=chance.random() < 0.5, text="Grüezi, thanks for the report, see you on site.")
        yield Message(day=day, text="Yes,\nuntil Thursday.")
    elif kind < 0.3:
        yield Mailed(day=day, address=address, subject="Offerte Messung Süd")
        yield Mailed(
            day=day, address=address, mine=True, subject="Re: Offerte Messung Süd", as_file=chance.random() < 0.1
        )
    elif kind < 0.4:
        yield Card(address=address, company=firm, tag=chance.choice(("", "Kunden", "Chor")), google=kind < 0.35)
    elif kind < 0.45:
        yield Card(address=address, google=True, by_program=True)
    elif kind < 0.5:
        yield Met(day=day, title="Abstimmung", address=address, crowd=chance.randrange(4), weeks=chance.choice((0, 12)))
    elif kind < 0.6:
        yield Endorsed(day=day, given=chance.random() < 0.5, skill="Vibration")
    elif kind < 0.62:
        yield Recommended(day=day, given=chance.random() < 0.5, company=firm or "Corvo Instruments")


def _day(chance: random.Random, back: int) -> str:
    return (TODAY - timedelta(days=40 + chance.randrange(back))).isoformat()


def crowd(number: int) -> Iterator[tuple[str, str]]:
    """Name and address of so many people who only ever sat in the same webinar."""
    for index in range(number):
        first, last = _FIRST[index % len(_FIRST)], _LAST[index * 5 % len(_LAST)]
        yield f"{first} {last}-{index}", f"guest{index}@webinar.example"
