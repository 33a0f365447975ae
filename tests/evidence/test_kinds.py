"""Tests of `screener.evidence.kinds`."""

from __future__ import annotations

import pytest

from screener.evidence.kinds import assistant, competitor, recruiter, sales, student
from tests.evidence.making import at


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("I help founders grow", False),
        ("We help companies with our software", True),
        ("Wir bringen mehr Kunden", False),
    ],
)
def test_a_seller_is_seen_and_whether_they_say_what_they_sell(text: str, specific: bool) -> None:
    (found,) = sales([("note", text)], at())
    assert dict(found.fields) == {"text": text, "specific": specific}


@pytest.mark.parametrize(
    ("text", "specific"),
    [("Senior Recruiter at Fabrikam", False), ("We are hiring a controls engineer in Bilbao", True),
     ("Personalberaterin, wir suchen Entwickler", True), ("人材紹介", False)],
)  # fmt: skip
def test_a_recruiter_is_seen_and_whether_they_name_a_role(text: str, specific: bool) -> None:
    (found,) = recruiter([("headline", text)], at())
    assert dict(found.fields) == {"text": text, "specific": specific}


def test_each_text_makes_its_own_record_that_quotes_the_phrase() -> None:
    facts = recruiter([("note", "an open role"), ("headline", "Recruiter")], at())
    assert [fact.text for fact in facts] == [
        "the note says “open role”: an open role", "the headline says “recruiter”: Recruiter"
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Robotics engineer", "We met at the fair", "Controls engineer, not hired yet"])
def test_others_are_neither(text: str) -> None:
    assert sales([("note", text)], at()) == recruiter([("note", text)], at()) == ()


@pytest.mark.parametrize(
    ("text", "specific"),
    [("MSc student of robotics at Contoso Polytechnic", True), ("Student", False),
     ("Doktorandin an der TU Contoso", True),
     ("Estudiante de ingeniería", True), ("Étudiante", False), ("Estudante", False), ("Studentessa di fisica", True),
     ("Ik studeer robotica", True), ("コントソ大学 大学院生", True), ("大学院生", False),
     ("Ich studiere und schreibe meine Masterarbeit", False)],
)  # fmt: skip
def test_a_student_is_seen_and_whether_they_say_what_or_where(text: str, specific: bool) -> None:
    (found,) = student([("headline", text)], at())
    assert found.fields["specific"] is specific


@pytest.mark.parametrize(
    "text",
    ["Head of student success", "Student housing", "Former student of life", "I was your student in 2015",
     "Professor of robotics", "学生向けサービス"],
)  # fmt: skip
def test_who_works_for_students_or_was_one_is_none(text: str) -> None:
    assert student([("headline", text)], at()) == ()


@pytest.mark.parametrize(
    ("subject", "text", "is_one"),
    [("headline", "Engineer at Fabrikam", True), ("company", "Fabrikam GmbH", True), ("headline", "Ex-Fabrikam", False),
     ("headline", "formerly at Fabrikam", False), ("company", "Fabrikamera", False), ("headline", "Contoso", False)],
)  # fmt: skip
def test_a_competitor_is_who_works_there_now(subject: str, text: str, is_one: bool) -> None:
    assert bool(competitor([(subject, text)], at(), ["Fabrikam"])) is is_one


@pytest.mark.parametrize(
    ("note", "specific"),
    [("I am writing on behalf of our director, Marta Ibarra.", True), ("Ich schreibe im Auftrag meiner Chefin.", False),
     ("Escrevo em nome da nossa diretora, Marta Ibarra.", True), ("弊社社長の代理でご連絡しております。", False)],
)  # fmt: skip
def test_an_assistant_is_seen_and_whether_they_name_whom_they_write_for(note: str, specific: bool) -> None:
    (found,) = assistant([("note", note)], at())
    assert found.fields["specific"] is specific
    assert assistant([("headline", note)], at()) == ()


@pytest.mark.parametrize(
    "text",
    ["10x your pipeline", "Ihr Umsatz: 3x mehr", "Ayudamos a empresas a crecer", "Nous aidons les entreprises",
     "Ajudamos empresas", "Aiutiamo aziende", "Wij helpen bedrijven", "売上を10倍に"],
)  # fmt: skip
def test_offers_and_multipliers_are_seen_in_every_language(text: str) -> None:
    assert sales([("note", text)], at())
