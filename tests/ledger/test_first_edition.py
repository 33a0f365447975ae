"""A store of the first edition is brought up to date with a backup beside it, and nothing the user did is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from screener.ledger.choosing import find_person, find_request
from screener.ledger.deeds import deeds_of, expected_people, newest_vouches, question_of
from screener.ledger.request_queue import open_requests, remembered
from screener.ledger.sqlite_store import Store, backup_of, open_store
from screener.ledger.steps import log_lines, undo
from screener.ledger.store_checks import findings_of
from screener.ledger.store_schema import MIGRATIONS
from screener.outcomes import Verdict
from screener.screening.again import Again
from screener.screening.screening import screen
from tests.screening.deciding import TODAY, setting

PLACE = '{"file":"requests.csv","row":2,"date":null,"rows":1}'
SHEET = '{"known":{"note":[{"fields":{"text":"Hello!"},"source":' + PLACE + ',"text":"Hello!"}]},"absent":["messages"]}'
REQUEST = (
    '{"name":"NAME","profile_url":"https://www.linkedin.com/in/SLUG","sent":"2026-02-01","provenance":' + PLACE + "}"
)
OLD = """
INSERT INTO owner VALUES (1, 'Ana Ruiz', 'ana-ruiz');
INSERT INTO person (id, name, slug, company, connected_on) VALUES
  (1, 'Jane Doe', 'jane-doe', NULL, NULL), (2, 'Bo Ek', 'bo-ek', NULL, NULL), (3, 'Cy Oma', 'cy-oma', NULL, NULL),
  (4, 'Kim Poe', 'kim-poe', 'Northwind', '2019-05-02'), (5, 'Lou Roe', 'lou-roe', 'Contoso', '2018-01-01'),
  (6, 'Max Moe', NULL, NULL, NULL);
INSERT INTO name_key VALUES ('doe jane', 1), ('bo ek', 2), ('cy oma', 3), ('kim poe', 4), ('lou roe', 5),
  ('max moe', 6);
INSERT INTO email_key VALUES ('lou@roe.example', 5);
INSERT INTO tie VALUES (4, 'recommendation-given', 1, '2019-07-01'), (5, 'endorsement-given', 2, '2018-07-01');
INSERT INTO reading VALUES (1, 'd', '{"profiles":[],"positions":[],"schooling":[],"searched":{}}');
INSERT INTO snapshot VALUES (1, 'export.zip', '2026-02-02', 'f', '{"connections": 2}', '["jane-doe"]');
INSERT INTO decision (id, person, request, verdict, because, day) VALUES
  (1, 2, 2, 'decline', 'my own reason', '2026-02-10'), (2, 3, 3, 'ask-for-context', '', '2026-02-11');
INSERT INTO question VALUES (1, 3, 2, 'Where did we meet?', '2026-02-11', NULL);
INSERT INTO answer VALUES (1, 1, 'At the fair', '{"file":"your ledger","row":0,"date":"2026-02-12","rows":1}');
INSERT INTO vouch VALUES (1, 4, 'yes', 'conduct', '', 'kept their word', '', '2026-02-13');
INSERT INTO expected VALUES (1, 6, 'met on the train', NULL, '2026-02-14');
INSERT INTO log (id, day, kind, text) VALUES
  (1, '2026-02-10', 'step', 'declined Bo Ek (2)'), (2, '2026-02-14', 'step', 'you expect Max Moe');
INSERT INTO log_person VALUES (1, 2), (2, 6);
INSERT INTO change VALUES (1, 1, 'decision', 1, NULL), (2, 1, 'request', 2, '{"is_open": 1}'),
  (3, 2, 'person', 6, NULL), (4, 2, 'expected', 1, NULL);
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store as the first edition left it: three requests, of which one is declined and one is asked about."""
    path = tmp_path / "old.sqlite"
    with open_store(path, MIGRATIONS[:2]) as store, store.writing():
        for statement in OLD.split(";\n"):
            if statement.strip():
                store.run(statement)
            if "INSERT INTO snapshot" in statement:
                for number, (name, slug) in enumerate(
                    (("Jane Doe", "jane-doe"), ("Bo Ek", "bo-ek"), ("Cy Oma", "cy-oma"))
                ):
                    _add_request(store, number + 1, name, slug)
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened


def _add_request(store: Store, number: int, name: str, slug: str) -> None:
    days = {"sheet_day": "2026-02-02", "first_seen": "2026-02-02", "last_seen": "2026-02-02"}
    content = {
        "content": REQUEST.replace("NAME", name).replace("SLUG", slug),
        "sheet": SHEET,
        "catalogue": "old",
        "reading": 1,
        "called": slug,
    }
    store.insert("request", {"id": number, "person": number, "is_open": int(number != 2), **content, **days})


def test_the_old_store_is_kept_beside_the_new_one(path: Path) -> None:
    before = path.read_bytes()
    with open_store(path):
        pass
    backup = backup_of(path, 2)
    assert backup.stat().st_mode & 0o777 == 0o600
    assert len(backup.read_bytes()) == len(before)
    assert list(findings_of(path)) == []


def test_what_the_user_did_is_all_there(store: Store) -> None:
    assert [kept.number for kept in open_requests(store)] == [1, 3]
    assert [(deed.verdict, deed.because) for deed in deeds_of(store, 2)] == [("decline", "my own reason")]
    asked = find_request(store, "Cy Oma")
    question = question_of(store, asked.number)
    assert question is not None
    assert question.text == "Where did we meet?"
    known = remembered(store, asked.request, asked)
    assert known.answer is not None
    assert known.answer.text == "At the fair"
    assert [(word.person.name, word.reason) for word in newest_vouches(store)] == [("Kim Poe", "kept their word")]
    assert [each.person.name for each in expected_people(store)] == ["Max Moe"]
    assert [line.text for line in log_lines(store)] == ["you expect Max Moe", "declined Bo Ek (2)"]


def test_steps_of_the_first_edition_can_be_taken_back(store: Store) -> None:
    undo(store, 2, TODAY)
    assert expected_people(store) == []
    assert [kept.number for kept in open_requests(store)] == [1, 2, 3]


def test_only_those_of_whom_the_ledger_speaks_stay(store: Store) -> None:
    assert find_person(store, "Kim Poe") is not None
    assert find_person(store, "Lou Roe") is None


def test_the_queue_is_decided_and_files_are_read_on(store: Store, tmp_path: Path) -> None:
    queue = Again(store, setting()).queue()
    assert {one.number: one.decision.state for one in queue.screened} == {1: "new", 3: "waiting-answered"}
    file = tmp_path / "requests.csv"
    file.write_text(
        "name,profile_url,note\nJane Doe,https://www.linkedin.com/in/jane-doe,Hello!\n"
        "Bo Ek,https://www.linkedin.com/in/bo-ek,Hello!\n"
    )
    again = screen([str(file)], setting(), store=store)
    assert {one.request.name: one.number for one in again.screened} == {"Jane Doe": 1, "Bo Ek": 2, "Cy Oma": 3}
    verdicts = {one.number: one.decision.verdict for one in again.screened}
    assert verdicts[2] is None
    assert verdicts[1] in set(Verdict)
