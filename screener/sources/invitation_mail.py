"""LinkedIn's invitation mails as requests: they alone tell an asker's headline.

Their layout is known from 2016 only, so they are read tolerantly, and what could not be read is said. The plain text
holds the note or a stock line, then name, headline and perhaps a place, then addresses; a mail may tell of several
askers. Nothing in it is ever followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import msgspec

from screener.languages.words import pattern_of
from screener.sources import limits
from screener.sources.limits import Code
from screener.sources.mail_heads import Head, parties_in
from screener.sources.mail_text import plain_part
from screener.sources.records import Party, Provenance, Request
from screener.sources.source import Source
from screener.texts.folding import fold
from screener.texts.patterns import plain_re

_SENDER: Final = plain_re(r"invitations?(?:-noreply)?@linkedin\.com|member@linkedin\.com", re.IGNORECASE)
_NOBODY: Final = plain_re(r"(?:LinkedIn\b.*)?", re.IGNORECASE)
# In the path of an address: what follows the question mark only tells which mail it stood in.
_ACCEPT: Final = plain_re(r"https?://[\w.-]{0,40}linkedin\.com/[^\s?]{0,200}?(?:accept|invit)", re.IGNORECASE)
_PROFILE: Final = plain_re(
    r"https?://(?:[\w-]{1,20}\.)?linkedin\.com/(?:comm/)?(?:in/(?P<slug>[^/?#\s]{1,200})|"
    r"profile/view\?(?:[^\s]{0,200}?&)?id=(?P<id>[\w-]{1,200}))",
    re.IGNORECASE,
)
_ADDRESS: Final = plain_re(r"https?://", re.IGNORECASE)
_FOOTER: Final = plain_re(r"^\s*[.\-_=]{5,}\s*$", re.MULTILINE)
_MOST_SAID: Final = 20_000  # characters of the text that are looked at
_MOST_ASKERS: Final = 50
_LONGEST_LINE: Final = 250  # that LinkedIn writes itself
_END: Final = " .,!。、,:"


def is_from_linkedin(sender: Party) -> bool:
    """Whether a mail's sender is the one that tells of invitations."""
    return _SENDER.fullmatch(sender.email) is not None


@dataclass(slots=True)
class _Section:
    """Some lines of a mail, blank ones kept, and the addresses that stand below them."""

    lines: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    @property
    def profile_url(self) -> str:
        """The asker's address, without what LinkedIn adds to tell who followed it."""
        found = next((found for one in self.addresses if (found := _PROFILE.search(one))), None)
        if found is None:
            return ""
        if found["slug"]:
            return f"https://www.linkedin.com/in/{found['slug']}"
        return f"https://www.linkedin.com/profile/view?id={found['id']}"


class _Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a text says of the asker; None for what could not be told apart."""

    name: str
    headline: str | None = None
    location: str | None = None
    note: str | None = None


def requests_in_mail(head: Head, body: bytes, provenance: Provenance, source: Source) -> Iterator[Request]:
    """The requests that a mail tells of."""

    def complain(what: str, so: str = "; it was left out") -> None:
        text = f"this invitation mail {what}{so}"
        source.complaints.add(provenance.file, Code.UNREAD_INVITATION, text, line=provenance.row)

    if not body or re.search(pattern_of("mail", "accepted"), head.text(b"subject"), re.IGNORECASE):
        return  # of an invitation that the user sent
    text = plain_part(head, body)
    if text is None:
        complain("has no part in plain text")
        return
    text = _FOOTER.split(text[:_MOST_SAID], maxsplit=1)[0]
    if not _ACCEPT.search(text):
        complain("has no address to accept at, so it may be about something else")
        return
    sections = list(_sections(text))
    askers = [each for each in sections if each.profile_url and any(map(_ACCEPT.search, each.addresses))]
    if len(askers) > 1:
        every = [(each, _last_paragraph(each.lines)) for each in askers[:_MOST_ASKERS]]
    else:
        profile = next((each for each in sections if each.profile_url), sections[0])
        every = [(profile, _said(sections[0].lines, _sender_name(head)))]
    for section, said in every:
        if said is None:
            complain("has no name where one was expected")
            continue
        if len(every) == 1 and (said.headline is None or said.note is None):
            what = "the name was" if said.headline is None else "name and headline were"
            complain(f"is laid out in a new way: only {what} read", "")
        yield Request(
            name=said.name[: limits.NAME],
            profile_url=section.profile_url[: limits.ADDRESS],
            headline=said.headline,
            location=said.location,
            note=said.note,
            sent=provenance.date,
            provenance=provenance,
        )


def _sender_name(head: Head) -> str:
    """The asker as the mail's sender names them; empty if it names only LinkedIn."""
    sender = next(iter(parties_in(head.raw(b"from"))), None)
    name = _via().sub("", sender.name) if sender else ""
    return "" if _NOBODY.fullmatch(name) else name


@cache
def _via() -> re.Pattern[str]:
    return re.compile(rf"\s{{1,9}}{pattern_of('mail', 'via')}\s{{1,9}}LinkedIn$", re.IGNORECASE)


def _sections(text: str) -> Iterator[_Section]:
    """The lines in runs, each with the addresses below it; a label like `View profile:` belongs to its address."""
    section = _Section()
    for line in text.splitlines():
        plain = " ".join(line.split())
        if _ADDRESS.search(plain):
            section.addresses.append(plain)
            continue
        if section.addresses and plain and not plain.endswith(":"):
            yield _trimmed(section)
            section = _Section()
        if not section.addresses:
            section.lines.append(plain)
    yield _trimmed(section)


def _trimmed(section: _Section) -> _Section:
    lines = section.lines
    while lines and (not lines[-1] or lines[-1].endswith(":")):
        lines.pop()
    return section


def _said(lines: list[str], name: str) -> _Said | None:
    """What stands above the first address: note, name, headline. Without a name in it, only the sender's is known."""
    at = _place_of_name(lines, name)
    if at is None:
        return _Said(name=name) if name else None
    headline, *after = lines[at + 1 :] or [""]
    # What stands in a paragraph below the headline may be the note, or not.
    return _Said(
        name=name or lines[at],
        headline=headline,
        location=after[0] if len(after) == 1 and after[0] else None,
        note=None if "" in after else _note(lines[:at]),
    )


def _last_paragraph(lines: list[str]) -> _Said | None:
    """One of several askers: name, headline, perhaps a place. Such a mail shows no notes, so none is known."""
    start = max((at + 1 for at, line in enumerate(lines) if not line), default=0)
    name, *rest = [line for line in lines[start:] if not is_stock(line)] or [""]
    if not name or len(rest) > 3:
        return None
    return _Said(name=name, headline=rest[0] if rest else None, location=rest[1] if len(rest) > 1 else None)


def _place_of_name(lines: list[str], name: str) -> int | None:
    if name:
        wanted = fold(name)
        at = len(lines) - 1
        # The one may have titles or pronouns behind the name that the other lacks.
        while at >= 0 and not (lines[at] and _begin_alike(fold(lines[at]), wanted)):
            at -= 1
        return at if at >= 0 else None
    # Nobody is named by the sender: the last paragraph is name and headline, if it is of two or three lines.
    start = max((at + 1 for at, line in enumerate(lines) if not line), default=0)
    return start if 2 <= len(lines) - start <= 3 and start > 0 else None


def _begin_alike(line: str, name: str) -> bool:
    return line == name or line.startswith((f"{name},", f"{name} (")) or name.startswith((f"{line},", f"{line} ("))


def _note(lines: Sequence[str]) -> str:
    """The note, on one line; empty if there stands only what LinkedIn writes itself."""
    own = [line for line in lines if line and not is_stock(line)]
    return "" if all(map(is_greeting, own)) else " ".join(own)


def is_stock(line: str) -> bool:
    """Whether LinkedIn wrote the line, not the asker."""
    return len(line) <= _LONGEST_LINE and _stock().fullmatch(fold(line).rstrip(_END)) is not None


def is_greeting(line: str) -> bool:
    """Whether the line greets and says no more."""
    return len(line) <= _LONGEST_LINE and _greeting().fullmatch(fold(line).rstrip(_END)) is not None


@cache
def _stock() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:hi|hello) .{{1,40}}, )?{pattern_of('mail', 'stock')}")


@cache
def _greeting() -> re.Pattern[str]:
    return re.compile(rf"{pattern_of('mail', 'greeting')}\b[^.!?]{{0,60}}|.{{1,30}}(?:さん|様)")
