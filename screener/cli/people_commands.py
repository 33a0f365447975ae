"""`screener who`, `unlink`, `vouch`, `vouches`, `expect`: what the user says of people."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.asking import prompted
from screener.cli.lazily import takes
from screener.cli.output import remark, terminal_width, write_result
from screener.cli.queue import WithVouches, request_lines
from screener.cli.workspace import DECIDING, Workspace
from screener.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from screener.ledger.kept import KeptRequest
    from screener.ledger.sqlite_store import Store
    from screener.screening.again import Again
    from screener.screening.results import Screened

LATER = "later"
_ASKED_AT_TERMINAL = "y = yes, n = no, l or Enter = later (nothing is written), q = quit"


def who(
    at: Annotated[Workspace, takes("form", *DECIDING)],
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="[WHICH]",
            help="The request: number, name or address. Without it, all to confirm.",
            show_default=False,
        ),
    ] = None,
    says: Annotated[
        str | None,
        typer.Argument(
            metavar="[yes|no|later|N|PERSON]",
            help="yes or no; the number of one of several; or a name of your files.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Say whether somebody who asks is the one of your files whom they may be: asked once, remembered for every rule,
    and taken back by `screener undo`, or `screener unlink`."""
    with at.deciding() as again:
        if which is None:
            _go_through(again, at.form)
        else:
            _say(again, which, says, at.form)


def unlink(
    which: Annotated[
        str,
        typer.Argument(metavar="WHICH", help="The asker: number, name or address."),
    ],
    at: Annotated[Workspace, takes("today", "store")],
) -> None:
    """Take back whatever you said of who an asker is."""
    from screener.ledger.choosing import find_request
    from screener.screening.identities import forget_links

    with at.opened() as opened:
        kept = find_request(opened, which)
        number = forget_links(opened, kept, at.day)
    name = kept.request.name
    remark(f"took back what you said of {name}" if number else f"you have said nothing of who {name} is")


def _go_through(again: Again, form: options.Format) -> None:
    """All that is to be confirmed: one by one at a terminal, else as a list."""
    from screener.cli.triage import pieces
    from screener.outcomes import Part
    from screener.reports.reply_reports import identity_lines
    from screener.reports.screening_form import document_of
    from screener.screening.identities import Answer, say

    open_ones = [one for one in again.queue().screened if one.part is Part.TO_CONFIRM]
    if form is not options.Format.TABLE:
        write_result(pieces(document_of(again.screening(open_ones)), form, terminal_width()), None)
        return
    if not open_ones:
        _print(["Nobody is to be confirmed."])
        return
    for one in open_ones:
        _print([*identity_lines(one, terminal_width()), ""])
        if not _is_terminal():  # a list to read: nobody is there to answer
            continue
        answer = prompted(_ASKED_AT_TERMINAL, default=LATER).strip().casefold()
        if answer in ("q", "quit"):
            return
        meant = Answer.read(answer)
        if meant is not None:
            said = say(again.store, again, _kept(again.store, one), meant, again.setting.today)
            remark(said)


def _say(again: Again, which: str, says: str | None, form: options.Format) -> None:
    from screener.ledger.choosing import find_request
    from screener.reports.reply_reports import identity_lines
    from screener.reports.screening_form import document_of
    from screener.screening.again import Again
    from screener.screening.identities import Answer, say

    kept = find_request(again.store, which)
    if says is None or says.casefold() == LATER:
        _print(identity_lines(again.proposal(kept), terminal_width()))
        return
    answer = Answer.read(says) or Answer(person=says)
    remark(say(again.store, again, kept, answer, again.setting.today))
    renewed = Again(again.store, again.setting)
    document = document_of(renewed.screening([renewed.proposal(kept)]))
    if form is options.Format.TABLE:
        _print(request_lines(document))
    else:
        from screener.cli.triage import pieces

        write_result(pieces(document, form, terminal_width()), None)


def _kept(store: Store, one: Screened) -> KeptRequest:
    from screener.ledger.request_queue import request_numbered

    kept = request_numbered(store, one.number or 0)
    if kept is None:
        raise UsageError("the request is gone; look at `screener queue`")
    return kept


def _is_terminal() -> bool:
    import sys

    return sys.stdin is not None and sys.stdin.isatty()


def _print(lines: Iterable[str]) -> None:
    write_result((line + "\n" for line in lines), None)


NEXT = "next"


class Recommend(StrEnum):
    """Whether the user would recommend somebody; `none` takes the word out again."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    NONE = "none"


class Kind(StrEnum):
    """What a word is about."""

    CONDUCT = "conduct"
    PERFORMANCE = "performance"


Person = Annotated[
    str,
    typer.Argument(
        metavar="PERSON",
        help="A name, a profile address, or a number of the queue.",
    ),
]
New = Annotated[
    bool, typer.Option("--new", help="Somebody whom no file names, however near other names are.", show_default=False)
]


def vouch(
    at: Annotated[Workspace, takes("list_form", "today", "store")],
    person: Annotated[
        str | None,
        typer.Argument(
            metavar="PERSON|next",
            help="Whom; `next` proposes five people.",
            show_default=False,
        ),
    ] = None,
    recommend: Annotated[
        Recommend | None, typer.Argument(help="Would you recommend them? `none` takes your word out.")
    ] = None,
    because: options.Because = "",
    kind: Annotated[Kind | None, typer.Option("--kind", help="Is it about conduct, or about performance?")] = None,
    context: Annotated[str, typer.Option("--context", metavar="TEXT", help="Where you know them from.")] = "",
    introduced_by: Annotated[str, typer.Option("--introduced-by", metavar="PERSON", help="Who introduced you.")] = "",
    new: New = False,
    is_list: Annotated[bool, typer.Option("--list", help="List whom you would recommend or not.")] = False,
    with_vouches: WithVouches = False,
) -> None:
    """Note, for yourself alone, whether you would recommend somebody, and why. `screener vouch next` proposes whom,
    --list shows those you have noted; with --with-vouches also why."""
    if is_list:
        vouches(at, with_vouches)
        return
    if person is None:
        raise UsageError("say whom: a name, a profile address or a number; `next` proposes some, --list shows all")
    day = at.day
    because = options.reason_of(because)
    with at.made() as opened:
        if person == NEXT and recommend is None:
            _propose(opened, at.list_form)
            return
        if recommend is None:
            raise UsageError(f"say whether you would recommend {person}: yes, no or unsure (none takes it out)")
        if recommend is Recommend.NONE:
            _take_out(opened, person, day)
            return
        if not because:
            raise UsageError("say why with --because TEXT; a word without its reason helps nobody later, not even you")
        words = {"recommend": recommend.value, "kind": kind.value if kind else "", "context": context.strip()}
        words |= {"reason": because, "introduced_by": introduced_by.strip()}
        _note(opened, person, words, day, is_new=new)


def vouches(
    at: Annotated[Workspace, takes("list_form", "store")],
    with_vouches: WithVouches = False,
) -> None:
    """List whom you would recommend or not; with --with-vouches also why."""
    from screener.ledger.deeds import newest_vouches
    from screener.reports.lists import as_list, vouch_rows

    with at.opened() as opened:
        rows = vouch_rows(newest_vouches(opened), with_words=with_vouches)
    nothing = "You have noted nobody yet; `screener vouch next` proposes whom."
    write_result((line + "\n" for line in as_list(rows, at.list_form, terminal_width(), nothing)), None)


def expect(
    at: Annotated[Workspace, takes("list_form", "today", "store")],
    person: Annotated[
        str | None, typer.Argument(metavar="[PERSON]", help="Whom; without it, all are listed.", show_default=False)
    ] = None,
    because: options.Because = "",
    until: Annotated[
        str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="The last day it counts. [default: no end]")
    ] = None,
    new: New = False,
) -> None:
    """Note that you told somebody to ask, so that a request without a note is recognised."""
    from screener.ledger import deeds
    from screener.ledger.choosing import named_person
    from screener.reports.lists import as_list, expected_rows

    because = options.reason_of(because)
    with at.made() as opened:
        if person is None:
            rows = expected_rows(deeds.expected_people(opened))
            lines = as_list(rows, at.list_form, terminal_width(), "You expect nobody.")
            write_result((line + "\n" for line in lines), None)
            return
        day = at.day
        last = options.day_of(until, "--until") if until else None
        if last and last < day:
            raise UsageError(f"--until {until} is over already; name a later day")
        named = named_person(opened, person, is_new=new)
        deeds.expect(opened, named, because, last, day)
        remark(f"you expect {named.called}" + (f" until {last}" if last else ""))


def _note(store: Store, person: str, words: dict[str, str], day: date, *, is_new: bool) -> None:
    from screener.ledger import deeds
    from screener.ledger.choosing import named_person

    named = named_person(store, person, is_new=is_new)
    deeds.vouch(store, named, words, day)
    remark(f"noted for {named.called}: {words['recommend']}. It stays in your ledger.")


def _take_out(store: Store, person: str, day: date) -> None:
    from screener.ledger.choosing import known_person
    from screener.ledger.deeds import withdraw_vouch

    known = known_person(store, person)
    number = withdraw_vouch(store, known, day)
    remark(f"took out {number} of your words on {known.called}" if number else f"you have no word on {known.called}")


def _propose(store: Store, form: options.ListForm) -> None:
    from screener.ledger.proposing_vouches import people_to_vouch_for
    from screener.ledger.sqlite_world import catch_up
    from screener.reports.lists import as_list

    catch_up(store)
    rows = [
        {"name": each.person.name, "profile_url": each.person.address, "why": each.why}
        for each in people_to_vouch_for(store)
    ]
    nothing = "Nobody is left to propose: read an archive with recommendations and endorsements first."
    write_result((line + "\n" for line in as_list(rows, form, terminal_width(), nothing)), None)
