"""Heads of mails: people, encoded words."""

from __future__ import annotations

import pytest

from screener.sources.mail_heads import Head, decoded, parties_in
from screener.sources.records import Party


@pytest.mark.parametrize(
    ("raw", "parties"),
    [
        ("Ann Okoro <ann@example.com>", [("Ann Okoro", "ann@example.com")]),
        ("ann@example.com", [("", "ann@example.com")]),
        ("ann@example.com (Ann Okoro)", [("Ann Okoro", "ann@example.com")]),
        ('"Okoro, Ann" <ann@example.com>, <bo@example.com>',
         [("Okoro, Ann", "ann@example.com"), ("", "bo@example.com")]),
        ("Okoro, Ann <ann@example.com>", [("Okoro, Ann", "ann@example.com")]),
        (r'"Ann \"Annie\" Okoro" <ann@example.com>', [('Ann "Annie" Okoro', "ann@example.com")]),
        ("=?UTF-8?Q?Okoro,_Ann?= <ann@example.com>; bo@example.com",
         [("Okoro, Ann", "ann@example.com"), ("", "bo@example.com")]),
        ("colleagues: ann@example.com, Bo <bo@example.com>;", [("", "ann@example.com"), ("Bo", "bo@example.com")]),
        ("undisclosed-recipients:;", []),
        ("", []),
    ],
)  # fmt: skip
def test_an_address_field_names_people(raw: str, parties: list[tuple[str, str]]) -> None:
    assert list(parties_in(raw.encode())) == [Party(name=name, email=email) for name, email in parties]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?Q?Jos=C3=A9_Ruiz?=", "José Ruiz"),
        ("=?UTF-8?B?5bGx55Sw?= =?UTF-8?B?5aSq6YOO?=", "山田太郎"),
        ("=?utf-8?q?Jos=C3?= =?utf-8?q?=A9?=", "José"),
        ("=?iso-2022-jp?B?GyRCOzNFRBsoQg==?=", "山田"),
        ("=?iso-8859-1*es?Q?Jos=E9?= Ruiz", "José Ruiz"),
        ("=?no-such-charset?Q?Ann?=", "Ann"),
        ("=?utf-8?B?!!!?=", ""),
        ("=?hex?Q?41?=", "41"),
        ("a =?utf-8?q?b?= c =?utf-8?q?d?=", "a b c d"),
    ],
)
def test_encoded_words_are_decoded(raw: str, text: str) -> None:
    assert decoded(raw.encode()) == text


def test_bytes_that_are_no_utf_8_are_read_as_windows_1252() -> None:
    assert decoded("José".encode("cp1252")) == "José"


def test_a_field_goes_on_in_the_lines_that_are_indented() -> None:
    head = Head(b"\nX-To: no\r\nTO: a,\r\n\tb,\r\n c\r\nSubject:\r\n x")
    assert (head.raw(b"to"), head.raw(b"subject"), head.raw(b"cc")) == (b"a, b, c", b"x", b"")
