"""The ledger as it is written into files."""

from __future__ import annotations

from datetime import date

from screener.ledger.deeds import expect, vouch
from screener.ledger.exchange import DECISION, EXPECTED, FORMS, VOUCH, ExchangeFormat
from screener.ledger.exporting import exported, written
from screener.ledger.sqlite_store import Store
from screener.outcomes import Verdict
from tests.evidence.making import TODAY, url
from tests.ledger.keeping import do, jane, keep, named, word


def filled(store: Store) -> None:
    keep(store, jane("Ann Lee", "ann-lee", note="a note that nobody exports"))
    do(store, Verdict.ASK, 1)
    expect(store, named("Cy Oma"), "=met", date(2026, 4, 1), TODAY)
    for day, said in ((date(2026, 2, 1), "yes"), (TODAY, "no"), (TODAY, "yes")):
        vouch(store, named("Bo Ek", "bo-ek"), word(said, reason="xyzzy"), day)


def test_an_export_has_the_form_that_is_read(store: Store) -> None:
    filled(store)
    assert written(exported(store, FORMS), FORMS, ExchangeFormat.YAML) == (
        "vouches:\n"
        "- name: Bo Ek\n  profile_url: https://www.linkedin.com/in/bo-ek\n  recommend: 'yes'\n  kind: performance\n"
        "  reason: xyzzy\n  date: '2026-02-01'\n"
        "- name: Bo Ek\n  profile_url: https://www.linkedin.com/in/bo-ek\n  recommend: 'no'\n  kind: performance\n"
        "  reason: xyzzy\n  date: '2026-03-02'\n"
        "- name: Bo Ek\n  profile_url: https://www.linkedin.com/in/bo-ek\n  recommend: 'yes'\n  kind: performance\n"
        "  reason: xyzzy\n  date: '2026-03-02'\n"
        "decisions:\n"
        "- name: Ann Lee\n  profile_url: https://www.linkedin.com/in/ann-lee\n  verdict: ask-for-context\n"
        "  reason: my own reason\n  asked: Where did we meet?\n  date: '2026-03-02'\n"
        "expected:\n"
        "- name: Cy Oma\n  reason: =met\n  until: '2026-04-01'\n  date: '2026-03-02'\n"
        "links: []\n"
    )


def test_of_words_that_say_the_very_same_the_last_one_stands(store: Store) -> None:
    filled(store)
    vouch(store, named("Bo Ek", "bo-ek"), word("no", reason="xyzzy"), TODAY)
    words = [(entry.values["recommend"], entry.values["date"]) for entry in exported(store, [VOUCH])]
    assert words == [("yes", "2026-02-01"), ("yes", "2026-03-02"), ("no", "2026-03-02")]


def test_a_table_has_a_row_for_each_entry_and_no_formula(store: Store) -> None:
    filled(store)
    forms = [DECISION, EXPECTED]
    assert written(exported(store, forms), forms, ExchangeFormat.CSV).splitlines() == [
        "what,name,profile_url,recommend,kind,context,reason,introduced_by,date,verdict,asked,answer,answered,nudged,until,"
        "says,person_name,person_mail,person_profile_url",
        "decision,Ann Lee,https://www.linkedin.com/in/ann-lee,,,,my own reason,,2026-03-02,ask-for-context,"
        "Where did we meet?,,,,,,,,",
        "expected,Cy Oma,,,,,'=met,,2026-03-02,,,,,,2026-04-01,,,,",
    ]


def test_an_empty_ledger_is_a_file_that_can_be_read(store: Store) -> None:
    forms = [DECISION, EXPECTED]
    assert written(exported(store, forms), forms, ExchangeFormat.JSON) == '{\n  "decisions": [],\n  "expected": []\n}\n'


def test_an_address_is_exported_as_it_was_given(store: Store) -> None:
    keep(store, jane("Jörg Weißmüller", "jörg-weißmüller-demo"))
    do(store, Verdict.ASK, 1)
    vouch(store, named("Ann Lee", "Ann-Lee"), word(), TODAY)
    addresses = [entry.values["profile_url"] for entry in exported(store, FORMS)]
    assert addresses == [url("Ann-Lee"), url("jörg-weißmüller-demo")]
