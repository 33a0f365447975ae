"""No rule file, however broken, raises anything but a `PolicyError`."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.errors import PolicyError
from screener.policy.loading import load_policy
from tests.policy.test_loading import SPECIMEN, TEN_MISTAKES

PIECES = st.sampled_from(
    ["{", "}", "[", "]", "{{", "}}", "{%", "%}", ":", ": ", "- ", "#", "&a ", "*a", "!t ", "> 3", "|", "'", '"', "\\",
     "\n", "\t", "  ", "?", ",", "\x00", "\ufeff", "\u2028", "…", "at least 0 of", "none", "unknown", "[]", "{}",
     "---\n",      "(" * 300, "{{ (" * 60, "9" * 12, "0000", "between 1 and 2", "listed: {in: x}", "<<: x"]
)  # fmt: skip
CHANGES = st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES)
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def load(data: bytes, name: str = "rules.yaml") -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(PolicyError):
        (Path(folder) / name).write_bytes(data)
        load_policy(Path(folder))


@MANY
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    load(data)
    load(data, "about-me.yaml")


@MANY
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    load(text.encode("utf-8", "surrogatepass"))


@MANY
@given(
    st.sampled_from([SPECIMEN, TEN_MISTAKES]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), max_size=6),
)
def test_any_change_of_a_rule_file(text: str, changes: list[tuple[float, int, str]]) -> None:
    for where, cut, piece in changes:
        start = int(where * len(text))
        text = text[:start] + piece + text[start + cut :]
    load(text.encode())


LINES = SPECIMEN.splitlines(keepends=True)


@MANY
@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_any_order_of_the_lines_of_a_rule_file(lines: list[str]) -> None:
    load("".join(lines).encode())


WORDS = st.sampled_from(
    ["note", "messages", "all", "any", "none", "at least 2 of", "records", "matched-by", "worked-together", "in", "is",
     "mentions", "regex", "text", "count", "last", "a", "yes", "unknown", "present", "at least 3", "before 2016", "("]
)  # fmt: skip
TREES = st.recursive(
    WORDS.map(repr),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(WORDS.map(repr), inner, max_size=3).map(
            lambda entries: "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}"
        ),
    ),
    max_leaves=12,
)


@MANY
@given(TREES, TREES, TREES)
def test_any_tree_of_the_words_of_the_language(when: str, definition: str, given_: str) -> None:
    text = f"""rules:
  - id: one
    conclude: worked-together
    when: {when}
    unless: {definition}
    because: '{{{{ note.text }}}}'
    say: {given_}
otherwise: {{decide: decline, because: x}}
define:
  {{conditions: {{a: {definition}}}, lists: {{b: {given_}}}, phrases: {definition}, condition-lists: {{c: {when}}}}}
examples:
  - {{name: one, given: {given_}, expect: {definition}, about-me: {given_}}}
"""
    load(text.encode())
