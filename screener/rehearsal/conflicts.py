"""Pairs of rules that contradict each other at the same priority, each with a request that shows it.

A pair is reported only when its request, read back from the line that is printed, really ends in a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby, islice
from typing import Final

from screener.errors import Problem
from screener.inference.horn import Rail
from screener.inference.inferring import Agenda
from screener.located.problem_codes import Code
from screener.policy.model import Policy, Rule, Status
from screener.rehearsal.searching import Search, search_in
from screener.rehearsal.ways import Effort, Goal

CONFLICT: Final = Code.CONFLICT.value
NOT_SEARCHED: Final = Code.NOT_SEARCHED.value

_EFFORT_IN_ALL: Final = 160_000  # so that a policy of hundreds of rules is checked in seconds
_EFFORT_PER_PAIR: Final = 8_000
_WISHES_PER_ROUND: Final = 40  # ways for both to hold that are tried with invented records
_ROUNDS: Final = 5  # each keeps one more rule of a higher priority from winning

Pair = tuple[Rule, Rule]


def conflicts(policy: Policy, search: Search | None = None) -> list[Problem]:
    """A problem for each pair of rules with one priority and different verdicts that a request was found for. The
    search is bounded: pairs that it did not come to are counted in one last problem."""
    search = search or search_in(policy)
    pairs = list(_pairs(search.policy))
    effort_left = _EFFORT_IN_ALL
    problems = []
    for number, pair in enumerate(pairs):
        if effort_left <= 0:
            problems.append(_not_searched(pairs[number:]))
            break
        effort = Effort(min(_EFFORT_PER_PAIR, effort_left))
        effort_left -= effort.left
        line = _request_for(pair, search, effort)
        effort_left += max(effort.left, 0)
        if line is not None:
            problems.append(_conflict(pair, line))
    return problems


def _pairs(policy: Policy) -> Iterator[Pair]:
    """Each with the rule that is to be changed last: the later one, and the user's own rather than a shipped one."""
    deciding = [rule for rule in policy.rules if rule.runs and rule.decide and rule.status is Status.ACTIVE]
    deciding.sort(key=lambda rule: (-rule.priority, not rule.shipped, rule.place, rule.id))
    for _, same in groupby(deciding, key=lambda rule: rule.priority):
        yield from (pair for pair in combinations(same, 2) if pair[0].decide != pair[1].decide)


def _request_for(pair: Pair, search: Search, effort: Effort) -> str | None:
    """A request on which both rules win, as one line. Rules that would outrank them are kept from holding."""
    goals = [Goal(rule, Rail.YES) for rule in pair]
    for _ in range(_ROUNDS):
        outranking: Rule | None = None
        for wish in islice(search.ways.wishes(goals, effort), _WISHES_PER_ROUND):
            tried = search.tried(wish, effort)
            if tried is None:
                continue
            invented, agenda = tried
            if _shows(agenda, pair) and (line := search.line_for(invented, lambda found: _shows(found, pair))):
                return line
            outranking = outranking or _outranking(agenda, pair)
        if outranking is None:
            return None
        goals.append(Goal(outranking, Rail.NOT_YES))
    return None


def _shows(agenda: Agenda, pair: Pair) -> bool:
    won = {rule.id for rule in agenda.winners}
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
