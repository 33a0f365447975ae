"""The answers that files bring to questions the user has asked: what the asker wrote since then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from screener.evidence.found import NAME, SURE
from screener.evidence.gathering import Gathering
from screener.evidence.remembered import Answer
from screener.evidence.wanted import Wanted
from screener.people.addresses import profile_slug
from screener.sources.records import Mail, Message, Request
from screener.sources.source import WantsText, no_text
from screener.texts.cleaning import shortened

_LONGEST: Final = 2_000  # characters; what is longer is no answer to one question


class Answers:
    """Takes in the messages and mails of those who owe an answer. `asked` is the day of the question by the place of
    the request in the queue."""

    def __init__(self, queue: Sequence[Request], asked: Mapping[int, date]) -> None:
        self._queue = queue
        self._asked = asked
        self._found: dict[int, list[Answer]] = {}

    def add(self, row: Message | Mail, gathering: Gathering) -> None:
        """Keep the text of a message or mail if it answers a question."""
        day = row.provenance.date
        if not self._asked or day is None or row.spam or not row.text.strip():
            return
        for number, match in gathering.written_by(row):
            asked = self._asked.get(number)
            if asked is not None and day >= asked and self._is_sure(number, match):
                answer = Answer(text=shortened(row.text.strip(), _LONGEST), source=row.provenance)
                self._found.setdefault(number, []).append(answer)

    def to(self, number: int) -> Sequence[Answer]:
        """The answers about the request at this place of the queue, by their day and row."""
        found = self._found.get(number, [])
        return sorted(found, key=lambda each: (each.source.date or date.min, each.source.file, each.source.row))

    def wants_texts_of(self, wanted: Wanted) -> WantsText:
        """Whether the text of a mail is wanted, from its sender; none is while nobody owes an answer."""
        if not self._asked:
            return no_text
        return lambda sender, _recipients: self._owes(sender.email, wanted)

    def _owes(self, email: str, wanted: Wanted) -> bool:
        return not self._asked.keys().isdisjoint(wanted.by_email(email))

    def _is_sure(self, number: int, match: str) -> bool:
        """A name alone is enough only where the asker has no address that a message could bear."""
        return match in SURE or (match == NAME and not profile_slug(self._queue[number].profile_url))
