"""What keeps a request from another verdict, and what it would be if some facts were others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from screener.catalogue.declaring import FOLLOWING
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import YES, Truth, Value
from screener.decisions.change import Changes
from screener.decisions.change_search import MOST_SHOWN, applied, changes_to
from screener.decisions.deciding import Searched, decide
from screener.decisions.decision import Decision
from screener.decisions.standing import is_settled, state_of
from screener.errors import UsageError
from screener.evidence.derivation import complete
from screener.evidence.facts import Fact, FactSheet, fact
from screener.inference.inferring import Inferring
from screener.located.findings import Findings, quoted, suggestion
from screener.located.yaml_documents import ListNode, MapNode, Node, Scalar, read_yaml
from screener.outcomes import Verdict
from screener.policy.example_reading import Records, read_given
from screener.policy.model import Policy, Rule, Status
from screener.rehearsal.recording import given_line
from screener.rehearsal.trials import not_yet
from screener.sources.records import Provenance

_SUCH_AS: Final = "`mutual-connections: 12` or `shared-employer: {staff: 80}`"
_SUPPOSED: Final = Provenance(file="supposed")
_FOLLOWING: Final[Mapping[str, frozenset[str]]] = {
    "from-me": FOLLOWING,
    "from-them": FOLLOWING,
    "grade": frozenset({"count", "two-way", "from-me", "from-them"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """A decision before and after some facts are supposed to be others, and the facts after."""

    before: Decision
    after: Decision
    sheet: FactSheet


def what_if(said: Sequence[str], sheet: FactSheet, inferring: Inferring, searched: Searched) -> Supposed:
    """Decide again with what is said of some subjects, in the words of `given`: a value or a list replaces the records
    of a subject, a map changes the one record that is there. What is read off texts is read off them anew. Raises
    UsageError for what cannot be meant, and EngineError."""
    after = supposed(said, sheet, inferring)
    return Supposed(before=decide(sheet, inferring, searched), after=decide(after, inferring, searched), sheet=after)


def supposed(said: Sequence[str], sheet: FactSheet, inferring: Inferring) -> FactSheet:
    """The facts with what is said put in place."""
    findings = Findings()
    node = read_yaml("", "\n".join(said).encode("utf-8", "replace"), findings)
    if not findings.errors and not isinstance(node, MapNode):
        words = quoted(" ".join(said))
        raise UsageError(f"{words} supposes nothing; write SUBJECT: VALUE, with a space between, as {_SUCH_AS}")
    if isinstance(node, MapNode):
        node = MapNode(tuple((key, _whole(key.text, value, sheet)) for key, value in node.entries), node.place)
    given, _ = read_given(node, findings)
    if findings.errors or not given:
        raise UsageError("; ".join(problem.text for problem in findings.errors) or f"suppose something, as {_SUCH_AS}")
    changed = {subject: _facts(subject, records) for subject, records in given.items()}
    return complete({**sheet, **changed}, given.keys(), inferring.policy.about_me)


def _facts(subject: str, records: Records | None) -> tuple[Fact, ...] | None:
    if records is None:
        return None
    return tuple(fact(fields, _SUPPOSED, f"supposed: {subject}") for fields in records)


def _whole(subject: str, said: Node, sheet: FactSheet) -> Node:
    """A map with the other fields of the one record that is there; a text is a record of its own."""
    there = sheet.get(subject) or ()
    if not isinstance(said, MapNode) or not there or (SUBJECTS[subject].main or "") in _names(said):
        return said
    if len(there) > 1:
        raise UsageError(f"there are {len(there)} records under `{subject}`; write a list that replaces them all")
    left_out = _names(said).union(*(_FOLLOWING.get(name, ()) for name in _names(said)))
    kept = {name: value for name, value in there[0].fields.items() if name not in left_out}
    return MapNode((*_entries(subject, kept), *said.entries), said.place)


def _entries(subject: str, fields: Mapping[str, Value]) -> tuple[tuple[Scalar, Node], ...]:
    """The fields of a record as they would be written."""
    node = read_yaml("", given_line({subject: (fields,)}).encode(), Findings())
    for name in ("given", subject):
        assert isinstance(node, MapNode)
        node = node.get(name)
    assert isinstance(node, ListNode) and isinstance(node.items[0], MapNode)
    return node.items[0].entries


def _names(said: MapNode) -> frozenset[str]:
    return frozenset(key.text for key, _ in said.entries)


Goal = Verdict | Rule

_MOST_RULES: Final = 3
_MOST_CHANGES: Final = 12  # that are looked through for the rules that decide then
_SHORT: Final = {"ask": Verdict.ASK}


@dataclass(frozen=True, slots=True, kw_only=True)
class NearRule:
    """A rule that did not decide (or, if it decides nothing, did not hold), its value, and the smallest change that
    would make it; where there is none, what would make it hold although a rule of priority `bar` decides."""

    rule: Rule
    value: Truth
    changes: Changes
    bar: int | None = None

    @property
    def is_outranked(self) -> bool:
        """Whether it holds, and a rule of a higher priority decides."""
        return self.value == YES


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """What stands between a request and a goal. `is_so`: it is so already; `deciding` are the ids of the rules that
    decide now, none for `otherwise`."""

    goal: Goal
    is_so: bool
    verdict: Verdict | None
    deciding: tuple[str, ...] = ()
    rules: tuple[NearRule, ...] = ()
    changes: Changes = field(default_factory=Changes)


def goal_named(word: str, policy: Policy) -> Goal:
    """The verdict or the rule that a word names. Raises UsageError, with the likely meaning."""
    if word in _SHORT or word in list(Verdict):
        return _SHORT.get(word) or Verdict(word)
    running = {rule.id: rule for rule in policy.rules if rule.runs}
    if word in running:
        return running[word]
    known = [*Verdict, *running]
    raise UsageError(f"{word!r} is neither a verdict nor a rule of yours that runs{suggestion(word, known)}")


def why_not(sheet: FactSheet, inferring: Inferring, goal: Goal) -> WhyNot:
    """The rules nearest to the goal, each with its smallest change, and the smallest changes of all. A request whose
    state leaves nothing to decide has neither. Raises EngineError."""
    if is_settled(state_of(sheet)):
        return WhyNot(goal=goal, is_so=False, verdict=None)
    agenda = inferring.agenda(inferring.situation(sheet))
    deciding = tuple(rule.id for rule in agenda.winners)
    if isinstance(goal, Rule):
        is_so = goal.id in (deciding if goal.decide and goal.status is Status.ACTIVE else agenda.fired)
    else:
        is_so = goal == agenda.verdict
    if is_so:
        return WhyNot(goal=goal, is_so=True, verdict=agenda.verdict, deciding=deciding)
    changes = changes_to(sheet, inferring, goal.id if isinstance(goal, Rule) else goal, most=_MOST_CHANGES)
    values = inferring.evaluation(inferring.situation(sheet)).rules
    if isinstance(goal, Rule):
        near = [_own(goal, values[goal.id], changes, sheet, inferring)]
    else:
        near = list({each.rule.id: each for each in _deciding_then(changes, sheet, inferring)}.values())
        near += _others(goal, near, sheet, inferring)
    return WhyNot(
        goal=goal,
        is_so=False,
        verdict=agenda.verdict,
        deciding=deciding,
        rules=tuple(near[:_MOST_RULES]),
        changes=Changes(changes.found[:MOST_SHOWN], changes.is_complete),
    )


def _own(rule: Rule, value: Truth, changes: Changes, sheet: FactSheet, inferring: Inferring) -> NearRule:
    """The rule that was asked for; if no change lets it decide, with those that would make it hold and be outranked."""
    winners = inferring.agenda(inferring.situation(sheet)).winners
    is_below = bool(winners and rule.decide and winners[0].priority >= rule.priority)
    if not is_below or rule.status is not Status.ACTIVE or (changes.found and value != YES):
        return NearRule(rule=rule, value=value, changes=changes)
    if value != YES:
        changes = changes_to(sheet, inferring, rule.id, outranked=True)
    return NearRule(rule=rule, value=value, changes=changes, bar=winners[0].priority)


def _deciding_then(changes: Changes, sheet: FactSheet, inferring: Inferring) -> Iterator[NearRule]:
    """The rules that decide after each of the smallest changes, the nearest first: no other rule is nearer."""
    values = inferring.evaluation(inferring.situation(sheet)).rules
    for change in changes.found:
        agenda = inferring.agenda(inferring.situation(applied(sheet, change.facts)))
        for rule in agenda.winners[:1]:
            yield NearRule(rule=rule, value=values[rule.id], changes=Changes((change,), changes.is_complete))


def _others(goal: Verdict, near: Sequence[NearRule], sheet: FactSheet, inferring: Inferring) -> Iterator[NearRule]:
    """More rules towards a verdict where few were found: those that hold first, then those that the fewest conditions
    keep from it, each with the smallest change that would let it decide."""
    situation = inferring.situation(sheet)
    values = inferring.evaluation(situation).rules
    known = {each.rule.id for each in near}
    left = [
        rule
        for rule in inferring.policy.rules
        if rule.decide == goal and rule.status is Status.ACTIVE and rule.id not in known
    ]
    left.sort(key=lambda rule: (-values[rule.id], not_yet(rule, inferring, situation), -rule.priority, rule.id))
    for rule in left[: _MOST_RULES - len(near)]:
        yield NearRule(rule=rule, value=values[rule.id], changes=changes_to(sheet, inferring, rule.id, most=1))
