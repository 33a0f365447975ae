"""The reply to one request, as the user wishes it: for what they decided, else for what is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import structs

from screener.errors import InputError, UsageError
from screener.ledger.deeds import deeds_of
from screener.ledger.kept import KeptRequest
from screener.ledger.sqlite_store import Store
from screener.outcomes import ANSWERED, Verdict
from screener.replies.drafts import SILENT, Draft, Wish, Withheld, drafted
from screener.screening.again import Again
from screener.screening.proposing import Setting
from screener.texts.folding import one_line

_WITHOUT_REPLY: Final[Mapping[Verdict | None, tuple[str, str]]] = {
    Verdict.ACCEPT: ("no reply is needed to {}", "accept/thanks"),
    Verdict.ASK: (
        "no reply is drafted to {}: look yourself first, as the reason or the flag in `screener show {}` says",
        "ask-for-context/what-links-us",
    ),
    Verdict.DECLINE: ("silence is the answer to {}", "decline/polite"),
    None: ("no reply is needed to {}: `screener show {}` says why", "accept/thanks"),
}


def reply_to(store: Store, setting: Setting, kept: KeptRequest, wish: Wish) -> Draft:
    """The draft for one request. Raises UsageError where none is called for, InputError for one that is withheld."""
    again = Again(store, setting)
    decision = again.proposal(kept, undecided=True).decision
    chosen = _chosen(store, kept)
    is_answered = chosen is Verdict.ASK and decision.state == ANSWERED  # so there is something else to say
    is_own = chosen is not decision.verdict or (chosen is Verdict.ASK and decision.reply == SILENT)
    if chosen and is_own and not is_answered:
        decision = structs.replace(
            decision, verdict=chosen, reply=None, ask=decision.ask if chosen is Verdict.ASK else None
        )
    elif decision.verdict is None and wish.template:
        decision = structs.replace(decision, verdict=Verdict.ASK)  # the template says what it is for
    reply = drafted(kept.request, decision, structs.replace(again.proposing.author, wish=wish))
    name = one_line(kept.request.name)
    if reply is None:
        text, template = _WITHOUT_REPLY[decision.verdict]
        way_out = f"to write all the same, name a template: --template {template}"
        raise UsageError(f"{text.format(name, kept.number)}; {way_out}")
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
