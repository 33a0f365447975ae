"""What an exchange of words shows: its grade, and what of it counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from screener.sources.records import Message, Part, Party, Row
from screener.world.grade import is_refusal
from tests.evidence.making import SENT, asking, in_book, mailed, met, sheet, written

ANA = Party(name="Ana Ruiz", email="ana@ruiz.example")
JANE = Party(name="Jane Doe", email="jane@doe.example")
BOOK = in_book("Jane Doe", "jane@doe.example", profile_urls=("https://www.linkedin.com/in/jane-doe",))
DAY = date(2024, 5, 1)


def theirs(days: int = 0, text: str = "", thread: str = "") -> Message:
    message = written("Jane Doe", "jane-doe", "Ana Ruiz", ["ana-ruiz"], DAY + timedelta(days=days), row=2 + days)
    return replace(message, text=text, thread=thread)


def mine(days: int = 0, text: str = "", thread: str = "") -> Message:
    message = written("Ana Ruiz", "ana-ruiz", "Jane Doe", ["jane-doe"], DAY + timedelta(days=days), row=2 + days)
    return replace(message, text=text, thread=thread)


def grade(*rows: Row, subject: str = "messages") -> object:
    facts = sheet(asking(), rows)[subject]
    return facts[0].fields["grade"] if facts else None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([theirs(), theirs(1)], "one-way"),
        ([mine()], "one-way"),
        ([theirs(), mine(1)], "first-contact"),
        ([theirs(), mine(1), theirs(2)], "first-contact"),
        ([theirs(), mine(1), theirs(2), mine(3)], "exchange"),
        ([theirs(thread="a"), mine(1, thread="a"), theirs(2, thread="b")], "exchange"),
        ([theirs(), mine(1), mine(2), mine(3)], "correspondence"),
    ],
)
def test_the_grade_goes_by_who_wrote_and_how_often(rows: list[Row], expected: str) -> None:
    assert grade(*rows) == expected


@pytest.mark.parametrize("text", ["Please unsubscribe me.", "Who are you?", "Kein Interesse."])
def test_a_refusal_as_the_last_word_of_the_users_turns_all_into_refused(text: str) -> None:
    assert is_refusal(text)
    assert grade(theirs(), mine(1, "Hello"), theirs(2), mine(3, text)) == "refused"


def test_a_refusal_is_over_once_the_user_wrote_again() -> None:
    assert grade(theirs(), mine(1, "Who are you?"), theirs(2), mine(3, "Ah, from the choir! Welcome.")) == "exchange"


def test_what_a_program_wrote_is_no_word_of_a_hand() -> None:
    away = mailed(JANE, ANA, day=DAY, by_program=True)
    assert grade(BOOK, away, subject="mail") == "none"
    assert grade(BOOK, mailed(ANA, JANE, day=DAY), away, subject="mail") == "one-way"


def test_what_came_after_the_request_does_not_count() -> None:
    days = (SENT - DAY).days
    assert grade(theirs(), mine(days + 1)) == "one-way"
    assert grade(theirs(days + 1)) is None


@pytest.mark.parametrize(
    ("part", "as_", "is_there"),
    [
        (Part.ORGANISER, "organiser", True),
        (Part.ACCEPTED, "accepted", True),
        (Part.TENTATIVE, "accepted", True),
        (Part.LISTED, "listed", True),
        (Part.UNANSWERED, "unanswered", True),
        (Part.DECLINED, "", False),
    ],
)
def test_a_meeting_says_what_part_the_user_took(part: Part, as_: str, is_there: bool) -> None:
    facts = sheet(asking(), [BOOK, met(ANA, JANE, part=part)])["meeting"] or ()
    assert [fact.fields["as"] for fact in facts] == ([as_] if is_there else [])


def test_a_cancelled_meeting_shows_nothing() -> None:
    assert sheet(asking(), [BOOK, met(ANA, JANE, part=Part.ORGANISER, cancelled=True)])["meeting"] == ()
