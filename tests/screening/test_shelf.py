"""What was found of a request is kept for as long as all that it rests on is the same, and no longer."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from screener.decisions.decision import Decision
from screener.ledger.sqlite_store import Store, open_store
from screener.ledger.sqlite_world import work_out_anew
from screener.screening.proposing import Setting
from screener.screening.screening import screen, screen_in
from tests.archives import write_archive
from tests.evidence.making import url
from tests.screening.deciding import setting

MARKED = "a mark of this test"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "requests.csv").write_text(
        "name,profile_url,note,sent_at\n"
        f"Jane Doe,{url('jane-doe')},We met at the Heronsgate fair in 2019.,2026-02-20\n"
        f"Kim Poe,{url('kim-poe')},,2026-02-21\n"
    )
    return [archive(tmp_path, "02-25"), str(tmp_path / "requests.csv")]


def archive(folder: Path, day: str, *writers: str) -> str:
    messages = [
        {"FROM": name, "SENDER PROFILE URL": url(slug), "TO": "Ana Ruiz", "RECIPIENT PROFILE URLS": url("ana-ruiz"),
         "DATE": date(2019, 5, 4), "CONTENT": "Hi"}
        for name, slug in [("Zoe Zed", "zoe-zed"), *((each, each.lower().replace(" ", "-")) for each in writers)]
    ]  # fmt: skip
    told = {"Profile.csv": [{"First Name": "Ana", "Last Name": "Ruiz"}], "messages.csv": messages}
    return str(write_archive(folder, told, name=f"Complete_LinkedInDataExport_{day}-2026"))


def decisions(files: list[str], store: Store, by: Setting | None = None) -> dict[str, Decision]:
    return {one.id: one.explained() for one in screen(files, by or setting(), store=store).screened}


def mark(store: Store) -> None:
    """Change what is kept, so that it can be told whether it was found anew."""
    with store.writing():
        store.run("UPDATE resolved SET content = json_set(content, '$.withheld', ?)", MARKED)


def marked(files: list[str], store: Store, by: Setting | None = None) -> set[str]:
    """The requests whose results were taken from what is kept."""
    return {one.id for one in screen(files, by or setting(), store=store).screened if one.withheld == MARKED}


def test_the_same_files_bring_the_same_results_from_what_is_kept(store: Store, files: list[str]) -> None:
    first = decisions(files, store)
    assert decisions(files, store) == first
    mark(store)
    assert marked(files, store) == {"jane-doe", "kim-poe"}


def test_a_world_that_has_changed_makes_results_anew(store: Store, files: list[str], tmp_path: Path) -> None:
    before = decisions(files, store)
    mark(store)
    newer = [archive(tmp_path, "02-27", "Jane Doe"), files[1]]
    assert marked(newer, store) == set()
    after = decisions(newer, store)
    assert after["jane-doe"].would_change != before["jane-doe"].would_change
    with open_store(tmp_path / "other.sqlite") as other:
        decisions(files, other)
        assert decisions(newer, other) == after


def test_another_note_makes_its_result_anew_and_no_other(store: Store, files: list[str]) -> None:
    decisions(files, store)
    mark(store)
    queue = Path(files[1])
    queue.write_text(queue.read_text().replace("Heronsgate", "Wexcombe"))
    assert marked(files, store) == {"kim-poe"}


def test_another_day_or_another_rule_makes_results_anew(store: Store, files: list[str]) -> None:
    decisions(files, store)
    mark(store)
    now = setting()
    assert marked(files, store, structs.replace(now, today=now.today + timedelta(days=1))) == set()
    mark(store)
    assert marked(files, store, structs.replace(now, policy=structs.replace(now.policy, digest="another"))) == set()


def test_what_is_verified_is_found_anew(store: Store, files: list[str]) -> None:
    decisions(files, store)
    mark(store)
    assert marked(files, store, structs.replace(setting(), verify=True)) == set()


def test_what_would_change_a_verdict_is_worked_out_where_it_is_asked_for(store: Store, files: list[str]) -> None:
    plain = screen_in(store, files, setting(), most_explained=0).screened
    assert all(one.explained() == one.decision for one in plain)
    assert any(decision.would_change for decision in decisions(files, store).values())


def test_nothing_is_kept_of_a_world_that_was_worked_out_anew(store: Store, files: list[str]) -> None:
    decisions(files, store)
    with store.writing():
        work_out_anew(store)  # as when somebody is forgotten
    assert store.all("SELECT 1 FROM resolved") == []
