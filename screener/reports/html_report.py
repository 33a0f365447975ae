"""The report: one HTML page without network or foreign scripts, made from the form alone; and the brief, ten lines."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from screener.reports.form import Triage, TriagedRequest
from screener.reports.lists import as_plain_markdown
from screener.reports.plain_words import HEADINGS, counted, day_words, outcome_of, place_words
from screener.reports.terminal import number_of, without_draft
from screener.texts.folding import one_line, printable, shortened

_HERE: Final = Path(__file__).parent
_BAR: Final = 20  # the height of a bar
_WIDEST: Final = 150
_MOST_SUBJECTS: Final = 8
_AGES: Final = ((7, "up to a week"), (30, "up to a month"), (90, "up to 3 months"), (180, "up to 6 months"))
_OLDER: Final = "older"
_BRIEF_NAMES: Final = 3
_LONGEST_WHY: Final = 60


def as_html(triage: Triage, prose: str) -> str:
    """The page; `prose` is the policy in words. Only its own style and script run, by their hashes."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    style, script = _part("css"), _part("js")
    return environment.from_string(_part("html")).render(
        triage=triage,
        clean=one_line,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        pictures=[_verdicts(triage), _proofs(triage), _ages(triage)],
        filters=[(key, heading.lower(), number) for key, heading, number in _outcomes(triage)],
        requests=map(_article(triage), triage.requests),
        problems=[f"{one_line(one.file)}: {one_line(one.text)} ({one.code})" for one in triage.problems],
        sources=[f"{one_line(one.file)} ({one.kind}, {one.state})" for one in triage.sources],
        prose=printable(prose),
    )


def _part(ending: str) -> str:
    return (_HERE / f"report_page.{ending}").read_text(encoding="utf-8")


def _hash(text: str) -> Markup:
    return Markup("sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())


def _article(triage: Triage) -> Any:
    def article(one: TriagedRequest) -> Mapping[str, object]:
        days = one.waiting_days(triage.today)
        about = [one.certainty and f"{one.certainty} certainty", one.state, days is not None and day_words(days)]
        question = one.question
        return {
            "number": number_of(one),
            "outcome": outcome_of(one),
            "heading": HEADINGS[outcome_of(one)].lower(),
            "name": one_line(one.name),
            "note": printable(one.note or ""),
            "headline": one_line(one.headline or ""),
            "about": " · ".join(str(part) for part in (*about, one_line(one.profile_url or "")) if part),
            "reasons": list(_reasons(one)),
            "flags": [one_line(flag.text) for flag in one.flags],
            "question": one_line(question.text) if question and question.text else "",
            "draft": printable(one.draft.text) if one.draft else "",
            "gloss": printable(one.draft.gloss or "") if one.draft else "",
            "template": one.draft.template if one.draft else "",
            "no_draft": without_draft(one),
        }

    return article


def _reasons(one: TriagedRequest) -> Iterator[Mapping[str, object]]:
    for reason in one.reasons:
        pieces = [one.piece(id) for id in reason.evidence]
        rows = dict.fromkeys(f"{one_line(piece.text)} [{place_words(piece.source)}]" for piece in pieces)
        yield {"text": one_line(reason.text), "rows": list(rows)}


def _outcomes(triage: Triage) -> list[tuple[str, str, int]]:
    counts = Counter(map(outcome_of, triage.requests))
    return [(outcome, heading, counts[outcome]) for outcome, heading in HEADINGS.items()]


def _verdicts(triage: Triage) -> Mapping[str, object]:
    return _picture("Verdicts", [(heading.lower(), key, number) for key, heading, number in _outcomes(triage)])


def _proofs(triage: Triage) -> Mapping[str, object]:
    """In how many requests each kind of evidence stands among the reasons."""
    counts = Counter(subject for one in triage.requests for subject in _subjects(one))
    return _picture(
        "Where proof comes from", [(subject, "", number) for subject, number in counts.most_common(_MOST_SUBJECTS)]
    )


def _subjects(one: TriagedRequest) -> set[str]:
    cited = {id for reason in one.reasons for id in reason.evidence}
    return {piece.subject for piece in one.evidence if piece.id in cited and piece.source.row}


def _ages(triage: Triage) -> Mapping[str, object]:
    days = [one.waiting_days(triage.today) for one in triage.requests if one.verdict]
    counts = Counter(next((words for most, words in _AGES if day <= most), _OLDER) for day in days if day is not None)
    unknown = [("day not known", "", days.count(None))] if None in days else []
    return _picture("Age of the queue", [(w, "", counts[w]) for w in (*(w for _, w in _AGES), _OLDER)] + unknown)


def _picture(title: str, bars: list[tuple[str, str, int]]) -> Mapping[str, object]:
    most = max((number for _, _, number in bars), default=0) or 1
    return {
        "title": title,
        "height": max(len(bars), 1) * _BAR,
        "words": f"{title}: " + "; ".join(f"{label} {number}" for label, _, number in bars),
        "bars": [
            {"label": label, "kind": kind, "number": number, "width": number * _WIDEST // most, "y": place * _BAR}
            for place, (label, kind, number) in enumerate(bars)
        ],
    }


def as_brief(triage: Triage, form: str) -> str:
    """Ten lines at most, for a Friday: what waits, what is plain, what only the user can tell."""
    lines = list(_brief_lines(triage))
    if form == "markdown":
        return "\n".join(f"- {as_plain_markdown(line)}" for line in lines) + "\n"
    if form == "html":
        items = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
        return f'<!doctype html>\n<meta charset="utf-8">\n<title>Brief</title>\n<ul>\n{items}</ul>\n'
    return "\n".join(lines) + "\n"


def _brief_lines(triage: Triage) -> Iterator[str]:
    """The sum, the oldest, each verdict with whom to look at first, questions to the user, flags, what was not read."""
    open_ones = [one for one in triage.requests if one.verdict]
    days = [day for one in open_ones if (day := one.waiting_days(triage.today)) is not None]
    oldest = f"; the oldest has waited {counted(max(days), 'day')}" if days else ""
    yield f"{triage.today}: {counted(len(open_ones), 'open request')}{oldest}."
    for outcome, heading, number in _outcomes(triage)[:3]:
        named = [one for one in open_ones if one.verdict == outcome]
        sure = sum(one.certainty == "high" for one in named)
        yield f"{heading.capitalize()}: {number}" + (f", {sure} sure: {_names(named)}" if number else "")
    asked = [one for one in open_ones if one.question is not None and one.question.if_yes is not None]
    if asked:
        yield f"You alone can tell who they are: {_names(asked)}"
    answered = [one for one in open_ones if one.state == "waiting-answered"]
    if answered:
        yield f"Answered your question: {_names(answered)}"
    flagged = [one for one in open_ones if one.flags]
    if flagged:
        first = shortened(one_line(flagged[0].flags[0].text), _LONGEST_WHY)
        yield f"Flagged: {_names(flagged)} ({first})"
    drafted = sum(one.draft is not None for one in open_ones)
    yield f"{counted(drafted, 'reply').replace('replys', 'replies')} drafted; nothing was sent."
    if triage.not_read:
        yield f"Never read: {', '.join(triage.not_read)}."
    yield "Go through them by key: screener review"


def _names(requests: Iterable[TriagedRequest]) -> str:
    every = [f"{one_line(one.name)} ({number_of(one)})" for one in requests]
    more = len(every) - _BRIEF_NAMES
    return ", ".join(every[:_BRIEF_NAMES]) + (f" and {more} more" if more > 0 else "")
