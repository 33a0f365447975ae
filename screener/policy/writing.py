"""Writing rule files: a new rule behind those that are there, the first files of a policy of one's own, and what
editors need beside them."""

from __future__ import annotations

import difflib
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec
import yaml
from msgspec import structs

from screener import folders
from screener.errors import Problem, UsageError
from screener.located.findings import quoted_text
from screener.policy.field_conditions import TemplateNames
from screener.policy.formatting import Piece, pieces_of
from screener.policy.loading import CheckedPolicy, check_policy, names_in
from screener.policy.rule_folder import read_rule_file, rule_paths
from screener.policy.schema import about_me_schema, rules_schema, schema_text
from screener.private_files import private_folder, write_whole
from screener.shipped import shipped_folder
from screener.texts.patterns import plain_re


def rule_files(paths: Iterable[Path]) -> list[Path]:
    """The files as given, and the `*.yaml` of the folders. Raises UsageError for what is not there."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = rule_paths(path)
            if not inside:
                raise UsageError(f"no *.yaml file stands in {str(path)!r}; give a folder of rules or a rule file")
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"there is no file or folder {str(path)!r}; give one that exists")
    return list(dict.fromkeys(found))


def copy_rules(folder: Path, copy: Path) -> None:
    """Copy the rule files of a folder, with the folders in it. Raises InputError."""
    for path in rule_paths(folder):
        target = copy / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(read_rule_file(path))


def difference(name: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff; none if nothing changes."""
    return difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (now)", f"{name} (then)", lineterm="", n=2
    )


_LINE_END: Final = plain_re(r"\r\n|[\n\r\x85\u2028\u2029]")
_PLAIN: Final = plain_re(r"[A-Za-z][\w ,;.()/-]*(?<! )")
_INDENT: Final = 2


class RuleDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that is to be written. `when` and `unless` hold condition lines; what is empty is left out."""

    id: str
    title: str = ""
    conclude: str = ""
    decide: str = ""
    flag: str = ""
    priority: str = ""  # a band, or a number
    ask: str = ""
    reply: str = ""
    when: Sequence[str]
    unless: Sequence[str] = ()
    because: str


def rule_lines(draft: RuleDraft) -> list[str]:
    """The rule as lines of a list item."""
    keys = {
        "id": draft.id,
        "title": _text(draft.title),
        "conclude": draft.conclude,
        "decide": draft.decide,
        "priority": draft.priority if draft.decide else "",
        "ask": draft.ask,
        "reply": draft.reply,
        "flag": _text(draft.flag),
    }
    lines = [f"{key}: {value}" for key, value in keys.items() if value]
    for key, conditions in (("when", draft.when), ("unless", draft.unless)):
        lines += [f"{key}:", *(f"  - {condition}" for condition in conditions)] if conditions else []
    return _item([*lines, f"because: {quoted_text(draft.because)}"])


def example_lines(name: str, given: str, expect: str) -> list[str]:
    """An example as lines of a list item; `given` and `expect` are lines of the language."""
    return _item([f"name: {_text(name)}", given, expect])


def with_item(text: str, section: str, item: Sequence[str]) -> str:
    """The text of a rule file with one more item in a section. Raises UsageError if that is no list with dashes."""
    line_end = "\r\n" if "\r\n" in text else "\n"  # as the file has them, so that a diff shows the rule alone
    lines = _LINE_END.split(text)
    while lines and not lines[-1].strip():
        lines.pop()
    pieces = [piece for piece in pieces_of(lines) if piece.path[:1] == (section,)] if lines else []
    dashes = [piece for piece in pieces if isinstance(piece.token, yaml.BlockEntryToken) and len(piece.path) == 1]
    if dashes:
        indent, at = dashes[0].column, pieces[-1].last_line + 1
        gap = [""] if section == "rules" else []
        lines[at:at] = [*gap, *(" " * indent + line for line in item)]
        lines[at + len(gap) + len(item) :] = _set_apart(lines[at + len(gap) + len(item) :])
    elif pieces:
        _fill(lines, section, pieces, item)
    else:
        lines += [*([""] if lines else []), f"{section}:", *(" " * _INDENT + line for line in item)]
    return line_end.join([*lines, ""])


def check_with(folder: Path, file: str, text: str, templates: TemplateNames | None) -> CheckedPolicy:
    """What a check of the folder would find if the file had this text; tried in a copy."""
    with tempfile.TemporaryDirectory() as copy:
        copy_rules(folder, Path(copy))
        (Path(copy) / file).write_text(text, encoding="utf-8", newline="")
        checked = check_policy(Path(copy), templates=templates)
    shown = [in_folder(problem, Path(copy), folder) for problem in checked.errors]
    return structs.replace(checked, errors=tuple(shown))


def in_folder(problem: Problem, copy: Path, folder: Path) -> Problem:
    """A problem that was found in a copy, as one of the folder itself."""
    text = problem.text.replace(f"{copy}/", f"{folder}/")  # a circle or a duplicate names files in its text
    return replace(problem, file=str(folder / Path(problem.file).relative_to(copy)), text=text)


def kebab(text: str) -> str:
    """A text as an id: "Recruiters who name a salary" is `recruiters-who-name-a-salary`."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _text(text: str) -> str:
    return text if _PLAIN.fullmatch(text) or not text else quoted_text(text)


def _item(lines: Sequence[str]) -> list[str]:
    return [("- " if place == 0 else "  ") + line for place, line in enumerate(lines)]


def _fill(lines: list[str], section: str, pieces: Sequence[Piece], item: Sequence[str]) -> None:
    """Put the first item into a section that is empty."""
    if [piece.lines[0] for piece in pieces[2:]] not in ([], ["[", "]"]):
        raise UsageError(f"`{section}` is no list with dashes; write its items behind `- `, each on lines of its own")
    key = pieces[0].line
    lines[key] = re.sub(r":\s*\[\s*\]", ":", lines[key], count=1)
    lines[key + 1 : key + 1] = [" " * _INDENT + line for line in item]


def _set_apart(following: list[str]) -> list[str]:
    return ["", *following] if following and following[0].strip() else following


ABOUT_ME: Final = """\
# What the rules need to know about you. Everything may be left out; what your LinkedIn archive says (positions,
# schools, your name) is taken from there.
extends: shipped

# me: {name: Ana Ruiz, emails: [ana@example.com], languages: [en, es]}
# employers:
#   - {name: Northwind Robotics, also: [Northwind Labs], staff: 85, from: 2009-05, to: 2013-02}
# schools:
#   - {name: Contoso Polytechnic, from: 2001, to: 2006}
# never-connect: [{name: Some Body}]
# goals: [industrial robotics]
# settings:                   # what the shipped rules ask of you; `screener rules list --settings` shows all of it
#   recruiters: silent        # or written, or ask: recruiters who name a role
#   small-firm: 500           # up to how many people everybody at a firm is taken to have met
#   waiting: 14 days

"""

_OWN_LISTS: Final = """\
# Lists that your rules may name; put people in as {name: Some Friend, profile_url: …}.
lists:
  trusted circle: []
"""

MY_RULES: Final = """\
# Rules of your own. They add to the shipped ones. A rule with the id of a shipped one replaces it; an entry without
# `when` changes only the keys it names: {id: that-id, reply: silent}; and
# {id: that-id, status: retired} switches it off.
rules:
  - id: trusted-circle
    title: Somebody in my trusted circle
    decide: accept
    priority: proof
    when:
      - listed: {in: trusted circle}
    because: "They are in your trusted circle."
    reply: thanks

examples:
  - name: somebody of the trusted circle
    about-me: {lists: {trusted circle: [{name: Some Friend}]}}
    given:
      listed: [{in: trusted circle}]
    expect: {decide: accept, because: [trusted-circle]}
  - name: somebody of another list
    given:
      listed: [{in: another list}]
    expect: {decide: decline}
"""

_RULES_SCHEMA: Final = ".schema/rules.schema.json"
_ABOUT_ME_SCHEMA: Final = ".schema/about-me.schema.json"
_SETTINGS: Final = {
    "yaml.schemas": {
        f"./{_ABOUT_ME_SCHEMA}": "/about-me.yaml",
        f"./{_RULES_SCHEMA}": ["/**/*.yaml", "!/about-me.yaml"],
    },
    "yaml.yamlVersion": "1.2",  # where `yes` and `no` are words
    "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.quickSuggestions": {"strings": True}},
}


def start_own(folder: Path, templates: TemplateNames | None = None, about_me: str = ABOUT_ME) -> list[Path]:
    """Write an about-me.yaml that extends the shipped rules, a file with one rule, and what editors need to help with
    both. Raises UsageError, OSError."""
    return _write(folder, {"about-me.yaml": about_me + _OWN_LISTS, "my-rules.yaml": MY_RULES}, templates)


def copy_shipped(folder: Path, templates: TemplateNames | None = None) -> list[Path]:
    """Copy every shipped rule file for editing, with what editors need. Raises UsageError, OSError."""
    shipped = shipped_folder("rules")
    texts = {path.relative_to(shipped).as_posix(): path.read_text(encoding="utf-8") for path in rule_paths(shipped)}
    return _write(folder, texts, templates)


def _write(folder: Path, texts: dict[str, str], templates: TemplateNames | None) -> list[Path]:
    there = [name for name in texts if (folder / name).exists()]
    if there:
        raise UsageError(f"{folder} already holds {', '.join(there)}; nothing was written")
    private_folder(folder)
    for name, text in texts.items():
        up = "../" * name.count("/")
        schema = up + (_ABOUT_ME_SCHEMA if name == folders.ABOUT_ME else _RULES_SCHEMA)
        private_folder((folder / name).parent)
        write_whole(folder / name, [f"# yaml-language-server: $schema={schema}\n{text}"])
    return [*(folder / name for name in texts), *help_editors(folder, templates)]


def renew_schemas(folder: Path, templates: TemplateNames | None = None) -> None:
    """Write the schemas beside a folder's rules anew where they are there and no longer name what the rules do."""
    schemas = {folder / _RULES_SCHEMA: rules_schema, folder / _ABOUT_ME_SCHEMA: about_me_schema}
    there = [path for path in schemas if path.is_file()]
    if not there:
        return
    names = names_in(folder, templates=templates)
    for path in there:
        text = schema_text(schemas[path](names))
        if path.read_text(encoding="utf-8") != text:  # an editor reloads what is written
            write_whole(path, [text])


def help_editors(folder: Path, templates: TemplateNames | None = None) -> list[Path]:
    """Write the schemas of a folder of rules beside them, with the names they define now, and the setting that points
    VS Code to them unless there are settings already. The files written."""
    names = names_in(folder, templates=templates)
    texts = {
        folder / _RULES_SCHEMA: schema_text(rules_schema(names)),
        folder / _ABOUT_ME_SCHEMA: schema_text(about_me_schema(names)),
    }
    settings = folder / ".vscode" / "settings.json"
    if not settings.exists():  # settings of the user's own are not touched
        texts[settings] = json.dumps(_SETTINGS, indent=2) + "\n"
    for path, text in texts.items():
        private_folder(path.parent)
        write_whole(path, [text])
    return [*texts]
