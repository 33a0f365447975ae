"""The user's own editor, on a file of its own; what was typed is never lost."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from screener.errors import InputError

_USUAL: Final = ("nano", "vim", "vi")


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
    return path.read_text(encoding="utf-8")


def edited_text(text: str, suffix: str = ".txt") -> str:
    """A text after the user's editor was closed."""
    folder = Path(tempfile.mkdtemp(prefix="screener-"))
    path = folder / f"text{suffix}"
    path.write_text(text, encoding="utf-8")
    changed = edited(path)
    shutil.rmtree(folder)
    return changed


def _command() -> list[str]:
    for name in ("VISUAL", "EDITOR"):
        if os.environ.get(name, "").strip():
            return shlex.split(os.environ[name])
    found = next((editor for editor in _USUAL if shutil.which(editor)), None)
    if found is None:
        raise InputError("no editor is known; name yours in the variable EDITOR")
    return [found]
