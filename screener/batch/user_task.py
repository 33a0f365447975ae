"""One user as one task: from a folder to a line of the results.

The folder holds what `screener triage` takes: `rules`, `templates` and `ledger.sqlite` where the user has any of their
own, and beside them the files. The task reads and changes nothing, so that it may be done twice, or begun anew after
its process died, with the same line in the end. Whatever fails is told in the line and never raised: an exception would
carry the user's words into the log of whoever runs the tasks.
"""

from __future__ import annotations

import gc
import sys
import traceback
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import msgspec

from screener.errors import InputError, ScreenerError
from screener.languages.words import use_languages_of
from screener.library import Screener
from screener.reports.form import Triage, json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA: Final = "batch/1"
RULES: Final = "rules"
TEMPLATES: Final = "templates"
STORE: Final = "ledger.sqlite"
# Which languages there are holds for a whole process, and a worker of a cluster may have several threads.
_ONE_AT_A_TIME: Final = Lock()
_MANY: Final = 2048


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A user as the caller names them, the folder wherever it is looked for from, and the day to decide as of."""

    user: str
    folder: str
    today: date


class UserError(msgspec.Struct, frozen=True, kw_only=True):
    """Why a user has no result; the exit code is what `screener triage` would have ended with."""

    exit_code: int
    text: str


class UserLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the results: one of `error` and `result` is null."""

    schema: str = SCHEMA
    user: str
    today: date
    error: UserError | None = None
    result: Triage | None = None


def line_of(task: Task) -> str:
    """The line of a user, without its end; the same whenever and wherever it is made."""
    with _ONE_AT_A_TIME, _user_forgotten():
        try:
            return json_text(UserLine(user=task.user, today=task.today, result=_result(task)))
        except ScreenerError as error:
            return failed_line(task, str(error), error.exit_code)
        except Exception as error:  # noqa: BLE001  # this user's mishap must neither end the others' nor reach a log
            return failed_line(task, _mishap(error))


def failed_line(task: Task, text: str, exit_code: int = ScreenerError.exit_code) -> str:
    """The line of a user who has no result."""
    return json_text(UserLine(user=task.user, today=task.today, error=UserError(exit_code=exit_code, text=text)))


def _result(task: Task) -> Triage:
    folder = Path(task.folder)
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder; give one folder for each user")
    store = _own(folder, STORE)
    files = files_of(folder)
    if not files and store is None:
        raise InputError(f"{folder} holds neither files nor a store ({STORE}), so there is nothing to decide")
    rules, templates = _own(folder, RULES), _own(folder, TEMPLATES)
    return Screener(rules=rules, templates=templates, store=store, today=task.today, remember=False).triage(files)


def files_of(folder: Path) -> list[Path]:
    """What lies in a user's folder to be read: all but their rules, templates, store and what is hidden, by name."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.name not in (RULES, TEMPLATES) and not path.name.startswith((".", STORE))
    )


def _own(folder: Path, name: str) -> Path | None:
    path = folder / name
    return path if path.exists() else None


def _mishap(error: Exception) -> str:
    """An error that nobody foresaw, and where in the program it came up."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"screener could not go on here ({type(error).__name__}{place}): {error}; please report it"


@contextmanager
def _user_forgotten() -> Iterator[None]:
    """The languages of one user's folder are not there for the next, nor for the same folder changed; and the names and
    words of their people, which are kept so that one run need not fold them twice, go with them: memory stays flat."""
    try:
        yield
    finally:
        use_languages_of(None)
        for kept in _caches_of_words():
            kept.cache_clear()
        gc.collect()  # deciding makes cycles, and Python itself looks for old ones too seldom


def _caches_of_words() -> Iterator[Any]:
    """The caches with room for thousands; the smaller ones hold what every user needs, such as compiled templates, and
    rule sets of the engine are for ever."""
    modules = [module for name, module in sys.modules.items() if name.startswith("screener.")]
    for kept in (each for module in modules for each in vars(module).values() if hasattr(each, "cache_parameters")):
        if (kept.cache_parameters()["maxsize"] or 0) >= _MANY:
            yield kept
