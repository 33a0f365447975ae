"""A person is found in texts in every way in which they may be written, and nobody else is."""

from __future__ import annotations

import unicodedata

import pytest

from screener.ledger.written_forms import written_forms

TOMAS = written_forms(
    ["Dr. Tomás O'Neil Iriarte, PhD"],
    ["tomás-iriarte-77", "tomas"],
    ["tomas.i@example.com"],
    others=["Tomás O'Neil Iriarte Ruiz"],
)


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("TOMAS O'NEIL IRIARTE said", "somebody said"),
        (unicodedata.normalize("NFD", "by Iriarte, Tomás O’Neil—he"), "by somebody—he"),
        ("Tomas\u200b\n ONeil  Iriarte's", "somebody's"),
        ("tomas_oneil_iriarte.vcf", "somebody.vcf"),
        ("https://www.linkedin.com/in/tom%C3%A1s-iriarte-77/ or", "https://www.linkedin.com/in/somebody/ or"),
        ("see tom%c3%a1s-iriarte-77.", "see somebody."),
        (unicodedata.normalize("NFD", "see Tomás-Iriarte-77"), "see somebody"),
        ("http://linkedin.com/in/tomas.", "http://linkedin.com/in/somebody."),
        ("tomas", "somebody"),
        ("Tomas.I@Example.com wrote", "somebody wrote"),
        ("Tomás O'Neil Iriarte and Tomás O'Neil Iriarte", "somebody and somebody"),
    ],
)
def test_a_person_is_taken_out_however_they_are_written(text: str, without: str) -> None:
    assert TOMAS.stand_in(text)
    assert TOMAS.taken_out(text) == without


@pytest.mark.parametrize(
    "text",
    [
        "Tomás O'Neil Iriarte Ruiz came",  # somebody else, who is known
        "Tomás O'Neil Iriarte-Ruiz came",
        "tomás-iriarte-77-b",
        "in/tomas-2",
        "a friend called Tomas",  # an address of one word is one only in an address
        "atomas.i@example.com",
        "tomas.i@example.com.mx",
        "Tomas Iriarte",
        "",
    ],
)
def test_others_stay_as_they_are(text: str) -> None:
    assert not TOMAS.stand_in(text)
    assert TOMAS.taken_out(text) == text


def test_a_name_without_spaces_is_found_within_a_sentence() -> None:
    assert written_forms(["山田 太郎"]).taken_out("山田太郎さんと山田　太郎") == "somebodyさんとsomebody"


def test_letters_spelled_out_and_names_of_the_past_are_the_same_person() -> None:
    forms = written_forms(["Jürgen Groß-Müller", "Ida Lund (née Berg)"])
    assert forms.taken_out("Juergen Gross Mueller, GROSS-MÜLLER, JÜRGEN; Berg, Ida") == "somebody, somebody; somebody"


def test_a_name_of_one_word_is_left_alone_in_texts() -> None:
    forms = written_forms(["Will"])
    assert forms.taken_out("Will you come?") == "Will you come?"
