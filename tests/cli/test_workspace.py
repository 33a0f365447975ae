"""What all commands have in common: options declared once, one way to name people, quiet and verbose."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from screener.cli import Commands
from screener.cli.groups import ledger, rules, templates
from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")
GROUPS = {"rules": rules, "ledger": ledger, "templates": templates}


def commands() -> list[tuple[str, ...]]:
    """Every command of the program, by its words."""
    own = [(name,) for name in Commands.table if name not in GROUPS]
    return [*own, *((name, each) for name, group in GROUPS.items() for each in group.info.cls.table)]


@pytest.fixture
def demo(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, with the invented requests of the demo in the store."""
    assert run("demo", "--copy", "demo").code == 0
    monkeypatch.setenv("SCREENER_RULES", str(tmp_path / "demo/rules"))
    archive = next((tmp_path / "demo").glob("Complete_*"))
    assert run("triage", str(archive), "demo/requests.csv", "demo/contacts.vcf", *TODAY).code == 0
    return run


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_has_a_help_and_may_be_quiet(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words, "--help")
    assert done.code == 0, done.err
    assert {"--quiet", "--verbose"} <= set(re.findall(r"--[a-z-]+", done.out))


@pytest.mark.parametrize("words", [("triage",), ("queue",), ("show",), ("why",), ("accept",), ("who",), ("reply",)])
def test_what_decides_requests_takes_day_rules_templates_and_store(run: Run, words: tuple[str, ...]) -> None:
    taken = set(re.findall(r"--[a-z-]+", run(*words, "--help").out))
    assert {"--today", "--rules", "--templates", "--store"} <= taken


def test_quiet_leaves_the_result_alone(demo: Run) -> None:
    usual, quiet = demo("accept", "2", *TODAY), demo("accept", "1", "--quiet", *TODAY)
    assert "Nothing was sent" in usual.err
    assert (quiet.code, quiet.err) == (0, "")
    assert quiet.out.startswith("--- Tomás Iriarte")


def test_quiet_may_stand_before_the_command(demo: Run) -> None:
    done = demo("--quiet", "accept", "1", *TODAY)
    assert (done.code, done.err) == (0, "")
    assert demo("rules", "-q", "list").err == ""


def test_quiet_still_says_what_went_wrong(demo: Run) -> None:
    done = demo("accept", "999", "--quiet", *TODAY)
    assert done.code == 2
    assert "no request has the number 999" in done.err
    assert "there is no" in demo("triage", "no-such-file.zip", "--quiet", *TODAY).err
    assert "Nothing was sent" in demo("accept", "2", *TODAY).err  # the next command is as loud as ever


def test_verbose_tells_store_files_policy_engine_and_time(demo: Run, own_store: Path) -> None:
    done = demo("queue", "--verbose", *TODAY)
    assert done.out == demo("queue", *TODAY).out
    told = " ".join(done.err.split())
    assert str(own_store.name) in told
    assert "contacts.vcf" in told
    assert "demo/rules" in told
    assert re.search(r"engine: \S+", told)
    assert re.search(r"took \d+\.\d\d seconds", told)


def test_rules_are_named_by_the_option_wherever_a_folder_is_an_argument(demo: Run) -> None:
    for words in (("rules", "check"), ("rules", "list"), ("rules", "say")):
        assert demo(*words, "--rules", "demo/rules").out == demo(*words, "demo/rules").out != ""


@pytest.mark.parametrize(
    "words",
    [("show", "Henrik"), ("why", "Henrik"), ("reply", "Henrik"), ("accept", "Henrik"), ("history", "Henrik"),
     ("who", "Henrik"), ("vouch", "Henrik", "yes", "--because", "reliable"), ("expect", "Henrik")],
    ids=lambda words: words[0],
)  # fmt: skip
def test_a_first_name_is_enough_where_only_one_bears_it(demo: Run, words: tuple[str, ...]) -> None:
    day = () if words[0] == "history" else TODAY
    done = demo(*words, *day)
    assert done.code == 0, done.err


def test_a_first_name_means_somebody_who_never_asked_as_well(demo: Run) -> None:
    assert "noted for Solveig Haugen: yes" in demo("vouch", "Solveig", "yes", "--because", "calm", *TODAY).err
    assert "your word on them: yes" in demo("history", "solveig").out


def test_a_name_that_several_bear_lists_them_with_their_numbers(run: Run) -> None:
    people = "name,profile_url,sent_at\nIda Krummholz,https://x.com/in/ida-k,2026-03-01\nIda Vell,,2026-03-02\n"
    assert run("triage", "-", *TODAY, stdin=people.encode()).code == 0
    for words in (("show", "Ida"), ("vouch", "Ida", "no", "--because", "late")):
        done = run(*words, *TODAY)
        assert done.code == 2
        assert "Ida Krummholz" in done.err
        assert "Ida Vell" in done.err
        assert re.search(r"\b1\b.*\b2\b", done.err.replace("\n", " "))


def test_history_tells_what_was_done_until_a_day(demo: Run) -> None:
    assert demo("accept", "1", "--today", "2026-03-11").code == 0
    assert demo("accept", "2", "--today", "2026-03-13").code == 0
    until = demo("history", "--today", "2026-03-12").out
    assert "Tomás Iriarte" in until
    assert "Priya Venkataraman" not in until
    assert "accepted" not in demo("history", "2", "--today", "2026-03-12").out
    assert "accepted" in demo("history", "2").out


def test_the_short_names_do_what_the_old_commands_do(demo: Run) -> None:
    assert demo("why", "16", "--not", "accept", *TODAY).out == demo("why-not", "16", "accept", *TODAY).out != ""
    fact = "mutual-connections: 12"
    assert demo("why", "16", "--if", fact, *TODAY).out == demo("what-if", "16", fact, *TODAY).out != ""
    assert demo("ask", "7", *TODAY).code == 0
    assert demo("queue", "--waiting", *TODAY).out == demo("waiting", *TODAY).out
    assert "Jörg" in demo("queue", "--waiting", *TODAY).out
    assert demo("vouch", "2", "yes", "--because", "kind", *TODAY).code == 0
    assert demo("vouch", "--list").out == demo("vouches").out
    assert "kind" in demo("vouch", "--list", "--with-vouches").out


def test_not_and_if_are_asked_one_by_one(demo: Run) -> None:
    done = demo("why", "16", "--not", "accept", "--if", "mutual-connections: 12", *TODAY)
    assert (done.code, done.out) == (2, "")


def test_a_reminder_is_drafted_once(demo: Run) -> None:
    assert "owes no answer" in demo("reply", "7", "--reminder", *TODAY).err
    assert demo("ask", "7", *TODAY).code == 0
    done = demo("reply", "7", "--reminder", "--today", "2026-03-20")
    assert done.code == 0, done.err
    assert done.out.startswith("Guten Tag Jörg")
    assert "reminded on 2026-03-20 already" in demo("reply", "7", "--reminder", "--today", "2026-03-21").err


def test_the_old_names_are_in_the_whole_help_alone(run: Run) -> None:
    short, whole = run("--help").out, run("help", "all").out
    for name in ("why-not", "what-if", "waiting", "nudge", "vouches"):
        assert not re.search(rf"^  {name} ", short, re.MULTILINE)
        assert re.search(rf"^  {name} ", whole, re.MULTILINE)
