"""The search for the smallest changes, held to brute force: every change of up to two subjects, each decided anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from screener.catalogue.declaring import MATCHED_BY
from screener.catalogue.values import PartialDate
from screener.decisions.change import Alternative
from screener.decisions.change_search import Limit, Terrain, applied, changes_to, would_change
from screener.evidence.facts import Fact, FactSheet, fact
from screener.inference.compiled_policy import Columns
from screener.inference.inferring import EngineKind, Inferring
from screener.outcomes import Verdict
from screener.policy.model import Policy
from tests.inference.random_policies import HERE, NO_WORDS, TODAY, policies, sheets

SMALL = policies(max_rules=5, max_conclusions=2)
Reached = dict[tuple[tuple[str, ...], Verdict], int]


def verdict_on(inferring: Inferring, sheet: FactSheet) -> Verdict:
    return inferring.agenda(inferring.situation(sheet)).verdict


def every_change(terrain: Terrain, sheet: FactSheet, size: int) -> Iterator[tuple[Alternative, ...]]:
    ways = {name: subject.of(sheet[name]) for name, subject in terrain.subjects.items()}
    for names in combinations(sorted(ways), size):
        yield from product(*(ways[name] for name in names))


def reached_by_force(inferring: Inferring, terrain: Terrain, sheet: FactSheet, most: int) -> Reached:
    """For each set of subjects and verdict the fewest fields that lead there, of the smallest sets that lead away."""
    now = verdict_on(inferring, sheet)
    for size in range(1, most + 1):
        reached: Reached = {}
        for change in every_change(terrain, sheet, size):
            verdict = verdict_on(inferring, applied(sheet, change))
            if verdict != now:
                key = (tuple(one.subject for one in change), verdict)
                length = sum(one.rarity * 100 + one.length for one in change)
                reached[key] = min(reached.get(key, length), length)
        if reached:
            return reached
    return {}


@given(SMALL, sheets())
@settings(max_examples=40, deadline=None)
def test_the_search_finds_exactly_the_smallest_changes(policy: Policy, sheet: FactSheet) -> None:
    inferring = Inferring(policy, NO_WORDS, EngineKind.COMPILED)
    terrain = Terrain(inferring)
    now = verdict_on(inferring, sheet)

    def others(columns: Columns) -> dict[Verdict, int]:
        return {verdict: bits for verdict, bits in inferring.compiled.verdicts(columns).items() if verdict != now}

    found = terrain.found(terrain.smallest(sheet, terrain.signature(sheet), others, Limit(2, 1_000_000)), sheet)
    reached = {
        (tuple(one.subject for one in change), verdict): sum(one.rarity * 100 + one.length for one in change)
        for verdict, change in found
    }
    assert reached == reached_by_force(inferring, terrain, sheet, most=2)
    assert len(reached) == len(found)


@given(SMALL, sheets(), st.sampled_from(Verdict))
@settings(max_examples=40, deadline=None)
def test_every_change_that_is_told_leads_where_it_says(policy: Policy, sheet: FactSheet, goal: Verdict) -> None:
    inferring = Inferring(policy, NO_WORDS, EngineKind.COMPILED)
    now = verdict_on(inferring, sheet)
    for change in would_change(sheet, inferring).found:
        assert verdict_on(inferring, applied(sheet, change.facts)) == change.to != now
        assert change.text
    for change in changes_to(sheet, inferring, goal).found:
        assert verdict_on(inferring, applied(sheet, change.facts)) == goal != now


@given(SMALL, sheets(), st.data())
@settings(max_examples=40, deadline=None)
def test_a_rule_that_is_made_to_hold_holds(policy: Policy, sheet: FactSheet, data: st.DataObject) -> None:
    inferring = Inferring(policy, NO_WORDS, EngineKind.COMPILED)
    running = [rule for rule in policy.rules if rule.runs]
    if not running:
        return
    rule = data.draw(st.sampled_from(running))
    for change in changes_to(sheet, inferring, rule.id).found:
        assert rule.id in inferring.agenda(inferring.situation(applied(sheet, change.facts))).fired


@given(SMALL, sheets())
@settings(max_examples=40, deadline=None)
def test_requests_that_stand_alike_are_answered_alike_with_their_own_records(policy: Policy, sheet: FactSheet) -> None:
    inferring = Inferring(policy, NO_WORDS, EngineKind.COMPILED)
    first = would_change(sheet, inferring)
    moved = {
        name: facts and tuple(Fact(one.fields, HERE, "another row", one.weak) for one in facts)
        for name, facts in sheet.items()
    }
    again = would_change(moved, inferring)
    assert [(one.to, one.text) for one in again.found] == [(one.to, one.text) for one in first.found]
    kept = [record for one in again.found for fact_ in one.facts for record in fact_.records or ()]
    own = [record for facts in moved.values() for record in facts or ()]
    assert all(record in own or record.text in ("", "another row") for record in kept)


def some_messages() -> Iterator[Fact]:
    """Messages of every kind, invented without a look at the tests."""
    days = [PartialDate.of(TODAY - timedelta(90 * number)) for number in range(32)]
    for mine, theirs, last, match in product(range(5), range(5), days, MATCHED_BY):
        if mine + theirs:
            counted = {"from-me": mine, "from-them": theirs, "count": mine + theirs, "two-way": mine > 0 and theirs > 0}
            yield fact({**counted, "first": PartialDate(2010, 1, 1), "last": last, "matched-by": match}, HERE)


MESSAGES = list(some_messages())


@given(SMALL, st.sampled_from([None, ()]))
@settings(max_examples=8, deadline=None)
def test_no_kind_of_record_is_overlooked(policy: Policy, facts: tuple[Fact, ...] | None) -> None:
    terrain = Terrain(Inferring(policy, NO_WORDS, EngineKind.COMPILED))
    messages = terrain.subjects.get("messages")
    if messages is None:
        return
    noticed = {one.values for one in messages.of(facts)} | {messages.values(facts)}
    assert {messages.values((record,)) for record in MESSAGES} <= noticed
