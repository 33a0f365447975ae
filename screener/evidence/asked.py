"""What the request itself tells: note, headline, company, place, profile; and how it stands."""

from __future__ import annotations

import calendar
from datetime import date

from screener.catalogue.value_wording import day_words
from screener.catalogue.values import Value, counted, span_words
from screener.evidence.askers import competitors_in
from screener.evidence.case import TOLERANCE, Case, Facts
from screener.evidence.facts import fact
from screener.evidence.note import note_fields
from screener.outcomes import Zone
from screener.people.addresses import profile_slug
from screener.texts.folding import shortened


def note(case: Case) -> Facts:
    """The note with all that is read off it."""
    text = case.request.note
    if not text:
        return None if text is None else ()
    fields = note_fields(text, case.background.words, case.reading)
    return (fact(fields, case.request.provenance, f"the note: “{shortened(text)}”"),)


def headline(case: Case) -> Facts:
    """The line under the asker's name."""
    return _told(case, case.request.headline, "the headline")


def company(case: Case) -> Facts:
    """The asker's company."""
    return _told(case, case.request.company, "the company")


def location(case: Case) -> Facts:
    """The asker's place."""
    return _told(case, case.request.location, "the place")


def _told(case: Case, text: str | None, what: str) -> Facts:
    if not text:
        return None if text is None else ()
    return (fact({"text": text}, case.request.provenance, f"{what}: {shortened(text)}"),)


def mutual_connections(case: Case) -> Facts:
    """How many connections both have."""
    number = case.request.mutual_connections
    if number is None:
        return None
    return (fact({"number": number}, case.request.provenance, counted(number, "mutual connection")),)


def profile(case: Case) -> Facts:
    """What a list says of the asker's profile."""
    request = case.request
    fields: dict[str, Value] = {}
    words = []
    if request.profile_created is not None:
        fields["age"] = case.age(request.profile_created.latest)
        words.append(f"made {span_words(case.age(request.profile_created.latest))} ago")
    if request.connections is not None:
        fields["connections"] = request.connections
        words.append(counted(request.connections, "connection"))
    if request.positions is not None:
        fields["work-history"] = bool(request.positions)
        words.append(counted(len(request.positions), "position") + " named")
    return (fact(fields, request.provenance, "the profile: " + ", ".join(words)),) if fields else None


def competitor(case: Case) -> Facts:
    """Whether company or headline name a firm among the user's competitors."""
    request, names = case.request, case.background.about_me.competitors
    told = (("headline", request.headline), ("company", request.company))
    texts = [(subject, text) for subject, text in told if text]
    untold = None if request.headline is None and request.company is None else ()
    return competitors_in(texts, request.provenance, names) or (untold if names else ())


def request(case: Case) -> Facts:
    """How old the request is, how often this person has asked, and how it stands."""
    sent, earlier = case.request.sent, case.request.asked_before
    state = _state(case)
    fields: dict[str, Value] = {"state": state, "times-asked": 1 + len(earlier)}
    if sent is not None:
        fields["age"] = case.age(sent)
    about = "about " if case.request.approximate else ""
    text = f"they asked on {about}{day_words(sent)}" if sent else "they asked, nobody knows when"
    text += f" and {counted(len(earlier), 'time')} before" if earlier else ""
    return (fact(fields, case.request.provenance, text if state == "new" else f"{text}; {state.replace('-', ' ')}"),)


def _state(case: Case) -> str:
    if _is_connected(case):
        return "already-connected"
    sent = case.request.sent
    if sent is not None and has_lapsed(sent, case.background.today):
        return "lapsed"
    return "crossed" if any(case.is_sure(match) for match, _ in case.found.invitations) else "new"


def _is_connected(case: Case) -> bool:
    """By profile; where an address is lacking, by who they are, connected on the day of the request or after it, or on
    a day that is not known: nobody asks again from the profile that is connected."""
    sent = case.request.sent
    if case.resolution.zone is not Zone.SAME or not case.found.is_connected:
        return False
    for _, row in case.found.connections:
        slug = profile_slug(row.url)
        if slug and case.slug:
            if slug == case.slug:
                return True
            continue
        connected = row.provenance.date
        if sent is None or connected is None or connected >= sent - TOLERANCE:
            return True
    return False


def has_lapsed(sent: date, today: date) -> bool:
    """Whether the platform has dropped a request by now: it was sent more than six months ago."""
    return sent < _six_months_before(today)


def _six_months_before(today: date) -> date:
    year, month = (today.year, today.month - 6) if today.month > 6 else (today.year - 1, today.month + 6)
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
