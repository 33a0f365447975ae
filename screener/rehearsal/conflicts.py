"""Pairs of rules that contradict each other at the same priority, each with a request that shows it.

A pair is reported only when its request, read back from the line that is printed, really ends in a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, groupby, islice
from typing import Final

from screener.decisions.states import is_settled, state_of
from screener.errors import Problem
from screener.inference.agenda import Agenda
from screener.inference.horn import Rail
from screener.inference.inferring import EngineKind, Inferring
from screener.inference.vocabulary import vocabulary_for
from screener.policy.author import AboutMe
from screener.policy.model import Condition, Example, Policy, Rule, Status
from screener.rehearsal.effort import Effort
from screener.rehearsal.examples import EXAMPLE_DAY, sheet_of
from screener.rehearsal.given_line import Given, given_line, read_back
from screener.rehearsal.specimen_values import words_of
from screener.rehearsal.specimens import Collection, Records
from screener.rehearsal.ways import Goal, Outcomes, Ways, Wish

CONFLICT: Final = "E002"
NOT_SEARCHED: Final = "E003"

_EFFORT_IN_ALL: Final = 160_000  # so that a policy of hundreds of rules is checked in seconds
_EFFORT_PER_PAIR: Final = 8_000
_WISHES_PER_ROUND: Final = 40  # ways for both to hold that are tried with invented records
_ROUNDS: Final = 5  # each keeps one more rule of a higher priority from winning

Pair = tuple[Rule, Rule]


def conflicts(policy: Policy) -> list[Problem]:
    """A problem for each pair of rules with one priority and different verdicts that a request was found for. The
    search is bounded: pairs that it did not come to are counted in one last problem."""
    search = _search_in(policy)
    effort_left = _EFFORT_IN_ALL
    problems = []
    pairs = list(_pairs(search.inferring.policy))
    for number, pair in enumerate(pairs):
        if effort_left <= 0:
            problems.append(_not_searched(pairs[number:]))
            break
        effort = Effort(min(_EFFORT_PER_PAIR, effort_left))
        effort_left -= effort.left
        line = search.request_for(pair, effort)
        effort_left += max(effort.left, 0)
        if line is not None:
            problems.append(_conflict(pair, line))
    return problems


def _search_in(policy: Policy) -> _Search:
    vocabulary = vocabulary_for(policy, EXAMPLE_DAY)
    inferring = Inferring(policy, vocabulary, EngineKind.REFERENCE)
    stranger = replace(policy, about_me=AboutMe())
    return _Search(
        inferring=inferring,
        without_about_me=Inferring(stranger, vocabulary_for(stranger, EXAMPLE_DAY), EngineKind.REFERENCE),
        collection=Collection(vocabulary, words_of(policy)),
        ways=Ways(inferring.policy),
    )


def _pairs(policy: Policy) -> Iterator[Pair]:
    """Each with the rule that is to be changed last: the later one, and the user's own rather than a shipped one."""
    deciding = [rule for rule in policy.rules if rule.decide and rule.status is Status.ACTIVE]
    deciding.sort(key=lambda rule: (-rule.priority, not rule.shipped, rule.place, rule.id))
    for _, same in groupby(deciding, key=lambda rule: rule.priority):
        yield from (pair for pair in combinations(same, 2) if pair[0].decide != pair[1].decide)


@dataclass(slots=True, kw_only=True)
class _Search:
    """A policy made ready to try requests on."""

    inferring: Inferring
    without_about_me: Inferring
    collection: Collection
    ways: Ways

    def request_for(self, pair: Pair, effort: Effort) -> str | None:
        """A request on which both rules win, as one line. Rules that would outrank them are kept from holding."""
        goals = [Goal(rule, Rail.YES) for rule in pair]
        for _ in range(_ROUNDS):
            outranking: Rule | None = None
            for wish in islice(self.ways.wishes(goals, effort), _WISHES_PER_ROUND):
                given = self._given(wish, effort)
                agenda = _agenda(self.inferring, given) if given is not None and effort.spend(self._cost) else None
                if given is None or agenda is None:
                    continue
                if _shows(agenda, pair) and (line := self._confirmed(given, pair)):
                    return line
                outranking = outranking or _outranking(agenda, pair)
            if outranking is None:
                return None
            goals.append(Goal(outranking, Rail.NOT_YES))
        return None

    @property
    def _cost(self) -> int:
        """What trying a request takes: it meets every rule."""
        return 10 + len(self.inferring.policy.rules)

    def _given(self, wish: Wish, effort: Effort) -> dict[str, Records | None] | None:
        by_subject: dict[str, dict[Condition, Outcomes]] = {}
        for condition, outcomes in wish.items():
            by_subject.setdefault(condition.subject, {})[condition] = outcomes
        given: dict[str, Records | None] = {}
        for subject, wanted in sorted(by_subject.items()):
            is_found, given[subject] = self.collection.records_for(subject, wanted, effort)
            if not is_found:
                return None
        return given

    def _confirmed(self, given: dict[str, Records | None], pair: Pair) -> str | None:
        """The line that gives this request, if the pair also wins on what a rule file with that line would give."""
        needed = {subject: records for subject, records in given.items() if records != ()}
        for written in (needed, given):  # what is absent goes without saying, unless it could be read off a text
            line = given_line(written)
            again = read_back(line)
            if again is None:
                continue
            if _shows(_agenda(self.without_about_me, again), pair):
                return f"`{line}`"
            if _shows(_agenda(self.inferring, again), pair):
                return f"`{line}` with your about-me.yaml"
        return None


def _agenda(inferring: Inferring, given: Given) -> Agenda | None:
    """What follows from what is given; None where a request's state leaves nothing to decide."""
    sheet = sheet_of(Example(name="", given=given, about_me=inferring.policy.about_me))
    return None if is_settled(state_of(sheet)) else inferring.agenda(inferring.situation(sheet))


def _shows(agenda: Agenda | None, pair: Pair) -> bool:
    won = {rule.id for rule in agenda.winners} if agenda else set()
    return all(rule.id in won for rule in pair)


def _outranking(agenda: Agenda, pair: Pair) -> Rule | None:
    winner = agenda.winners[0] if agenda.winners else None
    return winner if winner and winner.priority > pair[0].priority else None


def _conflict(pair: Pair, line: str) -> Problem:
    first, later = pair
    text = (
        f"`{later.id}` says {later.decide} and `{first.id}` says {first.decide}, both with priority {later.priority}, "
        f"and both hold on {line}; give one of them the higher priority"
    )
    return _problem(later, CONFLICT, text)


def _not_searched(pairs: list[Pair]) -> Problem:
    text = (
        f"{len(pairs)} more pairs of rules with one priority and different verdicts, the first `{pairs[0][0].id}` and "
        f"`{pairs[0][1].id}`, were not searched for a request on which both hold; give them different priorities"
    )
    return _problem(pairs[0][1], NOT_SEARCHED, text)


def _problem(rule: Rule, code: str, text: str) -> Problem:
    return Problem(file=rule.place.file, line=rule.place.line, column=rule.place.column, code=code, text=text)
