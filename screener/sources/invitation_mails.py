"""LinkedIn's invitation mails in a mailbox, as requests: they alone tell an asker's headline.

Their layout is known from 2016 only, so they are read tolerantly, and what could not be read is said. The plain text
holds the note or a stock line, then name and headline, then addresses. Nothing in it is ever followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from screener.sources.entries import Entry
from screener.sources.invitation_stock import is_greeting, is_stock
from screener.sources.mail_heads import Head, parties_in
from screener.sources.mail_places import Place, places_of
from screener.sources.mail_scanning import RawMail
from screener.sources.mail_text import plain_part
from screener.sources.mailboxes import raw_mails, sent_day
from screener.sources.problems import Code
from screener.sources.records import Provenance, Request
from screener.sources.source import Source
from screener.texts.folding import fold

_SENDER: Final = re.compile(r"invitations?(?:-noreply)?@linkedin\.com|member@linkedin\.com", re.IGNORECASE)
_VIA: Final = re.compile(r"\s+(?:via|über|por|par|tramite)\s+LinkedIn$", re.IGNORECASE)
_NOBODY: Final = re.compile(r"(?:LinkedIn\b.*)?", re.IGNORECASE)
# In the path of an address: what follows the question mark only tells which mail it stood in.
_ACCEPT: Final = re.compile(r"https?://[\w.-]{0,40}linkedin\.com/[^\s?]{0,200}?(?:accept|invit)", re.IGNORECASE)
_ACCEPTED: Final = re.compile(
    r"accepted|angenommen|acept(?:ó|ado)|accepté|aceit(?:ou|o)|accettat|geaccepteerd|承認しました", re.IGNORECASE
)
_PROFILE: Final = re.compile(
    r"https?://(?:[\w-]{1,20}\.)?linkedin\.com/(?:comm/)?(?:in/(?P<slug>[^/?#\s]{1,200})|"
    r"profile/view\?(?:[^\s]{0,200}?&)?id=(?P<id>[\w-]{1,200}))",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)
_FOOTER: Final = re.compile(r"^\s*[.\-_=]{5,}\s*$", re.MULTILINE)
_MOST_SAID: Final = 20_000  # characters of the text that are looked at


def requests_in_mailbox(source: Source) -> Iterator[Request]:
    """The requests that LinkedIn's invitation mails tell of. Mails among spam or drafts, and forged ones, tell none."""
    number = forged = 0
    for entry, places, raw in raw_mails(source, _may_be_invitation):
        head = Head(raw.head)
        if not raw.body or {Place.SPAM, Place.DRAFTS} & (places | places_of(head)):
            continue
        if _is_forged(head):
            forged += 1
        elif request := _request(source, entry, raw, head):
            number += 1
            yield request
    if number:
        source.records["requests"] = number
    source.counts["forged invitation mails"] = forged


def _may_be_invitation(raw_head: bytes) -> bool:
    sender = next(parties_in(Head(raw_head).raw(b"from")), None)
    return sender is not None and _SENDER.fullmatch(sender.email) is not None


def _is_forged(head: Head) -> bool:
    """Whether the user's own mail server found that the mail is not from where it says."""
    results = head.text(b"authentication-results").lower()
    return "dmarc=fail" in results or ("dkim=" in results and "dkim=pass" not in results)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a text says of the asker; None for what could not be told apart."""

    name: str
    headline: str | None = None
    note: str | None = None


def _request(source: Source, entry: Entry, raw: RawMail, head: Head) -> Request | None:
    if _ACCEPTED.search(head.text(b"subject")):
        return None  # of an invitation that the user sent
    text = plain_part(raw)
    if text is None:
        _complain(source, entry, raw, "has no part in plain text")
        return None
    text = _FOOTER.split(text[:_MOST_SAID], maxsplit=1)[0]
    if not _ACCEPT.search(text):
        _complain(source, entry, raw, "has no address to accept at, so it may be about something else")
        return None
    said = _said(text, _sender_name(head))
    if said is None:
        _complain(source, entry, raw, "names nobody where a name was looked for")
        return None
    if said.headline is None or said.note is None:
        what = "the name was" if said.headline is None else "name and headline were"
        _complain(source, entry, raw, f"is laid out in a new way: only {what} read", "")
    sent = sent_day(source, entry, raw, head)
    return Request(
        name=said.name,
        profile_url=_profile_url(text),
        headline=said.headline,
        note=said.note,
        sent=sent,
        provenance=Provenance(file=entry.file, row=raw.line, date=sent),
    )


def _complain(source: Source, entry: Entry, raw: RawMail, what: str, so: str = "; it was left out") -> None:
    source.complaints.add(entry.file, Code.UNREAD_INVITATION, f"this invitation mail {what}{so}", line=raw.line)


def _sender_name(head: Head) -> str:
    """The asker as the mail's sender names them; empty if it names only LinkedIn."""
    sender = next(parties_in(head.raw(b"from")), None)
    name = _VIA.sub("", sender.name) if sender else ""
    return "" if _NOBODY.fullmatch(name) else name


def _said(text: str, name: str) -> _Said | None:
    """What stands above the first address: note, name, headline. Without a name in it, only the sender's is known."""
    lines = _above_addresses(text)
    at = _place_of_name(lines, name)
    if at is None:
        return _Said(name=name) if name else None
    headline, *after = lines[at + 1 :] or [""]
    # What stands in a paragraph below the headline may be the note, or not.
    return _Said(name=name or lines[at], headline=headline, note=None if "" in after else _note(lines[:at]))


def _above_addresses(text: str) -> list[str]:
    """The lines above the first address, without its label, blank ones kept."""
    lines: list[str] = []
    for line in text.splitlines():
        if _ADDRESS.search(line):
            break
        lines.append(" ".join(line.split()))
    while lines and (not lines[-1] or lines[-1].endswith(":")):
        lines.pop()
    return lines


def _place_of_name(lines: list[str], name: str) -> int | None:
    if name:
        wanted = fold(name)
        at = len(lines) - 1
        # The one may have titles behind the name that the other lacks.
        while at >= 0 and not (lines[at] and _begin_alike(fold(lines[at]), wanted)):
            at -= 1
        return at if at >= 0 else None
    # Nobody is named by the sender: the last paragraph is name and headline, if it is of two or three lines.
    start = max((at + 1 for at, line in enumerate(lines) if not line), default=0)
    return start if 2 <= len(lines) - start <= 3 and start > 0 else None


def _begin_alike(line: str, name: str) -> bool:
    return line == name or line.startswith(f"{name},") or name.startswith(f"{line},")


def _note(lines: list[str]) -> str:
    """The note, on one line; empty if there stands only what LinkedIn writes itself."""
    said = [line for line in lines if line]
    own = [line for line in said if not is_stock(line)]
    return "" if all(map(is_greeting, own)) else " ".join(own)


def _profile_url(text: str) -> str:
    """The asker's address, without what LinkedIn adds to tell who followed it."""
    found = _PROFILE.search(text)
    if found is None:
        return ""
    if found["slug"]:
        return f"https://www.linkedin.com/in/{found['slug']}"
    return f"https://www.linkedin.com/profile/view?id={found['id']}"
