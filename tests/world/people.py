"""The nouns of the world: a case is one request with what the user's files hold on that person and its verdict."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

TODAY: Final = date(2026, 3, 2)
ACCEPT: Final = "accept"
DECLINE: Final = "decline"
ASK: Final = "ask-for-context"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of messages.csv between the user and the person."""

    day: str
    mine: bool = False
    text: str = "Thanks, that helps."
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """One mail between the user and the person, in the mailbox or as a file of its own."""

    day: str
    address: str
    mine: bool = False
    subject: str = "Our notes"
    name: str = ""
    as_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A calendar entry with the person in it. `weeks`: it recurs weekly so often; `crowd`: so many others besides."""

    day: str
    title: str
    address: str
    name: str = ""
    weeks: int = 0
    crowd: int = 0
    organises: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An entry of an address book: a vCard, or a row of Google's CSV."""

    address: str = ""
    name: str = ""
    company: str = ""
    note: str = ""
    tag: str = ""
    slug: str = ""
    former: str = ""
    google: bool = False
    by_program: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A row of Connections.csv; `slug` differs from the asker's where it is another profile."""

    day: str
    slug: str = ""
    company: str = ""
    title: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommended:
    """A recommendation, given by the user or received."""

    day: str
    given: bool
    company: str
    title: str = "Engineer"
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsed:
    """An endorsement, given by the user or received."""

    day: str
    given: bool
    skill: str = "Acoustics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A row of Notes.csv: what the user noted on the person."""

    day: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation that the user sent."""

    day: str
    note: str = ""


Trace = Message | Mailed | Met | Card | Linked | Recommended | Endorsed | Noted | Invited


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job of the asker's, as a list gives it."""

    company: str
    start: str = ""
    end: str = ""
    title: str = "Engineer"
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A time at a school of the asker's, as a list gives it."""

    school: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One request, what the files hold on the person, and what a sensible professional would decide.

    `listed`: a list gives headline, company and the like: the user's own form (`own`), another tool's (`voyager`);
    empty where only the archive tells of the request. `by_mail`: only LinkedIn's mail tells of it. `verdict` None: the
    `state` leaves nothing to decide. `fine` are other verdicts nobody would object to; `unsafe` those that do harm.
    `names`: others whom a reason may rightly cite.
    """

    name: str
    slug: str
    verdict: str | None
    why: str
    classes: frozenset[str]
    unsafe: frozenset[str] = frozenset()
    fine: frozenset[str] = frozenset()
    state: str = "new"
    note: str = ""
    sent: str = "2026-02-10"
    again: tuple[tuple[str, str], ...] = ()  # the same person's other requests: day, note
    listed: str = ""
    by_mail: bool = False
    headline: str = ""
    company: str = ""
    place: str = ""
    mutual: int | None = None
    contacts: int | None = None
    created: str = ""
    jobs: tuple[Job, ...] = ()
    studies: tuple[Study, ...] = ()
    traces: tuple[Trace, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What the program calls the request."""
        return unicodedata.normalize("NFC", self.slug).casefold()

    def is_right(self, verdict: str | None) -> bool:
        """Whether this verdict is the expected one, or one that nobody would object to."""
        return verdict == self.verdict or verdict in self.fine

    def words(self) -> Iterator[str]:
        """Everything by which a row may rightly be about this person."""
        yield from (self.name, self.slug, *self.names)
        for trace in self.traces:
            for word in ("name", "address", "slug", "former"):
                yield getattr(trace, word, "")


def known(name: str, slug: str, verdict: str | None, why: str, *classes: str, **more: object) -> Case:
    """Somebody whom the user truly knows: to decline them would be unsafe."""
    return _case(name, slug, verdict, why, {"known", *classes}, {DECLINE}, more)


def stranger(name: str, slug: str, verdict: str | None, why: str, *classes: str, **more: object) -> Case:
    """Somebody whom the user does not know: to accept them would be unsafe."""
    return _case(name, slug, verdict, why, {"stranger", *classes}, {ACCEPT}, more)


def open_case(name: str, slug: str, verdict: str | None, why: str, *classes: str, **more: object) -> Case:
    """Somebody of whom the files cannot tell: only a question settles it, so both other verdicts would be unsafe."""
    return _case(name, slug, verdict, why, {"open", *classes}, {ACCEPT, DECLINE}, more)


def _case(
    name: str,
    slug: str,
    verdict: str | None,
    why: str,
    classes: set[str],
    unsafe: set[str],
    more: dict[str, object],
) -> Case:
    fine = frozenset({more.pop("fine")} if "fine" in more else ())
    return Case(
        name=name,
        slug=slug,
        verdict=verdict,
        why=why,
        classes=frozenset(classes),
        unsafe=frozenset(unsafe) - fine - {verdict},
        fine=fine,
        **more,  # type: ignore[arg-type]
    )
