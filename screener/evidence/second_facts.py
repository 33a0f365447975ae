"""Second facts: what besides the name may show that a record and a request are about one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import regex

from screener.people.companies import company_key
from screener.people.emails import email_key, firm_in
from screener.sources.records import Contact, Request
from screener.texts.folding import folded
from screener.texts.phrases import PhraseSet

_BETWEEN_PARTS: Final = regex.compile(
    r"\s+(?:at|bei|chez|en|em|presso|bij|of|for|by|de|von|und|and)\s+|[|•·,;@/–—()]|\s-\s"
)
_AFTER_AT: Final = regex.compile(
    r"(?:\bat|@|\bbei|\bchez|\bpresso|\bbij)\s+([^|•·,;@/–—()]+?)(?=\s+-\s|[|•·,;@/–—()]|$)", regex.IGNORECASE
)
_SHORTEST_IN_TEXT: Final = 4  # shorter names of firms are words of every text


def firms_of(request: Request) -> frozenset[str]:
    """The keys of the firms that the request names for the asker: positions, company, parts of the headline."""
    names = [position.company for position in request.positions or ()]
    names += [request.company or "", *_BETWEEN_PARTS.split(request.headline or "")]
    return frozenset(key for name in names if name and (key := company_key(name)))


def firms_behind_at(headline: str) -> tuple[str, ...]:
    """The firms that a headline names behind an "at", as written: what somebody calls their present firm."""
    return tuple(_AFTER_AT.findall(headline))


def places_of(request: Request) -> frozenset[str]:
    """The keys of the firms and schools that the request surely names as such: what a free text may be searched for.
    Of the headline only what stands behind an "at"."""
    names = [position.company for position in request.positions or ()]
    names += [time.school for time in request.education or ()]
    names += [request.company or "", *firms_behind_at(request.headline or "")]
    return frozenset(key for name in names if (key := company_key(name)))


def firm_agrees(firms: Iterable[str], named: frozenset[str]) -> bool:
    """Whether one of the firms is among those whose keys are given."""
    return any(company_key(firm) in named for firm in firms if firm)


def domain_agrees(emails: Iterable[str], firms: frozenset[str]) -> bool:
    """Whether one of the mail addresses belongs to one of the firms, by the name in its domain."""
    domains = {firm_in(email_key(email)) for email in emails} - {""}
    return bool(domains) and not domains.isdisjoint(key.replace(" ", "").replace("-", "") for key in firms)


def text_agrees(texts: Iterable[str], places: frozenset[str]) -> bool:
    """Whether a text of the user's names one of the firms and schools, as whole words."""
    text = " ; ".join(texts)
    long_enough = [key for key in sorted(places) if len(key) >= _SHORTEST_IN_TEXT]
    return bool(text.strip()) and bool(long_enough) and PhraseSet(long_enough).found_in_folded(folded(text))


def groups_of(contacts: Sequence[Contact]) -> int:
    """How many different people the entries of one name may be: those that share an address or a firm are one, and
    one that has neither may be anybody."""
    groups: list[set[str]] = []
    for contact in contacts:
        marks = {email_key(email) for email in contact.emails} | {company_key(firm) for firm in contact.companies}
        marks.discard("")
        if not marks:
            continue
        joined = [group for group in groups if group & marks]
        groups = [group for group in groups if not group & marks]
        groups.append(marks.union(*joined))
    return len(groups) or (1 if contacts else 0)
