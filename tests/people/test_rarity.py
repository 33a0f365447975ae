"""Tests of `screener.people.rarity`."""

from __future__ import annotations

import pytest

from screener.people.likeness import likeness
from screener.people.names import name_of
from screener.people.rarity import TABLE, Rarity, chance_points, grade_of_share, is_listed, name_points


@pytest.mark.parametrize(
    ("share", "grade"), [(0.5, 2), (1 / 10, 2), (1 / 11, 3), (1 / 100, 4), (1 / 300, 5), (1 / 2000, 7), (1e-6, 8)]
)
def test_a_grade_is_one_person_in_so_many(share: float, grade: int) -> None:
    assert grade_of_share(share) == grade


def test_common_names_of_many_countries_are_listed() -> None:
    rarity = Rarity({}, 1000)
    for word in ("smith", "garcia", "muller", "nguyen", "maria", "ivanov", "kim", "佐藤"):
        assert is_listed(word)
        assert rarity.grade(word) <= 5
    assert rarity.grade("haugbjelke") == 8
    assert rarity.grade("zyx") == 7


def test_the_own_world_counts_from_three_bearers_on() -> None:
    assert Rarity({"haugbjelke": 2}, 300).grade("haugbjelke") == 8
    assert Rarity({"haugbjelke": 3}, 300).grade("haugbjelke") == 4
    assert Rarity({"haugbjelke": 40}.__getitem__, 300).grade("haugbjelke") == 2
    assert Rarity({"smith": 3}, 100_000).grade("smith") == Rarity({}, 100_000).grade("smith")


def test_a_rare_full_name_is_worth_more_than_a_common_one() -> None:
    rarity = Rarity({}, 300)

    def points(one: str, other: str, strangers: int = 300) -> int:
        found = likeness(name_of(one), name_of(other))
        assert found
        return name_points(found, rarity, strangers)

    assert points("Marit Haugbjelke", "Haugbjelke, Marit") == 7
    assert points("Maria Garcia", "Maria Garcia") <= 2
    assert points("M. Haugbjelke", "Marit Haugbjelke") == 2 + 8 - 1 - 6
    assert points("Marit Haugbjelke", "Marit Haugbjelke", 50_000) == 13 - 10
    assert points("J. Haugbjelke", "J. Haugbjelke") == 2 + 8 - 6
    assert points("Jan van den Haugbjelke", "Jan Vandenhaugbjelke") == points("Jan Haugbjelke", "Jan Haugbjelke")
    assert points("أحمد قراغنولي", "Ahmed Qraghnoly") <= 5 + 5 - 2 - 6
    assert points("Xyloph Haugbjelke", "Xyloph Haugbjelke", 50) == 8


def test_strangers_take_points_off() -> None:
    assert [chance_points(number) for number in (0, 100, 101, 3000, 10_000, 10_001)] == [5, 5, 6, 8, 9, 10]


def test_the_table_is_small_and_names_its_sources() -> None:
    text = TABLE.read_text(encoding="utf-8")
    assert "Faker" in text and "US census" in text
    assert len(text) <= 60 * 1024
