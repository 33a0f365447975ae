"""The machine-readable forms of an audit, of referrals and of a recommendation, as frozen nouns and as JSON, one person
a line. Every key is always there, null or empty where there is nothing; new ones may come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, field

from screener.network.audit import Audit
from screener.network.entries import Entry, EntryReason, Piece, entry_of, reasons_of, text_of
from screener.network.figures import Figure
from screener.network.judgement import Class
from screener.network.recommendation import Recommendation
from screener.network.referrals import Aim, Referrals, Turn
from screener.policy.model import Policy, Rule
from screener.replies.letters import Letter

_NO_PEOPLE: Final = '"connections":[]'
_PARTS: Final = ("people", "never_met", "moved_there")
Count = Annotated[int, Meta(ge=0)]
Band = Annotated[int, Meta(ge=0, le=3)]


class PolicyNamed(msgspec.Struct, frozen=True, kw_only=True):
    """The policy that judged."""

    origin: str = field(name="from")
    digest: str


class LetterDrafted(msgspec.Struct, frozen=True, kw_only=True):
    """A letter to copy, or why there is none."""

    text: str | None
    language: str
    register: str
    template: str
    withheld: str | None


class AuditForm(msgspec.Struct, frozen=True, kw_only=True):
    """What your files show of every connection."""

    schema: Literal["audit/1"]
    today: date
    policy: PolicyNamed
    engine: str
    people: Count
    classes: Mapping[str, Count]
    not_read: tuple[str, ...]
    figures: tuple[Figure, ...]
    connections: tuple[Entry, ...]


class TargetSought(msgspec.Struct, frozen=True, kw_only=True):
    """What the user looks for."""

    by: Aim
    text: str


class TurnForm(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody to turn to."""

    id: str
    name: str
    profile_url: str | None
    company: str | None
    position: str | None
    knows_my_work: Band
    would_vouch: Annotated[int, Meta(ge=0, le=2)]
    near: Band
    recent: Band
    last_in_touch: date | None
    reasons: tuple[EntryReason, ...]
    evidence: tuple[Piece, ...]
    draft: LetterDrafted


class ReferralsForm(msgspec.Struct, frozen=True, kw_only=True):
    """Whom you could ask for a referral."""

    schema: Literal["referrals/1"]
    today: date
    target: TargetSought
    not_read: tuple[str, ...]
    did_you_mean: tuple[str, ...]
    people: tuple[TurnForm, ...]
    never_met: tuple[TurnForm, ...]
    moved_there: tuple[TurnForm, ...]


class PersonNamed(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a recommendation is of."""

    id: str
    name: str
    profile_url: str | None
    company: str | None
    position: str | None
    connected_on: date | None
    kind: Class = field(name="class")


class RecommendForm(msgspec.Struct, frozen=True, kw_only=True):
    """Whether you can recommend somebody. `vouches` are the words of yours, if they were asked for."""

    schema: Literal["recommend/1"]
    today: date
    person: PersonNamed
    can_recommend: bool
    your_word: Literal["yes", "unsure", "no"] | None
    conclusions: tuple[str, ...]
    reasons: tuple[EntryReason, ...]
    evidence: tuple[Piece, ...]
    wanting: tuple[str, ...]
    may_be_said: tuple[str, ...]
    vouches: tuple[str, ...]
    draft: LetterDrafted


def audit_as_json(audit: Audit, *, with_people: bool = True) -> Iterator[str]:
    """The document, in pieces; without people, the figures alone."""
    network, summary = audit.network, audit.summary
    whole = AuditForm(
        schema="audit/1",
        today=network.today,
        policy=PolicyNamed(origin=network.policy.origin, digest=network.policy.digest),
        engine=summary.engine,
        people=summary.number,
        classes=summary.classes,
        not_read=network.not_read,
        figures=summary.figures,
        connections=(),
    )
    head, _, tail = text_of(whole).partition(_NO_PEOPLE)  # people go between, one by one: there may be thousands
    yield head + '"connections": ['
    for place, text in enumerate(audit.people.texts() if with_people else ()):
        yield (",\n" if place else "\n") + text
    yield f"\n]{tail}\n"


def referrals_as_json(referrals: Referrals) -> Iterator[str]:
    """The document, in pieces."""
    network, target = referrals.network, referrals.target
    whole = ReferralsForm(
        schema="referrals/1",
        today=network.today,
        target=TargetSought(by=target.aim, text=target.text),
        not_read=network.not_read,
        did_you_mean=referrals.did_you_mean,
        people=(),
        never_met=(),
        moved_there=(),
    )
    left, rules = text_of(whole), _rules(network.policy)
    for part in _PARTS:
        head, _, left = left.partition(f'"{part}":[]')
        yield f'{head}"{part}": ['
        for place, turn in enumerate(getattr(referrals, part)):
            yield (",\n" if place else "\n") + text_of(_turn(turn, rules))
        yield "]"
    yield left + "\n"


def _rules(policy: Policy) -> dict[str, Rule]:
    return {rule.id: rule for rule in policy.rules}


def _turn(turn: Turn, rules: Mapping[str, Rule]) -> TurnForm:
    linked = turn.one.linked
    reasons, evidence = reasons_of(turn.reasons, rules)
    return TurnForm(
        id=linked.id,
        name=linked.name,
        profile_url=linked.row.url or None,
        company=linked.row.company or None,
        position=linked.row.position or None,
        knows_my_work=turn.knows_my_work,
        would_vouch=turn.would_vouch,
        near=turn.near,
        recent=turn.recent,
        last_in_touch=turn.one.spoke_on,
        reasons=reasons,
        evidence=evidence,
        draft=_letter(turn.draft),
    )


def recommendation_as_json(found: Recommendation, words: Sequence[str] = ()) -> Iterator[str]:
    """The document; `words` are those of the user's vouches, if they were asked for."""
    told = entry_of(found.one, _rules(found.network.policy))
    whole = RecommendForm(
        schema="recommend/1",
        today=found.network.today,
        person=PersonNamed(
            id=told.id,
            name=told.name,
            profile_url=told.profile_url,
            company=told.company,
            position=told.position,
            connected_on=told.connected_on,
            kind=told.kind,
        ),
        can_recommend=found.can_recommend,
        your_word=found.one.vouch or None,  # type: ignore[arg-type]
        conclusions=told.conclusions,
        reasons=told.reasons,
        evidence=told.evidence,
        wanting=found.wanting,
        may_be_said=found.sayable,
        vouches=tuple(words),
        draft=_letter(found.draft),
    )
    yield text_of(whole) + "\n"


def _letter(one: Letter) -> LetterDrafted:
    return LetterDrafted(
        text=one.text or None,
        language=one.language,
        register=one.register,
        template=one.template,
        withheld=one.withheld or None,
    )
