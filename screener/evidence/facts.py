"""The fact sheet of a request: every subject of the catalogue with its records, or unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from screener.catalogue.declaring import STRONG_MATCHES
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import Value
from screener.sources.records import Provenance


class Fact(msgspec.Struct, frozen=True):
    """One record of a subject as the rules see it: the fields that are known, and the row that proves it.

    `fields` holds no unknown ones. A record joined to the asker has `matched-by` among them; `weak` says that it was
    joined by name alone, or read by the trained reader alone, so that only a test with `matched-by` or `read-by` sees
    it. `text` is the evidence line shown to the user.
    """

    fields: Mapping[str, Value]
    source: Provenance
    text: str = ""
    weak: bool = msgspec.field(default=False)


# Every subject of the catalogue is a key: its records, empty for absent, or None for unknown.
FactSheet = Mapping[str, tuple[Fact, ...] | None]


def fact(fields: Mapping[str, Value], source: Provenance, text: str = "") -> Fact:
    """A fact, weak if it was joined by name alone, or read by the trained reader alone."""
    matched_by = fields.get("matched-by")
    is_by_name = matched_by is not None and matched_by not in STRONG_MATCHES
    return Fact(fields, source, text, is_by_name or fields.get("read-by") == "model")


def fact_sheet(
    known: Mapping[str, Iterable[Fact] | None], *, others_unknown: bool = True
) -> dict[str, tuple[Fact, ...] | None]:
    """A whole fact sheet from the subjects given; the others are unknown, or absent. A KeyError names a subject that
    the catalogue does not have."""
    sheet: dict[str, tuple[Fact, ...] | None] = dict.fromkeys(SUBJECTS, None if others_unknown else ())
    for subject, facts in known.items():
        SUBJECTS[subject]
        sheet[subject] = None if facts is None else tuple(facts)
    return sheet
