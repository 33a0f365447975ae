"""`screener rules new` and `teach`: a rule made step by step, or of a decision that was otherwise than proposed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from msgspec import structs

from screener.cli import asking
from screener.cli.asking_conditions import ask_conditions, condition_line
from screener.cli.lazily import takes
from screener.cli.output import remark, say, write_changed, write_result
from screener.cli.queue import Which
from screener.cli.workspace import DECIDING, Workspace
from screener.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from screener.evidence.facts import FactSheet
    from screener.policy.model import Policy, Rule
    from screener.policy.writing import RuleDraft
    from screener.sources.records import Request

FILE: Final = "my-rules.yaml"
WOULD_FAIL: Final = 1
_DEEDS: Final = ("accept", "decline", "ask-for-context", "conclude", "flag")
_REPLY: Final = {"accept": "thanks", "decline": "silent", "ask-for-context": ""}


def new(
    at: Annotated[Workspace, takes(*DECIDING)],
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
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write it without asking.", show_default=False)] = False,
) -> None:
    """Make a rule step by step: what is not given as an option is asked. It is checked, and you see what it decides
    otherwise, before it is written."""
    from screener.policy.writing import RuleDraft, kebab

    desk = desk_of(at)
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

    at: Workspace
    folder: Path
    policy: Policy
    templates: Mapping[str, Collection[str]]

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
        return structs.replace(
            draft, priority=priority, ask="me" if no_question else ask, reply=reply or _REPLY[draft.decide]
        )

    def _priority(self, draft: RuleDraft, *, asks: bool) -> str:
        from screener.outcomes import Verdict
        from screener.policy.rule_reading import BANDS, BY_NAME, priority_words
        from screener.rehearsal.rule_proposals import neighbours_of, priority_for

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
        from screener.catalogue.values import counted
        from screener.cli.comparing import compare
        from screener.policy.writing import example_lines, rule_lines, with_item
        from screener.rehearsal.rule_proposals import example_for

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
        if failed and not asks:  # with nobody to look, a rule that breaks others is not written
            remark(f"{counted(len(failed), 'example')} would fail that did not; nothing was written")
            raise typer.Exit(WOULD_FAIL)
        compare(self.at, policy)
        usual = "no" if failed else "yes"
        if asks and asking.one_of(f"Write it into {file}?", "", ("yes", "no"), usual) == "no":
            remark("nothing was written")
            return
        write_changed(text, file)
        remark(f"wrote {file}; see what it does with: screener rules show {draft.id} --rules {self.folder}")

    def _newly_failing(self, policy: Policy) -> list[Problem]:
        """The user's own examples that fail under a policy, in a copy of the folder, and did not so far."""
        from screener.policy.writing import in_folder
        from screener.rehearsal.trials import failed_outcomes, problem_of

        # Those that failed before are not this rule's fault.
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

        # Alone in a rule, so that what is found is about it.
        trial = RuleDraft(id=self.free_id("trial"), flag="trial", when=[condition], because="Trial.")
        checked = check_with(self.folder, FILE, with_item(self.text, "rules", rule_lines(trial)), self.templates)
        return [problem.text for problem in checked.errors]

    @property
    def conclusions(self) -> set[str]:
        """What the rules conclude."""
        return {rule.conclude for rule in self.policy.rules if rule.conclude}


def desk_of(at: Workspace) -> Desk:
    """The folder of the policy that runs, ready to be written to. Raises UsageError if it is the shipped one."""
    return Desk(at, at.own_rules_folder(), at.policy(), at.template_names())


def _with_own_examples(policy: Policy) -> Policy:
    # Those expect the shipped rules alone.
    return structs.replace(policy, examples=tuple(each for each in policy.examples if not each.shipped))


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


_DONE: Final = {"accept": "accepted", "decline": "declined", "ask-for-context": "asked about"}
_DO: Final = {"accept": "Accept", "decline": "Decline", "ask-for-context": "Ask"}
_ASK: Final = "what-links-us"


class Difference(StrEnum):
    """What made the difference to the user."""

    KIND = "kind"
    NOTE = "note"
    HEADLINE = "headline"
    FIRM = "firm"
    PERSON = "person"


def teach(
    which: Which,
    at: Annotated[Workspace, takes(*DECIDING)],
    because_of: Annotated[
        str, typer.Option("--because-of", metavar="WHAT", help="kind, note, headline, firm or person.")
    ] = "",
    words: Annotated[
        list[str] | None,
        typer.Option("--words", metavar="TEXT", help="The words in note or headline; may be repeated."),
    ] = None,
    identity: Annotated[str, typer.Option("--id", help="The rule's id. [default: from what it is about]")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write it without asking.", show_default=False)] = False,
) -> None:
    """Make a rule of a request that you decided otherwise than proposed: what made the difference is asked, the rule is
    shown with its examples and with every past decision that it would change, and written on your yes."""
    desk = desk_of(at)
    lesson = _lesson(which, at)
    if yes and not because_of:
        raise UsageError("--yes asks nothing, so it needs --because-of: kind, note, headline, firm or person")
    say(f"You {_DONE[lesson.verdict]} {lesson.name}; proposed was {lesson.proposed} ({lesson.winner}).")
    difference = _difference(lesson, because_of)
    if difference is Difference.PERSON:
        say("What you decided about one person is remembered, and decides when they ask again; it needs no rule.")
        return
    draft = _draft(lesson, difference, words or [], identity, desk.free_id, asks=not yes)
    desk.write(draft, asks=not yes, counter=_counter(lesson, desk.policy))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lesson:
    """A request that was decided otherwise than proposed by `winner`, which has a priority unless it is `otherwise`."""

    request: Request
    sheet: FactSheet
    verdict: str
    proposed: str
    winner: str
    winning_priority: int | None

    @property
    def name(self) -> str:
        """Who asked."""
        return self.request.name

    @property
    def kind(self) -> str:
        """What kind of asker they are, unless the trained reader alone says so, on which no such rule may rest."""
        records = self.sheet["asker"] or ()
        # A rule on a guess would be a guess for ever.
        return next((str(each.fields["kind"]) for each in records if each.fields.get("read-by") != "model"), "")


def _lesson(which: str, at: Workspace) -> _Lesson:
    """What the user decided, and what would be proposed on the facts of that day. Raises UsageError where there is
    nothing to learn."""
    from screener.ledger.choosing import find_request
    from screener.rehearsal.decision_diff import ruling_on
    from screener.screening.history import all_cases, bound

    setting = at.setting()
    with at.opened() as opened:
        kept = find_request(opened, which)
        case = next((each for each in all_cases(opened, setting) if each.number == kept.number), None)
        if case is None or case.verdict is None:
            raise UsageError(
                f"you have not decided on {kept.request.name} yet; do so with `screener accept {kept.number}`, "
                f"`decline` or `ask`, then teach"
            )
        ruling = ruling_on(case.sheet, bound(opened, setting).inferring)
    if ruling.verdict == case.verdict:
        raise UsageError(
            f"you decided on {kept.request.name} as is proposed ({case.verdict}), so there is nothing to learn; a rule "
            "of any kind is made with `screener rules new`"
        )
    priorities = {rule.id: rule.priority for rule in setting.policy.rules}
    return _Lesson(
        request=kept.request,
        sheet=case.sheet,
        verdict=case.verdict,
        proposed=ruling.verdict,
        winner=ruling.rules[0],
        winning_priority=priorities.get(ruling.rules[0]),
    )


def _difference(lesson: _Lesson, given: str) -> Difference:
    """What made the difference, of what is known of the request."""
    known = {
        Difference.KIND: lesson.kind,
        Difference.NOTE: lesson.request.note or "",
        Difference.HEADLINE: lesson.request.headline or "",
        Difference.FIRM: lesson.request.company or "",
        Difference.PERSON: lesson.name,
    }
    there = [each for each, value in known.items() if value]
    if given and given in {*Difference} and given not in there:
        raise UsageError(f"nothing is known of their {given}; what is known: {', '.join(there)}")
    for each in there if not given else ():
        say(f"{each}: {known[each]}", 2)
    return Difference(asking.one_of("What made the difference?", given, there, there[0]))


def _draft(
    lesson: _Lesson,
    difference: Difference,
    words: list[str],
    identity: str,
    free_id: Callable[[str], str],
    *,
    asks: bool,
) -> RuleDraft:
    """The rule that would have decided as the user did."""
    from screener.policy.writing import RuleDraft, kebab

    about, condition = _condition(lesson, difference, words, asks=asks)
    return RuleDraft(
        id=identity or free_id(kebab(f"{_DO[lesson.verdict]} {about}")[:60].strip("-")),
        title=f"{_DO[lesson.verdict]} {about}",
        decide=lesson.verdict,
        priority=_band(lesson),
        ask=_ASK if lesson.verdict == "ask-for-context" else "",
        reply={"accept": "thanks", "decline": "silent"}.get(lesson.verdict, ""),
        when=[condition],
        because=f"You {_DONE[lesson.verdict]} {about} before.",
    )


def _condition(lesson: _Lesson, difference: Difference, words: list[str], *, asks: bool) -> tuple[str, str]:
    """What the rule is about, in words, and its condition."""
    from screener.located.findings import quoted_text

    if difference is Difference.KIND:
        kind = lesson.kind
        return "private people" if kind == "private" else f"{kind}s", f"asker: {kind}"
    if difference is Difference.FIRM:
        firm = lesson.request.company or ""
        return f"people of {firm}", f"company: {{is: {quoted_text(firm)}}}"
    if not words and not asks:
        raise UsageError(f"--because-of {difference} needs --words: the words of their {difference} that count")
    if not words:
        answer = asking.ask(f"Which words of their {difference}? (several: with commas)")
        words = [each.strip() for each in answer.split(",") if each.strip()]
    _check_words(lesson, difference, words)
    listed = ", ".join(quoted_text(each) for each in words)
    return f"people with {' or '.join(words)} in their {difference}", f"{difference}: {{mentions: [{listed}]}}"


def _check_words(lesson: _Lesson, difference: Difference, words: list[str]) -> None:
    """Raises UsageError for words that do not stand there, with which the rule would not have held."""
    from screener.texts.folding import fold

    text = (lesson.request.note if difference is Difference.NOTE else lesson.request.headline) or ""
    if not any(fold(each) in fold(text) for each in words):
        raise UsageError(f"none of these words stands in their {difference}: {text!r}; give words that do")


def _band(lesson: _Lesson) -> str:
    """The band of the rule that won, above which the user's own ranks. Raises UsageError for what none may outrank."""
    from screener.policy.rule_reading import BY_NAME, band_of, proposed_band

    priority = lesson.winning_priority
    if priority is None:
        return proposed_band(lesson.verdict)
    band = band_of(priority)
    if priority >= BY_NAME["my-word"].own:
        raise UsageError(f"{lesson.winner} follows your own word, which no rule outranks; take that word back instead")
    return band.name if band and priority < band.own else str(priority + 1)


def _counter(lesson: _Lesson, policy: Policy) -> tuple[str, str, str]:
    """An example in which the rule does not hold: somebody of whom nothing is known."""
    return (
        f"not what was learned of {lesson.winner}"[:60],
        "given: {}",
        f"expect: {{decide: {policy.otherwise.decide}}}",
    )
