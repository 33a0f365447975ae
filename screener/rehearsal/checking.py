"""Everything that can be said of a policy before it decides: of its files, its examples, its rules among each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from msgspec import structs

from screener.errors import Problem
from screener.folders import SHIPPED
from screener.inference.inferring import EngineKind
from screener.located.node_entries import unused_suppressions, without_suppressed
from screener.policy.field_conditions import TemplateNames
from screener.policy.loading import check_policy
from screener.policy.model import Policy
from screener.rehearsal.conflicts import conflicts
from screener.rehearsal.idle_rules import idle_rules
from screener.rehearsal.searching import search_in
from screener.rehearsal.trials import failures


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What a check found. `policy` is None if its files have errors: then no example was run, and nothing was tried."""

    policy: Policy | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    failed: tuple[Problem, ...]  # examples

    @property
    def passed(self) -> bool:
        """Whether nothing but warnings was found."""
        return not self.errors and not self.failed


def check_up(folder: Path | None, templates: TemplateNames | None, *, engine: EngineKind = EngineKind.AUTO) -> Checkup:
    """Check the policy in a folder, or the shipped one, that may name these reply templates (None: any). Warnings that
    a file suppresses are left out; a suppression that suppresses nothing is a warning itself."""
    checked = check_policy(folder, templates=templates)
    policy = _own_examples_only(checked.policy)
    if policy is None:
        seen = without_suppressed(checked.warnings, checked.suppressions)
        return Checkup(policy=None, errors=checked.errors, warnings=tuple(seen), failed=())
    search = search_in(policy)
    warnings = (*checked.warnings, *conflicts(policy, search), *idle_rules(policy, search))
    unused = unused_suppressions(warnings, checked.suppressions)
    return Checkup(
        policy=policy,
        errors=checked.errors,
        warnings=(*without_suppressed(warnings, checked.suppressions), *unused),
        failed=tuple(failures(policy, policy, engine=engine)),
    )


def _own_examples_only(policy: Policy | None) -> Policy | None:
    """Shipped examples run against the shipped policy alone, so nothing that a user writes can make one fail."""
    if policy is None or policy.origin == SHIPPED:
        return policy
    return structs.replace(policy, examples=tuple(example for example in policy.examples if not example.shipped))
