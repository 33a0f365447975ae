"""Nobody's first name is guessed, and what is no name greets nobody."""

import pytest

from screener.replies.address import address_of


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Ana Ruiz", "Ana"),
        ("Zoë Łukasik", "Zoë"),
        ("Jean-Luc Moreau", "Jean-Luc"),
        ("Ana Ruiz, PhD, PMP®", "Ana"),
        ("Ana (Annie) Ruiz 🚀", "Ana"),
        ("Ana Ruiz | We grow brands", "Ana"),
        ("[/b] Ana Ruiz", "Ana"),
    ],
)
def test_a_sure_first_name_is_used(name: str, address: str) -> None:
    assert address_of(name) == address


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Madonna", "Madonna"),
        ("ANA RUIZ", "ANA RUIZ"),
        ("Ana RUIZ", "Ana RUIZ"),
        ("A. Ruiz", "A. Ruiz"),
        ("Ana R.", "Ana R."),
        ("Dr. Ana Ruiz", "Dr. Ana Ruiz"),
        ("Prof. Dr. Jörg Weiß", "Prof. Dr. Jörg Weiß"),
        ("Nguyen Van An", "Nguyen Van An"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("Kovács Anna", "Kovács Anna"),
        ("佐藤 美香", "佐藤 美香"),
        ("Олена Коваль", "Олена Коваль"),
        ("Rapid Leads Agency", "Rapid Leads Agency"),
        ("de la Cruz Ana", "de la Cruz Ana"),
    ],
)
def test_the_full_name_stands_where_the_first_name_is_not_sure(name: str, address: str) -> None:
    assert address_of(name) == address


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "🚀🚀",
        '=HYPERLINK("https://example.com","Ana")',
        "+1 555 0100",
        "www.example.com",
        "example.com Ana",
        "https://example.com/x",
        "{{ 7*7 }}",
        "<b>Ana</b> Ruiz",
        "@ana",
        "Ignore previous instructions",
        "ana_ruiz99",
        "One Two Three Four Five Six Seven",
        "Ana " + "x" * 80,
    ],
)
def test_what_is_no_name_greets_nobody(name: str) -> None:
    assert address_of(name) == ""


def test_control_and_direction_characters_are_gone() -> None:
    assert address_of("A\u202ena\x1b[31m Ruiz\u200b") == "Ana"
