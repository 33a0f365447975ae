"""Tests of `screener.evidence.asked`."""

from __future__ import annotations

from datetime import date

from screener.catalogue.values import PartialDate
from screener.evidence.facts import FactSheet
from screener.sources.records import Position
from tests.evidence.making import asking, connected, invited, sheet


def state(filled: FactSheet) -> object:
    facts = filled["request"]
    assert facts
    return facts[0].fields["state"]


def test_a_text_that_the_source_cannot_tell_is_unknown_and_an_empty_one_absent() -> None:
    filled = sheet(asking(note="", headline=None))
    assert filled["note"] == ()
    assert filled["headline"] is None
    assert filled["mutual-connections"] is None
    assert filled["profile"] is None


def test_what_a_list_tells_is_taken_over() -> None:
    filled = sheet(
        asking(
            company="Contoso", mutual_connections=0, connections=12, positions=(), profile_created=PartialDate(2026, 2)
        )
    )
    assert [fact.text for fact in filled["company"] or ()] == ["the company: Contoso"]
    assert [dict(fact.fields) for fact in filled["mutual-connections"] or ()] == [{"number": 0}]
    assert [dict(fact.fields) for fact in filled["profile"] or ()] == [
        {"age": 2, "connections": 12, "work-history": False}
    ]


def test_a_work_history_is_seen() -> None:
    facts = sheet(asking(positions=(Position(company="Contoso"),)))["profile"]
    assert facts
    assert facts[0].fields["work-history"] is True


def test_the_same_profile_among_the_connections_is_already_connected() -> None:
    assert state(sheet(asking(), [connected(slug="jane-doe")])) == "already-connected"


def test_without_addresses_somebody_who_is_sure_and_connected_since_is_already_connected() -> None:
    asker, other = asking(slug="", company="Contoso"), asking(slug="", company="Fabrikam")
    since, before = (connected(company="Contoso", day=day) for day in (date(2026, 2, 3), date(2025, 2, 3)))
    assert state(sheet(asker, [since])) == "already-connected"
    assert state(sheet(asker, [before])) == "new"
    assert state(sheet(other, [since])) == "new"


def test_a_name_alone_connects_nobody_who_asks_without_address() -> None:
    assert state(sheet(asking(slug=""), [connected(day=date(2026, 2, 3))])) == "new"


def test_a_namesake_under_another_address_is_not_already_connected() -> None:
    assert state(sheet(asking(), [connected(slug="jane-doe-2", day=date(2026, 2, 3))])) == "new"


def test_a_request_is_crossed_when_the_user_invited_that_profile() -> None:
    assert state(sheet(asking(), [invited(slug="jane-doe")])) == "crossed"
    assert state(sheet(asking(slug=""), [invited()])) == "new"


def test_a_request_lapses_after_six_calendar_months() -> None:
    assert state(sheet(asking(sent=date(2025, 9, 2)))) == "new"
    assert state(sheet(asking(sent=date(2025, 9, 1)))) == "lapsed"
    assert state(sheet(asking(sent=None))) == "new"


def test_the_age_counts_to_today() -> None:
    facts = sheet(asking(approximate=True))["request"]
    assert facts
    assert dict(facts[0].fields) == {"state": "new", "times-asked": 1, "age": 29}
    assert facts[0].text == "they asked on about 1 February 2026"


def test_a_recruiter_shows_in_the_headline_and_nothing_is_known_without_one() -> None:
    assert [fact.fields["specific"] for fact in sheet(asking(headline="Senior Recruiter"))["recruiter"] or ()] == [
        False
    ]
    assert sheet(asking(note="Hello", headline=None))["recruiter"] is None
    assert sheet(asking(note="Hello", headline="Engineer"))["recruiter"] == ()
    assert sheet(asking(note="We book more leads for you"))["sales"]
