"""Drafts, askers to be confirmed, and what is to be forgotten, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path
from typing import Final

import regex

from screener.ledger.forgetting import Doubt, Traces
from screener.ledger.sqlite_store import Store
from screener.ledger.whom import Whom
from screener.ledger.written_forms import NEUTRAL
from screener.outcomes import Zone
from screener.policy.model import AboutMe
from screener.replies.drafts import Draft
from screener.reports.form import FormDraft, TriagedRequest
from screener.reports.lists import as_plain_markdown
from screener.reports.plain_words import HEADINGS, outcome_of, place_words
from screener.reports.terminal import indented, number_of, wrapped
from screener.screening.results import Screened
from screener.sources.records import Request
from screener.texts.folding import one_line, printable, shortened
from screener.texts.patterns import Expression
from screener.world.points import Point
from screener.world.resolution import NEEDED_FOR_SAME, Candidate

_PLACEHOLDER: Final = "example.invalid"  # reserved for names that never exist
_NOBODY_KNOWN: Final = f"address-not-known@{_PLACEHOLDER}"
_DOT_ATOM: Final = r"[\w!#$%&'*+/=?^`{|}~-]++(?:\.[\w!#$%&'*+/=?^`{|}~-]++)*+"
_ADDRESS: Final = Expression(rf"{_DOT_ATOM}@[\w-]++(?:\.[\w-]++)++", regex.ASCII)
_LONGEST_ADDRESS: Final = 254  # what mail takes (RFC 5321)
_LONGEST_NAME: Final = 80  # a header line stays one


def draft_files(requests: Iterable[TriagedRequest]) -> Iterator[tuple[str, str]]:
    """A file for each draft: its name (number and verdict; a stranger's name is no file name) and its text."""
    for one in requests:
        if one.draft:
            yield f"{number_of(one):03}-{outcome_of(one)}.txt", _text(one.draft) + "\n"


def drafts_as_markdown(requests: Iterable[TriagedRequest]) -> Iterator[str]:
    """All drafts one under the other, each in a block to copy from."""
    yield "# Drafts\n\nNothing was sent.\n"
    for one in requests:
        if one.draft:
            yield f"\n## {number_of(one)}. {as_plain_markdown(one_line(one.name))}\n\n"
            yield f"{HEADINGS[outcome_of(one)].capitalize()}, {one.draft.template}\n\n"
            yield f"```text\n{_text(one.draft)}\n```\n"


def as_mail(request: Request, draft: Draft, about_me: AboutMe, today: date) -> str:
    """The draft as a mail to open in a mail program, marked as not sent. Addresses that are not known, or are none, are
    placeholders that no mail can reach."""
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"  # Outlook opens it as a draft
    mail["X-Mailer"] = "screener"
    mail["From"] = _address(about_me.name, next(iter(about_me.emails), ""), _NOBODY_KNOWN)
    mail["To"] = _address(request.name, request.email, _NOBODY_KNOWN)
    # Noon, as the day alone is known: the same reply is the same file.
    mail["Date"] = datetime.combine(today, time(12), UTC)
    # The id rests on the content, so that the same reply is the same file.
    about = "\0".join((request.name, request.profile_url, draft.template, draft.text))
    digest = sha256(about.encode("utf-8", "replace"))
    mail["Message-ID"] = f"<{today:%Y%m%d}.{digest.hexdigest()[:24]}@{_PLACEHOLDER}>"
    mail["Subject"] = "LinkedIn"
    mail.set_content(_text(draft))
    return mail.as_bytes().decode()


def _address(name: str, email: str, otherwise: str) -> Address:
    """Somebody's address as a header takes it: no sign of theirs can end the line or begin another address."""
    known = one_line(email)
    spec = known if len(known) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(known) else otherwise
    return Address(display_name=shortened(name, _LONGEST_NAME), addr_spec=spec)


def _text(draft: Draft | FormDraft) -> str:
    gloss = f"\n\n--- the same in your language\n{draft.gloss}" if draft.gloss else ""
    return printable(draft.text + gloss)


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


_ROWS: Final = (
    ("request", "request", "requests"),
    ("decision", "decision", "decisions"),
    ("question", "question", "questions"),
    ("answer", "answer", "answers"),
    ("vouch", "word of yours on them", "words of yours on them"),
    ("expected", "entry of those you expect", "entries of those you expect"),
    ("link", "word of yours on who they are", "words of yours on who they are"),
    ("appearance", "record of them in your files", "records of them in your files"),
    ("log", "line of the log", "lines of the log"),
)

_AROUND: Final = 40  # characters on each side of what may mean somebody
_TABLES: Final = {
    "request": "request",
    "answer": "an answer",
    "question": "a question of yours",
    "decision": "your decision",
    "vouch": "your word",
    "expected": "your entry of those you expect",
    "policy": "your rules as they were",
    "reading": "what your files told of you",
    "appearance": "what you wrote on somebody",
    "meeting": "a meeting",
    "subject": "the subject of a mail",
    "source": "what a file told",
    "exchange": "the name of a file",
    "naming": "the name of a file",
    "link": "your word on who somebody is",
    "change": "a step that can be taken back",
}
_PLACES: Final = tuple(_TABLES)  # a text that stands in several is told by the first of them


def trace_lines(who: Whom, traces: Traces, backups: Sequence[Path]) -> Iterator[str]:
    """What would go, and what would stay because it may be somebody else's."""
    called = one_line(", ".join(filter(None, (who.called, who.address))))
    if not traces.are_there:
        yield f"{called}: nothing in the store is surely theirs."
        return
    yield f"{called}: this goes, for good:"
    own = [_counted(len(traces.rows[table]), one, more) for table, one, more in _ROWS if traces.rows[table]]
    if own:
        yield "  " + ", ".join(own)
    if who.ids or who.in_world:
        yield "  what is known of them as a person"
    if traces.edits:
        texts = _counted(len(traces.edits), "other text", "other texts")
        yield f'  their name in {texts}, where it becomes "{NEUTRAL}"'
    for backup in backups:
        yield f"  the backup {backup.name}"
    if who.namesakes:
        yield f"Others have the same name ({one_line('; '.join(who.namesakes))}), so only what is surely theirs goes."


def doubt_line(store: Store, doubt: Doubt) -> str:
    """Where words stand that may mean somebody, with what stands around them."""
    at = doubt.text.find(doubt.words)
    start, end = max(at - _AROUND, 0), at + len(doubt.words) + _AROUND
    around = f"{'…' if start else ''}{doubt.text[start:end]}{'…' if end < len(doubt.text) else ''}"
    return one_line(f"{_place_words(store, doubt)}: “{around}”")


def _place_words(store: Store, doubt: Doubt) -> str:
    table, _, number = min(doubt.places, key=lambda place: _PLACES.index(place[0]) if place[0] in _PLACES else 99)
    row = store.one(f"SELECT * FROM {table} WHERE rowid = ?", number)
    keys = row.keys() if row else []
    person = store.one("SELECT name FROM person WHERE id = ?", row["person"]) if row and "person" in keys else None
    words = _TABLES.get(table, f"{table} {number}")
    return (
        f"{words} {number} of {person['name']}"
        if person and table == "request"
        else (f"{words} on {person['name']}" if person else words)
    )


def own_file_lines(who: Whom, cited: Sequence[str], read: Sequence[str], rules: Sequence[str]) -> Iterator[str]:
    """The files of the user that name somebody: surely (`rules`, `cited`), or perhaps (`read`)."""
    yield f"Forgot {who.called}."
    if named := [*rules, *cited]:
        yield "Files of yours still name them; the program never changes these:"
        yield from (f"  {one_line(file)}" for file in named)
    named_in = {str(parent) for file in cited for parent in (Path(file), *Path(file).parents)}
    if perhaps := [file for file in read if str(Path(file)) not in named_in]:
        yield "These were read, too, and may name them:"
        yield from (f"  {one_line(file)}" for file in perhaps)
    if cited or perhaps:
        yield "Reading such a file again does not bring them back; if they ask again, you are told without their name."


def left_lines(doubts: Sequence[str]) -> Iterator[str]:
    """The places that may name somebody, and stay."""
    if doubts:
        yield f"{_counted(len(doubts), 'place', 'places')} may name them or somebody else, and stayed:"
        yield from (f"  {doubt}" for doubt in doubts)


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
