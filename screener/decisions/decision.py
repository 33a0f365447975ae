"""A decision: what is proposed for one request, with the reasons and the rows that prove them."""

from __future__ import annotations

from datetime import date

import msgspec

from screener.decisions.change import Change, Question
from screener.outcomes import Certainty, Verdict
from screener.sources.records import Provenance


class Evidence(msgspec.Struct, frozen=True):
    """One row that a reason rests on, and what it says; or a file that was searched and held nothing."""

    subject: str
    text: str
    source: Provenance


class Reason(msgspec.Struct, frozen=True):
    """A rule that held (or `otherwise`, or a state), why, and its evidence."""

    rule: str
    text: str
    evidence: tuple[Evidence, ...] = ()


class Outranked(msgspec.Struct, frozen=True):
    """A deciding rule that held, too, but had a lower priority."""

    rule: str
    verdict: Verdict
    text: str


class Told(msgspec.Struct, frozen=True):
    """The one fact that the reply may name: the field of a subject, worded for people.

    `language`: that of the evidence, where it tells. `day` and `today`: those of the record and of the decision, where
    the record says its age. `quotes`: what the user calls it, field by field, in the words of the asker, who says it,
    too.
    """

    subject: str
    field: str
    text: str
    language: str | None = None
    day: date | None = None
    today: date | None = None
    quotes: tuple[tuple[str, str], ...] = ()


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What is proposed for one request. Without a verdict there is nothing to decide, and the reason says why.

    `voice`: the language and register of the last words between the two, if they are known. `flagged_by` names the
    rule of each flag. `reply` and `ask` are those of the winning rule (`silent` and none for a conflict);
    `unsettled` lists the exceptions that could not be ruled out. `is_written_kind`: one of the kinds of asker whom
    the user answers in writing. `ask` is the winning rule's, else that of `question`; what would change the
    verdict, and the question where the rule has an `ask`, are worked out only when they are shown (`explaining`).
    """

    state: str
    verdict: Verdict | None
    certainty: Certainty | None
    reasons: tuple[Reason, ...]
    conclusions: tuple[str, ...] = ()
    outranked: tuple[Outranked, ...] = ()
    flags: tuple[str, ...] = ()
    flagged_by: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    shadow: tuple[str, ...] = ()
    reply: str | None = None
    ask: str | None = None
    told: Told | None = None
    voice: tuple[str, str] | None = None
    is_written_kind: bool = False
    would_change: tuple[Change, ...] = ()
    changes_are_all: bool = True  # False: the search for changes came to its limit
    question: Question | None = None
