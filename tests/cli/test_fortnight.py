"""A fortnight with the program, through its command line alone: the queue is read, decided, asked about, read again
from a newer archive, answered, timed out, undone and forgotten. Every step is looked at as JSON."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tests.archives import write_archive
from tests.cli.running import Run

ME = "https://www.linkedin.com/in/ana-ruiz-test"
Json = dict[str, Any]


def address(name: str) -> str:
    return f"https://www.linkedin.com/in/{name.lower().replace(' ', '-')}-test"


def invitation(name: str, day: date, note: str = "") -> Mapping[str, object]:
    return {
        "From": name,
        "To": "Ana Ruiz",
        "Sent At": day,
        "Message": note,
        "Direction": "INCOMING",
        "inviterProfileUrl": address(name),
        "inviteeProfileUrl": ME,
    }


def message(name: str, day: date, text: str, *, from_me: bool = False) -> Mapping[str, object]:
    there = {"FROM": name, "SENDER PROFILE URL": address(name), "TO": "Ana Ruiz", "RECIPIENT PROFILE URLS": ME}
    mine = {"FROM": "Ana Ruiz", "SENDER PROFILE URL": ME, "TO": name, "RECIPIENT PROFILE URLS": address(name)}
    return {"CONVERSATION ID": name, **(mine if from_me else there), "DATE": day, "CONTENT": text, "FOLDER": "INBOX"}


def connection(name: str, day: date) -> Mapping[str, object]:
    first, last = name.split()
    return {"First Name": first, "Last Name": last, "URL": address(name), "Connected On": day}


FIRST = {
    "Invitations.csv": [
        invitation("Lea Moor", date(2026, 2, 20)),
        invitation("Pia Kern", date(2026, 2, 24), "Hi Ana, we met at the Hannover fair some years ago!"),
        invitation("Rob Ashe", date(2026, 2, 25), "Hello, we worked together once, remember me?"),
        invitation("Tom Hale", date(2026, 2, 26), "I would like to add you to my professional network."),
        invitation("Uli Brandt", date(2026, 2, 27)),
        invitation("Eva Lindo", date(2026, 2, 27)),
        invitation("Sam Frost", date(2026, 2, 28)),
        invitation("Kim Park", date(2026, 2, 28)),
    ],
    "Connections.csv": [connection("Old Friend", date(2019, 5, 2))],
    "messages.csv": [
        message("Lea Moor", date(2021, 4, 3), "How was the launch?"),
        message("Lea Moor", date(2021, 4, 4), "It went well, thank you!", from_me=True),
        message("Lea Moor", date(2021, 6, 1), "Shall we do the next one together?"),
        message("Lea Moor", date(2021, 6, 2), "With pleasure.", from_me=True),
    ],
    "Positions.csv": [{"Company Name": "Northwind Robotics", "Title": "Engineer", "Started On": "May 2009"}],
}


def newer() -> Mapping[str, Any]:
    gone = {"Sam Frost"}
    kept = [row for row in FIRST["Invitations.csv"] if row["From"] not in gone]
    again = invitation("Tom Hale", date(2026, 3, 14), "I would like to add you to my professional network.")
    return {
        **FIRST,
        "Invitations.csv": [*kept, again],
        "Connections.csv": [*FIRST["Connections.csv"], connection("Kim Park", date(2026, 3, 8))],
        "messages.csv": [
            *FIRST["messages.csv"],
            message("Pia Kern", date(2026, 3, 5), "At the fair in April 2018, you showed me the gripper."),
        ],
    }


class Fortnight:
    """The user at the command line: every command on a day, its JSON read."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run = run
        self.folder = folder
        self.today = "2026-03-02"

    def json(self, *words: str) -> Any:
        done = self.run(*words, "--format", "json", *self._day(words))
        assert done.code == 0, done.err
        return json.loads(done.out)

    def plain(self, *words: str) -> str:
        done = self.run(*words, *self._day(words))
        assert done.code == 0, done.err
        return done.out + done.err

    def requests(self, *words: str) -> dict[str, Json]:
        return {one["name"]: one for one in self.json(*words)["requests"]}

    def _day(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return () if words[0] in ("vouches", "history", "ledger") else ("--today", self.today)


def tables(store: Path) -> dict[str, list[Any]]:
    """Everything in the store but the log of what was done."""
    left_out = ("log", "log_person", "change", "sqlite_sequence", "shown", "shown_request", "written")
    with sqlite3.connect(store) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names if name not in left_out}


def cited(one: Json) -> list[Json]:
    """The evidence that the reasons of a request name."""
    pieces = {piece["id"]: piece for piece in one["evidence"]}
    return [pieces[name] for reason in one["reasons"] for name in reason["evidence"]]


def test_a_scripted_fortnight(run: Run, tmp_path: Path, own_store: Path) -> None:
    user = Fortnight(run, tmp_path)
    first = write_archive(tmp_path, FIRST, name="Complete_LinkedInDataExport_03-01-2026", zipped=True)
    user.plain("vouch", "Uli Brandt", "no", "--kind", "conduct", "--because", "shouted at the trainees")
    user.plain("expect", "Eva Lindo", "--because", "met at the choir", "--until", "2026-04-01")

    # Monday: the queue is read and remembered; reading it again changes nothing.
    queue = user.requests("triage", str(first))
    states = {name: (one["verdict"], one["state"]) for name, one in queue.items()}
    assert states == {
        "Lea Moor": ("accept", "new"),
        "Eva Lindo": ("accept", "new"),
        "Pia Kern": ("ask-for-context", "new"),
        "Rob Ashe": ("ask-for-context", "new"),
        "Tom Hale": ("decline", "new"),
        "Uli Brandt": ("decline", "new"),
        "Sam Frost": ("decline", "new"),
        "Kim Park": ("decline", "new"),
    }
    assert {one["number"] for one in queue.values()} == set(range(1, 9))
    before = tables(own_store)
    assert user.requests("triage", str(first)) == queue
    assert tables(own_store) == before
    number = {name: str(one["number"]) for name, one in queue.items()}

    # The word was noted before any file named this person; now it is put on the very profile.
    user.plain("vouch", number["Uli Brandt"], "no", "--kind", "conduct", "--because", "shouted at the trainees")
    assert user.requests("queue")["Uli Brandt"]["verdict"] == "decline"

    # What is decided leaves the queue, and no number moves.
    accepted = user.requests("accept", number["Lea Moor"], number["Eva Lindo"])
    assert {one["state"] for one in accepted.values()} == {"decided"}
    asked = user.requests("ask", "Pia", number["Rob Ashe"])
    assert {one["state"] for one in asked.values()} == {"waiting"}
    user.plain("decline", number["Tom Hale"], "--because", "no idea who this is")
    queue = user.requests("queue")
    assert set(queue) == {"Pia Kern", "Rob Ashe", "Uli Brandt", "Sam Frost", "Kim Park"}
    assert all(str(one["number"]) == number[name] for name, one in queue.items())
    assert [row["name"] for row in user.json("waiting")] == ["Pia Kern", "Rob Ashe"]

    # A slip, taken back: the store is as it was, and doing it again gives the same once more.
    before = tables(own_store)
    user.plain("accept", number["Uli Brandt"])
    after = tables(own_store)
    user.plain("undo")
    assert tables(own_store) == before
    user.plain("accept", number["Uli Brandt"])
    assert tables(own_store) == after
    user.plain("undo")

    # A week later, one reminder; a second is refused.
    user.today = "2026-03-10"
    assert "Rob" in user.plain("nudge", number["Rob Ashe"])
    assert run("nudge", number["Rob Ashe"], "--today", user.today).code == 2

    # A newer archive: withdrawn, connected meanwhile, asked again, answered.
    user.today = "2026-03-16"
    second = write_archive(tmp_path, newer(), name="Complete_LinkedInDataExport_03-15-2026", zipped=True)
    queue = user.requests("triage", str(second))
    assert {name: one["state"] for name, one in queue.items()} == {
        "Lea Moor": "decided",
        "Eva Lindo": "decided",
        "Uli Brandt": "new",
        "Pia Kern": "waiting-answered",
        "Rob Ashe": "waiting",
        "Tom Hale": "repeated",
        "Sam Frost": "withdrawn",
        "Kim Park": "already-connected",
    }
    tom = queue["Tom Hale"]
    assert tom["verdict"] == "decline"
    assert tom["number"] not in {int(one) for one in number.values()}
    assert "nothing has changed since" in cited(tom)[0]["text"]
    rows = [item["source"] for item in cited(queue["Pia Kern"])]
    assert [(Path(one["file"]).name, one["date"]) for one in rows if one["row"]] == [
        ("messages.csv", "2026-03-05"),
        ("Invitations.csv", "2026-02-24"),
    ]
    before = tables(own_store)
    user.requests("triage", str(second))
    user.requests("triage", str(first))  # an older archive brings nothing back
    still = user.requests("queue")
    assert {name: (one["state"], one["verdict"]) for name, one in still.items()} == {
        name: (one["state"], one["verdict"]) for name, one in queue.items() if name in still
    }
    assert set(still) == {"Uli Brandt", "Pia Kern", "Rob Ashe", "Tom Hale"}
    assert [row for row in tables(own_store)["request"] if row[0] == queue["Sam Frost"]["number"]] == [
        row for row in before["request"] if row[0] == queue["Sam Frost"]["number"]
    ]

    # The time that the user waits is over; what the answer says is read by the user, who decides.
    user.today = "2026-03-17"
    rob = user.requests("queue")["Rob Ashe"]
    assert (rob["state"], rob["verdict"]) == ("waiting-timeout", "decline")
    assert rob["reasons"][0]["rule"] == "no-answer-in-time"
    user.plain("decline", "Rob")
    user.plain("accept", "Pia Kern", "--because", "she remembers the gripper")
    assert set(user.requests("queue")) == {"Uli Brandt", "Tom Hale"}

    # An answer by another way is noted by hand; everything about one person can be seen, and be forgotten.
    user.plain("ask", "Tom Hale", "--question", "Where have we met?")
    assert user.requests("answer", "Tom Hale", "Nowhere yet.")["Tom Hale"]["state"] == "waiting-answered"
    done = [row["done"] for row in user.json("history", "Tom Hale")]
    assert any("Nowhere yet" in line for line in done)
    assert any("you declined: no idea who this is" in line for line in done)
    user.plain("ledger", "forget", "Tom Hale", "--yes")
    assert run("history", "Tom Hale").code == 2
    assert not any(b"Tom Hale" in file.read_bytes() for file in own_store.parent.iterdir())
    assert run("ledger", "check").code == 0
