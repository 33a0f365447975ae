"""The first files of a policy of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from screener.errors import UsageError
from screener.policy import documents
from screener.policy.documents import rule_paths
from screener.policy.loading import names_in
from screener.policy.schema import about_me_schema, rules_schema, schema_text
from screener.policy.scope import TemplateNames
from screener.private_files import private_folder, write_whole
from screener.shipped import shipped_folder

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


def start_own(folder: Path, templates: TemplateNames | None = None) -> list[Path]:
    """Write an about-me.yaml that extends the shipped rules, a file with one rule, and what editors need to help with
    both. Raises UsageError, OSError."""
    return _write(folder, {"about-me.yaml": ABOUT_ME, "my-rules.yaml": MY_RULES}, templates)


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
        schema = up + (_ABOUT_ME_SCHEMA if name == documents.ABOUT_ME else _RULES_SCHEMA)
        private_folder((folder / name).parent)
        write_whole(folder / name, [f"# yaml-language-server: $schema={schema}\n{text}"])
    return [*(folder / name for name in texts), *help_editors(folder, templates)]


def renew_schemas(folder: Path, templates: TemplateNames | None = None) -> None:
    """Write the schemas beside a folder's rules anew where they are there and no longer name what the rules do."""
    names = names_in(folder, templates=templates)
    for place, schema in ((_RULES_SCHEMA, rules_schema), (_ABOUT_ME_SCHEMA, about_me_schema)):
        path, text = folder / place, schema_text(schema(names))
        if path.is_file() and path.read_text(encoding="utf-8") != text:
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
    if not settings.exists():
        texts[settings] = json.dumps(_SETTINGS, indent=2) + "\n"
    for path, text in texts.items():
        private_folder(path.parent)
        write_whole(path, [text])
    return [*texts]
