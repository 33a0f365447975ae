"""Tests of `screener.evidence.myself`."""

from __future__ import annotations

import pytest
from msgspec import structs

from screener.catalogue.values import PartialDate
from screener.evidence.myself import myself, with_archive
from screener.policy.author import AboutMe, Employer
from screener.sources.records import Meeting, OwnProfile, Part, Participant, Position, Provenance, Schooling
from tests.evidence.making import at, url


def test_the_user_is_known_by_address_and_where_it_lacks_by_name() -> None:
    me = myself(AboutMe(name="Ana Ruiz"), [("Ana Ruiz Vega", url("ana-ruiz"))])
    assert me.wrote("A. R.", url("ANA-ruiz"))
    assert me.wrote("Ruiz, Ana", "")
    assert not me.wrote("Ana Ruiz", url("another-ana"))
    assert not myself(AboutMe()).wrote("", "")


def test_the_archive_adds_what_the_user_did_not_write() -> None:
    own = AboutMe(employers=(Employer(name="Northwind", also=("Northwind Labs",), staff=85),))
    merged = with_archive(
        own,
        profile=OwnProfile(first_name="Ana", last_name="Ruiz", provenance=at()),
        positions=[
            Position(company="Northwind Labs, Inc.", start=PartialDate(2010, 1), end=PartialDate(2012, 1)),
            Position(company="Fabrikam", start=PartialDate(2013)),
        ],
        schooling=[Schooling(school="Contoso Polytechnic")],
    )
    assert merged.name == "Ana Ruiz"
    assert [(firm.name, firm.staff, firm.start) for firm in merged.employers] == [
        ("Northwind", 85, PartialDate(2010, 1)),
        ("Fabrikam", None, PartialDate(2013)),
    ]
    assert [school.name for school in merged.schools] == ["Contoso Polytechnic"]


def test_the_users_own_dates_hold() -> None:
    own = AboutMe(employers=(Employer(name="Northwind", start=PartialDate(2009)),))
    assert with_archive(own, positions=[Position(company="Northwind", start=PartialDate(2011))]) == own


@pytest.mark.parametrize(
    ("part", "was_in"),
    [(Part.ORGANISER, True), (Part.ACCEPTED, True), (Part.TENTATIVE, True), (Part.LISTED, True),
     (Part.UNANSWERED, False), (Part.DECLINED, False), (None, True)],
)  # fmt: skip
def test_the_user_was_in_a_meeting_by_what_they_answered(part: Part | None, was_in: bool) -> None:
    me = myself(AboutMe(name="Ana Ruiz", emails=("ana@ruiz.example",)), emails=["old@ruiz.example"])
    for email in ("Ana@ruiz.example", "old@ruiz.example"):
        parties = (Participant(email=email, part=part),) if part else ()
        meeting = Meeting(title="x", parties=parties, provenance=Provenance(file="k.ics"))
        assert me.was_in(meeting) is was_in
        assert not me.was_in(structs.replace(meeting, cancelled=True))
