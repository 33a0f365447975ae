"""The reply to one request, as the user wishes it: for what they decided, else for what is proposed."""

from __future__ import annotations

from dataclasses import replace

from screener.errors import InputError, UsageError
from screener.ledger.deeds import deeds_of
from screener.ledger.kept import KeptRequest
from screener.ledger.sqlite_store import Store
from screener.policy.model import Verdict
from screener.replies.drafts import Draft, Withheld
from screener.screening.again import Again
from screener.screening.proposing import Setting, Wish, drafted
from screener.texts.cleaning import one_line


def reply_to(store: Store, setting: Setting, kept: KeptRequest, wish: Wish) -> Draft:
    """The draft for one request. Raises UsageError where silence is the answer, InputError for one that is withheld."""
    again = Again(store, setting)
    decision = again.proposal(kept, undecided=True).decision
    chosen = _chosen(store, kept)
    if chosen and chosen is not decision.verdict:
        decision = replace(decision, verdict=chosen, reply=None, ask=decision.ask if chosen is Verdict.ASK else None)
    elif decision.verdict is None and wish.template:
        decision = replace(decision, verdict=Verdict.ASK)  # the template says what it is for
    reply = drafted(kept.request, decision, again.proposing(kept.reading).about_me, setting.templates, wish)
    name = one_line(kept.request.name)
    if reply is None:
        raise UsageError(
            f"silence is the answer to {name}; to write all the same, name a template: --template decline/polite"
        )
    if isinstance(reply, Withheld):
        raise InputError(
            f"the reply to {name} is withheld: {reply.reason} ({reply.template}); choose another --template"
        )
    return reply


def _chosen(store: Store, kept: KeptRequest) -> Verdict | None:
    """What the user decided on this request, if they did."""
    deeds = (deed for deed in deeds_of(store, kept.person) if deed.number == kept.number)
    newest = next(deeds, None)
    return Verdict(newest.verdict) if newest else None
