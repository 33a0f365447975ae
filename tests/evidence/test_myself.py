"""Tests of `screener.evidence.myself`."""

from __future__ import annotations

from screener.catalogue.values import PartialDate
from screener.evidence.myself import with_archive
from screener.policy.model import AboutMe, Employer
from screener.sources.records import OwnProfile, Position, Schooling
from tests.evidence.making import at


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
