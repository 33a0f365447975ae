"""From a folder of rule files to a policy, or to every mistake in all of them at once; and which folder it is."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import structs

from screener.errors import Place, PolicyError, Problem
from screener.folders import SHIPPED
from screener.located.findings import Advice, Findings, TooManyMistakesError, likely, quoted, suggestion
from screener.located.node_entries import Suppression
from screener.located.problem_codes import Code
from screener.located.yaml_documents import MapNode, Node, Scalar
from screener.policy.about_me import OWN_LISTS, Settings, extends_shipped, read_about_me, read_settings
from screener.policy.documents import (
    Definitions,
    Document,
    Folder,
    check_used,
    definitions_of,
    read_defined_lists,
    read_folder,
    read_phrases,
)
from screener.policy.example_reading import read_example
from screener.policy.field_conditions import Scope, TemplateNames
from screener.policy.formulas import read_named_conditions
from screener.policy.model import WRITTEN_AT, AboutMe, Example, Otherwise, Policy, Rule
from screener.policy.policy_checks import check_plausible, check_whole
from screener.policy.rule_reading import check_conclusion_name, is_patch, read_otherwise, read_rule
from screener.shipped import shipped_folder

_LENGTH: Final = 16  # of the digest: 64 bits tell policies apart
# A rule that was only moved, or formatted, means the same.
_NOT_MEANING: Final = {*WRITTEN_AT, "shipped"}


def digest_of(policy: Policy) -> str:
    """The digest of rules, `otherwise`, phrases, lists and named conditions; examples and about-me are left out."""
    said = (policy.rules, policy.otherwise, policy.phrases, policy.lists, policy.conditions)
    return hashlib.sha256(repr(_canonical(said)).encode()).hexdigest()[:_LENGTH]


def _canonical(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        pairs = [(name, getattr(value, name)) for name in value.__struct_fields__ if name not in _NOT_MEANING]
        return (type(value).__name__, [(name, _canonical(part)) for name, part in pairs])
    if isinstance(value, Mapping):
        return [(key, _canonical(value[key])) for key in sorted(value)]
    if isinstance(value, tuple):
        return [_canonical(item) for item in value]
    return str(value) if isinstance(value, str) else value


_NOT_CHANGED: Final = ("conclude",)  # what other rules test of it would be gone


def ids_of(documents: Iterable[Document]) -> frozenset[str]:
    """Every id that is written, also those of rules with mistakes."""
    return frozenset(id_.text for rule in _rule_nodes(documents) if (id_ := _scalar(rule, "id")))


def conclusions_of(documents: Iterable[Document]) -> dict[str, Scalar]:
    """Every conclusion that some rule draws, and where."""
    found = (name for rule in _rule_nodes(documents) if (name := _scalar(rule, "conclude")))
    return {name.text: name for name in found if name.text}


def read_rules(documents: Collection[Document], scope: Scope) -> tuple[Rule, ...]:
    """All rules by id. A user's rule replaces the shipped one of its id; an entry without conditions changes the keys
    of it that it names."""
    for name in conclusions_of(documents).values():
        check_conclusion_name(name, scope)
    below = {id_.text: node for node in _rule_nodes(documents, shipped=True) if (id_ := _scalar(node, "id"))}
    shipped = _of_one_side([each for each in documents if each.shipped], scope, {})
    own = _of_one_side([each for each in documents if not each.shipped], scope, below)
    rules = {**shipped, **own}
    return tuple(rules[id_] for id_ in sorted(rules))


def _of_one_side(documents: Iterable[Document], scope: Scope, below: Mapping[str, MapNode]) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    places: dict[str, Place] = {}
    for document in documents:
        for node in document.rules:
            id_ = _scalar(node, "id")
            if id_ is not None and id_.text in places:
                first = places[id_.text]
                text = (
                    f"the id {quoted(id_.text)} is taken by a rule in {first.file}, line {first.line}; give it another"
                )
                scope.findings.error(id_.place, Code.DUPLICATE_ID, text)
            if id_ is not None and id_.text:
                places.setdefault(id_.text, id_.place)
            is_change = not document.shipped and is_patch(node) and _may_change(node, id_, below, scope)
            rule = (
                _changed(node, below.get(id_.text), scope)
                if is_change and id_ is not None
                else read_rule(node, scope, shipped=document.shipped)
            )
            if rule is not None:
                rules.setdefault(rule.id, rule)
    return rules


def _may_change(node: MapNode, id_: Scalar | None, below: Mapping[str, MapNode], scope: Scope) -> bool:
    """Whether an entry without conditions means to change a shipped rule, rather than being a rule that lacks them."""
    if id_ is None or id_.text in below:
        return id_ is not None
    is_whole = {"because", "decide", "conclude", "flag"} & {key.text for key, _ in node.entries}
    return not is_whole or likely(id_.text, scope.shipped_rules) is not None


def _changed(node: MapNode, below: MapNode | None, scope: Scope) -> Rule | None:
    """A shipped rule with the keys that an entry of the user's changes. An empty value takes a key away; whoever
    changes the verdict leaves the shipped reply, which belongs to the old one, behind."""
    if below is None:
        _nothing_to_change(node, scope)
        return None
    own = {key.text: (key, value) for key, value in node.entries}
    if refused := [key for key in own if key in _NOT_CHANGED]:
        text = f"an entry without `when` cannot change `{refused[0]}`; write the whole rule under a new id"
        scope.findings.error(own[refused[0]][0].place, Code.PATCH, text)
        return None
    left_behind = {"reply", "ask"} if "decide" in own else set()
    kept = [(key, value) for key, value in below.entries if key.text not in own and key.text not in left_behind]
    written = [(key, value) for key, value in own.values() if not _is_empty(value)]
    whole = MapNode((*kept, *written), node.place)
    rule = read_rule(whole, scope, shipped=False, own=own.keys())
    changed = tuple(key for key in own if key != "id")
    return structs.replace(rule, changed=changed, shipped_place=below.place) if rule else None


def _nothing_to_change(node: MapNode, scope: Scope) -> None:
    id_ = _scalar(node, "id")
    if id_ is None or scope.findings.incomplete:
        return
    if scope.extends:
        advice = suggestion(id_.text, scope.shipped_rules) or Advice(text="; a rule of your own needs `when`")
    else:
        advice = Advice(text=", as about-me.yaml does not say `extends: shipped`")
    text = f"there is no shipped rule {quoted(id_.text)} to change"
    scope.findings.error(id_.place, Code.NOT_SHIPPED, text, advice)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and not node.text


def read_the_otherwise(documents: Collection[Document], folder: Place, scope: Scope) -> Otherwise | None:
    """What is decided when no rule holds: the user's own, else the shipped one."""
    for shipped in (False, True):
        nodes = [each.otherwise for each in documents if each.shipped is shipped and each.otherwise is not None]
        for another in nodes[1:]:
            first = nodes[0].place
            text = f"a second `otherwise`; the first is in {first.file}, line {first.line}; take one of them out"
            scope.findings.error(another.place, Code.OTHERWISE, text)
        if nodes:
            return read_otherwise(nodes[0], scope)
    if not scope.findings.incomplete:
        text = "no file has `otherwise`; write what to decide when no rule holds: `otherwise: {decide: …, because: …}`"
        scope.findings.error(folder, Code.OTHERWISE, text)
    return None


def read_examples(documents: Collection[Document], scope: Scope) -> tuple[Example, ...]:
    """All examples, in the order of the files. A file with rules and no example is a warning; shipped, a mistake. A
    file of nothing but examples speaks for the rules of any file on its side."""
    examples = []
    aside = {each.shipped for each in documents if each.examples and not each.rules}
    for document in documents:
        read = (read_example(node, scope, shipped=document.shipped) for node in document.examples)
        examples += [example for example in read if example is not None]
        has_rules = any(not is_patch(rule) for rule in document.rules)
        if has_rules and not document.examples and document.shipped not in aside:
            _no_examples(document, scope.findings)
    return tuple(examples)


def _no_examples(document: Document, findings: Findings) -> None:
    text = "a file with rules has no `examples`; write one that each rule decides, and one that it does not"
    (findings.error if document.shipped else findings.warn)(document.place, Code.NO_EXAMPLES, text)


def check_written_decline(scope: Scope) -> None:
    """Whether `written-decline: to:` of about-me.yaml names conclusions or conditions that there are."""
    known = {*scope.conclusions, *scope.conditions}
    for name in scope.settings.written_to if not scope.findings.incomplete else ():
        if name not in known:
            text = f"no conclusion or condition is named {quoted(name)}"
            place = scope.settings.places["written-decline"]
            scope.findings.error(place, Code.NAMELESS, text, suggestion(name, known))


def _rule_nodes(documents: Iterable[Document], *, shipped: bool | None = None) -> Iterator[MapNode]:
    for document in documents:
        if shipped is None or document.shipped is shipped:
            yield from document.rules


def _scalar(node: MapNode, key: str) -> Scalar | None:
    value = node.get(key)
    return value if isinstance(value, Scalar) else None


class CheckedPolicy(msgspec.Struct, frozen=True, kw_only=True):
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
        settings = read_settings(files.about_me, findings)
        about_me = read_about_me(files.about_me, settings, findings)
        scope = _scope(files, definitions, about_me, findings, templates)
    return scope


class PolicyFiles(msgspec.Struct, frozen=True, kw_only=True):
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
    settings = read_settings(files.about_me, findings)
    about_me = read_about_me(files.about_me, settings, findings)
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
    return structs.replace(policy, digest=digest_of(policy))


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
