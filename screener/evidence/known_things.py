"""What note and headline mention of the user's world, and who introduced the asker."""

from __future__ import annotations

from typing import Final

from screener.catalogue.value_wording import on_day
from screener.catalogue.values import Value
from screener.evidence.case import Case, Facts
from screener.evidence.facts import Fact, fact
from screener.evidence.found import joined_people
from screener.evidence.traces import best_first
from screener.texts.folding import shortened
from screener.world.appearance import Medium
from screener.world.grade import Grade, grade_of
from screener.world.introductions import Introduction
from screener.world.lookups import PersonFile
from screener.world.mentions import Mention

_KNOWING: Final = frozenset({Grade.EXCHANGE, Grade.CORRESPONDENCE})


def known_thing(case: Case) -> Facts:
    """What note and headline mention of the user's people, firms, schools, events and subjects."""
    theirs = {person.id for _, person in joined_people(case.resolution)}
    things = tuple(_thing(case, stands_in, one, theirs) for stands_in, one in case.mentions)
    return things or case.background.nothing["known-thing"]


def _thing(case: Case, stands_in: str, one: Mention, theirs: set[int]) -> Fact:
    fields: dict[str, Value] = {
        "of": one.kind.value,
        "text": one.text,
        "strength": one.strength.value,
        "with-asker": not theirs.isdisjoint(one.people),
        "from": stands_in,
    }
    words = f"the {stands_in} names “{shortened(one.quote)}”: {shortened(one.text)} of your files"
    return fact(fields, one.at or case.request.provenance, words)


def introduction(case: Case) -> Facts:
    """Who named the asker to the user, or wrote with them in copy, before they asked."""
    facts = [_introduced(case, one) for one in case.introductions]
    return best_first(facts) or case.background.nothing["introduction"]


def _introduced(case: Case, one: Introduction) -> Fact:
    fields: dict[str, Value] = {
        "by": one.by.label,
        "age": case.age(one.day),
        "answered": one.answered,
        "known": _is_known(one.by),
        "in-note": one.in_note,
        "matched-by": "corroborated" if one.is_sure else "name",
    }
    answered = ", and you answered" if one.answered else ""
    return fact(fields, one.at, f"{shortened(one.by.label)} named them to you{on_day(one.day)}{answered}")


def _is_known(person: PersonFile) -> bool:
    """Whether the user knows who introduced the asker: a connection, or words exchanged in several turns."""
    if person.is_connected:
        return True
    # Each by itself: a first mail and a first message make no correspondence.
    return any(grade_of([one for one in person.exchanges if one.medium is medium]) in _KNOWING for medium in Medium)
