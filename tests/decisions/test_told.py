"""What a reply may name: the winning rule's `say`, else that of the best joined, newest, first rule under it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from screener.catalogue.values import PartialDate
from screener.decisions.decision import Told
from screener.decisions.witnesses import quoted_from
from screener.evidence.facts import Fact
from tests.decisions.deciding_on import decision_on, exchange, policy_of, record

WINNER = """
  - id: known
    decide: accept
    priority: 50
    when:
      any: [knows-them, shared-employer: present]
    because: "Known."
    say: [shared-employer.overlap, shared-employer.name, shared-employer.from]
"""
UNDER = """
  - {id: wrote, conclude: knows-them, because: Wrote, when: [messages: present]}
  - id: a
    conclude: knows-them
    when: [recommendation-given: present]
    because: "A."
    say: [recommendation-given.company]
  - {id: b, conclude: knows-them, because: B, when: [connection: present], say: [connection.company]}
  - {id: c, conclude: knows-them, because: C, when: [meeting: present], say: [meeting.age]}
  - {id: other, conclude: other, because: O, when: [endorsement-given: present], say: [endorsement-given.skill]}
"""
POLICY = policy_of(WINNER + UNDER)


def told(**known: Iterable[Fact]) -> Told | None:
    return decision_on(POLICY, {name.replace("_", "-"): facts for name, facts in known.items()}).told


def recommendation(company: str, by: str = "same-profile", year: int = 2020) -> list[Fact]:
    return [record({"company": company}, by=by, day=date(year, 1, 1))]


def connection(company: str, by: str = "same-profile", year: int = 2020) -> list[Fact]:
    return [record({"same-profile": True, "company": company}, by=by, day=date(year, 1, 1))]


def meeting(title: str) -> Fact:
    return record({"title": title, "age": 21.0}, by="same-email", day=date(2026, 2, 10))


def test_the_winning_rule_comes_first_whatever_stands_under_it() -> None:
    firm = [record({"name": "Northwind", "dates-known": True, "to": PartialDate(2021)})]
    assert told(shared_employer=firm, connection=connection("Contoso")) == Told("shared-employer", "name", "Northwind")


def test_of_several_things_that_may_be_said_the_first_that_is_known_is_and_in_words() -> None:
    fields = {"name": "Northwind", "dates-known": True, "overlap": 19 * 30.4375, "to": PartialDate(2021, 12)}
    assert told(shared_employer=[record(fields)]) == Told("shared-employer", "overlap", "19 months")


@pytest.mark.parametrize("better", ["corroborated", "same-email", "same-profile"])
def test_else_the_rule_under_it_whose_witness_is_best_joined(better: str) -> None:
    worse = {"corroborated": "corroborated", "same-email": "corroborated", "same-profile": "same-email"}[better]
    found = told(recommendation_given=recommendation("Contoso", worse, 2019), connection=connection("Fabrikam", better))
    assert found == Told("connection", "company", "Fabrikam")


def test_then_the_newest_then_the_first_by_id() -> None:
    newer = told(recommendation_given=recommendation("Contoso"), connection=connection("Fabrikam", year=2021))
    assert newer == Told("connection", "company", "Fabrikam")
    same = told(recommendation_given=recommendation("Contoso"), connection=connection("Fabrikam"))
    assert same == Told("recommendation-given", "company", "Contoso")


def test_a_rule_whose_field_is_not_known_leaves_the_word_to_the_next() -> None:
    silent = [record({}, by="same-profile", day=date(2024, 1, 1))]
    found = told(recommendation_given=silent, connection=connection("Fabrikam", "corroborated"))
    assert found == Told("connection", "company", "Fabrikam")


def test_what_held_but_does_not_support_the_verdict_is_not_said() -> None:
    skill = [record({"skill": "Go"}, by="same-profile")]
    assert told(messages=[exchange()], endorsement_given=skill) is None


def test_nothing_is_said_where_no_rule_says_anything() -> None:
    assert told(messages=[exchange()]) is None
    assert told() is None


def test_whoever_still_works_there_is_not_told_of_a_time_that_is_over() -> None:
    still_there = {"name": "Northwind", "dates-known": True, "overlap": 700.0, "from": PartialDate(2020, 5)}
    assert told(shared_employer=[record(still_there)]) is None
    assert told(shared_employer=[record({"name": "Northwind", "dates-known": False})]) is None


def test_a_meeting_is_told_by_its_day_and_not_by_its_title() -> None:
    found = told(meeting=[meeting("Interview Tom Reed (weak CV)")])
    assert found == Told("meeting", "age", "3 weeks", day=date(2026, 2, 10), today=date(2026, 3, 3))


@pytest.mark.parametrize("subject", ["note", "answer"])
def test_a_title_is_quoted_in_the_words_of_the_asker(subject: str) -> None:
    theirs = [record({"text": "Hello, we met at the SPRING school on Acoustics in May."})]
    found = told(meeting=[meeting("Spring School: on acoustics")], **{subject: theirs})
    assert found is not None
    assert found.quotes == (("title", "SPRING school on Acoustics"),)


@pytest.mark.parametrize(
    ("text", "title", "quote"),
    [
        ("We met at the spring-school.", "Spring School", "spring-school"),
        ("We met at the springy school.", "Spring School", None),
        ("We had lunch.", "Lunch", None),  # one word may stand there by chance
        ("Interview with Tom Reed", "Interview Tom Reed (weak CV)", None),
        ("先日の音響勉強会でお会いしました。", "音響勉強会", "音響勉強会"),
        ("Ola à Ação Cívica!", "acao civica", "Ação Cívica"),
        ("a b", "A B", None),
        ("", "Spring School", None),
        ("Spring School", "", None),
    ],
)
def test_a_quote_is_what_the_text_holds_whole(text: str, title: str, quote: str | None) -> None:
    assert quoted_from(text, title) == quote
