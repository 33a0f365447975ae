"""What the names in a policy refer to while it is read, and where its mistakes go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from screener.policy.findings import Findings
from screener.policy.model import Formula
from screener.policy.nodes import Node
from screener.policy.settings import Settings

# Template names by folder: {"accept": {"thanks"}, "ask-for-context": {…}, "decline": {…}}
TemplateNames = Mapping[str, Collection[str]]


@dataclass(slots=True, kw_only=True)
class Scope:
    """Every name that the files of a policy define, collected before any rule is read.

    `extends`: the user's rules are added to the shipped ones, whose ids are `shipped_rules`. `templates` is None where
    nobody knows which there are. `read` keeps the named conditions that were read already, and `reading` those that are
    being read, to find circles. `lost` counts the conditions that could not be read; `used` holds every definition that
    something refers to, as the section under `define` and the name.
    """

    findings: Findings
    conclusions: Collection[str] = ()
    conditions: Mapping[str, Node] = field(default_factory=dict)
    condition_lists: Mapping[str, Node] = field(default_factory=dict)
    phrases: Collection[str] = ()
    lists: Collection[str] = ()
    rules: Collection[str] = ()
    templates: TemplateNames | None = None
    settings: Settings = field(default_factory=Settings)
    extends: bool = False
    shipped_rules: Collection[str] = ()
    read: dict[str, Formula | None] = field(default_factory=dict)
    read_lists: dict[str, tuple[Formula, ...]] = field(default_factory=dict)
    reading: list[str] = field(default_factory=list)
    lost: int = 0
    used: set[tuple[str, str]] = field(default_factory=set)
