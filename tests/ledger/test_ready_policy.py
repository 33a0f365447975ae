"""A policy that was checked is ready the next time, unless anything of it has changed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from screener.errors import PolicyError
from screener.ledger.ready_policy import ready_policy
from screener.ledger.sqlite_store import Store, open_for_reading, temporary_store
from screener.policy.loading import load_policy
from screener.policy.model import Policy
from screener.replies.template_files import template_names
from screener.shipped import shipped_folder

TEMPLATES = {"accept": frozenset({"thanks"})}
RULES = """
define:
  lists:
    rowers: [{name: Nadia Rahimi, profile_url: nadia-rahimi-invented}]
rules:
  - id: rows-with-me
    decide: accept
    priority: 5
    when:
      - at least 1 of:
          - listed: rowers
          - note: {mentions: [eights, sculls]}
          - messages: {count: between 3 and 7, last: in 2025-06}
    unless:
      - mail: {count: at least 2}
    because: "You row together."
    reply: thanks
otherwise:
  decide: decline
  because: "Nothing else held."
examples:
  - name: rows
    given: {note: "Eights on Sunday?", messages: {from-me: 2, from-them: 1, first: 2025-06-01, last: 2025-06-03}}
    expect: {decide: accept}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "rowing.yaml").write_text(RULES)
    return folder


def kept(store: Store) -> Policy:
    row = store.one("SELECT content FROM ready_policy")
    assert row is not None
    return msgspec.msgpack.decode(row["content"], type=Policy)


def test_what_is_kept_is_all_of_what_was_read_shipped_or_ones_own(store: Store, rules: Path) -> None:
    for folder, templates in ((None, template_names([shipped_folder("templates")])), (rules, TEMPLATES)):
        first, again = (ready_policy(store, folder, templates) for _ in range(2))
        assert first == again == kept(store) == load_policy(folder)
        assert repr(first) == repr(again)  # places, and numbers as they were written
        assert {hash(rule) for rule in first.rules} == {hash(rule) for rule in again.rules}


def test_the_second_time_it_comes_from_the_store(store: Store, rules: Path) -> None:
    ready_policy(store, rules, TEMPLATES)
    other = msgspec.msgpack.encode(structs.replace(kept(store), digest="from the store"))
    store.run("UPDATE ready_policy SET content = ?", other)
    assert ready_policy(store, rules, TEMPLATES).digest == "from the store"


def test_a_changed_file_a_new_one_or_other_templates_have_it_read_anew(store: Store, rules: Path) -> None:
    ready_policy(store, rules, TEMPLATES)
    (rules / "rowing.yaml").write_text(RULES.replace("priority: 5", "priority: 6"))
    assert ready_policy(store, rules, TEMPLATES).rules[0].priority == 6
    another = RULES[RULES.index("rules:") : RULES.index("otherwise:")]
    (rules / "more.yaml").write_text(another.replace("rows-with", "swims-with"))
    assert len(ready_policy(store, rules, TEMPLATES).rules) == 2
    with pytest.raises(PolicyError, match="thanks"):
        ready_policy(store, rules, {"accept": frozenset({"welcome"})})


def test_mistakes_are_told_each_time(store: Store, rules: Path) -> None:
    (rules / "rowing.yaml").write_text(RULES.replace("mail:", "mial:"))
    for _ in range(2):
        with pytest.raises(PolicyError, match="mial"):
            ready_policy(store, rules, TEMPLATES)
    assert store.one("SELECT 1 FROM ready_policy") is None


@pytest.mark.parametrize("content", [b"", b"\x93\x01\x02", b"not what was kept", msgspec.msgpack.encode({"rules": 3})])
def test_what_is_damaged_is_made_anew(store: Store, rules: Path, content: bytes) -> None:
    ready_policy(store, rules, TEMPLATES)
    store.run("UPDATE ready_policy SET content = ?", content)
    assert ready_policy(store, rules, TEMPLATES) == load_policy(rules) == kept(store)


def test_a_store_that_can_only_be_read_is_read_and_one_that_is_gone_afterwards_keeps_nothing(
    store: Store, rules: Path
) -> None:
    with open_for_reading(store.path) as only_read:
        assert ready_policy(only_read, rules, TEMPLATES) == load_policy(rules)
    assert store.one("SELECT 1 FROM ready_policy") is None
    with temporary_store() as passing:
        ready_policy(passing, rules, TEMPLATES)
        assert passing.one("SELECT 1 FROM ready_policy") is None
    assert ready_policy(None, rules, TEMPLATES) == load_policy(rules)


def test_to_keep_it_is_no_news(store: Store, rules: Path) -> None:
    before = store.token
    ready_policy(store, rules, TEMPLATES)
    assert store.token == before
