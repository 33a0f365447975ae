"""How a request stands, and what holds in its situation: the states that leave nothing to decide, the agenda,
conclusions and flags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from weakref import WeakKeyDictionary

import msgspec

from screener.catalogue.values import UNKNOWN, YES, Truth
from screener.decisions.decision import Decision, Evidence, Reason
from screener.decisions.witnesses import conclusions_under
from screener.evidence.facts import FactSheet
from screener.inference.compiled_policy import Evaluation
from screener.inference.inferring import Agenda, Inferring, Situation
from screener.policy.model import Condition, Policy, Rule, Status

# The state, the reason shown, and the subjects whose records prove it.
_REASONS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "already-connected": ("You are already connected.", ("connection", "identity", "request")),
    "decided": ("You have decided this request.", ("request",)),
    "lapsed": ("It was sent more than six months ago and has lapsed.", ("request",)),
    "withdrawn": ("It is gone from a newer archive of yours: it was withdrawn.", ("request",)),
    "waiting": ("You have asked them something and wait for the answer.", ("question-asked", "request")),
}


def state_of(sheet: FactSheet) -> str:
    """How the request stands."""
    facts = sheet["request"]
    return str(facts[0].fields["state"]) if facts else "new"


def is_settled(state: str) -> bool:
    """Whether a state leaves nothing to decide."""
    return state in _REASONS


def settled(sheet: FactSheet) -> Decision:
    """The decision without a verdict on a request that needs none."""
    state = state_of(sheet)
    text, subjects = _REASONS[state]
    telling = next(subject for subject in subjects if sheet[subject])  # the first that is there is the best proof
    evidence = tuple(Evidence(telling, fact.text, fact.source) for fact in (sheet[telling] or ())[:1])
    return Decision(state=state, verdict=None, certainty=None, reasons=(Reason(state, text, evidence),))


CONFLICT_FLAG: Final = "two of your rules disagree; give one of them the higher priority"
_KEPT: Final = 1_000  # of some 10 kB


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What follows in a situation. `under` are the concluding rules that the winners rest on, directly or not;
    `unsettled` the rules past whose exception they decided; `rivals` those that could change the verdict, and
    `may_change` whether they could, by the conditions that are open although their source was read."""

    agenda: Agenda
    values: Mapping[Condition, Truth]
    unknown: tuple[Condition, ...]
    under: tuple[Rule, ...]
    unsettled: tuple[str, ...]
    rivals: tuple[Rule, ...]
    conclusions: tuple[str, ...]
    flags: tuple[str, ...]
    flagged_by: tuple[str, ...]  # the rule of each flag, empty for a conflict
    is_written_kind: bool
    may_change: dict[frozenset[Condition], bool] = msgspec.field(default_factory=dict)


# Per policy, and gone with it.
_STANDINGS: Final[WeakKeyDictionary[Inferring, dict[Situation, Standing]]] = WeakKeyDictionary()


def standing_in(situation: Situation, inferring: Inferring) -> Standing:
    """How things stand in a situation, worked out once. Raises EngineError."""
    known = _STANDINGS.setdefault(inferring, {})
    if situation not in known:
        if len(known) >= _KEPT:
            known.clear()
        known[situation] = _standing(situation, inferring)
    return known[situation]


def _standing(situation: Situation, inferring: Inferring) -> Standing:
    agenda, values = inferring.agenda(situation), inferring.values(situation)
    evaluation = inferring.evaluation(situation)
    under = tuple(_rules_under(agenda))
    # Backwards, so that of several rules that raise a flag the first is named with it.
    flags = {rule.flag: rule.id for rule in reversed(agenda.flagging) if rule.flag}
    flags = dict(reversed(flags.items())) | ({CONFLICT_FLAG: ""} if agenda.conflict else {})
    return Standing(
        agenda=agenda,
        values=values,
        unknown=tuple(condition for condition, value in values.items() if value == UNKNOWN),
        under=under,
        unsettled=tuple(
            rule.id
            for rule in (*agenda.winners, *under)
            if rule.unless is not None and evaluation.of(rule.unless) == UNKNOWN
        ),
        rivals=tuple(_rivals(agenda, evaluation, inferring)),
        conclusions=tuple(sorted(agenda.conclusions)),
        flags=tuple(flags),
        flagged_by=tuple(flags.values()),
        is_written_kind=_is_written_kind(inferring.policy, agenda, evaluation),
    )


def _rules_under(agenda: Agenda) -> Iterable[Rule]:
    """The concluding rules that held and that the winners rest on, directly or not."""
    under: dict[str, Rule] = {}
    frontier = list(agenda.winners)
    while frontier:
        names = set(conclusions_under(frontier.pop().when))
        fresh = [rule for rule in agenda.concluding if rule.conclude in names and rule.id not in under]
        under.update((rule.id, rule) for rule in fresh)
        frontier += fresh
    return (rule for rule in agenda.concluding if rule.id in under)


def _rivals(agenda: Agenda, evaluation: Evaluation, inferring: Inferring) -> Iterator[Rule]:
    """The rules that could change the verdict: those not known to fail that decide otherwise, and those that rest on
    a conclusion not being known, which more knowledge may turn either way."""
    bar = agenda.winners[0].priority if agenda.winners else None
    either_way = inferring.compiled.resting_on_unknown
    for rule in inferring.policy.rules:
        if (
            not rule.runs
            or rule.status is not Status.ACTIVE
            or rule.decide is None
            or (bar is not None and rule.priority < bar)
        ):
            continue
        if rule.id in either_way or (rule.decide != agenda.verdict and evaluation.rule(rule.id) == UNKNOWN):
            yield rule


def _is_written_kind(policy: Policy, agenda: Agenda, evaluation: Evaluation) -> bool:
    """Whether a conclusion or named condition that the user answers in writing holds."""
    names = policy.about_me.written_decline_to
    formulas = (policy.conditions[name] for name in names if name in policy.conditions)
    return any(name in agenda.conclusions for name in names) or any(
        evaluation.of(formula) == YES for formula in formulas
    )
