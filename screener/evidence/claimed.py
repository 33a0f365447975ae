"""The subject `claim`: what the note asserts, each held against the user's records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from screener.catalogue.values import Value
from screener.evidence.case import Case, Facts
from screener.evidence.facts import Fact, fact
from screener.evidence.found import newest_of
from screener.evidence.own_records import Showing, meeting_shown
from screener.notes.reading import By, Claim
from screener.people.names import name_keys
from screener.sources.records import Provenance
from screener.texts.folding import fold, shortened
from screener.world.grade import Grade, grade_of

_WORK: Final = frozenset({"worked-together", "same-employer", "acquainted"})
_TALK: Final = frozenset({"acquainted", "promised", "wrote"})
_BOTH_WROTE: Final = frozenset({Grade.FIRST_CONTACT, Grade.EXCHANGE, Grade.CORRESPONDENCE})
_SMALL: Final = 20  # people in a meeting where one meets the others; a webinar is none


def claim(case: Case) -> Facts:
    """What the note asserts of a shared past, with what the user's records say to it."""
    if case.reading is None:
        return None if case.request.note is None else ()
    return tuple(claim_fact(each, case.request.provenance) for each in case.reading.claims)


def claim_fact(claim: Claim, source: Provenance, stands_in: str = "note") -> Fact:
    """A claim as the rules see it. It stands in the note, or in an answer."""
    named = {"firm": claim.firm, "school": claim.school, "project": claim.project, "event": claim.event}
    named |= {"person": claim.person, "place": claim.where, "precise": claim.precise}
    fields: dict[str, Value] = {
        "about": claim.about.value,
        "by": claim.by.value,
        "who": "asker" if claim.by is By.ASKER else "somebody-else",
        "checked": claim.checked.value,
        "agrees": claim.agrees,
        "from": stands_in,
        "read-by": claim.read_by.value,
        **{name: value for name, value in named.items() if value},
        **({"name": claim.names[0]} if claim.names else {}),
    }
    text = f"the {stands_in} says: “{shortened(claim.quote)}”"
    return fact(fields, claim.source or source, f"{text}; {claim.finding}" if claim.finding else text)


def rows_naming_asker(case: Case) -> Iterator[Showing]:
    """The user's rows that surely name the asker."""
    found = case.found
    for match, each in found.attendances:
        if case.is_sure(match) and each.took_place:
            meeting = each.meeting
            is_small = meeting.people is None or meeting.people <= _SMALL
            yield meeting_shown(meeting, frozenset({"met", "acquainted"} if is_small else ()))
    for match, note in found.notes:
        if case.is_sure(match):
            yield Showing(words=fold(note.text), source=note.provenance, text="your note on them", shows=_TALK)
    for match, contact in found.contacts:
        if case.is_sure(match) and not contact.saved_by_program:
            yield Showing(
                words=fold(" ".join([contact.note, *contact.tags, *contact.companies])),
                source=contact.provenance,
                text="your address book",
                people=frozenset(key for name in contact.other_names for key in name_keys(name)),
                shows=frozenset({"acquainted"}),
            )
    for match, given in found.recommendations:
        if case.is_sure(match):
            yield Showing(words=fold(given.company), source=given.provenance, text="a recommendation", shows=_WORK)
    for match, medium, exchanges in found.exchanges:
        if case.is_sure(match) and grade_of(exchanges) in _BOTH_WROTE:
            text = f"what you wrote to each other ({medium.value})"
            yield Showing(words="", source=newest_of(exchanges), text=text, shows=_TALK)
