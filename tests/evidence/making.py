"""Invented records and whole queues, for the tests of `screener.evidence`: taken into a world of their own, and
resolved against it, as those of real files are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count

from screener.catalogue.declaring import Origin
from screener.evidence.facts import FactSheet
from screener.evidence.remembered import NOTHING_REMEMBERED
from screener.ledger.kept import Reading
from screener.ledger.request_queue import Told, keep_source, known_sources
from screener.ledger.sqlite_store import Store, temporary_store
from screener.ledger.sqlite_world import bring_up_to_date, keep_intake
from screener.outcomes import Verdict
from screener.policy.model import AboutMe, Otherwise, Policy
from screener.screening.knowledge import Knowledge, Sheets
from screener.sources.records import (
    Connection,
    Contact,
    Endorsement,
    Invitation,
    Mail,
    Meeting,
    Message,
    OwnNote,
    Part,
    Participant,
    Party,
    Provenance,
    Recommendation,
    Request,
    Row,
)
from screener.world.asker import Owner, owner_named
from screener.world.intake import Intake

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


def met(
    *parties: Party,
    day: date = date(2024, 3, 5),
    title: str = "Gripper review",
    part: Part = Part.LISTED,
    **more: object,
) -> Meeting:
    """A meeting; `part` is the user's, whose address is that of `ME`."""
    place = at(day, 12, "calendar.ics")
    there = tuple(
        Participant(name=party.name, email=party.email, part=part if party.email in ME.emails else Part.LISTED)
        for party in parties
    )
    return Meeting(title=title, parties=there, provenance=place, **more)  # type: ignore[arg-type]


def noted(text: str, name: str = "Jane Doe", slug: str = "") -> OwnNote:
    return OwnNote(name=name, url=url(slug), text=text, provenance=at(date(2025, 6, 1), file="Notes.csv"))


def owner_of(about_me: AboutMe) -> Owner:
    """The user as they wrote of themselves."""
    return owner_named(about_me.name, [about_me.profile_url], about_me.emails)


_NUMBERS = count(1)


def keep_world(
    store: Store, rows: Iterable[Row], *, made: date = TODAY, about_me: AboutMe = ME, digest: str = ""
) -> None:
    """Take the records of one file into the world of a store."""
    intake = Intake(owner_of(about_me), TODAY, made)
    for row in rows:
        intake.take(row)
    intake.finish()
    with store.writing():
        source = keep_source(
            store,
            digest=digest or f"file {next(_NUMBERS)}",
            file="export.zip",
            kind="linkedin-archive",
            made=made,
            today=TODAY,
            is_broken=False,
            told=Told(owner=intake.owner),
        )
        keep_intake(store, source, intake)
        bring_up_to_date(store)


def knowledge_of(
    store: Store,
    queue: Sequence[Request] = (),
    *,
    about_me: AboutMe = ME,
    looked_into: Iterable[Origin] = EVERY_FILE,
    today: date = TODAY,
) -> Knowledge:
    """What is known of askers by the world of a store."""
    owner = owner_of(about_me)
    for source in known_sources(store):
        owner = owner.joined(source.told.owner)
    policy = Policy(rules=(), otherwise=Otherwise(decide=Verdict.DECLINE, because=""))
    return Knowledge(store, policy, about_me, Reading(), today=today, told=looked_into, owner=owner, queue=queue)


def resolved(request: Request, rows: Iterable[Row] = (), *, about_me: AboutMe = ME) -> Sheets:
    """One request held against the world that these records make: who it is, and the facts."""
    with temporary_store() as store:
        keep_world(store, rows, about_me=about_me)
        return _sheets(knowledge_of(store, [request], about_me=about_me), request)


def _sheets(knowledge: Knowledge, request: Request) -> Sheets:
    return knowledge.sheets(request, NOTHING_REMEMBERED, knowledge.resolution_of(request))


def sheets(
    requests: Iterable[Request],
    rows: Iterable[Row] = (),
    *,
    about_me: AboutMe = ME,
    looked_into: Iterable[Origin] = EVERY_FILE,
) -> list[FactSheet]:
    """The fact sheets of a queue, without what a ledger says."""
    queue = tuple(requests)
    with temporary_store() as store:
        keep_world(store, rows, about_me=about_me)
        knowledge = knowledge_of(store, queue, about_me=about_me, looked_into=looked_into)
        return [_sheets(knowledge, request).plain for request in queue]


def sheet(request: Request, rows: Iterable[Row] = (), **more: object) -> FactSheet:
    return sheets([request], rows, **more)[0]  # type: ignore[arg-type]
