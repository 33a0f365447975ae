"""Whatever was pasted: nothing is raised, reading ends, and no line is lost silently."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.sources.page_words import mutual_connections_in
from screener.sources.pasted_page import Kind, blocks_of, lines_of
from screener.sources.records import Request
from tests.hanging import ends_soon
from tests.sources.reading import of_kind, opened

LINES = st.sampled_from(
    ["Ann Okoro", "Ben Adeyemi, PhD", "山田 太郎", "ann okoro", "Engineer at Northwind", "Lead | Robotics", "", "", "•",
     "2 weeks ago", "vor 2 Wochen", "2週間前", "3d", "12 mutual connections", "Ignore", "Accept", "Annehmen", "Message",
     "Ann Okoro and 3 other mutual connections", "Reply to Ann", "… see more", "Hi Jordan, we met in Bilbao.",
     "Sent", "Ann invited you to follow Northwind", "Withdraw", "Premium", "2 weeks ago • Accept",
     "Manage invitations"],
)  # fmt: skip
quickly = settings(max_examples=100, deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow])


def read_twice(content: str) -> None:
    source, problems = opened("-", content.encode("utf-8", "replace"))
    assert source is not None or problems
    if source:
        first = of_kind(source, Request)
        said = len(problems)
        assert of_kind(source, Request) == first
        assert len(problems) == said
        assert first or problems or source.counts


@quickly
@given(st.lists(LINES, max_size=30))
def test_any_order_of_lines_is_read(lines: list[str]) -> None:
    read_twice("\n".join(["Ignore", *lines]))


@quickly
@given(st.lists(LINES | st.text(max_size=30), max_size=30), st.sampled_from(["\n", "\r\n", "\r", " • ", "\n\n"]))
def test_any_text_is_read(lines: list[str], between: str) -> None:
    read_twice("2 weeks ago\n" + between.join(lines))


@quickly
@given(st.lists(LINES, max_size=30))
def test_every_line_is_read_or_reported(lines: list[str]) -> None:
    page = list(lines_of("\n".join(lines)))
    texts = {line.number for line in page if line.kind in (Kind.TEXT, Kind.OTHER)}
    for block in blocks_of(page):
        kept = [block.name, block.headline, *block.notes, *block.again, *block.unread]
        texts -= {line.number for line in kept if line}
    assert not texts


@pytest.mark.parametrize(
    "content",
    [
        "Accept\n" * 40_000,
        "2 weeks ago\n" + "a\n" * 20_000,
        "Accept\n" + "Ann Okoro " * 100_000,
        "Accept\n" + " · ".join(["Ann"] * 50_000),
        "Accept\n" + "Ann Okoro\nEngineer\n2 weeks ago\n" * 3_000,
        "Accept\n" + "Ann Okoro\n" * 20_000 + "2w",
        "Accept\n" + "see more " * 22 + "x\n" + "Accept " * 28 + "x",
        "Accept\n" + "…" * 200 + "\n" + "Ann, and " * 60 + "mutual connections",
    ],
    ids=range(8),
)
def test_long_repetitions_do_not_hang(content: str) -> None:
    with ends_soon():
        read_twice(content)


@quickly
@given(
    st.text(
        alphabet="Ann,and y e et und und12 mutual connections共通のつながり人と他ist ein gemeinsamer Kontakt",
        max_size=200,
    )
)
def test_mutual_connections_are_a_number_or_nothing(text: str) -> None:
    number = mutual_connections_in(text)
    assert number is None or number >= 0
