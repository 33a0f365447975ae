"""The one layout: what was typed stays, laying out twice changes nothing, and the policy means what it meant."""

from __future__ import annotations

import random
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.errors import InputError
from screener.policy.formatting import formatted
from screener.policy.loading import check_policy
from screener.shipped import shipped_folder
from tests.policy.test_loading import SPECIMEN

PIECES = ["{", "}", "[", "]", "{{", ": ", "- ", " #", "> 3", "|", "|+\n", "'", '"', "\n", "\t", "  ", "? ", ",",
          "\u2028", "---\n", "...\n", "\r\n", " \n", "\n\n", "-\n", "- - "]  # fmt: skip
SHIPPED = sorted(shipped_folder("rules").glob("*.yaml"))


def laid_out(text: str) -> str:
    return formatted("rules.yaml", dedent(text).encode())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_rules_have_the_layout(path: Path) -> None:
    assert formatted(path.name, path.read_bytes()) == path.read_text(encoding="utf-8")


def test_blanks_steps_and_empty_lines_are_put_right() -> None:
    untidy = """\


        # rules of mine
        rules:
        -   id:  one
            flag: x
            when: [ note :  present,{headline: absent} ]
            because:   "a   b"
        - {id: two , status: retired}
        otherwise:   {decide: decline,because: No}



        # the end
        """
    assert laid_out(untidy) == dedent("""\
        # rules of mine
        rules:
          - id: one
            flag: x
            when: [note: present, {headline: absent}]
            because: "a   b"

          - {id: two, status: retired}

        otherwise: {decide: decline, because: No}

        # the end
        """)


def test_comments_go_with_what_they_stand_in_line_with() -> None:
    untidy = """\
        rules:
        # about the first
        - id: one   # its name
          when:
          # why
          - note: present
          # - headline: present
          # because of that
          because: x
        # about the second
        - id: two
        """
    assert laid_out(untidy) == dedent("""\
        rules:
          # about the first
          - id: one   # its name
            when:
              # why
              - note: present
            # - headline: present
            # because of that
            because: x

          # about the second
          - id: two
        """)


def test_lists_stay_broken_where_they_were_broken_and_texts_keep_their_quotes() -> None:
    untidy = """\
        define:
           phrases:
              pitch: [ 'quick call',
                             # in English
                   "10x your" ,
                 no ]
        """
    assert laid_out(untidy) == dedent("""\
        define:
          phrases:
            pitch: ['quick call',
              # in English
              "10x your",
              no]
        """)


def test_block_texts_are_moved_as_a_whole() -> None:
    untidy = (
        "a:\n    - because: |   # two lines\n           one\n             two\n\n    - |2\n         three\n    - x\n"
    )
    tidy = "a:\n  - because: |   # two lines\n      one\n        two\n\n  - |2\n       three\n  - x\n"
    assert laid_out(untidy) == tidy


@pytest.mark.parametrize("text", ["", "\n\n", "# only this\n", "\ufeffrules: []\r\n", "rules: []"])
def test_a_file_ends_in_one_line_end_and_an_empty_one_is_empty(text: str) -> None:
    assert laid_out(text) == (text.strip("\ufeff\r\n") + "\n" if text.strip() else "")


@pytest.mark.parametrize(
    "text",
    ["rules: []\n...\n", "rules: [", "a: 1\na: 2\n", "a: &x 1\n", "a: 1\n---\nb: 2\n", "a: \x07", "a: 1\n" * 300],
)
def test_what_cannot_be_read_is_not_laid_out(text: str) -> None:
    with pytest.raises(InputError, match=r"rules\.yaml:\d"):
        laid_out(text)


CHANGES = st.tuples(st.floats(0, 1), st.sampled_from([0, 0, 1, 3, 20]), st.sampled_from(PIECES))


@settings(max_examples=150, deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_whatever_stands_in_a_file_it_is_laid_out_for_good_or_refused(
    changes: list[tuple[float, int, str]],
) -> None:
    text = SPECIMEN
    for where, cut, piece in changes:
        start = int(where * len(text))
        text = text[:start] + piece + text[start + cut :]
    try:
        once = formatted("rules.yaml", text.encode())
    except InputError as error:
        assert "please report" not in str(error)
    else:
        assert formatted("rules.yaml", once.encode()) == once


def spoiled(text: str, chance: random.Random) -> str:
    """The same file in another layout: other steps, more blanks, more empty lines and comments."""
    step = chance.choice([2, 3, 4])
    lines = []
    for number, line in enumerate(text.splitlines()):
        indent = (len(line) - len(line.lstrip())) // 2 * step
        if chance.random() < 0.2:
            lines += [""] * chance.randint(1, 3)
        if chance.random() < 0.2:
            lines.append(" " * chance.choice([0, indent, 7]) + f"# note {number}")
        words = line.strip()
        if words.startswith("- "):
            words = "-" + " " * (step - 1) + words[2:]
        lines.append(" " * indent + words.replace(": {", ":   {") + chance.choice(["", "  ", " # behind"]))
    return "\n".join(lines) + chance.choice(["", "\n", "\n\n\n"])


PLAIN_FILES = [path.read_text(encoding="utf-8") for path in SHIPPED] + [SPECIMEN]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([text for text in PLAIN_FILES if len(text) < 12_000]), st.integers(0, 10**6))
def test_any_layout_comes_to_one_that_stays(text: str, seed: int) -> None:
    untidy = spoiled(text, random.Random(seed))
    once = formatted("rules.yaml", untidy.encode())
    assert formatted("rules.yaml", once.encode()) == once
    assert [line.strip() for line in untidy.splitlines() if line.strip().startswith("#")] == [
        line.strip() for line in once.splitlines() if line.strip().startswith("#")
    ]
    assert not any(line != line.rstrip() for line in once.splitlines())


SCALARS = st.sampled_from(
    ["no", "012", "'no'", '"a # b"', "10:30", "'it''s'", '"x\\ty"', "a b", '"two\n      lines"', "plain\n      lines"]
)
FLOWS = st.recursive(
    SCALARS.filter(lambda text: "plain" not in text),
    lambda items: st.one_of(
        st.lists(items, max_size=3).map(lambda parts: f"[ {' ,'.join(parts)}]"),
        st.lists(items, max_size=3).map(
            lambda parts: "{" + ",\n      ".join(f"k{n} : {part}" for n, part in enumerate(parts)) + " }"
        ),
    ),
    max_leaves=6,
)
VALUES = st.one_of(
    SCALARS, FLOWS, st.sampled_from(["|\n        block\n         text", ">-\n      folded", "|+\n      kept\n\n"])
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2), VALUES, st.sampled_from(["", "\n", "\n# c", "\n  # c", "  # c"])), max_size=6)
)
def test_any_values_come_out_the_same_and_stay(entries: list[tuple[int, str, str]]) -> None:
    text = ""
    for number, (shape, value, after) in enumerate(entries):
        head = f"k{number}:" + ["  ", "\n -  ", "\n  - m:  "][shape]
        text += head + value + (after if "\n" not in value or after[:1] != " " else "") + "\n"
    once = formatted("rules.yaml", text.encode())
    assert formatted("rules.yaml", once.encode()) == once


def test_the_meaning_of_a_policy_and_what_the_check_finds_stay(tmp_path: Path) -> None:
    chance = random.Random(7)
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    for path in SHIPPED:
        untidy = spoiled(path.read_text(encoding="utf-8"), chance)
        (before / path.name).write_text(untidy, encoding="utf-8")
        (after / path.name).write_text(formatted(path.name, untidy.encode()), encoding="utf-8")
    untidy_policy, policy = check_policy(before), check_policy(after)
    assert untidy_policy.policy is not None
    assert policy.policy is not None
    assert policy.policy.digest == untidy_policy.policy.digest
    assert [problem.code for problem in policy.warnings] == [problem.code for problem in untidy_policy.warnings]
