"""What the user's mailbox, calendar, address book and notes hold of the asker."""

from __future__ import annotations

from screener.catalogue.value_wording import on_day
from screener.catalogue.values import Value, counted
from screener.evidence.case import Case, Facts
from screener.evidence.facts import Fact, fact
from screener.evidence.traces import aged, best_first
from screener.sources.records import Contact, OwnNote, Part
from screener.texts.folding import shortened
from screener.world.appearance import Attendance


def meeting(case: Case) -> Facts:
    """Meetings of past days in which both took part, and that took place."""
    facts = [
        _meeting(case, match, each)
        for match, each in case.found.attendances
        # A meeting that is planned proves nothing yet.
        if (day := each.meeting.provenance.date) is not None and day <= case.background.today
    ]
    kept = [one for one in facts if one is not None]
    return best_first(kept) or case.background.nothing["meeting"]


def _meeting(case: Case, match: str, each: Attendance) -> Fact | None:
    row = each.meeting
    if row.cancelled or each.mine is Part.DECLINED:  # it did not take place, or not with the user
        return None
    mine = each.mine or Part.LISTED  # where no answer is told, they were on the list at least
    fields = aged(case, match, row.provenance) | {"title": row.title, "as": mine.value}
    people = ""
    if row.people is not None:
        fields["people"] = row.people
        people = f", {counted(row.people, 'person')}".replace("persons", "people")
    unanswered = ", an invitation that you left unanswered" if mine is Part.UNANSWERED else ""
    text = f"both in “{shortened(row.title)}”{on_day(row.provenance.date)}{people}{unanswered}"
    return fact(fields, row.provenance, text)


def address_book(case: Case) -> Facts:
    """Entries of the user's address books on the asker."""
    facts = [_entry(match, row) for match, row in case.found.contacts]
    return best_first(facts) or case.background.nothing["address-book"]


def _entry(match: str, row: Contact) -> Fact:
    saved_by = "program" if row.saved_by_program else "me"
    fields: dict[str, Value] = {"saved-by": saved_by, "matched-by": match}
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
