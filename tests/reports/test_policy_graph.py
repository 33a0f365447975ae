"""What concludes what, as a tree and as a drawing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from screener.policy.loading import load_policy
from screener.policy.model import Policy
from screener.reports.policy_graph import as_svg, as_tree
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
SVG = "{http://www.w3.org/2000/svg}"


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


def boxes_of(svg: str) -> dict[str, tuple[float, float]]:
    root = ElementTree.fromstring(svg)
    return {
        group.attrib["id"]: (float(box.attrib["x"]), float(box.attrib["y"]))
        for group in root.iter(f"{SVG}g")
        if (box := group.find(f"{SVG}rect")) is not None
    }


def test_the_drawing_goes_from_left_to_right_and_no_box_covers_another(tmp_path: Path) -> None:
    for policy in (policy_of(tmp_path), load_policy()):
        boxes = boxes_of(as_svg(policy))
        assert len(boxes) == len(set(boxes.values()))
        columns: dict[float, list[float]] = {}
        for x, y in boxes.values():
            columns.setdefault(x, []).append(y)
        for rows in columns.values():
            rows.sort()
            assert all(below - above >= 34 for above, below in pairwise(rows))
    small = boxes_of(as_svg(policy_of(tmp_path)))
    order = ["rule-wrote", "conclusion-knows-them", "rule-worked-and-wrote", "conclusion-worked", "rule-known"]
    across = [small[name][0] for name in order]
    assert across == sorted(across)
    assert len(set(across)) == len(across)


def test_what_speaks_against_is_dashed_and_texts_are_no_markup(tmp_path: Path) -> None:
    svg = as_svg(policy_of(tmp_path))
    assert svg.count('<path class="n"') == 1
    assert "&lt;b&gt; &amp; more" in svg


def test_a_policy_without_conclusions_can_be_drawn(tmp_path: Path) -> None:
    text = (
        "rules:\n  - {id: one, flag: x, when: [note: present], because: x}\notherwise: {decide: decline, because: x}\n"
    )
    checked = check_text(tmp_path, text)
    assert checked.policy is not None
    assert set(boxes_of(as_svg(checked.policy))) == {"rule-one", "goal-shown-to-you"}
