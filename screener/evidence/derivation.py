"""Examples in rule files: from the facts that they give, those that are read off texts, just as on real input."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import Value
from screener.evidence.askers import OLDER_SUBJECTS, Read, askers_in, competitors_in, texts_of_kind
from screener.evidence.claim_checks import RecordsOnAsker
from screener.evidence.claimed import claim_fact
from screener.evidence.facts import Fact, FactSheet
from screener.evidence.note import OwnWords, note_fields, own_words
from screener.evidence.own_records import OwnRecords
from screener.evidence.shared_past import own_past
from screener.notes.known_world import KnownWorld
from screener.notes.reader import read, read_headline
from screener.notes.reading import Reading
from screener.policy.model import AboutMe
from screener.sources.records import Provenance

_TEXTS = ("note", "answer", "headline", "company")
# A text of the example: its subject, the text, where it stands, what was read in it (nothing in a firm's name).
_Given = tuple[str, str, Provenance, Reading | None]


def complete(sheet: FactSheet, given: Collection[str], about_me: AboutMe | None = None) -> FactSheet:
    """The sheet of an example with the fields read off its note, and the subjects read off note and headline unless
    they are among the subjects `given`. What the example says itself holds; what the trained reader alone finds is left
    out: an example is to hold whatever it learns."""
    me = about_me or AboutMe()
    whole = dict(sheet)
    words = own_words(me)
    texts = _texts_read(sheet, RecordsOnAsker(records=OwnRecords(past=own_past(me))))
    if notes := sheet["note"]:
        readings = {text: reading for name, text, _, reading in texts if name == "note"}
        whole["note"] = tuple(
            Fact({**_sure_fields(text, words, readings[text]), **one.fields}, one.source, one.text)
            if (text := str(one.fields.get("text", "")))
            else one
            for one in notes
        )
    for subject in ("claim", "asker", *OLDER_SUBJECTS, "competitor"):
        read_off = [name for name in SUBJECTS[subject].read_off if name in _TEXTS]
        if subject in given or not any(name in given for name in read_off):
            continue
        is_untold = any(sheet[name] is None for name in read_off)  # an unknown text may say it
        facts = _facts_of(subject, [each for each in texts if each[0] in read_off], me)
        whole[subject] = tuple(fact for fact in facts if not fact.weak) or (None if is_untold else ())
    return whole


def _sure_fields(text: str, words: OwnWords, reading: Reading | None) -> dict[str, Value]:
    return {**note_fields(text, words, reading), "likely-signs": ()}


def _texts_read(sheet: FactSheet, world: KnownWorld) -> list[_Given]:
    found: list[_Given] = []
    for name in _TEXTS:
        for one in sheet[name] or ():
            if text := str(one.fields.get("text", "")):
                found.append((name, text, one.source, _read_as(name, text, world)))
    return found


def _read_as(name: str, text: str, world: KnownWorld) -> Reading | None:
    if name == "company":
        return None
    return read_headline(text) if name == "headline" else read(text, world=world)


def _facts_of(subject: str, texts: Sequence[_Given], me: AboutMe) -> list[Fact]:
    if subject == "competitor":
        every = [competitors_in([(name, text)], source, me.competitors) for name, text, source, _ in texts]
        return [fact for facts in every for fact in facts]
    if subject == "claim":
        readings = [(name, source, reading) for name, _, source, reading in texts if reading]
        return [claim_fact(claim, source, name) for name, source, reading in readings for claim in reading.claims]
    reads: list[Read] = [(name, text, reading) for name, text, _, reading in texts if reading]
    source = texts[0][2] if texts else Provenance(file="")
    return list(askers_in(reads, source) if subject == "asker" else texts_of_kind(subject, reads, source))
