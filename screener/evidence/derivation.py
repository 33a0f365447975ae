"""Examples in rule files: from the facts that they give, those that are read off texts, just as on real input."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from screener.catalogue.subjects import SUBJECTS
from screener.evidence import kinds
from screener.evidence.claim_checks import checked_claim
from screener.evidence.claimed import claim_fact
from screener.evidence.claims import claims_in
from screener.evidence.facts import Fact, FactSheet
from screener.evidence.note import note_fields, own_words
from screener.evidence.own_records import OwnRecords
from screener.evidence.shared_past import own_past
from screener.policy.author import AboutMe
from screener.sources.records import Provenance

_Reader = Callable[[str, str, Provenance], tuple[Fact, ...]]
_TEXTS = ("note", "answer", "headline", "company")


def complete(sheet: FactSheet, given: Collection[str], about_me: AboutMe | None = None) -> FactSheet:
    """The sheet of an example with the fields read off its note, and the subjects read off note and headline unless
    they are among the subjects `given`. What the example says itself holds."""
    me = about_me or AboutMe()
    whole = dict(sheet)
    words = own_words(me)
    if notes := sheet["note"]:
        whole["note"] = tuple(
            Fact({**note_fields(str(one.fields["text"]), words), **one.fields}, one.source, one.text)
            if "text" in one.fields
            else one
            for one in notes
        )
    for subject, read in _readers(me).items():
        read_off = [name for name in SUBJECTS[subject].read_off if name in _TEXTS]
        if subject in given or not any(name in given for name in read_off):
            continue
        texts = [(name, one) for name in read_off for one in sheet[name] or () if "text" in one.fields]
        facts = [fact for name, one in texts for fact in read(name, str(one.fields["text"]), one.source)]
        is_untold = any(sheet[name] is None for name in read_off)
        whole[subject] = tuple(facts) or (None if is_untold else ())
    return whole


def _readers(me: AboutMe) -> Mapping[str, _Reader]:
    """What reads each subject off one text: the subject of the text, the text, where it stands."""
    records = OwnRecords(past=own_past(me))

    def claims(stands_in: str, text: str, source: Provenance) -> tuple[Fact, ...]:
        return tuple(claim_fact(each, checked_claim(each, records), source, stands_in) for each in claims_in(text))

    return {
        "sales": lambda subject, text, source: kinds.sales([(subject, text)], source),
        "recruiter": lambda subject, text, source: kinds.recruiter([(subject, text)], source),
        "student": lambda subject, text, source: kinds.student([(subject, text)], source),
        "competitor": lambda subject, text, source: kinds.competitor([(subject, text)], source, me.competitors),
        "assistant": lambda subject, text, source: kinds.assistant([(subject, text)], source),
        "claim": claims,
    }
