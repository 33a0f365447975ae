"""Tests of `screener.people.name_keys`."""

import pytest

from screener.people.name_keys import name_key, name_keys, names_in


@pytest.mark.parametrize(
    "name",
    ["Jane Doe", "Doe, Ph.D., Jane", "Dr. Jane Doe PMP®", "Prof. Dr.Jane  DOE", "Jane 🚀 Doe", "Jane (JD) Doe, MBA",
     'Jane "Janie" Doe', "Jane Doe | Growth", "Jane Doe - hiring", "JANE DOE, SHRM-CP", "Jane Doe, XYZW", "Jane Doe MD",
     "Jane Doe, M.A.", "Jane Doe, Ph. D.", "Jane Doe (she/her)", "𝐉𝐚𝐧𝐞 Doe", "Jané Doe"],
)  # fmt: skip
def test_titles_credentials_and_ornaments_do_not_count(name: str) -> None:
    assert name_key(name) == "doe jane"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Yo-Yo Ma", "ma yo yo"),
        ("Jack Ma", "jack ma"),
        ("Ma, Jack", "jack ma"),
        ("Cher", "cher"),
        ("Dr", "dr"),
        ("Pat O’Brien", "obrien pat"),
        ("MARTA DO", "do marta"),
        ("Ελένη Παππά", "ελενη παππα"),
        ("🚀", ""),
        ("", ""),
    ],
)
def test_a_name_keeps_its_own_words(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hans Müller", "Mueller, Hans"),
        ("Hans Müller", "Hans Muller"),
        ("Søren Ågård", "Soeren Aagaard"),
        ("Jane Q. Doe", "Jane Doe"),
        ("山田 太郎", "山田太郎"),
        ("太郎 山田", "山田太郎"),
        ("ジョン・スミス", "スミス ジョン"),
    ],
)
def test_two_spellings_of_a_name_share_a_key(one: str, other: str) -> None:
    assert set(name_keys(one)) & set(name_keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jane Doe", "Jane Doerr"), ("Jane Doe", "Jane"), ("Ann Lee", "Joann Lee"), ("ガ", "カ"), ("J. Doe", "K. Doe")],
)
def test_different_names_share_none(one: str, other: str) -> None:
    assert not set(name_keys(one)) & set(name_keys(other))


def test_a_cell_of_recipients_is_not_torn_at_the_commas_in_names() -> None:
    keys = names_in("Maya Lindgren, Jane Doe, Ph.D., Ravi Menon")
    assert {"lindgren maya", "doe jane", "menon ravi"} <= keys
    assert "jane" not in keys
