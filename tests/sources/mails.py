"""Mails and calendars for the tests."""

from __future__ import annotations

START = "From 1@xxx Mon Nov 23 04:59:36 +0000 2020\n"


def mail(body: str = "Hello\n", **fields: str) -> str:
    """A mail with these fields (`list_id` is List-Id) over the usual ones."""
    usual = {"from": "Ann Okoro <ann@example.com>", "to": "Ana Ruiz <ana@example.org>", "subject": "Hello",
             "date": "Tue, 24 Nov 2020 00:30:00 +0900"}  # fmt: skip
    lines = [f"{name.replace('_', '-').title()}: {text}\n" for name, text in (usual | fields).items() if text]
    return "".join([*lines, "\n", body])


def mbox(*mails: str) -> str:
    """A mailbox of mails."""
    return "".join(f"{START}{one}\n" for one in mails)


def calendar(*entries: str) -> str:
    """A calendar of entries."""
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *entries, "END:VCALENDAR", ""])


def entry(*lines: str, start: str = "20240503T093000", title: str = "Weekly") -> str:
    """An entry of a calendar, with more lines than the usual ones."""
    return "\n".join(["BEGIN:VEVENT", f"DTSTART;TZID=Europe/Berlin:{start}", f"SUMMARY:{title}", *lines, "END:VEVENT"])


def invitation(text: str, **fields: str) -> str:
    """LinkedIn's mail about an invitation, with that plain text before its Accept link."""
    usual = {"from": "Ann Okoro <invitations@linkedin.com>", "subject": "Ana, please add me to your LinkedIn network"}
    links = (
        "\n\nView profile: https://www.linkedin.com/comm/in/ann-okoro?midToken=1\n\n"
        "Accept: https://www.linkedin.com/comm/people/invite-accept?mboxid=1\n\n.........\n\n"
        "This email was intended for Ana Ruiz (Engineer).\n"
    )
    return mail(text + links, **usual | fields)
