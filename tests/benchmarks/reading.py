"""Reading alone: every record of a large archive, list, mailbox and calendar, against the least that must be done.

    python -m tests.benchmarks.reading

The floor is `csv.reader` over the same tables, and going through the same lines for mails and meetings. Notes are
distinct, and messages are quoted and hold line breaks, as archives are written since 2026. Memory is what one pass
holds at its peak. The last part doubles every text of hostile files: a ratio of 2 is work that grows with the file.
"""

from __future__ import annotations

import csv
import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from screener.sources.opening import open_sources
from tests.benchmarks.timing import print_table

TODAY: Final = date(2026, 3, 10)
CONNECTIONS, MESSAGES, REQUESTS, MAILS, MEETINGS = 30_000, 200_000, 2_000, 20_000, 5_000
ROUNDS: Final = 3
_WORDS: Final = [
    "pump",
    "valve",
    "crane",
    "harbour",
    "slides",
    "drawing",
    "Bilbao",
    "fair",
    "review",
    "budget",
    "gripper",
    "tunnel",
    "offer",
    "café",
]


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = []
        for what, (path, floor) in _files(folder).items():
            least = min(_seconds(floor) for _ in range(ROUNDS))
            ours = min(_seconds(lambda path=path: _read(path)) for _ in range(ROUNDS))  # type: ignore[misc]
            lines.append([what, f"{least:.2f} s", f"{ours:.2f} s", f"{ours / least:.1f}", f"{_peak(path):.1f} MB"])
        print_table(["what", "floor", "rows()", "ratio", "peak"], lines)
        print()
        doubled = []
        for what, hostile in HOSTILE.items():
            small, large = (_seconds_of(folder, hostile(size)) for size in (200_000, 400_000))
            doubled.append([what, f"{small:.3f} s", f"{large:.3f} s", f"{large / small:.1f}"])
        print_table(["hostile text", "200,000 letters", "400,000", "ratio"], doubled)


def _files(folder: Path) -> dict[str, tuple[Path, Callable[[], None]]]:
    chance = random.Random(7)
    archive = folder / "Complete_LinkedInDataExport_03-09-2026"
    archive.mkdir()
    _table(archive / "Connections.csv", _connections())
    _table(archive / "messages.csv", _messages(chance))
    _table(folder / "requests.csv", _requests(chance))
    mailbox, calendar = folder / "mail.mbox", folder / "mine.ics"
    mailbox.write_text("".join(_mails(chance)), encoding="utf-8")
    calendar.write_text("\n".join(_meetings(chance)), encoding="utf-8")
    tables = [archive / "Connections.csv", archive / "messages.csv"]
    return {
        "archive": (archive, lambda: _parse(*tables)),
        "request list": (folder / "requests.csv", lambda: _parse(folder / "requests.csv")),
        "mailbox": (mailbox, lambda: _walk(mailbox)),
        "calendar": (calendar, lambda: _walk(calendar)),
    }


def _table(path: Path, rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)


def _said(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)) + f" {chance.random():.9f}"


def _url(number: int) -> str:
    return f"https://www.linkedin.com/in/person-{number:x}"


def _connections() -> Iterator[list[str]]:
    yield ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    for number in range(CONNECTIONS):
        yield [f"Ann{number}", "Okoro", _url(number), "", f"Northwind {number % 900}", "Engineer", "03 Apr 2021"]


def _messages(chance: random.Random) -> Iterator[list[str]]:
    yield ["CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS",
           "DATE", "SUBJECT", "CONTENT", "FOLDER", "ATTACHMENTS", "IS MESSAGE DRAFT"]  # fmt: skip
    for number in range(MESSAGES):
        other = number % 5_000
        text = f"Hi,\n\n{_said(chance, 14)} &amp; more\n\nBest\nAna"
        yield [f"2-{other}==", "", f"Ann{other} Okoro", _url(other), "Ana Ruiz", "https://www.linkedin.com/in/ana-ruiz",
               f"2024-05-{number % 28 + 1:02d} 10:11:12 UTC", "", text, "INBOX", "", "No"]  # fmt: skip


def _requests(chance: random.Random) -> Iterator[list[str]]:
    yield ["name", "profile_url", "headline", "company", "note", "sent_at"]
    for number in range(REQUESTS):
        yield [f"Ben{number} Adeyemi", _url(-number), "Engineer", "Adatum", _said(chance, 30), "2026-03-01"]


def _mails(chance: random.Random) -> Iterator[str]:
    for number in range(MAILS):
        yield (
            f"From - Mon Feb  3 10:11:12 2025\nReceived: from a by b\nFrom: Ann{number % 3000} Okoro "
            f"<ann{number % 3000}@okoro.example>\nTo: Ana Ruiz <ana@ruiz.example>\nDate: Mon, 3 Feb 2025 10:11:12 +0100"
            f"\nSubject: {_said(chance, 4)}\nMessage-ID: <{number}@x.example>\n\n"
            + "".join(f"{_said(chance, 9)}\n" for _ in range(20))
            + "\n"
        )


def _meetings(chance: random.Random) -> Iterator[str]:
    yield "BEGIN:VCALENDAR\nVERSION:2.0"
    for number in range(MEETINGS):
        rule = "RRULE:FREQ=WEEKLY;BYDAY=MO\n" if number % 5 == 0 else ""
        people = "".join(
            f"ATTENDEE;PARTSTAT=ACCEPTED;CN=Ann{one} Okoro:mailto:ann{one}@okoro.example\n" for one in range(6)
        )
        yield (
            f"BEGIN:VEVENT\nUID:{number}\nDTSTART;TZID=Europe/Berlin:20240506T093000\nSUMMARY:{_said(chance, 4)}\n"
            f"{rule}{people}DESCRIPTION:{_said(chance, 60)}\nEND:VEVENT"
        )
    yield "END:VCALENDAR\n"


def _parse(*paths: Path) -> None:
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            for _ in csv.reader(lines):
                pass


def _walk(path: Path) -> None:
    with path.open("rb") as stream:
        for _ in stream:
            pass


def _read(path: Path) -> None:
    for source in open_sources([str(path)], stdin=None, today=TODAY, report=lambda _: None):
        for _ in source.rows():
            pass


def _peak(path: Path) -> float:
    tracemalloc.start()
    _read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1_000_000


def _seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _seconds_of(folder: Path, content: tuple[str, str]) -> float:
    path = folder / content[0]
    path.write_text(content[1], encoding="utf-8")
    return min(_seconds(lambda: _read(path)) for _ in range(ROUNDS))


_MAIL: Final = "From: {}\nTo: {}\nDate: Mon, 3 Feb 2025 10:11:12 +0100\nSubject: {}\n\nHello\n"
_EVENT: Final = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:{}\nSUMMARY:{}\n{}\nEND:VEVENT\nEND:VCALENDAR\n"
HOSTILE: Final[Mapping[str, Callable[[int], tuple[str, str]]]] = MappingProxyType(
    {
        "a display name": lambda n: ("a.eml", _MAIL.format(f"{'a' * n} <a@b.example>", "b@c.example", "x")),
        "recipients": lambda n: ("b.eml", _MAIL.format("a@b.example", "a," * (n // 2), "x")),
        "open quotes in a head": lambda n: ("c.eml", _MAIL.format('"\\' * (n // 2), "b@c.example", "x")),
        "encoded words": lambda n: ("d.eml", _MAIL.format("a@b.example", "b@c.example", "=?utf-8?q?a" * (n // 11))),
        "an address of dots": lambda n: ("e.csv", f"First Name,Last Name,E-mail Address\nA,B,{'.' * n}\n"),
        "a note": lambda n: ("f.csv", f"name,note\nAnn Okoro,{'a ®' * (n // 3)}\n"),
        "a card's name": lambda n: ("g.vcf", f"BEGIN:VCARD\nVERSION:3.0\nFN:{'a' * n}\nNOTE:{'b,' * n}\nEND:VCARD\n"),
        "daily since 1900": lambda n: ("h.ics", _EVENT.format("19000101", "x", "RRULE:FREQ=DAILY") * (n // 20_000)),
        "many rules": lambda n: ("i.ics", _EVENT.format("19000101", "x", "RRULE:FREQ=DAILY;BYMONTH=2") * (n // 20_000)),
        "a title": lambda n: ("j.ics", _EVENT.format("20240101", "\\" * n, "")),
        "attendees": lambda n: ("k.ics", _EVENT.format("20240101", "x", "ATTENDEE;CN=a:mailto:a@b\n" * (n // 25))),
        "days left out": lambda n: (
            "l.ics",
            _EVENT.format("20200101", "x", f"RRULE:FREQ=DAILY\nEXDATE:{'20240101,' * (n // 9)}"),
        ),
        "a page": lambda n: ("m.txt", f"Accept\nIgnore\n{'Ann Okoro ' * (n // 10)}\nAccept\nIgnore\n"),
        "a list in JSON": lambda n: ("n.json", '[{"name": "A", "profile_url": "' + "/in/" * (n // 4) + '"}]'),
    }
)


if __name__ == "__main__":
    main()
