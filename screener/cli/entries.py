"""`screener vouch`, `vouches`, `expect`: whom you would recommend and why, and whom you told to ask."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.output import remark, terminal_width, write_result
from screener.cli.queue import WithVouches
from screener.errors import UsageError

if TYPE_CHECKING:
    from screener.ledger.sqlite_store import Store

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


Person = Annotated[str, typer.Argument(metavar="PERSON", help="A name, a profile address, or a number of the queue.")]
New = Annotated[
    bool, typer.Option("--new", help="Somebody whom no file names, however near other names are.", show_default=False)
]


def vouch(
    person: Annotated[str, typer.Argument(metavar="PERSON|next", help="Whom; `next` proposes five people.")],
    recommend: Annotated[
        Recommend | None, typer.Argument(help="Would you recommend them? `none` takes your word out.")
    ] = None,
    because: options.Because = "",
    kind: Annotated[Kind | None, typer.Option("--kind", help="Is it about conduct, or about performance?")] = None,
    context: Annotated[str, typer.Option("--context", metavar="TEXT", help="Where you know them from.")] = "",
    introduced_by: Annotated[str, typer.Option("--introduced-by", metavar="PERSON", help="Who introduced you.")] = "",
    new: New = False,
    form: options.ListFormat = options.ListForm.TABLE,
    today: options.Today = None,
    store: options.Store = None,
) -> None:
    """Note, for yourself alone, whether you would recommend somebody, and why. `screener vouch next` proposes whom."""
    day = options.day_of(today)
    because = options.reason_of(because)
    with options.made_store(store) as opened:
        if person == NEXT and recommend is None:
            _propose(opened, form)
            return
        if recommend is None:
            raise UsageError(f"say whether you would recommend {person}: yes, no or unsure (none takes it out)")
        if recommend is Recommend.NONE:
            _take_out(opened, person, today)
            return
        if not because:
            raise UsageError("say why with --because TEXT; a word without its reason helps nobody later, not even you")
        from screener.ledger import entries
        from screener.ledger.choosing import named_person

        named = named_person(opened, person, is_new=new)
        words = {"recommend": recommend.value, "kind": kind.value if kind else "", "context": context.strip()}
        words |= {"reason": because, "introduced_by": introduced_by.strip()}
        entries.vouch(opened, named, words, day)
        remark(f"noted for {named.called}: {recommend.value}. It stays in your ledger.")


def vouches(
    with_vouches: WithVouches = False,
    form: options.ListFormat = options.ListForm.TABLE,
    store: options.Store = None,
) -> None:
    """List whom you would recommend or not; with --with-vouches also why."""
    from screener.ledger.entries import newest_vouches
    from screener.reports.remembered import as_list, vouch_rows

    with options.opened_store(store) as opened:
        rows = vouch_rows(newest_vouches(opened), with_words=with_vouches)
    nothing = "You have noted nobody yet; `screener vouch next` proposes whom."
    write_result((line + "\n" for line in as_list(rows, form, terminal_width(), nothing)), None)


def expect(
    person: Annotated[
        str | None, typer.Argument(metavar="[PERSON]", help="Whom; without it, all are listed.", show_default=False)
    ] = None,
    because: options.Because = "",
    until: Annotated[
        str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="The last day it counts. [default: no end]")
    ] = None,
    new: New = False,
    form: options.ListFormat = options.ListForm.TABLE,
    today: options.Today = None,
    store: options.Store = None,
) -> None:
    """Note that you told somebody to ask, so that a request without a note is recognised."""
    from screener.ledger import entries
    from screener.ledger.choosing import named_person
    from screener.reports.remembered import as_list, expected_rows

    because = options.reason_of(because)
    with options.made_store(store) as opened:
        if person is None:
            rows = expected_rows(entries.expected_people(opened))
            lines = as_list(rows, form, terminal_width(), "You expect nobody.")
            write_result((line + "\n" for line in lines), None)
            return
        day = options.day_of(today)
        last = options.day_of(until, "--until") if until else None
        if last and last < day:
            raise UsageError(f"--until {until} is over already; name a later day")
        named = named_person(opened, person, is_new=new)
        entries.expect(opened, named, because, last, day)
        remark(f"you expect {named.called}" + (f" until {last}" if last else ""))


def _take_out(store: Store, person: str, today: str | None) -> None:
    from screener.ledger.choosing import known_person
    from screener.ledger.entries import withdraw_vouch

    known = known_person(store, person)
    number = withdraw_vouch(store, known, options.day_of(today))
    remark(f"took out {number} of your words on {known.called}" if number else f"you have no word on {known.called}")


def _propose(store: Store, form: options.ListForm) -> None:
    from screener.ledger.proposing_vouches import people_to_vouch_for
    from screener.ledger.sqlite_world import catch_up
    from screener.reports.remembered import as_list

    catch_up(store)
    rows = [
        {"name": each.person.name, "profile_url": each.person.address, "why": each.why}
        for each in people_to_vouch_for(store)
    ]
    nothing = "Nobody is left to propose: read an archive with recommendations and endorsements first."
    write_result((line + "\n" for line in as_list(rows, form, terminal_width(), nothing)), None)
