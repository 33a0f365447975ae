"""Forgetting somebody for good: their rows, their name in every other text, and what the file keeps of deleted text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Final

from screener.errors import InputError
from screener.ledger.ignored import keep_ignored
from screener.ledger.sqlite_store import Store, backups_of
from screener.ledger.sqlite_world import work_out_anew
from screener.ledger.traces import Doubt, Traces, traces_of
from screener.ledger.whom import Whom

# What hangs on these rows goes with them: names on a person, answers on a question, changes on a line, exchanges and
# meetings on an appearance.
_DELETED: Final = (
    *("change", "log", "question", "decision", "request", "vouch", "expected", "link"),
    *("naming", "appearance"),
)


def forget(store: Store, who: Whom, agreed: Collection[Doubt] = ()) -> Traces:
    """Forget a person everywhere in the store, also where the user `agreed` that they are meant; what went. Nothing
    but hashes tells afterwards that it was done. Raises InputError while another program has the store open, and then
    nothing was changed; or if the file cannot be written anew."""
    with _alone(store):
        with store.writing():
            traces = traces_of(store, who, agreed)
            _delete(store, who, traces)
            keep_ignored(store, traces.ignored)
            work_out_anew(store)
        for backup in backups_of(store.path):
            backup.unlink()
        # Deleted text may stand in the log of writes and in free pages until both are written anew.
        try:
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                store.run(statement)
        except InputError as error:
            raise InputError(
                f"{who.called} is forgotten, but {store.path} could not be written anew ({error.__cause__}), so traces "
                f"of deleted text may be left in it: make room on the disk, then run: sqlite3 '{store.path}' VACUUM"
            ) from error
    return traces


def _delete(store: Store, who: Whom, traces: Traces) -> None:
    for edit in traces.edits:
        store.run(f"UPDATE {edit.table} SET {edit.column} = ? WHERE rowid = ?", edit.text, edit.row)
    for table in _DELETED:
        store.run_many(f"DELETE FROM {table} WHERE rowid = ?", [(number,) for number in sorted(traces.rows[table])])
    people = [(number,) for number in sorted(who.ids)]
    store.run_many("DELETE FROM log_person WHERE person = ?", people)
    store.run_many("DELETE FROM person WHERE id = ?", people)


@contextmanager
def _alone(store: Store) -> Iterator[None]:
    """With no other program at the file: it could keep old pages of it alive."""
    store.run("PRAGMA locking_mode = EXCLUSIVE")
    try:
        yield
    finally:
        store.run("PRAGMA locking_mode = NORMAL")
        store.one("SELECT 1 FROM sqlite_master")  # the next look at the file is what lets go of it
