"""`screener start`: finds the files, asks a few plain questions, writes the first rules, and triages."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from screener.cli import options
from screener.cli.asking import ask
from screener.cli.lazily import takes
from screener.cli.output import keep_input, remark, say, show_command, write_result
from screener.cli.workspace import Workspace
from screener.errors import InputError, UsageError
from screener.folders import VARIABLE

if TYPE_CHECKING:
    from screener.ledger.sqlite_store import Store
    from screener.policy.about_me import Setting
    from screener.policy.first_about_me import FirstAnswers

# What the files are called that people have; looked for by name alone, in the folder itself.
_CALLED: Final = {
    "LinkedIn archive": ("*LinkedInDataExport*",),
    "address book": ("*.vcf", "contacts*.csv"),
    "calendar": ("*.ics",),
    "mailbox": ("*.mbox", "takeout-*.zip"),
}
_MAIL_FOLDERS: Final = (".thunderbird", "Library/Mail")  # of Thunderbird and Apple Mail, hidden or deep below home
_MOST_EMPLOYERS: Final = 5  # of whom the size is asked: a whole career would tire
_NONE: Final = "none"


_Languages = Annotated[
    str | None,
    typer.Option(
        "--languages", metavar="en,es", help="The languages that you read. [default: your archive's, else en]"
    ),
]


def start(
    at: Annotated[Workspace, takes("today", "store")],
    files: Annotated[
        list[str] | None,
        typer.Argument(help="The files to read. None: they are looked for in Downloads and your home folder.",
                       show_default=False),
    ] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="DIR", help="The folder to make. [default: that of your settings]")
    ] = None,
    languages: _Languages = None,
    competitors: Annotated[
        str | None, typer.Option("--competitors", metavar="A,B", help="Firms that compete with yours.")
    ] = None,
    staff: Annotated[
        list[str] | None,
        typer.Option("--staff", metavar="FIRM=N", help="How many people work at a firm of yours: 85, or 51-200."),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A setting of the rules: recruiters=silent, waiting=21 days."),
    ] = None,
    rules_only: Annotated[
        bool, typer.Option("--rules-only", help="Read and ask nothing: write the folder of rules, as `init` does.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Ask nothing: read all that is found, and take the defaults.")
    ] = False,
) -> None:  # fmt: skip
    """Begin: find your files, answer about twelve questions, and see your requests decided. Nothing is read before you
    agree, and nothing that is there is replaced."""
    if rules_only:
        _write_rules_only(rules, asked_besides=[files, languages, competitors, staff, settings])
        return
    folder = _new_folder(rules)
    given = _pairs(settings, "--set"), _pairs(staff, "--staff")
    _check(languages, *given)
    chosen = files or _chosen(list(found_files()), is_asked=not yes)
    with at.made() as opened:
        is_incomplete = _read(chosen, opened, at.today)
        answers = _answers(opened, languages, competitors, *given, is_asked=not yes)
        _write(folder, answers)
        _show(opened, folder, at.today)
    if is_incomplete:
        from screener.cli.triage import INCOMPLETE

        raise typer.Exit(INCOMPLETE)


def _write_rules_only(rules: Path | None, asked_besides: Sequence[object]) -> None:
    """Write the folder of rules alone. Raises UsageError where more was asked for."""
    from screener.cli.demo import init

    if any(each is not None for each in asked_besides):
        raise UsageError("--rules-only reads no files and takes no answers; leave out one of them")
    init(rules or Path("rules"))
    named = os.environ.get(VARIABLE)
    if rules is None and named and Path(named) != Path("rules"):
        remark(f"{VARIABLE} names {named!r}, which goes before: unset it, or let it name the folder written")


def found_files() -> Iterator[tuple[str, Path]]:
    """The files that may be of use, with what they are by their names. None is opened."""
    import platformdirs

    home = Path.home()
    seen: set[Path] = set()
    for folder in dict.fromkeys([platformdirs.user_downloads_path(), home / "Downloads", home]):
        for kind, patterns in _CALLED.items():
            for path in sorted(path for pattern in patterns for path in _inside(folder, pattern)):
                if path.resolve() not in seen:  # Downloads may be a link into home
                    seen.add(path.resolve())
                    yield kind, path
    yield from (("mailbox", home / name) for name in _MAIL_FOLDERS if options.is_there(home / name))


def _inside(folder: Path, pattern: str) -> list[Path]:
    """What a folder holds of that name; nothing where it is not there, or may not be looked at."""
    try:
        names = [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError:
        return []
    return [path for path in names if fnmatchcase(path.name.lower(), pattern.lower())]


def _new_folder(given: Path | None) -> Path:
    """The folder to write: the one given, that the environment names, or that is found from everywhere. Raises
    UsageError where rules are already."""
    import platformdirs

    from screener.folders import choose_policy_folder

    chosen = choose_policy_folder(given, cwd=Path.cwd(), environment=os.environ)
    folder = chosen or platformdirs.user_config_path("screener", appauthor=False) / "rules"
    if options.is_there(folder / "about-me.yaml"):
        way_out = "change it, or name another folder with --rules; `screener triage FILES…` reads files"
        raise UsageError(f"{folder / 'about-me.yaml'} is there already; {way_out}")
    return folder


def _pairs(words: Sequence[str] | None, option: str) -> dict[str, str]:
    """NAME=VALUE as a map. Raises UsageError."""
    if wrong := [word for word in words or () if not all(part.strip() for part in word.partition("="))]:
        raise UsageError(f"{option} {wrong[0]!r} names no value; write NAME=VALUE")
    split = (word.partition("=") for word in words or ())
    return {name.strip(): value.strip() for name, _, value in split}


def _check(languages: str | None, settings: dict[str, str], staff: dict[str, str]) -> None:
    """Refuse what cannot be meant before anything is read. Raises UsageError."""
    from screener.policy.first_about_me import checked_value, language_codes, setting_named, staff_of

    language_codes(languages or "")
    for name, value in settings.items():
        checked_value(setting_named(name), value)
    for size in staff.values():
        staff_of(size)


def _chosen(found: list[tuple[str, Path]], *, is_asked: bool) -> list[str]:
    """The files that the user agrees to have read."""
    if not found:
        remark("No archive, address book, calendar or mailbox was found in Downloads or your home folder.")
        return []
    for number, (kind, path) in enumerate(found, start=1):
        remark(f"  {number}. {path} ({kind})")
    while is_asked:
        answer = ask("Which of these may be read? (all, none, or numbers)", "all").replace(",", " ").split()
        numbers = [int(word) for word in answer if word.isdecimal()]
        if answer == [_NONE]:
            return []
        if answer == ["all"]:
            break
        if len(numbers) == len(answer) and all(0 < number <= len(found) for number in numbers):
            return [str(found[number - 1][1]) for number in dict.fromkeys(numbers)]
        remark(f"  write all, none, or numbers from 1 to {len(found)}")
    return [str(path) for _, path in found]


def _read(files: list[str], store: Store, today: str | None) -> bool:
    """Read the files into the store; whether one of them could not be used."""
    from screener.cli.views import is_incomplete, say_what_was_read, screened

    for file in files:
        keep_input(Path(file))
    if not files:
        return False
    setting = options.setting_of(Path("shipped"), None, today)
    document = screened(files, setting, store, most_explained=0)  # decided anew by the new rules at the end
    say_what_was_read(document.frame)
    return is_incomplete(document.frame)


def _answers(
    store: Store,
    languages: str | None,
    competitors: str | None,
    settings: dict[str, str],
    staff: dict[str, str],
    *,
    is_asked: bool,
) -> FirstAnswers:
    """What the flags say, else the user, else the defaults."""
    from screener.evidence.myself import spoken
    from screener.ledger.request_queue import known_sources
    from screener.policy.first_about_me import ASKED, FirstAnswers, checked_value
    from screener.screening.files import reading_of

    reading = reading_of(known_sources(store))
    employers = list(dict.fromkeys([*(one.company for one in reading.positions), *staff]))
    codes = _languages_read(languages, ", ".join(spoken(reading.languages)) or "en", is_asked=is_asked)
    if competitors is None:
        competitors = ask("Which firms compete with yours? (with commas, or none)", _NONE) if is_asked else _NONE
    sizes = {
        name: _size(name, staff.get(name), is_asked=is_asked and place < _MOST_EMPLOYERS)
        for place, name in enumerate(employers)
    }
    values = {
        each.name: checked_value(each, settings[each.name])
        if each.name in settings
        else _value(each, is_asked=is_asked)
        for each in ASKED
    }
    return FirstAnswers(languages=codes, competitors=_listed(competitors), employers=sizes, settings=values)


def _languages_read(given: str | None, known: str, *, is_asked: bool) -> list[str]:
    from screener.policy.first_about_me import language_codes

    if given is not None or not is_asked:
        return language_codes(known if given is None else given)
    while True:
        try:
            return language_codes(ask("Which languages do you read? (codes or names: en, Spanish)", known))
        except UsageError as error:
            say(str(error), 2)


def _listed(text: str) -> list[str]:
    return [part for each in text.split(",") if (part := each.strip()) and part != _NONE]


def _size(name: str, given: str | None, *, is_asked: bool) -> int | None:
    from screener.policy.first_about_me import BANDS, staff_of

    if given is not None or not is_asked:
        return staff_of(given or "")
    question = f"How many people work at {name}? (a number, {', '.join(BANDS)}, or unknown)"
    while True:
        answer = ask(question, "unknown")
        try:
            return staff_of("" if answer == "unknown" else answer)
        except UsageError as error:
            say(str(error), 2)


def _value(setting: Setting, *, is_asked: bool) -> str:
    from screener.policy.about_me import Kind, Manner
    from screener.policy.first_about_me import checked_value

    if not is_asked:
        return setting.default
    sentence = setting.sentence[0].upper() + setting.sentence[1:]
    choices = f" ({', '.join(Manner)})" if setting.kind is Kind.REPLY else ""
    while True:
        try:
            return checked_value(setting, ask(f"{sentence}:{choices}", setting.default))
        except UsageError as error:
            say(str(error), 2)


def _write(folder: Path, answers: FirstAnswers) -> None:
    from screener.folders import choose_policy_folder
    from screener.policy.first_about_me import about_me_text
    from screener.policy.writing import start_own
    from screener.replies.template_files import template_names

    names = template_names(options.template_folders(None))
    try:
        written = start_own(folder, names, about_me=about_me_text(answers))
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}; choose another folder") from error
    for path in written:
        if path.parent == folder:
            remark(f"wrote {path}")
    # What every later command finds by itself.
    used = choose_policy_folder(None, cwd=Path.cwd(), environment=os.environ)
    if used is None or used.resolve() != folder.resolve():
        remark("To have them used from now on:")
        show_command(f"export SCREENER_RULES={shlex.quote(str(folder.resolve()))}")


def _show(store: Store, folder: Path, today: str | None) -> None:
    """How the queue stands by the new rules, and what comes next."""
    from screener.reports.day_brief import as_brief, standing_of
    from screener.reports.screening_form import triage_form
    from screener.screening.again import Again

    setting = options.setting_of(folder, None, today)
    triage = triage_form(Again(store, setting).queue())
    write_result([as_brief(triage, "text", standing_of(store, lambda: setting.policy.about_me.waiting_days))], None)
