"""What concludes what: a policy as an indented tree, and as a drawing in layers (SVG), from what is read to what is
decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from screener.inference.inferring import in_total_order
from screener.outcomes import Verdict
from screener.policy.model import Condition, Formula, Group, GroupKind, Policy, Rule, leaves_of
from screener.texts.folding import one_line

SHOWN: Final = "shown to you"
_WIDTH, _HEIGHT, _GAP_X, _GAP_Y, _MARGIN = 250, 34, 90, 10, 20
_LETTER = 6.1  # pixels of a letter, about
_SWEEPS: Final = 6
_COLOURS: Final = {"accept": "#d9f2dd", "decline": "#f8dcdc", "ask-for-context": "#fdf0cc", SHOWN: "#e6e6ee"}
_STYLE: Final = (
    "text{font:11px system-ui,sans-serif;fill:#222}.s{font-size:9px;fill:#666}"
    "path{fill:none;stroke:#8899aa;stroke-width:1.1}path.n{stroke:#bb5555;stroke-dasharray:4 3}"
    "rect{stroke:#667788}rect.c{fill:#dde9f8}rect.r{fill:#ffffff}"
)


def as_tree(policy: Policy) -> Iterator[str]:
    """The verdicts, under each its rules from the first that is asked, under these the conclusions that they test."""
    rules = in_total_order(policy)
    told: set[str] = set()
    for goal in (*Verdict, SHOWN):
        under = [rule for rule in rules if goal in _goals(rule) and not rule.conclude]
        if under:
            yield goal
            yield from _branches([(_rule_label(rule), rule) for rule in under], policy, "", told)


def _branches(rules: list[tuple[str, Rule]], policy: Policy, before: str, told: set[str]) -> Iterator[str]:
    for place, (label, rule) in enumerate(rules):
        is_last = place == len(rules) - 1
        yield f"{before}{'└─' if is_last else '├─'} {label}"
        yield from _conclusions(rule, policy, before + ("   " if is_last else "│  "), told)


def _conclusions(rule: Rule, policy: Policy, before: str, told: set[str]) -> Iterator[str]:
    tested = [*_conclusions_tested(rule).items()]
    for place, (name, is_for) in enumerate(tested):
        is_last = place == len(tested) - 1
        concluding = [each for each in policy.rules if each.runs and each.conclude == name]
        against = "" if is_for else "not "
        seen = " (see above)" if name in told and concluding else ""
        yield f"{before}{'└─' if is_last else '├─'} {against}{name}{seen}"
        if name not in told:
            told.add(name)
            inner = before + ("   " if is_last else "│  ")
            yield from _branches([(_rule_label(each), each) for each in concluding], policy, inner, told)


def _rule_label(rule: Rule) -> str:
    priority = f" {rule.priority}" if rule.decide else ""
    subjects = ", ".join(_subjects(rule))
    return f"{rule.id}{priority}" + (f"  [{subjects}]" if subjects else "")


def _subjects(rule: Rule) -> list[str]:
    leaves = [*leaves_of(rule.when), *leaves_of(rule.unless)]
    return list(dict.fromkeys(leaf.subject for leaf in leaves if isinstance(leaf, Condition)))


def _goals(rule: Rule) -> list[str]:
    """What a rule leads to: its verdict, its conclusion, or only its flag."""
    if rule.decide:
        return [rule.decide]
    return [rule.conclude] if rule.conclude else [SHOWN]


def _conclusions_tested(rule: Rule) -> dict[str, bool]:
    """The conclusions that a rule tests, and whether each speaks for it."""
    found = dict(_polarities(rule.when, is_for=True))
    if rule.unless is not None:
        found = {**dict(_polarities(rule.unless, is_for=False)), **found}
    return found


def _polarities(formula: Formula, *, is_for: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(formula, Group):
        for item in formula.items:
            yield from _polarities(item, is_for=is_for != (formula.kind is GroupKind.NONE))
    elif not isinstance(formula, Condition):
        yield formula.name, is_for and formula.value != 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    name: str
    text: str
    more: str = ""
    hover: str = ""
    colour: str = ""
    kind: str = "r"  # r: a rule, c: a conclusion


@dataclass(frozen=True, slots=True)
class _Edge:
    start: str
    end: str
    is_for: bool = True


def as_svg(policy: Policy) -> str:
    """The policy as a drawing: rules in white, conclusions in blue, verdicts in their colours; a dashed line speaks
    against. What stands in a rule is shown when the pointer rests on it."""
    nodes, edges = _graph(policy)
    layers = _layers(policy, nodes)
    columns = _ordered(layers, edges)
    width = 2 * _MARGIN + len(columns) * (_WIDTH + _GAP_X) - _GAP_X
    height = 2 * _MARGIN + max(map(len, columns)) * (_HEIGHT + _GAP_Y)
    places = {
        name: (
            _MARGIN + number * (_WIDTH + _GAP_X),
            _MARGIN + (row + 0.5) * (height - 2 * _MARGIN) / len(column) - _HEIGHT / 2,
        )
        for number, column in enumerate(columns)
        for row, name in enumerate(column)
    }
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n'
        f'<style>{_STYLE}</style>\n<rect width="100%" height="100%" fill="#ffffff" style="stroke:none"/>\n'
    )
    lines = [_edge_svg(edge, places) for edge in edges]
    boxes = [_node_svg(nodes[name], *place) for name, place in places.items()]
    return head + "".join(lines) + "".join(boxes) + "</svg>\n"


def _graph(policy: Policy) -> tuple[dict[str, _Node], list[_Edge]]:
    nodes: dict[str, _Node] = {}
    edges: list[_Edge] = []
    for rule in in_total_order(policy):
        mark = f"rule {rule.id}"
        priority = f"{rule.priority}  " if rule.decide else ""
        nodes[mark] = _Node(name=mark, text=priority + rule.id, more=", ".join(_subjects(rule)), hover=rule.because)
        for goal in _goals(rule):
            is_conclusion = goal == rule.conclude
            end = f"conclusion {goal}" if is_conclusion else f"goal {goal}"
            edges.append(_Edge(mark, end))
            nodes.setdefault(end, _Node(name=end, text=goal, colour=_COLOURS.get(goal, ""), kind="c"))
        for name, is_for in _conclusions_tested(rule).items():
            start = f"conclusion {name}"
            edges.append(_Edge(start, mark, is_for))
            nodes.setdefault(start, _Node(name=start, text=name, kind="c"))
    return nodes, edges


def _layers(policy: Policy, nodes: Mapping[str, _Node]) -> list[list[str]]:
    """The nodes by layer: rules that conclude and conclusions in turn, then all other rules, then what they lead to."""
    rules = in_total_order(policy)
    depth: dict[str, int] = {}

    def depth_of(name: str) -> int:
        if name not in depth:
            below = [depth_of(each) for rule in rules if rule.conclude == name for each in _conclusions_tested(rule)]
            depth[name] = 1 + max(below, default=-1)
        return depth[name]

    ranks = {f"conclusion {name}": 2 * depth_of(name) + 1 for rule in rules for name in (rule.conclude,) if name}
    last = max(ranks.values(), default=-1) + 1
    for rule in rules:
        tested = [depth_of(name) for name in _conclusions_tested(rule)]
        ranks[f"rule {rule.id}"] = 2 * (1 + max(tested, default=-1)) if rule.conclude else last
    layers: list[list[str]] = [[] for _ in range(last + 2)]
    for name in nodes:
        layers[ranks.get(name, last + 1 if name.startswith("goal ") else 1)].append(name)
    return [layer for layer in layers if layer]


def _ordered(layers: list[list[str]], edges: list[_Edge]) -> list[list[str]]:
    """Each layer sorted to where the neighbours of its nodes stand, to and fro, so that few lines cross."""
    neighbours: dict[str, list[str]] = {}
    for edge in edges:
        neighbours.setdefault(edge.start, []).append(edge.end)
        neighbours.setdefault(edge.end, []).append(edge.start)
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            rows = {name: row / len(each) for each in layers for row, name in enumerate(each)}
            middle = {name: fmean(rows[other] for other in neighbours[name]) for name in layer}
            layer.sort(key=lambda name: (middle[name], name))
    return layers


def _edge_svg(edge: _Edge, places: Mapping[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = places[edge.start], places[edge.end]
    x1, y1, y2 = x1 + _WIDTH, y1 + _HEIGHT / 2, y2 + _HEIGHT / 2
    bend = _GAP_X * 0.6
    against = "" if edge.is_for else ' class="n"'
    return f'<path{against} d="M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"/>\n'


def _node_svg(node: _Node, x: float, y: float) -> str:
    fill = f' style="fill:{node.colour}"' if node.colour else ""
    hover = f"<title>{escape(one_line(node.hover))}</title>" if node.hover else ""
    middle = y + _HEIGHT / 2 + (4 if not node.more else -2)
    lines = f'<text x="{x + 8:g}" y="{middle:g}">{_fitted(node.text, _LETTER)}</text>'
    if node.more:
        lines += f'<text class="s" x="{x + 8:g}" y="{y + _HEIGHT - 6:g}">{_fitted(node.more, _LETTER * 0.8)}</text>'
    box = f'<rect class="{node.kind}" x="{x:g}" y="{y:g}" width="{_WIDTH}" height="{_HEIGHT}" rx="5"{fill}/>'
    return f"<g id={quoteattr(node.name.replace(' ', '-'))}>{hover}{box}{lines}</g>\n"


def _fitted(text: str, letter: float) -> str:
    most = int((_WIDTH - 16) / letter)
    text = one_line(text)
    return escape(text if len(text) <= most else text[: most - 1] + "…")
