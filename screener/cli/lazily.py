"""Commands that are made only when they are called: `--help` names all of them and imports none."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass
from importlib import import_module
from time import perf_counter
from typing import Annotated, Any, ClassVar, get_args, get_origin

import typer
from typer.core import TyperGroup, TyperOption
from typer.main import get_command

from screener.cli.output import Loudness, detail, speak

COMPLETING = "_SCREENER_COMPLETE"  # Typer's variable; a shell sets it when it asks what may come next


@dataclass(frozen=True, slots=True)
class Entry:
    """A command or group: its line in the help, where its function or Typer stands (`module:name`), under which heading
    of the help it is listed, and whether also in the short help."""

    help: str
    where: str
    heading: str = "Commands"
    is_on_top: bool = True


def built(name: str, entry: Entry) -> Any:
    """The command or group itself."""
    module, _, attribute = entry.where.partition(":")
    found = getattr(import_module(f"screener.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        alone.command(name)(spread(found))
        found = alone
    command: Any = get_command(found)
    command.name = name
    if COMPLETING in os.environ:
        from screener.cli.completion import teach

        teach(command)
    if not isinstance(command, TyperGroup):
        command.params += _loudness_options()
    return command


@dataclass(frozen=True, slots=True)
class Taken:
    """The options of a workspace that a command takes."""

    names: tuple[str, ...]


def takes(*names: str) -> Taken:
    """The options that a command takes, by the names of the fields."""
    return Taken(names)


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """A command as Typer wants it: in the place of its workspace stands each option that it takes."""
    signature = inspect.signature(command, eval_str=True)
    own = [each for each in signature.parameters.values() if not _taken_by(each.annotation)]
    for_it = next((each for each in signature.parameters.values() if _taken_by(each.annotation)), None)
    if for_it is None:
        return command
    workspace, names = get_args(for_it.annotation)[0], _taken_by(for_it.annotation)
    declared = inspect.signature(workspace, eval_str=True).parameters

    def run(**given: Any) -> None:
        at = workspace(**{name: given.pop(name) for name in names})
        command(**{for_it.name: at}, **given)

    taken = [declared[name] for name in sorted(names, key=[*declared].index)]
    parameters = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *taken)]
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    return run


def _taken_by(annotation: object) -> tuple[str, ...]:
    found = get_args(annotation) if get_origin(annotation) is Annotated else ()
    return next((each.names for each in found if isinstance(each, Taken)), ())


def _loudness_options() -> list[TyperOption]:
    """The options that every command takes, on how much it says."""
    wanted = {
        Loudness.QUIET: (["--quiet", "-q"], "Only the result: no remarks."),
        Loudness.VERBOSE: (
            ["--verbose", "-v"],
            "Also where the store is, what was read, which policy and engine decide, and how long it took.",
        ),
    }

    def option(loudness: Loudness, names: list[str], text: str) -> TyperOption:
        def heard(context: Any, _: object, is_given: bool) -> None:
            if is_given:
                speak(loudness)
                began = perf_counter()
                context.call_on_close(lambda: detail(f"took {perf_counter() - began:.2f} seconds"))

        return TyperOption(param_decls=names, is_flag=True, default=False, expose_value=False, callback=heard,
                           help=text, show_default=False)  # fmt: skip

    return [option(loudness, *words) for loudness, words in wanted.items()]


class _Made(MutableMapping[str, Any]):
    """The commands by name, each made when it is first asked for."""

    def __init__(self, table: dict[str, Entry]) -> None:
        self._table = table
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = built(name, self._table[name])
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


class LazyGroup(TyperGroup):
    """A group whose commands stand in a table; to be subclassed with that table."""

    table: ClassVar[dict[str, Entry]] = {}

    def __init__(self, **attributes: Any) -> None:
        params = [*attributes.pop("params", ()), *_loudness_options()]  # heard before the name of a command, too
        super().__init__(**{**attributes, "params": params, "commands": None})
        self.commands = _Made(self.table)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The lines of the help, from the table, by headings. In the short help, those on top."""
        shown = {name: entry for name, entry in self.table.items() if entry.is_on_top or is_whole(ctx)}
        width = max(map(len, shown))
        for heading in dict.fromkeys(entry.heading for entry in shown.values()):
            with formatter.section(heading):
                formatter.write_dl(
                    [(name.ljust(width), entry.help) for name, entry in shown.items() if entry.heading == heading]
                )
        if hidden := len(self.table) - len(shown):
            formatter.write_paragraph()
            formatter.write_text(f"{hidden} more are listed by: {ctx.command_path} help all")

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The commands that begin so, from the table, else what else the group may take."""
        from typer import core

        item: Any = vars(core)["CompletionItem"]
        found = [item(name, help=entry.help) for name, entry in self.table.items() if name.startswith(incomplete)]
        return found or super().shell_complete(ctx, incomplete)


def group(text: str, table: dict[str, Entry]) -> typer.Typer:
    """A group of the commands in a table; `text` is its help."""
    made = type("Group", (LazyGroup,), {"table": table})
    return typer.Typer(
        cls=made,
        help=text,
        callback=lambda: None,  # Typer makes no group without commands, unless something is called in it
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
    )


_WHOLE = "screener.whole-help"


def is_whole(ctx: Any) -> bool:
    """Whether the help is to name every command."""
    return bool(ctx.meta.get(_WHOLE))


def whole_help(ctx: Any) -> str:
    """The help of a group with every command in it."""
    ctx.meta[_WHOLE] = True
    return str(ctx.get_help())
