"""Tests of `screener.people.firms`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.people.firms import (
    FirmAgreement,
    distinctive_words,
    domain_agrees,
    domain_label,
    firm_agreement,
    firm_key,
    firm_names,
    firms_in_headline,
)


@pytest.mark.parametrize(
    "name",
    ["Fabrikam", "FABRIKAM, Inc.", "Fabrikam GmbH & Co. KG", "Fabrikam S.A.", "Fabrikam S. A.", "Fabrikam Sp. z o.o.",
     "Fabrikam S.à r.l.", "The Fabrikam Co., Ltd.", "Fabrikam (Spain) S.L.", "Fabrikam A/S", "Fabrikam AS",
     "株式会社Fabrikam", "Fabrikam 有限公司"],
)  # fmt: skip
def test_the_legal_form_does_not_count(name: str) -> None:
    assert firm_key(name) == "fabrikam"


def test_a_firm_named_like_a_legal_form_keeps_its_name() -> None:
    assert firm_key("SE") == "se"
    assert firm_key("Northwind Analytics, Inc.") == "northwind analytics"
    assert firm_key("3M") == "3m"
    assert firm_key(" – ") == ""


def test_spellings_of_a_firm_are_one_key() -> None:
    assert firm_key("Müller & Söhne") == firm_key("Mueller und Soehne GmbH")
    assert firm_key("C++ Inc.") != firm_key("C# Inc.")


def test_an_aside_names_a_second_firm() -> None:
    assert firm_names("Fabrikam (acquired by Contoso Ltd.)") == (("fabrikam", "name"), ("contoso", "acquisition"))
    assert firm_names("Fabrikam (Spain)") == (("fabrikam", "name"),)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Universidad de Valdora", {"valdora"}),
        ("Kvist Maschinenbau Gruppe GmbH", {"kvist"}),
        ("Global Systems Group", set()),
        ("北山大学", {"北山"}),
        ("Banca Marwick Assicurazioni", {"marwick"}),
    ],
)
def test_generic_words_of_many_languages_tell_no_firm(name: str, words: set[str]) -> None:
    assert distinctive_words(name) == words


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("Nord Havn AS", "Nordhavn", FirmAgreement.WHOLE),
        ("Valdora", "Universidad de Valdora", FirmAgreement.PART),
        ("Contoso Group", "Contoso Holding", FirmAgreement.PART),
        ("Kvist Marwick", "Kvist Nordhavn", FirmAgreement.NONE),
        ("Global Systems", "Global Services", FirmAgreement.NONE),
        ("", "", FirmAgreement.NONE),
    ],
)
def test_firms_agree_wholly_in_part_or_not(one: str, other: str, agreement: FirmAgreement) -> None:
    assert firm_agreement(one, other) == firm_agreement(other, one) == agreement


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("j@mail.contoso.co.uk", "contoso"),
        ("Jane <jane@abb.com>", "abb"),
        ("ox.ac.uk", "ox"),
        ("x@nordhavn-lab.no", "nordhavn-lab"),
        ("x@xn--mller-bau-q9a.de", "müller-bau"),
        ("j@gmail.com", ""),
        ("x@t-online.de", ""),
        ("x@yahoo.co.jp", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_a_domain_is_known_by_the_label_before_its_public_suffix(address: str, label: str) -> None:
    assert domain_label(address) == label


@pytest.mark.parametrize(
    ("label", "firm", "expected"),
    [
        ("nordhavn-lab", "Nordhavn Lab AS", True),
        ("nordhavnlab", "Nordhavn Lab AS", True),
        ("nordhavn", "Nordhavn Lab AS", True),
        ("muellerbau", "Müller Bau GmbH", True),
        ("contoso-group", "Contoso", True),
        ("contosouk", "Contoso Ltd", True),
        ("uni-valdora", "Universität Valdora", True),
        ("3m", "3M", True),
        ("kvist", "Kvister AS", False),
        ("group", "Contoso Group", False),
        ("", "Contoso", False),
        ("contoso", "", False),
    ],
)
def test_a_domain_agrees_with_the_names_a_firm_may_give_it(label: str, firm: str, expected: bool) -> None:
    assert domain_agrees(label, firm) is expected


@pytest.mark.parametrize(
    ("headline", "firms"),
    [
        ("Project Manager at Kvist AS | ex-Contoso", ["Kvist AS", "Contoso"]),
        ("Head of Sales @ Nordhavn Lab", ["Nordhavn Lab"]),
        ("Ingenieurin bei der Müller Bau GmbH", ["Müller Bau GmbH"]),
        ("Directrice chez Marwick", ["Marwick"]),
        ("Responsabile qualità presso Gruppo Alba", ["Gruppo Alba"]),
        ("Adviseur bij Van Dam Groep", ["Van Dam Groep"]),
        ("Kvistのエンジニア", ["Kvist"]),
        ("CEO of Kvist", ["Kvist"]),
        ("Founder, Kvist", ["Kvist"]),
        ("now Marwick Ltd, formerly at Contoso", ["Marwick Ltd", "Contoso"]),
        ("Lead @contoso/@kvist", ["contoso", "kvist"]),
        ("Senior Sales Manager", []),
        ("", []),
    ],
)
def test_a_headline_names_firms_in_many_languages(headline: str, firms: list[str]) -> None:
    assert firms_in_headline(headline) == firms


@pytest.mark.parametrize(
    ("headline", "firm"),
    [
        ("Ingeniera de calidad en Valdora Energía", "Valdora Energía"),
        ("Engenheira na Energia Azul", "Energia Azul"),
        ("Professor of Physics, Universidad de Valdora", "Universidad de Valdora"),
    ],
)
def test_a_firm_behind_a_little_word_is_among_them(headline: str, firm: str) -> None:
    assert firm in firms_in_headline(headline)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400) | st.text("aA .,()@|-·の大学&ex/", max_size=60))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert firm_agreement(text, text) in ((FirmAgreement.WHOLE,) if firm_key(text) else (FirmAgreement.NONE,))
    assert all(firms_in_headline(text))
    domain_agrees(domain_label(text), text)
    assert distinctive_words(text) <= set(firm_key(text).split()) or not text.isascii()
