"""Only regular files, pipes of the shell and standard input are read, and each up to its limit."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from screener.texts.regular_files import (
    NotRegularError,
    RefusedError,
    content_of,
    content_of_argument,
    content_of_input,
    open_file,
    refusal_of,
)
from tests.hanging import ends_soon


def test_a_file_and_a_link_to_it_are_read(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"abc")
    (tmp_path / "link").symlink_to("real")
    assert content_of(tmp_path / "link", 3) == b"abc"
    assert refusal_of(tmp_path / "link") == ""


@pytest.mark.parametrize(
    ("target", "words"),
    [("pipe", "is a pipe, which may never end"), ("/dev/zero", "is a device and no file"), (".", "is a folder"),
     ("nowhere", "cannot be read: No such file")],
)  # fmt: skip
@pytest.mark.parametrize("is_linked", [False, True])
def test_what_may_have_no_end_is_refused_at_once(tmp_path: Path, target: str, words: str, is_linked: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / target
    if is_linked:
        path = tmp_path / "link"
        path.symlink_to(target)
    with ends_soon(), pytest.raises(RefusedError, match=words):
        content_of(path, 100)
    with ends_soon(), pytest.raises(OSError):
        open_file(path)


def test_a_larger_file_than_is_meant_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(3_000_000_000)
    with pytest.raises(RefusedError, match="larger than 1 MB") as refused:
        content_of(tmp_path / "large", 1_000_000)
    assert refused.value.is_too_large


def test_a_pipe_of_the_shell_is_read_up_to_the_limit() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"abc")
    os.close(writing)
    assert content_of(Path(f"/dev/fd/{reading}"), 3) == b"abc"
    os.close(reading)


def test_standard_input_may_be_closed() -> None:
    assert content_of_argument("-", io.BytesIO(b"abc"), 3) == b"abc"
    with pytest.raises(RefusedError, match="standard input is larger than 2 bytes"):
        content_of_argument("-", io.BytesIO(b"abc"), 2)
    with pytest.raises(RefusedError, match="standard input is closed"):
        content_of_input(None, 3)


def test_a_file_that_is_replaced_by_a_pipe_meanwhile_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    class Deceived(type(tmp_path)):  # type: ignore[misc]
        def stat(self, **_: object) -> os.stat_result:
            return Path(__file__).stat()

    with ends_soon(), pytest.raises(NotRegularError):
        open_file(Deceived(tmp_path / "pipe"))
