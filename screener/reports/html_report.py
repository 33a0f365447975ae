"""The report: one HTML page without network or foreign scripts, made from the form alone."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from screener.reports.form import Triage, TriagedRequest
from screener.reports.plain_words import HEADINGS, day_words, outcome_of, outcomes_of, place_words
from screener.reports.terminal import number_of, without_draft
from screener.texts.folding import one_line, printable

_HERE: Final = Path(__file__).parent
_BAR: Final = 20  # the height of a bar
_WIDEST: Final = 150  # of a bar
_MOST_SUBJECTS: Final = 8  # in one picture
_AGES: Final = ((7, "up to a week"), (30, "up to a month"), (90, "up to 3 months"), (180, "up to 6 months"))
_OLDER: Final = "older"


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
        filters=[(key, heading.lower(), number) for key, heading, number in outcomes_of(triage)],
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


def _verdicts(triage: Triage) -> Mapping[str, object]:
    return _picture("Verdicts", [(heading.lower(), key, number) for key, heading, number in outcomes_of(triage)])


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
