"""`screener rules new`: a guided new rule, with a priority and an example proposed, written into my-rules.yaml."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from screener.cli import asking, options
from screener.cli.asking_conditions import ask_conditions, condition_line
from screener.cli.options import rules_folder, template_folders
from screener.cli.output import remark, say, write_changed, write_result
from screener.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from screener.policy.model import Policy, Rule
    from screener.policy.writing import RuleDraft

FILE: Final = "my-rules.yaml"
WOULD_FAIL: Final = 1
_DEEDS: Final = ("accept", "decline", "ask-for-context", "conclude", "flag")
_REPLY: Final = {"accept": "thanks", "decline": "silent", "ask-for-context": ""}


def new(
    purpose: Annotated[str, typer.Option("--for", help="What the rule is for, in a few words.")] = "",
    deed: Annotated[str, typer.Option("--do", help="accept, decline, ask-for-context, conclude or flag.")] = "",
    name: Annotated[str, typer.Option("--name", help="The conclusion's name, or the text of the flag.")] = "",
    when: Annotated[list[str] | None, typer.Option("--when", help='A condition, such as "recruiter: present".')] = None,
    unless: Annotated[list[str] | None, typer.Option("--unless", help="A condition that blocks the rule.")] = None,
    because: Annotated[str, typer.Option("--because", help="The reason that you will read.")] = "",
    ask: Annotated[str, typer.Option("--ask", help="The question to send, if it asks.")] = "",
    reply: Annotated[str, typer.Option("--reply", help="silent, written, or a kind of reply.")] = "",
    identity: Annotated[str, typer.Option("--id", help="The rule's id. [default: from its purpose]")] = "",
    priority: Annotated[
        str, typer.Option("--priority", help="A band or a number. [default: proposed]", show_default=False)
    ] = "",
    rules: Annotated[Path | None, typer.Option("--rules", metavar="DIR", help="Your folder of rules.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write it without asking.", show_default=False)] = False,
    today: options.Today = None,
    store: options.Store = None,
) -> None:
    """Make a rule step by step: what is not given as an option is asked. It is checked, and you see what it decides
    otherwise, before it is written."""
    from screener.policy.writing import RuleDraft, kebab

    desk = desk_of(rules, today, store)
    if yes:
        _check_nothing_to_ask({"--for": purpose, "--do": deed, "--when": when}, deed, name)
    purpose = purpose or asking.ask("What is the rule for, in a few words?")
    conclude, decide, flag = _what_follows(deed, name)
    draft = RuleDraft(
        id=identity or desk.free_id(kebab(purpose)),
        title=purpose,
        conclude=conclude,
        decide=decide,
        flag=flag,
        when=[*map(condition_line, when or [])] or ask_conditions(desk.problems_of, desk.conclusions),
        unless=[*map(condition_line, unless or [])],
        because=because or (_sentence(purpose) if yes else _reason(purpose)),
    )
    if draft.decide:
        draft = desk.with_decision(draft, priority, ask, reply, asks=not yes)
    desk.write(draft, asks=not yes)


@dataclass(frozen=True, slots=True)
class Desk:
    """The folder that is written to, and its policy as it is now."""

    folder: Path
    policy: Policy
    templates: Mapping[str, Collection[str]]
    today: str | None = None
    store: Path | None = None

    @property
    def text(self) -> str:
        file = self.folder / FILE
        return file.read_bytes().decode("utf-8-sig") if file.is_file() else ""

    def free_id(self, wanted: str) -> str:
        taken = {rule.id for rule in self.policy.rules}
        names = [wanted or "my-rule", *(f"{wanted or 'my-rule'}-{number}" for number in range(2, 1000))]
        return next(name for name in names if name not in taken)

    def with_decision(self, draft: RuleDraft, priority: str, ask: str, reply: str, *, asks: bool) -> RuleDraft:
        """The priority, question and reply of a rule that decides."""
        priority = priority or self._priority(draft, asks=asks)
        questions = sorted(self.templates.get("ask-for-context", ()))
        if draft.decide == "ask-for-context" and not ask and not reply and asks:
            ask = asking.one_of("Which question should be sent?", "", (*questions, "me"), "what-links-us")
        no_question = draft.decide == "ask-for-context" and not ask and not reply
        return replace(draft, priority=priority, ask="me" if no_question else ask, reply=reply or _REPLY[draft.decide])

    def _priority(self, draft: RuleDraft, *, asks: bool) -> str:
        from screener.policy.model import Verdict
        from screener.policy.rule_reading import BANDS, BY_NAME, priority_words
        from screener.rehearsal.proposing import neighbours_of, priority_for

        subjects = {condition.partition(":")[0] for condition in draft.when}
        proposal = priority_for(self.policy, Verdict(draft.decide), subjects)
        remark(f"Proposed priority: {proposal.written}, {proposal.reason}")
        for rule in neighbours_of(self.policy, proposal.priority):
            remark(f"  {priority_words(rule.priority):>16}  {rule.decide:<15}  {rule.id}")
        while asks:
            answer = asking.ask(
                "Which priority? (a band, or a number; ? lists the bands; the higher wins)", proposal.written
            )
            if answer == "?":
                for band in BANDS:
                    say(f"{band.name} ({band.low} to {band.high}): {band.sentence}", 2)
            elif answer in BY_NAME or answer.isdecimal():
                return answer
            else:
                remark(f"  {answer!r} is neither a band nor a whole number")
        return proposal.written

    def write(self, draft: RuleDraft, *, asks: bool, counter: tuple[str, str, str] | None = None) -> None:
        """Show the rule with its example and what it decides otherwise, and write both if the whole policy passes its
        check with them. `counter`: name, `given` and `expect` of an example in which it does not hold."""
        from screener.cli.comparing import compare
        from screener.policy.writing import example_lines, rule_lines, with_item
        from screener.rehearsal.proposing import example_for
        from screener.reports.wording import counted

        lines = rule_lines(draft)
        text = with_item(self.text, "rules", lines)
        example = example_for(*self._checked(text, draft.id))
        if example is not None:
            item = example_lines(draft.title, *example)
            text = with_item(text, "examples", item)
            lines = [*lines, "", "examples:", *(f"  {line}" for line in item)]
        if counter is not None:
            item = example_lines(*counter)
            text = with_item(text, "examples", item)
            lines = [*lines, *(f"  {line}" for line in item)]
        policy, _ = self._checked(text, draft.id)
        failed = self._newly_failing(policy)
        write_result([f"{line}\n" for line in lines], None)
        if example is None:
            remark("No request was found in which it holds; write an example yourself.")
        elif draft.decide and f"decide: {draft.decide}" not in example[1]:
            remark("It holds in the example, but a rule of a higher priority decides.")
        for problem in failed:
            remark(str(problem))
        file = self.folder / FILE
        if failed and not asks:
            remark(f"{counted(len(failed), 'example')} would fail that did not; nothing was written")
            raise typer.Exit(WOULD_FAIL)
        compare(self.folder, policy, self.today, None, self.store)
        usual = "no" if failed else "yes"
        if asks and asking.one_of(f"Write it into {file}?", "", ("yes", "no"), usual) == "no":
            remark("nothing was written")
            return
        write_changed(text, file)
        remark(f"wrote {file}; see what it does with: screener rules show {draft.id} --rules {self.folder}")

    def _newly_failing(self, policy: Policy) -> list[Problem]:
        """The user's own examples that fail under a policy, in a copy of the folder, and did not so far."""
        from screener.policy.writing import in_folder
        from screener.rehearsal.examples import failed_outcomes, problem_of

        known = {outcome.example.name for outcome in failed_outcomes(_with_own_examples(self.policy))}
        failed = [each for each in failed_outcomes(_with_own_examples(policy)) if each.example.name not in known]
        return [in_folder(problem_of(each), Path(policy.origin), self.folder) for each in failed]

    def _checked(self, text: str, identity: str) -> tuple[Policy, Rule]:
        from screener.policy.writing import check_with

        checked = check_with(self.folder, FILE, text, self.templates)
        if checked.policy is None:
            problems = "\n".join(f"  {problem.text} ({problem.code})" for problem in checked.errors)
            raise InputError(f"with this rule your policy would not pass its check; nothing was written:\n{problems}")
        return checked.policy, next(rule for rule in checked.policy.rules if rule.id == identity)

    def problems_of(self, condition: str) -> list[str]:
        """What is wrong with a condition, tried in a rule of its own."""
        from screener.policy.writing import RuleDraft, check_with, rule_lines, with_item

        trial = RuleDraft(id=self.free_id("trial"), flag="trial", when=[condition], because="Trial.")
        checked = check_with(self.folder, FILE, with_item(self.text, "rules", rule_lines(trial)), self.templates)
        return [problem.text for problem in checked.errors]

    @property
    def conclusions(self) -> set[str]:
        """What the rules conclude."""
        return {rule.conclude for rule in self.policy.rules if rule.conclude}


def own_folder(given: Path | None = None, option: str = "--rules") -> Path:
    """The folder of the policy that runs. Raises UsageError if it is the shipped one, which nobody edits in place."""
    folder = rules_folder(given, option)
    if folder is None:
        raise UsageError("you have no rules of your own yet; make some with `screener init`, or give a folder")
    return folder


def desk_of(rules: Path | None, today: str | None, store: Path | None) -> Desk:
    """The folder of the policy that runs, ready to be written to. Raises UsageError if it is the shipped one."""
    from screener.policy.loading import load_policy
    from screener.replies.template_folders import template_names

    folder = own_folder(rules)
    templates = template_names(template_folders(None))
    return Desk(folder, load_policy(folder, templates=templates), templates, today, store)


def _with_own_examples(policy: Policy) -> Policy:
    return replace(policy, examples=tuple(each for each in policy.examples if not each.shipped))


def _check_nothing_to_ask(given: Mapping[str, object], deed: str, name: str) -> None:
    """Raises UsageError if something would have to be asked although `--yes` is given."""
    missing = [option for option, value in given.items() if not value]
    if any(deed and word.startswith(deed) for word in ("conclude", "flag")) and not name:
        missing.append("--name")
    if missing:
        raise UsageError(f"--yes asks nothing, so it needs {' and '.join(missing)}; or leave --yes out")


def _reason(purpose: str) -> str:
    return asking.ask("Why, as you will read it?", _sentence(purpose))


def _what_follows(deed: str, name: str) -> tuple[str, str, str]:
    """The conclusion, the verdict and the flag of the rule; two of them are empty."""
    from screener.policy.writing import kebab

    deed = asking.one_of("What should it do?", deed, _DEEDS, "ask-for-context")
    if deed == "conclude":
        return kebab(name or asking.ask("What does it conclude (a name)?")), "", ""
    if deed == "flag":
        return "", "", name or asking.ask("What should it show you?")
    return "", deed, ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."
