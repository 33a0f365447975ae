"""Whatever the bytes of a mailbox or a calendar are: nothing is raised, reading ends, and good rows are kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.sources.records import Mail, Meeting, Request
from tests.hanging import ends_soon
from tests.sources.mails import START, calendar, entry, invitation, mail, mbox
from tests.sources.reading import of_kind, opened

PARTS = (
    '--b1\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: base64\n\nSGkgQW5hLAoKQW5uIE9rb3JvCkRp'
    "cmVjdG9yCgpodHRwczovL3d3dy5saW5rZWRpbi5jb20vY29tbS9pbnZpdGUtYWNjZXB0\n--b1--\n"
)
GOOD = [
    mbox(
        mail(x_gmail_labels="=?UTF-8?Q?Entw=C3=BCrfe?="),
        invitation("Hi Ana,\n\nAnn Okoro\nDirector"),
        mail(PARTS, **{"from": "Ann Okoro <invitations@linkedin.com>", "content_type": "multipart/mixed; boundary=b1"}),
        mail(cc='"Okoro, Ann" <a@example.com>, =?utf-8?B?5bGx?= <b@example.com>'),
    ).encode(),
    mail().encode(),
    calendar(
        entry('ATTENDEE;CN="Okoro, Ann";PARTSTAT=DECLINED:mailto:ann@example.com', "UID:1"),
        entry("UID:1", "RRULE:FREQ=MONTHLY;BYDAY=-1MO;COUNT=9", "EXDATE:20240610", "RDATE:20240611"),
        entry("UID:1", "RECURRENCE-ID:20240610T000000", "STATUS:CANCELLED"),
    ).encode(),
]
PIECES = [b"\n", b"\r\n", b"\n ", b":", b";", b'"', b"=", b"?", b"=?", b"\0", b"\xff", b"<", b"(", b",", b"9" * 30,
          b"\nFrom ", b"\nEND:VEVENT", b"\nBEGIN:VEVENT", b"--b1", b"\\", b"charset=hex", b""]  # fmt: skip


def read_all(content: bytes) -> list[Request | Mail | Meeting]:
    source, problems = opened("-", content)
    assert source is not None or problems
    if source is None:
        return []
    first = [*of_kind(source, Request), *of_kind(source, Mail), *of_kind(source, Meeting)]
    said, records = len(problems), dict(source.records)
    assert [*of_kind(source, Request), *of_kind(source, Mail), *of_kind(source, Meeting)] == first
    assert (len(problems), source.records) == (said, records)
    return first


@settings(max_examples=500, deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(GOOD),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 8), st.sampled_from(PIECES) | st.binary(max_size=4)), max_size=4
    ),
    st.booleans(),
)
def test_good_files_with_some_bytes_changed(good: bytes, changes: list[tuple[float, int, bytes]], cut: bool) -> None:
    content = good
    for place, length, piece in changes:
        at = int(place * len(content))
        content = content[:at] + piece + content[at + length :]
    read_all(content[: len(content) * 2 // 3] if cut else content)


@settings(max_examples=100, deadline=timedelta(seconds=5))
@given(st.binary(max_size=300))
def test_what_is_bad_leaves_the_mails_and_entries_around_it(bad: bytes) -> None:
    good = mail("bye\n").encode()
    start = START.encode()
    found = read_all(start + good + b"\n" + start + b"Subject: x\n\n" + bad + b"\n" + start + good)
    assert sum(isinstance(one, Mail) and one.sender.name == "Ann Okoro" for one in found) >= 2


@pytest.mark.parametrize(
    "content",
    [
        START + "To: " + "<" * 200_000,
        START + "To: " + "(" * 200_000 + "\n\n",
        START + "To: " + '"\\' * 100_000,
        START + "To: " + "=?utf-8?q?a?= " * 20_000,
        START + "To: a\n" + " b\n" * 60_000,
        START * 50_000,
        START + "From: A <invitations@linkedin.com>\n\n" + "https://www.linkedin.com/" * 40_000,
        START
        + "From: A <invitations@linkedin.com>\nContent-Type: multipart/mixed; boundary=-\n\n"
        + "\n---\n\n" * 99_000,
        mail("=" * 400_000, **{"from": "invitations@linkedin.com", "content_transfer_encoding": "base64"}),
        "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 50_000,
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + "BEGIN:A\n" * 50_000 + "END:B\n" * 50_000,
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\n" + " " + "b" * 70 + "\n b" * 200_000,
        calendar(entry("ATTENDEE" + ';A="' * 50_000)),
        calendar(*[entry("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", start="19000101")] * 5),
        calendar(entry("RDATE:" + "20240503," * 100_000)),
    ],
    ids=range(15),
)
def test_long_repetitions_do_not_hang(content: str) -> None:
    with ends_soon():
        read_all(content.encode())
