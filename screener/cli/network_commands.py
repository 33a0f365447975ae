"""`screener audit`, `referrals`, `recommend`: what the network is made of, and whom to turn to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.lazily import takes
from screener.cli.output import (
    check_targets,
    is_standard,
    progress_bar,
    remark,
    say,
    standard_input,
    terminal_width,
    write_result,
)
from screener.cli.queue import WithVouches
from screener.cli.triage import INCOMPLETE, keep_inputs
from screener.cli.workspace import DECIDING, Workspace
from screener.errors import UsageError

if TYPE_CHECKING:
    from screener.ledger.sqlite_store import Store as OpenStore
    from screener.network.audit import Audit, Network
    from screener.screening.proposing import Setting


class AuditForm(StrEnum):
    """How an audit is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


class LetterForm(StrEnum):
    """How referrals and recommendations are written."""

    TABLE = "table"
    JSON = "json"


MaybeFiles = Annotated[
    list[str] | None,
    typer.Argument(
        help="None: all that was read before. Else, in any order: archives (give an older one, too: two tell careers), "
        "mailboxes, calendars, address books.",
        show_default=False,
    ),
]


def audit(
    at: Annotated[Workspace, takes("output", "force", "today", "rules", "engine", "store", "no_store")],
    files: MaybeFiles = None,
    form: Annotated[AuditForm, typer.Option("--format", "-f", help="How to write the result.")] = AuditForm.TABLE,
    summary: Annotated[
        bool, typer.Option("--summary", help="The figures alone, on a page.", show_default=False)
    ] = False,
    nothing_found: Annotated[
        bool, typer.Option("--nothing-found", help="Only those of whom nothing was found.", show_default=False)
    ] = False,
    dormant: Annotated[
        bool, typer.Option("--dormant", help="Only those you know and have not heard of for long.", show_default=False)
    ] = False,
    with_vouches: WithVouches = False,
) -> None:
    """Say of every connection what your files show: proved, a hint, cannot tell, or nothing found; and what that says
    of your network, in figures that name their rule."""
    from screener.network.audit import audit_of

    if nothing_found and dormant:
        raise UsageError("--nothing-found and --dormant are two lists; ask for one of them")
    if summary and (nothing_found or dormant or form is AuditForm.CSV):
        raise UsageError("--summary shows figures alone; leave out the list and --format csv")
    setting = at.setting()
    check_targets(at.output)
    with network_read(files, at, setting) as network:
        made = audit_of(network, with_vouches=with_vouches)
        width = terminal_width() if is_standard(at.output) else sys.maxsize
        write_result(
            _pieces(_listed(made, nothing_found, dormant), form, width, summary=summary), at.output, force=at.force
        )
    if network.is_incomplete:
        raise typer.Exit(INCOMPLETE)


def referrals(
    at: Annotated[Workspace, takes("output", "force", *DECIDING, "no_store")],
    files: MaybeFiles = None,
    company: Annotated[str, typer.Option("--company", metavar="X", help="At this firm.", show_default=False)] = "",
    role: Annotated[str, typer.Option("--role", metavar="R", help="In such a role.", show_default=False)] = "",
    field: Annotated[str, typer.Option("--field", metavar="F", help="In this field.", show_default=False)] = "",
    place: Annotated[
        str,
        typer.Option(
            "--place",
            metavar="P",
            help="At this place, as far as a position names it: archives tell no address of connections.",
            show_default=False,
        ),
    ] = "",
    form: Annotated[LetterForm, typer.Option("--format", "-f", help="How to write the result.")] = LetterForm.TABLE,
) -> None:
    """List whom you could ask for a word: ranked by the weakest of knowing your work, vouching, and being near; with
    the rows that show it, and a draft that asks with an easy way out."""
    from screener.network.referrals import Aim, Target, referrals_of
    from screener.reports import network_forms, network_tables

    aims = {Aim.FIRM: company, Aim.ROLE: role, Aim.FIELD: field, Aim.PLACE: place}
    named = [Target(aim=aim, text=text) for aim, text in aims.items() if text]
    if len(named) != 1:
        raise UsageError("say what you look for: one of --company, --role, --field, --place")
    setting = at.setting()
    check_targets(at.output)
    with network_read(files, at, setting) as network:
        _say_unread(network)
        found = referrals_of(network, named[0], setting.templates)
        if form is LetterForm.JSON:
            pieces: Iterable[str] = network_forms.referrals_as_json(found)
        else:
            width = terminal_width() if is_standard(at.output) else sys.maxsize
            pieces = (line + "\n" for line in network_tables.referrals_as_table(found, width))
        write_result(pieces, at.output, force=at.force)
    if network.is_incomplete:
        raise typer.Exit(INCOMPLETE)


def recommend(
    person: Annotated[str, typer.Argument(help="A connection: name, profile address or id.", show_default=False)],
    at: Annotated[Workspace, takes(*DECIDING)],
    form: Annotated[LetterForm, typer.Option("--format", "-f", help="How to write the result.")] = LetterForm.TABLE,
    with_vouches: WithVouches = False,
) -> None:
    """Say what you know of somebody's work, whether you can recommend them, and why or why not; with a draft of a
    recommendation, or of a line that points to others."""
    from screener.network.recommendation import connection_named, recommendation_of
    from screener.reports import network_forms, network_tables

    setting = at.setting()
    with network_read(None, at, setting) as network:
        _say_unread(network)
        linked = connection_named(network, person)
        if linked is None:
            raise UsageError(f"none of your connections is {person!r}; `screener audit` lists them")
        found = recommendation_of(network, linked, setting.templates)
        words = list(network.judgement.words_on(network.connections, linked, network.source)) if with_vouches else []
        if form is LetterForm.JSON:
            pieces: Iterable[str] = network_forms.recommendation_as_json(found, words)
        else:
            pieces = (line + "\n" for line in network_tables.recommendation_lines(found, terminal_width(), words))
        write_result(pieces, None)


def connection_lines(opened: OpenStore, setting: Setting, which: str) -> list[str] | None:
    """Why a connection is judged as it is; None if none is called so, or no archive has told who is one."""
    from screener.errors import InputError
    from screener.network.audit import network_of
    from screener.network.recommendation import acquaintance, connection_named
    from screener.reports.network_tables import acquaintance_lines

    try:
        network = network_of((), setting, opened)
    except InputError:
        return None
    linked = connection_named(network, which)
    return None if linked is None else list(acquaintance_lines(acquaintance(network, linked), terminal_width()))


def _listed(made: Audit, nothing_found: bool, dormant: bool) -> Audit:
    """The audit, or the part of it that was asked for; the figures stay those of everybody."""
    from dataclasses import replace

    from screener.network.judgement import DORMANT, Class

    if nothing_found:
        return replace(made, people=replace(made.people, kind=Class.NOTHING_FOUND))
    return replace(made, people=replace(made.people, flag=DORMANT)) if dormant else made


def _pieces(made: Audit, form: AuditForm, width: int, *, summary: bool) -> Iterable[str]:
    from screener.reports import network_forms, network_tables

    match form:
        case AuditForm.JSON:
            return network_forms.audit_as_json(made, with_people=not summary)
        case AuditForm.CSV:
            return network_tables.audit_as_csv(made.people)
        case AuditForm.HTML:
            from screener.reports.network_page import audit_as_page

            return audit_as_page(made, with_people=not summary)
        case AuditForm.TABLE:
            if summary:
                lines: Iterable[str] = network_tables.summary_lines(made, width)
            elif made.people.is_all:
                lines = network_tables.audit_as_table(made, width)
            else:
                lines = network_tables.people_lines(made.people, width)
            return (line + "\n" for line in lines)


def _say_unread(network: Network) -> None:
    """What the answer does not rest on; the page of an audit says it itself."""
    if network.not_read:
        say(f"never read: {', '.join(network.not_read)}")


@contextmanager
def network_read(files: list[str] | None, at: Workspace, setting: Setting) -> Iterator[Network]:
    """The network as files and store tell it; says what was read, and with which policy."""
    from screener.network.audit import network_of
    from screener.reports.plain_words import source_words
    from screener.reports.screening_form import source_form

    given = files or []
    if not all(given):
        raise UsageError("one of the files has an empty name; is a variable of your shell unset?")
    if at.no_store and not given:
        raise UsageError("--no-store remembers nothing, so there is nothing to go by without files; give some")
    if not at.no_store:
        options.store_path(at.store)
    keep_inputs(given)
    with at.made() if given else at.opened() as opened:
        with progress_bar() as progress:
            network = network_of(given, setting, opened, stdin=standard_input(), progress=progress)
        for source in network.sources:
            say(f"read {source_words(source_form(source))}")
        for problem in network.problems:
            remark(str(problem))
        yield network
