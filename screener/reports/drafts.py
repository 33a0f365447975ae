"""Drafts as files to copy from: one folder, one Markdown file, or a mail that nobody has sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Final

import regex

from screener.policy.model import AboutMe
from screener.replies.drafts import Draft
from screener.reports.tabular import as_plain_markdown
from screener.reports.wording import HEADINGS
from screener.screening.results import Screened
from screener.sources.records import Request
from screener.texts.cleaning import one_line, printable, shortened

_PLACEHOLDER: Final = "example.invalid"  # reserved for names that never exist
_NOBODY_KNOWN: Final = f"address-not-known@{_PLACEHOLDER}"
_DOT_ATOM: Final = r"[\w!#$%&'*+/=?^`{|}~-]++(?:\.[\w!#$%&'*+/=?^`{|}~-]++)*+"
_ADDRESS: Final = regex.compile(rf"{_DOT_ATOM}@[\w-]++(?:\.[\w-]++)++", regex.ASCII)
_LONGEST_ADDRESS: Final = 254
_LONGEST_NAME: Final = 80


def draft_files(screened: Iterable[Screened]) -> Iterator[tuple[str, str]]:
    """A file for each draft: its name (number and verdict; a stranger's name is no file name) and its text."""
    for place, one in enumerate(screened, start=1):
        if one.draft:
            yield f"{one.number or place:03}-{one.outcome}.txt", _text(one.draft) + "\n"


def drafts_as_markdown(screened: Iterable[Screened]) -> Iterator[str]:
    """All drafts one under the other, each in a block to copy from."""
    yield "# Drafts\n\nNothing was sent.\n"
    for place, one in enumerate(screened, start=1):
        if one.draft:
            yield f"\n## {one.number or place}. {as_plain_markdown(one_line(one.request.name))}\n\n"
            yield f"{HEADINGS[one.outcome].capitalize()}, {one.draft.template}\n\n"
            yield f"```text\n{_text(one.draft)}\n```\n"


def as_mail(request: Request, draft: Draft, about_me: AboutMe, today: date) -> str:
    """The draft as a mail to open in a mail program, marked as not sent. Addresses that are not known, or are none, are
    placeholders that no mail can reach."""
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["X-Mailer"] = "screener"
    mail["From"] = _address(about_me.name, next(iter(about_me.emails), ""), _NOBODY_KNOWN)
    mail["To"] = _address(request.name, request.email, _NOBODY_KNOWN)
    mail["Date"] = datetime.combine(today, time(12), UTC)
    about = "\0".join((request.name, request.profile_url, draft.template, draft.text))
    digest = sha256(about.encode("utf-8", "replace"))
    mail["Message-ID"] = f"<{today:%Y%m%d}.{digest.hexdigest()[:24]}@{_PLACEHOLDER}>"
    mail["Subject"] = "LinkedIn"
    mail.set_content(_text(draft))
    return mail.as_bytes().decode()


def _address(name: str, email: str, otherwise: str) -> Address:
    """Somebody's address as a header takes it: no sign of theirs can end the line or begin another address."""
    known = one_line(email)
    spec = known if len(known) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(known) else otherwise
    return Address(display_name=shortened(name, _LONGEST_NAME), addr_spec=spec)


def _text(draft: Draft) -> str:
    gloss = f"\n\n--- the same in your language\n{draft.gloss}" if draft.gloss else ""
    return printable(draft.text + gloss)
