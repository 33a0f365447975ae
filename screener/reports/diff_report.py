"""What another policy would have decided, and what rules have done, as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from screener.rehearsal.decision_diff import DecisionDiff, Flip
from screener.rehearsal.statistics import RuleCount, is_shadow
from screener.reports.remembered import Rows
from screener.reports.terminal import indented, wrapped
from screener.reports.wording import counted
from screener.texts.cleaning import one_line

_SHORT: Final = {"accept": "accept", "decline": "decline", "ask-for-context": "ask"}


def diff_lines(diff: DecisionDiff, width: int, most: int) -> Iterator[str]:
    """The sum first; then each request that is decided otherwise, those that the user had decided themselves first."""
    yield from wrapped(diff_sentence(diff), width)
    flips = sorted(diff.flips, key=lambda flip: (not flip.contradicts, flip.number))
    for flip in islice(flips, most):
        yield from _flip(flip, width)
    if len(flips) > most:
        yield f"  and {len(flips) - most} more"


def resting_lines(diff: DecisionDiff, files: Sequence[str], width: int) -> Iterator[str]:
    """How many requests have facts that only the files can tell anew, and which files these are."""
    if diff.resting:
        rest = "rests" if diff.resting == 1 else "rest"
        named = ", ".join(map(one_line, files)) or "the files they came from"
        text = f"{counted(diff.resting, 'request')} also {rest} on {diff.why_files}, which only your files tell anew"
        yield from wrapped(f"{text}: save the edit and run `screener triage` with {named}.", width)


def diff_sentence(diff: DecisionDiff) -> str:
    """How many requests flip, in which ways, and how many of them the user had decided by hand."""
    get = "gets" if diff.other_reasons == 1 else "get"
    reasons = f" {diff.other_reasons:,} {get} the same verdict for another reason." if diff.other_reasons else ""
    if not diff.flips:
        return f"Flips none of {counted(diff.total, 'request')}.{reasons}"
    ways = ", ".join(f"{number:,} {_SHORT[old]} → {_SHORT[new]}" for (old, new), number in diff.ways.most_common())
    against = sum(flip.contradicts for flip in diff.flips)
    by_hand = f"; {against:,} of these you had decided so by hand" if against else ""
    return f"Flips {len(diff.flips):,} of {counted(diff.total, 'request')}: {ways}{by_hand}.{reasons}"


def count_rows(counts: Sequence[RuleCount]) -> Rows:
    """What each rule has done. A shadow rule decided nothing: what it would have."""
    return [
        {
            "rule": count.rule.id,
            "does": _does(count),
            "held": count.held,
            "decided": count.decided,
            "overruled": count.overruled,
            "last": count.last.isoformat() if count.last else "",
        }
        for count in counts
    ]


def _does(count: RuleCount) -> str:
    rule = count.rule
    effect = f"{_SHORT[rule.decide]} {rule.priority}" if rule.decide else rule.conclude or "flag"
    return f"{effect} (shadow)" if is_shadow(count) else effect


def _flip(flip: Flip, width: int) -> Iterator[str]:
    hand = f" (you: {_SHORT[flip.by_hand]})" if flip.by_hand else ""
    yield indented(
        f"{flip.number}. {one_line(flip.name)}: {flip.before.verdict} → {flip.after.verdict}{hand}", width, 2
    )
    yield indented(f"{', '.join(flip.before.rules)} → {', '.join(flip.after.rules)}", width, 6)
