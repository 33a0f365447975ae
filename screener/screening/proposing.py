"""From a fact sheet to a proposal: the decision of a policy, and the reply drafted for it."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
from msgspec import structs

from screener.decisions.deciding import Searched, decide, explained
from screener.decisions.decision import Decision
from screener.decisions.question import identity_question, question_to_user
from screener.decisions.standing import is_settled, state_of
from screener.evidence.facts import Fact, FactSheet
from screener.evidence.myself import spoken, with_archive
from screener.evidence.requests import request_id
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import EngineKind, Inferring
from screener.ledger.kept import Reading
from screener.outcomes import Certainty, To, Verdict
from screener.policy.model import AboutMe, Policy
from screener.replies.drafts import Author, Draft, Withheld, drafted
from screener.screening.knowledge import Sheets
from screener.screening.results import Screened
from screener.sources.records import Request

SILENT: Final = "silent"
FORGOTTEN: Final = "you asked to forget somebody of this address"


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a screening goes by: the policy with its about-me, folders of templates (the user's first), the day."""

    policy: Policy
    templates: tuple[Path, ...]
    today: date
    engine: EngineKind = EngineKind.AUTO
    verify: bool = False


class Proposing:
    """A policy bound to its user, as they and their files tell, ready to propose what to do with requests. Raises
    EngineError if the engine cannot be had."""

    def __init__(self, setting: Setting, reading: Reading) -> None:
        self.about_me = about_me_with(setting.policy.about_me, reading)
        self.policy = structs.replace(setting.policy, about_me=self.about_me)
        self.searched: Searched = reading.searched
        self.broken: Searched = reading.broken
        vocabulary = vocabulary_for(self.policy, setting.today)
        self.inferring = Inferring(self.policy, vocabulary, setting.engine, verify=setting.verify)
        self.author = Author(about_me=self.about_me, templates=setting.templates)

    def proposal(self, request: Request, sheets: Sheets, number: int | None = None) -> Screened:
        """The decision on one request, with its draft; none while a question to the user is open."""
        decision, sheet = self._decision(sheets)
        if request.is_forgotten:
            decision = _of_somebody_forgotten(decision)
        is_open = decision.question is not None and decision.question.to is To.USER
        is_silent = is_open or request.is_forgotten
        reply = None if is_silent else drafted(request, decision, self.author)
        return Screened(
            id=request_id(request),
            request=request,
            decision=decision,
            draft=reply if isinstance(reply, Draft) else None,
            withheld=reply.reason if isinstance(reply, Withheld) else "",
            number=number,
            resolution=sheets.resolution,
            reading=sheets.reading,
            sheet=sheet,
            explain=partial(explained, decision, sheet, self.inferring),
        )

    def effective(self, sheets: Sheets) -> FactSheet:
        """The facts that the decision is made on, once it is known whether it hangs on who the asker is."""
        return self._decision(sheets)[1]

    def _decision(self, sheets: Sheets) -> tuple[Decision, FactSheet]:
        """The decision, and the facts it was made on. Where the asker may be somebody of the user's files, the rules
        are asked for both: only if yes and no lead to different verdicts is the user asked."""
        whole = sheets.whole
        if sheets.if_nobody is None or is_settled(state_of(whole)):
            return self._asking_user(self._decided(whole)), whole
        if_no = self._decided(sheets.if_nobody)
        verdicts = [self._decided(sheet).verdict for sheet in sheets.if_they]
        if all(verdict == if_no.verdict for verdict in verdicts):
            same = {**sheets.if_nobody, "identity": whole["identity"]}
            return self._asking_user(self._decided(same)), same
        asking = {**whole, "identity": tuple(_deciding(one) for one in whole["identity"] or ())}
        decision = self._decided(asking)
        if decision.verdict is not Verdict.ASK or decision.reply != SILENT:
            return decision, asking
        question = identity_question(sheets.resolution, verdicts[0], if_no.verdict)
        return structs.replace(decision, question=question), asking

    def _asking_user(self, decision: Decision) -> Decision:
        """A decision that leaves it to the user to look is a question to the user, in the words of the rule."""
        leaves_to_user = decision.verdict is Verdict.ASK and decision.reply == SILENT and decision.question is None
        return structs.replace(decision, question=question_to_user(decision)) if leaves_to_user else decision

    def _decided(self, sheet: FactSheet) -> Decision:
        return decide(sheet, self.inferring, self.searched, self.broken)


def _of_somebody_forgotten(decision: Decision) -> Decision:
    """A decision on somebody of whom nothing may be known: it is for the user to look."""
    return structs.replace(
        decision,
        flags=(*decision.flags, FORGOTTEN),
        flagged_by=(*decision.flagged_by, ""),
        certainty=Certainty.MEDIUM if decision.certainty is Certainty.HIGH else decision.certainty,
    )


def _deciding(one: Fact) -> Fact:
    return structs.replace(one, fields={**one.fields, "decides": True})


def about_me_with(about_me: AboutMe, reading: Reading) -> AboutMe:
    """What the user wrote of themselves, and what their files add."""
    return with_archive(
        about_me,
        profile=next(iter(reading.profiles), None),
        positions=reading.positions,
        schooling=reading.schooling,
        languages=spoken(reading.languages),
    )
