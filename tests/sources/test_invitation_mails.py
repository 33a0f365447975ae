"""LinkedIn's invitation mails as requests."""

from __future__ import annotations

import base64
import quopri
from datetime import date
from pathlib import Path

import pytest

from screener.errors import Problem
from screener.sources.records import Request
from tests.sources.mails import invitation, mail, mbox
from tests.sources.reading import requests_in

STOCK = "Hi Ana,\n\nI'd like to join your LinkedIn network.\n\nAnn Okoro\nManaging Director at Café Okoro"
NOTE = "Hi Ana,\n\nWe met at the fair in Bilbao.\n\nAnn Okoro\nManaging Director"


def read(folder: Path, *mails: str) -> tuple[list[Request], list[Problem]]:
    return requests_in(folder, mbox(*mails), "all.mbox")


def test_an_invitation_mail_is_a_request_with_a_headline(tmp_path: Path) -> None:
    (request,), problems = read(tmp_path, invitation(STOCK))
    assert (request.name, request.headline, request.note) == ("Ann Okoro", "Managing Director at Café Okoro", "")
    assert request.profile_url == "https://www.linkedin.com/in/ann-okoro"
    assert (request.sent, request.provenance.row, problems) == (date(2020, 11, 24), 1, [])


def test_the_note_is_what_linkedin_did_not_write(tmp_path: Path) -> None:
    (request,), _ = read(tmp_path, invitation(NOTE))
    assert request.note == "Hi Ana, We met at the fair in Bilbao."


@pytest.mark.parametrize(
    "stock",
    [
        "I'd like to add you to my professional network on LinkedIn.",
        "Ann Okoro would like to connect on LinkedIn",
        "Ich möchte Sie gerne zu meinem beruflichen Netzwerk auf LinkedIn hinzufügen.",
        "Me gustaría añadirte a mi red profesional en LinkedIn.",
        "Je souhaite vous ajouter à mon réseau professionnel sur LinkedIn",
        "Gostaria de adicioná-lo à minha rede profissional no LinkedIn.",
        "Vorrei aggiungerti alla mia rete professionale su LinkedIn.",
        "Ik wil u graag toevoegen aan mijn netwerk op LinkedIn.",
    ],
)
def test_stock_lines_of_all_languages_are_no_note(tmp_path: Path, stock: str) -> None:
    (request,), _ = read(tmp_path, invitation(f"{stock}\n\nAnn Okoro\nDirector"))
    assert request.note == ""


@pytest.mark.parametrize("sender", ["Ann Okoro via LinkedIn", "Ann Okoro, PhD", "LinkedIn"])
def test_the_name_is_found_however_the_sender_is_written(tmp_path: Path, sender: str) -> None:
    (request,), _ = read(tmp_path, invitation(NOTE, **{"from": f'"{sender}" <invitations@linkedin.com>'}))
    assert request.name in ("Ann Okoro", "Ann Okoro, PhD")
    assert (request.headline, request.note) == ("Managing Director", "Hi Ana, We met at the fair in Bilbao.")


@pytest.mark.parametrize("packing", ["quoted-printable", "base64"])
def test_the_plain_part_is_unpacked(tmp_path: Path, packing: str) -> None:
    text = invitation(STOCK).partition("\n\n")[2].encode()
    packed = (quopri.encodestring(text) if packing == "quoted-printable" else base64.encodebytes(text)).decode()
    body = (
        f"--b1\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: {packing}\n\n{packed}\n"
        "--b1\nContent-Type: text/html\n\n<p>Somebody Else</p>\n--b1--\n"
    )
    fields = {"from": "Ann Okoro <invitations@linkedin.com>",
              "content_type": 'multipart/alternative;\n\tboundary="b1"'}  # fmt: skip
    (request,), problems = read(tmp_path, mail(body, **fields))
    assert (request.headline, problems) == ("Managing Director at Café Okoro", [])


def test_a_number_stands_in_the_address_where_there_was_no_slug_yet(tmp_path: Path) -> None:
    text = invitation(STOCK).replace("comm/in/ann-okoro?", "comm/profile/view?authType=name&id=AAsA_1&")
    (request,), _ = read(tmp_path, text)
    assert request.profile_url == "https://www.linkedin.com/profile/view?id=AAsA_1"


@pytest.mark.parametrize(
    "fields",
    [
        {"from": "Ann Okoro <invitations@linkedin.com.example.com>"},
        {"from": '"invitations@linkedin.com" <ann@example.com>'},
        {"authentication_results": "mx.example.com; dkim=fail; spf=fail"},
        {"authentication_results": "mx.example.com; dkim=pass; dmarc=fail"},
        {"x_gmail_labels": "Spam"},
        {"subject": "Ann Okoro accepted your invitation"},
        {"from": "LinkedIn <messages-noreply@linkedin.com>"},
    ],
)
def test_what_linkedin_did_not_send_about_a_request_is_none(tmp_path: Path, fields: dict[str, str]) -> None:
    assert read(tmp_path, invitation(STOCK, **fields)) == ([], [])


def test_a_new_layout_gives_the_name_and_says_so(tmp_path: Path) -> None:
    (request,), (problem,) = read(tmp_path, invitation("Somebody wants to connect!"))
    assert (request.name, request.headline, request.note) == ("Ann Okoro", None, None)
    assert (problem.code, problem.line) == ("S033", 1)


def test_text_below_the_headline_leaves_the_note_open(tmp_path: Path) -> None:
    (request,), (problem,) = read(tmp_path, invitation(f"{STOCK}\n\nIs this a note?"))
    assert (request.headline, request.note) == ("Managing Director at Café Okoro", None)
    assert "only name and headline" in problem.text


def test_a_mail_without_name_or_plain_text_is_left_out_and_said(tmp_path: Path) -> None:
    nameless = invitation("Hi", **{"from": "LinkedIn <invitations@linkedin.com>"})
    unplain = invitation(STOCK, content_type="text/html")
    unlinked = mail("Hello\n", **{"from": "LinkedIn <invitations@linkedin.com>"})
    requests, problems = read(tmp_path, nameless, unplain, unlinked, invitation(STOCK))
    assert len(requests) == 1
    assert [problem.code for problem in problems] == ["S033"] * 3


ASKER = (
    "{0}\nEngineer at {1}\nAccept: https://www.linkedin.com/comm/people/invite-accept?id={2}\n"
    "View profile: https://www.linkedin.com/comm/in/{2}\n"
)


def test_a_mail_may_tell_of_several_askers(tmp_path: Path) -> None:
    lines = ["You have 2 pending invitations", ASKER.format("Ann Okoro", "Northwind", "ann-okoro"),
             ASKER.format("Ben Adeyemi", "Adatum", "ben-adeyemi")]  # fmt: skip
    digest = mail("\n\n".join([*lines, "--------------------", "This email was intended for Ana Ruiz (Engineer)"]),
                  **{"from": "LinkedIn <invitations@linkedin.com>"})  # fmt: skip
    found, problems = read(tmp_path, digest)
    assert [(request.name, request.headline, request.note) for request in found] == [
        ("Ann Okoro", "Engineer at Northwind", None),
        ("Ben Adeyemi", "Engineer at Adatum", None),
    ]
    assert [request.profile_url.rpartition("/")[2] for request in found] == ["ann-okoro", "ben-adeyemi"]
    assert problems == []


@pytest.mark.parametrize("name", ["Ann Okoro", "Ann Okoro (She/Her)", "Ann Okoro, PhD"])
def test_a_place_may_stand_below_the_headline(tmp_path: Path, name: str) -> None:
    text = f"Hi Ana,\nwe met at the fair in Bilbao.\n\n{name}\nEngineer at Northwind\nBilbao, Spain"
    (request,), problems = read(tmp_path, invitation(text))
    assert (request.name, request.headline, request.location) == ("Ann Okoro", "Engineer at Northwind", "Bilbao, Spain")
    assert (request.note, problems) == ("Hi Ana, we met at the fair in Bilbao.", [])
