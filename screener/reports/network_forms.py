"""The machine-readable forms of an audit, of referrals and of a recommendation: stable, one person a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from screener.network.audit import Audit
from screener.network.entries import entry_of, reasons_of, text_of
from screener.network.recommendation import Recommendation
from screener.network.referrals import Referrals, Turn
from screener.policy.model import Rule
from screener.replies.letters import Letter

AUDIT: Final = "audit/1"
REFERRALS: Final = "referrals/1"
RECOMMEND: Final = "recommend/1"
Json = dict[str, Any]


def audit_as_json(audit: Audit, *, with_people: bool = True) -> Iterator[str]:
    """The document, in pieces; without people, the figures alone."""
    network, summary = audit.network, audit.summary
    head = {
        "schema": AUDIT,
        "today": network.today,
        "policy": {"from": network.policy.origin, "digest": network.policy.digest},
        "engine": summary.engine,
        "people": summary.number,
        "classes": summary.classes,
        "not_read": list(network.not_read),
        "figures": summary.figures,
    }
    yield text_of(head)[:-1] + ', "connections": ['
    for place, text in enumerate(audit.people.texts() if with_people else ()):
        yield (",\n" if place else "\n") + text
    yield "\n]}\n"


def referrals_as_json(referrals: Referrals) -> Iterator[str]:
    """The document, in pieces."""
    network, target = referrals.network, referrals.target
    rules = {rule.id: rule for rule in network.policy.rules}
    head = {
        "schema": REFERRALS,
        "today": network.today,
        "target": {"by": target.aim, "text": target.text},
        "not_read": list(network.not_read),
        "did_you_mean": list(referrals.did_you_mean),
    }
    yield text_of(head)[:-1]
    for part in ("people", "never_met", "moved_there"):
        yield f', "{part}": ['
        for place, turn in enumerate(getattr(referrals, part)):
            yield (",\n" if place else "\n") + text_of(_turn_json(turn, rules))
        yield "]"
    yield "}\n"


def _turn_json(turn: Turn, rules: Mapping[str, Rule]) -> Json:
    linked = turn.one.linked
    reasons, evidence = reasons_of(turn.reasons, rules)
    return {
        "id": linked.id,
        "name": linked.name,
        "profile_url": linked.row.url or None,
        "company": linked.row.company or None,
        "position": linked.row.position or None,
        "knows_my_work": turn.knows_my_work,
        "would_vouch": turn.would_vouch,
        "near": turn.near,
        "recent": turn.recent,
        "last_in_touch": turn.one.spoke_on,
        "reasons": reasons,
        "evidence": evidence,
        "draft": letter_json(turn.draft),
    }


def recommendation_as_json(found: Recommendation, words: Sequence[str] = ()) -> Iterator[str]:
    """The document; `words` are those of the user's vouches, if they were asked for."""
    rules = {rule.id: rule for rule in found.network.policy.rules}
    told = entry_of(found.one, rules)
    person = {
        "id": told.id,
        "name": told.name,
        "profile_url": told.profile_url,
        "company": told.company,
        "position": told.position,
        "connected_on": told.connected_on,
        "class": told.kind,
    }
    whole = {
        "schema": RECOMMEND,
        "today": found.network.today,
        "person": person,
        "can_recommend": found.can_recommend,
        "your_word": found.one.vouch or None,
        "conclusions": told.conclusions,
        "reasons": told.reasons,
        "evidence": told.evidence,
        "wanting": list(found.wanting),
        "may_be_said": list(found.sayable),
        "vouches": list(words),
        "draft": letter_json(found.draft),
    }
    yield text_of(whole) + "\n"


def letter_json(one: Letter) -> Json:
    """A letter, or why there is none."""
    return {
        "text": one.text or None,
        "language": one.language,
        "register": one.register,
        "template": one.template,
        "withheld": one.withheld or None,
    }
