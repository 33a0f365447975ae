"""The world's address books, mailboxes and calendar."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import TYPE_CHECKING

from tests.world import user
from tests.world.archive_files import address, halves
from tests.world.background import crowd
from tests.world.people import Card, Case, Mailed, Met

if TYPE_CHECKING:
    from tests.world.building import Held

_GOOGLE = ("First Name", "Middle Name", "Last Name", "Nickname", "File As", "Organization Name", "Organization Title",
           "Birthday", "Notes", "Photo", "Labels", "E-mail 1 - Label", "E-mail 1 - Value", "Website 1 - Label",
           "Website 1 - Value")  # fmt: skip


def _traces(held: Sequence[Held], kind: type) -> Iterator[tuple[Held, object]]:
    return ((one, trace) for one in held for trace in one.traces if isinstance(trace, kind))


def write_vcards(path: Path, held: Sequence[Held]) -> Path:
    """vCards: every second one of version 4 without N, the others of version 3."""
    cards = [(one, trace) for one, trace in _traces(held, Card) if isinstance(trace, Card) and not trace.google]
    lines = [line for number, (one, card) in enumerate(cards) for line in _vcard(one, card, modern=number % 2 == 1)]
    path.write_bytes("".join(f"{_folded(line)}\r\n" for line in lines).encode())
    return path


def _vcard(one: Held, card: Card, *, modern: bool) -> Iterator[str]:
    name = card.name or one.name
    first, last = halves(name)
    yield "BEGIN:VCARD"
    yield f"VERSION:{'4.0' if modern else '3.0'}"
    if not modern:
        yield f"N:{last};{first};;;"
    yield f"FN:{name}"
    if card.former:
        yield f"NICKNAME:{card.former}"
    if card.address:
        yield f"item1.EMAIL;TYPE=INTERNET:{card.address}"
    if card.company:
        yield f"ORG:{card.company};"
    if card.slug:
        yield f"X-SOCIALPROFILE;type=linkedin:{address(card.slug)}" if modern else f"URL:{address(card.slug)}"
    if card.tag:
        yield f"CATEGORIES:{card.tag}"
    if card.note:
        yield "NOTE:" + card.note.replace(",", "\\,")
    yield "END:VCARD"


def _folded(line: str) -> str:
    """A line cut every 60 characters, well under the 75 octets allowed in any script."""
    return "\r\n ".join(line[start : start + 24] for start in range(0, len(line), 24)) if len(line) > 60 else line


def write_google(path: Path, held: Sequence[Held]) -> Path:
    """Google's CSV in the form of 2024."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, _GOOGLE, restval="", lineterminator="\r\n")
        writer.writeheader()
        for one, card in _traces(held, Card):
            if isinstance(card, Card) and card.google:
                writer.writerow(_google_row(one, card))
    return path


def _google_row(one: Held, card: Card) -> dict[str, str]:
    first, last = halves(card.name or one.name)
    labels = "* Other Contacts" if card.by_program else " ::: ".join(filter(None, (card.tag, "* myContacts")))
    return {
        "First Name": first, "Last Name": last, "Nickname": card.former, "Organization Name": card.company,
        "Notes": card.note, "Labels": labels, "E-mail 1 - Label": "* Home", "E-mail 1 - Value": card.address,
        "Website 1 - Label": "LinkedIn" if card.slug else "",
        "Website 1 - Value": address(card.slug) if card.slug else "",
    }  # fmt: skip


def write_mailbox(path: Path, held: Sequence[Held], cases: Sequence[Case]) -> Path:
    """A mailbox as Gmail Takeout writes it: all mails between people, a newsletter, LinkedIn's own mails."""
    mails = [
        _mail(one, trace) for one, trace in _traces(held, Mailed) if isinstance(trace, Mailed) and not trace.as_file
    ]
    mails += [_newsletter(), *(_invitation_mail(case) for case in cases if case.by_mail)]
    path.write_bytes(b"".join(b"From 1234@xxx Mon Jan 01 10:00:00 +0000 2024\r\n" + mail + b"\r\n" for mail in mails))
    return path


def write_single_mails(folder: Path, held: Sequence[Held]) -> Path:
    """The folder of the mails kept as files of their own."""
    folder.mkdir()
    for one, trace in _traces(held, Mailed):
        if isinstance(trace, Mailed) and trace.as_file:
            (folder / f"{one.slug}-{trace.day}.eml").write_bytes(_mail(one, trace))
    return folder


def _mail(one: Held, trace: Mailed) -> bytes:
    them, me = (trace.name or one.name, trace.address), (user.NAME, user.MAIL)
    sender, recipient = (me, them) if trace.mine else (them, me)
    return _message(sender, recipient, trace.day, trace.subject, "Bis bald\n\nFrom the train, with greetings",
                    **{"X-Gmail-Labels": "Gesendet" if trace.mine else "Posteingang,Geöffnet"})  # fmt: skip


def _message(
    sender: tuple[str, str], recipient: tuple[str, str], day: str, subject: str, body: str, **more: str
) -> bytes:
    mail = EmailMessage()
    moment = datetime.fromisoformat(f"{day}T08:15").replace(tzinfo=UTC)
    for name, value in {"From": formataddr(sender), "To": formataddr(recipient), "Date": format_datetime(moment),
                        "Subject": subject, **more}.items():  # fmt: skip
        mail[name] = value
    mail.set_content(body)
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ").replace(b"\n", b"\r\n")


def _newsletter() -> bytes:
    return _message(("Akustik heute", "news@akustik.example"), (user.NAME, user.MAIL), "2025-10-10", "Ausgabe 10",
                    "Neues", **{"List-Unsubscribe": "<https://akustik.example/off>", "Precedence": "bulk"})  # fmt: skip


def _invitation_mail(case: Case) -> bytes:
    body = (f"Hi Ilse, I'd like to join your LinkedIn network.\n\n{case.name}\n{case.headline}\n\n"
            f"View profile: https://www.linkedin.com/comm/in/{case.slug}?trk=eml-invite\n\n"
            "Accept: https://www.linkedin.com/comm/mynetwork/accept?token=x\n\n"
            f"This email was intended for {user.NAME} (Head of Measurement).\n")  # fmt: skip
    return _message((case.name, "invitations@linkedin.com"), (user.NAME, user.MAIL), case.sent,
                    f"Ilse, please add me to your LinkedIn network - {case.name}", body)  # fmt: skip


def write_calendar(path: Path, held: Sequence[Held]) -> Path:
    """The calendar: entries with people, a webinar of hundreds, an entry without anybody, a recurring one alone."""
    met = [(one, trace) for one, trace in _traces(held, Met) if isinstance(trace, Met)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//invented//world//EN"]
    for number, (one, trace) in enumerate(met):
        lines += _event(number, one, trace)
    lines += _plain("plain-1", "Congreso de Acústica de Valencia", "20221018", "RRULE:FREQ=DAILY;COUNT=3")
    lines += _plain("plain-2", "Yoga", "20200106", "RRULE:FREQ=WEEKLY;UNTIL=20251231T000000Z")
    lines.append("END:VCALENDAR")
    path.write_bytes("".join(f"{_folded(line)}\r\n" for line in lines).encode())
    return path


def _event(number: int, one: Held, trace: Met) -> Iterator[str]:
    them, me = (trace.name or one.name, trace.address), (user.NAME, user.WORK_MAIL)
    organiser, attendees = (them, [me]) if trace.organises else (me, [them])
    day = trace.day.replace("-", "")
    yield "BEGIN:VEVENT"
    yield f"UID:{number}@world.example"
    yield f"DTSTAMP:{day}T060000Z"
    yield f"DTSTART;TZID=Europe/Zurich:{day}T140000"
    yield f"DTEND;TZID=Europe/Zurich:{day}T150000"
    yield f"SUMMARY:{trace.title}"
    if trace.weeks:
        yield f"RRULE:FREQ=WEEKLY;COUNT={trace.weeks}"
    yield f'ORGANIZER;CN="{organiser[0]}":mailto:{organiser[1]}'
    for name, mail in (*attendees, *crowd(trace.crowd)):
        yield f'ATTENDEE;CN="{name}";PARTSTAT=ACCEPTED:mailto:{mail}'
    yield "END:VEVENT"


def _plain(uid: str, title: str, day: str, rule: str) -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{day}T060000Z", f"DTSTART;VALUE=DATE:{day}", f"SUMMARY:{title}",
            rule, "END:VEVENT"]  # fmt: skip
