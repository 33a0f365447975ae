"""Everybody judged, laid by in the store in the order in which they are shown, for as long as all that it rests on is
the same: files, ledger, rules, day and this program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec import structs

from screener.ledger.kept import decoded, encoded
from screener.ledger.sqlite_store import Store
from screener.network.entries import Entry, text_of
from screener.network.figures import Figure
from screener.network.judgement import VOUCHED_AGAINST, Class

_TABLES: Final = ("judgement", "judged")
_decode = msgspec.json.Decoder(Entry).decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the whole network comes to: how many there are, how many of each class, and the figures."""

    engine: str
    number: int
    classes: Mapping[str, int]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Everybody that the store holds judged, or those of a class or with a flag; they are read when they are asked
    for, as long as the store is open. `with_vouches`: whom the user vouched against is flagged."""

    store: Store
    with_vouches: bool = False
    kind: Class | None = None
    flag: str = ""

    @property
    def is_all(self) -> bool:
        """Whether they are not only some."""
        return self.kind is None and not self.flag

    def __iter__(self) -> Iterator[Entry]:
        return map(_decode, self.texts())

    def __len__(self) -> int:
        row = self.store.one(f"SELECT count(*) AS number FROM judged {_WHERE}", *self._wanted)
        return int(row["number"]) if row else 0

    def texts(self) -> Iterator[str]:
        """The same as JSON."""
        sql = f"SELECT content, instr(flags, ?) FROM judged {_WHERE} ORDER BY place"
        for content, is_against in self.store.each(sql, flags_text([VOUCHED_AGAINST]), *self._wanted):
            yield _flagged(content) if is_against and self.with_vouches else content

    @property
    def _wanted(self) -> tuple[str, ...]:
        kind, flag = self.kind.value if self.kind else "", flags_text([self.flag]) if self.flag else ""
        return kind, kind, flag, flag


_WHERE: Final = "WHERE (? = '' OR kind = ?) AND (? = '' OR instr(flags, ?))"


def _flagged(content: str) -> str:
    one = _decode(content)
    return text_of(structs.replace(one, flags=tuple(sorted((*one.flags, VOUCHED_AGAINST)))))


def flags_text(flags: Iterable[str]) -> str:
    """Flags as a text in which each is found whole."""
    return "".join(f"\n{flag}\n" for flag in flags)


def kept_summary(store: Store, rests_on: str) -> Summary | None:
    """The summary of the people whom the store holds, if they were judged on these grounds."""
    row = store.one("SELECT content FROM judgement WHERE rests_on = ?", rests_on)
    return decoded(row["content"], Summary) if row else None


def keeping(store: Store) -> AbstractContextManager[None]:
    """One transaction in which to keep everybody anew. In a store that can only be read they are kept beside it, for
    as long as it is open."""
    if not store.is_for_reading:
        return store.writing(is_news=False)
    for table in _TABLES:
        store.run(f"CREATE TEMP TABLE IF NOT EXISTS {table} AS SELECT * FROM main.{table} WHERE 0")
    return nullcontext()


def keep_people(store: Store, lines: Iterator[tuple[int, str, str, str]]) -> None:
    """Keep everybody: place, class, `flags_text` with what is told only if it is asked for, and the text of the
    entry."""
    for table in _TABLES:
        store.run(f"DELETE FROM {table}")
    store.run_many("INSERT INTO judged VALUES (?, ?, ?, ?)", lines)


def keep_summary(store: Store, rests_on: str, summary: Summary) -> None:
    """Keep what everybody comes to, once they are kept."""
    store.run("INSERT INTO judgement VALUES (1, ?, ?)", rests_on, encoded(summary))
