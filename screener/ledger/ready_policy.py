"""The policy that was checked last, ready to run: kept in the store for as long as all its files hold the same.

In the store, as it tells of the user and of people that their rules name: so it is as private as all else that is kept,
and gone with the next person who is forgotten. Only a policy without mistakes is kept; of any other each look tells
them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from screener.errors import InputError
from screener.folders import program_mark, state_of
from screener.languages.words import own_files
from screener.ledger.sqlite_store import Store
from screener.policy.model import Policy
from screener.policy.rule_folder import read_rule_file, rule_paths
from screener.shipped import shipped_folder

_BYTES: Final = 16


def ready_policy(store: Store | None, folder: Path | None, templates: Mapping[str, frozenset[str]]) -> Policy:
    """The policy in a folder, or the shipped one: as a store has it, if nothing of it has changed since, else read and
    checked. Raises PolicyError."""
    mark = "" if store is None or store.is_temporary else _mark(folder, templates)
    if store and mark and (ready := _recalled(store, mark)):
        return ready
    from screener.policy.loading import load_policy  # to import what reads rules alone takes longer than to recall them

    policy = load_policy(folder, templates=templates)
    if store and mark and mark == _mark(folder, templates):  # no file was saved while it was read
        _keep(store, mark, policy)
    return policy


def _recalled(store: Store, mark: str) -> Policy | None:
    row = store.one("SELECT content FROM ready_policy WHERE mark = ?", mark)
    with suppress(msgspec.MsgspecError):  # damaged: it is made anew
        return msgspec.msgpack.decode(row["content"], type=Policy) if row else None
    return None


def _keep(store: Store, mark: str, policy: Policy) -> None:
    if store.is_for_reading:
        return
    with suppress(InputError), store.writing(is_news=False):  # no room, or another program writes
        store.run("INSERT OR REPLACE INTO ready_policy VALUES (1, ?, ?)", mark, msgspec.msgpack.encode(policy))


def _mark(folder: Path | None, templates: Mapping[str, frozenset[str]]) -> str:
    """A short name for all that a policy is made of: the bytes of its files, as they are called here, the templates it
    may name, and this program. Empty where a file cannot be read, which is for the check to say."""
    kinds = sorted((verdict, sorted(names)) for verdict, names in templates.items())
    told = program_mark(), sorted(state_of(own_files())), str(folder), kinds
    found = hashlib.blake2b(msgspec.json.encode(told), digest_size=_BYTES)
    try:
        for each in dict.fromkeys((folder or shipped_folder("rules"), shipped_folder("rules"))):
            for path in rule_paths(each):
                content = read_rule_file(path)
                found.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
                found.update(content)
    except InputError:
        return ""
    return found.hexdigest()
