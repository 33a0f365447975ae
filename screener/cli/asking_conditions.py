"""The conditions of a new rule, asked for one after the other and tried as soon as they are typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from screener.cli import asking
from screener.cli.output import remark, say, terminal_width


def ask_conditions(problems_of: Callable[[str], list[str]], conclusions: Collection[str]) -> list[str]:
    """Conditions until an empty line; `problems_of` says what is wrong with one."""
    from screener.catalogue.subjects import SUBJECTS
    from screener.reports.policy_tables import fields_of

    conditions: list[str] = []
    while True:
        if conditions:
            subject = asking.ask("What else must hold? (Enter: nothing)", "")
        else:
            subject = asking.ask("What is it about? (a subject such as recruiter; ? lists them)")
        if not subject and conditions:
            return conditions
        if subject == "?":
            for declared in SUBJECTS.values():
                say(f"{declared.name}: {declared.sentence}", 2)
            say(f"what rules conclude: {', '.join(sorted(conclusions))}", 2)
            continue
        test = ""
        if subject in SUBJECTS:
            for line in fields_of(SUBJECTS[subject], terminal_width()):
                remark(line)
            test = asking.ask("Which test?", "present")
        condition = condition_line(f"{subject}: {test}" if test else subject)
        problems = problems_of(condition)
        for problem in problems:
            say(problem, 2)
        # Who knows the language writes two in a line.
        if problems and test and _names_another(test, subject, conclusions):
            say("one condition at a time: you are asked for more of them next", 2)
        if not problems:
            conditions.append(condition)


def condition_line(text: str) -> str:
    """A condition as typed; several tests of fields get their braces: "note: length: at least 3, links: at least 1"."""
    line = " ".join(text.split())
    subject, colon, test = line.partition(":")
    test = test.strip()
    if colon and ":" in test and not test.startswith(("{", "[", "'", '"')):
        test = "{" + test + "}"
    return f"{subject.strip()}: {test}" if colon else line


def _names_another(test: str, subject: str, conclusions: Collection[str]) -> bool:
    """Whether a test goes on to another subject or conclusion."""
    from screener.catalogue.subjects import SUBJECTS

    others = {*SUBJECTS, *conclusions} - {subject, *SUBJECTS[subject].fields}
    return not others.isdisjoint(re.findall(r"[a-z-]+", test))
