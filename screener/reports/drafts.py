"""Drafts as files to copy from: one folder, one Markdown file, or a mail that nobody has sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from email.policy import SMTP

from screener.replies.drafts import Draft
from screener.reports.tabular import as_plain_markdown
from screener.reports.wording import HEADINGS
from screener.screening.results import Screened
from screener.sources.records import Request
from screener.texts.cleaning import one_line, printable


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


def as_mail(request: Request, draft: Draft) -> str:
    """The draft as a mail to open in a mail program, marked as not sent; the address only where it is known."""
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    if request.email:
        mail["To"] = one_line(request.email)
    mail["Subject"] = "LinkedIn"
    mail.set_content(_text(draft))
    return mail.as_bytes().decode()


def _text(draft: Draft) -> str:
    gloss = f"\n\n--- the same in your language\n{draft.gloss}" if draft.gloss else ""
    return printable(draft.text + gloss)
