"""Tests of `screener.evidence.kinds`."""

from __future__ import annotations

import pytest

from screener.evidence.kinds import recruiter, sales
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
