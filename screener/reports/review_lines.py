"""The lines of the review: one of the list, and all that is said of one request. Built from the form alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from screener.outcomes import SNOOZED
from screener.reports.form import FormDraft, IdentityPoint, TriagedRequest
from screener.reports.plain_words import outcome_of
from screener.reports.terminal import cited_rows, first_of, fitted, number_of, telling_reasons, without_draft, wrapped
from screener.texts.folding import one_line

Line = tuple[str, str]  # its kind: a verdict, `name`, `said`, `cited`, `flag`, `asked`, `label` or plain; its text
SHORT: Final = {"accept": "accept", "ask-for-context": "ask", "decline": "decline", "nothing-to-do": "–"}
WORDS_OF_WHY: Final = 6  # a reason is told apart by its first words
_MOST_POINTS: Final = 3  # the heaviest; `why` has all
_NOTE_LINES: Final = 8  # a note of 300 characters, on a narrow half of the screen
_NUMBER: Final = 5  # cells, as the four that follow
_VERDICT: Final = 8
_DAYS: Final = 6
_LEAST_NAME: Final = 14
_MOST_NAME: Final = 26


def why_in_six_words(request: TriagedRequest) -> str:
    """The reason that tells most, cut to six words."""
    reasons = telling_reasons(request)
    words = one_line(reasons[0].text).split() if reasons else []
    return " ".join(words[:WORDS_OF_WHY]).rstrip(".,;:") + ("…" if len(words) > WORDS_OF_WHY else "")


def waiting_words(sent: date | None, today: date) -> str:
    """How many days a request has waited, shortly."""
    return f"{max((today - sent).days, 0)}d" if sent else ""


def list_line(number: int, outcome: str, name: str, why: str, days: str, more: int, width: int) -> list[Line]:
    """One request in exactly so many cells; `more` twins are folded into it."""
    name_width = min(max(width // 3, _LEAST_NAME), _MOST_NAME)
    folded = f" ×{more + 1}" if more else ""
    name_part = fitted(one_line(name), name_width - len(folded)) + folded
    left = width - _NUMBER - _VERDICT - name_width - _DAYS - 1
    return [
        ("cited", f"{number:>{_NUMBER - 1}} "),
        (outcome, fitted(SHORT.get(outcome, "…"), _VERDICT)),
        ("name", name_part),
        ("", " " + fitted(why, left) if left > 0 else ""),
        ("cited", f"{days:>{_DAYS}}"),
    ]


def detail_lines(
    request: TriagedRequest,
    width: int,
    draft: FormDraft | None,
    twins: Sequence[str],
    *,
    is_named: bool = True,
    is_draft_whole: bool = False,
) -> Iterator[Line]:
    """All that one looks at: the note, the headline, verdict and proof, doubts, the question, the draft. What is
    always the same is said in a word. `is_named`: the name does not stand in the list beside it."""
    if is_named:
        yield "name", fitted(f"{number_of(request)}. {one_line(request.name)}", width).rstrip()
    if request.note:
        yield from (("said", line) for line in first_of(f"“{one_line(request.note)}”", width, _NOTE_LINES))
    if request.headline:
        yield from (("", line) for line in first_of(one_line(request.headline), width, 2))
    if request.note or request.headline:
        yield "", ""
    yield from _verdict_lines(request, width)
    yield from _proof_lines(request, width)
    if twins:
        yield from (("cited", line) for line in first_of(f"the same: {', '.join(twins)}", width, 2))
    for flag in request.flags:
        yield from (("flag", line) for line in wrapped(f"! {one_line(flag.text)}", width))
    yield from _question_lines(request, width)
    yield "", ""
    yield from _whole_draft(draft, width) if draft and is_draft_whole else _draft_line(request, draft, width)


def _verdict_lines(request: TriagedRequest, width: int) -> Iterator[Line]:
    certainty = f", {request.certainty}" if request.certainty else ""
    # What most are goes without saying.
    state = f" · {request.state}" if request.state not in ("new", SNOOZED) else ""
    yield outcome_of(request), fitted(f"{SHORT[outcome_of(request)].upper()}{certainty}{state}", width).rstrip()


def _proof_lines(request: TriagedRequest, width: int) -> Iterator[Line]:
    """The reason that tells most, and its rows; where the user is asked who it is, the question says as much."""
    is_asked = request.question is not None and request.question.if_yes is not None
    for reason in telling_reasons(request)[:1]:
        if not is_asked:
            yield from (("", line) for line in wrapped(one_line(reason.text), width))
        if rows := cited_rows([reason], request):
            yield from (("cited", line) for line in wrapped(rows, width))


def _question_lines(request: TriagedRequest, width: int) -> Iterator[Line]:
    """The question to the user, with what speaks for and against whom it offers."""
    question = request.question
    if question is None or not question.text:
        return
    if question.if_yes is None:  # the reason has said it
        return
    yield from (("asked", line) for line in wrapped(f"? {one_line(question.text)}", width))
    if len(question.candidates) > 1:
        for place, candidate in enumerate(question.candidates, start=1):
            yield from (("asked", line) for line in first_of(f"{place} {one_line(candidate.label)}", width, 1))
    if request.identity is not None:
        points = sorted((*request.identity.for_, *request.identity.against), key=_weight)
        for point in islice(points, _MOST_POINTS):
            yield from (("cited", line) for line in first_of(f"{point.points:+d} {one_line(point.text)}", width, 2))


def _weight(point: IdentityPoint) -> int:
    return -abs(point.points)


def _draft_line(request: TriagedRequest, draft: FormDraft | None, width: int) -> Iterator[Line]:
    """Which reply there is: one reads it whole by a key, as most begin alike."""
    if draft is not None:
        yield "label", fitted(f"reply {draft.language}: {draft.kind}", width).rstrip()
    elif request.withheld:
        yield from (("cited", line) for line in wrapped(without_draft(request), width))
    elif request.question is None or not request.question.text:
        yield "cited", "no reply"


def _whole_draft(draft: FormDraft, width: int) -> Iterator[Line]:
    yield "label", fitted(f"reply · {draft.template} · {draft.tone}", width).rstrip()
    for line in draft.text.splitlines():
        yield from (("", part) for part in wrapped(one_line(line), width))


def words_in(lines: Sequence[Line]) -> int:
    """How many words lines have."""
    return sum(len(text.split()) for _, text in lines)
