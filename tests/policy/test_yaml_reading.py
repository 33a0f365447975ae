"""Texts become nodes with places; what is not plain YAML is refused quickly."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from screener.located import yaml_documents
from screener.located.findings import Findings
from screener.located.yaml_documents import ListNode, MapNode, Scalar, read_yaml
from screener.policy.loading import check_policy
from tests.hanging import ends_soon


def read(text: str | bytes) -> tuple[object, list[str]]:
    findings = Findings()
    node = read_yaml("f.yaml", text.encode() if isinstance(text, str) else text, findings)
    return node, [str(problem) for problem in findings.errors]


@pytest.mark.parametrize("written", ["~", "null", "NULL", ""])
def test_what_means_nothing_is_nothing_unless_it_is_quoted(written: str) -> None:
    (_, plain), (_, quoted) = read(f"a: {written}\nb: '{written}'")[0].entries  # type: ignore[attr-defined]
    assert (plain.text, quoted.text) == ("", written)


@pytest.mark.parametrize("written", ["no", "on", "NO", "10:30", "012", "2020-01-01", "1e3"])
def test_what_older_yaml_takes_for_something_else_stays_text(written: str) -> None:
    node, errors = read(f"a: {written}\n")
    assert errors == []
    assert isinstance(node, MapNode)
    value = node.get("a")
    assert isinstance(value, Scalar)
    assert value.text == written


def test_nodes_know_their_places() -> None:
    node, _ = read("a:\n  - b: 'c'\n")
    assert isinstance(node, MapNode)
    items = node.get("a")
    assert isinstance(items, ListNode)
    inner = items.items[0]
    assert isinstance(inner, MapNode)
    value = inner.get("b")
    assert isinstance(value, Scalar)
    assert (value.place.line, value.place.column, value.plain) == (2, 8, False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rules:\n  - id: a\n\tdecide: x\n", "3:1: a tab; indent with spaces"),
        ("rules:\n  - id: a\n  \t  decide: x\n", "3:3: a tab; indent with spaces"),
        ("rules:\n\t- id: a\n", "2:1: a tab; indent with spaces"),
        ("rules:\n  - id: a\n   decide: x\n", "3:4: indented by 3 spaces; expected 4, as in line 2"),
        ("rules:\n  - id: a\n      decide: x\n", "3:7: indented by 6 spaces; expected 4, as in line 2"),
        ("- id: a\n  when:\n    - note: x\n   - sales: x\n", "4:4: indented by 3 spaces; expected 4, as in line 3"),
        ("a:\n  - id: a\n - id: b\n", "3:2: indented by 1 space; expected 2, as in line 2"),
    ],
)
def test_a_tab_or_a_wrong_indent_is_named_with_the_right_one(text: str, message: str) -> None:
    (error,) = read(text)[1]
    assert error.startswith(f"f.yaml:{message}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x: > 3\n", "f.yaml:1:4: `>` is no comparison here; write `more than 3` (R006)"),
        (
            "x: {a: 1, b: >= 30 days, c: 2}\n",
            "f.yaml:1:14: `>=` is no comparison here; write `at least 30 days` (R006)",
        ),
        ("x: >3\n", "f.yaml:1:4: `>` is no comparison here; write `more than 3` (R006)"),
        ("a:\n  - #x\n", "f.yaml:2:5: `#` starts a comment: quote it, '#x' (R007)"),
        ('a: "\\d+ \\w"\n', "f.yaml:1:4: `\\d` means nothing in double quotes; write the text in single quotes (R008)"),
        ("because: {{ x }} is\n", 'f.yaml:1:10: a text that starts with `{{` must be quoted: "{{ x }} is" (R009)'),
        ("because: {{ x }}\n", 'f.yaml:1:10: a text that starts with `{{` must be quoted: "{{ x }}" (R009)'),
        (
            "because: You know them: well\n",
            'f.yaml:1:10: `: ` inside a text; quote the whole text: "You know them: well" (R010)',
        ),
        ("a: @home\n", "f.yaml:1:4: a text that starts with `@` must be quoted (R011)"),
    ],
)
def test_a_trap_has_one_message_that_says_what_to_write(text: str, message: str) -> None:
    assert read(text)[1][:1] == [message]
    assert len({error.split(": ")[0] for error in read(text)[1]}) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x b\n", "R012"), ("a: *x\n", "R012"), ("a: !t b\n", "R013"), ("a: 1\n---\nb: 2\n", "R015"),
        ("a: 1\na: 2\n", "R016"), ("? [a]\n: b\n", "R017"), ("a: [b\n", "R005"), ("a: 'b\n", "R005"),
        ("a: b\n c: d\n", "R005"), ("a:\n\t- b\n", "R005"), ("a: \"b\" c\n", "R005"), ("a: {b\n", "R005"),
        ("a: \x07\n", "R002"), (b"a: \xff\n", "R002"), (b"\xff\xfea\x00", "R002"), ("[" * 51 + "]" * 51, "R004"),
    ],
)  # fmt: skip
def test_what_is_refused_has_its_code(text: str | bytes, code: str) -> None:
    errors = read(text)[1]
    assert [error[-5:-1] for error in errors] == [code]


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
@pytest.mark.parametrize("text", ["[" * 5000, "a: " + "[{b: " * 3000, "a: '[[['\nb: " + "[" * 1200 + "]" * 1200])
def test_depth_is_counted_alike_with_every_loader(monkeypatch: pytest.MonkeyPatch, loader: type, text: str) -> None:
    monkeypatch.setattr(yaml_documents, "_LOADER", loader)
    assert [error[-5:-1] for error in read(text)[1]] == ["R004"]


def test_brackets_in_quotes_do_not_make_a_mistake_too_deep() -> None:
    assert [error[-5:-1] for error in read(f"a: '{'[' * 60}'\nb: [c\n")[1]] == ["R005"]


def test_fifty_levels_are_not_too_deep() -> None:
    assert read("[" * 50 + "]" * 50)[1] == []


def test_reading_goes_on_behind_a_trap() -> None:
    errors = read("a: > 3\nb: x: y\nc: @d\nd: 1\nd: 2\n")[1]
    assert [error.split(":")[1] for error in errors] == ["1", "2", "3", "5"]


@pytest.mark.parametrize(
    "data",
    [b"a: b\n" * 2_000_000, b"[" * 900_000, b"{a: " * 200_000, bytes(range(256)) * 4000, b"- " * 450_000],
    ids=["ten-megabytes", "deep-lists", "deep-maps", "binary", "deep-dashes"],
)
def test_hostile_files_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "rules.yaml").write_bytes(data)
    with ends_soon():
        checked = check_policy(tmp_path)
    assert [problem.code for problem in checked.errors] in (["R002"], ["R003"], ["R004"])


def test_many_files_of_many_megabytes_are_refused_together(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.yaml").write_bytes(b"# nothing\n" * 90_000)
    assert "R003" in {problem.code for problem in check_policy(tmp_path).errors}


@pytest.mark.parametrize("line", ["k{}: x\n", "- a{}\n", "k: x\n"])
def test_a_file_of_nothing_but_mistakes_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "rules.yaml").write_text("".join(line.format(number) for number in range(60_000)), encoding="utf-8")
    with ends_soon():
        checked = check_policy(tmp_path)
    assert 1 <= len(checked.errors) <= 200
