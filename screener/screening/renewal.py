"""What has become of the files that the store knows: unchanged, newer, or gone; newer archives beside them; and what
reading them did to the queue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Final

from screener.folders import digest_of
from screener.ledger.request_queue import READER, KnownSource, known_sources, path_of
from screener.ledger.sqlite_store import Store
from screener.people.names import name_of
from screener.screening.results import Screened
from screener.sources.opening import open_sources
from screener.sources.records import OwnProfile
from screener.sources.source import Source, SourceKind
from screener.texts.folding import one_line

ARCHIVES: Final = "*LinkedInDataExport*"  # what LinkedIn calls them
_FIRST_ROWS: Final = 10  # of an archive, among which its owner is told


class Fate(StrEnum):
    """What has become of a file."""

    UNCHANGED = "unchanged"
    NEWER = "newer"
    OLD_READER = "unchanged, but read by an older version of this program"
    GONE = "gone"
    TYPED = "standard input, which cannot be read again"


@dataclass(frozen=True, slots=True)
class Renewal:
    """A file that was read, and what has become of it."""

    file: str
    fate: Fate
    read_on: date

    @property
    def is_to_read(self) -> bool:
        """Whether reading it again tells anything new."""
        return self.fate in (Fate.NEWER, Fate.OLD_READER)

    @property
    def words(self) -> str:
        """As it is told."""
        stays = f"; what it told on {self.read_on} stays" if self.fate is Fate.GONE else ""
        return one_line(f"{self.file}: {self.fate}{stays}")


def renewals(store: Store) -> list[Renewal]:
    """Every file that was read, named from here as it was then where it is the same, and what has become of it."""
    sources = known_sources(store)
    by_digest = {source.digest: source for source in sources}
    newest = {source.path or path_of(source.file): source for source in reversed(sources)}
    named = ((source.file if path == path_of(source.file) else path, source) for path, source in newest.items())
    return [Renewal(file, _fate(file, by_digest), source.read_on) for file, source in sorted(named, key=itemgetter(0))]


def _fate(file: str, by_digest: Mapping[str, KnownSource]) -> Fate:
    if file == "-":
        return Fate.TYPED
    digest = digest_of(file)
    if not digest:
        return Fate.GONE
    known = by_digest.get(digest)
    if known is None:
        return Fate.NEWER
    return Fate.UNCHANGED if known.reader == READER else Fate.OLD_READER


def newer_archives(store: Store, today: date) -> list[str]:
    """Archives of the same owner in the folders of those that were read, newer than all of them, the oldest first. Of
    each no more than whose it is was read."""
    archives = [source for source in known_sources(store) if source.kind == SourceKind.LINKEDIN_ARCHIVE]
    last = max((source.day for source in archives), default=None)
    if last is None:
        return []
    known = {Path(source.path or source.file).resolve() for source in archives}
    folders = dict.fromkeys(path.parent for path in known)
    beside = [path for folder in folders if folder.is_dir() for path in sorted(folder.glob(ARCHIVES))]
    found = open_sources(
        [_from_here(path) for path in beside if path.resolve() not in known],
        stdin=None,
        today=today,
        report=lambda _: None,
    )
    newer = [
        (source.archive_date, source.file)
        for source in found
        if source.archive_date and source.archive_date > last and _is_of_owner(store, source)
    ]
    return [file for _, file in sorted(newer)]


def _from_here(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _is_of_owner(store: Store, source: Source) -> bool:
    """Whether an archive may be of the store's owner, as far as its own profile tells."""
    owner = store.one("SELECT name FROM owner")
    rows = islice(source.rows(lambda *_: False), _FIRST_ROWS)
    profile = next((row for row in rows if isinstance(row, OwnProfile)), None)
    if owner is None or profile is None:
        return True
    return name_of(owner["name"]).full == name_of(f"{profile.first_name} {profile.last_name}").full


def queue_changes(before: Sequence[Screened], after: Sequence[Screened]) -> Iterator[str]:
    """What is otherwise in the queue than before, a line each: what is new, decided otherwise, or no longer open."""
    was = {one.number: one for one in before}
    now = {one.number: one for one in after}
    for number, one in now.items():
        if number not in was:
            yield f"new: {_called(one)}: {_stands(one)}"
        elif _stands(one) != _stands(was[number]):
            yield f"changed: {_called(one)}: {_stands(was[number])} → {_stands(one)}"
    for number, one in was.items():
        if number not in now:
            yield f"no longer open: {_called(one)}"


def _called(one: Screened) -> str:
    return f"{one.number} {one_line(one.request.name)}"


def _stands(one: Screened) -> str:
    decision = one.decision
    return decision.verdict.value if decision.verdict else decision.state
