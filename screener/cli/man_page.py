"""`screener manual`: the page for `man`, made from the help of every command."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc
from typing import Annotated, Any, Final

import typer

from screener import __version__
from screener.cli.lazily import takes
from screener.cli.manual import context_of
from screener.cli.output import write_result
from screener.cli.workspace import Workspace


def manual(ctx: typer.Context, at: Annotated[Workspace, takes("output", "force")]) -> None:
    """Print the manual page, which is made from the help of every command; to read it: screener manual | man -l -"""
    write_result((line + "\n" for line in _page(ctx.find_root())), at.output, force=at.force)


_OUTSIDE: Final = (
    ("ENVIRONMENT", (
        ("SCREENER_RULES", "the folder of rules, where no --rules is given; `shipped` for the shipped ones"),
        ("SCREENER_STORE", "the file that remembers requests and decisions, where no --store is given"),
        ("NO_COLOR", "no colours"),
        ("VISUAL, EDITOR", "what opens rules, reasons and replies to be written"),
    )),
    ("EXIT STATUS", (
        ("0", "done"),
        ("1", "a check found problems, or an example failed"),
        ("2", "usage"),
        ("3", "a file could not be used, or the policy has mistakes"),
        ("4", "the engine failed"),
        ("5", "done, but its result could not be shown; a verdict is never an exit status"),
    )),
)  # fmt: skip


def _page(root: Any) -> Iterator[str]:
    """The manual page in roff, whose characters are all ASCII."""
    program = root.command
    yield f'.TH SCREENER 1 "" "screener {_roff(__version__)}" "User Commands"'
    yield ".SH NAME"
    yield "screener \\- triage incoming connection requests by rules you can read"
    yield ".SH SYNOPSIS"
    yield rf".B screener\fR {_roff(' '.join(program.collect_usage_pieces(root)))}"
    yield from (".SH DESCRIPTION", *_text(program.help))
    yield from _parameters(root)
    for heading in dict.fromkeys(entry.heading for entry in program.table.values()):
        yield f'.SH "{_roff(heading.upper())}"'
        for name, entry in program.table.items():
            if entry.heading == heading:
                yield from _command(root, name)
    for heading, entries in _OUTSIDE:
        yield f'.SH "{heading}"'
        for name, about in entries:
            yield from (".TP", rf"\fB{_roff(name)}\fR", *_text(about))


def _command(parent: Any, name: str) -> Iterator[str]:
    """A command with what it takes, or the commands of a group."""
    context = context_of(parent, [name])
    command = context.command
    names = list(getattr(command, "commands", ()))
    if not names:
        usage = " ".join(command.collect_usage_pieces(context))
        yield rf'.SS "{_roff(context.command_path)} {_roff(usage)}"'
        yield from _text(command.help)
        yield from _parameters(context)
    for each in names:
        yield from _command(context, each)


def _parameters(context: Any) -> Iterator[str]:
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context)
        if record and parameter.name != "help":
            yield from (".TP", rf"\fB{_roff(record[0])}\fR", *_text(record[1]))


def _text(text: str | None) -> Iterator[str]:
    """Plain text as lines of roff, a paragraph to each empty line."""
    for place, paragraph in enumerate(cleandoc(text or "").split("\n\n")):
        yield from [".PP"] if place else []
        yield _roff(" ".join(paragraph.split()))


# What roff gives a meaning to, and the dots that not every terminal has.
_SIGNS: Final = str.maketrans({"\\": r"\e", "-": r"\-", '"': r"\(dq", "'": r"\(aq", "`": r"\(ga", "…": "..."})


def _roff(text: str) -> str:
    """Text that roff prints as it stands, in ASCII."""
    plain = text.translate(_SIGNS)
    plain = "".join(sign if sign.isascii() else rf"\[u{ord(sign):04X}]" for sign in plain)
    return rf"\&{plain}" if plain.startswith(".") else plain
