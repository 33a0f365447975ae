"""How sure it is who the asker is among the people in the user's files."""

from __future__ import annotations

from datetime import date

from screener.evidence.case import Case, Facts
from screener.evidence.facts import Fact, fact
from screener.evidence.gathering import NAME, NOTHING, SAME_PROFILE, summed_up
from screener.people.addresses import profile_slug
from screener.people.companies import company_key
from screener.sources.records import Connection, Provenance
from screener.texts.cleaning import shortened


def identity(case: Case) -> Facts:
    """The one record of the subject `identity`; unknown where nothing was read in which people stand."""
    if case.found is NOTHING:
        return _nobody(case)
    by_profile, by_name = _sources(case, SAME_PROFILE), _sources(case, NAME)
    if by_profile:
        return _is("same-profile", by_profile[0], "this very profile stands in your files")
    if by_name and case.is_corroborated:
        if known := case.earlier_connection:
            return _is("second-profile", known.provenance, f"{_who(known)} was connected with you before this request")
        return _is("corroborated", by_name[0], "the name and the firm stand in your files")
    if case.found.namesakes:
        return _namesake(case)
    if by_name:
        if case.is_name_unique:
            return _is("name-only", by_name[0], "the name stands in your files, and nothing else agrees")
        return _is("ambiguous", by_name[0], "several people of this name are known")
    if case.slug and case.found.other_slugs:
        return _is(
            "other-person", case.request.provenance, "somebody of this name stands in your files, another profile"
        )
    return _nobody(case)


def _nobody(case: Case) -> Facts:
    if case.background.nothing["identity"] is None:
        return None
    return _is("none", case.request.provenance, "nobody of this name stands in your files")


def _is(status: str, source: Provenance, text: str) -> tuple[Fact, ...]:
    return (fact({"status": status}, source, text),)


def _namesake(case: Case) -> tuple[Fact, ...]:
    """A connection bears the name under another address: perhaps a second profile, if nothing speaks against it."""
    namesakes = sorted(case.found.namesakes, key=lambda row: _newest_first(row.provenance))
    agreeing = [row for row in namesakes if company_key(row.company) in case.firms]
    known = agreeing[0] if agreeing else namesakes[0]
    who = _who(known)
    are_one = len({profile_slug(row.url) for row in namesakes}) == 1
    if agreeing or (are_one and not (case.firms and known.company)):
        return _is("second-profile", known.provenance, f"{who} is connected with you under another profile")
    return _is(
        "other-person", known.provenance, f"{who} is connected with you, under another profile and at another firm"
    )


def _who(row: Connection) -> str:
    name = shortened(f"{row.first_name} {row.last_name}")
    return f"{name} ({shortened(row.company)})" if row.company else name


def _sources(case: Case, match: str) -> list[Provenance]:
    found = case.found
    sources = [row.provenance for how, row in found.connections if how == match]
    sources += [row.provenance for how, row in found.invitations if how == match]
    sources += [row.provenance for how, row in found.recommendations if how == match]
    sources += [row.provenance for how, row in found.endorsements if how == match]
    tallies = [tally for how, tally in found.messages.items() if how == match]
    sources += [summed_up(tally) for tally in tallies if tally.newest.date]
    return sorted(sources, key=_newest_first)


def _newest_first(at: Provenance) -> tuple[int, str, int]:
    return -(at.date or date.min).toordinal(), at.file, at.row
