"""Tests of `screener.evidence.derivation`."""

from __future__ import annotations

from screener.evidence.derivation import complete
from screener.evidence.facts import Fact, FactSheet, fact, fact_sheet
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
