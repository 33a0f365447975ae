"""Tests of `screener.people.name_keys`."""

from __future__ import annotations

import pytest

from screener.people.name_keys import split_former


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
