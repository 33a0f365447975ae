"""The options of commands, and how their words become values."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.output import keep_folder, keep_store, remark
from screener.errors import InputError, UsageError

if TYPE_CHECKING:
    from screener.inference.inferring import EngineKind
    from screener.ledger.sqlite_store import Store as OpenStore
    from screener.screening.proposing import Setting


FIRST_YEAR = 2000


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class ListForm(StrEnum):
    """How a plain list is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Engine(StrEnum):
    """What draws the conclusions."""

    AUTO = "auto"
    DURABLE = "durable"
    COMPILED = "compiled"


Files = Annotated[
    list[str] | None,
    typer.Argument(
        help="None: the open requests are decided anew, by all that was read before. In any order: LinkedIn archives "
        "(zip, folder or single files), request lists (CSV, JSON, JSON lines, YAML, text pasted from the invitation "
        "page; - is standard input), address books (vCard, Google, Outlook), mailboxes (mbox, .eml), calendars (.ics).",
        show_default=False,
    ),
]
Today = Annotated[
    str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="Decide as of this day. [default: today]")
]
Rules = Annotated[
    Path | None,
    typer.Option(
        "--rules", metavar="DIR", help="The folder of rules, or `shipped`. [default: SCREENER_RULES, ./rules, yours]"
    ),
]
Templates = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        metavar="DIR",
        help="A folder of reply templates that go before the shipped ones. [default: ./templates]",
    ),
]
Store = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="FILE",
        envvar="SCREENER_STORE",
        show_envvar=False,
        help="The file that remembers requests and decisions. [default: SCREENER_STORE, else in your data folder]",
    ),
]


class GivenAs(StrEnum):
    """What the user says that a file is."""

    REQUESTS = "requests"


As = Annotated[
    GivenAs | None,
    typer.Option("--as", help="Take a table of names for a list of requests, however little else it says."),
]
NoStore = Annotated[
    bool, typer.Option("--no-store", help="Remember nothing, and go by the files alone.", show_default=False)
]
Drafts = Annotated[
    Path | None,
    typer.Option("--drafts", metavar="PATH", help="Also write the drafts: into a file NAME.md, or into a folder."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the result here. [default: standard output]"),
]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Replace a file that this program did not write without asking; its own are told by how they begin.",
        show_default=False,
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to write the result.")]
ListFormat = Annotated[ListForm, typer.Option("--format", "-f", help="How to write the list.")]
EngineOption = Annotated[
    Engine,
    typer.Option(
        "--engine",
        help="What draws the conclusions: durable-rules, or the compiled policy alone; auto takes "
        "durable-rules where it can be loaded.",
    ),
]
Verify = Annotated[
    bool, typer.Option("--verify", help="Check every answer of the engine against plain Python.", show_default=False)
]


Because = Annotated[
    str,
    typer.Option(
        "--because",
        metavar="TEXT",
        help="Why, for yourself alone; - reads it from standard input, @editor opens your editor, so that it does not "
        "stand in the history of your shell.",
    ),
]


def list_form_of(form: Format) -> ListForm:
    """The form of a plain list. Raises UsageError for one that lists do not have."""
    if form.value not in {each.value for each in ListForm}:
        raise UsageError(f"a list is not written as {form}; choose one of {', '.join(ListForm)}")
    return ListForm(form.value)


FROM_INPUT = "-"
FROM_EDITOR = "@editor"


def reason_of(because: str) -> str:
    """The reason that `--because` gives: itself, or what standard input or the user's editor holds. Raises UsageError
    if that is empty."""
    if because not in (FROM_INPUT, FROM_EDITOR):
        return because.strip()
    if because == FROM_EDITOR:
        from screener.cli.editor import edited_text

        text = edited_text("").strip()
    elif sys.stdin is None:
        raise UsageError("there is no standard input to read the reason from; write it behind --because")
    else:
        text = typer.get_text_stream("stdin", errors="replace").read().strip()
    if not text:
        raise UsageError("the reason was left empty, so nothing was recorded; leave out --because to give none")
    return text


def day_of(text: str | None, option: str = "--today") -> date:
    """The day to decide as of; the clock is read here and nowhere else. Raises UsageError."""
    if text is None:
        return date.today()
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise UsageError(f"{option} {text!r} is no date; write it as 2026-03-31") from error
    if day.year < FIRST_YEAR:
        raise UsageError(f"{option} {text!r} is before there were such requests; write it as 2026-03-31")
    return day


def setting_of(
    rules: Path | None,
    templates: Path | None,
    today: str | None,
    engine: Engine = Engine.AUTO,
    *,
    verify: bool = False,
    store: OpenStore | None = None,
) -> Setting:
    """The policy, templates, day and engine that the options name; a store may have the policy ready. Raises
    PolicyError, UsageError or InputError."""
    from screener.ledger.ready_policy import ready_policy
    from screener.replies.template_files import template_names
    from screener.screening.proposing import Setting

    folders = template_folders(templates)
    return Setting(
        policy=ready_policy(store, rules_folder(rules), template_names(folders)),
        templates=folders,
        today=day_of(today),
        engine=engine_of(engine),
        verify=verify,
    )


@contextmanager
def opened_store(given: Path | None) -> Iterator[OpenStore]:
    """The store that was named, else the one in the platform's data folder. Raises UsageError if there is none."""
    path = store_path(given)
    if not is_there(path):
        way_out = "`screener triage FILES…` makes one, --store FILE or SCREENER_STORE names another"
        raise UsageError(f"there is no store {path} yet; {way_out}")
    with made_store(given) as store:
        yield store


def is_there(path: Path) -> bool:
    """Whether there is such a file. Raises InputError where that may not be seen."""
    try:
        return path.exists()
    except OSError as error:
        raise InputError(f"{path} cannot be looked at: {error.strerror}; see who may read the folder") from error


@contextmanager
def made_store(given: Path | None, *, no_store: bool = False) -> Iterator[OpenStore]:
    """The same store, made if there is none; with `no_store` one that is gone afterwards. Raises InputError."""
    from screener.ledger.sqlite_store import open_store, temporary_store

    with temporary_store() if no_store else open_store(store_path(given)) as store:
        yield store


def named_store() -> Path | None:
    """The store that the environment names, for what takes no option."""
    named = os.environ.get("SCREENER_STORE")
    return Path(named) if named else None


def store_path(given: Path | None) -> Path:
    """Where the store is, whether there is one or not."""
    import platformdirs

    folder = platformdirs.user_data_path("screener", appauthor=False)
    path = given.expanduser() if given else folder / "ledger.sqlite"
    keep_store(path)
    return path


def template_folders(own: Path | None, option: str = "--templates") -> tuple[Path, ...]:
    """The user's folder of templates before the shipped one: the one given, else `./templates` if it holds any."""
    from screener.folders import holds_templates
    from screener.shipped import shipped_folder

    beside = Path("templates").absolute()
    folder = _existing_folder(own, option) or (beside if holds_templates(beside) else None)
    shipped = shipped_folder("templates")
    folders = (shipped,) if folder is None or folder.resolve() == shipped.resolve() else (folder, shipped)
    for each in folders:
        keep_folder("a template", each, "*.txt")
    return folders


def rules_folder(given: Path | None) -> Path | None:
    """The folder of the policy that runs, with the user's languages; None is the shipped one. Raises UsageError for a
    folder that is not there."""
    from screener.languages.words import use_languages_of

    chosen = chosen_rules(given)
    use_languages_of(chosen)
    return chosen


def chosen_rules(given: Path | None) -> Path | None:
    """The folder of the policy that runs; None is the shipped one. Raises UsageError for a folder that is not there."""
    from screener.folders import choose_policy_folder, names_the_shipped
    from screener.shipped import shipped_folder

    if given is not None and not names_the_shipped(given):
        _existing_folder(given, "--rules")
    chosen = choose_policy_folder(given, cwd=Path.cwd(), environment=os.environ)
    keep_folder("a rule file", chosen or shipped_folder("rules"), "*.y*ml")
    return chosen


def _existing_folder(folder: Path | None, option: str) -> Path | None:
    """The folder as given. Raises UsageError if there is none."""
    if folder is not None and not folder.is_dir():
        raise UsageError(f"{option} {str(folder)!r} is no folder; give one that exists")
    return folder


def engine_of(engine: Engine = Engine.AUTO) -> EngineKind:
    """The engine to use; where durable-rules cannot be loaded and was not asked for, a line says what decides."""
    from screener.inference.durable_engine import obstacle
    from screener.inference.inferring import EngineKind

    hindered = obstacle() if engine is Engine.AUTO else None
    if hindered is None:
        return EngineKind(engine.value)
    remark(
        f"durable-rules cannot be loaded here ({hindered}), so the compiled policy decides by itself; "
        "the README tells how to install it, under “Set up”"
    )
    return EngineKind.COMPILED
