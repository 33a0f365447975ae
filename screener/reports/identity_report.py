"""Who an asker may be, told for a yes or no: the question, what they say of themselves, and every point."""

from __future__ import annotations

from collections.abc import Iterator

from screener.reports.terminal import indented, wrapped
from screener.reports.wording import place_words
from screener.screening.results import Screened
from screener.texts.cleaning import one_line
from screener.world.points import Point
from screener.world.resolution import NEEDED_FOR_SAME, Candidate, Zone

_ZONE_WORDS = {
    Zone.SAME: "is the one in your files",
    Zone.CONFIRM: "may be the one in your files",
    Zone.SECOND_PROFILE: "is connected with you under another profile",
    Zone.NEAR: "has a name that is near, and too little agrees",
}


def identity_lines(screened: Screened, width: int) -> Iterator[str]:
    """The question, if one is open, the request's own words, and what speaks for and against each person."""
    request, resolution = screened.request, screened.resolution
    number = f"{screened.number}. " if screened.number else ""
    yield from wrapped(f"{number}{one_line(request.name)}", width)
    for what, text in (("headline", request.headline), ("note", request.note)):
        if text:
            yield indented(f"{what}: {one_line(text)}", width, 2)
    question = screened.decision.question
    if question is not None and question.text:
        yield indented(question.text, width, 2)
        yield indented(question.why, width, 2)
    if resolution is None or not resolution.candidates:
        yield indented("Nobody of your files bears this name or one like it.", width, 2)
        return
    for place, candidate in enumerate(resolution.candidates, start=1):
        several = f"{place} " if len(resolution.candidates) > 1 else ""
        yield from _candidate(candidate, resolution.zone, several, width)


def _candidate(candidate: Candidate, zone: Zone, number: str, width: int) -> Iterator[str]:
    words = _ZONE_WORDS[zone]
    label = one_line(candidate.person.label)
    yield indented(f"{number}{label} {words}: {candidate.total} points, {NEEDED_FOR_SAME} needed", width, 2)
    for point in (candidate.name, *candidate.points):
        yield indented(_point_words(point), width, 4)


def _point_words(point: Point) -> str:
    where = f" [{place_words(point.at, short=True)}]" if point.at and point.at.file else ""
    return f"{point.points:+d} {one_line(point.text)}{where}"
