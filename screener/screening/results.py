"""What a screening gives back, and whose store it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

import msgspec

from screener.decisions.decision import Decision, Reason
from screener.errors import InputError, Problem
from screener.evidence.facts import FactSheet
from screener.ledger.sqlite_store import Store
from screener.notes.reading import Reading
from screener.outcomes import NOTHING_TO_DO, OUTCOMES, SNOOZED, Certainty, Part, part_of
from screener.people.names import name_of
from screener.policy.model import Policy
from screener.replies.drafts import Draft
from screener.sources.records import Request
from screener.sources.source import Source, SourceKind
from screener.texts.folding import one_line
from screener.world.asker import Owner
from screener.world.resolution import Resolution

_CERTAINTIES: Final = (Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW, None)


class Rank(NamedTuple):
    """The place of a request in the queue: the smaller, the sooner it is shown. `reason` is the deciding rule of a
    decline, `doubt` grows as certainty falls, `newness` is smaller the newer the request."""

    part: int
    reason: str
    is_unflagged: bool
    doubt: int
    newness: int

    @classmethod
    def of(cls, part: Part, reason: str, is_flagged: bool, certainty: Certainty | None, sent: date | None) -> Rank:
        """The place of one that stands in this part: the more it is worth attention, the smaller. Declines stand by
        their `reason`, the deciding rule."""
        return cls(
            _PARTS.index(part),
            reason if part is Part.DECLINE else "",
            not is_flagged,
            _CERTAINTIES.index(certainty),
            -sent.toordinal() if sent else 0,
        )


_PARTS: Final = tuple(Part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """One request with its decision and its draft; no draft means that silence is the answer. `number` is its number in
    the queue, None where nothing is remembered; `twins` are the requests that are nearly the same, the newest first;
    `resolution` is who the asker is among the user's people; `reading` what was read in the note; `sheet` are the facts
    it was decided on, and `looked_up` what was looked up for it (both empty where the result was kept, and this also
    where nobody wants to know: `screening/noted_world.py`);
    `withheld` says why a reply that was called for is not drafted; `explain` works out what takes longer than
    deciding."""

    id: str
    request: Request
    decision: Decision
    draft: Draft | None = None
    withheld: str = ""
    number: int | None = None
    twins: tuple[Request, ...] = ()
    resolution: Resolution | None = None
    reading: Reading | None = None
    sheet: FactSheet = field(default_factory=dict, repr=False, compare=False)
    looked_up: frozenset[str] = frozenset()
    explain: Callable[[], Decision] | None = field(default=None, repr=False, compare=False)

    def explained(self) -> Decision:
        """The decision with what would change it and the one question. Raises EngineError."""
        return self.explain() if self.explain else self.decision

    @property
    def outcome(self) -> str:
        """The verdict, or that there is nothing to do."""
        return self.decision.verdict.value if self.decision.verdict else NOTHING_TO_DO

    @property
    def part(self) -> Part:
        """The part of the queue that it stands in."""
        question = self.decision.question
        return part_of(self.decision.verdict, self.decision.state, question.to if question else None)

    @property
    def rank(self) -> Rank:
        """Its place in the queue."""
        decision = self.decision
        rule = decision.reasons[0].rule if decision.reasons else ""
        return Rank.of(self.part, rule, bool(decision.flags), decision.certainty, self.request.sent)


def as_snoozed(one: Screened, until: date | None) -> Screened:
    """A proposal that the user has put off: nothing is to be decided until a day, or until newer files are read."""
    reasons = (Reason(SNOOZED, f"You put it off until {until or 'newer files are read'}."),)
    decision = Decision(state=SNOOZED, verdict=None, certainty=None, reasons=reasons)
    return replace(one, decision=decision, draft=None, explain=None)


class SourceSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from one file; `state` is "broken" where not all of it could be read."""

    file: str
    kind: str
    state: str = "read"
    owner: str = ""
    newest: date | None = None
    records: Mapping[str, int]
    counts: Mapping[str, int]
    problems: int


class Screening(msgspec.Struct, frozen=True, kw_only=True):
    """All requests decided on one day by one policy, in the order of the queue, and what was read for it.

    `is_incomplete`: a whole file could not be used, so the run ends with exit code 3; `not_read` names the kinds of
    files that were never read. `numbers` are those of the whole queue, of which `screened` may be a part (places,
    where nothing is remembered); `read_on` is the day on which each file was read.
    `is_explained`: the results can say what would change each verdict.
    """

    today: date
    policy: Policy
    engine: str
    sources: tuple[SourceSummary, ...]
    screened: Sequence[Screened]
    problems: tuple[Problem, ...]
    is_incomplete: bool = False
    not_read: tuple[str, ...] = ()
    numbers: Mapping[Request, int] = msgspec.field(default_factory=dict)
    read_on: Mapping[str, date] = msgspec.field(default_factory=dict)
    is_explained: bool = True

    @property
    def summary(self) -> dict[str, int]:
        """How many requests have each outcome."""
        counted = Counter(one.outcome for one in self.screened)
        return {outcome: counted[outcome] for outcome in OUTCOMES}


def refuse_other_owner(store: Store, owner: Owner, source: Source) -> None:
    """Raises InputError for an archive of somebody else than the store's owner."""
    row = store.one("SELECT * FROM owner")
    if source.kind is not SourceKind.LINKEDIN_ARCHIVE or row is None or not (owner.called or owner.profiles):
        return
    slugs = {key.value for key in owner.profiles if key.kind == "slug"}
    if slugs and row["slug"]:
        is_same = row["slug"] in slugs
    else:
        is_same = not owner.names or name_of(row["name"]).full in owner.names
    if not is_same:
        is_kept = not store.is_temporary
        held = f"the store {store.path} belongs to" if is_kept else "another file of this run is that of"
        way_out = "; name another file with --store, or use --no-store" if is_kept else "; give those of one person"
        raise InputError(
            f"{one_line(source.file)} is the archive of {owner.called or min(slugs)}, and {held} "
            f"{row['name'] or row['slug']}{way_out}"
        )


def keep_owner(store: Store, owner: Owner) -> None:
    """Note whose archive was read, if that is news. To be called while writing."""
    slug = min((key.value for key in owner.profiles if key.kind == "slug"), default="")
    row = store.one("SELECT * FROM owner")
    if row is None and (slug or owner.called):
        store.insert("owner", {"id": 1, "name": owner.called, "slug": slug})
    elif row is not None and slug and not row["slug"]:
        store.run("UPDATE owner SET slug = ?", slug)
