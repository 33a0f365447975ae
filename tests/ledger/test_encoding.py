"""What is written into the columns of the store comes out of them as it was."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings

from screener.catalogue.declaring import Origin
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate
from screener.evidence.facts import FactSheet, fact, fact_sheet
from screener.ledger.kept import (
    decoded,
    decoded_places,
    decoded_sheet,
    encoded,
    encoded_places,
    encoded_sheet,
)
from screener.sources.records import Position, Provenance, Request
from tests.evidence.making import asking, at, sheet
from tests.ledger.sheets import sheets

HERE = Provenance(file="messages.csv", row=7, date=date(2020, 5, 4), rows=3)


def written(subject: str, *fields: dict[str, object], absent: tuple[str, ...] = ()) -> str:
    """A sheet as some version of the program wrote it."""
    source = {"file": "messages.csv", "row": 7, "date": None, "rows": 1}
    facts = [{"fields": each, "source": source, "text": "x"} for each in fields]
    return json.dumps({"known": {subject: facts}, "absent": absent})


@settings(max_examples=60, deadline=None)
@given(sheets())
def test_any_sheet_comes_back_as_it_was(whole: FactSheet) -> None:
    assert decoded_sheet(encoded_sheet(whole)) == whole


@settings(max_examples=20, deadline=None)
@given(sheets())
def test_a_sheet_that_came_back_is_written_alike(whole: FactSheet) -> None:
    assert encoded_sheet(decoded_sheet(encoded_sheet(whole))) == encoded_sheet(whole)


def test_the_kinds_of_values_stay_what_they_are() -> None:
    fields = {"count": 3, "two-way": True, "first": PartialDate(2019, 7), "last": PartialDate(2020)}
    whole = fact_sheet({"messages": [fact({**fields, "matched-by": "name"}, HERE, "3 messages")]})
    (back,) = decoded_sheet(encoded_sheet(whole))["messages"] or ()
    assert back == fact({**fields, "matched-by": "name"}, HERE, "3 messages")
    assert back.weak
    assert [type(value) for value in back.fields.values()] == [int, bool, PartialDate, PartialDate, str]


def test_the_sheet_of_a_real_request_comes_back_as_it_was() -> None:
    whole = sheet(asking(note="We met at Northwind Robotics in 2011. Could you send me the slides?"))
    assert decoded_sheet(encoded_sheet(whole)) == whole


def test_texts_are_written_as_they_are() -> None:
    text = encoded_sheet(fact_sheet({"note": [fact({"text": "Grüße, Łukasz 山田 😀"}, HERE)]}))
    assert "Grüße, Łukasz 山田 😀" in text


def test_absent_and_unknown_stay_apart() -> None:
    back = decoded_sheet(encoded_sheet(fact_sheet({"messages": [], "mail": None})))
    assert back["messages"] == ()
    assert back["mail"] is None


def test_a_subject_that_the_catalogue_has_since_got_is_unknown() -> None:
    back = decoded_sheet(written("note", {"text": "Hello!"}, absent=("messages",)))
    assert back.keys() == SUBJECTS.keys()
    assert [name for name, facts in back.items() if facts is not None] == ["note", "messages"]


def test_a_subject_or_field_that_the_catalogue_no_longer_has_is_left_out() -> None:
    assert "horoscope" not in decoded_sheet(written("horoscope", {"sign": "Leo"}, absent=("stars",)))
    (note,) = decoded_sheet(written("note", {"text": "Hello!", "mood": "calm"}))["note"] or ()
    assert note.fields == {"text": "Hello!"}


@pytest.mark.parametrize(
    ("subject", "field", "value"),
    [
        ("messages", "last", 2019),
        ("messages", "count", "three"),
        ("messages", "count", True),
        ("messages", "two-way", 1),
        ("messages", "matched-by", "horoscope"),
        ("note", "text", 7),
    ],
)
def test_a_value_that_a_field_no_longer_takes_is_unknown(subject: str, field: str, value: object) -> None:
    (back,) = decoded_sheet(written(subject, {field: value}))[subject] or ()
    assert back.fields == {}


def test_a_request_comes_back_as_it_was() -> None:
    request = Request(
        name="Jane Doe",
        note="",
        headline=None,
        sent=date(2026, 2, 1),
        asked_before=(date(2025, 1, 1),),
        profile_created=PartialDate(2024, 11),
        positions=(Position(company="Northwind", start=PartialDate(2019, 5), provenance=at(row=3)),),
        provenance=at(date(2026, 2, 1)),
    )
    assert decoded(encoded(request), Request) == request


def test_half_a_character_in_the_name_of_a_file_becomes_a_question_mark() -> None:
    request = asking(note="Grüße")
    odd = Request(name=request.name, note="Grüße", provenance=Provenance(file="l\udcff.csv", row=2))
    back = decoded(encoded(odd), Request)
    assert (back.provenance.file, back.note) == ("l?.csv", "Grüße")


def test_where_was_searched_comes_back_without_what_is_no_longer_searched() -> None:
    places = {Origin.MESSAGES: (HERE,), Origin.MAIL: ()}
    assert decoded_places(encoded_places(places)) == places
    assert decoded_places({"a crystal ball": (HERE,)}) == {}
