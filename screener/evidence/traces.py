"""What the user's archive holds of the asker: connection, messages, invitations, recommendations, endorsements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from screener.catalogue.declaring import MATCHED_BY
from screener.catalogue.values import PartialDate, Value
from screener.evidence.case import Case, Facts
from screener.evidence.facts import Fact, fact
from screener.evidence.found import NAME, SAME_PROFILE, Tally, summed_up
from screener.evidence.wording import counted, day_words, on_day
from screener.sources.records import Connection, Provenance
from screener.texts.cleaning import shortened


def connection(case: Case) -> Facts:
    """The asker among the user's connections."""
    facts = [_connection(case, match, row) for match, row in case.found.connections]
    return best_first(facts) or case.background.nothing["connection"]


def _connection(case: Case, match: str, row: Connection) -> Fact:
    fields: dict[str, Value] = {"same-profile": match == SAME_PROFILE} | aged(case, match, row.provenance)
    fields |= {name: value for name, value in (("company", row.company), ("position", row.position)) if value}
    work = " at ".join(part for part in (row.position, row.company) if part)
    text = f"your connection since {day_words(row.provenance.date)}" if row.provenance.date else "your connection"
    return fact(fields, row.provenance, f"{text}: {shortened(work)}" if work else text)


def messages(case: Case) -> Facts:
    """Messages between the user and the asker, summed up; written in the archive by name or address."""
    tallies = dict(case.found.messages)
    if NAME in tallies and SAME_PROFILE in tallies and case.is_name_unique:
        # Archives up to 2023 give the sender's address but only the recipient's name. Where the two are one person,
        # and nobody else of that name is known, both halves are one conversation.
        tallies = {SAME_PROFILE: tallies[SAME_PROFILE].with_other(tallies[NAME])}
    return best_first(correspondence(case, tallies, "message")) or case.background.nothing["messages"]


def correspondence(case: Case, tallies: Mapping[str, Tally], what: str) -> Iterator[Fact]:
    """One record for each way in which messages or mails were matched to the asker."""
    for match, tally in tallies.items():
        if tally.from_me + tally.from_them:
            yield _summed(case, match, tally, what)


def _summed(case: Case, match: str, tally: Tally, what: str) -> Fact:
    at = summed_up(tally)
    last = at.date or tally.first
    fields: dict[str, Value] = {
        "count": tally.from_me + tally.from_them,
        "from-me": tally.from_me,
        "from-them": tally.from_them,
        "two-way": tally.from_me > 0 and tally.from_them > 0,
        "first": PartialDate.of(tally.first),
        "last": PartialDate.of(last),
        "matched-by": case.matched_by(match),
    }
    return fact(fields, at, f"{counted(at.rows, what)}, {tally.from_me} from you, last on {day_words(last)}")


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
    fields: dict[str, Value] = {"matched-by": case.matched_by(match)}
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
