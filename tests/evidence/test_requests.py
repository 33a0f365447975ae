"""Tests of `screener.evidence.requests`."""

from __future__ import annotations

from datetime import date

from screener.evidence.requests import merge_requests, request_id
from tests.evidence.making import asking, sheet

FIRST, NEXT, LATER = date(2026, 2, 1), date(2026, 2, 2), date(2026, 2, 20)


def test_the_same_profile_in_archive_and_list_is_one_request() -> None:
    archived = asking(note="Hello from the fair")
    listed = asking("Jane Doe, PhD", "Jane-Doe", sent=None, headline="Engineer", mutual_connections=3)
    (merged,) = merge_requests([archived, listed])
    assert (merged.note, merged.headline, merged.mutual_connections) == ("Hello from the fair", "Engineer", 3)
    assert merged.sent == FIRST


def test_the_newest_note_is_kept() -> None:
    (merged,) = merge_requests([asking(note="new", sent=LATER), asking(note="old", sent=FIRST)])
    assert (merged.note, merged.sent) == ("new", LATER)
    (kept,) = merge_requests([asking(note="", sent=LATER), asking(note="old", sent=FIRST)])
    assert kept.note == "old"


def test_without_an_address_name_and_date_make_one_request() -> None:
    assert len(merge_requests([asking(slug="", sent=FIRST), asking("Doe, Jane", sent=NEXT)])) == 1
    assert len(merge_requests([asking(slug="", sent=FIRST), asking(slug="", sent=NEXT)])) == 1
    assert len(merge_requests([asking(slug="", sent=None), asking(sent=LATER)])) == 1


def test_the_same_name_at_another_time_is_another_request() -> None:
    assert len(merge_requests([asking(slug="", sent=FIRST), asking(sent=LATER)])) == 2


def test_two_profiles_of_one_name_are_two_requests_and_nothing_is_guessed() -> None:
    queue = [asking(slug="jane-1"), asking(slug="jane-2"), asking(slug="")]
    assert merge_requests(queue) == tuple(queue)


def test_a_request_is_called_by_its_slug_or_by_name_and_date() -> None:
    assert request_id(asking()) == "jane-doe"
    nameless = request_id(asking(slug=""))
    assert nameless == request_id(asking("JANE  DOE", ""))
    assert nameless != request_id(asking(slug="", sent=LATER))


def test_asking_again_is_counted_and_the_same_request_in_two_sources_is_not() -> None:
    twice = [asking(sent=FIRST), asking(sent=LATER), asking(sent=FIRST), asking(sent=NEXT), asking(sent=None)]
    for queue in (twice, twice[::-1]):
        (merged,) = merge_requests(queue)
        assert (merged.sent, merged.asked_before) == (LATER, (NEXT,))
    facts = sheet(merged)["request"]
    assert facts
    assert facts[0].fields["times-asked"] == 2
    assert facts[0].text == "they asked on 20 February 2026 and 1 time before"
