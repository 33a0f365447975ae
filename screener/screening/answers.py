"""The answers that files bring to questions the user has asked: what the asker wrote since then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import msgspec

from screener.evidence.remembered import Answer
from screener.people.addresses import ProfileKey, email_key, profile_key
from screener.people.names import name_of
from screener.sources.records import Mail, Message, Party, Row
from screener.texts.folding import shortened

_LONGEST: Final = 2_000  # characters; what is longer is no answer to one question


class Owing(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who was asked something, by their number in the ledger: since when, and by what they are known."""

    person: int
    day: date
    name: str
    profile_url: str = ""
    mails: tuple[str, ...] = ()


class Answers:
    """Takes in the messages and mails of those who owe an answer."""

    def __init__(self, owing: Iterable[Owing]) -> None:
        self._asked: dict[int, date] = {}
        self._by_profile: dict[ProfileKey, int] = {}
        self._by_name: dict[str, int] = {}
        self._by_mail: dict[str, int] = {}
        self._found: dict[int, list[Answer]] = {}
        for each in owing:
            self._asked[each.person] = each.day
            self._note(each)

    def _note(self, each: Owing) -> None:
        """A name alone is enough only where the asker has no address that a message could bear."""
        if key := profile_key(each.profile_url):
            self._by_profile[key] = each.person
        else:
            self._by_name[name_of(each.name).full] = each.person
        self._by_mail |= {address: each.person for mail in each.mails if (address := email_key(mail))}

    @property
    def are_awaited(self) -> bool:
        """Whether anybody owes an answer."""
        return bool(self._asked)

    def may_come_from(self, sender: Party) -> bool:
        """Whether the sender of a mail owes an answer."""
        return bool(self._by_mail) and email_key(sender.email) in self._by_mail

    def take(self, row: Row) -> None:
        """Keep the text of a message or mail if it answers a question."""
        if not self._asked or not isinstance(row, Message | Mail):
            return
        number = self._written_by(row)
        day = row.provenance.date
        if number is None or day is None or row.spam or not row.text.strip() or day < self._asked[number]:
            return
        if isinstance(row, Mail) and (row.by_program or row.bulk):
            return
        answer = Answer(text=shortened(row.text.strip(), _LONGEST), source=row.provenance)
        self._found.setdefault(number, []).append(answer)

    def _written_by(self, row: Message | Mail) -> int | None:
        if isinstance(row, Mail):
            return self._by_mail.get(email_key(row.sender.email))
        key = profile_key(row.sender_url)
        if key is not None and key in self._by_profile:
            return self._by_profile[key]
        return self._by_name.get(name_of(row.sender).full) if self._by_name else None

    def of(self, person: int | None) -> Sequence[Answer]:
        """What somebody answered, by their number in the ledger; in the order of day and row."""
        found = self._found.get(person, []) if person is not None else []
        return sorted(found, key=lambda each: (each.source.date or date.min, each.source.file, each.source.row))
