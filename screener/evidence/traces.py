"""What the user's archive holds of the asker: connection, messages, invitations, recommendations, endorsements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from screener.catalogue.declaring import MATCHED_BY
from screener.catalogue.value_wording import day_words, on_day
from screener.catalogue.values import PartialDate, Value, counted
from screener.evidence.case import Case, Facts
from screener.evidence.facts import Fact, fact
from screener.evidence.found import newest_of
from screener.people.addresses import profile_slug
from screener.sources.records import Connection, Provenance
from screener.texts.folding import shortened
from screener.world.appearance import Exchange, Medium
from screener.world.grade import Grade, grade_of


def connection(case: Case) -> Facts:
    """The asker among the user's connections."""
    facts = [_connection(case, match, row) for match, row in case.found.connections]
    return best_first(facts) or case.background.nothing["connection"]


def _connection(case: Case, match: str, row: Connection) -> Fact:
    is_same = case.slug != "" and profile_slug(row.url) == case.slug
    fields: dict[str, Value] = {"same-profile": is_same} | aged(case, match, row.provenance)
    fields |= {name: value for name, value in (("company", row.company), ("position", row.position)) if value}
    work = " at ".join(part for part in (row.position, row.company) if part)
    text = f"your connection since {day_words(row.provenance.date)}" if row.provenance.date else "your connection"
    return fact(fields, row.provenance, f"{text}: {shortened(work)}" if work else text)


def messages(case: Case) -> Facts:
    """Messages between the user and the asker, summed up."""
    return best_first(_exchanged(case, Medium.MESSAGES, "message")) or case.background.nothing["messages"]


def mail(case: Case) -> Facts:
    """Mails between the user and the asker, summed up; spam and what went to many is left out."""
    return best_first(_exchanged(case, Medium.MAIL, "mail")) or case.background.nothing["mail"]


def _exchanged(case: Case, medium: Medium, what: str) -> Iterator[Fact]:
    """One record for each person whom the asker may be."""
    for match, of, exchanges in case.found.exchanges:
        if of is medium:
            yield _summed(match, exchanges, what)


def _summed(match: str, exchanges: Sequence[Exchange], what: str) -> Fact:
    # Only a program wrote: its days are told.
    by_hand = [each for each in exchanges if not each.by_program] or exchanges
    grade, at = grade_of(exchanges), newest_of(by_hand)
    days = [each.day for each in by_hand]
    mine = sum([each.number for each in by_hand if each.from_me and not each.by_program])
    theirs = sum([each.number for each in by_hand if not each.from_me and not each.by_program])
    fields: dict[str, Value] = {
        "grade": grade.value,
        "count": mine + theirs,
        "from-me": mine,
        "from-them": theirs,
        "two-way": mine > 0 and theirs > 0,
        "first": PartialDate.of(min(days)),
        "last": PartialDate.of(max(days)),
        "matched-by": match,
    }
    if voiced := [each for each in by_hand if each.voice]:
        # Of one day, the user's own words say how they address.
        newest = max(voiced, key=lambda each: (each.day, each.from_me))
        fields["language"], _, register = newest.voice.partition("/")
        fields |= {"register": register} if register else {}
    last = day_words(max(days))
    if grade is Grade.NONE:
        return fact(fields, at, f"{counted(at.rows, what)} that a program wrote, last on {last}")
    text = f"{counted(mine + theirs, what)}, {mine} from you, last on {last}"
    if grade is Grade.REFUSED:
        text += "; your last words turned them away"
    return fact(fields, at, text)


def my_invitation(case: Case) -> Facts:
    """Invitations that the user sent to the asker."""
    facts = []
    for match, row in case.found.invitations:
        fields = aged(case, match, row.provenance) | ({"text": row.note} if row.note else {})
        note = f", writing “{shortened(row.note)}”" if row.note else ""
        facts.append(fact(fields, row.provenance, f"you invited them{on_day(row.provenance.date)}{note}"))
    return best_first(facts) or case.background.nothing["my-invitation"]


def recommendation_given(case: Case) -> Facts:
    """Recommendations that the user wrote for the asker."""
    return _recommendations(case, "recommendation-given", "you recommended them", given=True)


def recommendation_received(case: Case) -> Facts:
    """Recommendations that the asker wrote for the user."""
    return _recommendations(case, "recommendation-received", "they recommended you", given=False)


def _recommendations(case: Case, subject: str, what: str, *, given: bool) -> Facts:
    facts = []
    for match, row in case.found.recommendations:
        if row.given is given:
            fields = aged(case, match, row.provenance) | ({"company": row.company} if row.company else {})
            where = f", then at {shortened(row.company)}" if row.company else ""
            facts.append(fact(fields, row.provenance, f"{what}{on_day(row.provenance.date)}{where}"))
    return best_first(facts) or case.background.nothing[subject]


def endorsement_given(case: Case) -> Facts:
    """Skills of the asker that the user endorsed."""
    return _endorsements(case, "endorsement-given", "you endorsed them", given=True)


def endorsement_received(case: Case) -> Facts:
    """Skills of the user that the asker endorsed."""
    return _endorsements(case, "endorsement-received", "they endorsed you", given=False)


def _endorsements(case: Case, subject: str, what: str, *, given: bool) -> Facts:
    facts = []
    for match, row in case.found.endorsements:
        if row.given is given and row.skill:
            fields = aged(case, match, row.provenance) | {"skill": row.skill}
            text = f"{what} for {shortened(row.skill)}{on_day(row.provenance.date)}"
            facts.append(fact(fields, row.provenance, text))
    return best_first(facts) or case.background.nothing[subject]


def aged(case: Case, match: str, at: Provenance) -> dict[str, Value]:
    """The fields that every joined record with a date has."""
    fields: dict[str, Value] = {"matched-by": match}
    return fields if at.date is None else fields | {"age": case.age(at.date)}


def best_first(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The best joined first, then the newest, then by file and row; what several archives hold alike, once."""
    once: dict[tuple[object, ...], Fact] = {}
    for one in sorted(facts, key=_rank):
        once.setdefault((one.text, one.fields["matched-by"]), one)
    return tuple(once.values())


def _rank(one: Fact) -> tuple[int, int, str, int, str]:
    newest_first = -(one.source.date or date.min).toordinal()
    return -MATCHED_BY.index(str(one.fields["matched-by"])), newest_first, one.source.file, one.source.row, one.text
