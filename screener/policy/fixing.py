"""Mends what a check finds in rule files, as far as a finding leaves one way out and so carries its edit.

After each change the files are read again; a change that leaves its problem, or adds another, is not kept.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from screener.errors import Edit, Problem
from screener.located.problem_codes import Code
from screener.policy.field_conditions import TemplateNames
from screener.policy.loading import CheckedPolicy, check_policy
from screener.policy.writing import copy_rules, in_folder, rule_files
from screener.texts.patterns import plain_re

_ROUNDS: Final = 20  # each shows what the mistakes before it hid
_LINE_END: Final = plain_re(r"(\r\n|[\n\r\x85\u2028\u2029])")
# Mistakes behind which others may have been hidden; what is found once they are mended was there before.
_HIDING: Final = frozenset(
    {
        Code.SYNTAX, Code.SIGN, Code.ESCAPE, Code.BRACES, Code.COLON, Code.FIRST_CHARACTER, Code.TAG, Code.DOCUMENTS,
        Code.NO_SPACE, Code.COMMA, Code.LOOK_ALIKE,
    }
)  # fmt: skip


class Fix(msgspec.Struct, frozen=True):
    """A change that was made: the problem it mends, and what was written."""

    problem: Problem
    words: str

    def __str__(self) -> str:
        problem = self.problem
        return f"{problem.file}:{problem.line}:{problem.column}: {self.words} ({problem.code})"


class Fixed(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it: the files that change (before and after), the changes, how many more `unsafe` would try, and
    the errors that are left."""

    files: Mapping[Path, tuple[str, str]]
    fixes: tuple[Fix, ...]
    unsafe_left: int
    errors_left: tuple[Problem, ...]


def fix_folder(folder: Path, *, templates: TemplateNames | None = None, unsafe: bool = False) -> Fixed:
    """Mend the files of a folder, in a copy of it; nothing is written there. Raises UsageError if it has none."""
    paths = {path.relative_to(folder).as_posix(): path for path in rule_files([folder])}
    with tempfile.TemporaryDirectory() as copy:
        copy_rules(folder, Path(copy))
        checked = check_policy(Path(copy), templates=templates)
        bench = _Bench(Path(copy), folder, templates, unsafe, checked)
        bench.work()
        left = bench.mendable(_found(bench.checked), every=True)  # to say what `--unsafe` would do besides
        return Fixed(
            files={paths[name]: pair for name, pair in bench.changed(paths)},
            fixes=tuple(bench.fixes),
            unsafe_left=sum(not edit.is_safe for _, edit in _edits(left)),
            errors_left=tuple(map(bench.shown, bench.checked.errors)),
        )


@dataclass(slots=True)
class _Bench:
    """A copy of the folder that is worked on, and what was found in it as it is now."""

    copy: Path
    folder: Path
    templates: TemplateNames | None
    unsafe: bool
    checked: CheckedPolicy
    fixes: list[Fix] = field(default_factory=list)
    refused: set[tuple[str, str, str]] = field(default_factory=set)

    def work(self) -> None:
        for _ in range(_ROUNDS):
            problems = self.mendable(_found(self.checked))
            if not problems:
                return
            if not self._keep(problems):
                for problem in problems:
                    if self._keep([problem]):
                        break  # the edits of the others were made for the text as it was
                    self.refused.add(_said(problem))

    def mendable(self, problems: Iterable[Problem], *, every: bool = False) -> list[Problem]:
        """The problems whose edits are to be made, one for each line."""
        chosen: dict[tuple[str, int], Problem] = {}
        for problem in problems:
            edit = problem.edit
            if edit is None or _said(problem) in self.refused:
                continue
            if edit.is_safe or self.unsafe or every:
                # The second edit of a line would be made for a line that is gone.
                chosen.setdefault((problem.file, edit.line), problem)
        return list(chosen.values())

    def changed(self, paths: Mapping[str, Path]) -> Iterator[tuple[str, tuple[str, str]]]:
        for name, path in paths.items():
            before, after = path.read_bytes(), (self.copy / name).read_bytes()
            if before != after:
                yield name, (before.decode("utf-8-sig"), after.decode("utf-8-sig"))

    def shown(self, problem: Problem) -> Problem:
        """A problem of the copy as one of the folder itself."""
        return in_folder(problem, self.copy, self.folder)

    def _keep(self, problems: list[Problem]) -> bool:
        """Make the edits of these problems, unless they do not help."""
        old = {problem.file: Path(problem.file).read_bytes() for problem in problems}
        fixes = [
            Fix(self.shown(problem), _words(edit, self._line(problem.file, edit))) for problem, edit in _edits(problems)
        ]
        for file in old:
            self._write(file, [edit for problem, edit in _edits(problems) if problem.file == file])
        after = check_policy(self.copy, templates=self.templates)
        if not self._is_better(problems, after):
            for file, data in old.items():
                Path(file).write_bytes(data)
            return False
        self.checked = after
        self.fixes += fixes
        return True

    def _is_better(self, problems: list[Problem], after: CheckedPolicy) -> bool:
        """Whether the problems are gone, and no other has come that was not hidden by them or can be mended, too."""
        before, now = (Counter(map(_said, _found(checked))) for checked in (self.checked, after))
        if now.total() > before.total() or any(now[said] >= before[said] for said in map(_said, problems)):
            return False
        if all(problem.code in _HIDING for problem in problems):
            return True
        come = now - before  # a warning may come of what is understood at last
        return all(problem.edit for problem in after.errors if _said(problem) in come)

    def _lines(self, file: str) -> list[str]:
        """The lines of a file, each followed by its line end."""
        path = Path(file)
        return _LINE_END.split(path.read_bytes().decode("utf-8-sig", "replace")) if path.is_file() else []

    def _line(self, file: str, edit: Edit) -> str:
        return self._lines(file)[2 * (edit.line - 1)]

    def _write(self, file: str, edits: list[Edit]) -> None:
        parts = self._lines(file)
        for edit in sorted(edits, key=lambda edit: -edit.line):
            place = 2 * (edit.line - 1)
            if edit.text is None:
                del parts[place : place + 2]
            else:
                last = 2 * (edit.last - 1) if edit.last else place
                text = edit.text.replace("\n", "".join(parts[place + 1 : place + 2]) or "\n")
                parts[place : last + 1] = [parts[place][: edit.start - 1] + text + parts[last][edit.end - 1 :]]
        Path(file).write_bytes("".join(parts).encode())


def _found(checked: CheckedPolicy) -> tuple[Problem, ...]:
    return (*checked.errors, *checked.warnings)


def _edits(problems: Iterable[Problem]) -> Iterator[tuple[Problem, Edit]]:
    for problem in problems:
        if problem.edit is not None:
            yield problem, problem.edit


def _words(edit: Edit, line: str) -> str:
    """What is changed, for people."""
    if edit.last and edit.text is not None:
        return f"`{' '.join(edit.text.split())}`"
    before = line[edit.start - 1 : edit.end - 1].strip() if edit.text is not None else line.strip()
    if edit.text and not edit.text.strip():
        return "a space added" if edit.start > 1 else f"the line moved in by {len(edit.text)} spaces"
    if edit.text and not before:
        return f"`{edit.text.strip()}` added"
    return f"`{before}` → `{edit.text.strip()}`" if edit.text else f"`{before}` taken out"


def _said(problem: Problem) -> tuple[str, str, str]:
    """A problem without its place, which moves with the lines above it."""
    return problem.file, problem.code, problem.text
