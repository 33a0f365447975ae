"""Tests of `screener.people.nicknames`."""

from __future__ import annotations

import pytest

from screener.people.likeness import How, likeness
from screener.people.name_keys import plain_word, sound
from screener.people.names import WHOLE, keys_of, name_of, wide_keys_of
from screener.people.nicknames import short_form_cost, short_forms


def _entries() -> list[tuple[str, str]]:
    """The table without what is one sound, which costs nothing to find."""
    pairs = ((name, form) for name, forms in short_forms().items() for form in sorted(forms))
    return [pair for pair in pairs if sound(plain_word(pair[0])) != sound(plain_word(pair[1]))]


def test_every_short_form_costs_one_in_both_directions() -> None:
    wrong = [pair for pair in _entries() if short_form_cost(*pair) != 1 or short_form_cost(*reversed(pair)) != 1]
    assert wrong == []


def test_every_short_form_with_the_same_surname_is_one_person_and_is_found() -> None:
    wrong = []
    for name, form in _entries():
        one, other = name_of(f"{name.title()} Brannockson"), name_of(f"{form.title()} Brannockson")
        for asker, person in ((one, other), (other, one)):
            keys = keys_of(person)
            words = {word for key, word in wide_keys_of(asker).items() if key in keys}
            if not likeness(asker, person) or not (WHOLE in words or len(words) >= 2):
                wrong.append((asker.written, person.written))
    assert wrong == []


def test_no_name_is_a_short_form_of_itself() -> None:
    assert [name for name, forms in short_forms().items() if name in forms] == []


@pytest.mark.parametrize(
    ("short", "full"),
    [("manu", "emmanuel"), ("chuy", "jesus"), ("zé", "josé"), ("totò", "salvatore"), ("liesl", "elisabeth"),
     ("sjaak", "jacobus"), ("liam", "william"), ("hasse", "hans"), ("kuba", "jakub"), ("honza", "jan"),
     ("jancsi", "jános"), ("ghiță", "gheorghe"), ("dima", "dmitry"), ("pesho", "petar"), ("joca", "jovan"),
     ("voula", "paraskevi"), ("fatoş", "fatma"), ("motti", "mordechai"), ("hammoudi", "mohammad"),
     ("venky", "venkatesh"), ("dima", "дмитрий"), ("вова", "volodymyr"), ("יוסי", "יוסף")],
)  # fmt: skip
def test_short_forms_of_many_languages_are_known_as_written(short: str, full: str) -> None:
    assert short_form_cost(short, full) == short_form_cost(full, short) == 1


@pytest.mark.parametrize(("one", "other"), [("marie", "maria"), ("krista", "kristy"), ("beth", "lisa"), ("ian", "jan")])
def test_names_of_their_own_are_no_short_forms(one: str, other: str) -> None:
    assert short_form_cost(one, other) is None


def test_a_compound_given_name_goes_by_one_short_form() -> None:
    found = likeness(name_of("Majo Brannock"), name_of("María José Brannock"))
    assert found
    assert (found.cost, found.agreed[-1].how) == (1, How.SHORT_FORM)


def test_two_family_names_behind_one_given_name_are_no_short_forms() -> None:
    assert likeness(name_of("Paul Kurt"), name_of("Paul Konrad")) is None
    assert likeness(name_of("Kurt Brannock"), name_of("Konrad Brannock"))
