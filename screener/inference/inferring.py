"""From a fact sheet to an agenda: the situation, the engine, and the answer kept for each situation.

One inference for each distinct situation. Exact: the answer depends on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from screener.catalogue.truth import YES, Truth
from screener.errors import EngineError
from screener.evidence.facts import FactSheet
from screener.inference.agenda import Agenda, agenda_of, in_total_order, supporting
from screener.inference.durable_engine import DurableEngine, obstacle
from screener.inference.one_proof import with_one_proof_per_name
from screener.inference.parts import Parts
from screener.inference.reference import Evaluation, Reference
from screener.inference.situation import Situation, Situations
from screener.inference.vocabulary import Vocabulary
from screener.policy.model import Condition, Policy, Rule

KEPT_SITUATIONS = 50_000  # about 40 MB of tuples and agendas at the very most


REFERENCE = "reference"  # the name in every output that says durable-rules was not used


class EngineKind(StrEnum):
    """What draws the conclusions: AUTO is durable-rules where it can be loaded, else the reference evaluator."""

    AUTO = "auto"
    DURABLE = "durable"
    REFERENCE = "reference"


class Inferring:
    """A policy bound to its user, ready to decide fact sheets. Raises EngineError if durable-rules is asked for and
    cannot be loaded."""

    def __init__(
        self, policy: Policy, vocabulary: Vocabulary, engine: EngineKind = EngineKind.AUTO, *, verify: bool = False
    ) -> None:
        self.policy = with_one_proof_per_name(policy)
        self.situations = Situations(self.policy, vocabulary)
        self._ordered = in_total_order(self.policy)
        self._places = {rule.id: place for place, rule in enumerate(self._ordered)}
        self._supporting = {rule.id: self._numbered(supporting(rule.when)) for rule in self._ordered}
        self.reference = Reference(self.policy)
        self._evaluations: dict[Situation, Evaluation] = {}
        self._verify = verify
        self._agendas: dict[Situation, Agenda] = {}
        if _is_durable(engine):
            self._engine = Parts(self.policy, self.situations.conditions)
            self.engine_name = DurableEngine.name
            self._infer: Callable[[Situation], Agenda] = self._infer_with_engine
        else:
            self.engine_name = REFERENCE
            self._infer = self._infer_with_reference

    def situation(self, sheet: FactSheet) -> Situation:
        """The situation a fact sheet describes."""
        return self.situations.of(sheet)

    def agenda(self, situation: Situation) -> Agenda:
        """What follows in a situation."""
        agenda = self._agendas.get(situation)
        if agenda is None:
            agenda = self._infer(situation)
            if len(self._agendas) >= KEPT_SITUATIONS:
                self._agendas.clear()
            self._agendas[situation] = agenda
        return agenda

    def values(self, situation: Situation) -> dict[Condition, Truth]:
        """The value of every condition in a situation."""
        return dict(zip(self.situations.conditions, self.situations.values(situation), strict=True))

    def evaluation(self, situation: Situation) -> Evaluation:
        """The three-valued value of every rule and conclusion, for explanations."""
        evaluation = self._evaluations.get(situation)
        if evaluation is None:
            evaluation = self.reference.evaluate(self.values(situation))
            if len(self._evaluations) >= KEPT_SITUATIONS:
                self._evaluations.clear()
            self._evaluations[situation] = evaluation
        return evaluation

    def _infer_with_engine(self, situation: Situation) -> Agenda:
        values = self.situations.values(situation)
        fired, conclusions = self._engine.answer(values)
        rules = [self._ordered[place] for place in sorted(map(self._places.__getitem__, fired))]
        agenda = self._agenda_of(rules, conclusions, values)
        if self._verify:
            self._compare(agenda, self._infer_with_reference(situation), situation)
        return agenda

    def _infer_with_reference(self, situation: Situation) -> Agenda:
        evaluation = self.evaluation(situation)
        fired = (rule for rule in self._ordered if evaluation.rules[rule.id] == YES)
        conclusions = (name for name, value in evaluation.conclusions.items() if value == YES)
        return self._agenda_of(fired, conclusions, self.situations.values(situation))

    def _agenda_of(self, fired: Iterable[Rule], conclusions: Iterable[str], values: Sequence[Truth]) -> Agenda:
        rules = tuple(fired)
        support = {
            rule.id: tuple(condition for number, condition in self._supporting[rule.id] if values[number] == YES)
            for rule in rules
        }
        return agenda_of(self.policy, rules, conclusions, support)

    def _numbered(self, conditions: Iterable[Condition]) -> tuple[tuple[int, Condition], ...]:
        return tuple(
            (self.situations.conditions.index(condition), condition) for condition in dict.fromkeys(conditions)
        )

    def _compare(self, agenda: Agenda, expected: Agenda, situation: Situation) -> None:
        verdict = self.reference.verdict(self.evaluation(situation))
        if agenda == expected and agenda.verdict == verdict:
            return
        differing = sorted({*agenda.fired} ^ {*expected.fired} | {*agenda.conclusions} ^ {*expected.conclusions})
        raise EngineError(
            f"engine and reference disagree on {', '.join(differing) or 'the verdict'}: "
            f"{agenda.verdict} against {verdict}; please report this with your rules"
        )


def _is_durable(engine: EngineKind) -> bool:
    return obstacle() is None if engine is EngineKind.AUTO else engine is EngineKind.DURABLE
