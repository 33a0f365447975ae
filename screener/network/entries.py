"""A connection as the machine-readable form has it: every view is made of it, and the store keeps it as its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal

import msgspec
import regex
from msgspec import field

from screener.decisions.decision import Reason
from screener.network.judgement import Acquaintance, Class
from screener.policy.model import Rule
from screener.sources.records import Provenance
from screener.texts.patterns import Expression

Day = date  # for nouns that have a `date`
_UNSEEN: Final = Expression(r"[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+")
_encode = msgspec.json.Encoder().encode


class RowCited(msgspec.Struct, frozen=True, kw_only=True):
    """Where a piece of evidence stands."""

    file: str
    row: int | None
    rows: int
    date: Day | None
    read_on: Day | None

    @property
    def provenance(self) -> Provenance:
        """The same as a record has it."""
        return Provenance(file=self.file, row=self.row or 0, rows=self.rows, date=self.date)


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A row, and what it shows."""

    id: str
    subject: str
    text: str
    source: RowCited


class LineOfRules(msgspec.Struct, frozen=True, kw_only=True):
    """Where a rule is written."""

    file: str
    line: int


class EntryReason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a connection is judged so; `evidence` are ids of pieces."""

    rule: str
    kind: Literal["concludes", "flags", "class"]
    text: str
    evidence: tuple[str, ...]
    place: LineOfRules | None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A connection with its class, conclusions, flags and reasons; each piece of evidence stands once."""

    id: str
    name: str
    profile_url: str | None
    company: str | None
    position: str | None
    connected_on: Day | None
    kind: Class = field(name="class")
    conclusions: tuple[str, ...]
    flags: tuple[str, ...]
    reasons: tuple[EntryReason, ...]
    evidence: tuple[Piece, ...]

    @property
    def work(self) -> str:
        """What they do, and where."""
        return " at ".join(part for part in (self.position, self.company) if part)

    def rows(self, reason: EntryReason) -> Iterator[Provenance]:
        """The rows that a reason rests on."""
        return (piece.source.provenance for piece in self.evidence if piece.id in reason.evidence)


def entry_of(one: Acquaintance, rules: Mapping[str, Rule]) -> Entry:
    """The entry of somebody judged."""
    linked = one.linked
    reasons, evidence = reasons_of(one.reasons, rules)
    return Entry(
        id=linked.id,
        name=linked.name,
        profile_url=linked.row.url or None,
        company=linked.row.company or None,
        position=linked.row.position or None,
        connected_on=linked.connected_on,
        kind=one.kind,
        conclusions=one.conclusions,
        flags=one.flags,
        reasons=reasons,
        evidence=evidence,
    )


def reasons_of(
    reasons: Sequence[Reason], rules: Mapping[str, Rule]
) -> tuple[tuple[EntryReason, ...], tuple[Piece, ...]]:
    """The reasons with ids of evidence, and the pieces."""
    ids: dict[tuple[str, str, Provenance], str] = {}
    pieces, told = [], []
    for reason in reasons:
        cited = []
        for each in reason.evidence:
            key = each.subject, each.text, each.source
            if key not in ids:
                ids[key] = f"e{len(ids) + 1}"
                pieces.append(Piece(id=ids[key], subject=each.subject, text=each.text, source=_cited(each.source)))
            cited.append(ids[key])
        told.append(_told(reason, rules.get(reason.rule), tuple(cited)))
    return tuple(told), tuple(pieces)


def _told(reason: Reason, rule: Rule | None, cited: tuple[str, ...]) -> EntryReason:
    return EntryReason(
        rule=reason.rule,
        kind="class" if rule is None else "concludes" if rule.conclude else "flags",
        text=reason.text,
        evidence=cited,
        place=LineOfRules(file=rule.place.file, line=rule.place.line) if rule and rule.place.file else None,
    )


def _cited(source: Provenance) -> RowCited:
    return RowCited(file=source.file, row=source.row or None, rows=source.rows, date=source.date, read_on=None)


def text_of(value: object) -> str:
    """JSON that any reader reads as meant and any terminal prints harmlessly: what is not printable is escaped."""
    text = _encode(value).decode()
    return text if text.isprintable() else str(_UNSEEN.sub(_escaped, text))


def _escaped(found: regex.Match[str]) -> str:
    return _encode(found.group()).decode()[1:-1] if found.group().isascii() else _as_points(found.group())


def _as_points(text: str) -> str:
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))
