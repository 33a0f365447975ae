"""The machine-readable form of a screening: stable, and the same whatever the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import regex

from screener.decisions.change import Question
from screener.decisions.decision import Decision, Evidence
from screener.errors import Problem
from screener.replies.drafts import Draft
from screener.screening.results import Screened, Screening
from screener.sources.records import Provenance

Json = dict[str, Any]
_UNSEEN: Final = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+")


def as_json(screening: Screening) -> Iterator[str]:
    """The document, in pieces; one request a line, so that a diff of two runs reads well."""
    head = {
        "today": screening.today.isoformat(),
        "policy": {
            "from": screening.policy.origin,
            "digest": screening.policy.digest,
            "rules": sum(rule.runs for rule in screening.policy.rules),
        },
        "engine": screening.engine,
        "sources": [
            {
                "file": source.file,
                "kind": source.kind,
                "records": dict(source.records),
                "counts": dict(source.counts),
                "problems": source.problems,
            }
            for source in screening.sources
        ],
    }
    tail = {"problems": [problem_json(problem) for problem in screening.problems], "summary": screening.summary}
    yield _text(head)[:-1] + ', "requests": ['
    for place, screened in enumerate(screening.screened):
        yield (",\n" if place else "\n") + _text(request_json(screened))
    yield "\n], " + _text(tail)[1:] + "\n"


def request_json(screened: Screened) -> Json:
    """One request with its decision and draft."""
    request, decision = screened.request, screened.explained()
    return {
        "id": screened.id,
        "number": screened.number,
        "name": request.name,
        "profile_url": request.profile_url or None,
        "sent_at": request.sent.isoformat() if request.sent else None,
        "sent_at_approximate": request.approximate,
        **_decision_json(decision),
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
    }


def _decision_json(decision: Decision) -> Json:
    return {
        "state": decision.state,
        "verdict": decision.verdict,
        "certainty": decision.certainty,
        "reasons": [
            {"rule": reason.rule, "text": reason.text, "evidence": [_evidence_json(item) for item in reason.evidence]}
            for reason in decision.reasons
        ],
        "conclusions": list(decision.conclusions),
        "outranked": [
            {"rule": other.rule, "verdict": other.verdict, "text": other.text} for other in decision.outranked
        ],
        "would_change": [{"to": change.to, "if": change.text} for change in decision.would_change],
        "question": _question_json(decision.question),
        "flags": list(decision.flags),
        "unsettled": list(decision.unsettled),
        "shadow": list(decision.shadow),
    }


def _question_json(question: Question | None) -> Json | None:
    if question is None:
        return None
    return {"template": question.template, "about": question.subject, "why": question.why}


def _evidence_json(evidence: Evidence) -> Json:
    return {"subject": evidence.subject, "text": evidence.text, "source": _source_json(evidence.source)}


def _source_json(source: Provenance) -> Json:
    day = source.date.isoformat() if source.date else None
    return {"file": source.file, "row": source.row or None, "rows": source.rows, "date": day}


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


def _text(value: Json) -> str:
    """JSON that any reader reads as meant and any terminal prints harmlessly: what is not printable is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else str(_UNSEEN.sub(_escaped, text))


def _escaped(found: regex.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]
