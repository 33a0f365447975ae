"""Every subject has words in every voice, and no form names a value or a field that is not there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.wordings import WORDINGS, SubjectWording, Voice, in_voice


def forms_in(wording: SubjectWording) -> Iterator[str]:
    yield from (wording.there, wording.gone, wording.unread, wording.also)
    for forms in (wording.heads, wording.ways, *wording.fields.values()):
        yield from forms.values()


def test_every_subject_has_words() -> None:
    assert WORDINGS.keys() == SUBJECTS.keys()
    assert [name for name, wording in WORDINGS.items() if not wording.there] == []


@pytest.mark.parametrize("voice", [Voice.CLAUSE, Voice.IF])
def test_a_form_has_no_mark_left_in_any_voice(voice: Voice) -> None:
    for wording in WORDINGS.values():
        for form in forms_in(wording):
            assert not set("[|]") & set(in_voice(form, voice)), form


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=lambda subject: subject.name)
def test_forms_are_about_fields_and_values_that_are_there(subject) -> None:  # type: ignore[no-untyped-def]
    wording = WORDINGS[subject.name]
    assert wording.fields.keys() <= subject.fields.keys()
    worded = dict(wording.fields) | ({subject.main: wording.heads} if wording.heads else {})
    for name, forms in worded.items():
        field = subject.fields[name]
        lowest = {f"at least {value}" for value in field.choices} if field.ordered else set()
        yes_no = {"yes", "no"} if field.type == "yes-no" else set()
        assert forms.keys() <= {"", *field.choices, *lowest, *yes_no}, name


def test_the_tense_goes_with_the_voice() -> None:
    form = WORDINGS["address-book"].there
    assert in_voice(form, Voice.CLAUSE) == "they stand in your address book"
    assert in_voice(form, Voice.IF) == "they stood in your address book"
