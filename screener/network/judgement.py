"""Each connection judged by the policy that judges requests: what is proved, hinted at, open, or not to be found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar, cast

from msgspec import structs

from screener.catalogue.declaring import Origin
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate
from screener.decisions.decision import Evidence, Reason
from screener.decisions.witnesses import because_of, voice_of, witnesses_of
from screener.evidence.careers import career, shared_by_archives
from screener.evidence.case import Case
from screener.evidence.facts import Fact, FactSheet
from screener.evidence.found import SAME_PROFILE, Found, add_record
from screener.evidence.from_ledger import Recalling, with_ledger
from screener.evidence.identity import place_of
from screener.evidence.listed import listed_in
from screener.evidence.remembered import NOTHING_REMEMBERED
from screener.evidence.sheets import OF_THE_FILES, background_of
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import EngineKind, Inferring
from screener.ledger.deeds import newest_vouches, question_days
from screener.ledger.request_queue import words_on
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import SqliteWorld
from screener.ledger.ties import Ties, asked_people, loose_people, named_only, ties, vouched_people
from screener.network.connections import Connections, Linked
from screener.notes.reader import read
from screener.outcomes import By
from screener.people.names import name_of
from screener.policy.model import Condition, Judged, Policy, Rule
from screener.sources.records import Provenance, Request
from screener.texts.folding import shortened
from screener.texts.patterns import plain_re
from screener.texts.templating import attribute_of
from screener.world.appearance import Exchange, Medium
from screener.world.resolution import NOBODY

Kept = TypeVar("Kept", bound=Hashable)
_NO_FACTS: Final[Mapping[str, Mapping[str, str]]] = {}
KNOWS_MY_WORK: Final = "knows-my-work"
WOULD_VOUCH: Final = "would-vouch"
DORMANT: Final = "dormant"
PROOFS: Final = ("knows-them", "worked-together", "can-recommend")
ANSWERING: Final = timedelta(days=60)  # a question and its answer, where no day of the answer is known
VOUCHED_AGAINST: Final = "vouched-against"  # told only if it is asked for
# What a request alone has, and the connection itself: not there for somebody who is judged as a connection.
_MASKED: Final = (
    *(name for name, subject in SUBJECTS.items() if subject.origins == (Origin.REQUEST,)),
    *("identity", "twin", "connection", "question-asked", "answer", "earlier-decision", "expected"),
)
_OF_THE_USER: Final = (
    "messages", "mail", "meeting", "address-book", "my-note", "my-invitation", "recommendation-given",
    "recommendation-received", "endorsement-given", "endorsement-received", "shared-employer", "vouch",
)  # fmt: skip
# Files that would show anybody, and those that would show whose mail address is known.
_OF_ANYBODY: Final = (Origin.MESSAGES, Origin.RECOMMENDATIONS_GIVEN, Origin.RECOMMENDATIONS_RECEIVED)
_OF_AN_ADDRESS: Final = (Origin.MAIL, Origin.CALENDAR)


class Class(StrEnum):
    """How well it is shown that the user knows somebody; the first that holds."""

    PROVED = "proved"
    HINT = "hint"
    CANNOT_TELL = "cannot-tell"
    NOTHING_FOUND = "nothing-found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """A connection as it was judged. `drawn` are all conclusions, also those that prove no acquaintance; `spoke_on` is
    the day of the last word, meeting or written praise; `mine` and `theirs` count what each wrote."""

    linked: Linked
    kind: Class
    conclusions: tuple[str, ...]
    drawn: frozenset[str]
    flags: tuple[str, ...]
    reasons: tuple[Reason, ...]
    subjects: frozenset[str]
    spoke_on: date | None = None
    mine: int = 0
    theirs: int = 0
    vouch: str = ""
    voice: tuple[str, str] | None = None  # language and register of the last words between the two
    known_facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # what both know, by subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Who of the world, besides the connections themselves, is one of them, by the person of the connection; and what
    may be theirs, but fits somebody else as well. `contested` are rows that the world gives to one of several people of
    a name, and that nothing but the name speaks for."""

    surely: Mapping[int, tuple[int, ...]]
    perhaps: Mapping[int, tuple[Evidence, ...]]
    contested: frozenset[tuple[str, int]]
    vouched: Mapping[int, tuple[int, ...]]  # numbers of the ledger
    vouched_perhaps: frozenset[int]

    def everybody(self, persons: Collection[int] | None) -> list[int]:
        """Whoever is one of the connections, or of some of them, besides themselves."""
        wanted = self.surely if persons is None else self.surely.keys() & set(persons)
        return sorted({number for person in wanted for number in self.surely[person]})


class Judgement:
    """A policy for connections, with its user, ready to judge them. Raises EngineError if the engine cannot be had."""

    def __init__(
        self,
        store: Store,
        policy: Policy,
        *,
        today: date,
        told: Iterable[Origin],
        lost: Iterable[Origin] = (),
        engine: EngineKind = EngineKind.AUTO,
    ) -> None:
        self._store = store
        self._world = SqliteWorld(store)
        self._today = today
        whole = {*told} - {*lost}
        self._open_to_anybody = [origin for origin in _OF_ANYBODY if origin not in whole]
        self._open_by_address = [origin for origin in _OF_AN_ADDRESS if origin not in whole]
        about_me = policy.about_me
        self.inferring = Inferring(policy, vocabulary_for(policy, today), engine)
        self._kept: dict[Hashable, Hashable] = {}
        self._tests_careers = "career" in self.inferring.situations.subjects
        self._filled_in = {rule.id: _fields_in(rule) for rule in policy.rules}
        self._has_lists = bool(policy.lists or about_me.lists or about_me.never_connect)
        self._background = background_of(
            about_me, today=today, looked_into=(*told, Origin.REQUEST), broken=tuple(lost), lists=policy.lists
        )
        masked = dict.fromkeys(_MASKED, ())
        self._recalling = Recalling(
            today=today, waiting_days=about_me.waiting_days, read=lambda text, day: read(text, day)
        )
        self._asked = dict(self._asked_spans())
        self._nothing: FactSheet = {**self._background.nothing, **masked, "shared-employer": (), "career": ()}

    def _asked_spans(self) -> Iterator[tuple[int, tuple[tuple[date, date], ...]]]:
        """The days between a question of the tool's and its answer: they show no acquaintance."""
        for number in asked_people(self._store):
            person = self._world.person_of_ledger(number)
            if person is not None:
                yield person, tuple((day, day + ANSWERING) for day in question_days(self._store, number))

    def judged(
        self, connections: Connections, source: int, persons: Collection[int] | None = None
    ) -> Iterator[Acquaintance]:
        """Every connection judged, or those of some persons."""
        joined = joined_people(self._store, self._world, connections, source)
        others = {each.person: each for each in ties(self._store, joined.everybody(persons))}
        for each in ties(self._store, connections.by_person if persons is None else persons):
            found = self._found(each, [others[number] for number in joined.surely.get(each.person, ())], joined)
            for linked in connections.by_person[each.person]:
                yield self._judged(linked, found, joined)

    def words_on(self, connections: Connections, linked: Linked, source: int) -> Iterator[str]:
        """The user's own words on a connection: their vouches."""
        joined = joined_people(self._store, self._world, connections, source)
        for number in joined.vouched.get(linked.person, ()):
            for word in newest_vouches(self._store, number):
                told = "; ".join(part for part in (word.kind, word.context, word.reason) if part)
                yield f"your word: {word.recommend}" + (f" ({told})" if told else "")

    def _found(self, own: Ties, others: Sequence[Ties], joined: Joined) -> Found:
        """The records of a person and of those who are the same by name and firm."""
        found = Found()
        spans = self._asked.get(own.person, ())
        for match, each in ((SAME_PROFILE, own), *((By.POINTS.value, other) for other in others)):
            for one in each.appearances:
                if joined.contested and (one.at.file, one.at.row) in joined.contested:
                    continue
                add_record(found, match, one.kind, one.record)
            found.attendances += [(match, attendance) for attendance in each.attendances]
            exchanged: dict[Medium, list[Exchange]] = {}
            for exchange in each.exchanges:
                if not spans or not any(first <= exchange.day <= last for first, last in spans):
                    exchanged.setdefault(exchange.medium, []).append(exchange)
            found.exchanges += [(match, medium, some) for medium, some in exchanged.items()]
        return found

    def _sheet(self, linked: Linked, found: Found, joined: Joined) -> FactSheet:
        case = Case(_NOBODY_ASKS, NOBODY, found, self._background)
        sheet = {**self._nothing, **{subject: OF_THE_FILES[subject](case) for subject in _subjects_of(found)}}
        snapshots = linked.snapshots
        if self._tests_careers:
            sheet["career"] = career(snapshots)
        sheet["shared-employer"] = shared_by_archives(snapshots, self._background.past)
        if numbers := joined.vouched.get(linked.person):
            people = [(By.POINTS.value, number) for number in numbers]
            known = structs.replace(
                NOTHING_REMEMBERED, vouches=words_on(self._store, people, NOTHING_REMEMBERED)["vouches"]
            )
            sheet["vouch"] = with_ledger(sheet, known, self._recalling)["vouch"]
        if self._has_lists:
            asked = Request(name=linked.name, profile_url=linked.row.url, provenance=linked.row.provenance)
            sheet["listed"] = listed_in(asked, self._background.lists)
        return sheet

    def _judged(self, linked: Linked, found: Found, joined: Joined) -> Acquaintance:
        sheet = self._sheet(linked, found, joined)
        agenda = self.inferring.agenda(self.inferring.situation(sheet))
        conclusions = tuple(name for name in PROOFS if name in agenda.conclusions)
        hints = [(subject, fact) for subject in _OF_THE_USER for fact in sheet[subject] or () if not fact.weak]
        kind = self._kind(linked, joined, is_proved=bool(conclusions), is_hinted=bool(hints))
        reasons = [self._reason(rule, sheet, agenda.support[rule.id]) for rule in self._telling(agenda.concluding)]
        if kind is Class.HINT:
            reasons = [_hint(hints)]  # what rules conclude besides proves no acquaintance
        if kind in (Class.CANNOT_TELL, Class.NOTHING_FOUND):
            reasons = [*self._open_reasons(linked, joined, kind)]
        flags = {rule.flag: rule for rule in agenda.flagging if rule.flag}
        reasons += [self._reason(rule, sheet, agenda.support[rule.id]) for rule in flags.values()]
        reasons += [
            Reason(each.mark.value, each.text, (Evidence("career", each.text, each.at),)) for each in linked.marks
        ]
        if linked.person in joined.vouched_perhaps:
            reasons.append(_WORD_ON_A_NAMESAKE)
        vouch = str(sheet["vouch"][0].fields["recommend"]) if sheet["vouch"] else ""
        return Acquaintance(
            linked=linked,
            kind=kind,
            conclusions=self._once(conclusions),
            drawn=agenda.conclusions,
            flags=self._once(tuple(sorted({*flags, *(each.mark.value for each in linked.marks)}))),
            reasons=tuple(reasons),
            subjects=self._once(frozenset(subject for subject, _ in hints)),
            spoke_on=_spoke_on(sheet),
            mine=_written(sheet, "from-me"),
            theirs=_written(sheet, "from-them"),
            vouch=vouch,
            voice=voice_of(sheet),
            known_facts=_known_facts(sheet) or _NO_FACTS,
        )

    def _once(self, value: Kept) -> Kept:
        """The value itself, or the equal one that was kept before: most people have the same few."""
        return cast(Kept, self._kept.setdefault(value, value))

    def _kind(self, linked: Linked, joined: Joined, *, is_proved: bool, is_hinted: bool) -> Class:
        if is_proved:
            return Class.PROVED
        if is_hinted:
            return Class.HINT
        may_be = linked.person in joined.perhaps or linked.person in joined.vouched_perhaps
        is_open = self._open_to_anybody or (self._open_by_address and linked.mails)
        return Class.CANNOT_TELL if may_be or is_open else Class.NOTHING_FOUND

    def _telling(self, concluding: Sequence[Rule]) -> Iterator[Rule]:
        """The rules that prove an acquaintance first, then what else follows."""
        yield from sorted(concluding, key=lambda rule: rule.conclude not in PROOFS)

    def _reason(self, rule: Rule, sheet: FactSheet, support: Sequence[Condition]) -> Reason:
        witnesses = witnesses_of(support, self.inferring.situations, sheet)
        cited = tuple(Evidence(subject, fact.text, fact.source) for subject, fact in witnesses.items())
        names = self._filled_in[rule.id]
        shown = {subject: _only(fact, names) for subject, fact in witnesses.items()} if names else {}
        return Reason(rule.id, because_of(rule, shown), cited)

    def _open_reasons(self, linked: Linked, joined: Joined, kind: Class) -> Iterator[Reason]:
        if kind is Class.NOTHING_FOUND:
            yield _NOTHING_FOUND
            return
        if cited := joined.perhaps.get(linked.person):
            yield Reason(kind.value, _PERHAPS_WORDS, cited)
        unread = [*self._open_to_anybody, *(self._open_by_address if linked.mails else ())]
        if unread:
            yield Reason(kind.value, f"It would show in what was not wholly read: {', '.join(unread)}.")


_NOBODY_ASKS: Final = Request(name="", provenance=Provenance(file=""))
_PERHAPS_WORDS: Final = "A record bears this name, and may be theirs or somebody else's."
_WORD_ON_A_NAMESAKE: Final = Reason(
    "your-word-on-a-name",
    "You gave your word on somebody of this name; whether on them or on a namesake is not told. `screener vouch` with "
    "the profile address says whom you mean.",
)
_NOTHING_FOUND: Final = Reason(Class.NOTHING_FOUND.value, "No record of the files that were read is joined to them.")


def _fields_in(rule: Rule) -> frozenset[str]:
    """The fields that a rule's reason may show; wording the others is work for nothing."""
    if "{" not in rule.because:
        return frozenset()
    written = set(_WORD.findall(rule.because))
    fields = {name for subject in SUBJECTS.values() for name in subject.fields if attribute_of(name) in written}
    return frozenset(fields | {"from", "to"})  # they say how an overlap is worded


def _only(fact: Fact, names: frozenset[str]) -> Fact:
    fields = {name: value for name, value in fact.fields.items() if name in names}
    return Fact(fields, fact.source, fact.text, fact.weak)


_WORD: Final = plain_re(r"\w+")


def judging_connections(policy: Policy) -> Policy:
    """The policy without verdicts: what it concludes and flags of a connection."""
    rules = [rule for rule in policy.judging(Judged.CONNECTION).rules if rule.conclude or rule.flag]
    return structs.replace(policy, rules=tuple(structs.replace(rule, decide=None) for rule in rules))


def _subjects_of(found: Found) -> Iterator[str]:
    """The subjects that the records found can fill; most people have but one or two."""
    for _, medium, _ in found.exchanges:
        yield medium.value
    if found.attendances:
        yield "meeting"
    if found.contacts:
        yield "address-book"
    if found.contacts or found.notes:
        yield "my-note"
    if found.invitations:
        yield "my-invitation"
    if found.recommendations:
        yield from ("recommendation-given", "recommendation-received")
    if found.endorsements:
        yield from ("endorsement-given", "endorsement-received")


# What may be said to the other person, as both know it; the first that is known of each subject.
_SAYABLE: Final = (
    ("shared-employer", "name"),
    ("recommendation-received", "company"),
    ("recommendation-given", "company"),
    ("endorsement-given", "skill"),
)


def _known_facts(sheet: FactSheet) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for subject, name in _SAYABLE:
        for fact in sheet[subject] or ():
            if not fact.weak and name in fact.fields and fact.fields.get("via") != "connected-then":
                found.setdefault(attribute_of(subject), {name: str(fact.fields[name])})
    return found


def _hint(hints: Sequence[tuple[str, Fact]]) -> Reason:
    texts = list(dict.fromkeys(fact.text for _, fact in hints))
    more = f"; and {len(texts) - _MOST_TEXTS} more" if len(texts) > _MOST_TEXTS else ""
    said = f"Only this, which proves nothing by itself: {'; '.join(texts[:_MOST_TEXTS])}{more}."
    return Reason(Class.HINT.value, said, tuple(_cited(*hint) for hint in hints))


_MOST_TEXTS: Final = 3


def _cited(subject: str, fact: Fact) -> Evidence:
    return Evidence(subject, fact.text, fact.source)


def _spoke_on(sheet: FactSheet) -> date | None:
    """The day of the last word, meeting, or written praise."""
    days = [
        fact.source.date
        for subject in ("meeting", "recommendation-given", "recommendation-received")
        for fact in sheet[subject] or ()
        if fact.source.date is not None
    ]
    for subject in ("messages", "mail"):
        for fact in sheet[subject] or ():
            last = fact.fields.get("last")
            if isinstance(last, PartialDate) and fact.fields.get("grade") != "none":
                days.append(last.latest)
    return max(days, default=None)


def _written(sheet: FactSheet, field: str) -> int:
    counted = [fact.fields.get(field) for subject in ("messages", "mail") for fact in sheet[subject] or ()]
    return sum(number for number in counted if isinstance(number, int))


def joined_people(store: Store, world: SqliteWorld, connections: Connections, source: int) -> Joined:
    """Who is joined to connections by name: a record without an address to the only one who bears or bore its name,
    else to the one of that name whose firm, then or now, it names; to nobody if that is open. A record under a mail
    address that is no connection's may be theirs."""
    surely: dict[int, list[int]] = defaultdict(list)
    perhaps: dict[int, list[Evidence]] = defaultdict(list)
    contested: set[tuple[str, int]] = set()
    for loose in loose_people(store, source):
        fitting, is_sure = _fitting(loose.names, loose.firms, connections)
        if is_sure and not loose.has_address:  # an address of their own that is not the connection's is a doubt
            surely[fitting[0]].append(loose.person)
        elif fitting and (at := place_of(world.person(loose.person))):
            for person in fitting:
                perhaps[person].append(Evidence("identity", f"names {shortened(min(loose.names))}", at))
    for owner, record in named_only(store, source):
        fitting, is_sure = _fitting(record.names, record.firms, connections)
        if fitting and not (is_sure and fitting == [owner]):
            contested.add((record.at.file, record.at.row))
            for person in fitting:
                perhaps[person].append(Evidence("identity", f"names {shortened(record.names[0])}", record.at))
    vouched: dict[int, list[int]] = defaultdict(list)
    vouched_perhaps: set[int] = set()
    for row in vouched_people(store):
        known = world.person_of_ledger(row["id"])
        if known in connections.by_person:
            vouched[known].append(row["id"])
        elif not row["slug"]:  # a word on another profile is on somebody else
            fitting, is_sure = _fitting([row["name"]], [row["company"] or ""], connections)
            for person in fitting if is_sure else ():
                vouched[person].append(row["id"])
            vouched_perhaps.update(() if is_sure else fitting)
    return Joined(
        surely={person: tuple(several) for person, several in surely.items()},
        perhaps={person: tuple(several) for person, several in perhaps.items()},
        contested=frozenset(contested),
        vouched={person: tuple(several) for person, several in vouched.items()},
        vouched_perhaps=frozenset(vouched_perhaps),
    )


def _fitting(names: Iterable[str], firms: Iterable[str], connections: Connections) -> tuple[list[int], bool]:
    """The connections that bear or bore one of these names, and whether it is surely the one; of several, the one whose
    firm is named. Who is no connection any more counts among the several."""
    spelled = [name_of(written) for written in names]
    bearers = {person for name in spelled if len(name.words) > 1 for person in connections.named.get(name.full, ())}
    if len(bearers) > 1:
        keys = {key for firm in firms if (key := connections.firms.key(firm))}
        there = {person for person in bearers if not keys.isdisjoint(_firm_keys(person, connections))}
        bearers = there if len(there) == 1 else bearers  # two at one firm: still open
    return sorted(bearers & connections.by_person.keys()), len(bearers) == 1


def _firm_keys(person: int, connections: Connections) -> set[str]:
    return {connections.firms.key(firm) for firm in connections.firms_of.get(person, ())}
