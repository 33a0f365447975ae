"""What is done with requests: decided, asked, answered late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from msgspec import structs

from screener.errors import InputError
from screener.ledger.deeds import Proposal, as_question, choice_of, decide, note_nudge
from screener.ledger.kept import KeptRequest, policy_content
from screener.ledger.persons import person_of
from screener.ledger.request_queue import request_numbered
from screener.outcomes import SNOOZED, Verdict
from screener.people.names import name_of
from screener.replies.drafts import NO_WISH, Draft, Wish, drafted
from screener.screening.again import Again
from screener.screening.noted_world import changes_of
from screener.screening.results import Screened

NUDGE = "nudge"


def proposal_of(again: Again, one: Screened) -> Proposal | None:
    """A proposal of the queue as it is kept: with what would be written down if the user decided, and what that would
    change for others. None where it was not noted what it rests on, in which at the least the asker's name was looked
    up."""
    own = {f"b{word}" for word in name_of(one.request.name).content}
    if again.noted is None or own.isdisjoint(one.looked_up):
        return None
    kept = request_numbered(again.store, one.number or 0)
    assert kept is not None
    again.noted.looked_up.clear()
    changes = changes_of(again.noted, person_of(again.store, kept.person))
    return Proposal(
        choice=choice_of(structs.replace(kept, sheet=one.sheet, sheet_day=again.setting.today), one.decision),
        replies=dict(_replies(again, kept, one)) if one.decision.state != SNOOZED else {},  # it hides what is proposed
        looked_up=one.looked_up | again.noted.looked_up,
        changes=None if one.twins else changes,  # these are other twins then, or have none any more
    )


def _replies(again: Again, kept: KeptRequest, one: Screened) -> Iterator[tuple[Verdict, str | None]]:
    """The reply that goes with each verdict; of one that cannot be drafted it is said once it is wanted."""
    for verdict in Verdict:
        with suppress(InputError):
            yield verdict, _text(as_decided(again, kept, one, verdict))


def _text(one: Screened) -> str | None:
    return one.draft.text if one.draft else None


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
        choice_of(structs.replace(kept, sheet=one.sheet, sheet_day=setting.today), one.decision)
        for kept, one in zip(chosen, proposals, strict=True)
    ]
    if verdict is Verdict.ASK:
        choices = [
            as_question(choice, one.decision.verdict, _text(one), question)
            for choice, one in zip(choices, replies, strict=True)
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
