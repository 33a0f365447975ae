"""Whom the user asked to forget: kept as salted hashes alone, so that reading the same files does not bring them back.

What is hashed are keys, names, and the ways in which texts surely write a name. Who shares a name with somebody else is
known again by keys alone.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import regex
from msgspec import structs

from screener.ledger.sqlite_store import Store
from screener.ledger.whom import Whom
from screener.ledger.written_forms import NEUTRAL, folded_readings, turned
from screener.people.addresses import profile_key, profile_slug
from screener.people.emails import email_key
from screener.people.names import name_of
from screener.sources.records import Meeting, Participant, Request
from screener.world.appearance import Appearance, Key, KeyKind
from screener.world.intake import Intake
from screener.world.introductions import name_mark

_BYTES: Final = 16
_SALT_BYTES: Final = 32
_SHOWN: Final = 8  # signs of a hash that tell two forgotten people apart, as letters: a name in a list has no digits
_LETTERS: Final = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")
_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_SIGN: Final = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}ー]"
_BETWEEN_SIGNS: Final = regex.compile(r"[\s・･·]")
_UNSPACED: Final = regex.compile(rf"{_SIGN}+")
_RUN: Final = regex.compile(rf"{_SIGN}+(?:[\s・･·]{_SIGN}+)*")
_MAIL: Final = regex.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SLUG: Final = regex.compile(
    r"(?<=\bin/+)[^/?#,;\s\"'<>()\[\]]+|[\p{L}\p{M}\p{N}%_]+(?:-[\p{L}\p{M}\p{N}%_]+)+", regex.I
)
_LONGEST_TEXT: Final = 4_000


@dataclass(frozen=True, slots=True)
class Ignored:
    """The hashes of forgotten people; `longest` is the number of words, or of signs, that the longest of them has."""

    salt: bytes
    hashes: frozenset[str]
    longest: int

    def has_key(self, key: Key) -> bool:
        """Whether it is a key of somebody forgotten."""
        return self._has(key[0].value, key[1])

    def is_meant(self, keys: Iterable[Key], names: Iterable[str]) -> bool:
        """Whether somebody of these keys is one of them; without any key, somebody of these names."""
        known, called = list(keys), [full for name in names if (full := name_of(name).full)]
        if known:
            pairs = (_pair(key, full) for key in known for full in called)
            return any(map(self.has_key, known)) or any(self._has("pair", pair) for pair in pairs)
        return any(self._has("name", full) for full in called)

    def without(self, text: str) -> str:
        """A text with a neutral word wherever it names one of them."""
        pieces, at = [], 0
        for start, end in sorted(set(self._places(text))):
            if end > at:
                pieces += [text[at : max(start, at)], NEUTRAL if start >= at else ""]
                at = end
        return "".join([*pieces, text[at:]]) if at else text

    def request_without(self, request: Request) -> Request:
        """A request; of one of theirs nothing is left but that somebody forgotten asks."""
        keys = _keys_of_request(request)
        if not self.is_meant(keys, [request.name]):
            note, headline = (text and self.without(text) for text in (request.note, request.headline))
            return structs.replace(request, note=note, headline=headline)
        mark = self._hash("name", keys[0][1] if keys else name_of(request.name).full)[:_SHOWN].translate(_LETTERS)
        return Request(
            name=f"Forgotten person {mark}", sent=request.sent, approximate=request.approximate,
            is_forgotten=True, to=request.to, to_url=request.to_url, provenance=request.provenance,
        )  # fmt: skip

    def meeting_without(self, meeting: Meeting) -> Meeting:
        """A meeting without them among its parties, or in its words."""
        parties = tuple(party for party in meeting.parties if not self._is_party(party))
        title, place = self.without(meeting.title), self.without(meeting.place)
        return structs.replace(meeting, title=title, place=place, parties=parties)

    def leave_out_of(self, intake: Intake) -> None:
        """Take them out of what a source told."""
        stay = [place for place, one in enumerate(intake.appearances) if not self.is_meant(one.keys, one.names)]
        number = {place: new for new, place in enumerate(stay)}
        intake.appearances = [self._texts_without(intake.appearances[place]) for place in stay]
        intake.exchanges = [(number[place], one) for place, one in intake.exchanges if place in number]
        intake.attendances = [(number[place], *rest) for place, *rest in intake.attendances if place in number]  # type: ignore[misc]
        intake.subjects = {
            (number[place], thread): (self.without(text), at)
            for (place, thread), (text, at) in intake.subjects.items()
            if place in number
        }
        intake.namings = [
            (number[place], mark, thread, at)
            for place, mark, thread, at in intake.namings
            if place in number and not self._has("mark", mark)
        ]
        intake.meetings = list(map(self.meeting_without, intake.meetings))
        intake.requests = list(map(self.request_without, intake.requests))

    def _texts_without(self, one: Appearance) -> Appearance:
        texts = tuple(map(self.without, one.texts))
        if texts == one.texts:
            return one
        record = one.record
        changed = {
            name: self.without(value)
            for name in ("note", "text")
            if record is not None and isinstance(value := getattr(record, name, None), str)
        }
        return structs.replace(one, texts=texts, record=structs.replace(record, **changed) if changed else record)

    def _is_party(self, party: Participant) -> bool:
        mail = email_key(party.email)
        return self.is_meant([(KeyKind.MAIL, mail)] if mail else [], [party.name] if party.name else [])

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        short = text[:_LONGEST_TEXT]
        for found in _MAIL.finditer(short) if "@" in short else ():
            if self.has_key((KeyKind.MAIL, email_key(found[0]))):
                yield found.span()
        for found in _SLUG.finditer(short) if "-" in short or "in/" in short.lower() else ():
            if self.has_key((KeyKind.SLUG, profile_slug(f"in/{found[0].rstrip('.:!')}"))):
                yield found.span()
        for folded, places in folded_readings(short):
            for start, end in self._names_in(folded):
                yield places[start][0], places[end - 1][1]

    def _names_in(self, folded: str) -> Iterator[tuple[int, int]]:
        for run in _RUN.finditer(folded):
            signs = [at for at in range(run.start(), run.end()) if not _BETWEEN_SIGNS.match(folded[at])]
            for first in range(len(signs) - 1):
                for last in range(first + 1, min(first + self.longest, len(signs))):
                    if self._has("words", "".join(folded[at] for at in signs[first : last + 1])):
                        yield signs[first], signs[last] + 1
        spans = [found.span() for found in _WORD.finditer(folded)]
        for first, (start, _) in enumerate(spans):
            words: list[str] = []
            for each in spans[first : first + self.longest]:
                words.append(folded[slice(*each)])
                if not _is_within(folded, start, each[1]) and self._has("words", " ".join(words)):
                    yield start, each[1]

    def _has(self, kind: str, value: str) -> bool:
        return self._hash(kind, value) in self.hashes

    def _hash(self, kind: str, value: str) -> str:
        return _hashed(self.salt, kind, value)


def ignored_in(store: Store) -> Ignored | None:
    """The forgotten people of a store; None if there are none."""
    row = store.one("SELECT * FROM salt")
    if row is None:
        return None
    hashes = frozenset(each["hash"] for each in store.all("SELECT hash FROM ignored"))
    return Ignored(bytes.fromhex(row["value"]), hashes, row["longest"])


def ignored_with(store: Store, who: Whom) -> Ignored:
    """One person as the store would ignore them."""
    row = store.one("SELECT * FROM salt")
    salt = bytes.fromhex(row["value"]) if row else secrets.token_bytes(_SALT_BYTES)
    told = list(_told(who))
    words = [value for kind, value in told if kind == "words"]
    lengths = [len(value) if _UNSPACED.fullmatch(value) else len(value.split()) for value in words]
    longest = max([row["longest"] if row else 0, *lengths])
    return Ignored(salt, frozenset(_hashed(salt, *each) for each in told), longest)


def keep_ignored(store: Store, one: Ignored) -> None:
    """Ignore a person from now on. To be called while writing."""
    store.run("INSERT OR REPLACE INTO salt VALUES (1, ?, ?)", one.salt.hex(), one.longest)
    store.run_many("INSERT OR IGNORE INTO ignored VALUES (?)", [(each,) for each in sorted(one.hashes)])


def _told(who: Whom) -> Iterator[tuple[str, str]]:
    yield from ((kind.value, value) for kind, value in who.keys)
    yield from (("pair", _pair(key, name_of(name).full)) for key, name in who.shared_keys)
    if who.namesakes:
        return
    for name in who.names:
        yield "name", name_of(name).full
        yield "mark", name_mark(name)
    for words in who.forms.names:
        if all(map(_UNSPACED.fullmatch, words)):
            yield "words", "".join(words)
        else:
            yield from (("words", " ".join(each)) for each in turned(words))


def _hashed(salt: bytes, kind: str, value: str) -> str:
    return blake2b(f"{kind}\0{value}".encode("utf-8", "replace"), key=salt, digest_size=_BYTES).hexdigest()


def _pair(key: Key, full: str) -> str:
    """A key that several people have, with the name of one of them."""
    return f"{key[0].value} {key[1]} {full}"


def _keys_of_request(request: Request) -> list[Key]:
    key, mail = profile_key(request.profile_url), email_key(request.email)
    keys = [(KeyKind(key.kind), key.value)] if key and key.kind != "urn" else []
    return [*keys, (KeyKind.MAIL, mail)] if mail else keys


def _is_within(folded: str, start: int, end: int) -> bool:
    """Whether a hyphen makes it a part of another name, as in Ruiz-Ortega."""
    before = folded[max(start - 2, 0) : start]
    behind = folded[end : end + 2]
    return (before[-1:] == "-" and before[:1].isalnum()) or (behind[:1] == "-" and behind[1:].isalnum())
