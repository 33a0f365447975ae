"""`screener teach`: a rule made of what the user decided otherwise than proposed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from screener.cli import asking, options
from screener.cli.output import say
from screener.cli.queue import Which
from screener.errors import UsageError

if TYPE_CHECKING:
    from screener.evidence.facts import FactSheet
    from screener.policy.model import Policy
    from screener.policy.writing import RuleDraft
    from screener.sources.records import Request

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
    because_of: Annotated[
        str, typer.Option("--because-of", metavar="WHAT", help="kind, note, headline, firm or person.")
    ] = "",
    words: Annotated[
        list[str] | None,
        typer.Option("--words", metavar="TEXT", help="The words in note or headline; may be repeated."),
    ] = None,
    identity: Annotated[str, typer.Option("--id", help="The rule's id. [default: from what it is about]")] = "",
    rules: Annotated[Path | None, typer.Option("--rules", metavar="DIR", help="Your folder of rules.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write it without asking.", show_default=False)] = False,
    today: options.Today = None,
    store: options.Store = None,
) -> None:
    """Make a rule of a request that you decided otherwise than proposed: what made the difference is asked, the rule is
    shown with its examples and with every past decision that it would change, and written on your yes."""
    from screener.cli.rules_new import desk_of

    desk = desk_of(rules, today, store)
    lesson = _lesson(which, rules, today, store)
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
        return next((str(each.fields["kind"]) for each in records if each.fields.get("read-by") != "model"), "")


def _lesson(which: str, rules: Path | None, today: str | None, store: Path | None) -> _Lesson:
    """What the user decided, and what would be proposed on the facts of that day. Raises UsageError where there is
    nothing to learn."""
    from screener.ledger.choosing import find_request
    from screener.rehearsal.decision_diff import ruling_on
    from screener.screening.history import all_cases, bound

    setting = options.setting_of(rules, None, today)
    with options.opened_store(store) as opened:
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
    from screener.policy.writing import quoted_text

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
