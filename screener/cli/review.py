"""`screener review`: the open requests one by one, by single keys; or, for screen readers, as plain questions."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

from screener.cli.asking import prompted
from screener.cli.lazily import takes
from screener.cli.output import remark, write_result
from screener.cli.workspace import DECIDING, Workspace
from screener.errors import ScreenerError, UsageError

if TYPE_CHECKING:
    from screener.cli.review_desk import ReviewDesk

_PLAIN_KEYS: Final = "a accept, d decline, k ask, y/n who, s skip, z later, u undo, r the reply, w why, q quit"
_WIDTH: Final = 80
_LIGHT_BACKGROUNDS: Final = ("7", "15")


def review(
    at: Annotated[Workspace, takes(*DECIDING)],
    is_plain: Annotated[
        bool, typer.Option("--plain", help="Plain questions, one a request, for screen readers and pipes.")
    ] = False,
    light: Annotated[
        bool | None, typer.Option("--light/--dark", help="Colours for a light or dark terminal. [default: COLORFGBG]")
    ] = None,
) -> None:
    """Go through the open requests by single keys: look, decide, copy the reply. Each key is written at once."""
    from screener.cli.review_desk import ReviewDesk

    with at.opened() as opened:
        desk = ReviewDesk(opened, at.setting(opened))
        if is_plain:
            _go_through(desk)
            return
        if not (sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()):
            raise UsageError("the full screen needs a terminal; --plain asks one plain question a request")
        from screener.cli.review_screen import ReviewApp

        is_light = light if light is not None else _is_light_terminal()
        ReviewApp(desk, is_light=is_light, teach=lambda number: _teach(number, at)).run()


def _is_light_terminal() -> bool:
    """As some terminals say it: "15;0" is black on white seen from behind."""
    return os.environ.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT_BACKGROUNDS


def _teach(number: int, at: Workspace) -> None:
    from screener.cli.rule_making import teach

    try:
        teach(str(number), at)
    except (ScreenerError, typer.Abort) as error:
        remark(str(error) or "nothing was written")
    prompted("Enter leads back to the review", default="")


def _go_through(desk: ReviewDesk) -> None:
    """One question a request, until all were seen."""
    while desk.decide_some(60):  # a plain list is in its order from the first line on
        pass
    rows = [row for row in desk.in_order() if not row.done and row.outcome != "nothing-to-do"]
    place = 0
    while place < len(rows):
        number = rows[place].number
        _show(desk, number, f"{place + 1} of {len(rows)}")
        try:
            answer = prompted(_PLAIN_KEYS, default="s").strip().casefold()
        except typer.Abort:
            return
        if answer == "q":
            return
        place += _answered(desk, number, answer, place)
    remark("That was the last request.")


def _show(desk: ReviewDesk, number: int, heading: str) -> None:
    from screener.reports.review_lines import detail_lines

    twins = [desk.rows[twin].name for twin in desk.folded(number)]
    lines = [text for _, text in detail_lines(desk.brief(number), _WIDTH, desk.draft(number), twins) if text]
    write_result([f"Request {heading}\n", *(f"{line}\n" for line in lines), "\n"], None)


def _answered(desk: ReviewDesk, number: int, answer: str, place: int) -> int:
    """Do what was answered; how many requests to go on by."""
    from screener.outcomes import Verdict

    verdicts = {"a": Verdict.ACCEPT, "d": Verdict.DECLINE, "k": Verdict.ASK}
    try:
        if answer in verdicts:
            remark(desk.decide([number], verdicts[answer]).words)
            return 1
        if answer in ("y", "n") or answer.isdecimal():
            remark(desk.who(number, answer).words)
        elif answer == "z":
            remark(desk.snooze([number]).words)
            return 1
        elif answer == "u":
            remark(desk.undo().words)
            return -1 if place else 0  # back to the one that was taken back
        elif answer == "w":
            write_result((line + "\n" for line in (*desk.why(number, _WIDTH), "")), None)
        elif answer == "r":
            draft = desk.draft(number)
            write_result([f"{draft.text if draft else 'No reply is drafted.'}\n\n"], None)
        elif answer == "s":
            return 1
        else:
            remark(f"{answer!r} is none of the keys")
    except ScreenerError as error:
        remark(str(error))
    return 0
