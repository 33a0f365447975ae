"""What was read in a text: the nouns, and their form for machines."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import msgspec

from screener.sources.records import Provenance
from screener.world.mentions import Mention

Span = tuple[int, int]


class About(StrEnum):
    """What a claim is about."""

    WORKED_TOGETHER = "worked-together"
    SAME_EMPLOYER = "same-employer"
    MET = "met"
    ACQUAINTED = "acquainted"
    STUDIED_TOGETHER = "studied-together"
    SAME_SCHOOL = "same-school"
    ASKER_TAUGHT_USER = "asker-taught-user"
    USER_TAUGHT_ASKER = "user-taught-asker"
    INTRODUCED_BY = "introduced-by"
    FORMER_NAME = "former-name"
    ON_BEHALF_OF = "on-behalf-of"
    HEARD_TALK = "heard-talk"
    PROMISED = "promised"
    WROTE = "wrote"
    CUSTOMER = "customer"
    FAMILY = "family"
    NEIGHBOUR = "neighbour"


# Having heard a talk, or writing for somebody else, is no past that two people share.
SHARED_PAST: Final = frozenset(About) - {About.HEARD_TALK, About.ON_BEHALF_OF}


class By(StrEnum):
    """Of whom a claim is: the asker, or somebody else whom the asker names."""

    ASKER = "asker"
    OTHER = "other"


class ReadBy(StrEnum):
    """What read it, the surest first."""

    RECORDS = "records"
    PHRASE = "phrase"
    MODEL = "model"


class Checked(StrEnum):
    """How a claim came out against the user's world, in the order of the rule language."""

    CONTRADICTED = "contradicted"
    OPEN = "open"
    FITS = "fits"
    CONFIRMED = "confirmed"


class AskerKind(StrEnum):
    """Who writes, as far as the text shows it."""

    RECRUITER = "recruiter"
    SELLER = "seller"
    STUDENT = "student"
    JOBSEEKER = "jobseeker"
    JOURNALIST = "journalist"
    ORGANISER = "organiser"
    INVESTOR = "investor"
    RESEARCHER = "researcher"
    PRIVATE = "private"
    ASSISTANT = "assistant"
    IMPOSTOR = "impostor"
    FRAUDSTER = "fraudster"
    INFLUENCER = "influencer"


class Want(StrEnum):
    """What the asker wants."""

    CONNECT = "connect"
    HIRE = "hire"
    SELL = "sell"
    BE_HIRED = "be-hired"
    REFERRAL = "referral"
    INTERVIEW = "interview"
    SPEAK = "speak"
    ADVICE = "advice"
    FEEDBACK = "feedback"
    THANKS = "thanks"
    INVEST = "invest"
    MEET_AGAIN = "meet-again"
    SOCIAL = "social"
    PARTNER = "partner"
    ANSWER = "answer"
    OBEY = "obey"


class Sign(StrEnum):
    """How the text is written."""

    MASS = "mass"
    URGENT = "urgent"
    PROGRAM = "program"
    SPECIFIC = "specific"
    FLATTERY = "flattery"
    MONEY = "money"
    LINK = "link"
    RUDE = "rude"


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What the text asserts of a past between the two, and what it names beside it; `when` as the text has it.
    `precise` is how precise that is: year, month or day. `agrees`: how many of its details the user's records bear out;
    `finding` says in words what they say to it, and `source` which row does."""

    about: About
    by: By
    quote: str
    span: Span
    read_by: ReadBy
    checked: Checked = Checked.OPEN
    when: str | None = None
    where: str | None = None
    event: str | None = None
    firm: str | None = None
    school: str | None = None
    project: str | None = None
    person: str | None = None
    precise: str | None = None
    agrees: int = 0
    finding: str = ""
    source: Provenance | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What it names: firm, school, project, event, person, place."""
        named = (self.firm, self.school, self.project, self.event, self.person, self.where)
        return tuple(filter(None, named))


class ReadFrom(msgspec.Struct, frozen=True, kw_only=True):
    """Where a single value was read, and by what."""

    span: Span
    read_by: ReadBy


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read in one text. `read_from` has an entry for each of asker_kind, wants, role, they_ask and the
    signs that are there. `understood`: something was recognised, or the text is plainly generic."""

    language: str | None
    register: str | None
    understood: bool
    claims: tuple[Claim, ...] = ()
    asker_kind: AskerKind | None = None
    wants: Want | None = None
    role: str | None = None
    they_ask: str | None = None
    read_from: dict[str, ReadFrom] = {}
    signs: tuple[Sign, ...] = ()
    mentions: tuple[Mention, ...] = ()


_UNTOLD: Final = ("source", "precise", "agrees", "finding")  # what the object `reading` leaves to `evidence`


def as_json(reading: Reading) -> dict[str, Any]:
    """The object `reading` of the machine-readable form: every key is there, spans are pairs."""
    form: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(reading, mentions=()))
    form["mentions"] = [_mention_json(mention) for mention in reading.mentions]
    for claim in form["claims"]:
        for key in _UNTOLD:
            del claim[key]
    return form


def _mention_json(mention: Mention) -> dict[str, Any]:
    at = mention.at
    return {
        "quote": mention.quote,
        "span": list(mention.span),
        "kind": mention.kind.value,
        "strength": mention.strength.value,
        "source": {"file": at.file, "row": at.row or None} if at else None,
    }
