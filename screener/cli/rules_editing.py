"""`screener rules edit`, `diff`, `watch`, `stats`: what an edit would have done to the past, before it is saved."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from screener.cli import options
from screener.cli.output import remark, terminal_width, write_result
from screener.cli.queue import Which
from screener.cli.rules import lines_of
from screener.errors import PolicyError, UsageError

if TYPE_CHECKING:
    from screener.ledger.sqlite_store import Store
    from screener.policy.model import Policy
    from screener.rehearsal.checking import Checkup
    from screener.rehearsal.decision_diff import DecisionDiff
    from screener.screening.proposing import Setting

MY_RULES: Final = "my-rules.yaml"
SHIPPED: Final = "shipped"
_SECONDS: Final = 1.0  # between two looks at the files


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A copy of a policy folder in which one file is being edited, and the real file with its text as it was."""

    folder: Path
    copy: Path
    real: Path
    before: str

    @property
    def text(self) -> str:
        """The text as it is now in the copy."""
        return self.copy.read_text(encoding="utf-8")


def edit(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="The rule file. [default: my-rules.yaml]")
    ] = None,
    today: options.Today = None,
    rules: options.Rules = None,
    templates: options.Templates = None,
    store: options.Store = None,
) -> None:
    """Edit a rule file in your editor; on leaving it, it is checked, its examples run, and what it would have decided
    otherwise is shown. The real file is untouched until you say yes."""
    from screener.cli.editor import edited

    draft = _draft_of(_own_folder(rules), file)
    try:
        while True:
            edited(draft.copy)
            if draft.text == draft.before:
                remark("nothing was changed")
                shutil.rmtree(draft.folder)
                return
            answer = _looked_over(draft, today, templates, store)
            if answer != "e":
                break
    except (KeyboardInterrupt, typer.Abort):
        answer = "n"
    _finish(draft, keep=answer == "y")


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A folder of rules, or `shipped`.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A folder of rules, or `shipped`.")],
    today: options.Today = None,
    templates: options.Templates = None,
    store: options.Store = None,
    most: Annotated[int, typer.Option("--most", metavar="N", help="How many requests to name.")] = 20,
) -> None:
    """Show which known requests another policy would decide otherwise."""
    from screener.reports.diff_report import diff_lines

    with options.opened_store(store) as opened:
        before, after = (_setting(_folder(name), today, templates) for name in (old, new))
        _write(diff_lines(_difference(opened, before, after), terminal_width(), most))


def stats(
    rules: options.Rules = None,
    today: options.Today = None,
    form: options.ListFormat = options.ListForm.TABLE,
    store: options.Store = None,
) -> None:
    """Show how often each rule held and decided over all known requests, and how often you decided otherwise."""
    from screener.rehearsal.statistics import rule_counts
    from screener.reports.diff_report import count_rows
    from screener.reports.remembered import as_list
    from screener.screening.history import all_cases, bound

    setting = options.setting_of(rules, None, today)
    with options.opened_store(store) as opened:
        counts = rule_counts(all_cases(opened, setting), bound(opened, setting).inferring, setting.today)
    _write(as_list(count_rows(counts), form, terminal_width(), "There are no rules."))


def record(
    which: Which,
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="What the example is called.")] = "",
    today: options.Today = None,
    rules: options.Rules = None,
    store: options.Store = None,
) -> None:
    """Print a request as an example for a rule file, with every name and word of a person replaced by invented ones."""
    from screener.ledger.choosing import find_request
    from screener.rehearsal.recording import recorded_example
    from screener.screening.again import Again

    setting = options.setting_of(rules, None, today)
    with options.opened_store(store) as opened:
        kept = find_request(opened, which)
        again = Again(opened, setting)
        inferring = again.proposing(kept.reading).inferring
        recorded = recorded_example(name or f"request {kept.number}", again.sheet(kept, undecided=True), inferring)
    write_result((line + "\n" for line in recorded.lines), None)
    remark("Put it under `examples:` in a rule file of yours, and give it a better name.")
    if not recorded.decides_alike:
        remark("With invented words it decides otherwise, so it is marked `todo`.")


def watch(
    rules: options.Rules = None,
    today: options.Today = None,
    templates: options.Templates = None,
    store: options.Store = None,
    rounds: Annotated[int, typer.Option("--rounds", hidden=True)] = 0,
) -> None:
    """Check the rules, run their examples and show what changes, each time a file is saved. Ctrl-C ends it."""
    folder = _own_folder(rules)
    start = _setting(folder, today, templates)
    remark(f"watching {folder}; Ctrl-C ends it")
    seen, done = _states(folder), 0
    while not rounds or done < rounds:
        time.sleep(_SECONDS)
        now = _states(folder)
        if now != seen:
            seen, done = now, done + 1
            checkup = _checked(folder, templates)
            _show_findings(checkup, {})
            if checkup.policy:
                _show_difference(start, replace(start, policy=checkup.policy), store)


def _own_folder(given: Path | None) -> Path:
    from screener.policy.choosing import choose_policy_folder

    chosen = choose_policy_folder(options.existing_folder(given, "--rules"), cwd=Path.cwd(), environment=os.environ)
    if chosen is None:
        raise UsageError(
            "there are no rules of your own yet; `screener init` writes them; shipped ones stay as they are"
        )
    return chosen


def _draft_of(folder: Path, file: str | None) -> Draft:
    """A copy of the whole folder, as rules of one file may rest on those of another."""
    name = Path(file or MY_RULES)
    real = name if name.is_absolute() or name.exists() else folder / name
    if real.resolve().parent != folder.resolve() or real.suffix != ".yaml":
        raise UsageError(f"{real} is no *.yaml file of the policy in {folder}; name one of its files")
    copy = Path(tempfile.mkdtemp(prefix="screener-rules-"))
    for path in folder.glob("*.yaml"):
        shutil.copy(path, copy)
    target = copy / real.name
    target.touch()
    return Draft(folder=copy, copy=target, real=real, before=target.read_text(encoding="utf-8"))


def _looked_over(draft: Draft, today: str | None, templates: Path | None, store: Path | None) -> str:
    """Show what is wrong with an edit and what it changes, and ask; y, e or n."""
    checkup = _checked(draft.folder, templates)
    _show_findings(checkup, {str(draft.folder): str(draft.real.parent)})
    if checkup.policy is None:
        return _asked("This cannot run yet. Back to the editor (e), or stop and keep your text aside (n)?", "en")
    _compare(draft.real.parent, checkup.policy, today, templates, store)
    examples = f"{len(checkup.failed)} examples fail. " if checkup.failed else ""
    return _asked(f"{examples}Save this edit (y), back to the editor (e), or keep your text aside (n)?", "yen")


def _asked(question: str, answers: str) -> str:
    while True:
        answer = str(typer.prompt(question, err=True)).strip().lower()[:1]
        if answer in answers:
            return answer


def _finish(draft: Draft, *, keep: bool) -> None:
    """Write the real file, whole; or say where the text is."""
    now = draft.real.read_text(encoding="utf-8") if draft.real.exists() else ""
    if keep and now == draft.before:
        write_result([draft.text], draft.real)
        shutil.rmtree(draft.folder)
        remark(f"wrote {draft.real}")
        return
    why = f"{draft.real} was changed by something else meanwhile" if keep else f"{draft.real} is as it was"
    remark(f"{why}; your text is in {draft.copy}")


def _checked(folder: Path, templates: Path | None) -> Checkup:
    from screener.rehearsal.checking import check_up
    from screener.replies.template_folders import template_names

    return check_up(folder, template_names(options.template_folders(templates)))


def _show_findings(checkup: Checkup, renamed: Mapping[str, str]) -> None:
    """What was found, in the words of `rules check`; a copy is called by the name of the real folder."""
    from screener.reports.problems import problem_lines

    def shown(text: str) -> str:
        for copy, real in renamed.items():
            text = text.replace(copy, real)
        return text

    width = terminal_width()
    lines = [
        *problem_lines(checkup.errors, lines_of, width, warning=False),
        *problem_lines(checkup.warnings, lines_of, width, warning=True),
        *problem_lines(checkup.failed, lines_of, width, warning=False),
    ]
    _write(map(shown, lines))
    examples = len(checkup.policy.examples) if checkup.policy else 0
    remark(
        f"{len(checkup.errors)} errors, {len(checkup.warnings)} warnings; "
        + (f"{examples} examples of yours, {len(checkup.failed)} failed" if checkup.policy else "no example was run")
    )


def _compare(folder: Path, new: Policy, today: str | None, templates: Path | None, store: Path | None) -> None:
    """Show what a policy decides otherwise than the one in a folder, if that one can run."""
    try:
        before = _setting(folder, today, templates)
    except PolicyError:
        remark("The rules as they were could not run, so there is nothing to compare with.")
    else:
        _show_difference(before, replace(before, policy=new), store)


def _show_difference(before: Setting, after: Setting, store: Path | None) -> None:
    from screener.reports.diff_report import diff_lines

    if not options.store_path(store).exists():
        remark("There is no store yet, so nothing to compare with; `screener triage FILES…` makes one.")
        return
    with options.opened_store(store) as opened:
        _write(diff_lines(_difference(opened, before, after), terminal_width()))


def _difference(store: Store, before: Setting, after: Setting) -> DecisionDiff:
    from screener.rehearsal.decision_diff import decision_diff
    from screener.screening.history import all_cases, bound

    old, new = (bound(store, setting).inferring for setting in (before, after))
    return decision_diff(all_cases(store, before), old, new)


def _setting(folder: Path | None, today: str | None, templates: Path | None) -> Setting:
    from screener.screening.proposing import Setting

    return Setting(
        policy=_policy(folder, templates),
        templates=options.template_folders(templates),
        today=options.day_of(today),
    )


def _policy(folder: Path | None, templates: Path | None) -> Policy:
    from screener.policy.loading import load_policy
    from screener.replies.template_folders import template_names

    return load_policy(folder, templates=template_names(options.template_folders(templates)))


def _folder(name: str) -> Path | None:
    return None if name == SHIPPED else options.existing_folder(Path(name), "OLD and NEW")


def _states(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.glob("*.yaml")}


def _write(lines: Iterator[str] | map[str]) -> None:
    write_result((line + "\n" for line in lines), None)


def add_to(app: typer.Typer) -> None:
    """Put the commands into the group `rules`."""
    app.command("edit", short_help="Edit a rule file, and see what it would have done before it is saved.")(edit)
    app.command("diff", short_help="Show what another policy would decide otherwise.")(diff)
    app.command("watch", short_help="Check the rules each time a file is saved.")(watch)
    app.command("record", short_help="Make an example of a request, with invented names and words.")(record)
    app.command("stats", short_help="Show what the rules have done.")(stats)
