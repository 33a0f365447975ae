"""From a folder of rule files to a policy, or to every mistake in all of them at once."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from screener.errors import PolicyError, Problem
from screener.policy.about_me import OWN_LISTS, extends_shipped, read_about_me
from screener.policy.assembling import (
    check_written_decline,
    conclusions_of,
    ids_of,
    read_examples,
    read_rules,
    read_the_otherwise,
)
from screener.policy.author import AboutMe
from screener.policy.checks import check_whole
from screener.policy.definitions import Definitions, definitions_of, read_defined_lists, read_phrases
from screener.policy.digest import digest_of
from screener.policy.documents import Document, Folder, read_folder
from screener.policy.findings import Findings, TooManyMistakesError
from screener.policy.formulas import read_named_conditions
from screener.policy.model import Place, Policy
from screener.policy.nodes import MapNode
from screener.policy.scope import Scope, TemplateNames
from screener.shipped import shipped_folder

SHIPPED: Final = "shipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPolicy:
    """What `rules check` shows: the policy if it can run, and all that was found."""

    policy: Policy | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def load_policy(folder: Path | None = None, *, templates: TemplateNames | None = None) -> Policy:
    """The policy in a folder, or the shipped one. A `PolicyError` carries every mistake in all its files."""
    checked = check_policy(folder, templates=templates)
    if checked.policy is None:
        raise PolicyError(checked.errors)
    return checked.policy


def check_policy(folder: Path | None = None, *, templates: TemplateNames | None = None) -> CheckedPolicy:
    """Read and check the policy in a folder, or the shipped one. `templates` are the names of the reply templates by
    folder; without them, names of templates are not checked."""
    findings = Findings()
    policy = None
    with suppress(TooManyMistakesError):
        policy = _read(folder or shipped_folder("rules"), findings, templates)
    errors = tuple(sorted(findings.errors))
    return CheckedPolicy(policy=None if errors else policy, errors=errors, warnings=tuple(sorted(findings.warnings)))


def _read(path: Path, findings: Findings, templates: TemplateNames | None) -> Policy | None:
    is_shipped = path.resolve() == shipped_folder("rules").resolve()
    own = read_folder(path, findings, shipped=is_shipped)
    extends = isinstance(own.about_me, MapNode) and extends_shipped(own.about_me.get("extends"), findings)
    below = read_folder(shipped_folder("rules"), findings, shipped=True) if extends and not is_shipped else Folder()
    documents = (*own.documents, *below.documents)
    about_me = read_about_me(own.about_me, findings)
    definitions = definitions_of(documents, findings)
    scope = _scope(documents, definitions, about_me, findings, templates)
    phrases, lists = read_phrases(definitions, findings), read_defined_lists(definitions, findings)
    conditions = read_named_conditions(scope)
    rules = read_rules(documents, scope)
    otherwise = read_the_otherwise(documents, Place(str(path)), scope)
    examples = read_examples(documents, scope)
    check_written_decline(own.about_me, about_me, scope)
    check_whole(rules, findings)
    if otherwise is None:
        return None
    policy = Policy(
        rules=rules,
        otherwise=otherwise,
        phrases=phrases,
        lists=lists,
        conditions=conditions,
        about_me=about_me,
        examples=examples,
        origin=SHIPPED if is_shipped else str(path),
    )
    return replace(policy, digest=digest_of(policy))


def _scope(
    documents: Collection[Document],
    definitions: Definitions,
    about_me: AboutMe,
    findings: Findings,
    templates: TemplateNames | None,
) -> Scope:
    return Scope(
        findings=findings,
        conclusions=frozenset(conclusions_of(documents)),
        conditions=definitions.conditions,
        condition_lists=definitions.condition_lists,
        phrases=frozenset(definitions.phrases),
        lists=frozenset({*definitions.lists, *about_me.lists, *OWN_LISTS}),
        rules=ids_of(documents),
        templates=templates,
    )
