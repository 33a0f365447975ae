"""What the review works on: the open requests as rows that are decided little by little, and what a key does to them.
Every deed is in the store before the next key; nothing here draws."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, Final

from screener.errors import UsageError
from screener.evidence.twins import Twins, twins_by_steps
from screener.ledger import deeds
from screener.ledger.request_queue import open_askers, request_numbered, snoozed
from screener.outcomes import Part, Verdict
from screener.replies.drafts import NO_WISH, Wish
from screener.reports.form import FormDraft, TriagedRequest
from screener.reports.plain_words import outcome_of
from screener.reports.review_lines import why_in_six_words
from screener.reports.screening_form import Forms, draft_form
from screener.screening.again import Again
from screener.screening.doing import as_decided, decide_all
from screener.screening.identities import Answer, say
from screener.screening.results import Rank, as_snoozed
from screener.texts.folding import fold, one_line

if TYPE_CHECKING:
    from screener.ledger.kept import KeptRequest
    from screener.ledger.sqlite_store import Store
    from screener.screening.proposing import Setting
    from screener.screening.results import Screened
    from screener.sources.records import Request

DONE: Final = {Verdict.ACCEPT: "accepted", Verdict.DECLINE: "declined", Verdict.ASK: "asked"}
UNDECIDED: Final = ""
_LAST: Final = Rank(len(Part), "", True, 0, 0)  # behind all that is decided


@dataclass(slots=True, kw_only=True)
class Row:
    """A line of the list. It changes as the request is decided: `outcome` is empty until then, `done` says what the
    user did with it."""

    number: int
    name: str
    sent: date | None
    searched: str
    outcome: str = UNDECIDED
    why: str = ""
    group: str = ""
    is_to_confirm: bool = False
    twins: tuple[int, ...] = ()
    rank: Rank = _LAST
    done: str = ""
    is_stale: bool = True


@dataclass(slots=True)
class Step:
    """What one key did: to which requests, in words."""

    numbers: tuple[int, ...]
    words: str
    drafts: tuple[str, ...] = ()


class ReviewDesk:
    """The queue of a store under review. Raises EngineError if the engine cannot be had."""

    def __init__(self, store: Store, setting: Setting) -> None:
        self.store = store
        self.setting = setting
        self.again = Again(store, setting)
        self.edited: dict[tuple[int, str], str] = {}  # drafts that the user changed, by request and template
        self._version = self._data_version()
        self.rows: dict[int, Row] = {number: _row(number, asker) for number, asker in open_askers(store).items()}
        self._snoozed = snoozed(store, setting.today)
        self._twins: Generator[None, None, Twins] | None = None

    @property
    def today(self) -> date:
        """The day of the review."""
        return self.setting.today

    def decide_some(self, seconds: float, first: Sequence[int] = ()) -> bool:
        """Decide rows that are not decided yet, those named first, for about so long; whether any is left."""
        if not self._has_twins(seconds):
            return True
        end = monotonic() + seconds
        named = (self.rows[number] for number in first if number in self.rows)
        for row in (*named, *self.rows.values()):
            if not row.is_stale:
                continue
            self._refresh(row)
            if monotonic() >= end:
                return any(each.is_stale for each in self.rows.values())
        return False

    def _has_twins(self, seconds: float) -> bool:
        """Whether it is known which requests are nearly the same; worked out in steps, as it takes long for
        thousands."""
        again, end = self.again, monotonic() + seconds
        if again.known_twins is None and self._twins is None:
            self._twins = twins_by_steps(again.askers, again.proposing.about_me)
        while again.known_twins is None and self._twins is not None and monotonic() < end:
            try:
                next(self._twins)
            except StopIteration as done:
                again.known_twins, self._twins = done.value, None
        return again.known_twins is not None

    def in_order(self, keep: str = "", search: str = "", *, unfolded: frozenset[int] = frozenset()) -> list[Row]:
        """The rows to show: open first, the ones most worth attention first; `keep` is an outcome or `to-confirm`.
        Twins that get the same decline by the same rule are folded into the first."""
        wanted = fold(search)
        rows = [row for row in self.rows.values() if _is_kept(row, keep) and (not wanted or wanted in row.searched)]
        rows.sort(key=lambda row: (row.rank, -(row.sent.toordinal() if row.sent else 0), row.number))
        hidden: set[int] = set()
        shown = []
        for row in rows:
            if row.number not in hidden:
                shown.append(row)
                if row.number not in unfolded:
                    hidden |= set(self.folded(row.number))
        return shown

    def folded(self, number: int) -> tuple[int, ...]:
        """The twins that are folded into a row: declined by the same rule, and still open."""
        row = self.rows[number]
        if row.outcome != Verdict.DECLINE or row.done:  # a mass text is declined as one; else each is looked at
            return ()
        others = (self.rows[twin] for twin in row.twins if twin in self.rows)
        return tuple(one.number for one in others if _is_alike(one, row))

    def group_of(self, number: int) -> list[Row]:
        """The open rows that the same rule decides the same way."""
        row = self.rows[number]
        return [each for each in self.rows.values() if _is_alike(each, row)] if row.outcome else []

    def brief(self, number: int) -> TriagedRequest:
        """One request without what takes longer than deciding."""
        one = self._proposal(number)
        return Forms(self.again.screening((one,))).of(one, one.decision, 1)

    def draft(self, number: int, verdict: Verdict | None = None, wish: Wish = NO_WISH) -> FormDraft | None:
        """The reply, for the verdict proposed or another one, as wished and as the user changed it."""
        kept = self._kept(number)
        proposed = self._proposal(number)
        if verdict is not None or (wish != NO_WISH and proposed.decision.verdict is not None):
            wanted = verdict or proposed.decision.verdict
            assert wanted is not None
            proposed = as_decided(self.again, kept, proposed, wanted, wish)
        made = draft_form(proposed.draft)
        return made and _with_text(made, self.edited.get((number, made.template)))

    def decide(self, numbers: Sequence[int], verdict: Verdict, question: str = "") -> Step:
        """Record what the user did. Raises UsageError for what another program decided meanwhile, and for a question
        without words."""
        chosen = [self._kept(number) for number in numbers]
        own = question or (self._edited_question(numbers[0]) if len(numbers) == 1 and verdict is Verdict.ASK else "")
        recorded = decide_all(self.again, chosen, verdict, question=own)
        for number in numbers:
            self.rows[number].done = DONE[verdict]
        return Step(tuple(numbers), self._told(DONE[verdict], numbers), tuple(_texts(recorded)))

    def who(self, number: int, answer: str) -> Step:
        """Note who the asker is: yes, no or a number. Raises UsageError where nobody is offered."""
        meant = Answer.read(answer)
        assert meant is not None
        said = say(self.store, self.again, self._kept(number), meant, self.today)
        self._renew()
        return Step((number,), said)

    def snooze(self, numbers: Sequence[int]) -> Step:
        """Put requests off until newer files are read."""
        deeds.snooze(self.store, [self._kept(number) for number in numbers], self.today)
        self._snoozed = snoozed(self.store, self.today)
        for number in numbers:
            self.rows[number].done = "put off"
        return Step(tuple(numbers), self._told("put off", numbers))

    def undo(self) -> Step:
        """Take back the last step of the store, whoever took it. Raises UsageError if there is none."""
        from screener.ledger.steps import undo

        taken = undo(self.store, 1, self.today)
        before = {number for number, row in self.rows.items() if row.done}
        self._renew()
        back = tuple(number for number in before if not self.rows[number].done)
        return Step(back, f"took back: {one_line(taken[0].text)}")

    def vouch(self, number: int, recommend: str, reason: str) -> Step:
        """Note whether the user would recommend the asker. Raises UsageError for another word, or without a reason."""
        from screener.ledger.choosing import named_person

        if recommend not in ("yes", "no", "unsure") or not reason:  # a word without its reason helps nobody later
            raise UsageError("write yes, no or unsure, and then why: “yes reliable in every project”")
        words = {"recommend": recommend, "kind": "", "context": "", "reason": reason, "introduced_by": ""}
        deeds.vouch(self.store, named_person(self.store, str(number), is_new=False), words, self.today)
        self._mark_stale()
        return Step((number,), f"noted for {self.rows[number].name}: {recommend}; it stays in your ledger")

    def why(self, number: int, width: int) -> list[str]:
        """Why it is decided so, condition by condition."""
        from screener.reports.explanations import why_lines

        sheet = self.again.sheet(self._kept(number))
        return list(why_lines(self._proposal(number), self.again.proposing.inferring, sheet, width))

    def what_if(self, number: int, fact: str, width: int) -> list[str]:
        """The decision if a fact were another. Raises UsageError for what is no fact."""
        from screener.rehearsal.why_not import what_if
        from screener.reports.explanations import what_if_lines

        proposing = self.again.proposing
        sheet = self.again.sheet(self._kept(number), undecided=True)
        return list(what_if_lines(what_if([fact], sheet, proposing.inferring, proposing.searched), width))

    def is_changed_elsewhere(self) -> bool:
        """Whether another program has written to the store since the last look; the rows are then renewed."""
        version = self._data_version()
        if version == self._version:
            return False
        self._version = version
        self._renew()
        return True

    def counts(self) -> Mapping[str, int]:
        """How many rows are open and done."""
        done = sum(bool(row.done) for row in self.rows.values())
        return {"open": len(self.rows) - done, "done": done}

    def _renew(self) -> None:
        """See what is open now, and decide every row again, little by little."""
        askers = open_askers(self.store)
        # Working out twins takes longest, and with nobody new they stay.
        known = self.again.known_twins if askers.keys() <= self.rows.keys() else None
        self.again, self._twins = Again(self.store, self.setting, known_twins=known), None
        self._snoozed = snoozed(self.store, self.today)
        for number, asker in askers.items():
            row = self.rows.setdefault(number, _row(number, asker))
            if row.done != "put off" or number not in self._snoozed:  # put off is no decision: the store has it open
                row.done = ""
        for number, row in self.rows.items():
            if number not in askers and not row.done:  # by another program, since this one was opened
                row.done = "done elsewhere"
        self._mark_stale()

    def _mark_stale(self) -> None:
        for row in self.rows.values():
            row.is_stale = not row.done

    def _refresh(self, row: Row) -> None:
        row.is_stale = False
        if request_numbered(self.store, row.number) is None:
            row.done = row.done or "forgotten"
            return
        one = self._proposal(row.number)
        form = Forms(self.again.screening((one,))).of(one, one.decision, 1)
        row.outcome, row.rank, row.why = outcome_of(form), one.rank, why_in_six_words(form)
        row.twins, row.group = form.twins, form.group or ""
        row.is_to_confirm = one.part is Part.TO_CONFIRM
        if form.state == "waiting":
            row.done = "asked"

    def _proposal(self, number: int) -> Screened:
        one = self.again.proposal(self._kept(number))
        return as_snoozed(one, self._snoozed[number]) if number in self._snoozed else one

    def _kept(self, number: int) -> KeptRequest:
        kept = request_numbered(self.store, number)
        if kept is None:
            raise UsageError("this request is gone: another program took it out")
        return kept

    def _edited_question(self, number: int) -> str:
        draft = self.draft(number, Verdict.ASK)
        return self.edited.get((number, draft.template), "") if draft else ""

    def _told(self, done: str, numbers: Sequence[int]) -> str:
        first = f"{done} {numbers[0]} {one_line(self.rows[numbers[0]].name)}"
        return first + (f" and {len(numbers) - 1} more" if len(numbers) > 1 else "")

    def _data_version(self) -> int:
        row = self.store.one("PRAGMA data_version")  # SQLite counts the writes of other connections alone
        return int(row[0]) if row else 0


def _row(number: int, asker: Request) -> Row:
    said = " ".join(filter(None, (asker.name, asker.headline, asker.company, asker.note)))
    return Row(number=number, name=asker.name, sent=asker.sent, searched=fold(said))


def _is_kept(row: Row, keep: str) -> bool:
    match keep:
        case "":
            return True
        case "to-confirm":
            return row.is_to_confirm and not row.done
        case _:
            return row.outcome == keep and not row.done


def _is_alike(one: Row, other: Row) -> bool:
    return not one.done and (one.outcome, one.group) == (other.outcome, other.group)


def _with_text(draft: FormDraft, text: str | None) -> FormDraft:
    from msgspec.structs import replace

    return replace(draft, text=text, gloss=None) if text is not None else draft  # the gloss is of the text before


def _texts(recorded: Sequence[Screened]) -> Iterator[str]:
    yield from (one.draft.text for one in recorded if one.draft)
