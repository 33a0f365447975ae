"""The machine-readable form of a screening: stable, and the same whatever the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import regex

from screener.decisions.change import Question, To
from screener.decisions.deciding import OTHERWISE
from screener.decisions.decision import Decision, Evidence, Reason
from screener.errors import Problem
from screener.notes.reading import as_json as reading_json
from screener.policy.model import Policy, Rule
from screener.replies.drafts import Draft
from screener.screening.results import NOTHING_TO_DO, Screened, Screening, SourceSummary
from screener.sources.records import Provenance, Request
from screener.texts.patterns import Expression
from screener.world.points import Point
from screener.world.resolution import Resolution

SCHEMA: Final = "triage/2"
Json = dict[str, Any]
_UNSEEN: Final = Expression(r"[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+")


def as_json(screening: Screening) -> Iterator[str]:
    """The document, in pieces; one request a line, so that a diff of two runs reads well."""
    head = {
        "schema": SCHEMA,
        "today": screening.today.isoformat(),
        "policy": {
            "from": screening.policy.origin,
            "digest": screening.policy.digest,
            "rules": sum(rule.runs for rule in screening.policy.rules),
        },
        "engine": screening.engine,
        "sources": [_summary_json(source) for source in screening.sources],
        "not_read": list(screening.not_read),
    }
    rules = {rule.id: rule for rule in screening.policy.rules}
    tail = {
        "problems": [problem_json(problem) for problem in screening.problems],
        "summary": {**screening.summary, "to-confirm": sum(map(_is_to_confirm, screening.screened))},
    }
    yield _text(head)[:-1] + ', "requests": ['
    for place, screened in enumerate(screening.screened):
        one = request_json(screened, rules, screening.policy, position=place + 1)
        yield (",\n" if place else "\n") + _text(one)
    yield "\n], " + _text(tail)[1:] + "\n"


def request_json(screened: Screened, rules: Mapping[str, Rule], policy: Policy, *, position: int) -> Json:
    """One request with its decision and draft. Each piece of evidence stands once, and is named by its id."""
    decision = screened.explained()
    evidence = _Evidence()
    reasons = [_reason_json(reason, decision, rules, policy, evidence) for reason in decision.reasons]
    identity = _identity_json(screened.resolution, evidence)
    question = _question_json(decision.question, evidence)
    return {
        "id": screened.id,
        "number": screened.number,
        "position": position,
        **_asked_json(screened.request),
        "state": decision.state,
        "verdict": decision.verdict,
        "certainty": decision.certainty,
        "recognised": bool(decision.reasons) and decision.reasons[0].rule != OTHERWISE,
        "reasons": reasons,
        "evidence": evidence.pieces,
        "identity": identity,
        "reading": reading_json(screened.reading) if screened.reading else None,
        "conclusions": list(decision.conclusions),
        "outranked": [
            {"rule": other.rule, "verdict": other.verdict, "text": other.text} for other in decision.outranked
        ],
        "would_change": [{"to": change.to, "if": change.text} for change in decision.would_change],
        "question": question,
        "flags": [
            {"text": flag, "rule": rule or None, "evidence": []}
            for flag, rule in zip(decision.flags, decision.flagged_by, strict=True)
        ],
        "unsettled": list(decision.unsettled),
        "shadow": list(decision.shadow),
        "twins": [],
        "group": decision.reasons[0].rule if decision.reasons else None,
        "draft": _draft_json(screened.draft),
        "withheld": screened.withheld or None,
    }


def problem_json(problem: Problem) -> Json:
    """One problem with its place."""
    return {
        "file": problem.file,
        "line": problem.line or None,
        "column": problem.column or None,
        "code": problem.code,
        "text": problem.text,
        "edit": None,
    }


class _Evidence:
    """The pieces of evidence of one request, each once, under an id."""

    def __init__(self) -> None:
        self.pieces: list[Json] = []
        self._ids: dict[tuple[str, str, Provenance], str] = {}

    def id_of(self, subject: str, text: str, source: Provenance) -> str:
        """The id of a piece, which is added if it is new."""
        key = subject, text, source
        if key not in self._ids:
            self._ids[key] = f"e{len(self._ids) + 1}"
            piece = {"id": self._ids[key], "subject": subject, "text": text, "source": _source_json(source)}
            self.pieces.append(piece)
        return self._ids[key]

    def ids_of(self, pieces: Sequence[Evidence]) -> list[str]:
        """The ids of several."""
        return [self.id_of(one.subject, one.text, one.source) for one in pieces]


def _summary_json(source: SourceSummary) -> Json:
    return {
        "file": source.file,
        "kind": source.kind,
        "state": source.state,
        "owner": source.owner or None,
        "newest": source.newest.isoformat() if source.newest else None,
        "records": dict(source.records),
        "counts": dict(source.counts),
        "problems": source.problems,
    }


def _asked_json(request: Request) -> Json:
    at = request.provenance
    return {
        "name": request.name,
        "profile_url": request.profile_url or None,
        "headline": request.headline or None,
        "company": request.company or None,
        "location": request.location or None,
        "email": request.email or None,
        "mutual_connections": request.mutual_connections,
        "note": request.note or None,
        "sent_at": request.sent.isoformat() if request.sent else None,
        "sent_at_approximate": request.approximate,
        "source": {"file": at.file, "row": at.row or None},
    }


def _reason_json(
    reason: Reason, decision: Decision, rules: Mapping[str, Rule], policy: Policy, evidence: _Evidence
) -> Json:
    rule = rules.get(reason.rule)
    place = rule.place if rule else policy.otherwise.place if reason.rule == OTHERWISE else None
    kind = "concludes" if rule is not None and rule.conclude else "decides"
    return {
        "rule": reason.rule,
        "kind": kind if decision.verdict else "state",
        "text": reason.text,
        "evidence": evidence.ids_of(reason.evidence),
        "place": {"file": place.file, "line": place.line} if place and place.file else None,
    }


def _identity_json(resolution: Resolution | None, evidence: _Evidence) -> Json | None:
    """Who the asker is, with every point; they add up to the total."""
    if resolution is None:
        return None
    best = resolution.best
    points = (best.name, *best.points) if best else ()
    return {
        "zone": resolution.zone.value,
        "points": best.total if best else None,
        "candidate": best.person.label if best else None,
        "by": resolution.by.value if resolution.by else None,
        "for": [_point_json(point, evidence) for point in points if point.points >= 0],
        "against": [_point_json(point, evidence) for point in points if point.points < 0],
    }


def _point_json(point: Point, evidence: _Evidence) -> Json:
    ids = [evidence.id_of("identity", point.text, point.at)] if point.at else []
    return {"text": point.text, "points": point.points, "evidence": ids}


def _question_json(question: Question | None, evidence: _Evidence) -> Json | None:
    if question is None:
        return None
    return {
        "to": question.to.value,
        "about": question.subject,
        "template": question.template or None,
        "text": question.text or None,
        "why": question.why,
        "candidates": [
            {
                "label": offer.label,
                "evidence": [evidence.id_of("identity", offer.label, offer.source)] if offer.source else [],
            }
            for offer in question.offers
        ],
        "if_yes": question.if_yes,
        "if_no": question.if_no,
    }


def _source_json(source: Provenance) -> Json:
    day = source.date.isoformat() if source.date else None
    return {"file": source.file, "row": source.row or None, "rows": source.rows, "date": day, "read_on": None}


def _draft_json(draft: Draft | None) -> Json | None:
    if draft is None:
        return None
    return {
        "kind": draft.kind,
        "language": draft.language,
        "register": draft.register,
        "template": draft.template,
        "text": draft.text,
        "gloss": draft.gloss,
        "tone": draft.tone,
    }


def _is_to_confirm(one: Screened) -> bool:
    return one.outcome != NOTHING_TO_DO and one.decision.question is not None and one.decision.question.to is To.USER


def _text(value: Json) -> str:
    """JSON that any reader reads as meant and any terminal prints harmlessly: what is not printable is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else str(_UNSEEN.sub(_escaped, text))


def _escaped(found: regex.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]
