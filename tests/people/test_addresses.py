"""Tests of `screener.people.addresses`."""

import pytest

from screener.people.addresses import profile_slug, slugs_in


@pytest.mark.parametrize(
    "address",
    [
        "https://www.linkedin.com/in/zo%C3%AB-brandt",
        "HTTPS://de.linkedin.com/comm/in/Zoë-Brandt/?trk=x#y",
        "www.linkedin.com/in/zoë-brandt/en",
        "/in/ZO%C3%8B-brandt",
        "in/zoe\u0308-brandt",
        " zoë-brandt ",
        "zo%C3%AB-brandt",
    ],
)
def test_every_form_of_an_address_has_the_same_slug(address: str) -> None:
    assert profile_slug(address) == "zoë-brandt"


@pytest.mark.parametrize(
    "address",
    ["", "urn:li:member:12", "https://www.linkedin.com/company/fabrikam", "https://example.com", "N/A", "none", "a b",
     "https://www.linkedin.com/profile/view?id=5"],
)  # fmt: skip
def test_what_is_no_profile_address_has_no_slug(address: str) -> None:
    assert profile_slug(address) == ""


def test_addresses_in_a_cell_are_found_whatever_joins_them() -> None:
    cell = "https://www.linkedin.com/in/ana-ruiz,https://www.linkedin.com/in/Kofi;www.linkedin.com/in/x, in/y"
    assert slugs_in(cell) == ("ana-ruiz", "kofi", "x", "y")
    assert slugs_in("") == ()
    assert slugs_in("Ana Ruiz, Kofi") == ()
