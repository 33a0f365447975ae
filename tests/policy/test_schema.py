"""The schema and the reader agree: what the reader accepts fits the schema, and what fits the schema and is refused all
the same is refused for a reason that no schema can see."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from screener.catalogue.subjects import SUBJECTS
from screener.located.findings import Findings
from screener.located.problem_codes import Code, pages
from screener.located.yaml_documents import ListNode, MapNode, Node, Scalar, read_yaml
from screener.policy.condition_wording import sample_line
from screener.policy.loading import check_policy, names_in
from screener.policy.schema import BEYOND_A_SCHEMA, about_me_schema, rules_schema
from screener.shipped import shipped_folder
from tests.policy.test_loading import SPECIMEN
from tests.policy.writing import EXAMPLES, OTHERWISE, check_text, rule, whole_file

SHIPPED = names_in()
RULES = Draft7Validator(rules_schema(SHIPPED))
ABOUT_ME = Draft7Validator(about_me_schema(SHIPPED))
INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def as_editors_see(node: Node | None) -> object:
    """A node as an editor reads YAML 1.2, where plain scalars may be numbers, booleans or nothing."""
    match node:
        case None:
            return None
        case ListNode(items=items):
            return [as_editors_see(item) for item in items]
        case MapNode(entries=entries):
            return {key.text: as_editors_see(value) for key, value in entries}
        case Scalar(text=text, plain=True):
            if text.lower() in ("true", "false"):
                return text.lower() == "true"
            if INTEGER.fullmatch(text):
                return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
            return float(text) if FLOAT.fullmatch(text) else text or None
    return node.text


def fits(text: str, validator: Draft7Validator = RULES) -> bool | None:
    """Whether a file fits the schema; None if it is not even YAML."""
    findings = Findings()
    node = read_yaml("rules.yaml", text.encode(), findings)
    return None if findings.errors else validator.is_valid(as_editors_see(node))


def codes_of(text: str, **others: str) -> set[str]:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {"rules": text, **others}.items():
            (Path(folder) / f"{name}.yaml").write_text(content, encoding="utf-8")
        return {problem.code for problem in check_policy(Path(folder)).errors}


def written(value: object) -> str:
    """A value in YAML's flow form, texts without quotes where they need none."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    text = str(value)
    return text if re.fullmatch(r"[\w~](?:[\w .~-]*[\w.~-])?", text) else "'" + text.replace("'", "''") + "'"


def plain(node: Node) -> object:
    match node:
        case ListNode(items=items):
            return [plain(item) for item in items]
        case MapNode(entries=entries):
            return {key.text: plain(value) for key, value in entries}
    return node.text


def tree_of(text: str) -> object:
    node = read_yaml("rules.yaml", text.encode(), Findings())
    assert node is not None
    return plain(node)


RICH = (
    SPECIMEN
    + """
suppress: [{code: R056, reason: Kept for later}]
""".replace("examples", "examples")
)
BY_HAND = {Code.UNREADABLE, Code.NOT_TEXT, Code.TOO_LARGE, Code.IGNORED_FILE, Code.NOT_SEARCHED}
PAGES = [page for code, page in pages().items() if code not in BY_HAND and not code.is_of_templates]
PIECES = [whole_file(page.right) for page in PAGES if not page.about_me]
WITH_FACTS = (
    rule("- note: {mentions: [a*, b], length: at least 3, matches: goals}")
    + """
  - name: much is known
    others: unknown
    about-me: {me: {name: Ana, languages: [en, es]}, employers: [{name: Northwind, staff: 85, from: 2009-05, to: 2013}],
               lists: {choir: [{name: Bo}, Di]}, waiting: 2 weeks, never-connect: Bo, written-decline: {to: alumni}}
    given:
      messages: [{from-me: 1, from-them: 3, first: 2016-05, last: 2020, matched-by: name}]
      shared-employer: {name: Northwind, overlap: 19 months, staff: 85, dates-known: yes}
      identity: corroborated
      note: Hello
      headline: unknown
      mutual-connections: 12
      vouch: [{recommend: no, kind: conduct}]
      listed: [{in: choir}]
    expect: {decide: decline, conclude: [], flags: [], state: new}
"""
)
BASES = [tree_of(text) for text in (RICH, WITH_FACTS, *PIECES)]
WORDS = st.sampled_from(
    ["present", "absent", "unknown", "yes", "no", "true", "null", "~", "", " ", "3", "2.5", "1e3", "-1", "0x1F", "007",
     "at least 3", "at  least 3", "at least 1 month", "between 2 and 5", "between 2 and 5 years", "before 2016-05",
     "2016-05", "2016", "19 months", "3 days", "at least name", "same-profile", "corroborated", "name", "Not Kebab",
     "accept", "decline", "silent", "retired", "active", "a*", "a*b", "*", "note", "messages", "knows-them",
     "any", "all", "at least 2 of", "at least 0 of", "records", "count", "from-me", "matches", "mentions", "in", "is",
     "sales pitch", "trusted circle", "R048", "R014", "goals", "otherwise", "shipped", "shared-employer.name", "text"]
)  # fmt: skip
VALUES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
KINDS = ("replace", "rename", "drop", "add", "wrap")
CHANGES = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 10_000), WORDS | VALUES, WORDS), max_size=2)


def paths(tree: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(deeper for key, value in inner for deeper in paths(value, (*path, key)))]


def changed(tree: object, path: tuple[object, ...], kind: str, value: object, word: str) -> object:
    """The tree with one change at the place that the path leads to."""
    if not path:
        if kind == "add" and isinstance(tree, dict):
            return {**tree, word: value}
        if kind == "add" and isinstance(tree, list):
            return [*tree, value]
        return [tree] if kind == "wrap" else value if kind == "replace" else tree
    first, *rest = path
    if isinstance(tree, list):
        return [changed(item, tuple(rest), kind, value, word) if number == first else item
                for number, item in enumerate(tree) if rest or kind != "drop" or number != first]  # fmt: skip
    assert isinstance(tree, dict)
    if not rest and kind == "drop":
        return {key: item for key, item in tree.items() if key != first}
    if not rest and kind == "rename":
        return {word if key == first else key: item for key, item in tree.items()}
    return {key: changed(item, tuple(rest), kind, value, word) if key == first else item for key, item in tree.items()}


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(BASES), CHANGES)
def test_schema_and_reader_agree_on_changed_files(tree: object, changes: list[tuple[str, int, object, str]]) -> None:
    for kind, where, value, word in changes:
        places = paths(tree)
        tree = changed(tree, places[where % len(places)], kind, value, word)
    text = written(tree)
    fitting = fits(text)
    if fitting is None:
        return
    found = codes_of(text)
    if fitting:
        assert found <= BEYOND_A_SCHEMA, text
    else:
        assert found, text


ABOUT_ME_TREE = tree_of("""
extends: shipped
me: {name: Ana Ruiz, profile_url: "https://www.linkedin.com/in/ana-ruiz", emails: [a@example.com], languages: [en, es]}
employers: [{name: Northwind, also: [Northwind Labs], staff: 85, sites: [Bilbao], from: 2009-05, to: 2013-02}]
schools: [{name: Contoso Polytechnic, from: 2001, to: 2006}]
competitors: [Fabrikam]
never-connect: [{name: Some Body}, Other Body]
lists: {trusted circle: [{name: Mika Sato}]}
goals: [industrial robotics]
waiting: 14 days
written-decline: {languages: [ja], to: [student, alumni]}
""")
NOT_OF_ABOUT_ME = {Code.AMOUNT, Code.NAMELESS, Code.TOO_LARGE}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_schema_and_reader_agree_on_about_me(changes: list[tuple[str, int, object, str]]) -> None:
    tree = ABOUT_ME_TREE
    for kind, where, value, word in changes:
        places = paths(tree)
        tree = changed(tree, places[where % len(places)], kind, value, word)
    text = written(tree)
    fitting = fits(text, ABOUT_ME)
    if fitting is None:
        return
    found = codes_of("rules: []" + OTHERWISE + EXAMPLES, **{"about-me": text})
    assert found <= NOT_OF_ABOUT_ME if fitting else found, text


@pytest.mark.parametrize("path", sorted(shipped_folder("rules").glob("*.yaml")), ids=lambda path: path.name)
def test_the_shipped_files_fit(path: Path) -> None:
    node = read_yaml(str(path), path.read_bytes(), Findings())
    validator = ABOUT_ME if path.name == "about-me.yaml" else RULES
    assert [error.message for error in validator.iter_errors(as_editors_see(node))] == []


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=lambda subject: subject.name)
def test_each_sample_line_is_read_and_fits(tmp_path: Path, subject: object) -> None:
    fields = [field for field in subject.fields.values() if field.name != "likely-signs"]  # type: ignore[attr-defined]
    lines = [sample_line(subject, field) for field in fields]  # type: ignore[arg-type]
    text = rule("any:\n" + "".join(f"  - {line}\n" for line in lines))
    assert check_text(tmp_path, text).errors == ()
    assert fits(text)


@pytest.mark.parametrize(
    "wrong",
    [
        rule("- mutuals: {count: at least 3}"),
        rule("- messages: {cuont: at least 3}"),
        rule("- messages: {count: 3}"),
        rule("- shared-employer: {overlap: at least 3}"),
        rule("any: []"),
        rule("- note: sales"),
        rule("- identity: [same-mail]"),
        rule("- note: present").replace("flag: seen", "decide: decline"),
        rule("- note: present").replace("flag: seen", "decide: reject\n    priority: 3"),
        rule("- note: present").replace("flag: seen", "flgg: seen"),
        rule("- note: present").replace("given: {}", "given: {shared-employer: {overlap: 3 years}}"),
    ],
)
def test_an_editor_shows_what_is_wrong_without_running_anything(wrong: str) -> None:
    assert fits(wrong) is False


def test_the_names_of_a_policy_are_offered(tmp_path: Path) -> None:
    check_text(tmp_path, SPECIMEN)
    schema = rules_schema(names_in(tmp_path, templates={"accept": ["hello"]}))
    bare = schema["definitions"]["formula"]["anyOf"][0]["anyOf"][0]["enum"]
    assert {"knows-them", "worked-together"} <= {*bare}
    assert "sales pitch" in schema["definitions"]["text-matches"]["anyOf"][0]["enum"]
    assert "hello" in schema["definitions"]["rule"]["properties"]["reply"]["anyOf"][0]["enum"]


def test_every_key_says_what_it_is_for() -> None:
    for schema in (RULES.schema, ABOUT_ME.schema):
        assert list(silent_keys(schema)) == []


def silent_keys(schema: object) -> list[str]:
    if isinstance(schema, list):
        return [key for item in schema for key in silent_keys(item)]
    if not isinstance(schema, dict):
        return []
    found = [key for key, value in schema.get("properties", {}).items() if "description" not in value]
    inner = [value for key, value in schema.items() if key not in ("if", "else")]
    return found + [key for value in inner for key in silent_keys(value)]


def test_broken_policies_still_have_names(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("rules: [{id: one, conclude: met-them}]\nrulez: []\n", encoding="utf-8")
    assert check_policy(tmp_path).errors
    assert "met-them" in names_in(tmp_path).conclusions
