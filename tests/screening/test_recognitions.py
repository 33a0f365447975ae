"""Who an asker is and what they say is found once, and again only where something that it rests on has changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from screener.ledger.sqlite_store import Store, open_store
from screener.outcomes import Verdict, Zone
from screener.policy.model import AboutMe
from screener.reports.screening_form import document_of
from screener.screening.again import Again
from screener.screening.proposing import Setting
from screener.screening.recognitions import Recognised
from screener.screening.screening import screen
from tests.archives import write_archive
from tests.evidence.making import url
from tests.ledger.keeping import do
from tests.screening.deciding import setting

RULE = """
rules:
  - id: from-the-fair
    decide: {verdict}
    priority: 1000
    when: [{{note: {{mentions: [Heronsgate]}}}}]
    because: "They were at the fair."
examples:
  - {{name: fair, given: {{note: "Heronsgate 2019"}}, expect: {{decide: {verdict}}}}}
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "requests.csv").write_text(
        "name,profile_url,headline,note,sent_at\n"
        f"Jane Doe,{url('jane-doe-2')},Recruiter,We met at the Heronsgate fair in 2019.,2026-02-20\n"
        f"Kim Poe,{url('kim-poe')},,Zoe Zed sent me.,2026-02-21\n"
    )
    return [archive(tmp_path, "02-25", "Jane Doe", "Zoe Zed"), str(tmp_path / "requests.csv")]


def archive(folder: Path, day: str, *writers: str) -> str:
    messages = [
        {"FROM": name, "SENDER PROFILE URL": url(name.lower().replace(" ", "-")), "TO": "Ana Ruiz",
         "RECIPIENT PROFILE URLS": url("ana-ruiz"), "DATE": "2019-05-04 10:00:00 UTC", "CONTENT": "Hi"}
        for name in writers
    ]  # fmt: skip
    told = {"Profile.csv": [{"First Name": "Ana", "Last Name": "Ruiz"}], "messages.csv": messages}
    return str(write_archive(folder, told, name=f"Complete_LinkedInDataExport_{day}-2026"))


def by_rule(folder: Path, verdict: str) -> Setting:
    """What a screening goes by after a rule of one's own was edited to this verdict."""
    rules = folder / "rules"
    rules.mkdir(exist_ok=True)
    (rules / "about-me.yaml").write_text("extends: shipped\n")
    (rules / "own.yaml").write_text(RULE.format(verdict=verdict))
    return setting(rules=rules)


def zones(files: list[str], store: Store, by: Setting) -> dict[str, Zone]:
    """The zone of each request; one that was marked is kept."""
    screened = screen(files, by, store=store).screened
    return {one.id: one.resolution.zone for one in screened if one.resolution}


def mark(store: Store) -> None:
    """Change what is kept, so that it can be told whether it was found anew."""
    for row in store.all("SELECT asker, content FROM recognised"):
        kept = msgspec.msgpack.decode(row["content"], type=Recognised)
        near = structs.replace(kept, resolution=structs.replace(kept.resolution, zone=Zone.NEAR, candidates=()))
        store.run("UPDATE recognised SET content = ? WHERE asker = ?", msgspec.msgpack.encode(near), row["asker"])


MARKED = {"jane-doe-2": Zone.NEAR, "kim-poe": Zone.NEAR}


def test_an_edited_rule_decides_anew_on_whom_and_what_is_known(store: Store, files: list[str], tmp_path: Path) -> None:
    screen(files, by_rule(tmp_path, "accept"), store=store)
    edited = by_rule(tmp_path, "decline")
    again = screen(files, edited, store=store)
    with open_store(tmp_path / "other.sqlite") as other:
        anew = screen(files, edited, store=other)
        assert document_of(again).whole() == document_of(anew).whole()
    mark(store)
    assert zones(files, store, by_rule(tmp_path, "ask-for-context")) == MARKED
    queue = Again(store, by_rule(tmp_path, "accept")).queue()
    assert {one.id: one.resolution.zone for one in queue.screened if one.resolution} == MARKED


def decided(store: Store, now: Setting, files: list[str]) -> tuple[Setting, list[str]]:
    do(store, Verdict.ACCEPT, 2)
    return now, files


def newer(_: Store, now: Setting, files: list[str]) -> tuple[Setting, list[str]]:
    return now, [archive(Path(files[1]).parent, "02-27", "Jane Doe", "Zoe Zed", "Kim Poe"), files[1]]


def tomorrow(_: Store, now: Setting, files: list[str]) -> tuple[Setting, list[str]]:
    return structs.replace(now, today=now.today + timedelta(days=1)), files


def as_another(_: Store, now: Setting, files: list[str]) -> tuple[Setting, list[str]]:
    return structs.replace(
        now, policy=structs.replace(now.policy, about_me=AboutMe(emails=("ana@ruiz.example",)))
    ), files


def verified(_: Store, now: Setting, files: list[str]) -> tuple[Setting, list[str]]:
    return structs.replace(now, verify=True), files


def damaged(store: Store, now: Setting, files: list[str]) -> tuple[Setting, list[str]]:
    store.run("UPDATE recognised SET content = ?", b"not what was kept")
    return structs.replace(now, policy=structs.replace(now.policy, digest="another")), files


Changing = Callable[[Store, Setting, list[str]], tuple[Setting, list[str]]]


@pytest.mark.parametrize("change", [decided, newer, tomorrow, as_another, verified, damaged])
def test_whatever_else_changes_it_is_found_anew(store: Store, files: list[str], change: Changing) -> None:
    now = setting()
    zones(files, store, now)
    mark(store)
    then, files = change(store, now, files)
    assert Zone.NEAR not in zones(files, store, then).values()


def test_another_note_is_read_and_the_others_are_not(store: Store, files: list[str]) -> None:
    zones(files, store, setting())
    mark(store)
    queue = Path(files[1])
    queue.write_text(queue.read_text().replace("Zoe Zed sent me", "Hello"))
    now = setting()
    rules = structs.replace(now, policy=structs.replace(now.policy, digest="another"))
    assert zones(files, store, rules) == {"jane-doe-2": Zone.NEAR, "kim-poe": Zone.NOBODY}
