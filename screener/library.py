"""Screening from Python: the same as `screener triage`, with the form as frozen, typed objects."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

if TYPE_CHECKING:
    from screener.reports.form import Triage
    from screener.screening.proposing import Setting

PathName = str | PathLike[str]


class Screener:
    """Decides connection requests by a folder of rules, which is read once (without one, by the shipped ones). With a
    `store` it remembers what it read, as the command does (not with `remember=False`: then the store is read and left
    as it is); without one it keeps nothing. Raises PolicyError for rules with mistakes."""

    def __init__(
        self,
        *,
        rules: PathName | None = None,
        store: PathName | None = None,
        templates: PathName | None = None,
        today: date | None = None,
        remember: bool = True,
    ) -> None:
        self._rules = Path(rules) if rules is not None else None
        self._store = Path(store) if store is not None else None
        self._templates = Path(templates) if templates is not None else None
        self._today = today
        self._remember = remember
        self._setting = self._made_setting()  # mistakes in the rules are told at once

    def triage(self, files: Iterable[PathName] = (), *, as_requests: bool = False) -> Triage:
        """The requests in the files, decided; without files the open ones of the store, decided anew. `as_requests`: a
        table of names is a list of requests. What is wrong with a file is among the `problems`. Raises InputError for
        what cannot be used at all, EngineError if the engine fails, UsageError without files and store."""
        from screener.errors import UsageError
        from screener.languages.words import use_languages_of
        from screener.ledger.sqlite_store import copied_store, open_store
        from screener.reports.screening_form import triage_form
        from screener.screening.screening import screen

        given = [str(files)] if isinstance(files, str | Path) else [str(file) for file in files]
        if not given and self._store is None:
            raise UsageError("without a store there is nothing to decide but what files hold; give the files")
        use_languages_of(self._rules)  # another screener of this process may have languages of its own
        setting = structs.replace(self._setting, today=self._today or date.today())
        opened = open_store if self._remember else copied_store
        with opened(self._store) if self._store else nullcontext() as store:
            return triage_form(screen(given, setting, store=store, as_requests=as_requests))

    def _made_setting(self) -> Setting:
        from screener.languages.words import use_languages_of
        from screener.policy.loading import load_policy
        from screener.replies.template_files import template_names
        from screener.screening.proposing import Setting
        from screener.shipped import shipped_folder

        use_languages_of(self._rules)
        folders = tuple(filter(None, (self._templates, shipped_folder("templates"))))
        return Setting(
            policy=load_policy(self._rules, templates=template_names(folders)),
            templates=folders,
            today=self._today or date.today(),
        )
