"""Several records joined by the same bare name are one proof, not two, in groups that count."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from screener.catalogue.values import NO, UNKNOWN, YES, Truth
from screener.evidence.facts import fact, fact_sheet
from screener.inference.condition_values import with_one_proof_per_name
from screener.inference.inferring import EngineKind, Inferring
from screener.outcomes import Verdict
from screener.policy.model import (
    Condition,
    FieldTest,
    Formula,
    Group,
    GroupKind,
    Look,
    Op,
    Otherwise,
    Policy,
    Rule,
)
from tests.inference.random_policies import HERE, NO_WORDS

SUBJECTS = ("messages", "connection", "my-invitation", "address-book")


def by_name(subject: str, least: str = "name") -> Condition:
    return Condition(subject=subject, tests=(FieldTest("matched-by", Op.AT_LEAST, least),))


def group(kind: GroupKind, *items: Formula, least: int = 0) -> Group:
    return Group(kind=kind, items=items, least=least)


def at_least(least: int, *items: Formula) -> Group:
    return group(GroupKind.AT_LEAST, *items, least=least)


def policy_of(when: Formula) -> Policy:
    rule = Rule(id="traces", decide=Verdict.ACCEPT, priority=5, when=when, because="Traces.")
    return Policy(rules=(rule,), otherwise=Otherwise(decide=Verdict.DECLINE, because="No."))


def value(when: Formula, joined: Mapping[str, tuple[str, ...] | None]) -> Truth:
    """The value of a rule where each subject has records that are joined so; both engines agree on it."""
    known = {
        subject: None if joins is None else [fact({"matched-by": join}, HERE) for join in joins]
        for subject, joins in joined.items()
    }
    sheet = fact_sheet(known, others_unknown=False)
    inferring = Inferring(policy_of(when), NO_WORDS, EngineKind.COMPILED)
    found = inferring.evaluation(inferring.situation(sheet)).rules["traces"]
    engine = Inferring(policy_of(when), NO_WORDS, EngineKind.DURABLE)
    assert ("traces" in engine.agenda(engine.situation(sheet)).fired) == (found == YES)
    return found


TRACES = at_least(2, *map(by_name, SUBJECTS))
NAME, SURE = ("name",), ("same-profile",)


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        ({}, NO),
        ({"messages": NAME}, NO),
        ({"messages": NAME, "connection": NAME}, NO),
        (dict.fromkeys(SUBJECTS, NAME), NO),
        ({"messages": ("name", "name", "similar-name")}, NO),
        ({"messages": SURE}, NO),
        ({"messages": SURE, "connection": NAME}, YES),
        ({"messages": SURE, "connection": ("corroborated",)}, YES),
        ({"messages": ("name", "same-email"), "connection": NAME}, YES),
        ({"messages": ("name", "same-email")}, NO),
        ({"messages": NAME, "connection": None}, UNKNOWN),
        ({"messages": SURE, "connection": None}, UNKNOWN),
        ({"messages": ("similar-name",), "connection": SURE}, NO),
    ],
)
def test_what_only_a_bare_name_shows_counts_once(joined: Mapping[str, tuple[str, ...] | None], expected: Truth) -> None:
    assert value(TRACES, joined) == expected


def test_of_three_one_may_be_by_name() -> None:
    three = at_least(3, *map(by_name, SUBJECTS))
    assert value(three, {"messages": SURE, "connection": NAME, "my-invitation": NAME}) == NO
    assert value(three, {"messages": SURE, "connection": SURE, "my-invitation": NAME, "address-book": NAME}) == YES


def test_one_bare_name_is_enough_where_one_item_is() -> None:
    assert value(at_least(1, *map(by_name, SUBJECTS)), {"messages": NAME}) == YES
    assert value(group(GroupKind.ANY, *map(by_name, SUBJECTS)), {"messages": NAME}) == YES
    assert value(group(GroupKind.ALL, by_name("messages"), by_name("connection")), dict.fromkeys(SUBJECTS, NAME)) == YES


def test_other_items_count_beside_the_one_by_name() -> None:
    note = Condition(subject="note", look=Look.PRESENT)
    mixed = at_least(2, note, by_name("messages"), by_name("connection"))
    sheet: Mapping[str, tuple[str, ...] | None] = {"messages": NAME, "connection": NAME}
    assert value(mixed, sheet) == NO
    assert value(mixed, {**sheet, "note": None}) == UNKNOWN


def test_a_bare_name_counts_once_in_nested_groups_too() -> None:
    nested = at_least(
        2,
        group(GroupKind.ANY, by_name("messages"), by_name("connection")),
        by_name("my-invitation"),
        by_name("address-book"),
    )
    assert value(nested, {"messages": NAME, "my-invitation": NAME}) == NO
    assert value(nested, {"messages": NAME, "my-invitation": SURE}) == YES
    assert value(nested, {"connection": SURE, "address-book": NAME}) == YES
    inner = at_least(2, by_name("messages"), by_name("connection"))
    outer = at_least(2, inner, by_name("my-invitation"))
    assert value(outer, {"messages": SURE, "connection": NAME, "my-invitation": NAME}) == NO
    assert value(outer, {"messages": SURE, "connection": NAME, "my-invitation": SURE}) == YES


def test_what_must_not_be_is_left_as_it_is() -> None:
    nobody = group(GroupKind.NONE, by_name("messages"))
    counted = at_least(2, nobody, by_name("connection"), by_name("my-invitation"))
    assert value(counted, {"connection": NAME}) == YES
    assert value(counted, {"messages": NAME, "connection": NAME, "my-invitation": NAME}) == NO


def test_a_set_of_joins_that_names_a_bare_one_is_one_as_well() -> None:
    def one_of(subject: str) -> Condition:
        return Condition(subject=subject, tests=(FieldTest("matched-by", Op.ONE_OF, ("name", "same-email")),))

    two = at_least(2, one_of("messages"), one_of("connection"))
    assert value(two, {"messages": NAME, "connection": NAME}) == NO
    assert value(two, {"messages": NAME, "connection": ("same-email",)}) == YES


def test_groups_that_need_surer_joins_and_all_others_stay_as_written() -> None:
    sure = at_least(2, by_name("messages", "corroborated"), by_name("connection", "same-email"))
    single = at_least(2, by_name("messages"), Condition(subject="note", look=Look.PRESENT))
    for when in (sure, single, group(GroupKind.ANY, *map(by_name, SUBJECTS)), by_name("messages")):
        assert with_one_proof_per_name(policy_of(when)) == policy_of(when)
