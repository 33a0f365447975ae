"""What a claim names beside it."""

from __future__ import annotations

from datetime import date

import pytest

from screener.notes.reader import read
from screener.notes.reading import About, Claim

SENT = date(2025, 11, 20)


def claim(text: str, about: About) -> Claim:
    """The claim about something in a text."""
    return next(each for each in read(text, SENT).claims if each.about is about)


@pytest.mark.parametrize(
    ("about", "slot", "named", "text"),
    [
        (About.WORKED_TOGETHER, "firm", "Northwind Robotics", "We worked together at Northwind Robotics in 2012."),
        (About.WORKED_TOGETHER, "firm", "Berland", "Nous avons travaillé ensemble chez Berland de 2004 à 2009."),
        (About.WORKED_TOGETHER, "when", "2004 à 2009", "Nous avons travaillé ensemble chez Berland de 2004 à 2009."),
        (About.STUDIED_TOGETHER, "school", "Contoso Polytechnic", "We were classmates at Contoso Polytechnic."),
        (About.MET, "event", "Jupiter Summit", "We met at the Jupiter Summit last year."),
        (About.MET, "when", "last year", "We met at the Jupiter Summit last year."),
        (About.MET, "where", "Oslo", "We met in Oslo last year."),
        (About.INTRODUCED_BY, "person", "Kofi Mensah", "Kofi Mensah suggested I get in touch with you."),
        (About.FORMER_NAME, "person", "Jane Smith", "You may know me as Jane Smith, my maiden name."),
        (About.ON_BEHALF_OF, "person", "Marta Ibarra", "I am writing on behalf of our director, Marta Ibarra."),
    ],
)
def test_a_claim_names_what_stands_beside_it(about: About, slot: str, named: str, text: str) -> None:
    assert getattr(claim(text, about), slot) == named


def test_the_next_sentence_names_it_where_the_claim_does_not() -> None:
    assert claim("We used to work together. It was at Northwind Robotics.", About.WORKED_TOGETHER).quote


def test_a_capital_that_opens_a_sentence_names_nothing() -> None:
    found = claim("Yesterday we met on the train.", About.MET)
    assert (found.where, found.event, found.person) == (None, None, None)
