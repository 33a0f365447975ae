"""Who introduced an asker: somebody known named them, or wrote with them in copy, and the user answered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from screener.evidence.facts import Fact
from screener.sources.records import Party, Row
from tests.evidence.making import SENT, TODAY, asking, connected, mailed, sheet, written

ANA = Party(name="Ana Ruiz", email="ana@ruiz.example")
THEO = Party(name="Theo Grant", email="theo@grant.example")
MONTH_AGO = SENT - timedelta(days=30)
KNOWN = connected("Theo Grant", "theo")


def mail(day: date = MONTH_AGO, *, mine: bool = False, text: str = "", thread: str = "t", **more: object) -> Row:
    sender, to = (ANA, THEO) if mine else (THEO, ANA)
    return mailed(sender, to, day=day, text=text, thread=thread, **more)


NAMES_HER = mail(text="You should meet Jane Doe, who builds grippers.")
ANSWER = mail(MONTH_AGO + timedelta(days=1), mine=True, text="Gladly.")


def introductions(*rows: Row, note: str = "Hello") -> list[Fact]:
    return list(sheet(asking(note=note), rows)["introduction"] or ())


def test_somebody_known_who_named_them_by_mail_introduced_them() -> None:
    (one,) = introductions(KNOWN, NAMES_HER, ANSWER)
    assert one.fields | {"matched-by": ""} == {
        "by": "Theo Grant", "age": (TODAY - MONTH_AGO).days, "answered": True, "known": True, "in-note": False,
        "matched-by": "",
    }  # fmt: skip
    assert one.text.startswith("Theo Grant named them to you")


def test_a_message_names_somebody_as_a_mail_does() -> None:
    told = written("Theo Grant", "theo", "Ana Ruiz", ["ana-ruiz"], MONTH_AGO)
    (one,) = introductions(KNOWN, replace(told, text="My colleague Jane Doe would like to write to you."))
    assert one.fields["answered"] is False


def test_who_is_in_copy_of_a_known_persons_mail_was_introduced() -> None:
    copied = mailed(THEO, ANA, day=MONTH_AGO, cc=(Party(name="Jane Doe", email="jane@doe.example"),), thread="t")
    assert [one.fields["answered"] for one in introductions(KNOWN, copied, ANSWER)] == [True]


@pytest.mark.parametrize(
    ("answer", "answered"),
    [
        (None, False),
        (replace(ANSWER, thread="another"), False),
        (replace(ANSWER, by_program=True), False),
        (mail(MONTH_AGO - timedelta(days=1), mine=True, text="Before."), False),
        (ANSWER, True),
    ],
)
def test_only_an_answer_by_hand_in_that_thread_counts(answer: Row | None, answered: bool) -> None:
    rows = [KNOWN, NAMES_HER, *([answer] if answer else [])]
    assert [one.fields["answered"] for one in introductions(*rows)] == [answered]


def test_somebody_the_user_hardly_knows_introduces_nobody_to_them() -> None:
    assert [one.fields["known"] for one in introductions(NAMES_HER)] == [False]


def test_nobody_introduces_themselves() -> None:
    own = mailed(Party(name="Jane Doe", email="jane@doe.example"), ANA, day=MONTH_AGO, text="I am Jane Doe.")
    assert introductions(own) == []


@pytest.mark.parametrize("day", [SENT + timedelta(days=1), SENT - timedelta(days=401)])
def test_what_came_later_or_very_long_before_is_no_introduction(day: date) -> None:
    assert introductions(KNOWN, mail(day, text="You should meet Jane Doe.")) == []


def test_the_note_that_names_who_introduced_them_makes_it_sure() -> None:
    (told,) = introductions(KNOWN, NAMES_HER, note="Theo Grant suggested that I write to you.")
    assert (told.fields["in-note"], told.fields["matched-by"]) == (True, "corroborated")
    (untold,) = introductions(KNOWN, NAMES_HER)
    assert untold.fields["matched-by"] == "name"
