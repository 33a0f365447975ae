"""Invented records and whole queues, for the tests of `screener.evidence`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from screener.evidence.gathering import Gathering
from screener.evidence.wanted import Wanted

from screener.catalogue.declaring import Origin
from screener.evidence.facts import FactSheet
from screener.evidence.myself import myself
from screener.evidence.sheets import background_of, fact_sheet_of
from screener.policy.author import AboutMe
from screener.sources.records import (
    Connection,
    Contact,
    Endorsement,
    Invitation,
    Mail,
    Meeting,
    Message,
    OwnNote,
    Participant,
    Party,
    Provenance,
    Recommendation,
    Request,
    Row,
)

TODAY = date(2026, 3, 2)
ME = AboutMe(name="Ana Ruiz", profile_url="https://www.linkedin.com/in/ana-ruiz", emails=("ana@ruiz.example",))
SENT = date(2026, 2, 1)
EVERY_FILE = frozenset(Origin) - {Origin.LEDGER}


def url(slug: str) -> str:
    return f"https://www.linkedin.com/in/{slug}" if slug else ""


def at(day: date | None = None, row: int = 2, file: str = "export.zip/x.csv") -> Provenance:
    return Provenance(file=file, row=row, date=day)


def asking(name: str = "Jane Doe", slug: str = "jane-doe", *, sent: date | None = SENT, **more: object) -> Request:
    return Request(name=name, profile_url=url(slug), sent=sent, provenance=at(sent), **more)  # type: ignore[arg-type]


def connected(
    name: str = "Jane Doe", slug: str = "", company: str = "", day: date = date(2020, 5, 4), row: int = 2
) -> Connection:
    first, _, last = name.partition(" ")
    return Connection(first_name=first, last_name=last, url=url(slug), company=company, provenance=at(day, row))


def written(sender: str, sender_slug: str, to: str, to_slugs: Iterable[str], day: date, row: int = 2) -> Message:
    addresses = ",".join(url(slug) for slug in to_slugs)
    return Message(
        sender=sender, sender_url=url(sender_slug), recipients=to, recipient_urls=addresses, provenance=at(day, row)
    )


def invited(to: str = "Jane Doe", slug: str = "", note: str = "", day: date = date(2026, 1, 5)) -> Invitation:
    return Invitation(sender="Ana Ruiz", to=to, to_url=url(slug), note=note, provenance=at(day))


def recommended(name: str = "Jane Doe", company: str = "", *, given: bool = True) -> Recommendation:
    first, _, last = name.partition(" ")
    day = date(2019, 7, 1)
    return Recommendation(given=given, first_name=first, last_name=last, company=company, provenance=at(day))


def endorsed(name: str = "Jane Doe", slug: str = "", skill: str = "Go", *, given: bool = True) -> Endorsement:
    first, _, last = name.partition(" ")
    return Endorsement(
        given=given, first_name=first, last_name=last, url=url(slug), skill=skill, provenance=at(date(2022, 1, 1))
    )


def in_book(name: str = "Jane Doe", *emails: str, **more: object) -> Contact:
    return Contact(name=name, emails=emails, provenance=at(row=5, file="contacts.vcf"), **more)  # type: ignore[arg-type]


def mailed(sender: Party, *recipients: Party, day: date = date(2021, 4, 3), **more: object) -> Mail:
    place = at(day, 40, "mail.mbox")
    return Mail(sender=sender, recipients=recipients, provenance=place, **more)  # type: ignore[arg-type]


def met(*parties: Party, day: date = date(2024, 3, 5), **more: object) -> Meeting:
    place = at(day, 12, "calendar.ics")
    there = tuple(Participant(name=party.name, email=party.email) for party in parties)
    return Meeting(title="Gripper review", parties=there, provenance=place, **more)  # type: ignore[arg-type]


def noted(text: str, name: str = "Jane Doe", slug: str = "") -> OwnNote:
    return OwnNote(name=name, url=url(slug), text=text, provenance=at(date(2025, 6, 1), file="Notes.csv"))


def sheets(
    requests: Iterable[Request],
    rows: Iterable[Row] = (),
    *,
    about_me: AboutMe = ME,
    looked_into: Iterable[Origin] = EVERY_FILE,
) -> list[FactSheet]:
    """The fact sheets of a queue, each row streamed through the same tests as those of a real file."""
    queue = tuple(requests)
    me = myself(about_me)
    wanted = Wanted(queue, me)
    gathering = Gathering(wanted, me)
    every = list(rows)
    gathering.learn([row for row in every if isinstance(row, Contact)])
    for row in sorted(every, key=_is_read_late):
        if _is_wanted(wanted, row):
            gathering.add(row)
    background = background_of(about_me, today=TODAY, looked_into=looked_into, queue=queue)
    return [fact_sheet_of(request, gathering.found(number), background) for number, request in enumerate(queue)]


def sheet(request: Request, rows: Iterable[Row] = (), **more: object) -> FactSheet:
    return sheets([request], rows, **more)[0]  # type: ignore[arg-type]


def _is_read_late(row: Row) -> bool:
    return isinstance(row, Message | Mail | Meeting)


def _is_wanted(wanted: Wanted, row: Row) -> bool:
    if isinstance(row, Message):
        return wanted.message(row.sender, row.sender_url, row.recipients, row.recipient_urls)
    if isinstance(row, Connection):
        return wanted.person(row.first_name, row.last_name, row.url, row.email, row.company)
    if isinstance(row, Mail):
        return wanted.mail(row)
    return True
