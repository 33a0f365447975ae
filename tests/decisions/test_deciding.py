"""What is decided and how it is explained: winners, the rules under them, out-ranked ones, conflicts, `otherwise`."""

from __future__ import annotations

from screener.decisions.decision import Decision
from screener.decisions.standing import CONFLICT_FLAG
from screener.outcomes import Verdict
from tests.decisions.deciding_on import CONNECTIONS, MESSAGES, decision_on, exchange, policy_of, record

LAYERED = policy_of("""
  - {id: wrote, conclude: knows-them, because: Wrote, when: [messages: {from-them: at least 1}], flag: wrote}
  - {id: met, conclude: knows-them, because: Met, when: [meeting: present]}
  - {id: friend, conclude: trusted, because: Friend, when: [knows-them, {listed: {in: {is: choir}}}]}
  - {id: stranger, conclude: stranger, because: Stranger, when: [knows-them: no]}
  - {id: accepted, decide: accept, priority: 50, because: Trusted, when: [trusted], reply: thanks}
  - {id: also, decide: accept, priority: 50, because: Known, when: [knows-them], reply: silent}
  - {id: pitch, decide: decline, priority: 20, because: Sells, when: [note: present], flag: sells}
  - {id: seen, flag: has a headline, because: Seen, when: [headline: present]}
  - {id: tried, decide: decline, priority: 90, status: shadow, flag: tried, because: T, when: [messages: present]}
  - {id: tried-too, conclude: stranger, status: shadow, because: T, when: [messages: present]}
  - {id: off, decide: decline, priority: 90, status: retired, flag: off, because: Off, when: [messages: present]}
  - {id: later, decide: decline, priority: 90, status: unfinished, flag: no, because: No, when: [messages: present]}
""")
NOTE = [record({"text": "hello"})]
CHOIR = [record({"in": "choir"}, by="same-profile", text="in your choir")]


def rules_in(decision: Decision) -> list[str]:
    return [reason.rule for reason in decision.reasons]


def test_the_highest_priority_wins_and_what_it_outranks_is_shown() -> None:
    decision = decision_on(LAYERED, {"messages": [exchange()], "note": NOTE})
    assert (decision.verdict, decision.state) == (Verdict.ACCEPT, "new")
    assert [(one.rule, one.verdict, one.text) for one in decision.outranked] == [("pitch", Verdict.DECLINE, "Sells")]


def test_the_reasons_are_the_winners_by_id_then_the_concluding_rules_under_them_that_held() -> None:
    decision = decision_on(LAYERED, {"messages": [exchange()], "listed": CHOIR})
    assert rules_in(decision) == ["accepted", "also", "friend", "wrote"]
    assert decision.conclusions == ("knows-them", "trusted")
    decision = decision_on(LAYERED, {"messages": [exchange()]})
    assert rules_in(decision) == ["also", "wrote"]


def test_a_rule_that_concludes_something_else_is_not_among_the_reasons() -> None:
    decision = decision_on(LAYERED, {"note": NOTE})
    assert decision.conclusions == ("stranger",)
    assert rules_in(decision) == ["pitch"]


def test_the_first_winner_by_id_gives_the_reply() -> None:
    assert decision_on(LAYERED, {"messages": [exchange()], "listed": CHOIR}).reply == "thanks"
    assert decision_on(LAYERED, {"messages": [exchange()]}).reply == "silent"


def test_each_reason_cites_the_rows_it_rests_on() -> None:
    decision = decision_on(LAYERED, {"messages": [exchange(row=7)], "listed": CHOIR})
    cited = {
        reason.rule: [(one.subject, one.text, one.source.row) for one in reason.evidence] for reason in decision.reasons
    }
    assert cited["wrote"] == [("messages", "messages in row 7", 7)]
    assert cited["friend"] == [("listed", "in your choir", 2)]
    assert cited["also"] == []


def test_flags_are_shown_whatever_wins_and_each_once() -> None:
    decision = decision_on(LAYERED, {"messages": [exchange()], "note": NOTE, "headline": NOTE})
    assert sorted(decision.flags) == ["has a headline", "sells", "wrote"]
    twice = policy_of("""
  - {id: one, flag: look, because: One, when: [note: present]}
  - {id: two, flag: look, because: Two, when: [note: present]}
""")
    assert decision_on(twice, {"note": NOTE}).flags == ("look",)


def test_shadow_rules_are_reported_and_decide_flag_and_conclude_nothing() -> None:
    decision = decision_on(LAYERED, {"messages": [exchange()]})
    assert decision.shadow == ("tried", "tried-too")
    assert decision.verdict is Verdict.ACCEPT
    assert "stranger" not in decision.conclusions
    assert not {"tried", "off", "no"} & set(decision.flags)


def test_otherwise_is_explained_by_what_was_searched_and_not_found() -> None:
    policy = policy_of("""
  - {id: wrote, decide: accept, priority: 5, because: Wrote, when: [messages: present]}
  - {id: linked, decide: accept, priority: 5, because: Linked, when: [connection: present]}
  - {id: mailed, decide: accept, priority: 5, because: Mailed, when: [mail: present]}
""")
    decision = decision_on(policy, {"mail": None})
    (reason,) = decision.reasons
    assert (decision.verdict, reason.rule, reason.text) == (Verdict.DECLINE, "otherwise", "Nothing links you.")
    assert {one.source for one in reason.evidence} == {CONNECTIONS, MESSAGES}


def test_otherwise_cites_no_file_that_was_not_searched_in_vain() -> None:
    policy = policy_of("  - {id: w, decide: accept, priority: 5, because: W, when: [messages: {count: at least 9}]}")
    assert decision_on(policy, {"messages": [exchange()]}).reasons[0].evidence == ()
    assert decision_on(policy, {}, others_unknown=True).reasons[0].evidence == ()
    assert [one.source for one in decision_on(policy, {}).reasons[0].evidence] == [MESSAGES]


def test_otherwise_gives_its_own_reply_and_question() -> None:
    otherwise = '\notherwise: {decide: ask-for-context, ask: where-we-met, because: "Who are you?"}\n'
    policy = policy_of("  - {id: w, flag: w, because: W, when: [note: present]}", otherwise=otherwise)
    decision = decision_on(policy, {"note": NOTE})
    assert (decision.verdict, decision.ask, decision.reply) == (Verdict.ASK, "where-we-met", None)
    assert decision.flags == ("w",)


CONFLICT = policy_of("""
  - {id: yes-please, decide: accept, priority: 50, because: Known, flag: known, when: [messages: present]}
  - {id: no-thanks, decide: decline, priority: 50, because: Sells, when: [note: present]}
  - {id: ask-first, decide: ask-for-context, priority: 50, ask: where-we-met, because: Asks, when: [headline: present]}
  - {id: lower, decide: decline, priority: 40, because: Lower, when: [note: present]}
  - {id: above, decide: decline, priority: 60, because: Above, when: [listed: present]}
""")


def test_a_conflict_asks_without_a_draft_and_gives_all_reasons() -> None:
    decision = decision_on(CONFLICT, {"messages": [exchange()], "note": NOTE})
    assert (decision.verdict, decision.reply) == (Verdict.ASK, "silent")
    assert rules_in(decision) == ["no-thanks", "yes-please"]
    assert decision.flags == ("known", CONFLICT_FLAG)
    assert [one.rule for one in decision.outranked] == ["lower"]


def test_a_conflict_asks_no_rules_question() -> None:
    decision = decision_on(CONFLICT, {"messages": [exchange()], "headline": NOTE})
    assert (decision.verdict, decision.reply, decision.ask) == (Verdict.ASK, "silent", None)


def test_rules_that_disagree_below_the_winner_are_no_conflict() -> None:
    facts = {"messages": [exchange()], "note": NOTE, "listed": CHOIR}
    decision = decision_on(CONFLICT, facts)
    assert decision.verdict is Verdict.DECLINE
    assert CONFLICT_FLAG not in decision.flags
    assert [one.rule for one in decision.outranked] == ["no-thanks", "yes-please", "lower"]
