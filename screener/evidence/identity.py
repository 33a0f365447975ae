"""How sure it is who the asker is among the people in the user's files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from screener.evidence.case import Case, Facts
from screener.evidence.facts import Fact, fact
from screener.evidence.found import NAME, NOTHING, SAME_EMAIL, SAME_PROFILE, SIMILAR_NAME, VARIANT
from screener.people.addresses import profile_slug
from screener.people.companies import company_key
from screener.sources.records import Connection, Provenance
from screener.texts.cleaning import shortened


def identity(case: Case) -> Facts:
    """The one record of the subject `identity`; unknown where nothing was read in which people stand."""
    if case.found is NOTHING:
        return _nobody(case)
    if by_profile := _sources(case, SAME_PROFILE):
        return _is("same-profile", by_profile[0], "this very profile stands in your files")
    return _by_email(case) or _by_name(case) or _by_other_name(case) or _nobody(case)


def _by_email(case: Case) -> Facts:
    sources = _sources(case, SAME_EMAIL)
    if not sources:
        return None
    known = next(iter(case.found.namesakes), None) or case.earlier_connection
    if known is not None:
        return _is("second-profile", known.provenance, f"{_who(known)} is connected with you under the same address")
    return _is("same-email", sources[0], "this mail address stands in your files")


def _by_name(case: Case) -> Facts:
    sources = _sources(case, NAME)
    if sources and case.is_corroborated:
        if known := case.earlier_connection:
            return _is("second-profile", known.provenance, f"{_who(known)} was connected with you before this request")
        return _is("corroborated", sources[0], f"the name and {case.corroboration} stand in your files")
    if case.found.namesakes:
        return _namesake(case)
    if sources and case.is_name_unique:
        return _is("name-only", sources[0], "the name stands in your files, and nothing else agrees")
    if sources:
        return _is("ambiguous", sources[0], "several people of this name are known")
    if case.slug and len(case.found.other_slugs) > 1:
        return _is("ambiguous", case.request.provenance, "several people of this name are known, none by this profile")
    if case.slug and case.found.other_slugs:
        return _is(
            "other-person", case.request.provenance, "somebody of this name stands in your files, another profile"
        )
    return None


def _by_other_name(case: Case) -> Facts:
    sources = _sources(case, VARIANT)
    if sources and case.is_sure(VARIANT):
        return _is("corroborated", sources[0], f"another form of the name and {case.corroboration} stand in your files")
    if sources:
        return _is("name-only", sources[0], "another form of the name stands in your files, and nothing else agrees")
    if sources := _sources(case, SIMILAR_NAME):
        return _is("name-only", sources[0], "a name spelled nearly so stands in your files, at the same firm")
    return None


def _nobody(case: Case) -> Facts:
    if case.background.nothing["identity"] is None:
        return None
    return _is("none", case.request.provenance, "nobody of this name stands in your files")


def _is(status: str, source: Provenance, text: str) -> tuple[Fact, ...]:
    return (fact({"status": status}, source, text),)


def _namesake(case: Case) -> tuple[Fact, ...]:
    """Connections bear the name under other profiles: one that nothing speaks against has a second profile; of
    several, only one that a second fact agrees with. A firm that differs from all the asker names speaks against."""
    namesakes = sorted(case.found.namesakes, key=lambda row: _newest_first(row.provenance))
    agreeing = _people(row for row in namesakes if company_key(row.company) in case.firms)
    possible = agreeing or _people(row for row in namesakes if not (case.firms and row.company))
    if not possible:
        known = namesakes[0]
        return _is("other-person", known.provenance, f"{_who(known)} is connected with you, another profile and firm")
    known = possible[0]
    if len(possible) > 1:
        return _is("ambiguous", known.provenance, f"{len(possible)} of your connections bear this name")
    return _is("second-profile", known.provenance, f"{_who(known)} is connected with you under another profile")


def _people(rows: Iterable[Connection]) -> list[Connection]:
    """One row for each profile, the first."""
    by_slug: dict[str, Connection] = {}
    for row in rows:
        by_slug.setdefault(profile_slug(row.url), row)
    return list(by_slug.values())


def _who(row: Connection) -> str:
    name = shortened(f"{row.first_name} {row.last_name}")
    return f"{name} ({shortened(row.company)})" if row.company else name


def _sources(case: Case, match: str) -> list[Provenance]:
    return sorted((place for how, place in case.found.rows() if how == match), key=_newest_first)


def _newest_first(at: Provenance) -> tuple[int, str, int]:
    return -(at.date or date.min).toordinal(), at.file, at.row
