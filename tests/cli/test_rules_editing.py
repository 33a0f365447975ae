"""`screener rules edit`, `diff`, `watch`, `stats`: the editor is a script of the test, the answers are typed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.cli.running import Run
from tests.hanging import ends_soon

ROOT = Path(__file__).parent.parent.parent
TODAY = ("--today", "2026-03-10")
RULE = """\
rules:
  - id: ask-sellers
    decide: ask-for-context
    priority: 500
    ask: where-we-met
    when:
      - sales: present
    because: "They sell something."
"""


@pytest.fixture
def own(run: Run, tmp_path: Path) -> Run:
    """The command line, with rules of one's own and the invented requests of the demo in the store."""
    assert run("demo", "--copy", "demo").code == 0
    assert run("init", "rules").code == 0
    (tmp_path / "rules/my-rules.yaml").write_text("rules: []\n")
    archive = next((tmp_path / "demo").glob("Complete_*"))
    assert run("triage", str(archive), "demo/requests.csv", "demo/contacts.vcf", *TODAY).code == 0
    return run


def editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *texts: str) -> None:
    """An editor that saves these texts, one at each start, the last one ever after."""
    for number, text in enumerate(texts):
        (tmp_path / f"text-{number}").write_text(text)
    script = tmp_path / "editor"
    script.write_text(
        f"#!/bin/sh\ncd '{tmp_path}'\nn=$(cat count 2>/dev/null || echo 0)\ncat text-$n > \"$1\"\n"
        f"[ $n -lt {len(texts) - 1} ] && n=$((n + 1))\necho $n > count\n"
    )
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))


def test_an_edit_shows_what_it_flips_and_is_saved_only_on_yes(
    own: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert own("decline", "Brock Vantage", *TODAY).code == 0
    editor(monkeypatch, tmp_path, RULE)
    done = own("rules", "edit", *TODAY, stdin=b"y\n")
    assert done.code == 0, done.err
    assert "Flips 1 of" in done.out
    assert "1 decline → ask; 1 of these you had decided so by hand." in done.out
    assert "Brock Vantage: decline → ask-for-context (you: decline)" in done.out
    assert (tmp_path / "rules/my-rules.yaml").read_text() == RULE


def test_a_mistake_is_shown_with_its_line_and_leads_back_to_the_editor(
    own: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(monkeypatch, tmp_path, RULE.replace("priority", "prioriti"), RULE)
    done = own("rules", "edit", *TODAY, stdin=b"e\ny\n")
    assert "rules/my-rules.yaml:4:5: unknown key 'prioriti' in a rule; did you mean 'priority'? (R018)" in done.out
    assert "    prioriti: 500" in done.out
    assert (tmp_path / "rules/my-rules.yaml").read_text() == RULE


@pytest.mark.parametrize("typed", [b"n\n", b""])
def test_without_a_yes_the_file_is_as_it_was_and_nothing_typed_is_lost(
    own: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: bytes
) -> None:
    editor(monkeypatch, tmp_path, RULE)
    done = own("rules", "edit", *TODAY, stdin=typed)
    assert (tmp_path / "rules/my-rules.yaml").read_text() == "rules: []\n"
    kept = Path(done.err.rsplit("your text is in ", 1)[1].strip())
    assert kept.read_text() == RULE


def test_a_file_that_changed_meanwhile_is_not_overwritten(
    own: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(monkeypatch, tmp_path, RULE)
    script = tmp_path / "editor"
    real = tmp_path / "rules/my-rules.yaml"
    script.write_text(script.read_text() + f"echo '# somebody else' >> '{real}'\n")
    done = own("rules", "edit", *TODAY, stdin=b"y\n")
    assert real.read_text() == "rules: []\n# somebody else\n"
    assert "was changed by something else meanwhile; your text is in" in done.err


def test_rules_that_could_not_run_can_be_mended(own: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules/my-rules.yaml").write_text("rules: [oops]\n")
    editor(monkeypatch, tmp_path, RULE)
    done = own("rules", "edit", *TODAY, stdin=b"y\n")
    assert "could not run, so there is nothing to compare with" in done.err
    assert (tmp_path / "rules/my-rules.yaml").read_text() == RULE


def test_two_policies_are_compared_over_all_known_requests(own: Run, tmp_path: Path) -> None:
    same = own("rules", "diff", "shipped", "rules", *TODAY)
    assert same.out.startswith("Flips none of 19 requests.")
    (tmp_path / "rules/my-rules.yaml").write_text(RULE)
    assert own("rules", "diff", "shipped", "rules", *TODAY).out.startswith("Flips 1 of 19 requests: 1 decline → ask.")
    assert own("rules", "diff", "shipped", "nowhere", *TODAY).code == 2


@pytest.fixture
def demo(run: Run) -> Run:
    """The command line, with the demo's requests decided by the demo's own rules."""
    assert run("demo", "--copy", "demo").code == 0
    files = (str(next(Path("demo").glob("Complete_*"))), "demo/requests.csv", "demo/contacts.vcf")
    assert run("triage", *files, "--rules", "demo/rules", *TODAY).code == 0
    return run


def changed(old: str, new: str) -> None:
    """A copy of the demo's rules, with one text of about-me.yaml changed."""
    text = Path("demo/rules/about-me.yaml").read_text(encoding="utf-8")
    assert old in text
    Path("changed").mkdir()
    Path("changed/about-me.yaml").write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "number", "flip"),
    [
        (
            '  - {name: Rex Dunmore, profile_url: "https://www.linkedin.com/in/rex-dunmore-demo"}',
            "  - {name: Ned Otherwise}",
            1,
            "Rex Dunmore: decline → ask-for-context",
        ),
        ("staff: 12000", "staff: 12", 1, "Kwame Asante-Boateng: ask-for-context → accept"),
        ("goals:", "competitors: [Dniprova Audit]\ngoals:", 1, "works-for-a-competitor"),
    ],
)
def test_what_about_me_says_is_derived_anew_on_both_sides(
    demo: Run, old: str, new: str, number: int, flip: str
) -> None:
    changed(old, new)
    done = demo("rules", "diff", "demo/rules", "changed", *TODAY)
    back = demo("rules", "diff", "changed", "demo/rules", *TODAY)
    assert done.out.startswith(f"Flips {number} of 19 requests")
    assert back.out.startswith(f"Flips {number} of 19 requests")
    assert flip in done.out


def test_a_decided_request_is_derived_anew_as_well(demo: Run) -> None:
    assert demo("decline", "Rex Dunmore", "--rules", "demo/rules", *TODAY).code == 0
    changed("Rex Dunmore, profile_url", "Ned Otherwise, profile_url")
    assert demo("rules", "diff", "demo/rules", "changed", *TODAY).out.startswith("Flips none of 19")
    changed_text = Path("changed/about-me.yaml").read_text(encoding="utf-8").replace("rex-dunmore-demo", "ned")
    Path("changed/about-me.yaml").write_text(changed_text, encoding="utf-8")
    assert (
        "Rex Dunmore: decline → ask-for-context (you: decline)"
        in demo("rules", "diff", "demo/rules", "changed", *TODAY).out
    )


def test_what_only_the_files_can_tell_anew_is_counted_and_the_files_are_named(demo: Run) -> None:
    changed("emails: [mara@lindqvist.example]", "emails: [m@lindqvist.example]")
    done = demo("rules", "diff", "demo/rules", "changed", *TODAY)
    said = " ".join(done.out.split())
    assert "1 request also rests on which mails and messages are yours, which only your files tell anew" in said
    assert "`screener triage` with Complete_LinkedInDataExport_03-09-2026, requests.csv, contacts.vcf." in said


def test_what_rules_have_done_is_counted(own: Run, tmp_path: Path) -> None:
    (tmp_path / "rules/my-rules.yaml").write_text(RULE.replace("priority", "status: shadow\n    priority"))
    own("accept", "Brock Vantage", *TODAY)
    rows = {line.split()[0]: line.split()[1:] for line in own("rules", "stats", *TODAY).out.splitlines()[1:]}
    assert rows["ask-sellers"] == ["ask", "500", "(shadow)", "1", "1", "1", "2026-03-10"]
    assert rows["seller"] == ["decline", "400", "1", "1", "1", "2026-03-10"]


def test_watch_repeats_check_and_comparison_on_each_save(own: Run, tmp_path: Path) -> None:
    assert own("rules", "diff", "shipped", "rules", *TODAY).code == 0
    started = subprocess.Popen(
        [sys.executable, "-m", "screener", "rules", "watch", "--rounds", "1", *TODAY],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert started.stderr is not None
    assert "rules; Ctrl-C ends it" in started.stderr.readline()
    saving = threading.Timer(0.2, lambda: (tmp_path / "rules/my-rules.yaml").write_text(RULE))
    saving.start()
    with ends_soon():
        out, _ = started.communicate()
    assert "Flips 1 of 19 requests: 1 decline → ask." in out


def test_a_rule_file_that_is_not_utf_8_is_not_edited(own: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "rules/my-rules.yaml"
    file.write_bytes(b"# caf\xe9\nrules: []\n")
    editor(monkeypatch, tmp_path, RULE)
    done = own("rules", "edit", *TODAY)
    assert done.code == 3
    assert "is not UTF-8" in done.err
    assert file.read_bytes() == b"# caf\xe9\nrules: []\n"


def test_a_text_is_kept_beside_the_file_and_never_over_another(
    own: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(monkeypatch, tmp_path, RULE)
    for name in ("my-rules.yaml.kept", "my-rules.yaml.kept-2"):
        done = own("rules", "edit", *TODAY, stdin=b"n\n")
        assert done.err.rstrip().endswith(f"rules/{name}")
        assert (tmp_path / "rules" / name).read_text() == RULE
    assert own("rules", "check").code == 0


def test_a_file_that_is_not_there_is_made_only_if_that_is_meant(
    own: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(monkeypatch, tmp_path, RULE)
    done = own("rules", "edit", "my-ruls.yaml", *TODAY, stdin=b"n\n")
    assert done.code == 2
    assert "there is no file" in done.err
    assert "did you mean 'my-rules.yaml'?" in done.err
    assert own("rules", "edit", "more.yaml", *TODAY, stdin=b"y\ny\n").code == 0
    assert (tmp_path / "rules/more.yaml").read_text() == RULE


def test_one_of_something_is_told_as_one(own: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = "examples:\n  - {name: x, given: {sales: [{text: shoes}]}, expect: {decide: accept}}\n"
    editor(monkeypatch, tmp_path, RULE + example)
    done = own("rules", "edit", *TODAY, stdin=b"n\n")
    assert "0 errors, 0 warnings; 1 example of yours, 1 failed" in done.err
    assert "1 example fails. Save this edit" in done.err


def test_rules_that_never_held_are_counted_only_on_request(own: Run) -> None:
    few, every = own("rules", "stats", *TODAY), own("rules", "stats", "--all", *TODAY)
    assert "vouched-against" not in few.out
    assert "vouched-against" in every.out
    assert "never held; --all shows every rule." in few.err
