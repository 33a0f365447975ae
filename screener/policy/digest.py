"""A short name for what a policy says: the same for the same rules, however the files are laid out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Final

from screener.policy.model import Policy

_LENGTH: Final = 16
_NOT_MEANING: Final = {"place", "shipped", "changed", "shipped_place", "_hash"}


def digest_of(policy: Policy) -> str:
    """The digest of rules, `otherwise`, phrases, lists and named conditions; examples and about-me are left out."""
    said = (policy.rules, policy.otherwise, policy.phrases, policy.lists, policy.conditions)
    return hashlib.sha256(repr(_canonical(said)).encode()).hexdigest()[:_LENGTH]


def _canonical(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        pairs = [(each.name, getattr(value, each.name)) for each in fields(value) if each.name not in _NOT_MEANING]
        return (type(value).__name__, [(name, _canonical(part)) for name, part in pairs])
    if isinstance(value, Mapping):
        return [(key, _canonical(value[key])) for key in sorted(value)]
    if isinstance(value, tuple):
        return [_canonical(item) for item in value]
    return str(value) if isinstance(value, str) else value
