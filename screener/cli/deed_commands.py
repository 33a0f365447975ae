"""`screener accept`, `decline`, `ask`, `answer`, `nudge`, `snooze`, `undo`: what you did, recorded. Nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.asking import agreed
from screener.cli.lazily import takes
from screener.cli.output import remark, show_done, show_plan, standard_input, terminal_width
from screener.cli.queue import Which, request_lines
from screener.cli.views import done_as_shown
from screener.cli.workspace import DECIDING, Workspace
from screener.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from screener.ledger.kept import KeptRequest
    from screener.ledger.sqlite_store import Store
    from screener.outcomes import Verdict
    from screener.screening.again import Again
    from screener.screening.results import Screened

WhichOnes = Annotated[
    list[str],
    typer.Argument(
        help="The requests: numbers in the queue (12-14 for several), names, or profile addresses.",
        show_default=False,
    ),
]
MaybeWhichOnes = Annotated[
    list[str] | None,
    typer.Argument(
        help="The requests: numbers in the queue, names, or profile addresses.",
        show_default=False,
    ),
]
_LONGEST_RANGE = 1_000  # a longer one is a slip of the finger
_MOST_DAYS = 3_650  # ten years; a request has lapsed long before
_LONGEST_ANSWER = 1_000_000  # bytes


def accept(
    which: WhichOnes,
    at: Annotated[Workspace, takes("form", *DECIDING)],
    because: options.Because = "",
) -> None:
    """Record that you accepted requests, and print the replies to copy."""
    from screener.outcomes import Verdict

    because = options.reason_of(because)
    if not _is_done_as_shown(at, which, Verdict.ACCEPT, because):
        with at.deciding() as again:
            _record(again, _chosen(again.store, which), Verdict.ACCEPT, at.form, because=because)


def decline(
    at: Annotated[Workspace, takes("form", *DECIDING)],
    which: MaybeWhichOnes = None,
    because: options.Because = "",
    obvious: Annotated[
        bool, typer.Option("--obvious", help="All sure, silent, uncontested declines; they are shown first.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before the batch.", show_default=False)] = False,
) -> None:
    """Record that you declined requests, one by one or all obvious ones at once."""
    from screener.outcomes import Verdict

    if bool(which) is obvious:  # neither, or both
        raise UsageError("name the requests to decline, or say --obvious for all that need no second look")
    because = options.reason_of(because)
    if which and _is_done_as_shown(at, which, Verdict.DECLINE, because):
        return
    with at.deciding() as again:
        chosen = _obvious(again, is_sure=yes) if obvious else _chosen(again.store, which or [])
        if chosen:
            _record(again, chosen, Verdict.DECLINE, at.form, because=because)


def ask(
    which: WhichOnes,
    at: Annotated[Workspace, takes("form", *DECIDING)],
    question: Annotated[
        str,
        typer.Option(
            "--question",
            metavar="TEXT",
            help="What you asked. [default: the question drafted, where something is open]",
        ),
    ] = "",
    because: options.Because = "",
) -> None:
    """Record that you asked; the request then waits for the answer."""
    from screener.outcomes import Verdict

    because = options.reason_of(because)
    if not _is_done_as_shown(at, which, Verdict.ASK, because, question):
        with at.deciding() as again:
            _record(again, _chosen(again.store, which), Verdict.ASK, at.form, because=because, question=question)


def answer(
    which: Which,
    text: Annotated[str, typer.Argument(help="What they answered; - reads standard input.", show_default=False)],
    at: Annotated[Workspace, takes("form", *DECIDING)],
) -> None:
    """Note what somebody answered, and decide their request again."""
    from screener.evidence.remembered import in_ledger
    from screener.ledger.choosing import find_request
    from screener.ledger.deeds import note_answer
    from screener.screening.again import Again

    said = (_typed() if text == "-" else text).strip()
    if not said:
        raise UsageError("the answer is empty; give its text, or - to read it from standard input")
    with at.opened() as opened:
        setting = at.setting(opened)
        kept = find_request(opened, which)
        note_answer(opened, kept, said, in_ledger(setting.today), setting.today)
        again = Again(opened, setting)
        _show(again.screening([again.proposal(kept)]).screened, again, at.form)


def nudge(
    which: Which,
    at: Annotated[Workspace, takes("form", *DECIDING)],
) -> None:
    """Draft the one reminder for somebody who owes you an answer."""
    from screener.ledger.choosing import find_request
    from screener.screening import doing

    with at.deciding() as again:
        reminded = doing.nudge(again, find_request(again.store, which))
        _show([reminded], again, at.form)


def reopen(
    which: Which,
    at: Annotated[Workspace, takes("today", "store")],
) -> None:
    """Take back what you decided on one request, however long ago; it is open again."""
    from screener.ledger.choosing import find_request
    from screener.ledger.deeds import reopen as take_back

    with at.opened() as opened:
        kept = find_request(opened, which)
        take_back(opened, kept, at.day)
    show_done([f"{kept.request.name} ({kept.number}) is open again\n"])


def snooze(
    which: WhichOnes,
    at: Annotated[Workspace, takes("today", "store")],
    until: Annotated[
        str, typer.Option("--until", metavar="YYYY-MM-DD", help="Until this day. [default: until newer files are read]")
    ] = "",
    days: Annotated[int | None, typer.Option("--days", min=1, max=_MOST_DAYS, help="For so many days.")] = None,
) -> None:
    """Put requests off: until a day, or until newer files are read, they stand at the end with nothing to do."""
    from datetime import timedelta

    from screener.ledger import deeds
    from screener.texts.folding import one_line

    if until and days:
        raise UsageError("--until and --days both say how long; give one of them")
    last = options.day_of(until, "--until") if until else at.day + timedelta(days=days) if days else None
    if last and last <= at.day:
        raise UsageError(f"--until {until} is over already; name a later day")
    with at.opened() as opened:
        chosen = _chosen(opened, which)
        deeds.snooze(opened, chosen, at.day, last)
    for kept in chosen:
        remark(f"put off {kept.number} {one_line(kept.request.name)} until {last or 'newer files are read'}")


def undo(
    at: Annotated[Workspace, takes("today", "store")],
    number: Annotated[int, typer.Argument(metavar="[N]", min=1, help="How many steps to take back.")] = 1,
) -> None:
    """Take back exactly the last steps that you took."""
    from screener.ledger.steps import undo as take_back
    from screener.texts.folding import one_line

    lines = []
    with at.opened() as opened:
        for line in take_back(opened, number, at.day):
            lines.append(f"took back: {one_line(line.text)}\n")
    show_done(lines)


def _typed() -> str:
    from screener.texts.regular_files import content_of_input

    return content_of_input(standard_input(), _LONGEST_ANSWER).decode("utf-8", "replace")


def _chosen(store: Store, which: list[str]) -> list[KeptRequest]:
    from screener.ledger.choosing import find_request

    wanted = [number for each in which for number in _in_range(each)]
    # One that is named twice is decided once.
    found = {kept.number: kept for kept in (find_request(store, each) for each in wanted)}
    return list(found.values())


def _in_range(which: str) -> list[str]:
    """The numbers of a range such as 12-14; anything else as it is."""
    from screener.ledger.sqlite_store import LONGEST_NUMBER

    first, _, last = which.partition("-")
    are_numbers = all(each.isdecimal() and len(each) < LONGEST_NUMBER for each in (first, last))
    if not (are_numbers and 0 <= int(last) - int(first) < _LONGEST_RANGE):
        return [which]
    return [str(number) for number in range(int(first), int(last) + 1)]


def _obvious(again: Again, *, is_sure: bool) -> list[KeptRequest]:
    """The obvious declines, shown and agreed to; none if the user would rather not."""
    from screener.ledger.request_queue import request_numbered
    from screener.reports.screening_form import document_of
    from screener.reports.terminal import as_table
    from screener.screening.again import obvious_declines

    batch = obvious_declines(again.queue().screened)
    if not batch:
        remark("No decline is so plain that it needs no second look.")
        return []
    document = document_of(again.screening(batch), with_changes=False)
    show_plan(line + "\n" for line in as_table(document, terminal_width()))
    if not is_sure and not agreed(f"Decline these {len(batch)}?"):
        remark("Nothing was recorded.")
        return []
    return [kept for one in batch if (kept := request_numbered(again.store, one.number or 0))]


def _is_done_as_shown(at: Workspace, which: Sequence[str], verdict: Verdict, because: str, question: str = "") -> bool:
    """Record what the user decided on requests of the queue as it was shown last; whether that could be done."""
    if at.form is not options.Format.TABLE:  # other forms show the request as it is afterwards, decided anew
        return False
    numbers = [number for each in which for number in _in_range(each)]
    with at.opened() as store:
        done = done_as_shown(at, store, numbers, verdict, because=because, question=question)
    if done is None:
        return False
    for one, _ in done:
        _say_recorded(verdict, one.number, one.name, one.verdict)
    _say_nothing_was_sent()
    _print_replies((one.name, reply) for one, reply in done if reply is not None)
    return True


def _say_recorded(verdict: Verdict, number: int | None, name: str, proposed: Verdict | None) -> None:
    from screener.ledger.deeds import WORDS
    from screener.texts.folding import one_line

    other = "" if proposed in (verdict, None) else f"; proposed was: {proposed}"
    remark(f"{WORDS[verdict]} {number} {one_line(name)}{other}")


def _say_nothing_was_sent() -> None:
    remark("Nothing was sent; `screener undo` takes it back.")


def _print_replies(replies: Iterable[tuple[str, str]]) -> None:
    """To whom, and the text."""
    from screener.texts.folding import one_line

    show_done("\n".join(f"--- {one_line(name)}\n{text}\n" for name, text in replies))


def _record(
    again: Again,
    chosen: list[KeptRequest],
    verdict: Verdict,
    form: options.Format,
    *,
    because: str,
    question: str = "",
) -> None:
    from screener.screening.again import Again
    from screener.screening.doing import decide_all

    recorded = decide_all(again, chosen, verdict, because=because, question=question)
    for one in recorded:
        _say_recorded(verdict, one.number, one.request.name, one.decision.verdict)
    _say_nothing_was_sent()
    if form is options.Format.TABLE:
        _print_replies((one.request.name, one.draft.text) for one in recorded if one.draft)
    else:
        renewed = Again(again.store, again.setting)
        _show([_afresh(renewed, kept) for kept in chosen], renewed, form)


def _afresh(again: Again, kept: KeptRequest) -> Screened:
    from screener.ledger.request_queue import request_numbered

    now = request_numbered(again.store, kept.number)
    assert now is not None
    return again.proposal(now)


def _show(screened: Sequence[Screened], again: Again, form: options.Format) -> None:
    from screener.cli.triage import pieces
    from screener.reports.screening_form import document_of

    if form is options.Format.TABLE:
        for one in screened:
            show_done(line + "\n" for line in request_lines(document_of(again.screening([one])), is_whole=True))
    else:
        document = document_of(again.screening(screened), with_changes=form is options.Format.JSON)
        show_done(pieces(document, form, terminal_width()))
