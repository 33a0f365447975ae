"""The one question that would settle a request that is asked about.

It is the `ask` of the winning rule; else it goes by the smallest change that the asker can tell and that leads to
another verdict: an answer that changes nothing is not asked for. What only the user has is never asked of the asker.
"""

from __future__ import annotations

from typing import Final

from screener.catalogue.courses import course_of
from screener.decisions.change import Change, Question
from screener.decisions.changes import confirmed, nearest
from screener.decisions.states import is_settled, state_of
from screener.evidence.facts import Fact, FactSheet
from screener.inference.inferring import Inferring
from screener.policy.model import Otherwise, Rule, Verdict
from screener.texts.cleaning import one_line

FOR_YOU_TO_JUDGE: Final = "No answer of theirs alone would change the verdict; what they say is for you to judge."
_OF_CLAIMS: Final = frozenset(course_of("claim").questions.values())
_USUAL_REPLIES: Final = (None, "written")  # any other names a template of its own, or silence


def question_for(sheet: FactSheet, inferring: Inferring) -> Question | None:
    """The question to ask, or None: nothing is to be asked, or no answer would change the verdict."""
    if is_settled(state_of(sheet)):
        return None
    agenda = inferring.agenda(inferring.situation(sheet))
    speaker: Rule | Otherwise = agenda.winners[0] if agenda.winners else inferring.policy.otherwise
    if agenda.verdict is not Verdict.ASK or agenda.conflict or speaker.reply not in _USUAL_REPLIES:
        return None
    answers = _settling_answers(sheet, inferring)
    is_free = speaker.ask not in _OF_CLAIMS  # any answer may come of it
    fitting = [answer for answer in answers if answer.facts[0].asks == speaker.ask] or (answers if is_free else [])
    if fitting:
        return _question(speaker.ask or fitting[0].facts[0].asks, fitting[0], sheet)
    if speaker.ask is None:
        return None
    about = next((condition.subject for rule in agenda.winners for condition in agenda.support[rule.id]), "")
    return Question(template=speaker.ask, subject=about, why=FOR_YOU_TO_JUDGE, claimed=_claimed(sheet))


def _settling_answers(sheet: FactSheet, inferring: Inferring) -> list[Change]:
    """The answers that would change the verdict, the fewest facts first, then what goes on from a claim they made."""
    found, _ = nearest(sheet, inferring, told_only=True)
    claims = [claim.fields.get("about") for claim in _own_claims(sheet)]
    continued = {course_of("claim").questions.get(str(about)) for about in claims}
    return sorted(
        confirmed(found, sheet, inferring), key=lambda one: (len(one.facts), one.facts[0].asks not in continued)
    )


def _question(template: str, answer: Change, sheet: FactSheet) -> Question:
    why = f"It would be {answer.to} if {answer.text}."
    return Question(template=template, subject=answer.facts[0].subject, why=why, claimed=_claimed(sheet))


def _claimed(sheet: FactSheet) -> str:
    """What the asker has named so far in a claim of their own."""
    return next((one_line(str(one.fields["name"])) for one in _own_claims(sheet) if "name" in one.fields), "")


def _own_claims(sheet: FactSheet) -> list[Fact]:
    return [one for one in sheet["claim"] or () if one.fields.get("who", "asker") == "asker"]
