"""Tests of `screener.evidence.twins`."""

from __future__ import annotations

from datetime import date

from screener.evidence.facts import FactSheet
from tests.evidence.making import asking, sheets

NOTE = "Hi Ana, I help robotics teams like yours grow faster, shall we talk about your plans, {}?"


def of(filled: FactSheet, what: str) -> list[dict[str, object]]:
    return [dict(fact.fields) for fact in filled["twin"] or () if fact.fields["of"] == what]


def test_notes_that_differ_by_the_names_alone_are_twins() -> None:
    days = [date(2026, 2, 1), date(2026, 2, 2), date(2026, 2, 4)]
    names = ["Jane Doe", "Theo Grant", "Maya Lind"]
    queue = [asking(name, name[:4], sent=day, note=NOTE.format(name)) for name, day in zip(names, days, strict=True)]
    first, *_ = sheets([*queue, asking("Zoe Brandt", "zoe", note="We met at the fair in Bilbao, at your stand there")])
    assert of(first, "note") == [{"of": "note", "count": 2, "within": 3}]
    assert [fact.text for fact in first["twin"] or ()] == [
        "2 other requests with nearly this note, all within 3 days: Maya Lind, Theo Grant"
    ]
    assert [fact.source.date for fact in first["twin"] or ()] == [date(2026, 2, 4)]


def test_short_notes_and_headlines_are_alike_by_chance() -> None:
    queue = [asking(slug=f"j{n}", name=f"Jane N{n}", note="Let us connect", headline="Engineer") for n in range(3)]
    assert [filled["twin"] for filled in sheets(queue)] == [(), (), ()]


def test_the_same_long_headline_is_a_twin() -> None:
    headline = "Helping crane builders cut downtime | Dreamer"
    queue = [asking("Jane Doe", "a", headline=headline), asking("Theo Grant", "b", headline=headline.upper())]
    assert [len(of(filled, "headline")) for filled in sheets(queue)] == [1, 1]


def test_the_same_name_under_several_profiles_is_a_twin() -> None:
    queue = [asking(), asking("DOE, Jane", "jane-2", sent=None), asking("Theo Grant", "theo")]
    assert [of(filled, "name") for filled in sheets(queue)] == [
        [{"of": "name", "count": 1}], [{"of": "name", "count": 1}], [],
    ]  # fmt: skip


def test_the_order_of_the_queue_changes_no_twin() -> None:
    queue = [asking(f"Jane N{n}", f"j{n}", note=NOTE.format("x" * n)) for n in range(5)]
    counts = [of(filled, "note")[0]["count"] for filled in sheets(queue)]
    assert counts == [of(filled, "note")[0]["count"] for filled in sheets(queue[::-1])] == [4] * 5
