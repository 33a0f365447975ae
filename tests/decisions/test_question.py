"""The one question: the winning rule's, else the smallest thing that the asker can tell and that settles it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from msgspec import structs

from screener.catalogue.courses import COURSES
from screener.catalogue.subjects import SUBJECTS
from screener.decisions.change import Question
from screener.decisions.change_search import nearest
from screener.decisions.deciding import explained
from screener.decisions.question import FOR_YOU_TO_JUDGE, question_for
from screener.evidence.facts import Fact, fact_sheet
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import EngineKind, Inferring
from screener.outcomes import Verdict
from screener.policy.loading import load_policy
from screener.policy.model import Policy
from screener.rehearsal.trials import EXAMPLE_DAY, sheet_of
from screener.shipped import shipped_folder
from tests.decisions.deciding_on import TODAY, decision_on, policy_of, record

ASKING = 'otherwise: {decide: ask-for-context, because: "Nothing links you."}\n'


def rule(name: str, decide: str, priority: int, *when: str, more: str = "") -> str:
    return (
        f'  - {{id: {name}, decide: {decide}, priority: {priority}, when: [{", ".join(when)}], because: "So."{more}}}\n'
    )


MET = rule("met", "accept", 20, "claim: {about: met, who: asker, checked: confirmed}")
INTRODUCED = rule("introduced", "accept", 20, "claim: {about: introduced-by, who: asker, checked: confirmed}")
WROTE = rule("wrote", "accept", 30, "messages: {from-me: at least 1}")


def inferring_of(policy: Policy) -> Inferring:
    return Inferring(policy, vocabulary_for(policy, TODAY), EngineKind.COMPILED)


def question_on(
    rules: str, known: Mapping[str, Iterable[Fact] | None] | None = None, otherwise: str = ASKING
) -> Question | None:
    return question_for(
        fact_sheet(known or {}, others_unknown=False), inferring_of(policy_of(rules, otherwise=otherwise))
    )


def test_without_an_ask_the_claim_that_would_settle_it_is_asked_for() -> None:
    assert question_on(MET) == Question(
        template="where-we-met",
        subject="claim",
        why="It would be accept if they said where you met and your records confirmed it.",
    )


PLACE = rule("met", "ask-for-context", 20, "claim: met", more=", ask: where-we-met")


@pytest.mark.parametrize("answer", ["project", "event", "place", "precise"])
def test_what_the_note_has_answered_is_for_the_user_to_judge(answer: str) -> None:
    claim = {"about": "met", "who": "asker", "checked": "open"}
    bare, told = record(claim), record({**claim, answer: "day"})
    assert decision_on(policy_of(PLACE), {"claim": [bare]}).reply is None
    assert decision_on(policy_of(PLACE), {"claim": [told]}).reply == "silent"


def test_who_introduced_them_does_not_say_how_they_know_them() -> None:
    introduced = record({"about": "introduced-by", "who": "asker", "place": "Bilbao", "checked": "open"})
    asking = rule("named", "ask-for-context", 20, "claim: introduced-by", more=", ask: where-we-met")
    assert decision_on(policy_of(asking), {"claim": [introduced]}).reply is None


def test_what_only_the_users_files_can_tell_is_never_asked_of_the_asker() -> None:
    assert question_on(WROTE) is None


def test_an_answer_that_changes_nothing_is_not_asked_for() -> None:
    assert question_on(rule("also", "ask-for-context", 20, "claim: {about: met}")) is None


def test_the_question_goes_on_from_what_they_claimed() -> None:
    claim = record({"about": "introduced-by", "who": "asker", "checked": "open", "name": "Mika Sato"})
    question = question_on(MET + INTRODUCED, {"claim": [claim]})
    assert question is not None
    assert (question.template, question.claimed) == ("what-links-us", "Mika Sato")


def test_what_somebody_else_is_said_to_have_done_is_no_claim_of_theirs() -> None:
    claim = record({"about": "met", "who": "somebody-else", "checked": "open", "name": "Mika Sato"})
    question = question_on(MET, {"claim": [claim]})
    assert question is not None and question.claimed == ""


def test_a_stranger_writes_no_control_characters_into_the_question() -> None:
    claim = record({"about": "met", "who": "asker", "checked": "open", "name": "Bil\x1b[2Jbao\n"})
    question = question_on(MET, {"claim": [claim]})
    assert question is not None and question.claimed.isprintable()


def test_an_unknown_field_of_a_record_is_asked_for() -> None:
    firm = record({"name": "Contoso", "dates-known": False})
    question = question_on(
        rule("together", "accept", 20, "shared-employer: {overlap: at least 1 year}"), {"shared-employer": [firm]}
    )
    assert question is not None
    assert (question.template, question.subject) == ("which-team", "shared-employer")


def test_the_size_of_a_firm_is_not_the_askers_to_tell() -> None:
    firm = record({"name": "Contoso", "dates-known": True, "overlap": 700.0})
    small = rule("small", "accept", 20, "shared-employer: {staff: at most 500}")
    assert question_on(small, {"shared-employer": [firm]}) is None


def test_the_ask_of_the_winning_rule_comes_first() -> None:
    asking = rule("hint", "ask-for-context", 10, "my-note: present", more=", ask: where-we-met")
    question = question_on(asking + INTRODUCED, {"my-note": [record({"text": "x"}, by="same-profile")]})
    assert question is not None
    assert (question.template, question.subject, question.why) == ("where-we-met", "my-note", FOR_YOU_TO_JUDGE)


@pytest.mark.parametrize("more", [", reply: silent", ", reply: where-we-met"])
def test_a_rule_that_says_how_to_reply_leaves_no_question(more: str) -> None:
    look = rule("look", "ask-for-context", 10, "my-note: present", more=more)
    assert question_on(look + MET, {"my-note": [record({"text": "x"}, by="same-profile")]}) is None


def test_two_rules_that_disagree_leave_no_question() -> None:
    pair = rule("yes", "accept", 10, "my-note: present") + rule("no", "decline", 10, "my-note: present")
    assert question_on(pair, {"my-note": [record({"text": "x"}, by="same-profile")]}) is None


@pytest.mark.parametrize("verdict", ["accept", "decline"])
def test_only_a_request_that_is_asked_about_has_a_question(verdict: str) -> None:
    assert question_on(MET, otherwise=f'otherwise: {{decide: {verdict}, because: "So."}}\n') is None


def test_the_draft_asks_the_question_that_was_found() -> None:
    decision = decision_on(policy_of(MET, otherwise=ASKING), {})
    assert decision.ask == "where-we-met"
    assert decision.question is not None


def test_explaining_a_decision_changes_nothing_of_it() -> None:
    policy = load_policy()
    inferring = Inferring(policy, vocabulary_for(policy, EXAMPLE_DAY), EngineKind.COMPILED)
    sheet = sheet_of(next(one for one in policy.examples if one.asks == "which-team"))
    decision = decision_on(policy, {}, others_unknown=True)
    whole = explained(decision, sheet, inferring)
    assert whole.question is not None and whole.would_change
    assert structs.replace(whole, would_change=(), question=None) == decision


def test_every_question_of_the_shipped_examples_is_the_one_that_the_rule_asks() -> None:
    policy = load_policy()
    inferring = Inferring(policy, vocabulary_for(policy, EXAMPLE_DAY), EngineKind.COMPILED)
    for example in policy.examples:
        if example.asks not in (None, "user") and example.about_me is None:
            question = question_for(sheet_of(example), inferring)
            assert question is not None and question.template == example.asks, example.name


def test_nothing_is_asked_that_the_asker_cannot_tell() -> None:
    policy = load_policy()
    inferring = Inferring(policy, vocabulary_for(policy, EXAMPLE_DAY), EngineKind.COMPILED)
    asked = {
        one.subject
        for example in policy.examples
        for _, change in nearest(sheet_of(example), inferring, told_only=True)[0]
        for one in change
    }
    assert asked <= {"claim", "shared-employer", "shared-school", "identity"}


def test_every_question_of_the_catalogue_has_its_template() -> None:
    named = {subject.question for subject in SUBJECTS.values()} | {
        template for course in COURSES.values() for template in course.questions.values()
    }
    for template in named - {None}:
        assert list((shipped_folder("templates") / Verdict.ASK.value).glob(f"{template}.en.*")), template
