"""A screening as the machine-readable form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import PurePath
from typing import Any, Final

import msgspec

from screener.decisions.change import Question
from screener.decisions.decision import Decision, Evidence, Reason
from screener.errors import Problem
from screener.notes.reading import as_json as reading_json
from screener.outcomes import OTHERWISE, Part
from screener.policy.model import Rule
from screener.replies.drafts import Draft
from screener.reports import form
from screener.reports.plain_words import part_in_queue
from screener.screening.results import Rank, Screened, Screening, SourceSummary
from screener.sources.records import Provenance, Request
from screener.world.points import Point
from screener.world.resolution import Resolution

SCHEMA: Final = "triage/2"
Json = dict[str, Any]
_MOST_TWINS: Final = 50  # a mass text has thousands; the reason tells how many there are


def document_of(screening: Screening, *, with_changes: bool = True) -> form.Document:
    """The document of a screening; its requests are made when they are looked at. Without `with_changes` they lack what
    takes longer than deciding: what would change a verdict, and a question to the asker."""
    is_whole = with_changes and screening.is_explained
    return form.Document(_frame(screening), Forms(screening, with_changes=is_whole), is_whole=is_whole)


def triage_form(screening: Screening) -> form.Triage:
    """The whole form. Raises EngineError."""
    return document_of(screening).whole()


def rank_of(one: form.TriagedRequest) -> Rank:
    """The place of a request in the queue, as `Screened.rank` tells it."""
    return Rank.of(part_in_queue(one), one.group or "", bool(one.flags), one.certainty, one.sent_at)


class Forms:
    """The requests of a screening as they stand in its form. Raises EngineError when they are looked at."""

    def __init__(self, screening: Screening, *, with_changes: bool = True) -> None:
        self._screening = screening
        self._with_changes = with_changes
        self._rules = {rule.id: rule for rule in screening.policy.rules}
        self._numbers = screening.numbers

    def __iter__(self) -> Iterator[form.TriagedRequest]:
        for place, one in enumerate(self._screening.screened, start=1):
            yield self.of(one, one.explained() if self._with_changes else one.decision, place)

    def of(self, screened: Screened, decision: Decision, position: int) -> form.TriagedRequest:
        """One request. Each piece of evidence stands once, and is named by its id."""
        evidence = _Pieces(self._screening.read_on)
        reasons = tuple(self._reason(reason, decision, evidence) for reason in decision.reasons)
        identity = _identity(screened.resolution, evidence)
        question = _question(decision.question, evidence)
        return form.TriagedRequest(
            id=screened.id,
            number=screened.number,
            position=position,
            **_asked(screened.request),
            state=decision.state,
            verdict=decision.verdict,
            certainty=decision.certainty,
            recognised=bool(decision.reasons) and decision.reasons[0].rule != OTHERWISE,
            reasons=reasons,
            evidence=tuple(evidence.pieces),
            identity=identity,
            reading=_reading(screened),
            conclusions=decision.conclusions,
            outranked=tuple(
                form.FormOutranked(rule=other.rule, verdict=other.verdict, text=other.text)
                for other in decision.outranked
            ),
            would_change=tuple(form.FormChange(to=one.to, if_=one.text) for one in decision.would_change),
            would_change_is_all=decision.changes_are_all,
            question=question,
            flags=_flags(decision, reasons),
            unsettled=decision.unsettled,
            shadow=decision.shadow,
            twins=tuple(islice(self._twins(screened.twins), _MOST_TWINS)),
            group=decision.reasons[0].rule if decision.reasons else None,
            draft=draft_form(screened.draft),
            withheld=screened.withheld or None,
        )

    def _reason(self, reason: Reason, decision: Decision, evidence: _Pieces) -> form.FormReason:
        rule: Rule | None = self._rules.get(reason.rule)
        otherwise = self._screening.policy.otherwise
        place = rule.place if rule else otherwise.place if reason.rule == OTHERWISE else None
        kind = "concludes" if rule is not None and rule.conclude else "decides"
        return form.FormReason(
            rule=reason.rule,
            kind=kind if decision.verdict else "state",  # type: ignore[arg-type]
            text=reason.text,
            evidence=evidence.ids_of(reason.evidence),
            place=form.RulePlace(file=place.file, line=place.line) if place and place.file else None,
        )

    def _twins(self, others: Iterable[Request]) -> Iterator[int]:
        """The numbers of others, the newest first."""
        for other in others:
            if (number := self._numbers.get(other)) is not None:  # one that is closed has no number in this queue
                yield number


def _frame(screening: Screening) -> form.Triage:
    """The document around its requests."""
    policy = screening.policy
    return form.Triage(
        schema=SCHEMA,
        today=screening.today,
        policy=form.PolicyUsed(
            from_=policy.origin, digest=policy.digest, rules=sum(rule.runs for rule in policy.rules)
        ),
        engine=screening.engine,
        sources=tuple(map(source_form, screening.sources)),
        not_read=screening.not_read,
        requests=(),
        problems=tuple(map(_problem, screening.problems)),
        summary={**screening.summary, "to-confirm": sum(one.part is Part.TO_CONFIRM for one in screening.screened)},
    )


class _Pieces:
    """The pieces of evidence of one request, each once, under an id."""

    def __init__(self, read_on: Mapping[str, date]) -> None:
        self.pieces: list[form.PieceOfEvidence] = []
        self._ids: dict[tuple[str, str, Provenance], str] = {}
        self._read_on = read_on

    def id_of(self, subject: str, text: str, source: Provenance) -> str:
        """The id of a piece, which is added if it is new."""
        key = subject, text, source
        if key not in self._ids:
            self._ids[key] = f"e{len(self._ids) + 1}"
            place = _place(source, self._read_on)
            self.pieces.append(form.PieceOfEvidence(id=self._ids[key], subject=subject, text=text, source=place))
        return self._ids[key]

    def ids_of(self, pieces: Sequence[Evidence]) -> tuple[str, ...]:
        """The ids of several."""
        return tuple([self.id_of(one.subject, one.text, one.source) for one in pieces])


def _place(at: Provenance, read_on: Mapping[str, date]) -> form.EvidencePlace:
    # A row stands in a file of an archive, which was read as a whole.
    day = next((read_on[file] for file in _files_around(at.file) if file in read_on), None) if read_on else None
    return form.EvidencePlace(file=at.file, row=at.row or None, rows=at.rows, date=at.date, read_on=day)


@lru_cache(maxsize=4096)
def _files_around(file: str) -> tuple[str, ...]:
    """A file and the archive or folder that it may stand in."""
    return (file, *(str(parent) for parent in PurePath(file).parents))


def _problem(problem: Problem) -> form.FormProblem:
    return form.FormProblem(
        file=problem.file,
        line=problem.line or None,
        column=problem.column or None,
        code=problem.code,
        text=problem.text,
        edit=form.ProblemEdit(**asdict(problem.edit)) if problem.edit else None,
    )


def source_form(source: SourceSummary) -> form.SourceRead:
    """What was read from one file, as it stands in the form."""
    return form.SourceRead(
        file=source.file,
        kind=source.kind,
        state=source.state,  # type: ignore[arg-type]
        owner=source.owner or None,
        newest=source.newest,
        records=dict(source.records),
        counts=dict(source.counts),
        problems=source.problems,
    )


def _asked(request: Request) -> Json:
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
        "sent_at": request.sent,
        "sent_at_approximate": request.approximate,
        "source": form.RowPlace(file=at.file, row=at.row or None),
    }


def _reading(screened: Screened) -> form.FormReading | None:
    return msgspec.convert(reading_json(screened.reading), form.FormReading) if screened.reading else None


def _identity(resolution: Resolution | None, evidence: _Pieces) -> form.FormIdentity | None:
    """Who the asker is, with every point; they add up to the total."""
    if resolution is None:
        return None
    best = resolution.best
    points = (best.name, *best.points) if best else ()
    return form.FormIdentity(
        zone=resolution.zone,
        points=best.total if best else None,
        candidate=best.person.label if best else None,
        by=resolution.by,
        for_=tuple([_point(point, evidence) for point in points if point.points >= 0]),
        against=tuple([_point(point, evidence) for point in points if point.points < 0]),
    )


def _point(point: Point, evidence: _Pieces) -> form.IdentityPoint:
    ids = (evidence.id_of("identity", point.text, point.at),) if point.at else ()
    return form.IdentityPoint(text=point.text, points=point.points, evidence=ids)


def _question(question: Question | None, evidence: _Pieces) -> form.FormQuestion | None:
    if question is None:
        return None
    return form.FormQuestion(
        to=question.to,
        about=question.subject,
        template=question.template or None,
        text=question.text or None,
        why=question.why,
        candidates=tuple(
            form.QuestionCandidate(
                label=offer.label,
                evidence=(evidence.id_of("identity", offer.label, offer.source),) if offer.source else (),
            )
            for offer in question.offers
        ),
        if_yes=question.if_yes,
        if_no=question.if_no,
    )


def _flags(decision: Decision, reasons: Sequence[form.FormReason]) -> tuple[form.FormFlag, ...]:
    """The flags; the rows of one are known where its rule is also a reason."""
    rows = {reason.rule: reason.evidence for reason in reasons}
    return tuple(
        form.FormFlag(text=flag, rule=rule or None, evidence=rows.get(rule, ()))
        for flag, rule in zip(decision.flags, decision.flagged_by, strict=True)
    )


def draft_form(draft: Draft | None) -> form.FormDraft | None:
    """A reply as it stands in the form."""
    if draft is None:
        return None
    return form.FormDraft(
        kind=draft.kind,
        language=draft.language,
        register=draft.register,
        template=draft.template,
        text=draft.text,
        gloss=draft.gloss,
        tone=draft.tone,
    )
