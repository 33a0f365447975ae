"""Tests of `screener.evidence.derivation`."""

from __future__ import annotations

from screener.catalogue.values import PartialDate
from screener.evidence.derivation import complete
from screener.evidence.facts import Fact, FactSheet, fact, fact_sheet
from screener.policy.model import AboutMe, Employer
from tests.evidence.making import asking, at, sheet


def example(**subjects: list[dict[str, object]]) -> FactSheet:
    known: dict[str, tuple[Fact, ...]] = {
        name.replace("_", "-"): tuple(fact(fields, at()) for fields in records)  # type: ignore[arg-type]
        for name, records in subjects.items()
    }
    return complete(fact_sheet(known, others_unknown=False), set(known))


def test_a_note_is_read_as_on_real_input() -> None:
    text = "Hi, we are hiring a controls engineer. Interested?"
    derived, real = example(note=[{"text": text}]), sheet(asking(note=text, headline=""))
    for subject in ("note", "recruiter", "sales"):
        assert [one.fields for one in derived[subject] or ()] == [one.fields for one in real[subject] or ()]
    assert derived["recruiter"]


def test_what_the_example_says_itself_holds() -> None:
    derived = example(note=[{"text": "We help companies", "specific": True}], sales=[])
    assert derived["note"]
    assert derived["note"][0].fields["specific"] is True
    assert derived["sales"] == ()


def test_without_texts_nothing_is_read_off() -> None:
    assert example(company=[{"text": "Contoso"}])["sales"] == ()
    unknown = complete(fact_sheet({}), set())
    assert unknown["sales"] is None


def test_an_unknown_headline_leaves_open_what_it_would_show() -> None:
    given = fact_sheet({"note": [fact({"text": "Hello"}, at())], "headline": None}, others_unknown=False)
    assert complete(given, {"note", "headline"})["recruiter"] is None


def test_claims_and_kinds_of_an_example_are_those_of_real_input() -> None:
    me = AboutMe(
        employers=(Employer(name="Northwind Robotics", start=PartialDate(2009), end=PartialDate(2012)),),
        competitors=("Fabrikam",),
    )
    note, headline = "We worked together at Northwind Robotics in 2017.", "Student at Fabrikam"
    known = {"note": [fact({"text": note}, at())], "headline": [fact({"text": headline}, at())]}
    derived = complete(fact_sheet(known, others_unknown=False), set(known), me)
    real = sheet(asking(note=note, headline=headline, company=""), about_me=me)
    for subject in ("claim", "student", "competitor", "assistant"):
        assert [one.fields for one in derived[subject] or ()] == [one.fields for one in real[subject] or ()], subject
    assert [one.fields["checked"] for one in derived["claim"] or ()] == ["contradicted"]
    assert derived["student"]
    assert derived["competitor"]
