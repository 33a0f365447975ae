"""What a claim names beside it."""

from __future__ import annotations

from datetime import date

import pytest

from screener.notes.reader import read
from screener.notes.reading import About, Claim, Sign

SENT = date(2025, 11, 20)


def claim(text: str, about: About) -> Claim:
    """The claim about something in a text."""
    return next(each for each in read(text, SENT).claims if each.about is about)


@pytest.mark.parametrize(
    ("about", "slot", "named", "text"),
    [
        (About.WORKED_TOGETHER, "firm", "Northwind Robotics", "We worked together at Northwind Robotics in 2012."),
        (About.WORKED_TOGETHER, "firm", "Globex", "My sister Anna worked with you at Globex in 2019."),
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


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("We worked together at Northwind Robotics until 2012.", "Northwind Robotics"),
        ("Dr. Kofi Mensah suggested I write to you.", "Kofi Mensah"),
        ("I was introduced by Mika Sato at the fair.", "Mika Sato"),
        ("Wir haben uns auf der Messe in Bilbao kennengelernt.", "Bilbao"),
        ("Nous avons travaillé ensemble chez Northwind Robotics.", "Northwind Robotics"),
        ("We met at the Jupiter Summit in Oslo.", "Jupiter Summit"),
        ("ノースウィンド社で一緒に働いていました。", "ノースウィンド社"),
        ("You may know me as Jane Smith, my maiden name.", "Jane Smith"),
    ],
)
def test_the_name_beside_a_claim_is_taken(note: str, name: str) -> None:
    assert read(note).claims[0].names[0] == name


def test_a_mail_merge_is_a_mass_text_whatever_it_claims() -> None:
    assert Sign.MASS in read("Hi %FIRSTNAME%, we met at the fair in Bilbao.").signs


def test_the_sentence_after_may_say_where_and_when() -> None:
    (claim,) = read("We worked together. It was at Northwind Robotics in 2011.").claims
    assert (claim.names, claim.precise) == (("Northwind Robotics",), "year")
