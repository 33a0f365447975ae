"""Tests of `screener.people.variants`."""

from __future__ import annotations

import pytest

from screener.people.name_keys import name_keys
from screener.people.nicknames import other_forms
from screener.people.variants import LEAST, are_alike, split_former, variant_keys
from tests.benchmarks.likeness import decided_by, pair_likeness, pairs, precision_and_recall


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bob Smith", "Robert Smith"),
        ("Bob Smith", "Rob Smith"),
        ("José García", "Pepe García"),
        ("Susanne Maier", "Susi Maier"),
        ("Giuseppe Rossi", "Beppe Rossi"),
        ("Иван Петров", "Ivan Petrov"),
        ("Юрий Соколов", "Yuri Sokolov"),
        ("Ελένη Νικολάου", "Eleni Nikolaou"),
        ("王小明", "Wang Xiaoming"),
        ("Сергей Волков", "Sergey Volkov"),
    ],
)
def test_other_ways_to_write_a_name_are_variants(one: str, other: str) -> None:
    assert variant_keys(one) & {*name_keys(other)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alexander Smith", "Alexandra Smith"),
        ("Bob Smith", "Bill Smith"),
        ("Ann Smith", "Joann Smith"),
        ("佐藤 美香", "Sato Mika"),
        ("Bob", "Robert"),
    ],
)
def test_other_names_are_none(one: str, other: str) -> None:
    assert not variant_keys(one) & {*name_keys(other)}


def test_a_name_is_no_form_of_itself() -> None:
    assert "robert" not in other_forms("robert")
    assert other_forms("nosuchname") == frozenset()


@pytest.mark.parametrize(
    ("written", "now", "former"),
    [
        ("Jane Doe (née Roe)", "Jane Doe", "Jane Roe"),
        ("Anna Maier geb. Huber", "Anna Maier", "Anna Huber"),
        ("Jane Doe, formerly Roe", "Jane Doe", "Jane Roe"),
        ("山田 花子(旧姓佐藤)", "山田 花子", "佐藤 花子"),
    ],
)
def test_a_former_surname_is_read_off_a_name(written: str, now: str, former: str) -> None:
    assert split_former(written) == (now, (former,))


def test_a_name_without_a_former_one_stays_as_it_is() -> None:
    assert split_former("Jane Doe (she/her)") == ("Jane Doe (she/her)", ())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("featherstone jane", "feathersttone jane", True),
        ("doe jane marie", "doe jane", True),
        ("petrov ivan", "ivan petrova", False),
        ("maria rossi", "mario rossi", False),
        ("jensen lars", "jansen lars", False),
        ("doe", "doe jane", False),
    ],
)
def test_only_slips_in_long_words_and_dropped_names_are_alike(one: str, other: str, expected: bool) -> None:
    assert are_alike(one, other) is expected
    assert are_alike(other, one) is expected


def test_the_threshold_keeps_its_promise_over_generated_pairs() -> None:
    left = [pair for pair in pairs(of_a_kind=150) if not decided_by(pair)]
    alike = [pair for pair in left if pair_likeness(pair) >= LEAST]
    precision, recall = precision_and_recall(alike, sum(pair.is_one_person for pair in left))
    assert precision >= 0.98
    assert recall >= 0.5


def test_equal_names_and_variants_are_never_those_of_two_people() -> None:
    assert [pair for pair in pairs(of_a_kind=150) if decided_by(pair) and not pair.is_one_person] == []
