"""Commands that are made only when they are called: `--help` names all of them and imports none."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup
from typer.main import get_command


@dataclass(frozen=True, slots=True)
class Entry:
    """A command or group: its line in the help, and where its function or Typer stands (`module:name`)."""

    help: str
    where: str


def built(name: str, entry: Entry) -> Any:
    """The command or group itself."""
    module, _, attribute = entry.where.partition(":")
    found = getattr(import_module(f"screener.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        alone.command(name)(found)
        found = alone
    command = get_command(found)
    command.name = name
    return command


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
        super().__init__(**{**attributes, "commands": None})
        self.commands = _Made(self.table)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # as the group has it
        """The lines of the help, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in self.table.items()])
