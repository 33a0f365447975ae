"""Examples in rule files: from the facts that they give, those that are read off texts, just as on real input."""

from __future__ import annotations

from collections.abc import Collection

from screener.catalogue.subjects import SUBJECTS
from screener.evidence import kinds
from screener.evidence.facts import Fact, FactSheet
from screener.evidence.note import note_fields, own_words
from screener.policy.model import AboutMe

_READERS = {"sales": kinds.sales, "recruiter": kinds.recruiter}


def complete(sheet: FactSheet, given: Collection[str], about_me: AboutMe | None = None) -> FactSheet:
    """The sheet of an example with the fields read off its note, and the subjects read off note and headline unless
    they are among the subjects `given`. What the example says itself holds."""
    whole = dict(sheet)
    words = own_words(about_me or AboutMe())
    if notes := sheet["note"]:
        whole["note"] = tuple(
            Fact({**note_fields(str(one.fields["text"]), words), **one.fields}, one.source, one.text)
            if "text" in one.fields
            else one
            for one in notes
        )
    for subject, read in _READERS.items():
        read_off = [name for name in SUBJECTS[subject].read_off if name in ("note", "headline")]
        if subject in given or not any(name in given for name in read_off):
            continue
        texts = [(name, one) for name in read_off for one in sheet[name] or () if "text" in one.fields]
        facts = [fact for name, one in texts for fact in read([(name, str(one.fields["text"]))], one.source)]
        is_untold = any(sheet[name] is None for name in read_off)
        whole[subject] = tuple(facts) or (None if is_untold else ())
    return whole
