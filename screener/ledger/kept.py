"""What the store keeps of requests and decisions, and how that is written and read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from screener.catalogue.declaring import Field, FieldType, Origin
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate, Value
from screener.errors import InputError
from screener.evidence.facts import Fact, FactSheet, fact
from screener.folders import SHIPPED
from screener.ledger.persons import Person
from screener.ledger.sqlite_store import Store, storable
from screener.ledger.steps import Step
from screener.shipped import shipped_folder
from screener.sources.records import OwnLanguage, OwnProfile, OwnSkill, Position, Provenance, Request, Schooling

if TYPE_CHECKING:
    from screener.decisions.decision import Decision
    from screener.policy.model import Policy


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What one reading of files told of the user, and where it searched; with it a request can be decided again
    without the files. `archive_day` is that of the newest archive among them, `invitations_day` that of the newest one
    which tells what invitations are pending; `broken` are the files that could not be wholly read."""

    archive_day: date | None = None
    invitations_day: date | None = None
    profiles: tuple[OwnProfile, ...] = ()
    positions: tuple[Position, ...] = ()
    schooling: tuple[Schooling, ...] = ()
    languages: tuple[OwnLanguage, ...] = ()
    skills: tuple[OwnSkill, ...] = ()
    searched: Mapping[Origin, tuple[Provenance, ...]] = msgspec.field(default_factory=dict)
    broken: Mapping[Origin, tuple[Provenance, ...]] = msgspec.field(default_factory=dict)


class KeptRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request of the queue. `number` is given once; `sheet` holds the facts as of `sheet_day`, without what the
    ledger itself adds; `withdrawn` is the day of the archive from which it was gone."""

    number: int
    id: str
    person: int
    request: Request
    sheet: FactSheet
    sheet_day: date
    reading: int
    first_seen: date
    last_seen: date
    withdrawn: date | None = None
    is_open: bool = True


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """What the user did with a request, or once decided about a person; `asked` is the question that was sent."""

    person: Person
    verdict: str
    day: date
    because: str = ""
    asked: str = ""
    number: int | None = None
    decision: Decision | None = None  # what was proposed then


_T = TypeVar("_T")
_WRITTEN_AS: Final[Mapping[FieldType, tuple[type, ...]]] = {
    FieldType.TEXT: (str, list),
    FieldType.CHOICE: (str, list),
    FieldType.DATE: (str,),
    FieldType.NUMBER: (int, float),
    FieldType.SPAN: (int, float),
    FieldType.YES_NO: (bool,),
}


class _WrittenFact(msgspec.Struct, frozen=True):
    fields: dict[str, Any]
    source: Provenance
    text: str


class _WrittenSheet(msgspec.Struct, frozen=True):
    known: dict[str, list[_WrittenFact]]
    absent: tuple[str, ...]


class DamagedTextError(InputError, ValueError):
    """A text in the store is not what the program wrote there."""


def encoded(value: object) -> str:
    """A frozen dataclass, or what is made of them, as JSON."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half a character, in the name of a file
        return storable(json.dumps(msgspec.to_builtins(value), ensure_ascii=False))


def decoded(text: str, form: type[_T]) -> _T:
    """The value that `encoded` wrote. Raises DamagedTextError for what is none; it shows nothing of the text."""
    try:
        return _decoder(form)(text)  # type: ignore[no-any-return, arg-type, unused-ignore]
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise DamagedTextError("a text in the store cannot be read; `screener ledger check` says which") from error


@cache
def _decoder(form: Hashable) -> Callable[[str], Any]:
    return msgspec.json.Decoder(form).decode


def encoded_sheet(sheet: FactSheet) -> str:
    """A fact sheet: the subjects with records, and those that are absent; what is left out is unknown. In the order of
    the catalogue, so that the same sheet is the same text."""
    known = {name: list(map(_written, facts)) for name in SUBJECTS if (facts := sheet[name])}
    return encoded(_WrittenSheet(known, tuple(name for name in SUBJECTS if sheet[name] == ())))


def decoded_sheet(text: str) -> FactSheet:
    """The fact sheet that `encoded_sheet` wrote. A subject or field that the catalogue no longer has is left out; one
    that it has since got is unknown, as is one that no longer takes the value."""
    written = decoded(text, _WrittenSheet)
    sheet: dict[str, tuple[Fact, ...] | None] = {name: () if name in written.absent else None for name in SUBJECTS}
    for name, facts in written.known.items():
        if name in SUBJECTS:
            sheet[name] = tuple(_fact(name, one) for one in facts)
    return sheet


def encoded_places(searched: Mapping[Origin, tuple[Provenance, ...]]) -> dict[str, tuple[Provenance, ...]]:
    """Which files were searched for what, by words that JSON can have as keys."""
    return {origin.value: places for origin, places in searched.items()}


def decoded_places(written: Mapping[str, tuple[Provenance, ...]]) -> dict[Origin, tuple[Provenance, ...]]:
    """The places that `encoded_places` wrote."""
    known = {origin.value for origin in Origin}
    return {Origin(name): places for name, places in written.items() if name in known}


def _written(one: Fact) -> _WrittenFact:
    fields = {name: str(value) if isinstance(value, PartialDate) else value for name, value in one.fields.items()}
    return _WrittenFact(fields, one.source, one.text)


def _fact(subject: str, written: _WrittenFact) -> Fact:
    declared = SUBJECTS[subject].fields
    fields: dict[str, Value] = {
        name: _value(declared[name].type, value)
        for name, value in written.fields.items()
        if name in declared and _is_value_of(declared[name], value)
    }
    return fact(fields, written.source, written.text)


def _is_value_of(declared: Field, value: object) -> bool:
    """Whether the catalogue, which may be newer than the value, still has such a value."""
    is_chosen = not declared.choices or isinstance(value, list) or value in declared.choices
    return is_chosen and type(value) in _WRITTEN_AS[declared.type]


def _value(form: FieldType, value: Any) -> Value:
    if form is FieldType.DATE:
        return PartialDate(*map(int, value.split("-")))
    return tuple(value) if isinstance(value, list) else value


def policy_content(policy: Policy) -> str:
    """The whole text of a policy, as it is kept."""
    return json.dumps(_texts(policy), ensure_ascii=False, sort_keys=True)


def keep_policy(taken: Step, content: str) -> int:
    """The id of a policy's text, kept once however often it decides."""
    digest = hashlib.sha256(content.encode()).hexdigest()
    row = taken.store.one("SELECT id FROM policy WHERE digest = ?", digest)
    return int(row["id"]) if row else taken.insert("policy", {"digest": digest, "content": content})


def policy_texts(store: Store, number: int) -> Mapping[str, Mapping[str, str]]:
    """The files of a policy that was kept, by folder (`own`, `shipped`) and name."""
    row = store.one("SELECT content FROM policy WHERE id = ?", number)
    assert row is not None
    texts: Mapping[str, Mapping[str, str]] = json.loads(row["content"])
    return texts


def _texts(policy: Policy) -> dict[str, dict[str, str]]:
    if policy.origin == SHIPPED:
        return {"shipped": _files(shipped_folder("rules"))}
    own = {"own": _files(Path(policy.origin))}
    return own | ({"shipped": _files(shipped_folder("rules"))} if any(rule.shipped for rule in policy.rules) else {})


def _files(folder: Path) -> dict[str, str]:
    """The texts by name, with the folder where they stand in one."""
    from screener.policy.rule_folder import read_rule_file, rule_paths  # what was decided before needs no rules

    return {
        path.relative_to(folder).as_posix(): read_rule_file(path).decode("utf-8", "replace")
        for path in rule_paths(folder)
    }


class PastCase(msgspec.Struct, frozen=True, kw_only=True):
    """A request with its facts; `verdict` and `day` are what the user decided and when, None while it is open.
    `request` and `reading` are what the facts rest on."""

    number: int
    name: str
    sheet: FactSheet
    request: Request
    reading: int
    verdict: str | None = None
    day: date | None = None


class _Content(msgspec.Struct, frozen=True):
    """What is read of a decision as it was kept."""

    sheet: str
    request: Request
    reading: int


def decided_cases(store: Store) -> Iterator[PastCase]:
    """Every request that the user has accepted, declined or asked about: the last decision on each, as things stood."""
    sql = (
        "SELECT decision.*, person.name FROM decision JOIN person ON person.id = decision.person "
        "WHERE content IS NOT NULL AND decision.id IN (SELECT max(id) FROM decision GROUP BY request) ORDER BY request"
    )
    for row in store.each(sql):
        content = decoded(row["content"], _Content)
        yield PastCase(
            number=row["request"],
            name=row["name"],
            sheet=decoded_sheet(content.sheet),
            request=content.request,
            reading=content.reading,
            verdict=row["verdict"],
            day=date.fromisoformat(row["day"]),
        )
