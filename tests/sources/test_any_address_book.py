"""Whatever the bytes of an address book are: nothing is raised, reading ends, and no good entry behind is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.sources.records import Contact
from tests.hanging import ends_soon
from tests.sources.reading import of_kind, opened
from tests.sources.test_any_bytes import read_all
from tests.sources.test_contact_tables import GOOGLE
from tests.sources.test_vcards import card

CARDS = card("FN:Ann Okoro", "N:Okoro;Ann;;;", "NOTE:one\r\n two") + card(
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=", " M", "PHOTO;ENCODING=b:AAAA\r\n AAAA", version="2.1"
)
GOOD = [CARDS.encode(), (GOOGLE + 'Ann,,Okoro,,,,,"a, b",,* myContacts,,a@o.example,,,,\n' * 3).encode()]
PIECES = [b'"', b",", b";", b":", b"=", b"\\", b"\n", b"\n ", b"\r", b"\0", b"\xff", b"BEGIN:VCARD\n", b"END:VCARD\n",
          b"AGENT:\n", b"", b";ENCODING=QUOTED-PRINTABLE;CHARSET=", b"\xe2\x80\xa8"]  # fmt: skip
quickly = settings(max_examples=200, deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow])

places = st.tuples(st.floats(0, 1), st.integers(0, 8), st.sampled_from(PIECES) | st.binary(max_size=4))


def changed(good: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, piece in changes:
        at = int(place * len(good))
        good = good[:at] + piece + good[at + length :]
    return good


@quickly
@given(st.sampled_from(GOOD), st.lists(places, max_size=5), st.booleans())
def test_good_address_books_with_some_bytes_changed(
    good: bytes, changes: list[tuple[float, int, bytes]], cut: bool
) -> None:
    content = changed(good, changes)
    read_all(content[: len(content) * 2 // 3] if cut else content)


@quickly
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=6), max_size=40))
def test_any_card_leaves_the_good_one_behind_it(pieces: list[bytes]) -> None:
    behind = b"\r\n".join((b"", b"BEGIN:VCARD", b"FN:Ben Adeyemi", b"END:VCARD", b""))
    agents = sum(piece == b"AGENT:\n" for piece in pieces)
    source, problems = opened("-", b"BEGIN:VCARD\n" + b"".join(pieces) + behind * (1 + agents))
    # Zeros make the whole file no text; otherwise the last card is there.
    assert source is not None or problems
    if source and not any(0 in piece for piece in pieces):
        assert [contact.name for contact in of_kind(source, Contact)][-1:] == ["Ben Adeyemi"]


@pytest.mark.parametrize(
    "content",
    [
        "BEGIN:VCARD\n" * 20_000,
        "BEGIN:VCARD\nAGENT:\n" * 20_000,
        "BEGIN:VCARD\nNOTE:a\n" + " b\n" * 200_000,
        "BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:a=\n" + "b=\n" * 200_000,
        "BEGIN:VCARD\nNOTE:" + "\\" * 300_000,
        "BEGIN:VCARD\n" + 'A"' * 300_000,
        "BEGIN:VCARD\nEMAIL:" + "a" * 60_000 + "\n" + "EMAIL:" + "@a" * 30_000,
        "BEGIN:VCARD\nURL:" + "linkedin.com/" * 5_000,
        "BEGIN:VCARD\nCATEGORIES:" + "\\,," * 20_000,
        GOOGLE + ",,,,,,,,,,,,,,," + "linkedin.com" * 40_000 + "\n",
        GOOGLE + ",,,,,,,,," + " ::: " * 80_000 + " " * 400_000 + ",,,,,,\n",
        GOOGLE + ",,,,,,,,,,," + "a@" * 200_000 + ",,,,\n",
    ],
    ids=range(12),
)
def test_long_repetitions_do_not_hang(content: str) -> None:
    with ends_soon():
        read_all(content.encode())
