"""Whatever the bytes are: nothing is raised, and reading ends."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archives import archive_csv
from tests.hanging import ends_soon
from tests.sources.reading import everything, opened
from tests.sources.test_requests import OWN, OWN_CSV, OWN_YAML

PERSON = {"First Name": "Ann", "Last Name": "Okoro"}
ARCHIVE = {
    "Connections.csv": archive_csv("Connections.csv", 2026, [PERSON] * 3),
    "messages.csv": archive_csv("messages.csv", 2026, [{"FROM": "Ann Okoro", "CONTENT": 'say "hi"\nto, all'}] * 3),
    "Positions.csv": archive_csv("Positions.csv", 2026, [{"Company Name": "Northwind", "Started On": "May 2009"}]),
    "Invitations.csv": archive_csv("Invitations.csv", 2026, [{"From": "Ann Okoro", "Direction": "INCOMING"}] * 2),
}


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in ARCHIVE.items():
            archive.writestr(name, text)
    return out.getvalue()


GOOD = [_zip(), OWN_CSV.encode(), OWN_YAML.encode(), json.dumps([OWN], indent=1).encode(),
        json.dumps(OWN).encode(), *(text.encode() for text in ARCHIVE.values())]  # fmt: skip
PIECES = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\0",
    b"\xff",
    b"{",
    b"[",
    b": ",
    b"- ",
    b"\t",
    b"\xe2\x80\xa8",
    b"PK\x01\x02",
    b"",
]
quickly = settings(max_examples=150, deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow])


def read_all(content: bytes) -> None:
    source, problems = opened("-", content)
    assert source is not None or problems
    if source:
        first = list(everything(source))
        said = len(problems)
        assert list(everything(source)) == first
        assert len(problems) == said


@quickly
@given(st.binary(max_size=400))
def test_random_bytes(content: bytes) -> None:
    read_all(content)


@quickly
@given(
    st.text(alphabet="\"',;:\n\r\t-[]{}&*!|>#%@`ab0 ", max_size=200), st.sampled_from(["name,note\n", "- ", "[", ""])
)
def test_random_signs(content: str, start: str) -> None:
    read_all((start + content).encode())


@settings(quickly, max_examples=600)
@given(
    st.sampled_from(GOOD),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 8), st.sampled_from(PIECES) | st.binary(max_size=4)), max_size=4
    ),
    st.booleans(),
)
def test_good_files_with_some_bytes_changed(good: bytes, changes: list[tuple[float, int, bytes]], cut: bool) -> None:
    content = good
    for place, length, piece in changes:
        at = int(place * len(content))
        content = content[:at] + piece + content[at + length :]
    read_all(content[: len(content) * 2 // 3] if cut else content)


@pytest.mark.parametrize(
    "content",
    [
        "#" + "\n" * 60_000,
        "name,mutual_connections\nAnn," + " and" * 200_000,
        "name,mutual_connections\nAnn," + " " * 400_000 + "x",
        "name,date\nAnn," + "1" * 400_000,
        ARCHIVE["messages.csv"] + ",".join(['"' + "a" * 400_000 + '"'] * 11),
        "_1" * 60_000,
        "[" + '{"name":"A"},' * 20_000,
        '{"name":\n' * 20_000,
        "name," * 12_000,
        '"\n' * 20_000,
    ],
    ids=range(10),
)
def test_long_repetitions_do_not_hang(content: str) -> None:
    with ends_soon():
        read_all(content.encode())
