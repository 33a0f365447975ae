"""The brief: in ten lines at most, how the queue stands, what was read, and the one command that comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from screener.catalogue.values import counted
from screener.ledger.deeds import Owed, who_owes
from screener.ledger.request_queue import KnownSource, known_sources
from screener.ledger.sqlite_store import Store
from screener.outcomes import Part, Verdict
from screener.reports.form import Triage, TriagedRequest
from screener.reports.plain_words import HEADINGS, part_in_queue
from screener.reports.terminal import number_of
from screener.texts.folding import one_line, shortened

_MOST_NAMES: Final = 3  # these keep a line short
_MOST_RULES: Final = 5
_MOST_FILES: Final = 2
_LONGEST_WHY: Final = 60
_IDENTITY: Final = "identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the queue alone does not tell: who owes an answer, and which files were read, the newest first."""

    owed: Sequence[Owed] = ()
    sources: Sequence[KnownSource] = ()

    def overdue(self, today: date) -> list[Owed]:
        """Those whose time for an answer is over."""
        return [one for one in self.owed if one.until < today]


NO_STANDING: Final = Standing()


def standing_of(store: Store, waiting_days: Callable[[], float]) -> Standing:
    """What the store tells besides its queue; `waiting_days` tells how long the user waits for an answer."""
    return Standing(owed=who_owes(store, waiting_days), sources=known_sources(store))


def as_brief(triage: Triage, form: str, standing: Standing = NO_STANDING) -> str:
    """Ten lines at most: what only the user can tell, what was answered, what is plain, what waits, what was read."""
    lines = list(_lines(triage, standing))
    if form == "markdown":
        from screener.reports.lists import as_plain_markdown  # which a text needs not

        return "\n".join(f"- {as_plain_markdown(line)}" for line in lines) + "\n"
    if form == "html":
        items = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
        return f'<!doctype html>\n<meta charset="utf-8">\n<title>Brief</title>\n<ul>\n{items}</ul>\n'
    return "\n".join(lines) + "\n"


def _lines(triage: Triage, standing: Standing) -> Iterator[str]:
    open_ones = [one for one in triage.requests if one.verdict]
    yield _sum(triage, open_ones)
    if asked := _in_part(Part.TO_CONFIRM, open_ones):
        yield f"To confirm: {len(asked)}: {_names(asked)}"
    if answered := _in_part(Part.TO_READ, open_ones):
        yield f"Answers to read: {len(answered)}: {_names(answered)}"
    for part in (Part.ACCEPT, Part.ASK, Part.DECLINE):
        named = _in_part(part, open_ones)
        yield f"{HEADINGS[part].capitalize()}: {len(named)}" + (_detail(named) if named else "")
    if standing.owed:
        yield _waiting(standing, triage.today)
    if flagged := [one for one in open_ones if one.flags]:
        first = shortened(one_line(flagged[0].flags[0].text), _LONGEST_WHY)
        yield f"Flagged: {_names(flagged)} ({first})"
    if read := _read(triage, standing):
        yield read
    yield f"Next: {_next(open_ones, standing, triage.today)}"


def _sum(triage: Triage, open_ones: Sequence[TriagedRequest]) -> str:
    days = [day for one in open_ones if (day := one.waiting_days(triage.today)) is not None]
    oldest = f"; the oldest has waited {counted(max(days), 'day')}" if days else ""
    idle = len(triage.requests) - len(open_ones)
    of_them = f", {idle:,} with nothing to do now" if idle else ""
    drafted = sum(one.draft is not None for one in open_ones)
    drafts = f"; {drafted:,} with a reply drafted, none sent" if drafted else ""
    return f"{triage.today}: {counted(len(triage.requests), 'open request')}{of_them}{oldest}{drafts}."


def _in_part(part: Part, open_ones: Iterable[TriagedRequest]) -> list[TriagedRequest]:
    return [one for one in open_ones if part_in_queue(one) is part]


def _detail(named: Sequence[TriagedRequest]) -> str:
    """Of one verdict, how many are sure, and whom to look at first; of declines, the rules they rest on."""
    sure = f", {sum(one.certainty == 'high' for one in named)} sure: "
    if named[0].verdict is not Verdict.DECLINE:
        return sure + _names(named)
    rules = Counter(one.group or "no rule" for one in named).most_common()
    more = sum(number for _, number in rules[_MOST_RULES:])
    shown = ", ".join(f"{rule} {number}" for rule, number in rules[:_MOST_RULES])
    return sure + shown + (f" and {more} by other rules" if more else "")


def _waiting(standing: Standing, today: date) -> str:
    overdue = standing.overdue(today)
    words = f"Waiting for an answer: {len(standing.owed)}: {_owing(standing.owed)}"
    return f"{words}; overdue: {_owing(overdue)}" if overdue else words


def _read(triage: Triage, standing: Standing) -> str:
    """The newest files with their days, those read in part, and the kinds of files that were never read."""
    newest = [f"{_file(one)} of {one.day}" for one in standing.sources[:_MOST_FILES]]
    partly = [_file(one) for one in standing.sources if one.is_broken]
    parts = {
        "Newest files": newest,
        "Read in part": partly[:_MOST_FILES],
        "Never read": triage.not_read,
    }
    return " ".join(f"{what}: {', '.join(named)}." for what, named in parts.items() if named)


def _next(open_ones: Sequence[TriagedRequest], standing: Standing, today: date) -> str:
    """The one command that is worth most now."""
    if answered := _in_part(Part.TO_READ, open_ones):
        return f"screener show {number_of(answered[0])}"
    if any(one.question is not None and one.question.about == _IDENTITY and one.question.if_yes for one in open_ones):
        return "screener who"
    if silent := [one for one in standing.overdue(today) if one.nudged is None]:  # one reminder is enough
        return f"screener reply {silent[0].number} --reminder"
    if open_ones:
        return "screener review"
    return "screener triage FILES…, when you have newer files" if standing.sources else "screener triage FILES…"


def _file(source: KnownSource) -> str:
    return one_line(source.file.rstrip("/").rpartition("/")[2])


def _owing(owed: Sequence[Owed]) -> str:
    return _shortly([f"{one_line(one.person.called)} ({one.number})" for one in owed])


def _names(requests: Iterable[TriagedRequest]) -> str:
    return _shortly([f"{one_line(one.name)} ({number_of(one)})" for one in requests])


def _shortly(every: Sequence[str]) -> str:
    more = len(every) - _MOST_NAMES
    return ", ".join(every[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
