"""The machine-readable form as frozen nouns, what every view is made of, and as JSON with its schema.

Every key is always there, null or empty where there is nothing. Keys of an edition keep their meaning; new ones may
come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal

import msgspec
import regex
from msgspec import Meta, field, structs

from screener.outcomes import By, Certainty, To, Tone, Verdict, Zone
from screener.texts.patterns import Expression

Span = Annotated[tuple[int, int], Meta(description="From where to where in the note, in characters.")]
EvidenceIds = Annotated[tuple[str, ...], Meta(description="Ids of pieces in `evidence`.")]
Day = date  # for nouns that have a `date`
Count = Annotated[int, Meta(ge=0)]


class RowPlace(msgspec.Struct, frozen=True, kw_only=True):
    """The row that a request was read from, or a thing of the user's world stands in; counted from 1."""

    file: str
    row: int | None


class EvidencePlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where a piece of evidence stands. `row` is where its newest record starts, `rows` how many records it sums up,
    `date` that record's own, `read_on` the day on which the file was read."""

    file: str
    row: int | None
    rows: int
    date: Day | None
    read_on: Day | None


class RulePlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where a rule is written."""

    file: str
    line: int


class PieceOfEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """A row and what it shows, or a file that was searched in vain."""

    id: str
    subject: str
    text: str
    source: EvidencePlace


class FormReason(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that held and why; a reason of kind `state` says why there is nothing to decide."""

    rule: str
    kind: Literal["decides", "concludes", "state"]
    text: str
    evidence: EvidenceIds
    place: RulePlace | None


class IdentityPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A point for or against a candidate."""

    text: str
    points: int
    evidence: EvidenceIds


class FormIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """Who the asker is among the people of the user's files; all points add up to `points`."""

    zone: Zone
    points: int | None
    candidate: str | None
    by: By | None
    for_: tuple[IdentityPoint, ...] = field(name="for")
    against: tuple[IdentityPoint, ...]


class FormClaim(msgspec.Struct, frozen=True, kw_only=True):
    """What the note asserts of a past between the two, and how that came out against the user's own records."""

    about: str
    by: Literal["asker", "other"]
    checked: Literal["contradicted", "open", "fits", "confirmed"]
    quote: str
    span: Span
    read_by: Literal["records", "phrase", "model"]
    when: str | None
    where: str | None
    event: str | None
    firm: str | None
    school: str | None
    project: str | None
    person: str | None


class PlaceRead(msgspec.Struct, frozen=True, kw_only=True):
    """Where in the note something was read, and by what."""

    span: Span
    read_by: Literal["records", "phrase", "model"]


class FormMention(msgspec.Struct, frozen=True, kw_only=True):
    """A span of the note that names something of the user's world."""

    quote: str
    span: Span
    kind: str
    strength: str
    source: RowPlace | None


class FormReading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read in the note; the object that `screener rules read` prints."""

    language: str | None
    register: str | None
    understood: bool
    claims: tuple[FormClaim, ...]
    asker_kind: str | None
    wants: str | None
    role: str | None
    they_ask: str | None
    read_from: dict[str, PlaceRead]
    signs: tuple[str, ...]
    mentions: tuple[FormMention, ...]


class FormOutranked(msgspec.Struct, frozen=True, kw_only=True):
    """A deciding rule that held, too, but ranks lower."""

    rule: str
    verdict: Verdict
    text: str


class FormChange(msgspec.Struct, frozen=True, kw_only=True):
    """What would have to be so for another verdict."""

    to: Verdict
    if_: str = field(name="if")


class QuestionCandidate(msgspec.Struct, frozen=True, kw_only=True):
    """One person whom a question to the user offers."""

    label: str
    evidence: EvidenceIds


class FormQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """The one question that would settle it: to the asker by a template, to the user by a text a glance answers."""

    to: To
    about: str
    template: str | None
    text: str | None
    why: str
    candidates: tuple[QuestionCandidate, ...]
    if_yes: Verdict | None
    if_no: Verdict | None


class FormFlag(msgspec.Struct, frozen=True, kw_only=True):
    """Something to look at, whatever the verdict. `rule` is null where no rule says it."""

    text: str
    rule: str | None
    evidence: EvidenceIds


class FormDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A reply that nobody has sent. `gloss`: the same in the user's first language."""

    kind: str
    language: str
    register: str
    template: str
    text: str
    gloss: str | None
    tone: Tone


class TriagedRequest(msgspec.Struct, frozen=True, kw_only=True):
    """One request with its decision. `number` is given once and for ever (null where nothing is kept), `position` is
    the place in today's queue. `verdict` is null where the state leaves nothing to decide; `draft` is null when silence
    is the answer or the question goes to the user. `would_change_is_all`: no nearer change was left unsearched.
    `twins` are the numbers (else positions) of requests with nearly the
    same note or headline or the same name, the newest 50; `group` is the id of the deciding rule."""

    id: str
    number: int | None
    position: int
    name: str
    profile_url: str | None
    headline: str | None
    company: str | None
    location: str | None
    email: str | None
    mutual_connections: int | None
    note: str | None
    sent_at: date | None
    sent_at_approximate: bool
    source: RowPlace
    state: str
    verdict: Verdict | None
    certainty: Certainty | None
    recognised: bool
    reasons: tuple[FormReason, ...]
    evidence: tuple[PieceOfEvidence, ...]
    identity: FormIdentity | None
    reading: FormReading | None
    conclusions: tuple[str, ...]
    outranked: tuple[FormOutranked, ...]
    would_change: tuple[FormChange, ...]
    would_change_is_all: bool
    question: FormQuestion | None
    flags: tuple[FormFlag, ...]
    unsettled: tuple[str, ...]
    shadow: tuple[str, ...]
    twins: tuple[int, ...]
    group: str | None
    draft: FormDraft | None
    withheld: str | None

    def waiting_days(self, today: date) -> int | None:
        """How long the request has waited; None where its day is not known."""
        return max((today - self.sent_at).days, 0) if self.sent_at else None

    def piece(self, id: str) -> PieceOfEvidence:
        """The piece of evidence of that id."""
        return next(one for one in self.evidence if one.id == id)


class PolicyUsed(msgspec.Struct, frozen=True, kw_only=True):
    """The policy that decided: where it is from, and a digest of its content."""

    from_: str = field(name="from")
    digest: str
    rules: Count


class SourceRead(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was given; `state` is `broken` where not all of it could be read."""

    file: str
    kind: str
    state: Literal["read", "broken"]
    owner: str | None
    newest: date | None
    records: dict[str, int]
    counts: dict[str, int]
    problems: Count


class ProblemEdit(msgspec.Struct, frozen=True, kw_only=True):
    """The change of a text that mends a problem; without a `text`, the whole line goes. `end` is the column behind the
    last character, in line `last` if that is not 0; `is_safe` where nothing else can be meant."""

    line: int
    last: int
    start: int
    end: int
    text: str | None
    is_safe: bool


class FormProblem(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong in a file that did not stop the rest."""

    file: str
    line: int | None
    column: int | None
    code: str
    text: str
    edit: ProblemEdit | None


class Triage(msgspec.Struct, frozen=True, kw_only=True):
    """All requests decided on one day by one policy, in the order of the queue, and what was read for it."""

    schema: Literal["triage/2"]
    today: date
    policy: PolicyUsed
    engine: str
    sources: tuple[SourceRead, ...]
    not_read: tuple[str, ...]
    requests: tuple[TriagedRequest, ...]
    problems: tuple[FormProblem, ...]
    summary: dict[str, int]


@dataclass(frozen=True, slots=True)
class Document:
    """What every view is made of: all but the requests, and these one by one, as often as they are looked at.
    `is_whole`: they say what takes longer than deciding, what would change a verdict and the question to the asker."""

    frame: Triage
    requests: Iterable[TriagedRequest]
    is_whole: bool = True

    def whole(self) -> Triage:
        """Both as one noun."""
        return structs.replace(self.frame, requests=tuple(self.requests))


Json = dict[str, Any]
_UNSEEN: Final = Expression(r"[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+")
_NO_REQUEST: Final = '"requests": []'


def as_json(document: Document) -> Iterator[str]:
    """The document, in pieces; one request a line, so that a diff of two runs reads well."""
    # Requests go between, one by one, so that none is held.
    head, _, tail = json_text(document.frame).partition(_NO_REQUEST)
    yield head + '"requests": ['
    for place, one in enumerate(document.requests):
        yield (",\n" if place else "\n") + json_text(one)
    yield "\n]" + tail + "\n"


def json_schema(noun: type) -> Json:
    """The JSON Schema of a form."""
    schema = msgspec.json.schema(noun)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def json_text(value: msgspec.Struct) -> str:
    """JSON that any reader reads as meant and any terminal prints harmlessly: what is not printable is escaped."""
    try:
        text = msgspec.json.format(msgspec.json.encode(value), indent=0).decode()
    except UnicodeEncodeError:  # half a character, in the name of a file
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
    return text if text.isprintable() else str(_UNSEEN.sub(_escaped, text))


def _escaped(found: regex.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]
