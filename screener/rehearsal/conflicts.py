"""Pairs of rules that contradict each other at the same priority, each with a request that shows it.

A pair is reported only when its request, read back from the line that is printed, really ends in a conflict. It is
cleared only where every way for both to win contradicts itself. The search is bounded, and not for every way a request
can be invented: so each pair is also held against all requests that were invented for others, at once, and what is open
even then is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import combinations, groupby, islice
from typing import Final

from screener.catalogue.values import counted
from screener.errors import Problem
from screener.inference.bit_code import places_of
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
_MOST_LINES: Final = 5  # requests on which a pair wins of which the line is tried
_ROUNDS: Final = 5  # each keeps one more rule of a higher priority from winning

Pair = tuple[Rule, Rule]


def conflicts(policy: Policy, search: Search | None = None) -> list[Problem]:
    """A problem for each pair of rules with one priority and different verdicts that a request was found for; one last
    problem counts the pairs of which it stays open."""
    search = search or search_in(policy)
    pairs = list(_pairs(search.policy))
    lines: dict[Pair, str] = {}
    left: list[Pair] = []
    effort_left = _EFFORT_IN_ALL
    for pair in pairs:
        effort = Effort(min(_EFFORT_PER_PAIR, effort_left))
        effort_left -= effort.left
        line = _request_for(pair, search, effort) if effort.left else None
        effort_left += max(effort.left, 0)
        if line:
            lines[pair] = line
        elif not (effort.was_enough and effort.left):
            left.append(pair)
    lines |= _shown_by_others([pair for pair in pairs if pair not in lines], search)
    problems = [_conflict(pair, lines[pair]) for pair in pairs if pair in lines]
    left = [pair for pair in left if pair not in lines]
    return [*problems, _not_searched(left, problems)] if left else problems


def _shown_by_others(pairs: list[Pair], search: Search) -> dict[Pair, str]:
    """The pairs that win together on a request which was invented for others, with its line."""
    if not pairs or not search.invented:
        return {}
    invented, winners = list(search.invented), search.winners_on_invented()
    found = {}
    for pair in pairs:
        both = winners[pair[0].id] & winners[pair[1].id]
        tried = (invented[place] for place in islice(places_of(both), _MOST_LINES))
        line = next((line for one in tried if (line := search.line_for(one, partial(_shows, pair=pair)))), None)
        if line:
            found[pair] = line
    return found


def _pairs(policy: Policy) -> Iterator[Pair]:
    """Each with the rule that is to be changed last: the later one, and the user's own rather than a shipped one."""
    deciding = [rule for rule in policy.rules if rule.runs and rule.decide and rule.status is Status.ACTIVE]
    deciding.sort(key=lambda rule: (-rule.priority, not rule.shipped, rule.place, rule.id))
    for _, same in groupby(deciding, key=lambda rule: rule.priority):
        yield from (pair for pair in combinations(same, 2) if pair[0].decide != pair[1].decide)


def _request_for(pair: Pair, search: Search, effort: Effort) -> str | None:
    """A request on which both rules win, as one line. Rules that would outrank them are kept from holding. None is no
    proof that there is none, unless the effort was enough."""
    goals = [Goal(rule, Rail.YES) for rule in pair]
    for _ in range(_ROUNDS):
        outranking: Rule | None = None
        has_ways = False
        for wish in islice(search.ways.wishes(goals, effort), _WISHES_PER_ROUND):
            has_ways = True
            tried = search.tried(wish, effort)
            if tried is None:
                continue
            invented, agenda = tried
            if _shows(agenda, pair) and (line := search.line_for(invented, lambda found: _shows(found, pair))):
                return line
            outranking = outranking or _outranking(agenda, pair)
        if outranking is None:
            break
        goals.append(Goal(outranking, Rail.NOT_YES))
    effort.skipped = effort.skipped or has_ways
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


def _not_searched(pairs: list[Pair], shown: list[Problem]) -> Problem:
    what = counted(len(pairs), "more pair" if shown else "pair")
    text = (
        f"{what} of rules with one priority and different verdicts, such as `{pairs[0][0].id}` and `{pairs[0][1].id}`: "
        "no request was found on which both hold, and none was excluded; give them different priorities"
    )
    return _problem(pairs[0][1], NOT_SEARCHED, text)


def _problem(rule: Rule, code: str, text: str) -> Problem:
    return Problem(file=rule.place.file, line=rule.place.line, column=rule.place.column, code=code, text=text)
