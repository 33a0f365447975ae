"""Which messages and mails answer a question that the user asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec.structs import replace

from screener.screening.answers import Answers, Owing
from screener.sources.records import Mail, Message, Party
from tests.evidence.making import mailed, url, written

ASKED = date(2026, 3, 2)
JANE = Owing(person=1, day=ASKED, name="Jane Doe", profile_url=url("jane-doe"), mails=("jane@doe.example",))
NAMELESS = Owing(person=2, day=ASKED, name="Kim Poe")
ANA = Party(email="ana@ruiz.example")


def found(*rows: Message | Mail, owing: Iterable[Owing] = (JANE, NAMELESS)) -> list[list[str]]:
    """The answers of the two who were asked; by default both owe one."""
    answers = Answers(owing)
    for row in rows:
        answers.take(row)
    return [[each.text for each in answers.of(person)] for person in (JANE.person, NAMELESS.person)]


def message(text: str, day: date = ASKED, sender: str = "Jane Doe", slug: str = "jane-doe", row: int = 2) -> Message:
    return replace(written(sender, slug, "Ana Ruiz", ["ana-ruiz"], day, row), text=text)


def test_what_the_asker_writes_from_the_day_of_the_question_on_is_an_answer() -> None:
    for days, answered in ((-1, []), (0, ["At the fair."]), (30, ["At the fair."])):
        assert found(message("At the fair.", ASKED + timedelta(days=days)))[0] == answered


def test_answers_stand_in_the_order_of_their_days_and_rows() -> None:
    later = ASKED + timedelta(days=1)
    rows = [message("third", later, row=9), message("second", later, row=2), message("first", ASKED, row=90)]
    assert found(*rows)[0] == ["first", "second", "third"]


def test_what_the_user_writes_is_no_answer() -> None:
    mine = replace(written("Ana Ruiz", "ana-ruiz", "Jane Doe", ["jane-doe"], ASKED), text="Where did we meet?")
    assert found(mine) == [[], []]


def test_what_somebody_else_writes_is_no_answer() -> None:
    assert found(message("At the fair.", sender="Lou Roe", slug="lou-roe")) == [[], []]


def test_a_name_alone_is_not_enough_where_the_asker_has_an_address() -> None:
    assert found(message("At the fair.", slug=""))[0] == []
    assert found(message("At the fair.", slug="jane-doe-2"))[0] == []


def test_a_name_is_enough_where_the_asker_has_no_address() -> None:
    assert found(message("At the fair.", sender="Kim Poe", slug=""))[1] == ["At the fair."]


def test_a_mail_from_a_known_address_is_an_answer() -> None:
    jane, other = Party(name="J.", email="Jane@doe.example"), Party(name="Jane Doe", email="jane@other.example")
    assert found(mailed(jane, ANA, day=ASKED, text="At the fair."))[0] == ["At the fair."]
    assert found(mailed(other, ANA, day=ASKED, text="At the fair."))[0] == []


def test_what_a_program_sends_in_their_place_is_no_answer() -> None:
    told = mailed(Party(email="jane@doe.example"), ANA, day=ASKED, text="I am out of office.")
    assert found(replace(told, by_program=True), replace(told, bulk=True))[0] == []


def test_spam_empty_and_undated_messages_are_no_answers() -> None:
    told = message("At the fair.")
    undated = replace(told, provenance=replace(told.provenance, date=None))
    assert found(replace(told, spam=True), replace(told, text=" \n"), undated)[0] == []


def test_who_was_asked_nothing_answers_nothing() -> None:
    assert found(message("At the fair."), owing=[NAMELESS]) == [[], []]
    assert found(message("At the fair."), owing=[]) == [[], []]


def test_a_very_long_answer_is_shortened_to_one_line() -> None:
    ((text,), _) = found(message("word\n" * 2_000))
    assert len(text) <= 2_000
    assert text.startswith("word word ")
    assert text.endswith("…")


def test_mails_to_many_are_read_only_of_those_who_owe_an_answer() -> None:
    answers = Answers([JANE, NAMELESS])
    assert answers.are_awaited
    assert answers.may_come_from(Party(name="Jane Doe", email="jane@doe.example"))
    assert not answers.may_come_from(Party(name="Kim Poe", email="kim@poe.example"))
    assert not Answers([]).are_awaited
    assert not Answers([]).may_come_from(Party(email="jane@doe.example"))
