"""A real request made an example: nothing of a person is left in it, and it decides as the request was decided."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from screener.catalogue.values import PartialDate, Value
from screener.decisions.deciding import decide
from screener.evidence.derivation import complete
from screener.evidence.facts import FactSheet, fact, fact_sheet
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import Inferring
from screener.policy.loading import load_policy
from screener.policy.model import AboutMe
from screener.rehearsal.recording import recorded_example
from screener.sources.records import Provenance

HERE = Provenance(file="export.zip/Invitations.csv", row=7, date=date(2026, 3, 1))


@pytest.fixture(scope="module")
def inferring() -> Inferring:
    policy = load_policy()
    return Inferring(policy, vocabulary_for(policy, date(2026, 3, 2)))


def sheet(**subjects: dict[str, Value] | None) -> FactSheet:
    known = {
        name.replace("_", "-"): None if fields is None else [fact(fields, HERE)] for name, fields in subjects.items()
    }
    standing = {"request": [fact({"state": "new", "times-asked": 1}, HERE)]}
    return complete(fact_sheet({**standing, **known}, others_unknown=False), known.keys())


def test_names_and_words_of_people_are_replaced_and_facts_kept(inferring: Inferring) -> None:
    facts = sheet(
        shared_employer={"name": "Brückner Walzwerk", "overlap": 500, "staff": 40, "dates-known": True},
        meeting={"title": "Lunch with Olivia Fenwick", "age": 30, "matched-by": "same-profile"},
        connection=None,
    )
    recorded = recorded_example("a colleague", facts, inferring)
    text = "\n".join(recorded.lines)
    assert recorded.decides_alike
    assert not any(word in text for word in ("Brückner", "Walzwerk", "Olivia", "Fenwick", "Lunch"))
    assert "name: 'Contoso'" in text
    assert "staff: 40" in text
    assert "connection: unknown" in text
    assert "expect: {decide: accept, because: [" in text


def test_of_a_note_only_phrases_of_the_rules_are_kept(inferring: Inferring) -> None:
    facts = sheet(note={"text": "Dear Mara, a quick call about my granddaughter Ottilie, would you?"})
    recorded = recorded_example("a pitch", facts, inferring)
    text = "\n".join(recorded.lines)
    assert recorded.decides_alike
    assert "quick call" in text
    assert not any(word in text for word in ("Mara", "granddaughter", "Ottilie"))


def test_the_same_real_name_is_the_same_invented_one(inferring: Inferring) -> None:
    claims = [
        fact({"about": "met", "who": "asker", "name": name, "checked": "open"}, HERE)
        for name in ("Alda Fair", "Berta Fair", "Alda Fair")
    ]
    facts = {**sheet(note={"text": "We met."}), "claim": tuple(claims)}
    line = recorded_example("claims", facts, inferring).lines[1]
    assert line.count("name: 'Contoso'") == 2
    assert line.count("name: 'Contoso 2'") == 1


def test_an_example_that_invented_words_decide_otherwise_is_still_to_do() -> None:
    policy = structs.replace(load_policy(), about_me=AboutMe(competitors=("Fabrikam",)))
    inferring = Inferring(policy, vocabulary_for(policy, date(2026, 3, 2)))
    facts = {**sheet(company={"text": "Fabrikam"}), "competitor": ()}
    assert decide(facts, inferring, {}).reasons[0].rule == "works-for-a-competitor"
    recorded = recorded_example("a competitor", facts, inferring)
    assert not recorded.decides_alike
    assert any("todo:" in line for line in recorded.lines)
    assert "Fabrikam" not in "\n".join(recorded.lines)


def test_dates_and_ages_stay(inferring: Inferring) -> None:
    facts = sheet(messages={"count": 3, "from-me": 1, "from-them": 2, "two-way": True, "first": PartialDate(2019, 5, 2),
                            "last": PartialDate(2021, 4, 3), "matched-by": "same-profile"})  # fmt: skip
    text = "\n".join(recorded_example("messages", facts, inferring).lines)
    assert "first: 2019-05-02" in text
