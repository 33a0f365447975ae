"""Certainty, each by its definition. High: no unknown whose source was read could change the verdict. Low: past an
unknown exception, or the only proof was joined by name. Else medium."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from screener.decisions.deciding import decide
from screener.decisions.decision import Decision
from screener.evidence.facts import Fact, fact_sheet
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import EngineKind, Inferring
from screener.outcomes import Certainty
from screener.policy.model import Policy
from tests.decisions.deciding_on import TODAY, decision_on, exchange, policy_of, record

KNOWN = (
    "  - {id: known, decide: accept, priority: 50, because: Known, when: [{messages: {matched-by: at least name}}]}\n"
)
LARGE_FIRM = "{shared-employer: {staff: more than 500}}"
FIRM_OF_UNKNOWN_SIZE = record({"name": "Northwind", "dates-known": True})


def rival(verdict: str, priority: int, when: str = LARGE_FIRM, unless: str = "[]") -> str:
    exception = f"unless: {unless}, " if unless != "[]" else ""
    return f"  - {{id: rival, decide: {verdict}, priority: {priority}, because: R, {exception}when: [{when}]}}\n"


def certainty(
    policy: Policy, known: Mapping[str, Iterable[Fact] | None], *, others_unknown: bool = False
) -> str | None:
    decision: Decision = decision_on(policy, known, others_unknown=others_unknown)
    return decision.certainty


def with_rival(verdict: str, priority: int, when: str = LARGE_FIRM, **known: Iterable[Fact] | None) -> str | None:
    policy = policy_of(KNOWN + rival(verdict, priority, when))
    facts = {"messages": [exchange()], "shared-employer": [FIRM_OF_UNKNOWN_SIZE], **known}
    return certainty(policy, facts)


def test_with_nothing_unknown_it_is_high() -> None:
    assert certainty(policy_of(KNOWN), {"messages": [exchange()]}) == Certainty.HIGH
    assert certainty(policy_of(KNOWN), {}) == Certainty.HIGH


def test_an_unknown_that_could_change_the_verdict_makes_it_medium() -> None:
    assert with_rival("decline", 60) == Certainty.MEDIUM
    assert with_rival("decline", 50) == Certainty.MEDIUM  # a conflict would be another verdict, too


def test_an_unknown_that_could_not_change_the_verdict_leaves_it_high() -> None:
    assert with_rival("accept", 60) == Certainty.HIGH
    assert with_rival("decline", 40) == Certainty.HIGH


def test_an_unknown_whose_source_was_not_read_leaves_it_high() -> None:
    assert certainty(policy_of(KNOWN + rival("decline", 60)), {"messages": [exchange()], "shared-employer": None}) == (
        Certainty.HIGH
    )


def test_requests_in_one_situation_differ_by_the_sources_that_were_read() -> None:
    policy = policy_of(KNOWN + rival("decline", 60))
    inferring = Inferring(policy, vocabulary_for(policy, TODAY), EngineKind.COMPILED)
    read, unread = (
        fact_sheet({"messages": [exchange()], "shared-employer": firms}, others_unknown=False)
        for firms in ([FIRM_OF_UNKNOWN_SIZE], None)
    )
    assert inferring.situation(read) == inferring.situation(unread)
    for sheet, expected in ((read, Certainty.MEDIUM), (unread, Certainty.HIGH), (read, Certainty.MEDIUM)):
        assert decide(sheet, inferring, {}).certainty == expected


def test_an_unknown_that_needs_a_source_that_was_not_read_leaves_it_high() -> None:
    both = "{all: [" + LARGE_FIRM + ", {mail: present}]}"
    policy = policy_of(KNOWN + rival("decline", 60).replace(f"when: [{LARGE_FIRM}]", f"when: {both}"))
    facts = {"messages": [exchange()], "shared-employer": [FIRM_OF_UNKNOWN_SIZE]}
    assert certainty(policy, {**facts, "mail": None}) == Certainty.HIGH
    mail = record({"count": 1, "from-me": 1, "from-them": 0, "two-way": False}, by="name")
    assert certainty(policy, {**facts, "mail": [mail]}) == Certainty.MEDIUM


def test_what_otherwise_decides_is_medium_where_an_unknown_could_decide_else() -> None:
    policy = policy_of(rival("accept", 1))
    assert certainty(policy, {"shared-employer": [FIRM_OF_UNKNOWN_SIZE]}) == Certainty.MEDIUM
    assert certainty(policy, {"shared-employer": None}) == Certainty.HIGH
    assert certainty(policy_of(rival("decline", 1)), {"shared-employer": [FIRM_OF_UNKNOWN_SIZE]}) == Certainty.HIGH


def test_a_rival_that_a_stronger_rule_would_outrank_again_leaves_it_high() -> None:
    stronger = f"  - {{id: stronger, decide: accept, priority: 70, because: S, when: [{LARGE_FIRM}]}}\n"
    policy = policy_of(KNOWN + rival("decline", 60) + stronger)
    facts = {"messages": [exchange()], "shared-employer": [FIRM_OF_UNKNOWN_SIZE]}
    assert certainty(policy, facts) == Certainty.HIGH


def test_a_rival_whose_exception_would_hold_as_well_leaves_it_high() -> None:
    policy = policy_of(KNOWN + rival("decline", 60, unless=f"[{LARGE_FIRM}]"))
    facts = {"messages": [exchange()], "shared-employer": [FIRM_OF_UNKNOWN_SIZE]}
    assert certainty(policy, facts) == Certainty.HIGH


def test_a_verdict_that_rests_on_a_conclusion_being_unknown_is_medium_if_it_could_be_settled() -> None:
    policy = policy_of("""
  - {id: large, conclude: at-a-large-firm, because: Large, when: [{shared-employer: {staff: more than 500}}]}
  - {id: open, decide: accept, priority: 5, because: Open, when: [at-a-large-firm: unknown]}
""")
    assert certainty(policy, {"shared-employer": [FIRM_OF_UNKNOWN_SIZE]}) == Certainty.MEDIUM
    assert certainty(policy, {"shared-employer": None}) == Certainty.HIGH


EXCEPTION = """
  - id: known
    decide: accept
    priority: 50
    when: [knows-them]
    unless: [vouch: {recommend: no}]
    because: "Known."
  - id: wrote
    conclude: knows-them
    when: [messages: {matched-by: at least name}]
    unless: [shared-employer: {staff: more than 500}]
    because: "Wrote."
"""


def test_past_an_unknown_exception_it_is_low_and_the_rule_is_listed() -> None:
    policy = policy_of(EXCEPTION)
    decision = decision_on(policy, {"messages": [exchange()], "vouch": None})
    assert (decision.verdict, decision.certainty, decision.unsettled) == ("accept", Certainty.LOW, ("known",))
    assert certainty(policy, {"messages": [exchange()]}) == Certainty.HIGH


def test_past_an_unknown_exception_of_a_rule_under_the_winner_it_is_low_too() -> None:
    facts = {"messages": [exchange()], "shared-employer": [FIRM_OF_UNKNOWN_SIZE]}
    decision = decision_on(policy_of(EXCEPTION), facts)
    assert (decision.certainty, decision.unsettled) == (Certainty.LOW, ("wrote",))


def test_the_unknown_exception_of_a_rule_that_did_not_win_changes_nothing() -> None:
    lower = (
        "  - {id: low, decide: decline, priority: 1, because: L, when: [messages: present], unless: [note: present]}"
    )
    assert certainty(policy_of(KNOWN + lower), {"messages": [exchange()], "note": None}) == Certainty.HIGH


def test_proof_that_is_joined_by_name_alone_is_low() -> None:
    policy = policy_of(KNOWN)
    for join in ("name", "similar-name"):
        facts = {"messages": [exchange(join), exchange("name", row=3)]}
        assert certainty(policy, facts) == Certainty.LOW
    assert certainty(policy, {"messages": [exchange("name"), exchange("corroborated", row=3)]}) == Certainty.HIGH


def test_a_second_proof_that_is_joined_better_is_enough() -> None:
    two = KNOWN.replace("known", "other").replace("messages", "connection")
    policy = policy_of(KNOWN + two)
    connection = record({"same-profile": False}, by="same-email")
    assert certainty(policy, {"messages": [exchange("name")], "connection": [connection]}) == Certainty.HIGH


def of_note(understood: bool) -> Decision:
    """A decline by `otherwise` on a note of three words."""
    fields = {"text": "Blue heron tomorrow", "understood": understood}
    return decision_on(policy_of(KNOWN), {"note": [record(fields)]}, others_unknown=False)


def test_a_note_that_nobody_understood_makes_a_decline_low_and_is_quoted() -> None:
    decision = of_note(understood=False)
    assert decision.certainty == Certainty.LOW
    assert decision.reasons[0].text.endswith("The note is not understood: “Blue heron tomorrow”")


def test_a_note_that_is_understood_leaves_a_decline_high() -> None:
    decision = of_note(understood=True)
    assert decision.certainty == Certainty.HIGH
    assert "not understood" not in decision.reasons[0].text


def test_what_the_trained_reader_alone_reads_is_unknown_to_whoever_does_not_ask_for_it() -> None:
    claim = record({"about": "met", "who": "asker", "checked": "open", "read-by": "model"})
    rules = "  - {{id: met, decide: ask-for-context, priority: 50, because: Met, when: [{{claim: {0}}}]}}\n"
    assert decision_on(policy_of(rules.format("met")), {"claim": [claim]}).verdict == "decline"
    asking = decision_on(policy_of(rules.format("{about: met, read-by: model}")), {"claim": [claim]})
    assert (asking.verdict, asking.certainty) == ("ask-for-context", Certainty.LOW)


def test_a_question_that_only_the_details_of_a_note_call_for_is_never_high() -> None:
    def asking(priority: int) -> str:
        head = f"  - {{id: a, decide: ask-for-context, priority: {priority}, because: A, "
        return head + "when: [{my-note: present}]}\n"

    facts = {"my-note": [record({"text": "x"})]}
    assert certainty(policy_of(asking(150)), facts) == Certainty.MEDIUM
    assert certainty(policy_of(asking(300)), facts) == Certainty.HIGH
