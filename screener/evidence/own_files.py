"""What the user's mailbox, calendar, address book and notes hold of the asker."""

from __future__ import annotations

from screener.catalogue.values import Value
from screener.evidence.case import Case, Facts
from screener.evidence.facts import Fact, fact
from screener.evidence.found import NAME
from screener.evidence.traces import aged, best_first, correspondence
from screener.evidence.wording import counted, on_day
from screener.sources.records import Contact, Meeting, OwnNote
from screener.texts.cleaning import shortened


def mail(case: Case) -> Facts:
    """Mails between the user and the asker, summed up; spam and what went to many is left out."""
    tallies = dict(case.found.mails)
    surest = next((match for match in ("same-profile", "same-email") if match in tallies), None)
    if surest and NAME in tallies and case.is_name_unique:
        # One person writes from several addresses, and nobody else of that name is known.
        tallies[surest] = tallies[surest].with_other(tallies.pop(NAME))
    return best_first(correspondence(case, tallies, "mail")) or case.background.nothing["mail"]


def meeting(case: Case) -> Facts:
    """Calendar entries of past days in which the asker is named and which the user did not decline."""
    facts = [
        _meeting(case, match, row)
        for match, row in case.found.meetings
        if row.provenance.date is not None and row.provenance.date <= case.background.today
    ]
    return best_first(facts) or case.background.nothing["meeting"]


def _meeting(case: Case, match: str, row: Meeting) -> Fact:
    fields = aged(case, match, row.provenance) | {"title": row.title}
    people = ""
    if row.people is not None:
        fields["people"] = row.people
        people = f", {counted(row.people, 'person')}".replace("persons", "people")
    return fact(fields, row.provenance, f"both in “{shortened(row.title)}”{on_day(row.provenance.date)}{people}")


def address_book(case: Case) -> Facts:
    """Entries of the user's address books on the asker."""
    facts = [_entry(case, match, row) for match, row in case.found.contacts]
    return best_first(facts) or case.background.nothing["address-book"]


def _entry(case: Case, match: str, row: Contact) -> Fact:
    saved_by = "program" if row.saved_by_program else "me"
    fields: dict[str, Value] = {"saved-by": saved_by, "matched-by": case.matched_by(match)}
    if row.note:
        fields["note"] = row.note
    if row.tags:
        fields["tags"] = row.tags
    about = [shortened(part) for part in (row.title, *row.companies) if part]
    words = f": {', '.join(about)}" if about else ""
    words += f"; you noted “{shortened(row.note)}”" if row.note and not row.saved_by_program else ""
    by_whom = ", saved by a program" if row.saved_by_program else ""
    return fact(fields, row.provenance, f"in your address book{by_whom}{words}")


def my_note(case: Case) -> Facts:
    """What the user noted on the asker: in Notes.csv, or in an address book's entry of their own."""
    facts = [_note(case, match, row) for match, row in case.found.notes]
    facts += [
        _note(case, match, OwnNote(name=row.name, text=row.note, provenance=row.provenance))
        for match, row in case.found.contacts
        if row.note.strip() and not row.saved_by_program
    ]
    return best_first(facts) or case.background.nothing["my-note"]


def _note(case: Case, match: str, row: OwnNote) -> Fact:
    fields = aged(case, match, row.provenance) | {"text": row.text}
    return fact(fields, row.provenance, f"you noted{on_day(row.provenance.date)}: “{shortened(row.text)}”")
