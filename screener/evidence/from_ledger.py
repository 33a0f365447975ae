"""The subjects that the user's ledger fills, laid over a fact sheet; and how a request stands when it is remembered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import msgspec

from screener.catalogue.declaring import STRONG_MATCHES
from screener.catalogue.value_wording import day_words
from screener.catalogue.values import PartialDate, Value
from screener.evidence.asked import has_lapsed
from screener.evidence.changed import traces_since
from screener.evidence.claimed import claim_fact
from screener.evidence.facts import Fact, FactSheet, fact
from screener.evidence.found import SAME_PROFILE
from screener.evidence.remembered import Earlier, Remembered, in_ledger
from screener.notes.reading import Reading
from screener.sources.records import Provenance
from screener.texts.folding import shortened

ReadAnswer = Callable[[str, date | None], Reading]
_STATE_WORDS: Final = {
    "new": "",
    "waiting": "you wait for their answer to your question",
    "waiting-answered": "they answered your question",
    "waiting-timeout": "your question got no answer in the time you wait",
}
_DONE: Final = {"accept": "accepted", "decline": "declined", "ask-for-context": "asked about"}


class Recalling(msgspec.Struct, frozen=True, kw_only=True):
    """What laying the ledger over a sheet goes by: the day, how long the user waits, how an answer is read."""

    today: date
    waiting_days: float
    read: ReadAnswer


def with_ledger(sheet: FactSheet, remembered: Remembered, recalling: Recalling) -> FactSheet:
    """The sheet with vouches, earlier decisions, expectations, question and answer, and the state they make."""
    laid = _Overlay(sheet, remembered, recalling)
    whole = {
        **sheet,
        "vouch": laid.vouches(),
        "expected": laid.expected(),
        "question-asked": laid.question(),
        "answer": laid.answer(),
        "claim": laid.claims(),
        "request": laid.request(),
    }
    return {**whole, "earlier-decision": laid.earlier(whole)}


class _Overlay(msgspec.Struct, frozen=True):
    sheet: FactSheet
    remembered: Remembered
    recalling: Recalling

    def vouches(self) -> tuple[Fact, ...]:
        facts = []
        for match, word in self.remembered.vouches:
            fields = {"recommend": word.recommend, **self._joined(match), **_if_any("kind", word.kind)}
            fields |= _if_any("context", word.context) | ({"age": self._age(word.day)} if word.day else {})
            facts.append(fact(fields, in_ledger(word.day), "your word on them"))  # the word itself is the user's alone
        return tuple(facts)

    def expected(self) -> tuple[Fact, ...]:
        facts = []
        for match, each in self.remembered.expected:
            fields = self._joined(match) | ({"until": PartialDate.of(each.until)} if each.until else {})
            text = "you expect them" + (f" until {day_words(each.until)}" if each.until else "")
            facts.append(fact(fields, in_ledger(each.day), text))
        return tuple(facts)

    def question(self) -> tuple[Fact, ...]:
        asked = self.remembered.asked
        if asked is None:
            return ()
        is_answered = self.remembered.answer is not None
        fields: dict[str, Value] = {"age": self._age(asked.day), "answered": is_answered, "matched-by": SAME_PROFILE}
        return (fact(fields, in_ledger(asked.day), f"you asked them on {day_words(asked.day)}"),)

    def answer(self) -> tuple[Fact, ...]:
        answer = self.remembered.answer
        if answer is None:
            return ()
        return (fact({"text": answer.text}, answer.source, f"the answer: “{shortened(answer.text)}”"),)

    def claims(self) -> tuple[Fact, ...] | None:
        """What the note claims, and what the answer does."""
        known, answer = self.sheet["claim"], self.remembered.answer
        if answer is not None and [one.fields["text"] for one in self.sheet["answer"] or ()] == [answer.text]:
            return known  # the answer's claims are among them, held against all files of that day
        of_note = None if known is None else tuple(one for one in known if one.fields.get("from") != "answer")
        if answer is None:
            return of_note
        claims = self.recalling.read(answer.text, answer.source.date).claims
        return (*(of_note or ()), *(claim_fact(each, answer.source, "answer") for each in claims))

    def earlier(self, now: FactSheet) -> tuple[Fact, ...]:
        facts = []
        for match, each in self.remembered.earlier:
            fields = {"verdict": each.verdict, "age": self._age(each.day), **self._joined(match)}
            text = f"you {_DONE[each.verdict]} them on {day_words(each.day)}"
            changes = traces_since(now, each.day)
            fields["changed-since"] = bool(changes)
            text += f"; since then: {'; '.join(changes)}" if changes else "; nothing has changed since"
            facts.append(fact(fields, in_ledger(each.day), text))
        return tuple(facts)

    def request(self) -> tuple[Fact, ...]:
        return tuple(map(self._restated, self.sheet["request"] or ()))

    def _restated(self, one: Fact) -> Fact:
        """The record of the request in the state that the ledger makes, which its text says."""
        state = self._state(str(one.fields["state"]), one.fields.get("age"))
        words, source = _STATE_WORDS.get(state, state.replace("-", " ")), one.source
        decided, withdrawn = self.remembered.decided, self.remembered.withdrawn
        if state == "decided" and decided:
            words, source = _decided_words(decided)
        elif state == "withdrawn" and withdrawn:
            words = f"gone from your archive of {day_words(withdrawn)}"
        text = one.text.partition("; ")[0]  # what an earlier state said is dropped
        return Fact({**one.fields, "state": state}, source, f"{text}; {words}" if words else text)

    def _state(self, plain: str, age: Value | None) -> str:
        """The first that is so of: connected, decided, withdrawn, lapsed, asked about, crossed, repeated."""
        known = self.remembered
        if plain == "already-connected":
            return plain
        if known.decided is not None:
            return "decided"
        if known.withdrawn is not None:
            return "withdrawn"
        if plain == "lapsed" or self._has_lapsed(age):
            return "lapsed"
        if known.asked is not None:
            return self._state_when_asked(known.asked.day)
        if plain == "crossed":
            return plain
        is_same = any(match in STRONG_MATCHES for match, _ in known.earlier)
        return "repeated" if is_same else "new"

    def _has_lapsed(self, age: Value | None) -> bool:
        today = self.recalling.today
        return isinstance(age, int | float) and has_lapsed(today - timedelta(days=age), today)

    def _state_when_asked(self, day: date) -> str:
        if self.remembered.answer is not None:
            return "waiting-answered"
        is_over = (self.recalling.today - day).days > self.recalling.waiting_days
        return "waiting-timeout" if is_over else "waiting"

    def _joined(self, match: str) -> dict[str, Value]:
        """How an entry was matched."""
        return {"matched-by": match}

    def _age(self, day: date) -> int:
        return max((self.recalling.today - day).days, 0)  # `--today` may lie before it


def _if_any(name: str, text: str) -> dict[str, Value]:
    return {name: text} if text else {}


def _decided_words(decided: Earlier) -> tuple[str, Provenance]:
    return f"you {_DONE[decided.verdict]} it on {day_words(decided.day)}", in_ledger(decided.day)
