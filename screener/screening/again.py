"""Kept requests decided again without the files: by the rules, the ledger and the day as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from screener.decisions.decision import Certainty
from screener.evidence.case import Background
from screener.evidence.changed import as_of
from screener.evidence.claim_checks import Checked, checked_claim
from screener.evidence.claims import Claimed
from screener.evidence.facts import FactSheet
from screener.evidence.from_ledger import CheckClaim, Recalling, with_ledger
from screener.evidence.own_records import OwnRecords
from screener.evidence.remembered import in_ledger
from screener.evidence.shared_past import own_past
from screener.evidence.sheets import OF_ABOUT_ME, OF_OWN_WORDS, background_of, told_anew
from screener.ledger.kept import KeptRequest, Reading
from screener.ledger.recalling import remembered
from screener.ledger.requests import open_requests, reading_of
from screener.ledger.sqlite_store import Store
from screener.people.names import name_keys
from screener.policy.author import AboutMe
from screener.policy.model import Verdict
from screener.screening.proposing import Proposing, Setting
from screener.screening.results import OUTCOMES, Screened, Screening
from screener.sources.records import Request

_CERTAINTIES: Final = (Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW, None)


class Again:
    """The queue of a store, decided by a setting. What rests on about-me.yaml and the request alone holds as it is
    today; with `reads_notes` also what makes a note specific. Raises EngineError if the engine cannot be had."""

    def __init__(self, store: Store, setting: Setting, *, reads_notes: bool = False) -> None:
        self._store = store
        self._setting = setting
        self._reads_notes = reads_notes
        self._proposing: dict[int, Proposing] = {}
        self._backgrounds: dict[int, Background] = {}

    def proposal(self, kept: KeptRequest, *, undecided: bool = False) -> Screened:
        """What is proposed for one request today; `undecided`: as if the user had neither decided nor asked."""
        proposing = self.proposing(kept.reading)
        return proposing.proposal(kept.request, self.sheet(kept, undecided=undecided), kept.number)

    def sheet(self, kept: KeptRequest, *, undecided: bool = False) -> FactSheet:
        """The facts of one request today, with what the ledger says."""
        about_me = self.proposing(kept.reading).about_me
        recalling = Recalling(
            today=self._setting.today, waiting_days=about_me.waiting_days, check=self._check_by(about_me)
        )
        aged = as_of(kept.sheet, kept.sheet_day, self._setting.today)
        plain = self.told_anew(kept.request, aged, kept.reading, self._setting.today)
        known = remembered(self._store, kept.request, kept)
        if undecided:
            known = replace(known, decided=None, asked=known.asked if known.answer else None)
        return with_ledger(plain, known, recalling)

    def proposing(self, reading: int) -> Proposing:
        """The policy bound to the user as a reading of their files told."""
        if reading not in self._proposing:
            self._proposing[reading] = Proposing(self._setting, reading_of(self._store, reading))
        return self._proposing[reading]

    def told_anew(self, request: Request, sheet: FactSheet, reading: int, day: date) -> FactSheet:
        """A sheet of that day with what about-me.yaml, as it is now, makes of the request."""
        subjects = (*OF_ABOUT_ME, OF_OWN_WORDS) if self._reads_notes else OF_ABOUT_ME
        return {**sheet, **told_anew(request, replace(self._background(reading), today=day), subjects)}

    def queue(self) -> Screening:
        """Every open request, in each outcome the one most worth attention first: what was answered, what is flagged,
        what is sure, what is new."""
        proposals = [self.proposal(kept) for kept in open_requests(self._store)]
        return self.screening(sorted(proposals, key=_attention))

    def screening(self, screened: Sequence[Screened]) -> Screening:
        """Proposals as a screening of today."""
        any_proposing = next(iter(self._proposing.values()), None) or Proposing(self._setting, Reading())
        return Screening(
            today=self._setting.today,
            policy=any_proposing.policy,
            engine=any_proposing.inferring.engine_name,
            sources=(),
            screened=tuple(screened),
            problems=(),
        )

    def _background(self, reading: int) -> Background:
        if reading not in self._backgrounds:
            lists = self._setting.policy.lists
            about_me = self.proposing(reading).about_me
            self._backgrounds[reading] = background_of(about_me, today=self._setting.today, lists=lists)
        return self._backgrounds[reading]

    def _check_by(self, about_me: AboutMe) -> CheckClaim:
        """Claims held against what is known without the files: the user's own past, and the people in the store."""

        def check(claimed: Claimed) -> Checked:
            keys = {key for name in claimed.names for key in name_keys(name)}
            known = {key: in_ledger(None) for key in keys if _is_named(self._store, key)}
            return checked_claim(claimed, OwnRecords(past=own_past(about_me), known=known))

        return check


def obvious_declines(queue: Iterable[Screened]) -> list[Screened]:
    """The requests whose decline needs no second look: sure, silent, and contested by no other rule."""
    return [
        one
        for one in queue
        if one.decision.verdict is Verdict.DECLINE
        and one.decision.certainty is Certainty.HIGH
        and one.draft is None
        and not any(other.verdict is not Verdict.DECLINE for other in one.decision.outranked)
    ]


def _is_named(store: Store, key: str) -> bool:
    return store.one("SELECT 1 FROM name_key WHERE key = ? LIMIT 1", key) is not None


def _attention(one: Screened) -> tuple[int, bool, bool, int, int, int]:
    decision, sent = one.decision, one.request.sent
    return (
        OUTCOMES.index(one.outcome),
        decision.state != "waiting-answered",
        not decision.flags,
        _CERTAINTIES.index(decision.certainty),
        -(sent.toordinal() if sent else 0),
        one.number or 0,
    )
