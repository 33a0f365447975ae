"""Completion: what the shells are told, and that nothing of a stranger's is evaluated by one. Each is tried in the real
shell where there is one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from screener.cli.completion import SHELLS, harmless
from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")
ROOT = Path(__file__).parents[2]
HOSTILE = 'Eve \\$(touch pwned) `touch pwned` \'; touch pwned; * [bold]"x":\x1b[31m\u202e'
IN_BASH = """\
source ./script
COMP_WORDS=({words}); COMP_CWORD={place}
_screener_completion screener
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def queue(run: Run, tmp_path: Path) -> Run:
    """The command line, with twelve open requests in the store, the second of a hostile name."""
    names = ["Ana Ruiz", HOSTILE, "Bo Lind", *(f"Person {word}" for word in "abcdefghi")]
    lines = [f'{{"name": {_quoted(name)}, "note": "hi", "sent_at": "2026-03-05"}}' for name in names]
    (tmp_path / "list.jsonl").write_text("\n".join(lines) + "\n")
    assert run("triage", "list.jsonl", *TODAY).code == 0
    return run


def _quoted(text: str) -> str:
    return json.dumps(text)


def asked(shell: str, words: str, monkeypatch: pytest.MonkeyPatch, run: Run) -> list[str]:
    """What the program answers a shell that completes these words."""
    monkeypatch.setattr(sys, "argv", ["screener"])
    monkeypatch.setenv("_SCREENER_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", words)
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    return run().out.splitlines()


def test_a_request_is_completed_by_its_number_with_the_person_behind_it(
    queue: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in ("show", "why", "accept", "decline", "ask", "answer", "reply", "who", "vouch", "nudge"):
        found = asked("fish", f"screener {command} 1", monkeypatch, queue)
        numbers = [line.split("\t")[0] for line in found]
        assert sorted(numbers) == ["1", "10", "11", "12"], command
    assert any(line.endswith("\tAna Ruiz") for line in asked("fish", "screener show ", monkeypatch, queue))


def test_a_person_is_completed_by_name_and_by_number(queue: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in ("vouch", "expect", "history", "recommend", "ledger forget"):
        assert asked("fish", f"screener {command} An", monkeypatch, queue) == ["Ana Ruiz"], command
        assert asked("bash", f"screener {command} an", monkeypatch, queue) == [r"Ana\ Ruiz"], command
    assert "1\tAna Ruiz" in asked("fish", "screener vouch ", monkeypatch, queue)
    assert asked("fish", "screener vouch Eve", monkeypatch, queue) in ([], [""])  # a shell might evaluate it


def test_somebody_whom_only_a_file_names_is_completed(
    queue: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Solveig Haugen\nEMAIL:solveig@firm.example\nEND:VCARD\n"
    (tmp_path / "contacts.vcf").write_text(card)
    assert queue("triage", "contacts.vcf", *TODAY).code == 0
    assert asked("fish", "screener vouch Solv", monkeypatch, queue) == ["Solveig Haugen"]


def test_a_rule_is_completed_by_its_id_the_users_too(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "rules"
    own.mkdir()
    (own / "about-me.yaml").write_text("extends: shipped\n")
    (own / "my-rules.yaml").write_text("rules:\n  - {id: somebody-from-the-choir, status: retired}\n")
    for words in ("rules show somebody-", "rules say --rule somebody-", "why-not 1 somebody-"):
        found = asked("fish", f"screener {words}", monkeypatch, run)
        assert found[0] == "somebody-from-the-choir\tmy-rules.yaml", words
        assert "somebody-you-know\tverdict.yaml" in found, words
    assert asked("fish", "screener why-not 1 acc", monkeypatch, run)[0] == "accept\tverdict"


def test_a_template_is_completed_under_its_verdict_the_users_too(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("choir.en.txt", "$(touch pwned).en.txt"):
        file = tmp_path / "templates" / "accept" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    found = asked("bash", "screener reply 1 --template accept/", monkeypatch, run)
    assert found == ["accept/both-asked", "accept/choir", "accept/thanks"]


@pytest.mark.parametrize("words", ["show 1", "vouch A", "rules show s", "reply 1 --template a", "why-not 1 a"])
def test_to_complete_reads_neither_policy_nor_templates(words: str, tmp_path: Path) -> None:
    surroundings = {**os.environ, "COMP_WORDS": f"screener {words}", "COMP_CWORD": str(len(words.split()))}
    surroundings |= {"_SCREENER_COMPLETE": "complete_bash", "SCREENER_STORE": str(tmp_path / "none")}
    told = "import atexit, sys, screener.cli; sys.argv[1:] = []; atexit.register(lambda: print(*sys.modules)); "
    told += "screener.cli.main()"
    done = subprocess.run([sys.executable, "-c", told], env=surroundings, capture_output=True, text=True, timeout=60)
    loaded = set(done.stdout.split())
    assert "screener.cli.completion" in loaded
    assert not loaded & {"jinja2", "screener.policy.loading", "screener.screening.screening", "durable_rules_engine"}


def test_what_is_decided_is_no_longer_offered(queue: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert queue("decline", "11", *TODAY).code == 0
    found = asked("fish", "screener show 1", monkeypatch, queue)
    assert sorted(line.split("\t")[0] for line in found) == ["1", "10", "12"]


def test_a_command_is_completed_with_its_line_of_the_help(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked("zsh", "screener que", monkeypatch, run) == [
        """_arguments '*: :(("queue":"Show the open requests again, without the files."))'"""
    ]


def test_without_a_store_nothing_is_offered_and_none_is_made(
    run: Run, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked("bash", "screener show ", monkeypatch, run) in ([], [""])
    assert not own_store.exists()


def test_a_store_that_cannot_be_read_is_no_error_on_the_command_line(
    run: Run, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_store.write_bytes(b"no store of this program" * 100)
    assert asked("bash", "screener show ", monkeypatch, run) in ([], [""])


def test_nothing_that_a_shell_gives_a_meaning_to_is_left_of_a_name() -> None:
    left = harmless(HOSTILE)
    assert left.startswith("Eve touch pwned")
    assert not set(left) & set("\\$`'\"*?;:|&<>()[]{}~#!\x1b\u202e\n")
    assert harmless("佐藤 美香") == "佐藤 美香"


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script_and_another_is_refused(run: Run, shell: str) -> None:
    assert f"complete_{shell}" in run("--show-completion", shell).out
    done = run("--show-completion", "tcsh")
    assert done.code == 2
    assert "bash, zsh or fish" in done.err


def test_to_install_it_writes_into_the_home_folder_and_says_where(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    done = run("--install-completion", "fish")
    assert done.code == 0
    assert "home/.config/fish/completions" in done.out
    assert any((tmp_path / "home/.config/fish/completions").iterdir())


def surroundings(folder: Path) -> dict[str, str]:
    """An environment in which `screener` is this checkout's, called as users call it."""
    program = folder / "bin" / "screener"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom screener.__main__ import main\nmain()\n")
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


def shown_by(command: list[str], folder: Path, environment: dict[str, str]) -> list[str]:
    """The lines that a shell prints."""
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.splitlines()


@pytest.mark.usefixtures("queue")
@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_in_bash(tmp_path: Path) -> None:
    environment = surroundings(tmp_path)
    script = subprocess.run(["screener", "--show-completion", "bash"], env=environment, capture_output=True, check=True)
    (tmp_path / "script").write_bytes(script.stdout)
    several = IN_BASH.format(words="screener accept 1", place=2)
    assert "1  Ana Ruiz" in (lines := shown_by(["bash", "-c", several], tmp_path, environment))
    assert len(lines) == 4
    one = IN_BASH.format(words="screener accept 12", place=2)
    assert shown_by(["bash", "-c", one], tmp_path, environment) == ["12"]
    shown_by(["bash", "-c", IN_BASH.format(words="screener show ''", place=2)], tmp_path, environment)
    assert not (tmp_path / "pwned").exists()


@pytest.mark.usefixtures("queue")
@pytest.mark.skipif(not shutil.which("fish"), reason="there is no fish")
def test_in_fish(tmp_path: Path) -> None:
    environment = {**surroundings(tmp_path), "HOME": str(tmp_path)}
    told = "screener --show-completion fish | source; complete -C 'screener accept 1'"
    lines = shown_by(["fish", "--no-config", "-c", told], tmp_path, environment)
    assert "1\tAna Ruiz" in lines
    assert not (tmp_path / "pwned").exists()


@pytest.mark.usefixtures("queue")
@pytest.mark.skipif(not shutil.which("zsh"), reason="there is no zsh")
def test_in_zsh_nothing_of_a_name_is_evaluated(tmp_path: Path) -> None:
    environment = surroundings(tmp_path)
    told = (
        '_arguments() { print -r -- $1; eval "offered=${${1#*: :\\(}%\\)}" }; compdef() { : }; '
        "words=(screener show ''); CURRENT=3; "
        'eval "$(screener --show-completion zsh)"; _screener_completion; print -rl -- $offered'
    )
    lines = shown_by(["zsh", "-f", "-c", told], tmp_path, environment)
    assert any("Ana Ruiz" in line for line in lines)
    assert not (tmp_path / "pwned").exists()
