"""Claims held against the user's world, which here is a few rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from screener.notes.reader import read, reread
from screener.notes.reading import About, Checked, Claim, ReadBy
from screener.notes.spoken_days import SpokenDay
from screener.sources.records import Provenance
from screener.world.mentions import Mention, MentionKind, Strength

SENT = date(2025, 11, 20)
ROW = Provenance(file="calendar.ics", row=12)


@dataclass
class World:
    """A world of given things; a mention is found where its words stand, and any claim that mentions one fits."""

    things: Sequence[tuple[str, MentionKind]] = ()
    former: Sequence[str] = ()
    introducers: Sequence[str] = ()
    confirms: bool = False

    def mentions(self, text: str) -> list[Mention]:
        return [_mention(text, words, kind) for words, kind in self.things if words in text]

    def former_names(self, text: str) -> list[Mention]:
        return [_mention(text, words, MentionKind.PERSON) for words in self.former if words in text]

    def is_introducer(self, mention: Mention) -> bool:
        return mention.text in self.introducers

    def checked(self, claim: Claim, said: str, days: Sequence[SpokenDay], mentions: Sequence[Mention]) -> Claim:
        checked = Checked.CONFIRMED if self.confirms else Checked.FITS if mentions else Checked.OPEN
        return msgspec.structs.replace(claim, checked=checked, agrees=len(days), finding=said)


def _mention(text: str, words: str, kind: MentionKind) -> Mention:
    start = text.index(words)
    span = (start, start + len(words))
    return Mention(quote=words, text=words, span=span, kind=kind, strength=Strength.STRONG, at=ROW)


def claim(text: str, about: About, world: World | None) -> Claim:
    """The claim about something in a text."""
    return next(claim for claim in read(text, SENT, world=world).claims if claim.about is about)


def test_without_a_world_every_claim_is_open() -> None:
    found = claim("We met at the Harbour Forum in March 2019.", About.MET, None)
    assert (found.checked, found.precise) == (Checked.OPEN, "month")


def test_a_claim_is_held_against_the_world_with_its_sentence_its_days_and_what_it_mentions() -> None:
    text = "Hello! We met at the Harbour Forum on 12 March 2019. See you."
    found = claim(text, About.MET, World(things=[("Harbour Forum", MentionKind.EVENT)]))
    assert (found.checked, found.agrees, found.precise) == (Checked.FITS, 1, "day")
    assert found.finding.strip() == "We met at the Harbour Forum on 12 March 2019"


def test_a_reading_is_held_against_another_world_without_being_read_anew() -> None:
    text = "We met at the Harbour Forum. Mrs Lund now, Petrie in the choir days."
    reading = read(text, SENT, world=World(former=["Petrie"]))
    again = reread(reading, text, SENT, World(confirms=True))
    before, after = ({each.about: each.checked for each in one.claims} for one in (reading, again))
    assert before == {About.MET: Checked.OPEN, About.FORMER_NAME: Checked.FITS}
    assert after == {About.MET: Checked.CONFIRMED, About.FORMER_NAME: Checked.FITS}


def test_a_former_name_is_read_from_the_files_whatever_the_verb() -> None:
    found = claim("Mrs Lund now, Petrie in the choir days.", About.FORMER_NAME, World(former=["Petrie"]))
    assert (found.read_by, found.person, found.checked) == (ReadBy.RECORDS, "Petrie", Checked.FITS)


def test_a_person_who_named_the_asker_to_the_user_introduced_them() -> None:
    text = "Kofi Mensah and I talked about peat."
    world = World(things=[("Kofi Mensah", MentionKind.PERSON)], introducers=["Kofi Mensah"])
    found = claim(text, About.INTRODUCED_BY, world)
    assert (found.read_by, found.checked) == (ReadBy.RECORDS, Checked.CONFIRMED)


def test_what_only_the_trained_reader_says_stays_open() -> None:
    text = "It's Joan from the packing hall, we froze through that whole winter side by side at Hollis Foods."
    world = World(things=[("Hollis Foods", MentionKind.FIRM)], confirms=True)
    of_model = [each for each in read(text, SENT, world=world).claims if each.read_by is ReadBy.MODEL]
    assert of_model
    assert {each.checked for each in of_model} == {Checked.OPEN}


def test_mentions_are_given_on_with_their_rows() -> None:
    reading = read("See you at the Harbour Forum", SENT, world=World(things=[("Harbour Forum", MentionKind.EVENT)]))
    (mention,) = reading.mentions
    assert (mention.quote, mention.at, reading.understood) == ("Harbour Forum", ROW, True)
