"""What a command works with: rules, templates, the day, the store, the form of its result. Each option is declared here
once; a command names those that it takes, as in `at: Annotated[Workspace, takes("today", "store")]`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from screener.cli import options
from screener.cli.output import detail, is_verbose
from screener.errors import UsageError

# What every command takes that decides requests.
DECIDING: Final = ("today", "rules", "templates", "engine", "store")

if TYPE_CHECKING:
    from screener.ledger.sqlite_store import Store as OpenStore
    from screener.policy.model import Policy
    from screener.screening.again import Again
    from screener.screening.proposing import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """What the options of one command say. The order of the fields is that of every help."""

    form: options.FormatOption = options.Format.TABLE
    list_form: options.ListFormat = options.ListForm.TABLE
    output: options.Output = None
    drafts: options.Drafts = None
    force: options.Force = False
    today: options.Today = None
    rules: options.Rules = None
    templates: options.Templates = None
    engine: options.EngineOption = options.Engine.AUTO
    verify: options.Verify = False
    store: options.Store = None
    no_store: options.NoStore = False

    @property
    def day(self) -> date:
        """The day to decide as of. Raises UsageError."""
        return options.day_of(self.today)

    def setting(self, store: OpenStore | None = None) -> Setting:
        """The policy, which a store may have ready, templates, day and engine. Raises PolicyError, UsageError or
        InputError."""
        setting = options.setting_of(
            self.rules, self.templates, self.today, self.engine, verify=self.verify, store=store
        )
        detail(f"policy: {setting.policy.origin}, {len(setting.policy.rules)} rules; as of {setting.today}")
        return setting

    def policy(self) -> Policy:
        """The policy alone. Raises PolicyError, UsageError or InputError."""
        from screener.policy.loading import load_policy

        return load_policy(self.rules_folder(), templates=self.template_names())

    def waiting_days(self) -> float:
        """How long the user waits for an answer. Raises PolicyError, UsageError or InputError."""
        return self.setting().policy.about_me.waiting_days

    def within(self, rules: Path | None) -> Workspace:
        """The same with the folder of rules that an argument names, if it names one."""
        return replace(self, rules=rules or self.rules)

    def rules_folder(self) -> Path | None:
        """The folder of the policy that runs; None is the shipped one. Raises UsageError."""
        return options.rules_folder(self.rules)

    def chosen_rules(self) -> Path | None:
        """The same, without getting the user's languages ready."""
        return options.chosen_rules(self.rules)

    def keep_folders(self) -> None:
        """Let nothing be written onto the rules and templates that are read. Raises UsageError."""
        self.chosen_rules()
        self.template_folders()

    def own_rules_folder(self) -> Path:
        """The folder of the policy that runs. Raises UsageError if it is the shipped one, which nobody edits in
        place."""
        folder = self.rules_folder()
        if folder is None:
            raise UsageError("you have no rules of your own yet; make some with `screener init`, or give a folder")
        return folder

    def template_folders(self) -> tuple[Path, ...]:
        """The user's folder of templates before the shipped one. Raises UsageError."""
        return options.template_folders(self.templates)

    def template_names(self) -> Mapping[str, frozenset[str]]:
        """The kinds of reply that there are templates for, of each verdict."""
        from screener.replies.template_files import template_names

        return template_names(self.template_folders())

    def has_store(self) -> bool:
        """Whether there is a store yet."""
        return options.is_there(options.store_path(self.store))

    def opened(self) -> AbstractContextManager[OpenStore]:
        """The store, which must be there. Raises UsageError."""
        detail(f"store: {options.store_path(self.store)}")
        return options.opened_store(self.store)

    def made(self) -> AbstractContextManager[OpenStore]:
        """The store, made if there is none; with --no-store one that is gone afterwards."""
        detail("store: none is kept" if self.no_store else f"store: {options.store_path(self.store)}")
        return options.made_store(self.store, no_store=self.no_store)

    @contextmanager
    def deciding(self) -> Iterator[Again]:
        """The queue of the store, decided by the rules and the day."""
        from screener.screening.again import Again

        with self.opened() as store:
            again = Again(store, self.setting(store))
            if is_verbose():
                tell_grounds(store, again.proposing.inferring.engine_name)
            yield again


def tell_grounds(store: OpenStore, engine: str) -> None:
    """Say what the store has read, and what draws the conclusions."""
    from screener.ledger.request_queue import known_sources

    for source in known_sources(store):
        state = ", not wholly" if source.is_broken else ""
        detail(f"read on {source.read_on}{state}: {source.file}")
    detail(f"engine: {engine}")


# A folder of rules as an argument, where a command is about nothing else.
Folder = Annotated[
    Path | None,
    typer.Argument(metavar="[DIR]", help="A folder of rules, or `shipped`. [default: the policy that runs]"),
]
