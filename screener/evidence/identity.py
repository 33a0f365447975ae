"""How sure it is who the asker is among the people in the user's files."""

from __future__ import annotations

from typing import Final

from screener.catalogue.values import Value
from screener.evidence.case import Case, Facts
from screener.evidence.facts import fact
from screener.outcomes import By, Zone
from screener.sources.records import Provenance
from screener.texts.folding import shortened
from screener.world.lookups import PersonFile
from screener.world.resolution import Candidate, Resolution

_SURE_WORDS: Final = {
    By.YOUR_WORD: "you said that this is {}",
    By.PROFILE: "this very profile stands in your files: {}",
    By.MAIL: "this mail address stands in your files: {}",
}


def identity(case: Case) -> Facts:
    """The one record of the subject `identity`; unknown where nothing was read in which people stand."""
    resolution = case.resolution
    status = status_of(resolution)
    if status == "none" and case.background.nothing["identity"] is None:
        return None
    fields: dict[str, Value] = {
        "status": status,
        "near": resolution.zone is Zone.NEAR,
        "candidates": len(resolution.candidates) if resolution.zone is Zone.CONFIRM else 0,
        "decides": False,  # told later, by what the verdict would be with and without them
    }
    best = resolution.best
    at = place_of(best.person) if best else None
    return (fact(fields, at or case.request.provenance, identity_words(resolution)),)


def status_of(resolution: Resolution) -> str:
    """The zone as rules know it."""
    match resolution.zone:
        case Zone.SAME:
            return resolution.by.value if resolution.by else "corroborated"
        case Zone.CONFIRM:
            return "ambiguous" if len(resolution.candidates) > 1 else "name-only"
        case Zone.SECOND_PROFILE:
            return "second-profile"
        case _:
            return "other-person" if resolution.denied else "none"


def identity_words(resolution: Resolution) -> str:
    """The evidence line."""
    best = resolution.best
    if best is None:
        return (
            "it is not the one of this name in your files, as you said"
            if resolution.denied
            else "nobody of this name stands in your files"
        )
    label = shortened(best.person.label)
    match resolution.zone:
        case Zone.SAME if resolution.by in _SURE_WORDS:
            return _SURE_WORDS[resolution.by].format(label)
        case Zone.SAME:
            return f"{label} of your files, by {why_words(best)}"
        case Zone.SECOND_PROFILE:
            return f"{label} is connected with you under another profile"
        case Zone.CONFIRM if len(resolution.candidates) > 1:
            return f"{len(resolution.candidates)} people of your files may be this one"
        case Zone.CONFIRM:
            return f"this may be the {label} of your files: {why_words(best)}"
        case _:
            return f"{label} of your files has a name that is near, and too little agrees"


def why_words(candidate: Candidate) -> str:
    """What speaks for a candidate, shortly."""
    parts = [candidate.name.text, *(point.text for point in candidate.points if point.points > 0)]
    return shortened(" and ".join(parts[:3]), 160)


def place_of(person: PersonFile) -> Provenance | None:
    """A row that names somebody: of a record of theirs, else the newest of what was exchanged or the newest meeting."""
    rows = [one.at for one in person.appearances if one.at.file]
    rows += [each.at for each in person.exchanges] + [each.meeting.provenance for each in person.attendances]
    return min(rows, key=lambda at: (-(at.date.toordinal() if at.date else 0), at.file, at.row), default=None)
