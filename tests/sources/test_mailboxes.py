"""Mailboxes: which mails there are, of whom, and where they lie."""

from __future__ import annotations

import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from screener.catalogue.declaring import Origin
from screener.sources.records import Mail, Party
from screener.sources.source import SourceKind
from tests.sources.mails import START, mail, mbox
from tests.sources.reading import of_kind, opened, source_of, written


def mails_in(folder: Path, content: str | bytes, name: str = "all.mbox") -> list[Mail]:
    return of_kind(source_of(written(folder, name, content)), Mail)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_mail_says_who_wrote_to_whom_and_when_in_its_own_zone(tmp_path: Path, line_end: str) -> None:
    content = mbox(mail(), mail(to="Bo <bo@example.com>,\n\tdi@example.com", cc="Ana <ana@example.org>"))
    first, second = mails_in(tmp_path, content.replace("\n", line_end))
    assert first.sender == Party(name="Ann Okoro", email="ann@example.com")
    assert (first.provenance.row, first.provenance.date, first.subject) == (1, date(2020, 11, 24), "Hello")
    assert [party.email for party in second.recipients] == ["bo@example.com", "di@example.com"]
    assert [party.email for party in second.cc] == ["ana@example.org"]
    assert second.provenance.row == content[: content.index(START, 1)].count("\n") + 1
    assert not (first.bulk or first.spam)


def test_a_line_of_a_text_that_starts_with_from_starts_no_mail(tmp_path: Path) -> None:
    body = ">From 1@xxx Mon Nov 23 04:59:36 +0000 2020\nFrom: x\n\nFrom here it is 04:59 to\nFrom now on\nNote: yes\n"
    assert len(mails_in(tmp_path, mbox(mail(body), mail(body)))) == 2


def test_the_length_that_a_mail_claims_is_not_believed(tmp_path: Path) -> None:
    assert len(mails_in(tmp_path, mbox(mail(content_length="100000"), mail()))) == 2


@pytest.mark.parametrize(
    "labels", ["Inbox,Spam", '"a, b",Spam', "=?UTF-8?Q?Posteingang,Spam?=", "受信トレイ,迷惑メール"]
)
def test_spam_is_kept_and_marked(tmp_path: Path, labels: str) -> None:
    source = source_of(written(tmp_path, "all.mbox", mbox(mail(x_gmail_labels=labels), mail())))
    assert [one.spam for one in of_kind(source, Mail)] == [True, False]
    assert (source.records["mails"], source.counts["spam mails"]) == (2, 1)


@pytest.mark.parametrize("labels", ["Drafts", "Opened,=?UTF-8?Q?Entw=C3=BCrfe?=", "Brouillons", "下書き", "Borradores"])
def test_a_draft_is_no_mail(tmp_path: Path, labels: str) -> None:
    source = source_of(written(tmp_path, "all.mbox", mbox(mail(x_gmail_labels=labels), mail())))
    assert len(of_kind(source, Mail)) == 1
    assert (source.records["mails"], source.counts["drafts"]) == (1, 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"list_id": "<news.example.com>"},
        {"list_unsubscribe": "<https://example.com>"},
        {"precedence": "Bulk"},
        {"auto_submitted": "auto-replied"},
        {"from": "Ann Okoro <invitations@linkedin.com>"},
        {"from": "Ann Okoro <no-reply@example.com>"},
    ],
)
def test_what_a_list_or_a_program_sends_no_hand_wrote(tmp_path: Path, fields: dict[str, str]) -> None:
    assert [one.by_program for one in mails_in(tmp_path, mbox(mail(**fields), mail(auto_submitted="no")))] == [
        True,
        False,
    ]


def test_texts_are_decoded_only_where_they_are_wanted(tmp_path: Path) -> None:
    def wanted(sender: Party, recipients: tuple[Party, ...]) -> bool:
        return sender.name == "José" and recipients[0].email == "ana@example.org"

    content = mbox(mail(), mail(**{"from": "=?utf-8?q?Jos=C3=A9?= <jose@example.com>"}, cc="bo@example.com"))
    source = source_of(written(tmp_path, "all.mbox", content))
    assert [row.text for row in source.rows(wanted) if isinstance(row, Mail)] == ["", "Hello"]
    assert source.records["mails"] == 2


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("24 Nov 2020 00:30:00 +0900", date(2020, 11, 24)),
        ("Tue Nov 24 00:30:00 2020", date(2020, 11, 24)),
        ("", date(2020, 11, 23)),
    ],
)
def test_dates_of_other_forms_and_without_one_that_of_the_mailbox(tmp_path: Path, raw: str, day: date) -> None:
    assert [one.provenance.date for one in mails_in(tmp_path, mbox(mail(date=raw)))] == [day]


def test_a_date_that_cannot_be_read_is_a_problem_with_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, "one.eml", mail(date="yesterday"))
    source, problems = opened(path)
    assert source is not None
    assert [one.provenance.date for one in of_kind(source, Mail)] == [None]
    assert [(problem.file, problem.code) for problem in problems] == [(str(path), "S023")]


def test_a_single_mail_is_a_mailbox(tmp_path: Path) -> None:
    source = source_of(written(tmp_path, "one.txt", mail()))
    assert (source.kind, source.told) == (SourceKind.MAILBOX, {Origin.MAIL})
    assert [one.provenance.row for one in of_kind(source, Mail)] == [0]


def test_a_folder_of_mails_is_one_mailbox(tmp_path: Path) -> None:
    (tmp_path / "2020").mkdir()
    written(tmp_path, "a.eml", mail())
    written(tmp_path / "2020", "b.eml", mail())
    written(tmp_path, "Drafts.mbox", mbox(mail()))
    written(tmp_path, "readme.txt", "no mail")
    found = of_kind(source_of(tmp_path), Mail)
    assert [one.provenance.file for one in found] == [f"{tmp_path}/2020/b.eml", f"{tmp_path}/a.eml"]


def test_a_maildir_is_a_mailbox_with_its_flags_and_folders(tmp_path: Path) -> None:
    for folder, name in (("cur", "1:2,S"), ("new", "2"), ("cur", "3:2,D"), (".Junk/cur", "4:2,S")):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        written(tmp_path / folder, name, mail())
    source = source_of(tmp_path)
    assert sorted(one.spam for one in of_kind(source, Mail)) == [False, False, True]
    assert source.counts["drafts"] == 1


def test_memory_does_not_grow_with_the_mailbox(tmp_path: Path) -> None:
    source = source_of(written(tmp_path, "all.mbox", mbox(*[mail("x" * 70 + "\n" * 1000)] * 8_000)))
    tracemalloc.start()
    assert sum(1 for _ in source.rows()) == 8_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert source.records["mails"] == 8_000
    assert peak < 8_000_000
