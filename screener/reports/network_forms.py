"""The machine-readable forms of an audit, of referrals and of a recommendation: stable, one person a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
import regex

from screener.decisions.decision import Reason
from screener.network.audit import Audit
from screener.network.figures import Figure
from screener.network.judgement import Acquaintance
from screener.network.recommendation import Recommendation
from screener.network.referrals import Referrals, Turn
from screener.policy.model import Rule
from screener.replies.letters import Letter
from screener.sources.records import Provenance
from screener.texts.patterns import Expression

AUDIT: Final = "audit/1"
REFERRALS: Final = "referrals/1"
RECOMMEND: Final = "recommend/1"
_UNSEEN: Final = Expression(r"[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+")
_encode = msgspec.json.Encoder().encode
Json = dict[str, Any]


def audit_as_json(audit: Audit, *, with_people: bool = True) -> Iterator[str]:
    """The document, in pieces; without people, the figures alone."""
    network = audit.network
    head = {
        "schema": AUDIT,
        "today": network.today,
        "policy": {"from": network.policy.origin, "digest": network.policy.digest},
        "engine": network.engine,
        "people": audit.number,
        "classes": dict(audit.classes),
        "not_read": list(network.not_read),
        "figures": [figure_json(each) for each in audit.figures],
    }
    rules = {rule.id: rule for rule in network.policy.rules}
    yield text_of(head)[:-1] + ', "connections": ['
    for place, one in enumerate(audit.people if with_people else ()):
        yield (",\n" if place else "\n") + text_of(acquaintance_json(one, rules))
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
    reasons, evidence = reasons_json(turn.reasons, rules)
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
        "reasons": reasons,
        "evidence": evidence,
        "draft": letter_json(turn.draft),
    }


def recommendation_as_json(found: Recommendation, words: Sequence[str] = ()) -> Iterator[str]:
    """The document; `words` are those of the user's vouches, if they were asked for."""
    rules = {rule.id: rule for rule in found.network.policy.rules}
    told = acquaintance_json(found.one, rules)
    person = {key: told[key] for key in ("id", "name", "profile_url", "company", "position", "connected_on", "class")}
    whole = {
        "schema": RECOMMEND,
        "today": found.network.today,
        "person": person,
        "can_recommend": found.can_recommend,
        "conclusions": told["conclusions"],
        "reasons": told["reasons"],
        "evidence": told["evidence"],
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


def figure_json(figure: Figure) -> Json:
    """One figure with all that it needs to be understood."""
    return {
        "group": figure.group,
        "name": figure.name,
        "value": figure.value,
        "of": figure.of,
        "unknown": figure.unknown,
        "counted_by": figure.counted_by,
    }


def acquaintance_json(one: Acquaintance, rules: Mapping[str, Rule]) -> Json:
    """One connection with class, conclusions, flags and reasons; each piece of evidence stands once."""
    linked = one.linked
    reasons, evidence = reasons_json(one.reasons, rules)
    return {
        "id": linked.id,
        "name": linked.name,
        "profile_url": linked.row.url or None,
        "company": linked.row.company or None,
        "position": linked.row.position or None,
        "connected_on": linked.connected_on,
        "class": one.kind,
        "conclusions": list(one.conclusions),
        "flags": list(one.flags),
        "reasons": reasons,
        "evidence": evidence,
    }


def reasons_json(reasons: Sequence[Reason], rules: Mapping[str, Rule]) -> tuple[list[Json], list[Json]]:
    """The reasons with ids of evidence, and the pieces."""
    ids: dict[tuple[str, str, Provenance], str] = {}
    pieces, told = [], []
    for reason in reasons:
        cited = []
        for each in reason.evidence:
            key = each.subject, each.text, each.source
            if key not in ids:
                ids[key] = f"e{len(ids) + 1}"
                pieces.append(
                    {"id": ids[key], "subject": each.subject, "text": each.text, "source": _source(each.source)}
                )
            cited.append(ids[key])
        rule = rules.get(reason.rule)
        kind = "class" if rule is None else "concludes" if rule.conclude else "flags"
        place = {"file": rule.place.file, "line": rule.place.line} if rule and rule.place.file else None
        told.append({"rule": reason.rule, "kind": kind, "text": reason.text, "evidence": cited, "place": place})
    return told, pieces


def _source(source: Provenance) -> Json:
    return {"file": source.file, "row": source.row or None, "rows": source.rows, "date": source.date, "read_on": None}


def text_of(value: Json) -> str:
    """JSON that any reader reads as meant and any terminal prints harmlessly: what is not printable is escaped."""
    text = _encode(value).decode()
    return text if text.isprintable() else str(_UNSEEN.sub(_escaped, text))


def _escaped(found: regex.Match[str]) -> str:
    return msgspec.json.encode(found.group()).decode()[1:-1] if found.group().isascii() else _as_points(found.group())


def _as_points(text: str) -> str:
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))
