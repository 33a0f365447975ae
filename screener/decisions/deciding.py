"""Deciding one request: the agenda with its reasons, evidence and certainty, and what would change it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec
from msgspec import structs

from screener.catalogue.declaring import Origin
from screener.catalogue.subjects import SUBJECTS
from screener.decisions.change_search import would_change
from screener.decisions.decision import Decision, Evidence, Outranked, Reason
from screener.decisions.question import is_answered, question_for
from screener.decisions.standing import Standing, is_settled, settled, standing_in, state_of
from screener.decisions.witnesses import because_of, told_in, voice_of, witnesses_of
from screener.evidence.facts import Fact, FactSheet
from screener.inference.inferring import Inferring
from screener.outcomes import OTHERWISE, Certainty, Verdict
from screener.policy.model import Condition, Otherwise, Rule
from screener.policy.rule_reading import DETAILS
from screener.sources.records import Provenance
from screener.texts.folding import shortened

HOW_SURE: Final = (Certainty.LOW, Certainty.MEDIUM, Certainty.HIGH)
_OPEN: Final = frozenset({"open", "fits", "confirmed"})
_MOST_TRIED: Final = 7  # 128 ways; with more open conditions the verdict counts as open


def certainty_of(standing: Standing, inferring: Inferring, sheet: FactSheet, proof: Collection[Fact]) -> Certainty:
    """High, medium or low, as `Certainty` defines them; `proof` are the witnesses of the rules that decided."""
    joined = [fact for fact in proof if "matched-by" in fact.fields]
    is_read_by_model = any(fact.fields.get("read-by") == "model" for fact in proof)
    # What the trained reader alone sees proves nothing, nor does a bare name.
    if standing.unsettled or is_read_by_model or (joined and all(fact.weak for fact in joined)):
        return Certainty.LOW
    if not standing.rivals:
        return Certainty.HIGH
    # As `Certainty` has it: of files that were never read nothing is expected.
    unsettled = frozenset([condition for condition in standing.unknown if sheet[condition.subject] is not None])
    may_change = standing.may_change.get(unsettled)
    if may_change is None:
        may_change = any(_may_change(standing, rival, unsettled, inferring) for rival in standing.rivals)
        standing.may_change[unsettled] = may_change
    return Certainty.MEDIUM if may_change else Certainty.HIGH


def is_of_user(one: Fact) -> bool:
    """Whether a fact is a record of the user's files, lists or ledger that is joined to the asker."""
    return "matched-by" in one.fields


def most_certain(sheet: FactSheet, *, is_recognised: bool) -> Certainty:
    """The most that a decline for lack of evidence may claim: high only where nobody of the files is near, neither note
    nor headline mentions anything of the user's world, no claim is open, and the note is known, and empty or
    understood. Of a note that nothing was read in, `is_recognised` says whether a rule knows it."""
    # A note that nobody understood may say anything.
    if not all(one.fields.get("understood", is_recognised) for one in sheet["note"] or ()):
        return Certainty.LOW
    near = any(one.fields.get("near") or one.fields.get("candidates") for one in sheet["identity"] or ())
    mentioned = any(one.fields.get("strength") == "strong" for one in sheet["known-thing"] or ())
    claimed = any(one.fields.get("checked") in _OPEN for one in sheet["claim"] or ())
    is_open = near or mentioned or claimed or sheet["note"] is None
    return Certainty.MEDIUM if is_open else Certainty.HIGH


def _may_change(standing: Standing, rival: Rule, unsettled: frozenset[Condition], inferring: Inferring) -> bool:
    """Whether some way of settling the conditions that the rival depends on leads to another verdict."""
    open_to_it = unsettled & inferring.compiled.conditions_under(rival)
    if len(open_to_it) > _MOST_TRIED:
        return True
    places = sorted(map(inferring.situations.place.__getitem__, open_to_it))
    return bool(places) and inferring.compiled.may_differ(standing.agenda.verdict, [*standing.values.values()], places)


# Which files were searched, by the kind of fact they can tell.
Searched = Mapping[Origin, tuple[Provenance, ...]]


def decide(
    sheet: FactSheet, inferring: Inferring, searched: Searched, broken: Searched = MappingProxyType({})
) -> Decision:
    """The decision on one request; where its state leaves nothing to decide, no rules run. `broken` are the files that
    could not be wholly read. Raises EngineError."""
    if is_settled(state_of(sheet)):
        return settled(sheet)
    standing = standing_in(inferring.situation(sheet), inferring)
    return _Explanation(
        sheet=sheet, inferring=inferring, searched=searched, broken=broken, standing=standing
    ).decision()


class _Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """What explaining one decision needs at hand."""

    sheet: FactSheet
    inferring: Inferring
    searched: Searched
    broken: Searched
    standing: Standing

    def decision(self) -> Decision:
        standing, agenda = self.standing, self.standing.agenda
        rules = (*agenda.winners, *standing.under)
        proof = {rule.id: self._witnesses(rule) for rule in rules}
        facts = [fact for witnesses in proof.values() for fact in witnesses.values()]
        speaker: Rule | Otherwise = agenda.winners[0] if agenda.winners else self.inferring.policy.otherwise
        # Where the user's rules disagree, it is not the asker who can settle it.
        ask = None if agenda.conflict else speaker.ask
        question = None if ask or agenda.verdict is not Verdict.ASK else question_for(self.sheet, self.inferring)
        ask = ask or (question.template if question else None)
        is_for_user = agenda.conflict or (agenda.verdict is Verdict.ASK and is_answered(ask, self.sheet))
        return Decision(
            state=state_of(self.sheet),
            verdict=agenda.verdict,
            certainty=self._certainty(facts, proof),
            reasons=self._reasons(rules, proof),
            conclusions=standing.conclusions,
            outranked=tuple([self._outranked(rule) for rule in agenda.outranked]),
            flags=standing.flags,
            flagged_by=standing.flagged_by,
            unsettled=standing.unsettled,
            shadow=tuple([rule.id for rule in agenda.shadow]),
            # What only the user can tell is not asked of the other side.
            reply="silent" if is_for_user else speaker.reply,
            ask=ask,
            told=told_in(agenda.winners[:1], standing.under, proof, self.sheet),
            voice=voice_of(self.sheet),
            is_written_kind=standing.is_written_kind,
            question=None if is_for_user else question,
        )

    def _witnesses(self, rule: Rule) -> dict[str, Fact]:
        return witnesses_of(self.standing.agenda.support[rule.id], self.inferring.situations, self.sheet)

    def _reason(self, rule: Rule, witnesses: Mapping[str, Fact]) -> Reason:
        cited = (Evidence(subject, fact.text, fact.source) for subject, fact in witnesses.items())
        return Reason(rule.id, because_of(rule, witnesses), tuple(cited))

    def _rests_on_nothing(self, proof: Mapping[str, Mapping[str, Fact]]) -> bool:
        """Whether nothing that was found decides, but that nothing was found."""
        return not any(proof[rule.id] for rule in self.standing.agenda.winners)

    def _certainty(self, facts: Collection[Fact], proof: Mapping[str, Mapping[str, Fact]]) -> Certainty:
        """As the facts make it. What rests on having found nothing is not high where a file is broken; a decline that
        no record of the user's decides is high only where nothing is left open: it may be done without looking; a
        question that only the details of a note call for never is."""
        certainty = certainty_of(self.standing, self.inferring, self.sheet, facts)
        most = Certainty.HIGH
        if self._rests_on_nothing(proof):
            most = Certainty.MEDIUM if self.broken else Certainty.HIGH
        if self.standing.agenda.verdict is Verdict.DECLINE and not any(map(is_of_user, facts)):
            most = min(
                most, most_certain(self.sheet, is_recognised=bool(self.standing.agenda.winners)), key=HOW_SURE.index
            )
        if self._asks_for_details_alone():
            most = min(most, Certainty.MEDIUM, key=HOW_SURE.index)
        return min(certainty, most, key=HOW_SURE.index)

    def _asks_for_details_alone(self) -> bool:
        """Whether it is asked for nothing but what the note is like: a date or a name in it is no sign of who writes,
        and those who sell know that as well."""
        winners = self.standing.agenda.winners
        is_question = self.standing.agenda.verdict is Verdict.ASK
        return is_question and bool(winners) and all(rule.priority in DETAILS for rule in winners)

    def _reasons(self, rules: Iterable[Rule], proof: Mapping[str, Mapping[str, Fact]]) -> tuple[Reason, ...]:
        """The reasons, the deciding one first; before what rests on having found nothing, the files that are broken."""
        first, *more = [self._reason(rule, proof[rule.id]) for rule in rules] or [self._otherwise()]
        files = dict.fromkeys(place.file for places in self.broken.values() for place in places)
        if files and self._rests_on_nothing(proof):
            said = f"{', '.join(files)} could not be wholly read, and may hold more. Of the rest: {first.text}"
            first = structs.replace(first, text=said)
        return first, *more

    def _otherwise(self) -> Reason:
        """The reason for want of another; it says so where somebody wrote what nobody understood, in their words."""
        notes = [one.fields for one in self.sheet["note"] or () if one.fields.get("understood") is False]
        unread = "".join(f" The note is not understood: “{shortened(str(note['text']))}”" for note in notes)
        text = self.inferring.policy.otherwise.because + unread
        return Reason(OTHERWISE, text, tuple(self._searched_in_vain()))

    def _searched_in_vain(self) -> Iterator[Evidence]:
        """The files that could have told one of the subjects of the policy, and did not."""
        absent = (subject for subject in self.inferring.situations.subjects if self.sheet[subject] == ())
        cited: set[str] = set()
        for subject in absent:
            for place in (place for origin in SUBJECTS[subject].origins for place in self.searched.get(origin, ())):
                if place.file not in cited:  # one line a file, however many subjects it may tell
                    cited.add(place.file)
                    yield Evidence(subject, "searched; nothing links this person to you", place)

    def _outranked(self, rule: Rule) -> Outranked:
        return Outranked(rule.id, rule.decide or Verdict.ASK, because_of(rule, self._witnesses(rule)))


def explained(decision: Decision, sheet: FactSheet, inferring: Inferring) -> Decision:
    """The decision made on a fact sheet, with what would change it and the one question. Raises EngineError."""
    if decision.verdict is None:
        return decision
    changes = would_change(sheet, inferring)
    question = decision.question or question_for(sheet, inferring)
    return structs.replace(decision, would_change=changes.found, changes_are_all=changes.is_complete, question=question)
