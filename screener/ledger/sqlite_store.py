"""The store is one SQLite file: opened, kept private, brought up to date, and written by one program at a time.

Every write is one transaction that is on the disk before the command says so (WAL, `synchronous=FULL`); deleted text is
overwritten (`secure_delete`).
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import msgspec

from screener.errors import InputError
from screener.ledger.store_schema import MIGRATIONS

APPLICATION: Final = 0x53435245  # marks the file as a store of this program
LONGEST_NUMBER: Final = 18  # digits, of which any number is one that SQLite can hold
_WAIT_SECONDS: Final = 2.0  # then the user is told that another program writes
_ATTEMPTS: Final = 100
_PRIVATE: Final = 0o600
# PROTOCOL: two programs open the file at once.
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)
_DAMAGED: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_COPY_IT: Final = (
    "see who may write there and whether the disk may be written, or copy it and name the copy with --store"
)
_TOKEN_BYTES: Final = 8
_LEAST_FREE: Final = 64 * 1024  # bytes; less holds no file that SQLite writes beside the store
_SHUT: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR)

_ERRORS: Final = (sqlite3.Error, UnicodeDecodeError, OSError)  # those that `_explained` puts in words

Row = sqlite3.Row


class Store:
    """An open store. Use `reading` rows with `all` and `one`; write inside `writing`, unless it `is_for_reading`."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, is_for_reading: bool = False, is_temporary: bool = False
    ) -> None:
        self.path = path
        self.is_for_reading = is_for_reading
        self.is_temporary = is_temporary
        self.connection = connection
        self.next_token = ""  # that the writing under way leaves behind
        self._looked_at = ""  # the token since when nobody but this program has written

    def all(self, sql: str, *values: object) -> list[Row]:
        """The rows that a query gives."""
        try:
            return self._execute(sql, values).fetchall()
        except _ERRORS:
            with _explained(self.path):
                raise

    def each(self, sql: str, *values: object) -> Iterator[Row]:
        """The rows that a query gives, one after the other: for more than fit into memory."""
        with _explained(self.path):
            yield from self._execute(sql, values)

    def one(self, sql: str, *values: object) -> Row | None:
        """The first row that a query gives."""
        try:
            return self._execute(sql, values).fetchone()  # type: ignore[no-any-return]
        except _ERRORS:
            with _explained(self.path):
                raise

    def run(self, sql: str, *values: object) -> int:
        """Run a statement that changes something; the id of the row it inserted, if it did."""
        with _explained(self.path):
            return self._execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, rows: Iterator[Sequence[object]] | Sequence[Sequence[object]]) -> None:
        """Run a statement for many rows."""
        with _explained(self.path):
            self.connection.executemany(sql, rows)

    def insert(self, table: str, values: dict[str, Any]) -> int:
        """Insert a row; its id. Table and columns are the program's own words."""
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        return self.run(f"INSERT INTO {table} ({columns}) VALUES ({marks})", *values.values())

    @contextmanager
    def writing(self, *, is_news: bool = True) -> Iterator[None]:
        """One transaction: all of it or nothing. It renews the store's token if it changes anything, unless that
        `is_news` to nobody. Raises InputError while another program writes."""
        with _explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")  # a later lock could fail in the middle of the work
        try:
            before, token = self.connection.total_changes, self.token if is_news else ""
            self.next_token = os.urandom(_TOKEN_BYTES).hex()
            yield
            with _explained(self.path):
                if is_news and self._has_token and self.connection.total_changes > before:
                    self.connection.execute("INSERT OR REPLACE INTO written VALUES (1, ?)", (self.next_token,))
                    self._looked_at = self.next_token if token == self._looked_at else ""
                self.connection.commit()
        except BaseException:  # Ctrl-C, too, must leave nothing half done
            with suppress(sqlite3.Error):  # what cannot be taken back now goes when the file is let go of
                self.connection.rollback()
            raise

    @cached_property
    def _has_token(self) -> bool:
        """A store of an older form has none."""
        return self.one("SELECT 1 FROM sqlite_master WHERE name = 'written'") is not None

    @property
    def token(self) -> str:
        """Another one after every change."""
        row = self.one("SELECT token FROM written WHERE id = 1") if self._has_token else None
        return str(row["token"]) if row else ""

    def look(self) -> None:
        """Begin to notice what other programs write."""
        self._looked_at = self.token

    @property
    def is_as_looked_at(self) -> bool:
        """Whether no other program has written since `look`."""
        return self.token == self._looked_at

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _execute(self, sql: str, values: Sequence[object]) -> sqlite3.Cursor:
        try:
            return self.connection.execute(sql, values)
        except UnicodeEncodeError:  # half a character, in a word of the command line or the name of a file
            return self.connection.execute(sql, [storable(each) if isinstance(each, str) else each for each in values])


@contextmanager
def open_store(path: Path, migrations: Sequence[str] = MIGRATIONS) -> Iterator[Store]:
    """The store in that file, made if there is none, and brought up to date (the old one is kept beside it). One that
    cannot be written is opened for reading. Raises InputError for a file that is none of this program's, is damaged,
    or was made by a newer version."""
    if can_only_be_read(path):
        with open_for_reading(path) as store:
            with _explained(path):
                _refuse_others(store.connection, path, len(migrations))
                _refuse_older(store, len(migrations))
            yield store
        return
    with _explained(path):
        _make_private(path)
        connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
    with closing(connection):
        connection.row_factory = sqlite3.Row
        store = Store(path, connection)
        with _explained(path):
            _refuse_others(connection, path, len(migrations))
            if path.stat().st_mode & ~_PRIVATE & 0o777:  # put back from a copy, say
                path.chmod(_PRIVATE)
            _write_ahead(connection)
            for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
                connection.execute(f"PRAGMA {pragma}")
            _bring_up_to_date(store, migrations)
        with _texts_told(path):
            yield store


@contextmanager
def open_for_reading(path: Path) -> Iterator[Store]:
    """The store in a file as it is, for reading alone: nothing is made beside it. Raises InputError."""
    # Where no writes wait beside it, the file is taken as it is: SQLite would make files beside it otherwise.
    waiting = path.with_name(f"{path.name}-wal")
    mode = "mode=ro" if waiting.exists() and waiting.stat().st_size else "immutable=1"
    with _explained(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=_WAIT_SECONDS, isolation_level=None
        )
    with closing(connection):
        connection.row_factory = sqlite3.Row
        with _texts_told(path):
            yield Store(path, connection, is_for_reading=True)


@contextmanager
def _texts_told(path: Path) -> Iterator[None]:
    try:
        yield
    except msgspec.MsgspecError as error:  # met only where texts of the store are decoded; it may quote them
        raise InputError(_damaged(path, "`screener ledger check` says where")) from error


@contextmanager
def temporary_store(migrations: Sequence[str] = MIGRATIONS) -> Iterator[Store]:
    """A store in a private file of SQLite's own, which nobody else can open, and which is gone when it is let go of."""
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        store = Store(Path("a temporary file"), connection, is_temporary=True)
        for pragma in ("synchronous = OFF", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        _bring_up_to_date(store, migrations)
        yield store


@contextmanager
def copied_store(path: Path, migrations: Sequence[str] = MIGRATIONS) -> Iterator[Store]:
    """A copy of a store in such a private file: what is written into it is gone afterwards, and the store stays as it
    is. Raises InputError."""
    with open_for_reading(path) as kept, closing(sqlite3.connect("", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        with _explained(path):
            _refuse_others(kept.connection, path, len(migrations))
            kept.connection.backup(connection)
            store = Store(path, connection, is_temporary=True)
            for pragma in ("synchronous = OFF", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {pragma}")
            _bring_up_to_date(store, migrations)
        yield store


def storable(text: str) -> str:
    """The text with a question mark for each half of a character, which no store and no file can hold."""
    return text.encode("utf-8", "replace").decode()


def backup_of(path: Path, version: int) -> Path:
    """Where the store is kept as it was before it was brought up from a version."""
    return path.with_name(f"{path.name}.before-{version + 1}")


def backups_of(path: Path) -> list[Path]:
    """The backups that migrations have kept of a store."""
    return sorted(path.parent.glob(f"{path.name}.before-*"))


def can_only_be_read(path: Path) -> bool:
    """Whether there is such a file, and neither it nor, beside it, what SQLite needs for writing can be written."""
    with _explained(path):
        return (
            path.is_file()
            and os.access(path, os.R_OK)
            and not all(os.access(at, os.W_OK) for at in (path, path.parent))
        )


def _refuse_older(store: Store, newest: int) -> None:
    if store.connection.execute("PRAGMA user_version").fetchone()[0] != newest:
        raise InputError(
            f"{store.path} was written by an older screener and must be brought up to date, but it cannot be written; "
            f"{_COPY_IT}"
        )


def _make_private(path: Path) -> None:
    if path.is_dir():
        raise InputError(f"{path} is a folder; name a file with --store, such as {path / 'ledger.sqlite'}")
    if path.exists() and not path.is_file():  # a device would be made private for the whole computer
        raise InputError(f"{path} is no file that can be a store; name another with --store, or keep none: --no-store")
    for folder in [each for each in reversed(path.parents) if not each.exists()]:
        folder.mkdir(mode=0o700, exist_ok=True)
    with suppress(FileExistsError):
        path.touch(mode=_PRIVATE, exist_ok=False)
        path.chmod(_PRIVATE)  # whatever the umask


def _refuse_others(connection: sqlite3.Connection, path: Path, newest: int) -> None:
    connection.execute("BEGIN")  # one look at all three: another program may just be making the store
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    is_empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    connection.rollback()
    if mark != APPLICATION and not is_empty:
        raise InputError(f"{path} is a database of another program; name another file with --store")
    if version > newest:
        raise InputError(
            f"{path} was written by a newer screener (its form is {version}, this one knows {newest}); update screener"
        )


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to WAL. While another program does so SQLite does not wait, whatever the timeout."""
    for attempt in range(_ATTEMPTS):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY or attempt == _ATTEMPTS - 1:
                raise
            time.sleep(_WAIT_SECONDS / _ATTEMPTS)


def _bring_up_to_date(store: Store, migrations: Sequence[str]) -> None:
    version = store.connection.execute("PRAGMA user_version").fetchone()[0]
    if version == len(migrations):
        return
    with store.writing(is_news=False):
        version = store.connection.execute("PRAGMA user_version").fetchone()[0]  # another may have been quicker
        if version and not store.is_temporary:
            _keep_backup(store, version)
        for number, migration in enumerate(migrations[version:], start=version + 1):
            for statement in _statements(migration):
                store.connection.execute(statement)
            store.connection.execute(f"PRAGMA user_version = {number}")
        store.connection.execute(f"PRAGMA application_id = {APPLICATION}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would commit before the first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _keep_backup(store: Store, version: int) -> None:
    """The store as it is, beside it; read through a connection of its own, as this one is writing."""
    kept = backup_of(store.path, version)
    kept.unlink(missing_ok=True)  # of a migration that did not come to its end
    kept.touch(mode=_PRIVATE)
    with closing(sqlite3.connect(store.path)) as source, closing(sqlite3.connect(kept)) as target:
        source.backup(target)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What SQLite and the file system say, as a sentence with a way out."""
    try:
        yield
    except sqlite3.Error as error:
        if sentence := _sentence(path, error):
            raise InputError(sentence) from error
        raise
    except UnicodeDecodeError as error:
        raise InputError(_damaged(path, "a text in it is none")) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise InputError(f"there is no room to write {path} ({error.strerror}); make room on the disk") from error
        at = f"{error.strerror}: {error.filename}"
        raise InputError(f"{path} cannot be opened ({at}); name another file with --store") from error


def _sentence(path: Path, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return f"{path} is being written by another screener; try again when it has finished"
    if code in _DAMAGED:
        return _damaged(path, error)
    if isinstance(error, sqlite3.OperationalError) and not hasattr(error, "sqlite_errorcode"):
        return _damaged(path, "a text in it is none")  # Python's own error, which would quote the private text
    if code == sqlite3.SQLITE_ERROR:
        return _damaged(path, error)  # a table or column that every store has is not there
    if code == sqlite3.SQLITE_READONLY:
        return f"{path} can only be read here, so nothing was changed; {_COPY_IT}"
    if code == sqlite3.SQLITE_FULL or (code in _SHUT and _is_disk_full(path)):
        return f"there is no room to write {path} ({error}); nothing was changed: make room on the disk and try again"
    if code in _SHUT:
        look = "see whether the disk is full or damaged" if code == sqlite3.SQLITE_IOERR else "see who may write there"
        way_out = f"{look}, or name another file with --store"
        return f"{path} cannot be read or written ({error}); nothing was changed: {way_out}"
    return ""


def _is_disk_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_FREE
    except OSError:
        return False


def _damaged(path: Path, finding: object) -> str:
    return f"{path} is no store, or it is damaged ({finding}); name another file with --store, or put back a copy of it"
