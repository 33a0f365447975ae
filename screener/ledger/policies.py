"""Policies as they were, by their whole text, so that a decision of last year can still be explained."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from screener.ledger.sqlite_store import Store
from screener.ledger.steps import Step
from screener.policy.documents import rule_paths
from screener.policy.loading import SHIPPED
from screener.policy.model import Policy
from screener.policy.writing import read_rule_file
from screener.shipped import shipped_folder


def policy_content(policy: Policy) -> str:
    """The whole text of a policy, as it is kept."""
    return json.dumps(_texts(policy), ensure_ascii=False, sort_keys=True)


def keep_policy(taken: Step, content: str) -> int:
    """The id of a policy's text, kept once however often it decides."""
    digest = hashlib.sha256(content.encode()).hexdigest()
    row = taken.store.one("SELECT id FROM policy WHERE digest = ?", digest)
    return int(row["id"]) if row else taken.insert("policy", {"digest": digest, "content": content})


def policy_texts(store: Store, number: int) -> Mapping[str, Mapping[str, str]]:
    """The files of a policy that was kept, by folder (`own`, `shipped`) and name."""
    row = store.one("SELECT content FROM policy WHERE id = ?", number)
    assert row is not None
    texts: Mapping[str, Mapping[str, str]] = json.loads(row["content"])
    return texts


def _texts(policy: Policy) -> dict[str, dict[str, str]]:
    if policy.origin == SHIPPED:
        return {"shipped": _files(shipped_folder("rules"))}
    own = {"own": _files(Path(policy.origin))}
    return own | ({"shipped": _files(shipped_folder("rules"))} if any(rule.shipped for rule in policy.rules) else {})


def _files(folder: Path) -> dict[str, str]:
    """The texts by name, with the folder where they stand in one."""
    return {
        path.relative_to(folder).as_posix(): read_rule_file(path).decode("utf-8", "replace")
        for path in rule_paths(folder)
    }
