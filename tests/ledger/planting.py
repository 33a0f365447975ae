"""An invented world in a store, made of records as readers give them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from screener.ledger.forgetting import ignored_in
from screener.ledger.persons import Named
from screener.ledger.request_queue import Told, keep_source
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import bring_up_to_date, keep_intake
from screener.sources.records import Connection, Contact, Row
from screener.world.asker import Owner, owner_named
from screener.world.intake import Intake
from tests.evidence.making import TODAY, at

ME: Final = owner_named("Ana Ruiz", ["https://www.linkedin.com/in/ana-ruiz"], ["ana@ruiz.example"])


def plant(store: Store, *rows: Row, file: str = "world.zip", made: date | None = TODAY, owner: Owner = ME) -> None:
    """Read records into the world, as one source. To be called while writing."""
    intake = Intake(owner, TODAY, made)
    for row in rows:
        intake.take(row)
    intake.finish()
    if forgotten := ignored_in(store):
        forgotten.leave_out_of(intake)
    told = Told(owner=intake.owner, requests=tuple(intake.requests))
    number = keep_source(
        store, digest=file, file=file, kind="linkedin-archive", made=made, today=TODAY, is_broken=False, told=told
    )
    keep_intake(store, number, intake)
    bring_up_to_date(store)


def plant_people(store: Store, people: Iterable[Named]) -> None:
    """People as an archive names its connections, or an address book those without a profile. To be called while
    writing."""
    plant(store, *map(_row, people))


def _row(named: Named) -> Connection | Contact:
    if not named.profile_url:
        emails = (named.email,) if named.email else ()
        return Contact(name=named.name, emails=emails, provenance=at(TODAY, file="contacts.vcf"))
    first, _, last = named.name.partition(" ")
    return Connection(
        first_name=first, last_name=last, url=named.profile_url, email=named.email, company=named.company,
        position=named.position, provenance=at(TODAY),
    )  # fmt: skip
