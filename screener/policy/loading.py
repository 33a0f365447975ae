"""From a folder of rule files to a policy, or to every mistake in all of them at once."""

from __future__ import annotations

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
from screener.policy.definitions import Definitions, check_used, definitions_of, read_defined_lists, read_phrases
from screener.policy.digest import digest_of
from screener.policy.documents import Document, Folder, read_folder
from screener.policy.findings import Findings, TooManyMistakesError
from screener.policy.formulas import read_named_conditions
from screener.policy.model import Place, Policy
from screener.policy.nodes import MapNode, Node
from screener.policy.plausibility import check_plausible
from screener.policy.scope import Scope, TemplateNames
from screener.policy.settings import Settings, read_settings
from screener.policy.suppressing import Suppression
from screener.shipped import shipped_folder

SHIPPED: Final = "shipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPolicy:
    """The policy if it can run, and all that was found; what its files suppress is still among the warnings."""

    policy: Policy | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    suppressions: tuple[Suppression, ...] = ()


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
    files = PolicyFiles()
    with suppress(TooManyMistakesError):
        files = read_files(folder or shipped_folder("rules"), findings)
        policy = _read(files, findings, templates)
    errors = tuple(sorted(findings.errors))
    return CheckedPolicy(
        policy=None if errors else policy,
        errors=errors,
        warnings=tuple(sorted(findings.warnings)),
        suppressions=tuple(each for document in files.documents for each in document.suppressions),
    )


def settings_of(folder: Path | None = None) -> Settings:
    """The settings in force in a folder, or the defaults; what is wrong with them is for the check to say."""
    findings = Findings()
    with suppress(TooManyMistakesError):
        return read_settings(read_files(folder or shipped_folder("rules"), findings).about_me, findings)
    return Settings()


def names_in(folder: Path | None = None, *, templates: TemplateNames | None = None) -> Scope:
    """Every name that the files of a policy define, as far as they can be read; what is wrong with them is not said."""
    findings = Findings()
    scope = Scope(findings=findings, templates=templates)
    with suppress(TooManyMistakesError):
        files = read_files(folder or shipped_folder("rules"), findings)
        definitions = definitions_of(files.documents, findings)
        about_me = read_about_me(files.about_me, findings)
        scope = _scope(files, definitions, about_me, findings, templates)
    return scope


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFiles:
    """The files of a policy, taken apart: the user's own, and the shipped ones where these are extended."""

    path: Path = Path()
    is_shipped: bool = False
    extends: bool = False
    documents: tuple[Document, ...] = ()
    about_me: Node | None = None


def read_files(path: Path, findings: Findings) -> PolicyFiles:
    """Read the files of the policy in a folder, and the shipped ones if its about-me.yaml extends them."""
    is_shipped = path.resolve() == shipped_folder("rules").resolve()
    own = read_folder(path, findings, shipped=is_shipped)
    extends = isinstance(own.about_me, MapNode) and extends_shipped(own.about_me.get("extends"), findings)
    below = read_folder(shipped_folder("rules"), findings, shipped=True) if extends and not is_shipped else Folder()
    documents = (*own.documents, *below.documents)
    return PolicyFiles(path=path, is_shipped=is_shipped, extends=extends, documents=documents, about_me=own.about_me)


def _read(files: PolicyFiles, findings: Findings, templates: TemplateNames | None) -> Policy | None:
    documents = files.documents
    about_me, settings = read_about_me(files.about_me, findings), read_settings(files.about_me, Findings())
    definitions = definitions_of(documents, findings)
    scope = _scope(files, definitions, about_me, findings, templates)
    scope.settings = settings
    phrases, lists = read_phrases(definitions, findings), read_defined_lists(definitions, findings)
    conditions = read_named_conditions(scope)
    rules = read_rules(documents, scope)
    otherwise = read_the_otherwise(documents, Place(str(files.path)), scope)
    examples = read_examples(documents, scope)
    check_written_decline(scope)
    check_whole(rules, findings)
    check_plausible(rules, findings)
    check_used(documents, scope.used, findings)
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
        origin=SHIPPED if files.is_shipped else str(files.path),
    )
    return replace(policy, digest=digest_of(policy))


def _scope(
    files: PolicyFiles,
    definitions: Definitions,
    about_me: AboutMe,
    findings: Findings,
    templates: TemplateNames | None,
) -> Scope:
    documents = files.documents
    return Scope(
        findings=findings,
        extends=files.extends,
        shipped_rules=ids_of(each for each in documents if each.shipped),
        conclusions=frozenset(conclusions_of(documents)),
        conditions=definitions.conditions,
        condition_lists=definitions.condition_lists,
        phrases=frozenset(definitions.phrases),
        lists=frozenset({*definitions.lists, *about_me.lists, *OWN_LISTS}),
        rules=ids_of(documents),
        templates=templates,
    )
