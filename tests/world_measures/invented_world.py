"""Invented people, and the records that the user's files would hold on them; the truth of every record is known."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import SqliteWorld, bring_up_to_date, keep_intake
from screener.people.firms import firm_key
from screener.sources.records import (
    Connection,
    Contact,
    Mail,
    Meeting,
    Message,
    OwnAddress,
    Part,
    Participant,
    Party,
    Provenance,
    Recommendation,
    Row,
)
from screener.world.asker import Owner, owner_named
from screener.world.intake import Intake
from screener.world.lookups import PersonFile
from screener.world.points import Around, OwnFirm
from tests.world_measures.invented_names import HOMES, FakerNaming, FewNaming, Naming, PersonName, plain_letters

TODAY: Final = date(2026, 3, 1)
ME: Final = "Vera Osterkamp"
MY_MAIL: Final = "vera.osterkamp@gmail.com"
ARCHIVE, MAILBOX, CALENDAR, BOOK = "export.zip", "mail.mbox", "calendar.ics", "contacts.vcf"
FILES: Final = (ARCHIVE, MAILBOX, CALENDAR, BOOK)
_TITLES_LISTED: Final = (
    "Project Manager|Software Engineer|Head of Procurement|Civil Engineer|Nurse Manager|Accountant|Quality Lead"
    "|Sales Director|Translator|Data Analyst|Architect|Plant Manager|HR Business Partner|Professor of Physics"
    "|Product Owner"
)
TITLES: Final = tuple(_TITLES_LISTED.split("|"))
_FIRM_KINDS_LISTED: Final = (
    "Systems GmbH Consulting Group AG Robotics Ltd Bau Medical Foods Energia Trading Partners Media"
)
_FIRM_KINDS: Final = tuple(_FIRM_KINDS_LISTED.split())
_SYLLABLES_LISTED: Final = (
    "kel bran dor vin mar tel os fen rud hal mik sor lan pre gal thor nim bar cas ver lum zan wick ford mer stan del "
    "por"
)
_SYLLABLES: Final = tuple(_SYLLABLES_LISTED.split())
_STAFF: Final = (80, 12_000, 400)


@dataclass(slots=True)
class Person:
    """Somebody of the invented world. `then` is the firm that the files know, `now` the one of today."""

    number: int
    name: PersonName
    written: str
    then: str
    now: str
    title: str
    thing: str
    met: date
    facets: frozenset[str]
    mail: str = ""
    last: date | None = None  # of exchanges and meetings


@dataclass
class InventedWorld:
    """The user's people and files. `truth` tells whose a row is, by file and row."""

    seed: int
    people_number: int
    few_names: bool = False
    people: list[Person] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    truth: dict[tuple[str, int], int] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    introduced: list[tuple[PersonName, date, bool]] = field(
        default_factory=list
    )  # who, when, whether the user answered

    def __post_init__(self) -> None:
        self.chance = random.Random(f"world {self.seed}")
        home = self.chance.choice(HOMES)
        self.naming: Naming = FewNaming(self.seed) if self.few_names else FakerNaming(self.seed, home)
        self.firms = sorted({self.firm() for _ in range(max(60, self.people_number // 8))})
        self.own_firms = [f"{self.word(3)} {kind}" for kind in ("Systems", "Group", "Energia")]
        self.things = [self.word(self.chance.choice((2, 3))) for _ in range(max(400, self.people_number // 4))]
        for number in range(self.people_number):
            self.people.append(self._person(number))
        for person in self.people:
            self._write(person)
        for introducer in [person for person in self.people if "mail" in person.facets][:20]:
            self.rows[MAILBOX] += list(self._introduction(introducer))
        self.rows[ARCHIVE].append(OwnAddress(email=MY_MAIL, provenance=Provenance(file=ARCHIVE)))

    def word(self, syllables: int) -> str:
        """An invented word."""
        return "".join(self.chance.choices(_SYLLABLES, k=syllables)).capitalize()

    def firm(self) -> str:
        """An invented firm."""
        return f"{self.word(self.chance.choice((2, 3)))} {self.chance.choice(_FIRM_KINDS)}"

    def _person(self, number: int) -> Person:
        chance = self.chance
        name = self.naming.name()
        then = chance.choice(self.own_firms if chance.random() < 0.25 else self.firms)
        now = then if chance.random() < 0.55 else chance.choice(self.firms)
        facets = {"connection"}
        if chance.random() >= 0.55:
            shares = {"mail": 0.45, "meeting": 0.35, "contact": 0.5, "message": 0.15, "recommendation": 0.05}
            facets = {facet for facet, share in shares.items() if chance.random() < share} or {"contact"}
        days = int(chance.random() ** 0.5 * 5_900)
        person = Person(
            number, name, name.in_latin if chance.random() < 0.5 else name.written, then, now, chance.choice(TITLES),
            chance.choice(self.things), date(2010, 1, 1) + timedelta(days=days), frozenset(facets),
        )  # fmt: skip
        person.mail = self._address(person)
        return person

    def _address(self, person: Person) -> str:
        chance = self.chance
        given, surname = person.name.latin or (person.name.given, person.name.surnames[0])
        given, surname = plain_letters(given), plain_letters(surname)
        local = chance.choice((f"{given}.{surname}", f"{given[0]}.{surname}", f"{given[0]}{surname}", given))
        words = [plain_letters(word) for word in person.then.split()]
        domain = chance.choice(("".join(words), "-".join(words), words[0], words[0])) + ".example"
        domain = domain if chance.random() < 0.7 else "gmail.com"
        while f"{local}@{domain}" in self.addresses:
            local += str(chance.randrange(10, 99))
        self.addresses.add(f"{local}@{domain}")
        return f"{local}@{domain}"

    def at(self, file: str, person: Person | None, day: date | None = None) -> Provenance:
        """The place of the next row of a file, which is about this person."""
        row = len(self.truth) + 1
        self.truth[file, row] = person.number if person else -1
        return Provenance(file=file, row=row, date=day)

    def _write(self, person: Person) -> None:
        writers = {
            "connection": self._connection, "mail": self._mails, "meeting": self._meetings, "contact": self._contact,
            "message": self._messages, "recommendation": self._recommendation,
        }  # fmt: skip
        for facet in writers:
            if facet in person.facets:
                self.rows[_FILE_OF[facet]] += list(writers[facet](person))

    def _connection(self, person: Person) -> Iterator[Row]:
        first, _, last = person.written.rpartition(" ")
        yield Connection(
            first_name=first or last, last_name=last if first else "",
            url=f"https://www.linkedin.com/in/{self.slug(person.written)}",
            company=person.now if self.chance.random() < 0.8 else "", position=person.title,
            provenance=self.at(ARCHIVE, person, person.met),
        )  # fmt: skip

    def _mails(self, person: Person) -> Iterator[Row]:
        me = Party(name=ME, email=MY_MAIL)
        for place in range(self.chance.choice((1, 2, 4, 6))):
            them = Party(name=person.written if self.chance.random() < 0.85 else "", email=person.mail)
            subject = f"{person.thing} {self.chance.choice(('review', 'plan', 'offer', ''))}".strip()
            yield Mail(
                sender=them if place % 2 == 0 else me, recipients=(me if place % 2 == 0 else them,), subject=subject,
                thread=f"{person.number}@mail", text="Thank you.",
                provenance=self.at(MAILBOX, person, self._day(person, 3 * place)),
            )  # fmt: skip

    def _meetings(self, person: Person) -> Iterator[Row]:
        mail = person.mail if self.chance.random() < 0.8 else ""
        for place in range(self.chance.choice((1, 1, 3))):
            title = self.chance.choice((f"{person.thing} kickoff", "1:1", f"Call {person.then}", "Lunch"))
            yield Meeting(
                title=title, people=2, provenance=self.at(CALENDAR, person, self._day(person, 30 * place)),
                parties=(
                    Participant(name=ME, email=MY_MAIL, part=Part.ORGANISER),
                    Participant(name=person.written, email=mail, part=Part.ACCEPTED),
                ),
            )  # fmt: skip

    def _contact(self, person: Person) -> Iterator[Row]:
        notes = (
            "",
            "",
            "",
            f"{person.thing} {person.met.year}",
            f"{person.then.split()[0]} {person.met.year}",
            "Cousin",
        )
        yield Contact(
            name=person.written, emails=(person.mail,) if self.chance.random() < 0.5 else (),
            companies=(person.then,) if self.chance.random() < 0.5 else (), note=self.chance.choice(notes),
            provenance=self.at(BOOK, person),
        )  # fmt: skip

    def _messages(self, person: Person) -> Iterator[Row]:
        for place in range(2):
            sender, to = (person.written, ME) if place == 0 else (ME, person.written)
            yield Message(
                sender=sender, recipients=to, thread=f"t{person.number}",
                text="ok, thanks", provenance=self.at(ARCHIVE, person, self._day(person, place)),
            )  # fmt: skip

    def _recommendation(self, person: Person) -> Iterator[Row]:
        first, _, last = person.written.rpartition(" ")
        yield Recommendation(
            given=False, first_name=first or last, last_name=last if first else "", company=person.then,
            title=person.title, text="A pleasure to work with.", provenance=self.at(ARCHIVE, person, person.met),
        )  # fmt: skip

    def _introduction(self, by: Person) -> Iterator[Row]:
        """Somebody known names a stranger in a mail; the user answers every other time."""
        name, is_answered = self.naming.name(), self.chance.random() < 0.5
        day = TODAY - timedelta(days=self.chance.choice((30, 34, 60, 200)))
        self.introduced.append((name, day, is_answered))
        them, me = Party(name=by.written, email=by.mail), Party(name=ME, email=MY_MAIL)
        thread = f"introduction of {len(self.introduced)}"
        text = f"Hello Vera, meet {name.in_latin}, who builds something that you may like. You two should talk."
        yield Mail(
            sender=them, recipients=(me,), subject="Introduction", thread=thread, text=text,
            provenance=self.at(MAILBOX, by, day),
        )  # fmt: skip
        if is_answered:
            yield Mail(
                sender=me, recipients=(them,), subject="Re: Introduction", thread=thread, text="With pleasure.",
                provenance=self.at(MAILBOX, by, day + timedelta(days=1)),
            )  # fmt: skip

    def _day(self, person: Person, after: int) -> date:
        day = min(person.met + timedelta(days=after), TODAY - timedelta(days=1))
        person.last = max(day, person.last or day)
        return day

    def slug(self, name: str) -> str:
        """A new vanity address of somebody of that name."""
        words = "-".join(plain_letters(word) for word in name.split())
        return f"{words}-{self.chance.randrange(1 << 24):06x}"

    @property
    def around(self) -> tuple[OwnFirm, ...]:
        """The user's firms."""
        return tuple(
            OwnFirm(name=name, keys=frozenset({firm_key(name)}), staff=staff, is_present=place == 0)
            for place, (name, staff) in enumerate(zip(self.own_firms, _STAFF, strict=True))
        )

    def people_of(self, person: PersonFile) -> set[int]:
        """Whose rows a person of the index is made of."""
        rows = [one.at for one in person.appearances] + [one.at for one in person.exchanges]
        rows += [each.meeting.provenance for each in person.attendances]
        return {self.truth[at.file, at.row] for at in rows if (at.file, at.row) in self.truth}


_FILE_OF: Final = {
    "connection": ARCHIVE, "message": ARCHIVE, "recommendation": ARCHIVE, "mail": MAILBOX, "meeting": CALENDAR,
    "contact": BOOK,
}  # fmt: skip


def owner() -> Owner:
    """The user."""
    return owner_named(ME, mails=[MY_MAIL])


def keep(store: Store, name: str, rows: Iterable[Row], me: Owner, *, made: date | None = TODAY) -> None:
    """Take the rows of one source into a store, without working out who is who."""
    intake = Intake(me, TODAY, made)
    for row in rows:
        intake.take(row)
    intake.finish()
    keep_intake(store, keep_source_row(store, name, made), intake)


def keep_source_row(store: Store, name: str, made: date | None = TODAY) -> int:
    """Write that there is a source; its number."""
    return store.insert(
        "source",
        {"digest": name, "file": name, "mark": "", "kind": "file", "made": made and made.isoformat(),
         "read_on": TODAY.isoformat(), "reader": 1, "state": "read", "content": "{}"},
    )  # fmt: skip


def built(store: Store, world: InventedWorld) -> Around:
    """The store with all files of an invented world, ready to resolve."""
    with store.writing():
        for file in FILES:
            keep(store, file, world.rows[file], owner())
        bring_up_to_date(store)
    return Around(lookups=SqliteWorld(store), owner=owner(), firms=world.around)
