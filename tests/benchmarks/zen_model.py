"""The same rules for zen-engine, in the fastest shape found for release 2.1.

Measured with 50 rules (microseconds, logic alone): `create_decision` with any model 160 to 340; the same model behind
a *static* loader, which keeps it compiled, as a decision table with a row for each rule 21, as an expression node with
a key for each rule 52, as one with a single list of all rules 13. A list of booleans as context is half the price of
named ones. So: the conditions are worked out in Python beforehand, by the generated function's own lines, and handed
over as one list; the model answers with one list, which rules fire; the verdict and the witnesses are found in Python.
All of it is counted. `TABLE` is the shape that people would maintain: a decision table that collects.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from enum import Enum
from itertools import pairwise
from typing import Any

import zen

from screener.catalogue.values import YES, Truth
from screener.evidence.facts import FactSheet
from screener.inference.condition_values import Vocabulary, with_one_proof_per_name
from screener.inference.inferring import in_total_order
from screener.policy.model import Condition, Policy
from tests.benchmarks.generated_function import Answer, Logic, RuleSource
from tests.benchmarks.witnessing import Firing, answer_of, firings_of


class Shape(Enum):
    """How the rules stand in the model."""

    LIST = "one list"
    TABLE = "a decision table"


def zen_function(policy: Policy, vocabulary: Vocabulary, shape: Shape = Shape.LIST) -> Callable[[FactSheet], Answer]:
    """The function from a fact sheet to its answer."""
    source = RuleSource(with_one_proof_per_name(policy), vocabulary)
    places: dict[tuple[Condition, Truth], int] = {}
    logic = Logic(
        source.policy,
        condition=lambda condition, wanted: f"v[{places.setdefault((condition, wanted), len(places))}]",
        conclusion=lambda name, wanted: f"$.{_key(name, wanted)}",
        counted=lambda value: f"({value} ? 1 : 0)",
    )
    rules = in_total_order(source.policy)
    values = [logic.rule(rule) for rule in rules]
    conclusions = [(_key(*key), value) for key, value in logic.lines.items()]
    conditions = _conditions(source, list(places))
    model = (_list_model if shape is Shape.LIST else _table_model)(conclusions, values)
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rules": model}}})
    firings = firings_of(source, rules)
    otherwise = policy.otherwise.decide
    rules_of = _of_list if shape is Shape.LIST else _of_table

    def decide(sheet: FactSheet) -> Answer:
        context, values = conditions(sheet)
        return answer_of(rules_of(engine.evaluate("rules", context)["result"], firings), values, sheet, otherwise)

    return decide


def _of_list(result: Any, firings: Sequence[Firing]) -> list[Firing]:
    return [firing for firing, fires in zip(firings, result["fired"], strict=True) if fires]


def _of_table(result: Any, firings: Sequence[Firing]) -> list[Firing]:
    return [firings[row["rule"]] for row in result]


def _key(name: str, wanted: Truth) -> str:
    return f"{'is' if wanted == YES else 'not'}_{name.replace('-', '_')}"


def _conditions(source: RuleSource, used: Sequence[tuple[Condition, Truth]]) -> Callable[[FactSheet], Any]:
    numbers = [(source.number[condition], wanted) for condition, wanted in used]
    rails = ", ".join(f"c{number} {'> 1' if wanted == YES else '== 0'}" for number, wanted in numbers)
    values = "".join(f"c{number}, " for number in range(len(source.conditions)))
    lines = ["def conditions(sheet):", *source.condition_lines(), f"    return {{'v': [{rails}]}}, ({values})"]
    exec(compile("\n".join(lines), "<generated>", "exec"), source.namespace)
    function: Callable[[FactSheet], Any] = source.namespace["conditions"]
    return function


def _list_model(conclusions: Sequence[tuple[str, str]], values: Sequence[str]) -> dict[str, Any]:
    return _graph(_expressions("list", [*conclusions, ("fired", f"[{', '.join(values)}]")]))


def _table_model(conclusions: Sequence[tuple[str, str]], values: Sequence[str]) -> dict[str, Any]:
    rows = [
        {"_id": f"row{number}", "holds": value.replace("$.", ""), "rule": json.dumps(number)}
        for number, value in enumerate(values)
    ]
    table = {
        "id": "table", "name": "table", "type": "decisionTableNode",
        "content": {"hitPolicy": "collect", "inputs": [{"id": "holds", "name": "holds"}],
                    "outputs": [{"id": "rule", "name": "rule", "field": "rule"}], "rules": rows},
    }  # fmt: skip
    first = _expressions("conclusions", conclusions, hands_on=True)
    return _graph(*([first] if conclusions else []), table)


def _expressions(name: str, pairs: Sequence[tuple[str, str]], *, hands_on: bool = False) -> dict[str, Any]:
    expressions = [{"id": key, "key": key, "value": value} for key, value in pairs]
    content = {"expressions": expressions, "passThrough": hands_on}
    return {"id": name, "name": name, "type": "expressionNode", "content": content}


def _graph(*nodes: dict[str, Any]) -> dict[str, Any]:
    ends = {"id": "in", "name": "in", "type": "inputNode"}, {"id": "out", "name": "out", "type": "outputNode"}
    chain = [ends[0], *nodes, ends[1]]
    edges = [
        {"id": f"edge{number}", "sourceId": one["id"], "targetId": other["id"], "type": "edge"}
        for number, (one, other) in enumerate(pairwise(chain))
    ]
    return {"nodes": chain, "edges": edges}
