"""Who each asker is and what their texts say, kept in the store until the world, the user, the day or this program is
another: where a rule alone has changed nobody is looked for and nothing is read anew."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Final

import msgspec
from msgspec import structs

from screener.errors import InputError
from screener.evidence.requests import request_id
from screener.folders import program_mark, state_of
from screener.languages.words import own_files
from screener.ledger.sqlite_store import Store
from screener.notes.reading import Reading
from screener.sources.records import Request
from screener.world.introductions import Introduction
from screener.world.lookups import Lookups, PersonFile
from screener.world.resolution import Resolution

_BYTES: Final = 16


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What note and headline of a request say, who introduced the asker, and by what they might be a copy of somebody
    (`danger`, in words); the same whoever they turn out to be."""

    note: Reading | None
    headline: Reading | None
    introductions: tuple[Introduction, ...]
    danger: str


class Recognised(msgspec.Struct, frozen=True, kw_only=True):
    """What the world says to a request, and what was looked up in it for that, if it was noted."""

    told: Told
    resolution: Resolution
    looked_up: frozenset[str] | None = None


_DECODER: Final = msgspec.msgpack.Decoder(Recognised)


class Recognitions:
    """What earlier runs recognised in this world, by the askers, and what this run adds. `rests_on`: all that it hangs
    on besides a request, the world of the store and this program; `is_fresh`: nothing of earlier runs is taken."""

    def __init__(self, store: Store, world: Lookups, *rests_on: object, is_fresh: bool = False) -> None:
        self._store, self._world, self._is_fresh = store, world, is_fresh
        self._is_kept = not (store.is_temporary or store.is_for_reading)
        self._laid = 0  # how many are to be kept
        state = store.one("SELECT value FROM world WHERE name = 'state'")
        told = program_mark(), sorted(state_of(own_files())), state and state["value"], rests_on
        self._hash = hashlib.blake2b(_text(told), digest_size=_BYTES)
        if self._is_kept:
            store.run("CREATE TEMP TABLE IF NOT EXISTS recognising (asker TEXT, rests_on TEXT, content BLOB)")
            store.run("DELETE FROM recognising")

    def recall(self, request: Request) -> Recognised | None:
        """What was recognised in a request before, if it rests on the same."""
        if self._store.is_temporary or self._is_fresh:
            return None
        sql = "SELECT content FROM recognised WHERE asker = ? AND rests_on = ?"
        row = self._store.one(sql, request_id(request), self._mark_of(request))
        with suppress(msgspec.MsgspecError):  # damaged: it is found anew
            return self._whole(_DECODER.decode(row["content"])) if row else None
        return None

    def lay(self, request: Request, found: Recognised) -> None:
        """Lay by what was recognised, to be kept at the end of the run."""
        if self._is_kept:
            content = msgspec.msgpack.encode(_bare(found))
            values = request_id(request), self._mark_of(request), content
            self._store.run("INSERT INTO recognising VALUES (?, ?, ?)", *values)
            self._laid += 1

    def keep(self) -> None:
        """Keep what this run added, if there is room and no other program writes."""
        if self._laid:
            with suppress(InputError), self._store.writing(is_news=False):
                self._store.run("INSERT OR REPLACE INTO recognised SELECT * FROM recognising")
            self._laid = 0

    def _mark_of(self, request: Request) -> str:
        found = self._hash.copy()
        found.update(_text(request))
        return found.hexdigest()

    def _whole(self, bare: Recognised) -> Recognised:
        """With all that the world holds on the people in it, who are kept by their numbers alone."""
        person = self._world.person
        candidates = tuple(structs.replace(one, person=person(one.person.id)) for one in bare.resolution.candidates)
        introductions = tuple(structs.replace(one, by=person(one.by.id)) for one in bare.told.introductions)
        return Recognised(
            told=structs.replace(bare.told, introductions=introductions),
            resolution=structs.replace(bare.resolution, candidates=candidates),
            looked_up=bare.looked_up,
        )


def _bare(found: Recognised) -> Recognised:
    candidates = tuple(structs.replace(one, person=_number(one.person)) for one in found.resolution.candidates)
    introductions = tuple(structs.replace(one, by=_number(one.by)) for one in found.told.introductions)
    return Recognised(
        told=structs.replace(found.told, introductions=introductions),
        resolution=structs.replace(found.resolution, candidates=candidates),
        looked_up=found.looked_up,
    )


def _number(person: PersonFile) -> PersonFile:
    return PersonFile(id=person.id, appearances=())


def _text(value: object) -> bytes:
    return msgspec.json.encode(value, enc_hook=repr, order="deterministic")
