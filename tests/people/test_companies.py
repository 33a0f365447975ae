"""Tests of `screener.people.companies`."""

import pytest

from screener.people.companies import company_key, firm_names


@pytest.mark.parametrize(
    "name",
    ["Fabrikam", "FABRIKAM, Inc.", "Fabrikam GmbH & Co. KG", "Fabrikam S.A.", "Fabrikam S. A.", "Fabrikam Sp. z o.o.",
     "Fabrikam S.à r.l.", "The Fabrikam Co., Ltd.", "Fabrikam (Spain) S.L.", "Fabrikam A/S", "Fabrikam AS",
     "株式会社Fabrikam"],
)  # fmt: skip
def test_the_legal_form_does_not_count(name: str) -> None:
    assert company_key(name) == "fabrikam"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Northwind Analytics, Inc.", "Northwind"), ("Contoso", "Contoso Robotics"), ("C++ Inc.", "C# Inc."), ("SE", "")],
)
def test_a_part_of_a_name_is_another_firm(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


def test_a_firm_named_like_a_legal_form_keeps_its_name() -> None:
    assert company_key("SE") == "se"
    assert company_key("Inc.") == "inc"
    assert company_key("Northwind Analytics, Inc.") == "northwind analytics"
    assert company_key(" – ") == ""


@pytest.mark.parametrize("name", ["Alder & Finch Robotics", "Alder and Finch Robotics", "Alder + Finch Robotics SL"])
def test_an_and_does_not_count(name: str) -> None:
    assert company_key(name).replace("+ ", "") == "alder finch robotics"


def test_an_aside_names_a_second_firm() -> None:
    assert firm_names("Fabrikam (acquired by Contoso Ltd.)") == (("fabrikam", "name"), ("contoso", "acquisition"))
    assert firm_names("Fabrikam (Spain)") == (("fabrikam", "name"),)
