"""Random fact sheets over the whole catalogue, for the tests of what the store keeps of them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from screener.catalogue.declaring import Field, FieldType, Subject
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate
from screener.evidence.facts import Fact, FactSheet, fact
from screener.sources.records import Provenance

# Whole characters only: halves of one cannot be written anywhere.
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_NUMBERS = st.integers(-3, 10**6) | st.floats(0, 10**5, allow_nan=False)
_YEARS = st.integers(1, 9999)
_DATES = (
    st.builds(PartialDate, _YEARS) | st.builds(PartialDate, _YEARS, st.integers(1, 12)) | st.dates().map(PartialDate.of)
)
_PLACES = st.builds(
    Provenance,
    file=_TEXTS,
    row=st.integers(0, 10**6),
    date=st.none() | st.dates(date(1990, 1, 1)),
    rows=st.integers(1, 9),
)


def _values(field: Field) -> st.SearchStrategy[object]:
    match field.type:
        case FieldType.CHOICE:
            return st.sampled_from(field.choices)
        case FieldType.TEXT:
            return _TEXTS | st.lists(_TEXTS, max_size=3).map(tuple)
        case FieldType.DATE:
            return _DATES
        case FieldType.YES_NO:
            return st.booleans()
        case FieldType.NUMBER | FieldType.SPAN:
            return _NUMBERS


def _facts(subject: Subject) -> st.SearchStrategy[Fact]:
    fields = st.fixed_dictionaries({}, optional={name: _values(field) for name, field in subject.fields.items()})
    return st.builds(fact, fields, _PLACES, _TEXTS)  # type: ignore[arg-type]


def sheets() -> st.SearchStrategy[FactSheet]:
    """Whole sheets in which each subject is unknown, absent, or has records with any of its fields."""
    return st.fixed_dictionaries(
        {name: st.none() | st.lists(_facts(subject), max_size=2).map(tuple) for name, subject in SUBJECTS.items()}
    )
