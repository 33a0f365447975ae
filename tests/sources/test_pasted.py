"""Text copied from the invitation page, in every language and in layouts that vary."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screener.sources.limits import makes_unusable
from screener.sources.records import Request
from screener.sources.request_list import NOT_FROM_PEOPLE
from tests.sources.reading import of_kind, opened, requests_in

NOTE = "Hi Jordan, we met at the fair in Bilbao."
ENGLISH = f"""\
Manage invitations
Received (2)
Sent

Ann Okoro
Ann Okoro
Senior Engineer at Northwind
Ben Adeyemi and 12 other mutual connections
2 weeks ago
Ignore
Accept

Ines Okafor • 2nd
Robotics | Contoso
1 mutual connection
Yesterday
{NOTE}
Ignore
Accept
"""


def read(folder: Path, text: str) -> tuple[list[Request], list[tuple[int, str]]]:
    found, problems = requests_in(folder, text, "page.txt")
    return found, [(problem.line, problem.code) for problem in problems]


def said(request: Request) -> tuple[str, str | None, int | None, str | None]:
    return request.name, request.headline, request.mutual_connections, request.note


def test_a_page_tells_who_asks_since_when_and_with_what_note(tmp_path: Path) -> None:
    found, problems = read(tmp_path, ENGLISH)
    assert problems == []
    assert [said(request) for request in found] == [
        ("Ann Okoro", "Senior Engineer at Northwind", 13, ""),
        ("Ines Okafor", "Robotics | Contoso", 1, NOTE),
    ]
    assert [(request.sent, request.approximate) for request in found] == [
        (date(2026, 2, 16), True),
        (date(2026, 3, 1), True),
    ]
    assert [request.provenance.row for request in found] == [5, 13]


@pytest.mark.parametrize(
    ("mutual", "age", "buttons", "count"),
    [
        ("Ben Adeyemi and 12 other mutual connections", "2 weeks ago", "Ignore\nAccept", 13),
        ("Ben Adeyemi und 12 weitere gemeinsame Kontakte", "vor 2 Wochen", "Ignorieren\nAnnehmen", 13),
        ("Ben Adeyemi y 12 contactos más en común", "hace 2 semanas", "Ignorar\nAceptar", 13),
        ("Ben Adeyemi et 12 autres relations en commun", "il y a 2 semaines", "Ignorer\nAccepter", 13),
        ("Ben Adeyemi e outras 12 conexões em comum", "há 2 semanas", "Ignorar\nAceitar", 13),
        ("Ben Adeyemi e altri 12 collegamenti in comune", "2 settimane fa", "Ignora\nAccetta", 13),
        ("Ben Adeyemi en 12 andere gemeenschappelijke connecties", "2 weken geleden", "Negeren\nAccepteren", 13),
        ("共通のつながり13人", "2週間前", "無視する\n承認する", 13),
        ("13 mutual connections", "2w", "IGNORE ACCEPT", 13),
        ("Ben Adeyemi is a mutual connection", "Sent 2 weeks ago", "Message\nIgnore\nAccept", 1),
        ("Ben Adeyemi ist ein gemeinsamer Kontakt", "Vor 2 Wochen", "Nachricht | Ignorieren | Annehmen", 1),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\n \n\n"], ids=["plain", "double", "crlf", "wide"])
@pytest.mark.parametrize("noted", [False, True])
def test_every_language_and_spacing(
    tmp_path: Path, mutual: str, age: str, buttons: str, count: int, between: str, noted: bool
) -> None:
    people = [
        ("Ann Okoro", "Engineer at Northwind"),
        ("山田 太郎", "営業部長、株式会社コントソ"),
        ("Ana de la Cruz", "CTO"),
    ]
    lines = [[*person, mutual, age, *([NOTE] if noted else []), *buttons.split("\n")] for person in people]
    found, problems = read(tmp_path, between.join(line for block in lines for line in block))
    assert problems == []
    note = NOTE if noted else ""
    assert [said(request) for request in found] == [(*person, count, note) for person in people]
    assert {(request.sent, request.approximate) for request in found} == {(date(2026, 2, 16), True)}


@pytest.mark.parametrize(
    "text",
    [
        "Ann Okoro\nEngineer\n2 weeks ago\n\nBen Adeyemi\nPilot\n3 mutual connections\n1 month ago\n",  # no buttons
        "Ann Okoro\nEngineer\n2 weeks ago\nBen Adeyemi\nPilot\n1 month ago",
        "Ann Okoro\nEngineer\nIgnore\nAccept\nBen Adeyemi\nPilot\nIgnore\nAccept",  # nothing but buttons
        "Ann Okoro\nEngineer\nAccept\nIgnore\n2 weeks ago\nBen Adeyemi\nPilot\nAccept\nIgnore\n1w",  # age last
        "Ann Okoro is inviting you to connect\nEngineer\n2w • 3 mutual connections\nAccept Ann Okoro’s invitation\n"
        "Ben Adeyemi\nPilot\n3w\nAccept Ben’s invitation to connect",
        "Ann Okoro’s profile picture\nAnn Okoro\nAnn Okoro, PhD\nPremium\nEngineer\n2 weeks ago\nAccept\n"
        "Ben Adeyemi (He/Him)\nPilot\n3 weeks ago\nAccept",
    ],
    ids=range(6),
)
def test_layouts_vary(tmp_path: Path, text: str) -> None:
    found, problems = read(tmp_path, text)
    assert problems == []
    assert [(request.name[:9], request.headline) for request in found] == [
        ("Ann Okoro", "Engineer"),
        ("Ben Adeye", "Pilot"),
    ]


@pytest.mark.parametrize(
    "behind",
    [f"{NOTE}\nReply to Ann\n", f"{NOTE}\nMessage\n", f"{NOTE}\n\n", f"{NOTE[:20]}\n{NOTE[20:]}\n\n"],
)
def test_a_note_may_stand_behind_the_buttons(tmp_path: Path, behind: str) -> None:
    text = f"Ann Okoro\nEngineer\n2w\nIgnore\nAccept\n{behind}Ben Adeyemi\nPilot\n2w\nIgnore\nAccept\n"
    found, problems = read(tmp_path, text)
    assert problems == []
    assert [request.name for request in found] == ["Ann Okoro", "Ben Adeyemi"]
    assert [(request.note or "").replace("\n", " ").split() for request in found] == [NOTE.split(), []]


def test_the_link_behind_a_cut_note_is_no_part_of_it(tmp_path: Path) -> None:
    text = "Ann Okoro\nEngineer\n2w\nHi Jordan, we met at the fair… see more\nIgnore\nAccept"
    (request,), _ = read(tmp_path, text)
    assert request.note == "Hi Jordan, we met at the fair…"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "Ben Adeyemi\nPilot\n2w\nAccept\nAnn Okoro\nSoftware Engineer\nNorthwind Labs\n2 weeks ago\nAccept",
            [(5, "S034")],
        ),
        ("Ben Adeyemi\nPilot\n2w\nAccept\nann okoro\nEngineer\n2w\nAccept", [(5, "S034")]),
        ("Ben Adeyemi\nPilot\n2w\nAccept\nWe met in 2011 at Contoso\n2w\nAccept", [(5, "S034")]),
        ("Ben Adeyemi\nPilot\n2w\nAccept\n\nAbout\nHelp Center\n© 2026", [(6, "S034")]),
        ("Welcome back 2 the page\nBen Adeyemi\nPilot\n2w\nAccept", [(1, "S034")]),
    ],
    ids=["three that may be names", "no capitals before capitals", "no name", "footer", "heading"],
)
def test_what_is_not_understood_is_a_problem_and_no_guess(
    tmp_path: Path, text: str, problems: list[tuple[int, str]]
) -> None:
    found, said = read(tmp_path, text)
    assert [request.name for request in found] == ["Ben Adeyemi"]
    assert said == problems


def test_a_note_is_unknown_where_lines_around_it_were_not_understood(tmp_path: Path) -> None:
    (request,), problems = read(tmp_path, "Ben Adeyemi\nPilot\n2w\nAccept\n\nAbout\n")
    assert (request.note, problems) == (None, [(6, "S034")])


@pytest.mark.parametrize(
    "line", ["Ann Okoro invited you to follow Northwind", "Ann Okoro hat Sie eingeladen, Northwind zu folgen",
             "Ann Okoro te ha invitado a seguir a Northwind", "Ann Okoro vous invite à suivre Northwind",
             "Ann Okoro ti ha invitato a seguire Northwind"],
)  # fmt: skip
def test_invitations_to_pages_are_counted(tmp_path: Path, line: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"{line}\n2 weeks ago\nIgnore\nAccept\nBen Adeyemi\nPilot\n2w\nIgnore\nAccept\n", encoding="utf-8")
    source, problems = opened(path)
    assert source is not None
    assert [request.name for request in of_kind(source, Request)] == ["Ben Adeyemi"]
    assert (source.counts, problems) == ({NOT_FROM_PEOPLE: 1}, [])


@pytest.mark.parametrize(
    ("text", "says"),
    [("Ann Okoro\nEngineer\nSent 2 weeks ago\nWithdraw\n", "that you sent"), ("Ignore\nAccept\n", "no request"),
     ("Manage invitations\n2 weeks ago\n", "no request")],
)  # fmt: skip
def test_a_page_without_requests_is_one_problem_that_says_what_to_do(tmp_path: Path, text: str, says: str) -> None:
    found, problems = requests_in(tmp_path, text, "page.txt")
    assert (found, [problem.code for problem in problems]) == ([], ["S014"])
    assert says in problems[0].text
    assert "headline and note" in problems[0].text
    assert makes_unusable(problems[0])


def test_a_text_without_any_sign_of_the_page_is_no_page(tmp_path: Path) -> None:
    assert read(tmp_path, "Dear diary,\ntoday I met Ann Okoro.\n") == ([], [(0, "S009")])


def test_standard_input_may_be_a_page() -> None:
    source, problems = opened("-", ENGLISH.encode())
    assert source is not None
    assert [len(of_kind(source, Request)) for _ in range(2)] == [2, 2]
    assert (source.records, problems) == ({"requests": 2}, [])
