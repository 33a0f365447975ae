"""A policy is kept by its whole text, so that what it once decided can be explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.ledger.kept import keep_policy, policy_content, policy_texts
from screener.ledger.sqlite_store import Store
from screener.ledger.steps import step
from screener.policy.loading import load_policy
from screener.shipped import shipped_folder
from tests.evidence.making import TODAY

OWN = 'otherwise: {decide: decline, because: "Nothing links you. Grüße!"}\n'
RULES = shipped_folder("rules")
SHIPPED = {path.relative_to(RULES).as_posix(): path.read_text(encoding="utf-8") for path in RULES.rglob("*.yaml")}


def own(folder: Path, about_me: str) -> str:
    (folder / "about-me.yaml").write_text(about_me, encoding="utf-8")
    (folder / "my-rules.yaml").write_text(OWN, encoding="utf-8")
    return policy_content(load_policy(folder))


def kept(store: Store, content: str) -> int:
    with step(store, "decided", TODAY) as taken:
        return keep_policy(taken, content)


def test_the_shipped_policy_is_kept_with_every_file(store: Store) -> None:
    assert policy_texts(store, kept(store, policy_content(load_policy()))) == {"shipped": SHIPPED}


@pytest.mark.parametrize(
    ("about_me", "folders"), [("me: {name: Ana}\n", {"own"}), ("extends: shipped\n", {"own", "shipped"})]
)
def test_ones_own_policy_is_kept_with_what_it_extends(
    store: Store, tmp_path: Path, about_me: str, folders: set[str]
) -> None:
    texts = policy_texts(store, kept(store, own(tmp_path, about_me)))
    assert texts.keys() == folders
    assert texts["own"] == {"about-me.yaml": about_me, "my-rules.yaml": OWN}


def test_a_policy_is_kept_once_until_a_word_of_it_changes(store: Store, tmp_path: Path) -> None:
    first = kept(store, own(tmp_path, "me: {name: Ana}\n"))
    assert kept(store, own(tmp_path, "me: {name: Ana}\n")) == first
    assert kept(store, own(tmp_path, "me: {name: Eva}\n")) != first
