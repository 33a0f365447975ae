"""Tests of `screener.evidence.claimed`: the subject `claim` on a whole fact sheet."""

from __future__ import annotations

from datetime import date

from screener.catalogue.values import PartialDate
from screener.policy.model import AboutMe, Employer
from tests.evidence.making import asking, recommended, sheet, written

ME = AboutMe(
    name="Ana Ruiz",
    profile_url="https://www.linkedin.com/in/ana-ruiz",
    employers=(Employer(name="Northwind Robotics", start=PartialDate(2009), end=PartialDate(2012)),),
)


def test_a_note_without_a_claim_makes_none_and_no_note_leaves_it_open() -> None:
    assert sheet(asking(note="Hello"))["claim"] == ()
    assert sheet(asking(note=""))["claim"] == ()
    assert sheet(asking(note=None))["claim"] is None


def test_a_claim_has_all_its_fields_and_cites_the_request() -> None:
    request = asking(note="We worked together at Northwind Robotics in May 2011.")
    (claim,) = sheet(request, about_me=ME)["claim"] or ()
    assert dict(claim.fields) == {
        "about": "worked-together", "by": "asker", "who": "asker", "from": "note", "name": "Northwind Robotics",
        "firm": "Northwind Robotics", "precise": "month", "checked": "fits", "agrees": 2, "read-by": "phrase",
    }  # fmt: skip
    assert claim.source == request.provenance
    assert claim.text.startswith("the note says: “We worked together")


def test_letters_both_ways_bear_out_an_acquaintance() -> None:
    day = date(2020, 1, 1)
    rows = [
        written("Ana Ruiz", "ana-ruiz", "Jane Doe", ["jane-doe"], day, 3),
        written("Jane Doe", "jane-doe", "Ana Ruiz", ["ana-ruiz"], day, 4),
    ]
    (claim,) = sheet(asking(note="Do you remember me?"), rows, about_me=ME)["claim"] or ()
    assert (claim.fields["checked"], claim.source.rows) == ("confirmed", 2)


def test_records_of_a_bare_namesake_confirm_nothing() -> None:
    note = "We worked together."
    (claim,) = sheet(asking(note=note), [recommended(company="Northwind Robotics")], about_me=ME)["claim"] or ()
    assert claim.fields["checked"] == "open"
    request = asking(note=note, company="Northwind Robotics")
    (claim,) = sheet(request, [recommended(company="Northwind Robotics")], about_me=ME)["claim"] or ()
    assert claim.fields["checked"] == "confirmed"


def test_the_same_firm_alone_confirms_nobody() -> None:
    note = "We were on the same team at Northwind Robotics."
    (claim, *_) = sheet(asking(note=note, company="Northwind Robotics"), about_me=ME)["claim"] or ()
    assert claim.fields["checked"] == "fits"
