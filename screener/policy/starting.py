"""The first files of a policy of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from screener.errors import UsageError
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
# written-decline: {to: [student, alumni, met, introduced]}

# Lists that your rules may name; put people in as {name: Some Friend, profile_url: …}.
lists:
  trusted circle: []
"""

MY_RULES: Final = """\
# Rules of your own. They add to the shipped ones; a rule with the id of a shipped one replaces it, and
# {id: that-id, status: retired} switches it off.
rules:
  - id: trusted-circle
    title: Somebody in my trusted circle
    decide: accept
    priority: 650
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


def start_own(folder: Path) -> list[Path]:
    """Write an about-me.yaml that extends the shipped rules, and a file with one rule. Raises UsageError, OSError."""
    return _write(folder, {"about-me.yaml": ABOUT_ME, "my-rules.yaml": MY_RULES})


def copy_shipped(folder: Path) -> list[Path]:
    """Copy every shipped rule file for editing. Raises UsageError, OSError."""
    shipped = sorted(shipped_folder("rules").glob("*.yaml"))
    return _write(folder, {path.name: path.read_text(encoding="utf-8") for path in shipped})


def _write(folder: Path, texts: dict[str, str]) -> list[Path]:
    there = [name for name in texts if (folder / name).exists()]
    if there:
        raise UsageError(f"{folder} already holds {', '.join(there)}; nothing was written")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]
