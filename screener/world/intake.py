"""Takes the records of one source into the world, each once: who is named, what was exchanged, who met.

Who the user is among senders and recipients may be known only at the end (an archive without invitations and profile),
so messages and mails are counted by their parties first, and get their direction when all has been read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from struct import Struct
from typing import Final

from screener.languages.language_guess import language_of
from screener.languages.registers import registers, shown_register
from screener.people.addresses import ProfileKey, email_key, profile_key
from screener.people.names import name_of
from screener.sources.records import (
    Connection,
    Contact,
    Endorsement,
    Invitation,
    Mail,
    Meeting,
    Message,
    OwnAddress,
    OwnLanguage,
    OwnNote,
    OwnProfile,
    OwnSkill,
    Part,
    Participant,
    Party,
    Position,
    Provenance,
    Recommendation,
    Request,
    Row,
    Schooling,
)
from screener.texts.folding import shortened
from screener.world.appearance import Appearance, AppearanceKind, Key, KeyKind, Medium, Strand, StrandDay
from screener.world.asker import Owner, commonest, constant_party, owner_named
from screener.world.grade import is_refusal
from screener.world.introductions import name_mark, name_marks

MOST_RECIPIENTS: Final = 20  # what goes to more people is no correspondence with any of them
_NAMES_KEPT_DAYS: Final = 400  # an introduction is found when the request comes months later
_HEARD: Final = 600  # characters of a text that tell its language and register
_THREAD_BYTES: Final = 6

# The parties of a message as written: sender, their address, recipients, their addresses.
_Cells = tuple[str, str, str, str]
# The parties of a mail: name and address of the sender, and of the recipients.
_Heads = tuple[Party, tuple[Party, ...]]


@dataclass(slots=True)
class OwnRecords:
    """What a source tells of the user: their profile, addresses, jobs, schools, languages and skills."""

    profiles: list[OwnProfile] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    schooling: list[Schooling] = field(default_factory=list)
    languages: list[OwnLanguage] = field(default_factory=list)
    skills: list[OwnSkill] = field(default_factory=list)


_TEXT: Final = Struct("<i?iiq?")  # all that is kept of a text: thread, by a program, day, file, row, a refusal


@dataclass(slots=True)
class Talk:
    """What went from the same sender to the same recipients: each text as a `_TEXT`, whom they named (a mark, the
    thread, where), and day, row and beginning of the last words. `may_refuse`: the user may have written it."""

    medium: Medium
    may_refuse: bool
    texts: bytearray = field(default_factory=bytearray)
    marks: list[tuple[str, str, Provenance]] = field(default_factory=list)
    last_day: int = 0
    last_row: int = 0
    last_words: str = ""

    def add(self, thread: int, file: int, at: Provenance, day: int, text: str) -> None:
        """Count what a hand wrote, and remember the last words until all have come."""
        row = at.row
        self.texts += _TEXT.pack(thread, False, day, file, row, self.may_refuse and is_refusal(text))
        if day >= self.last_day and text and (day > self.last_day or row >= self.last_row):
            self.last_day, self.last_row, self.last_words = day, row, text[:_HEARD]

    def add_program(self, thread: int, file: int, at: Provenance, day: int) -> None:
        """Count what a program wrote."""
        self.texts += _TEXT.pack(thread, True, day, file, at.row, False)

    def strands(self, *, from_me: bool, threads: Sequence[str], files: Sequence[str]) -> Iterator[Strand]:
        """What was exchanged, once it is known who wrote it."""
        days: dict[tuple[int, int, int], list[StrandDay]] = defaultdict(list)
        texts = sorted(_TEXT.iter_unpack(self.texts))
        for (thread, by_program, day), same in groupby(texts, key=itemgetter(0, 1, 2)):
            ones = list(same)
            file, row = ones[-1][3:5]
            is_refused = from_me and not by_program and all(one[5] for one in ones)
            days[thread, by_program, file].append(StrandDay(date.fromordinal(day), len(ones), row, is_refused))
        voice = self._voice()
        for (thread, by_program, file), some in days.items():
            has_last = not by_program and some[-1].day.toordinal() == self.last_day
            yield Strand(
                medium=self.medium, from_me=from_me, by_program=bool(by_program), thread=threads[thread],
                file=files[file], voice=voice if has_last else "", days=tuple(some),
            )  # fmt: skip

    @property
    def by_hand(self) -> int:
        """How many of it hands wrote."""
        return sum(not by_program for _, by_program, *_ in _TEXT.iter_unpack(self.texts))

    @property
    def threads(self) -> Iterable[int]:
        """The threads in which it was written, in their order."""
        return dict.fromkeys(thread for thread, *_ in _TEXT.iter_unpack(self.texts))

    def _voice(self) -> str:
        """Language and register of the last words; no register where there is no language."""
        language = language_of(self.last_words) if self.last_words else None
        if language is None or language not in registers():
            return ""
        return f"{language}/{shown_register(self.last_words, language) or ''}"


class Intake:
    """Takes in records (`take`), and gives what they told once all have come (`finish`)."""

    def __init__(self, me: Owner, today: date, made: date | None = None) -> None:
        self.own = OwnRecords()
        self.requests: list[Request] = []
        self.appearances: list[Appearance] = []
        self.talks: list[tuple[int, bool, Talk]] = []  # with whom: the number of an appearance; and whether from me
        self.attendances: list[tuple[int, int, Part, Part | None]] = []  # appearance, meeting, theirs, mine
        self.meetings: list[Meeting] = []
        self.subjects: dict[tuple[int, str], tuple[str, Provenance]] = {}  # by appearance and thread
        self.namings: list[tuple[int, str, str, Provenance]] = []  # appearance, mark, thread
        self.owner = me
        self.told = Owner()  # the owner as this source alone tells
        self._made = made
        self._since = today - timedelta(days=_NAMES_KEPT_DAYS)
        self._invited: list[tuple[str, str]] = []
        self._numbers: dict[tuple[AppearanceKind, str, str], int] = {}
        self._threads: dict[str, int] = {}  # as written, each with its number
        self._files: dict[str, int] = {}
        self._messages: dict[_Cells, Talk] = {}
        self._mails: dict[_Heads, Talk] = {}
        self._titles: dict[tuple[_Heads, int], tuple[str, Provenance]] = {}

    def take(self, row: Row) -> None:
        """Take in one record."""
        match row:
            case Message():
                self._take_message(row)
            case Mail():
                self._take_mail(row)
            case Meeting():
                self.meetings.append(row)
            case Position():
                self.own.positions.append(row)
            case Schooling():
                self.own.schooling.append(row)
            case OwnLanguage():
                self.own.languages.append(row)
            case OwnSkill():
                self.own.skills.append(row)
            case OwnProfile():
                self.own.profiles.append(row)
                self._add_owner(owner_named(f"{row.first_name} {row.last_name}"))
            case OwnAddress():
                self.own.addresses.append(row.email)
                self._add_owner(owner_named(mails=[row.email]))
            case Request():
                self.requests.append(row)
                self._invited.append((row.to, row.to_url))
            case Invitation():
                self._invited.append((row.sender, row.sender_url))
                self.appearances.append(_appearance(row, self._made))
            case _:
                self.appearances.append(_appearance(row, self._made))

    def finish(self) -> None:
        """Work out who the user is, and with that who wrote to whom and who met whom."""
        self._learn_owner()
        for cells, talk in self._messages.items():
            for number, from_me in self._parties_of_message(cells):
                self._add(number, talk, from_me=from_me)
        threads = list(map(_thread, self._threads))
        for heads, talk in self._mails.items():
            for number, from_me in self._parties_of_mail(heads):
                self._add(number, talk, from_me=from_me)
                for thread in talk.threads:
                    if (heads, thread) in self._titles:
                        self.subjects[number, threads[thread]] = self._titles[heads, thread]
        for place, meeting in enumerate(self.meetings):
            self._add_parts(place, meeting)

    def strands(self) -> Iterator[tuple[int, Strand]]:
        """What was exchanged, in the order of the appearances, whose numbers come first; made one by one, as there may
        be many."""
        threads, files = list(map(_thread, self._threads)), list(self._files)
        for number, from_me, talk in sorted(self.talks, key=itemgetter(0)):
            for strand in talk.strands(from_me=from_me, threads=threads, files=files):
                yield number, strand

    def _take_message(self, row: Message) -> None:
        at, threads, files = row.provenance, self._threads, self._files
        day = at.date
        if row.spam or day is None:
            return
        cells = row.sender, row.sender_url, row.recipients, row.recipient_urls
        talk = self._messages.get(cells)
        if talk is None:
            is_to_me = self.owner.is_profile(row.recipients, row.recipient_urls)
            talk = self._messages[cells] = Talk(Medium.MESSAGES, may_refuse=not is_to_me)
        thread, file = threads.setdefault(row.thread, len(threads)), files.setdefault(at.file, len(files))
        talk.add(thread, file, at, day.toordinal(), row.text)
        if day >= self._since:
            _note_names(talk, name_marks(row.text), row.thread, at)

    def _take_mail(self, row: Mail) -> None:
        at, threads, files = row.provenance, self._threads, self._files
        day, recipients = at.date, (*row.recipients, *row.cc)
        if row.spam or row.bulk or day is None or len(recipients) > MOST_RECIPIENTS:
            return
        heads = row.sender, recipients
        talk = self._mails.get(heads)
        if talk is None:
            talk = self._mails[heads] = Talk(Medium.MAIL, may_refuse=self.owner.is_party(row.sender))
        thread, file = threads.setdefault(row.thread, len(threads)), files.setdefault(at.file, len(files))
        if row.by_program:
            talk.add_program(thread, file, at, day.toordinal())
            return
        talk.add(thread, file, at, day.toordinal(), row.text)
        if day >= self._since:
            marks = name_marks(f"{row.subject}\n{row.text}") | {name_mark(party.name) for party in recipients}
            _note_names(talk, marks - {""}, row.thread, at)
        if row.subject and (heads, thread) not in self._titles:
            self._titles[heads, thread] = shortened(row.subject, 200), at

    def _learn_owner(self) -> None:
        """The user is whom invitations came to or went out from, else whoever takes part in nearly all messages."""
        name = commonest(name for name, _ in self._invited)
        address = commonest(address for _, address in self._invited)
        counted = [(cells, talk.by_hand) for cells, talk in self._messages.items()]
        if not (name or self.owner.names):
            name = constant_party((frozenset({cells[0], cells[2]}), number) for cells, number in counted)
        if not address and not self.owner.profiles:
            address = self._own_address(name, counted)
        self._add_owner(owner_named(name, [address]))

    def _add_owner(self, told: Owner) -> None:
        self.told = self.told.joined(told)
        self.owner = self.owner.joined(told)

    def _own_address(self, name: str, counted: list[tuple[_Cells, int]]) -> str:
        known = self.owner.joined(owner_named(name))
        mine = [cells[1] for cells, number in counted if known.is_profile(cells[0], "") for _ in range(min(number, 9))]
        urls = ((frozenset(cells[1::2]), number) for cells, number in counted)
        return commonest(mine) or ("" if known.names else constant_party(urls))

    def _parties_of_message(self, cells: _Cells) -> Iterator[tuple[int, bool]]:
        """Who besides the user took part, and whether the user wrote it to them. Of several recipients the names tell
        only where no addresses do, as they may hold commas."""
        sender, sender_url, recipients, recipient_urls = cells
        if not self.owner.is_profile(sender, sender_url):
            yield self._number(AppearanceKind.CORRESPONDENT, sender, _key(profile_key(sender_url))), False
            return
        keys = _profile_keys(recipient_urls)
        if len(keys) > MOST_RECIPIENTS:
            return
        if not keys:
            for name in _recipients(recipients):
                yield self._number(AppearanceKind.CORRESPONDENT, name, None), True
            return
        if len(keys) == 1:
            yield self._number(AppearanceKind.CORRESPONDENT, recipients, _key(keys[0])), True
            return
        for key in keys:
            if key not in self.owner.profiles:
                yield self._number(AppearanceKind.CORRESPONDENT, "", _key(key)), True

    def _parties_of_mail(self, heads: _Heads) -> Iterator[tuple[int, bool]]:
        sender, recipients = heads
        is_mine = self.owner.is_party(sender)
        for party in recipients if is_mine else (sender,):
            if not self.owner.is_party(party) and (party.name or party.email):
                yield self._party(AppearanceKind.MAILER, party), is_mine

    def _add_parts(self, place: int, meeting: Meeting) -> None:
        """Who else took part. In a calendar without the user among the attendees the entry is the user's own."""
        mine = next((_part(party) for party in meeting.parties if self.owner.is_party(party)), None)
        for party in meeting.parties:
            if not self.owner.is_party(party) and (party.name or party.email):
                number = self._party(AppearanceKind.PARTICIPANT, party)
                self.attendances.append((number, place, _part(party), mine))

    def _add(self, number: int, talk: Talk, *, from_me: bool) -> None:
        """What passed between the user and somebody, and whom they named to the user."""
        self.talks.append((number, from_me, talk))
        if not from_me:
            self.namings += [(number, *naming) for naming in talk.marks]

    def _party(self, kind: AppearanceKind, party: Party | Participant) -> int:
        mail = email_key(party.email)
        return self._number(kind, party.name or (mail and party.email), (KeyKind.MAIL, mail) if mail else None)

    def _number(self, kind: AppearanceKind, name: str, key: Key | None) -> int:
        """The number of the appearance of somebody in messages, mails or meetings."""
        known = kind, name, key[1] if key else ""
        if known not in self._numbers:
            self._numbers[known] = len(self.appearances)
            keys = (key,) if key else ()
            names = (name,) if name else ()
            self.appearances.append(Appearance(kind=kind, names=names, keys=keys, at=Provenance(file="")))
        return self._numbers[known]


def _profile_keys(cell: str) -> list[ProfileKey]:
    """The profiles in a cell of several addresses."""
    parts = cell.replace(";", ",").split(",") if "," in cell or ";" in cell else cell.split()
    return list(dict.fromkeys(key for part in parts if (key := profile_key(part)) is not None))


def _recipients(cell: str) -> list[str]:
    """The names in a cell of recipients without addresses: whole, unless several of its parts are names."""
    parts = [part.strip() for part in cell.split(",") if len(name_of(part).words) > 1]
    return parts[:MOST_RECIPIENTS] if len(parts) > 1 else [cell]


def _note_names(talk: Talk, marks: Iterable[str], thread: str, at: Provenance) -> None:
    talk.marks += [(mark, _thread(thread), at) for mark in sorted(marks)]


@lru_cache(maxsize=4096)
def _thread(thread: str) -> str:
    """A short name for a thread; ids of mails tell hosts and programs, which need not be kept."""
    return blake2b(thread.encode("utf-8", "replace"), digest_size=_THREAD_BYTES).hexdigest() if thread else ""


def _part(party: Participant) -> Part:
    return Part.ACCEPTED if party.part is Part.TENTATIVE else party.part


def _key(profile: ProfileKey | None) -> Key | None:
    """The typed key of a profile; the number of a URN says who it is in one archive alone."""
    return (KeyKind(profile.kind), profile.value) if profile and profile.kind != "urn" else None


def _keys(*, urls: tuple[str, ...] = (), mails: tuple[str, ...] = ()) -> tuple[Key, ...]:
    profiles = [key for url in urls if (key := _key(profile_key(url)))]
    addresses = [(KeyKind.MAIL, mail) for each in mails if (mail := email_key(each))]
    return tuple(dict.fromkeys([*profiles, *addresses]))


def _appearance(
    row: Connection | Contact | Endorsement | OwnNote | Recommendation | Invitation, made: date | None
) -> Appearance:
    """Somebody as a record of their own names them."""
    match row:
        case Connection():
            return Appearance(
                kind=AppearanceKind.CONNECTION, names=_names(f"{row.first_name} {row.last_name}"),
                keys=_keys(urls=(row.url,), mails=(row.email,)), firms=_names(row.company), title=row.position,
                seen=made, at=row.provenance, record=row,
            )  # fmt: skip
        case Contact():
            return Appearance(
                kind=AppearanceKind.CONTACT, names=_names(row.name, *row.other_names), nicknames=row.other_names,
                keys=_keys(urls=row.profile_urls, mails=row.emails), firms=row.companies, title=row.title,
                texts=_names(row.note, *row.tags, *row.relations), at=row.provenance, record=row,
            )  # fmt: skip
        case Endorsement():
            return Appearance(
                kind=AppearanceKind.ENDORSEMENT, names=_names(f"{row.first_name} {row.last_name}"),
                keys=_keys(urls=(row.url,)), at=row.provenance, record=row,
            )  # fmt: skip
        case OwnNote():
            return Appearance(
                kind=AppearanceKind.NOTE, names=_names(row.name), keys=_keys(urls=(row.url,)),
                texts=_names(row.text), at=row.provenance, record=row,
            )  # fmt: skip
        case Recommendation():
            return Appearance(
                kind=AppearanceKind.RECOMMENDATION, names=_names(f"{row.first_name} {row.last_name}"),
                firms=_names(row.company), title=row.title, seen=row.provenance.date,
                texts=_names(row.text) if row.given else (), at=row.provenance, record=row,
            )  # fmt: skip
    return Appearance(
        kind=AppearanceKind.INVITATION, names=_names(row.to), keys=_keys(urls=(row.to_url,)),
        texts=_names(row.note), at=row.provenance, record=row,
    )  # fmt: skip


def _names(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
