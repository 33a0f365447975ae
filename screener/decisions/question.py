"""The one question that would settle a request that is asked about.

It is the `ask` of the winning rule; else it goes by the smallest change that the asker can tell and that leads to
another verdict: an answer that changes nothing is not asked for. What only the user has is never asked of the asker,
and neither is what the note has answered: whether that is so, the user can tell at a glance.
"""

from __future__ import annotations

from typing import Final

from screener.catalogue.courses import course_of
from screener.catalogue.value_wording import day_words
from screener.catalogue.values import counted
from screener.decisions.change import Change, Offer, Question
from screener.decisions.change_search import Found, confirmed, nearest
from screener.decisions.decision import Decision
from screener.decisions.standing import is_settled, state_of
from screener.evidence.facts import Fact, FactSheet
from screener.evidence.identity import place_of
from screener.inference.inferring import Inferring
from screener.outcomes import To, Verdict
from screener.policy.model import Otherwise, Rule
from screener.texts.folding import one_line
from screener.world.appearance import AppearanceKind, Medium
from screener.world.lookups import PersonFile
from screener.world.resolution import Resolution

FOR_YOU_TO_TELL: Final = "Only you can tell; nothing is drafted until you have decided."
FOR_YOU_TO_JUDGE: Final = "No answer of theirs alone would change the verdict; what they say is for you to judge."
_OF_CLAIMS: Final = frozenset(course_of("claim").questions.values())
_ANSWERED_BY: Final = course_of("claim").answered_by
_RECORD_WORDS: Final = {
    AppearanceKind.CONTACT: "in your address book",
    AppearanceKind.RECOMMENDATION: "a recommendation",
    AppearanceKind.NOTE: "your note",
    AppearanceKind.INVITATION: "your invitation",
    AppearanceKind.ENDORSEMENT: "an endorsement",
    AppearanceKind.CONNECTION: "your connection",
    AppearanceKind.LEDGER: "in your ledger",
    AppearanceKind.ASKER: "an earlier request",
}
_USUAL_REPLIES: Final = (None, "written")  # any other names a template of its own, or silence


def question_for(sheet: FactSheet, inferring: Inferring) -> Question | None:
    """The question to ask, or None: nothing is to be asked, or no answer would change the verdict."""
    if is_settled(state_of(sheet)):
        return None
    agenda = inferring.agenda(inferring.situation(sheet))
    speaker: Rule | Otherwise = agenda.winners[0] if agenda.winners else inferring.policy.otherwise
    if agenda.verdict is not Verdict.ASK or agenda.conflict or speaker.reply not in _USUAL_REPLIES:
        return None
    answers = _telling_answers(sheet, inferring)
    is_free = speaker.ask not in _OF_CLAIMS  # any answer may come of it
    fitting = [answer for answer in answers if answer[1][0].asks == speaker.ask]
    others = [answer for answer in answers if answer not in fitting] if is_free else []
    settling = next(confirmed([*fitting, *others], sheet, inferring), None)
    if settling:
        return _question(speaker.ask or settling.facts[0].asks, settling, sheet)
    if speaker.ask is None:
        return None
    about = next((condition.subject for rule in agenda.winners for condition in agenda.support[rule.id]), "")
    return Question(template=speaker.ask, subject=about, why=FOR_YOU_TO_JUDGE, claimed=_claimed(sheet))


def is_answered(template: str | None, sheet: FactSheet) -> bool:
    """Whether the asker has told already what a template asks, in a claim of theirs or in the note that makes it. Who
    introduced somebody does not say how they know them."""
    claims = [claim for claim in _own_claims(sheet) if claim.fields.get("about") != "introduced-by"]
    told = (*claims, *(sheet["note"] or ())) if claims else ()
    return any(one.fields.get(slot) for one in told for slot in _ANSWERED_BY.get(template or "", ()))


def identity_question(resolution: Resolution, if_yes: Verdict | None, if_no: Verdict | None) -> Question:
    """The question to the user whether the asker is one of the persons whom they may be."""
    offers = tuple(Offer(label=_described(one.person), source=place_of(one.person)) for one in resolution.candidates)
    if len(offers) == 1:
        text = f"Is this the {offers[0].label}?"
    else:
        listed = "; ".join(f"{number} {offer.label}" for number, offer in enumerate(offers, start=1))
        text = f"Which of these is it, or none? {listed}"
    why = f"It would be {if_yes} if it is, and {if_no} if not."
    return Question(to=To.USER, subject="identity", why=why, text=text, offers=offers, if_yes=if_yes, if_no=if_no)


def question_to_user(decision: Decision) -> Question:
    """What a rule that says "you look yourself" asks of the user: its flag, with the rows that it rests on."""
    reason = decision.reasons[0]
    flag = next(
        (flag for flag, rule in zip(decision.flags, decision.flagged_by, strict=True) if rule == reason.rule), ""
    )
    offers = tuple(Offer(label=one.text, source=one.source) for one in reason.evidence)
    shown = f" ({'; '.join(offer.label for offer in offers)})" if offers else ""
    return Question(
        to=To.USER, subject=reason.evidence[0].subject if reason.evidence else "", why=FOR_YOU_TO_TELL,
        text=f"{flag or reason.text}{shown}", offers=offers,
    )  # fmt: skip


def _described(person: PersonFile) -> str:
    """Somebody as the user will know them again: the name, and what the files hold of them."""
    parts = []
    for medium, what in ((Medium.MAIL, "mail"), (Medium.MESSAGES, "message")):
        rows = [each for each in person.exchanges if each.medium is medium and not each.by_program]
        if rows:
            number, last = sum(each.number for each in rows), max(each.day for each in rows)
            parts.append(f"{counted(number, what)}, last {day_words(last)}")
    met = [each for each in person.attendances if not each.meeting.cancelled]
    if met:
        last_met = max((day for each in met if (day := each.meeting.provenance.date)), default=None)
        when = f", last {day_words(last_met)}" if last_met else ""
        parts.append(f"{counted(len(met), 'meeting')}{when}")
    kinds = {one.kind for one in person.appearances}
    parts += [words for kind, words in _RECORD_WORDS.items() if kind in kinds]
    firm = next((one.firms[0] for one in person.appearances if one.firms), "")
    where = f" of {one_line(firm)}" if firm else ""
    return f"{one_line(person.label)}{where}" + (f" ({'; '.join(parts)})" if parts else "")


def _telling_answers(sheet: FactSheet, inferring: Inferring) -> list[Found]:
    """The answers that may change the verdict, the fewest facts first, then what goes on from a claim they made."""
    found, _ = nearest(sheet, inferring, told_only=True)
    claims = [claim.fields.get("about") for claim in _own_claims(sheet)]
    continued = {course_of("claim").questions.get(str(about)) for about in claims}
    return sorted(found, key=lambda one: (len(one[1]), one[1][0].asks not in continued))


def _question(template: str, answer: Change, sheet: FactSheet) -> Question:
    why = f"It would be {answer.to} if {answer.text}."
    return Question(template=template, subject=answer.facts[0].subject, why=why, claimed=_claimed(sheet))


def _claimed(sheet: FactSheet) -> str:
    """What the asker has named so far in a claim of their own."""
    return next((one_line(str(one.fields["name"])) for one in _own_claims(sheet) if "name" in one.fields), "")


def _own_claims(sheet: FactSheet) -> list[Fact]:
    return [one for one in sheet["claim"] or () if one.fields.get("who", "asker") == "asker"]
