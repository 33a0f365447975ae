"""A screening as a terminal shows it: plain columns that read well at 80 columns and wider.

Every text of a stranger's is cleaned of control and direction characters before it is laid out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Final

from rich.cells import cell_len, chop_cells

from screener.outcomes import COMPILED, NOTHING_TO_DO, OTHERWISE, OUTCOMES
from screener.reports.form import Document, EvidencePlace, FormQuestion, FormReason, Triage, TriagedRequest
from screener.reports.inks import PLAIN, Inks
from screener.reports.plain_words import HEADINGS, PART_HEADINGS, day_words, outcome_of, part_in_queue, place_words
from screener.texts.folding import one_line

NARROWEST: Final = 60  # below it no room is left beside the names
WIDEST: Final = 120  # longer lines are hard to follow with the eye
_NAME_WIDTH: Final = 24
_GAP: Final = 2
_MOST_REASONS: Final = 2  # the rest stands behind `show --all`
_MOST_ROWS: Final = 3  # the rest is counted
_MOST_LINES: Final = 12  # of one request in short
_LEAST_WHY: Final = 2  # lines: a verdict without its reason tells nothing
_WITHOUT_DRAFT: Final = {
    "accept": "No reply is needed.",
    "ask-for-context": "No reply is drafted: look yourself first, as the reason or the flag says.",
    "decline": "No reply: silence is the answer.",
    NOTHING_TO_DO: "No reply is needed.",
}
Line = tuple[str, str]  # its kind for `Inks`, its text


def as_table(document: Document, width: int, inks: Inks = PLAIN) -> Iterator[str]:
    """The lines of the table, in the parts of the queue; `width` is the terminal's, in cells."""
    width = min(max(width, NARROWEST), WIDEST)
    requests = list(document.requests)  # gone through once for each part
    for part, heading in PART_HEADINGS.items():
        group = [one for one in requests if part_in_queue(one) is part]
        if group:
            drafts = sum(one.draft is not None for one in group)
            more = f", {drafts} with a reply drafted" if drafts else ""
            yield inks.of(outcome_of(group[0]), f"{heading} ({len(group)})") + more
            yield from _group_rows(group, width, inks)
            yield ""
    yield from wrapped(_summary(document.frame), width)


def as_short_request(request: TriagedRequest, today: date, width: int, inks: Inks = PLAIN) -> Iterator[str]:
    """One request in twelve lines: who asks and says what, the verdict and why, what is open."""
    width = min(max(width, NARROWEST), WIDEST)
    start = [*_first_lines(request, today, width), *_said_lines(request, width - 2)]
    rest = list(_open_lines(request, width - 2))
    end = [("cited", f"All of it: screener show {number_of(request)} --all")]
    room = max(_MOST_LINES - len(start) - len(rest) - len(end), _LEAST_WHY)
    why = list(_why_lines(request, width - 2))[:room]
    for place, (kind, text) in enumerate([*start, *why, *rest, *end]):
        yield inks.of(kind, text if place == 0 else f"  {text}")


def _first_lines(request: TriagedRequest, today: date, width: int) -> Iterator[Line]:
    outcome = outcome_of(request)
    doubt = f", {request.certainty} certainty" if request.certainty else ""
    right = f"{HEADINGS[outcome]}{doubt}"
    name = fitted(f"{number_of(request)}. {one_line(request.name)}", width - cell_len(right) - _GAP)
    yield outcome, f"{name}{' ' * _GAP}{right}"
    if request.headline:
        yield "", _cut(request.headline, width - 2)
    days = request.waiting_days(today)
    about = "about " if request.sent_at_approximate else ""
    asked = f"asked {about}{day_words(days)}" if days is not None else ""
    state = "" if request.state == "new" else request.state
    told = [part for part in (asked, state, one_line(request.profile_url or "")) if part]
    if told:
        yield "cited", _cut(" · ".join(told), width - 2)


def _said_lines(request: TriagedRequest, width: int) -> Iterator[Line]:
    for line in first_of(f"“{one_line(request.note)}”" if request.note else "", width, 2):
        yield "said", line


def _why_lines(request: TriagedRequest, width: int) -> Iterator[Line]:
    """The reasons that tell most, each with the rows that prove it."""
    for reason in telling_reasons(request)[:_MOST_REASONS]:
        yield from (("", line) for line in first_of(one_line(reason.text), width, 2))
        if rows := cited_rows([reason], request):
            yield "cited", _cut(rows, width)


def _open_lines(request: TriagedRequest, width: int) -> Iterator[Line]:
    """Doubts, the question to the user, and the draft, each in a line or two."""
    flags = "; ".join(one_line(flag.text) for flag in request.flags)
    if flags:
        yield from (("flag", line) for line in first_of(f"! {flags}", width, 2))
    question = request.question
    if question is not None and question.text:
        yield from (("", line) for line in first_of(f"? {_asked_of_user(question)}", width, 2))
    if request.draft is not None:
        start = f"reply, not sent ({request.draft.template}): {one_line(request.draft.text)}"
        yield from (("", line) for line in first_of(start, width, 2))
    elif question is None or not question.text:
        yield "", _cut(without_draft(request), width)


def _asked_of_user(question: FormQuestion) -> str:
    """What only the user can tell. Where no yes or no settles it, reason or flag has said what it is: then what it goes
    by, unless that is the note, which stands there as well."""
    if question.if_yes is not None:
        return one_line(question.text or "")
    shown = () if question.about in ("note", "claim") else question.candidates
    return " ".join([*(f"{one_line(each.label)}." for each in shown), question.why])


def as_one_request(request: TriagedRequest, width: int, inks: Inks = PLAIN) -> Iterator[str]:
    """One request in full: verdict, reasons with their rows, what else matched, the draft."""
    width = min(max(width, NARROWEST), WIDEST)
    number = f"{request.number}. " if request.number else ""
    yield inks.of("name", number + one_line(request.name))
    yield from (indented(f"{name}: {text}", width, 2) for name, text in _facts_given(request) if text)
    yield ""
    yield from _reasons_in_full(request, width, inks)
    if not request.would_change_is_all:
        yield "  (the search was stopped: there may be nearer changes)"
    yield ""
    yield from _draft(request)


def _reasons_in_full(request: TriagedRequest, width: int, inks: Inks) -> Iterator[str]:
    outcome = outcome_of(request)
    certainty = f" ({request.certainty} certainty)" if request.certainty else ""
    yield inks.of(outcome, HEADINGS[outcome]) + certainty
    yield from _reasons(request, width, inks)
    if request.question is not None and request.question.text:
        question = request.question
        asked = f"For you to tell: {one_line(question.text or '')} " if question.if_yes is not None else ""
        yield indented(f"{asked}{question.why}", width)
    yield from _listed("Flags", [one_line(flag.text) for flag in request.flags], width)
    yield from _listed(
        "Also matched", [f"{o.verdict}: {one_line(o.text)} [{o.rule}]" for o in request.outranked], width
    )
    yield from _listed("Could not be ruled out", [f"the exception of {rule}" for rule in request.unsettled], width)
    yield from _listed("Shadow rules that held", list(request.shadow), width)
    changes = [f"{change.to} if {one_line(change.if_)}" for change in request.would_change]
    yield from _listed("What would change this", changes, width)


def _reasons(request: TriagedRequest, width: int, inks: Inks) -> Iterator[str]:
    """Each reason with its rows; a row that several reasons rest on is cited once, and so is what several files say."""
    cited: set[str] = set()
    for reason in request.reasons:
        yield indented(f"{one_line(reason.text)} [{reason.rule}]", width, 2)
        places: dict[str, list[str]] = {}
        for piece in map(request.piece, reason.evidence):
            where = place_words(piece.source)
            if where not in cited:
                places.setdefault(one_line(piece.text), []).append(where)
            cited.add(where)
        for text, rows in places.items():
            yield indented(f"- {text}", width, 4)
            yield inks.of("cited", indented(f"[{'; '.join(rows)}]", width, 6))


def number_of(request: TriagedRequest) -> int:
    """The number in the queue, else the place in it."""
    return request.number or request.position


def without_draft(request: TriagedRequest) -> str:
    """Why there is no reply to copy."""
    if request.withheld:
        return f"A reply was drafted and is withheld: {one_line(request.withheld)}."
    return _WITHOUT_DRAFT[outcome_of(request)]


def telling_reasons(request: TriagedRequest) -> list[FormReason]:
    """The reasons that rest on records, if there are any; of a decline that no rule brought, the first alone."""
    telling = [reason for reason in request.reasons if reason.evidence] or list(request.reasons)
    # That nothing was found is one reason, however many say so.
    return telling[:1] if request.verdict is not None and telling and telling[0].rule == OTHERWISE else telling


def cited_rows(reasons: Sequence[FormReason], request: TriagedRequest) -> str:
    """The rows that reasons rest on, shortly; empty for what rests on having found nothing."""
    ids = dict.fromkeys(chain.from_iterable(reason.evidence for reason in reasons if reason.rule != OTHERWISE))
    places = list(dict.fromkeys(_short(request.piece(one).source) for one in ids))
    more = f"; {len(places) - _MOST_ROWS} more" if len(places) > _MOST_ROWS else ""
    return f"[{'; '.join(places[:_MOST_ROWS])}{more}]" if places else ""


def _short(place: EvidencePlace) -> str:
    return place_words(place, short=True)


def _group_rows(group: Sequence[TriagedRequest], width: int, inks: Inks) -> Iterator[str]:
    """The requests of one verdict; a sentence that several of them have word for word is said once."""
    said: dict[str, int] = {}
    for one in group:
        yield from _rows(one, said, width, inks)


def _rows(request: TriagedRequest, said: dict[str, int], width: int, inks: Inks) -> Iterator[str]:
    """The name on the left; on the right headline and note, the reasons and the rows that prove them."""
    name = fitted(f"{number_of(request):>3}. {one_line(request.name)}", _NAME_WIDTH)
    right = width - _NAME_WIDTH - _GAP
    lines = [(kind, line) for kind, text, most in _main_lines(request, said) for line in first_of(text, right, most)]
    for place, (kind, line) in enumerate(lines):
        left = inks.of("name", name) if place == 0 else " " * _NAME_WIDTH
        yield left + " " * _GAP + inks.of(kind, line)


def _main_lines(request: TriagedRequest, said: dict[str, int]) -> Iterator[tuple[str, str, int]]:
    """What tells most in the fewest lines, each with how many lines it may take: headline and note, the reasons that
    rest on records, the rows, the question to the user, the flags."""
    if request.headline:
        yield "cited", one_line(request.headline), 1
    if request.note:
        yield "said", f"“{one_line(request.note)}”", 2
    telling = telling_reasons(request)
    doubt = "" if request.certainty in (None, "high") else f" ({request.certainty} certainty)"
    for place, reason in enumerate(telling[:_MOST_REASONS]):
        yield "", _said_once(one_line(reason.text), number_of(request), said) + (doubt if place == 0 else ""), 9
    if rows := cited_rows(telling, request):
        yield "cited", rows, 9
    if request.question is not None and request.question.if_yes is not None:  # else the reason says it
        yield "", f"? {one_line(request.question.text or '')}", 9
    for flag in request.flags:
        yield "flag", f"! {one_line(flag.text)}", 9


def _said_once(text: str, number: int, said: dict[str, int]) -> str:
    first = said.setdefault(text, number)
    return text if first == number else f"As {first}."


def _facts_given(request: TriagedRequest) -> list[tuple[str, str]]:
    day = request.sent_at
    sent = (f"about {day}" if request.sent_at_approximate else str(day)) if day else ""
    return [
        ("profile", one_line(request.profile_url or "")),
        ("headline", one_line(request.headline or "")),
        ("sent", sent),
        ("state", request.state),
        ("note", one_line(request.note or "")),
        ("read from", place_words(request.source)),
    ]


def _draft(request: TriagedRequest) -> Iterator[str]:
    draft = request.draft
    if draft is None:
        yield without_draft(request)
        return
    yield f"Draft ({draft.template}; not sent, copy it if you like it):"
    yield from textwrap.indent(draft.text, "  ").splitlines()
    if draft.gloss:
        yield "The same in your language:"
        yield from textwrap.indent(draft.gloss, "  ").splitlines()


def _listed(heading: str, items: list[str], width: int) -> Iterator[str]:
    if items:
        yield f"{heading}:"
        yield from (indented(item, width, 2) for item in items)


def _summary(frame: Triage) -> str:
    words = {"accept": "accept", "decline": "decline", "ask-for-context": "ask", NOTHING_TO_DO: "nothing to do"}
    numbers = {outcome: frame.summary[outcome] for outcome in OUTCOMES}
    counts = ", ".join(f"{number} {words[outcome]}" for outcome, number in numbers.items())
    doubt = " Decided by the compiled policy, without durable-rules." if frame.engine == COMPILED else ""
    number = sum(numbers.values())
    if not number and not frame.sources and not frame.problems:
        return f"No request is open, so there is nothing to decide.{doubt}"
    if not number:
        return f"There is no incoming request in these files, so there is nothing to decide.{doubt}"
    return f"{number} request{'' if number == 1 else 's'}: {counts}. Nothing was sent.{doubt}"


def _cut(text: str, width: int) -> str:
    """A text in one line."""
    return next(iter(first_of(one_line(text), width, 1)), "")


def first_of(text: str, width: int, most: int) -> list[str]:
    """A text in so many lines at most; what does not fit ends in an ellipsis."""
    lines = wrapped(text, width) if text else []
    return lines if len(lines) <= most else [*lines[: most - 1], fitted(f"{lines[most - 1]} …", width).rstrip()]


def indented(text: str, width: int, by: int = 0) -> str:
    """The text in lines of at most `width` cells, moved in by so many; the lines that follow two more."""
    lines = wrapped(text, width - by - 2)
    return "\n".join(" " * (by if place == 0 else by + 2) + line for place, line in enumerate(lines))


def fitted(text: str, width: int) -> str:
    """The text in exactly so many cells; what does not fit ends in an ellipsis."""
    if cell_len(text) > width:
        text = chop_cells(text, width - 1)[0] + "…"
    return text + " " * (width - cell_len(text))


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells, broken at spaces where there are any."""
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        pieces = chop_cells(word, width)
        lines += [line] if line else []
        lines += pieces[:-1]
        line = pieces[-1]
    return [*lines, line] if line or not lines else lines
