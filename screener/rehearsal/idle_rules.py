"""Rules that can never hold, and deciding rules that never decide since others outrank them whenever they hold.

Both are proven before they are reported: every way to make the rule hold contradicts itself, or holds one of the rules
above it as well. For the second, an invented request shows it.
"""

from __future__ import annotations

from itertools import islice
from typing import Final, NamedTuple

from screener.errors import Problem
from screener.inference.horn import Rail
from screener.inference.inferring import Agenda
from screener.located.findings import listed
from screener.located.problem_codes import Code
from screener.policy.condition_wording import condition_words
from screener.policy.model import Policy, Rule
from screener.rehearsal.contradictions import exclude_each_other, implies
from screener.rehearsal.searching import Invented, Search, search_in
from screener.rehearsal.ways import Clash, Effort, Goal, Needs

_EFFORT_PER_RULE: Final = 3_000
_EFFORT_TO_SEE: Final = 300
_WISHES_PER_ROUND: Final = 10  # ways for the rule to hold that are tried with invented records
_ROUNDS: Final = 6  # each keeps one more rule of a higher priority from holding


class _Shown(NamedTuple):
    """A request on which a rule holds, and the rule that outranks it there."""

    invented: Invented
    outranking: Rule


def idle_rules(policy: Policy, search: Search | None = None) -> list[Problem]:
    """A problem for each rule that runs and of which it is proven that it never holds, or never decides."""
    search = search or search_in(policy)
    needs = Needs(search.policy)
    problems = []
    for rule in search.policy.rules:
        problem = _never_holds(rule, search) if rule.runs else None
        if problem is None and rule in needs.deciding and not _may_decide(rule, search, needs):
            problem = _never_decides(rule, search)
        if problem is not None:
            problems.append(problem)
    return problems


def _never_holds(rule: Rule, search: Search) -> Problem | None:
    effort, clashes = Effort(_EFFORT_PER_RULE), list[Clash]()
    if any(True for _ in search.ways.wishes([Goal(rule, Rail.YES)], effort, clashes)) or not effort.was_enough:
        return None
    if not clashes:  # it needs a conclusion that nothing draws, which is said already
        return None
    return _problem(rule, Code.NEVER_HOLDS, f"`{rule.id}` can never hold: {_reason(clashes)}; take one of them out")


def _reason(clashes: list[Clash]) -> str:
    one, other = clashes[0]
    said, also_said = condition_words(one), condition_words(other)
    if one == other and one.subject == "request":
        return f"with `{said}` nothing is left to decide, and then no rule runs"
    if one == other:
        return f"it needs `{said}` to be so and not to be so"
    if exclude_each_other(one, other):
        return f"`{also_said}` and `{said}` contradict each other"
    if not implies(one, other):
        said, also_said = also_said, said
    return f"whenever `{said}` is so, `{also_said}` is so, too, which must not be"


def _may_decide(rule: Rule, search: Search, needs: Needs) -> bool:
    """Whether there is a way for the rule to hold and for none of those above it, or too much to look at. A rule above
    that needs a subject of which this one says nothing does not hold where that is unknown."""
    said = needs.subjects_under(rule)
    above = [other for other in needs.deciding if other.priority > rule.priority and needs.needed_by(other) <= said]
    if not above:
        return True
    effort = Effort(_EFFORT_TO_SEE)
    goals = [Goal(rule, Rail.YES), *(Goal(other, Rail.NOT_YES) for other in above)]
    return any(True for _ in search.ways.wishes(goals, effort)) or not effort.was_enough


def _never_decides(rule: Rule, search: Search) -> Problem | None:
    effort, goals = Effort(_EFFORT_PER_RULE), [Goal(rule, Rail.YES)]
    first: _Shown | None = None
    for _ in range(_ROUNDS):
        wishes = search.ways.wishes(goals, effort)
        found: _Shown | None = None
        some = False
        for wish in islice(wishes, _WISHES_PER_ROUND):
            some = True
            tried = search.tried(wish, effort)
            if tried is None:
                continue
            invented, agenda = tried
            if rule in agenda.winners:
                return None
            if rule in agenda.outranked:
                found = _Shown(invented, agenda.winners[0])
                break
        if found is None:
            return None if some or not effort.was_enough else _outranked(rule, goals, first, search)
        first = first or found
        goals.append(Goal(found.outranking, Rail.NOT_YES))
    return None


def _outranked(rule: Rule, goals: list[Goal], shown: _Shown | None, search: Search) -> Problem | None:
    """The problem, once nothing is left to try."""

    def shows(agenda: Agenda) -> bool:
        return shown is not None and rule in agenda.outranked and shown.outranking in agenda.winners

    line = search.line_for(shown.invented, shows) if shown else None
    if shown is None or line is None:
        return None
    above = [goal.what.id for goal in goals[1:] if isinstance(goal.what, Rule)]
    text = (
        f"`{rule.id}` never decides: whenever it holds, {listed(above)} with a higher priority "
        f"{'holds' if len(above) == 1 else 'or another of them holds'} as well, such as on {line}; "
        "give it a higher priority, or take it out"
    )
    return _problem(rule, Code.NEVER_DECIDES, text)


def _problem(rule: Rule, code: Code, text: str) -> Problem:
    return Problem(file=rule.place.file, line=rule.place.line, column=rule.place.column, code=code.value, text=text)
