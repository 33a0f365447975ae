"""Kept requests decided again without their files: by the rules, the ledger and the day as they are now."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from screener.decisions.decision import Decision
from screener.evidence.remembered import in_ledger
from screener.ledger.deeds import note_answer, vouch
from screener.ledger.sqlite_store import Store, open_store
from screener.outcomes import Part, Verdict, part_of
from screener.screening.again import Again, obvious_declines
from screener.screening.doing import decide_all
from screener.screening.screening import screen
from tests.archives import write_archive
from tests.ledger.keeping import do, kept, named, word
from tests.screening.deciding import TODAY, setting

SENT = date(2026, 2, 20)
NOTES = {
    "Jane Doe": "Dear Ana, it was good to work with you at Northwind Robotics in 2011.",
    "Kim Poe": "Hi, do you have time for a quick call? I help firms like yours to 10x their sales pipeline.",
    "Lou Roe": "",
    "Max Moe": "",
}
STRICT = 'otherwise: {decide: accept, because: "Everybody is welcome."}\n'


@pytest.fixture
def archive(tmp_path: Path) -> str:
    files = {
        "Profile.csv": [{"First Name": "Ana", "Last Name": "Ruiz"}],
        "Invitations.csv": [
            {"From": name, "To": "Ana Ruiz", "Sent At": SENT, "Message": note, "Direction": "INCOMING",
             "inviterProfileUrl": f"https://www.linkedin.com/in/{name.lower().replace(' ', '-')}"}
            for name, note in NOTES.items()
        ],
        "Connections.csv": [{"First Name": "Zoe", "Last Name": "Zed", "URL": "https://www.linkedin.com/in/zoe-zed"}],
        "Positions.csv": [
            {"Company Name": "Northwind Robotics", "Title": "Engineer", "Started On": date(2009, 5, 1),
             "Finished On": date(2013, 2, 1)}
        ],
        "messages.csv": [
            {"FROM": "Max Moe", "SENDER PROFILE URL": "https://www.linkedin.com/in/max-moe", "TO": "Ana Ruiz",
             "RECIPIENT PROFILE URLS": "https://www.linkedin.com/in/ana-ruiz", "DATE": date(2019, 5, 4),
             "CONTENT": "Thank you for your help!"},
            {"FROM": "Ana Ruiz", "SENDER PROFILE URL": "https://www.linkedin.com/in/ana-ruiz", "TO": "Max Moe",
             "RECIPIENT PROFILE URLS": "https://www.linkedin.com/in/max-moe", "DATE": date(2019, 5, 5),
             "CONTENT": "Always a pleasure."},
            {"FROM": "Max Moe", "SENDER PROFILE URL": "https://www.linkedin.com/in/max-moe", "TO": "Ana Ruiz",
             "RECIPIENT PROFILE URLS": "https://www.linkedin.com/in/ana-ruiz", "DATE": date(2019, 6, 4),
             "CONTENT": "How did the gripper do at the fair?"},
            {"FROM": "Ana Ruiz", "SENDER PROFILE URL": "https://www.linkedin.com/in/ana-ruiz", "TO": "Max Moe",
             "RECIPIENT PROFILE URLS": "https://www.linkedin.com/in/max-moe", "DATE": date(2019, 6, 5),
             "CONTENT": "Better than we thought."},
        ],
    }  # fmt: skip
    return str(write_archive(tmp_path, files))


@pytest.fixture
def store(tmp_path: Path, archive: str) -> Store:  # type: ignore[misc]
    with open_store(tmp_path / "ledger.sqlite") as opened:
        screen([archive], setting(), store=opened)
        yield opened


def number_of(store: Store, name: str) -> int:
    row = store.one("SELECT request.id FROM request JOIN person ON person.id = person WHERE name = ?", name)
    assert row is not None
    return int(row["id"])


def proposed(store: Store, name: str, today: date = TODAY) -> Decision:
    return Again(store, setting(today)).proposal(kept(store, number_of(store, name))).decision


def ask(store: Store, name: str) -> int:
    number = number_of(store, name)
    decide_all(Again(store, setting()), [kept(store, number)], Verdict.ASK, question="Where did we meet?")
    return number


def test_without_the_files_everything_is_decided_as_with_them(store: Store, archive: str) -> None:
    with_files = screen([archive], setting()).screened
    again = Again(store, setting()).queue().screened
    assert {one.id: (one.decision, one.draft) for one in again} == {
        one.id: (one.decision, one.draft) for one in with_files
    }


def test_the_queue_begins_with_what_takes_a_glance(store: Store) -> None:
    queue = Again(store, setting()).queue()
    parts = [
        part_of(one.decision.verdict, one.decision.state, one.decision.question and one.decision.question.to)
        for one in queue.screened
    ]
    assert parts == sorted(parts, key=list(Part).index)
    assert {Part.TO_CONFIRM, Part.ACCEPT} <= set(parts)
    do(store, Verdict.DECLINE, number_of(store, "Kim Poe"))
    assert {one.request.name for one in Again(store, setting()).queue().screened} == NOTES.keys() - {"Kim Poe"}


def test_todays_rules_decide(store: Store, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "about-me.yaml").write_text("me: {name: Ana Ruiz}\n", encoding="utf-8")
    (rules / "my-rules.yaml").write_text(STRICT, encoding="utf-8")
    queue = Again(store, setting(rules=rules)).queue()
    assert {one.outcome for one in queue.screened} == {"accept"}


def test_who_has_since_been_put_on_a_list_is_on_it(store: Store, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    listed = "extends: shipped\nme: {name: Ana Ruiz}\nnever-connect: [{name: Max Moe}]\n"
    (rules / "about-me.yaml").write_text(listed, encoding="utf-8")
    assert proposed(store, "Max Moe").verdict is Verdict.ACCEPT
    found = Again(store, setting(rules=rules)).proposal(kept(store, number_of(store, "Max Moe"))).decision
    assert found.verdict is not Verdict.ACCEPT
    assert "list" in found.reasons[0].text


def test_a_word_of_the_user_counts_at_once(store: Store) -> None:
    assert proposed(store, "Lou Roe").verdict is not Verdict.ACCEPT
    vouch(store, named("Lou Roe", "lou-roe"), word("yes"), TODAY)
    assert proposed(store, "Lou Roe").verdict is Verdict.ACCEPT


def test_who_was_asked_waits_and_then_has_waited_too_long(store: Store) -> None:
    ask(store, "Jane Doe")
    assert proposed(store, "Jane Doe").state == "waiting"
    assert proposed(store, "Jane Doe").verdict is None
    assert proposed(store, "Jane Doe", TODAY + timedelta(days=30)).state == "waiting-timeout"


def test_an_answer_is_evidence_at_once(store: Store) -> None:
    number = ask(store, "Lou Roe")
    note_answer(store, kept(store, number), "We worked together at Northwind Robotics.", in_ledger(TODAY), TODAY)
    assert proposed(store, "Lou Roe").state == "waiting-answered"
    sheet = Again(store, setting()).sheet(kept(store, number))
    claims = [one.fields for one in sheet["claim"] or () if one.fields["from"] == "answer"]
    assert [claim["about"] for claim in claims] == ["worked-together"]


def test_a_request_lapses_while_nobody_looks(store: Store) -> None:
    assert proposed(store, "Lou Roe", SENT + timedelta(days=200)).state == "lapsed"


def test_what_was_decided_is_told_with_its_day(store: Store) -> None:
    do(store, Verdict.DECLINE, number_of(store, "Kim Poe"))
    found = proposed(store, "Kim Poe")
    assert (found.state, found.verdict) == ("decided", None)


def test_undecided_is_as_if_nothing_had_been_done(store: Store) -> None:
    before = proposed(store, "Kim Poe")
    do(store, Verdict.ACCEPT, number_of(store, "Kim Poe"))
    again = Again(store, setting())
    assert again.proposal(kept(store, number_of(store, "Kim Poe")), undecided=True).decision == before


def test_obvious_declines_are_sure_silent_and_uncontested(store: Store) -> None:
    queue = Again(store, setting()).queue().screened
    obvious = obvious_declines(queue)
    assert obvious
    for one in obvious:
        assert (one.decision.verdict, one.decision.certainty, one.draft) == (Verdict.DECLINE, "high", None)
    assert "Max Moe" not in {one.request.name for one in obvious}
