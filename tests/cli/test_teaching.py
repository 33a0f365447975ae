"""`teach`: a rule made of a request that was decided otherwise than proposed."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.policy.loading import load_policy
from tests.cli.running import Run

DAY = ("--today", "2026-03-10")
FILES = ("demo/Complete_LinkedInDataExport_03-09-2026", "demo/requests.csv", "demo/contacts.vcf")


@pytest.fixture
def own(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented user's files, triaged; the recruiter with a role (13) is accepted, though a no was proposed."""
    run("demo", "--copy", "demo")
    monkeypatch.setenv("SCREENER_RULES", "demo/rules")
    monkeypatch.setenv("SCREENER_STORE", "demo/ledger.sqlite")
    run("triage", *FILES, *DAY)
    assert run("accept", "13", *DAY).code == 0
    return tmp_path / "demo" / "rules"


def test_a_rule_of_the_kind_of_asker_is_shown_with_what_it_flips_and_written(run: Run, own: Path) -> None:
    done = run("teach", "13", *DAY, stdin=b"kind\ny\n")
    assert done.code == 0, done.err
    assert "You accepted Saoirse Delaney; proposed was decline (recruiter-with-a-role)." in done.err
    assert done.out.startswith("- id: accept-recruiters\n")
    assert "    - asker: recruiter\n" in done.out
    assert "Flips 1 of 19 requests: 1 decline → accept." in done.out
    rule = next(rule for rule in load_policy(own).rules if rule.id == "accept-recruiters")
    assert (rule.decide, rule.reply, rule.priority) == ("accept", "thanks", 420)
    assert run("rules", "test", "demo/rules").err.endswith("2 examples: 2 passed, 0 failed\n")


def test_options_alone_teach_what_a_headline_says(run: Run, own: Path) -> None:
    done = run("teach", "13", *DAY, "--because-of", "headline", "--words", "cranes", "--yes")
    assert done.code == 0, done.err
    assert 'headline: {mentions: ["cranes"]}' in (own / "my-rules.yaml").read_text(encoding="utf-8")


def test_nothing_is_written_on_a_no(run: Run, own: Path) -> None:
    assert run("teach", "13", *DAY, "--because-of", "firm", stdin=b"n\n").code == 0
    assert not (own / "my-rules.yaml").exists()


def test_one_person_needs_no_rule(run: Run, own: Path) -> None:
    done = run("teach", "13", *DAY, "--because-of", "person")
    assert (done.code, done.out) == (0, "")
    assert "it needs no rule" in " ".join(done.err.split())
    assert not (own / "my-rules.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("12",), "you have not decided on Brock Vantage yet"),
        (("13", "--because-of", "headline", "--words", "walrus", "--yes"), "none of these words stands"),
        (("13", "--because-of", "note", "--yes"), "needs --words"),
        (("13", "--yes"), "needs --because-of"),
        (("13", "--because-of", "hair"), "'hair' is none of them"),
    ],
)
def test_what_cannot_be_learned_is_told(run: Run, own: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run("teach", *arguments, *DAY)
    assert done.code == 2
    assert words in " ".join(done.err.split())
    assert not (own / "my-rules.yaml").exists()


@pytest.mark.usefixtures("own")
def test_a_decision_as_proposed_teaches_nothing(run: Run) -> None:
    run("decline", "12", *DAY)
    done = run("teach", "12", *DAY)
    assert done.code == 2
    assert "there is nothing to learn" in " ".join(done.err.split())


@pytest.mark.usefixtures("own")
def test_the_users_own_word_is_outranked_by_no_rule(run: Run) -> None:
    run("accept", "17", *DAY)  # of the never-connect list
    done = run("teach", "17", *DAY, "--because-of", "kind")
    assert done.code == 2
