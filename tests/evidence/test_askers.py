"""Tests of `screener.evidence.askers`: the subject `asker`, and the older subjects that are one kind of it."""

from __future__ import annotations

import pytest

from screener.evidence.askers import askers_in, competitors_in, texts_of_kind
from screener.evidence.facts import Fact
from screener.notes.reader import read, read_headline
from tests.evidence.making import at


def of_kind(subject: str, **texts: str) -> list[Fact]:
    """The records of an older subject for a note or a headline."""
    readers = {"note": read, "headline": read_headline}
    return list(texts_of_kind(subject, [(name, text, readers[name](text)) for name, text in texts.items()], at()))


def askers(note: str) -> list[Fact]:
    """The records of `asker` for a note."""
    return list(askers_in([("note", note, read(note))], at()))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I am a talent partner and we are hiring a controls engineer in Bilbao.", "recruiter"),
        ("We help companies with lead generation. Book a demo?", "seller"),
        ("I am an MSc student and I am writing my thesis on grippers.", "student"),
        ("I am a journalist and would like to talk to you on the record.", "journalist"),
    ],
)
def test_the_kind_of_an_asker_is_read_by_a_phrase(text: str, kind: str) -> None:
    sure = [fact for fact in askers(text) if not fact.weak]
    assert [(fact.fields["kind"], fact.fields["read-by"]) for fact in sure] == [(kind, "phrase")]


def test_what_the_trained_reader_alone_takes_them_for_is_a_weak_record() -> None:
    facts = askers(
        "I treat patients all day and came to your concert in spring, it moved me and my old mother to tears."
    )
    assert {fact.weak for fact in facts} <= {True}
    wanted = [fact for fact in askers("We help companies with lead generation. Book a demo?") if "wants" in fact.fields]
    assert {fact.weak for fact in wanted} <= {True}


def test_a_recruiter_by_the_headline_may_name_the_role_in_the_note() -> None:
    note = "We are looking for a controls engineer in Bilbao."
    texts = [("note", note, read(note)), ("headline", "Recruiter at Contoso", read_headline("Recruiter at Contoso"))]
    named = [fact.fields.get("role-named") for fact in askers_in(texts, at()) if fact.fields["kind"] == "recruiter"]
    assert True in named


@pytest.mark.parametrize(
    ("text", "specific"),
    [("Senior Recruiter at Fabrikam", False), ("We are hiring a controls engineer in Bilbao", True),
     ("Personalberaterin, wir suchen Entwickler", True), ("人材紹介", False)],
)  # fmt: skip
def test_a_recruiter_is_seen_and_whether_they_name_a_role(text: str, specific: bool) -> None:
    (found,) = of_kind("recruiter", headline=text)
    assert dict(found.fields) == {"text": text, "specific": specific}


def test_each_text_makes_its_own_record_that_quotes_it() -> None:
    facts = of_kind("recruiter", note="We are hiring, an open role for you", headline="Recruiter")
    assert [fact.text for fact in facts] == [
        "the note reads like that of a recruiter: We are hiring, an open role for you",
        "the headline reads like that of a recruiter: Recruiter",
    ]


@pytest.mark.parametrize("text", ["Robotics engineer", "We met at the fair", "Controls engineer, not hired yet"])
def test_no_phrase_takes_others_for_either(text: str) -> None:
    found = [*of_kind("sales", note=text), *of_kind("recruiter", note=text)]
    assert [fact for fact in found if not fact.weak] == []  # the trained reader may guess


@pytest.mark.parametrize(
    ("text", "specific"),
    [("MSc student of robotics at Contoso Polytechnic", True), ("Student", False),
     ("Doktorandin an der Universität Contoso", True),
     ("Estudiante de ingeniería", False), ("Étudiante", False), ("Estudante", False), ("Studentessa di fisica", False),
     ("コントソ大学 大学院生", True), ("学生", False)],
)  # fmt: skip
def test_a_student_is_seen_and_whether_they_say_where(text: str, specific: bool) -> None:
    (found,) = of_kind("student", headline=text)
    assert found.fields["specific"] is specific


@pytest.mark.parametrize(
    "text",
    [
        "Head of student success",
        "Student housing",
        "Former student of life",
        "Professor of robotics",
        "学生向けサービス",
    ],
)
def test_who_works_for_students_or_was_one_is_none(text: str) -> None:
    assert of_kind("student", headline=text) == []


@pytest.mark.parametrize(
    ("subject", "text", "is_one"),
    [("headline", "Engineer at Fabrikam", True), ("company", "Fabrikam GmbH", True), ("headline", "Ex-Fabrikam", False),
     ("headline", "formerly at Fabrikam", False), ("company", "Fabrikamera", False), ("headline", "Contoso", False)],
)  # fmt: skip
def test_a_competitor_is_who_works_there_now(subject: str, text: str, is_one: bool) -> None:
    assert bool(competitors_in([(subject, text)], at(), ["Fabrikam"])) is is_one


@pytest.mark.parametrize(
    ("note", "specific"),
    [("I am writing on behalf of our director, Marta Ibarra.", True), ("Ich schreibe im Auftrag meiner Chefin.", False),
     ("Escrevo em nome da nossa diretora, Marta Ibarra.", True), ("弊社社長の代理でご連絡しております。", False)],
)  # fmt: skip
def test_an_assistant_is_seen_and_whether_they_name_whom_they_write_for(note: str, specific: bool) -> None:
    (found,) = of_kind("assistant", note=note)
    assert (found.weak, found.fields["specific"]) == (False, specific)


@pytest.mark.parametrize(
    "text",
    ["10x your pipeline", "Ayudamos a empresas a crecer", "Nous aidons les entreprises", "Ajudamos empresas",
     "Aiutiamo aziende", "Wij helpen bedrijven", "営業代行"],
)  # fmt: skip
def test_offers_are_seen_in_headlines_of_every_language(text: str) -> None:
    assert of_kind("sales", headline=text)
