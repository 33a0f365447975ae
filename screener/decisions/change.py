"""What would change a verdict, and the question that would settle it, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from screener.catalogue.truth import Truth
from screener.evidence.facts import Fact
from screener.policy.model import Verdict
from screener.sources.records import Provenance

Facts = tuple[Fact, ...] | None


class Kind(StrEnum):
    """How the records of a subject become others."""

    LOOKED = "looked, and found nothing"
    FOUND = "found"
    ALTERED = "altered"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Other records of one subject, and the values of its conditions then. `record` is the record that is new (so many
    `copies` of it) or altered, `before` what it was, `said` the fields that make it so; `told`: the asker could tell
    all of them; `rarity` is how seldom such a thing turns up, from 1."""

    subject: str
    kind: Kind
    records: Facts
    values: tuple[Truth, ...]
    said: tuple[str, ...] = ()
    copies: int = 1
    rarity: int = 1
    asks: str = ""
    record: Fact | None = None
    before: Fact | None = None

    @property
    def length(self) -> int:
        """How much is said anew."""
        return len(self.said) + self.copies - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The smallest change of its kind that leads to another verdict: one alternative for each subject it touches.
    `text` completes the sentence "it would be `to` if …"."""

    to: Verdict
    facts: tuple[Alternative, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes, the nearest first. Not complete: the search came to its limit, and there may be others."""

    found: tuple[Change, ...] = ()
    is_complete: bool = True


class To(StrEnum):
    """Who can answer a question."""

    ASKER = "asker"
    USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One person whom a question to the user offers: what to call them, and the row that shows them."""

    label: str
    source: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The one question that would settle a request: to whom it goes, what it is about, why it is asked.

    To the asker it is a `template`, with what they have claimed so far (a stranger's text, which may be empty). To the
    user it is a `text` that a glance answers, with the persons it offers; `if_yes` (to the first) and `if_no` are the
    verdicts that follow.
    """

    to: To = To.ASKER
    template: str = ""
    subject: str
    why: str
    claimed: str = ""
    text: str = ""
    offers: tuple[Offer, ...] = ()
    if_yes: Verdict | None = None
    if_no: Verdict | None = None
