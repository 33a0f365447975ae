"""What concludes what, as a tree and as the text of a drawing."""

from __future__ import annotations

import re
from pathlib import Path

from screener.policy.loading import load_policy
from screener.policy.model import Policy
from screener.reports.policy_graph import as_mermaid, as_tree
from tests.policy.writing import check_text

POLICY = """
rules:
  - {id: known, decide: accept, priority: 500, when: [knows-them, worked], because: x}
  - {id: wrote, conclude: knows-them, when: [messages: present], because: x}
  - {id: worked-and-wrote, conclude: worked, when: [knows-them, {mail: present}], because: x}
  - {id: stranger, decide: decline, priority: 10, when: [note: present], unless: [knows-them], because: x}
  - {id: look, flag: "a <look> & more", when: [note: present], because: "<b> & more"}
otherwise: {decide: decline, because: Nothing.}
"""


def policy_of(folder: Path) -> Policy:
    checked = check_text(folder, POLICY)
    assert checked.policy is not None, checked.errors
    return checked.policy


def test_the_tree_goes_from_the_verdicts_down_and_tells_each_conclusion_once(tmp_path: Path) -> None:
    assert list(as_tree(policy_of(tmp_path))) == [
        "accept",
        "└─ known 500",
        "   ├─ knows-them",
        "   │  └─ wrote  [messages]",
        "   └─ worked",
        "      └─ worked-and-wrote  [mail]",
        "         └─ knows-them (see above)",
        "decline",
        "└─ stranger 10  [note]",
        "   └─ not knows-them (see above)",
        "shown to you",
        "└─ look  [note]",
    ]


def test_the_drawing_has_a_box_for_each_rule_and_an_arrow_for_each_step(tmp_path: Path) -> None:
    assert list(as_mermaid(policy_of(tmp_path))) == [
        "flowchart LR",
        '  r1["known 500"]',
        '  r2["stranger 10  [note]"]',
        '  r3["look  [note]"]',
        '  r4["worked-and-wrote  [mail]"]',
        '  r5["wrote  [messages]"]',
        '  c1(["accept"]):::accept',
        '  c2(["decline"]):::decline',
        '  c3(["shown to you"])',
        '  c4(["worked"])',
        '  c5(["knows-them"])',
        "  c5 --> r1",
        "  c4 --> r1",
        "  r1 --> c1",
        "  c5 -.->|not| r2",
        "  r2 --> c2",
        "  r3 --> c3",
        "  c5 --> r4",
        "  r4 --> c4",
        "  r5 --> c5",
        "  classDef accept fill:#d9f2dd",
        "  classDef decline fill:#f8dcdc",
        "  classDef ask-for-context fill:#fdf0cc",
    ]


def test_every_arrow_of_the_shipped_drawing_joins_two_boxes_that_are_there() -> None:
    lines = list(as_mermaid(load_policy()))
    boxes = {found[1] for line in lines if (found := re.match(r"  ([rc]\d+)[\[(]", line))}
    ends = [found.groups() for line in lines if (found := re.match(r"  (\w+) -.*> ?(?:\|not\| )?(\w+)$", line))]
    assert len(ends) > 67
    assert {name for pair in ends for name in pair} == boxes


def test_a_policy_without_conclusions_can_be_drawn(tmp_path: Path) -> None:
    text = (
        "rules:\n  - {id: one, flag: x, when: [note: present], because: x}\notherwise: {decide: decline, because: x}\n"
    )
    checked = check_text(tmp_path, text)
    assert checked.policy is not None
    assert list(as_mermaid(checked.policy))[1:4] == [
        '  r1["one  [note]"]',
        '  c1(["shown to you"])',
        "  r1 --> c1",
    ]
