"""`screener reply`: the reply to one request, to copy. Nothing is sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import structs

from screener.cli.lazily import takes
from screener.cli.output import remark, write_result
from screener.cli.queue import Which
from screener.cli.workspace import DECIDING, Workspace
from screener.errors import InputError, UsageError
from screener.outcomes import Tone

if TYPE_CHECKING:
    from screener.ledger.kept import KeptRequest
    from screener.replies.drafts import Draft
    from screener.screening.again import Again


def reply(
    which: Which,
    at: Annotated[Workspace, takes("force", *DECIDING)],
    tone: Annotated[Tone, typer.Option("--tone", help="How it sounds.")] = Tone.PLAIN,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Such as en or de. [default: the note's]")
    ] = None,
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="NAME", help="Such as decline/polite. [default: the rule's]"),
    ] = None,
    is_reminder: Annotated[
        bool, typer.Option("--reminder", help="The one reminder, to somebody who owes you an answer.")
    ] = False,
    copy: Annotated[bool, typer.Option("--copy", help="Put it on the clipboard.", show_default=False)] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Change it in your editor first.", show_default=False)] = False,
    mail: Annotated[
        Path | None, typer.Option("--eml", metavar="FILE", help="Write it as a mail to open in a mail program.")
    ] = None,
) -> None:
    """Print the reply to a request, for what you decided, else for what is proposed."""

    from screener.ledger.choosing import find_request
    from screener.replies.drafts import Wish
    from screener.reports.reply_reports import as_mail
    from screener.screening.replying import reply_to

    wish = Wish(tone=tone, language=language, template=template)
    if is_reminder and wish != Wish():
        raise UsageError("the reminder is one text; leave out --tone, --language and --template")
    with at.deciding() as again:
        kept = find_request(again.store, which)
        draft = _reminder(again, kept) if is_reminder else reply_to(again.store, again.setting, kept, wish)
        about_me = again.proposing.about_me
    if edit:
        draft = structs.replace(draft, text=_edited(draft.text), gloss=None)  # the gloss is of the text before
    if mail:
        write_result([as_mail(kept.request, draft, about_me, again.setting.today)], mail, force=at.force)
        remark(f"wrote {mail}; nothing was sent")
    if copy:
        _copy(draft.text)
        remark("copied; nothing was sent")
    if not (mail or copy):
        _print(draft)


def _reminder(again: Again, kept: KeptRequest) -> Draft:
    """The reminder, recorded as drafted. Raises UsageError where no answer is owed, or after the first."""
    from screener.screening.doing import nudge

    draft = nudge(again, kept).draft
    if draft is None:
        raise UsageError(
            f"no reminder is drafted for {kept.request.name}; the template ask-for-context/nudge is silent"
        )
    return draft


def _print(draft: Draft) -> None:
    write_result([draft.text + "\n"], None)
    if draft.gloss:
        remark(f"the same in your language:\n{draft.gloss}")


def _edited(text: str) -> str:
    """The text as the user left it in their editor. Raises UsageError if it is empty."""
    from screener.cli.editor import edited_text

    changed = edited_text(text + "\n").strip()
    if not changed:
        raise UsageError("the reply was left empty, so there is nothing to copy; the draft is as it was")
    return changed


def _copy(text: str) -> None:
    import pyperclip

    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException as error:
        way_out = "install xclip, xsel or wl-clipboard, or leave out --copy and copy it from here"
        raise InputError(f"there is no clipboard to copy to; {way_out}") from error
