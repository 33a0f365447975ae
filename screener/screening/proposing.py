"""From a fact sheet to a proposal: the decision of a policy, and the reply drafted for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from screener.decisions.deciding import Searched, decide
from screener.decisions.decision import Decision
from screener.decisions.explaining import explained
from screener.evidence.facts import FactSheet
from screener.evidence.myself import with_archive
from screener.evidence.requests import request_id
from screener.inference.inferring import EngineKind, Inferring
from screener.inference.vocabulary import vocabulary_for
from screener.ledger.kept import Reading
from screener.policy.author import AboutMe
from screener.policy.model import Policy
from screener.replies.drafts import Draft, Withheld, draft_reply
from screener.replies.registers import Tone
from screener.screening.results import Screened
from screener.sources.records import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a screening goes by: the policy with its about-me, folders of templates (the user's first), the day."""

    policy: Policy
    templates: tuple[Path, ...]
    today: date
    engine: EngineKind = EngineKind.AUTO
    verify: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How the user wants a reply, whatever the rules and the note call for; None where they leave it to them."""

    tone: Tone = Tone.PLAIN
    language: str | None = None
    template: str | None = None


class Proposing:
    """A policy bound to its user, as they and their files tell, ready to propose what to do with requests. Raises
    EngineError if the engine cannot be had."""

    def __init__(self, setting: Setting, reading: Reading) -> None:
        self.about_me = about_me_with(setting.policy.about_me, reading)
        self.policy = replace(setting.policy, about_me=self.about_me)
        self.searched: Searched = reading.searched
        self.broken: Searched = reading.broken
        vocabulary = vocabulary_for(self.policy, setting.today)
        self.inferring = Inferring(self.policy, vocabulary, setting.engine, verify=setting.verify)
        self.templates = setting.templates

    def proposal(self, request: Request, sheet: FactSheet, number: int | None = None) -> Screened:
        """The decision on one request, with its draft."""
        decision = decide(sheet, self.inferring, self.searched, self.broken)
        reply = drafted(request, decision, self.about_me, self.templates)
        return Screened(
            id=request_id(request),
            request=request,
            decision=decision,
            draft=reply if isinstance(reply, Draft) else None,
            withheld=reply.reason if isinstance(reply, Withheld) else "",
            number=number,
            explain=partial(explained, decision, sheet, self.inferring),
        )


def drafted(
    request: Request, decision: Decision, about_me: AboutMe, templates: Sequence[Path], wish: Wish = Wish()
) -> Draft | Withheld | None:
    """The reply that a decision calls for, as wished; None where nothing is to decide, or silence is the answer."""
    if decision.verdict is None:
        return None
    return draft_reply(
        verdict=decision.verdict,
        reply=decision.reply,
        ask=decision.ask,
        fact=decision.told,
        name=request.name,
        note=request.note,
        headline=request.headline,
        about_me=about_me,
        is_written_decline_kind=decision.is_written_kind,
        folders=templates,
        tone=wish.tone,
        language=wish.language,
        template=wish.template,
    )


def about_me_with(about_me: AboutMe, reading: Reading) -> AboutMe:
    """What the user wrote of themselves, and what their files add."""
    return with_archive(
        about_me,
        profile=next(iter(reading.profiles), None),
        positions=reading.positions,
        schooling=reading.schooling,
    )
