"""A screening as a terminal shows it: plain columns that read well at 80 columns and wider.

Every text of a stranger's is cleaned of control and direction characters before it is laid out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len, chop_cells

from screener.decisions.deciding import OTHERWISE
from screener.decisions.decision import Certainty, Decision, Reason
from screener.inference.inferring import COMPILED
from screener.reports.plain_words import HEADINGS, place_words
from screener.screening.results import NOTHING_TO_DO, Screened, Screening
from screener.sources.records import Provenance
from screener.texts.folding import one_line

NARROWEST: Final = 60
WIDEST: Final = 120
_NAME_WIDTH: Final = 24
_GAP: Final = 2
_MOST_REASONS: Final = 2
_MOST_ROWS: Final = 3
_WITHOUT_DRAFT: Final = {
    "accept": "No reply is needed.",
    "ask-for-context": "No reply is drafted: look yourself first, as the reason or the flag says.",
    "decline": "No reply: silence is the answer.",
    NOTHING_TO_DO: "No reply is needed.",
}


def as_table(screening: Screening, width: int) -> Iterator[str]:
    """The lines of the table, grouped by verdict; `width` is the terminal's, in cells."""
    width = min(max(width, NARROWEST), WIDEST)
    numbered = [(one.number or place, one) for place, one in enumerate(screening.screened, start=1)]
    for outcome, heading in HEADINGS.items():
        group = [(number, one) for number, one in numbered if one.outcome == outcome]
        if group:
            drafts = sum(one.draft is not None for _, one in group)
            yield f"{heading} ({len(group)})" + (f", {drafts} with a reply drafted" if drafts else "")
            for number, one in group:
                yield from _rows(number, one, width)
            yield ""
    yield from wrapped(_summary(screening), width)


def as_one_request(screened: Screened, width: int) -> Iterator[str]:
    """One request in full: verdict, reasons with their rows, what else matched, the draft."""
    width = min(max(width, NARROWEST), WIDEST)
    number = f"{screened.number}. " if screened.number else ""
    yield number + one_line(screened.request.name)
    yield from (indented(f"{name}: {text}", width, 2) for name, text in _facts_given(screened) if text)
    yield ""
    yield from as_reasons(screened, width)
    yield ""
    yield from _draft(screened)


def as_reasons(screened: Screened, width: int) -> Iterator[str]:
    """Why a request is decided as it is: verdict, reasons with their rows, what else matched, what would change it."""
    width = min(max(width, NARROWEST), WIDEST)
    decision = screened.explained()
    certainty = f" ({decision.certainty} certainty)" if decision.certainty else ""
    yield f"{HEADINGS[screened.outcome]}{certainty}"
    yield from _reasons(decision, width)
    if decision.question is not None and decision.question.text:
        question = decision.question
        yield indented(f"For you to tell: {one_line(question.text)} {question.why}", width)
    yield from _listed("Flags", [one_line(flag) for flag in decision.flags], width)
    yield from _listed(
        "Also matched", [f"{o.verdict}: {one_line(o.text)} [{o.rule}]" for o in decision.outranked], width
    )
    yield from _listed("Could not be ruled out", [f"the exception of {rule}" for rule in decision.unsettled], width)
    yield from _listed("Shadow rules that held", list(decision.shadow), width)
    yield from _listed("What would change this", list(_changes(decision)), width)


def _changes(decision: Decision) -> Iterator[str]:
    yield from (f"{change.to} if {one_line(change.text)}" for change in decision.would_change)
    if not decision.changes_are_all:
        yield "(the search was stopped: there may be nearer changes)"


def _reasons(decision: Decision, width: int) -> Iterator[str]:
    """Each reason with its rows; a row that several reasons rest on is cited once, and so is what several files say."""
    cited: set[Provenance] = set()
    for reason in decision.reasons:
        yield indented(f"{one_line(reason.text)} [{reason.rule}]", width, 2)
        places: dict[str, list[str]] = {}
        for item in reason.evidence:
            if item.source not in cited:
                places.setdefault(one_line(item.text), []).append(place_words(item.source))
            cited.add(item.source)
        for text, where in places.items():
            yield indented(f"- {text}", width, 4)
            yield indented(f"[{'; '.join(where)}]", width, 6)


def _rows(number: int, one: Screened, width: int) -> Iterator[str]:
    """The name on the left, the reasons on the right, the rows that prove them under each."""
    name = fitted(f"{number:>3}. {one_line(one.request.name)}", _NAME_WIDTH)
    right = width - _NAME_WIDTH - _GAP
    lines = [line for text in _main_lines(one.decision) for line in wrapped(text, right)]
    for place, line in enumerate(lines):
        yield (name if place == 0 else " " * _NAME_WIDTH) + " " * _GAP + line


def _main_lines(decision: Decision) -> Iterator[str]:
    """What tells most in the fewest lines: the reasons that rest on records, the rows, the flags."""
    telling = [reason for reason in decision.reasons if reason.evidence] or list(decision.reasons)
    if decision.verdict is not None and telling[0].rule == OTHERWISE:
        telling = [Reason(OTHERWISE, telling[0].text)]
    doubt = "" if decision.certainty in (None, Certainty.HIGH) else f" ({decision.certainty} certainty)"
    for place, reason in enumerate(telling[:_MOST_REASONS]):
        yield one_line(reason.text) + (doubt if place == 0 else "")
    cited = list(dict.fromkeys(item.source for reason in telling for item in reason.evidence))
    if cited:
        more = len(cited) - _MOST_ROWS
        rows = "; ".join(place_words(place, short=True) for place in cited[:_MOST_ROWS])
        yield f"[{rows}{f'; {more} more' if more > 0 else ''}]"
    if decision.question is not None and decision.question.if_yes is not None:  # else the reason says it
        yield f"? {one_line(decision.question.text)}"
    yield from (f"! {one_line(flag)}" for flag in decision.flags)


def _facts_given(screened: Screened) -> list[tuple[str, str]]:
    request = screened.request
    sent = (f"about {request.sent}" if request.approximate else str(request.sent)) if request.sent else ""
    return [
        ("profile", one_line(request.profile_url)),
        ("headline", one_line(request.headline or "")),
        ("sent", sent),
        ("state", screened.decision.state),
        ("note", one_line(request.note or "")),
        ("read from", place_words(request.provenance)),
    ]


def _draft(screened: Screened) -> Iterator[str]:
    draft = screened.draft
    if draft is None:
        withheld = f"A reply was drafted and is withheld: {one_line(screened.withheld)}."
        yield withheld if screened.withheld else _WITHOUT_DRAFT[screened.outcome]
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


def _summary(screening: Screening) -> str:
    words = {"accept": "accept", "decline": "decline", "ask-for-context": "ask", "nothing-to-do": "nothing to do"}
    counts = ", ".join(f"{number} {words[outcome]}" for outcome, number in screening.summary.items())
    doubt = " Decided by the compiled policy, without durable-rules." if screening.engine == COMPILED else ""
    number = len(screening.screened)
    if not number and not screening.sources and not screening.problems:
        return f"No request is open, so there is nothing to decide.{doubt}"
    if not number:
        return f"There is no incoming request in these files, so there is nothing to decide.{doubt}"
    return f"{number} request{'' if number == 1 else 's'}: {counts}. Nothing was sent.{doubt}"


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
