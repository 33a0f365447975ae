"""From a fact sheet to a decision: infer, then explain what was inferred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from screener.catalogue.subjects import SUBJECTS, Origin
from screener.catalogue.truth import UNKNOWN, YES, Truth
from screener.catalogue.wording import value_words
from screener.decisions.certainty import certainty_of
from screener.decisions.decision import Certainty, Decision, Evidence, Outranked, Reason, Told
from screener.decisions.states import is_settled, settled, state_of
from screener.decisions.witnesses import because_of, conclusions_under, surest, witnesses_of
from screener.evidence.facts import Fact, FactSheet
from screener.inference.agenda import Agenda
from screener.inference.inferring import Inferring
from screener.inference.reference import Evaluation, formula_value
from screener.inference.situation import Situation
from screener.policy.model import Condition, Otherwise, Rule, Verdict
from screener.sources.records import Provenance

OTHERWISE: Final = "otherwise"
CONFLICT_FLAG: Final = "two of your rules disagree; give one of them the higher priority"

# Which files were searched, by the kind of fact they can tell.
Searched = Mapping[Origin, tuple[Provenance, ...]]


def decide(sheet: FactSheet, inferring: Inferring, searched: Searched) -> Decision:
    """The decision on one request; where its state leaves nothing to decide, no rules run. Raises EngineError."""
    if is_settled(state_of(sheet)):
        return settled(sheet)
    situation = inferring.situation(sheet)
    return _Explanation.of(sheet, situation, inferring, searched).decision()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Explanation:
    """What explaining one decision needs at hand."""

    sheet: FactSheet
    inferring: Inferring
    searched: Searched
    situation: Situation
    agenda: Agenda
    values: Mapping[Condition, Truth]
    evaluation: Evaluation

    @staticmethod
    def of(sheet: FactSheet, situation: Situation, inferring: Inferring, searched: Searched) -> _Explanation:
        return _Explanation(
            sheet=sheet,
            inferring=inferring,
            searched=searched,
            situation=situation,
            agenda=inferring.agenda(situation),
            values=inferring.values(situation),
            evaluation=inferring.evaluation(situation),
        )

    def decision(self) -> Decision:
        agenda = self.agenda
        rules = [*agenda.winners, *self._rules_under(agenda.winners)]
        proof = {rule.id: self._witnesses(rule) for rule in rules}
        unsettled = [rule for rule in rules if self._is_past_exception(rule)]
        speaker: Rule | Otherwise = agenda.winners[0] if agenda.winners else self.inferring.policy.otherwise
        return Decision(
            state=state_of(self.sheet),
            verdict=agenda.verdict,
            certainty=self._certainty(proof.values(), is_past_exception=bool(unsettled)),
            reasons=tuple(self._reason(rule, proof[rule.id]) for rule in rules) or (self._otherwise(),),
            conclusions=tuple(sorted(agenda.conclusions)),
            outranked=tuple(self._outranked(rule) for rule in agenda.outranked),
            flags=self._flags(),
            unsettled=tuple(rule.id for rule in unsettled),
            shadow=tuple(rule.id for rule in agenda.shadow),
            reply="silent" if agenda.conflict else speaker.reply,
            ask=None if agenda.conflict else speaker.ask,
            told=self._told(rules[: len(agenda.winners)], rules[len(agenda.winners) :], proof),
            is_written_kind=self._is_written_kind(),
        )

    def _rules_under(self, winners: Iterable[Rule]) -> list[Rule]:
        """The concluding rules that held and that the winners rest on, directly or not."""
        under: dict[str, Rule] = {}
        frontier = list(winners)
        while frontier:
            names = set(conclusions_under(frontier.pop().when))
            fresh = [rule for rule in self.agenda.concluding if rule.conclude in names and rule.id not in under]
            under.update((rule.id, rule) for rule in fresh)
            frontier += fresh
        return [rule for rule in self.agenda.concluding if rule.id in under]

    def _witnesses(self, rule: Rule) -> dict[str, Fact]:
        return witnesses_of(self.agenda.support[rule.id], self.inferring.situations, self.sheet)

    def _is_past_exception(self, rule: Rule) -> bool:
        if rule.unless is None:
            return False
        return formula_value(rule.unless, self.values, self.evaluation.conclusions) == UNKNOWN

    def _certainty(self, proof: Iterable[Mapping[str, Fact]], *, is_past_exception: bool) -> Certainty:
        return certainty_of(
            self.agenda,
            self.inferring,
            self.situation,
            self.sheet,
            is_past_exception=is_past_exception,
            proof=[fact for facts in proof for fact in facts.values()],
        )

    def _reason(self, rule: Rule, witnesses: Mapping[str, Fact]) -> Reason:
        cited = (Evidence(subject, fact.text, fact.source) for subject, fact in witnesses.items())
        return Reason(rule.id, because_of(rule, witnesses), tuple(cited))

    def _otherwise(self) -> Reason:
        return Reason(OTHERWISE, self.inferring.policy.otherwise.because, tuple(self._searched_in_vain()))

    def _searched_in_vain(self) -> Iterator[Evidence]:
        """The files that could have told one of the subjects of the policy, and did not."""
        absent = {c.subject: None for c in self.inferring.situations.conditions if self.sheet[c.subject] == ()}
        cited: set[str] = set()
        for subject in absent:
            for place in (place for origin in SUBJECTS[subject].origins for place in self.searched.get(origin, ())):
                if place.file not in cited:
                    cited.add(place.file)
                    yield Evidence(subject, "searched; nothing links this person to you", place)

    def _outranked(self, rule: Rule) -> Outranked:
        return Outranked(rule.id, rule.decide or Verdict.ASK, because_of(rule, self._witnesses(rule)))

    def _flags(self) -> tuple[str, ...]:
        flags = [rule.flag for rule in self.agenda.flagging if rule.flag]
        return tuple(dict.fromkeys([*flags, *([CONFLICT_FLAG] if self.agenda.conflict else [])]))

    def _told(self, winners: list[Rule], under: list[Rule], proof: Mapping[str, Mapping[str, Fact]]) -> Told | None:
        """The winning rule's `say`; else that of the rule under it whose witness is best joined, newest, first."""
        for rule in winners[:1]:
            if told := _first_told(rule, proof[rule.id]):
                return told[1]
        offers = [told for rule in under if (told := _first_told(rule, proof[rule.id]))]
        return max(offers, key=lambda offer: surest(offer[0]))[1] if offers else None

    def _is_written_kind(self) -> bool:
        """Whether a conclusion or named condition that the user answers in writing holds."""
        policy = self.inferring.policy
        named = (policy.conditions.get(name) for name in policy.about_me.written_decline_to)
        return any(name in self.agenda.conclusions for name in policy.about_me.written_decline_to) or any(
            formula_value(formula, self.values, self.evaluation.conclusions) == YES for formula in named if formula
        )


def _first_told(rule: Rule, witnesses: Mapping[str, Fact]) -> tuple[Fact, Told] | None:
    for subject, field in rule.say:
        fact = witnesses.get(subject)
        if fact is not None and field in fact.fields:
            words = value_words(SUBJECTS[subject].fields[field], fact.fields[field])
            return fact, Told(subject, field, str(words))
    return None
