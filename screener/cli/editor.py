"""The user's own editor, on a file of its own; what was typed is never lost."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from screener.cli.output import remark
from screener.errors import InputError
from screener.private_files import write_whole

_USUAL: Final = ("nano", "vim", "vi")  # the first is the one that says how to leave it


def edited(path: Path) -> str:
    """The text of a file after the user's editor (VISUAL, EDITOR, or a usual one) was closed. Raises InputError, and
    leaves the file as it is, if there is no editor or it fails."""
    command = _command()
    try:
        done = subprocess.run([*command, str(path)], check=False)
    except OSError as error:
        raise InputError(f"the editor {command[0]!r} cannot be started: {error.strerror}; set EDITOR") from error
    if done.returncode:
        raise InputError(f"the editor ended with {done.returncode}; what you typed is in {path}")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"the editor did not save UTF-8; what you typed is in {path}") from error
    except OSError as error:
        raise InputError(f"what the editor saved cannot be read: {error.strerror}: {path}") from error


def edited_text(text: str, suffix: str = ".txt") -> str:
    """A text after the user's editor was closed."""
    _command()  # before anything private is written
    folder = Path(tempfile.mkdtemp(prefix="screener-"))
    path = folder / f"text{suffix}"
    write_whole(path, [text])
    try:
        changed = edited(path)
    except KeyboardInterrupt:
        remark(f"what you typed is in {path}")
        raise
    shutil.rmtree(folder)  # only now, as what was typed may be private and must not be lost
    return changed


def _command() -> list[str]:
    for name in ("VISUAL", "EDITOR"):
        if os.environ.get(name, "").strip():
            return _startable(name)
    found = next((editor for editor in _USUAL if shutil.which(editor)), None)
    if found is None:
        raise InputError("no editor is known; name yours in the variable EDITOR")
    return [found]


def _startable(name: str) -> list[str]:
    try:
        command = shlex.split(os.environ[name])
    except ValueError as error:
        raise InputError(f"{name} cannot be understood: {error}; mend its quotes") from error
    if shutil.which(command[0]) is None:
        raise InputError(f"the editor {command[0]!r} cannot be started: there is no such program; set {name}")
    return command
