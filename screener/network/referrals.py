"""Whom the user can turn to for a word at a firm, in a role, a field or a place: by the weakest of what it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from screener.catalogue.value_wording import day_words
from screener.decisions.decision import Evidence, Reason
from screener.errors import UsageError
from screener.network.audit import Network
from screener.network.connections import Connections, Linked, Mark
from screener.network.firm_identity import FirmIdentity, is_firm
from screener.network.judgement import KNOWS_MY_WORK, WOULD_VOUCH, Acquaintance, Class
from screener.replies.letters import REFERRAL, Letter, letter
from screener.sources.records import Connection
from screener.texts.folding import fold, folded, one_line, shortened
from screener.texts.phrases import PhraseSet

_ALIKE: Final = 75  # of 100
_MOST_ALIKE: Final = 3  # as a question: did you mean …?
_YEAR: Final = 365.25
_NO: Final = "no"
_UNSURE: Final = "unsure"
_OWN_HAND: Final = frozenset({"recommendation-received", "recommendation-given"})


class Aim(StrEnum):
    """What somebody is to be near to."""

    FIRM = "firm"
    ROLE = "role"
    FIELD = "field"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the user looks for."""

    aim: Aim
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Somebody to turn to. Bands: `knows_my_work` 0 to 3, `would_vouch` 0 to 2, `near` 0 to 3, `recent` 0 to 3."""

    one: Acquaintance
    knows_my_work: int
    would_vouch: int
    near: int
    recent: int
    reasons: tuple[Reason, ...]
    draft: Letter

    @property
    def weakest(self) -> int:
        """The band of the weakest link: a chain of two strong ones and a broken one holds nothing."""
        return min(self.knows_my_work, self.would_vouch, self.near)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrals:
    """Those whom the user knows, best first; those near the target of whom nothing shows that they met; and those who
    moved there since an older archive. `did_you_mean`: the firms of connections that are written most like one at which
    nobody is."""

    network: Network
    target: Target
    people: tuple[Turn, ...]
    never_met: tuple[Turn, ...]
    moved_there: tuple[Turn, ...]
    did_you_mean: tuple[str, ...] = ()


def referrals_of(network: Network, target: Target, folders: Sequence[Path]) -> Referrals:
    """Rank whoever is or was near the target. Somebody whom the user vouched against is nowhere. Raises UsageError for
    a target that names nothing."""
    nearness = Nearness(target, network.connections.firms)
    near = {one.id: band for one in network.connections.everyone if (band := nearness.band_of(one)) > 0}
    persons = frozenset(one.person for one in network.connections.everyone if one.id in near)
    # Judged are only those who are near.
    judged = [one for one in network.judged(persons) if one.linked.id in near and one.vouch != _NO]
    turns = sorted((_turn(one, near[one.linked.id], network, target, folders) for one in judged), key=_order)
    there = [turn for turn in turns if turn.near > 1]
    return Referrals(
        network=network,
        target=target,
        people=tuple(turn for turn in turns if turn.one.kind is Class.PROVED),
        never_met=tuple(turn for turn in there if turn.one.kind is not Class.PROVED),
        moved_there=tuple(turn for turn in there if nearness.moved(turn.one.linked)),
        did_you_mean=() if near or target.aim is not Aim.FIRM else _firms_like(target.text, network.connections),
    )


def _firms_like(text: str, connections: Connections) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process  # loaded only where nobody is found

    firms = {row.company: fold(row.company) for one in connections.everyone if is_firm((row := one.row).company)}
    found = process.extract(fold(text), firms, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=_MOST_ALIKE)
    return tuple(firm for _, _, firm in sorted(found, key=lambda each: (-each[1], each[2])))


class Nearness:
    """How near somebody is to a target: 3 there now (a firm is known by identity), 2 at a firm that belongs to it, 1
    there by an older archive."""

    def __init__(self, target: Target, firms: FirmIdentity) -> None:
        text = one_line(target.text)
        if target.aim is Aim.FIRM and not is_firm(text):
            raise UsageError(
                f"{shortened(text)!r} names no firm: many write it who have nothing else in common; name a firm"
            )
        if not fold(text):
            raise UsageError(f"the {target.aim.value} to look for is empty; name one")
        self._target, self._firms = target, firms
        self._key, self._phrase = firms.key(text), PhraseSet((text,))

    def band_of(self, linked: Linked) -> int:
        """The band by the newest archive, else by an older one."""
        now = self._band(linked.row)
        return now or int(any(self._band(seen.row) for seen in linked.before))

    def moved(self, linked: Linked) -> bool:
        """Whether an older archive shows them elsewhere, and only the newest there."""
        if not linked.before or not self._band(linked.row) or any(self._band(seen.row) for seen in linked.before):
            return False
        return self._target.aim is not Aim.FIRM or linked.has(Mark.CHANGED_FIRM)

    def _band(self, row: Connection) -> int:
        match self._target.aim:
            case Aim.FIRM:
                if self._firms.belongs_to(row.company, self._target.text):
                    return 2
                return 3 if self._key and self._firms.key(row.company) == self._key else 0
            case Aim.FIELD:
                return 3 if self._phrase.found_in_folded(folded(f"{row.position} . {row.company}")) else 0
            case Aim.ROLE | Aim.PLACE:
                return 3 if self._phrase.found_in_folded(folded(row.position)) else 0


def _turn(one: Acquaintance, near: int, network: Network, target: Target, folders: Sequence[Path]) -> Turn:
    linked = one.linked
    seen = next((each for each in linked.snapshots if near > 1 or each.row is not linked.row), linked.snapshots[0])
    text = f"{_work(seen.row)}, by your archive of {day_words(seen.day)}"
    reason = Reason("near", text, (Evidence("career", text, seen.row.provenance),))
    draft = letter(
        REFERRAL,
        name=linked.name,
        about_me=network.about_me,
        folders=folders,
        voice=one.voice,
        target={target.aim.value: target.text},
        facts=_history(one),
    )
    return Turn(
        one=one,
        knows_my_work=_knows(one),
        would_vouch=_vouches(one),
        near=near,
        recent=_recent(one.spoke_on, network.today),
        reasons=(*one.reasons, reason),
        draft=draft,
    )


def _history(one: Acquaintance) -> Mapping[str, Mapping[str, str]]:
    return (
        {name: told for name, told in one.known_facts.items() if name in ("shared_employer", "recommendation_received")}
        if one.kind is Class.PROVED
        else {}
    )


def _work(row: Connection) -> str:
    return shortened(" at ".join(part for part in (row.position, row.company) if part)) or "no work named"


def _knows(one: Acquaintance) -> int:
    """3: they wrote of it, or a rule says that they know it and the user wrote of theirs; 2: a rule says so; 1: they
    endorsed a skill, and the user knows them; else 0."""
    if one.kind is not Class.PROVED:
        return 0
    if KNOWS_MY_WORK in one.drawn:
        return 3 if _OWN_HAND & one.subjects else 2
    return 1 if "endorsement-received" in one.subjects else 0


def _vouches(one: Acquaintance) -> int:
    """2: a rule says so; 1: nothing speaks against it, and the user knows them; 0: unsure, or not known."""
    if one.kind is not Class.PROVED or one.vouch == _UNSURE:
        return 0
    return 2 if WOULD_VOUCH in one.drawn else 1


def _recent(day: date | None, today: date) -> int:
    """3: within a year, 2: within three, 1: earlier, 0: no day known."""
    if day is None:
        return 0
    years = (today - day).days / _YEAR
    return 3 if years <= 1 else 2 if years <= 3 else 1


def _order(turn: Turn) -> tuple[object, ...]:
    day = turn.one.spoke_on
    return (
        -turn.weakest,
        -(turn.knows_my_work + turn.would_vouch + turn.near),
        -turn.recent,
        -(day.toordinal() if day else 0),
        fold(turn.one.linked.name),
        turn.one.linked.id,
    )
