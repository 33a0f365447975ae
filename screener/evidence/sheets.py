"""The fact sheets of a queue: each subject by its own function, from the request and what was gathered about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Final

from screener.catalogue.declaring import Origin
from screener.evidence import asked, askers, known_things, own_files, traces
from screener.evidence.case import Background, Case, Facts, nothing_found
from screener.evidence.claimed import claim
from screener.evidence.facts import FactSheet
from screener.evidence.found import Found
from screener.evidence.identity import identity
from screener.evidence.listed import list_index, listed_in
from screener.evidence.note import own_words
from screener.evidence.own_records import OwnRecords
from screener.evidence.shared_past import own_past, shared_employers, shared_schools
from screener.evidence.twins import NO_TWINS, Twins
from screener.notes.reader import read
from screener.outcomes import Zone
from screener.policy.model import AboutMe, PersonName
from screener.sources.records import Request
from screener.world.resolution import NOBODY

# What follows from the request and about-me.yaml, whatever the files say; the note, too, but reading it takes longer.
OF_ABOUT_ME: Final = ("competitor", "shared-employer", "shared-school", "listed")
OF_OWN_WORDS: Final = "note"


def background_of(
    about_me: AboutMe,
    *,
    today: date,
    looked_into: Iterable[Origin] = (),
    broken: Collection[Origin] = (),
    lists: Mapping[str, Sequence[PersonName | str]] = MappingProxyType({}),
    twins: Twins = NO_TWINS,
    own: OwnRecords | None = None,
) -> Background:
    """What is the same for every request, made ready once. `lists` are those of the policy, `twins` what the
    queue says of each request, `own` the records that claims are held against."""
    past = own_past(about_me)
    return Background(
        about_me=about_me,
        today=today,
        nothing=nothing_found(looked_into, broken),
        past=past,
        lists=list_index(about_me, lists),
        words=own_words(about_me),
        twins=twins,
        own=replace(own or OwnRecords(), past=past),
    )


def fact_sheet_of(case: Case) -> FactSheet:
    """Every subject of the catalogue for one request, but for those that only the user's ledger fills."""
    sheet = dict(case.background.nothing)
    for subject, fill in _OF_THE_REQUEST.items():
        sheet[subject] = fill(case)
    if case.resolution.zone in (Zone.SAME, Zone.CONFIRM):  # records of somebody who is merely near are somebody else's
        for subject, fill in OF_THE_FILES.items():
            sheet[subject] = fill(case)
    return sheet


def told_anew(request: Request, background: Background, subjects: Sequence[str] = OF_ABOUT_ME) -> FactSheet:
    """The subjects that rest on the request and on what the user wrote alone, so that they need no file."""
    reading = read(request.note, request.sent) if request.note and OF_OWN_WORDS in subjects else None
    case = Case(request, NOBODY, Found(), background, reading)
    return {subject: _OF_THE_REQUEST[subject](case) for subject in subjects}


def _shared_employer(case: Case) -> Facts:
    return shared_employers(case.request, case.background.past, case.background.today)


def _shared_school(case: Case) -> Facts:
    return shared_schools(case.request, case.background.past, case.background.today)


def _listed(case: Case) -> Facts:
    return listed_in(case.request, case.background.lists)


def _twin(case: Case) -> Facts:
    return case.background.twins.facts_of(case.request)


_OF_THE_REQUEST: Final[Mapping[str, Callable[[Case], Facts]]] = {
    "note": asked.note,
    "headline": asked.headline,
    "company": asked.company,
    "location": asked.location,
    "mutual-connections": asked.mutual_connections,
    "request": asked.request,
    "profile": asked.profile,
    "competitor": asked.competitor,
    "asker": askers.asker,
    **{subject: partial(askers.of_kind, subject=subject) for subject in askers.OLDER_SUBJECTS},
    "claim": claim,
    "identity": identity,
    "shared-employer": _shared_employer,
    "shared-school": _shared_school,
    "listed": _listed,
    "twin": _twin,
    "known-thing": known_things.known_thing,
    "introduction": known_things.introduction,
}
OF_THE_FILES: Final[Mapping[str, Callable[[Case], Facts]]] = {
    "connection": traces.connection,
    "messages": traces.messages,
    "mail": traces.mail,
    "meeting": own_files.meeting,
    "address-book": own_files.address_book,
    "my-note": own_files.my_note,
    "my-invitation": traces.my_invitation,
    "recommendation-given": traces.recommendation_given,
    "recommendation-received": traces.recommendation_received,
    "endorsement-given": traces.endorsement_given,
    "endorsement-received": traces.endorsement_received,
}
