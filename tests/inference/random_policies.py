"""Random policies and fact sheets: every kind of group, test and conclusion, over a few subjects."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from screener.catalogue.declaring import MATCHED_BY
from screener.catalogue.values import PartialDate
from screener.evidence.facts import FactSheet, fact, fact_sheet
from screener.inference.condition_values import Vocabulary
from screener.outcomes import Verdict
from screener.policy.model import (
    ConclusionTest,
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
    Status,
)
from screener.sources.records import Provenance

TODAY = date(2026, 3, 2)
NO_WORDS = Vocabulary(TODAY, {}, {})
HERE = Provenance(file="example.csv", row=1)

_NUMBER_TESTS = st.builds(
    lambda op, number: FieldTest("count", op, number),
    st.sampled_from([Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.FEWER_THAN, Op.EXACTLY]),
    st.integers(0, 3),
)
_MESSAGE_TESTS = st.one_of(
    _NUMBER_TESTS,
    st.sampled_from([FieldTest("two-way", Op.IS_YES), FieldTest("two-way", Op.IS_UNKNOWN)]),
    st.builds(lambda year: FieldTest("last", Op.AFTER, PartialDate(year)), st.integers(2018, 2021)),
    st.builds(lambda choice: FieldTest("matched-by", Op.AT_LEAST, choice), st.sampled_from(MATCHED_BY)),
)
_RECORD_COUNTS = st.none() | st.builds(
    lambda op, number: FieldTest("records", op, number), st.sampled_from([Op.AT_LEAST, Op.AT_MOST]), st.integers(1, 2)
)
_CONDITIONS = st.one_of(
    st.builds(
        lambda tests, records: Condition(subject="messages", tests=tests, records=records),
        st.lists(_MESSAGE_TESTS, min_size=1, max_size=2).map(tuple),
        _RECORD_COUNTS,
    ),
    st.builds(
        lambda subject, look: Condition(subject=subject, look=look),
        st.sampled_from(["messages", "connection", "my-invitation", "note"]),
        st.sampled_from([Look.PRESENT, Look.ABSENT, Look.UNKNOWN]),
    ),
    st.builds(
        lambda words: Condition(subject="note", tests=(FieldTest("text", Op.MENTIONS, words),)),
        st.sampled_from([("tea",), ("call*",), ("tea", "desk")]),
    ),
)

_FIELDS = st.fixed_dictionaries(
    {"matched-by": st.sampled_from(MATCHED_BY)},
    optional={
        "count": st.integers(0, 3),
        "two-way": st.booleans(),
        "last": st.sampled_from([PartialDate(2019), PartialDate(2020, 5), PartialDate(2020, 5, 3)]),
    },
)
_RECORDS = st.none() | st.lists(_FIELDS.map(lambda fields: fact(fields, HERE)), max_size=3).map(tuple)
_NOTES = st.none() | st.lists(
    st.sampled_from(["a call over tea", "the desk", "calling"]).map(lambda text: fact({"text": text}, HERE)), max_size=1
).map(tuple)


def sheets() -> st.SearchStrategy[FactSheet]:
    """Fact sheets in which each subject is unknown, absent, or has weak and sure records."""
    return st.fixed_dictionaries(
        {"messages": _RECORDS, "connection": _RECORDS, "my-invitation": _RECORDS, "note": _NOTES}
    ).map(fact_sheet)


@st.composite
def policies(
    draw: st.DrawFn,
    max_rules: int = 8,
    max_conclusions: int = 4,
    conditions: st.SearchStrategy[Condition] = _CONDITIONS,
) -> Policy:
    """Policies whose conclusions use only earlier ones, so that there is no cycle."""
    names = [f"c{number}" for number in range(draw(st.integers(0, max_conclusions)))]
    formulas = [_formulas(names[:place], conditions) for place in range(len(names) + 1)]
    rules = [_rule(draw, f"r-{name}", formulas[place], conclude=name) for place, name in enumerate(names)]
    for number in range(draw(st.integers(1, max_rules))):
        name = draw(st.sampled_from([*names, None, None]))
        below = len(names) if name is None else names.index(name)
        rules.append(_rule(draw, f"s{number:03}", formulas[below], conclude=name))
    otherwise = Otherwise(decide=draw(st.sampled_from(list(Verdict))), because="Nothing else held.")
    return Policy(rules=tuple(draw(st.permutations(rules))), otherwise=otherwise)


def _rule(draw: st.DrawFn, identity: str, formulas: st.SearchStrategy[Formula], conclude: str | None) -> Rule:
    kind = draw(st.sampled_from(["decide", "decide", "decide", "flag"]))
    decides = conclude is None and kind == "decide"
    return Rule(
        id=identity,
        conclude=conclude,
        decide=draw(st.sampled_from(list(Verdict))) if decides else None,
        flag="look here" if conclude is None and not decides else None,
        priority=draw(st.integers(1, 4)) if decides else 0,
        when=draw(formulas),
        unless=draw(st.none() | formulas),
        because="Because.",
        status=draw(st.sampled_from([Status.ACTIVE] * 5 + [Status.SHADOW, Status.RETIRED])),
    )


def _formulas(below: list[str], conditions: st.SearchStrategy[Condition]) -> st.SearchStrategy[Formula]:
    tests = (
        st.builds(ConclusionTest, st.sampled_from(below), st.sampled_from([0, 1, 2, 2, 2])) if below else st.nothing()
    )
    return st.recursive(conditions | tests, _groups, max_leaves=5)


def _groups(items: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    several = st.lists(items, min_size=1, max_size=4).map(tuple)
    plain = st.builds(
        lambda kind, parts: Group(kind=kind, items=parts),
        st.sampled_from([GroupKind.ALL, GroupKind.ANY, GroupKind.NONE]),
        several,
    )
    counting = several.flatmap(
        lambda parts: st.integers(1, len(parts)).map(
            lambda least: Group(kind=GroupKind.AT_LEAST, items=parts, least=least)
        )
    )
    return plain | counting
