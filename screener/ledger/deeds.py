"""What the user does: decisions, questions, vouches and expectations, written as steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import msgspec

from screener.errors import UsageError
from screener.ledger.kept import Deed, KeptRequest, encoded, encoded_sheet, keep_policy
from screener.ledger.persons import Named, Person, kept, known_as, person_of, texts_of
from screener.ledger.shown_queue import Reach
from screener.ledger.sqlite_store import Row, Store
from screener.ledger.steps import Step, step
from screener.outcomes import Verdict
from screener.sources.records import Provenance
from screener.texts.folding import one_line

if TYPE_CHECKING:
    from screener.decisions.decision import Decision


class VouchEntry(msgspec.Struct, frozen=True, kw_only=True):
    """The user's word on a person, with its reason: for the user alone."""

    person: Person
    recommend: str  # yes, no, unsure
    kind: str = ""  # conduct, performance
    context: str = ""
    reason: str = ""
    introduced_by: str = ""
    day: date | None = None


class ExpectedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the user told to ask, and until when that counts."""

    person: Person
    reason: str = ""
    until: date | None = None
    day: date | None = None


def add_person(taken: Step, named: Named) -> int:
    """The id of a person, added by this step if they are not known."""
    number = known_as(taken.store, named)
    if number is None:
        number = kept(taken.store, named)
        taken.changes.append(("person", number, None))
    taken.people.add(number)
    return number


def vouch(store: Store, named: Named, entry: dict[str, str], today: date) -> None:
    """Record the user's word on somebody; the newest word counts. `entry` has the columns of the table."""
    with step(store, f"noted your word on {named.called}", today) as taken:
        person = add_person(taken, named)
        taken.insert("vouch", {"person": person, **entry, "day": today.isoformat()})


def withdraw_vouch(store: Store, person: Person, today: date) -> int:
    """Take the user's words on somebody out of the ledger; how many there were."""
    rows = store.all("SELECT id FROM vouch WHERE person = ? ORDER BY id DESC", person.id)
    with step(store, f"took out your word on {person.called}", today) as taken:
        taken.people.add(person.id)
        for row in rows:
            taken.delete("vouch", row["id"])
    return len(rows)


def expect(store: Store, named: Named, reason: str, until: date | None, today: date) -> None:
    """Record that the user told somebody to ask."""
    with step(store, f"you expect {named.called}", today) as taken:
        person = add_person(taken, named)
        values: dict[str, Any] = {"person": person, "reason": reason, "until": until and until.isoformat()}
        taken.insert("expected", {**values, "day": today.isoformat()})


def newest_vouches(store: Store, person: int | None = None) -> list[VouchEntry]:
    """The word that counts on each person, or on one: the newest, by day and order of entry."""
    sql = (
        "SELECT person.*, vouch.* FROM vouch JOIN person ON person.id = vouch.person WHERE vouch.id = "
        "(SELECT id FROM vouch AS newer WHERE newer.person = vouch.person ORDER BY day DESC, id DESC LIMIT 1)"
    )
    rows = store.all(sql) if person is None else store.all(f"{sql} AND vouch.person = ?", person)
    return sorted((_vouch(row) for row in rows), key=lambda entry: entry.person.name.casefold())


def expected_people(store: Store, person: int | None = None) -> list[ExpectedEntry]:
    """Whom the user expects, or whether they expect one person; also those whose time is over."""
    sql = "SELECT person.*, expected.* FROM expected JOIN person ON person.id = expected.person"
    rows = store.all(sql) if person is None else store.all(f"{sql} WHERE expected.person = ?", person)
    return [_expected(row) for row in rows]


def _person(row: Row) -> Person:
    """The person of a joined row, whose `id` is that of the entry."""
    return Person(id=row["person"], in_world=0, **texts_of(row))


def _vouch(row: Row) -> VouchEntry:
    return VouchEntry(
        person=_person(row),
        **{name: row[name] for name in ("recommend", "kind", "context", "reason", "introduced_by")},
        day=_day(row["day"]),
    )


def _expected(row: Row) -> ExpectedEntry:
    return ExpectedEntry(person=_person(row), reason=row["reason"], until=_day(row["until"]), day=_day(row["day"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


WORDS: Final = {Verdict.ACCEPT: "accepted", Verdict.DECLINE: "declined", Verdict.ASK: "asked"}


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What the user chose for one request; `content` is what was proposed then, as it is kept, and `question` what is
    sent if they ask."""

    number: int
    name: str
    person: int
    content: str
    question: str = ""

    @property
    def called(self) -> str:
        """The request, for people."""
        return f"{self.name} ({self.number})"


class Proposal(Reach, frozen=True, kw_only=True):
    """What would be kept of a request if the user decided it, and the text of the reply that goes with each verdict,
    None for silence; a verdict whose reply cannot be drafted is not among them."""

    choice: Choice
    replies: dict[Verdict, str | None]


def choice_of(kept: KeptRequest, proposal: Decision, question: str = "") -> Choice:
    """The choice on a request as it is kept, with the facts of that day."""
    content = {
        "request": kept.request,
        "sheet": encoded_sheet(kept.sheet),
        "sheet_day": kept.sheet_day,
        "reading": kept.reading,
        "proposal": proposal,
    }
    return Choice(
        number=kept.number, name=kept.request.name, person=kept.person, content=encoded(content), question=question
    )


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question that was sent and waits: about which request (0 while that was not met), since when, and when a
    reminder was drafted."""

    id: int
    number: int
    text: str
    day: date
    nudged: date | None = None


def decide(
    store: Store, choices: Sequence[Choice], verdict: Verdict, *, because: str, policy: str, today: date
) -> None:
    """Record what the user did with these requests, in one step; `policy` is the whole text of the rules that proposed.
    Raises UsageError for one that is decided already."""
    names = ", ".join(choice.called for choice in choices)
    with step(store, f"{WORDS[verdict]} {names}", today) as taken:
        number = keep_policy(taken, policy)
        for choice in choices:
            _decide(taken, choice, verdict, because, number, today)


def as_question(choice: Choice, proposed: Verdict | None, drafted: str | None, own: str) -> Choice:
    """The choice to ask the user's own question, else the one drafted. Raises UsageError where there is none, or
    nothing to ask."""
    name = one_line(choice.name)
    if own.strip() or (drafted is not None and proposed is not Verdict.ACCEPT):
        return msgspec.structs.replace(choice, question=own.strip() or drafted)
    if proposed is Verdict.ACCEPT:
        raise UsageError(
            f"nothing is open about {name}: accept is proposed (`screener why {choice.number}`); `screener accept "
            f"{choice.number}` does so, and to ask all the same, say what with --question TEXT"
        )
    raise UsageError(f"no question is drafted for {name}; say what you asked with --question TEXT")


def question_of(store: Store, number: int) -> Question | None:
    """The newest question that was sent about a request."""
    row = store.one("SELECT * FROM question WHERE request = ? ORDER BY id DESC LIMIT 1", number)
    return _question(row) if row else None


def question_of_decision(store: Store, decision: int) -> Question | None:
    """The question that was sent with a decision."""
    row = store.one("SELECT * FROM question WHERE decision = ?", decision)
    return _question(row) if row else None


def question_days(store: Store, person: int) -> list[date]:
    """The days on which the user asked somebody something."""
    sql = "SELECT question.day FROM question JOIN decision ON decision.id = question.decision WHERE decision.person = ?"
    return [date.fromisoformat(row["day"]) for row in store.all(sql, person)]


def questions_waiting(store: Store) -> list[Question]:
    """The questions about open requests that nobody has answered, the oldest first."""
    sql = (
        "SELECT question.* FROM question JOIN request ON request.id = question.request WHERE request.is_open "
        "AND NOT EXISTS (SELECT 1 FROM answer WHERE answer.question = question.id) "
        "AND question.id IN (SELECT max(id) FROM question GROUP BY request) ORDER BY question.day, question.id"
    )
    return [_question(row) for row in store.all(sql)]


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that is owed: by whom, to which question, since when and until when the user waits."""

    number: int
    person: Person
    question: str
    since: date
    until: date
    nudged: date | None


def who_owes(store: Store, waiting_days: Callable[[], float]) -> list[Owed]:
    """Everybody who owes an answer, who has owed it longest first; `waiting_days` tells how long the user waits, and is
    asked only if somebody does."""
    waiting = questions_waiting(store)
    waits = timedelta(days=waiting_days()) if waiting else timedelta()
    return [
        Owed(
            number=asked.number,
            person=_asker_of(store, asked.number),
            question=asked.text,
            since=asked.day,
            until=asked.day + waits,
            nudged=asked.nudged,
        )
        for asked in waiting
    ]


def _asker_of(store: Store, number: int) -> Person:
    row = store.one("SELECT person FROM request WHERE id = ?", number)
    assert row is not None
    return person_of(store, row["person"])


def note_answer(store: Store, kept: KeptRequest, text: str, source: Provenance, today: date) -> None:
    """Record an answer that the user was given. Raises UsageError if nothing was asked."""
    with step(store, f"noted the answer of {kept.request.name} ({kept.number})", today) as taken:
        asked = question_of(store, kept.number)
        if asked is None:
            raise UsageError(f"{kept.request.name} was asked nothing; `screener ask {kept.number}` records a question")
        taken.people.add(kept.person)
        taken.insert("answer", {"question": asked.id, "text": text, "source": encoded(source)})


def keep_answer(store: Store, question: int, text: str, source: Provenance) -> bool:
    """Keep an answer that a file brought; whether it is news. To be called while writing."""
    written = encoded(source)
    known = store.one("SELECT id FROM answer WHERE question = ? AND text = ?", question, text)
    if known is None:
        store.insert("answer", {"question": question, "text": text, "source": written})
    return known is None


def reopen(store: Store, kept: KeptRequest, today: date) -> None:
    """Take back the decisions on one request, as one step. Raises UsageError if it is open, or nobody decided it."""
    rows = store.all("SELECT id FROM decision WHERE request = ? ORDER BY id DESC", kept.number)
    if kept.is_open or not rows:
        raise UsageError(f"{kept.request.name} ({kept.number}) is not decided, so there is nothing to take back")
    with step(store, f"reopened {kept.request.name} ({kept.number})", today) as taken:
        taken.people.add(kept.person)
        for row in rows:
            for asked in store.all("SELECT id FROM question WHERE decision = ?", row["id"]):
                for answer in store.all("SELECT id FROM answer WHERE question = ?", asked["id"]):
                    taken.delete("answer", answer["id"])
                taken.delete("question", asked["id"])
            taken.delete("decision", row["id"])
        taken.update("request", kept.number, {"is_open": 1})


def snooze(store: Store, chosen: Sequence[KeptRequest], today: date, until: date | None = None) -> None:
    """Put requests off until a day, or else until newer files are read, as one step. Raises UsageError for a request
    that is decided already."""
    newest = store.one("SELECT max(id) AS id FROM source")
    source = None if until else (newest["id"] if newest else 0) or 0
    names = ", ".join(f"{kept.request.name} ({kept.number})" for kept in chosen)
    with step(store, f"put off {names}" + (f" until {until}" if until else ""), today) as taken:
        for kept in chosen:
            if not kept.is_open:
                raise UsageError(f"{kept.request.name} ({kept.number}) is decided already, so nothing can be put off")
            taken.people.add(kept.person)
            day = until.isoformat() if until else None
            taken.update("request", kept.number, {"snoozed": source, "snoozed_until": day})


def note_nudge(store: Store, kept: KeptRequest, today: date) -> None:
    """Record that a reminder was drafted. Raises UsageError if nothing waits, or after the first."""
    with step(store, f"drafted a reminder for {kept.request.name} ({kept.number})", today) as taken:
        asked = next((each for each in questions_waiting(store) if each.number == kept.number), None)
        if asked is None:
            raise UsageError(f"{kept.request.name} owes no answer, so there is nothing to remind them of")
        if asked.nudged is not None:
            raise UsageError(f"{kept.request.name} was reminded on {asked.nudged} already; once is enough")
        taken.people.add(kept.person)
        taken.update("question", asked.id, {"nudged": today.isoformat()})


def deeds_of(store: Store, person: int) -> list[Deed]:
    """What the user did about one person, the newest first."""
    rows = store.all(
        "SELECT decision.*, question.text AS asked FROM decision LEFT JOIN question ON question.decision = decision.id "
        "WHERE decision.person = ? ORDER BY decision.day DESC, decision.id DESC",
        person,
    )
    who = person_of(store, person)
    return [
        Deed(
            person=who,
            verdict=row["verdict"],
            day=date.fromisoformat(row["day"]),
            because=row["because"],
            asked=row["asked"] or "",
            number=row["request"],
        )
        for row in rows
    ]


def _decide(taken: Step, choice: Choice, verdict: Verdict, because: str, policy: int, today: date) -> None:
    _refuse_if_done(taken.store, choice)
    if verdict is Verdict.ASK:
        _refuse_if_asked(taken.store, choice)
    taken.people.add(choice.person)
    values = {
        "person": choice.person,
        "request": choice.number,
        "verdict": verdict.value,
        "because": because,
        "day": today.isoformat(),
        "policy": policy,
        "content": choice.content,
    }
    decision = taken.insert("decision", values)
    if verdict is Verdict.ASK:
        asked = {"request": choice.number, "decision": decision, "text": choice.question, "day": today.isoformat()}
        taken.insert("question", asked)
    else:
        taken.update("request", choice.number, {"is_open": 0})


def _refuse_if_done(store: Store, choice: Choice) -> None:
    """As the store is now: another program may have been quicker than the user."""
    row = store.one("SELECT is_open FROM request WHERE id = ?", choice.number)
    if row and row["is_open"]:
        return
    called = choice.called
    decided = "SELECT 1 FROM decision WHERE request = ? AND verdict != ?"
    if row and store.one(decided, choice.number, Verdict.ASK.value):
        raise UsageError(
            f"{called} is decided already; `screener undo` takes back the last step, "
            f"`screener history {choice.number}` shows what was done"
        )
    raise UsageError(
        f"{called} is no longer open, so there is nothing to decide; `screener show {choice.number}` says why"
    )


def _refuse_if_asked(store: Store, choice: Choice) -> None:
    waiting = next((asked for asked in questions_waiting(store) if asked.number == choice.number), None)
    if waiting is not None:
        raise UsageError(
            f"{choice.called} was asked on {waiting.day} and owes you the answer; "
            f"`screener reply {choice.number} --reminder` drafts the one reminder, `screener undo` takes the last step "
            "back"
        )


def _question(row: Row) -> Question:
    nudged = row["nudged"]
    return Question(
        id=row["id"],
        number=row["request"] or 0,
        text=row["text"],
        day=date.fromisoformat(row["day"]),
        nudged=date.fromisoformat(nudged) if nudged else None,
    )
