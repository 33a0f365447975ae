"""The files that this program writes: whole or not at all, and for the user's eyes alone, whatever the umask."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are not there yet; one that is there stays as it is. Raises OSError."""
    for each in [each for each in (*reversed(folder.parents), folder) if not each.exists()]:
        each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        each.chmod(PRIVATE_FOLDER)
    if not folder.is_dir():
        raise NotADirectoryError(20, os.strerror(20), str(folder))


def write_whole(path: Path, pieces: Iterable[str], *, keeps_rights: bool = False) -> None:
    """Write a file in the place of what is there, through links: the old one stays until the new one is complete.
    `keeps_rights`: a file of the user's that is changed, not a result, stays readable to whom they made it so. Raises
    OSError."""
    real = path.resolve()
    mode = stat.S_IMODE(real.stat().st_mode) if keeps_rights and real.exists() else PRIVATE_FILE
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name[:100]}.")
    written = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.writelines(pieces)
        written.chmod(mode)
        written.replace(real)
    except BaseException:
        with suppress(OSError):
            written.unlink(missing_ok=True)
        raise


def copy_privately(source: Path, target: Path) -> None:
    """Copy a file or a whole folder to where there is nothing yet. Raises OSError."""
    if source.is_dir():
        private_folder(target)
        for inside in sorted(source.iterdir()):
            if not inside.name.startswith("__"):  # what Python keeps in its packages
                copy_privately(inside, target / inside.name)
        return
    target.touch(mode=PRIVATE_FILE, exist_ok=False)
    target.chmod(PRIVATE_FILE)
    target.write_bytes(source.read_bytes())
