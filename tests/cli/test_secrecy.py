"""What the user noted on people is for them alone: secret words are planted in every vouch, and every command of the
program is run in every form and searched for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from screener.cli import Commands
from screener.cli.lazily import built
from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")
SECRETS = ("zanzibarsecret", "quokkacontext", "Meerkat Introducer")
RULE = """\
rules:
  - id: tells-the-context
    flag: vouched
    when:
      - vouch: {context: {mentions: ["quokkacon*"]}}
    because: "You know them from {{ vouch.context }}."
"""

# How to run each command so that it speaks of people; None: it never reads the store. A new command must be added here.
CALLS: dict[str, list[tuple[str, ...]] | None] = {
    "triage": [("ARCHIVE", "demo/requests.csv"), ("ARCHIVE", "--drafts", "drafts.md")],
    "queue": [(), ("--drafts", "drafts")],
    "show": [("3",), ("5",), ("17",)],
    "why": [("3",), ("17",), ("16",)],
    "audit": [("ARCHIVE",), ("--summary",), ("--with-vouches",)],
    "referrals": [("--company", "Halvorsen Marine Systems"), ("--role", "engineer")],
    "recommend": [("Solveig Haugen",), ("Chiara Bellandi",)],
    "why-not": [("3", "decline"), ("16", "accept"), ("16", "vouched-for")],
    "teach": [("8", "--because-of", "note", "--words", "fair", "--yes")],
    "what-if": [("3", "vouch: [{recommend: no, matched-by: same-profile}]")],
    "reply": [("3",), ("3", "--tone", "warm"), ("3", "--eml", "reply.eml")],
    "accept": [("3",)],
    "decline": [("--obvious", "--yes")],
    "ask": [("8",)],
    "answer": [("8", "At the fair.")],
    "waiting": [()],
    "nudge": [("8",)],
    "snooze": [("4", "--days", "3")],
    "refresh": [()],
    "undo": [()],
    "history": [(), ("3",), ("Henrik Solberg",)],
    "vouch": [("next",), ("4", "yes", "--because", "another reason")],
    "vouches": [()],
    "expect": [(), ("Linnea Fors", "--because", "met")],
    "demo": None,
    "init": None,
    "ledger import": None,
    "ledger export": [()],
    "ledger check": [()],
    "ledger forget": [("Rahul Deshmukh", "--yes")],
    "ledger path": [()],
    "schema": None,
    "help": None,
    "doctor": [()],
    "start": [("ARCHIVE", "--rules", "begun", "--yes")],
    "report": [("-o", "-")],
    "brief": [()],
    "review": [("--plain",)],
    "rules check": [("own",)],
    "rules explain": None,
    "rules schema": None,
    "rules subjects": None,
    "rules format": None,
    "rules fix": None,
    "who": [(), ("3",)],
    "unlink": [("3",)],
    "reopen": [("3",)],
    "rules list": None,
    "rules show": None,
    "rules graph": None,
    "rules say": None,
    "rules test": None,
    "rules coverage": [()],
    "rules new": None,
    "rules edit": None,
    "rules diff": [("shipped", "own")],
    "rules watch": None,
    "rules stats": [()],
    "rules record": [("3",)],
    "rules read": None,
    "manual": ((),),
    "templates check": None,
    "batch": [("demo", "--output", "results.jsonl")],
    "templates preview": None,
    "templates new": (("accept/choir", "new-templates"),),
    "templates names": ((), ("--format", "json")),
}
WITH_WORDS = {"show": ("3",), "why": ("3",), "vouches": (), "ledger export": ()}
FORMS = ("table", "json", "csv", "markdown", "yaml")


def commands() -> Iterator[tuple[str, Any]]:
    """Every command of the program by its words."""
    for name, entry in Commands.table.items():
        command = built(name, entry)
        if hasattr(command, "commands"):
            yield from ((f"{name} {sub}", below) for sub, below in command.commands.items())
        else:
            yield name, command


def options_of(command: Any) -> set[str]:
    """The names of the parameters of a command, as its function has them."""
    return {parameter.name for parameter in command.params}


@pytest.fixture
def noted(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, with the demo's requests in the store and a vouch full of secrets on four of the askers."""
    assert run("demo", "--copy", "demo").code == 0
    own = tmp_path / "own"
    own.mkdir()
    (own / "about-me.yaml").write_text((tmp_path / "demo/rules/about-me.yaml").read_text())
    (own / "own.yaml").write_text(RULE)
    monkeypatch.setenv("SCREENER_RULES", str(own))
    (tmp_path / "ARCHIVE").symlink_to(next((tmp_path / "demo").glob("Complete_*")))
    assert run("triage", "ARCHIVE", "demo/requests.csv", "demo/contacts.vcf", *TODAY).code == 0
    for number, recommend, kind in (("3", "yes", "performance"), ("5", "no", "conduct"), ("17", "no", "performance")):
        words = ("--because", f"because {SECRETS[0]}", "--context", SECRETS[1], "--introduced-by", SECRETS[2])
        assert run("vouch", number, recommend, "--kind", kind, *words, *TODAY).code == 0
    return run


def test_every_command_is_tried() -> None:
    assert {name for name, _ in commands()} == set(CALLS)


def test_no_command_tells_what_was_noted_on_people(noted: Run, tmp_path: Path) -> None:
    tried = 0
    for name, command in commands():
        for words in CALLS[name] or ():
            takes = options_of(command)
            day = TODAY if "today" in takes else ()
            for form in FORMS if {"form", "format"} & takes else ("",):
                formed = ("--format", form) if form else ()
                done = noted(*name.split(), *words, *formed, *day, stdin=b"n\n")
                tried += done.code in (0, 1)
                for secret in SECRETS:
                    assert secret not in done.out + done.err, (name, words, form)
    assert tried > 60
    for written in (tmp_path / "drafts.md", tmp_path / "reply.eml", *(tmp_path / "drafts").iterdir()):
        assert not any(secret in written.read_text() for secret in SECRETS)


def test_the_words_are_shown_to_whoever_asks_for_them(noted: Run) -> None:
    for name, words in WITH_WORDS.items():
        day = TODAY if name in ("show", "why") else ()
        done = noted(*name.split(), *words, "--with-vouches", *day)
        assert done.code == 0, done.err
        assert all(secret in done.out for secret in SECRETS), name


def test_a_rule_may_test_the_words_without_telling_them(noted: Run) -> None:
    out = noted("show", "3", *TODAY).out
    assert "vouched" in out
    assert not any(secret in out for secret in SECRETS)


MEETING = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
DTSTART:20260224T100000Z
SUMMARY:{title}
ORGANIZER;CN=Mara Lindqvist:mailto:mara@lindqvist.example
ATTENDEE;CN=Tom Reed;PARTSTAT=ACCEPTED:mailto:tom.reed@reed.example
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize("title", ["Interview Tom Reed (weak CV)", "Dr Hale - follow-up biopsy"])
def test_no_draft_quotes_a_calendar(run: Run, tmp_path: Path, title: str) -> None:
    (tmp_path / "me.ics").write_text(MEETING.format(title=title))
    asker = '[{"name": "Tom Reed", "email": "tom.reed@reed.example", "note": "%s", "sent_at": "2026-03-05"}]'
    (tmp_path / "list.json").write_text(asker % "Hi Mara, Tom here; thank you for the interview.")
    (tmp_path / "own").mkdir()
    (tmp_path / "own/about-me.yaml").write_text(
        "extends: shipped\nme: {name: Mara Lindqvist, emails: [mara@lindqvist.example]}\n"
    )
    assert run("triage", "list.json", "me.ics", "--rules", "own", "--drafts", "drafts.md", *TODAY).code == 0
    draft = (tmp_path / "drafts.md").read_text()
    assert "It was good to see you a few weeks ago" in draft
    assert not any(word in draft for word in ("weak", "CV", "Interview", "Hale", "biopsy"))
    (tmp_path / "list.json").write_text(asker % f"Hi, we met in {title.upper()}")
    assert run("triage", "list.json", "me.ics", "--rules", "own", "--no-store", "--drafts", "said.md", *TODAY).code == 0
    assert title.upper().rstrip(")") in (tmp_path / "said.md").read_text()
