"""A draft as a mail is one that any mail program opens, whatever a stranger calls themselves."""

from __future__ import annotations

import email
import email.policy
from datetime import date
from email.message import EmailMessage

import pytest
from msgspec.structs import replace

from screener.policy.model import AboutMe
from screener.replies.drafts import Draft
from screener.reports.reply_reports import as_mail
from screener.sources.records import Request
from tests.ledger.keeping import jane

ME = AboutMe(name="Mara Lindqvist", emails=("mara@lindqvist.example", "other@lindqvist.example"))
TEXT = "Hello 佐藤,\n\nbest regards"
DRAFT = Draft(kind="thanks", language="en", register="you", template="accept/thanks.en", text=TEXT)
TODAY = date(2026, 3, 10)
HOSTILE = (
    "Tom\r\nBcc: all@evil.example",
    "Tom <all@evil.example>, x",
    'Tom" <all@evil.example>, "x',
    "佐藤 美香",
    "\u202eTom\x00\x1b[31m",
    "T" * 100_000,
    "",
    "=?utf-8?q?Bcc=3A_all=40evil.example?=",
)


def read(asker: Request, about_me: AboutMe = ME, draft: Draft = DRAFT) -> EmailMessage:
    """The mail as Python's parser reads it; it must find nothing wrong."""
    text = as_mail(asker, draft, about_me, TODAY)
    mail = email.message_from_bytes(text.encode(), policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    assert mail.defects == []
    assert not any(value.defects for value in mail.values())
    return mail


def test_a_mail_has_all_that_a_mail_program_needs() -> None:
    mail = read(replace(jane("Ann Lee"), name="Tom Reed", email="tom@reed.example"))
    assert mail["To"].addresses[0].addr_spec == "tom@reed.example"
    assert mail["To"].addresses[0].display_name == "Tom Reed"
    assert str(mail["From"]) == "Mara Lindqvist <mara@lindqvist.example>"
    assert mail["Date"].datetime.date() == TODAY
    assert mail["Message-ID"].startswith("<20260310.")
    assert mail["X-Unsent"] == "1"
    body = mail.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").strip() == DRAFT.text


def test_an_address_that_is_not_known_is_one_that_nobody_has() -> None:
    mail = read(replace(jane("Ann Lee"), email=""), AboutMe())
    assert mail["To"].addresses[0].domain == "example.invalid"
    assert mail["From"].addresses[0].domain == "example.invalid"


def test_two_drafts_are_two_mails_and_one_is_the_same_again() -> None:
    one = read(jane("Ann Lee"))["Message-ID"]
    assert one == read(jane("Ann Lee"))["Message-ID"]
    assert one != read(jane("Ann Lee"), draft=replace(DRAFT, text="Hello"))["Message-ID"]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
@pytest.mark.parametrize("field", ["name", "email"])
def test_no_header_is_smuggled_in(field: str, text: str) -> None:
    asker = replace(jane("Ann Lee"), **{field: text})
    for mail in (read(asker), read(jane("Ann Lee"), AboutMe(name=text, emails=(text,)))):
        assert sorted(mail.keys()) == sorted(
            ["X-Unsent", "X-Mailer", "From", "To", "Date", "Message-ID", "Subject", "Content-Type",
             "Content-Transfer-Encoding", "MIME-Version"]
        )  # fmt: skip
        for header in ("To", "From"):
            assert len(mail[header].addresses) == 1
            assert mail[header].addresses[0].domain != "evil.example"


@pytest.mark.parametrize(
    "address", ["a@b", "a b@c.example", "a@c.example\r\nBcc: x@y.example", "@", "a@c..d", ".a@c.d", "ä@c.example"]
)
def test_what_is_no_address_is_not_written_as_one(address: str) -> None:
    assert read(replace(jane("Ann Lee"), email=address))["To"].addresses[0].domain == "example.invalid"
