"""An audit as a terminal shows it: the figures with bars, the people in lines, and CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from screener.catalogue.value_wording import day_words
from screener.network.audit import Audit
from screener.network.entries import Entry
from screener.network.figures import NOTES, Figure, alike_counted, in_groups
from screener.network.judgement import Acquaintance, Class
from screener.network.recommendation import Recommendation
from screener.network.referrals import Referrals, Turn
from screener.replies.letters import Letter
from screener.reports.lists import harmless
from screener.reports.plain_words import place_words
from screener.reports.terminal import NARROWEST, WIDEST, fitted, indented, wrapped
from screener.sources.records import Provenance
from screener.texts.folding import one_line

_BAR: Final = 16  # cells
_NAME: Final = 32  # cells
COLUMNS: Final = (
    "id", "name", "profile_url", "company", "position", "connected_on", "class", "conclusions", "flags", "reasons",
    "evidence",
)  # fmt: skip
CLASS_WORDS: Final = {
    Class.PROVED: "proved: your files show that you know them",
    Class.HINT: "hint: a record names them, and proves nothing by itself",
    Class.CANNOT_TELL: "cannot tell: a name fits two people, or a file that would show it was not read",
    Class.NOTHING_FOUND: "nothing found: no record of what was read is joined to them",
}


def audit_as_table(audit: Audit, width: int) -> Iterator[str]:
    """The figures with bars, then everybody in a line each, class by class."""
    width = min(max(width, NARROWEST), WIDEST)
    yield from wrapped(coverage_words(audit), width)
    for group, figures in in_groups(audit.summary.figures).items():
        yield from _heading_lines(group, width)
        for counted_by, several in alike_counted(figures):
            yield from (fitted(_figure_line(figure), width).rstrip() for figure in several)
            yield from indented(f"counted by: {counted_by}", width, 4).split("\n")
    yield from _word_lines(audit, width)
    for kind, words in CLASS_WORDS.items():
        group_of = replace(audit.people, kind=kind)
        if number := len(group_of):
            yield ""
            yield from wrapped(f"{words} ({number:,})", width)
            yield from people_lines(group_of, width)


def summary_lines(audit: Audit, width: int) -> Iterator[str]:
    """Plain numbers on one page; no bars and no grade."""
    width = min(max(width, NARROWEST), WIDEST)
    yield from wrapped(coverage_words(audit), width)
    for group, figures in in_groups(audit.summary.figures).items():
        yield from _heading_lines(group, width)
        for counted_by, several in alike_counted(figures):
            yield from indented(f"{_numbers(several)} ({counted_by})", width, 2).split("\n")
    yield from _word_lines(audit, width)


def _heading_lines(group: str, width: int) -> Iterator[str]:
    yield ""
    yield from wrapped(": ".join(part for part in (group, NOTES.get(group, "")) if part), width)


def _word_lines(audit: Audit, width: int) -> Iterator[str]:
    if names := audit.vouched_against:
        yield from indented(f"vouched against: {', '.join(map(one_line, names))}", width, 2).split("\n")


def _numbers(figures: Sequence[Figure]) -> str:
    """The numbers of figures in a row; of how many is said once where that is the same."""
    # Else each says of how many it is.
    alike = len({(figure.of, figure.unknown) for figure in figures if figure.is_share}) == 1
    told = []
    for place, figure in enumerate(figures):
        is_whole = not alike or (figure.is_share and not any(each.is_share for each in figures[:place]))
        name = one_line(figure.name).replace(": ", " ", 1)
        told.append(f"{name}: {_value(figure) if is_whole else number_words(figure.value)}")
    return "; ".join(told)


def _value(figure: Figure) -> str:
    of = f" of {figure.of:,}" if figure.is_share else ""
    return number_words(figure.value) + of + (f", {figure.unknown:,} unknown" if figure.unknown else "")


def number_words(value: float) -> str:
    """A number with its thousands apart, and without a needless fraction."""
    return f"{value:,.10g}"


def coverage_words(audit: Audit) -> str:
    """How many of the connections are known, as a range, and what was not read."""
    every, classes, not_read = audit.summary.number, audit.summary.classes, audit.network.not_read
    least, most = classes[Class.PROVED.value], every - classes[Class.NOTHING_FOUND.value]
    people = f"{every:,} connection" + ("" if every == 1 else "s")
    known = f"{least:,}" if least == most else f"at least {least:,} and at most {most:,}"
    unread = f" Never read: {', '.join(not_read)}." if not_read else ""
    return f"Of {people} your files show that you know {known}.{unread}"


def _figure_line(figure: Figure) -> str:
    line = f"  {fitted(one_line(figure.name), _NAME)} "
    return line + (f"{bar(figure)} " if figure.is_share else "") + _value(figure)


def bar(figure: Figure) -> str:
    """A share as a bar: full for the value, light for what is not known."""
    if not figure.of:
        return "·" * _BAR
    full = round(_BAR * figure.value / figure.of)
    light = min(round(_BAR * figure.unknown / figure.of), _BAR - full)  # both rounded up would be longer than the bar
    return "█" * full + "░" * light + "·" * (_BAR - full - light)


def people_lines(people: Iterable[Entry], width: int) -> Iterator[str]:
    """Each in a line or two: name, work, since when, flags, and the first reason with its rows."""
    is_empty = True
    for one in people:
        is_empty = False
        since = f"since {day_words(one.connected_on)}" if one.connected_on else ""
        flags = f"[{', '.join(one.flags)}]" if one.flags else ""
        about = "; ".join(part for part in (one_line(one.work), since, flags) if part)
        yield from indented(f"{one_line(one.name)}: {about}", width, 2).split("\n")
        if one.reasons and one.kind is not Class.NOTHING_FOUND:  # that nothing was found is said above all of them
            reason = one.reasons[0]
            rows = dict.fromkeys(place_words(each, short=True) for each in one.rows(reason))
            cited = f" [{'; '.join(rows)}]" if rows else ""
            yield from indented(f"{one_line(reason.text)}{cited}", width, 6).split("\n")
    if is_empty:
        yield "Nobody."


def audit_as_csv(people: Iterable[Entry]) -> Iterator[str]:
    """CSV with a header; a cell that a spreadsheet would take for a formula starts with an apostrophe."""
    for cells in chain([COLUMNS], map(_cells, people)):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow([harmless(cell) for cell in cells])
        yield line.getvalue()


def _cells(one: Entry) -> tuple[str, ...]:
    return (
        one.id,
        one.name,
        one.profile_url or "",
        one.company or "",
        one.position or "",
        one.connected_on.isoformat() if one.connected_on else "",
        one.kind.value,
        " ".join(one.conclusions),
        " ".join(one.flags),
        " ".join(reason.text for reason in one.reasons),
        "; ".join(dict.fromkeys(place_words(piece.source.provenance) for piece in one.evidence)),
    )


_BAND_WORDS: Final = {
    "knows_my_work": ("nothing shows that they know your work", "they have seen a little of your work",
                      "they know your work", "they know your work, and it stands in writing"),
    "would_vouch": ("nothing shows that they would vouch", "nothing speaks against their vouching", "would vouch"),
    "near": ("not there", "was there", "at a firm that belongs to it", "is there now"),
    "recent": ("when you were last in touch is not known", "last in touch over three years ago",
               "last in touch within three years", "last in touch within a year"),
}  # fmt: skip
_PARTS: Final = {
    "people": "You know",
    "never_met": "There, and nothing shows that you met",
    "moved_there": "Moved there since your older archive",
}


def referrals_as_table(referrals: Referrals, width: int) -> Iterator[str]:
    """Whom to turn to, the best first, each with bands, rows and the draft of the first."""
    width = min(max(width, NARROWEST), WIDEST)
    if not (referrals.people or referrals.never_met):
        near = ", ".join(map(one_line, referrals.did_you_mean))
        meant = f" Did you mean {near}?" if near else ""
        yield from wrapped(f"None of your connections is near that, as far as your archives show.{meant}", width)
    for part, heading in _PARTS.items():
        turns = getattr(referrals, part)
        if turns:
            yield f"{heading} ({len(turns)})"
            for turn in turns:
                yield from _turn_lines(turn, width, is_whole=part == "people")
            yield ""
    if referrals.people:
        first = referrals.people[0]
        yield from wrapped(f"To {one_line(first.one.linked.name)} (a draft to copy; nothing was sent):", width)
        yield from (f"  {line}".rstrip() for line in letter_lines(first.draft))


def _turn_lines(turn: Turn, width: int, *, is_whole: bool) -> Iterator[str]:
    linked = turn.one.linked
    work = " at ".join(part for part in (one_line(linked.row.position), one_line(linked.row.company)) if part)
    yield fitted(f"  {one_line(linked.name)}: {work}", width).rstrip()
    if not is_whole:
        return
    bands = [words[getattr(turn, name)] for name, words in _BAND_WORDS.items()]
    day = f", on {day_words(turn.one.spoke_on)}" if turn.one.spoke_on else ""
    yield indented("; ".join(bands) + day, width, 6)
    cited: set[Provenance] = set()
    for reason in turn.reasons:
        places = {each.source for each in reason.evidence}
        if places - cited or not reason.evidence:  # what other rules conclude from the same rows goes without saying
            rows = "; ".join(dict.fromkeys(place_words(each.source, short=True) for each in reason.evidence))
            yield indented(f"- {one_line(reason.text)}" + (f" ({rows})" if rows else ""), width, 6)
        cited |= places


def recommendation_lines(found: Recommendation, width: int, words: Iterable[str] = ()) -> Iterator[str]:
    """What is known of somebody's work, what may be said of it, and the draft."""
    width = min(max(width, NARROWEST), WIDEST)
    yield from wrapped(recommending_words(found), width)
    yield from (indented(f"- {each}", width, 2) for each in found.wanting)
    yield ""
    yield from acquaintance_lines(found.one, width)
    if found.sayable:
        yield ""
        yield from wrapped(f"What you both know, and may say: {'; '.join(found.sayable)}.", width)
    more = list(words)
    if more:
        yield ""
        yield from more
    yield ""
    yield "A draft to copy; nothing was sent:"
    yield from (f"  {line}".rstrip() for line in letter_lines(found.draft))


def recommending_words(found: Recommendation) -> str:
    """Whether the user can recommend somebody, and what decided that."""
    name = one_line(found.one.linked.name)
    match found.one.vouch:
        case "no":
            return f"You said that you would not recommend {name}. Your own word decides, whatever the files show."
        case "unsure":
            return f"You said that you are unsure about {name}. Your own word decides, whatever the files show."
    if found.can_recommend:
        return f"You can recommend {name}, as your word or your files show."
    return f"Nothing shows that you know the work of {name} well enough to recommend them. One of these would:"


def acquaintance_lines(one: Acquaintance, width: int) -> Iterator[str]:
    """One connection with class and every reason, with its rows."""
    width = min(max(width, NARROWEST), WIDEST)
    yield from wrapped(f"{one_line(one.linked.name)}: {CLASS_WORDS[one.kind]}", width)
    for reason in one.reasons:
        rows = "; ".join(dict.fromkeys(place_words(each.source) for each in reason.evidence))
        yield indented(f"- {reason.rule}: {one_line(reason.text)}" + (f" ({one_line(rows)})" if rows else ""), width, 2)


def letter_lines(draft: Letter) -> list[str]:
    """The text of a letter, or why there is none."""
    return draft.text.splitlines() if draft.text else [f"no draft: {draft.withheld}"]
