"""Tests of `screener.evidence.shared_past`."""

from __future__ import annotations

from screener.catalogue.values import DAYS_IN, PartialDate
from screener.evidence.facts import Fact
from screener.policy.model import AboutMe, Employer, School
from screener.sources.records import Position, Schooling
from tests.evidence.making import asking, at, sheet

NORTHWIND = Employer(
    name="Northwind Robotics", also=("Northwind Labs",), staff=85, sites=("Bilbao",),
    start=PartialDate(2009, 5), end=PartialDate(2013, 2),
)  # fmt: skip
ME = AboutMe(
    employers=(NORTHWIND,),
    schools=(School(name="Contoso Polytechnic", start=PartialDate(2001), end=PartialDate(2006)),),
)


def employers(*jobs: Position, **more: object) -> tuple[Fact, ...] | None:
    return sheet(asking(positions=jobs, **more), about_me=ME)["shared-employer"]


def test_the_same_firm_at_the_same_time_is_found() -> None:
    job = Position(
        company="Northwind Robotics, Inc.", location="Bilbao, Spain", start=PartialDate(2011, 7), end=PartialDate(2014),
        provenance=at(row=7),
    )  # fmt: skip
    (shared,) = employers(job, note="We were at Northwind Labs") or ()
    assert shared.fields == {
        "name": "Northwind Robotics", "overlap": 19 * DAYS_IN["month"], "from": PartialDate(2011, 7),
        "to": PartialDate(2013, 2), "dates-known": True, "staff": 85, "same-site": True, "via": "name", "claimed": True,
    }  # fmt: skip
    assert shared.text == "both at Northwind Robotics, 19 months together (July 2011 to February 2013)"
    assert shared.source.row == 7


def test_a_former_name_of_the_firm_is_an_alias() -> None:
    (shared,) = employers(Position(company="Northwind Labs")) or ()
    assert (shared.fields["via"], shared.fields["dates-known"]) == ("alias", False)
    assert "claimed" not in shared.fields
    assert "overlap" not in shared.fields


def test_a_firm_of_a_similar_name_is_another_firm() -> None:
    assert employers(Position(company="Northwind")) == ()


def test_the_company_of_a_list_is_enough_for_a_firm_without_dates() -> None:
    (shared,) = sheet(asking(company="Northwind Robotics"), about_me=ME)["shared-employer"] or ()
    assert shared.fields["dates-known"] is False
    assert shared.text == "both at Northwind Robotics, dates not known"


def test_where_one_of_both_is_not_known_it_is_unknown() -> None:
    assert sheet(asking(), about_me=ME)["shared-employer"] is None
    assert sheet(asking(company="Contoso"), about_me=AboutMe())["shared-employer"] is None


def test_a_school_is_shared_as_student_or_staff() -> None:
    studied = Schooling(school="Contoso Polytechnic", start=PartialDate(2003), end=PartialDate(2007))
    taught = Position(company="Contoso Polytechnic", start=PartialDate(2008))
    facts = sheet(asking(education=(studied,), positions=(taught,)), about_me=ME)["shared-school"] or ()
    assert [fact.fields["as"] for fact in facts] == ["staff", "student"]
    assert facts[1].fields["overlap"] == 25 * DAYS_IN["month"]
    assert sheet(asking(education=()), about_me=ME)["shared-school"] == ()
    assert sheet(asking(), about_me=ME)["shared-school"] is None


def test_whoever_came_after_the_user_left_is_a_near_miss() -> None:
    (shared,) = employers(Position(company="Northwind Robotics", start=PartialDate(2016, 2))) or ()
    assert shared.text == "both at Northwind Robotics, but they joined 3 years after you left"
    assert (shared.fields["overlap"], shared.fields["gap"]) == (0.0, 36 * DAYS_IN["month"])
    left = Position(company="Northwind Robotics", start=PartialDate(2005, 1), end=PartialDate(2007, 5))
    (earlier,) = employers(left) or ()
    assert earlier.text == "both at Northwind Robotics, but they left 2 years before you joined"


def test_an_aside_tells_of_a_rename_or_an_acquisition() -> None:
    (renamed,) = employers(Position(company="Fabrikam (formerly Northwind Robotics)")) or ()
    (bought,) = employers(Position(company="Fabrikam, acquired by Northwind Labs Ltd.")) or ()
    assert (renamed.fields["via"], bought.fields["via"]) == ("rename", "acquisition")


def test_a_firm_that_fits_none_says_nothing_while_their_earlier_jobs_are_not_known() -> None:
    assert sheet(asking(company="Fabrikam"), about_me=ME)["shared-employer"] is None
    assert sheet(asking(company="Fabrikam", positions=()), about_me=ME)["shared-employer"] == ()


def test_the_site_is_compared_only_where_both_are_known() -> None:
    def site(location: str) -> object:
        (shared,) = employers(Position(company="Northwind Robotics", location=location)) or ()
        return shared.fields.get("same-site")

    assert [site(place) for place in ("Greater Bilbao Area", "Bergen, Norway", "", "Remote")] == [
        True, False, None, None,
    ]  # fmt: skip
