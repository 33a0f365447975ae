"""Mends what a check finds in rule files, as far as the message leaves one way out.

After each change the files are read again; a change that leaves its problem, or adds another, is not kept.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from screener.catalogue.subjects import SUBJECTS
from screener.errors import Problem
from screener.policy.assembling import conclusions_of, ids_of
from screener.policy.definitions import definitions_of
from screener.policy.documents import read_folder
from screener.policy.findings import Findings, TooManyMistakesError
from screener.policy.fixing_edits import HIDING, Edit, edit_for
from screener.policy.formulas import GROUP_KEYS
from screener.policy.loading import check_policy
from screener.policy.model import Status, Verdict
from screener.policy.rules import RULE_KEYS
from screener.policy.scope import TemplateNames
from screener.policy.writing import copy_rules, rule_files

_ROUNDS: Final = 20  # each shows what the mistakes before it hid
_LINE_END: Final = re.compile(r"(\r\n|[\n\r\x85\u2028\u2029])")
_LANGUAGE: Final = frozenset(
    {
        *SUBJECTS, *(name for subject in SUBJECTS.values() for name in subject.fields),
        *(choice for subject in SUBJECTS.values() for each in subject.fields.values() for choice in each.choices),
        *RULE_KEYS, *GROUP_KEYS, *Verdict, *Status,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that was made: the problem it mends, and what was written."""

    problem: Problem
    words: str

    def __str__(self) -> str:
        problem = self.problem
        return f"{problem.file}:{problem.line}:{problem.column}: {self.words} ({problem.code})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
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
        bench = _Bench(Path(copy), folder, templates, unsafe)
        bench.work()
        left = bench.edits(bench.problems, every=True)
        return Fixed(
            files={paths[name]: pair for name, pair in bench.changed(paths)},
            fixes=tuple(bench.fixes),
            unsafe_left=sum(not edit.is_safe for edit in left),
            errors_left=tuple(map(bench.shown, check_policy(Path(copy), templates=templates).errors)),
        )


@dataclass(slots=True)
class _Bench:
    """A copy of the folder that is worked on."""

    copy: Path
    folder: Path
    templates: TemplateNames | None
    unsafe: bool
    fixes: list[Fix] = field(default_factory=list)
    refused: set[tuple[str, str, str]] = field(default_factory=set)
    problems: tuple[Problem, ...] = ()

    def work(self) -> None:
        self.problems = self._check()
        for _ in range(_ROUNDS):
            edits = self.edits(self.problems)
            if not edits:
                return
            if not self._keep(edits):
                for edit in edits:
                    if not self._keep([edit]):
                        self.refused.add(_said(edit.problem))

    def edits(self, problems: Iterable[Problem], *, every: bool = False) -> list[Edit]:
        """The changes to make, one for each line."""
        names = self._names()
        edits: dict[tuple[str, int], Edit] = {}
        for problem in problems:
            lines = self._lines(problem.file)[::2]
            edit = edit_for(problem, lines, names) if _said(problem) not in self.refused else None
            if edit is not None and (edit.is_safe or self.unsafe or every):
                edits.setdefault((problem.file, edit.line), edit)
        return list(edits.values())

    def changed(self, paths: Mapping[str, Path]) -> Iterator[tuple[str, tuple[str, str]]]:
        for name, path in paths.items():
            before, after = path.read_bytes(), (self.copy / name).read_bytes()
            if before != after:
                yield name, (before.decode("utf-8-sig"), after.decode("utf-8-sig"))

    def shown(self, problem: Problem) -> Problem:
        """A problem of the copy as one of the folder itself."""
        text = problem.text.replace(f"{self.copy}/", f"{self.folder}/")
        return replace(problem, file=str(self.folder / Path(problem.file).relative_to(self.copy)), text=text)

    def _keep(self, edits: list[Edit]) -> bool:
        """Make the changes, unless they do not help."""
        old = {edit.problem.file: Path(edit.problem.file).read_bytes() for edit in edits}
        fixes = [Fix(self.shown(edit.problem), edit.words(self._line(edit))) for edit in edits]
        for file in old:
            self._write(file, [edit for edit in edits if edit.problem.file == file])
        after = self._check()
        if not self._is_better(edits, after):
            for file, data in old.items():
                Path(file).write_bytes(data)
            return False
        self.problems = after
        self.fixes += fixes
        return True

    def _is_better(self, edits: list[Edit], after: tuple[Problem, ...]) -> bool:
        """Whether the problems are gone, and no other has come that was not hidden by them or can be mended, too."""
        before, now = Counter(map(_said, self.problems)), Counter(map(_said, after))
        mended = {_said(edit.problem) for edit in edits}
        if len(after) > len(self.problems) or any(now[said] >= before[said] for said in mended):
            return False
        come = now - before
        if all(edit.problem.code in HIDING for edit in edits):
            return True
        names = self._names()
        return all(
            edit_for(problem, self._lines(problem.file)[::2], names) for problem in after if _said(problem) in come
        )

    def _check(self) -> tuple[Problem, ...]:
        checked = check_policy(self.copy, templates=self.templates)
        return (*checked.errors, *checked.warnings)

    def _names(self) -> frozenset[str]:
        """Every name that may be meant: those of the language, and those of the files."""
        findings = Findings()
        try:
            documents = read_folder(self.copy, findings, shipped=False).documents
            defined = definitions_of(documents, findings)
        except TooManyMistakesError:
            return _LANGUAGE
        own = (defined.phrases, defined.lists, defined.conditions, defined.condition_lists)
        templates = (name for names in (self.templates or {}).values() for name in names)
        return _LANGUAGE.union(conclusions_of(documents), ids_of(documents), *own, templates)

    def _lines(self, file: str) -> list[str]:
        """The lines of a file, each followed by its line end."""
        path = Path(file)
        return _LINE_END.split(path.read_bytes().decode("utf-8-sig", "replace")) if path.is_file() else []

    def _line(self, edit: Edit) -> str:
        return self._lines(edit.problem.file)[2 * edit.line]

    def _write(self, file: str, edits: list[Edit]) -> None:
        parts = self._lines(file)
        for edit in sorted(edits, key=lambda edit: -edit.line):
            if edit.text is None:
                del parts[2 * edit.line : 2 * edit.line + 2]
            else:
                parts[2 * edit.line] = edit.applied(parts[2 * edit.line])
        Path(file).write_bytes("".join(parts).encode())


def _said(problem: Problem) -> tuple[str, str, str]:
    """A problem without its place, which moves with the lines above it."""
    return problem.file, problem.code, problem.text
