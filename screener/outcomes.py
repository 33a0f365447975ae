"""The words in which an outcome is told, shared by those who decide and those who show: nothing here takes time to
import."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

OTHERWISE: Final = "otherwise"  # stands for a rule where no rule decided
NOTHING_TO_DO: Final = "nothing-to-do"
ANSWERED: Final = "waiting-answered"
SNOOZED: Final = "snoozed"
COMPILED: Final = "compiled policy"  # the name in every output that says durable-rules was not used


class Verdict(StrEnum):
    """What a policy decides."""

    ACCEPT = "accept"
    DECLINE = "decline"
    ASK = "ask-for-context"


# The order in which new requests are numbered.
OUTCOMES: Final = (Verdict.ACCEPT.value, Verdict.ASK.value, Verdict.DECLINE.value, NOTHING_TO_DO)


class Certainty(StrEnum):
    """How sure a verdict is. High: no unknown whose source was read could change it. Low: it stands although an
    exception could not be ruled out, or its only proof was joined by name. Else medium."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class To(StrEnum):
    """Who can answer a question."""

    ASKER = "asker"
    USER = "user"


class Zone(StrEnum):
    """How sure it is who the asker is."""

    SAME = "same"
    CONFIRM = "confirm"
    SECOND_PROFILE = "second-profile"
    NEAR = "near"
    NOBODY = "nobody"


class By(StrEnum):
    """What made them the same."""

    YOUR_WORD = "by-your-word"
    PROFILE = "same-profile"
    MAIL = "same-email"
    POINTS = "corroborated"


class Tone(StrEnum):
    """How a reply sounds. A template without words of its own for a tone uses its plain ones."""

    PLAIN = "plain"
    WARM = "warm"
    FORMAL = "formal"


class Part(StrEnum):
    """The parts of the queue, in the order in which they are shown: what the user settles at a glance comes first."""

    TO_CONFIRM = "to-confirm"
    TO_READ = "to-read"
    ACCEPT = "accept"
    ASK = "ask-for-context"
    DECLINE = "decline"
    NOTHING = NOTHING_TO_DO


def part_of(verdict: Verdict | None, state: str, question_to: To | None) -> Part:
    """The part of the queue that a request stands in."""
    if verdict is Verdict.ASK and state == ANSWERED:
        return Part.TO_READ
    if verdict is Verdict.ASK and question_to is To.USER:
        return Part.TO_CONFIRM
    return Part(verdict.value) if verdict else Part.NOTHING
