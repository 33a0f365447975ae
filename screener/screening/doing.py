"""What is done with requests: decided, asked, answered late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import msgspec
from msgspec import structs

from screener.errors import UsageError
from screener.ledger.deeds import Proposal, choice_of, decide, note_nudge, questions_waiting
from screener.ledger.kept import KeptRequest, policy_content
from screener.ledger.persons import Person, person_of
from screener.ledger.request_queue import request_numbered
from screener.ledger.sqlite_store import Store
from screener.outcomes import Verdict
from screener.people.names import keys_of, name_of, slips_of, wide_keys_of
from screener.replies.drafts import NO_WISH, Draft, Wish, drafted
from screener.screening.again import Again
from screener.screening.proposing import Setting
from screener.screening.results import Screened
from screener.texts.folding import one_line
from screener.texts.patterns import plain_re


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that is owed: by whom, to which question, since when and until when the user waits."""

    number: int
    person: Person
    question: str
    since: date
    until: date
    nudged: date | None


def who_owes(store: Store, setting: Setting) -> list[Owed]:
    """Everybody who owes an answer, who has owed it longest first."""
    owed = []
    waits = timedelta(days=setting.policy.about_me.waiting_days)
    for asked in questions_waiting(store):
        kept = request_numbered(store, asked.number)
        assert kept is not None
        owed.append(
            Owed(
                number=asked.number,
                person=person_of(store, kept.person),
                question=asked.text,
                since=asked.day,
                until=asked.day + waits,
                nudged=asked.nudged,
            )
        )
    return owed


NUDGE = "nudge"
_WORD: Final = plain_re(r"[^\W\d_]{2,}")


def proposal_of(again: Again, one: Screened) -> Proposal:
    """A proposal of the queue as it is kept: with what would be written down if the user agreed."""
    kept = request_numbered(again.store, one.number or 0)
    assert kept is not None
    choice = choice_of(structs.replace(kept, sheet=one.sheet, sheet_day=again.setting.today), one.decision)
    asker = name_of(one.request.name)
    called = {*wide_keys_of(asker), *(slip for word in asker.words for slip in slips_of(word))}
    capital = (word for word in _WORD.findall(one.request.note or "") if not word.islower())
    return Proposal(
        choice=choice,
        people=one.people,
        named=frozenset(keys_of(asker)),
        names=frozenset(called).union(*(keys_of(name_of(word)) for word in capital)),
    )


def decide_all(
    again: Again,
    chosen: Sequence[KeptRequest],
    verdict: Verdict,
    *,
    because: str = "",
    question: str = "",
) -> list[Screened]:
    """Record the verdict on each request, in one step; what was proposed for each, with the reply that goes with the
    user's own verdict. Raises UsageError, and records nothing, for a question without words or with nothing open, or a
    request that is decided already."""
    setting = again.setting
    proposals = [again.proposal(kept) for kept in chosen]
    replies = [as_decided(again, kept, one, verdict) for kept, one in zip(chosen, proposals, strict=True)]
    choices = [
        choice_of(
            structs.replace(kept, sheet=one.sheet, sheet_day=setting.today),
            one.decision,
            question=_question(one, reply, question) if verdict is Verdict.ASK else "",
        )
        for kept, one, reply in zip(chosen, proposals, replies, strict=True)
    ]
    policy = policy_content(setting.policy)
    decide(again.store, choices, verdict, because=because, policy=policy, today=setting.today)
    return replies


def as_decided(again: Again, kept: KeptRequest, proposed: Screened, verdict: Verdict, wish: Wish = NO_WISH) -> Screened:
    """The proposal with the reply for the verdict that the user chose, which may be another, as they wish it."""
    chosen = proposed.decision
    if verdict is chosen.verdict and wish == NO_WISH:
        return proposed
    if verdict is not chosen.verdict:
        chosen = structs.replace(
            chosen, verdict=verdict, reply=None, ask=chosen.ask if verdict is Verdict.ASK else None
        )
    reply = drafted(kept.request, chosen, structs.replace(again.proposing.author, wish=wish))
    return replace(proposed, draft=reply if isinstance(reply, Draft) else None)


def nudge(again: Again, kept: KeptRequest) -> Screened:
    """The reminder for one who owes an answer, recorded as drafted; there is one at most. Raises UsageError."""
    proposal = again.proposal(kept)
    chosen = structs.replace(proposal.decision, verdict=Verdict.ASK, reply=NUDGE, ask=None, told=None)
    reply = drafted(kept.request, chosen, again.proposing.author)
    note_nudge(again.store, kept, again.setting.today)
    return replace(proposal, draft=reply if isinstance(reply, Draft) else None)


def _question(proposed: Screened, reply: Screened, own: str) -> str:
    """The user's own question, else the one drafted. Raises UsageError where there is none, or nothing to ask."""
    if own.strip():
        return own.strip()
    name = one_line(reply.request.name)
    if proposed.decision.verdict is Verdict.ACCEPT:
        raise UsageError(
            f"nothing is open about {name}: accept is proposed (`screener why {proposed.number}`); `screener accept "
            f"{proposed.number}` does so, and to ask all the same, say what with --question TEXT"
        )
    if reply.draft is None:
        raise UsageError(f"no question is drafted for {name}; say what you asked with --question TEXT")
    return reply.draft.text
