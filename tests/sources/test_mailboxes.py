"""Mailboxes: which mails there are, of whom, and where they lie."""

from __future__ import annotations

import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest

from screener.catalogue.declaring import Origin
from screener.sources.records import Mail, Party
from screener.sources.source import SourceKind
from tests.hanging import ends_soon
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


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["From ", "From -", "From ann@example.com", "From MAILER-DAEMON"])
def test_a_from_line_may_have_no_time(tmp_path: Path, start: str, line_end: str) -> None:
    text = "".join(f"{start}\n{mail(subject=str(number))}\n" for number in range(3)).replace("\n", line_end)
    found = mails_in(tmp_path, text)
    assert [one.subject for one in found] == ["0", "1", "2"]
    assert [one.provenance.row for one in found] == [1, 1 + text.count("\n") // 3, 1 + 2 * text.count("\n") // 3]


def test_from_in_a_text_starts_no_mail(tmp_path: Path) -> None:
    body = "Hello\n\nFrom now on\nDate: never\n\nFrom \nall of us\n\nFrom here\n"
    assert len(mails_in(tmp_path, mbox(mail(body), mail()))) == 2


def test_a_mail_head_is_never_a_table(tmp_path: Path) -> None:
    single = mails_in(tmp_path, f"From ann@example.com\n{mail()}", "single.txt")
    assert [one.subject for one in single] == ["Hello"]


def test_containers_of_apple_and_thunderbird_are_mailboxes(tmp_path: Path) -> None:
    for folder, name in (("Work.mbox", "mbox"), ("thunderbird", "Inbox"), ("thunderbird/Inbox.sbd", "Old")):
        (tmp_path / folder).mkdir()
        written(tmp_path / folder, name, mbox(mail(), mail()))
    written(tmp_path / "Work.mbox", "table_of_contents", b"\0\1")
    written(tmp_path / "thunderbird", "Inbox.msf", '// <!-- <mdb:mork:z v="1.4"/> -->')
    assert len(of_kind(source_of(tmp_path / "Work.mbox"), Mail)) == 2
    assert len(of_kind(source_of(tmp_path / "thunderbird"), Mail)) == 4


def test_a_mail_of_apple_has_its_size_above_and_notes_below(tmp_path: Path) -> None:
    text = mail("Hello\nthere\n")
    plist = '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict/></plist>\n'
    written(tmp_path, "1.emlx", f"{len(text)}      \n{text}{plist}")
    (found,) = of_kind(source_of(tmp_path), Mail)
    assert (found.subject, found.text) == ("Hello", "Hello\nthere")


def test_a_takeout_zip_is_a_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("Takeout/Mail/All mail Including Spam and Trash.mbox", mbox(mail(), mail()))
        packed.writestr("Takeout/archive_browser.html", "<html>")
    assert len(of_kind(source_of(path), Mail)) == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_a_mailbox_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    assert [one.subject for one in mails_in(tmp_path, mbox(mail(subject="Grüße")).encode(encoding))] == ["Grüße"]


@pytest.mark.parametrize(
    "subject",
    ["Automatic reply: Pumps", "Out of Office: Pumps", "Accepted: Pumps @ Thu", "Read: Pumps", "Declined: Pumps",
     "Automatische Antwort: Pumps", "Abwesenheitsnotiz: Pumps", "Zugesagt: Pumps", "Gelesen: Pumps",
     "Respuesta automática: Pumps", "Aceptado: Pumps", "Réponse automatique : Pumps", "Accepté: Pumps",
     "Resposta automática: Pumps", "Aceite: Pumps", "Risposta automatica: Pumps", "Accettato: Pumps",
     "Automatisch antwoord: Pumps", "Geaccepteerd: Pumps", "自動応答: Pumps", "承諾：Pumps"],
)  # fmt: skip
def test_a_subject_says_in_eight_languages_that_no_hand_wrote_it(tmp_path: Path, subject: str) -> None:
    assert [one.by_program for one in mails_in(tmp_path, mbox(mail(subject=subject)))] == [True]


@pytest.mark.parametrize("subject", ["Re: Accepted: Pumps", "Accepted", "We read: Pumps", "AW: Zugesagt: Pumps"])
def test_an_answer_to_such_a_mail_is_written_by_hand(tmp_path: Path, subject: str) -> None:
    assert [one.by_program for one in mails_in(tmp_path, mbox(mail(subject=subject)))] == [False]


def test_calendars_and_receipts_write_by_no_hand_though_the_sender_is_a_person(tmp_path: Path) -> None:
    part = "--b\nContent-Type: text/calendar; charset=UTF-8;\n method=REPLY\n\nBEGIN:VCALENDAR\n--b--\n"
    sent_along = "--b\nContent-Type: text/calendar; name=fair.ics\n\nBEGIN:VCALENDAR\n--b--\n"
    found = mails_in(
        tmp_path,
        mbox(
            mail(part, content_type="multipart/mixed; boundary=b"),
            mail("--b--\n", content_type="multipart/report; report-type=disposition-notification; boundary=b"),
            mail(sender="Google Calendar <calendar-notification@google.com>"),
            mail(return_path="<>"),
            mail(sent_along, content_type="multipart/mixed; boundary=b"),
        ),
    )
    assert [one.by_program for one in found] == [True, True, True, True, False]


def test_a_mail_knows_its_thread(tmp_path: Path) -> None:
    first = mail(message_id="<1@x>")
    answer = mail(message_id="<2@x>", in_reply_to="<1@x>")
    third = mail(message_id="<3@x>", in_reply_to="<2@x>", references="<1@x>\n <2@x>")
    found = mails_in(tmp_path, mbox(first, answer, third))
    assert [(one.message_id, one.thread) for one in found] == [("1@x", "1@x"), ("2@x", "1@x"), ("3@x", "1@x")]


@pytest.mark.parametrize(
    "body",
    ["Hello there\n\n-- \nAnn Okoro\nNorthwind\n", "Hello there\n\nSent from my iPhone\n",
     "Hello there\n\nVon meinem Telefon gesendet\n", "Hello there\n\nOn Monday, Ana wrote:\n> what?\n",
     "Hello there\n\n-----Original Message-----\nFrom: Ana\n",
     "Hello there\n________________________________\nFrom: Ana\n"],
)  # fmt: skip
def test_the_text_is_what_the_hand_wrote(tmp_path: Path, body: str) -> None:
    assert [one.text for one in mails_in(tmp_path, mbox(mail(body)))] == ["Hello there"]


def test_a_page_is_read_as_text(tmp_path: Path) -> None:
    page = "<style>p {}</style><p>Hello&nbsp;there</p><p>Ann</p><blockquote>old</blockquote>"
    (found,) = mails_in(tmp_path, mbox(mail(page, content_type="text/html; charset=utf-8")))
    assert found.text == "Hello there\nAnn"


def test_a_long_text_is_cut_and_decoded_soon(tmp_path: Path) -> None:
    for body in ("-" * 500_000 + "x", "a " * 400_000, "<style" * 100_000, "> " * 300_000):
        with ends_soon():
            (found,) = mails_in(tmp_path, mbox(mail(f"{body}\n", content_type="text/html")))
        assert len(found.text) <= 4_000
