"""Numbers as lists write them."""

from __future__ import annotations

import pytest

from screener.sources.page_words import mutual_connections_in, number_in


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("500+", 500), ("1,234", 1234), ("3.0", 3), ("x", None), ("", None), ("1,2", None)]
)
def test_whole_numbers(text: str, number: int | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("13 mutual connections", 13), ("Ines Okafor and 4 other mutual connections", 5),
     ("Ines Okafor, Kofi Mensah and 4 other mutual connections", 6), ("Ines Okafor is a mutual connection", 1),
     ("Ines Okafor and Kofi Mensah are mutual connections", 2), ("1 mutual connection", 1), ("none", 0), ("7", 7),
     ("many", None)],
)  # fmt: skip
def test_mutual_connections_count_those_named(text: str, number: int | None) -> None:
    assert mutual_connections_in(text) == number
