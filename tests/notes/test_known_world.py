"""Claims held against the user's world, which here is a few rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from screener.notes.known_world import Shown
from screener.notes.reader import read
from screener.notes.reading import About, Checked, Claim, Mention, ReadBy, Source, Strength, Thing

SENT = date(2025, 11, 20)
ROW = Source(file="calendar.ics", row=12)


@dataclass
class World:
    """A world of given rows; a mention is found where its words stand."""

    things: Sequence[tuple[str, Thing, bool]] = ()
    former: Sequence[str] = ()
    firms: Sequence[str] = ()
    schools: Sequence[str] = ()
    rows: Sequence[Shown] = ()

    def mentions(self, text: str) -> list[Mention]:
        return [_mention(text, words, thing, with_asker) for words, thing, with_asker in self.things if words in text]

    def former_names(self, text: str) -> list[Mention]:
        return [_mention(text, words, Thing.PERSON, False) for words in self.former if words in text]

    def own_firms(self) -> Sequence[str]:
        return self.firms

    def own_schools(self) -> Sequence[str]:
        return self.schools

    def shown(self) -> Sequence[Shown]:
        return self.rows


def _mention(text: str, words: str, thing: Thing, with_asker: bool) -> Mention:
    start = text.index(words)
    span = (start, start + len(words))
    return Mention(quote=words, span=span, kind=thing, strength=Strength.STRONG, source=ROW, with_asker=with_asker)


def claim(text: str, about: About, world: World | None) -> Claim:
    """The claim about something in a text."""
    return next(claim for claim in read(text, SENT, world=world).claims if claim.about is about)


def test_without_a_world_every_claim_is_open() -> None:
    assert claim("We met at the Harbour Forum in March 2019.", About.MET, None).checked is Checked.OPEN


def test_a_firm_of_the_user_fits_and_another_contradicts() -> None:
    text = "We worked together at Northwind Robotics."
    assert claim(text, About.WORKED_TOGETHER, World(firms=["Northwind Robotics"])).checked is Checked.FITS
    assert claim(text, About.WORKED_TOGETHER, World(firms=["Contoso"])).checked is Checked.CONTRADICTED
    assert claim(text, About.WORKED_TOGETHER, World()).checked is Checked.OPEN


def test_a_row_with_the_asker_on_that_day_confirms() -> None:
    text = "We met at the Harbour Forum on 12 March 2019."
    row = Shown(abouts=frozenset({About.MET}), source=ROW, day=date(2019, 3, 12))
    found = claim(text, About.MET, World(rows=[row]))
    assert (found.checked, found.source) == (Checked.CONFIRMED, ROW)
    other_day = Shown(abouts=frozenset({About.MET}), source=ROW, day=date(2018, 1, 2))
    assert claim(text, About.MET, World(rows=[other_day])).checked is Checked.OPEN


def test_an_event_in_the_files_fits_and_with_the_asker_confirms() -> None:
    text = "We met at the Harbour Forum."
    assert claim(text, About.MET, World(things=[("Harbour Forum", Thing.EVENT, False)])).checked is Checked.FITS
    assert claim(text, About.MET, World(things=[("Harbour Forum", Thing.EVENT, True)])).checked is Checked.CONFIRMED


def test_a_former_name_is_read_from_the_files_whatever_the_verb() -> None:
    found = claim("Mrs Lund now, Petrie in the choir days.", About.FORMER_NAME, World(former=["Petrie"]))
    assert (found.read_by, found.person, found.checked) == (ReadBy.RECORDS, "Petrie", Checked.FITS)


def test_a_person_who_stands_in_a_row_with_the_asker_introduced_them() -> None:
    text = "Kofi Mensah and I talked about peat."
    found = claim(text, About.INTRODUCED_BY, World(things=[("Kofi Mensah", Thing.PERSON, True)]))
    assert (found.read_by, found.checked) == (ReadBy.RECORDS, Checked.CONFIRMED)


def test_what_only_the_trained_reader_says_stays_open() -> None:
    text = "It's Joan from the packing hall, we froze through that whole winter side by side at Hollis Foods."
    world = World(firms=["Hollis Foods"], things=[("Hollis Foods", Thing.FIRM, True)])
    of_model = [each for each in read(text, SENT, world=world).claims if each.read_by is ReadBy.MODEL]
    assert of_model
    assert {each.checked for each in of_model} == {Checked.OPEN}


def test_mentions_are_given_on_with_their_rows() -> None:
    reading = read("See you at the Harbour Forum", SENT, world=World(things=[("Harbour Forum", Thing.EVENT, False)]))
    (mention,) = reading.mentions
    assert (mention.quote, mention.source, reading.understood) == ("Harbour Forum", ROW, True)
